//! Decision tables: every act in every state of reviews, plans, check-ins and alerts, and then
//! the conditions of each act that its state allows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::NaiveDate;
use domain::quantity::Score;
use domain::refused::Refused;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn points(text: &str) -> Score {
    Score::parse(text).unwrap()
}

/// Refused for its state, naming that state and saying something in both languages.
fn assert_refused_in<T: std::fmt::Debug>(outcome: Result<T, Refused>, state: &str) {
    match outcome {
        Err(Refused::State { state: named, code, words }) => {
            assert_eq!((named, code), (state, "invalid_state"));
            assert!(!words.zh.is_empty() && words.en.ends_with('.'), "{words:?}");
        }
        other => panic!("expected a refusal in {state}, got {other:?}"),
    }
}

mod agreements;
mod alerts;
mod check_ins;
mod disputes;
mod plans;
mod reviews;
mod warnings;

/// Every value of an enumeration has the name that JSON uses, and is found by it.
macro_rules! assert_names {
    ($type:ty) => {
        for value in <$type>::ALL {
            assert_eq!(serde_json::to_value(value).unwrap(), value.name());
            assert_eq!(<$type>::named(value.name()), Some(value));
            assert_eq!(<$type>::named("something else"), None);
        }
    };
}

#[test]
fn names_are_the_ones_json_uses() {
    assert_names!(domain::acknowledgement::Answer);
    assert_names!(domain::alerts::Kind);
    assert_names!(domain::alerts::State);
    assert_names!(domain::checkins::Kind);
    assert_names!(domain::disputes::Stage);
    assert_names!(domain::disputes::StepKind);
    assert_names!(domain::identity::Gender);
    assert_names!(domain::plans::Outcome);
    assert_names!(domain::plans::Stage);
    assert_names!(domain::reviews::Stage);
    assert_names!(domain::roster::ContractKind);
}
