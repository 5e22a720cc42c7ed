//! What the gate asks about the person, from records only; what no record says stays unknown.

use chrono::NaiveDate;
use domain::separations::protection::{
    ContractSpan, Person, must_offer_open_ended, retirement_on, service_years, years_to_retirement,
};
use law::gate::{Circumstances, Grade, Until};

use super::row::Case;
use crate::employees::{self, RecordedContract};
use crate::platform::Answer;

/// The circumstances on the day of the act: declared ones, and those that follow from employment and contract.
pub(super) fn of(
    case: &Case,
    declared: &employees::Circumstances,
    contract: Option<&RecordedContract>,
    spans: &[ContractSpan],
    on: NaiveDate,
) -> Answer<Circumstances> {
    let parties = &case.parties;
    let facts = case.facts();
    let person = Person {
        is_male: parties.gender == "male",
        category: facts.retirement_category,
        birth_on: parties.birth_on,
        hired_on: parties.hired_on,
    };
    Ok(Circumstances {
        has_union: Some(parties.has_union),
        contract_end: contract.and_then(|contract| contract.until),
        must_offer_open_ended: Some(must_offer_open_ended(spans, parties.hired_on, case.row.last_day.unwrap_or(on))),
        ..of_person(declared, person, contract.map(|contract| contract.probation_until), on)?
    })
}

/// What bars a dismissal without fault or a lay-off of somebody, as far as it is known; `probation` is the end of
/// the probation in the contract on record, where there is one.
pub fn of_person(
    declared: &employees::Circumstances,
    person: Person,
    probation: Option<Option<NaiveDate>>,
    on: NaiveDate,
) -> Answer<Circumstances> {
    Ok(Circumstances {
        in_probation: probation.map(|end| end.is_some_and(|end| on <= end)),
        pregnant: declared.pregnant.as_bool(),
        nursing_until: match declared.nursing.as_bool() {
            Some(false) => Some(Until::Never),
            Some(true) => declared.nursing_until.map(Until::Day),
            None => None,
        },
        in_medical_period: declared.in_medical_period.as_bool(),
        injury_grade: match declared.injured.as_bool() {
            Some(false) => Some(Grade::NONE),
            Some(true) => declared.injury_grade.and_then(Grade::new),
            None => None,
        },
        occupational_hazard: declared.occupational_hazard.as_bool(),
        exit_health_check: declared.exit_health_check.as_bool(),
        service_years: Some(service_years(person.hired_on, on)),
        years_to_retirement: years_to_retirement(person, on)?,
        probation_end: probation.flatten(),
        retirement_on: retirement_on(person)?,
        ..Circumstances::default()
    })
}
