//! How long records are kept (保存期限): R-113.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::{add_months, check_range};
use crate::{RULESET, Refusal, Step};

/// The record and the day its time runs from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub record: Record,
    /// Contract and evidence: the end of the contract; payroll: the payment; assessment: its day.
    pub from: NaiveDate,
    /// Whether the payroll is of migrant workers (农民工); no if absent.
    #[serde(default)]
    pub migrant_workers: bool,
    /// Whether a dispute holds the record; no if absent.
    #[serde(default)]
    pub litigation_hold: bool,
}

/// The kind of record (记录种类).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// 已解除或终止的劳动合同文本
    Contract,
    /// 工资支付表
    Payroll,
    /// 个人信息保护影响评估报告
    ImpactAssessment,
    /// Files behind an ending; the law sets no time, the house does.
    Evidence,
}

/// The two dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// What the texts ask for; null where none does.
    pub keep_at_least_until: Option<NaiveDate>,
    /// House policy: afterwards deleted or restricted; null under a hold and where there is none.
    pub delete_after: Option<NaiveDate>,
    /// `LITIGATION_HOLD`.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the least time by law, and the time after which the house deletes.
pub fn retention(input: &Input) -> Result<Outcome, Refusal> {
    check_range("/from", input.from)?;
    if input.migrant_workers && input.record != Record::Payroll {
        return Err(Refusal::at(
            "/migrant_workers",
            "not_for_this_record",
            "农民工的保存期限只针对工资支付表。",
            "The time for migrant workers concerns payroll alone.",
        )
        .by_rule("R-113", "保障农民工工资支付条例 15"));
    }
    let (months, cite, zh, en) = match (input.record, input.migrant_workers) {
        (Record::Contract, _) => {
            (Some(24), "劳动合同法 50(3)", "已解除或终止的劳动合同文本", "The text of an ended contract")
        }
        (Record::Payroll, false) => (Some(24), "工资支付暂行规定 6", "工资支付表", "Payroll"),
        (Record::Payroll, true) => {
            (Some(36), "保障农民工工资支付条例 15", "农民工工资支付表", "Payroll of migrant workers")
        }
        (Record::ImpactAssessment, _) => {
            (Some(36), "个人信息保护法 56", "个人信息保护影响评估报告", "Impact assessment of personal data")
        }
        (Record::Evidence, _) => (None, "个人信息保护法 19、47", "离职证据材料", "The file of evidence"),
    };
    let from = input.from;
    let keep_at_least_until = months.map(|months| add_months(from, months));
    let mut steps = vec![match (months, keep_at_least_until) {
        (Some(months), Some(until)) => Step::new(
            "R-113",
            cite,
            format!("{zh}：{from} + {} 年，至少保存至 {until}", months / 12),
            format!("{en}: {from} + {} years, kept at least until {until}", months / 12),
            until,
        ),
        _ => Step::new(
            "R-113",
            cite,
            format!("{zh}：法律未规定最短期限"),
            format!("{en}: no text sets a least time"),
            "none",
        ),
    }];
    let by_policy = matches!(input.record, Record::Contract | Record::Evidence).then(|| add_months(from, 36));
    if input.litigation_hold {
        steps.push(Step::new(
            "R-113",
            "个人信息保护法 47",
            "涉及争议，保存至争议终结，期间不得删除",
            "Held for a dispute: kept until it is over, nothing is deleted before",
            "hold",
        ));
    } else if let Some(day) = by_policy {
        steps.push(Step::new(
            "R-113",
            "个人信息保护法 19、47",
            format!("本单位规定：{from} + 3 年 = {day}，此后删除或限制处理"),
            format!("House policy: {from} + 3 years = {day}, then deleted or restricted"),
            day,
        ));
    }
    Ok(Outcome {
        keep_at_least_until,
        delete_after: by_policy.filter(|_| !input.litigation_hold),
        flags: if input.litigation_hold { vec!["LITIGATION_HOLD"] } else { Vec::new() },
        steps,
        ruleset: RULESET,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn outcome(record: &str, more: Value) -> Value {
        let mut input = json!({"record": record, "from": "2026-11-30"});
        for (name, value) in more.as_object().unwrap() {
            input[name] = value.clone();
        }
        run("retention", &input).unwrap()
    }

    #[test]
    fn r113_each_record_has_its_own_least_time() {
        let until = |record: &str, more: Value| outcome(record, more)["keep_at_least_until"].clone();
        assert_eq!(until("contract", json!({})), "2028-11-30");
        assert_eq!(until("payroll", json!({})), "2028-11-30");
        assert_eq!(until("payroll", json!({"migrant_workers": true})), "2029-11-30");
        assert_eq!(until("impact_assessment", json!({})), "2029-11-30");
        assert_eq!(until("evidence", json!({})), Value::Null);
    }

    #[test]
    fn r113_nothing_is_deleted_under_a_hold() {
        assert_eq!(outcome("evidence", json!({}))["delete_after"], "2029-11-30");
        let held = outcome("evidence", json!({"litigation_hold": true}));
        assert_eq!((&held["delete_after"], &held["flags"]), (&Value::Null, &json!(["LITIGATION_HOLD"])));
    }

    #[test]
    fn r113_migrant_workers_concern_payroll_alone() {
        let input = json!({"record": "contract", "from": "2026-11-30", "migrant_workers": true});
        assert_eq!(run("retention", &input).unwrap_err().pointer, "/migrant_workers");
    }
}
