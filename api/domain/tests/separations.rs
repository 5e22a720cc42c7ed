//! Claims about separation cases: their steps, the chain behind art. 40(2), the months that count.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use chrono::NaiveDate;
use domain::negotiation::{self, Line, State};
use domain::refused::Words;
use domain::separations::chain::{FailedReview, Help, Link, chain};
use domain::separations::money::wage_window;
use domain::separations::protection::{
    ContractSpan, Person, must_offer_open_ended, service_years, years_to_retirement,
};
use domain::separations::{
    Decision, Leaving, Opening, Progress, Receipt, Road, ServiceChannel, Side, Stage, leave, leaves_thirty_days, open,
};
use law::{Fen, Ground};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn opening(ground: &str, proposer: Side) -> Opening<'_> {
    Opening { ground, initiator: Side::Employer, proposer, reason: "事由", last_day: None }
}

fn fresh() -> Progress {
    Progress {
        ground: Ground::Incompetence,
        stage: Stage::Open,
        has_union: true,
        union_notified_on: None,
        union_replied: false,
        approval: None,
        notice_issued_on: None,
        served_on: None,
        last_day: None,
    }
}

fn approved() -> Progress {
    Progress {
        stage: Stage::Approved,
        union_notified_on: Some(day("2026-10-08")),
        union_replied: true,
        approval: Some(Some(Decision::Approved)),
        ..fresh()
    }
}

#[test]
fn a_case_opens_on_every_ground_by_the_side_whose_act_it_is() {
    let today = day("2026-10-08");
    for row in law::grounds::rows() {
        let ground: Ground = row.code.parse().unwrap();
        let by_employee =
            Opening { initiator: Side::Employee, proposer: Side::Employee, ..opening(&row.code, Side::Employee) };
        let (employer, employee) = (open(opening(&row.code, Side::Employer), today), open(by_employee, today));
        match Road::of(ground) {
            Road::Agreement => assert!(employer.is_ok() && employee.is_ok()),
            Road::EmployeeNotice => {
                assert_eq!(employer.unwrap_err().code(), "employee_only", "{}", row.code);
                assert_eq!(employee, Ok(ground));
            }
            Road::Dismissal | Road::Ending | Road::ByLaw => {
                assert_eq!(employer, Ok(ground));
                assert_eq!(employee.unwrap_err().code(), "employer_only", "{}", row.code);
            }
        }
    }
    assert_eq!(open(opening("40(9)", Side::Employer), today).unwrap_err().code(), "unknown_ground");
}

#[test]
fn r052_a_resignation_takes_thirty_days_and_in_probation_three() {
    let said = |wished| Leaving { ground: "37", reason: "", wished_last_day: wished };
    let today = day("2026-06-01");
    assert_eq!(leave(said(None), false, today), Ok((Ground::Resignation, day("2026-07-01"))));
    assert_eq!(leave(said(None), true, today), Ok((Ground::Resignation, day("2026-06-04"))));
    let early = leave(said(Some(day("2026-06-10"))), false, today);
    assert_eq!(early, Ok((Ground::Resignation, day("2026-07-01"))), "a wish does not shorten it");
    assert_eq!(leave(said(Some(day("2026-08-31"))), false, today), Ok((Ground::Resignation, day("2026-08-31"))));
    assert!(leave(said(Some(day("2026-05-31"))), false, today).is_err());
}

#[test]
fn r053_an_ending_for_the_employers_fault_is_immediate_and_states_its_reason() {
    let today = day("2026-06-01");
    let said = |reason| Leaving { ground: "38(1)(2)", reason, wished_last_day: None };
    assert_eq!(leave(said("拖欠三个月工资"), false, today), Ok((Ground::EmployerFault(Some(2)), today)));
    assert_eq!(leave(said(" "), false, today).unwrap_err().code(), "required");
    let dismissal = Leaving { ground: "39(2)", reason: "x", wished_last_day: None };
    assert_eq!(leave(dismissal, false, today).unwrap_err().code(), "not_an_employees_notice");
}

#[test]
fn r052_the_employer_acknowledges_and_may_release_to_the_day_that_was_wished() {
    let today = day("2026-06-02");
    let resigned = Progress { ground: Ground::Resignation, stage: Stage::Noticed, ..fresh() };
    let receipt = |last: &str, wished: Option<&str>| Receipt {
        received_on: day("2026-06-01"),
        last_day: day(last),
        by_law: day("2026-07-01"),
        wished: wished.map(day),
    };
    assert_eq!(resigned.acknowledge_receipt(receipt("2026-07-01", None), today), Ok(Stage::Noticed));
    assert_eq!(resigned.acknowledge_receipt(receipt("2026-06-15", Some("2026-06-15")), today), Ok(Stage::Noticed));
    for (last, wished) in [("2026-06-15", None), ("2026-07-02", None), ("2026-06-14", Some("2026-06-15"))] {
        let refused = resigned.acknowledge_receipt(receipt(last, wished), today).unwrap_err();
        assert_eq!(refused.code(), "not_what_was_asked", "{last}");
    }
    assert!(resigned.request_approval().is_err(), "there is nothing to approve");
    assert!(fresh().acknowledge_receipt(receipt("2026-07-01", None), today).is_err());
}

#[test]
fn r064_an_ending_needs_a_notice_and_no_union() {
    let expiry = Progress { ground: Ground::Expiry, approval: Some(Some(Decision::Approved)), ..fresh() };
    assert!(expiry.notify_union("期满").is_err());
    assert!(Progress { approval: None, ..expiry }.request_approval().is_ok());
    assert_eq!(expiry.issue_notice(None, day("2026-10-31"), day("2026-10-01")), Ok(Stage::Noticed));
}

#[test]
fn r066_death_ends_it_without_a_notice() {
    let approved = Progress {
        ground: Ground::Death,
        stage: Stage::Approved,
        approval: Some(Some(Decision::Approved)),
        last_day: Some(day("2026-10-01")),
        ..fresh()
    };
    assert!(approved.issue_notice(None, day("2026-10-31"), day("2026-10-01")).is_err());
    assert_eq!(approved.complete(day("2026-10-05")), Ok(Stage::Completed));
    assert!(Progress { ground: Ground::Expiry, ..approved }.complete(day("2026-10-05")).is_err());
}

#[test]
fn r012_a_second_fixed_term_or_ten_years_ask_for_an_open_ended_contract() {
    let span = |from: &str, until: &str| ContractSpan { is_fixed_term: true, from: day(from), until: Some(day(until)) };
    let on = day("2026-09-30");
    let one = [span("2023-10-01", "2026-09-30")];
    let two = [span("2020-10-01", "2023-09-30"), span("2023-10-01", "2026-09-30")];
    assert!(!must_offer_open_ended(&one, day("2023-10-01"), on));
    assert!(must_offer_open_ended(&two, day("2020-10-01"), on));
    assert!(must_offer_open_ended(&one, day("2016-09-30"), on), "ten years here");
    assert!(!must_offer_open_ended(&one, day("2016-10-02"), on), "a day short of ten years");
}

#[test]
fn r074_approval_waits_for_the_union_where_there_is_one() {
    assert_eq!(fresh().request_approval().unwrap_err().code(), "union_not_notified");
    assert!(Progress { has_union: false, ..fresh() }.request_approval().is_ok());
    assert!(Progress { ground: Ground::MutualAgreement, ..fresh() }.request_approval().is_ok());
}

#[test]
fn r074_the_notice_waits_for_the_union_to_answer_or_its_days_to_pass() {
    let silent = Progress { union_replied: false, ..approved() };
    let last = day("2026-11-20");
    assert_eq!(silent.issue_notice(None, last, day("2026-10-15")).unwrap_err().code(), "union_not_answered");
    assert_eq!(silent.issue_notice(None, last, day("2026-10-16")), Ok(Stage::Noticed));
    assert_eq!(approved().issue_notice(None, last, day("2026-10-09")), Ok(Stage::Noticed));
}

#[test]
fn a_notice_needs_approval_and_a_gate_that_is_ready() {
    let (last, today) = (day("2026-11-20"), day("2026-10-12"));
    assert_eq!(
        approved().issue_notice(Some(Words::new("缺", "missing")), last, today).unwrap_err().code(),
        "gate_not_ready"
    );
    let rejected = Progress { approval: Some(Some(Decision::Rejected)), ..approved() };
    assert_eq!(rejected.issue_notice(None, last, today).unwrap_err().code(), "not_approved");
    assert!(approved().issue_notice(None, day("2026-10-11"), today).is_err(), "a last day that is over");
    let agreed = Progress { ground: Ground::MutualAgreement, ..approved() };
    assert!(agreed.issue_notice(None, last, today).is_err(), "an agreement has no notice");
}

#[test]
fn r075_a_notice_is_served_between_its_issue_and_today_and_by_post_with_its_number() {
    let noticed = Progress { stage: Stage::Noticed, notice_issued_on: Some(day("2026-10-12")), ..approved() };
    let serve = |on: &str, channel, tracking| noticed.serve(channel, day(on), tracking, day("2026-10-14"));
    assert!(serve("2026-10-12", ServiceChannel::InPerson, None).is_ok());
    assert!(serve("2026-10-11", ServiceChannel::InPerson, None).is_err());
    assert!(serve("2026-10-15", ServiceChannel::InPerson, None).is_err());
    assert!(serve("2026-10-13", ServiceChannel::Post, Some(" ")).is_err());
    assert!(approved().serve(ServiceChannel::InPerson, day("2026-10-12"), None, day("2026-10-14")).is_err());
}

#[test]
fn r110_nothing_is_completed_before_its_last_day() {
    let signed = Progress {
        ground: Ground::MutualAgreement,
        stage: Stage::Signed,
        last_day: Some(day("2026-10-31")),
        ..fresh()
    };
    assert_eq!(signed.complete(day("2026-10-30")).unwrap_err().code(), "last_day_not_reached");
    assert_eq!(signed.complete(day("2026-10-31")), Ok(Stage::Completed));
    let unserved = Progress { stage: Stage::Noticed, ..signed };
    assert!(unserved.complete(day("2026-11-01")).is_err());
    assert_eq!(
        Progress { served_on: Some(day("2026-10-12")), ..unserved }.complete(day("2026-11-01")),
        Ok(Stage::Completed)
    );
}

#[test]
fn what_reached_the_person_or_was_signed_cannot_be_withdrawn() {
    for stage in Stage::ALL {
        let allowed = Progress { stage, ..fresh() }.withdraw("撤回").is_ok();
        assert_eq!(allowed, !matches!(stage, Stage::Signed | Stage::Completed | Stage::Withdrawn), "{stage}");
    }
    assert!(
        Progress { stage: Stage::Noticed, served_on: Some(day("2026-10-12")), ..fresh() }.withdraw("撤回").is_err()
    );
}

#[test]
fn every_stage_is_read_back_by_its_name() {
    for stage in Stage::ALL {
        assert_eq!(stage.name().parse(), Ok(stage));
    }
    for state in State::ALL {
        assert_eq!(state.name().parse(), Ok(state));
    }
}

fn quarter(from: &str, until: &str, result: &str) -> FailedReview {
    FailedReview {
        from: day(from),
        until: day(until),
        goals_delivered_on: day(from) - chrono::Days::new(5),
        goals_answered: true,
        result_delivered_on: day(result),
    }
}

fn second() -> FailedReview {
    quarter("2026-04-01", "2026-07-01", "2026-07-03")
}

fn third() -> FailedReview {
    quarter("2026-07-01", "2026-10-01", "2026-10-08")
}

fn trained(on: &str) -> Help {
    Help { published_on: day("2026-07-03"), acknowledged: true, attended_on: vec![day(on)], acknowledged_check_ins: 1 }
}

#[test]
fn r061_four_links_in_order_make_the_chain_and_work_is_fresh_from_the_day_after_the_training() {
    let found = chain(&[second(), third()], &[trained("2026-07-15")]);
    assert_eq!(found.first, Link::Proved { on: day("2026-07-03"), at: 0 });
    assert_eq!(found.help, Link::Proved { on: day("2026-07-15"), at: 0 });
    assert_eq!(found.second, Link::Proved { on: day("2026-10-08"), at: 1 });
    assert_eq!(found.fresh_from, Some(day("2026-07-16")));
    assert!(found.warning.is_some(), "the period began before the training");
}

#[test]
fn r061_a_training_late_in_the_second_period_leaves_no_fresh_work() {
    let found = chain(&[second(), third()], &[trained("2026-08-20")]);
    assert!(matches!(found.second, Link::Missing(_)));
    let fourth = quarter("2026-10-01", "2027-01-01", "2027-01-08");
    let found = chain(&[second(), third(), fourth], &[trained("2026-08-20")]);
    assert_eq!(found.second, Link::Proved { on: day("2027-01-08"), at: 2 });
    assert_eq!(
        (found.fresh_from, found.warning),
        (Some(day("2026-10-01")), None),
        "a period after the training needs no excuse"
    );
}

#[test]
fn r061_help_before_the_first_result_or_without_answers_attendance_or_talks_is_none() {
    let good = trained("2026-07-15");
    for bad in [
        Help { published_on: day("2026-07-01"), ..good.clone() },
        Help { acknowledged: false, ..good.clone() },
        Help { attended_on: vec![], ..good.clone() },
        Help { attended_on: vec![day("2026-07-03")], ..good.clone() },
        Help { acknowledged_check_ins: 0, ..good.clone() },
    ] {
        let found = chain(&[second(), third()], std::slice::from_ref(&bad));
        assert!(matches!((found.help, found.second), (Link::Missing(_), Link::Missing(_))), "{bad:?}");
    }
}

#[test]
fn r061_goals_that_came_late_or_were_never_answered_were_not_known() {
    let late = FailedReview { goals_delivered_on: day("2026-04-02"), ..second() };
    let silent = FailedReview { goals_answered: false, ..second() };
    for review in [late, silent] {
        assert!(matches!(chain(&[review], &[]).known, Link::Missing(_)));
    }
}

#[test]
fn r072_a_young_woman_is_not_held_up_and_an_older_one_is_asked_for_her_post() {
    let woman =
        |birth: &str| Person { is_male: false, category: None, birth_on: day(birth), hired_on: day("2005-01-01") };
    let on = day("2026-10-08");
    let left = |birth| years_to_retirement(woman(birth), on).unwrap();
    assert!(left("1992-05-17").is_some_and(|years| years >= law::Decimal::whole(5)));
    assert_eq!(left("1978-05-17"), None, "within five years by one age and not by the other");
    assert!(left("1971-05-17").is_some_and(|years| years < law::Decimal::whole(5)));
    let man = Person { is_male: true, category: None, ..woman("1978-05-17") };
    assert!(years_to_retirement(man, on).unwrap().is_some(), "a man has one age");
    assert_eq!(service_years(day("2011-10-08"), day("2026-10-07")).to_string(), "15");
    assert_eq!(service_years(day("2011-10-09"), day("2026-10-07")).to_string(), "14.91");
}

#[test]
fn r020_twelve_complete_months_before_the_end_that_are_over_by_now() {
    let window = wage_window(day("2020-04-08"), day("2026-06-30"), day("2026-07-02"));
    assert_eq!((window.months.first(), window.months.last()), (Some(&day("2025-07-01")), Some(&day("2026-06-01"))));
    assert!(!window.provisional);
    let ahead = wage_window(day("2020-04-08"), day("2026-11-20"), day("2026-10-08"));
    assert_eq!((ahead.months.last(), ahead.provisional), (Some(&day("2026-09-01")), true));
    let young = wage_window(day("2026-04-08"), day("2026-08-15"), day("2026-08-20"));
    assert_eq!(
        young.months,
        [day("2026-05-01"), day("2026-06-01"), day("2026-07-01")],
        "the month of the hire was not whole"
    );
}

#[test]
fn r031_thirty_days_from_the_first_of_june_end_on_the_first_of_july() {
    assert!(leaves_thirty_days(day("2026-06-01"), day("2026-07-01")));
    assert!(!leaves_thirty_days(day("2026-06-01"), day("2026-06-30")));
}

fn line(code: &str, yuan: i32) -> Line<'_> {
    Line { code, label: "款项", amount: Fen::from_yuan(yuan) }
}

#[test]
fn r078_an_offer_that_leaves_a_statutory_line_out_is_compared_with_all_of_them() {
    let due = [("severance", Fen::from_yuan(80_000)), ("unused_annual_leave", Fen::from_yuan(4_000))];
    let compared = negotiation::compare(&[line("severance", 82_000), line("gift", 1_000)], &due).unwrap();
    assert_eq!((compared.total, compared.statutory_total), (Fen::from_yuan(83_000), Fen::from_yuan(84_000)));
    assert!(compared.below_statutory);
    assert_eq!(compared.statutory, [Some(Fen::from_yuan(80_000)), None]);
    assert_eq!(compared.left_out, [1]);
}

#[test]
fn an_offer_is_answered_once_and_by_the_other_side() {
    assert!(negotiation::answer(State::Open, Side::Employer, Side::Employee).is_ok());
    assert_eq!(negotiation::answer(State::Open, Side::Employer, Side::Employer).unwrap_err().code(), "own_proposal");
    for state in State::ALL.into_iter().filter(|state| *state != State::Open) {
        assert!(negotiation::answer(state, Side::Employer, Side::Employee).is_err());
    }
}

#[test]
fn nothing_is_offered_once_the_case_is_decided() {
    let today = day("2026-10-08");
    for stage in Stage::ALL {
        let case = Progress { stage, ..fresh() };
        let made = negotiation::propose(&case, &[line("severance", 1)], today, today, today);
        assert_eq!(made.is_ok(), stage.is_undecided(), "{stage}");
    }
    let twice = [line("severance", 1), line("severance", 2)];
    assert_eq!(negotiation::propose(&fresh(), &twice, today, today, today).unwrap_err().code(), "line_twice");
    assert!(negotiation::propose(&fresh(), &[line("severance", -1)], today, today, today).is_err());
}

proptest! {
    #[test]
    fn an_offer_that_meets_every_statutory_line_is_never_below(amounts in prop::collection::vec(0_i64..10_000_000, 1..6), more in 0_i64..1_000_000) {
        let codes: Vec<String> = (0..amounts.len()).map(|n| format!("line_{n}")).collect();
        let due: Vec<(&str, Fen)> = codes.iter().zip(&amounts).map(|(code, fen)| (code.as_str(), Fen(*fen))).collect();
        let offer: Vec<Line<'_>> = due.iter().map(|(code, fen)| Line { code, label: "款项", amount: Fen(fen.0 + more) }).collect();
        prop_assert!(!negotiation::compare(&offer, &due).unwrap().below_statutory);
    }
}
