//! The warning letter (警告函): E-PRIOR-WARN, with the statement the employee made before it (E-STATEMENT, DOC-23).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Contact, Employer, Finding, Letter, Worker};
use crate::Template;

/// 警告函: what happened, against which rule, what is expected, and what the employee can do.
///
/// There is no place for a fine or a cut in pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarningLetter {
    /// Who warns.
    pub employer: Employer,
    /// Who is warned.
    pub worker: Worker,
    /// First day of this employment.
    pub hired_on: NaiveDate,
    /// How grave it is.
    pub level: WarningLevel,
    /// What happened, oldest first.
    pub findings: Vec<Finding>,
    /// Clauses of policies or of the contract relied on.
    pub rules: Vec<RuleShown>,
    /// How the employee was heard; `None` when nobody had to be.
    pub hearing: Option<Hearing>,
    /// What is expected from now on.
    pub expectation: String,
    /// The last day on which it counts; `None` when no end is named.
    pub counts_to: Option<NaiveDate>,
    /// Whether there is a union to turn to.
    pub has_union: bool,
    /// To whom objections go.
    pub contact: Contact,
    /// Day of the document.
    pub issued_on: NaiveDate,
}

/// How grave a warning is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningLevel {
    /// 口头提醒, put on record
    Reminder,
    /// 书面警告
    Written,
    /// 最后书面警告
    Final,
}

/// A clause, and since when the employee knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleShown {
    /// Document, number and words.
    pub clause: String,
    /// The day the employee was shown it.
    pub shown_on: Option<NaiveDate>,
}

/// 陈述申辩 before the warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hearing {
    /// The day the employee was asked.
    pub asked_on: NaiveDate,
    /// The last day for it.
    pub until: NaiveDate,
    /// The day it was made; `None` when the employee said nothing.
    pub stated_on: Option<NaiveDate>,
    /// In the employee's own words.
    pub statement: Option<String>,
}

impl Letter for WarningLetter {
    const TEMPLATE: Template = Template::WarningLetter;
}
