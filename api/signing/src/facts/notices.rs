//! What the employer writes alone: notice of dismissal, notice to the union, certificate.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Contact, Document, Employer, Ground, Handover, Letter, Money, Sum, Term, Worker, adds_up, to_value, with};
use crate::{Error, Template};

/// 解除劳动合同通知书 (DOC-04): facts, statute item, effective date, the employee's remedies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeparationNotice {
    /// Who ends it.
    pub employer: Employer,
    /// Whose contract ends.
    pub worker: Worker,
    /// First day of this employment.
    pub hired_on: NaiveDate,
    /// Term of the contract in force.
    pub contract: Term,
    /// What happened, oldest first. Facts that are not here cannot be added in a dispute (P-113).
    pub findings: Vec<Finding>,
    /// The statutory ground.
    pub ground: Ground,
    /// Clauses of rules or contracts relied on besides, each a sentence.
    pub rules: Vec<String>,
    /// Notice or pay instead of it.
    pub notice: NoticePeriod,
    /// The union's part (LCL 43); `None` when there is no union.
    pub union: Option<UnionStep>,
    /// Day of the document.
    pub issued_on: NaiveDate,
    /// Last day of the contract.
    pub effective_on: NaiveDate,
    /// What is paid besides wages; empty when the law gives nothing.
    pub sums: Vec<Sum>,
    /// Their sum.
    pub total: Money,
    /// Last day of payment.
    pub pay_on: NaiveDate,
    /// Handover of work.
    pub handover: Handover,
    /// Arbitration commission that is competent.
    pub arbitration: String,
    /// To whom objections go.
    pub contact: Contact,
}

/// One fact a dismissal rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The day it happened.
    pub on: NaiveDate,
    /// What happened, in a sentence.
    pub text: String,
    /// The record that proves it, by its number.
    pub record: Option<String>,
}

/// How much notice is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NoticePeriod {
    /// 提前三十日书面通知, LCL 40.
    ThirtyDays,
    /// 额外支付一个月工资 (代通知金), LCL 40.
    PayInLieu {
        /// The month's wage, LCL implementing regulation 20.
        amount: Money,
    },
    /// The ground asks for none (LCL 39).
    None,
}

/// What passed between employer and union.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnionStep {
    /// Day the reasons were sent.
    pub notified_on: NaiveDate,
    /// Day of the answer.
    pub replied_on: Option<NaiveDate>,
    /// The answer, without a full stop.
    pub opinion: Option<String>,
    /// What became of it, without a full stop.
    pub handling: Option<String>,
}

impl Letter for SeparationNotice {
    const TEMPLATE: Template = Template::SeparationNotice;

    fn view(&self) -> Result<Value, Error> {
        adds_up("/total", self.total, self.sums.iter().map(|sum| sum.agreed))?;
        Ok(with(to_value(self)?, [("total_in_words", self.total.in_words().into())]))
    }
}

/// 终止劳动合同通知书 (DOC-08): the contract ends by its term or by law (LCL 44).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndingNotice {
    /// Who writes.
    pub employer: Employer,
    /// Whose contract ends.
    pub worker: Worker,
    /// First day of this employment.
    pub hired_on: NaiveDate,
    /// Term of the contract that ends.
    pub contract: Term,
    /// What happened, oldest first.
    pub findings: Vec<Finding>,
    /// The statutory ground.
    pub ground: Ground,
    /// Clauses of rules or contracts relied on besides.
    pub rules: Vec<String>,
    /// Day of the document.
    pub issued_on: NaiveDate,
    /// Last day of the contract.
    pub effective_on: NaiveDate,
    /// What is paid besides wages; empty when the law gives nothing.
    pub sums: Vec<Sum>,
    /// Their sum.
    pub total: Money,
    /// Last day of payment.
    pub pay_on: NaiveDate,
    /// Handover of work.
    pub handover: Handover,
    /// Arbitration commission that is competent.
    pub arbitration: String,
    /// To whom objections go.
    pub contact: Contact,
}

impl Letter for EndingNotice {
    const TEMPLATE: Template = Template::EndingNotice;

    fn view(&self) -> Result<Value, Error> {
        adds_up("/total", self.total, self.sums.iter().map(|sum| sum.agreed))?;
        Ok(with(to_value(self)?, [("total_in_words", self.total.in_words().into())]))
    }
}

/// 劳动者解除劳动合同通知 (DOC-02, DOC-03): the employee's own act (LCL 37, 38), with the day it was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeavingNotice {
    /// To whom.
    pub employer: Employer,
    /// Who leaves.
    pub worker: Worker,
    /// First day of this employment.
    pub hired_on: NaiveDate,
    /// Term of the contract in force.
    pub contract: Term,
    /// The statutory ground.
    pub ground: Ground,
    /// As the employee gives it; only this is examined later.
    pub reason: Option<String>,
    /// The day it reached the employer.
    pub received_on: NaiveDate,
    /// The last day by law.
    pub last_day: NaiveDate,
    /// The last day the employee wishes for.
    pub wished_last_day: Option<NaiveDate>,
}

impl Document for LeavingNotice {
    const TEMPLATE: Template = Template::LeavingNotice;
}

/// 竞业限制告知书 (DOC-19), R-082: whether the duty binds after the end; a letter of its own, not in the certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NonCompeteLetter {
    /// Who may hold the employee to it.
    pub employer: Employer,
    /// Whom it would bind.
    pub worker: Worker,
    /// First day of this employment.
    pub hired_on: NaiveDate,
    /// Last day of the employment.
    pub last_day: NaiveDate,
    /// The terms; `None` when it is given up.
    pub terms: Option<NonCompeteTerms>,
    /// Which secrets the person had access to; why it is given up.
    pub reason: String,
    /// Day of the document.
    pub issued_on: NaiveDate,
    /// To whom objections go.
    pub contact: Contact,
}

/// What a non-compete duty comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NonCompeteTerms {
    /// Which of the three groups of LCL 24, in words.
    pub bound_as: String,
    /// What the person may not do.
    pub scope: String,
    /// Where.
    pub region: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day, at most two years later.
    pub until: NaiveDate,
    /// Paid for each month.
    pub monthly: Money,
    /// Day of the month.
    pub pay_day: u32,
}

impl Letter for NonCompeteLetter {
    const TEMPLATE: Template = Template::NonCompeteLetter;
}

/// 解除劳动合同理由告知工会函 (DOC-05), R-074: before the notice is served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnionNotice {
    /// Who intends to end the contract.
    pub employer: Employer,
    /// The union's name.
    pub union: String,
    /// Whose contract.
    pub worker: Worker,
    /// First day of this employment.
    pub hired_on: NaiveDate,
    /// Term of the contract in force.
    pub contract: Term,
    /// Intended last day.
    pub planned_on: NaiveDate,
    /// The statutory ground.
    pub ground: Ground,
    /// Clauses of rules or contracts relied on besides.
    pub rules: Vec<String>,
    /// What happened, oldest first.
    pub findings: Vec<Finding>,
    /// Reasoning beyond the facts.
    pub reasons: Option<String>,
    /// Day by which an answer is asked for.
    pub reply_by: NaiveDate,
    /// Where the records can be seen.
    pub contact: Contact,
    /// Day of the document.
    pub issued_on: NaiveDate,
}

impl Letter for UnionNotice {
    const TEMPLATE: Template = Template::UnionNotice;
}

/// 解除（终止）劳动合同证明书 (DOC-10), R-110.
///
/// Article 24 of the implementing regulation names four items. There is no place here for a
/// reason, a rating or anything else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeparationCertificate {
    /// Who certifies.
    pub employer: Employer,
    /// For whom.
    pub worker_name: String,
    /// Citizen identity number.
    pub national_id: String,
    /// 劳动合同期限.
    pub contract: Term,
    /// 解除或者终止劳动合同的日期.
    pub ended_on: NaiveDate,
    /// 工作岗位.
    pub position: String,
    /// 在本单位的工作年限 in words: `6 年 3 个月（2020年4月1日至2026年6月30日）`. An admission (P-024).
    pub years_of_service: String,
    /// Day of the document; the day the contract ended (LCL 50).
    pub issued_on: NaiveDate,
}

impl Document for SeparationCertificate {
    const TEMPLATE: Template = Template::SeparationCertificate;
}
