//! Probation (试用期): how long it may be and what exceeding it costs..

use serde::{Deserialize, Serialize};

use crate::refusal::{Refusal, not_negative};
use crate::{Decimal, Fen, RULESET, Rounding, Step};

/// The contract and the probation agreed in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub contract_kind: ContractKind,
    /// Term of a fixed-term contract; null or absent for the others.
    #[serde(default)]
    pub contract_months: Option<Decimal>,
    pub agreed_months: Decimal,
    /// Months of probation really served; with it the damages are computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served_months: Option<Decimal>,
    /// The monthly wage for after probation; needed with `served_months`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wage_after_probation: Option<Fen>,
}

/// The kind of contract (合同类型).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractKind {
    FixedTerm,
    OpenEnded,
    Task,
    PartTime,
}

/// The limit, and the damages when time beyond it was served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub max_months: u32,
    /// Whether the agreed probation keeps to the limit.
    pub valid: bool,
    /// Months served beyond the limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excess_months: Option<Decimal>,
    /// Owed on top of the wage paid for those months.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub damages: Option<Fen>,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the longest lawful probation, and the wage for each month served beyond it.
pub fn probation(input: &Input) -> Result<Outcome, Refusal> {
    not_negative([("/wage_after_probation", input.wage_after_probation)])?;
    let (max_months, why_zh, why_en) = longest(input)?;
    let max = Decimal::whole(max_months);
    let agreed = input.agreed_months;
    let valid = agreed <= max;
    let (valid_zh, valid_en) = if valid { ("未超过", "within it") } else { ("超过", "beyond it") };
    let steps = vec![Step::new(
        "R-014",
        "劳动合同法 19、70",
        format!("{why_zh}，试用期最长 {max_months} 个月；约定 {agreed} 个月，{valid_zh}上限"),
        format!("{why_en}: probation of at most {max_months} months; {agreed} agreed, {valid_en}"),
        max_months,
    )];
    let mut outcome =
        Outcome { max_months, valid, excess_months: None, damages: None, flags: Vec::new(), steps, ruleset: RULESET };
    match (input.served_months, input.wage_after_probation) {
        (Some(served), Some(wage)) => add_damages(&mut outcome, served, wage)?,
        (Some(_), None) => return Err(Refusal::missing("/wage_after_probation").by_rule("R-016", "劳动合同法 83")),
        (None, Some(_)) => return Err(Refusal::missing("/served_months").by_rule("R-016", "劳动合同法 83")),
        (None, None) => {}
    }
    Ok(outcome)
}

fn longest(input: &Input) -> Result<(u32, String, String), Refusal> {
    let term = match (input.contract_kind, input.contract_months) {
        (ContractKind::FixedTerm, Some(term)) => term,
        (ContractKind::FixedTerm, None) => {
            return Err(Refusal::missing("/contract_months").by_rule("R-014", "劳动合同法 19"));
        }
        (ContractKind::OpenEnded, _) => {
            return Ok((6, "无固定期限劳动合同".to_owned(), "Open-ended contract".to_owned()));
        }
        (ContractKind::Task, _) => {
            return Ok((0, "以完成一定工作任务为期限".to_owned(), "Contract for a task".to_owned()));
        }
        (ContractKind::PartTime, _) => {
            return Ok((0, "非全日制用工".to_owned(), "Part-time work by the hour".to_owned()));
        }
    };
    let max = match term.hundredths() {
        ..300 => 0,
        300..1200 => 1,
        1200..3600 => 2,
        _ => 6,
    };
    Ok((max, format!("固定期限 {term} 个月"), format!("Fixed term of {term} months")))
}

fn add_damages(outcome: &mut Outcome, served: Decimal, wage: Fen) -> Result<(), Refusal> {
    let excess = served.minus(Decimal::whole(outcome.max_months));
    let damages = wage.mul_ratio(excess.hundredths(), 100, Rounding::HalfUp)?;
    let max = outcome.max_months;
    outcome.steps.push(Step::new(
        "R-016",
        "劳动合同法 83",
        format!("已履行 {served} 个月，超过上限 {max} 个月的部分 {excess} 个月：{wage} × {excess} = {damages} 元"),
        format!("{served} months served, {excess} beyond the limit of {max}: {wage} × {excess} = {damages} yuan"),
        damages,
    ));
    if !excess.is_whole() {
        // U-17: no text says how a part of a month counts; it is taken pro rata.
        outcome.flags.push("UNCONFIRMED:R-016");
    }
    outcome.excess_months = Some(excess);
    outcome.damages = Some(damages);
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::json;

    use crate::run;

    #[test]
    fn r014_the_ladder_turns_at_three_months_one_year_and_three_years() {
        let max = |months: f64| {
            let input = json!({"contract_kind": "fixed_term", "contract_months": months, "agreed_months": 0});
            run("probation", &input).unwrap()["max_months"].clone()
        };
        for (months, most) in [(2.99, 0), (3.0, 1), (11.99, 1), (12.0, 2), (35.99, 2), (36.0, 6), (120.0, 6)] {
            assert_eq!(max(months), most, "{months}");
        }
    }

    #[test]
    fn r070_part_time_work_has_no_probation() {
        let outcome = run("probation", &json!({"contract_kind": "part_time", "agreed_months": 1})).unwrap();
        assert_eq!((&outcome["max_months"], &outcome["valid"]), (&json!(0), &json!(false)));
    }

    #[test]
    fn r016_a_part_month_is_paid_pro_rata_and_flagged() {
        let input = json!({
            "contract_kind": "fixed_term", "contract_months": 12, "agreed_months": 3,
            "served_months": 2.5, "wage_after_probation": "9000.01",
        });
        let outcome = run("probation", &input).unwrap();
        assert_eq!((&outcome["excess_months"], &outcome["damages"]), (&json!(0.5), &json!("4500.01")));
        assert_eq!(outcome["flags"], json!(["UNCONFIRMED:R-016"]));
    }

    #[test]
    fn what_the_answer_needs_is_asked_for_by_name() {
        let cases = [
            (json!({"contract_kind": "fixed_term", "agreed_months": 1}), "/contract_months"),
            (json!({"contract_kind": "open_ended", "agreed_months": 1, "served_months": 7}), "/wage_after_probation"),
            (
                json!({"contract_kind": "open_ended", "agreed_months": 1, "wage_after_probation": "1.00"}),
                "/served_months",
            ),
            (json!({"contract_kind": "open_ended"}), "/agreed_months"),
        ];
        for (input, pointer) in cases {
            let refusal = run("probation", &input).unwrap_err();
            assert_eq!((refusal.pointer.as_str(), refusal.code), (pointer, "missing"));
        }
    }
}
