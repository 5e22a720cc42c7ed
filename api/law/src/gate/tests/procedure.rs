use serde_json::{Value, json};

use super::{changed, codes, of, outcome, with};

fn breach(changes: &[(&str, Value)]) -> Value {
    outcome(&with(of("39(2)"), changes))
}

#[test]
fn r005_a_ground_that_the_notice_does_not_state_cannot_be_added() {
    let stated = |grounds: Value| changed(&[("/circumstances/notice_grounds", grounds)]);
    assert_eq!(codes(&stated(json!(["39(2)"]))["bars"]), ["NEW_GROUND_NOT_IN_NOTICE"]);
    assert_eq!(stated(json!(["40(2)"]))["verdict"], "pass");
    let mixed = stated(json!(["39(2)", "40(2)"]));
    assert_eq!((&mixed["bars"], codes(&mixed["warnings"])), (&json!([]), vec!["MIXED_GROUNDS"]));
    assert_eq!(stated(json!(["39(2)", "39(3)", "40(2)"]))["verdict"], "warn");
    let item = outcome(&with(of("41"), &[("/circumstances/notice_grounds", json!(["41(1)(3)"]))]));
    assert_eq!(item["bars"], json!([]), "an item of the ground is the ground");
}

#[test]
fn r074_an_omitted_union_notice_can_be_made_good_until_a_suit_is_filed() {
    let absent = [("/evidence/E-UNION-NOTICE", Value::Null), ("/dates/union_notice", Value::Null)];
    let it = breach(&absent);
    assert_eq!((&it["missing"], &it["curable"]), (&json!(["E-UNION-NOTICE"]), &json!(true)));
    let sued = [absent.as_slice(), &[("/dates/suit_filed", json!("2026-08-01"))]].concat();
    assert_eq!(breach(&sued)["curable"], false);
    assert_eq!(breach(&[]).get("curable"), None);
    let layoff = outcome(&with(of("41"), &absent));
    assert_eq!((&layoff["missing"], layoff.get("curable")), (&json!(["E-UNION-NOTICE"]), None));
}

#[test]
fn r074_what_was_made_good_before_the_suit_is_a_warning_and_afterwards_it_blocks() {
    let late = ("/dates/union_notice", json!("2026-06-20"));
    let corrected = ("/dates/union_corrected", json!("2026-06-20"));
    let it = breach(&[late.clone(), corrected.clone()]);
    assert_eq!((&it["verdict"], codes(&it["warnings"])), (&json!("warn"), vec!["UNION_NOTICE_CORRECTED"]));
    let before = breach(&[late.clone(), corrected.clone(), ("/dates/suit_filed", json!("2026-06-21"))]);
    assert_eq!(before["verdict"], "warn");
    let same_day = breach(&[late.clone(), corrected, ("/dates/suit_filed", json!("2026-06-20"))]);
    assert_eq!((&same_day["verdict"], &same_day["curable"]), (&json!("block"), &json!(false)));
    let uncorrected = breach(&[late]);
    assert_eq!(codes(&uncorrected["bars"]), ["ORDER_UNION_BEFORE_NOTICE"]);
    assert_eq!((&uncorrected["missing"], &uncorrected["curable"]), (&json!(["E-UNION-NOTICE"]), &json!(true)));
}

#[test]
fn r077_each_sign_of_disproportion_is_a_warning() {
    for (name, code) in
        [("colleague_treated_lighter", "COLLEAGUE_TREATED_LIGHTER"), ("tolerated_before", "TOLERATED_BEFORE")]
    {
        let pointer = format!("/circumstances/{name}");
        assert_eq!(codes(&breach(&[(&pointer, json!(true))])["warnings"]), [code]);
        assert_eq!(breach(&[(&pointer, json!(false))])["verdict"], "pass");
        assert_eq!(changed(&[(&pointer, json!(true))])["verdict"], "pass", "article 40 knows no such question");
    }
}

#[test]
fn r079_the_last_rank_alone_is_no_incompetence() {
    assert_eq!(codes(&changed(&[("/circumstances/ranking_only", json!(true))])["bars"]), ["BOTTOM_RANKING"]);
    assert_eq!(changed(&[("/circumstances/ranking_only", json!(false))])["verdict"], "pass");
}

#[test]
fn r078_payment_that_hangs_on_what_the_employee_cannot_control_is_a_warning() {
    let it = outcome(&with(of("36"), &[("/circumstances/payment_conditional", json!(true))]));
    assert_eq!(codes(&it["warnings"]), ["PAYMENT_CONDITION_VOID"]);
}

#[test]
fn r054_a_probation_beyond_the_limit_is_no_probation_to_fail() {
    let changes = [("/circumstances/in_probation", json!(true)), ("/circumstances/probation_too_long", json!(true))];
    assert_eq!(outcome(&with(of("39(1)"), &changes))["missing"], json!(["E-PROB-VALID"]));
}

#[test]
fn r060_r062_the_offer_and_the_negotiation_come_before_the_notice() {
    for (ground, name, code) in [
        ("40(1)", "alternative_offered", "ORDER_OFFER_BEFORE_NOTICE"),
        ("40(3)", "negotiated", "ORDER_NEGOTIATION_BEFORE_NOTICE"),
    ] {
        let pointer = format!("/dates/{name}");
        let on = |day: &str| outcome(&with(of(ground), &[(pointer.as_str(), json!(day))]));
        assert_eq!(on("2026-06-07")["verdict"], "pass");
        assert_eq!(codes(&on("2026-06-08")["bars"]), [code]);
    }
}

#[test]
fn r063_thirty_days_lie_between_explanation_and_notice_and_the_report_between_them() {
    let dated = |explained: &str, reported: &str| {
        let changes = [("/dates/explained", json!(explained)), ("/dates/reported_to_bureau", json!(reported))];
        outcome(&with(of("41"), &changes))
    };
    assert_eq!(dated("2026-05-09", "2026-06-01")["verdict"], "pass");
    assert_eq!(codes(&dated("2026-05-10", "2026-06-01")["bars"]), ["LAYOFF_30_DAYS"]);
    assert_eq!(codes(&dated("2026-05-09", "2026-05-08")["bars"]), ["ORDER_EXPLANATION_BEFORE_REPORT"]);
    assert_eq!(codes(&dated("2026-05-09", "2026-06-09")["bars"]), ["ORDER_REPORT_BEFORE_NOTICE"]);
}

#[test]
fn r063_figures_below_the_threshold_contradict_the_proof_of_it() {
    let cut = |to_cut: u32| {
        let changes = [("/circumstances/headcount", json!(120)), ("/circumstances/to_cut", json!(to_cut))];
        outcome(&with(of("41"), &changes))["missing"].clone()
    };
    assert_eq!((cut(11), cut(12)), (json!(["E-HEADCOUNT"]), json!([])));
}

#[test]
fn r070_the_demand_comes_first_and_the_first_month_is_short() {
    let dated = |ground: &str, hired: &str, demand: &str| {
        let changes = [("/dates/employed_from", json!(hired)), ("/dates/sign_demand", json!(demand))];
        outcome(&with(of(ground), &changes))
    };
    assert_eq!(dated("条例5", "2026-05-09", "2026-06-01")["verdict"], "pass");
    assert_eq!(codes(&dated("条例5", "2026-05-08", "2026-06-01")["bars"]), ["FIRST_MONTH_OVER"]);
    assert_eq!(dated("条例6", "2026-05-08", "2026-06-01")["verdict"], "pass");
    assert_eq!(codes(&dated("条例6", "2026-01-08", "2026-06-09")["bars"]), ["ORDER_DEMAND_BEFORE_NOTICE"]);
}

#[test]
fn r036_an_injury_in_leave_warns_and_does_not_bar() {
    for ground in ["40(2)", "41", "44(1)", "TASK"] {
        let it = outcome(&with(of(ground), &[("/circumstances/in_injury_leave", json!(true))]));
        assert_eq!((codes(&it["warnings"]), &it["bars"]), (vec!["INJURY_LEAVE_RUNNING"], &json!([])), "{ground}");
    }
    assert_eq!(breach(&[("/circumstances/in_injury_leave", json!(true))])["verdict"], "pass");
}

#[test]
fn r073_each_protection_keeps_the_contract_alive_to_its_own_end() {
    let end = ("/circumstances/contract_end", json!("2026-06-30"));
    let held = |name: &str, until: &str| {
        let pointer = format!("/circumstances/{name}");
        let medical = ("/circumstances/in_medical_period", Value::Null);
        let changes = if name == "medical_period_until" { vec![end.clone(), medical] } else { vec![end.clone()] };
        outcome(&with(of("44(1)"), &[changes, vec![(pointer.as_str(), json!(until))]].concat()))
    };
    for name in ["medical_period_until", "service_period_until", "union_office_until"] {
        let it = held(name, "2026-12-31");
        assert_eq!((codes(&it["bars"]), &it["extend_to"]), (vec!["ART45_EXTENSION"], &json!("2026-12-31")), "{name}");
        assert_eq!(held(name, "2026-06-29")["verdict"], "pass", "{name}");
    }
    let dismissal = changed(&[("/circumstances/service_period_until", json!("2027-12-31"))]);
    assert_eq!(dismissal["verdict"], "pass", "a service period is no matter of article 42");
}
