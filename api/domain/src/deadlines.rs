//! Deadlines (期限): what falls due when, computed from records and never typed in by hand.
//!
//! [`deadlines`] takes the [`Facts`] of one person and answers every row of R-120 that these records decide,
//! and besides them what is wrong or missing in the records themselves (`A-DATA`): a date nobody wrote down
//! is where the next dispute is lost. Dates are never moved to a later working day.
//!
//! Rows of R-120 that rest on records which the system does not hold yet. They are left out, not guessed:
//!
//! | row | missing record |
//! |---|---|
//! | A-03, A-04 | registration with social insurance and the housing fund on hiring |
//! | A-10 | first day and days of sick leave; a declared medical period without dates is an `A-DATA` |
//! | A-12 | the injury and its application |
//! | A-14 | no person's deadline: a lay-off itself says from which day on people may be notified |
//! | A-30 | vacancies |
//! | A-22 | the non-compete clause itself; the case's own task asks for the decision |
//! | A-27 | the employee's notice of early retirement |
//! | A-29 | service periods after paid training |
//! | A-33 | no person's deadline: the local figures and their validity are data of `law::standards` |
//!
//! A-18 counts from the handover; where both sides agreed on a day of payment, that day stands in.

mod after;
mod dispute;
mod expiry;
mod facts;
mod flaw;
mod formation;
mod kind;
mod leave;
mod non_compete;
mod notice;
mod probation;
mod protection;
mod records;
mod reminder;
mod retirement;
mod row;
mod table;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use facts::{CaseDates, ContractPeriod, Declared, Facts, LeaveYear, NonCompeteDates, SettledInstalment};
pub use flaw::Flaw;
pub use kind::{Kind, Owner};
pub use reminder::{Standing, Step, acknowledge, step};
pub use row::{Lead, Row, Said};

use crate::refused::Words;

/// Where a deadline stands on a day (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DeadlineState)]
pub enum State {
    /// 未到提醒期
    Upcoming,
    /// 临近
    DueSoon,
    /// 已逾期
    Overdue,
    /// 已办
    Done,
}

impl State {
    pub const ALL: [Self; 4] = [Self::Upcoming, Self::DueSoon, Self::Overdue, Self::Done];

    /// The name in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::DueSoon => "due_soon",
            Self::Overdue => "overdue",
            Self::Done => "done",
        }
    }

    /// The state with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What a deadline leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The person's own record.
    Person,
    /// The separation case.
    Case,
    /// A dispute, by its place among the facts.
    Dispute(usize),
}

/// Something that falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    pub kind: Kind,
    /// What is wrong in the records; only with [`Kind::Data`].
    pub flaw: Option<Flaw>,
    pub due_on: NaiveDate,
    /// The day on which a record shows that it was done, or that the date was simply reached.
    pub done_on: Option<NaiveDate>,
    /// The facts it was computed from.
    pub basis: Words,
    pub about: About,
}

impl Deadline {
    pub(crate) fn new(kind: Kind, due_on: NaiveDate, basis: Words) -> Self {
        Self { kind, flaw: None, due_on, done_on: None, basis, about: About::Person }
    }

    pub(crate) fn flaw(flaw: Flaw, due_on: NaiveDate, basis: Words) -> Self {
        Self { flaw: Some(flaw), ..Self::new(Kind::Data, due_on, basis) }
    }

    pub(crate) fn done(self, done_on: Option<NaiveDate>) -> Self {
        Self { done_on, ..self }
    }

    /// A date that comes by itself: reached is done.
    pub(crate) fn milestone(self, today: NaiveDate) -> Self {
        let done_on = (today > self.due_on).then_some(self.due_on);
        Self { done_on, ..self }
    }

    pub(crate) fn in_case(self) -> Self {
        Self { about: About::Case, ..self }
    }

    /// What R-120 says about it.
    pub fn row(&self) -> Row {
        self.flaw.map_or_else(|| self.kind.row(), Flaw::row)
    }

    /// It gives away something about health, family or age by its name.
    pub fn speaks_of_circumstances(&self) -> bool {
        let flaws = [
            Flaw::MedicalPeriodWithoutDates,
            Flaw::NursingWithoutEnd,
            Flaw::InjuryWithoutGrade,
            Flaw::RetirementPostUnrecorded,
        ];
        let kinds = [Kind::NursingEnds, Kind::NearRetirement, Kind::Retirement, Kind::DelayedRetirement];
        kinds.contains(&self.kind) || self.flaw.is_some_and(|flaw| flaws.contains(&flaw))
    }

    /// What tells it from the person's other deadlines.
    pub fn key(&self) -> (NaiveDate, Kind, Option<Flaw>) {
        (self.due_on, self.kind, self.flaw)
    }

    /// The first day on which it calls for attention; never after it is due.
    pub fn from_on(&self) -> NaiveDate {
        let first = self.row().leads.iter().map(|lead| lead.before(self.due_on)).min();
        first.map_or(self.due_on, |first| first.min(self.due_on))
    }

    /// Days ahead on which it calls for attention, the farthest first.
    pub fn lead_days(&self) -> Vec<u32> {
        let days = |lead: &Lead| u32::try_from((self.due_on - lead.before(self.due_on)).num_days()).unwrap_or(0);
        self.row().leads.iter().map(days).collect()
    }

    /// Where it stands. What no record can show to be done is done once somebody said on record that it was.
    pub fn state(&self, today: NaiveDate, acknowledged: bool) -> State {
        if self.done_on.is_some() || (acknowledged && !self.row().provable) {
            State::Done
        } else if today > self.due_on {
            State::Overdue
        } else if today >= self.from_on() {
            State::DueSoon
        } else {
            State::Upcoming
        }
    }
}

/// Everything that falls due for one person, as of a day, by due date.
pub fn deadlines(facts: &Facts, today: NaiveDate) -> Vec<Deadline> {
    let mut found = after::after_the_end(facts, today);
    found.extend(notice::notice(facts));
    found.extend(non_compete::non_compete(facts, today));
    found.extend(dispute::disputes(facts));
    if facts.left_on.is_none() {
        found.extend(formation::formation(facts, today));
        found.extend(probation::probation(facts, today));
        found.extend(expiry::expiry(facts, today));
        found.extend(protection::protection(facts, today));
        found.extend(retirement::retirement(facts, today));
        found.extend(leave::annual_leave(facts, today));
        found.extend(records::flaws(facts, today));
    }
    found.sort_by_key(Deadline::key);
    found.dedup_by_key(|one| one.key());
    found
}
