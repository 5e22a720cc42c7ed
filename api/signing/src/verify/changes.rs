//! What one revision changed in another, and whether that may happen after a signature.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{Statement, revisions, validation_data};
use crate::Error;
use crate::pades::signature_fields;

/// One change.
pub(super) struct Change {
    /// Whether it may be made after a signature.
    pub allowed: bool,
    /// What it is.
    pub said: Statement,
}

/// What `after` changed in `before`. Allowed are: filling an empty signature field (its value and
/// appearance, nothing else of it), validation data (`/DSS`), and document timestamps, which are
/// fields without area.
pub(super) fn between(before: &[u8], old: &Document, after: &[u8], new: &Document) -> Result<Vec<Change>, Error> {
    let written = revisions::written(before, after)?;
    let mut comparison = Comparison { old, new, stamps: new_timestamp_fields(old, new)?, changes: Vec::new() };
    comparison.trailer();
    comparison.objects(&written)?;
    comparison.additions(&written);
    let mut changes = comparison.changes;
    changes.dedup_by(|next, previous| next.said == previous.said);
    Ok(changes)
}

/// More changes than this are not told one by one.
const MOST_CHANGES: usize = 32;

struct Comparison<'a> {
    old: &'a Document,
    new: &'a Document,
    /// Fields of document timestamps that the update added.
    stamps: BTreeSet<ObjectId>,
    changes: Vec<Change>,
}

impl Comparison<'_> {
    fn allow(&mut self, zh: impl Into<String>, en: impl Into<String>) {
        self.changes.push(Change { allowed: true, said: Statement::new(zh, en) });
    }

    fn deny(&mut self, zh: impl Into<String>, en: impl Into<String>) {
        self.changes.push(Change { allowed: false, said: Statement::new(zh, en) });
    }

    fn trailer(&mut self) {
        let first_id = |document: &Document| {
            let id = document.trailer.get(b"ID").and_then(Object::as_array).ok()?;
            id.first().cloned()
        };
        let same = |key: &[u8]| self.old.trailer.get(key).ok() == self.new.trailer.get(key).ok();
        if !same(b"Root") || !same(b"Info") || first_id(self.old) != first_id(self.new) {
            self.deny("签名后更换了文件的根对象", "the root of the file was replaced after a signature");
        }
    }

    /// Objects there were before: gone, or other than they were.
    fn objects(&mut self, written: &BTreeMap<u32, u16>) -> Result<(), Error> {
        for (id, was) in &self.old.objects {
            if self.changes.len() > MOST_CHANGES {
                return Err(Error::Pdf("it was changed in too many places after a signature".to_owned()));
            }
            match self.new.objects.get(id) {
                None => self.deny("签名后删除了文件内容", format!("object {} was removed after a signature", id.0)),
                Some(is) if is == was => {}
                Some(_) if written.get(&id.0) != Some(&id.1) => {
                    return Err(Error::Pdf("an object changed without being written".to_owned()));
                }
                Some(is) => self.changed(*id, was, is)?,
            }
        }
        Ok(())
    }

    fn changed(&mut self, id: ObjectId, was: &Object, is: &Object) -> Result<(), Error> {
        if let (Object::Dictionary(was), Object::Dictionary(is)) = (was, is) {
            if let Some(field) = signature_fields(self.old)?.into_iter().find(|field| field.id == id) {
                self.field(&field.name, field.value.is_some(), was, is);
                return Ok(());
            }
            let keys = changed_keys(was, is);
            if self.is_catalog(id)
                && keys.iter().all(|key| [&b"DSS"[..], b"Extensions"].contains(key))
                && validation_data::only_grows(self.old, self.new)
            {
                self.allow("加入了签名的长期验证资料", "validation data was added");
                return Ok(());
            }
            if keys.iter().all(|key| *key == b"Fields") && self.only_stamps_added(was, is, b"Fields")
                || keys.iter().all(|key| *key == b"Annots") && self.only_stamps_added(was, is, b"Annots")
            {
                self.allow("加入了文件时间戳", "a document timestamp was added");
                return Ok(());
            }
        }
        if validation_data::objects(self.old).contains(&id) && validation_data::only_grows(self.old, self.new) {
            self.allow("加入了签名的长期验证资料", "validation data was added");
            return Ok(());
        }
        if let (Object::Array(was), Object::Array(is)) = (was, is)
            && self.extends(was, is)
        {
            self.allow("加入了文件时间戳", "a document timestamp was added");
            return Ok(());
        }
        let (zh, en) = self.describe(id);
        self.deny(zh, en);
        Ok(())
    }

    /// A field may be signed once, by a signature that is new.
    fn field(&mut self, name: &str, was_signed: bool, was: &Dictionary, is: &Dictionary) {
        let keys = changed_keys(was, is);
        let value = is.get(b"V").and_then(Object::as_reference).ok();
        let fresh = value.is_some_and(|id| !self.old.has_object(id) && self.is_signature(id));
        if !was_signed && fresh && keys.iter().all(|key| [&b"V"[..], b"AP"].contains(key)) {
            self.allow(format!("签署了签名域“{name}”"), format!("the field {name} was signed"));
        } else {
            self.deny(format!("签名后改动了签名域“{name}”"), format!("the field {name} was changed after a signature"));
        }
    }

    fn is_signature(&self, id: ObjectId) -> bool {
        let dict = self.new.get_dictionary(id);
        dict.is_ok_and(|dict| dict.has(b"ByteRange") && dict.has(b"Contents"))
    }

    fn is_catalog(&self, id: ObjectId) -> bool {
        self.old.trailer.get(b"Root").and_then(Object::as_reference).is_ok_and(|root| root == id)
    }

    fn only_stamps_added(&self, was: &Dictionary, is: &Dictionary, key: &[u8]) -> bool {
        let list = |dict: &Dictionary| dict.get(key).and_then(Object::as_array).cloned().unwrap_or_default();
        self.extends(&list(was), &list(is))
    }

    /// The list goes on as it was, and only fields of document timestamps were added.
    fn extends(&self, was: &[Object], is: &[Object]) -> bool {
        let added = is.strip_prefix(was).unwrap_or_default();
        let is_stamp = |object: &Object| object.as_reference().is_ok_and(|id| self.stamps.contains(&id));
        !added.is_empty() && added.iter().all(is_stamp)
    }

    /// Which part of the document an object is, as far as a reader can see it.
    fn describe(&self, id: ObjectId) -> (String, String) {
        for (number, page) in self.old.get_pages() {
            let contents = self.old.get_page_contents(page);
            if page == id || contents.contains(&id) {
                return (format!("签名后改动了第{number}页"), format!("page {number} was changed after a signature"));
            }
        }
        if self.is_catalog(id) {
            return ("签名后改动了文件目录".to_owned(), "the catalog was changed after a signature".to_owned());
        }
        ("签名后改动了文件内容".to_owned(), format!("object {} was changed after a signature", id.0))
    }

    /// New objects are reached only through what changed, unless the old revision already points
    /// at their number: then they appear where there was nothing.
    fn additions(&mut self, written: &BTreeMap<u32, u16>) {
        let mut awaited = BTreeSet::new();
        self.old.objects.values().for_each(|object| references(object, &mut awaited));
        for (_, value) in &self.old.trailer {
            references(value, &mut awaited);
        }
        let fresh = self.new.objects.keys().filter(|id| !self.old.has_object(**id));
        let fresh: Vec<ObjectId> = fresh.copied().collect();
        for id in fresh {
            if awaited.contains(&id) || written.get(&id.0) != Some(&id.1) {
                self.deny("签名后填入了原先缺失的内容", format!("object {} was filled in after a signature", id.0));
            }
        }
    }
}

fn changed_keys<'a>(was: &'a Dictionary, is: &'a Dictionary) -> Vec<&'a [u8]> {
    let keys: BTreeSet<&[u8]> = was.iter().chain(is.iter()).map(|(key, _)| key.as_slice()).collect();
    keys.into_iter().filter(|key| was.get(key).ok() != is.get(key).ok()).collect()
}

pub(super) fn references(object: &Object, found: &mut BTreeSet<ObjectId>) {
    match object {
        Object::Reference(id) => {
            found.insert(*id);
        }
        Object::Array(items) => items.iter().for_each(|item| references(item, found)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, value)| references(value, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| references(value, found)),
        _ => {}
    }
}

/// What the field of a document timestamp may consist of; above all, no actions.
const STAMP_KEYS: [&[u8]; 12] =
    [b"Type", b"Subtype", b"FT", b"T", b"TU", b"F", b"Ff", b"P", b"Rect", b"V", b"AP", b"MK"];

/// Fields that the update added and that hold a document timestamp without taking up room.
fn new_timestamp_fields(old: &Document, new: &Document) -> Result<BTreeSet<ObjectId>, Error> {
    let mut fields = BTreeSet::new();
    for field in signature_fields(new)? {
        let Some(value) = field.value else { continue };
        let dict = new.get_dictionary(field.id)?;
        let plain = dict.iter().all(|(key, _)| STAMP_KEYS.contains(&key.as_slice()));
        let kind = new.get_dictionary(value)?.get(b"SubFilter").and_then(Object::as_name);
        let rect = dict.get_deref(b"Rect", new).and_then(Object::as_array);
        let no_area = rect.is_ok_and(|rect| rect.iter().all(|edge| edge.as_float().is_ok_and(|edge| edge == 0.0)));
        if !old.has_object(field.id) && plain && no_area && kind.is_ok_and(|kind| kind == b"ETSI.RFC3161") {
            fields.insert(field.id);
        }
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Document, Object, between};
    use crate::pades::open;
    use lopdf::xref::XrefType;
    use lopdf::{Dictionary, IncrementalDocument, dictionary};

    /// A page and a form without fields.
    fn minimal() -> Vec<u8> {
        let mut document = Document::with_version("1.7");
        document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
        let tree = document.new_object_id();
        let page = document.add_object(dictionary! { "Type" => "Page", "Parent" => Object::Reference(tree) });
        let kids = vec![Object::Reference(page)];
        document.set_object(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 });
        let form = document.add_object(dictionary! { "Fields" => Vec::<Object>::new() });
        let catalog = dictionary! {
            "Type" => "Catalog", "Pages" => Object::Reference(tree), "AcroForm" => Object::Reference(form),
        };
        let catalog = document.add_object(catalog);
        document.trailer.set("Root", Object::Reference(catalog));
        let mut pdf = Vec::new();
        document.save_to(&mut pdf).unwrap();
        pdf
    }

    /// Whether a field that holds a document timestamp may be added, given its further entries.
    fn may_be_added(edge: i64, more: Dictionary) -> bool {
        let before = minimal();
        let old = open(&before).unwrap();
        let form = old.catalog().unwrap().get(b"AcroForm").unwrap().as_reference().unwrap();
        let mut revision = IncrementalDocument::create_from(before.clone(), old.clone());
        let stamp = revision.new_document.add_object(dictionary! { "SubFilter" => "ETSI.RFC3161" });
        let mut field = dictionary! {
            "FT" => "Sig", "T" => Object::string_literal("timestamp_1"), "V" => Object::Reference(stamp),
            "Rect" => vec![0.into(), 0.into(), edge.into(), edge.into()],
        };
        field.extend(&more);
        let field = revision.new_document.add_object(field);
        let fields = vec![Object::Reference(field)];
        revision.new_document.set_object(form, dictionary! { "Fields" => fields });
        let mut after = Vec::new();
        revision.save_to(&mut after).unwrap();
        let changes = between(&before, &old, &after, &open(&after).unwrap()).unwrap();
        assert_eq!(changes.len(), 1);
        changes.iter().all(|change| change.allowed)
    }

    #[test]
    fn a_document_timestamp_may_be_added_but_nothing_seen_or_run_with_it() {
        assert!(may_be_added(0, dictionary! { "F" => 132 }));
        assert!(!may_be_added(100, dictionary! { "F" => 132 }));
        assert!(!may_be_added(0, dictionary! { "AA" => dictionary! {} }));
        assert!(!may_be_added(0, dictionary! { "A" => dictionary! {} }));
    }
}
