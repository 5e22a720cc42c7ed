//! Whether the ending counts as involuntary for unemployment insurance (失业保险待遇提示): R-114.
//!
//! A hint for the list of unemployed persons: the certificate states no reason, and the
//! agency decides.

use serde::{Deserialize, Serialize};

use crate::severance::Initiator;
use crate::{Ground, RULESET, Refusal, Step};

/// The ending.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub ground: Ground,
    /// Who proposed it; asked for ground 36, the employer if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initiator: Option<Initiator>,
    /// Months of contributions; carried for the record, the rulebook sets no number here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contributed_months: Option<u32>,
}

/// The hint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Null when the texts name the ground on neither side.
    pub involuntary: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contributed_months: Option<u32>,
    /// `UNCONFIRMED:R-114` when `involuntary` is null.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// 44(1), 44(4), 44(5), 39, 40, 41, 38 and an agreement the employer proposed.
pub fn unemployment_hint(input: &Input) -> Result<Outcome, Refusal> {
    let (involuntary, zh, en) = match (input.ground, input.initiator) {
        (Ground::MutualAgreement, Some(Initiator::Employee)) => (
            Some(false),
            "由劳动者提出的协商解除，属本人意愿中断就业",
            "an agreement the employee proposed: of one's own will",
        ),
        (Ground::MutualAgreement, Some(Initiator::Employer)) => {
            (Some(true), "由用人单位提出的协商解除", "an agreement the employer proposed")
        }
        (Ground::MutualAgreement, None) => (
            Some(true),
            "没有由谁提出的记录，按用人单位提出处理",
            "there is no record of who proposed it, so the employer is taken to have done so",
        ),
        (Ground::Resignation, _) => (Some(false), "辞职，属本人意愿中断就业", "resignation: of one's own will"),
        (Ground::EmployerFault(_) | Ground::ForcedLabour, _) => {
            (Some(true), "劳动者因用人单位过错解除", "the employee left for the employer's fault")
        }
        (Ground::MassLayoff(_), _) => (Some(true), "经济性裁员", "mass lay-off"),
        (Ground::Expiry | Ground::TaskDone, _) => (Some(true), "合同期满终止", "the contract expired"),
        (Ground::Bankruptcy | Ground::Dissolution, _) => (Some(true), "用人单位破产或解散等", "the employer ceased"),
        (ground, _) if ground.is_fault_dismissal() || ground.is_no_fault_dismissal() => {
            (Some(true), "用人单位解除", "ended by the employer")
        }
        _ => (
            None,
            "所列依据对该事由未作规定，不作判断",
            "the texts name this ground on neither side, so nothing is decided",
        ),
    };
    let (verdict_zh, verdict_en, value) = match involuntary {
        Some(true) => ("非因本人意愿中断就业", "involuntary", "true"),
        Some(false) => ("因本人意愿中断就业", "voluntary", "false"),
        None => ("未知", "unknown", "unknown"),
    };
    Ok(Outcome {
        involuntary,
        contributed_months: input.contributed_months,
        flags: if involuntary.is_none() { vec!["UNCONFIRMED:R-114"] } else { Vec::new() },
        steps: vec![Step::new(
            "R-114",
            "社会保险法 45；实施《社会保险法》若干规定 13",
            format!("事由 {}：{zh}：{verdict_zh}（缴费条件由经办机构审核）", input.ground),
            format!("Ground {}: {en}: {verdict_en} (the agency looks at the contributions)", input.ground),
            value,
        )],
        ruleset: RULESET,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    #[test]
    fn r114_every_ground_is_answered_as_the_text_lists_it_or_not_at_all() {
        let yes = [
            "36", "38(1)", "38(1)(3)", "38(2)", "39(1)", "39(6)", "40(1)", "40(3)", "41", "44(1)", "44(4)", "44(5)",
            "TASK",
        ];
        let open = ["44(2)", "44(3)", "条例5", "条例6", "PT"];
        let hint = |ground: &str| run("unemployment-hint", &json!({"ground": ground})).unwrap();
        for ground in yes {
            assert_eq!(hint(ground)["involuntary"], true, "{ground}");
        }
        for ground in open {
            assert_eq!(
                (&hint(ground)["involuntary"], &hint(ground)["flags"]),
                (&Value::Null, &json!(["UNCONFIRMED:R-114"]))
            );
        }
        assert_eq!(hint("37")["involuntary"], false);
    }
}
