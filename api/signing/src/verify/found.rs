//! The signatures of a file, and what exactly each of them covers.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use lopdf::{Dictionary, Document, Object};
use sha2::{Digest, Sha256};

use super::revisions;
use crate::Error;
use crate::pades::{Field, open, signature_fields};

/// What stands in a signature field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A signature in CMS.
    Signature,
    /// An RFC 3161 token over the file.
    DocumentTimestamp,
}

/// One signature with the digest of what it covers.
pub(super) struct Found {
    pub field: String,
    pub kind: Kind,
    pub signed_at: Option<DateTime<Utc>>,
    /// The bytes of `/Contents`, with their padding.
    pub contents: Vec<u8>,
    /// SHA-256 over the covered bytes.
    pub digest: [u8; 32],
    /// End of what is covered, which is the end of a revision.
    pub end: usize,
}

/// Each signature costs a reading of the file.
const MOST_SIGNATURES: usize = 32;

/// Every signature, earliest first. A signature that does not cover a whole revision except
/// itself is an error: nothing can be said about such a file.
pub(super) fn all(pdf: &[u8], document: &Document) -> Result<Vec<Found>, Error> {
    let mut found = Vec::new();
    for field in signature_fields(document)? {
        if let Some(value) = field.value
            && found.len() <= MOST_SIGNATURES
        {
            found.push(one(pdf, document.get_dictionary(value)?, document, &field)?);
        }
    }
    if found.len() > MOST_SIGNATURES {
        return Err(refused("it has too many signatures"));
    }
    found.sort_by_key(|signature| signature.end);
    if found.windows(2).any(|pair| pair[0].end == pair[1].end) {
        return Err(refused("two signatures claim the same revision"));
    }
    Ok(found)
}

fn one(pdf: &[u8], dict: &Dictionary, document: &Document, field: &Field) -> Result<Found, Error> {
    let kind = match dict.get(b"SubFilter").and_then(Object::as_name)? {
        b"ETSI.CAdES.detached" | b"adbe.pkcs7.detached" => Kind::Signature,
        b"ETSI.RFC3161" => Kind::DocumentTimestamp,
        _ => return Err(refused("a signature has a form that is not supported")),
    };
    let Object::String(contents, _) = dict.get(b"Contents")? else {
        return Err(refused("a signature has no contents"));
    };
    let [start, gap, resume, rest] = byte_range(dict)?;
    let end = resume.checked_add(rest).filter(|end| *end <= pdf.len());
    let (Some(end), true) = (end, start == 0 && gap < resume) else {
        return Err(refused("a signature covers an impossible range"));
    };
    // The gap must hold the signature and nothing else, or something could hide in it.
    let hidden = pdf.get(gap..resume).unwrap_or_default();
    let inner = hidden.strip_prefix(b"<").and_then(|rest| rest.strip_suffix(b">"));
    if inner.and_then(|inner| hex::decode(inner).ok()).as_ref() != Some(contents) {
        return Err(refused("a signature leaves out more than itself"));
    }
    let covered = pdf.get(..end).unwrap_or_default();
    if !revisions::ends(covered) {
        return Err(refused("a signature ends inside a revision"));
    }
    stands_in(covered, document, field)?;
    let mut hash = Sha256::new();
    hash.update(pdf.get(..gap).unwrap_or_default());
    hash.update(pdf.get(resume..end).unwrap_or_default());
    let signed_at = dict.get(b"M").and_then(Object::as_str).ok().and_then(pdf_time);
    let contents = contents.clone();
    Ok(Found { field: field.name.clone(), kind, signed_at, contents, digest: hash.finalize().into(), end })
}

/// The signature must stand, as it is now, already in the revision it covers.
fn stands_in(covered: &[u8], document: &Document, field: &Field) -> Result<(), Error> {
    let value = field.value.unwrap_or_default();
    let then = open(covered)?;
    let same_field = signature_fields(&then)?.iter().any(|f| f.id == field.id && f.value == field.value);
    if !same_field || then.get_object(value)? != document.get_object(value)? {
        return Err(refused("a signature is not part of what it covers"));
    }
    Ok(())
}

fn byte_range(dict: &Dictionary) -> Result<[usize; 4], Error> {
    let numbers = dict.get(b"ByteRange")?.as_array()?;
    let numbers: Vec<usize> = numbers.iter().filter_map(|number| usize::try_from(number.as_i64().ok()?).ok()).collect();
    numbers.try_into().map_err(|_| refused("a signature covers an impossible range"))
}

/// `D:YYYYMMDDHHmmSS` with `Z`, `+HH'mm'` or `-HH'mm'`; the last apostrophe may be missing.
fn pdf_time(text: &[u8]) -> Option<DateTime<Utc>> {
    let text = std::str::from_utf8(text).ok()?.strip_prefix("D:")?;
    let local = NaiveDateTime::parse_from_str(text.get(..14)?, "%Y%m%d%H%M%S").ok()?;
    let zone = text.get(14..)?;
    let offset = match zone.chars().next() {
        None | Some('Z') => TimeDelta::zero(),
        Some(sign @ ('+' | '-')) => {
            let digits = zone.get(1..)?.replace('\'', "");
            let hours: i64 = digits.get(..2)?.parse().ok()?;
            let minutes: i64 = digits.get(2..).filter(|m| !m.is_empty()).unwrap_or("0").parse().ok()?;
            let offset = TimeDelta::try_minutes(hours.checked_mul(60)?.checked_add(minutes)?)?;
            if sign == '+' { offset } else { -offset }
        }
        Some(_) => return None,
    };
    local.and_utc().checked_sub_signed(offset)
}

fn refused(why: &str) -> Error {
    Error::Pdf(why.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::pdf_time;

    #[test]
    fn times_are_read_with_their_zone() {
        for (text, expected) in [
            ("D:20260622103000+08'00'", "2026-06-22T02:30:00Z"),
            ("D:20260622103000+08'00", "2026-06-22T02:30:00Z"),
            ("D:20260622103000-03'30'", "2026-06-22T14:00:00Z"),
            ("D:20260622103000Z", "2026-06-22T10:30:00Z"),
        ] {
            assert_eq!(pdf_time(text.as_bytes()).unwrap(), expected.parse::<chrono::DateTime<chrono::Utc>>().unwrap());
        }
        for text in ["20260622103000Z", "D:2026", "D:20260622103000+x", "D:20261322103000Z"] {
            assert_eq!(pdf_time(text.as_bytes()), None, "{text}");
        }
    }
}
