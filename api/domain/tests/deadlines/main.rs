//! Claims about deadlines: each row of R-120 that records decide, and what is wrong in the records themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod any;
mod records;
mod rows;

use chrono::NaiveDate;
use domain::deadlines::{ContractPeriod, Deadline, Declared, Facts, Flaw, Kind, State, deadlines};
use domain::roster::ContractKind;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A man born in 1990, hired on 2024-01-01 under a contract of three years that was signed in time.
fn person() -> Facts {
    Facts {
        is_male: true,
        birth_on: day("1990-05-01"),
        hired_on: day("2024-01-01"),
        left_on: None,
        employed_before: false,
        has_union: true,
        contracts: vec![fixed("2024-01-01", "2026-12-31")],
        annual_leaves: Vec::new(),
        declared: None,
        case: None,
        disputes: Vec::new(),
        held: false,
    }
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

fn open_ended(from: &str) -> ContractPeriod {
    ContractPeriod { kind: ContractKind::OpenEnded, until_on: None, ..fixed(from, from) }
}

fn declared() -> Declared {
    Declared {
        on: day("2026-09-01"),
        pregnant: None,
        nursing: None,
        nursing_until: None,
        in_medical_period: None,
        injured: None,
        injury_grade: None,
        occupational_hazard: None,
        exit_health_check: None,
    }
}

fn all(facts: &Facts, today: &str, kind: Kind) -> Vec<Deadline> {
    deadlines(facts, day(today)).into_iter().filter(|one| one.kind == kind).collect()
}

/// The only deadline of a kind.
#[track_caller]
fn one(facts: &Facts, today: &str, kind: Kind) -> Deadline {
    let found = all(facts, today, kind);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.into_iter().next().unwrap()
}

fn states(facts: &Facts, kind: Kind, days: &[&str]) -> Vec<State> {
    days.iter().map(|on| one(facts, on, kind).state(day(on), false)).collect()
}

fn flaws(facts: &Facts, today: &str) -> Vec<Flaw> {
    deadlines(facts, day(today)).into_iter().filter_map(|one| one.flaw).collect()
}
