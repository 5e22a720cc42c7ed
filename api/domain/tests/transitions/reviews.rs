//! Reviews: every act in every stage, then the conditions of each.

use domain::acknowledgement::Answer::{Confirmed, Objected};
use domain::refused::Refused;
use domain::reviews::{
    self,
    Stage::{self, *},
};

use super::{assert_refused_in, day, points};

const UNTIL: &str = "2026-07-01";
const LONG_AFTER: &str = "2026-08-01";

fn walk(act: impl Fn(Stage) -> Result<Stage, Refused>, allowed: &[(Stage, Stage)]) {
    for stage in Stage::ALL {
        match allowed.iter().find(|(from, _)| *from == stage) {
            Some((_, to)) => assert_eq!(act(stage), Ok(*to), "{stage:?}"),
            None => assert_refused_in(act(stage), stage.name()),
        }
    }
}

#[test]
fn goals_are_answered_once_and_only_when_delivered() {
    walk(|stage| reviews::answer_goals(stage, Confirmed, None), &[(GoalsDelivered, GoalsConfirmed)]);
    walk(|stage| reviews::answer_goals(stage, Objected, Some("目标过高")), &[(GoalsDelivered, GoalsObjected)]);
}

#[test]
fn the_self_assessment_follows_the_answer_to_the_goals() {
    walk(
        |stage| reviews::self_assess(stage, day(UNTIL), day(UNTIL), "完成情况如下"),
        &[(GoalsConfirmed, SelfAssessed), (GoalsObjected, SelfAssessed)],
    );
}

#[test]
fn the_manager_assesses_after_the_self_assessment_or_without_it_when_it_is_overdue() {
    walk(
        |stage| reviews::manager_assess(stage, day(LONG_AFTER), day(UNTIL), &[], "理由", points("78")),
        &[
            (GoalsDelivered, ManagerAssessed),
            (GoalsConfirmed, ManagerAssessed),
            (GoalsObjected, ManagerAssessed),
            (SelfAssessed, ManagerAssessed),
        ],
    );
}

#[test]
fn the_result_is_delivered_after_the_assessment() {
    walk(reviews::deliver_result, &[(ManagerAssessed, ResultDelivered)]);
}

#[test]
fn the_result_is_answered_once_and_only_when_delivered() {
    walk(|stage| reviews::answer_result(stage, Confirmed, None), &[(ResultDelivered, ResultConfirmed)]);
    walk(|stage| reviews::answer_result(stage, Objected, Some("少计一单")), &[(ResultDelivered, ResultObjected)]);
}

#[test]
fn actual_values_are_taken_until_the_manager_has_assessed() {
    walk(
        |stage| reviews::record_actual(stage).map(|()| stage),
        &[
            (GoalsDelivered, GoalsDelivered),
            (GoalsConfirmed, GoalsConfirmed),
            (GoalsObjected, GoalsObjected),
            (SelfAssessed, SelfAssessed),
        ],
    );
}

#[test]
fn every_stage_can_be_reached_from_the_delivery_of_the_goals() {
    let delivered = reviews::deliver_goals(day("2026-03-31"), day("2026-04-01"), None).unwrap().stage;
    let mut reached = vec![delivered];
    let mut at = 0;
    while let Some(&stage) = reached.get(at) {
        for next in [
            reviews::answer_goals(stage, Confirmed, None),
            reviews::answer_goals(stage, Objected, Some("理由")),
            reviews::self_assess(stage, day(UNTIL), day(UNTIL), "自评"),
            reviews::manager_assess(stage, day(LONG_AFTER), day(UNTIL), &[], "理由", points("1")),
            reviews::deliver_result(stage),
            reviews::answer_result(stage, Confirmed, None),
            reviews::answer_result(stage, Objected, Some("理由")),
        ]
        .into_iter()
        .flatten()
        {
            if !reached.contains(&next) {
                reached.push(next);
            }
        }
        at += 1;
    }
    assert!(Stage::ALL.iter().all(|stage| reached.contains(stage)), "{reached:?}");
}

#[test]
fn goals_are_delivered_before_the_period_or_late_with_a_reason() {
    let from = day("2026-04-01");
    let early = reviews::deliver_goals(day("2026-03-31"), from, Some("不需要")).unwrap();
    assert!(!early.late);
    for reason in [None, Some(" ")] {
        let refused = reviews::deliver_goals(from, from, reason).unwrap_err();
        assert_eq!(refused.code(), "period_has_begun");
    }
    assert!(reviews::deliver_goals(from, from, Some("系统上线")).unwrap().late);
}

#[test]
fn nobody_assesses_before_the_period_is_over() {
    let (last_day, until) = (day("2026-06-30"), day(UNTIL));
    let own = reviews::self_assess(GoalsConfirmed, last_day, until, "自评").unwrap_err();
    assert_eq!(own.code(), "period_not_over");
    for stage in [GoalsDelivered, GoalsConfirmed, GoalsObjected, SelfAssessed] {
        let refused = reviews::manager_assess(stage, last_day, until, &[], "理由", points("78"));
        assert_eq!(refused.unwrap_err().code(), "period_not_over");
    }
}

#[test]
fn the_manager_waits_for_the_self_assessment_through_its_last_day() {
    let until = day(UNTIL);
    assert_eq!(reviews::self_assessment_due(until), day("2026-07-08"));
    let assess = |today| reviews::manager_assess(GoalsConfirmed, day(today), until, &[], "理由", points("78"));
    assert_eq!(assess("2026-07-08").unwrap_err().code(), "self_assessment_pending");
    assert_eq!(assess("2026-07-09"), Ok(ManagerAssessed));
}

#[test]
fn the_manager_assesses_on_all_actual_values_with_reasons_and_a_rating() {
    let assess = |missing: &[String], text, rating| {
        reviews::manager_assess(SelfAssessed, day(UNTIL), day(UNTIL), missing, text, points(rating))
    };
    let missing = assess(&["CSAT".to_owned()], "理由", "78").unwrap_err();
    assert_eq!(missing.code(), "actuals_missing");
    assert!(missing.to_string().contains("CSAT"));
    assert_eq!(assess(&[], " ", "78").unwrap_err().code(), "required");
    assert_eq!(assess(&[], "理由", "101").unwrap_err().code(), "out_of_range");
}

#[test]
fn an_objection_says_why_and_a_self_assessment_says_something() {
    assert_eq!(reviews::answer_goals(GoalsDelivered, Objected, None).unwrap_err().code(), "required");
    assert_eq!(reviews::answer_result(ResultDelivered, Objected, None).unwrap_err().code(), "required");
    let empty = reviews::self_assess(GoalsConfirmed, day(UNTIL), day(UNTIL), "");
    assert_eq!(empty.unwrap_err().code(), "required");
}

#[test]
fn on_the_baseline_is_not_below_it() {
    assert!(reviews::below_baseline(points("59.99"), points("60")));
    assert!(!reviews::below_baseline(points("60"), points("60")));
}
