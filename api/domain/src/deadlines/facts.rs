//! What the records say about one person, as far as dates follow from it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use law::dates::add_months;
use serde::Deserialize;

use super::Lead;
use super::retirement::statutory_dates;
use crate::disputes::Course;
use crate::non_competes::Duty;
use crate::roster::ContractKind;

/// The person, the latest employment and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub is_male: bool,
    pub birth_on: NaiveDate,
    pub hired_on: NaiveDate,
    pub left_on: Option<NaiveDate>,
    /// There was an earlier employment with the same employer.
    pub employed_before: bool,
    /// The employer has a union.
    pub has_union: bool,
    /// Of the latest employment, in order.
    pub contracts: Vec<ContractPeriod>,
    pub annual_leaves: Vec<LeaveYear>,
    /// Declared circumstances, where they are on record and may be used.
    pub declared: Option<Declared>,
    /// The separation case, where there is one.
    pub case: Option<CaseDates>,
    /// Disputes with the person, over or not.
    pub disputes: Vec<Course>,
    /// A legal hold stands on the records.
    pub held: bool,
}

/// One labour contract, last days inclusive.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ContractPeriod {
    pub kind: ContractKind,
    pub from_on: NaiveDate,
    pub until_on: Option<NaiveDate>,
    pub probation_until: Option<NaiveDate>,
    pub signed_on: Option<NaiveDate>,
}

/// Annual leave of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct LeaveYear {
    pub year: i32,
    pub entitlement_days: i32,
    pub used_days: i32,
}

/// Circumstances that protect a person; `None` where nobody said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    pub on: NaiveDate,
    pub pregnant: Option<bool>,
    pub nursing: Option<bool>,
    pub nursing_until: Option<NaiveDate>,
    pub in_medical_period: Option<bool>,
    pub injured: Option<bool>,
    pub injury_grade: Option<u8>,
    pub occupational_hazard: Option<bool>,
    pub exit_health_check: Option<bool>,
}

/// The dates of a separation case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct CaseDates {
    /// Code of the ground, e.g. `40(2)`.
    pub ground: String,
    pub union_notified_on: Option<NaiveDate>,
    pub notice_issued_on: Option<NaiveDate>,
    pub served_on: Option<NaiveDate>,
    pub agreed_on: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    pub pay_on: Option<NaiveDate>,
    /// The certificate of leaving was issued with it.
    pub completed_on: Option<NaiveDate>,
    /// The tasks that the end brings, by kind, with the day each was ended.
    #[serde(default)]
    pub tasks: BTreeMap<String, Option<NaiveDate>>,
    /// The non-compete duty that binds after it.
    #[serde(default)]
    pub non_compete: Option<NonCompeteDates>,
}

/// A non-compete duty and what was paid for it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct NonCompeteDates {
    #[serde(flatten)]
    pub duty: Duty,
    /// Instalments that were paid in full.
    pub settled: Vec<SettledInstalment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct SettledInstalment {
    pub number: u32,
    pub paid_on: NaiveDate,
}

impl CaseDates {
    /// Its last day, once notice was served or an agreement signed: before that it is only a plan.
    pub fn decided_last_day(&self) -> Option<NaiveDate> {
        let decided = self.served_on.or(self.agreed_on).or(self.completed_on);
        self.last_day.filter(|_| decided.is_some())
    }

    /// The day a task was ended.
    pub(super) fn ended(&self, task: &str) -> Option<NaiveDate> {
        self.tasks.get(task).copied().flatten()
    }
}

impl Facts {
    /// The last day of the employment, when it is decided.
    pub(crate) fn last_day(&self) -> Option<NaiveDate> {
        self.left_on.or_else(|| self.case.as_ref().and_then(CaseDates::decided_last_day))
    }

    /// The day before the corresponding day one month after hiring: sign by then.
    pub(crate) fn signing_due(&self) -> NaiveDate {
        day_before(add_months(self.hired_on, 1))
    }

    /// The contract on record that began with the employment, not a later one of an older file.
    pub(crate) fn first_contract(&self) -> Option<&ContractPeriod> {
        self.contracts.first().filter(|first| first.from_on <= self.signing_due())
    }

    /// An expiring contract runs on (LCL 45), as far as the records show it.
    pub(super) fn runs_on(&self, expired_on: NaiveDate, today: NaiveDate) -> bool {
        if self.was_near_retirement(expired_on, today) {
            return true;
        }
        let Some(declared) = &self.declared else { return false };
        let nursing = declared.nursing != Some(false)
            && declared.nursing_until.is_some_and(|until| until >= expired_on && until >= today);
        nursing || declared.pregnant == Some(true) || declared.in_medical_period == Some(true)
    }

    /// Fifteen years here and fewer than five to the statutory age, whichever age is meant (R-072(5)).
    fn was_near_retirement(&self, on: NaiveDate, today: NaiveDate) -> bool {
        let dates = statutory_dates(self);
        let near = |date: NaiveDate| Lead::Months(60).before(date) <= on && date >= today;
        !dates.is_empty() && add_months(self.hired_on, 180) <= on && dates.iter().all(|(_, date)| near(*date))
    }
}

impl ContractPeriod {
    /// The day it was concluded, else the day it began: what the file shows.
    pub(super) fn concluded_on(&self) -> NaiveDate {
        self.signed_on.unwrap_or(self.from_on)
    }
}

pub(super) fn day_before(day: NaiveDate) -> NaiveDate {
    law::dates::sub_days(day, 1)
}
