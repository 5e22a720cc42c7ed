//! The end of the probation: A-05, and what is wrong with a probation.

use chrono::NaiveDate;
use law::Decimal;
use law::dates::{Length, add_days, add_months};

use super::facts::day_before;
use super::{ContractPeriod, Deadline, Facts, Flaw, Kind};
use crate::refused::Words;
use crate::roster::ContractKind;

/// A probation that is over cannot be decided any more; it is shown as missed for this long.
const SHOWN_AFTER: u32 = 30;
/// Months after which damages for it can no longer be claimed.
const LIMITATION: u32 = 12;

pub(super) fn probation(facts: &Facts, today: NaiveDate) -> Vec<Deadline> {
    let mut found = Vec::new();
    for (at, contract) in facts.contracts.iter().enumerate() {
        let Some(until) = contract.probation_until else { continue };
        if at == 0 && today <= add_days(until, SHOWN_AFTER) {
            let decided = facts.case.as_ref().and_then(|case| case.served_on.or(case.agreed_on));
            found.push(Deadline::new(Kind::Probation, until, basis(contract, until)).done(decided));
        }
        if today <= add_months(until, LIMITATION) {
            let repeated = at > 0 || facts.employed_before;
            found.extend(flaw(contract, until, repeated));
        }
    }
    found
}

/// At most one flaw a probation, the gravest first.
fn flaw(contract: &ContractPeriod, until: NaiveDate, repeated: bool) -> Option<Deadline> {
    let from = contract.from_on;
    let wrong = |flaw, due| Some(Deadline::flaw(flaw, due, basis(contract, until)));
    if until < from || contract.until_on.is_some_and(|end| until >= end) {
        return wrong(Flaw::ProbationOutsideContract, from);
    }
    if repeated {
        return wrong(Flaw::ProbationRepeated, from);
    }
    let input = law::probation::Input {
        contract_kind: match contract.kind {
            ContractKind::FixedTerm => law::probation::ContractKind::FixedTerm,
            ContractKind::OpenEnded => law::probation::ContractKind::OpenEnded,
            ContractKind::Task => law::probation::ContractKind::Task,
        },
        contract_months: contract.until_on.map(|end| months(from, end)),
        agreed_months: months(from, until),
        served_months: None,
        wage_after_probation: None,
    };
    // A fixed term without its end is a flaw of its own; nothing can be measured against it.
    let limit = law::probation(&input).ok().filter(|limit| !limit.valid)?;
    let last_allowed = match limit.max_months {
        0 => from,
        months => day_before(add_months(from, months)),
    };
    wrong(Flaw::ProbationTooLong, last_allowed)
}

/// Months from the first day to the last; a part of one counts as half, which is all the ladder asks.
fn months(from: NaiveDate, until: NaiveDate) -> Decimal {
    let Length { years, months, days } = Length::from_to(from, until);
    let whole = years * 12 + months;
    let part = if days > 0 { "50" } else { "00" };
    format!("{whole}.{part}").parse().unwrap_or_default()
}

fn basis(contract: &ContractPeriod, until: NaiveDate) -> Words {
    let from = contract.from_on;
    match contract.until_on {
        Some(end) => Words::new(
            format!("合同 {from} 至 {end}，试用期至 {until}"),
            format!("Contract {from} to {end}, probation to {until}"),
        ),
        None => Words::new(
            format!("合同自 {from}，试用期至 {until}"),
            format!("Contract from {from}, probation to {until}"),
        ),
    }
}
