//! The second wage for working without a written contract (二倍工资差额).
//!
//! Without any contract it runs from one month after the first day of work to the day before signing,
//! for eleven months at most; after a year an open-ended contract is deemed made and nothing more
//! accrues. An open-ended contract that was refused, and work held over after expiry, are branches of
//! their own.

mod branch;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::{add_days, add_months, check_order, check_range, days_inclusive, tail_too_long, weekdays};
use crate::refusal::{Refusal, not_negative, written};
use crate::{Fen, RULESET, Rounding, Step};
use branch::Window;
pub use branch::{Branch, Exemption};

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
    /// Why there is no written contract; never signed if absent.
    #[serde(default)]
    pub branch: Branch,
    /// `refused_open_ended`: the day on which the open-ended contract was due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_ended_due_on: Option<NaiveDate>,
    /// `hold_over`: last day of the contract that expired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expired_on: Option<NaiveDate>,
    /// Place of work; matters outside `never_signed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// What the employer has proved that takes the second wage away; nothing if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exemption: Option<Exemption>,
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

/// the second wage for the time without a written contract.
pub fn double_wage(input: &Input) -> Result<Outcome, Refusal> {
    check(input)?;
    let window = Window::of(input)?;
    let year_on = add_months(input.employed_from, 12);
    let unsigned_for_a_year = input.signed_on.is_none_or(|signed| signed >= year_on);
    let worked_a_year = input.last_day.is_none_or(|last| last >= year_on);
    let deemed = input.branch == Branch::NeverSigned && unsigned_for_a_year && worked_a_year;
    let deemed_open_ended_from = deemed.then_some(year_on);

    let mut outcome = Outcome {
        from: None,
        to: None,
        full_months: 0,
        tail_calendar_days: 0,
        amount: Fen::ZERO,
        deemed_open_ended_from,
        flags: Vec::from_iter(window.unsettled.then_some("UNCONFIRMED:R-011")),
        steps: vec![window.step(input)],
        ruleset: RULESET,
    };
    if let Some(exemption) = input.exemption {
        outcome.steps.push(exemption.step());
    } else if window.to >= window.from {
        outcome.from = Some(window.from);
        outcome.to = Some(window.to);
        fill(&mut outcome, input, &window)?;
    } else if input.tail_workdays.is_some_and(|days| days > 0) {
        return Err(tail_too_long(0).by_rule("R-011", "法释〔2025〕12号 6"));
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
    let of_branches = [
        ("/open_ended_due_on", input.open_ended_due_on, Branch::RefusedOpenEnded),
        ("/expired_on", input.expired_on, Branch::HoldOver),
    ];
    for (pointer, date, branch) in of_branches {
        if date.is_some() && input.branch != branch {
            return Err(Refusal::at(
                pointer,
                "not_for_this_branch",
                "该日期不适用于这一情形。",
                "This date does not belong to this branch.",
            ));
        }
        check_order(&[("/employed_from", Some(input.employed_from)), (pointer, date)])?;
    }
    Ok(())
}

/// Months run from the anniversary of the first day, not from the first of the month.
fn fill(outcome: &mut Outcome, input: &Input, window: &Window) -> Result<(), Refusal> {
    let to = window.to;
    let end = add_days(to, 1);
    let months = (1..).take_while(|month| window.after_months(*month) <= end).count();
    let full_months = u32::try_from(months).unwrap_or(0);
    let tail_from = window.after_months(full_months);
    let tail_days = if tail_from > to { 0 } else { days_inclusive(tail_from, to) };
    let workdays = match input.tail_workdays {
        Some(given) if given > tail_days => return Err(tail_too_long(tail_days).by_rule("R-011", "法释〔2025〕12号 6")),
        Some(given) => given,
        None => weekdays(tail_from, to),
    };
    let wage = input.monthly_wage;
    // months + workdays ÷ 21.75, over the common denominator 2175, rounded once.
    let parts = i64::from(full_months) * 2175 + i64::from(workdays) * 100;
    let amount = wage.mul_ratio(parts, 2175, Rounding::HalfUp)?;
    if tail_days > 0 {
        if !window.unsettled {
            outcome.flags.push("UNCONFIRMED:R-011");
        }
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
        window.cite,
        format!("{wage} × {full_months} + {wage} ÷ 21.75 × {workdays} = {amount} 元"),
        format!("{wage} × {full_months} + {wage} ÷ 21.75 × {workdays} = {amount} yuan"),
        amount,
    ));
    outcome.full_months = full_months;
    outcome.tail_calendar_days = tail_days;
    outcome.amount = amount;
    Ok(())
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
    fn r011_what_is_exempt_is_not_paid() {
        for exemption in ["force_majeure", "employees_fault", "other_law", "automatic_extension"] {
            let input = json!({"employed_from": "2025-03-01", "signed_on": null, "monthly_wage": "12000.00", "exemption": exemption});
            let it = run("double-wage", &input).unwrap();
            assert_eq!((&it["amount"], &it["from"]), (&json!("0.00"), &Value::Null), "{exemption}");
        }
    }

    #[test]
    fn r011_a_refused_open_ended_contract_has_no_ceiling_in_beijing_and_an_open_one_elsewhere() {
        let of = |city: &str| {
            let input = json!({
                "employed_from": "2015-01-01", "signed_on": null, "monthly_wage": "10000.00", "branch": "refused_open_ended",
                "open_ended_due_on": "2024-01-01", "last_day": "2025-12-31", "city": city,
            });
            run("double-wage", &input).unwrap()
        };
        assert_eq!((&of("北京")["amount"], &of("北京")["flags"]), (&json!("240000.00"), &json!([])));
        assert_eq!(of("上海")["flags"], json!(["UNCONFIRMED:R-011"]));
        let open = json!({"employed_from": "2015-01-01", "signed_on": null, "monthly_wage": "1.00", "branch": "refused_open_ended", "open_ended_due_on": "2024-01-01"});
        assert_eq!(run("double-wage", &open).unwrap_err().pointer, "/last_day");
    }

    #[test]
    fn r011_holding_over_costs_twelve_months_in_beijing_and_is_counsels_question_elsewhere() {
        let input = |city: &str| {
            json!({
                "employed_from": "2020-01-01", "signed_on": null, "monthly_wage": "10000.00", "branch": "hold_over",
                "expired_on": "2024-12-31", "last_day": "2026-06-30", "city": city,
            })
        };
        let beijing = run("double-wage", &input("北京")).unwrap();
        assert_eq!((&beijing["from"], &beijing["to"]), (&json!("2025-01-01"), &json!("2025-12-31")));
        assert_eq!(beijing["amount"], "120000.00");
        let refusal = run("double-wage", &input("上海")).unwrap_err();
        assert_eq!((refusal.pointer.as_str(), refusal.code), ("/city", "ask_counsel"));
        let mut stray = input("北京");
        stray["branch"] = json!("never_signed");
        assert_eq!(run("double-wage", &stray).unwrap_err().pointer, "/expired_on");
    }

    #[test]
    fn never_signed_must_be_said_and_is_not_read_into_silence() {
        let refusal = run("double-wage", &json!({"employed_from": "2025-03-01", "monthly_wage": "1.00"})).unwrap_err();
        assert_eq!((refusal.pointer.as_str(), refusal.code), ("/signed_on", "missing"));
    }
}
