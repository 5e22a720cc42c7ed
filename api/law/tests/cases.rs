//! The worked examples of the rulebook, run through the same door as `youju law run`.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

const CASES: &str = include_str!("cases.json");

#[test]
fn every_worked_example_comes_out_as_expected() {
    let wrong: Vec<_> = law::cases::run_all(CASES)
        .unwrap()
        .filter(|case| !case.ok)
        .map(|case| format!("{}: {}", case.id, case.outcome))
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn all_eighty_six_examples_are_run_and_every_outcome_shows_its_working() {
    let results: Vec<_> = law::cases::run_all(CASES).unwrap().collect();
    assert_eq!(results.len(), 86);
    for case in results {
        let steps = case.outcome["steps"].as_array().unwrap();
        assert!(!steps.is_empty(), "{} shows no working", case.id);
        for step in steps {
            for part in ["rule", "cite", "zh", "en", "value"] {
                assert!(!step[part].as_str().unwrap().is_empty(), "{}: empty {part} in {step}", case.id);
            }
        }
        assert_eq!(case.outcome["ruleset"], law::RULESET, "{}", case.id);
        assert!(case.outcome["flags"].is_array(), "{}", case.id);
    }
}
