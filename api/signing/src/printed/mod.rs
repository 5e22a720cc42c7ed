//! Forms that an employer brings as PDF (印制表单): each page becomes a drawing and the words that stand on it.
//!
//! A drawing is SVG of shapes and pixels alone, so a document that is set on it stays PDF/A; the words are what a
//! screen reader says in its place. What would look different elsewhere, runs, or was signed is refused.

mod limits;
mod words;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use hayro_svg::hayro_interpret::InterpreterSettings;
use hayro_svg::hayro_syntax::Pdf;
use hayro_svg::hayro_syntax::page::Page;
use hayro_svg::{RenderCache, SvgRenderSettings, convert};

use crate::Error;

/// Largest file, in bytes.
pub const LARGEST_FORM: usize = 5 * 1024 * 1024;
/// Most pages.
pub const MOST_PAGES: usize = 20;
/// Most bytes that all drawings together may have.
const MOST_DRAWN: usize = 24 * 1024 * 1024;
/// Deepest nesting of a drawing.
const DEEPEST_DRAWING: usize = 200;
/// Shortest and longest edge of a page, in millimetres.
const EDGES: std::ops::RangeInclusive<f64> = 50.0..=600.0;

/// One page of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedPage {
    /// Width in millimetres, as the page is looked at.
    pub width: f64,
    /// Height in millimetres.
    pub height: f64,
    /// What is drawn, as SVG.
    pub drawing: String,
    /// What is written, line by line; empty where the page is a picture.
    pub words: String,
}

/// Why a form is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FormFault {
    /// Something else than a PDF.
    #[error("it is not a PDF")]
    NotPdf,
    /// It cannot be read to its end.
    #[error("it is damaged")]
    Damaged,
    /// A password is needed to open or to print it.
    #[error("it is encrypted")]
    Encrypted,
    /// More bytes than are read.
    #[error("it is larger than {} MB", LARGEST_FORM / 1024 / 1024)]
    TooLarge,
    /// More pages than are read, or none.
    #[error("it has none or more than {MOST_PAGES} pages")]
    NumberOfPages,
    /// A page that no printer takes.
    #[error("a page is smaller than 50 or larger than 600 mm")]
    PageSize,
    /// Unpacked or drawn it is far larger than a form.
    #[error("unpacked it is far too large")]
    TooMuch,
    /// A typeface or its table of characters lies on the maker's machine.
    #[error("a typeface is not embedded")]
    FontNotEmbedded,
    /// It runs, plays, sends or carries other files.
    #[error("it holds active content")]
    Active,
    /// Somebody signed it.
    #[error("it is signed already")]
    Signed,
}

/// Room for whoever parses the file, so that no nesting that [`limits`] lets pass exhausts it.
const STACK: usize = 256 * 1024 * 1024;

/// Reads a form; one that is taken once is taken again, with the same pages.
pub fn read_form(file: &[u8]) -> Result<Vec<PrintedPage>, Error> {
    // What reads the pages is not ours, and a file that makes it stumble is the file's fault.
    let read = thread::scope(|scope| {
        let reader = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || {
            limits::check(file)?;
            pages(file)
        })?;
        Ok::<_, std::io::Error>(reader.join().unwrap_or(Err(FormFault::Damaged)))
    })?;
    Ok(read?)
}

fn pages(file: &[u8]) -> Result<Vec<PrintedPage>, FormFault> {
    let pdf = Pdf::new(file.to_vec()).map_err(|_| FormFault::Damaged)?;
    if pdf.pages().is_empty() || pdf.pages().len() > MOST_PAGES {
        return Err(FormFault::NumberOfPages);
    }
    let missing = Arc::new(AtomicBool::new(false));
    let settings = settings(&missing);
    let cache = RenderCache::new();
    let mut left = MOST_DRAWN;
    let mut pages = Vec::with_capacity(pdf.pages().len());
    for page in pdf.pages().iter() {
        let read = one(page, &cache, &settings)?;
        if missing.load(Ordering::Relaxed) {
            return Err(FormFault::FontNotEmbedded);
        }
        left = left.checked_sub(read.drawing.len()).ok_or(FormFault::TooMuch)?;
        pages.push(read);
    }
    Ok(pages)
}

/// Nothing is looked for outside the file; that something was wanted is noted.
fn settings(missing: &Arc<AtomicBool>) -> InterpreterSettings {
    let (font, map) = (missing.clone(), missing.clone());
    InterpreterSettings {
        font_resolver: Arc::new(move |_| {
            font.store(true, Ordering::Relaxed);
            None
        }),
        cmap_resolver: Arc::new(move |_| {
            map.store(true, Ordering::Relaxed);
            None
        }),
        ..InterpreterSettings::default()
    }
}

fn one<'a>(
    page: &'a Page<'a>,
    cache: &RenderCache<'a>,
    settings: &InterpreterSettings,
) -> Result<PrintedPage, FormFault> {
    let (width, height) = page.render_dimensions();
    let millimetres = |points: f32| (f64::from(points) / 72.0 * 25.4 * 100.0).round() / 100.0;
    let (width, height) = (millimetres(width), millimetres(height));
    if !EDGES.contains(&width) || !EDGES.contains(&height) {
        return Err(FormFault::PageSize);
    }
    let drawing = convert(page, cache, settings, &SvgRenderSettings::default());
    if depth(&drawing) > DEEPEST_DRAWING {
        return Err(FormFault::TooMuch);
    }
    Ok(PrintedPage { width, height, drawing, words: words::on(page, settings)? })
}

/// How deep the elements of a drawing nest.
fn depth(drawing: &str) -> usize {
    let (mut now, mut deepest) = (0_usize, 0);
    for element in drawing.split('<').skip(1) {
        let tag = element.split('>').next().unwrap_or_default();
        if tag.starts_with('/') {
            now = now.saturating_sub(1);
        } else if !tag.ends_with('/') {
            now += 1;
            deepest = deepest.max(now);
        }
    }
    deepest
}
