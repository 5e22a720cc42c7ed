//! A contract form that was written in Word, read as a proposal for a template. Nothing is kept of it.
//!
//! Clauses begin at headings, numbered paragraphs and items are told by what is typed or by Word's own numbering,
//! tracked changes are taken as accepted. What every contract prints by itself, the parties and the signatures, is
//! left out and named, so that whoever imports a form sees all that it said.

mod blanks;
mod body;
mod clauses;
mod edges;
mod marks;
mod styles;
mod table;
#[cfg(test)]
mod tests;

pub(super) use self::blanks::count as blanks_in;
use self::body::{Line, PassedOver};
use super::{Kind, TemplateText};
use crate::refused::{Refused, Words};
use crate::xml::Unreadable;

/// The parts of a Word file that are read, as XML.
#[derive(Debug, Clone, Copy, Default)]
pub struct WordParts<'a> {
    /// `word/document.xml`
    pub document: &'a str,
    /// `word/styles.xml`
    pub styles: Option<&'a str>,
    /// `word/numbering.xml`
    pub numbering: Option<&'a str>,
}

/// What a Word file proposes.
#[derive(Debug, Clone, PartialEq)]
pub struct WordProposal {
    pub text: TemplateText,
    pub notes: Vec<WordNote>,
}

/// Something that whoever imports a form should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordNote {
    /// Machine name: `parties_left_out`.
    pub code: &'static str,
    pub words: Words,
    /// What was left out, in the words of the form.
    pub left_out: Vec<String>,
}

/// Longest text that is taken for a contract, in characters.
const LONGEST: usize = 300_000;

/// Reads a form as a text of a kind.
pub fn read(kind: Kind, parts: WordParts<'_>) -> Result<WordProposal, Refused> {
    let styles = styles::Styles::read(parts.styles, parts.numbering).map_err(unreadable)?;
    let (lines, passed) = body::lines(parts.document, &styles).map_err(unreadable)?;
    let length: usize = lines.iter().map(|line| line.text.chars().count()).sum();
    if lines.is_empty() || length > LONGEST {
        let words = if lines.is_empty() {
            Words::new(
                "文件里没有文字；扫描件请先转成文字。",
                "The file holds no text; a scan has to be turned into text first.",
            )
        } else {
            Words::new(
                "文件过长，不像一份合同，请拆分后再导入。",
                "The file is too long for a contract; split it first.",
            )
        };
        return Err(Refused::fault("/file", if lines.is_empty() { "no_text" } else { "too_long" }, words));
    }
    Ok(proposed(kind, lines, &passed, &styles))
}

fn proposed(kind: Kind, mut lines: Vec<Line>, passed: &PassedOver, styles: &styles::Styles) -> WordProposal {
    let mut notes = notes_on(passed);
    let begins = |lines: &[Line]| {
        let cut = clauses::cut(lines, styles);
        let outer = clauses::outermost(&cut);
        (outer, cut.iter().position(|line| line.mark.is_some() && line.mark == outer))
    };
    let (_, first) = begins(&lines);
    let signatures = edges::signature_block(&lines).filter(|block| first.is_none_or(|first| block.start > first));
    let signed: Vec<Line> = signatures.map(|block| lines.drain(block).collect()).unwrap_or_default();
    let (outer, first) = begins(&lines);
    let title = edges::title(&lines[..first.unwrap_or(lines.len())]);
    let title = title.map(|at| lines.remove(at).text).unwrap_or_default();
    let body = first.map_or(0, |first| first - usize::from(!title.is_empty()));
    let (parties, opening): (Vec<Line>, Vec<Line>) = match first {
        Some(_) => lines.drain(..body).partition(edges::is_particular),
        None => {
            let until = lines.iter().position(|line| !edges::is_particular(line)).unwrap_or_default();
            (lines.drain(..until).collect(), Vec::new())
        }
    };
    let cut = clauses::cut(&lines, styles);
    let text = TemplateText {
        title,
        title_en: String::new(),
        preamble: joined(kind, &opening),
        preamble_en: String::new(),
        clauses: clauses::clauses(kind, &cut, outer),
        form: None,
    };
    notes.extend(notes_on_text(&text, outer.is_some()));
    notes.extend(left_out(
        "parties_left_out",
        parties,
        "首部的双方信息没有导入：每份合同都会按登记的资料自动列出。",
        "The particulars of the parties were left out: every contract prints them from the records.",
    ));
    notes.extend(left_out(
        "signatures_left_out",
        signed,
        "末尾的签署栏没有导入：每份合同都会自动带上签署区。",
        "The signature block was left out: every contract has places to sign.",
    ));
    WordProposal { text, notes }
}

fn joined(kind: Kind, lines: &[Line]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| blanks::marked(kind, "", &line.text)).collect();
    lines.join("\n")
}

fn note(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> WordNote {
    WordNote { code, words: Words::new(zh, en), left_out: Vec::new() }
}

fn left_out(code: &'static str, lines: Vec<Line>, zh: &str, en: &str) -> Option<WordNote> {
    let left_out: Vec<String> = lines.into_iter().map(|line| line.text).collect();
    (!left_out.is_empty()).then(|| WordNote { left_out, ..note(code, zh, en) })
}

fn notes_on(passed: &PassedOver) -> Vec<WordNote> {
    let PassedOver { headers, comments, notes, changes, hidden, pictures, tables } = *passed;
    let said = [
        (changes, "changes_accepted", "修订按“全部接受”读取。", "Tracked changes were read as accepted."),
        (headers, "headers_left_out", "页眉和页脚没有导入。", "Headers and footers were left out."),
        (comments, "comments_left_out", "批注没有导入。", "Comments were left out."),
        (notes, "footnotes_left_out", "脚注和尾注没有导入。", "Footnotes and endnotes were left out."),
        (hidden, "hidden_left_out", "隐藏文字没有导入。", "Hidden text was left out."),
        (pictures, "pictures_left_out", "图片没有导入。", "Pictures were left out."),
        (
            tables > 0,
            "tables_as_paragraphs",
            "表格改写成了段落，请核对。",
            "Tables were turned into paragraphs; look them over.",
        ),
    ];
    said.into_iter().filter(|(is_so, ..)| *is_so).map(|(_, code, zh, en)| note(code, zh, en)).collect()
}

fn notes_on_text(text: &TemplateText, has_headings: bool) -> Vec<WordNote> {
    let mut notes = Vec::new();
    if !has_headings {
        notes.push(note(
            "no_headings",
            "没有认出条款标题，全文放在一条里，请自行分条。",
            "No headings were found; the whole text is one clause. Divide it.",
        ));
    }
    let blanks: usize =
        text.clauses.iter().map(|clause| blanks_in(&clause.text)).sum::<usize>() + blanks_in(&text.preamble);
    if blanks > 0 {
        notes.push(note(
            "blanks_marked",
            format!("{blanks} 处空格标成了“【空】”，请逐处换成要素或者写明。"),
            format!("{blanks} blanks are marked 【空】; put a fact in each, or words."),
        ));
    }
    notes.push(note(
        "no_english",
        "英文对照是空的；必备条款的英文要补上才能发布。",
        "There is no English yet; the mandatory terms need it before a release.",
    ));
    notes
}

fn unreadable(why: Unreadable) -> Refused {
    let words = match why {
        Unreadable::Malformed => Words::new(
            "文件已损坏，无法读取。请在 Word 中打开并另存为 .docx 后再试。",
            "The file is damaged and cannot be read. Open it in Word, save it as .docx and try again.",
        ),
        Unreadable::DocumentType | Unreadable::TooDeep => Words::new(
            "文件的内部结构不正常，出于安全没有读取。请在 Word 中另存为 .docx 后再试。",
            "The inside of the file is not what Word writes, so it was not read. Save it from Word as .docx and try again.",
        ),
    };
    let code = match why {
        Unreadable::Malformed => "damaged",
        Unreadable::DocumentType => "document_type",
        Unreadable::TooDeep => "too_deep",
    };
    Refused::fault("/file", code, words)
}
