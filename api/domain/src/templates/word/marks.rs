//! What stands at the head of a line: a number that people typed, or that Word sets.

use super::body::Line;
use super::styles::Styles;

/// How a line is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// 第一章, 第一部分
    Chapter,
    /// 第一条
    Article,
    /// 一、
    Section,
    /// 1.
    Decimal,
    /// A heading by its style, with its level.
    Styled(u8),
    /// （一）, (1), 1.1, ①, a dot: never a clause of its own.
    Item,
}

/// The mark of a line, and the line without it.
pub(super) fn marked<'a>(line: &'a Line, styles: &Styles) -> (Option<Mark>, &'a str) {
    let (typed, rest) = typed(&line.text);
    let mark = typed.or_else(|| styles.form(&line.look).map(|form| set_by_word(form, line.look.level)));
    match (mark, line.look.outline) {
        (None | Some(Mark::Decimal | Mark::Item), Some(level)) if !line.look.title => (Some(Mark::Styled(level)), rest),
        (mark, _) => (mark, rest),
    }
}

fn set_by_word(form: &str, level: u8) -> Mark {
    let ends = |words: &[&str]| words.iter().any(|word| form.trim_end().ends_with(word));
    if ends(&["章", "部分", "编"]) {
        Mark::Chapter
    } else if ends(&["条", "条："]) {
        Mark::Article
    } else if form.is_empty() || level > 0 || ends(&["）", ")"]) {
        Mark::Item
    } else if ends(&["、"]) {
        Mark::Section
    } else {
        Mark::Decimal
    }
}

const NUMERALS: &[char] = &['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '零', '〇', '两'];
const DOTS: &[char] = &['•', '●', '○', '■', '◆', '◇', '▪', '▶', '➢', '✓', '·'];
/// What follows `第三条` where the article is referred to and does not begin.
const REFERS: &[&str] = &["第", "规定", "约定", "所", "的", "中", "和", "、", "至", "及", "或"];

fn is_numeral(character: char) -> bool {
    NUMERALS.contains(&character) || character.is_ascii_digit()
}

fn typed(text: &str) -> (Option<Mark>, &str) {
    let nothing = (None, text);
    let mut characters = text.chars();
    match characters.next() {
        Some('第') => ordinal(text).unwrap_or(nothing),
        Some('（' | '(') => bracketed(text).unwrap_or(nothing),
        Some('①'..='⑳') => (Some(Mark::Item), after(characters.as_str())),
        Some('-' | '–' | '—') if characters.as_str().starts_with(' ') => {
            (Some(Mark::Item), after(characters.as_str()))
        }
        Some(dot) if DOTS.contains(&dot) => (Some(Mark::Item), after(characters.as_str())),
        Some(digit) if digit.is_ascii_digit() => decimal(text).unwrap_or(nothing),
        Some(numeral) if NUMERALS.contains(&numeral) => {
            let rest = text.trim_start_matches(NUMERALS);
            match rest.strip_prefix(['、', '．', '.']) {
                Some(rest) => (Some(Mark::Section), after(rest)),
                None => nothing,
            }
        }
        _ => nothing,
    }
}

/// `第一条`, `第 12 条`, `第一章`
fn ordinal(text: &str) -> Option<(Option<Mark>, &str)> {
    let number = text.strip_prefix('第')?.trim_start_matches([' ', '\u{3000}']);
    let rest = number.trim_start_matches(is_numeral);
    if rest.len() == number.len() {
        return None;
    }
    let rest = rest.trim_start_matches([' ', '\u{3000}']);
    let chapter = ["章", "部分", "编"].iter().find_map(|word| rest.strip_prefix(word));
    if let Some(rest) = chapter {
        return Some((Some(Mark::Chapter), after(rest)));
    }
    let rest = rest.strip_prefix('条')?;
    let refers = REFERS.iter().any(|word| rest.starts_with(word)) && !rest.starts_with("、 ");
    (!refers).then(|| (Some(Mark::Article), after(rest)))
}

/// `（一）`, `(1)`
fn bracketed(text: &str) -> Option<(Option<Mark>, &str)> {
    let inner = text.strip_prefix(['（', '('])?;
    let rest = inner.trim_start_matches(is_numeral);
    let is_short = (1..=9).contains(&(inner.len() - rest.len()));
    let rest = rest.strip_prefix(['）', ')'])?;
    is_short.then(|| (Some(Mark::Item), after(rest)))
}

/// `1.`, `1、`, `1)`, `1.1`; a year or an amount is none.
fn decimal(text: &str) -> Option<(Option<Mark>, &str)> {
    let mut rest = text;
    let mut parts = 0;
    loop {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if !(1..=2).contains(&digits) {
            return None;
        }
        parts += 1;
        rest = &rest[digits..];
        match rest.strip_prefix(['.', '．']) {
            Some(more) if more.starts_with(|c: char| c.is_ascii_digit()) => rest = more,
            Some(more) => rest = more,
            None if parts > 1 && rest.starts_with([' ', '\u{3000}']) => {}
            None => rest = rest.strip_prefix(['、', ')', '）'])?,
        }
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
    }
    let mark = if parts == 1 && !text.contains([')', '）']) { Mark::Decimal } else { Mark::Item };
    Some((Some(mark), after(rest)))
}

fn after(rest: &str) -> &str {
    rest.trim_start_matches([' ', '\u{3000}', '：', ':', '、', '．'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_people_type_are_told_from_text() {
        for (text, mark, rest) in [
            ("第一条 合同期限", Some(Mark::Article), "合同期限"),
            ("第 十二 条：争议", Some(Mark::Article), "争议"),
            ("第三条规定的情形", None, "第三条规定的情形"),
            ("第一章　总则", Some(Mark::Chapter), "总则"),
            ("一、合同期限", Some(Mark::Section), "合同期限"),
            ("一方违约的", None, "一方违约的"),
            ("（二）甲方应当", Some(Mark::Item), "甲方应当"),
            ("1. 甲方应当", Some(Mark::Decimal), "甲方应当"),
            ("1、甲方应当", Some(Mark::Decimal), "甲方应当"),
            ("1.2 甲方应当", Some(Mark::Item), "甲方应当"),
            ("2026.1.1 起", None, "2026.1.1 起"),
            ("12000 元", None, "12000 元"),
            ("① 甲方", Some(Mark::Item), "甲方"),
            ("- 甲方", Some(Mark::Item), "甲方"),
        ] {
            assert_eq!(typed(text), (mark, rest), "{text}");
        }
    }
}
