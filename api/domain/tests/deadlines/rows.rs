//! The rows of R-120.

use domain::deadlines::{
    About, CaseDates, ContractPeriod, Declared, Facts, Flaw, Kind, LeaveYear, NonCompeteDates, Owner,
    SettledInstalment, State, deadlines,
};
use domain::disputes::{Course, Dated, StepKind};
use domain::non_competes::Duty;
use domain::separations::Side;

use crate::{all, day, declared, fixed, flaws, one, open_ended, person, states};

#[test]
fn a_written_contract_is_due_on_the_day_before_a_month_is_over() {
    let hired = Facts { hired_on: day("2026-10-01"), contracts: Vec::new(), ..person() };
    let to_sign = one(&hired, "2026-10-02", Kind::Contract);
    assert_eq!((to_sign.due_on, to_sign.lead_days()), (day("2026-10-31"), vec![20, 10, 5, 2]));
    let stages = [State::Upcoming, State::DueSoon, State::DueSoon, State::Overdue];
    assert_eq!(states(&hired, Kind::Contract, &["2026-10-10", "2026-10-11", "2026-10-31", "2026-11-01"]), stages);
    assert_eq!(one(&hired, "2026-11-01", Kind::YearWithoutContract).due_on, day("2027-10-01"));
    let signed = Facts { contracts: vec![fixed("2026-10-01", "2029-09-30")], ..hired };
    assert_eq!(states(&signed, Kind::Contract, &["2026-11-01"]), [State::Done]);
    assert!(all(&signed, "2026-11-01", Kind::YearWithoutContract).is_empty());
}

#[test]
fn a_probation_is_decided_before_it_ends_by_the_manager() {
    let mut facts = person();
    facts.contracts[0].probation_until = Some(day("2024-06-30"));
    let probation = one(&facts, "2024-05-31", Kind::Probation);
    assert_eq!((probation.due_on, probation.row().owner), (day("2024-06-30"), Owner::Manager));
    assert_eq!(probation.state(day("2024-05-31"), false), State::DueSoon);
    assert_eq!(states(&facts, Kind::Probation, &["2024-07-01"]), [State::Overdue]);
    assert!(all(&facts, "2024-07-31", Kind::Probation).is_empty(), "nobody can decide it any more");
    assert_eq!(flaws(&facts, "2024-05-31"), [], "six months in three years are within the limit");
}

#[test]
fn the_end_of_a_contract_is_announced_ninety_days_ahead_and_done_by_a_renewal() {
    let mut facts = person();
    let expiry = one(&facts, "2026-10-01", Kind::Expiry);
    assert_eq!((expiry.due_on, expiry.lead_days()), (day("2026-12-31"), vec![90, 60, 30, 7]));
    let on = ["2026-10-01", "2026-10-02", "2026-12-31", "2027-01-01"];
    let stages = [State::Upcoming, State::DueSoon, State::DueSoon, State::Overdue];
    assert_eq!(states(&facts, Kind::Expiry, &on), stages);
    facts.contracts.push(ContractPeriod { signed_on: Some(day("2026-12-01")), ..fixed("2027-01-01", "2029-12-31") });
    let found = all(&facts, "2027-01-01", Kind::Expiry);
    assert_eq!(found[0].done_on, Some(day("2026-12-01")));
    assert_eq!(found[1].due_on, day("2029-12-31"));
}

#[test]
fn a_second_fixed_term_in_a_row_brings_the_duty_to_offer_an_open_ended_one() {
    let mut facts = person();
    facts.contracts.push(fixed("2027-01-01", "2029-12-31"));
    let owed = |facts: &Facts| all(facts, "2029-08-01", Kind::OpenEnded);
    assert_eq!(owed(&facts)[0].due_on, day("2029-12-31"));
    assert_eq!(owed(&facts)[0].state(day("2029-08-01"), false), State::DueSoon);
    facts.contracts.push(open_ended("2030-01-01"));
    assert_eq!(owed(&facts)[0].state(day("2029-08-01"), false), State::Done);
}

#[test]
fn ten_years_come_by_themselves() {
    let reached = Facts { contracts: vec![fixed("2024-01-01", "2035-12-31")], ..person() };
    assert_eq!(one(&reached, "2033-12-31", Kind::OpenEnded).due_on, day("2034-01-01"));
    assert_eq!(states(&reached, Kind::OpenEnded, &["2033-12-31", "2034-01-02"]), [State::DueSoon, State::Done]);
}

#[test]
fn working_on_after_the_end_is_a_month_to_act_and_then_a_flaw() {
    let facts = person();
    let held_over = one(&facts, "2027-01-01", Kind::HoldOver);
    assert_eq!((held_over.due_on, held_over.from_on()), (day("2027-01-25"), day("2027-01-01")));
    assert_eq!(flaws(&facts, "2027-01-31"), []);
    assert_eq!(flaws(&facts, "2027-02-01"), [Flaw::ContractExpired]);
    assert!(all(&facts, "2027-02-01", Kind::Expiry).is_empty());
}

#[test]
fn a_contract_that_the_law_prolongs_is_not_held_over() {
    let until = Some(day("2027-06-01"));
    let nursing = Facts {
        is_male: false,
        declared: Some(Declared { nursing: Some(true), nursing_until: until, ..declared() }),
        ..person()
    };
    assert!(all(&nursing, "2027-01-10", Kind::HoldOver).is_empty());
    assert_eq!(states(&nursing, Kind::NursingEnds, &["2027-04-02", "2027-06-02"]), [State::DueSoon, State::Done]);
    assert_eq!(flaws(&nursing, "2027-06-02"), [Flaw::ContractExpired], "once the protection is over");
    let old = Facts { birth_on: day("1968-06-01"), hired_on: day("2010-01-01"), ..person() };
    assert!(all(&old, "2027-01-10", Kind::HoldOver).is_empty(), "fifteen years here, fewer than five to go");
}

#[test]
fn a_case_that_ends_before_the_contract_does_takes_its_end_off_the_list() {
    let case = CaseDates { last_day: Some(day("2026-11-30")), ..CaseDates::default() };
    let planned = Facts { case: Some(case.clone()), ..person() };
    assert_eq!(all(&planned, "2026-11-01", Kind::Expiry).len(), 1, "a plan ends nothing");
    let agreed = Facts { case: Some(CaseDates { agreed_on: Some(day("2026-11-01")), ..case }), ..person() };
    assert!(all(&agreed, "2026-11-01", Kind::Expiry).is_empty());
    assert_eq!(one(&agreed, "2026-11-01", Kind::Certificate).due_on, day("2026-11-30"));
}

#[test]
fn fifteen_years_and_five_to_go_begin_on_the_later_of_the_two_days() {
    // A man of 1970-03: statutory age 61 years and 4 months.
    let facts = Facts { birth_on: day("1970-03-15"), hired_on: day("2010-01-01"), ..person() };
    let retires = one(&facts, "2026-01-01", Kind::Retirement).due_on;
    assert_eq!(retires, day("2031-07-15"));
    assert_eq!(one(&facts, "2026-01-01", Kind::NearRetirement).due_on, day("2026-07-15"));
}

#[test]
fn a_man_retires_on_one_day_and_a_delay_is_agreed_a_month_before() {
    let facts = Facts { birth_on: day("1965-01-17"), ..person() };
    assert_eq!(one(&facts, "2024-02-17", Kind::Retirement).due_on, day("2025-02-17"));
    assert_eq!(states(&facts, Kind::Retirement, &["2024-02-16", "2024-02-17"]), [State::Upcoming, State::DueSoon]);
    assert_eq!(one(&facts, "2024-12-01", Kind::DelayedRetirement).due_on, day("2025-01-17"));
    assert!(all(&facts, "2025-01-18", Kind::DelayedRetirement).is_empty());
}

#[test]
fn a_woman_has_two_possible_days_and_between_them_her_post_must_be_settled() {
    let facts =
        Facts { is_male: false, birth_on: day("1976-01-10"), contracts: vec![open_ended("2024-01-01")], ..person() };
    assert_eq!(all(&facts, "2026-01-01", Kind::Retirement).len(), 2);
    let later = all(&facts, "2027-01-01", Kind::Retirement);
    assert_eq!(later.len(), 1);
    assert_eq!(flaws(&facts, "2027-01-01"), [Flaw::RetirementPostUnrecorded]);
    let flaw = one(&facts, "2027-01-01", Kind::Data);
    assert_eq!(flaw.state(day("2027-01-01"), true), State::Done, "there is no record but what somebody says");
}

#[test]
fn what_follows_the_last_day_is_due_as_the_calculator_says() {
    let left = Facts { left_on: Some(day("2026-10-31")), ..person() };
    let due = |kind| one(&left, "2026-11-02", kind).due_on;
    assert_eq!([due(Kind::Certificate), due(Kind::FinalWages)], [day("2026-10-31"); 2]);
    assert_eq!(due(Kind::UnemploymentList), day("2026-11-07"));
    assert_eq!((due(Kind::Transfer), due(Kind::HousingFund)), (day("2026-11-15"), day("2026-11-30")));
    assert_eq!(due(Kind::Retention), day("2029-10-31"));
    assert_eq!(flaws(&left, "2026-11-02"), []);
    assert_eq!(deadlines(&left, day("2027-11-01")).len(), 1, "only the retention remains after a year");
}

#[test]
fn the_certificate_is_proved_by_the_case_and_the_transfer_by_what_somebody_says() {
    let case =
        CaseDates { completed_on: Some(day("2026-10-31")), last_day: Some(day("2026-10-31")), ..CaseDates::default() };
    let left = Facts { left_on: case.last_day, case: Some(case), ..person() };
    let today = day("2026-12-01");
    assert_eq!(one(&left, "2026-12-01", Kind::Certificate).state(today, false), State::Done);
    let transfer = one(&left, "2026-12-01", Kind::Transfer);
    assert_eq!([transfer.state(today, false), transfer.state(today, true)], [State::Overdue, State::Done]);
}

#[test]
fn what_the_desk_has_done_about_an_end_is_done_here_too() {
    let tasks =
        [("wages", Some("2026-10-31")), ("transfer", None), ("handover", Some("2026-10-30")), ("severance", None)];
    let tasks = tasks.map(|(kind, on)| (kind.to_owned(), on.map(day)));
    let case = CaseDates { tasks: tasks.into(), last_day: Some(day("2026-10-31")), ..CaseDates::default() };
    let left = |case: CaseDates| Facts { left_on: case.last_day, case: Some(case), ..person() };
    let by_notice = left(case.clone());
    assert_eq!(one(&by_notice, "2026-11-02", Kind::FinalWages).done_on, Some(day("2026-10-31")));
    assert_eq!(one(&by_notice, "2026-11-02", Kind::Transfer).done_on, None);
    assert_eq!(one(&by_notice, "2026-11-02", Kind::Severance).due_on, day("2026-10-30"), "with the handover");
    let agreed = left(CaseDates { pay_on: Some(day("2026-11-05")), ..case });
    assert_eq!(one(&agreed, "2026-11-02", Kind::Severance).due_on, day("2026-11-05"));
}

#[test]
fn a_dismissal_with_notice_runs_thirty_days_and_the_union_comes_first() {
    let case = CaseDates {
        ground: "40(2)".to_owned(),
        union_notified_on: Some(day("2026-10-09")),
        notice_issued_on: Some(day("2026-10-12")),
        served_on: Some(day("2026-10-13")),
        last_day: Some(day("2026-10-31")),
        ..CaseDates::default()
    };
    let noticed = Facts { case: Some(case.clone()), ..person() };
    assert_eq!(one(&noticed, "2026-10-14", Kind::NoticeEnds).due_on, day("2026-11-12"));
    assert_eq!(states(&noticed, Kind::UnionNotice, &["2026-10-14"]), [State::Done]);
    let untold = Facts { case: Some(CaseDates { union_notified_on: None, ..case }), ..person() };
    assert_eq!(states(&untold, Kind::UnionNotice, &["2026-10-14"]), [State::Overdue]);
    assert!(all(&Facts { has_union: false, ..untold }, "2026-10-14", Kind::UnionNotice).is_empty());
}

#[test]
fn a_non_compete_duty_is_paid_each_month_until_it_ends() {
    let duty = Duty { from_on: day("2026-11-01"), months: 12, pay_day: 10, ended_on: None };
    let settled = vec![SettledInstalment { number: 1, paid_on: day("2026-12-10") }];
    let bound = |duty| {
        let non_compete = Some(NonCompeteDates { duty, settled: settled.clone() });
        let case = CaseDates { last_day: Some(day("2026-10-31")), non_compete, ..CaseDates::default() };
        Facts { left_on: case.last_day, case: Some(case), ..person() }
    };
    let pay = all(&bound(duty), "2027-01-06", Kind::NonCompetePay);
    assert_eq!((pay.len(), pay[0].done_on, pay[1].due_on), (12, Some(day("2026-12-10")), day("2027-01-10")));
    assert_eq!(pay[1].state(day("2027-01-06"), false), State::DueSoon);
    assert_eq!(pay[1].state(day("2027-01-11"), true), State::Overdue, "saying so pays nothing");
    assert_eq!(one(&bound(duty), "2027-01-06", Kind::NonCompeteEnds).due_on, day("2027-10-31"));
    let released = bound(Duty { ended_on: Some(day("2027-01-05")), ..duty });
    assert_eq!(all(&released, "2027-01-06", Kind::NonCompetePay).len(), 3);
    assert!(all(&released, "2027-01-06", Kind::NonCompeteEnds).is_empty());
}

#[test]
fn leave_that_was_not_taken_is_due_with_the_year() {
    let leave = |year, used_days| LeaveYear { year, entitlement_days: 10, used_days };
    let facts = Facts { annual_leaves: vec![leave(2024, 0), leave(2025, 10), leave(2026, 7)], ..person() };
    let due = one(&facts, "2026-10-02", Kind::AnnualLeave);
    assert_eq!((due.due_on, due.state(day("2026-10-02"), false)), (day("2026-12-31"), State::DueSoon));
    assert!(due.basis.zh.contains("未休 3 天") && due.basis.en.contains("3 left"));
}

#[test]
fn r063_for_six_months_after_a_lay_off_the_person_is_told_first_of_a_vacancy() {
    let case = |ground: &str| CaseDates {
        ground: ground.to_owned(),
        served_on: Some(day("2026-10-01")),
        last_day: Some(day("2026-10-31")),
        ..CaseDates::default()
    };
    let left = |ground| Facts { left_on: Some(day("2026-10-31")), case: Some(case(ground)), ..person() };
    assert_eq!(one(&left("41(1)(2)"), "2026-11-02", Kind::Rehire).due_on, day("2027-04-30"));
    let over = ["2026-11-02", "2027-04-30", "2027-05-01"];
    assert_eq!(states(&left("41(1)(2)"), Kind::Rehire, &over), [State::DueSoon, State::DueSoon, State::Done]);
    assert!(all(&left("40(3)"), "2026-11-02", Kind::Rehire).is_empty());
}

#[test]
fn a_dispute_brings_the_employers_part_of_its_calendar_also_after_the_end_and_a_hold_takes_retention_away() {
    let step = |kind, on| Dated { kind, dated_on: day(on), is_final: false, reinstates: true };
    let steps = vec![step(StepKind::NoticeReceived, "2026-10-20"), step(StepKind::Awarded, "2026-12-01")];
    let disputes = vec![Course { claimant: Side::Employee, steps }];
    let left = Facts { left_on: Some(day("2026-09-30")), disputes, ..person() };
    let answer = one(&left, "2026-10-21", Kind::ArbitrationAnswer);
    assert_eq!((answer.due_on, answer.row().cite), (day("2026-10-30"), "劳动争议调解仲裁法 30；法释〔2025〕12号 20"));
    assert_eq!((answer.about, answer.state(day("2026-10-21"), true)), (About::Dispute(0), State::DueSoon));
    let challenge = one(&left, "2026-12-02", Kind::AwardChallenge);
    assert_eq!((challenge.due_on, challenge.lead_days()), (day("2026-12-16"), vec![5]));
    assert_eq!(challenge.state(day("2026-12-20"), true), State::Done, "an award that is let stand is left by word");
    assert_eq!(one(&left, "2026-12-02", Kind::Reinstatement).row().owner, Owner::Payroll);
    assert_eq!(all(&left, "2026-12-02", Kind::Retention).len(), 1);
    assert!(all(&Facts { held: true, ..left }, "2026-12-02", Kind::Retention).is_empty());
}
