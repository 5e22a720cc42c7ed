//! The dates that follow from the last day (离职后各期限): R-120 with.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::{add_days, add_months, check_range};
use crate::{RULESET, Refusal, Step};

/// The day the employment ended.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub last_day: NaiveDate,
}

/// Each date is a calendar day and never moved to a later working day: nobody is late by R-001.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// the certificate of leaving.
    pub certificate_due: NaiveDate,
    /// all wages, in one payment.
    pub wages_due: NaiveDate,
    /// the non-compete duty is started or given up.
    pub non_compete_decision_due: NaiveDate,
    /// file and social insurance.
    pub transfer_due: NaiveDate,
    /// the list of unemployed persons, by the Social Insurance Law.
    pub unemployment_list_due: NaiveDate,
    /// the same by the older and shorter rule; keep this one.
    pub unemployment_list_conservative: NaiveDate,
    /// housing fund.
    pub housing_fund_due: NaiveDate,
    /// the contract text is kept at least until then.
    pub contract_text_keep_until: NaiveDate,
    /// House policy: contract and evidence are kept until then, afterwards deleted or restricted.
    pub evidence_keep_until: NaiveDate,
    /// the last day to apply for arbitration about what the ending gave rise to.
    pub arbitration_limit: NaiveDate,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// what falls due when, counted from the last day, which itself does not count.
pub fn deadlines(input: &Input) -> Result<Outcome, Refusal> {
    let last = input.last_day;
    check_range("/last_day", last)?;
    let mut outcome = Outcome {
        certificate_due: last,
        wages_due: last,
        non_compete_decision_due: last,
        transfer_due: add_days(last, 15),
        unemployment_list_due: add_days(last, 15),
        unemployment_list_conservative: add_days(last, 7),
        housing_fund_due: add_days(last, 30),
        contract_text_keep_until: add_months(last, 24),
        evidence_keep_until: add_months(last, 36),
        arbitration_limit: add_months(last, 12),
        flags: Vec::new(),
        steps: Vec::new(),
        ruleset: RULESET,
    };
    outcome.steps = steps(last, &outcome);
    Ok(outcome)
}

fn steps(last: NaiveDate, due: &Outcome) -> Vec<Step> {
    let step = |rule, cite, zh: &str, en: &str, span_zh: &str, span_en: &str, date: NaiveDate| {
        Step::new(
            rule,
            cite,
            format!("{zh}：{last}{span_zh} = {date}"),
            format!("{en}: {last}{span_en} = {date}"),
            date,
        )
    };
    let (day_zh, day_en) = (" 当日", " the same day");
    vec![
        step(
            "R-110",
            "劳动合同法 50(1)",
            "出具离职证明",
            "Certificate of leaving",
            day_zh,
            day_en,
            due.certificate_due,
        ),
        step("R-039", "工资支付暂行规定 9", "一次付清工资", "All wages in one payment", day_zh, day_en, due.wages_due),
        step(
            "R-082",
            "人社厅发〔2025〕40号 15",
            "决定启动或放弃竞业限制（有约定时）",
            "Start or give up the non-compete duty, if agreed",
            day_zh,
            day_en,
            due.non_compete_decision_due,
        ),
        step(
            "R-111",
            "劳动合同法 50(1)",
            "转移档案和社会保险",
            "Transfer of file and social insurance",
            " + 15 日",
            " + 15 days",
            due.transfer_due,
        ),
        step(
            "R-112",
            "社会保险法 50",
            "失业人员名单",
            "List of unemployed persons",
            " + 15 日",
            " + 15 days",
            due.unemployment_list_due,
        ),
        step(
            "R-112",
            "失业保险条例 16",
            "失业人员名单（从严）",
            "List of unemployed persons, the stricter rule",
            " + 7 日",
            " + 7 days",
            due.unemployment_list_conservative,
        ),
        step(
            "R-111",
            "住房公积金管理条例 15",
            "住房公积金变更",
            "Housing fund",
            " + 30 日",
            " + 30 days",
            due.housing_fund_due,
        ),
        step(
            "R-113",
            "劳动合同法 50(3)",
            "劳动合同文本至少保存至",
            "Contract text kept at least until",
            " + 2 年",
            " + 2 years",
            due.contract_text_keep_until,
        ),
        step(
            "R-113",
            "个人信息保护法 19、47",
            "合同与证据按制度保存至",
            "Contract and evidence kept by policy until",
            " + 3 年",
            " + 3 years",
            due.evidence_keep_until,
        ),
        step(
            "R-115",
            "劳动争议调解仲裁法 27",
            "申请仲裁的最后一日",
            "Last day to apply for arbitration",
            " + 1 年",
            " + 1 year",
            due.arbitration_limit,
        ),
    ]
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    #[test]
    fn r001_a_year_after_the_29th_of_february_ends_on_the_28th() {
        let outcome = deadlines(&Input { last_day: "2028-02-29".parse().unwrap() }).unwrap();
        assert_eq!(outcome.arbitration_limit, "2029-02-28".parse().unwrap());
        assert_eq!(outcome.contract_text_keep_until, "2030-02-28".parse().unwrap());
    }

    #[test]
    fn r120_certificate_and_wages_are_due_on_the_last_day_itself() {
        let last_day = "2026-11-30".parse().unwrap();
        let outcome = deadlines(&Input { last_day }).unwrap();
        assert_eq!([outcome.certificate_due, outcome.wages_due, outcome.non_compete_decision_due], [last_day; 3]);
        assert_eq!(outcome.housing_fund_due, "2026-12-30".parse().unwrap());
        assert_eq!(outcome.steps.len(), 10);
    }
}
