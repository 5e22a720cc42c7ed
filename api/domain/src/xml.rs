//! Reading XML that strangers send: no document type, no entity but the five of XML, a bounded depth.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Deepest nesting that is read; what people write stays far below it.
const DEEPEST: usize = 256;

/// Why XML is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It is not well-formed, or names an entity that XML does not know.
    Malformed,
    /// It brings a document type, with which entities could grow without end.
    DocumentType,
    TooDeep,
}

/// What stands next, in the order of the file; an empty element opens and closes.
pub(crate) enum Node<'a> {
    Open(&'a Element<'a>),
    /// The local name of what closes.
    Close(&'a str),
    Text(&'a str),
}

/// An element as it opens.
pub(crate) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without a prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Whether a drawing program put it there for itself: `sodipodi:namedview`.
    pub fn is_of_an_editor(&self) -> bool {
        let name = self.0.name().into_inner();
        ["sodipodi:", "inkscape:", "rdf:", "cc:", "dc:"].iter().any(|prefix| name.starts_with(prefix))
    }

    /// An attribute by its name without a prefix.
    pub fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut all = self.0.attributes().flatten();
        let found = all.find(|attribute| attribute.key.local_name().as_ref() == name)?;
        Some(unescaped(found.value))
    }

    /// Every attribute with its prefix; an error when one cannot be read.
    pub fn attributes(&self) -> Result<Vec<(String, String)>, Unreadable> {
        let attribute = |attribute: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
            let attribute = attribute.map_err(|_| Unreadable::Malformed)?;
            Ok((attribute.key.as_ref().to_owned(), unescaped(attribute.value).into_owned()))
        };
        self.0.attributes().map(attribute).collect()
    }
}

fn unescaped(value: Cow<'_, str>) -> Cow<'_, str> {
    match quick_xml::escape::unescape(&value) {
        Ok(plain) => Cow::Owned(plain.into_owned()),
        Err(_) => value,
    }
}

/// Visits every element and text.
pub(crate) fn walk(xml: &str, mut visit: impl FnMut(Node<'_>)) -> Result<(), Unreadable> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Unreadable::Malformed)? {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Unreadable::TooDeep);
                }
                visit(Node::Open(&Element(start)));
            }
            Event::Empty(start) => {
                let element = Element(start);
                visit(Node::Open(&element));
                visit(Node::Close(element.name()));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Node::Close(end.local_name().as_ref()));
            }
            Event::Text(text) => visit(Node::Text(&text.xml10_content())),
            Event::CData(text) => visit(Node::Text(&text.xml10_content())),
            Event::GeneralRef(name) => visit(Node::Text(referred(&name)?.encode_utf8(&mut [0; 4]))),
            Event::DocType(_) => return Err(Unreadable::DocumentType),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => return if depth == 0 { Ok(()) } else { Err(Unreadable::Malformed) },
        }
    }
}

fn referred(name: &quick_xml::events::BytesRef<'_>) -> Result<char, Unreadable> {
    if let Some(character) = name.resolve_char_ref().map_err(|_| Unreadable::Malformed)? {
        return Ok(character);
    }
    match &**name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(Unreadable::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> Result<String, Unreadable> {
        let mut all = String::new();
        walk(xml, |node| {
            if let Node::Text(text) = node {
                all.push_str(text);
            }
        })
        .map(|()| all)
    }

    #[test]
    fn the_five_entities_and_characters_by_number_are_read() {
        assert_eq!(text("<a>1 &lt; 2 &amp; &#20013;<![CDATA[<b>]]></a>").as_deref(), Ok("1 < 2 & 中<b>"));
    }

    #[test]
    fn what_could_grow_without_end_is_refused() {
        let laughs = r#"<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>"#;
        assert_eq!(text(laughs), Err(Unreadable::DocumentType));
        assert_eq!(text("<a>&c;</a>"), Err(Unreadable::Malformed));
        let deep = format!("{}{}", "<a>".repeat(DEEPEST + 1), "</a>".repeat(DEEPEST + 1));
        assert_eq!(text(&deep), Err(Unreadable::TooDeep));
        assert_eq!(text("<a><b></a>"), Err(Unreadable::Malformed));
        assert_eq!(text("<a>"), Err(Unreadable::Malformed));
    }
}
