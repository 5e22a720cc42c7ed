//! The body of a Word document as lines: what it says, how each line is marked, what was passed over.

use std::mem;

use super::styles::{Look, Styles};
use super::table::Table;
use crate::xml::{Element, Node, Unreadable, walk};

/// A line of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub text: String,
    pub look: Look,
}

/// What stood in the file and is not in the lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PassedOver {
    pub headers: bool,
    pub comments: bool,
    pub notes: bool,
    pub changes: bool,
    pub hidden: bool,
    pub pictures: bool,
    pub tables: usize,
}

/// The lines of `document.xml`, in their order.
pub(super) fn lines(xml: &str, styles: &Styles) -> Result<(Vec<Line>, PassedOver), Unreadable> {
    let mut body = Body::new(styles);
    walk(xml, |node| match node {
        Node::Open(element) => body.open(element),
        Node::Close(name) => body.close(name),
        Node::Text(text) => body.say(text),
    })?;
    Ok((body.lines, body.passed))
}

/// A place that holds text (`w:t`) is open, or one whose text is not of the document.
#[derive(Default)]
struct Run {
    underlined: bool,
    hidden: bool,
    text: String,
}

#[derive(Default)]
struct Paragraph {
    line: Line,
    /// Its mark was deleted: it and the next are one.
    joined: bool,
    in_properties: bool,
    run: Option<Run>,
}

struct Body<'a> {
    styles: &'a Styles,
    lines: Vec<Line>,
    passed: PassedOver,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    /// What was joined to the line that comes.
    begun: Option<Line>,
    in_text: bool,
    /// How many elements deep in something whose text is not of the document.
    skipping: usize,
}

/// Deleted or moved away, how something looked before, code of a field, or the second rendering of a drawing.
const SKIPPED: [&str; 8] =
    ["del", "moveFrom", "pPrChange", "rPrChange", "tblPrChange", "sectPrChange", "instrText", "Fallback"];

impl<'a> Body<'a> {
    fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            lines: Vec::new(),
            passed: PassedOver::default(),
            paragraphs: Vec::new(),
            tables: Vec::new(),
            begun: None,
            in_text: false,
            skipping: 0,
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        let name = element.name();
        let in_properties = self.paragraphs.last().is_some_and(|paragraph| paragraph.in_properties);
        if self.skipping > 0 {
            self.skipping += 1;
            return;
        }
        if SKIPPED.contains(&name) {
            let is_gone = matches!(name, "del" | "moveFrom");
            self.passed.changes |= is_gone;
            if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| is_gone && in_properties) {
                paragraph.joined = true;
            }
            self.skipping = 1;
            return;
        }
        match name {
            "p" => self.paragraphs.push(Paragraph::default()),
            "tbl" => self.tables.push(Table::default()),
            "tr" => self.with_table(Table::row),
            "tc" => self.with_table(Table::cell),
            "t" => self.in_text = true,
            "r" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.run = Some(Run::default());
                }
            }
            "ins" | "moveTo" => self.passed.changes = true,
            "headerReference" | "footerReference" => self.passed.headers = true,
            "commentReference" | "commentRangeStart" => self.passed.comments = true,
            "footnoteReference" | "endnoteReference" => self.passed.notes = true,
            "blip" | "imagedata" | "OLEObject" => self.passed.pictures = true,
            _ if in_properties || name == "pPr" => self.property(name, element),
            _ => self.inline(name, element),
        }
    }

    /// Something of a run: how it looks, or a character that has an element of its own.
    fn inline(&mut self, name: &str, element: &Element<'_>) {
        let value = element.attribute("val");
        let is_on = !matches!(value.as_deref(), Some("0" | "false" | "none" | "off"));
        let Some(run) = self.paragraphs.last_mut().and_then(|paragraph| paragraph.run.as_mut()) else { return };
        match name {
            "u" => run.underlined = is_on,
            "vanish" => run.hidden = is_on,
            "br" if element.attribute("type").is_none() => run.text.push('\n'),
            "cr" => run.text.push('\n'),
            "tab" => run.text.push('\t'),
            "noBreakHyphen" => run.text.push('-'),
            // A character of a symbol font has no meaning of its own; in forms it is nearly always a box to tick.
            "sym" => run.text.push('□'),
            _ => {}
        }
    }

    fn property(&mut self, name: &str, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let value = element.attribute("val");
        let look = &mut paragraph.line.look;
        match name {
            "pPr" => paragraph.in_properties = true,
            "pStyle" => self.styles.apply(value.as_deref().unwrap_or_default(), look),
            "numId" => look.number = value.and_then(|value| value.parse().ok()),
            "ilvl" => look.level = value.and_then(|value| value.parse().ok()).unwrap_or_default(),
            "outlineLvl" => look.outline = value.and_then(|value| value.parse().ok()).filter(|level| *level < 9),
            "jc" => look.centred = value.as_deref() == Some("center"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match name {
            "t" => self.in_text = false,
            "r" => self.end_run(),
            "pPr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.in_properties = false;
                }
            }
            "p" => self.end_paragraph(),
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        if !self.in_text || self.skipping > 0 {
            return;
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match &mut paragraph.run {
            Some(run) => run.text.push_str(text),
            // The text of a formula stands outside a run of Word's own.
            None => paragraph.line.text.push_str(text),
        }
    }

    fn end_run(&mut self) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let Some(run) = paragraph.run.take() else { return };
        if run.hidden {
            self.passed.hidden |= !run.text.trim().is_empty();
            return;
        }
        let is_line_to_write_on = run.underlined && run.text.chars().count() > 1 && run.text.trim().is_empty();
        paragraph.line.text.push_str(if is_line_to_write_on { "____" } else { &run.text });
    }

    fn end_paragraph(&mut self) {
        self.end_run();
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let mut line = paragraph.line;
        if let Some(begun) = self.begun.take() {
            line = Line { text: begun.text + &line.text, look: begun.look };
        }
        if paragraph.joined {
            self.begun = Some(line);
            return;
        }
        self.keep(line);
    }

    fn keep(&mut self, line: Line) {
        // A line break within a paragraph begins a paragraph of the text.
        let Line { text, mut look } = line;
        for part in text.split('\n').map(tidy).filter(|part| !part.is_empty()) {
            match self.tables.last_mut() {
                Some(table) => table.say(part),
                None => self.lines.push(Line { text: part, look: mem::take(&mut look) }),
            }
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        self.passed.tables += 1;
        for line in table.as_lines() {
            self.keep(Line { text: line, look: Look::default() });
        }
    }

    fn with_table(&mut self, act: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            act(table);
        }
    }
}

/// Spaces of any width as one each, but for the wide ones that part a heading from its text.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut gap = String::new();
    for character in text.chars() {
        if character.is_whitespace() {
            gap.push(character);
        } else if !character.is_control() && !is_invisible(character) {
            if !tidy.is_empty() && !gap.is_empty() {
                tidy.push_str(if gap.contains(['\u{3000}', '\t']) || gap.chars().count() > 1 {
                    "\u{3000}"
                } else {
                    " "
                });
            }
            gap.clear();
            tidy.push(character);
        }
    }
    tidy
}

/// Characters that nobody sees, and that no document may hold.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
