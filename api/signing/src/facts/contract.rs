//! Documents whose text comes from a template that people keep: contracts (合同), and letters (函件) around tables
//! that the facts draw.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Document, Employer, Worker, to_value, with};
use crate::{Error, Template};

/// 合同、协议: the particulars of both sides, the clauses as they were filled in, and both signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Its title (`劳动合同书`).
    pub title: String,
    /// Party A (甲方).
    pub employer: Employer,
    /// Party B (乙方).
    pub worker: Worker,
    /// Who sees the employee sign (见证人), where somebody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
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

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// How it stands.
    pub form: Form,
    /// Its words; of a table, its name.
    pub text: String,
}

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// As it is.
    Plain,
    /// With a number of its own, （一）.
    Item,
    /// A table that the document draws from its facts.
    Table,
}

/// The words of a letter, as they were filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Its title (`解除劳动合同通知书`).
    pub title: String,
    /// What stands before the first clause.
    pub preamble: Vec<Paragraph>,
    /// In their order; their numbers are set by the document.
    pub clauses: Vec<Clause>,
    /// Template and version that the words come from.
    pub source: String,
}

/// The facts of a letter. It is no document before it has its words.
pub trait Letter: Serialize {
    /// The document they belong to.
    const TEMPLATE: Template;

    /// The facts as the document and its words read them: as serialised, with what follows from them.
    fn view(&self) -> Result<Value, Error> {
        to_value(self)
    }
}

/// A letter with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Written<L> {
    /// What it is about.
    pub facts: L,
    /// What it says.
    pub words: Words,
}

impl<L: Letter> Document for Written<L> {
    const TEMPLATE: Template = L::TEMPLATE;

    fn view(&self) -> Result<Value, Error> {
        Ok(with(self.facts.view()?, [("words", to_value(&self.words)?)]))
    }
}

impl Document for Contract {
    const TEMPLATE: Template = Template::Contract;
}
