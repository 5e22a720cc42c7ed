//! One signature into one field.

use std::ops::Range;

use chrono::{DateTime, Utc};
use evidence::timestamp::TimestampAuthority;
use lopdf::{Dictionary, IncrementalDocument, Object, ObjectId, StringFormat};
use sha2::{Digest, Sha256};

use super::{Field, cms, dictionary, form, name, revise, signature_fields, text, written};
use crate::render::in_china;
use crate::{Appearance, Error, Signer, verify};

/// Bytes kept for a signature and its timestamp. Ours take under 3,000; a licensed authority's
/// longer chains still fit.
const ROOM: usize = 8192;

/// Stands for an offset until it is known; as wide as any offset can be.
const UNKNOWN: i64 = 9_999_999_999;

/// What a signature says of itself.
pub struct SignatureDetails<'a> {
    /// Name of the signer.
    pub name: &'a str,
    /// Why it is made (`签署解除劳动合同协议书`).
    pub reason: &'a str,
    /// Where it is made.
    pub location: Option<&'a str>,
    /// When it is made, by the clock of this system. The timestamp is the proof of time.
    pub at: DateTime<Utc>,
    /// What the field shows on the page.
    pub appearance: &'a Appearance,
}

/// Appends a revision in which the field `role` is signed: PAdES B-T, `ETSI.CAdES.detached`.
///
/// Refuses a field that is signed, and a document that earlier signatures no longer fit. When
/// the timestamp cannot be had there is no signature.
pub fn sign(
    pdf: &[u8],
    role: &str,
    signer: &dyn Signer,
    authority: &dyn TimestampAuthority,
    details: &SignatureDetails<'_>,
) -> Result<Vec<u8>, Error> {
    verify::unchanged(pdf)?;
    let mut revision = revise(pdf)?;
    let field = open_field(&revision, role)?;
    let value = place(&mut revision, &field, details)?;
    let mut out = written(revision)?;

    let contents = contents(&out, pdf.len(), value)?;
    let range = byte_range(&mut out, pdf.len(), value, &contents)?;
    let digest = digest(&out, &range);
    let signature = cms::signed_data(digest, signer, authority, details.at)?;
    if signature.len() > ROOM {
        return Err(Error::TooLong { size: signature.len(), room: ROOM });
    }
    let written = hex::encode(&signature);
    let start = contents.start + 1;
    out.get_mut(start..start + written.len()).ok_or_else(lost)?.copy_from_slice(written.as_bytes());
    Ok(out)
}

fn open_field(revision: &IncrementalDocument, role: &str) -> Result<Field, Error> {
    let fields = signature_fields(revision.get_prev_documents())?;
    let field = fields.into_iter().find(|field| field.name == role);
    let field = field.ok_or_else(|| Error::NoSuchField(role.to_owned()))?;
    match field.value {
        None => Ok(field),
        Some(_) => Err(Error::AlreadySigned(role.to_owned())),
    }
}

/// Writes the appearance and the signature's dictionary, still without a signature.
fn place(revision: &mut IncrementalDocument, field: &Field, details: &SignatureDetails<'_>) -> Result<ObjectId, Error> {
    let appearance = form::import(details.appearance, &mut revision.new_document)?;
    let unknown = Object::Integer(UNKNOWN);
    let mut signature = dictionary([
        ("Type", name("Sig")),
        ("Filter", name("Adobe.PPKLite")),
        ("SubFilter", name("ETSI.CAdES.detached")),
        ("Name", text(details.name)),
        ("Reason", text(details.reason)),
        ("M", Object::string_literal(pdf_time(details.at))),
        ("ByteRange", vec![0.into(), unknown.clone(), unknown.clone(), unknown].into()),
        ("Contents", Object::String(vec![0; ROOM], StringFormat::Hexadecimal)),
    ]);
    if let Some(location) = details.location {
        signature.set("Location", text(location));
    }
    let signature = revision.new_document.add_object(signature);
    revision.opt_clone_object_to_new_document(field.id)?;
    let widget: &mut Dictionary = revision.new_document.get_dictionary_mut(field.id)?;
    widget.set("V", Object::Reference(signature));
    widget.set("AP", dictionary([("N", Object::Reference(appearance))]));
    Ok(signature)
}

/// `D:20260622103000+08'00'`
fn pdf_time(at: DateTime<Utc>) -> String {
    in_china(at).format("D:%Y%m%d%H%M%S+08'00'").to_string()
}

/// Where the object of the signature lies in the appended part.
fn object(out: &[u8], appended: usize, id: ObjectId) -> Result<Range<usize>, Error> {
    let header = format!("\n{} {} obj\n", id.0, id.1);
    let start = find(out, appended.saturating_sub(1), header.as_bytes())?;
    let end = find(out, start, b"endobj")?;
    Ok(start..end)
}

/// The string of the signature with its angle brackets.
fn contents(out: &[u8], appended: usize, id: ObjectId) -> Result<Range<usize>, Error> {
    let object = object(out, appended, id)?;
    let start = find(out, find(out, object.start, b"/Contents")?, b"<")?;
    let end = find(out, start, b">")? + 1;
    match end <= object.end && end - start == 2 * ROOM + 2 {
        true => Ok(start..end),
        false => Err(lost()),
    }
}

/// Writes the offsets over their placeholders, padded with blanks to the same length.
fn byte_range(out: &mut [u8], appended: usize, id: ObjectId, contents: &Range<usize>) -> Result<[usize; 4], Error> {
    let object = object(out, appended, id)?;
    let start = find(out, find(out, object.start, b"/ByteRange")?, b"[")?;
    let end = find(out, start, b"]")? + 1;
    let range = [0, contents.start, contents.end, out.len() - contents.end];
    let text = format!("[{} {} {} {}", range[0], range[1], range[2], range[3]);
    let padded = format!("{text:<width$}]", width = (end - start).saturating_sub(1));
    if padded.len() != end - start || end > object.end {
        return Err(lost());
    }
    out.get_mut(start..end).ok_or_else(lost)?.copy_from_slice(padded.as_bytes());
    Ok(range)
}

/// SHA-256 over all but the signature.
fn digest(out: &[u8], range: &[usize; 4]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in range.chunks_exact(2) {
        hash.update(out.get(part[0]..part[0] + part[1]).unwrap_or_default());
    }
    hash.finalize().into()
}

fn find(haystack: &[u8], from: usize, needle: &[u8]) -> Result<usize, Error> {
    let rest = haystack.get(from..).unwrap_or_default();
    rest.windows(needle.len()).position(|window| window == needle).map(|at| from + at).ok_or_else(lost)
}

/// The writer's form has changed under us: nothing may be signed.
fn lost() -> Error {
    Error::Pdf("the place of the signature was not found in the written file".to_owned())
}
