//! Protected situations, and declarations that lack a date.

use chrono::NaiveDate;
use law::dates::add_months;

use super::retirement::statutory_dates;
use super::{Deadline, Facts, Flaw, Kind, Lead};
use crate::refused::Words;

pub(super) fn protection(facts: &Facts, today: NaiveDate) -> Vec<Deadline> {
    let mut found = Vec::new();
    found.extend(near_retirement(facts, today));
    found.extend(declared(facts, today));
    found
}

/// Fifteen years here and fewer than five to the statutory age; of two possible ages the one still ahead.
fn near_retirement(facts: &Facts, today: NaiveDate) -> Option<Deadline> {
    let retires = statutory_dates(facts).into_iter().map(|(_, date)| date).find(|date| *date >= today)?;
    let fifteen = add_months(facts.hired_on, 180);
    let due = fifteen.max(Lead::Months(60).before(retires));
    let basis = Words::new(
        format!("满十五年 {fifteen}，法定退休 {retires}"),
        format!("Fifteen years on {fifteen}, statutory retirement {retires}"),
    );
    (due < retires).then(|| Deadline::new(Kind::NearRetirement, due, basis).milestone(today))
}

fn declared(facts: &Facts, today: NaiveDate) -> Vec<Deadline> {
    let Some(declared) = &facts.declared else { return Vec::new() };
    let basis = || Words::new(format!("{} 登记的情形", declared.on), format!("Declared on {}", declared.on));
    let mut found = Vec::new();
    match (declared.nursing, declared.nursing_until) {
        (Some(false), _) => {}
        (_, Some(until)) => found.push(Deadline::new(Kind::NursingEnds, until, basis()).milestone(today)),
        (Some(true), None) => found.push(Deadline::flaw(Flaw::NursingWithoutEnd, declared.on, basis())),
        (None, None) => {}
    }
    if declared.in_medical_period == Some(true) {
        found.push(Deadline::flaw(Flaw::MedicalPeriodWithoutDates, declared.on, basis()));
    }
    if declared.injured == Some(true) && declared.injury_grade.is_none() {
        found.push(Deadline::flaw(Flaw::InjuryWithoutGrade, declared.on, basis()));
    }
    found
}
