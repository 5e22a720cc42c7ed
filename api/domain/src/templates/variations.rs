//! Varying a contract that both have signed (变更): clauses worded anew, added and taken out, with what the variation says
//! of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::amendments::escaped;
use super::check::missing;
use super::{Amendment, Clause, Filled, FilledClause, Form, Kind, TemplateText, check};
use crate::refused::{Fault, Words, blank_fault};

/// What becomes of the clauses of a contract 条款变更.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseChanges {
    /// Clauses that are worded anew, by key.
    #[serde(default)]
    #[schema(example = json!({"pay": {"text": "甲方每月{{ pay.day }}日前支付工资{{ pay.monthly|money }}元。"}}))]
    pub reworded: BTreeMap<String, Amendment>,
    #[serde(default)]
    pub added: Vec<AddedClause>,
    /// Keys of the clauses that are taken out.
    #[serde(default)]
    #[schema(example = json!(["side_letters"]))]
    pub removed: Vec<String>,
}

/// A clause that there was not 增加的条款.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddedClause {
    /// Key of the clause that it follows; left out, it comes first.
    #[schema(example = "work")]
    pub after: Option<String>,
    #[schema(example = "远程办公")]
    pub heading: String,
    /// For reading; left out, the Chinese heading stands there too.
    pub heading_en: Option<String>,
    #[schema(example = "乙方每周可以远程办公一天。")]
    pub text: String,
    /// For reading; left out, the Chinese text stands there too.
    pub text_en: Option<String>,
}

impl AddedClause {
    fn clause(&self, key: String) -> Clause {
        Clause {
            key,
            heading: self.heading.trim().to_owned(),
            heading_en: said(self.heading_en.as_deref()).unwrap_or(&self.heading).trim().to_owned(),
            when: None,
            covers: Vec::new(),
            text: self.text.clone(),
            text_en: said(self.text_en.as_deref()).unwrap_or(&self.text).to_owned(),
        }
    }
}

fn said(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

impl ClauseChanges {
    pub fn is_empty(&self) -> bool {
        self.reworded.is_empty() && self.added.is_empty() && self.removed.is_empty()
    }
}

/// The clauses that stand in a contract: its facts no longer change, so a condition that does not hold never will.
pub fn standing(text: &TemplateText, filled: &Filled) -> TemplateText {
    let stands = |clause: &&Clause| filled.clauses.iter().any(|one| one.key == clause.key);
    TemplateText { clauses: text.clauses.iter().filter(stands).cloned().collect(), ..text.clone() }
}

/// The text as varied, and the key of each added clause; whether it may be so is not asked.
pub fn varied(text: &TemplateText, changes: &ClauseChanges) -> (TemplateText, Vec<String>) {
    let keys = new_keys(text, changes.added.len());
    let added = |after: Option<&str>| {
        let here = changes.added.iter().zip(&keys).filter(move |(one, _)| one.after.as_deref() == after);
        here.map(|(one, key)| one.clause(key.clone())).collect::<Vec<_>>()
    };
    let mut clauses = added(None);
    for clause in &text.clauses {
        if !changes.removed.contains(&clause.key) {
            let mut clause = clause.clone();
            if let Some(wording) = changes.reworded.get(&clause.key) {
                clause.text.clone_from(&wording.text);
                wording.english().clone_into(&mut clause.text_en);
            }
            clauses.push(clause);
        }
        clauses.extend(added(Some(&clause.key)));
    }
    (TemplateText { clauses, ..text.clone() }, keys)
}

/// Keys that no clause has: an added one keeps its own through every later variation.
fn new_keys(text: &TemplateText, number: usize) -> Vec<String> {
    let free = |key: &String| text.clauses.iter().all(|clause| clause.key != *key);
    (1_usize..).map(|at| format!("added_{at}")).filter(free).take(number).collect()
}

/// The same, refused when it changes nothing, changes one clause in two ways, or what comes out could not be released:
/// a term that the law asks for is lost, or a variable is not known. What is not changed was agreed as it is.
pub fn vary(kind: Kind, text: &TemplateText, changes: &ClauseChanges) -> Result<TemplateText, Vec<Fault>> {
    let mut faults = contradictions(text, changes);
    faults.extend(lost_terms(kind, text, changes));
    let (varied, keys) = varied(text, changes);
    let named = |fault: Fault| of_change(fault, &varied, changes, &keys);
    faults.extend(check(kind, &varied).into_iter().filter_map(named));
    let mut known = BTreeSet::new();
    faults.retain(|fault| known.insert((fault.pointer.clone(), fault.code)));
    if faults.is_empty() { Ok(varied) } else { Err(faults) }
}

fn contradictions(text: &TemplateText, changes: &ClauseChanges) -> Vec<Fault> {
    let mut faults = Vec::new();
    if changes.is_empty() {
        let words = Words::new("请改写、增加或者删去至少一条。", "Reword, add or remove at least one clause.");
        faults.push(Fault::new("", "nothing_changes", words));
    }
    let find = |key: &str| text.clauses.iter().find(|clause| clause.key == key);
    for (key, wording) in &changes.reworded {
        let pointer = format!("/reworded/{}", escaped(key));
        match find(key) {
            None => faults.push(unknown(pointer, key)),
            Some(clause) if clause.text.trim() == wording.text.trim() => faults.push(Fault::new(
                format!("{pointer}/text"),
                "unchanged",
                Words::new(
                    format!("“{}”条与现行文字相同；不改写的，请不要选它。", clause.heading),
                    format!("The clause “{}” reads as it does now; leave it out.", clause.heading_en),
                ),
            )),
            Some(_) => {}
        }
    }
    for (at, one) in changes.added.iter().enumerate() {
        if let Some(key) = one.after.as_deref().filter(|key| find(key).is_none()) {
            faults.push(unknown(format!("/added/{at}/after"), key));
        }
        let pointer = format!("/added/{at}/heading");
        faults.extend(blank_fault(&one.heading, &pointer, "请填写条款标题。", "Give the clause a heading."));
    }
    for (at, key) in changes.removed.iter().enumerate() {
        let pointer = format!("/removed/{at}");
        if find(key).is_none() {
            faults.push(unknown(pointer, key));
        } else if changes.reworded.contains_key(key) {
            let words = Words::new("同一条不能既改写又删去。", "A clause is reworded or removed, not both.");
            faults.push(Fault::new(pointer, "reworded_and_removed", words));
        } else if changes.removed[..at].contains(key) {
            let words = Words::new("这一条已经删去，不必再列。", "The clause is removed already.");
            faults.push(Fault::new(pointer, "twice", words));
        }
    }
    faults
}

fn unknown(pointer: String, key: &str) -> Fault {
    let words = Words::new(
        format!("合同现行文本中没有代号为 {key} 的条款。"),
        format!("The contract as it stands has no clause {key}."),
    );
    Fault::new(pointer, "unknown_clause", words)
}

/// Terms that the law asks for and that go with the clause that carries them.
fn lost_terms(kind: Kind, text: &TemplateText, changes: &ClauseChanges) -> Vec<Fault> {
    let (varied, _) = varied(text, changes);
    let lost = |(at, key): (usize, &String)| {
        let clause = text.clauses.iter().find(|clause| clause.key == *key)?;
        let term = kind.terms().iter().find(|term| clause.covers.iter().any(|code| code == term.code))?;
        missing(term, &varied).filter(|fault| fault.code == "mandatory_term_missing")?;
        let words = Words::new(
            format!(
                "“{}”条载有必备条款：{}（{}），不能删去。要改变它，请改写这一条。",
                clause.heading, term.zh, term.source
            ),
            format!(
                "The clause “{}” carries a mandatory term: {} ({}). It cannot be removed; reword it instead.",
                clause.heading_en, term.en, term.source
            ),
        );
        Some(Fault::new(format!("/removed/{at}"), "mandatory_term_missing", words))
    };
    changes.removed.iter().enumerate().filter_map(lost).collect()
}

/// A fault of the text as one of the change that made it; none when it is not of a changed clause.
fn of_change(fault: Fault, text: &TemplateText, changes: &ClauseChanges, keys: &[String]) -> Option<Fault> {
    if fault.pointer == "/clauses" && fault.code == "number_of_clauses" {
        return Some(Fault { pointer: "/added".to_owned(), ..fault });
    }
    let (at, field) = fault.pointer.strip_prefix("/clauses/")?.split_once('/')?;
    let clause = text.clauses.get(at.parse::<usize>().ok()?)?;
    let under = match keys.iter().position(|added| *added == clause.key) {
        Some(at) => format!("/added/{at}"),
        None => changes.reworded.get(&clause.key).map(|_| format!("/reworded/{}", escaped(&clause.key)))?,
    };
    // Without an English wording the Chinese one stands there, and is where the fault is.
    let field = if field == "text_en" && clause.text_en == clause.text { "text" } else { field };
    Some(Fault { pointer: format!("{under}/{field}"), ..fault })
}

/// A contract before and after, in the two languages.
pub struct Readings<'a> {
    pub chinese: (&'a Filled, &'a Filled),
    pub english: (&'a Filled, &'a Filled),
}

/// What a variation says: one sentence a change, with the numbers that the clauses have before it.
pub fn in_words(changes: &ClauseChanges, keys: &[String], readings: &Readings<'_>) -> Vec<Words> {
    let (zh, en) = (readings.chinese, readings.english);
    let reworded = zh.0.clauses.iter().filter(|clause| changes.reworded.contains_key(&clause.key)).map(|clause| {
        Words::new(
            format!("{}的内容变更为：{}", article(zh.0, &clause.key), sentence(&quoted(zh.1, &clause.key))),
            format!("{} now reads: {}", numbered(en.0, &clause.key), quoted(en.1, &clause.key)),
        )
    });
    let added = changes.added.iter().zip(keys).map(|(one, key)| {
        let first = |filled: &Filled| filled.clauses.first().map_or_else(String::new, |clause| clause.key.clone());
        let (place_zh, place_en) = match &one.after {
            Some(after) => {
                (format!("在{}之后", article(zh.0, after)), format!("After {}", lower(&numbered(en.0, after))))
            }
            None => (
                format!("在{}之前", article(zh.0, &first(zh.0))),
                format!("Before {}", lower(&numbered(en.0, &first(en.0)))),
            ),
        };
        Words::new(
            format!("{place_zh}增加一条，标题为“{}”，内容为：{}", heading(zh.1, key), sentence(&quoted(zh.1, key))),
            format!("{place_en} a clause “{}” is added: {}", heading(en.1, key), quoted(en.1, key)),
        )
    });
    let removed = zh.0.clauses.iter().filter(|clause| changes.removed.contains(&clause.key)).map(|clause| {
        Words::new(
            format!("删去{}。", article(zh.0, &clause.key)),
            format!("{} is removed.", numbered(en.0, &clause.key)),
        )
    });
    reworded.chain(added).chain(removed).collect()
}

fn find<'a>(filled: &'a Filled, key: &str) -> Option<(usize, &'a FilledClause)> {
    filled.clauses.iter().enumerate().find(|(_, clause)| clause.key == key)
}

fn heading<'a>(filled: &'a Filled, key: &str) -> &'a str {
    find(filled, key).map_or("", |(_, clause)| &clause.heading)
}

/// `第三条“工作内容”`
fn article(filled: &Filled, key: &str) -> String {
    find(filled, key).map_or_else(String::new, |(at, clause)| format!("第{}条“{}”", numeral(at + 1), clause.heading))
}

/// `Clause 3 “Work”`
fn numbered(filled: &Filled, key: &str) -> String {
    find(filled, key).map_or_else(String::new, |(at, clause)| format!("Clause {} “{}”", at + 1, clause.heading))
}

/// Within a sentence.
fn lower(words: &str) -> String {
    words.replacen("Clause", "clause", 1)
}

/// The paragraphs of a clause in quotation marks; what is quoted within them is quoted once more.
fn quoted(filled: &Filled, key: &str) -> String {
    let Some((_, clause)) = find(filled, key) else { return String::new() };
    let mut item = 0;
    let line = |paragraph: &super::Paragraph| match paragraph.form {
        Form::Item => {
            item += 1;
            format!("（{item}）{}", paragraph.text)
        }
        Form::Plain | Form::Table => paragraph.text.clone(),
    };
    let text = clause.paragraphs.iter().map(line).collect::<Vec<_>>().join("\n");
    format!("“{}”", text.replace('“', "‘").replace('”', "’"))
}

/// What is quoted with the full stop that it lacks.
fn sentence(quoted: &str) -> String {
    format!("{quoted}{}", if quoted.ends_with("。”") { "" } else { "。" })
}

/// `12` as `十二`, up to ninety-nine: a text has at most eighty clauses.
fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (DIGITS[number / 10 % 10], DIGITS[number % 10]);
    match number / 10 {
        0 => ones.to_owned(),
        1 => format!("十{ones}"),
        _ => format!("{tens}十{ones}"),
    }
}

#[cfg(test)]
mod tests;
