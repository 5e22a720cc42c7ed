//! Annual leave of the year: A-25.

use chrono::{Datelike, NaiveDate};

use super::{Deadline, Facts, Kind};
use crate::refused::Words;

/// What was not taken this year or last; before that it is a matter of limitation.
pub(super) fn annual_leave(facts: &Facts, today: NaiveDate) -> Vec<Deadline> {
    let recent = |year: i32| year == today.year() || year == today.year() - 1;
    let mut found = Vec::new();
    for leave in facts.annual_leaves.iter().filter(|leave| recent(leave.year)) {
        let unused = leave.entitlement_days - leave.used_days;
        let Some(due) = NaiveDate::from_ymd_opt(leave.year, 12, 31) else { continue };
        if unused > 0 && due >= facts.hired_on {
            let (all, used) = (leave.entitlement_days, leave.used_days);
            let basis = Words::new(
                format!("{} 年：应休 {all} 天，已休 {used} 天，未休 {unused} 天", leave.year),
                format!("{}: {all} days due, {used} taken, {unused} left", leave.year),
            );
            found.push(Deadline::new(Kind::AnnualLeave, due, basis));
        }
    }
    found
}
