//! Work beyond the statutory age (超龄劳动者): R-103.
//!
//! From 2026-07-01 a written agreement of its own kind; before, an interpretation that was repealed on
//! 2025-09-01. A flexible delay stays under the Labour Contract Law.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::check_range;
use crate::{Fen, RULESET, Refusal, Step};

const CITE: &str = "超龄劳动者基本权益保障暂行规定（人社部等令第56号）";

/// The work and the person's age.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The day that is asked about.
    pub on: NaiveDate,
    /// Whether the statutory age is reached on that day.
    pub over_statutory_age: bool,
    /// Whether that day lies in an agreed delay of retirement.
    pub flexible_delay: bool,
    /// Whether the agreement ended; then the answer says what of severance follows.
    #[serde(default)]
    pub agreement_ended: bool,
}

/// Under which rules the work stands (适用规则).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// 劳动合同法
    LabourContractLaw,
    /// 用工协议
    OverAgeAgreement,
    /// 劳务合同, by 解释(一) 32(1), to 2025-08-31
    ServiceContract,
    /// Between the repeal and the new rules; no text decides.
    Unsettled,
}

/// A duty under the agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Duty {
    pub article: u32,
    pub zh: &'static str,
    pub en: &'static str,
}

const DUTIES: [Duty; 5] = [
    Duty { article: 6, zh: "订立书面用工协议", en: "a written agreement" },
    Duty { article: 8, zh: "协议按约定终止", en: "the agreement ends as agreed" },
    Duty { article: 11, zh: "劳动报酬不低于最低工资", en: "pay not below the minimum wage" },
    Duty { article: 15, zh: "参加工伤保险", en: "work-injury insurance" },
    Duty {
        article: 19,
        zh: "报酬、休息休假、劳动保护、工伤争议可申请仲裁",
        en: "arbitration on pay, rest, protection and injury",
    },
];

/// The rules and what follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub regime: Regime,
    pub duties: Vec<Duty>,
    /// When the agreement ended and the texts say what is owed for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severance: Option<Fen>,
    /// `OVER_AGE_REGIME`, `UNCONFIRMED:R-103`.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the rules under which the work stands on this day.
pub fn over_age(input: &Input) -> Result<Outcome, Refusal> {
    check_range("/on", input.on)?;
    let from = |year, month| NaiveDate::from_ymd_opt(year, month, 1).is_some_and(|day| input.on >= day);
    let (regime, cite, zh, en) = if !input.over_statutory_age || input.flexible_delay {
        let why = if input.flexible_delay {
            ("处于约定的弹性延迟期间", "within an agreed delay")
        } else {
            ("未达法定退休年龄", "the statutory age is not reached")
        };
        (
            Regime::LabourContractLaw,
            "超龄劳动者基本权益保障暂行规定 23",
            format!("{}：适用劳动合同法", why.0),
            format!("{}: the Labour Contract Law applies", why.1),
        )
    } else if from(2026, 7) {
        (
            Regime::OverAgeAgreement,
            CITE,
            "已超过法定退休年龄：适用超龄劳动者用工协议的规定（2026-07-01 起）".to_owned(),
            "Beyond the statutory age: the rules on over-age workers apply (from 2026-07-01)".to_owned(),
        )
    } else if from(2025, 9) {
        (Regime::Unsettled, "法释〔2025〕12号 21", "解释（一）第三十二条第一款已自 2025-09-01 废止，新规定 2026-07-01 起施行：期间如何适用未见规定，请咨询律师".to_owned(), "Interpretation (I) 32(1) was repealed on 2025-09-01 and the new rules came on 2026-07-01: no text for the time between, ask counsel".to_owned())
    } else {
        (
            Regime::ServiceContract,
            "法释〔2020〕26号 32(1)",
            "2025-09-01 之前：已享受养老待遇的按劳务关系处理".to_owned(),
            "Before 2025-09-01: who drew a pension stood under a service contract".to_owned(),
        )
    };
    let mut steps = vec![Step::new(
        "R-103",
        cite,
        format!("{}：{zh}", input.on),
        format!("{}: {en}", input.on),
        regime.as_written(),
    )];
    let severance = (input.agreement_ended && regime == Regime::OverAgeAgreement).then_some(Fen::ZERO);
    if let Some(amount) = severance {
        steps.push(Step::new(
            "R-103",
            CITE,
            format!("用工协议终止：规定中没有经济补偿，{amount} 元；报酬、工伤等义务不受影响"),
            format!(
                "The agreement ended: the rules state no severance, {amount} yuan; pay, injury and the rest stay owed"
            ),
            amount,
        ));
    }
    let flags = match regime {
        Regime::OverAgeAgreement => vec!["OVER_AGE_REGIME"],
        Regime::Unsettled => vec!["UNCONFIRMED:R-103"],
        Regime::LabourContractLaw | Regime::ServiceContract => Vec::new(),
    };
    let duties = if regime == Regime::OverAgeAgreement { DUTIES.to_vec() } else { Vec::new() };
    Ok(Outcome { regime, duties, severance, flags, steps, ruleset: RULESET })
}

impl Regime {
    const fn as_written(self) -> &'static str {
        match self {
            Self::LabourContractLaw => "labour_contract_law",
            Self::OverAgeAgreement => "over_age_agreement",
            Self::ServiceContract => "service_contract",
            Self::Unsettled => "unsettled",
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn of(on: &str, over: bool, delay: bool) -> Value {
        let input = json!({"on": on, "over_statutory_age": over, "flexible_delay": delay, "agreement_ended": true});
        run("over-age", &input).unwrap()
    }

    #[test]
    fn r103_the_day_decides_between_the_repealed_the_open_and_the_new_rule() {
        for (on, regime) in [
            ("2025-08-31", "service_contract"),
            ("2025-09-01", "unsettled"),
            ("2026-06-30", "unsettled"),
            ("2026-07-01", "over_age_agreement"),
        ] {
            assert_eq!(of(on, true, false)["regime"], regime, "{on}");
        }
        assert_eq!(of("2026-01-01", true, false)["flags"], json!(["UNCONFIRMED:R-103"]));
    }

    #[test]
    fn r103_a_flexible_delay_stays_under_the_labour_contract_law() {
        let it = of("2027-01-01", true, true);
        assert_eq!(
            (&it["regime"], &it["duties"], it.get("severance")),
            (&json!("labour_contract_law"), &json!([]), None)
        );
        assert_eq!(of("2027-01-01", false, false)["regime"], "labour_contract_law");
        assert_eq!(of("2027-01-01", true, false)["duties"].as_array().unwrap().len(), 5);
    }
}
