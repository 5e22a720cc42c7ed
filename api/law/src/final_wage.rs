//! Wages of the last month, up to the last day of work (至最后工作日的工资).
//!
//! All wages are paid at once when the contract ends. What payroll recorded for the month stands as it is;
//! without that the contract's wage is cut to the days worked, a day being the month divided by 21.75.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::dates::{check_order, days_inclusive, weekdays};
use crate::refusal::{Refusal, not_negative};
use crate::{Fen, RULESET, Rounding, Step};

const CITE: &str = "工资支付暂行规定 9";
const DIVISOR_CITE: &str = "人社部发〔2025〕2号";

/// The last month.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub last_day: NaiveDate,
    /// First day of the employment; it cuts the month when it lies in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employed_from: Option<NaiveDate>,
    /// Monthly wage of the contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_wage: Option<Fen>,
    /// Entitled pay of the month as payroll recorded it; it goes before the contract's wage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_wage: Option<Fen>,
    /// Paid days of the part worked; Monday to Friday are counted if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workdays: Option<u32>,
}

/// What is owed for the month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub amount: Fen,
    /// Paid days that were counted; none for a whole month and for a recorded wage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workdays: Option<u32>,
    /// `UNCONFIRMED:R-046` for a part of a month, `WHOLE_MONTH` when the part comes to more than the month.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the recorded pay of the month, or the contract's wage for the part of it that was worked.
pub fn final_wage(input: &Input) -> Result<Outcome, Refusal> {
    not_negative([("/contract_wage", input.contract_wage), ("/recorded_wage", input.recorded_wage)])?;
    check_order(&[("/employed_from", input.employed_from), ("/last_day", Some(input.last_day))])?;
    let (first, last) = (first_worked(input), input.last_day);
    let days = days_inclusive(first, last);
    if input.workdays.is_some_and(|workdays| workdays > days) {
        return Err(Refusal::at(
            "/workdays",
            "more_than_the_part",
            format!("{first} 至 {last} 只有 {days} 个日历日，计薪日不能更多。"),
            format!("{first} to {last} is {days} calendar days; it cannot have more paid days."),
        )
        .by_rule("R-046", DIVISOR_CITE));
    }
    match (input.recorded_wage, input.contract_wage) {
        (Some(recorded), _) => Ok(as_recorded(last, recorded)),
        (None, Some(wage)) if is_whole_month(first, last) => Ok(whole(first, wage)),
        (None, Some(wage)) => part(input, first, wage),
        (None, None) => Err(Refusal::missing("/contract_wage")),
    }
}

/// The first of the month, or the day of the hire when it comes later.
fn first_worked(input: &Input) -> NaiveDate {
    let first = input.last_day.with_day(1).unwrap_or(input.last_day);
    input.employed_from.map_or(first, |from| from.max(first))
}

fn is_whole_month(first: NaiveDate, last: NaiveDate) -> bool {
    first.day() == 1 && last.succ_opt().is_none_or(|next| next.day() == 1)
}

fn as_recorded(last: NaiveDate, recorded: Fen) -> Outcome {
    let month = last.format("%Y-%m");
    let step = Step::new(
        "R-039",
        CITE,
        format!("{month} 的应得工资按登记数计：{recorded} 元，劳动合同解除或者终止时一次付清"),
        format!("Entitled pay of {month} as recorded: {recorded} yuan, paid at once when the contract ends"),
        recorded,
    );
    Outcome { amount: recorded, workdays: None, flags: Vec::new(), steps: vec![step], ruleset: RULESET }
}

fn whole(first: NaiveDate, wage: Fen) -> Outcome {
    let month = first.format("%Y-%m");
    let step = Step::new(
        "R-039",
        CITE,
        format!("{month} 工作至月末，按合同月工资 {wage} 元，劳动合同解除或者终止时一次付清"),
        format!(
            "{month} was worked to its end: the contract's wage of {wage} yuan, paid at once when the contract ends"
        ),
        wage,
    );
    Outcome { amount: wage, workdays: None, flags: Vec::new(), steps: vec![step], ruleset: RULESET }
}

fn part(input: &Input, first: NaiveDate, wage: Fen) -> Result<Outcome, Refusal> {
    let last = input.last_day;
    let workdays = input.workdays.unwrap_or_else(|| weekdays(first, last));
    let (source_zh, source_en) = match input.workdays {
        Some(_) => ("按所给天数", "as given"),
        None => ("周一至周五，其间的法定节假日计薪", "Monday to Friday; public holidays among them are paid"),
    };
    let by_days = wage.mul_ratio(i64::from(workdays) * 100, 2175, Rounding::HalfUp)?;
    let amount = by_days.min(wage);
    let mut flags = vec!["UNCONFIRMED:R-046"];
    let mut steps = vec![
        Step::new(
            "R-046",
            DIVISOR_CITE,
            format!("{first} 至 {last} 计薪 {workdays} 天（{source_zh}）"),
            format!("{first} to {last}: {workdays} paid days ({source_en})"),
            workdays,
        ),
        Step::new(
            "R-046",
            DIVISOR_CITE,
            format!("合同月工资 {wage} ÷ 21.75 × {workdays} = {by_days} 元；没有条文规定不满一个月的算法，供核对"),
            format!(
                "The contract's wage {wage} ÷ 21.75 × {workdays} = {by_days} yuan; no text says how a part of a month is computed: check it"
            ),
            by_days,
        ),
    ];
    if by_days > wage {
        flags.push("WHOLE_MONTH");
        steps.push(Step::new(
            "R-046",
            DIVISOR_CITE,
            format!("不满一个月的工资不高于整月：取 {wage} 元"),
            format!("A part of the month is not paid more than the month: {wage} yuan"),
            wage,
        ));
    }
    steps.push(Step::new(
        "R-039",
        CITE,
        format!("至最后工作日的工资 {amount} 元，劳动合同解除或者终止时一次付清"),
        format!("Wages to the last day: {amount} yuan, paid at once when the contract ends"),
        amount,
    ));
    Ok(Outcome { amount, workdays: Some(workdays), flags, steps, ruleset: RULESET })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::run;

    fn of(input: Value) -> Value {
        run("final-wage", &input).unwrap()
    }

    #[test]
    fn r046_a_part_of_the_month_is_paid_by_the_day_and_flagged() {
        // 2026-11-02 to 2026-11-20 has fifteen weekdays: 12,000 ÷ 21.75 × 15.
        let it = of(json!({"last_day": "2026-11-20", "contract_wage": "12000.00"}));
        assert_eq!((&it["amount"], &it["workdays"]), (&json!("8275.86"), &json!(15)));
        assert_eq!(it["flags"], json!(["UNCONFIRMED:R-046"]));
        let hired = of(json!({"last_day": "2026-11-20", "employed_from": "2026-11-16", "contract_wage": "12000.00"}));
        assert_eq!(hired["workdays"], 5);
    }

    #[test]
    fn r039_a_month_worked_to_its_end_is_paid_whole_and_a_recorded_one_as_recorded() {
        let whole = of(json!({"last_day": "2026-11-30", "contract_wage": "12000.00"}));
        assert_eq!((&whole["amount"], &whole["flags"]), (&json!("12000.00"), &json!([])));
        let recorded = of(json!({"last_day": "2026-11-20", "contract_wage": "12000.00", "recorded_wage": "9000.00"}));
        assert_eq!(recorded["amount"], "9000.00");
    }

    #[test]
    fn r046_a_part_with_more_weekdays_than_the_divisor_is_no_more_than_the_month() {
        let it = of(json!({"last_day": "2026-12-30", "contract_wage": "12000.00"}));
        assert_eq!((&it["workdays"], &it["amount"]), (&json!(22), &json!("12000.00")));
        assert!(it["flags"].to_string().contains("WHOLE_MONTH"));
    }

    #[test]
    fn a_wage_must_be_known_and_the_days_must_fit() {
        let refused = |input: Value| run("final-wage", &input).unwrap_err().pointer;
        assert_eq!(refused(json!({"last_day": "2026-11-20"})), "/contract_wage");
        assert_eq!(
            refused(json!({"last_day": "2026-11-20", "contract_wage": "12000.00", "workdays": 21})),
            "/workdays"
        );
    }

    proptest! {
        #[test]
        fn r046_more_days_never_pay_less_and_never_more_than_the_month(wage in 0_i64..10_000_000, day in 1_u32..=31) {
            let last_day = NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
            let of = |last_day| {
                let input = Input { last_day, employed_from: None, contract_wage: Some(Fen(wage)), recorded_wage: None, workdays: None };
                final_wage(&input).unwrap().amount
            };
            let before = last_day.pred_opt().filter(|before| before.month() == 12);
            prop_assert!(of(last_day) <= Fen(wage));
            prop_assert!(before.is_none_or(|before| of(before) <= of(last_day)));
        }
    }
}
