//! Document timestamps (文件时间戳): proof that the whole file, signatures included, existed.

use chrono::{DateTime, Utc};
use evidence::timestamp::TimestampAuthority;
use lopdf::{IncrementalDocument, Object, ObjectId};

use super::reserve::{self, Reserved};
use super::{dictionary, name, revise, signature_fields, written};
use crate::{Error, verify};

/// `Print`, `Hidden` and `Locked`: there is nothing to see of it.
const HIDDEN: i64 = 2 | 4 | 128;

/// Appends a revision with a document timestamp over all that is there (PAdES, ETSI EN 319 142-1
/// §5.4.3). Renewed before the authority's certificate ends, it keeps the signatures provable.
///
/// Refuses a document that its signatures no longer fit, or that has no signature.
pub fn archive_timestamp(pdf: &[u8], authority: &dyn TimestampAuthority, at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
    verify::unchanged(pdf)?;
    let mut revision = revise(pdf)?;
    let value = place(&mut revision)?;
    let mut out = written(revision)?;
    let reserved = Reserved::locate(&mut out, pdf.len(), value)?;
    let token = authority.token(&reserved.digest(&out), at)?;
    reserved.fill(&mut out, &token)?;
    Ok(out)
}

fn place(revision: &mut IncrementalDocument) -> Result<ObjectId, Error> {
    let previous = revision.get_prev_documents();
    let fields = signature_fields(previous)?;
    if fields.iter().all(|field| field.value.is_none()) {
        return Err(Error::Pdf("there is no signature to keep".to_owned()));
    }
    let form = previous.catalog()?.get(b"AcroForm")?.as_reference()?;
    let page = previous.page_iter().next().ok_or_else(|| Error::Pdf("it has no page".to_owned()))?;
    let count = fields.iter().filter(|field| field.name.starts_with("timestamp_")).count();

    let mut stamp = dictionary([
        ("Type", name("DocTimeStamp")),
        ("Filter", name("Adobe.PPKLite")),
        ("SubFilter", name("ETSI.RFC3161")),
    ]);
    reserve::placeholders(&mut stamp);
    let stamp = revision.new_document.add_object(stamp);
    let no_area: Vec<Object> = vec![0.into(), 0.into(), 0.into(), 0.into()];
    let widget = revision.new_document.add_object(dictionary([
        ("Type", name("Annot")),
        ("Subtype", name("Widget")),
        ("FT", name("Sig")),
        ("T", Object::string_literal(format!("timestamp_{}", count + 1))),
        ("F", HIDDEN.into()),
        ("P", Object::Reference(page)),
        ("Rect", no_area.into()),
        ("V", Object::Reference(stamp)),
    ]));
    append(revision, form, b"Fields", widget)?;
    append(revision, page, b"Annots", widget)?;
    Ok(stamp)
}

/// Adds the widget at the end of a list, which may be an object of its own.
fn append(revision: &mut IncrementalDocument, owner: ObjectId, key: &[u8], widget: ObjectId) -> Result<(), Error> {
    let dict = revision.get_prev_documents().get_dictionary(owner)?;
    if let Ok(Object::Reference(list)) = dict.get(key) {
        let list = *list;
        revision.opt_clone_object_to_new_document(list)?;
        revision.new_document.get_object_mut(list)?.as_array_mut()?.push(Object::Reference(widget));
        return Ok(());
    }
    revision.opt_clone_object_to_new_document(owner)?;
    let dict = revision.new_document.get_dictionary_mut(owner)?;
    let mut list = dict.get(key).and_then(Object::as_array).cloned().unwrap_or_default();
    list.push(Object::Reference(widget));
    dict.set(key, list);
    Ok(())
}
