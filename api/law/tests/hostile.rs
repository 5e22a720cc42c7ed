//! What no input may do, and what every answer must do: no panic, a pointer in each refusal, no amount
//! below zero, and each result found again in the working.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

mod support;

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use support::{PAGE, example, input_fields, section};

/// Values that a careful reader would not write.
fn hostile() -> Vec<Value> {
    let texts = [
        "",
        " ",
        "0",
        "0.00",
        "-0.01",
        "-1.00",
        "0.005",
        "1e3",
        "9999999999999.99",
        "99999999999999.99",
        "none",
        "null",
        "0000-01-01",
        "1899-12-31",
        "1900-01-01",
        "2024-02-29",
        "2025-02-29",
        "2199-12-31",
        "2200-01-01",
        "9999-12-31",
        "+262142-12-31",
        "-0001-01-01",
        "2026-07-01",
        "1976-09-01",
        "36",
        "37",
        "38(1)",
        "38(1)(2)",
        "38(1)(3)",
        "38(2)",
        "39(1)",
        "40(1)",
        "40(3)",
        "41",
        "41(1)(3)",
        "44(1)",
        "44(2)",
        "TASK",
        "条例5",
        "PT",
        "40",
        "0.5",
        "999.5",
        "1000",
        "北京",
        "上海",
        "深圳",
        "\u{0}",
        "～",
        "🙂",
        "M",
        "F50",
    ];
    let mut values: Vec<_> = texts.iter().map(|text| json!(text)).collect();
    values.extend([
        Value::Null,
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(-1),
        json!(2026),
        json!(0.1),
        json!(0.125),
        json!(99_999),
        json!(99_999.99),
        json!(100_000),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e308),
        json!(-1e308),
        json!([]),
        json!([[]]),
        json!([null]),
        json!({}),
        json!({"": {}}),
        json!([{"from": "2008-01-01"}]),
        json!({"damages": "9999999999999.99", "severance": "1.00"}),
        json!({"severance": "9999999999999.99", "wages": "9999999999999.99"}),
    ]);
    values
}

/// Every text that the examples of the page use, so that names of choices are met too.
fn used() -> Vec<Value> {
    let mut values = Vec::new();
    for name in law::CALCULATORS {
        values.extend(example(name)["input"].as_object().unwrap().values().cloned());
        let quoted = section(name).split('`').skip(1).step_by(2);
        values.extend(quoted.map(|word| json!(word.trim_matches('"'))));
    }
    values
}

/// The results of a calculator that its steps must show, and whether the last step shows them.
const SHOWN: [(&str, &str, bool); 38] = [
    ("average-wage", "average", true),
    ("severance", "total", false),
    ("severance", "severance", false),
    ("severance", "units", false),
    ("double-wage", "amount", false),
    ("probation", "max_months", false),
    ("probation-wage", "valid", true),
    ("annual-leave-payout", "amount", true),
    ("leave-entitlement", "days", true),
    ("overtime", "total", true),
    ("sick-and-standby-pay", "total", true),
    ("severance-income-tax", "net", true),
    ("non-compete", "monthly", false),
    ("non-compete", "total", false),
    ("non-compete-release", "extra_three_months", false),
    ("non-compete-breach", "total", true),
    ("service-period-penalty", "penalty", true),
    ("medical-period", "months", false),
    ("maternity-leave", "days", false),
    ("retirement", "statutory_date", true),
    ("flexible-retirement", "latest_flexible", false),
    ("minimum-contribution", "min_contribution_months", false),
    ("over-age", "regime", false),
    ("part-time", "part_time", true),
    ("mass-layoff", "applies", true),
    ("open-ended", "must_offer", true),
    ("hold-over", "ground_44_1_available", true),
    ("notice-period", "earliest_last_day", false),
    ("reinstatement-back-pay", "back_pay", true),
    ("shortfall", "shortfall", true),
    ("wage-deduction", "net_before_si_tax", true),
    ("final-wage", "amount", true),
    ("injury", "ending", false),
    ("employer-fault", "severance_due", true),
    ("local-standard", "value", true),
    ("deadlines", "arbitration_limit", false),
    ("limitation", "last_day_to_apply", false),
    ("retention", "keep_at_least_until", false),
];

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn check_outcome(name: &str, input: &Value, outcome: &Value) {
    let steps = outcome["steps"].as_array().unwrap();
    assert!(!steps.is_empty(), "{name} shows no working for {input}");
    for step in steps {
        assert!(["rule", "cite", "zh", "en", "value"].iter().all(|part| !step[part].as_str().unwrap().is_empty()));
    }
    assert_eq!(outcome["ruleset"], law::RULESET);
    let results = outcome.as_object().unwrap().iter().filter(|(key, _)| *key != "steps");
    for (key, value) in results {
        assert!(!value.as_str().is_some_and(|text| text.starts_with('-')), "{name} {key} is below zero for {input}");
    }
    for (_, field, last) in SHOWN.iter().filter(|(shown, ..)| *shown == name) {
        let result = outcome.get(*field).cloned().unwrap_or(Value::Null);
        // Where nothing is owed the working says why instead of a sum.
        if result.is_null() || result == "0.00" {
            continue;
        }
        let shown = |step: &Value| step["value"] == json!(text(&result));
        let found = if *last { shown(steps.last().unwrap()) } else { steps.iter().any(shown) };
        assert!(found, "{name}: {field} = {result} is not in the working of {input}: {steps:#?}");
    }
}

/// Whether it was answered.
fn check(name: &str, input: &Value) -> bool {
    match law::run(name, input) {
        Ok(outcome) => {
            check_outcome(name, input, &outcome);
            true
        }
        Err(law::Refusal { pointer, code, zh, en, .. }) => {
            assert!(pointer.is_empty() || pointer.starts_with('/'), "{name}: {pointer} for {input}");
            assert!(zh.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter)), "{name}: {zh}");
            assert!(!en.is_empty() && !code.is_empty(), "{name}: {en}");
            false
        }
    }
}

/// What a value looks like, so that another of its kind can take its place.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "yes or no",
        Value::Number(_) => "number",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
        Value::String(text) if text.len() == 10 && text.matches('-').count() == 2 => "date",
        Value::String(text) if text.starts_with(|letter: char| letter.is_ascii_digit()) && text.contains('.') => {
            "money"
        }
        Value::String(_) => "word",
    }
}

/// Every value that some worked example or the page gives to a field of this name, and others alike.
fn plausible(values: &[Value], field: &str) -> Vec<Value> {
    let cases = [include_str!("cases.json"), include_str!("freeform.json")];
    let cases = cases.into_iter().flat_map(|cases| serde_json::from_str::<Vec<Value>>(cases).unwrap());
    let inputs = cases.map(|case| case["input"].clone());
    let inputs: Vec<_> = inputs.chain(law::CALCULATORS.iter().map(|name| example(name)["input"].clone())).collect();
    let given: Vec<_> = inputs.iter().filter_map(|input| input.get(field).cloned()).collect();
    let mut alike = given.clone();
    alike.extend(values.iter().filter(|value| given.iter().any(|other| kind(other) == kind(value))).cloned());
    alike
}

#[test]
fn thousands_of_hostile_inputs_make_no_calculator_panic_and_each_refusal_points() {
    let values: Vec<_> = hostile().into_iter().chain(used()).collect();
    for name in law::CALCULATORS {
        let fields = input_fields(name);
        let alike: Vec<_> = fields.iter().map(|field| plausible(&values, field)).collect();
        let base = example(name)["input"].clone();
        let nested = ["circumstances", "dates", "evidence", "due", "paid"];
        let change = (0..fields.len(), any::<prop::sample::Index>(), prop::bool::weighted(0.7));
        let cases = (
            prop::bool::weighted(0.8),
            prop::collection::vec(change, 1..4),
            prop::option::weighted(0.1, "[a-z_/~]{1,8}"),
            any::<prop::sample::Index>(),
        );
        let answered = Cell::new(0);
        let mut runner = TestRunner::new(Config { cases: 3000, failure_persistence: None, ..Config::default() });
        runner
            .run(&cases, |(from_example, changes, odd, pick)| {
                let mut input = if from_example { base.clone() } else { json!({}) };
                for (field, value, fits) in changes {
                    let pool = if fits && !alike[field].is_empty() { &alike[field] } else { &values };
                    let (field, value) = (&fields[field], value.get(pool).clone());
                    // What holds fields of its own is changed inside.
                    let keys: Vec<_> = match &input[field] {
                        Value::Object(held) if nested.contains(&field.as_str()) => held.keys().cloned().collect(),
                        _ => Vec::new(),
                    };
                    match keys.is_empty() {
                        true => input[field] = value,
                        false => {
                            let key = pick.get(&keys);
                            let others: Vec<_> =
                                values.iter().filter(|other| kind(other) == kind(&input[field][key])).collect();
                            input[field][key] = if others.is_empty() { value } else { (*pick.get(&others)).clone() };
                        }
                    }
                }
                if let Some(odd) = odd {
                    input[odd] = json!(1);
                }
                answered.set(answered.get() + u32::from(check(name, &input)));
                Ok(())
            })
            .unwrap();
        assert!(answered.get() >= 10, "{name} answers only {} of three thousand", answered.get());
    }
}

#[test]
fn what_is_no_object_is_refused_as_a_whole() {
    for name in law::CALCULATORS {
        for value in hostile().into_iter().filter(|value| !value.is_object()) {
            assert!(!check(name, &value), "{name} {value}");
        }
    }
}

#[test]
fn every_result_is_found_again_in_the_working_of_every_worked_example() {
    for cases in [include_str!("cases.json"), include_str!("freeform.json")] {
        for case in serde_json::from_str::<Vec<Value>>(cases).unwrap() {
            let name = case["calculator"].as_str().unwrap();
            check_outcome(name, &case["input"], &law::run(name, &case["input"]).unwrap());
        }
    }
    assert!(
        SHOWN
            .iter()
            .all(|(name, field, _)| PAGE.contains(&format!("### `{name}`")) && PAGE.contains(&format!("`{field}`")))
    );
}
