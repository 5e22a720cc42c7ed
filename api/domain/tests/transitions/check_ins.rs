//! Check-ins: each kind with and without a plan, and the answer.

use domain::acknowledgement::Answer::{Confirmed, Objected};
use domain::checkins::{self, Kind, PlanThen, Said};
use domain::plans;
use domain::refused::Refused;

use super::{assert_refused_in, day};

fn said(kind: Kind, held_on: &str) -> Said<'static> {
    Said { kind, held_on: day(held_on), topic: "客户跟进", text: "约定每周回访" }
}

fn record(said: Said<'_>, plan: Option<PlanThen>) -> Result<(), Refused> {
    checkins::record(said, plan, day("2026-08-20"))
}

#[test]
fn every_kind_is_recorded_and_a_plans_only_with_an_active_plan() {
    let active = PlanThen { stage: plans::Stage::Active, from: day("2026-08-01") };
    for kind in Kind::ALL {
        let free = record(said(kind, "2026-08-20"), None).map_err(|refused| refused.code());
        assert_eq!(free, if kind == Kind::PlanCheckIn { Err("required") } else { Ok(()) });
        assert_eq!(record(said(kind, "2026-08-20"), Some(active)), Ok(()));
    }
    for stage in plans::Stage::ALL.into_iter().filter(|stage| *stage != plans::Stage::Active) {
        let then = PlanThen { stage, ..active };
        assert_refused_in(record(said(Kind::PlanCheckIn, "2026-08-20"), Some(then)), stage.name());
    }
}

#[test]
fn a_check_in_was_held_by_today_and_not_before_its_plan() {
    let plan = PlanThen { stage: plans::Stage::Active, from: day("2026-08-10") };
    let code = |held_on, plan| record(said(Kind::Coaching, held_on), plan).map_err(|refused| refused.code());
    assert_eq!(code("2026-08-21", None), Err("in_the_future"));
    assert_eq!(code("2026-08-09", Some(plan)), Err("before_plan"));
    assert_eq!(code("2026-08-10", Some(plan)), Ok(()));
}

#[test]
fn a_check_in_says_something() {
    let empty = Said { topic: "", text: "\u{3000}", ..said(Kind::Feedback, "2026-08-20") };
    match record(empty, None) {
        Err(Refused::Invalid(faults)) => assert_eq!(faults.len(), 2),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_check_in_is_answered_once() {
    assert_eq!(checkins::acknowledge(None, Confirmed, None), Ok(Confirmed));
    assert_eq!(checkins::acknowledge(None, Objected, Some("没有这样约定")), Ok(Objected));
    assert_eq!(checkins::acknowledge(None, Objected, None).unwrap_err().code(), "required");
    for before in [Confirmed, Objected] {
        assert_refused_in(checkins::acknowledge(Some(before), Confirmed, None), "acknowledged");
    }
}
