//! The average monthly wage of the last twelve months (离职前十二个月平均工资).
//!
//! It is the base of severance and damages. It counts the wage the employee was entitled to, before
//! the employee's own contributions and tax; the caller decides what belongs into `gross` by R-021.

use serde::{Deserialize, Serialize};

use crate::dates::Length;
use crate::refusal::{Refusal, not_negative};
use crate::standards::{Standards, city_name};
use crate::{Fen, RULESET, Rounding, Step};

pub use crate::month::Month;

const CITE: &str = "劳动合同法 47(3)；劳动合同法实施条例 27";

/// Either `months`, or `fixed_monthly` with the yearly items; not both.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// One row a wage month, at most twelve, none twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<Vec<WageMonth>>,
    /// Months really worked, 1 to 12 and no more than there are rows; the number of rows if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked_months: Option<u32>,
    /// What is paid alike every month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed_monthly: Option<Fen>,
    /// Bonus belonging to the twelve months, in total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annual_bonus: Option<Fen>,
    /// Overtime pay of the twelve months, in total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overtime: Option<Fen>,
    /// Whether overtime pay belongs to the base where the work is done; yes if absent, and flagged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub include_overtime: Option<bool>,
    /// Maternity allowance of the twelve months, in total; courts differ, so both averages are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maternity_allowance: Option<Fen>,
    /// Place of work; decides on overtime pay where `include_overtime` is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
}

/// A month and the gross wage due for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WageMonth {
    pub month: Month,
    pub gross: Fen,
}

/// The average, and what the sum was divided by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Rounded half-up to the fen before anything is multiplied by it.
    pub average: Fen,
    /// The average without the maternity allowance, where there is any; `average` counts it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average_without_maternity_allowance: Option<Fen>,
    /// Months.
    pub divisor: u32,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the gross wages due for the months before the end, divided by the months worked.
pub fn average_wage(input: &Input) -> Result<Outcome, Refusal> {
    match (&input.months, input.fixed_monthly) {
        (Some(rows), None) => from_rows(input, rows),
        (None, Some(fixed)) => from_fixed(input, fixed),
        (Some(_), Some(_)) => Err(one_form_only("/fixed_monthly")),
        (None, None) => Err(Refusal::missing("/months")),
    }
}

fn one_form_only(pointer: &str) -> Refusal {
    Refusal::at(
        pointer,
        "two_forms",
        "逐月工资与固定工资两种填法只能选用一种。",
        "Give the wages month by month or as fixed items, not both.",
    )
}

fn from_rows(input: &Input, rows: &[WageMonth]) -> Result<Outcome, Refusal> {
    let stray = [
        ("/annual_bonus", input.annual_bonus.is_some()),
        ("/overtime", input.overtime.is_some()),
        ("/include_overtime", input.include_overtime.is_some()),
        ("/maternity_allowance", input.maternity_allowance.is_some()),
        ("/city", input.city.is_some()),
    ];
    if let Some((pointer, _)) = stray.into_iter().find(|(_, given)| *given) {
        return Err(one_form_only(pointer));
    }
    check_rows(rows)?;
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let divisor = input.worked_months.unwrap_or(count);
    if divisor == 0 || divisor > count {
        return Err(Refusal::at(
            "/worked_months",
            "worked_months_out_of_range",
            format!("实际工作月数须在 1 至 {count}（所列月份数）之间。"),
            format!("The months worked must lie between 1 and {count}, the number of rows."),
        )
        .by_rule("R-023", "劳动合同法实施条例 27"));
    }
    let sum = Fen::checked_sum(rows.iter().map(|row| row.gross))?;
    let average = sum.div_round(i64::from(divisor), Rounding::HalfUp)?;
    let terms: Vec<_> = rows.iter().map(|row| row.gross.to_string()).collect();
    let terms = terms.join(" + ");
    let months = rows.iter().map(|row| row.month);
    let span = match (months.clone().min(), months.max()) {
        (Some(first), Some(last)) => format!("{first} – {last}"),
        _ => String::new(),
    };
    Ok(Outcome {
        average,
        average_without_maternity_allowance: None,
        divisor,
        flags: Vec::new(),
        steps: vec![
            Step::new(
                "R-020",
                CITE,
                format!("{span} 共 {count} 个月的应得工资合计：{terms} = {sum} 元"),
                format!("Gross wages due for {count} months, {span}: {terms} = {sum} yuan"),
                sum,
            ),
            divide_step(sum, divisor, average),
        ],
        ruleset: RULESET,
    })
}

fn check_rows(rows: &[WageMonth]) -> Result<(), Refusal> {
    if rows.is_empty() || rows.len() > 12 {
        return Err(Refusal::at(
            "/months",
            "months_out_of_range",
            "须列出 1 至 12 个月的工资。",
            "List the wages of 1 to 12 months.",
        )
        .by_rule("R-020", "劳动合同法 47(3)"));
    }
    let last = rows.iter().map(|row| row.month).max();
    for (index, row) in rows.iter().enumerate() {
        let pointer = format!("/months/{index}");
        crate::dates::check_range(&format!("{pointer}/month"), row.month.first_day())?;
        not_negative([(format!("{pointer}/gross").as_str(), Some(row.gross))])?;
        if rows[..index].iter().any(|earlier| earlier.month == row.month) {
            return Err(Refusal::at(
                format!("{pointer}/month"),
                "month_twice",
                format!("{} 出现了两次。", row.month),
                format!("{} is listed twice.", row.month),
            ));
        }
        let age = last.map(|last| Length::from_to(row.month.first_day(), last.first_day()));
        if age.is_some_and(|age| age.years > 0) {
            return Err(Refusal::at(
                format!("{pointer}/month"),
                "month_outside_window",
                format!("{} 不在最后一个月之前的十二个月内。", row.month),
                format!("{} lies outside the twelve months that end with the last one.", row.month),
            )
            .by_rule("R-020", "劳动合同法实施条例 27"));
        }
    }
    Ok(())
}

fn from_fixed(input: &Input, fixed: Fen) -> Result<Outcome, Refusal> {
    if input.worked_months.is_some() {
        return Err(one_form_only("/worked_months"));
    }
    not_negative([
        ("/fixed_monthly", Some(fixed)),
        ("/annual_bonus", input.annual_bonus),
        ("/overtime", input.overtime),
        ("/maternity_allowance", input.maternity_allowance),
    ])?;
    let bonus = input.annual_bonus.unwrap_or(Fen::ZERO);
    let overtime = input.overtime.unwrap_or(Fen::ZERO);
    let included = input.include_overtime.unwrap_or_else(|| counts_overtime(input.city.as_deref()));
    let counted = if included { overtime } else { Fen::ZERO };

    let year = fixed.checked_mul(12)?;
    let sum = Fen::checked_sum([year, bonus, counted])?;
    let average = sum.div_round(12, Rounding::HalfUp)?;

    let mut steps = vec![Step::new(
        "R-020",
        CITE,
        format!("固定工资 {fixed} × 12 + 归属该十二个月的奖金 {bonus} + 计入的加班费 {counted} = {sum} 元"),
        format!(
            "Fixed wage {fixed} × 12 + bonus belonging to the twelve months {bonus} + overtime counted {counted} = {sum} yuan"
        ),
        sum,
    )];
    if overtime > Fen::ZERO {
        steps.push(overtime_step(overtime, included, counted));
    }
    steps.push(divide_step(sum, 12, average));
    let mut outcome = Outcome {
        average,
        average_without_maternity_allowance: None,
        divisor: 12,
        flags: if overtime > Fen::ZERO && unsettled(input, included) { vec!["UNCONFIRMED:R-021"] } else { Vec::new() },
        steps,
        ruleset: RULESET,
    };
    if let Some(allowance) = input.maternity_allowance.filter(|allowance| *allowance > Fen::ZERO) {
        add_maternity(&mut outcome, sum, allowance)?;
    }
    Ok(outcome)
}

/// Beijing counts overtime (534号 Q55(4)); that Shanghai does not is known from secondary sources.
fn unsettled(input: &Input, included: bool) -> bool {
    let beijing = input.city.as_deref().map(city_name) == Some("北京");
    !(included && (input.include_overtime == Some(true) || beijing))
}

fn counts_overtime(city: Option<&str>) -> bool {
    let policy = Standards::shipped().policy("base.include_overtime", city);
    policy.and_then(serde_json::Value::as_bool).unwrap_or(true)
}

fn overtime_step(overtime: Fen, included: bool, counted: Fen) -> Step {
    let (verb_zh, verb_en) = if included { ("计入", "counted") } else { ("不计入", "left out") };
    Step::new(
        "R-021",
        "京高法发〔2024〕534号 55(4)",
        format!("加班费 {overtime} 元{verb_zh}基数（北京计入；上海的口径仅见于二手资料）"),
        format!(
            "Overtime pay of {overtime} yuan is {verb_en} (Beijing counts it; Shanghai's practice is known from secondary sources only)"
        ),
        counted,
    )
}

/// judgments go both ways; the higher average is taken and the other one shown.
fn add_maternity(outcome: &mut Outcome, sum: Fen, allowance: Fen) -> Result<(), Refusal> {
    let without = outcome.average;
    let with = sum.checked_add(allowance)?;
    let average = with.div_round(12, Rounding::HalfUp)?;
    outcome.average = average;
    outcome.average_without_maternity_allowance = Some(without);
    if !outcome.flags.contains(&"UNCONFIRMED:R-021") {
        outcome.flags.push("UNCONFIRMED:R-021");
    }
    outcome.steps.push(Step::new(
        "R-021",
        "劳动合同法实施条例 27",
        format!("生育津贴 {allowance} 元是否计入裁判不一，取较高的：({sum} + {allowance}) ÷ 12 = {average} 元；不计入为 {without} 元"),
        format!("Courts differ on the maternity allowance of {allowance} yuan; the higher is taken: ({sum} + {allowance}) ÷ 12 = {average} yuan; without it {without}"),
        average,
    ));
    Ok(())
}

fn divide_step(sum: Fen, divisor: u32, average: Fen) -> Step {
    let rule = if divisor < 12 { "R-023" } else { "R-002" };
    Step::new(
        rule,
        "劳动合同法实施条例 27",
        format!("月平均工资：{sum} ÷ {divisor} = {average} 元（四舍五入到分）"),
        format!("Average a month: {sum} ÷ {divisor} = {average} yuan (rounded half-up to the fen)"),
        average,
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::json;

    use crate::run;

    #[test]
    fn r002_the_average_is_rounded_to_the_fen_before_anything_is_multiplied() {
        let months: Vec<_> = (1..=12)
            .map(|m| json!({"month": format!("2025-{m:02}"), "gross": if m == 1 { "8416.19" } else { "12436.36" }}))
            .collect();
        let outcome = run("average-wage", &json!({"months": months})).unwrap();
        // 145216.15 ÷ 12 = 12101.3458…; times four that is 48405.38 unrounded and 48405.40 as awarded.
        assert_eq!(outcome["average"], "12101.35");
        assert_eq!(outcome["divisor"], 12);
    }

    #[test]
    fn r023_with_fewer_than_twelve_months_the_sum_is_divided_by_the_months_worked() {
        let outcome = run(
            "average-wage",
            &json!({"months": [{"month": "2026-01", "gross": "1000.00"}, {"month": "2026-02", "gross": "1000.01"}, {"month": "2026-03", "gross": "1000.01"}]}),
        )
        .unwrap();
        assert_eq!((&outcome["average"], &outcome["divisor"]), (&json!("1000.01"), &json!(3)));
    }

    #[test]
    fn r021_leaving_overtime_out_or_leaving_the_question_open_is_flagged() {
        let with = |include: serde_json::Value| {
            let input = json!({"fixed_monthly": "15000.00", "overtime": "6000.00", "include_overtime": include});
            run("average-wage", &input).unwrap()
        };
        assert_eq!(with(json!(true))["flags"], json!([]));
        assert_eq!(with(json!(false))["flags"], json!(["UNCONFIRMED:R-021"]));
        assert_eq!(with(json!(null))["average"], "15500.00");
        assert_eq!(with(json!(null))["flags"], json!(["UNCONFIRMED:R-021"]));
    }

    #[test]
    fn r021_the_place_decides_on_overtime_where_nothing_else_does() {
        let of = |city: &str| {
            run("average-wage", &json!({"fixed_monthly": "15000.00", "overtime": "6000.00", "city": city})).unwrap()
        };
        assert_eq!((&of("北京")["average"], &of("北京")["flags"]), (&json!("15500.00"), &json!([])));
        assert_eq!((&of("上海")["average"], &of("上海")["flags"]), (&json!("15000.00"), &json!(["UNCONFIRMED:R-021"])));
    }

    #[test]
    fn r021_both_averages_are_shown_for_a_maternity_allowance_and_the_higher_is_taken() {
        let it = run("average-wage", &json!({"fixed_monthly": "9000.00", "maternity_allowance": "30000.00"})).unwrap();
        assert_eq!(
            (&it["average"], &it["average_without_maternity_allowance"]),
            (&json!("11500.00"), &json!("9000.00"))
        );
        assert_eq!(it["flags"], json!(["UNCONFIRMED:R-021"]));
    }

    #[test]
    fn wages_are_given_in_one_form_each_month_once_and_within_one_year() {
        let row = |month: &str| json!({"month": month, "gross": "1.00"});
        let cases = [
            (json!({}), "/months", "missing"),
            (json!({"months": []}), "/months", "months_out_of_range"),
            (json!({"months": [row("2026-01")], "fixed_monthly": "1.00"}), "/fixed_monthly", "two_forms"),
            (json!({"months": [row("2026-01")], "annual_bonus": "1.00"}), "/annual_bonus", "two_forms"),
            (json!({"fixed_monthly": "1.00", "worked_months": 3}), "/worked_months", "two_forms"),
            (json!({"months": [row("2026-01"), row("2026-01")]}), "/months/1/month", "month_twice"),
            (json!({"months": [row("2025-01"), row("2026-01")]}), "/months/0/month", "month_outside_window"),
            (json!({"months": [row("2026-1")]}), "/months/0/month", "not_a_month"),
            (json!({"months": [row("2026-01")], "worked_months": 0}), "/worked_months", "worked_months_out_of_range"),
            (json!({"months": [row("2026-01")], "worked_months": 2}), "/worked_months", "worked_months_out_of_range"),
            (json!({"months": [{"month": "2026-01", "gross": "-1.00"}]}), "/months/0/gross", "negative"),
            (json!({"fixed_monthly": "1.00", "overtime": "-1.00"}), "/overtime", "negative"),
        ];
        for (input, pointer, code) in cases {
            let refusal = run("average-wage", &input).unwrap_err();
            assert_eq!((refusal.pointer.as_str(), refusal.code), (pointer, code), "{input}");
        }
    }
}
