//! Reminders (提醒): what becomes of a deadline once it calls for attention.

use chrono::NaiveDate;
use law::dates::add_days;

use super::State;
use crate::refused::{Refused, Words, blank_fault, unless_faulty};

/// A reminder on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub due_on: NaiveDate,
    pub noticed_on: NaiveDate,
    pub acknowledged: bool,
    pub escalated: bool,
    /// The records showed that nothing is due any more.
    pub settled: bool,
}

/// What the daily look does about a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It has come into its lead time: tell those who handle it.
    Notice,
    /// Missed, and nobody said that they took care of it: tell everybody who could.
    Escalate,
    /// Nothing is due any more.
    Settle,
    Nothing,
}

/// Days to heed what was over already when it was first noticed, such as a gap in records taken over from elsewhere.
const DAYS_TO_HEED: u32 = 7;

/// What follows on a day; `None` for the state of a deadline that the records no longer yield. Nobody is told of
/// a missed date by escalation first: it is noticed on one day and escalated on a later one at the earliest.
pub fn step(state: Option<State>, reminder: Option<Standing>, today: NaiveDate) -> Step {
    let is_open = matches!(state, Some(State::DueSoon | State::Overdue));
    match reminder {
        None if is_open => Step::Notice,
        None => Step::Nothing,
        Some(standing) if standing.settled => match is_open {
            true => Step::Notice,
            false => Step::Nothing,
        },
        Some(_) if !is_open => Step::Settle,
        Some(standing) => {
            let heed_by = match standing.noticed_on > standing.due_on {
                true => add_days(standing.noticed_on, DAYS_TO_HEED),
                false => standing.noticed_on,
            };
            let unheeded = !standing.acknowledged && !standing.escalated;
            match state {
                Some(State::Overdue) if unheeded && today > heed_by => Step::Escalate,
                _ => Step::Nothing,
            }
        }
    }
}

/// Somebody says that they took care of it (已处理): once, with what was done.
pub fn acknowledge(acknowledged: bool, text: &str) -> Result<(), Refused> {
    if acknowledged {
        let words = Words::new("这条期限提醒已有人登记处理。", "Somebody has taken care of this reminder already.");
        return Err(Refused::in_state("acknowledged", words));
    }
    let blank = blank_fault(text, "/text", "请写明如何处理。", "Say how it was taken care of.");
    unless_faulty(blank.into_iter().collect())
}
