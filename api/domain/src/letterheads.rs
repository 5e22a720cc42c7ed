//! Letterheads (公司抬头): the lines and the logo at the head of an employer's documents.

use crate::refused::{Fault, Refused, Words, unless_faulty};
use crate::xml::{Element, Node, Unreadable, walk};

/// Largest logo, in bytes.
pub const LARGEST_LOGO: usize = 200 * 1024;
/// Longest line, in characters.
const LONGEST_LINE: usize = 80;
/// Longest side of a raster logo, in pixels: far more than a page shows.
const LONGEST_SIDE: u32 = 4000;
/// Most elements of a drawn logo.
const MOST_ELEMENTS: usize = 3000;

/// How a logo is written (标志格式).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoFormat {
    Png,
    Svg,
}

impl LogoFormat {
    pub const fn media(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
        }
    }
}

/// The lines as they are kept: trimmed, none where nothing is said, and none that could not be set.
pub fn lines(first: Option<&str>, second: Option<&str>) -> Result<(Option<String>, Option<String>), Refused> {
    let kept = |line: Option<&str>| line.map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
    let (first, second) = (kept(first), kept(second));
    let mut faults = Vec::new();
    for (pointer, line) in [("/first_line", &first), ("/second_line", &second)] {
        let Some(line) = line else { continue };
        if line.chars().count() > LONGEST_LINE {
            let zh = format!("一行最多 {LONGEST_LINE} 个字。");
            let en = format!("A line has at most {LONGEST_LINE} characters.");
            faults.push(Fault::new(pointer, "too_long", Words::new(zh, en)));
        }
        if line.chars().any(char::is_control) {
            let words =
                Words::new("一行里不能换行或者含控制字符。", "A line has no line breaks or control characters.");
            faults.push(Fault::new(pointer, "control_character", words));
        }
    }
    if first.is_none() && second.is_some() {
        let words = Words::new("请先填写第一行。", "Fill in the first line first.");
        faults.push(Fault::new("/first_line", "required", words));
    }
    unless_faulty(faults).map(|()| (first, second))
}

/// What a file is, if it can be a logo: judged by what is in it, not by its name.
pub fn logo(bytes: &[u8]) -> Result<LogoFormat, Refused> {
    if bytes.len() > LARGEST_LOGO {
        return Err(refused("too_large", "标志不能超过 200 KB。", "A logo is at most 200 KB."));
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return png(bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains("<svg") => svg(text).map(|()| LogoFormat::Svg),
        _ => Err(refused("not_a_logo", "标志只能是 PNG 或 SVG 图片。", "A logo is a PNG or SVG picture.")),
    }
}

/// The chunks follow one another to the end of the file, and the picture does not move.
fn png(bytes: &[u8]) -> Result<LogoFormat, Refused> {
    let damaged = || refused("damaged", "PNG 文件已损坏，请重新导出。", "The PNG is damaged; export it again.");
    let mut rest = bytes.get(8..).unwrap_or_default();
    let mut size = None;
    loop {
        let (length, after) = rest.split_first_chunk::<4>().ok_or_else(damaged)?;
        let (name, after) = after.split_first_chunk::<4>().ok_or_else(damaged)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| damaged())?;
        let data = after.get(..length).ok_or_else(damaged)?;
        rest = after.get(length..).and_then(|after| after.get(4..)).ok_or_else(damaged)?;
        match (name, size) {
            (b"IHDR", None) => {
                let (width, more) = data.split_first_chunk::<4>().ok_or_else(damaged)?;
                let (height, _) = more.split_first_chunk::<4>().ok_or_else(damaged)?;
                size = Some((u32::from_be_bytes(*width), u32::from_be_bytes(*height)));
            }
            (_, None) => return Err(damaged()),
            (b"acTL", _) => return Err(refused("animated", "标志不能是动图。", "A logo does not move.")),
            (b"IEND", Some((width, height))) => {
                if !rest.is_empty() {
                    return Err(damaged());
                }
                let fits = |side: u32| (1..=LONGEST_SIDE).contains(&side);
                return match fits(width) && fits(height) {
                    true => Ok(LogoFormat::Png),
                    false => Err(refused(
                        "too_many_pixels",
                        "标志的边长不能超过 4000 像素。",
                        "No side of a logo is longer than 4000 pixels.",
                    )),
                };
            }
            _ => {}
        }
    }
}

/// What a drawn logo may hold: shapes and colours. No text, for its typeface would be missing; nothing that is
/// fetched, runs or repeats itself.
const DRAWN: &[&str] = &[
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "title",
    "desc",
    "metadata",
];

fn svg(text: &str) -> Result<(), Refused> {
    let mut found: Option<Refused> = None;
    let mut elements = 0_usize;
    let mut root = None;
    let read = walk(text, |node| {
        let Node::Open(element) = node else { return };
        elements += 1;
        root.get_or_insert_with(|| element.name() == "svg");
        if found.is_none() {
            found = not_drawn(element);
        }
    });
    match read {
        Ok(()) if root != Some(true) => {
            Err(refused("not_a_logo", "标志只能是 PNG 或 SVG 图片。", "A logo is a PNG or SVG picture."))
        }
        Ok(()) if elements > MOST_ELEMENTS => {
            Err(refused("too_complex", "SVG 过于复杂，请简化后再上传。", "The SVG has too many elements; simplify it."))
        }
        Ok(()) => found.map_or(Ok(()), Err),
        Err(Unreadable::Malformed | Unreadable::TooDeep) => {
            Err(refused("damaged", "SVG 文件已损坏，请重新导出。", "The SVG is damaged; export it again."))
        }
        Err(Unreadable::DocumentType) => Err(refused(
            "document_type",
            "SVG 带有文档类型声明（DOCTYPE），请去掉后再上传。",
            "The SVG brings a document type (DOCTYPE); remove it.",
        )),
    }
}

fn not_drawn(element: &Element<'_>) -> Option<Refused> {
    let name = element.name();
    if !DRAWN.contains(&name) && !element.is_of_an_editor() {
        let name: String = name.chars().take(40).collect();
        let zh = format!("SVG 里有 <{name}>，标志只能由图形组成；文字请先转为曲线。");
        let en = format!("The SVG holds <{name}>; a logo is made of shapes alone. Convert text to paths.");
        return Some(Refused::fault("/file", "not_a_shape", Words::new(zh, en)));
    }
    let Ok(attributes) = element.attributes() else {
        return Some(refused("damaged", "SVG 文件已损坏，请重新导出。", "The SVG is damaged; export it again."));
    };
    attributes.iter().find(|(name, value)| is_active(name, value)).map(|_| {
        refused(
            "active_content",
            "SVG 含有脚本或者引用了外部内容，请去掉后再上传。",
            "The SVG runs a script or refers to something outside; remove it.",
        )
    })
}

/// Whether an attribute runs something, or names anything but a part of the same drawing.
fn is_active(name: &str, value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let outside = |opening: &str| {
        lower
            .match_indices(opening)
            .any(|(at, _)| !lower[at + opening.len()..].trim_start_matches([' ', '"', '\'']).starts_with('#'))
    };
    let local = name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase();
    local.starts_with("on")
        || (local == "href" && !value.trim_start().starts_with('#'))
        || outside("url(")
        || lower.contains("javascript:")
        || lower.contains("@import")
        || lower.contains('\\')
}

fn refused(code: &'static str, zh: &str, en: &str) -> Refused {
    Refused::fault("/file", code, Words::new(zh, en))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn code(bytes: &[u8]) -> &'static str {
        logo(bytes).unwrap_err().code()
    }

    #[test]
    fn shapes_are_a_logo_and_what_runs_or_fetches_is_none() {
        let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inner}</svg>");
        let gradient = "<defs><linearGradient id=\"a\"><stop offset=\"0\"/></linearGradient></defs><path fill=\"url(#a)\" d=\"M0 0h9\"/>";
        assert_eq!(logo(svg(gradient).as_bytes()), Ok(LogoFormat::Svg));
        for (inner, wanted) in [
            ("<script>alert(1)</script>", "not_a_shape"),
            ("<image href=\"https://example.com/a.png\"/>", "not_a_shape"),
            ("<use href=\"#a\"/>", "not_a_shape"),
            ("<text>字</text>", "not_a_shape"),
            ("<style>@import url(x)</style>", "not_a_shape"),
            ("<foreignObject/>", "not_a_shape"),
            ("<path onload=\"x()\" d=\"M0 0\"/>", "active_content"),
            ("<path style=\"fill:url(https://example.com)\" d=\"M0 0\"/>", "active_content"),
            ("<path style=\"fill:u\\72l(x)\" d=\"M0 0\"/>", "active_content"),
            ("<linearGradient xlink:href=\"file:///etc/passwd\"/>", "active_content"),
            ("<path>", "damaged"),
        ] {
            assert_eq!(code(svg(inner).as_bytes()), wanted, "{inner}");
        }
        assert_eq!(code(format!("<!DOCTYPE svg [<!ENTITY a \"b\">]>{}", svg("")).as_bytes()), "document_type");
        assert_eq!(code(b"<html><svg/></html>"), "not_a_logo");
        assert_eq!(code(b"GIF89a"), "not_a_logo");
        assert_eq!(code(svg(&"<g/>".repeat(MOST_ELEMENTS)).as_bytes()), "too_complex");
        assert_eq!(code(&vec![b' '; LARGEST_LOGO + 1]), "too_large");
    }

    #[test]
    fn a_png_is_read_to_its_end() {
        let chunk = |name: &[u8; 4], data: &[u8]| {
            let length = u32::try_from(data.len()).unwrap().to_be_bytes();
            [&length[..], name, data, &[0; 4]].concat()
        };
        let header = |width: u32| [&width.to_be_bytes()[..], &9_u32.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
        let png = |width: u32, more: &[u8]| {
            [b"\x89PNG\r\n\x1a\n", &chunk(b"IHDR", &header(width))[..], more, &chunk(b"IEND", &[])].concat()
        };
        assert_eq!(logo(&png(12, &chunk(b"IDAT", &[1]))), Ok(LogoFormat::Png));
        assert_eq!(code(&png(0, &[])), "too_many_pixels");
        assert_eq!(code(&png(LONGEST_SIDE + 1, &[])), "too_many_pixels");
        assert_eq!(code(&png(12, &chunk(b"acTL", &[0; 8]))), "animated");
        assert_eq!(code(&[&png(12, &[])[..], b"PK"].concat()), "damaged");
        assert_eq!(code(b"\x89PNG\r\n\x1a\n"), "damaged");
        assert_eq!(code(&png(12, &[0xff; 12])), "damaged");
    }

    #[test]
    fn lines_are_trimmed_and_short() {
        assert_eq!(lines(Some(" 甲公司 "), Some("")), Ok((Some("甲公司".to_owned()), None)));
        assert_eq!(lines(None, Some("电话")).unwrap_err().code(), "required");
        assert_eq!(lines(Some("a\nb"), None).unwrap_err().code(), "control_character");
        assert_eq!(lines(Some(&"长".repeat(LONGEST_LINE + 1)), None).unwrap_err().code(), "too_long");
    }
}
