//! The final settlement (离职结算单), DOC-12.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Calculation, Employer, Letter, Money, Worker, adds_up, to_value, with};
use crate::{Error, Template};

/// 离职结算单: what is owed at the end, what is kept back, and every step of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// Who pays.
    pub employer: Employer,
    /// Who is paid.
    pub worker: Worker,
    /// First day of this employment.
    pub hired_on: NaiveDate,
    /// Last day.
    pub last_day: NaiveDate,
    /// Years of service in words.
    pub years_of_service: String,
    /// How it ended, in a line (`协商一致解除（用人单位提出）`).
    pub ground: String,
    /// Whether the case is over and the figures stand; else they are those of the day it was made.
    pub is_final: bool,
    /// What is owed, before tax.
    pub lines: Vec<Line>,
    /// Its sum.
    pub total: Money,
    /// What is kept back: deductions, income tax, the employee's social insurance.
    pub deductions: Vec<Line>,
    /// Its sum.
    pub deducted: Money,
    /// What reaches the account.
    pub net: Money,
    /// Last day of payment.
    pub pay_on: NaiveDate,
    /// Where it is paid to.
    pub account: String,
    /// Further remarks, each a sentence.
    pub notes: Vec<String>,
    /// What could not be computed because it is not on record, each a sentence.
    pub missing: Vec<String>,
    /// The local figures that the sums rest on.
    pub figures: Vec<LocalFigure>,
    /// How each figure was computed.
    pub calculations: Vec<Calculation>,
    /// Version of the rules and local standards used.
    pub ruleset: String,
}

/// One line of a settlement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its name.
    pub label: String,
    /// In one line, how it is made up.
    pub basis: String,
    /// Rules of the rulebook that ask for it.
    pub rules: Vec<String>,
    /// Its amount.
    pub amount: Money,
}

/// A local figure (地方标准) and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalFigure {
    /// What it is, with place and period: `最低工资，上海，2025-07-01 起`.
    pub name: String,
    /// Its amount.
    pub value: Money,
    /// How sure it is: `官方`, `二手来源`, …
    pub status: String,
    /// Where it was read.
    pub source: String,
}

impl Letter for Settlement {
    const TEMPLATE: Template = Template::Settlement;

    fn view(&self) -> Result<Value, Error> {
        adds_up("/total", self.total, self.lines.iter().map(|line| line.amount))?;
        adds_up("/deducted", self.deducted, self.deductions.iter().map(|line| line.amount))?;
        adds_up("/net", self.total, [self.net, self.deducted])?;
        Ok(with(
            to_value(self)?,
            [("total_in_words", self.total.in_words().into()), ("net_in_words", self.net.in_words().into())],
        ))
    }
}
