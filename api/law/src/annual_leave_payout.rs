//! Unused annual leave at the end (未休年休假工资报酬).
//!
//! The day's wage is paid twice over on top of the wage already received, 300 % in all.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::dates::{check_order, days_inclusive};
use crate::refusal::{Refusal, not_negative};
use crate::{Decimal, Fen, RULESET, Rounding, Step};

const CITE: &str = "职工带薪年休假条例 5；企业职工带薪年休假实施办法 10–12";

/// Either `unused_days`, or `last_day` with the entitlement and what was taken; not both.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Statutory leave days not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unused_days: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
    /// Statutory days for a full year, at most 365.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entitlement_days: Option<u32>,
    /// Days arranged this year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_days: Option<Decimal>,
    /// First day of work here; matters when it lies in the year of `last_day`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employed_from: Option<NaiveDate>,
    /// Average wage of twelve months without overtime pay.
    pub average_wage_excluding_overtime: Fen,
}

/// The days and what they come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Whole days that are paid.
    pub unused_days: u32,
    /// Calendar days of this year in this employer, when counted by dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elapsed_days: Option<u32>,
    /// The 200 % beyond the wage already paid.
    pub amount: Fen,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// whole days earned and not taken × day's wage × 200 %.
pub fn annual_leave_payout(input: &Input) -> Result<Outcome, Refusal> {
    let wage = input.average_wage_excluding_overtime;
    not_negative([("/average_wage_excluding_overtime", Some(wage))])?;
    let mut steps = Vec::new();
    let (days, elapsed_days) = match input.unused_days {
        Some(given) => (given_days(input, given, &mut steps)?, None),
        None => {
            let (days, elapsed) = counted_days(input, &mut steps)?;
            (days, Some(elapsed))
        }
    };
    // ÷ 21.75 as × 100 ÷ 2175, so that nothing is rounded before the end.
    let amount = wage.mul_ratio(i64::from(days) * 2 * 100, 2175, Rounding::HalfUp)?;
    steps.push(Step::new(
        "R-041",
        CITE,
        format!("未休年休假工资：{wage} ÷ 21.75 × {days} 天 × 200% = {amount} 元（另 100% 已含在工资内）"),
        format!("Pay for unused leave: {wage} ÷ 21.75 × {days} days × 200 % = {amount} yuan (another 100 % is in the wage already paid)"),
        amount,
    ));
    Ok(Outcome { unused_days: days, elapsed_days, amount, flags: Vec::new(), steps, ruleset: RULESET })
}

fn given_days(input: &Input, given: Decimal, steps: &mut Vec<Step>) -> Result<u32, Refusal> {
    let dated = [
        ("/last_day", input.last_day.is_some()),
        ("/entitlement_days", input.entitlement_days.is_some()),
        ("/used_days", input.used_days.is_some()),
        ("/employed_from", input.employed_from.is_some()),
    ];
    if let Some((pointer, _)) = dated.into_iter().find(|(_, written)| *written) {
        return Err(Refusal::at(
            pointer,
            "two_forms",
            "要么直接给定未休天数，要么按日期计算，只能选用一种。",
            "Give the unused days or the dates to count them by, not both.",
        ));
    }
    steps.push(Step::new(
        "R-041",
        CITE,
        format!("未休天数（直接给定）{given} 天，不足一整天的部分不计：{} 天", given.floor()),
        format!("Unused days, as given: {given}; part days are not paid: {} days", given.floor()),
        given.floor(),
    ));
    Ok(given.floor())
}

/// The whole days earned by the last day and not taken, and the calendar days they were earned in.
fn counted_days(input: &Input, steps: &mut Vec<Step>) -> Result<(u32, u32), Refusal> {
    let last = input.last_day.ok_or_else(|| Refusal::missing("/unused_days"))?;
    let entitlement = input.entitlement_days.ok_or_else(|| Refusal::missing("/entitlement_days"))?;
    let used = input.used_days.ok_or_else(|| Refusal::missing("/used_days"))?;
    check_order(&[("/employed_from", input.employed_from), ("/last_day", Some(last))])?;
    if entitlement > 365 {
        return Err(Refusal::at(
            "/entitlement_days",
            "entitlement_out_of_range",
            "年休假天数不得超过 365 天。",
            "The entitlement cannot exceed 365 days.",
        )
        .by_rule("R-040", "职工带薪年休假条例 3"));
    }
    let new_year = last.with_ordinal(1).unwrap_or(last);
    let first = input.employed_from.map_or(new_year, |from| from.max(new_year));
    let elapsed = days_inclusive(first, last);
    // 365 also in leap years; in hundredths of a day, so that half days taken stay exact.
    let earned = i64::from(elapsed) * i64::from(entitlement) * 100;
    let unused = (earned - used.hundredths() * 365).max(0) / (365 * 100);
    let days = u32::try_from(unused).unwrap_or(0);
    steps.push(Step::new(
        if first > new_year { "R-042" } else { "R-041" },
        CITE,
        format!(
            "{first} 至 {last} 共 {elapsed} 天：{elapsed} ÷ 365 × {entitlement} − 已安排 {used} 天，取整且不为负 = {days} 天"
        ),
        format!(
            "{first} to {last} is {elapsed} days: {elapsed} ÷ 365 × {entitlement} − {used} days taken, whole days only and none below zero = {days} days"
        ),
        days,
    ));
    Ok((days, elapsed))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn outcome(last_day: &str, entitlement: u32, used: Value) -> Value {
        let input = json!({
            "last_day": last_day, "entitlement_days": entitlement, "used_days": used,
            "average_wage_excluding_overtime": "10000.00",
        });
        run("annual-leave-payout", &input).unwrap()
    }

    #[test]
    fn r041_a_day_is_paid_only_when_it_is_whole() {
        assert_eq!(outcome("2026-03-14", 5, json!(0))["unused_days"], 1);
        assert_eq!(outcome("2026-03-13", 5, json!(0))["unused_days"], 0);
        assert_eq!(outcome("2026-06-30", 5, json!(1.5))["unused_days"], 0);
        assert_eq!(outcome("2026-06-30", 5, json!(1))["unused_days"], 1);
    }

    #[test]
    fn r041_only_the_days_of_the_last_year_are_counted() {
        let input = json!({
            "employed_from": "2020-05-01", "last_day": "2026-06-30", "entitlement_days": 5, "used_days": 0,
            "average_wage_excluding_overtime": "10000.00",
        });
        let outcome = run("annual-leave-payout", &input).unwrap();
        assert_eq!((&outcome["elapsed_days"], &outcome["unused_days"]), (&json!(181), &json!(2)));
    }

    #[test]
    fn r041_leave_taken_in_advance_is_not_claimed_back() {
        assert_eq!(outcome("2026-01-31", 15, json!(15))["amount"], "0.00");
    }

    #[test]
    fn r002_the_amount_is_rounded_once_at_the_end() {
        // 10000.33 ÷ 21.75 × 15 × 2 = 13793.5586…; from a day's wage rounded to 459.79 it would be 13793.70.
        let input = |days: u32| json!({"unused_days": days, "average_wage_excluding_overtime": "10000.33"});
        assert_eq!(run("annual-leave-payout", &input(15)).unwrap()["amount"], "13793.56");
    }

    #[test]
    fn leave_is_given_in_one_form_and_complete() {
        let wage = json!({"average_wage_excluding_overtime": "1.00"});
        let with = |changes: Value| {
            let mut input = wage.clone();
            for (name, value) in changes.as_object().unwrap() {
                input[name] = value.clone();
            }
            let refusal = run("annual-leave-payout", &input).unwrap_err();
            (refusal.pointer, refusal.code)
        };
        let at = |pointer: &str, code: &'static str| (pointer.to_owned(), code);
        assert_eq!(with(json!({})), at("/unused_days", "missing"));
        assert_eq!(with(json!({"last_day": "2026-01-01"})), at("/entitlement_days", "missing"));
        assert_eq!(with(json!({"unused_days": 1, "used_days": 1})), at("/used_days", "two_forms"));
        assert_eq!(with(json!({"unused_days": -1})), at("/unused_days", "not_a_number"));
        let late =
            json!({"last_day": "2026-01-01", "entitlement_days": 5, "used_days": 0, "employed_from": "2026-01-02"});
        assert_eq!(with(late), at("/last_day", "dates_out_of_order"));
        let much = json!({"last_day": "2026-01-01", "entitlement_days": 366, "used_days": 0});
        assert_eq!(with(much), at("/entitlement_days", "entitlement_out_of_range"));
    }
}
