//! All that a template can reach: itself, what every document shares, and its facts.

use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::fonts::Fonts;
use super::marks;
use crate::Error;
use crate::template::{COMMON, Template};

/// Sources and typefaces, read once.
pub(super) struct Desk {
    library: LazyHash<Library>,
    fonts: Fonts,
    sources: Vec<Source>,
    facts: FileId,
}

impl Desk {
    pub fn new(fonts: Fonts) -> Result<Self, Error> {
        let documents = Template::ALL.map(|template| (template.path(), template.source()));
        let others = [("/common.typ", COMMON), marks::PERSON, marks::SEAL];
        let sources = documents
            .into_iter()
            .chain(others)
            .map(|(path, text)| Ok(Source::new(file(path)?, text.to_owned())))
            .collect::<Result<_, Error>>()?;
        Ok(Self { library: LazyHash::new(Library::default()), fonts, sources, facts: file("/facts.json")? })
    }

    /// One document's world: a template with its facts.
    pub fn with(&self, path: &str, facts: &Value) -> Result<OneDocument<'_>, Error> {
        let main = file(path)?;
        let facts = Bytes::from_string(facts.to_string());
        Ok(OneDocument { desk: self, main, facts })
    }
}

/// Interned for ever, hence only ever for the few fixed paths.
fn file(path: &str) -> Result<FileId, Error> {
    let path = VirtualPath::new(path).map_err(|error| Error::Typesetting(format!("{error:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

pub(super) struct OneDocument<'a> {
    desk: &'a Desk,
    main: FileId,
    facts: Bytes,
}

impl World for OneDocument<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.desk.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.desk.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.desk.sources.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.desk.facts {
            return Ok(self.facts.clone());
        }
        self.source(id).map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.desk.fonts.faces.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The first complaint with its hints.
pub(super) fn complaint(errors: EcoVec<SourceDiagnostic>) -> Error {
    let mut said = String::new();
    for error in errors.iter().take(3) {
        if !said.is_empty() {
            said.push_str("; ");
        }
        said.push_str(&error.message);
        for hint in &error.hints {
            said.push_str(" — ");
            said.push_str(&hint.v);
        }
    }
    Error::Typesetting(said)
}
