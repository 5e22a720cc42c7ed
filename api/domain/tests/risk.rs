//! Claims about the risk overview: which contracts are told of, on which day, and whom the law protects.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use chrono::NaiveDate;
use domain::deadlines::{CaseDates, ContractPeriod, Declared, Facts};
use domain::risk::{Finding, Situation, Topic, findings, situations};
use domain::roster::ContractKind;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn fixed(from: &str, until: &str) -> ContractPeriod {
    ContractPeriod {
        kind: ContractKind::FixedTerm,
        from_on: day(from),
        until_on: Some(day(until)),
        probation_until: None,
        signed_on: Some(day(from)),
    }
}

/// A man born in 1990, hired on 2024-01-01.
fn person(contracts: Vec<ContractPeriod>) -> Facts {
    Facts {
        is_male: true,
        birth_on: day("1990-05-01"),
        hired_on: day("2024-01-01"),
        left_on: None,
        employed_before: false,
        has_union: true,
        contracts,
        annual_leaves: Vec::new(),
        declared: None,
        case: None,
        disputes: Vec::new(),
        held: false,
    }
}

fn none_of_it() -> Declared {
    Declared {
        on: day("2026-09-01"),
        pregnant: Some(false),
        nursing: Some(false),
        nursing_until: None,
        in_medical_period: Some(false),
        injured: Some(false),
        injury_grade: None,
        occupational_hazard: Some(false),
        exit_health_check: None,
    }
}

fn of(facts: &Facts, topic: Topic, today: &str) -> Option<Finding> {
    findings(facts, day(today)).into_iter().find(|one| one.topic == topic)
}

#[test]
fn r012_the_end_of_the_second_fixed_term_is_told_half_a_year_ahead() {
    let two = person(vec![fixed("2024-01-01", "2025-12-31"), fixed("2026-01-01", "2027-12-31")]);
    assert_eq!(of(&two, Topic::OpenEnded, "2027-07-03"), None);
    assert_eq!(of(&two, Topic::OpenEnded, "2027-07-04").unwrap().on, day("2027-12-31"));
    let one = person(vec![fixed("2024-01-01", "2026-12-31")]);
    assert_eq!(of(&one, Topic::OpenEnded, "2026-12-01"), None);
}

#[test]
fn r012_ten_years_come_before_the_end_of_the_term_and_an_open_ended_contract_ends_the_question() {
    let mut facts = person(vec![fixed("2024-01-01", "2035-12-31")]);
    assert_eq!(of(&facts, Topic::OpenEnded, "2033-12-01").unwrap().on, day("2034-01-01"));
    facts.contracts.push(ContractPeriod {
        kind: ContractKind::OpenEnded,
        until_on: None,
        ..fixed("2036-01-01", "2036-01-01")
    });
    assert_eq!(of(&facts, Topic::OpenEnded, "2033-12-01"), None);
}

#[test]
fn r011_twice_the_wage_runs_from_one_month_and_a_year_deems_a_contract_made() {
    let none = person(Vec::new());
    assert_eq!(of(&none, Topic::Unsigned, "2024-01-31"), None);
    let found = of(&none, Topic::Unsigned, "2024-03-15").unwrap();
    assert_eq!((found.on, found.rule), (day("2024-02-01"), "R-011"));
    assert!(found.basis.zh.contains("满 1 个月"), "{}", found.basis.zh);
    assert_eq!(of(&none, Topic::OpenEnded, "2024-08-01").unwrap().on, day("2025-01-01"));
    assert_eq!(of(&none, Topic::OpenEnded, "2026-01-01").unwrap().on, day("2025-01-01"), "and it stays");
}

#[test]
fn r115_a_second_wage_that_can_no_longer_be_claimed_is_no_longer_told() {
    let none = person(Vec::new());
    // The window ends on 2024-12-31; the claim for its last day can be brought for a year.
    assert!(of(&none, Topic::Unsigned, "2025-12-31").is_some());
    assert_eq!(of(&none, Topic::Unsigned, "2026-01-01"), None);
}

#[test]
fn r004_a_file_that_begins_later_says_nothing_about_the_first_contract() {
    let mut later = fixed("2025-01-01", "2027-12-31");
    later.signed_on = None;
    let facts = person(vec![later]);
    assert_eq!(of(&facts, Topic::Unsigned, "2026-01-01"), None);
    assert_eq!(of(&facts, Topic::OpenEnded, "2026-01-01"), None);
}

#[test]
fn r064_an_end_is_counted_in_one_of_three_spans_until_something_follows() {
    let mut facts = person(vec![fixed("2024-01-01", "2026-12-31")]);
    let topic = |facts: &Facts, today: &str| {
        findings(facts, day(today)).into_iter().map(|one| one.topic).find(|topic| *topic != Topic::OpenEnded)
    };
    assert_eq!(topic(&facts, "2026-10-01"), None);
    assert_eq!(topic(&facts, "2026-10-02"), Some(Topic::Ending90));
    assert_eq!(topic(&facts, "2026-11-01"), Some(Topic::Ending60));
    assert_eq!(topic(&facts, "2026-12-01"), Some(Topic::Ending30));
    assert_eq!(topic(&facts, "2026-12-31"), Some(Topic::Ending30));
    facts.contracts.push(fixed("2027-01-01", "2028-12-31"));
    assert_eq!(topic(&facts, "2026-12-31"), None);
}

#[test]
fn nothing_is_told_of_a_contract_whose_end_is_decided() {
    let mut facts = person(vec![fixed("2024-01-01", "2026-12-31")]);
    let served = Some(day("2026-12-01"));
    facts.case = Some(CaseDates { served_on: served, last_day: Some(day("2026-12-31")), ..CaseDates::default() });
    assert_eq!(findings(&facts, day("2026-12-20")), Vec::new());
}

#[test]
fn r072_only_what_was_declared_protects_and_silence_is_counted_as_not_on_record() {
    let today = day("2026-10-01");
    let mut facts = person(Vec::new());
    assert_eq!(situations(&facts, today), [Situation::NotOnRecord]);
    facts.declared = Some(none_of_it());
    assert_eq!(situations(&facts, today), []);
    let until = Some(day("2026-09-30"));
    facts.declared = Some(Declared { nursing: Some(true), nursing_until: until, ..none_of_it() });
    assert_eq!(situations(&facts, today), [], "the child is a year old");
    facts.declared = Some(Declared { pregnant: Some(true), injured: None, ..none_of_it() });
    assert_eq!(situations(&facts, today), [Situation::Pregnant, Situation::NotOnRecord]);
    facts.declared = Some(Declared { occupational_hazard: Some(true), ..none_of_it() });
    assert_eq!(situations(&facts, today), [Situation::NotOnRecord], "nobody said whether the check was done");
    facts.declared = Some(Declared { occupational_hazard: Some(true), exit_health_check: Some(false), ..none_of_it() });
    assert_eq!(situations(&facts, today), [Situation::HazardPost]);
}

#[test]
fn r072_fifteen_years_and_fewer_than_five_to_retirement_follow_from_the_dates() {
    let mut facts = person(Vec::new());
    facts.declared = Some(none_of_it());
    (facts.hired_on, facts.birth_on) = (day("2005-01-01"), day("1968-01-01"));
    assert_eq!(situations(&facts, day("2026-10-01")), [Situation::NearRetirement]);
    // A woman of this age is near only in a worker's post, which no record names.
    (facts.is_male, facts.birth_on) = (false, day("1976-06-01"));
    assert_eq!(situations(&facts, day("2026-10-01")), [Situation::NotOnRecord]);
}
