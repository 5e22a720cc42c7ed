//! A settlement while it is made: its lines, what is lacking, and what must be known about it.

use domain::standards::Kind;
use law::standards::Figure;
use law::{Fen, Refusal};
use serde::{Deserialize, Serialize};
use store::Money;
use utoipa::ToSchema;

use super::settlement::{Computed, Text};
use crate::standards::StandardStatus;

/// What is owed, and what it is called.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SettlementLine {
    /// `severance`, `notice_pay` or `unused_annual_leave`.
    #[schema(example = "severance")]
    pub code: String,
    pub zh: String,
    pub en: String,
    pub amount: Money,
    /// Rules of the rulebook that made it.
    pub rules: Vec<String>,
}

/// A local figure that a sum rests on, with what one must know to rely on it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SettlementFigure {
    pub kind: Kind,
    pub rule: String,
    pub city: String,
    pub value: Money,
    /// The year it describes; none for a minimum wage.
    pub statistics_year: Option<i32>,
    /// When it was published, as far as that is known.
    pub effective: Option<String>,
    pub status: StandardStatus,
    pub source: String,
    /// The figure on record (`/local-standards`) that it is; null for a shipped one.
    pub record: Option<String>,
}

/// What comes together while the sums are made.
#[derive(Default)]
pub(super) struct Bill {
    pub average: Option<Computed>,
    pub lines: Vec<SettlementLine>,
    pub flags: Vec<String>,
    pub missing: Vec<Text>,
    pub figures: Vec<SettlementFigure>,
}

impl Bill {
    pub fn line(&mut self, code: &str, (zh, en): (&str, &str), amount: Fen, rules: Vec<String>) {
        self.lines.push(SettlementLine {
            code: code.to_owned(),
            zh: zh.to_owned(),
            en: en.to_owned(),
            amount: Money(amount),
            rules,
        });
    }

    pub fn flag(&mut self, flag: &str) {
        if !self.flags.iter().any(|known| known == flag) {
            self.flags.push(flag.to_owned());
        }
    }

    pub fn flags(&mut self, flags: &[&'static str]) {
        flags.iter().for_each(|flag| self.flag(flag));
    }

    pub fn lacks(&mut self, rule: &str, zh: impl Into<String>, en: impl Into<String>) {
        self.flag(&format!("NOT_APPLIED:{rule}"));
        self.missing.push(Text::new(zh, en));
    }

    /// A local figure, named with its source; one that is not known is asked for and left out of the sum.
    pub fn figure(&mut self, kind: Kind, rule: &str, found: Result<Figure, Refusal>) -> Option<Fen> {
        match found {
            Ok(Figure { value, city, stat_year, effective, status, source, record, flags }) => {
                self.flags(&flags);
                self.figures.push(SettlementFigure {
                    kind,
                    rule: rule.to_owned(),
                    city,
                    value: Money(value),
                    statistics_year: stat_year,
                    effective,
                    status: status.into(),
                    source,
                    record,
                });
                Some(value)
            }
            Err(refusal) => {
                self.lacks(rule, refusal.zh, refusal.en);
                None
            }
        }
    }
}
