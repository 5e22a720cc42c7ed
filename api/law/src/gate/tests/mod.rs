#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

mod bars;
mod evidence;
mod grounds_of_the_table;
mod order;
mod procedure;

use serde_json::{Value, json};

use crate::{Refusal, grounds, run};

/// Everything 40(2) asks for, in the right order.
fn incompetence() -> Value {
    json!({
        "ground": "40(2)",
        "circumstances": {
            "in_probation": false, "pregnant": false, "nursing_until": "none", "in_medical_period": false,
            "injury_grade": "none", "occupational_hazard": false, "exit_health_check": false,
            "service_years": 6, "years_to_retirement": 12, "has_union": true, "must_offer_open_ended": false,
        },
        "evidence": proved("40(2)"),
        "dates": {
            "kpi_known": "2025-07-01", "first_appraisal": "2026-01-15", "training_or_transfer": "2026-02-27",
            "second_period_from": "2026-03-01", "second_appraisal": "2026-06-01",
            "union_notice": "2026-06-05", "notice": "2026-06-08", "served": "2026-06-08", "last_day": "2026-07-08",
        },
    })
}

fn of(ground: &str) -> Value {
    let mut input = incompetence();
    input["ground"] = json!(ground);
    input["evidence"] = proved(ground);
    input
}

fn proved(ground: &str) -> Value {
    let codes = &grounds::ground(ground).unwrap().evidence;
    codes.iter().map(|code| (code.clone(), json!("proved"))).collect::<serde_json::Map<_, _>>().into()
}

/// The input with what stands at each pointer replaced; null takes it away.
fn with(mut input: Value, changes: &[(&str, Value)]) -> Value {
    for (pointer, value) in changes {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = input.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        match value {
            Value::Null => parent.remove(name),
            value => parent.insert(name.to_owned(), value.clone()),
        };
    }
    input
}

fn outcome(input: &Value) -> Value {
    run("gate", input).unwrap()
}

fn changed(changes: &[(&str, Value)]) -> Value {
    outcome(&with(incompetence(), changes))
}

fn refused(changes: &[(&str, Value)]) -> Refusal {
    run("gate", &with(incompetence(), changes)).unwrap_err()
}

fn codes(entries: &Value) -> Vec<&str> {
    entries.as_array().unwrap().iter().map(|entry| entry["code"].as_str().unwrap()).collect()
}

#[test]
fn r050_a_case_with_everything_proved_in_order_passes() {
    let it = outcome(&incompetence());
    assert_eq!(it["verdict"], "pass", "{it:#}");
    assert_eq!((&it["ready_for_notice"], &it["ready_for_payment"]), (&json!(true), &json!(true)));
    assert_eq!(
        (&it["bars"], &it["missing"], &it["warnings"], &it["unknown"]),
        (&json!([]), &json!([]), &json!([]), &json!([]))
    );
}

#[test]
fn r050_before_the_notice_only_what_the_notice_makes_may_be_missing() {
    let it = changed(&[
        ("/evidence/E-NOTICE-WRITTEN", Value::Null),
        ("/evidence/E-NOTICE-SERVED", Value::Null),
        ("/dates/notice", Value::Null),
        ("/dates/served", Value::Null),
    ]);
    assert_eq!((&it["verdict"], &it["ready_for_notice"]), (&json!("block"), &json!(true)));
    assert_eq!(it["missing"], json!(["E-NOTICE-WRITTEN", "E-NOTICE-SERVED"]));
}

#[test]
fn missing_wages_stop_the_payment_and_not_the_notice() {
    let it = changed(&[("/evidence/E-WAGE12", Value::Null)]);
    assert_eq!((&it["verdict"], codes(&it["warnings"])), (&json!("warn"), vec!["E-WAGE12"]));
    assert_eq!((&it["ready_for_notice"], &it["ready_for_payment"]), (&json!(true), &json!(false)));
}

#[test]
fn r051_before_the_agreement_exists_its_own_papers_do_not_hold_it_up() {
    let evidence = json!({"E-INITIATOR": "proved", "E-WAGE12": "proved"});
    let input = json!({"ground": "36", "circumstances": {"occupational_hazard": false}, "evidence": evidence});
    let it = outcome(&input);
    assert_eq!((&it["verdict"], &it["ready_for_notice"]), (&json!("block"), &json!(true)));
    let no_proposer = with(input, &[("/evidence/E-INITIATOR", Value::Null)]);
    assert_eq!(outcome(&no_proposer)["ready_for_notice"], false);
}

#[test]
fn every_soft_code_of_the_table_can_warn_somewhere() {
    let softened = [
        ("39(2)", "E-STATEMENT", vec![]),
        ("40(2)", "E-UNION-REPLY", vec![]),
        ("40(1)", "E-LABOR-APPRAISAL", vec![]),
        ("39(3)", "E-MAJOR-THRESHOLD", vec![]),
        ("44(2)", "E-PENSION-STATUS", vec![("/circumstances/retirement_on", json!("2026-01-01"))]),
        ("39(2)", "E-POL-DEM", vec![("/circumstances/policy_before_2008", json!(true))]),
        ("40(2)", "E-WAGE12", vec![]),
    ];
    let named: Vec<_> = softened.iter().map(|(_, code, _)| *code).collect();
    for code in grounds::soft_evidence().keys() {
        assert!(named.contains(&code.as_str()), "{code} is soft in the table and not here");
    }
    for (ground, code, changes) in softened {
        let pointer = format!("/evidence/{code}");
        let mut changes = changes;
        changes.push((&pointer, Value::Null));
        let it = outcome(&with(of(ground), &changes));
        assert_eq!((&it["verdict"], codes(&it["warnings"])), (&json!("warn"), vec![code]), "{ground}");
    }
    for (promise, code, ground) in
        [("hearing_promised", "E-STATEMENT", "39(2)"), ("serious_illness", "E-LABOR-APPRAISAL", "40(1)")]
    {
        let changes = [(format!("/circumstances/{promise}"), json!(true)), (format!("/evidence/{code}"), Value::Null)];
        let changes = changes.each_ref().map(|(pointer, value)| (pointer.as_str(), value.clone()));
        assert_eq!(outcome(&with(of(ground), &changes))["missing"], json!([code]), "{promise}");
    }
}

#[test]
fn every_ground_of_the_table_can_be_asked_about() {
    for row in grounds::rows() {
        let changes = [
            ("/circumstances/retirement_on", json!("2026-01-01")),
            ("/circumstances/in_probation", json!(row.code == "39(1)")),
            ("/evidence/E-IMPACT", json!("proved")),
        ];
        let it = outcome(&with(of(&row.code), &changes));
        let open_scope = row.code == "39(6)";
        assert_eq!(it["verdict"], if open_scope { "warn" } else { "pass" }, "{}: {it:#}", row.code);
    }
    for code in crate::gate::SUPPORTED {
        assert!(grounds::ground(code).is_some());
    }
}

#[test]
fn every_entry_speaks_both_languages() {
    let it = outcome(&with(
        json!({"ground": "40(2)", "circumstances": {}, "evidence": {}, "dates": {}}),
        &[("/dates/union_notice", json!("2026-06-08")), ("/dates/notice", json!("2026-06-08"))],
    ));
    let entries = it["bars"].as_array().unwrap().iter().chain(it["warnings"].as_array().unwrap());
    for entry in entries.chain(it["evidence"].as_array().unwrap()).chain(it["steps"].as_array().unwrap()) {
        assert!(!entry["zh"].as_str().unwrap().is_empty() && !entry["en"].as_str().unwrap().is_empty(), "{entry}");
        assert!(!entry["zh"].as_str().unwrap().contains('_'), "a field name in a Chinese sentence: {entry}");
    }
}

#[test]
fn a_faulty_field_is_named_by_its_pointer() {
    let cases: [(&str, Value, &str, &str); 9] = [
        ("/ground", json!("40"), "/ground", "unknown_ground"),
        ("/evidence/E-HUNCH", json!("proved"), "/evidence/E-HUNCH", "unknown_evidence_code"),
        ("/evidence/E-FACT", json!("perhaps"), "/evidence/E-FACT", "not_one_of"),
        ("/circumstances/injury_grade", json!(11), "/circumstances/injury_grade", "not_a_grade"),
        ("/circumstances/injury_grade", json!("low"), "/circumstances/injury_grade", "not_a_grade"),
        ("/circumstances/nursing_until", json!("soon"), "/circumstances/nursing_until", "not_a_date"),
        ("/circumstances/mood", json!(true), "/circumstances/mood", "unknown_field"),
        ("/dates/notice", json!("2026-13-01"), "/dates/notice", "not_a_date"),
        ("/dates/notice", json!("1226-01-01"), "/dates/notice", "date_out_of_range"),
    ];
    for (at, value, pointer, code) in cases {
        let refusal = refused(&[(at, value)]);
        assert_eq!((refusal.pointer.as_str(), refusal.code), (pointer, code), "{refusal}");
    }
}
