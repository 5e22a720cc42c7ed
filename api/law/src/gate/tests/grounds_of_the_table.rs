//! Each ground of the table: a case that nothing blocks, each of its evidence codes taken away, each
//! bar put in its way.

use serde_json::{Value, json};

use crate::grounds::{self, Condition, GroundRow};

use super::{codes, of, outcome, with};

/// A case on this ground with everything that its row asks for.
fn made_out(row: &GroundRow) -> Value {
    let impact = if row.code == "39(4)" { json!("proved") } else { Value::Null };
    let changes = [
        ("/circumstances/retirement_on", json!("2026-01-01")),
        ("/circumstances/in_probation", json!(row.code == "39(1)")),
        ("/evidence/E-IMPACT", impact),
    ];
    with(of(&row.code), &changes)
}

/// The same with this condition met and what it asks for on file.
fn under(row: &GroundRow, condition: Condition, more: &[String]) -> Value {
    let name = serde_json::to_value(condition).unwrap();
    let name = name.as_str().unwrap();
    let proved: Vec<_> = more.iter().map(|code| (format!("/evidence/{code}"), json!("proved"))).collect();
    let mut changes: Vec<_> = proved.iter().map(|(pointer, value)| (pointer.as_str(), value.clone())).collect();
    let circumstance = format!("/circumstances/{name}");
    match condition {
        Condition::OccupationalHazardPost => {
            changes.push(("/circumstances/occupational_hazard", json!(true)));
            changes.push(("/circumstances/exit_health_check", json!(true)));
        }
        Condition::EmployerClaimsNoSeverance => {
            changes.push(("/circumstances/employer_claims_no_severance", json!(true)));
        }
        Condition::BranchA => {}
        Condition::BranchB => changes.push(("/evidence/E-IMPACT", Value::Null)),
        _ if name.contains('(') => changes.push(("/ground", json!(name))),
        _ => changes.push((&circumstance, json!(true))),
    }
    with(made_out(row), &changes)
}

fn absent(input: &Value, code: &str) -> Value {
    outcome(&with(input.clone(), &[(&format!("/evidence/{code}"), Value::Null)]))
}

#[test]
fn r050_a_case_with_everything_its_row_asks_for_is_blocked_by_nothing() {
    for row in grounds::rows() {
        let it = outcome(&made_out(row));
        assert_eq!((&it["bars"], &it["missing"], &it["unknown"]), (&json!([]), &json!([]), &json!([])), "{}", row.code);
        assert_ne!(it["verdict"], "block", "{}", row.code);
        assert!(crate::gate::SUPPORTED.contains(&row.code.as_str()));
    }
    assert_eq!(crate::gate::SUPPORTED.len(), grounds::rows().len());
}

#[test]
fn r004_each_code_of_each_row_is_needed_and_only_the_soft_ones_may_warn_instead() {
    for row in grounds::rows() {
        for code in &row.evidence {
            let it = absent(&made_out(row), code);
            // At a retirement age that is reached the pension is not asked for; elsewhere it is.
            let warned = codes(&it["warnings"]).contains(&code.as_str());
            if it["missing"] == json!([]) {
                assert!(warned && grounds::soft_evidence().contains_key(code), "{} {code}", row.code);
                assert_eq!(it["verdict"], "warn", "{} {code}", row.code);
            } else {
                assert_eq!((&it["missing"], &it["verdict"]), (&json!([code]), &json!("block")), "{}", row.code);
                assert!(!warned, "{} {code}", row.code);
            }
        }
    }
}

#[test]
fn r004_each_conditional_code_blocks_under_its_condition_and_is_not_asked_without_it() {
    for row in grounds::rows() {
        for (condition, more) in &row.conditional {
            let full = under(row, *condition, more);
            assert_eq!(outcome(&full)["missing"], json!([]), "{} {condition:?}", row.code);
            for code in more {
                let it = absent(&full, code);
                assert_eq!((&it["missing"], &it["verdict"]), (&json!([code]), &json!("block")), "{} {code}", row.code);
                if *condition != Condition::BranchA {
                    let plain = outcome(&made_out(row));
                    let asked = plain["evidence"].as_array().unwrap().iter().any(|asked| asked["code"] == *code);
                    assert!(!asked || row.evidence.contains(code), "{} {code}", row.code);
                }
            }
        }
    }
}

/// A bar, the grounds it belongs to, what puts it in the way, and the article it must name.
struct Barring<'a> {
    code: &'a str,
    on: &'a [&'a str],
    circumstances: &'a [(&'a str, Value)],
    cite: &'a str,
}

#[test]
fn r050_each_bar_blocks_every_ground_it_belongs_to_and_names_its_article() {
    let probation = [("/circumstances/in_probation", json!(true))];
    let pregnant = [("/circumstances/pregnant", json!(true))];
    let unchecked =
        [("/circumstances/occupational_hazard", json!(true)), ("/circumstances/exit_health_check", json!(false))];
    let owed = [("/circumstances/must_offer_open_ended", json!(true))];
    let early = [("/circumstances/retirement_on", json!("2026-07-09"))];
    let employers_acts = [
        "36", "39(1)", "39(2)", "39(3)", "39(4)", "39(5)", "39(6)", "40(1)", "40(2)", "40(3)", "41", "44(1)", "44(2)",
        "44(4)", "44(5)", "TASK", "条例5", "条例6", "PT",
    ];
    let bar = |code, on, circumstances, cite| Barring { code, on, circumstances, cite };
    let bars = [
        bar("PROBATION_BAR", &["40(3)", "41"][..], &probation[..], "劳动合同法 21"),
        bar("ART42_PROTECTED", &["40(1)", "40(2)", "40(3)", "41"], &pregnant, "劳动合同法 42"),
        bar("ART45_EXTENSION", &["44(1)", "TASK"], &pregnant, "劳动合同法 45"),
        bar("OCC_HEALTH", &employers_acts, &unchecked, "职业病防治法 35"),
        bar("MUST_OFFER_OPEN_ENDED", &["44(1)"], &owed, "劳动合同法 14"),
        bar("RETIRE_DATE", &["44(2)"], &early, "劳动合同法 44(2)"),
    ];
    for Barring { code, on, circumstances, cite } in bars {
        for row in grounds::rows() {
            let it = outcome(&with(made_out(row), circumstances));
            let bar = it["bars"].as_array().unwrap().iter().find(|bar| bar["code"] == code);
            assert_eq!(bar.is_some(), on.contains(&row.code.as_str()), "{code} on {}", row.code);
            if let Some(bar) = bar {
                assert_eq!(it["verdict"], "block", "{code} on {}", row.code);
                assert!(bar["cite"].as_str().unwrap().contains(cite), "{code} cites {}", bar["cite"]);
            }
        }
    }
}

#[test]
fn r072_the_grounds_that_article_42_leaves_alone_stay_open() {
    let changes = [("/circumstances/pregnant", json!(true)), ("/circumstances/in_medical_period", json!(true))];
    for code in ["36", "37", "38(1)", "38(2)", "39(2)", "44(2)", "44(3)", "44(4)", "44(5)", "PT"] {
        let it = outcome(&with(made_out(grounds::ground(code).unwrap()), &changes));
        assert_eq!(it["bars"], json!([]), "{code}");
    }
}
