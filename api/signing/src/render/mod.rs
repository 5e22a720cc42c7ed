//! Documents and the visible marks of signatures, set by typst into PDF/A-2a.
//!
//! The same facts, number and time give the same bytes. Nothing is read but the typefaces,
//! once; no file, network or clock is in reach of a template.

mod desk;
mod drawing;
mod fonts;
mod marks;
mod text;

use std::path::PathBuf;

use chrono::{DateTime, Datelike, FixedOffset, Timelike, Utc};
use serde_json::{Value, json};
use typst::foundations::{Datetime, Label, Output, Selector, Smart, Value as TypstValue};
use typst::introspection::MetadataElem;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::Error;
use crate::facts::Document;
use desk::Desk;
pub use drawing::Drawing;
use fonts::Fonts;
pub use marks::{Appearance, Mark};
pub(crate) use text::is_deceptive;

/// A document as PDF with the places where it is to be signed.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The file.
    pub pdf: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Where the parties sign, in the order of the text.
    pub fields: Vec<SignatureField>,
}

/// The rectangle of a signature (签署区) on its page.
#[derive(Debug, Clone, PartialEq)]
pub struct SignatureField {
    /// Who signs there: `employee`, `employer` or `manager`. Also the field's name in the PDF.
    pub role: String,
    /// Page, from 1.
    pub page: usize,
    /// Left edge, in points from the page's left.
    pub x: f64,
    /// Upper edge, in points from the page's top.
    pub y: f64,
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
}

/// Sets documents. Loading the typefaces takes tenths of a second, so keep one.
pub struct Renderer {
    desk: Desk,
}

/// Folders in which Debian and others install Noto CJK.
pub const FONT_DIRS: [&str; 3] =
    ["/usr/share/fonts/opentype/noto", "/usr/share/fonts/noto-cjk", "/usr/local/share/fonts"];

/// Old results of typst's cache are dropped after this many further documents.
const CACHE_AGE: usize = 4;

impl Renderer {
    /// Loads Noto Serif and Noto Sans CJK SC, regular and bold, from these folders.
    pub fn new(font_dirs: &[PathBuf]) -> Result<Self, Error> {
        Ok(Self { desk: Desk::new(Fonts::load(font_dirs)?)? })
    }

    /// Sets one document. `ident` is its number, shown on every page and hashed into the file's
    /// identifier; `at` is when it was made, shown as the civil date in China.
    pub fn render<D: Document>(&self, facts: &D, ident: &str, at: DateTime<Utc>) -> Result<Rendered, Error> {
        let mut input = json!({
            "title": D::TEMPLATE.title(),
            "number": ident,
            "made": in_china(at).format("%Y-%m-%d").to_string(),
            "facts": facts.view()?,
        });
        text::check(&mut input)?;
        let made = self.set(D::TEMPLATE.path(), &input, ident, at, true)?;
        overflow(&made.document)?;
        Ok(Rendered { pages: made.document.pages().len(), fields: fields(&made.document)?, pdf: made.pdf })
    }

    fn set(&self, path: &str, input: &Value, ident: &str, at: DateTime<Utc>, tagged: bool) -> Result<Set, Error> {
        // Entries of a document that failed age like those of one that did not.
        let _evict = Evict;
        let world = self.desk.with(path, input)?;
        let document: PagedDocument = typst::compile(&world).output.map_err(desk::complaint)?;
        let standard = if tagged { PdfStandard::A_2a } else { PdfStandard::A_2b };
        let standards =
            PdfStandards::new(&[standard]).map_err(|error| Error::Typesetting(error.message().to_string()))?;
        let options = PdfOptions {
            ident: Smart::Custom(ident.to_owned()),
            creator: Smart::Custom(Some("Youju".to_owned())),
            timestamp: Some(Timestamp::new_utc(datetime(at)?)),
            standards,
            tagged,
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&document, &options).map_err(desk::complaint)?;
        Ok(Set { document, pdf })
    }
}

/// A document, set and written.
struct Set {
    document: PagedDocument,
    pdf: Vec<u8>,
}

/// Ages typst's cache when dropped; without it memory grows with every document.
struct Evict;

impl Drop for Evict {
    fn drop(&mut self) {
        typst::comemo::evict(CACHE_AGE);
    }
}

/// The time in China, which has one zone and no summer time.
pub(crate) fn in_china(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    const EIGHT_HOURS: i32 = 8 * 3600;
    at.with_timezone(&FixedOffset::east_opt(EIGHT_HOURS).unwrap_or(chrono::offset::Offset::fix(&Utc)))
}

fn datetime(at: DateTime<Utc>) -> Result<Datetime, Error> {
    let part = |value: u32| u8::try_from(value).unwrap_or_default();
    Datetime::from_ymd_hms(
        at.year(),
        part(at.month()),
        part(at.day()),
        part(at.hour()),
        part(at.minute()),
        part(at.second()),
    )
    .ok_or_else(|| Error::Facts { pointer: "/made".to_owned(), why: "not a time".to_owned() })
}

/// Words that a template marks with `<overflow>`, since they have no room where they belong.
fn overflow(document: &PagedDocument) -> Result<(), Error> {
    let Some(label) = Label::new(PicoStr::intern("overflow")) else { return Ok(()) };
    let found = Output::introspector(document).query(&Selector::Label(label));
    let Some(TypstValue::Dict(said)) = found.first().and_then(|one| Some(&one.to_packed::<MetadataElem>()?.value))
    else {
        return Ok(());
    };
    let (at, label) = (said.get("index").ok().cloned(), said.get("label").ok().cloned());
    Err(Error::NoRoom {
        label: label.and_then(|label| label.cast().ok()).unwrap_or_default(),
        at: at.and_then(|at| at.cast().ok()).unwrap_or_default(),
    })
}

/// The signature fields a template marks with `<sigfield>`.
fn fields(document: &PagedDocument) -> Result<Vec<SignatureField>, Error> {
    let wrong = || Error::Typesetting("a signature field of the template is malformed".to_owned());
    let label = Label::new(PicoStr::intern("sigfield")).ok_or_else(wrong)?;
    let introspector = Output::introspector(document);
    let read = |element: &typst::foundations::Content| {
        let TypstValue::Dict(said) = &element.to_packed::<MetadataElem>()?.value else { return None };
        let role = match said.get("role").ok()? {
            TypstValue::Str(role) => role.to_string(),
            _ => return None,
        };
        let number = |name: &str| match said.get(name).ok()? {
            TypstValue::Float(value) => Some(*value),
            TypstValue::Int(value) => Some(*value as f64),
            _ => None,
        };
        let place = introspector.position(element.location()?)?.as_paged()?;
        Some(SignatureField {
            role,
            page: place.page.get(),
            x: place.point.x.to_pt(),
            y: place.point.y.to_pt(),
            width: number("width")?,
            height: number("height")?,
        })
    };
    introspector.query(&Selector::Label(label)).iter().map(|element| read(element).ok_or_else(wrong)).collect()
}
