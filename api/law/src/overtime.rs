//! Overtime pay (加班费).

use serde::{Deserialize, Serialize};

use crate::refusal::{Refusal, not_negative};
use crate::{Decimal, Fen, RULESET, Rounding, Step};

/// Hours of each kind in the time that is asked about.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Wage of a month of normal work.
    pub normal_monthly_wage: Fen,
    /// On working days.
    #[serde(default)]
    pub workday_hours: Decimal,
    /// On rest days for which no substitute leave was given.
    #[serde(default)]
    pub rest_day_hours: Decimal,
    /// On public holidays.
    #[serde(default)]
    pub holiday_hours: Decimal,
}

/// Pay of each kind, each rounded to the fen once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub workday_pay: Fen,
    pub rest_day_pay: Fen,
    pub holiday_pay: Fen,
    /// The sum of the three.
    pub total: Fen,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// 150, 200 and 300 % of the hour's wage, a month over 21.75 days of eight hours.
pub fn overtime(input: &Input) -> Result<Outcome, Refusal> {
    let wage = input.normal_monthly_wage;
    not_negative([("/normal_monthly_wage", Some(wage))])?;
    let mut steps = Vec::new();
    let mut pay = |hours: Decimal, percent: i64, zh: &str, en: &str| -> Result<Fen, Refusal> {
        // ÷ 21.75 ÷ 8 is ÷ 174; the hours are in hundredths and the rate is in percent.
        let amount = wage.mul_ratio(hours.hundredths() * percent, 174 * 100 * 100, Rounding::HalfUp)?;
        if hours > Decimal::default() {
            steps.push(Step::new(
                "R-047",
                "劳动法 44",
                format!("{zh}：{wage} ÷ 21.75 ÷ 8 × {hours} 小时 × {percent}% = {amount} 元"),
                format!("{en}: {wage} ÷ 21.75 ÷ 8 × {hours} hours × {percent} % = {amount} yuan"),
                amount,
            ));
        }
        Ok(amount)
    };
    let workday_pay = pay(input.workday_hours, 150, "工作日延长", "Working days")?;
    let rest_day_pay = pay(input.rest_day_hours, 200, "休息日且未安排补休", "Rest days without substitute leave")?;
    let holiday_pay = pay(input.holiday_hours, 300, "法定休假日", "Public holidays")?;
    let total = Fen::checked_sum([workday_pay, rest_day_pay, holiday_pay])?;
    steps.push(Step::new(
        "R-047",
        "劳动法 44",
        format!("合计：{workday_pay} + {rest_day_pay} + {holiday_pay} = {total} 元"),
        format!("In all: {workday_pay} + {rest_day_pay} + {holiday_pay} = {total} yuan"),
        total,
    ));
    Ok(Outcome { workday_pay, rest_day_pay, holiday_pay, total, flags: Vec::new(), steps, ruleset: RULESET })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::json;

    use crate::run;

    #[test]
    fn r047_each_kind_of_day_has_its_rate() {
        let input =
            json!({"normal_monthly_wage": "17400.00", "workday_hours": 10, "rest_day_hours": 8, "holiday_hours": 8});
        let it = run("overtime", &input).unwrap();
        assert_eq!(
            (&it["workday_pay"], &it["rest_day_pay"], &it["holiday_pay"]),
            (&json!("1500.00"), &json!("1600.00"), &json!("2400.00"))
        );
        assert_eq!(it["total"], "5500.00");
    }

    #[test]
    fn r002_each_item_is_rounded_once_at_its_end() {
        let input = json!({"normal_monthly_wage": "10000.00", "workday_hours": 0.5, "rest_day_hours": "0.25"});
        let it = run("overtime", &input).unwrap();
        assert_eq!(
            (&it["workday_pay"], &it["rest_day_pay"], &it["total"]),
            (&json!("43.10"), &json!("28.74"), &json!("71.84"))
        );
    }
}
