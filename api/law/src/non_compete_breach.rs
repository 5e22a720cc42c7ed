//! Breaking a non-compete duty (违反竞业限制).

use serde::{Deserialize, Serialize};

use crate::refusal::{Refusal, not_negative};
use crate::{Fen, RULESET, Step};

/// What was paid for the duty and what was agreed for breaking it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Pay received for the time of the breach.
    pub compensation_received: Fen,
    pub agreed_penalty: Fen,
    /// Pay for the whole term of the duty; with it the guideline's ceiling is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_compensation: Option<Fen>,
}

/// What the employee owes, before a court cuts an excessive penalty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub compensation_returned: Fen,
    pub penalty: Fen,
    /// `compensation_returned + penalty`.
    pub total: Fen,
    /// Five times the whole pay, by the guideline of 2025; it does not bind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advisory_penalty_ceiling: Option<Fen>,
    /// `COURT_MAY_REDUCE:R-083`, `ADVISORY:R-085` (penalty above the ceiling).
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the pay goes back, the agreed penalty is owed, and the duty goes on.
pub fn non_compete_breach(input: &Input) -> Result<Outcome, Refusal> {
    let (received, penalty) = (input.compensation_received, input.agreed_penalty);
    not_negative([
        ("/compensation_received", Some(received)),
        ("/agreed_penalty", Some(penalty)),
        ("/total_compensation", input.total_compensation),
    ])?;
    let total = received.checked_add(penalty)?;
    let mut flags = Vec::new();
    let mut steps = Vec::new();
    if penalty > Fen::ZERO {
        flags.push("COURT_MAY_REDUCE:R-083");
    }
    let ceiling = input.total_compensation.map(|whole| whole.checked_mul(5)).transpose()?;
    if let (Some(whole), Some(ceiling)) = (input.total_compensation, ceiling) {
        let above = penalty > ceiling;
        let (verdict_zh, verdict_en) = if above { ("高于", "above") } else { ("不高于", "not above") };
        flags.extend(above.then_some("ADVISORY:R-085"));
        steps.push(Step::new(
            "R-085",
            "人社厅发〔2025〕40号 14",
            format!("提示（不具强制力）：约定违约金 {penalty} 元{verdict_zh}指引的上限 {whole} × 5 = {ceiling} 元"),
            format!("Advice, not binding: the agreed {penalty} is {verdict_en} the guideline's ceiling {whole} × 5 = {ceiling} yuan"),
            ceiling,
        ));
    }
    steps.push(Step::new(
        "R-083",
        "法释〔2025〕12号 15；法释〔2020〕26号 40",
        format!("返还已付补偿 {received} + 约定违约金 {penalty} = {total} 元；法院可以调减过高的违约金，支付后竞业限制义务仍须履行"),
        format!("Pay returned {received} + agreed penalty {penalty} = {total} yuan; a court may cut an excessive penalty, and the duty goes on after payment"),
        total,
    ));
    Ok(Outcome {
        compensation_returned: received,
        penalty,
        total,
        advisory_penalty_ceiling: ceiling,
        flags,
        steps,
        ruleset: RULESET,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::json;

    use crate::run;

    #[test]
    fn r083_the_pay_goes_back_and_the_penalty_comes_on_top() {
        let input = json!({"compensation_received": "36000.00", "agreed_penalty": "200000.00"});
        let it = run("non-compete-breach", &input).unwrap();
        assert_eq!((&it["total"], &it["flags"]), (&json!("236000.00"), &json!(["COURT_MAY_REDUCE:R-083"])));
        assert_eq!(it.get("advisory_penalty_ceiling"), None);
    }

    #[test]
    fn r085_a_penalty_above_five_times_the_pay_is_advised_against_and_still_stands() {
        let with = |penalty: &str| {
            let input =
                json!({"compensation_received": "0.00", "agreed_penalty": penalty, "total_compensation": "216000.00"});
            run("non-compete-breach", &input).unwrap()
        };
        assert_eq!(with("1080000.00")["flags"], json!(["COURT_MAY_REDUCE:R-083"]));
        let above = with("1080000.01");
        assert_eq!((&above["total"], &above["flags"][1]), (&json!("1080000.01"), &json!("ADVISORY:R-085")));
    }
}
