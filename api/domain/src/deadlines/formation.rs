//! The written contract: .

use chrono::NaiveDate;
use law::dates::add_months;

use super::{Deadline, Facts, Flaw, Kind};
use crate::refused::Words;

/// Months after which the claim to twice the wage lapses.
const LIMITATION: u32 = 12;

pub(super) fn formation(facts: &Facts, today: NaiveDate) -> Vec<Deadline> {
    let due = facts.signing_due();
    let a_year = add_months(facts.hired_on, 12);
    let hired = || Words::new(format!("入职 {}", facts.hired_on), format!("Hired {}", facts.hired_on));
    let to_sign = || Deadline::new(Kind::Contract, due, hired());
    if facts.contracts.is_empty() {
        // Once the year is over nothing can be signed in time: the gap in the record remains.
        return match today <= a_year {
            true => vec![to_sign(), Deadline::new(Kind::YearWithoutContract, a_year, hired())],
            false => vec![Deadline::flaw(Flaw::ContractMissing, a_year, hired())],
        };
    }
    let Some(first) = facts.first_contract() else { return Vec::new() };
    match first.signed_on {
        None if today <= due => vec![to_sign()],
        None => vec![Deadline::flaw(Flaw::SignatureMissing, due, hired())],
        Some(signed) => {
            let mut found = vec![to_sign().done(Some(signed))];
            // On the very day a month after hiring the window of twice the wage is still empty.
            let is_late = signed > add_months(facts.hired_on, 1);
            if is_late && today <= add_months(signed, LIMITATION) {
                let basis = Words::new(
                    format!("入职 {}，签订 {signed}", facts.hired_on),
                    format!("Hired {}, signed {signed}", facts.hired_on),
                );
                found.push(Deadline::flaw(Flaw::SignedLate, due, basis));
            }
            found
        }
    }
}
