#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use serde_json::{Value, json};

use crate::{Refusal, run};

fn case(changes: Value) -> Value {
    let mut input = json!({"average_wage": "10000.00", "ground": "40(2)"});
    for (name, value) in changes.as_object().unwrap() {
        input[name] = value.clone();
    }
    input
}

fn outcome(changes: Value) -> Value {
    run("severance", &case(changes)).unwrap()
}

fn refused(changes: Value) -> Refusal {
    run("severance", &case(changes)).unwrap_err()
}

#[test]
fn r024_the_cap_is_a_cliff_one_fen_above_three_times_the_average() {
    let at = |wage: &str| outcome(json!({"units": "19", "average_wage": wage, "cap_wage": "37302.00"}));
    let (level, above) = (at("37302.00"), at("37302.01"));
    assert_eq!(level["severance"], "708738.00");
    assert_eq!(level["flags"], json!([]));
    assert_eq!(above["severance"], "447624.00");
    assert_eq!(above["flags"], json!(["CAP_3X", "CAP_12Y"]));
}

#[test]
fn r024_the_twelve_years_limit_nobody_below_the_cap() {
    let below = outcome(json!({"units": "30", "cap_wage": "37302.00"}));
    assert_eq!((&below["units_used"], &below["severance"]), (&json!("30"), &json!("300000.00")));
}

#[test]
fn r024_twelve_years_under_the_cap_lose_nothing() {
    let it = outcome(json!({"units": "12", "average_wage": "40000.00", "cap_wage": "37302.00"}));
    assert_eq!((&it["units_used"], &it["flags"]), (&json!("12"), &json!(["CAP_3X"])));
    let more = outcome(json!({"units": "12.5", "average_wage": "40000.00", "cap_wage": "37302.00"}));
    assert_eq!((&more["units_used"], &more["flags"]), (&json!("12"), &json!(["CAP_3X", "CAP_12Y"])));
}

#[test]
fn r022_the_minimum_wage_lifts_only_what_lies_below_it() {
    let at = |wage: &str| outcome(json!({"units": "2", "average_wage": wage, "minimum_wage": "2540.00"}));
    assert_eq!((&at("2540.00")["severance"], &at("2540.00")["flags"]), (&json!("5080.00"), &json!([])));
    assert_eq!((&at("2539.99")["severance"], &at("2539.99")["flags"]), (&json!("5080.00"), &json!(["MIN_WAGE_FLOOR"])));
}

#[test]
fn r031_payment_instead_of_notice_is_last_months_wage_uncapped_and_needs_to_be_known() {
    let paid =
        outcome(json!({"units": "3", "notice_given": false, "last_month_wage": "60000.00", "cap_wage": "5000.00"}));
    assert_eq!(
        (&paid["severance"], &paid["notice_pay"], &paid["total"]),
        (&json!("15000.00"), &json!("60000.00"), &json!("75000.00"))
    );
    let refusal = refused(json!({"units": "3", "notice_given": false}));
    assert_eq!((refusal.pointer.as_str(), refusal.code, refusal.rule), ("/last_month_wage", "missing", Some("R-031")));
}

#[test]
fn r031_no_ground_outside_article_40_pays_for_missing_notice() {
    for ground in ["36", "37", "38(1)", "39(2)", "41", "44(1)", "44(5)"] {
        let it = outcome(json!({"ground": ground, "units": "3", "notice_given": false, "last_month_wage": "9.00"}));
        assert_eq!(it["notice_pay"], "0.00", "{ground}");
    }
}

#[test]
fn r031_a_last_wage_below_the_minimum_wage_is_paid_as_it_is_and_flagged() {
    let it =
        outcome(json!({"units": "1", "notice_given": false, "last_month_wage": "2000.00", "minimum_wage": "2540.00"}));
    assert_eq!(it["notice_pay"], "2000.00");
    assert_eq!(it["flags"], json!(["UNCONFIRMED:R-031"]));
}

#[test]
fn r032_damages_are_twice_the_base_and_stand_alone() {
    let it = outcome(json!({"units": "3.5", "lawful": false, "notice_given": false}));
    let amounts = ["severance", "notice_pay", "damages", "total"].map(|name| it[name].as_str().unwrap().to_owned());
    assert_eq!(amounts, ["0.00", "0.00", "70000.00", "70000.00"]);
}

#[test]
fn r032_what_the_employee_or_death_ended_cannot_be_unlawful_ending() {
    for ground in ["37", "38(1)", "38(1)(2)", "38(2)", "44(3)"] {
        let refusal = refused(json!({"ground": ground, "units": "1", "lawful": false}));
        assert_eq!((refusal.pointer.as_str(), refusal.code), ("/lawful", "not_the_employers_act"), "{ground}");
    }
}

#[test]
fn r034_what_was_paid_is_credited_and_never_claimed_back() {
    let part = outcome(json!({"units": "5", "lawful": false, "already_paid": "60000.00"}));
    assert_eq!((&part["total"], &part["balance"]), (&json!("100000.00"), &json!("40000.00")));
    let over = outcome(json!({"units": "5", "already_paid": "60000.00"}));
    assert_eq!((&over["balance"], &over["flags"]), (&json!("0.00"), &json!(["OVERPAID"])));
}

#[test]
fn r030_without_a_record_of_who_proposed_the_employer_did() {
    let silent = outcome(json!({"ground": "36", "units": "4"}));
    assert_eq!(silent["severance"], "40000.00");
    assert!(silent["steps"].to_string().contains("没有由谁提出的记录"));
}

#[test]
fn r030_an_expiry_owes_severance_unless_the_same_terms_were_offered_and_refused() {
    let expiry = |offer: Value, refused: Value| {
        outcome(json!({"ground": "44(1)", "units": "3", "renewal_offer": offer, "employee_refused": refused}))["severance"].clone()
    };
    assert_eq!(expiry(json!("same_or_better"), json!(true)), "0.00");
    assert_eq!(expiry(json!("same_or_better"), json!(false)), "30000.00");
    assert_eq!(expiry(json!("worse"), json!(true)), "30000.00");
    assert_eq!(expiry(Value::Null, Value::Null), "30000.00");
}

#[test]
fn r030_caps_of_a_severance_that_is_not_due_raise_no_flag() {
    let it = outcome(json!({"ground": "37", "units": "20", "average_wage": "50000.00", "cap_wage": "37302.00"}));
    assert_eq!((&it["severance"], &it["flags"]), (&json!("0.00"), &json!([])));
}

#[test]
fn r027_years_already_paid_for_drop_out_and_a_gap_is_no_service() {
    let prior = |from: &str, to: &str, paid: &str| {
        outcome(json!({
            "employed_from": "2021-06-01", "last_day": "2026-05-31",
            "prior_employments": [{"from": from, "to": to, "severance_paid": paid}],
        }))
    };
    assert_eq!(prior("2016-06-01", "2021-05-31", "0.00")["units"], "10");
    assert_eq!(prior("2016-06-01", "2021-05-31", "0.01")["units"], "5");
    let gap = prior("2018-01-01", "2018-03-31", "0.00");
    assert_eq!((&gap["units"], &gap["flags"]), (&json!("5.5"), &json!(["UNCONFIRMED:R-027"])));
}

#[test]
fn r027_a_paid_employment_between_two_unpaid_ones_is_no_gap() {
    let it = outcome(json!({
        "employed_from": "2021-06-01", "last_day": "2026-05-31",
        "prior_employments": [
            {"from": "2019-06-01", "to": "2021-05-31", "severance_paid": "20000.00"},
            {"from": "2017-06-01", "to": "2019-05-31"},
        ],
    }));
    assert_eq!((&it["units"], &it["flags"]), (&json!("7"), &json!([])));
}

#[test]
fn r027_whether_paid_years_count_for_damages_is_not_decided_in_silence() {
    let it = outcome(json!({
        "employed_from": "2021-06-01", "last_day": "2026-05-31", "lawful": false,
        "prior_employments": [{"from": "2016-06-01", "to": "2021-05-31", "severance_paid": "1.00"}],
    }));
    assert_eq!((&it["damages"], &it["flags"]), (&json!("100000.00"), &json!(["UNCONFIRMED:R-027"])));
}

#[test]
fn r028_service_before_2008_is_counted_by_the_rules_of_its_time() {
    let split = |ground: &str| {
        let it = outcome(json!({"ground": ground, "employed_from": "1990-03-10", "last_day": "2026-06-30"}));
        (it["units_before_2008"].clone(), it["units"].clone(), it["flags"].clone())
    };
    // 17 years, 9 months and 22 days before 2008; 18.5 years from then on.
    assert_eq!(split("36"), (json!("12"), json!("31"), json!([])));
    assert_eq!(split("40(2)"), (json!("12"), json!("31"), json!(["UNCONFIRMED:R-028"])));
    assert_eq!(split("40(3)"), (json!("18"), json!("37"), json!(["UNCONFIRMED:R-028"])));
    assert_eq!(split("38(1)"), (json!("0"), json!("19"), json!(["UNCONFIRMED:R-028"])));
    assert_eq!(split("44(1)"), (json!("0"), json!("19"), json!([])));
    assert_eq!(split("44(4)"), (json!("0"), json!("19"), json!([])));
}

#[test]
fn r028_whole_years_before_2008_leave_no_rounding_open() {
    let it = outcome(json!({"ground": "40(3)", "employed_from": "2003-01-01", "last_day": "2026-06-30"}));
    assert_eq!((&it["units_before_2008"], &it["flags"]), (&json!("5"), &json!([])));
}

#[test]
fn r028_a_cap_over_service_from_before_2008_is_flagged() {
    let it = outcome(json!({
        "ground": "36", "employed_from": "2003-03-10", "last_day": "2026-06-30",
        "average_wage": "40000.00", "cap_wage": "37302.00",
    }));
    assert_eq!((&it["units"], &it["units_used"]), (&json!("24"), &json!("17")));
    assert_eq!(it["flags"], json!(["CAP_3X", "CAP_12Y", "UNCONFIRMED:R-028"]));
}

#[test]
fn r028_damages_are_never_counted_in_two_parts() {
    let it = outcome(
        json!({"employed_from": "2003-03-10", "last_day": "2026-06-30", "lawful": false, "average_wage": "40000.00", "cap_wage": "37302.00"}),
    );
    assert_eq!((&it["units"], &it["units_used"], it.get("units_before_2008")), (&json!("23.5"), &json!("12"), None));
    assert_eq!(it["flags"], json!(["CAP_3X", "CAP_12Y"]));
}

#[test]
fn every_faulty_field_is_named_by_its_pointer() {
    let prior = |from: &str, to: &str| json!({"employed_from": "2021-06-01", "last_day": "2026-05-31", "prior_employments": [{"from": from, "to": to}]});
    let cases = [
        (json!({}), "/employed_from", "missing"),
        (json!({"employed_from": "2021-06-01"}), "/last_day", "missing"),
        (json!({"employed_from": "2021-06-02", "last_day": "2021-06-01"}), "/last_day", "dates_out_of_order"),
        (json!({"employed_from": "2001-06-02", "last_day": "2007-12-31"}), "/last_day", "before_the_law"),
        (json!({"employed_from": "0001-01-01", "last_day": "2021-06-01"}), "/employed_from", "date_out_of_range"),
        (json!({"units": "3", "employed_from": "2021-06-01"}), "/employed_from", "two_forms"),
        (json!({"units": "3.25"}), "/units", "not_units"),
        (json!({"units": "3", "average_wage": "-1.00"}), "/average_wage", "negative"),
        (json!({"units": "3", "average_wage": 1}), "/average_wage", "not_money"),
        (json!({"units": "3", "already_paid": "-1.00"}), "/already_paid", "negative"),
        (json!({"units": "3", "ground": "40"}), "/ground", "unknown_ground"),
        (json!({"units": "3", "bonus": "1.00"}), "/bonus", "unknown_field"),
        (json!({"units": "3", "initiator": "boss"}), "/initiator", "not_one_of"),
        (json!({"units": "3", "cap_wage": "1.00", "minimum_wage": "2.00"}), "/cap_wage", "cap_below_minimum_wage"),
        (prior("2020-02-01", "2020-01-01"), "/prior_employments/0/to", "dates_out_of_order"),
        (prior("2020-02-01", "2021-06-01"), "/prior_employments/0/to", "dates_out_of_order"),
        (json!({"units": "999", "average_wage": "9999999999999.00", "lawful": false}), "", "ok"),
    ];
    for (changes, pointer, code) in cases {
        match run("severance", &case(changes.clone())) {
            Ok(_) => assert_eq!(code, "ok", "{changes}"),
            Err(refusal) => assert_eq!((refusal.pointer.as_str(), refusal.code), (pointer, code), "{changes}"),
        }
    }
}

#[test]
fn a_step_holds_the_figures_to_redo_it_by_hand() {
    let it = outcome(json!({"employed_from": "2019-04-08", "last_day": "2026-06-30"}));
    let steps = it["steps"].as_array().unwrap();
    assert!(
        steps.iter().any(|step| step["rule"] == "R-026" && step["zh"].as_str().unwrap().contains("7 年 2 个月 23 天"))
    );
    let last = steps.last().unwrap();
    assert_eq!(last["zh"], "经济补偿：10000.00 × 7.5 = 75000.00 元");
    assert_eq!(last["value"], "75000.00");
    assert_eq!(it["ruleset"], crate::RULESET);
}

#[test]
fn r028_shanghai_counts_the_years_before_2008_by_its_own_rule_and_says_that_it_is_open() {
    let of = |ground: &str, from: &str, city: &str| {
        let it = outcome(json!({"ground": ground, "employed_from": from, "last_day": "2026-06-30", "city": city}));
        (it["units_before_2008"].clone(), it["flags"].clone())
    };
    let open = json!(["UNCONFIRMED:R-028"]);
    assert_eq!(of("36", "2003-03-10", "上海"), (json!("5"), open.clone()));
    assert_eq!(of("36", "2003-08-10", "上海"), (json!("4"), open.clone()), "under six months counts nothing there");
    assert_eq!(of("36", "2003-08-10", "北京"), (json!("5"), json!([])));
    assert_eq!(of("36", "1990-01-01", "上海"), (json!("12"), open.clone()));
    assert_eq!(of("38(1)", "1990-01-01", "上海"), (json!("12"), open.clone()));
    assert_eq!(of("44(4)", "1990-01-01", "上海"), (json!("18"), open));
    assert_eq!(of("44(1)", "1990-01-01", "上海"), (json!("0"), json!([])));
}

#[test]
fn r037_shanghai_owes_a_medical_subsidy_and_elsewhere_it_is_open_whether_any_is_owed() {
    let ill = |more: Value| {
        let mut changes = json!({"ground": "40(1)", "units": "5"});
        for (name, value) in more.as_object().unwrap() {
            changes[name] = value.clone();
        }
        changes
    };
    let shanghai = outcome(ill(json!({"city": "上海", "cap_wage": "6000.00"})));
    assert_eq!((&shanghai["medical_subsidy"], &shanghai["total"]), (&json!("60000.00"), &json!("90000.00")));
    let longer = outcome(ill(json!({"city": "上海", "subsidy_months": 9})));
    assert_eq!(longer["medical_subsidy"], "90000.00");
    let floor = outcome(ill(json!({"city": "上海", "average_wage": "2000.00", "minimum_wage": "2540.00"})));
    assert_eq!(floor["medical_subsidy"], "15240.00");
    let beijing = outcome(ill(json!({"city": "北京"})));
    assert_eq!((beijing.get("medical_subsidy"), &beijing["flags"]), (None, &json!(["UNCONFIRMED:R-037"])));
    assert_eq!(refused(ill(json!({"city": "上海", "subsidy_months": 5.5}))).code, "below_the_least");
    assert_eq!(refused(json!({"units": "5", "subsidy_months": 6})).pointer, "/subsidy_months");
    assert_eq!(outcome(ill(json!({"lawful": false}))).get("medical_subsidy"), None);
}

#[test]
fn r030_a_public_welfare_post_earns_no_severance_and_an_unlawful_ending_still_costs_damages() {
    let post = |lawful: bool| outcome(json!({"units": "5", "public_welfare_post": true, "lawful": lawful}));
    assert_eq!((&post(true)["severance"], &post(false)["damages"]), (&json!("0.00"), &json!("100000.00")));
}

#[test]
fn r006_what_stands_together_is_added_up_in_the_working() {
    let it = outcome(json!({"units": "5", "notice_given": false, "last_month_wage": "9000.00"}));
    let last = it["steps"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["rule"], &last["value"]), (&json!("R-006"), &it["total"]));
}
