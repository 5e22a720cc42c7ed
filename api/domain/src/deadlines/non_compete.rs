//! A non-compete duty that runs: .

use chrono::NaiveDate;

use super::{Deadline, Facts, Kind};
use crate::refused::Words;

/// The pay of each month, and the end of the term. One that was ended early has no end to wait for.
pub(super) fn non_compete(facts: &Facts, today: NaiveDate) -> Vec<Deadline> {
    let Some(dates) = facts.case.as_ref().and_then(|case| case.non_compete.as_ref()) else { return Vec::new() };
    let duty = &dates.duty;
    let pay = |month: crate::non_competes::Instalment| {
        let (from, until) = (month.from_on, month.until_on);
        let basis = Words::new(
            format!("竞业限制第 {} 个月（{from} 至 {until}）", month.number),
            format!("Month {} of the non-compete duty ({from} to {until})", month.number),
        );
        let paid = dates.settled.iter().filter(|one| one.number == month.number).map(|one| one.paid_on).max();
        Deadline::new(Kind::NonCompetePay, month.due_on, basis).done(paid).in_case()
    };
    let mut found: Vec<Deadline> = duty.instalments().into_iter().map(pay).collect();
    if duty.ended_on.is_none() {
        let basis = Words::new(
            format!("竞业限制自 {} 起 {} 个月", duty.from_on, duty.months),
            format!("The non-compete duty runs {} months from {}", duty.months, duty.from_on),
        );
        found.push(Deadline::new(Kind::NonCompeteEnds, duty.until_on(), basis).milestone(today).in_case());
    }
    found
}
