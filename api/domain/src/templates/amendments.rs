//! Other wording of single clauses for one contract alone: the rest stays as the template has it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Kind, TemplateText, check};
use crate::refused::{Fault, Words};

/// Wording of one clause for one contract 个别约定.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ClauseAmendment)]
pub struct Amendment {
    /// Takes the place of the clause's text, written like it: with variables, a paragraph a line.
    #[schema(example = "甲方每月{{ pay.day }}日前支付工资。")]
    pub text: String,
    /// For reading; left out, the Chinese wording stands in the English version too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_en: Option<String>,
}

impl Amendment {
    pub(super) fn english(&self) -> &str {
        self.text_en.as_deref().filter(|text| !text.trim().is_empty()).unwrap_or(&self.text)
    }
}

/// Amendments by the key of their clause.
pub type Amendments = BTreeMap<String, Amendment>;

/// The text with its amendments; whether they may stand is not asked.
pub fn amended(text: &TemplateText, amendments: &Amendments) -> TemplateText {
    let mut text = text.clone();
    for clause in &mut text.clauses {
        if let Some(amendment) = amendments.get(&clause.key) {
            clause.text.clone_from(&amendment.text);
            amendment.english().clone_into(&mut clause.text_en);
        }
    }
    text
}

/// The same, refused when a clause is not there, or when what is amended could not be released: a term that the law
/// asks for is lost, or a variable is not known. What was not amended was released as it is.
pub fn amend(kind: Kind, text: &TemplateText, amendments: &Amendments) -> Result<TemplateText, Vec<Fault>> {
    let mut faults = unknown_clauses(text, amendments);
    let amended = amended(text, amendments);
    if !amendments.is_empty() {
        faults.extend(check(kind, &amended).into_iter().filter_map(|fault| of_amendment(fault, &amended, amendments)));
    }
    let mut known = BTreeSet::new();
    faults.retain(|fault| known.insert((fault.pointer.clone(), fault.code)));
    if faults.is_empty() { Ok(amended) } else { Err(faults) }
}

fn unknown_clauses(text: &TemplateText, amendments: &Amendments) -> Vec<Fault> {
    let unknown = amendments.keys().filter(|key| text.clauses.iter().all(|clause| clause.key != **key));
    let fault = |key: &String| {
        let words = Words::new(
            format!("这一版模板没有代号为 {key} 的条款。"),
            format!("This version of the template has no clause {key}."),
        );
        Fault::new(format!("/amendments/{}", escaped(key)), "unknown_clause", words)
    };
    unknown.map(fault).collect()
}

/// A fault of the text as one of the amendment that made it; none when it is not of an amended clause.
fn of_amendment(fault: Fault, text: &TemplateText, amendments: &Amendments) -> Option<Fault> {
    let (at, field) = fault.pointer.strip_prefix("/clauses/")?.split_once('/')?;
    let clause = text.clauses.get(at.parse::<usize>().ok()?)?;
    let amendment = amendments.get(&clause.key)?;
    // Without an English wording the Chinese one stands there, and is where the fault is.
    let field = if field == "text_en" && amendment.english() == amendment.text { "text" } else { field };
    Some(Fault { pointer: format!("/amendments/{}/{field}", escaped(&clause.key)), ..fault })
}

/// As a JSON pointer names it (RFC 6901 §3).
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::templates::{Language, fill, original, samples};

    const KIND: Kind = Kind::LabourContract;

    fn one(key: &str, text: &str) -> Amendments {
        let amendment = Amendment { text: text.to_owned(), text_en: None };
        Amendments::from([(key.to_owned(), amendment)])
    }

    fn found(amendments: &Amendments) -> Vec<(String, &'static str)> {
        let faults = amend(KIND, &original(KIND).unwrap(), amendments).unwrap_err();
        faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    /// The key of the clause that carries a term.
    fn carrier(term: &str) -> String {
        let text = original(KIND).unwrap();
        text.clauses.into_iter().find(|clause| clause.covers.iter().any(|code| code == term)).unwrap().key
    }

    #[test]
    fn a_contract_without_amendments_is_the_template() {
        let text = original(KIND).unwrap();
        assert_eq!(amend(KIND, &text, &Amendments::new()), Ok(text));
    }

    #[test]
    fn an_amended_clause_says_the_new_words_and_the_others_stay() {
        let text = original(KIND).unwrap();
        let key = carrier("lcl17_pay");
        let clause = text.clauses.iter().find(|clause| clause.key == key).unwrap();
        let words = format!("{}\n年终奖为一个月工资。", clause.text.trim_end());
        let changed = amend(KIND, &text, &one(&key, &words)).unwrap();
        for (before, after) in text.clauses.iter().zip(&changed.clauses) {
            assert_eq!(before.text == after.text, before.key != key, "{}", before.key);
        }
        for language in [Language::Chinese, Language::English] {
            let filled = fill(&changed, &samples(KIND)[0], language).unwrap();
            let clause = filled.clauses.iter().find(|clause| clause.key == key).unwrap();
            assert_eq!(clause.paragraphs.last().unwrap().text, "年终奖为一个月工资。", "{language:?}");
        }
    }

    #[test]
    fn lcl17_an_amendment_that_loses_what_a_term_must_state_is_refused_at_its_clause() {
        let key = carrier("lcl17_pay");
        let pointer = format!("/amendments/{key}/text");
        assert_eq!(found(&one(&key, "工资另行约定。")), [(pointer.clone(), "mandatory_term_incomplete")]);
        assert_eq!(found(&one(&key, "  "))[0], (pointer, "required"));
    }

    #[test]
    fn unknown_variables_clauses_and_conditions_that_leave_a_term_empty_are_refused() {
        let text = original(KIND).unwrap();
        let key = &text.clauses.iter().find(|clause| clause.covers.is_empty()).unwrap().key;
        let pointer = format!("/amendments/{key}/text");
        assert_eq!(found(&one(key, "按{{ employee.salary }}执行。")), [(pointer.clone(), "unknown_variable")]);
        assert_eq!(found(&one(key, "按{{ employee.name 执行。")), [(pointer, "template_syntax")]);
        assert_eq!(found(&one("no/clause", "内容。")), [("/amendments/no~1clause".to_owned(), "unknown_clause")]);
        let pay = carrier("lcl17_pay");
        let clause = text.clauses.iter().find(|clause| clause.key == pay).unwrap();
        let words = format!("{{% if contract.kind == 'task' %}}{}{{% endif %}}", clause.text);
        assert_eq!(found(&one(&pay, &words)), [(format!("/amendments/{pay}/text"), "mandatory_term_empty")]);
    }
}
