//! The second wage for working without a written contract (二倍工资差额).
//!
//! It runs from one month after the first day of work to the day before signing, for eleven months
//! at most; after a year an open-ended contract is deemed made and nothing more accrues.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::dates::{add_days, add_months, check_order, check_range, days_inclusive, sub_days};
use crate::refusal::{Refusal, not_negative, written};
use crate::{Fen, RULESET, Rounding, Step};

/// The employment and when its contract was signed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub employed_from: NaiveDate,
    /// Null when no contract was ever signed; the field itself must be there.
    #[serde(deserialize_with = "written")]
    pub signed_on: Option<NaiveDate>,
    /// Fixed monthly items only: no irregular bonus or commission.
    pub monthly_wage: Fen,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
    /// Working days in the part month at the end; Monday to Friday are counted if absent, and flagged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tail_workdays: Option<u32>,
}

/// The window and the second wage in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// First day of the window; null when the window is empty.
    pub from: Option<NaiveDate>,
    /// Last day of the window; null when the window is empty.
    pub to: Option<NaiveDate>,
    pub full_months: u32,
    /// Calendar days after the last full month.
    pub tail_calendar_days: u32,
    /// The second wage alone; the first was paid.
    pub amount: Fen,
    /// From this day an open-ended contract is deemed made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deemed_open_ended_from: Option<NaiveDate>,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// R-011, branch A: the second wage for the time without a written contract.
pub fn double_wage(input: &Input) -> Result<Outcome, Refusal> {
    check(input)?;
    let hired = input.employed_from;
    let from = add_months(hired, 1);
    let year_on = add_months(hired, 12);
    let ends = [input.signed_on.map(|signed| sub_days(signed, 1)), Some(sub_days(year_on, 1)), input.last_day];
    let to = ends.into_iter().flatten().min().unwrap_or(hired);

    let unsigned_for_a_year = input.signed_on.is_none_or(|signed| signed >= year_on);
    let worked_a_year = input.last_day.is_none_or(|last| last >= year_on);
    let deemed_open_ended_from = (unsigned_for_a_year && worked_a_year).then_some(year_on);

    let mut outcome = Outcome {
        from: None,
        to: None,
        full_months: 0,
        tail_calendar_days: 0,
        amount: Fen::ZERO,
        deemed_open_ended_from,
        flags: Vec::new(),
        steps: vec![window_step(input, from, to)],
        ruleset: RULESET,
    };
    if to >= from {
        outcome.from = Some(from);
        outcome.to = Some(to);
        fill(&mut outcome, input, to)?;
    } else if input.tail_workdays.is_some_and(|days| days > 0) {
        return Err(tail_too_long(0));
    }
    if let Some(deemed) = deemed_open_ended_from {
        outcome.steps.push(Step::new(
            "R-011",
            "劳动合同法 14(3)；法释〔2025〕12号 9",
            format!("满一年未订立书面合同：自 {deemed} 起视为已订立无固定期限劳动合同，此后不再计二倍工资"),
            format!("A year without a written contract: from {deemed} an open-ended one is deemed made and no second wage accrues"),
            deemed,
        ));
    }
    Ok(outcome)
}

fn check(input: &Input) -> Result<(), Refusal> {
    not_negative([("/monthly_wage", Some(input.monthly_wage))])?;
    check_order(&[("/employed_from", Some(input.employed_from)), ("/last_day", input.last_day)])?;
    if let Some(signed) = input.signed_on {
        check_range("/signed_on", signed)?;
        check_order(&[("/signed_on", Some(signed)), ("/last_day", input.last_day)])?;
    }
    Ok(())
}

/// Months run from the anniversary of the first day, not from the first of the month.
fn fill(outcome: &mut Outcome, input: &Input, to: NaiveDate) -> Result<(), Refusal> {
    let hired = input.employed_from;
    let end = add_days(to, 1);
    let full_months = (1..12).take_while(|month| add_months(hired, month + 1) <= end).count();
    let full_months = u32::try_from(full_months).unwrap_or(0);
    let tail_from = add_months(hired, full_months + 1);
    let tail_days = if tail_from > to { 0 } else { days_inclusive(tail_from, to) };
    let workdays = match input.tail_workdays {
        Some(given) if given > tail_days => return Err(tail_too_long(tail_days)),
        Some(given) => given,
        None => weekdays(tail_from, to),
    };
    let wage = input.monthly_wage;
    // months + workdays ÷ 21.75, over the common denominator 2175, rounded once.
    let parts = i64::from(full_months) * 2175 + i64::from(workdays) * 100;
    let amount = wage.mul_ratio(parts, 2175, Rounding::HalfUp)?;
    if tail_days > 0 {
        outcome.flags.push("UNCONFIRMED:R-011");
        let (source_zh, source_en) = match input.tail_workdays {
            Some(_) => ("给定", "given"),
            None => {
                outcome.flags.push("TAIL_WEEKDAYS_COUNTED");
                ("按周一至周五计", "Monday to Friday counted")
            }
        };
        outcome.steps.push(Step::new(
            "R-011",
            "法释〔2025〕12号 6",
            format!("尾段 {tail_from} 至 {to} 共 {tail_days} 天，工作日 {workdays} 天（{source_zh}）；除数 21.75 法律未作规定"),
            format!("Tail {tail_from} to {to}, {tail_days} days with {workdays} working days ({source_en}); no text sets the divisor 21.75"),
            workdays,
        ));
    }
    outcome.steps.push(Step::new(
        "R-011",
        "劳动合同法 82；实施条例 6、7",
        format!("{wage} × {full_months} + {wage} ÷ 21.75 × {workdays} = {amount} 元"),
        format!("{wage} × {full_months} + {wage} ÷ 21.75 × {workdays} = {amount} yuan"),
        amount,
    ));
    outcome.full_months = full_months;
    outcome.tail_calendar_days = tail_days;
    outcome.amount = amount;
    Ok(())
}

/// Monday to Friday; public holidays among them are paid days under the divisor 21.75.
fn weekdays(from: NaiveDate, to: NaiveDate) -> u32 {
    let days = from.iter_days().take_while(|day| *day <= to);
    let working = days.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    u32::try_from(working.count()).unwrap_or(0)
}

fn window_step(input: &Input, from: NaiveDate, to: NaiveDate) -> Step {
    let hired = input.employed_from;
    let signed_zh = input.signed_on.map_or("未签订".to_owned(), |on| format!("{on} 签订"));
    let signed_en = input.signed_on.map_or("never signed".to_owned(), |on| format!("signed on {on}"));
    let (window_zh, window_en) = if to < from {
        ("没有应付二倍工资的期间".to_owned(), "no time for which a second wage is due".to_owned())
    } else {
        (format!("二倍工资期间 {from} 至 {to}"), format!("second wage from {from} to {to}"))
    };
    Step::new(
        "R-011",
        "劳动合同法 82；实施条例 6、7",
        format!("{hired} 用工，满一个月之次日 {from} 起算，{signed_zh}，至多算至满一年之前一日：{window_zh}"),
        format!(
            "Work from {hired}, {signed_en}; counted from {from}, after one month, to the day before one year at most: {window_en}"
        ),
        if to < from { "none".to_owned() } else { format!("{from}/{to}") },
    )
}

fn tail_too_long(days: u32) -> Refusal {
    Refusal::at(
        "/tail_workdays",
        "more_than_the_tail",
        format!("尾段只有 {days} 个日历日，工作日不能更多。"),
        format!("The tail has {days} calendar days; it cannot have more working days."),
    )
    .by_rule("R-011", "法释〔2025〕12号 6")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn outcome(from: &str, signed: Value) -> Value {
        run("double-wage", &json!({"employed_from": from, "signed_on": signed, "monthly_wage": "12000.00"})).unwrap()
    }

    #[test]
    fn r010_signing_within_the_month_or_on_the_day_after_leaves_no_window() {
        for signed in ["2025-08-20", "2025-09-30", "2025-10-01"] {
            let it = outcome("2025-09-01", json!(signed));
            assert_eq!((&it["amount"], &it["from"], &it["full_months"]), (&json!("0.00"), &Value::Null, &json!(0)));
        }
        assert_eq!(outcome("2025-09-01", json!("2025-10-02"))["tail_calendar_days"], 1);
    }

    #[test]
    fn r011_eleven_months_are_the_most_however_late_the_contract_comes() {
        for signed in [Value::Null, json!("2026-03-01"), json!("2029-01-01")] {
            let it = outcome("2025-03-01", signed);
            assert_eq!((&it["amount"], &it["deemed_open_ended_from"]), (&json!("132000.00"), &json!("2026-03-01")));
        }
        assert_eq!(outcome("2025-03-01", json!("2026-02-28")).get("deemed_open_ended_from"), None);
    }

    #[test]
    fn r011_months_run_from_the_anniversary_also_at_the_end_of_a_month() {
        let it = outcome("2025-01-31", Value::Null);
        assert_eq!((&it["full_months"], &it["tail_calendar_days"]), (&json!(11), &json!(0)));
    }

    #[test]
    fn r011_leaving_before_the_year_is_over_ends_the_window_and_deems_nothing() {
        let input = json!({"employed_from": "2026-01-06", "signed_on": null, "monthly_wage": "9000.00", "last_day": "2026-04-05"});
        let it = run("double-wage", &input).unwrap();
        assert_eq!(
            (&it["to"], &it["full_months"], &it["amount"]),
            (&json!("2026-04-05"), &json!(2), &json!("18000.00"))
        );
        assert_eq!(it.get("deemed_open_ended_from"), None);
    }

    #[test]
    fn r011_a_tail_is_flagged_and_its_weekdays_are_counted_when_nobody_did() {
        let mut input = json!({"employed_from": "2026-01-10", "signed_on": "2026-03-31", "monthly_wage": "10875.00"});
        let counted = run("double-wage", &input).unwrap();
        assert_eq!(
            (&counted["amount"], &counted["flags"]),
            (&json!("18375.00"), &json!(["UNCONFIRMED:R-011", "TAIL_WEEKDAYS_COUNTED"]))
        );
        input["tail_workdays"] = json!(15);
        assert_eq!(run("double-wage", &input).unwrap()["flags"], json!(["UNCONFIRMED:R-011"]));
        input["tail_workdays"] = json!(22);
        assert_eq!(run("double-wage", &input).unwrap_err().pointer, "/tail_workdays");
    }

    #[test]
    fn never_signed_must_be_said_and_is_not_read_into_silence() {
        let refusal = run("double-wage", &json!({"employed_from": "2025-03-01", "monthly_wage": "1.00"})).unwrap_err();
        assert_eq!((refusal.pointer.as_str(), refusal.code), ("/signed_on", "missing"));
    }
}
