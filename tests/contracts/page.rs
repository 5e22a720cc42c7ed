//! What poppler finds on the pages.

use std::io::Write;
use std::process::{Command, Stdio};

use signing::Rendered;

/// Left and right margin of the page, in points, less what a punctuation mark may hang out.
const MARGIN: f64 = 27.0 / 25.4 * 72.0 - 6.0;

/// No word beyond the margins, no character without its glyph, and on the last page the `phrases` beside the
/// signatures.
pub fn assert_whole(rendered: &Rendered, who: &str, phrases: &[&str]) {
    let boxes = pdftotext(&rendered.pdf, &["-bbox"]);
    let mut width = 0.0;
    for line in boxes.lines() {
        if let Some(page) = line.trim().strip_prefix("<page ") {
            width = attribute(page, "width");
        } else if let Some(word) = line.trim().strip_prefix("<word ") {
            let (left, right) = (attribute(word, "xMin"), attribute(word, "xMax"));
            assert!(left >= MARGIN && right <= width - MARGIN, "{who}: beyond the margins: {line}");
        }
    }
    assert!(width > 0.0, "{who}: no page");
    let text = text_of(rendered, rendered.pages);
    assert!(!text.contains(['\u{fffd}', '\u{25a1}']), "{who}: a character is not shown");
    for phrase in phrases {
        let phrase: String = phrase.split_whitespace().collect();
        assert!(text.contains(&phrase), "{who}: `{phrase}` does not stand beside the signatures: {text}");
    }
}

/// A page has a phrase.
pub fn assert_says(rendered: &Rendered, page: usize, who: &str, phrase: &str) {
    let text = text_of(rendered, page);
    assert!(text.contains(phrase), "{who}: `{phrase}` is not on page {page}: {text}");
}

fn text_of(rendered: &Rendered, page: usize) -> String {
    let page = page.to_string();
    pdftotext(&rendered.pdf, &["-f", &page, "-l", &page]).split_whitespace().collect()
}

fn attribute(tag: &str, name: &str) -> f64 {
    let from = tag.find(&format!("{name}=\"")).map(|at| at + name.len() + 2).expect("an attribute");
    tag[from..].split('"').next().unwrap().parse().expect("a number")
}

fn pdftotext(pdf: &[u8], arguments: &[&str]) -> String {
    let mut child = Command::new("pdftotext")
        .args(arguments)
        .args(["-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext (Debian package poppler-utils)");
    let mut input = child.stdin.take().unwrap();
    let pdf = pdf.to_vec();
    let feed = std::thread::spawn(move || input.write_all(&pdf));
    let output = child.wait_with_output().unwrap();
    feed.join().unwrap().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}
