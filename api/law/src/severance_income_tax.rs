//! Income tax on the lump sum for leaving (一次性补偿收入个人所得税): R-038.
//!
//! Free up to three times the local annual average wage of the year before; the rest alone goes
//! through the annual table, without the basic deduction and apart from the salary.

use serde::{Deserialize, Serialize};

use crate::refusal::{Refusal, not_negative};
use crate::{Fen, RULESET, Rounding, Step};

const CITE: &str = "财税〔2018〕164号 5(1)";

/// One step of the annual table (综合所得年度税率表).
struct Bracket {
    /// Highest taxable amount it covers; `None` for the last.
    up_to: Option<Fen>,
    percent: i64,
    quick_deduction: Fen,
}

const fn bracket(up_to: i32, percent: i64, quick_deduction: i32) -> Bracket {
    Bracket { up_to: Some(Fen::from_yuan(up_to)), percent, quick_deduction: Fen::from_yuan(quick_deduction) }
}

const TABLE: [Bracket; 7] = [
    bracket(36_000, 3, 0),
    bracket(144_000, 10, 2_520),
    bracket(300_000, 20, 16_920),
    bracket(420_000, 25, 31_920),
    bracket(660_000, 30, 52_920),
    bracket(960_000, 35, 85_920),
    Bracket { up_to: None, percent: 45, quick_deduction: Fen::from_yuan(181_920) },
];

/// The lump sum and the local figure.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Severance, living and other subsidies for leaving, together; no wages or leave pay.
    pub compensation: Fen,
    /// Local average wage of the year before, for the whole year.
    pub local_annual_average_wage: Fen,
}

/// The tax and what is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Three times the annual average.
    pub exempt_limit: Fen,
    pub taxable: Fen,
    pub tax: Fen,
    /// `compensation − tax`.
    pub net: Fen,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// what exceeds three times the annual average, by the annual table.
pub fn severance_income_tax(input: &Input) -> Result<Outcome, Refusal> {
    let (sum, annual) = (input.compensation, input.local_annual_average_wage);
    not_negative([("/compensation", Some(sum)), ("/local_annual_average_wage", Some(annual))])?;
    let exempt_limit = annual.checked_mul(3)?;
    let taxable = sum.checked_sub(exempt_limit)?.max(Fen::ZERO);
    let (tax, working) = tax_of(taxable)?;
    let net = sum.checked_sub(tax)?;
    let steps = vec![
        Step::new(
            "R-038",
            CITE,
            format!("免税额：当地上年职工年平均工资 {annual} × 3 = {exempt_limit} 元"),
            format!("Free of tax: last year's local annual average wage {annual} × 3 = {exempt_limit} yuan"),
            exempt_limit,
        ),
        Step::new(
            "R-038",
            CITE,
            format!("应税部分：{sum} − {exempt_limit}，不为负 = {taxable} 元"),
            format!("Taxable: {sum} − {exempt_limit}, not below zero = {taxable} yuan"),
            taxable,
        ),
        Step::new(
            "R-038",
            "个人所得税法 税率表一",
            format!("税额（不减除 60000 元，不并入综合所得）：{working} = {tax} 元"),
            format!("Tax (no deduction of 60000, apart from salary): {working} = {tax} yuan"),
            tax,
        ),
        Step::new(
            "R-038",
            CITE,
            format!("税后：{sum} − {tax} = {net} 元"),
            format!("After tax: {sum} − {tax} = {net} yuan"),
            net,
        ),
    ];
    Ok(Outcome { exempt_limit, taxable, tax, net, flags: Vec::new(), steps, ruleset: RULESET })
}

/// The tax by the annual table, and the sum that gives it.
fn tax_of(taxable: Fen) -> Result<(Fen, String), Refusal> {
    let covers = |bracket: &&Bracket| bracket.up_to.is_none_or(|limit| taxable <= limit);
    let bracket = TABLE.iter().find(covers).unwrap_or(&TABLE[TABLE.len() - 1]);
    let (percent, quick) = (bracket.percent, bracket.quick_deduction);
    let tax = taxable.mul_ratio(percent, 100, Rounding::HalfUp)?.checked_sub(quick)?;
    Ok((tax, format!("{taxable} × {percent}% − {quick}")))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    #[test]
    fn r038_each_bracket_joins_the_next_without_a_step() {
        for limit in TABLE.iter().filter_map(|bracket| bracket.up_to) {
            let (at, _) = tax_of(limit).unwrap();
            let (above, _) = tax_of(limit.checked_add(Fen(100)).unwrap()).unwrap();
            let more = above.checked_sub(at).unwrap();
            assert!(more > Fen::ZERO && more <= Fen(45), "one yuan over {limit} costs {more}");
        }
    }

    #[test]
    fn r038_only_the_excess_is_taxed() {
        let annual = Fen::from_yuan(100_000);
        let tax = |compensation| {
            let input = Input { compensation, local_annual_average_wage: annual };
            severance_income_tax(&input).unwrap().tax
        };
        assert_eq!(tax(Fen::from_yuan(300_000)), Fen::ZERO);
        assert_eq!(tax(Fen::from_yuan(300_100)), Fen::from_yuan(3));
        assert_eq!(tax(Fen::ZERO), Fen::ZERO);
    }

    #[test]
    fn negative_amounts_are_refused_where_they_stand() {
        let input = Input { compensation: Fen(1), local_annual_average_wage: Fen(-1) };
        let refusal = severance_income_tax(&input).unwrap_err();
        assert_eq!((refusal.pointer.as_str(), refusal.code), ("/local_annual_average_wage", "negative"));
    }
}
