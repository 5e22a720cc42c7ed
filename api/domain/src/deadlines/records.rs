//! Dates that are wrong or missing in the contracts on record (`A-DATA`).

use chrono::NaiveDate;
use law::dates::add_months;

use super::{Deadline, Facts, Flaw};
use crate::refused::Words;
use crate::roster::ContractKind;

pub(super) fn flaws(facts: &Facts, today: NaiveDate) -> Vec<Deadline> {
    let mut found = Vec::new();
    let hired = facts.hired_on;
    if let Some(first) = facts.contracts.first().map(|first| first.from_on) {
        let basis = || {
            Words::new(
                format!("入职 {hired}，首份合同自 {first}"),
                format!("Hired {hired}, first contract from {first}"),
            )
        };
        if first < hired {
            found.push(Deadline::flaw(Flaw::ContractBeforeHire, hired, basis()));
        }
        if facts.first_contract().is_none() {
            found.push(Deadline::flaw(Flaw::EarlierContractsMissing, facts.signing_due(), basis()));
        }
    }
    for contract in &facts.contracts {
        if contract.kind == ContractKind::FixedTerm && contract.until_on.is_none() {
            let from = contract.from_on;
            let basis = Words::new(format!("合同自 {from}"), format!("Contract from {from}"));
            found.push(Deadline::flaw(Flaw::FixedTermWithoutEnd, from, basis));
        }
    }
    for pair in facts.contracts.windows(2) {
        let [before, after] = pair else { continue };
        let Some(end) = before.until_on else { continue };
        let a_month_on = add_months(end, 1);
        if after.from_on > a_month_on && today > a_month_on {
            let next = after.from_on;
            let basis = Words::new(
                format!("前一合同至 {end}，后一合同自 {next}"),
                format!("One contract to {end}, the next from {next}"),
            );
            found.push(Deadline::flaw(Flaw::ContractGap, a_month_on, basis));
        }
    }
    found
}
