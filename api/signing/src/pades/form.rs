//! The one page of a mark as a form XObject of another document.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, Stream};

use super::{dictionary, name, open};
use crate::{Appearance, Error};

/// Copies the page and all it needs; returns the form's object.
pub(super) fn import(appearance: &Appearance, into: &mut Document) -> Result<ObjectId, Error> {
    let source = open(&appearance.pdf)?;
    let page = source.page_iter().next().ok_or_else(|| Error::Pdf("a mark has no page".to_owned()))?;
    let dict = source.get_dictionary(page)?;
    let bounds = dict.get_deref(b"MediaBox", &source)?.clone();
    let resources = dict.get_deref(b"Resources", &source)?.clone();
    let resources = Copying { source: &source, into, known: BTreeMap::new() }.copy(&resources, 0)?;
    let entries = [("Type", name("XObject")), ("Subtype", name("Form")), ("BBox", bounds), ("Resources", resources)];
    let mut form = Stream::new(dictionary(entries), source.get_page_content(page));
    form.compress()?;
    Ok(into.add_object(form))
}

/// Deepest nesting that is copied.
const MAX_DEPTH: usize = 64;

struct Copying<'a> {
    source: &'a Document,
    into: &'a mut Document,
    known: BTreeMap<ObjectId, ObjectId>,
}

impl Copying<'_> {
    fn copy(&mut self, object: &Object, depth: usize) -> Result<Object, Error> {
        if depth > MAX_DEPTH {
            return Err(Error::Pdf("a mark is nested too deeply".to_owned()));
        }
        let copied = match object {
            Object::Reference(id) => Object::Reference(self.object(*id, depth)?),
            Object::Array(items) => {
                Object::Array(items.iter().map(|item| self.copy(item, depth + 1)).collect::<Result<_, _>>()?)
            }
            Object::Dictionary(dict) => Object::Dictionary(self.entries(dict, depth)?),
            Object::Stream(stream) => {
                let dict = self.entries(&stream.dict, depth)?;
                Object::Stream(Stream { dict, ..stream.clone() })
            }
            plain => plain.clone(),
        };
        Ok(copied)
    }

    fn entries(&mut self, dict: &lopdf::Dictionary, depth: usize) -> Result<lopdf::Dictionary, Error> {
        dict.iter().map(|(key, value)| Ok((key.clone(), self.copy(value, depth + 1)?))).collect()
    }

    fn object(&mut self, id: ObjectId, depth: usize) -> Result<ObjectId, Error> {
        if let Some(known) = self.known.get(&id) {
            return Ok(*known);
        }
        let new = self.into.new_object_id();
        self.known.insert(id, new);
        let copied = self.copy(self.source.get_object(id)?, depth + 1)?;
        self.into.set_object(new, copied);
        Ok(new)
    }
}
