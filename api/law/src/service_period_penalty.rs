//! What an employee owes for leaving before a service period is over (服务期违约金).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::check_range;
use crate::refusal::{Refusal, not_negative};
use crate::{Decimal, Fen, Ground, RULESET, Rounding, Step};

const CITE: &str = "劳动合同法 22；实施条例 16、26";

/// The training that was paid for and the time promised for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Tuition, travel and other direct cost with vouchers; wages during training are no part of it.
    pub training_cost: Fen,
    /// Above zero.
    pub total_months: Decimal,
    pub served_months: Decimal,
    /// The agreed penalty; it caps what is owed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_penalty: Option<Fen>,
    /// The ground of leaving; a breach by the employee is assumed if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit_ground: Option<Ground>,
    /// What was given for the promise; training if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub benefit: Option<Benefit>,
    /// End of the service period and of the contract; with both the longer one is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_until: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_until: Option<NaiveDate>,
}

/// What the employee received (特殊待遇); only training allows a penalty (解释(二) 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Benefit {
    Training,
    Hukou,
    Housing,
    Car,
    SigningBonus,
}

/// What is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub penalty: Fen,
    /// The contract runs on to this day, unless agreed otherwise, when it would expire sooner (条例 17).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract_continues_until: Option<NaiveDate>,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the cost that falls on the months not served, no more than agreed, and nothing unless the
/// employee broke the promise.
pub fn service_period_penalty(input: &Input) -> Result<Outcome, Refusal> {
    not_negative([("/training_cost", Some(input.training_cost)), ("/agreed_penalty", input.agreed_penalty)])?;
    if input.total_months == Decimal::whole(0) {
        return Err(Refusal::at(
            "/total_months",
            "no_service_period",
            "服务期须大于零。",
            "The service period must be longer than nothing.",
        )
        .by_rule("R-018", CITE));
    }
    if input.benefit.is_some_and(|benefit| benefit != Benefit::Training) {
        return Err(Refusal::at(
            "/benefit",
            "penalty_not_allowed",
            "户口、住房、汽车、签约奖金等待遇不得约定违约金，损失由法院酌定，不计算金额，请咨询律师。",
            "No penalty can be agreed for a hukou, housing, a car or a signing bonus; a court weighs the loss, so no amount is computed: ask counsel.",
        )
        .by_rule("R-018", "法释〔2025〕12号 12"));
    }
    let mut steps = Vec::new();
    let contract_continues_until = continues(input, &mut steps)?;
    let mut flags = Vec::new();
    let (owed, step) = liability(input.exit_ground, &mut flags);
    steps.push(step);
    let penalty = if owed { amount(input, &mut steps)? } else { Fen::ZERO };
    Ok(Outcome { penalty, contract_continues_until, flags, steps, ruleset: RULESET })
}

fn continues(input: &Input, steps: &mut Vec<Step>) -> Result<Option<NaiveDate>, Refusal> {
    for (pointer, date) in [("/service_until", input.service_until), ("/contract_until", input.contract_until)] {
        date.map_or(Ok(()), |date| check_range(pointer, date))?;
    }
    let (Some(service), Some(contract)) = (input.service_until, input.contract_until) else { return Ok(None) };
    let longer = service > contract;
    let (zh, en) = if longer {
        (
            format!("合同续延至 {service}，另有约定的除外"),
            format!("the contract runs on to {service} unless agreed otherwise"),
        )
    } else {
        ("服务期先届满，合同不续延".to_owned(), "the service period is over first, and nothing runs on".to_owned())
    };
    steps.push(Step::new(
        "R-018",
        "劳动合同法实施条例 17",
        format!("合同 {contract} 期满，服务期至 {service}：{zh}"),
        format!("The contract expires on {contract}, the service period ends on {service}: {en}"),
        longer,
    ));
    Ok(longer.then_some(service))
}

fn liability(ground: Option<Ground>, flags: &mut Vec<&'static str>) -> (bool, Step) {
    let (owed, zh, en) = match ground {
        None => (
            true,
            "未给出离职事由，按劳动者违反服务期约定计算",
            "no ground given, so a breach by the employee is computed",
        ),
        Some(Ground::Resignation) => {
            (true, "劳动者辞职，违反服务期约定", "the employee resigned, a breach of the promise")
        }
        Some(Ground::EmployerFault(_) | Ground::ForcedLabour) => {
            (false, "因用人单位过错由劳动者解除，不属违约", "the employee left for the employer's fault: no breach")
        }
        // 条例 26(2) lists five of the six items of article 39; failing probation is not among them.
        Some(Ground::FailedProbation) => (
            false,
            "试用期不符合录用条件不在应付违约金之列",
            "failing probation is not among the grounds that owe a penalty",
        ),
        Some(ground) if ground.is_fault_dismissal() => {
            (true, "因劳动者过错解除，仍应支付", "dismissed for the employee's fault: still owed")
        }
        Some(Ground::MutualAgreement) => {
            // The texts name the employer's ending; an agreement the employee asked for is not among them.
            flags.push("UNCONFIRMED:R-018");
            (
                false,
                "协商一致解除，非劳动者违约；劳动者提出的情形法律未作规定",
                "ended by agreement, no breach; no text decides it where the employee asked",
            )
        }
        Some(_) => (false, "并非劳动者违反服务期约定", "not a breach by the employee"),
    };
    let code = ground.map_or_else(|| "–".to_owned(), |ground| ground.to_string());
    let step = Step::new(
        "R-018",
        CITE,
        format!("事由 {code}：{zh}"),
        format!("Ground {code}: {en}"),
        if owed { "owed" } else { "0.00" },
    );
    (owed, step)
}

fn amount(input: &Input, steps: &mut Vec<Step>) -> Result<Fen, Refusal> {
    let (cost, total, served) = (input.training_cost, input.total_months, input.served_months);
    let unserved = total.minus(served);
    let share = cost.mul_ratio(unserved.hundredths(), total.hundredths(), Rounding::HalfUp)?;
    steps.push(Step::new(
        "R-018",
        CITE,
        format!("未履行部分分摊的培训费：{cost} × ({total} − {served} = {unserved}) ÷ {total} = {share} 元"),
        format!("Cost that falls on the time not served: {cost} × ({total} − {served} = {unserved}) ÷ {total} = {share} yuan"),
        share,
    ));
    let Some(agreed) = input.agreed_penalty else {
        return Ok(share);
    };
    let penalty = agreed.min(share);
    steps.push(Step::new(
        "R-018",
        CITE,
        format!("约定违约金 {agreed} 元与上述 {share} 元取其低 = {penalty} 元"),
        format!("The lower of the agreed {agreed} and {share} = {penalty} yuan"),
        penalty,
    ));
    Ok(penalty)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn penalty(changes: Value) -> Value {
        let mut input = json!({"training_cost": "60000.00", "total_months": 36, "served_months": 15});
        for (name, value) in changes.as_object().unwrap() {
            input[name] = value.clone();
        }
        run("service-period-penalty", &input).unwrap()["penalty"].clone()
    }

    #[test]
    fn r018_no_more_is_owed_than_was_agreed_or_than_falls_on_the_rest() {
        assert_eq!(penalty(json!({})), "35000.00");
        assert_eq!(penalty(json!({"agreed_penalty": "20000.00"})), "20000.00");
        assert_eq!(penalty(json!({"agreed_penalty": "200000.00"})), "35000.00");
        assert_eq!(penalty(json!({"served_months": 40})), "0.00");
    }

    #[test]
    fn r018_the_ground_of_leaving_decides_whether_anything_is_owed() {
        for ground in ["37", "39(2)", "39(3)", "39(4)", "39(5)", "39(6)"] {
            assert_eq!(penalty(json!({"exit_ground": ground})), "35000.00", "{ground}");
        }
        for ground in ["36", "38(1)", "38(1)(3)", "38(2)", "39(1)", "40(2)", "41", "44(1)"] {
            assert_eq!(penalty(json!({"exit_ground": ground})), "0.00", "{ground}");
        }
    }

    #[test]
    fn r018_only_training_allows_a_penalty_and_the_rest_is_counsels_question() {
        for benefit in ["hukou", "housing", "car", "signing_bonus"] {
            let input = json!({"training_cost": "1.00", "total_months": 12, "served_months": 0, "benefit": benefit});
            assert_eq!(run("service-period-penalty", &input).unwrap_err().code, "penalty_not_allowed", "{benefit}");
        }
        assert_eq!(penalty(json!({"benefit": "training"})), "35000.00");
    }

    #[test]
    fn r018_a_contract_that_expires_first_runs_on_to_the_end_of_the_service_period() {
        let until = |contract: &str| {
            let input = json!({"training_cost": "1.00", "total_months": 12, "served_months": 0, "service_until": "2026-12-31", "contract_until": contract});
            run("service-period-penalty", &input).unwrap().get("contract_continues_until").cloned()
        };
        assert_eq!((until("2026-06-30"), until("2026-12-31")), (Some(json!("2026-12-31")), None));
    }

    #[test]
    fn a_service_period_of_no_length_is_refused() {
        let input = json!({"training_cost": "1.00", "total_months": 0, "served_months": 0});
        assert_eq!(run("service-period-penalty", &input).unwrap_err().pointer, "/total_months");
    }
}
