//! A settlement while it is made: its lines, what is lacking, and what must be known about it.

use domain::separations::sheet::LineKind;
use domain::standards::Kind;
use law::standards::Figure;
use law::{Fen, Refusal};
use serde::{Deserialize, Serialize};
use store::Money;
use store::ids::SettlementItemId;
use utoipa::ToSchema;

use super::settlement::{Computed, Text};
use crate::standards::StandardStatus;

/// What is owed, and what it is called.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SettlementLine {
    /// `severance`, `notice_pay`, `unused_annual_leave`, `wages`, the kind of a stated item, or the code of an offer's line.
    #[schema(example = "severance")]
    pub code: String,
    pub zh: String,
    pub en: String,
    /// Below zero for a deduction.
    pub amount: Money,
    /// Rules of the rulebook that made it.
    pub rules: Vec<String>,
    #[serde(default)]
    #[schema(required)]
    pub kind: LineKind,
    /// The law's figure, where both sides agreed on the sum.
    #[serde(default)]
    #[schema(required)]
    pub statutory: Option<Money>,
    /// What a stated item rests on.
    #[serde(default)]
    #[schema(required)]
    pub basis: Option<String>,
    /// The stated item that it is.
    #[serde(default)]
    #[schema(required)]
    pub item_id: Option<SettlementItemId>,
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
    pub notes: Vec<Text>,
    pub figures: Vec<SettlementFigure>,
}

impl Bill {
    /// A sum of the law.
    pub fn line(&mut self, code: &str, (zh, en): (&str, &str), amount: Fen, rules: Vec<String>) {
        self.lines.push(SettlementLine {
            code: code.to_owned(),
            zh: zh.to_owned(),
            en: en.to_owned(),
            amount: Money(amount),
            rules,
            kind: LineKind::Statutory,
            statutory: None,
            basis: None,
            item_id: None,
        });
    }

    pub fn note(&mut self, zh: impl Into<String>, en: impl Into<String>) {
        self.notes.push(Text::new(zh, en));
    }

    /// Tax on wages is not guessed.
    pub fn notes_on_tax(&mut self) {
        self.note(
            "工资、奖金、未休年休假工资等的个人所得税和个人应缴的社会保险费、住房公积金，由薪酬部门在支付时代扣，本单不估算；本单的个人所得税只是一次性补偿部分（R-038）。",
            "Tax on wages, bonus, leave pay and the like, and the employee's own contributions, are withheld by payroll and not estimated here; the tax on this sheet is that on the lump sum alone (R-038).",
        );
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
        let lacking = Text::new(zh, en);
        if !self.missing.contains(&lacking) {
            self.missing.push(lacking);
        }
    }

    /// A local figure, named with its source; one that is not known is asked for and left out of the sum.
    pub fn figure(&mut self, kind: Kind, rule: &str, found: Result<Figure, Refusal>) -> Option<Fen> {
        match found {
            Ok(Figure { value, city, stat_year, effective, status, source, record, flags }) => {
                self.flags(&flags);
                if self.figures.iter().any(|figure| figure.kind == kind) {
                    return Some(value);
                }
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
