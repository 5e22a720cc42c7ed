//! The one error of this crate, and how a badly written input becomes one.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Why no answer is given: which field, what is wrong with it, and the rule that asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{en} ({code} at \"{pointer}\")")]
pub struct Refusal {
    /// JSON pointer (RFC 6901) of the field; empty for the input as a whole.
    pub pointer: String,
    /// A stable name in lower snake case.
    pub code: &'static str,
    /// The rule behind it, such as `R-031`, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static str>,
    /// The article behind it, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cite: Option<&'static str>,
    pub zh: Cow<'static, str>,
    pub en: Cow<'static, str>,
}

impl Refusal {
    pub(crate) fn at(
        pointer: impl Into<String>,
        code: &'static str,
        zh: impl Into<Cow<'static, str>>,
        en: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { pointer: pointer.into(), code, rule: None, cite: None, zh: zh.into(), en: en.into() }
    }

    pub(crate) fn by_rule(self, rule: &'static str, cite: &'static str) -> Self {
        Self { rule: Some(rule), cite: Some(cite), ..self }
    }

    pub(crate) fn from_fault(pointer: impl Into<String>, fault: &'static Fault) -> Self {
        Self::at(pointer, fault.code, fault.zh, fault.en)
    }

    pub(crate) fn missing(pointer: impl Into<String>) -> Self {
        Self::from_fault(pointer, &faults::MISSING)
    }
}

/// Something wrong with one value, told in two languages.
pub(crate) struct Fault {
    pub code: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

pub(crate) mod faults {
    use super::Fault;

    pub const MISSING: Fault =
        Fault { code: "missing", zh: "缺少必填字段。", en: "This field is required and missing." };
    pub const UNKNOWN_FIELD: Fault =
        Fault { code: "unknown_field", zh: "不认识的字段。", en: "There is no such field." };
    pub const NOT_ONE_OF: Fault =
        Fault { code: "not_one_of", zh: "不是允许的取值。", en: "This is not one of the values allowed here." };
    pub const WRONG_TYPE: Fault =
        Fault { code: "wrong_type", zh: "值的类型不对。", en: "The value is of the wrong type." };
    pub const NOT_MONEY: Fault = Fault {
        code: "not_money",
        zh: "金额须为以元为单位的十进制字符串，至多两位小数，例如 \"12000.00\"。",
        en: "Money is a decimal string in yuan with at most two places, such as \"12000.00\".",
    };
    pub const NEGATIVE: Fault =
        Fault { code: "negative", zh: "金额不得为负数。", en: "The amount must not be negative." };
    pub const NOT_UNITS: Fault = Fault {
        code: "not_units",
        zh: "月数须为 0.5 的整倍数的十进制字符串，例如 \"3.5\"。",
        en: "Months of severance are a decimal string, a multiple of 0.5, such as \"3.5\".",
    };
    pub const NOT_DECIMAL: Fault = Fault {
        code: "not_a_number",
        zh: "须为不小于零、至多两位小数的数。",
        en: "This must be a number not below zero with at most two places.",
    };
    pub const NOT_A_DATE: Fault = Fault {
        code: "not_a_date",
        zh: "日期格式须为 YYYY-MM-DD，且须真实存在。",
        en: "A date is written YYYY-MM-DD and must exist.",
    };
    pub const NOT_A_MONTH: Fault =
        Fault { code: "not_a_month", zh: "月份格式须为 YYYY-MM。", en: "A month is written YYYY-MM." };
    pub const UNKNOWN_GROUND: Fault =
        Fault {
            code: "unknown_ground", zh: "没有这一法定事由代码。", en: "There is no ground with this code."
        };
    pub const NOT_A_GRADE: Fault = Fault {
        code: "not_a_grade",
        zh: "伤残等级须为 1 至 10 的整数，或 \"none\"。",
        en: "An injury grade is a whole number from 1 to 10, or \"none\".",
    };
    pub const NOT_A_DATE_OR_NONE: Fault = Fault {
        code: "not_a_date",
        zh: "须为 YYYY-MM-DD 格式的日期，或 \"none\"。",
        en: "This is a date, YYYY-MM-DD, or \"none\".",
    };

    /// Those that a value's own reader raises; serde hands on their English sentence and no more.
    pub const OF_VALUES: [&Fault; 7] =
        [&NOT_MONEY, &NOT_UNITS, &NOT_DECIMAL, &NOT_A_MONTH, &UNKNOWN_GROUND, &NOT_A_GRADE, &NOT_A_DATE_OR_NONE];
}

/// Reads an input, or says in two languages which field is at fault.
pub(crate) fn read<'de, T: Deserialize<'de>>(input: &'de Value) -> Result<T, Refusal> {
    serde_path_to_error::deserialize(input).map_err(|error| refusal(&error))
}

fn refusal(error: &serde_path_to_error::Error<serde_json::Error>) -> Refusal {
    let place = pointer(error.path());
    let said = error.inner().to_string();
    if let Some(name) = said.strip_prefix("missing field `") {
        let name = name.split('`').next().unwrap_or_default();
        return Refusal::missing(format!("{place}/{name}"));
    }
    if let Some(fault) = faults::OF_VALUES.into_iter().find(|fault| fault.en == said) {
        return Refusal::from_fault(place, fault);
    }
    let fault = match said.as_str() {
        said if said.ends_with("an amount in yuan as a decimal string") => &faults::NOT_MONEY,
        said if said.ends_with("months of severance as a decimal string") => &faults::NOT_UNITS,
        said if said.ends_with("a formatted date string") || is_date_trouble(said) => &faults::NOT_A_DATE,
        said if said.starts_with("unknown field") => return with_detail(place, &faults::UNKNOWN_FIELD, said),
        said if said.starts_with("unknown variant") => return with_detail(place, &faults::NOT_ONE_OF, said),
        said => return with_detail(place, &faults::WRONG_TYPE, said),
    };
    Refusal::from_fault(place, fault)
}

/// Adds what serde says, which names the values that are allowed.
fn with_detail(place: String, fault: &'static Fault, said: &str) -> Refusal {
    let (zh, en) = (format!("{}（{said}）", fault.zh), format!("{} ({said})", fault.en));
    Refusal::at(place, fault.code, zh, en)
}

/// The ways chrono words a date that cannot be read.
fn is_date_trouble(said: &str) -> bool {
    ["input contains invalid characters", "input is out of range", "premature end of input", "trailing input"]
        .contains(&said)
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;

    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } | Segment::Enum { variant: key } => {
                pointer.push('/');
                pointer.push_str(&escape(key));
            }
            Segment::Unknown => {}
        }
    }
    pointer
}

/// One step of a JSON pointer (RFC 6901 §3).
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Refuses the first of these amounts that is below zero.
pub(crate) fn not_negative<'a>(
    amounts: impl IntoIterator<Item = (&'a str, Option<crate::Fen>)>,
) -> Result<(), Refusal> {
    match amounts.into_iter().find(|(_, amount)| amount.is_some_and(crate::Fen::is_negative)) {
        Some((pointer, _)) => Err(Refusal::from_fault(pointer, &faults::NEGATIVE)),
        None => Ok(()),
    }
}

/// For a field that must be written although it may be null.
pub(crate) fn written<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    Option::deserialize(deserializer)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use serde_json::json;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its reading matters")]
    struct Sample {
        wage: crate::Fen,
        #[serde(default)]
        on: Option<NaiveDate>,
        #[serde(default)]
        yes: bool,
        #[serde(default)]
        kind: Option<Kind>,
        #[serde(default)]
        rows: Vec<Row>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Only,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its reading matters")]
    struct Row {
        units: crate::Units,
    }

    #[test]
    fn every_kind_of_bad_field_is_named_by_its_pointer_and_code() {
        let cases = [
            (json!({}), "/wage", "missing"),
            (json!({"wage": 5}), "/wage", "not_money"),
            (json!({"wage": 5.5}), "/wage", "not_money"),
            (json!({"wage": null}), "/wage", "not_money"),
            (json!({"wage": "5.555"}), "/wage", "not_money"),
            (json!({"wage": "5.00", "bonus": "1.00"}), "/bonus", "unknown_field"),
            (json!({"wage": "5.00", "a/b~c": 1}), "/a~1b~0c", "unknown_field"),
            (json!({"wage": "5.00", "on": "2026-02-30"}), "/on", "not_a_date"),
            (json!({"wage": "5.00", "on": "tomorrow"}), "/on", "not_a_date"),
            (json!({"wage": "5.00", "on": "2026"}), "/on", "not_a_date"),
            (json!({"wage": "5.00", "on": "2026-01-01T00:00"}), "/on", "not_a_date"),
            (json!({"wage": "5.00", "on": 20260101}), "/on", "not_a_date"),
            (json!({"wage": "5.00", "yes": "yes"}), "/yes", "wrong_type"),
            (json!({"wage": "5.00", "kind": "other"}), "/kind", "not_one_of"),
            (json!({"wage": "5.00", "rows": [{"units": "1"}, {"units": "0.3"}]}), "/rows/1/units", "not_units"),
            (json!({"wage": "5.00", "rows": [{"units": "1", "x": 1}]}), "/rows/0/x", "unknown_field"),
            (json!({"wage": "5.00", "rows": [{}]}), "/rows/0/units", "missing"),
            (json!({"wage": "5.00", "rows": {}}), "/rows", "wrong_type"),
            (json!([]), "", "wrong_type"),
            (json!("text"), "", "wrong_type"),
        ];
        for (input, pointer, code) in cases {
            let refusal = read::<Sample>(&input).unwrap_err();
            assert_eq!((refusal.pointer.as_str(), refusal.code), (pointer, code), "{input}: {refusal}");
            assert!(!refusal.zh.is_empty() && !refusal.en.is_empty());
        }
    }
}
