//! How a case begins: opened by HR on one ground, or by the employee's own notice.

use chrono::{Days, NaiveDate};
use law::Ground;

use super::{Road, Side};
use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// written notice of a resignation.
pub const RESIGNATION_DAYS: u64 = 30;
/// the same in probation.
pub const RESIGNATION_DAYS_IN_PROBATION: u64 = 3;

/// What somebody says when a case is opened.
#[derive(Debug, Clone, Copy)]
pub struct Opening<'a> {
    pub ground: &'a str,
    pub initiator: Side,
    pub proposer: Side,
    pub reason: &'a str,
    pub last_day: Option<NaiveDate>,
}

/// Open a case (立案) on exactly one ground of the table.
pub fn open(said: Opening<'_>, today: NaiveDate) -> Result<Ground, Refused> {
    let mut faults = Vec::new();
    let ground = said.ground.parse::<Ground>().ok();
    match ground {
        None => faults.push(unknown_ground()),
        Some(ground) => faults.extend(wrong_side(ground, said.initiator, said.proposer)),
    }
    faults.extend(blank_fault(said.reason, "/reason", "请写明事实和理由。", "Give the facts and reasons."));
    faults.extend(said.last_day.and_then(|day| in_the_past(day, today)));
    unless_faulty(faults)?;
    ground.ok_or_else(|| Refused::Invalid(vec![unknown_ground()]))
}

fn unknown_ground() -> Fault {
    Fault::new("/ground", "unknown_ground", Words::new("没有这一法定事由。", "There is no such ground."))
}

/// The ground says whose act it is.
fn wrong_side(ground: Ground, initiator: Side, proposer: Side) -> Option<Fault> {
    let words = match Road::of(ground) {
        Road::Agreement => return None,
        Road::EmployeeNotice if (initiator, proposer) == (Side::Employee, Side::Employee) => return None,
        Road::EmployeeNotice => {
            let zh = format!("事由 {ground} 是劳动者的解除，须由劳动者提出。");
            return Some(Fault::new(
                "/proposer",
                "employee_only",
                Words::new(zh, format!("{ground} is the employee's own act: the employee proposes it.")),
            ));
        }
        Road::Dismissal | Road::Ending | Road::ByLaw => Words::new(
            format!("事由 {ground} 只能由用人单位提出。"),
            format!("Only the employer can end an employment under {ground}."),
        ),
    };
    let by_employee = proposer == Side::Employee || initiator == Side::Employee;
    by_employee.then(|| Fault::new("/proposer", "employer_only", words))
}

/// A planned last day that is over already.
pub(crate) fn in_the_past(last_day: NaiveDate, today: NaiveDate) -> Option<Fault> {
    (last_day < today).then(|| {
        Fault::new(
            "/last_day",
            "in_the_past",
            Words::new(
                format!("最后工作日 {last_day} 早于今天。"),
                format!("The last day, {last_day}, lies before today."),
            ),
        )
    })
}

/// What an employee writes to leave.
#[derive(Debug, Clone, Copy)]
pub struct Leaving<'a> {
    pub ground: &'a str,
    pub reason: &'a str,
    /// The day the employee wishes to be the last; none means as the law has it.
    pub wished_last_day: Option<NaiveDate>,
}

/// An employee's own notice (辞职、被迫解除通知), received the day it enters the employer's system (民法典 137).
/// Answers the ground and the last day that the law gives it.
pub fn leave(said: Leaving<'_>, in_probation: bool, today: NaiveDate) -> Result<(Ground, NaiveDate), Refused> {
    let mut faults = Vec::new();
    let ground = said.ground.parse::<Ground>().ok().filter(|ground| Road::of(*ground) == Road::EmployeeNotice);
    if ground.is_none() {
        faults.push(Fault::new(
            "/ground",
            "not_an_employees_notice",
            Words::new(
                "请选择辞职（37）或者因用人单位过错解除（38）。",
                "Choose resignation (37) or an ending for the employer's fault (38).",
            ),
        ));
    }
    let faulty_employer = !matches!(ground, Some(Ground::Resignation) | None);
    if faulty_employer {
        // R-053, Beijing Q73: the reason stated at that time decides.
        faults.extend(blank_fault(
            said.reason,
            "/reason",
            "请写明用人单位的过错；此时写明的理由，以后才会被审查。",
            "State what the employer did: only the reason given now is examined later.",
        ));
    }
    faults.extend(said.wished_last_day.and_then(|day| in_the_past(day, today)));
    unless_faulty(faults)?;
    let ground = ground.unwrap_or(Ground::Resignation);
    let by_law = if faulty_employer { today } else { earliest_after_resignation(today, in_probation) };
    Ok((ground, said.wished_last_day.map_or(by_law, |wish| wish.max(by_law))))
}

/// the first day on which a resignation received on a day takes effect.
pub fn earliest_after_resignation(received_on: NaiveDate, in_probation: bool) -> NaiveDate {
    let days = if in_probation { RESIGNATION_DAYS_IN_PROBATION } else { RESIGNATION_DAYS };
    received_on.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}
