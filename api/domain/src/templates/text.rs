//! The text of a template, as people write it.

use serde::{Deserialize, Serialize};

use super::printed::PrintedForm;
use crate::refused::{Fault, Words, blank_fault};

/// A text with its clauses; Chinese binds, English is for reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateText {
    #[schema(example = "劳动合同书")]
    pub title: String,
    #[schema(example = "Labour contract")]
    pub title_en: String,
    /// What stands before the first clause; each line is a paragraph.
    pub preamble: String,
    pub preamble_en: String,
    pub clauses: Vec<Clause>,
    /// A printed form in the place of clauses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<PrintedForm>,
}

/// One clause 条款. Each line of its text is a paragraph; one that begins with `- ` is a numbered item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TemplateClause)]
pub struct Clause {
    /// Names it within its text and across versions.
    #[schema(example = "term")]
    pub key: String,
    /// Without its number.
    #[schema(example = "合同期限")]
    pub heading: String,
    #[schema(example = "Term")]
    pub heading_en: String,
    /// Stands in the document only when this holds; always when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "contract.probation_until is not none")]
    pub when: Option<String>,
    /// Terms asked for by law that it carries.
    #[serde(default)]
    #[schema(example = json!(["lcl17_term"]))]
    pub covers: Vec<String>,
    #[schema(example = "本合同自{{ contract.from|date }}起。")]
    pub text: String,
    pub text_en: String,
}

/// Longest text of one clause, in characters.
const LONGEST_CLAUSE: usize = 8_000;
/// Most clauses.
const MOST_CLAUSES: usize = 80;

impl TemplateText {
    /// What can be said without reading the variables: nothing empty, nothing twice, nothing without end.
    pub(super) fn faults_of_form(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        faults.extend(blank_fault(&self.title, "/title", "请填写标题。", "Give it a title."));
        if self.clauses.is_empty() || self.clauses.len() > MOST_CLAUSES {
            let zh = format!("条款须有 1 至 {MOST_CLAUSES} 条。");
            let en = format!("A text has 1 to {MOST_CLAUSES} clauses.");
            faults.push(Fault::new("/clauses", "number_of_clauses", Words::new(zh, en)));
        }
        for (at, clause) in self.clauses.iter().enumerate() {
            let pointer = |field: &str| format!("/clauses/{at}/{field}");
            faults.extend(blank_fault(
                &clause.heading,
                &pointer("heading"),
                "请填写条款标题。",
                "Give the clause a heading.",
            ));
            faults.extend(blank_fault(&clause.text, &pointer("text"), "条款没有正文。", "The clause says nothing."));
            if clause.text.chars().count() > LONGEST_CLAUSE || clause.text_en.chars().count() > LONGEST_CLAUSE * 2 {
                let words = Words::new("条款过长，请分成几条。", "The clause is too long; make several of it.");
                faults.push(Fault::new(pointer("text"), "too_long", words));
            }
            let key = clause.key.as_str();
            if key.is_empty() || !key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
                let words = Words::new(
                    "条款代号只能用小写字母、数字和下划线。",
                    "A key has lower-case letters, digits and underscores.",
                );
                faults.push(Fault::new(pointer("key"), "key_format", words));
            } else if self.clauses[..at].iter().any(|earlier| earlier.key == key) {
                let words = Words::new(format!("条款代号 {key} 用了两次。"), format!("The key {key} is used twice."));
                faults.push(Fault::new(pointer("key"), "key_twice", words));
            }
        }
        faults
    }
}
