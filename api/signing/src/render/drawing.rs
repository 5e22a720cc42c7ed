//! Handwriting from a touch screen: the strokes of an SVG, and nothing else of it.

use serde_json::{Value, json};

use crate::Error;

/// Strokes drawn by hand (手写笔迹).
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    strokes: Vec<Vec<Segment>>,
}

/// One piece of a stroke: which kind, and its points, the last being its end.
#[derive(Debug, Clone, PartialEq)]
struct Segment {
    kind: Kind,
    points: Vec<(f64, f64)>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Move,
    Line,
    Quad,
    Cubic,
}

/// Most bytes of SVG that are read.
const MAX_SVG: usize = 256 * 1024;
/// Most points that are kept.
const MAX_POINTS: usize = 20_000;

impl Drawing {
    /// Takes the `d` of every `<path>`, made of absolute `M`, `L`, `Q` and `C`. All else in the
    /// file is ignored; a path with other commands, or no path at all, is refused.
    pub fn from_svg(svg: &str) -> Result<Self, Error> {
        if svg.len() > MAX_SVG {
            return Err(refused("the drawing is too large"));
        }
        let mut strokes = Vec::new();
        let mut points = 0;
        for element in svg.split("<path").skip(1) {
            let element = element.split('>').next().unwrap_or_default();
            let data = attribute(element, " d=").ok_or_else(|| refused("a path without d"))?;
            let stroke = segments(data)?;
            points += stroke.iter().map(|segment| segment.points.len()).sum::<usize>();
            if points > MAX_POINTS {
                return Err(refused("the drawing has too many points"));
            }
            strokes.push(stroke);
        }
        match strokes.iter().flatten().any(|segment| segment.kind != Kind::Move) {
            true => Ok(Self { strokes }),
            false => Err(refused("nothing was drawn")),
        }
    }

    /// The strokes, scaled into a field with the lowest part kept free for name and time.
    pub(super) fn fitted(&self, width: f64, height: f64) -> Value {
        const EDGE: f64 = 4.0;
        const CAPTION: f64 = 13.0;
        let points = || self.strokes.iter().flatten().flat_map(|segment| &segment.points);
        let least = points().fold((f64::MAX, f64::MAX), |m, p| (m.0.min(p.0), m.1.min(p.1)));
        let most = points().fold((f64::MIN, f64::MIN), |m, p| (m.0.max(p.0), m.1.max(p.1)));
        let span = ((most.0 - least.0).max(1.0), (most.1 - least.1).max(1.0));
        let room = (width - 2.0 * EDGE, height - CAPTION - 2.0 * EDGE);
        let scale = (room.0 / span.0).min(room.1 / span.1);
        let place = |p: &(f64, f64)| {
            let at = |value: f64| (value * 100.0).round() / 100.0;
            json!([at(EDGE + (p.0 - least.0) * scale), at(EDGE + (p.1 - least.1) * scale)])
        };
        let segment = |s: &Segment| {
            let kind = match s.kind {
                Kind::Move => "move",
                Kind::Line => "line",
                Kind::Quad => "quad",
                Kind::Cubic => "cubic",
            };
            json!({"kind": kind, "points": s.points.iter().map(place).collect::<Vec<_>>()})
        };
        self.strokes.iter().map(|stroke| stroke.iter().map(segment).collect::<Vec<_>>()).collect::<Vec<_>>().into()
    }
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let rest = element.split_once(name)?.1;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest.get(1..)?.split_once(quote).map(|(value, _)| value)
}

/// Reads path data. A number list after a command repeats it, as SVG says; after `M` it draws.
fn segments(data: &str) -> Result<Vec<Segment>, Error> {
    let mut read = Vec::new();
    let mut rest = data.trim_start();
    while let Some(command) = rest.chars().next() {
        let (kind, arity) = match command {
            'M' => (Kind::Move, 1),
            'L' => (Kind::Line, 1),
            'Q' => (Kind::Quad, 2),
            'C' => (Kind::Cubic, 3),
            _ => return Err(refused("only absolute M, L, Q and C are read")),
        };
        let body = rest.get(1..).unwrap_or_default();
        let end = body.find(|c: char| c.is_ascii_alphabetic() && c != 'e').unwrap_or(body.len());
        let (numbers, next) = body.split_at(end);
        let points = points(numbers)?;
        if points.is_empty() || points.len() % arity != 0 {
            return Err(refused("a command with too few numbers"));
        }
        for (index, points) in points.chunks(arity).enumerate() {
            let kind = if kind == Kind::Move && index > 0 { Kind::Line } else { kind };
            read.push(Segment { kind, points: points.to_vec() });
        }
        rest = next.trim_start();
    }
    match read.first() {
        Some(first) if first.kind == Kind::Move => Ok(read),
        _ => Err(refused("a path begins with M")),
    }
}

fn points(text: &str) -> Result<Vec<(f64, f64)>, Error> {
    let number = |part: &str| match part.parse::<f64>() {
        Ok(value) if value.is_finite() && value.abs() < 1e6 => Ok(value),
        _ => Err(refused("not a coordinate")),
    };
    let parts = text.split([' ', ',', '\n']).filter(|part| !part.is_empty());
    let numbers = parts.map(number).collect::<Result<Vec<_>, _>>()?;
    if numbers.len() % 2 != 0 {
        return Err(refused("an odd number of coordinates"));
    }
    Ok(numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect())
}

fn refused(why: &str) -> Error {
    Error::Facts { pointer: "/drawn".to_owned(), why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Drawing;

    #[test]
    fn strokes_are_scaled_into_the_field_above_the_caption() {
        let svg = r##"<svg viewBox="0 0 400 200"><path stroke="#000" d="M 100 50 L 300,150"/></svg>"##;
        let fitted = Drawing::from_svg(svg).unwrap().fitted(170.0, 80.0).to_string();
        assert_eq!(fitted, r#"[[{"kind":"move","points":[[4.0,4.0]]},{"kind":"line","points":[[122.0,63.0]]}]]"#);
    }

    #[test]
    fn what_is_not_a_stroke_is_refused() {
        for svg in [
            "",
            "<svg><image href='http://x'/></svg>",
            "<path d='M 0 0'/>",
            "<path d='m 0 0 l 5 5'/>",
            "<path d='L 1 1'/>",
            "<path d='M 0 0 L 1'/>",
            "<path d='M 0 0 L nan nan'/>",
            "<path d='M 0 0 A 1 1 0 0 0 5 5'/>",
        ] {
            assert!(Drawing::from_svg(svg).is_err(), "{svg}");
        }
    }
}
