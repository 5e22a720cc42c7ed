//! Labour-law rules and calculators of mainland China.
//!
//! Pure functions: no I/O, no clock, no floats in money. Each calculator is a module with an
//! `Input`, an `Outcome` and one function, which validates, computes and shows its working in
//! `steps`; `flags` name every cap, floor and unsettled rule that shaped the answer. What a rule
//! says stands with its id (`R-026`) in the rulebook; what is not settled in law carries
//! `UNCONFIRMED:<rule>` and is never decided in silence.
//!
//! [`run`] is the door for callers who speak JSON; [`grounds`], [`standards`] and [`mod@gate`] are the
//! table of grounds, the local figures and the check that a ground is made out.

pub mod annual_leave_payout;
pub mod average_wage;
pub mod cases;
pub mod dates;
pub mod deadlines;
pub mod double_wage;
pub mod gate;
pub mod grounds;
pub mod mass_layoff;
pub mod medical_period;
mod money;
pub mod non_compete;
pub mod probation;
mod refusal;
pub mod retirement;
pub mod service_period_penalty;
pub mod severance;
pub mod severance_income_tax;
pub mod standards;
mod step;
mod units;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use annual_leave_payout::annual_leave_payout;
pub use average_wage::average_wage;
pub use deadlines::deadlines;
pub use double_wage::double_wage;
pub use gate::gate;
pub use grounds::Ground;
pub use mass_layoff::mass_layoff;
pub use medical_period::medical_period;
pub use money::{Fen, Rounding};
pub use non_compete::non_compete;
pub use probation::probation;
pub use refusal::Refusal;
pub use retirement::retirement;
pub use service_period_penalty::service_period_penalty;
pub use severance::severance;
pub use severance_income_tax::severance_income_tax;
pub use step::Step;
pub use units::{Decimal, Units};

/// The version of the rules and tables in this crate; every outcome carries it.
///
/// Texts in force for separations from 2025-09-01, read to August 2026.
pub const RULESET: &str = "CN-2026-08";

/// The names that [`run`] answers to.
pub const CALCULATORS: &[&str] = &[
    "average-wage",
    "severance",
    "double-wage",
    "probation",
    "annual-leave-payout",
    "severance-income-tax",
    "non-compete",
    "service-period-penalty",
    "medical-period",
    "retirement",
    "mass-layoff",
    "deadlines",
    "gate",
];

/// Runs the calculator of this name on a JSON input and gives its outcome as JSON.
///
/// Refuses an unknown name with `unknown_calculator`, and an input at the pointer of its first
/// faulty field.
pub fn run(calculator: &str, input: &Value) -> Result<Value, Refusal> {
    match calculator {
        "average-wage" => answer(input, average_wage),
        "severance" => answer(input, severance),
        "double-wage" => answer(input, double_wage),
        "probation" => answer(input, probation),
        "annual-leave-payout" => answer(input, annual_leave_payout),
        "severance-income-tax" => answer(input, severance_income_tax),
        "non-compete" => answer(input, non_compete),
        "service-period-penalty" => answer(input, service_period_penalty),
        "medical-period" => answer(input, medical_period),
        "retirement" => answer(input, retirement),
        "mass-layoff" => answer(input, mass_layoff),
        "deadlines" => answer(input, deadlines),
        "gate" => answer(input, gate),
        _ => Err(Refusal::at(
            "",
            "unknown_calculator",
            format!("没有名为“{calculator}”的计算器。"),
            format!("There is no calculator named \"{calculator}\"."),
        )),
    }
}

fn answer<I: DeserializeOwned, O: Serialize>(
    input: &Value,
    calculator: fn(&I) -> Result<O, Refusal>,
) -> Result<Value, Refusal> {
    let outcome = calculator(&refusal::read::<I>(input)?)?;
    serde_json::to_value(outcome)
        .map_err(|error| Refusal::at("", "outcome_not_writable", "结果无法写成 JSON。", error.to_string()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_listed_calculator_has_a_door_and_no_other_name_does() {
        for name in CALCULATORS {
            let refusal = run(name, &json!({"no_such_field": 1})).unwrap_err();
            assert_eq!((refusal.pointer.as_str(), refusal.code), ("/no_such_field", "unknown_field"), "{name}");
        }
        assert_eq!(run("horoscope", &json!({})).unwrap_err().code, "unknown_calculator");
    }
}
