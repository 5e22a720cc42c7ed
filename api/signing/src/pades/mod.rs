//! PAdES signatures (ETSI EN 319 142-1), baseline B-T, as appended revisions of a PDF.
//!
//! All fields are made before the first signature ([`prepare`]); a signature then changes only
//! its own field ([`sign`]). So each earlier revision stays in the file byte for byte, and every
//! earlier signature stays whole.

mod archive;
pub(crate) mod cms;
mod form;
mod prepare;
mod remote;
mod reserve;
mod sign;
mod validation;

use lopdf::{Dictionary, Document, IncrementalDocument, LoadOptions, Object, ObjectId, StringFormat};

use crate::Error;
pub use archive::archive_timestamp;
pub use prepare::prepare;
pub use remote::{Pending, Request, begin, finish};
pub use sign::{SignatureDetails, sign};
pub use validation::{ValidationData, add_validation_data};

/// No stream of a document is read beyond this.
const MAX_STREAM: usize = 64 * 1024 * 1024;

/// Reads a PDF as written: one that would need repair, is encrypted or mixes both forms of
/// cross-reference data is refused, because readers disagree about such files.
pub(crate) fn open(pdf: &[u8]) -> Result<Document, Error> {
    let refused = |why: &str| Err(Error::Pdf(why.to_owned()));
    if !pdf.starts_with(b"%PDF-") {
        return refused("it does not begin as a PDF does");
    }
    let options = LoadOptions { strict: true, max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(pdf, options)?;
    if document.trailer.has(b"Encrypt") {
        return refused("it is encrypted");
    }
    if document.trailer.has(b"XRefStm") {
        return refused("it mixes two forms of cross-reference data");
    }
    match document.xref_recovery {
        None => Ok(document),
        Some(_) => refused("its cross-reference data is damaged"),
    }
}

/// Begins a revision that will be appended.
fn revise(pdf: &[u8]) -> Result<IncrementalDocument, Error> {
    Ok(IncrementalDocument::create_from(pdf.to_vec(), open(pdf)?))
}

fn written(mut revision: IncrementalDocument) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    revision.save_to(&mut out)?;
    out.push(b'\n');
    Ok(out)
}

/// A text string: UTF-16 with byte order mark, which every reader shows.
fn text(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The text of a text string, UTF-16 or PDFDocEncoding, of which only ASCII is read.
pub(crate) fn read_text(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(utf16) => {
            let units: Vec<u16> = utf16.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// A signature field of a document: a terminal field of the form, merged with its widget.
pub(crate) struct Field {
    /// The object of the field.
    pub id: ObjectId,
    /// Its full name.
    pub name: String,
    /// The object of its signature, once signed.
    pub value: Option<ObjectId>,
}

/// The signature fields of a document in the order of the form.
pub(crate) fn signature_fields(document: &Document) -> Result<Vec<Field>, Error> {
    let Ok(form) = document.catalog()?.get_deref(b"AcroForm", document) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    if let Ok(fields) = form.as_dict()?.get_deref(b"Fields", document) {
        for field in fields.as_array()? {
            collect(document, field, "", false, 0, &mut found)?;
        }
    }
    Ok(found)
}

/// Deepest nesting of fields that is followed.
const MAX_DEPTH: usize = 16;

fn collect(
    document: &Document,
    field: &Object,
    above: &str,
    signature_above: bool,
    depth: usize,
    found: &mut Vec<Field>,
) -> Result<(), Error> {
    let wrong = |why: &str| Error::Pdf(why.to_owned());
    if depth > MAX_DEPTH || found.len() > 1000 {
        return Err(wrong("its form is nested too deeply"));
    }
    let id = field.as_reference().map_err(|_| wrong("a form field is not an object of its own"))?;
    let dict = document.get_dictionary(id)?;
    let own = dict.get_deref(b"T", document).and_then(Object::as_str).map(read_text).unwrap_or_default();
    let name = match (above.is_empty(), own.is_empty()) {
        (false, false) => format!("{above}.{own}"),
        (true, _) => own,
        (false, true) => above.to_owned(),
    };
    let is_signature = match dict.get(b"FT").and_then(Object::as_name) {
        Ok(kind) => kind == b"Sig",
        Err(_) => signature_above,
    };
    if let Ok(kids) = dict.get_deref(b"Kids", document).and_then(Object::as_array) {
        return kids.iter().try_for_each(|kid| collect(document, kid, &name, is_signature, depth + 1, found));
    }
    if is_signature {
        let value = match dict.get(b"V") {
            Ok(Object::Reference(value)) => Some(*value),
            Ok(Object::Null) | Err(_) => None,
            Ok(_) => return Err(wrong("a signature is not an object of its own")),
        };
        found.push(Field { id, name, value });
    }
    Ok(())
}

fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    Dictionary::from_iter(entries)
}

fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// A length in points, to the hundredth.
fn points(value: f64) -> Object {
    Object::Real(((value * 100.0).round() / 100.0) as f32)
}
