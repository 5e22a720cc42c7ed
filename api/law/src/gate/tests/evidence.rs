use serde_json::{Value, json};

use crate::grounds;

use super::{changed, codes, of, outcome, with};

#[test]
fn r004_evidence_that_is_absent_or_said_to_be_missing_blocks_in_the_order_of_the_row() {
    let it = changed(&[("/evidence/E-APPR2-FAIL", Value::Null), ("/evidence/E-KPI-KNOWN", json!("missing"))]);
    assert_eq!((&it["verdict"], &it["missing"]), (&json!("block"), &json!(["E-KPI-KNOWN", "E-APPR2-FAIL"])));
    assert_eq!(it["ready_for_notice"], false);
}

#[test]
fn r050_each_code_40_2_asks_for_is_needed_unless_the_table_says_softer() {
    for code in &grounds::ground("40(2)").unwrap().evidence {
        let it = changed(&[(&format!("/evidence/{code}"), Value::Null)]);
        let soft = grounds::soft_evidence().contains_key(code);
        assert_eq!(it["verdict"], if soft { "warn" } else { "block" }, "{code}");
        assert_eq!(it["missing"], if soft { json!([]) } else { json!([code]) });
    }
}

#[test]
fn r074_without_a_union_its_notice_is_a_warning_and_its_date_no_bar() {
    let it = changed(&[
        ("/circumstances/has_union", json!(false)),
        ("/evidence/E-UNION-NOTICE", Value::Null),
        ("/evidence/E-UNION-REPLY", Value::Null),
        ("/dates/union_notice", json!("2026-06-30")),
    ]);
    assert_eq!((&it["verdict"], codes(&it["warnings"])), (&json!("warn"), vec!["E-UNION-NOTICE", "E-UNION-REPLY"]));
    assert_eq!(it["flags"], json!(["UNCONFIRMED:R-074"]));
}

#[test]
fn r061_a_standard_from_a_policy_needs_the_policy_proved() {
    let it = changed(&[("/circumstances/kpi_in_policy", json!(true))]);
    assert_eq!(it["missing"], json!(["E-POL-TEXT", "E-POL-DEM", "E-POL-PUB"]));
    let old = changed(&[
        ("/circumstances/kpi_in_policy", json!(true)),
        ("/circumstances/policy_before_2008", json!(true)),
        ("/evidence/E-POL-TEXT", json!("proved")),
        ("/evidence/E-POL-PUB", json!("proved")),
    ]);
    assert_eq!((&old["verdict"], codes(&old["warnings"])), (&json!("warn"), vec!["E-POL-DEM"]));
}

#[test]
fn r031_less_than_thirty_days_of_notice_is_a_warning_that_names_the_price() {
    let it = changed(&[("/dates/last_day", json!("2026-07-07"))]);
    assert_eq!((&it["verdict"], codes(&it["warnings"])), (&json!("warn"), vec!["SHORT_NOTICE"]));
    assert!(it["warnings"][0]["zh"].as_str().unwrap().contains("2026-07-08"));
    assert_eq!(it["flags"], json!(["UNCONFIRMED:R-031"]));
}

#[test]
fn r054_a_notice_received_after_probation_finds_no_probation_to_fail() {
    let end = ("/circumstances/probation_end", json!("2026-06-07"));
    let it = outcome(&with(of("39(1)"), &[("/circumstances/in_probation", json!(true)), end]));
    assert_eq!(it["missing"], json!(["E-PROB-VALID"]));
    let in_time = [("/circumstances/in_probation", json!(true)), ("/circumstances/probation_end", json!("2026-06-08"))];
    assert_eq!(outcome(&with(of("39(1)"), &in_time))["verdict"], "pass");
}

#[test]
fn r055_basic_discipline_stands_in_for_a_rule_and_says_where() {
    let bare = [("/circumstances/no_express_rule", json!(true)), ("/evidence/E-POL-TEXT", Value::Null)];
    let it = outcome(&with(of("39(2)"), &bare));
    assert_eq!(it["missing"], json!(["E-BASIC-DISCIPLINE"]));
    let it = outcome(&with(of("39(2)"), &[bare[0].clone(), ("/evidence/E-BASIC-DISCIPLINE", json!("proved"))]));
    assert_eq!((&it["verdict"], codes(&it["warnings"])), (&json!("warn"), vec!["BASIC_DISCIPLINE_ONLY"]));
    assert_eq!(it["flags"], json!(["UNCONFIRMED:R-055"]));
}

#[test]
fn r057_a_second_job_needs_one_of_two_branches() {
    let second_job = |evidence: &[&str]| {
        let changes: Vec<_> = evidence.iter().map(|code| (format!("/evidence/{code}"), json!("proved"))).collect();
        let changes: Vec<_> = changes.iter().map(|(pointer, value)| (pointer.as_str(), value.clone())).collect();
        outcome(&with(of("39(4)"), &changes))["missing"].clone()
    };
    assert_eq!(second_job(&[]), json!(["E-IMPACT"]));
    assert_eq!(second_job(&["E-IMPACT"]), json!([]));
    assert_eq!(second_job(&["E-RECTIFY-DEMAND"]), json!(["E-REFUSAL"]));
    assert_eq!(second_job(&["E-RECTIFY-DEMAND", "E-REFUSAL"]), json!([]));
    assert_eq!(second_job(&["E-RECTIFY-DEMAND", "E-IMPACT"]), json!([]));
}

#[test]
fn r059_detention_is_no_judgment() {
    let it = outcome(&with(of("39(6)"), &[("/evidence/E-JUDGMENT", Value::Null)]));
    assert_eq!((&it["verdict"], &it["missing"]), (&json!("block"), &json!(["E-JUDGMENT"])));
}

#[test]
fn r077_facts_let_pass_for_more_than_six_months_are_a_warning() {
    let facts = |on: &str| outcome(&with(of("39(2)"), &[("/dates/facts", json!(on))]));
    assert_eq!(facts("2025-12-08")["verdict"], "pass");
    assert_eq!(codes(&facts("2025-12-07")["warnings"]), ["STALE_FACTS"]);
}

#[test]
fn r053_the_item_of_38_1_decides_what_the_employer_must_show() {
    let missing = |ground: &str| {
        let mut input = of("38(1)");
        input["ground"] = json!(ground);
        outcome(&input)["missing"].clone()
    };
    assert_eq!(missing("38(1)"), json!([]));
    assert_eq!(missing("38(1)(2)"), json!(["E-PAYROLL-COMPLETE", "E-NO-BAD-FAITH"]));
    assert_eq!(missing("38(1)(3)"), json!(["E-SI-RECORD"]));
}
