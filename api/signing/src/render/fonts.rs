//! The typefaces, loaded once.

use std::fs;
use std::path::PathBuf;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontWeight};
use typst::utils::LazyHash;

use crate::Error;

/// Families and weights that documents are set in. One family covers Latin as well, so the
/// metrics agree.
const FACES: [(&str, FontWeight, &str); 4] = [
    ("Noto Serif CJK SC", FontWeight::REGULAR, "NotoSerifCJK-Regular.ttc"),
    ("Noto Serif CJK SC", FontWeight::BOLD, "NotoSerifCJK-Bold.ttc"),
    ("Noto Sans CJK SC", FontWeight::REGULAR, "NotoSansCJK-Regular.ttc"),
    ("Noto Sans CJK SC", FontWeight::BOLD, "NotoSansCJK-Bold.ttc"),
];

pub(super) struct Fonts {
    pub book: LazyHash<FontBook>,
    pub faces: Vec<Font>,
}

impl Fonts {
    pub fn load(dirs: &[PathBuf]) -> Result<Self, Error> {
        let missing = |family: &str, weight: FontWeight| Error::FontMissing {
            family: format!("{family} {}", weight.to_number()),
            looked_in: dirs.iter().map(|dir| dir.display().to_string()).collect::<Vec<_>>().join(", "),
        };
        let mut faces = Vec::new();
        for (family, weight, file) in FACES {
            let path = dirs.iter().map(|dir| dir.join(file)).find(|path| path.is_file());
            let data = fs::read(path.ok_or_else(|| missing(family, weight))?)?;
            // A collection holds the family once per country; only the one for China is kept.
            let face = Font::iter(Bytes::new(data)).find(|face| {
                let info = face.info();
                info.family == family && info.variant.weight == weight
            });
            faces.push(face.ok_or_else(|| missing(family, weight))?);
        }
        Ok(Self { book: LazyHash::new(FontBook::from_fonts(&faces)), faces })
    }
}
