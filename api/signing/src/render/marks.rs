//! What a signature shows on the page. It proves nothing; the signature behind it does.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{Drawing, Renderer, SignatureField, in_china, text};
use crate::Error;

pub(super) const PERSON: (&str, &str) = ("/mark_person.typ", include_str!("../../templates/mark_person.typ"));
pub(super) const SEAL: (&str, &str) = ("/mark_seal.typ", include_str!("../../templates/mark_seal.typ"));

/// Longest name that still fits.
const MAX_NAME: usize = 40;
/// Longest inscription that fits below the star.
const MAX_INSCRIPTION: usize = 8;

/// Whose mark is shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A person: name and time, with what was drawn if anything was.
    Person {
        /// The name.
        name: String,
        /// Strokes drawn by hand.
        drawn: Option<Drawing>,
    },
    /// A red round seal: the company's name around a star, and the time.
    CompanySeal {
        /// The company's name.
        name: String,
        /// Which of its seals, below the star, e.g. `合同专用章`; none for its official seal 公章.
        inscription: Option<String>,
    },
}

/// A mark, set to the size of its field: a PDF of one page.
#[derive(Debug, Clone)]
pub struct Appearance {
    pub(crate) pdf: Vec<u8>,
}

impl Renderer {
    /// Sets a mark to the size of `field`, with the time in China.
    pub fn appearance(&self, mark: &Mark, field: &SignatureField, at: DateTime<Utc>) -> Result<Appearance, Error> {
        let (path, name, drawn, inscription) = match mark {
            Mark::Person { name, drawn } => (PERSON.0, name, drawn.as_ref(), None),
            Mark::CompanySeal { name, inscription } => (SEAL.0, name, None, inscription.as_deref()),
        };
        bounded("/name", name, MAX_NAME)?;
        if let Some(inscription) = inscription {
            bounded("/inscription", inscription, MAX_INSCRIPTION)?;
        }
        let mut input = json!({
            "name": name,
            "time": in_china(at).format("%Y-%m-%d %H:%M:%S").to_string(),
            "width": field.width,
            "height": field.height,
            "inscription": inscription.unwrap_or("电子签章"),
            "drawn": drawn.map_or(Value::Null, |drawn| drawn.fitted(field.width, field.height)),
        });
        text::check(&mut input)?;
        let ident = format!("{name} {}", at.timestamp());
        Ok(Appearance { pdf: self.set(path, &input, &ident, at, false)?.pdf })
    }
}

fn bounded(pointer: &str, text: &str, most: usize) -> Result<(), Error> {
    if text.is_empty() || text.chars().count() > most {
        let why = format!("it has 1 to {most} characters");
        return Err(Error::Facts { pointer: pointer.to_owned(), why });
    }
    Ok(())
}
