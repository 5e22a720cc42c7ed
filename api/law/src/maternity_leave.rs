//! Maternity leave (产假) by the national rule: R-094.
//!
//! What a province adds is data to enter; it is never guessed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::{add_days, add_months, check_range, sub_days};
use crate::{Decimal, RULESET, Refusal, Step};

const CITE: &str = "女职工劳动保护特别规定 7";

/// The birth, or the miscarriage.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficult_birth: Option<bool>,
    /// 1 to 9; one if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub babies: Option<u32>,
    /// Months pregnant at a miscarriage, at most 12; then neither of the two above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub miscarriage_at_months: Option<Decimal>,
    /// Days the province adds, at most 365; left out and flagged if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local_extra_days: Option<u32>,
    /// First day of the leave; with it the last one is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<NaiveDate>,
    /// Day of the birth; with it the end of the nursing period is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child_born_on: Option<NaiveDate>,
}

/// The days of leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub national_days: u32,
    /// Of these, days that may be taken before the birth.
    pub days_before_birth: u32,
    /// `national_days` and what the province adds.
    pub days: u32,
    /// Last day of the leave, when its first is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<NaiveDate>,
    /// First birthday of the child, to which the protection of nursing runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nursing_until: Option<NaiveDate>,
    /// `LOCAL_DAYS_NOT_GIVEN`.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// 98 days, 15 more for a difficult birth and for each further baby; 15 or 42 after a miscarriage.
pub fn maternity_leave(input: &Input) -> Result<Outcome, Refusal> {
    check(input)?;
    let (national_days, days_before_birth, step) = match input.miscarriage_at_months {
        Some(months) => after_miscarriage(months),
        None => after_birth(input),
    };
    let mut steps = vec![step];
    let extra = input.local_extra_days.unwrap_or(0);
    let days = national_days + extra;
    let (source_zh, source_en) = match input.local_extra_days {
        Some(extra) => (format!("地方增加 {extra} 天"), format!("{extra} days added by the province")),
        None => {
            ("地方增加天数未录入，未计".to_owned(), "what the province adds is not entered and left out".to_owned())
        }
    };
    steps.push(Step::new(
        "R-094",
        CITE,
        format!("合计：{national_days} + {extra} = {days} 天（{source_zh}）"),
        format!("In all: {national_days} + {extra} = {days} days ({source_en})"),
        days,
    ));
    let ends_on = input.starts_on.map(|first| sub_days(add_days(first, days), 1));
    if let (Some(first), Some(last)) = (input.starts_on, ends_on) {
        steps.push(Step::new(
            "R-094",
            CITE,
            format!("自 {first} 起 {days} 天，至 {last}"),
            format!("{days} days from {first}: to {last}"),
            last,
        ));
    }
    let nursing_until = input.child_born_on.map(|born| add_months(born, 12));
    if let (Some(born), Some(until)) = (input.child_born_on, nursing_until) {
        steps.push(Step::new(
            "R-094",
            "女职工劳动保护特别规定 5、9",
            format!("哺乳期：{born} 出生，至一周岁 {until}"),
            format!("Nursing: born on {born}, to the first birthday {until}"),
            until,
        ));
    }
    let flags = if input.local_extra_days.is_none() { vec!["LOCAL_DAYS_NOT_GIVEN"] } else { Vec::new() };
    Ok(Outcome { national_days, days_before_birth, days, ends_on, nursing_until, flags, steps, ruleset: RULESET })
}

fn check(input: &Input) -> Result<(), Refusal> {
    let range = |pointer: &str, code, zh: &'static str, en: &'static str| {
        Err(Refusal::at(pointer, code, zh, en).by_rule("R-094", CITE))
    };
    if input.miscarriage_at_months.is_some() {
        let of_a_birth = [
            ("/difficult_birth", input.difficult_birth.is_some()),
            ("/babies", input.babies.is_some()),
            ("/child_born_on", input.child_born_on.is_some()),
        ];
        if let Some((pointer, _)) = of_a_birth.into_iter().find(|(_, given)| *given) {
            return range(pointer, "two_forms", "生育与流产只能填写一种。", "Give a birth or a miscarriage, not both.");
        }
    }
    if input.miscarriage_at_months.is_some_and(|months| months > Decimal::whole(12)) {
        return range(
            "/miscarriage_at_months",
            "months_out_of_range",
            "怀孕月数不得超过 12。",
            "Months pregnant cannot exceed 12.",
        );
    }
    if !(1..=9).contains(&input.babies.unwrap_or(1)) {
        return range("/babies", "babies_out_of_range", "婴儿数须为 1 至 9。", "The number of babies is 1 to 9.");
    }
    if input.local_extra_days.is_some_and(|days| days > 365) {
        return range(
            "/local_extra_days",
            "days_out_of_range",
            "地方增加天数不得超过 365。",
            "The province adds 365 days at most.",
        );
    }
    for (pointer, date) in [("/starts_on", input.starts_on), ("/child_born_on", input.child_born_on)] {
        date.map_or(Ok(()), |date| check_range(pointer, date))?;
    }
    Ok(())
}

fn after_birth(input: &Input) -> (u32, u32, Step) {
    let babies = input.babies.unwrap_or(1);
    let difficult = u32::from(input.difficult_birth == Some(true)) * 15;
    let more = (babies - 1) * 15;
    let days = 98 + difficult + more;
    let step = Step::new(
        "R-094",
        CITE,
        format!("产假 98（产前可休 15）+ 难产 {difficult} + 多胞胎 15 × {} = {days} 天", babies - 1),
        format!(
            "Leave 98 (15 of them before the birth) + difficult birth {difficult} + further babies 15 × {} = {days} days",
            babies - 1
        ),
        days,
    );
    (days, 15, step)
}

/// 满四个月 includes the fourth.
fn after_miscarriage(months: Decimal) -> (u32, u32, Step) {
    let days = if months >= Decimal::whole(4) { 42 } else { 15 };
    let step = Step::new(
        "R-094",
        CITE,
        format!("怀孕 {months} 个月流产：未满 4 个月 15 天，满 4 个月 42 天 = {days} 天"),
        format!("Miscarriage at {months} months: 15 days before the fourth, 42 from it = {days} days"),
        days,
    );
    (days, 0, step)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn outcome(input: Value) -> Value {
        run("maternity-leave", &input).unwrap()
    }

    #[test]
    fn r094_fifteen_days_more_for_each_further_baby() {
        let days = |babies: u32| outcome(json!({"babies": babies}))["national_days"].clone();
        assert_eq!((days(1), days(2), days(3)), (json!(98), json!(113), json!(128)));
    }

    #[test]
    fn r094_the_fourth_month_counts_as_reached_on_its_day() {
        let days = |months: f64| outcome(json!({"miscarriage_at_months": months}))["national_days"].clone();
        assert_eq!((days(3.99), days(4.0)), (json!(15), json!(42)));
    }

    #[test]
    fn r094_what_the_province_adds_is_entered_and_not_guessed() {
        assert_eq!(outcome(json!({}))["flags"], json!(["LOCAL_DAYS_NOT_GIVEN"]));
        let it = outcome(json!({"local_extra_days": 60, "starts_on": "2026-01-01", "child_born_on": "2026-01-10"}));
        assert_eq!((&it["days"], &it["ends_on"], &it["flags"]), (&json!(158), &json!("2026-06-07"), &json!([])));
        assert_eq!(it["nursing_until"], "2027-01-10");
    }

    #[test]
    fn a_birth_and_a_miscarriage_are_not_one_case() {
        for (input, pointer) in [
            (json!({"miscarriage_at_months": 5, "babies": 1}), "/babies"),
            (json!({"miscarriage_at_months": 13}), "/miscarriage_at_months"),
            (json!({"babies": 0}), "/babies"),
            (json!({"local_extra_days": 366}), "/local_extra_days"),
        ] {
            assert_eq!(run("maternity-leave", &input).unwrap_err().pointer, pointer);
        }
    }
}
