//! The page of the calculators, read: `api/docs/calculators.md`.

use serde_json::{Value, json};

pub const PAGE: &str = include_str!("../../../docs/calculators.md");

/// The section of a calculator, to the next one.
pub fn section(name: &str) -> &'static str {
    let start = PAGE.find(&format!("### `{name}` (")).unwrap();
    let rest = &PAGE[start + 1..];
    &rest[..rest.find("\n### ").or_else(|| rest.find("\n## ")).unwrap_or(rest.len())]
}

pub fn example(name: &str) -> Value {
    let block = section(name).split("```json").nth(1).unwrap().split("```").next().unwrap();
    serde_json::from_str(block).unwrap()
}

/// What serde offers in the place of a field that does not exist.
pub fn input_fields(name: &str) -> Vec<String> {
    let refusal = law::run(name, &json!({"no_such_field": 1})).unwrap_err();
    let offered = refusal.en.split("expected").nth(1).unwrap().to_owned();
    offered.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
