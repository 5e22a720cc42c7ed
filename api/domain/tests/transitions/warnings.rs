//! Warnings: every act in every stage, then the conditions of each, and what counts as an earlier warning.

use chrono::NaiveDate;
use domain::acknowledgement::Answer::{Confirmed, Objected};
use domain::refused::Refused;
use domain::warnings::{
    self, Contents, Earlier, Finding, Hint,
    Level::{self, *},
    Rule,
    Stage::{self, *},
    Verdict,
};
use proptest::prelude::*;

use super::{assert_refused_in, day};

fn finding(on: &str, text: &str) -> Finding {
    Finding { on: day(on), text: text.into(), record: "门禁记录".into() }
}

fn rule(shown_on: Option<&str>) -> Rule {
    Rule { clause: "《考勤管理办法》第 8 条".into(), shown_on: shown_on.map(day) }
}

fn contents<'a>(level: Level, findings: &'a [Finding], rules: &'a [Rule]) -> Contents<'a> {
    Contents {
        level, findings, rules, expectation: "按时到岗，迟到当日说明原因。", valid_months: Some(12)
    }
}

fn whole<'a>(findings: &'a [Finding], rules: &'a [Rule]) -> Contents<'a> {
    contents(Written, findings, rules)
}

const TODAY: &str = "2026-10-20";

fn decide(stage: Stage, verdict: Verdict, today: &str) -> Result<Stage, Refused> {
    warnings::decide(stage, verdict, "事实清楚。", Some(day("2026-10-23")), day(today))
}

fn pointers(refused: Result<(), Refused>) -> Vec<String> {
    match refused {
        Err(Refused::Invalid(faults)) => faults.into_iter().map(|fault| fault.pointer).collect(),
        other => panic!("expected faults, got {other:?}"),
    }
}

#[test]
fn levels_and_stages_are_called_as_json_calls_them() {
    for level in Level::ALL {
        assert_eq!(serde_json::to_value(level).unwrap(), level.name());
        assert_eq!(level.name().parse(), Ok(level));
    }
    for stage in Stage::ALL {
        assert_eq!(serde_json::to_value(stage).unwrap(), stage.name());
        assert_eq!(stage.name().parse(), Ok(stage));
    }
}

#[test]
fn each_act_is_allowed_in_its_stages_only() {
    let (findings, rules) = (vec![finding("2026-10-12", "9:00 未到岗。")], vec![rule(Some("2025-01-06"))]);
    let whole = whole(&findings, &rules);
    for stage in Stage::ALL {
        let name = stage.name();
        let submitted = warnings::submit(stage, &whole, None, day(TODAY));
        match stage {
            Draft => {
                assert_eq!(warnings::edit(stage), Ok(()));
                assert_eq!(submitted, Ok((StatementAsked, Some(day("2026-10-23")))));
            }
            _ => {
                assert_refused_in(warnings::edit(stage), name);
                assert_refused_in(submitted, name);
            }
        }
        match stage {
            StatementAsked => assert_eq!(warnings::state(stage, "当天早班车停运。"), Ok(AwaitingApproval)),
            _ => assert_refused_in(warnings::state(stage, "当天早班车停运。"), name),
        }
        match stage {
            StatementAsked | AwaitingApproval => {
                assert_eq!(decide(stage, Verdict::Issue, "2026-10-24"), Ok(Issued));
                assert_eq!(decide(stage, Verdict::SendBack, "2026-10-21"), Ok(Draft));
            }
            _ => assert_refused_in(decide(stage, Verdict::Issue, "2026-10-24"), name),
        }
        match stage {
            Issued => assert_eq!(warnings::acknowledge(stage, Confirmed, None), Ok(Acknowledged)),
            _ => assert_refused_in(warnings::acknowledge(stage, Confirmed, None), name),
        }
        match stage {
            Withdrawn => assert_refused_in(warnings::withdraw(stage, "事实有误。"), name),
            _ => assert_eq!(warnings::withdraw(stage, "事实有误。"), Ok(Withdrawn)),
        }
        assert_eq!(stage.stands(), matches!(stage, Issued | Acknowledged));
    }
}

#[test]
fn e_statement_nobody_is_warned_in_writing_before_they_spoke_or_let_the_days_pass() {
    for today in ["2026-10-20", "2026-10-23"] {
        assert_eq!(decide(StatementAsked, Verdict::Issue, today).unwrap_err().code(), "statement_awaited", "{today}");
    }
    assert_eq!(decide(StatementAsked, Verdict::Issue, "2026-10-24"), Ok(Issued));
    assert_eq!(decide(AwaitingApproval, Verdict::Issue, "2026-10-20"), Ok(Issued), "the statement is there");
    let (findings, rules) = (vec![finding("2026-10-12", "9:00 未到岗。")], vec![rule(None)]);
    for (level, after) in [(Reminder, AwaitingApproval), (Written, StatementAsked), (Final, StatementAsked)] {
        let submitted = warnings::submit(Draft, &contents(level, &findings, &rules), None, day(TODAY));
        assert_eq!(submitted.map(|(stage, _)| stage), Ok(after), "{level}");
    }
}

#[test]
fn the_days_for_a_statement_are_three_at_least() {
    let (findings, rules) = (vec![finding("2026-10-12", "9:00 未到岗。")], vec![rule(None)]);
    let whole = whole(&findings, &rules);
    let by = |by: &str| warnings::submit(Draft, &whole, Some(day(by)), day(TODAY));
    assert_eq!(by("2026-10-22").unwrap_err().code(), "too_short");
    assert_eq!(by("2026-10-30"), Ok((StatementAsked, Some(day("2026-10-30")))));
}

#[test]
fn a_warning_says_what_happened_against_which_rule_and_what_is_expected() {
    let (findings, rules) = (vec![finding("2026-10-21", " ")], vec![rule(Some("2026-10-21"))]);
    let empty = Contents { expectation: " ", valid_months: Some(0), ..whole(&findings, &rules) };
    let named = ["/findings/0/text", "/findings/0/on", "/rules/0/shown_on", "/expectation", "/valid_months"];
    assert_eq!(pointers(warnings::check_contents(&empty, day(TODAY))), named);
    assert_eq!(pointers(warnings::check_contents(&whole(&[], &[]), day(TODAY))), ["/findings", "/rules"]);
    let many = vec![finding("2026-10-12", "9:00 未到岗。"); warnings::MOST_FINDINGS + 1];
    let reminder = contents(Reminder, &many, &[]);
    assert_eq!(pointers(warnings::check_contents(&reminder, day(TODAY))), ["/findings"], "a reminder needs no rule");
}

#[test]
fn a_statement_a_sending_back_a_withdrawal_and_an_objection_say_something() {
    assert!(warnings::state(StatementAsked, " ").is_err());
    assert!(warnings::decide(AwaitingApproval, Verdict::SendBack, " ", None, day(TODAY)).is_err());
    assert!(warnings::decide(AwaitingApproval, Verdict::Issue, "", None, day(TODAY)).is_ok());
    assert!(warnings::withdraw(Issued, "").is_err());
    assert!(warnings::acknowledge(Issued, Objected, None).is_err());
    assert_eq!(warnings::acknowledge(Issued, Objected, Some("当天请过假")), Ok(Acknowledged));
}

fn codes(hints: &[Hint]) -> Vec<(&str, &str)> {
    hints.iter().map(|hint| (hint.pointer.as_str(), hint.code)).collect()
}

#[test]
fn r077_old_facts_vague_words_and_a_final_warning_at_once_are_hinted_at() {
    let findings =
        vec![finding("2026-04-19", "消极怠工"), Finding { record: String::new(), ..finding("2026-04-20", "迟到") }];
    let rules = vec![rule(None), rule(Some("2026-05-01")), rule(Some("2026-04-19"))];
    let hints = warnings::hints(&contents(Final, &findings, &rules), &[], day(TODAY));
    let expected = [
        ("/findings/0/on", "STALE_FACT"),
        ("/findings/0/text", "VAGUE_WORDS"),
        ("/findings/1/record", "NO_RECORD"),
        ("/rules/0/shown_on", "RULE_NOT_SHOWN"),
        ("/rules/1/shown_on", "RULE_SHOWN_LATER"),
        ("/level", "NO_EARLIER_WARNING"),
    ];
    assert_eq!(codes(&hints), expected);
    assert!(hints.iter().all(|hint| hint.rule.starts_with("R-") && !hint.words.en.is_empty()));
}

#[test]
fn a_reminder_or_a_warning_that_ran_out_does_not_prepare_a_final_one() {
    let (findings, rules) = (vec![finding("2026-10-12", "9:00 未到岗。")], vec![rule(Some("2025-01-06"))]);
    let of = |level, until: Option<&str>| {
        let earlier = Earlier { level, until: until.map(day) };
        warnings::hints(&contents(Final, &findings, &rules), &[earlier], day(TODAY)).len()
    };
    assert_eq!((of(Written, None), of(Written, Some("2026-10-21")), of(Final, None)), (0, 0, 0));
    assert_eq!((of(Reminder, None), of(Written, Some(TODAY))), (1, 1));
}

#[test]
fn e_prior_warn_a_warning_counts_for_what_happened_after_it_and_before_it_ran_out() {
    let until = warnings::counts_until(day("2026-01-31"), Some(1));
    assert_eq!(until, Some(day("2026-02-28")));
    let counts = |level, on: &str| warnings::counts_for(level, day("2026-01-31"), until, day(on));
    let days = ["2026-01-31", "2026-02-01", "2026-02-27", "2026-02-28"];
    assert_eq!(days.map(|on| counts(Written, on)), [false, true, true, false]);
    assert!(!counts(Reminder, "2026-02-01"), "only what was in writing");
    assert!(warnings::counts_for(Final, day("2026-01-31"), None, day("2031-01-31")));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0i64..20_000).prop_map(|days| day("1990-01-01") + chrono::Duration::days(days))
}

proptest! {
    #[test]
    fn a_warning_with_an_end_never_counts_longer_than_one_without(
        issued in any_day(), happened in any_day(), months in 1u32..=36,
    ) {
        let until = warnings::counts_until(issued, Some(months));
        let counts = warnings::counts_for(Written, issued, until, happened);
        prop_assert!(!counts || warnings::counts_for(Written, issued, None, happened));
        prop_assert!(!counts || (happened > issued && Some(happened) < until));
    }

    #[test]
    fn a_finding_without_a_record_is_hinted_at_whatever_it_says(text in ".{0,40}", on in any_day()) {
        let findings = vec![Finding { on, text, record: String::new() }];
        let before = warnings::hints(&whole(&findings, &[]), &[], on);
        prop_assert_eq!(codes(&before).last().copied(), Some(("/findings/0/record", "NO_RECORD")));
    }
}
