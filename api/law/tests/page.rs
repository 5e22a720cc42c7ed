//! The page of the calculators says what the code does: `api/docs/calculators.md`.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

mod support;

use serde_json::json;

use support::{PAGE, example, input_fields, section};

#[test]
fn every_example_of_the_page_comes_out_as_it_says() {
    let cases: Vec<_> = law::CALCULATORS
        .iter()
        .map(|name| {
            let mut case = example(name);
            case["id"] = json!(name);
            case["calculator"] = json!(name);
            case
        })
        .collect();
    let wrong: Vec<_> = law::cases::run_all(&json!(cases).to_string()).unwrap().filter(|case| !case.ok).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_field_that_goes_in_or_comes_out_is_on_the_page() {
    for name in law::CALCULATORS {
        let section = section(name);
        let outcome = law::run(name, &example(name)["input"]).unwrap();
        let common = ["flags", "steps", "ruleset"];
        let given = outcome.as_object().unwrap().keys().filter(|key| !common.contains(&key.as_str())).cloned();
        for field in input_fields(name).into_iter().chain(given) {
            assert!(section.contains(&format!("`{field}`")), "`{field}` of {name} is not on the page");
        }
    }
}

#[test]
fn the_page_describes_every_calculator_and_no_other() {
    let described: Vec<_> = PAGE.lines().filter_map(|line| line.strip_prefix("### `")?.split('`').next()).collect();
    for name in law::CALCULATORS {
        assert_eq!(described.iter().filter(|other| *other == name).count(), 1, "{name}");
    }
    assert_eq!(described.len(), law::CALCULATORS.len());
}

#[test]
fn what_the_gate_can_be_told_is_on_the_page() {
    for part in ["circumstances", "dates"] {
        let refusal = law::run("gate", &json!({"ground": "36", part: {"no_such_field": true}})).unwrap_err();
        assert_eq!(refusal.pointer, format!("/{part}/no_such_field"));
        for field in refusal.en.split('`').skip(3).step_by(2) {
            assert!(PAGE.contains(&format!("`{field}`")), "`{field}` of {part} is not on the page");
        }
    }
}
