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
pub mod employer_fault;
pub mod final_wage;
pub mod flexible_retirement;
pub mod gate;
pub mod grounds;
pub mod hold_over;
mod in_words;
pub mod injury;
pub mod late_payment_addition;
pub mod leave_entitlement;
pub mod limitation;
pub mod local_standard;
pub mod mass_layoff;
pub mod maternity_leave;
pub mod medical_period;
pub mod minimum_contribution;
mod money;
mod month;
pub mod non_compete;
pub mod non_compete_breach;
pub mod non_compete_release;
pub mod notice_period;
pub mod open_ended;
pub mod over_age;
pub mod overtime;
pub mod part_time;
pub mod probation;
pub mod probation_wage;
mod refusal;
pub mod reinstatement_back_pay;
pub mod retention;
pub mod retirement;
pub mod service_period_penalty;
pub mod severance;
pub mod severance_income_tax;
pub mod shortfall;
pub mod sick_and_standby_pay;
pub mod standards;
mod step;
pub mod unemployment_hint;
mod units;
pub mod wage_deduction;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use annual_leave_payout::annual_leave_payout;
pub use average_wage::average_wage;
pub use deadlines::deadlines;
pub use double_wage::double_wage;
pub use employer_fault::employer_fault;
pub use final_wage::final_wage;
pub use flexible_retirement::flexible_retirement;
pub use gate::gate;
pub use grounds::Ground;
pub use hold_over::hold_over;
pub use injury::injury;
pub use late_payment_addition::late_payment_addition;
pub use leave_entitlement::leave_entitlement;
pub use limitation::limitation;
pub use local_standard::local_standard;
pub use mass_layoff::mass_layoff;
pub use maternity_leave::maternity_leave;
pub use medical_period::medical_period;
pub use minimum_contribution::minimum_contribution;
pub use money::{Fen, Rounding};
pub use non_compete::non_compete;
pub use non_compete_breach::non_compete_breach;
pub use non_compete_release::non_compete_release;
pub use notice_period::notice_period;
pub use open_ended::open_ended;
pub use over_age::over_age;
pub use overtime::overtime;
pub use part_time::part_time;
pub use probation::probation;
pub use probation_wage::probation_wage;
pub use refusal::Refusal;
pub use reinstatement_back_pay::reinstatement_back_pay;
pub use retention::retention;
pub use retirement::retirement;
pub use service_period_penalty::service_period_penalty;
pub use severance::severance;
pub use severance_income_tax::severance_income_tax;
pub use shortfall::shortfall;
pub use sick_and_standby_pay::sick_and_standby_pay;
pub use step::Step;
pub use unemployment_hint::unemployment_hint;
pub use units::{Decimal, Units};
pub use wage_deduction::wage_deduction;

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
    "non-compete-release",
    "non-compete-breach",
    "open-ended",
    "hold-over",
    "probation-wage",
    "reinstatement-back-pay",
    "shortfall",
    "late-payment-addition",
    "wage-deduction",
    "final-wage",
    "leave-entitlement",
    "overtime",
    "sick-and-standby-pay",
    "maternity-leave",
    "flexible-retirement",
    "minimum-contribution",
    "over-age",
    "part-time",
    "injury",
    "employer-fault",
    "notice-period",
    "local-standard",
    "limitation",
    "retention",
    "unemployment-hint",
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
        "non-compete-release" => answer(input, non_compete_release),
        "non-compete-breach" => answer(input, non_compete_breach),
        "open-ended" => answer(input, open_ended),
        "hold-over" => answer(input, hold_over),
        "probation-wage" => answer(input, probation_wage),
        "reinstatement-back-pay" => answer(input, reinstatement_back_pay),
        "shortfall" => answer(input, shortfall),
        "late-payment-addition" => answer(input, late_payment_addition),
        "wage-deduction" => answer(input, wage_deduction),
        "final-wage" => answer(input, final_wage),
        "leave-entitlement" => answer(input, leave_entitlement),
        "overtime" => answer(input, overtime),
        "sick-and-standby-pay" => answer(input, sick_and_standby_pay),
        "maternity-leave" => answer(input, maternity_leave),
        "flexible-retirement" => answer(input, flexible_retirement),
        "minimum-contribution" => answer(input, minimum_contribution),
        "over-age" => answer(input, over_age),
        "part-time" => answer(input, part_time),
        "injury" => answer(input, injury),
        "employer-fault" => answer(input, employer_fault),
        "notice-period" => answer(input, notice_period),
        "local-standard" => answer(input, local_standard),
        "limitation" => answer(input, limitation),
        "retention" => answer(input, retention),
        "unemployment-hint" => answer(input, unemployment_hint),
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
    // Serde would read a list as the fields in their order; an input names its fields.
    if !input.is_object() {
        return Err(Refusal::from_fault("", &refusal::faults::WRONG_TYPE));
    }
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
