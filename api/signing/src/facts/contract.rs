//! A contract (合同) whose text comes from a template that people keep.

use serde::{Deserialize, Serialize};

use super::{Document, Employer, Worker};
use crate::Template;

/// 合同、协议: the particulars of both sides, the clauses as they were filled in, and both signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Its title (`劳动合同书`).
    pub title: String,
    /// Party A (甲方).
    pub employer: Employer,
    /// Party B (乙方).
    pub worker: Worker,
    /// What stands before the first clause.
    pub preamble: Vec<Paragraph>,
    /// In their order; their numbers are set by the template.
    pub clauses: Vec<Clause>,
    /// Template and version that the text comes from.
    pub source: String,
}

/// One clause (条款).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Without its number.
    pub heading: String,
    /// In their order.
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph, or one numbered item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Has a number of its own, （一）.
    pub is_item: bool,
    /// Its words.
    pub text: String,
}

impl Document for Contract {
    const TEMPLATE: Template = Template::Contract;
}
