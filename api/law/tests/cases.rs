//! The worked examples: the published 86, and the derived ones in the schema of these calculators.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::collections::BTreeSet;

use law::cases::{CaseResult, run_all};

const PUBLISHED: &str = include_str!("cases.json");
const FREEFORM: &str = include_str!("freeform.json");
const PAGE: &str = include_str!("../../docs/calculators.md");

fn results() -> Vec<CaseResult> {
    [PUBLISHED, FREEFORM].into_iter().flat_map(|cases| run_all(cases).unwrap()).collect()
}

#[test]
fn every_worked_example_comes_out_as_expected() {
    let wrong: Vec<_> =
        results().into_iter().filter(|case| !case.ok).map(|case| format!("{}: {}", case.id, case.outcome)).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn all_eighty_six_examples_are_run_and_every_outcome_shows_its_working() {
    assert_eq!(run_all(PUBLISHED).unwrap().count(), 86);
    for case in results() {
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

/// An example that takes two calculators is run under `D-037` and `D-037/severance`.
#[test]
fn each_of_the_135_derived_examples_is_run_or_its_absence_is_explained() {
    let run: BTreeSet<_> = results().into_iter().map(|case| case.id.split('/').next().unwrap().to_owned()).collect();
    let table = PAGE.split("## Examples that are not run").nth(1).unwrap();
    let explained = |id: &str| table.lines().any(|line| line.starts_with(&format!("| {id} |")));
    for number in 1..=135 {
        let id = format!("D-{number:03}");
        assert!(run.contains(&id) != explained(&id), "{id} must be run or explained, and not both");
    }
    assert_eq!(run.iter().filter(|id| !id.starts_with("D-")).count(), 0);
}

/// The sentences say what a rule asks and what follows; whether it is safe is not theirs to say.
#[test]
fn no_sentence_calls_anything_safe_or_legal() {
    for case in results() {
        for step in case.outcome["steps"].as_array().unwrap() {
            let (zh, en) = (step["zh"].as_str().unwrap(), step["en"].as_str().unwrap().to_lowercase());
            assert!(!zh.contains("合法") && !zh.contains("安全"), "{}: {zh}", case.id);
            let words: Vec<_> = en.split(|letter: char| !letter.is_alphabetic()).collect();
            assert!(!words.contains(&"legal") && !words.contains(&"safe"), "{}: {en}", case.id);
        }
    }
}
