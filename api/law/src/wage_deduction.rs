//! How much may be taken from a month's wage for a loss (工资扣除): R-039.
//!
//! Only what the law or the contract provides for, at most a fifth of the month's wage, and never
//! below the minimum wage.

use serde::{Deserialize, Serialize};

use crate::refusal::{Refusal, not_negative};
use crate::{Fen, RULESET, Rounding, Step};

const CITE: &str = "工资支付暂行规定 15、16";

/// The wage and the loss.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Wage due for the month.
    pub month_wage: Fen,
    /// Loss the employee caused and owes, as proved.
    pub loss_owed_by_employee: Fen,
    /// Whether the contract provides for such compensation; without it nothing may be taken.
    pub agreed: bool,
    /// Local minimum wage a month.
    pub minimum_wage: Fen,
}

/// What may be taken this month and what stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub max_deduction_this_month: Fen,
    /// Before the employee's own contributions and tax.
    pub net_before_si_tax: Fen,
    /// Loss that no deduction of this month covers.
    pub loss_left: Fen,
    /// `MIN_WAGE_FLOOR` when the minimum wage is what limits the deduction.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the lowest of the loss, 20 % of the wage and what lies above the minimum wage.
pub fn wage_deduction(input: &Input) -> Result<Outcome, Refusal> {
    let (wage, loss, minimum) = (input.month_wage, input.loss_owed_by_employee, input.minimum_wage);
    not_negative([
        ("/month_wage", Some(wage)),
        ("/loss_owed_by_employee", Some(loss)),
        ("/minimum_wage", Some(minimum)),
    ])?;
    // A limit: what does not fill a fen is not taken.
    let fifth = wage.mul_ratio(20, 100, Rounding::Down)?;
    let above = wage.checked_sub(minimum)?.max(Fen::ZERO);
    let limit = fifth.min(above);
    let deduction = if input.agreed { limit.min(loss) } else { Fen::ZERO };
    let net = wage.checked_sub(deduction)?;
    let left = loss.checked_sub(deduction)?;
    let mut steps = vec![Step::new(
        "R-039",
        CITE,
        format!(
            "当月限额：{wage} × 20% = {fifth} 元；扣后不低于最低工资：{wage} − {minimum}，不为负 = {above} 元；取其低 {limit} 元"
        ),
        format!(
            "Limit of the month: {wage} × 20 % = {fifth}; not below the minimum wage: {wage} − {minimum}, not below zero = {above}; the lower is {limit} yuan"
        ),
        limit,
    )];
    let (why_zh, why_en) = if input.agreed {
        (
            format!("损失 {loss} 元与限额 {limit} 元取其低 = {deduction} 元"),
            format!("the lower of the loss {loss} and the limit {limit} = {deduction} yuan"),
        )
    } else {
        (
            "合同未约定赔偿，不得从工资中扣除：0.00 元".to_owned(),
            "the contract does not provide for it, so nothing may be taken: 0.00 yuan".to_owned(),
        )
    };
    steps.push(Step::new(
        "R-039",
        CITE,
        format!("当月可扣：{why_zh}"),
        format!("Deduction of the month: {why_en}"),
        deduction,
    ));
    steps.push(Step::new(
        "R-039",
        CITE,
        format!("扣后：{wage} − {deduction} = {net} 元（未扣个人社保和个税）；损失余额 {left} 元"),
        format!("After it: {wage} − {deduction} = {net} yuan before contributions and tax; {left} of the loss is left"),
        net,
    ));
    let floored = input.agreed && deduction == above && above < fifth.min(loss);
    Ok(Outcome {
        max_deduction_this_month: deduction,
        net_before_si_tax: net,
        loss_left: left,
        flags: if floored { vec!["MIN_WAGE_FLOOR"] } else { Vec::new() },
        steps,
        ruleset: RULESET,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(wage: i64, loss: i64, agreed: bool) -> Outcome {
        let input = Input {
            month_wage: Fen(wage),
            loss_owed_by_employee: Fen(loss),
            agreed,
            minimum_wage: Fen::from_yuan(2540),
        };
        wage_deduction(&input).unwrap()
    }

    #[test]
    fn r039_what_the_contract_does_not_provide_for_is_not_taken() {
        assert_eq!(of(600_000, 900_000, false).max_deduction_this_month, Fen::ZERO);
        assert_eq!(of(600_000, 900_000, true).max_deduction_this_month, Fen::from_yuan(1200));
    }

    #[test]
    fn r039_a_wage_at_the_minimum_gives_nothing() {
        let it = of(254_000, 900_000, true);
        assert_eq!((it.max_deduction_this_month, it.flags), (Fen::ZERO, vec!["MIN_WAGE_FLOOR"]));
    }

    proptest! {
        #[test]
        fn r039_no_more_than_a_fifth_and_nothing_below_the_minimum_wage(wage in 0_i64..5_000_000, loss in 0_i64..5_000_000) {
            let it = of(wage, loss, true);
            prop_assert!(it.max_deduction_this_month.0 * 5 <= wage);
            prop_assert!(it.max_deduction_this_month == Fen::ZERO || it.net_before_si_tax >= Fen::from_yuan(2540));
            prop_assert_eq!(it.max_deduction_this_month.0 + it.loss_left.0, loss);
            prop_assert_eq!(it.net_before_si_tax.0 + it.max_deduction_this_month.0, wage);
        }
    }
}
