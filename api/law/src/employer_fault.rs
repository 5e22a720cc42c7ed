//! Whether leaving for the employer's fault earns severance (被迫解除): R-053, article 38.
//!
//! It does, unless the reason was not stated at the time, the pay was late by no more than the place
//! allows, the parties honestly dispute it, or the place counts only some defects of insurance.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::{add_days, check_range};
use crate::standards::Standards;
use crate::{Ground, RULESET, Refusal, Step};

const CITE: &str = "劳动合同法 38、46(1)";

/// The fault that the employee states.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// `38(1)(1)` … `38(1)(6)` or `38(2)`.
    pub ground: Ground,
    /// Place of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Whether the reason was stated when leaving; needed for 38(1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_stated: Option<bool>,
    /// `38(1)(2)`: the day the pay was due; needed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_due_on: Option<NaiveDate>,
    /// `38(1)(2)`: the day it was paid in full, or on which it was still unpaid; needed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_settled_on: Option<NaiveDate>,
    /// `38(1)(2)`: whether an honest dispute on the pay is proved; not proved if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub good_faith_dispute: Option<bool>,
    /// `38(1)(3)`: what is wrong with the insurance; needed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insurance_defect: Option<Defect>,
    /// `38(1)(3)`: whether the employee waived insurance in writing; it changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insurance_waived: Option<bool>,
}

/// What is wrong with the social insurance (社会保险缺陷).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Defect {
    /// No account, or kinds of insurance missing, within the last year.
    NoAccountOrMissingKinds,
    /// A low base, or years that are missing.
    LowBaseOrShortYears,
}

/// Whether severance is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub severance_due: bool,
    /// `LOCAL:R-053` when the answer rests on a place's own rule.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// due on every item of article 38, but for what stands against it.
pub fn employer_fault(input: &Input) -> Result<Outcome, Refusal> {
    check(input)?;
    let missing = |pointer| Refusal::missing(pointer).by_rule("R-053", CITE);
    let mut outcome = Outcome { severance_due: true, flags: Vec::new(), steps: Vec::new(), ruleset: RULESET };
    if let Ground::EmployerFault(_) = input.ground {
        let stated = input.reason_stated.ok_or_else(|| missing("/reason_stated"))?;
        let (zh, en) = if stated {
            ("离职时已写明理由", "the reason was stated when leaving")
        } else {
            ("离职时未写明理由，事后补充的不予支持", "the reason was not stated when leaving and cannot be added later")
        };
        outcome.weigh(stated, "京高法发〔2024〕534号 73", zh, en);
    }
    match input.ground {
        Ground::EmployerFault(Some(2)) => {
            let due = input.pay_due_on.ok_or_else(|| missing("/pay_due_on"))?;
            let settled = input.pay_settled_on.ok_or_else(|| missing("/pay_settled_on"))?;
            pay(&mut outcome, input, due, settled);
        }
        Ground::EmployerFault(Some(3)) => {
            let defect = input.insurance_defect.ok_or_else(|| missing("/insurance_defect"))?;
            insurance(&mut outcome, input, defect);
        }
        _ => {}
    }
    let (zh, en) = if outcome.severance_due {
        (
            "应当支付经济补偿；没有代通知金，也没有服务期违约金",
            "severance is due; no payment instead of notice and no service-period penalty",
        )
    } else {
        ("不支付经济补偿", "no severance is due")
    };
    let code = input.ground;
    outcome.steps.push(Step::new(
        "R-053",
        CITE,
        format!("事由 {code}：{zh}"),
        format!("Ground {code}: {en}"),
        outcome.severance_due,
    ));
    Ok(outcome)
}

impl Outcome {
    fn weigh(&mut self, holds: bool, cite: &'static str, zh: impl Into<String>, en: impl Into<String>) {
        self.severance_due &= holds;
        self.steps.push(Step::new("R-053", cite, zh, en, holds));
    }
}

fn check(input: &Input) -> Result<(), Refusal> {
    if !matches!(input.ground, Ground::EmployerFault(Some(_)) | Ground::ForcedLabour) {
        return Err(Refusal::at(
            "/ground",
            "not_article_38",
            "须为第三十八条第一款的某一项（如 38(1)(2)）或第二款。",
            "This is an item of article 38(1), such as 38(1)(2), or 38(2).",
        )
        .by_rule("R-053", CITE));
    }
    for (pointer, date) in [("/pay_due_on", input.pay_due_on), ("/pay_settled_on", input.pay_settled_on)] {
        date.map_or(Ok(()), |date| check_range(pointer, date))?;
    }
    Ok(())
}

fn pay(outcome: &mut Outcome, input: &Input, due: NaiveDate, settled: NaiveDate) {
    let city = input.city.as_deref();
    let grace = Standards::shipped().policy_number("pay.grace_days", city).unwrap_or(0);
    let bound = add_days(due, grace);
    let late = settled > bound;
    if grace > 0 {
        outcome.flags.push("LOCAL:R-053");
    }
    let (zh, en) = if late { ("已超过", "past it") } else { ("未超过", "not past it") };
    outcome.weigh(
        late,
        "京高法发〔2024〕534号 54",
        format!("应付日 {due} + 宽限 {grace} 日 = {bound}，{settled} 付清或仍未付：{zh}"),
        format!("Due on {due} + {grace} days of grace = {bound}; paid, or still unpaid, on {settled}: {en}"),
    );
    if input.good_faith_dispute == Some(true) {
        outcome.weigh(
            false,
            "劳动合同法 38(1)(2)",
            "已证明双方对工资存在善意争议，不属恶意拖欠",
            "an honest dispute on the pay is proved, so it is not held against the employer",
        );
    }
}

fn insurance(outcome: &mut Outcome, input: &Input, defect: Defect) {
    if input.insurance_waived == Some(true) {
        outcome.steps.push(Step::new(
            "R-053",
            "法释〔2025〕12号 19",
            "放弃社会保险的约定无效；补缴后用人单位可以要求返还已付的现金补贴",
            "A waiver of insurance is void; after paying up, the employer may ask back the cash it paid instead",
            "void",
        ));
    }
    let policy = Standards::shipped().policy("severance.si_arrears.partial_types_only", input.city.as_deref());
    let kinds_only = policy.and_then(serde_json::Value::as_bool) == Some(true);
    let counts = !kinds_only || defect == Defect::NoAccountOrMissingKinds;
    let (what_zh, what_en) = match defect {
        Defect::NoAccountOrMissingKinds => {
            ("最近一年内未开户或缺少险种", "no account or kinds missing within the last year")
        }
        Defect::LowBaseOrShortYears => ("缴费基数偏低或年限不足", "a low base or missing years"),
    };
    let (cite, zh, en) = if kinds_only {
        outcome.flags.push("LOCAL:R-053");
        ("京高法发〔2024〕534号 71", "北京仅以未开户或缺少险种支持", "Beijing counts a missing account or kind alone")
    } else {
        ("劳动合同法 38(1)(3)", "未依法缴纳即可", "not paid as the law asks is enough")
    };
    let (verdict_zh, verdict_en) = if counts { ("符合", "it counts") } else { ("不符合", "it does not count") };
    outcome.weigh(
        counts,
        cite,
        format!("社会保险：{what_zh}；{zh}：{verdict_zh}"),
        format!("Insurance: {what_en}; {en}: {verdict_en}"),
    );
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn due(ground: &str, more: Value) -> Value {
        let mut input = json!({"ground": ground, "reason_stated": true});
        for (name, value) in more.as_object().unwrap() {
            input[name] = value.clone();
        }
        run("employer-fault", &input).unwrap()["severance_due"].clone()
    }

    #[test]
    fn r053_beijing_gives_seven_days_of_grace_and_other_places_none() {
        let paid = |city: &str, on: &str| {
            due("38(1)(2)", json!({"city": city, "pay_due_on": "2026-03-10", "pay_settled_on": on}))
        };
        assert_eq!((paid("北京", "2026-03-17"), paid("北京", "2026-03-18")), (json!(false), json!(true)));
        assert_eq!((paid("上海", "2026-03-10"), paid("上海", "2026-03-11")), (json!(false), json!(true)));
    }

    #[test]
    fn r053_an_honest_dispute_earns_nothing_and_one_that_is_not_proved_does_not_count() {
        let disputed = |proved: Value| {
            due(
                "38(1)(2)",
                json!({"pay_due_on": "2026-03-10", "pay_settled_on": "2026-05-10", "good_faith_dispute": proved}),
            )
        };
        assert_eq!((disputed(json!(true)), disputed(Value::Null)), (json!(false), json!(true)));
    }

    #[test]
    fn r053_a_low_base_does_not_count_in_beijing_and_a_missing_kind_does() {
        let defect = |city: &str, defect: &str| {
            due("38(1)(3)", json!({"city": city, "insurance_defect": defect, "insurance_waived": true}))
        };
        assert_eq!(defect("北京", "low_base_or_short_years"), false);
        assert_eq!(defect("北京", "no_account_or_missing_kinds"), true);
        assert_eq!(defect("广州", "low_base_or_short_years"), true);
    }

    #[test]
    fn r053_the_reason_is_stated_at_the_time_except_under_force() {
        assert_eq!(due("38(1)(1)", json!({"reason_stated": false})), false);
        assert_eq!(due("38(2)", json!({"reason_stated": null})), true);
        assert_eq!(run("employer-fault", &json!({"ground": "38(1)(1)"})).unwrap_err().pointer, "/reason_stated");
        assert_eq!(run("employer-fault", &json!({"ground": "38(1)"})).unwrap_err().pointer, "/ground");
        assert_eq!(
            run("employer-fault", &json!({"ground": "38(1)(2)", "reason_stated": true})).unwrap_err().pointer,
            "/pay_due_on"
        );
    }
}
