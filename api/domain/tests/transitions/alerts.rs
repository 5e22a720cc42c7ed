//! Alerts: when they are raised, what they say, and their states.

use domain::alerts::{
    self, Addressee, DeliveredResult,
    State::{self, *},
};
use domain::refused::Refused;

use super::{assert_refused_in, day, points};

fn result(score: &str, follows_closed_plan: bool) -> DeliveredResult<'static> {
    DeliveredResult {
        cycle_name: "2026年第二季度",
        employee_name: "方燕明",
        score: points(score),
        baseline: points("60"),
        delivered_on: day("2026-07-10"),
        follows_closed_plan,
    }
}

#[test]
fn a_result_on_the_baseline_raises_nothing() {
    assert_eq!(alerts::for_result(&result("60", false)), []);
}

#[test]
fn a_result_below_the_baseline_alerts_both_sides_with_a_day_to_act_by() {
    let raised = alerts::for_result(&result("59.99", false));
    let to: Vec<Addressee> = raised.iter().map(|alert| alert.addressee).collect();
    assert_eq!(to, [Addressee::Employee, Addressee::Manager]);
    for alert in raised {
        assert_eq!((alert.kind.name(), alert.due_on), ("result_below_baseline", day("2026-07-17")));
        for words in [&alert.risk, &alert.what_you_can_do] {
            assert!(words.zh.ends_with('。') && words.en.ends_with('.'), "{words:?}");
        }
        assert!(alert.risk.zh.contains("59.99") && alert.risk.en.contains("60.00"));
        assert!(alert.what_you_can_do.zh.contains("2026-07-17"));
    }
}

#[test]
fn a_second_result_after_a_plan_says_what_may_follow_now() {
    let raised = alerts::for_result(&result("50", true));
    assert!(raised.iter().all(|alert| alert.kind.name() == "second_result_below_baseline"));
    let first = alerts::for_result(&result("50", false));
    assert!(first.iter().zip(&raised).all(|(one, two)| one.risk != two.risk));
}

#[test]
fn an_alert_is_seen_once_and_dealt_with_once() {
    let acknowledged = [(Open, Ok(Acknowledged)), (Acknowledged, Err(())), (Resolved, Err(()))];
    let resolved = [(Open, Ok(Resolved)), (Acknowledged, Ok(Resolved)), (Resolved, Err(()))];
    for (table, act) in [
        (acknowledged, &alerts::acknowledge as &dyn Fn(State) -> Result<State, Refused>),
        (resolved, &|state| alerts::resolve(state, "已沟通并制定计划")),
    ] {
        for (state, expected) in table {
            match expected {
                Ok(next) => assert_eq!(act(state), Ok(next)),
                Err(()) => assert_refused_in(act(state), state.name()),
            }
        }
    }
    assert_eq!(alerts::resolve(Open, " ").unwrap_err().code(), "required");
}
