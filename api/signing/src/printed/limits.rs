//! What a form may be, judged before anything draws it: bounded in size, unpacked as well, and without life of its own.

use std::io::Read;

use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Document, Object};

use super::{FormFault, LARGEST_FORM};

/// Most bytes that all streams together may unpack to.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
/// Deepest nesting of arrays and dictionaries, and more than chance makes of brackets in a picture.
const DEEPEST: usize = 5_000;
/// Most pixels of one picture.
const MOST_PIXELS: i64 = 40_000_000;
/// How what packs is named, where a stream is packed twice.
const NAMED: [&[u8]; 4] = [b"/FlateDecode", b"/Fl ", b"/Fl/", b"/Fl]"];

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
    document.objects.values().try_for_each(lifeless)
}

/// Reads the file as bytes, since whoever parses it unpacks it: how much its streams unpack to, and how deep it nests.
fn bounded(file: &[u8]) -> Result<(), FormFault> {
    Depth::default().read(file)?;
    let mut left = MOST_UNPACKED;
    let mut rest = file;
    while let Some(at) = find(rest, b"stream") {
        let (head, tail) = rest.split_at(at);
        rest = tail.get(b"stream".len()..).unwrap_or_default();
        if !head.ends_with(b"end") {
            left = left.checked_sub(unpacked(head, rest, left)?).ok_or(FormFault::TooMuch)?;
        }
    }
    Ok(())
}

/// How many bytes a stream unpacks to, of which `most` are looked at; `head` is what stands before it.
fn unpacked(head: &[u8], body: &[u8], most: u64) -> Result<u64, FormFault> {
    let start = body.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let mut reader = ZlibDecoder::new(&body[start..]).take(most + 1);
    let (mut size, mut depth) = (0, Depth::default());
    let mut room = [0; 64 * 1024];
    // What cannot be unpacked further was unpacked until there.
    while let Ok(read) = reader.read(&mut room) {
        if read == 0 {
            break;
        }
        depth.read(&room[..read])?;
        size += u64::try_from(read).unwrap_or(u64::MAX);
    }
    if size > 0 && packed_again(head) { Err(FormFault::TooMuch) } else { Ok(size) }
}

/// Packed twice, or by a name that is spelled so that it is not found, it is not known how much it will be.
fn packed_again(head: &[u8]) -> bool {
    let own = head.windows(6).rposition(|six| six == b"endobj").and_then(|at| head.get(at..)).unwrap_or(head);
    NAMED.iter().map(|name| count(own, name)).sum::<usize>() > 1 || own.contains(&b'#')
}

/// How deep brackets nest; whoever parses them goes as deep.
#[derive(Default)]
struct Depth {
    now: usize,
    last: u8,
}

impl Depth {
    fn read(&mut self, bytes: &[u8]) -> Result<(), FormFault> {
        for &byte in bytes {
            match (self.last, byte) {
                (_, b'[') | (b'<', b'<') => self.now += 1,
                (_, b']') | (b'>', b'>') => self.now = self.now.saturating_sub(1),
                _ => {}
            }
            // `<<<<` opens two.
            self.last = if matches!((self.last, byte), (b'<', b'<') | (b'>', b'>')) { 0 } else { byte };
            if self.now > DEEPEST {
                return Err(FormFault::Damaged);
            }
        }
        Ok(())
    }
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
            plainly_packed(&stream.dict)?;
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
    // To open at a page is no action.
    let acts = |key: &[u8]| key != b"OpenAction" || entries.get(key).is_ok_and(|action| action.as_dict().is_ok());
    let lives = ENTRIES.iter().any(|key| entries.has(key) && acts(key));
    if lives || named(b"S", &ACTIONS) || named(b"Subtype", &CARRIED) {
        return Err(FormFault::Active);
    }
    if (named(b"FT", &[b"Sig"]) && entries.has(b"V")) || (entries.has(b"ByteRange") && entries.has(b"Contents")) {
        return Err(FormFault::Signed);
    }
    entries.iter().try_for_each(|(_, entry)| lifeless(entry))
}

/// Ways of packing whose size was measured, or that hold a picture.
const PACKED: [&[u8]; 8] =
    [b"FlateDecode", b"Fl", b"DCTDecode", b"DCT", b"JPXDecode", b"JBIG2Decode", b"CCITTFaxDecode", b"CCF"];

fn plainly_packed(entries: &Dictionary) -> Result<(), FormFault> {
    let known = |filter: &Object| filter.as_name().is_ok_and(|name| PACKED.contains(&name));
    let plain = match entries.get(b"Filter") {
        Err(_) => true,
        Ok(Object::Array(filters)) => filters.len() < 2 && filters.iter().all(known),
        Ok(filter) => known(filter),
    };
    if plain { Ok(()) } else { Err(FormFault::TooMuch) }
}

fn small_picture(entries: &Dictionary) -> Result<(), FormFault> {
    let edge = |key: &[u8]| entries.get(key).and_then(Object::as_i64).unwrap_or(0);
    match edge(b"Width").checked_mul(edge(b"Height")) {
        Some(pixels) if pixels <= MOST_PIXELS => Ok(()),
        _ => Err(FormFault::TooMuch),
    }
}
