//! What is written on a page, for those who hear it: the characters in lines, from the top and from the left.

use hayro_svg::hayro_interpret::font::Glyph;
use hayro_svg::hayro_interpret::hayro_cmap::BfString;
use hayro_svg::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, TransformExt, interpret_page,
};
use hayro_svg::hayro_syntax::page::Page;
use kurbo::{Affine, BezPath, Point, Rect};

use super::FormFault;
use crate::render::is_deceptive;

/// Most characters of a page: a string of a PDF/A holds no more, and no page that is read by people does.
const MOST_WORDS: usize = 12_000;
/// Characters whose feet differ by less, in points, stand in one line.
const ONE_LINE: f64 = 3.0;

/// The words of a page.
pub(super) fn on<'a>(page: &'a Page<'a>, settings: &InterpreterSettings) -> Result<String, FormFault> {
    let (width, height) = page.render_dimensions();
    let sheet = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let cache = InterpreterCache::new();
    let upright = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(upright, sheet, &cache, page.xref(), settings.clone());
    let mut seen = Seen { sheet, characters: Vec::new() };
    interpret_page(page, &mut context, &mut seen);
    if seen.characters.len() > MOST_WORDS {
        return Err(FormFault::TooMuch);
    }
    Ok(lines(seen.characters))
}

/// A character, where it stands.
struct Character {
    at: Point,
    text: String,
}

struct Seen {
    sheet: Rect,
    characters: Vec<Character>,
}

fn lines(mut characters: Vec<Character>) -> String {
    characters.sort_by(|one, other| one.at.y.total_cmp(&other.at.y));
    let mut lines: Vec<Vec<Character>> = Vec::new();
    for character in characters {
        match lines.last_mut().filter(|line| line.last().is_some_and(|last| character.at.y - last.at.y < ONE_LINE)) {
            Some(line) => line.push(character),
            None => lines.push(vec![character]),
        }
    }
    let written = |mut line: Vec<Character>| {
        line.sort_by(|one, other| one.at.x.total_cmp(&other.at.x));
        let text: String = line.iter().map(|one| one.text.as_str()).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let lines: Vec<String> = lines.into_iter().map(written).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

impl Device<'_> for Seen {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _paint: &Paint<'_>,
        _mode: &GlyphDrawMode,
    ) {
        let at = transform * glyph_transform * Point::ZERO;
        if self.characters.len() > MOST_WORDS || !self.sheet.contains(at) {
            return;
        }
        let text: String = match glyph.as_unicode() {
            Some(BfString::Char(one)) => one.to_string(),
            Some(BfString::String(several)) => several,
            None => return,
        };
        let text: String = text.chars().filter(|&c| !is_deceptive(c) && c != '\n').collect();
        if !text.is_empty() {
            self.characters.push(Character { at, text });
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
