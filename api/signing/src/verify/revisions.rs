//! What one appended revision may look like, read from the bytes themselves.
//!
//! PDF readers forgive much, each in its own way, and attacks live in the differences. Here an
//! update must be the plainest form: classic tables that chain to the revision before, whose
//! entries all point at objects inside the update.

use std::collections::BTreeMap;

use crate::Error;

/// The file ends where a revision ends: `%%EOF` and at most one end of line.
pub(super) fn ends(pdf: &[u8]) -> bool {
    let trimmed = pdf.strip_suffix(b"\n").unwrap_or(pdf);
    let trimmed = trimmed.strip_suffix(b"\r").unwrap_or(trimmed);
    trimmed.ends_with(b"%%EOF")
}

/// Object numbers and generations that the update from `before` to `after` writes.
pub(super) fn written(before: &[u8], after: &[u8]) -> Result<BTreeMap<u32, u16>, Error> {
    let base = start_of_table(before)?;
    let mut written = BTreeMap::new();
    let mut at = start_of_table(after)?;
    // Tables come newest first; a file has few revisions.
    for _ in 0..64 {
        if at == base {
            return Ok(written);
        }
        if at < before.len() {
            return Err(refused("an update does not continue what was signed"));
        }
        let (table, previous) = table(after, at, before.len())?;
        for (number, generation) in table {
            written.entry(number).or_insert(generation);
        }
        if previous >= at {
            return Err(refused("its revisions run in a circle"));
        }
        at = previous;
    }
    Err(refused("it has too many revisions"))
}

/// The number after the last `startxref`, which must be followed by the end of the file only.
fn start_of_table(pdf: &[u8]) -> Result<usize, Error> {
    let wrong = || refused("it has no end as a revision must have");
    let tail = pdf.get(pdf.len().saturating_sub(64)..).unwrap_or_default();
    let keyword = b"startxref";
    let at = tail.windows(keyword.len()).rposition(|window| window == keyword).ok_or_else(wrong)?;
    let mut scan = Scan { bytes: tail, at: at + keyword.len() };
    scan.blanks();
    let offset = scan.number().ok_or_else(wrong)?;
    scan.blanks();
    match scan.rest().starts_with(b"%%EOF") && ends(pdf) {
        true => usize::try_from(offset).map_err(|_| wrong()),
        false => Err(wrong()),
    }
}

/// One classic table with its trailer: what it lists, and where the table before it is.
fn table(pdf: &[u8], at: usize, least: usize) -> Result<(BTreeMap<u32, u16>, usize), Error> {
    let wrong = || refused("an update's cross-reference table is not of the classic form");
    let mut scan = Scan { bytes: pdf, at };
    if !scan.take(b"xref") {
        return Err(wrong());
    }
    scan.blanks();
    let mut listed = BTreeMap::new();
    while !scan.take(b"trailer") {
        let first = scan.number().ok_or_else(wrong)?;
        scan.blanks();
        let count = scan.number().ok_or_else(wrong)?;
        scan.blanks();
        for index in 0..count {
            let entry = scan.rest().get(..20).ok_or_else(wrong)?;
            scan.at += 20;
            let number = u32::try_from(first.saturating_add(index)).map_err(|_| wrong())?;
            if let Some(generation) = in_use(pdf, entry, number, least)?
                && listed.insert(number, generation).is_some()
            {
                return Err(refused("an update lists an object twice"));
            }
        }
        scan.blanks();
    }
    let previous = trailer_previous(scan.rest()).ok_or_else(wrong)?;
    Ok((listed, previous))
}

/// Reads `nnnnnnnnnn ggggg n`; `None` for the head of the free list, the only free entry allowed.
fn in_use(pdf: &[u8], entry: &[u8], number: u32, least: usize) -> Result<Option<u16>, Error> {
    let wrong = || refused("an update's cross-reference table is not of the classic form");
    let mut scan = Scan { bytes: entry, at: 0 };
    let offset = scan.number().ok_or_else(wrong)?;
    scan.blanks();
    let generation = u16::try_from(scan.number().ok_or_else(wrong)?).map_err(|_| wrong())?;
    scan.blanks();
    if scan.take(b"f") {
        return match number {
            0 => Ok(None),
            _ => Err(refused("an update removes an object")),
        };
    }
    let offset = usize::try_from(offset).map_err(|_| wrong())?;
    let header = format!("{number} {generation} obj");
    let there = pdf.get(offset..).unwrap_or_default().starts_with(header.as_bytes());
    match scan.take(b"n") && offset >= least && there {
        true => Ok(Some(generation)),
        false => Err(refused("an update points at an object outside itself")),
    }
}

/// `/Prev` of the trailer dictionary that begins here. It must stand once, also not once more
/// under an escaped name; what makes a hybrid or an encrypted file must not stand at all.
fn trailer_previous(bytes: &[u8]) -> Option<usize> {
    let end = bytes.windows(9).position(|window| window == b"startxref")?;
    let trailer = without_strings(bytes.get(..end)?);
    let places = |key: &[u8]| trailer.windows(key.len()).filter(|window| *window == key).count();
    if places(b"/Prev") != 1 || places(b"/XRefStm") + places(b"/Encrypt") + places(b"#") > 0 {
        return None;
    }
    let at = trailer.windows(5).position(|window| window == b"/Prev")? + 5;
    let mut scan = Scan { bytes: &trailer, at };
    scan.blanks();
    usize::try_from(scan.number()?).ok()
}

/// Without the contents of literal strings, such as a file's identifier, which may be any bytes.
fn without_strings(bytes: &[u8]) -> Vec<u8> {
    let mut kept = Vec::new();
    let (mut depth, mut escaped) = (0_usize, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if depth > 0 => escaped = true,
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(*byte),
            _ => {}
        }
    }
    kept
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn blanks(&mut self) {
        let blanks = self.rest().iter().take_while(|b| matches!(b, b' ' | b'\r' | b'\n')).count();
        self.at += blanks;
    }

    fn take(&mut self, word: &[u8]) -> bool {
        let there = self.rest().starts_with(word);
        if there {
            self.at += word.len();
        }
        there
    }

    fn number(&mut self) -> Option<u64> {
        let digits = self.rest().iter().take_while(|b| b.is_ascii_digit()).count();
        let text = std::str::from_utf8(self.rest().get(..digits)?).ok()?;
        self.at += digits;
        text.parse().ok()
    }
}

fn refused(why: &str) -> Error {
    Error::Pdf(why.to_owned())
}
