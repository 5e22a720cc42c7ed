//! Running worked examples in bulk: `youju law run cases.json`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::refusal::read;
use crate::{Refusal, run};

/// A worked example: what goes in and what must come out. Other fields, such as notes, are let be.
#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    pub id: String,
    pub calculator: String,
    pub input: Value,
    /// The fields that matter; the outcome may have more.
    pub expected: Map<String, Value>,
}

/// What became of a case.
#[derive(Clone, Debug, Serialize)]
pub struct CaseResult {
    pub id: String,
    /// Whether every expected field came out as expected.
    pub ok: bool,
    /// The outcome, or `{"refusal": …}`.
    pub outcome: Value,
}

/// Runs a list of cases one by one, in order.
///
/// Refuses a text that is no list of cases, at the pointer of the faulty field.
pub fn run_all(json: &str) -> Result<impl Iterator<Item = CaseResult>, Refusal> {
    let list: Value = serde_json::from_str(json).map_err(|error| {
        Refusal::at("", "not_json", format!("不是有效的 JSON：{error}"), format!("This is not JSON: {error}"))
    })?;
    let cases: Vec<Case> = read(&list)?;
    Ok(cases.into_iter().map(run_case))
}

fn run_case(case: Case) -> CaseResult {
    let outcome = run(&case.calculator, &case.input).unwrap_or_else(|refusal| json!({ "refusal": refusal }));
    // A refusal is right only where one was expected, also when nothing else was.
    let answered = outcome.get("refusal").is_none() || case.expected.contains_key("refusal");
    let ok = answered
        && case
            .expected
            .iter()
            .all(|(name, expected)| outcome.get(name).is_some_and(|came_out| agrees(expected, came_out)));
    CaseResult { id: case.id, ok, outcome }
}

/// Equal, with two allowances: an expected object may name fewer fields, and a list of codes stands
/// for a list of entries with these codes (`"bars": ["PROBATION_BAR"]`).
fn agrees(expected: &Value, came_out: &Value) -> bool {
    match (expected, came_out) {
        (Value::Object(expected), Value::Object(came_out)) => {
            expected.iter().all(|(name, value)| came_out.get(name).is_some_and(|other| agrees(value, other)))
        }
        (Value::Array(expected), Value::Array(came_out)) => {
            expected.len() == came_out.len() && expected.iter().zip(came_out).all(|(one, other)| agrees(one, other))
        }
        (Value::String(code), Value::Object(entry)) => entry.get("code").is_some_and(|value| value == code),
        // 3 and 3.0 are one number.
        (Value::Number(one), Value::Number(other)) => one == other || one.as_f64() == other.as_f64(),
        _ => expected == came_out,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    fn ok(expected: Value, came_out: Value) -> bool {
        agrees(&expected, &came_out)
    }

    #[test]
    fn a_wrong_or_absent_field_fails_the_case_and_one_more_does_not() {
        let cases = r#"[
            {"id": "right", "calculator": "mass-layoff", "input": {"headcount": 900, "to_cut": 20}, "expected": {"applies": true}, "note": "x"},
            {"id": "wrong", "calculator": "mass-layoff", "input": {"headcount": 900, "to_cut": 20}, "expected": {"applies": false}},
            {"id": "absent", "calculator": "mass-layoff", "input": {"headcount": 900, "to_cut": 20}, "expected": {"answer": true}},
            {"id": "refused", "calculator": "mass-layoff", "input": {"headcount": 0, "to_cut": 0}, "expected": {"refusal": {"pointer": "/headcount"}}},
            {"id": "no such", "calculator": "horoscope", "input": {}, "expected": {}}
        ]"#;
        let results: Vec<_> = run_all(cases).unwrap().map(|result| (result.id, result.ok)).collect();
        let claims = [("right", true), ("wrong", false), ("absent", false), ("refused", true), ("no such", false)];
        assert_eq!(results, claims.map(|(id, ok)| (id.to_owned(), ok)));
    }

    #[test]
    fn a_list_of_codes_stands_for_entries_with_these_codes_in_this_order() {
        let entries = json!([{"code": "A", "zh": "甲"}, {"code": "B"}]);
        assert!(ok(json!(["A", "B"]), entries.clone()));
        assert!(!ok(json!(["B", "A"]), entries.clone()));
        assert!(!ok(json!(["A"]), entries));
        assert!(ok(json!([]), json!([])));
        assert!(!ok(json!("1.00"), json!(1)));
    }

    #[test]
    fn a_text_that_is_no_list_of_cases_is_refused_at_its_fault() {
        assert_eq!(run_all("{").map(|_| ()).unwrap_err().code, "not_json");
        let refusal = run_all(r#"[{"id": "x", "calculator": "gate", "input": {}}]"#).map(|_| ()).unwrap_err();
        assert_eq!((refusal.pointer.as_str(), refusal.code), ("/0/expected", "missing"));
    }
}
