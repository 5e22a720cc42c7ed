//! What a form may be, judged before anything draws it: bounded in size, unpacked as well, and without life of its own.

use std::io::Read;

use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Document, Object};

use super::{FormFault, LARGEST_FORM};

/// Most bytes that all streams together may unpack to.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
/// Deepest nesting of arrays and dictionaries.
const DEEPEST: usize = 60;
/// Most pixels of one picture.
const MOST_PIXELS: i64 = 40_000_000;
/// Packed twice, or by a method that nothing has written for twenty years, it is not known how much it will be.
const UNBOUNDED: [&[u8]; 2] = [b"/LZW", b"/Crypt"];

pub(super) fn check(file: &[u8]) -> Result<(), FormFault> {
    if file.len() > LARGEST_FORM {
        return Err(FormFault::TooLarge);
    }
    if !file.starts_with(b"%PDF-") {
        return Err(FormFault::NotPdf);
    }
    bounded(file)?;
    let document = Document::load_mem(file).map_err(|_| FormFault::Damaged)?;
    if document.trailer.has(b"Encrypt") || document.was_encrypted() {
        return Err(FormFault::Encrypted);
    }
    for object in document.objects.values() {
        lifeless(object)?;
    }
    Ok(())
}

/// Reads the file as bytes, since whoever parses it unpacks it: how much its streams unpack to, and how deep it nests.
fn bounded(file: &[u8]) -> Result<(), FormFault> {
    let mut left = MOST_UNPACKED;
    let mut rest = file;
    while let Some(at) = find(rest, b"stream") {
        let (head, tail) = rest.split_at(at);
        let body = &tail[b"stream".len()..];
        let ends = head.ends_with(b"end");
        rest = body;
        if ends {
            continue;
        }
        nests(head)?;
        left = left.checked_sub(unpacked(head, body, left)?).ok_or(FormFault::TooMuch)?;
        // Its bytes are no objects, whatever they look like.
        if let Some(end) = find(body, b"endstream") {
            rest = &body[end + b"endstream".len()..];
        }
    }
    nests(rest)
}

fn unpacked(head: &[u8], body: &[u8], most: u64) -> Result<u64, FormFault> {
    let own = head.windows(4).rposition(|four| four == b" obj").map_or(head, |at| &head[at..]);
    let packed = count(own, b"/FlateDecode") + count(own, b"/Fl ") + count(own, b"/Fl]") + count(own, b"/RunLength");
    if packed > 1 || UNBOUNDED.iter().any(|name| count(own, name) > 0) {
        return Err(FormFault::TooMuch);
    }
    let start = body.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let mut reader = ZlibDecoder::new(&body[start..]).take(most + 1);
    // What cannot be unpacked further was unpacked until there.
    let mut size = 0;
    let mut room = [0; 64 * 1024];
    while let Ok(read) = reader.read(&mut room) {
        size += u64::try_from(read).unwrap_or(u64::MAX);
        if read == 0 || size > most {
            break;
        }
    }
    Ok(size)
}

fn nests(objects: &[u8]) -> Result<(), FormFault> {
    let mut depth = 0_usize;
    for (at, byte) in objects.iter().enumerate() {
        match byte {
            b'[' | b'(' => depth += 1,
            b'<' if objects.get(at + 1) == Some(&b'<') => depth += 1,
            b']' | b')' => depth = depth.saturating_sub(1),
            b'>' if objects.get(at + 1) == Some(&b'>') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(FormFault::Damaged);
        }
    }
    Ok(())
}

fn find(within: &[u8], wanted: &[u8]) -> Option<usize> {
    within.windows(wanted.len()).position(|window| window == wanted)
}

fn count(within: &[u8], wanted: &[u8]) -> usize {
    within.windows(wanted.len()).filter(|window| *window == wanted).count()
}

/// Nothing that runs, plays, sends, carries other files or was signed; whatever holds it.
fn lifeless(object: &Object) -> Result<(), FormFault> {
    match object {
        Object::Array(items) => items.iter().try_for_each(lifeless),
        Object::Dictionary(entries) => entries_lifeless(entries),
        Object::Stream(stream) => {
            small_picture(&stream.dict)?;
            entries_lifeless(&stream.dict)
        }
        _ => Ok(()),
    }
}

/// Entries that make a document more than paper.
const ENTRIES: [&[u8]; 7] = [b"JS", b"JavaScript", b"AA", b"XFA", b"EmbeddedFiles", b"RichMediaContent", b"OpenAction"];
/// What an action does.
const ACTIONS: [&[u8]; 8] =
    [b"JavaScript", b"Launch", b"SubmitForm", b"ImportData", b"Rendition", b"Movie", b"Sound", b"RichMediaExecute"];
/// What an annotation carries.
const CARRIED: [&[u8]; 6] = [b"FileAttachment", b"Movie", b"Sound", b"Screen", b"RichMedia", b"3D"];

fn entries_lifeless(entries: &Dictionary) -> Result<(), FormFault> {
    let named = |key: &[u8], among: &[&[u8]]| {
        entries.get(key).and_then(Object::as_name).is_ok_and(|name| among.contains(&name))
    };
    let opens = |key: &[u8]| key != b"OpenAction" || entries.get(key).is_ok_and(|action| action.as_dict().is_ok());
    if ENTRIES.iter().any(|key| entries.has(key) && opens(key)) || named(b"S", &ACTIONS) || named(b"Subtype", &CARRIED)
    {
        return Err(FormFault::Active);
    }
    if (named(b"FT", &[b"Sig"]) && entries.has(b"V")) || (entries.has(b"ByteRange") && entries.has(b"Contents")) {
        return Err(FormFault::Signed);
    }
    entries.iter().try_for_each(|(_, entry)| lifeless(entry))
}

fn small_picture(entries: &Dictionary) -> Result<(), FormFault> {
    let edge = |key: &[u8]| entries.get(key).and_then(Object::as_i64).unwrap_or(0);
    match edge(b"Width").checked_mul(edge(b"Height")) {
        Some(pixels) if pixels <= MOST_PIXELS => Ok(()),
        _ => Err(FormFault::TooMuch),
    }
}
