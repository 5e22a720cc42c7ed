//! Release from a non-compete duty (竞业限制的解除).
//!
//! The employer may end the duty at any time and then owes three more months if the employee asks
//! for them; after three months unpaid for the employer's reasons the employee may ask to end it.

use serde::{Deserialize, Serialize};

use crate::refusal::{Refusal, not_negative};
use crate::{Decimal, Fen, RULESET, Rounding, Step};

/// LCL 24: no more than two years after leaving.
const LONGEST: Decimal = Decimal::whole(24);
/// 解释(一) 38, 39: the months that count on both sides.
const THREE: Decimal = Decimal::whole(3);

/// How long the duty was kept and how it ends.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Pay a month, agreed or by R-081; may be absent when only `unpaid_months` is asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monthly: Option<Fen>,
    /// Months complied with; none if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months_served: Option<Decimal>,
    /// Whether the employer ends the duty before its term.
    #[serde(default)]
    pub employer_releases: bool,
    /// Whether the employee asks for the three months on top; yes if absent.
    #[serde(default = "yes")]
    pub extra_asked: bool,
    /// Months not paid for reasons on the employer's side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unpaid_months: Option<Decimal>,
    /// Whether the employee sent a reminder; matters for the guideline of 2025 only.
    #[serde(default)]
    pub reminded: bool,
}

fn yes() -> bool {
    true
}

/// What is owed, and whether the employee may ask to be released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub paid_for_served: Fen,
    pub extra_three_months: Fen,
    /// `paid_for_served + extra_three_months`.
    pub total: Fen,
    pub employee_may_request_release: bool,
    /// `TERM_CUT_24M`, `ADVISORY:R-085`.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// pay for the months kept, three more on release, and the employee's own way out.
pub fn non_compete_release(input: &Input) -> Result<Outcome, Refusal> {
    not_negative([("/monthly", input.monthly)])?;
    let served = input.months_served.unwrap_or_default();
    if input.monthly.is_none()
        && (input.unpaid_months.is_none() || input.employer_releases || served > Decimal::default())
    {
        return Err(Refusal::missing("/monthly").by_rule("R-082", "法释〔2020〕26号 39"));
    }
    if input.employer_releases && served >= LONGEST {
        return Err(Refusal::at(
            "/employer_releases",
            "duty_is_over",
            format!("竞业限制最长 24 个月，已履行 {served} 个月，没有可以提前解除的期间。"),
            format!("The duty lasts 24 months at most; after {served} months there is nothing left to release from."),
        )
        .by_rule("R-080", "劳动合同法 24(2)"));
    }
    let mut outcome = Outcome {
        paid_for_served: Fen::ZERO,
        extra_three_months: Fen::ZERO,
        total: Fen::ZERO,
        employee_may_request_release: false,
        flags: Vec::new(),
        steps: Vec::new(),
        ruleset: RULESET,
    };
    if let Some(unpaid) = input.unpaid_months {
        unpaid_step(&mut outcome, unpaid, input.reminded);
    }
    if let Some(monthly) = input.monthly {
        amounts(&mut outcome, input, monthly, served)?;
    }
    Ok(outcome)
}

/// 解释(一) 38; the guideline's shorter way (指引 17) is shown and decides nothing.
fn unpaid_step(outcome: &mut Outcome, unpaid: Decimal, reminded: bool) {
    let may = unpaid >= THREE;
    let (verdict_zh, verdict_en) = if may {
        ("可以请求解除竞业限制约定", "may ask to be released")
    } else {
        ("尚不得据此请求解除", "may not ask on that account yet")
    };
    outcome.employee_may_request_release = may;
    outcome.steps.push(Step::new(
        "R-082",
        "法释〔2020〕26号 38",
        format!("因用人单位原因 {unpaid} 个月未支付补偿，标准为三个月：劳动者{verdict_zh}"),
        format!("{unpaid} months unpaid for the employer's reasons, against three: the employee {verdict_en}"),
        may,
    ));
    let advised = unpaid > THREE || (reminded && unpaid > Decimal::whole(1));
    if advised {
        outcome.flags.push("ADVISORY:R-085");
        outcome.steps.push(Step::new(
            "R-085",
            "人社厅发〔2025〕40号 17",
            format!("提示（不具强制力）：{unpaid} 个月未支付，指引认为劳动者可以不再履行（催告后超过一个月，或超过三个月）"),
            format!("Advice, not binding: with {unpaid} months unpaid the guideline lets the employee stop (over one month after a reminder, or over three)"),
            "advisory",
        ));
    }
}

fn amounts(outcome: &mut Outcome, input: &Input, monthly: Fen, served: Decimal) -> Result<(), Refusal> {
    let counted = served.min(LONGEST);
    if served > LONGEST {
        outcome.flags.push("TERM_CUT_24M");
        outcome.steps.push(Step::new(
            "R-080",
            "劳动合同法 24(2)",
            format!("竞业限制期限最长 24 个月：{served} 减为 24"),
            format!("The duty lasts 24 months at most: {served} becomes 24"),
            counted,
        ));
    }
    let paid = monthly.mul_ratio(counted.hundredths(), 100, Rounding::HalfUp)?;
    outcome.steps.push(Step::new(
        "R-082",
        "法释〔2020〕26号 37",
        format!("已履行期间的补偿：{monthly} × {counted} = {paid} 元"),
        format!("Pay for the months complied with: {monthly} × {counted} = {paid} yuan"),
        paid,
    ));
    let extra = match (input.employer_releases, input.extra_asked) {
        (true, true) => monthly.checked_mul(3)?,
        _ => Fen::ZERO,
    };
    if input.employer_releases {
        let (zh, en) = if input.extra_asked {
            (
                format!("劳动者请求额外三个月补偿：{monthly} × 3"),
                format!("the employee asks for three months on top: {monthly} × 3"),
            )
        } else {
            ("劳动者未请求额外补偿".to_owned(), "the employee does not ask for more".to_owned())
        };
        outcome.steps.push(Step::new(
            "R-082",
            "法释〔2020〕26号 39",
            format!("用人单位提前解除竞业限制，{zh} = {extra} 元"),
            format!("The employer ends the duty early; {en} = {extra} yuan"),
            extra,
        ));
    }
    let total = paid.checked_add(extra)?;
    outcome.steps.push(Step::new(
        "R-082",
        "法释〔2020〕26号 37、39",
        format!("合计：{paid} + {extra} = {total} 元"),
        format!("In all: {paid} + {extra} = {total} yuan"),
        total,
    ));
    outcome.paid_for_served = paid;
    outcome.extra_three_months = extra;
    outcome.total = total;
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn outcome(input: Value) -> Value {
        run("non-compete-release", &input).unwrap()
    }

    #[test]
    fn r082_release_costs_three_months_more_only_when_the_employee_asks() {
        let released = |asked: bool| {
            outcome(json!({"monthly": "12000.00", "months_served": 4, "employer_releases": true, "extra_asked": asked}))
        };
        assert_eq!(released(true)["total"], "84000.00");
        assert_eq!(released(false)["total"], "48000.00");
        assert_eq!(outcome(json!({"monthly": "12000.00", "months_served": 4}))["extra_three_months"], "0.00");
    }

    #[test]
    fn r082_three_months_unpaid_are_enough_and_less_is_not() {
        let may = |months: f64| outcome(json!({"unpaid_months": months}))["employee_may_request_release"].clone();
        assert_eq!((may(2.99), may(3.0)), (json!(false), json!(true)));
    }

    #[test]
    fn r085_the_guideline_is_shown_and_decides_nothing() {
        let it = outcome(json!({"unpaid_months": 2, "reminded": true}));
        assert_eq!((&it["flags"], &it["employee_may_request_release"]), (&json!(["ADVISORY:R-085"]), &json!(false)));
    }

    #[test]
    fn r080_a_duty_that_is_over_cannot_be_released() {
        let input = json!({"monthly": "1.00", "months_served": 24, "employer_releases": true});
        assert_eq!(run("non-compete-release", &input).unwrap_err().pointer, "/employer_releases");
        let long = outcome(json!({"monthly": "100.00", "months_served": 30}));
        assert_eq!((&long["total"], &long["flags"]), (&json!("2400.00"), &json!(["TERM_CUT_24M"])));
    }

    #[test]
    fn the_monthly_pay_is_asked_for_when_money_is() {
        for input in [json!({}), json!({"unpaid_months": 3, "employer_releases": true}), json!({"months_served": 1})] {
            assert_eq!(run("non-compete-release", &input).unwrap_err().pointer, "/monthly", "{input}");
        }
    }
}
