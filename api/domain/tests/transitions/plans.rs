//! Improvement plans: every act in every stage, then the conditions of each.

use chrono::NaiveDate;
use domain::acknowledgement::Answer::{Confirmed, Objected};
use domain::plans::{
    self, Answers, Contents, Outcome, Party, PlanGoal, PlannedCheckIn,
    Stage::{self, *},
    Training,
};
use domain::refused::Refused;

use super::{assert_refused_in, day};

fn goals() -> Vec<PlanGoal> {
    vec![PlanGoal { name: "签单".into(), target: "5".into(), unit: "单".into(), measure: "ERP".into() }]
}

fn training() -> Vec<Training> {
    vec![Training {
        title: "谈判".into(),
        hours: "6".into(),
        held_on: day("2026-08-05"),
        attended: false,
        note: String::new(),
    }]
}

fn contents<'a>(goals: &'a [PlanGoal], training: &'a [Training]) -> Contents<'a> {
    Contents {
        from: day("2026-08-01"),
        until: day("2026-10-01"),
        reason: "第二季度得分 52.30",
        goals,
        training,
        change_of_post: None,
        check_ins: &[],
    }
}

fn publish(stage: Stage, contents: &Contents<'_>) -> Result<Stage, Refused> {
    plans::publish(stage, contents, day("2026-08-01"))
}

fn close(stage: Stage, outcome: Outcome, check_ins: u32, today: &str) -> Result<Stage, Refused> {
    plans::close(stage, outcome, "依据", check_ins, day(today), day("2026-10-01"))
}

#[test]
fn each_act_is_allowed_in_one_stage_only() {
    let (goals, training) = (goals(), training());
    let whole = contents(&goals, &training);
    for stage in Stage::ALL {
        let expect = |allowed: Stage, outcome: Result<Stage, Refused>, next: Stage| {
            if stage == allowed {
                assert_eq!(outcome, Ok(next));
            } else {
                assert_refused_in(outcome, stage.name());
            }
        };
        let one_answer = Answers { employee: None, manager: Some(Confirmed) };
        let answered = plans::acknowledge(stage, one_answer, Party::Employee, Confirmed, None);
        expect(Draft, plans::edit(stage).map(|()| Draft), Draft);
        expect(Draft, publish(stage, &whole), Published);
        expect(Published, answered.map(|(next, _)| next), Active);
        let attended = plans::record_attendance(stage, &training, 0, day("2026-08-05"));
        expect(Active, attended.map(|()| Active), Active);
        expect(Active, close(stage, Outcome::NotMet, 1, "2026-10-01"), Closed);
    }
}

#[test]
fn a_plan_is_active_when_both_sides_have_answered_in_either_order() {
    for (first, second) in [(Party::Employee, Party::Manager), (Party::Manager, Party::Employee)] {
        let none = Answers::default();
        let (stage, one) = plans::acknowledge(Published, none, first, Confirmed, None).unwrap();
        assert_eq!(stage, Published);
        assert_refused_in(plans::acknowledge(stage, one, first, Confirmed, None), "published");
        let (stage, both) = plans::acknowledge(stage, one, second, Objected, Some("期限太短")).unwrap();
        assert_eq!(stage, Active);
        assert!(both.employee.is_some() && both.manager.is_some());
    }
}

#[test]
fn an_objection_to_a_plan_says_why() {
    let refused = plans::acknowledge(Published, Answers::default(), Party::Employee, Objected, None);
    assert_eq!(refused.unwrap_err().code(), "required");
}

#[test]
fn a_plan_has_a_window_a_reason_a_goal_and_help() {
    let (goals, training) = (goals(), training());
    let whole = contents(&goals, &training);
    let code = |contents: &Contents<'_>| publish(Draft, contents).map_err(|refused| refused.code());
    assert_eq!(code(&whole), Ok(Published));
    assert_eq!(code(&Contents { until: day("2026-08-14"), ..whole }), Err("window_too_short"));
    assert_eq!(code(&Contents { until: day("2026-08-15"), ..whole }), Ok(Published));
    assert_eq!(code(&Contents { reason: " ", ..whole }), Err("required"));
    assert_eq!(code(&Contents { goals: &[], ..whole }), Err("required"));
    let endless = [Training { hours: "很多".into(), ..training[0].clone() }];
    assert_eq!(code(&Contents { training: &endless, ..whole }), Err("not_a_number"));
    assert_eq!(code(&Contents { training: &[], ..whole }), Err("training_or_change_of_post_required"));
    let moved = Contents { training: &[], change_of_post: Some("仓库管理员"), ..whole };
    assert_eq!(code(&moved), Ok(Published));
    let blank = Contents { training: &[], change_of_post: Some(" "), ..whole };
    assert_eq!(code(&blank), Err("training_or_change_of_post_required"));
    assert_eq!(code(&Contents { from: day("2026-07-31"), ..whole }), Err("window_has_begun"));
    let check_in = |on: &str, topic: &str| [PlannedCheckIn { on: day(on), topic: topic.into() }];
    for (planned, expected) in [
        (check_in("2026-08-01", "开始"), Ok(Published)),
        (check_in("2026-09-30", "期末"), Ok(Published)),
        (check_in("2026-10-01", "期末"), Err("outside_the_window")),
        (check_in("2026-08-15", " "), Err("required")),
    ] {
        assert_eq!(code(&Contents { check_ins: &planned, ..whole }), expected);
    }
}

#[test]
fn a_window_at_the_end_of_time_does_not_panic() {
    let whole = Contents { from: NaiveDate::MIN, until: NaiveDate::MAX, ..contents(&[], &[]) };
    assert!(plans::check_contents(&whole).is_err());
}

#[test]
fn attendance_is_recorded_for_a_training_that_was_held() {
    let training = training();
    let record = |index, today| plans::record_attendance(Active, &training, index, day(today));
    assert_eq!(record(0, "2026-08-04").unwrap_err().code(), "in_the_future");
    assert_eq!(record(1, "2026-08-05").unwrap_err().code(), "no_such_training");
    assert_eq!(record(0, "2026-08-05"), Ok(()));
}

#[test]
fn a_plan_is_closed_on_an_answered_check_in_and_early_only_when_met() {
    for outcome in [Outcome::Met, Outcome::PartlyMet, Outcome::NotMet] {
        let without = close(Active, outcome, 0, "2026-10-01").unwrap_err();
        assert_eq!(without.code(), "check_in_missing");
        assert_eq!(close(Active, outcome, 1, "2026-10-01"), Ok(Closed));
        let early = close(Active, outcome, 1, "2026-09-30");
        match outcome {
            Outcome::Met => assert_eq!(early, Ok(Closed)),
            _ => assert_eq!(early.unwrap_err().code(), "window_not_over"),
        }
    }
    let silent = plans::close(Active, Outcome::Met, "", 1, day("2026-10-01"), day("2026-10-01"));
    assert_eq!(silent.unwrap_err().code(), "required");
}
