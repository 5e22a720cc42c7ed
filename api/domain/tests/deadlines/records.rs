//! What is wrong or missing in the records.

use domain::deadlines::{Declared, Facts, Flaw, Kind, State, deadlines};

use crate::{all, day, declared, fixed, flaws, one, person, states};

#[test]
fn after_a_year_without_a_contract_the_gap_in_the_records_remains() {
    let without = Facts { contracts: Vec::new(), ..person() };
    assert_eq!(flaws(&without, "2025-01-01"), []);
    assert_eq!(flaws(&without, "2025-01-02"), [Flaw::ContractMissing]);
    assert!(all(&without, "2025-01-02", Kind::Contract).is_empty());
}

#[test]
fn a_contract_without_its_date_of_signing_is_to_sign_and_then_not_proved() {
    let mut unsigned = person();
    unsigned.contracts[0].signed_on = None;
    assert_eq!(states(&unsigned, Kind::Contract, &["2024-01-31"]), [State::DueSoon]);
    assert_eq!(flaws(&unsigned, "2024-01-31"), []);
    assert_eq!(flaws(&unsigned, "2024-02-01"), [Flaw::SignatureMissing]);
}

#[test]
fn signing_on_the_day_a_month_after_hiring_costs_nothing_and_a_day_later_does() {
    let signed = |on: &str| {
        let mut facts = person();
        facts.contracts[0].signed_on = Some(day(on));
        facts
    };
    assert_eq!(flaws(&signed("2024-02-01"), "2024-03-01"), []);
    assert_eq!(flaws(&signed("2024-02-02"), "2024-03-01"), [Flaw::SignedLate]);
    assert_eq!(flaws(&signed("2024-02-02"), "2025-02-03"), [], "the claim has lapsed");
}

#[test]
fn a_probation_beyond_the_limit_is_found_before_the_limit_is_reached() {
    let mut facts = person();
    facts.contracts[0].probation_until = Some(day("2024-07-15"));
    let flaw = one(&facts, "2024-06-10", Kind::Data);
    assert_eq!((flaw.flaw, flaw.due_on), (Some(Flaw::ProbationTooLong), day("2024-06-30")));
    assert_eq!(flaw.state(day("2024-06-10"), false), State::DueSoon);
    facts.contracts[0].until_on = Some(day("2024-03-15"));
    facts.contracts[0].probation_until = Some(day("2024-01-31"));
    let flaw = one(&facts, "2024-01-10", Kind::Data);
    assert_eq!((flaw.flaw, flaw.due_on), (Some(Flaw::ProbationTooLong), day("2024-01-01")), "none below three months");
}

#[test]
fn there_is_one_probation_ever_and_it_lies_within_the_contract() {
    let mut again = person();
    again.contracts[0].probation_until = Some(day("2024-03-31"));
    again.employed_before = true;
    assert_eq!(flaws(&again, "2024-02-10"), [Flaw::ProbationRepeated]);
    let mut whole = person();
    whole.contracts[0].probation_until = whole.contracts[0].until_on;
    assert_eq!(flaws(&whole, "2024-02-10"), [Flaw::ProbationOutsideContract]);
}

#[test]
fn dates_that_cannot_be_right_are_found() {
    let mut early = person();
    early.contracts[0].from_on = day("2023-12-01");
    assert_eq!(flaws(&early, "2026-01-01"), [Flaw::ContractBeforeHire]);
    let mut endless = person();
    endless.contracts[0].until_on = None;
    assert_eq!(flaws(&endless, "2026-01-01"), [Flaw::FixedTermWithoutEnd]);
    let later = Facts { contracts: vec![fixed("2025-06-01", "2028-05-31")], ..person() };
    assert_eq!(flaws(&later, "2026-01-01"), [Flaw::EarlierContractsMissing]);
    assert!(all(&later, "2026-01-01", Kind::Contract).is_empty(), "nothing is known of the first contract");
    let gap =
        Facts { contracts: vec![fixed("2024-01-01", "2024-12-31"), fixed("2025-02-15", "2028-02-14")], ..person() };
    assert_eq!(flaws(&gap, "2026-01-01"), [Flaw::ContractGap]);
}

#[test]
fn a_declaration_without_its_date_or_grade_is_found() {
    let said = Declared { nursing: Some(true), in_medical_period: Some(true), injured: Some(true), ..declared() };
    let facts = Facts { declared: Some(said), ..person() };
    let expected = [Flaw::MedicalPeriodWithoutDates, Flaw::NursingWithoutEnd, Flaw::InjuryWithoutGrade];
    assert_eq!(flaws(&facts, "2026-10-01"), expected);
    let denied = Declared { nursing: Some(false), nursing_until: Some(day("2026-12-01")), ..declared() };
    assert!(
        deadlines(&Facts { declared: Some(denied), ..person() }, day("2026-10-01"))
            .iter()
            .all(|one| one.kind != Kind::NursingEnds)
    );
}
