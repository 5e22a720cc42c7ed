//! A settlement while it is made: its lines, what is lacking, and what must be known about it.

use law::standards::Figure;
use law::{Fen, Refusal};
use store::Money;

use super::settlement::{Computed, SettlementLine, Text};

/// What comes together while the sums are made.
#[derive(Default)]
pub(super) struct Bill {
    pub average: Option<Computed>,
    pub lines: Vec<SettlementLine>,
    pub flags: Vec<String>,
    pub missing: Vec<Text>,
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

    /// A local figure; one that is not known is asked for and left out of the sum.
    pub fn figure(&mut self, rule: &str, found: Result<Figure, Refusal>) -> Option<Fen> {
        match found {
            Ok(figure) => {
                self.flags(&figure.flags);
                Some(figure.value)
            }
            Err(refusal) => {
                self.lacks(rule, refusal.zh, refusal.en);
                None
            }
        }
    }
}
