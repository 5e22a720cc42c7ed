//! The end of a contract: .

use chrono::NaiveDate;
use law::dates::{add_days, add_months};

use super::{ContractPeriod, Deadline, Facts, Flaw, Kind};
use crate::refused::Words;
use crate::roster::ContractKind;

pub(super) fn expiry(facts: &Facts, today: NaiveDate) -> Vec<Deadline> {
    let mut found = Vec::new();
    let mut fixed_terms = 0;
    for (at, contract) in facts.contracts.iter().enumerate() {
        fixed_terms = if contract.kind == ContractKind::FixedTerm { fixed_terms + 1 } else { 0 };
        let Some(end) = contract.until_on else { continue };
        match facts.contracts.get(at + 1) {
            Some(next) => {
                let done = Some(next.concluded_on());
                found.push(Deadline::new(Kind::Expiry, end, basis(contract, end, fixed_terms)).done(done));
                if fixed_terms >= 2 && next.kind == ContractKind::OpenEnded {
                    found.push(Deadline::new(Kind::OpenEnded, end, second_term(contract, end)).done(done));
                }
            }
            // Ended earlier by a decision: this end never comes.
            None if facts.last_day().is_some_and(|last| last <= end) => {}
            None => found.extend(open(facts, (contract, end, fixed_terms), today)),
        }
    }
    found.extend(ten_years(facts, today));
    found
}

/// Nothing follows the contract on record yet.
fn open(
    facts: &Facts,
    (contract, end, fixed_terms): (&ContractPeriod, NaiveDate, u32),
    today: NaiveDate,
) -> Vec<Deadline> {
    let expiry = || Deadline::new(Kind::Expiry, end, basis(contract, end, fixed_terms));
    if today <= end {
        let mut found = vec![expiry()];
        if fixed_terms >= 2 {
            found.push(Deadline::new(Kind::OpenEnded, end, second_term(contract, end)));
        }
        return found;
    }
    if facts.runs_on(end, today) {
        return Vec::new();
    }
    let a_month_on = add_months(end, 1);
    let ended = Words::new(format!("合同已于 {end} 到期"), format!("The contract ended on {end}"));
    match today <= a_month_on {
        true => vec![expiry(), Deadline::new(Kind::HoldOver, add_days(end, 25), ended)],
        false => vec![Deadline::flaw(Flaw::ContractExpired, a_month_on, ended)],
    }
}

/// Ten continuous years (R-012(1)); the date comes by itself.
fn ten_years(facts: &Facts, today: NaiveDate) -> Option<Deadline> {
    let due = add_months(facts.hired_on, 120);
    let open_ended = facts.contracts.iter().find(|contract| contract.kind == ContractKind::OpenEnded);
    let basis = Words::new(
        format!("入职 {}，连续工作满十年", facts.hired_on),
        format!("Hired {}; ten continuous years", facts.hired_on),
    );
    let reached = Deadline::new(Kind::OpenEnded, due, basis);
    match open_ended {
        Some(contract) => Some(reached.done(Some(contract.concluded_on()))).filter(|one| one.done_on <= Some(due)),
        None => Some(reached.milestone(today)),
    }
}

fn basis(contract: &ContractPeriod, end: NaiveDate, fixed_terms: u32) -> Words {
    let from = contract.from_on;
    match contract.kind {
        ContractKind::Task => {
            Words::new(format!("任务合同 {from} 至 {end}"), format!("Contract for a task, {from} to {end}"))
        }
        _ => Words::new(
            format!("第 {fixed_terms} 份固定期限合同，{from} 至 {end}"),
            format!("Fixed term no. {fixed_terms}, {from} to {end}"),
        ),
    }
}

fn second_term(contract: &ContractPeriod, end: NaiveDate) -> Words {
    let from = contract.from_on;
    Words::new(
        format!("连续两次固定期限合同，最近一次 {from} 至 {end}"),
        format!("Two fixed terms in a row, the last {from} to {end}"),
    )
}
