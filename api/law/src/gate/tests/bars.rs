use serde_json::{Value, json};

use super::{changed, codes, incompetence, of, outcome, proved, with};

#[test]
fn r072_each_protected_situation_bars_article_40() {
    let situations: [&[(&str, Value)]; 7] = [
        &[("/circumstances/pregnant", json!(true))],
        &[("/circumstances/in_medical_period", json!(true))],
        &[("/circumstances/injury_grade", json!(5))],
        &[("/circumstances/injury_grade", json!(10))],
        &[("/circumstances/nursing_until", json!("2026-06-08"))],
        &[("/circumstances/service_years", json!(16)), ("/circumstances/years_to_retirement", json!(4.5))],
        &[("/circumstances/other_protection", json!(true))],
    ];
    for changes in situations {
        let it = changed(changes);
        assert_eq!((codes(&it["bars"]), &it["verdict"]), (vec!["ART42_PROTECTED"], &json!("block")), "{changes:?}");
    }
}

#[test]
fn r072_the_borders_of_protection_are_where_the_law_puts_them() {
    let free: [&[(&str, Value)]; 5] = [
        &[("/circumstances/nursing_until", json!("2026-06-07"))],
        &[("/circumstances/service_years", json!(14.99)), ("/circumstances/years_to_retirement", json!(1))],
        &[("/circumstances/service_years", json!(20)), ("/circumstances/years_to_retirement", json!(5))],
        &[("/circumstances/occupational_hazard", json!(true)), ("/circumstances/exit_health_check", json!(true))],
        &[("/circumstances/nursing_until", Value::Null), ("/circumstances/child_born_on", json!("2025-06-01"))],
    ];
    for changes in free {
        assert_eq!(changed(changes)["verdict"], "pass", "{changes:?}");
    }
    let near_by_date = changed(&[
        ("/circumstances/service_years", json!(15)),
        ("/circumstances/years_to_retirement", Value::Null),
        ("/circumstances/retirement_on", json!("2031-06-07")),
    ]);
    assert_eq!(codes(&near_by_date["bars"]), ["ART42_PROTECTED"]);
    let five_by_date = changed(&[
        ("/circumstances/service_years", json!(15)),
        ("/circumstances/years_to_retirement", Value::Null),
        ("/circumstances/retirement_on", json!("2031-06-08")),
    ]);
    assert_eq!(five_by_date["verdict"], "pass");
}

#[test]
fn r072_a_nursing_period_with_no_date_of_the_act_still_protects() {
    let dates = ["notice", "served", "last_day"].map(|name| format!("/dates/{name}"));
    let mut changes: Vec<_> = dates.iter().map(|pointer| (pointer.as_str(), Value::Null)).collect();
    changes.push(("/circumstances/nursing_until", json!("2020-01-01")));
    assert_eq!(codes(&changed(&changes)["bars"]), ["ART42_PROTECTED"]);
}

#[test]
fn r072_a_hazard_post_without_an_exit_check_is_barred_twice() {
    let it = changed(&[("/circumstances/occupational_hazard", json!(true))]);
    assert_eq!(codes(&it["bars"]), ["ART42_PROTECTED", "OCC_HEALTH"]);
}

#[test]
fn r072_fault_dismissal_of_a_pregnant_employee_is_not_barred() {
    let it = outcome(&with(of("39(2)"), &[("/circumstances/pregnant", json!(true))]));
    assert_eq!((&it["verdict"], &it["missing"]), (&json!("pass"), &json!([])));
}

#[test]
fn r050_every_unanswered_circumstance_of_a_bar_blocks_by_name() {
    for name in
        ["pregnant", "nursing_until", "in_medical_period", "injury_grade", "occupational_hazard", "service_years"]
    {
        // Two "no" answers would settle the age question between them.
        let near = ("/circumstances/years_to_retirement", json!(3));
        let it = changed(&[near, (&format!("/circumstances/{name}"), Value::Null)]);
        assert_eq!((&it["unknown"], &it["verdict"]), (&json!([name]), &json!("block")));
        assert_eq!(codes(&it["bars"]), [format!("UNKNOWN:{name}")]);
    }
}

#[test]
fn r050_null_is_unknown_as_much_as_absent() {
    let mut input = incompetence();
    input["circumstances"]["pregnant"] = Value::Null;
    assert_eq!(outcome(&input)["unknown"], json!(["pregnant"]));
}

#[test]
fn r050_what_the_known_answers_decide_is_not_asked() {
    for settled in ["years_to_retirement", "exit_health_check", "in_probation", "must_offer_open_ended", "has_union"] {
        let it = changed(&[(&format!("/circumstances/{settled}"), Value::Null)]);
        assert_eq!(it["verdict"], "pass", "{settled}");
    }
    let it =
        outcome(&json!({"ground": "36", "circumstances": {"occupational_hazard": false}, "evidence": proved("36")}));
    assert_eq!(it["verdict"], "pass", "{it:#}");
}

#[test]
fn r050_a_bar_that_stands_does_not_silence_the_open_questions() {
    let it = changed(&[("/circumstances/pregnant", json!(true)), ("/circumstances/injury_grade", Value::Null)]);
    assert_eq!(codes(&it["bars"]), ["ART42_PROTECTED", "UNKNOWN:injury_grade"]);
}

#[test]
fn r051_mutual_agreement_asks_about_hazards_and_nothing_else() {
    let agreement = |circumstances: Value| {
        outcome(&json!({"ground": "36", "circumstances": circumstances, "evidence": proved("36")}))
    };
    assert_eq!(agreement(json!({}))["unknown"], json!(["occupational_hazard", "exit_health_check"]));
    let exposed = agreement(json!({"occupational_hazard": true, "exit_health_check": false, "pregnant": true}));
    assert_eq!((codes(&exposed["bars"]), &exposed["missing"]), (vec!["OCC_HEALTH"], &json!(["E-EXIT-HEALTH-CHECK"])));
}

#[test]
fn r017_40_3_and_41_are_barred_in_probation_and_40_2_is_not() {
    let probation = [("/circumstances/in_probation", json!(true))];
    for ground in ["40(3)", "41"] {
        assert_eq!(codes(&outcome(&with(of(ground), &probation))["bars"]), ["PROBATION_BAR"], "{ground}");
    }
    assert_eq!(changed(&probation)["verdict"], "pass");
    let unknown = outcome(&with(of("40(3)"), &[("/circumstances/in_probation", Value::Null)]));
    assert_eq!(unknown["unknown"], json!(["in_probation"]));
}

#[test]
fn r074_whether_there_is_a_union_must_be_known_when_nobody_told_it() {
    let it = changed(&[("/circumstances/has_union", Value::Null), ("/evidence/E-UNION-NOTICE", Value::Null)]);
    assert_eq!((&it["unknown"], &it["missing"]), (&json!(["has_union"]), &json!(["E-UNION-NOTICE"])));
}

#[test]
fn r073_an_expiring_contract_runs_on_to_the_first_birthday() {
    let it = outcome(&with(
        of("44(1)"),
        &[
            ("/circumstances/contract_end", json!("2026-09-30")),
            ("/circumstances/child_born_on", json!("2026-03-10")),
            ("/dates/last_day", json!("2026-09-30")),
        ],
    ));
    assert_eq!((codes(&it["bars"]), &it["extend_to"]), (vec!["ART45_EXTENSION"], &json!("2027-03-10")));
}

#[test]
fn r036_grades_seven_to_ten_let_a_contract_expire_and_one_to_six_do_not() {
    let graded = |grade: u8| outcome(&with(of("44(1)"), &[("/circumstances/injury_grade", json!(grade))]));
    for grade in 1..=6 {
        assert_eq!(codes(&graded(grade)["bars"]), ["ART45_EXTENSION"], "{grade}");
    }
    for grade in 7..=10 {
        assert_eq!(graded(grade)["verdict"], "pass", "{grade}");
    }
}

#[test]
fn r012_expiry_is_barred_where_an_open_ended_contract_is_owed() {
    let it = outcome(&with(of("44(1)"), &[("/circumstances/must_offer_open_ended", json!(true))]));
    assert_eq!(codes(&it["bars"]), ["MUST_OFFER_OPEN_ENDED"]);
    let open = outcome(&with(of("44(1)"), &[("/circumstances/must_offer_open_ended", Value::Null)]));
    assert_eq!(open["unknown"], json!(["must_offer_open_ended"]));
}

#[test]
fn r013_a_month_of_work_after_expiry_takes_expiry_away() {
    let held = |last: &str| {
        let changes = [("/circumstances/contract_end", json!("2026-06-30")), ("/dates/last_day", json!(last))];
        outcome(&with(of("44(1)"), &changes))
    };
    assert_eq!(held("2026-07-30")["verdict"], "pass");
    assert_eq!(codes(&held("2026-07-31")["bars"]), ["HOLD_OVER"]);
}

#[test]
fn r100_retirement_before_its_date_is_barred_and_the_date_must_be_known() {
    let retire = |changes: &[(&str, Value)]| outcome(&with(of("44(2)"), changes));
    let due = |on: &str| [("/circumstances/retirement_on", json!(on))];
    assert_eq!(retire(&due("2026-07-08"))["verdict"], "pass");
    assert_eq!(codes(&retire(&due("2026-07-09"))["bars"]), ["RETIRE_DATE"]);
    let unknown = retire(&[("/circumstances/years_to_retirement", Value::Null)]);
    assert_eq!(unknown["unknown"], json!(["retirement_on"]));
    let no_pension = retire(&[due("2026-07-08")[0].clone(), ("/evidence/E-PENSION-STATUS", Value::Null)]);
    assert_eq!(codes(&no_pension["warnings"]), ["E-PENSION-STATUS"]);
}
