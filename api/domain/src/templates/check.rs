//! Whether a text can be released: it is whole, names only what there is, and says what the law asks for.

use super::engine::{self, Language, fill};
use super::printed;
use super::word::blanks_in;
use super::{Clause, Kind, TemplateText, Term, samples};
use crate::refused::{Fault, Words};

/// Everything that stands against a release; empty when nothing does.
pub fn check(kind: Kind, text: &TemplateText) -> Vec<Fault> {
    if let Some(form) = &text.form {
        return printed::check(kind, text, form);
    }
    let mut faults = text.faults_of_form();
    faults.extend(unknown_names(kind, text));
    faults.extend(kind.terms().iter().filter_map(|term| missing(term, text)));
    faults.extend(blanks_left(text));
    faults.extend(tables_within_lines(text));
    if !faults.is_empty() {
        return faults;
    }
    // Every combination of facts that can be: no condition hides a fault until a contract is drafted.
    for facts in samples(kind) {
        for language in [Language::Chinese, Language::English] {
            match fill(text, &facts, language) {
                Ok(filled) => faults.extend(empty_terms(kind, text, &filled, language)),
                Err(found) => faults.extend(found),
            }
        }
    }
    faults.sort_by(|one, other| one.pointer.cmp(&other.pointer));
    faults.dedup_by(|one, other| one.pointer == other.pointer && one.code == other.code);
    faults
}

/// Does the binding text of some clause say this?
pub fn says(text: &TemplateText, variable: &str) -> bool {
    let named = |clause: &Clause| engine::names_in(&clause.text).unwrap_or_default();
    text.clauses.iter().any(|clause| named(clause).iter().any(|name| name == variable))
}

/// A blank of a form that nobody filled would be printed in every contract.
fn blanks_left(text: &TemplateText) -> Vec<Fault> {
    let fault = |(pointer, words): (String, &String)| {
        let blanks = blanks_in(words);
        let said = Words::new(
            format!("还有 {blanks} 处“【空】”没有填写，请换成要素或者写明。"),
            format!("{blanks} blanks 【空】 are left; put a fact in each, or words."),
        );
        (blanks > 0).then(|| Fault::new(pointer, "blank_left", said))
    };
    bodies(text).filter_map(fault).collect()
}

/// Everything that is filled in, with its pointer.
fn bodies(text: &TemplateText) -> impl Iterator<Item = (String, &String)> {
    let opening = [
        ("/title", &text.title),
        ("/title_en", &text.title_en),
        ("/preamble", &text.preamble),
        ("/preamble_en", &text.preamble_en),
    ]
    .map(|(pointer, words)| (pointer.to_owned(), words));
    let clauses = text.clauses.iter().enumerate().flat_map(|(at, clause)| {
        [(format!("/clauses/{at}/text"), &clause.text), (format!("/clauses/{at}/text_en"), &clause.text_en)]
    });
    opening.into_iter().chain(clauses)
}

/// A table has the width of the page: words beside it have no place.
fn tables_within_lines(text: &TemplateText) -> Vec<Fault> {
    let alone = |line: &str| {
        line.trim().strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")).is_some_and(|name| {
            let name = name.trim();
            name.starts_with("tables.") && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.')
        })
    };
    let fault = |(pointer, words): (String, &String)| {
        let beside = words.lines().any(|line| line.contains("tables.") && !alone(line));
        let said = Words::new(
            "表格须单独占一行，前后不能有文字。",
            "A table stands on a line of its own, without words beside it.",
        );
        beside.then(|| Fault::new(pointer, "table_within_line", said))
    };
    bodies(text).filter_map(fault).collect()
}

fn unknown_names(kind: Kind, text: &TemplateText) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut look = |pointer: String, names: Result<Vec<String>, minijinja::Error>| match names {
        Ok(names) => {
            faults.extend(names.iter().filter(|name| !is_known(kind, name)).map(|name| unknown(&pointer, name)))
        }
        Err(error) => faults.push(engine::fault(pointer, &error)),
    };
    for (pointer, words) in bodies(text) {
        look(pointer, engine::names_in(words));
    }
    for (at, clause) in text.clauses.iter().enumerate() {
        if let Some(when) = &clause.when {
            look(format!("/clauses/{at}/when"), engine::names_in_condition(when));
        }
    }
    faults
}

pub(super) fn is_known(kind: Kind, name: &str) -> bool {
    kind.variables().any(|variable| variable.name == name)
}

pub(super) fn unknown(pointer: &str, name: &str) -> Fault {
    let zh = format!("没有“{name}”这个要素，请从要素表中选择。");
    let en = format!("There is no fact `{name}`; choose one from the list.");
    Fault::new(pointer, "unknown_variable", Words::new(zh, en))
}

fn carries<'a>(text: &'a TemplateText, term: &Term) -> Option<(usize, &'a Clause)> {
    text.clauses.iter().enumerate().find(|(_, clause)| clause.covers.iter().any(|code| code == term.code))
}

pub(super) fn missing(term: &Term, text: &TemplateText) -> Option<Fault> {
    let Term { zh, en, source, .. } = term;
    let Some((at, clause)) = carries(text, term) else {
        let words = Words::new(
            format!("缺少必备条款：{zh}（{source}）。请添加一条，并注明它承载该事项。"),
            format!("A mandatory term is missing: {en} ({source}). Add a clause and mark that it carries it."),
        );
        return Some(Fault::new("/clauses", "mandatory_term_missing", words));
    };
    if clause.when.is_some() {
        let words = Words::new(
            format!("必备条款“{zh}”（{source}）不能附条件。"),
            format!("The mandatory term “{en}” ({source}) cannot depend on a condition."),
        );
        return Some(Fault::new(format!("/clauses/{at}/when"), "mandatory_term_conditional", words));
    }
    let named = engine::names_in(&clause.text).unwrap_or_default();
    let absent: Vec<&str> =
        term.variables.iter().filter(|name| !named.iter().any(|named| named == *name)).copied().collect();
    if absent.is_empty() {
        return None;
    }
    let absent = absent.join("、");
    let words = Words::new(
        format!("必备条款“{zh}”（{source}）没有写明：{absent}。"),
        format!("The mandatory term “{en}” ({source}) does not state: {absent}."),
    );
    Some(Fault::new(format!("/clauses/{at}/text"), "mandatory_term_incomplete", words))
}

/// A mandatory clause that comes out empty for somebody is as good as none.
fn empty_terms(kind: Kind, text: &TemplateText, filled: &super::Filled, language: Language) -> Vec<Fault> {
    let field = match language {
        Language::Chinese => "text",
        Language::English => "text_en",
    };
    let empty = |term: &Term| {
        let (at, clause) = carries(text, term)?;
        let stands = filled.clauses.iter().any(|one| one.key == clause.key && !one.paragraphs.is_empty());
        let words = Words::new(
            format!("必备条款“{}”（{}）在某些情形下是空的。", term.zh, term.source),
            format!("The mandatory term “{}” ({}) is empty for some people.", term.en, term.source),
        );
        (!stands).then(|| Fault::new(format!("/clauses/{at}/{field}"), "mandatory_term_empty", words))
    };
    kind.terms().iter().filter_map(empty).collect()
}
