//! Empty signature fields.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream};

use super::{dictionary, name, points, revise, text, written};
use crate::{Error, SignatureField};

/// `Print` and `Locked`: it is printed, and readers do not let it be moved.
const PRINT_AND_LOCKED: i64 = 4 | 128;

/// Appends a revision with an empty signature field for each of `fields`.
///
/// All of them must be made before the first signature, which freezes the form; a document that
/// has a form already is refused.
pub fn prepare(pdf: &[u8], fields: &[SignatureField]) -> Result<Vec<u8>, Error> {
    let mut revision = revise(pdf)?;
    let catalog = revision.get_prev_documents().trailer.get(b"Root")?.as_reference()?;
    if revision.get_prev_documents().catalog()?.has(b"AcroForm") {
        return Err(Error::Pdf("it has a form already".to_owned()));
    }
    let mut names = BTreeSet::new();
    let mut made = Vec::new();
    for field in fields {
        if field.role.is_empty() || !field.role.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
            return Err(Error::NoSuchField(field.role.clone()));
        }
        if !names.insert(&field.role) {
            return Err(Error::Pdf(format!("two signature fields are called {}", field.role)));
        }
        made.push(Object::Reference(add(&mut revision, field)?));
    }
    let form = dictionary([("Fields", made.into()), ("SigFlags", SIGNED_AND_APPEND_ONLY.into())]);
    let form = revision.new_document.add_object(form);
    revision.opt_clone_object_to_new_document(catalog)?;
    revision.new_document.get_dictionary_mut(catalog)?.set("AcroForm", Object::Reference(form));
    written(revision)
}

/// `SignaturesExist` and `AppendOnly`: set here because a signature must not touch the form.
const SIGNED_AND_APPEND_ONLY: i64 = 1 | 2;

fn add(revision: &mut IncrementalDocument, field: &SignatureField) -> Result<ObjectId, Error> {
    let number = u32::try_from(field.page).unwrap_or_default();
    let previous = revision.get_prev_documents();
    let page = *previous.get_pages().get(&number).ok_or_else(|| Error::Pdf(format!("it has no page {number}")))?;
    let height = page_height(previous, page)?;
    let annotations = annotations(previous, page)?;

    let rect: Vec<Object> =
        [field.x, height - field.y - field.height, field.x + field.width, height - field.y].map(points).to_vec();
    // PDF/A wants an appearance for every widget that has an area, also an empty one.
    let empty = Stream::new(
        dictionary([
            ("Type", name("XObject")),
            ("Subtype", name("Form")),
            ("BBox", vec![0.into(), 0.into(), points(field.width), points(field.height)].into()),
            ("Resources", Dictionary::new().into()),
        ]),
        Vec::new(),
    );
    let empty = revision.new_document.add_object(empty);
    let widget = dictionary([
        ("Type", name("Annot")),
        ("Subtype", name("Widget")),
        ("FT", name("Sig")),
        ("T", Object::string_literal(field.role.as_str())),
        ("TU", text(&label(&field.role))),
        ("F", PRINT_AND_LOCKED.into()),
        ("P", Object::Reference(page)),
        ("Rect", rect.into()),
        ("AP", dictionary([("N", Object::Reference(empty))]).into()),
    ]);
    let widget = revision.new_document.add_object(widget);

    revision.opt_clone_object_to_new_document(page)?;
    let page = revision.new_document.get_dictionary_mut(page)?;
    let mut annotations = page.get(b"Annots").and_then(Object::as_array).cloned().unwrap_or(annotations);
    annotations.push(Object::Reference(widget));
    page.set("Annots", annotations);
    Ok(widget)
}

/// What a reader says when the pointer rests on the field.
fn label(role: &str) -> String {
    match role {
        "employee" => "员工签名".to_owned(),
        "employer" => "用人单位盖章".to_owned(),
        "witness" => "见证人签名".to_owned(),
        "manager" => "直接主管签名".to_owned(),
        other => other.to_owned(),
    }
}

/// Upper edge of the page in points; a page may take its box from the tree above it.
fn page_height(document: &Document, page: ObjectId) -> Result<f64, Error> {
    let mut node = document.get_dictionary(page)?;
    for _ in 0..64 {
        if let Ok(bounds) = node.get_deref(b"MediaBox", document) {
            let top = bounds.as_array()?.get(3).ok_or_else(|| Error::Pdf("a page has no size".to_owned()))?;
            return Ok(f64::from(top.as_float()?));
        }
        node = node.get_deref(b"Parent", document)?.as_dict()?;
    }
    Err(Error::Pdf("a page has no size".to_owned()))
}

fn annotations(document: &Document, page: ObjectId) -> Result<Vec<Object>, Error> {
    match document.get_dictionary(page)?.get_deref(b"Annots", document) {
        Ok(annotations) => Ok(annotations.as_array()?.clone()),
        Err(_) => Ok(Vec::new()),
    }
}
