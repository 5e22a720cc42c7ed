//! What R-120 says about a deadline, apart from any person.

use chrono::{Months, NaiveDate};
use law::dates::sub_days;

use super::Owner;

/// Something said in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    pub zh: &'static str,
    pub en: &'static str,
}

impl Said {
    /// In one of the two languages.
    pub const fn text(self, english: bool) -> &'static str {
        if english { self.en } else { self.zh }
    }
}

/// How long before the due date somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    Days(u32),
    Months(u32),
}

impl Lead {
    /// The day so long before.
    pub fn before(self, due_on: NaiveDate) -> NaiveDate {
        match self {
            Self::Days(days) => sub_days(due_on, days),
            Self::Months(months) => due_on.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN),
        }
    }
}

/// One row of R-120.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub title: Said,
    /// What follows when it is missed.
    pub consequence: Said,
    pub cite: &'static str,
    /// Of the rulebook.
    pub rule: &'static str,
    /// The farthest first.
    pub leads: &'static [Lead],
    pub owner: Owner,
    /// A record can show that it was done; otherwise somebody has to say so.
    pub provable: bool,
}
