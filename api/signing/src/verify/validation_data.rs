//! The store of validation data (`/DSS`, ISO 32000-2 §12.8.4.3), which may grow after a signature.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

const LISTS: [&[u8]; 3] = [b"Certs", b"CRLs", b"OCSPs"];

/// The store's own objects, which may be written anew: its dictionary and the lists directly in it. None, when
/// anything else also refers to one of them, or when the store is not one, lest a page passes for it.
pub(super) fn objects(document: &Document) -> BTreeSet<ObjectId> {
    let Ok(catalog) = document.trailer.get(b"Root").and_then(Object::as_reference) else { return BTreeSet::new() };
    let Some(store) = document.get_dictionary(catalog).ok().and_then(|catalog| catalog.get(b"DSS").ok()) else {
        return BTreeSet::new();
    };
    let Some(lists) = lists(document, store) else { return BTreeSet::new() };
    let holder = store.as_reference().unwrap_or(catalog);
    let mut found: BTreeSet<ObjectId> = lists.iter().filter_map(|(_, list)| list.as_reference().ok()).collect();
    let mut alone = found.iter().all(|list| only_from(document, *list, holder));
    if let Ok(store) = store.as_reference() {
        alone &= only_from(document, store, catalog);
        found.insert(store);
    }
    if alone { found } else { BTreeSet::new() }
}

/// Whether there is a store after an update, and it has lost nothing.
pub(super) fn only_grows(old: &Document, new: &Document) -> bool {
    let store = |document: &Document| document.catalog().ok().and_then(|catalog| catalog.get(b"DSS").ok().cloned());
    match (store(old), store(new)) {
        (None, None) => true,
        (None, Some(is)) => lists(new, &is).is_some(),
        (Some(_), None) => false,
        (Some(was), Some(is)) => match (lists(old, &was), lists(new, &is)) {
            (Some(_), Some(_)) => LISTS.iter().all(|list| {
                let kept = items(new, &is, list);
                items(old, &was, list).iter().all(|item| kept.contains(item))
            }),
            _ => false,
        },
    }
}

/// The entries of a store that holds nothing but what one may hold: lists of streams.
fn lists<'a>(document: &'a Document, store: &'a Object) -> Option<&'a Dictionary> {
    let (_, store) = document.dereference(store).ok()?;
    let store = store.as_dict().ok()?;
    let known = store.iter().all(|(key, value)| match key.as_slice() {
        b"Type" => value.as_name().is_ok_and(|name| name == b"DSS"),
        b"VRI" => document.dereference(value).is_ok_and(|(_, value)| value.as_dict().is_ok()),
        list => LISTS.contains(&list) && is_list_of_streams(document, value),
    });
    known.then_some(store)
}

fn is_list_of_streams(document: &Document, list: &Object) -> bool {
    let items = document.dereference(list).ok().and_then(|(_, list)| list.as_array().ok());
    let is_stream = |item: &Object| {
        let stream = item.as_reference().and_then(|id| document.get_object(id));
        stream.is_ok_and(|stream| stream.as_stream().is_ok())
    };
    items.is_some_and(|items| items.iter().all(is_stream))
}

fn items(document: &Document, store: &Object, list: &[u8]) -> Vec<Object> {
    let list = lists(document, store).and_then(|store| store.get_deref(list, document).ok());
    list.and_then(|list| list.as_array().ok()).cloned().unwrap_or_default()
}

fn only_from(document: &Document, id: ObjectId, holder: ObjectId) -> bool {
    let refers = |object: &Object| {
        let mut found = BTreeSet::new();
        super::changes::references(object, &mut found);
        found.contains(&id)
    };
    document.objects.iter().all(|(owner, object)| *owner == holder || !refers(object))
}
