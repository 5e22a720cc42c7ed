//! Validation data (`/DSS`, PAdES B-LT, ETSI EN 319 142-1 §5.4.2): what a reader needs to judge the signatures when the
//! authorities answer no more.

use lopdf::{Dictionary, IncrementalDocument, Object, Stream};

use super::{dictionary, name, revise, written};
use crate::{Error, verify};

/// Certificates and revocation lists, each DER.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValidationData {
    /// Of signers, timestamp authorities and their issuers.
    pub certificates: Vec<Vec<u8>>,
    /// CRLs of their issuers.
    pub revocation_lists: Vec<Vec<u8>>,
}

/// Appends a revision with validation data beside what is there already.
///
/// Refuses a document that its signatures no longer fit.
pub fn add_validation_data(pdf: &[u8], data: &ValidationData) -> Result<Vec<u8>, Error> {
    verify::unchanged(pdf)?;
    let mut revision = revise(pdf)?;
    let mut store = present(&revision)?;
    for (list, items) in [("Certs", &data.certificates), ("CRLs", &data.revocation_lists)] {
        let mut known = store.get(list.as_bytes()).and_then(Object::as_array).cloned().unwrap_or_default();
        for item in items {
            let stream = Stream::new(Dictionary::new(), item.clone());
            known.push(revision.new_document.add_object(stream).into());
        }
        store.set(list, known);
    }
    let store = revision.new_document.add_object(store);
    let catalog = revision.get_prev_documents().trailer.get(b"Root")?.as_reference()?;
    revision.opt_clone_object_to_new_document(catalog)?;
    revision.new_document.get_dictionary_mut(catalog)?.set("DSS", store);
    written(revision)
}

/// What the document holds already, with its lists in it and not beside it.
fn present(revision: &IncrementalDocument) -> Result<Dictionary, Error> {
    let document = revision.get_prev_documents();
    let mut store = match document.catalog()?.get_deref(b"DSS", document) {
        Ok(store) => store.as_dict()?.clone(),
        Err(_) => dictionary([("Type", name("DSS"))]),
    };
    for list in ["Certs", "CRLs"] {
        if let Ok(items) = store.get_deref(list.as_bytes(), document).cloned() {
            store.set(list, items);
        }
    }
    Ok(store)
}
