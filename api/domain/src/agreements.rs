//! Agreements (协议): a document that both sides sign, from the draft to the last signature.
//!
//! ```text
//! draft → reviewed → sent → partly_signed → signed
//!   any of these but signed → declined (by a side that was to sign) or voided (by the employer)
//!   sent, partly_signed → expired (when its last day to sign has passed)
//! ```
//!
//! Each side signs once, in the order that was set or in any; a witness, where there is one, signs after the employee
//! and before the company's seal. A rejected draft is voided: what was read is never
//! changed under its readers, the next draft is another agreement. One that both have signed
//! stays; only a new agreement can undo it. The text of a contract is negotiated by comments on its clauses and by
//! the next agreement in its place ([`comment`], [`replace`]).

mod negotiation;
mod order;

pub mod paper;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::named::named;
use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};
use crate::templates;

pub use negotiation::{CommentOutcome, answer_comment, comment, give_way, replace, settle_comment};
pub use order::{Part, SignerRole, SigningOrder, sign, turns};

/// Where an agreement stands (阶段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AgreementStage)]
pub enum Stage {
    /// 已起草
    Draft,
    /// 已审查
    Reviewed,
    /// 待签署
    Sent,
    /// 一方已签署
    PartlySigned,
    /// 已签署
    Signed,
    /// 已拒签
    Declined,
    /// 已作废
    Voided,
    /// 逾期未签
    Expired,
}

impl Stage {
    /// In the order of the API.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Reviewed,
        Self::Sent,
        Self::PartlySigned,
        Self::Signed,
        Self::Declined,
        Self::Voided,
        Self::Expired,
    ];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Reviewed => "reviewed",
            Self::Sent => "sent",
            Self::PartlySigned => "partly_signed",
            Self::Signed => "signed",
            Self::Declined => "declined",
            Self::Voided => "voided",
            Self::Expired => "expired",
        }
    }

    /// Both sides may sign now.
    pub const fn is_open_for_signing(self) -> bool {
        matches!(self, Self::Sent | Self::PartlySigned)
    }
}

named!(Stage);

/// What an agreement is about (协议种类): the end of an employment, or a contract from a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgreementKind {
    /// 解除劳动合同协议
    Separation,
    /// 劳动合同
    LabourContract,
    /// 劳动合同续订
    ContractRenewal,
    /// 劳动合同变更
    ContractVariation,
    /// 竞业限制
    NonCompete,
    /// 保密
    Confidentiality,
    /// 服务期
    ServicePeriod,
    /// 录用条件确认
    RecruitmentConditions,
}

impl AgreementKind {
    /// In the order of the API.
    pub const ALL: [Self; 8] = [
        Self::Separation,
        Self::LabourContract,
        Self::ContractRenewal,
        Self::ContractVariation,
        Self::NonCompete,
        Self::Confidentiality,
        Self::ServicePeriod,
        Self::RecruitmentConditions,
    ];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Separation => "separation",
            Self::LabourContract => "labour_contract",
            Self::ContractRenewal => "contract_renewal",
            Self::ContractVariation => "contract_variation",
            Self::NonCompete => "non_compete",
            Self::Confidentiality => "confidentiality",
            Self::ServicePeriod => "service_period",
            Self::RecruitmentConditions => "recruitment_conditions",
        }
    }
}

named!(AgreementKind);

impl AgreementKind {
    /// What is concluded from a template of a kind; nothing from one of a notice, nor, without its case, a separation.
    pub const fn of_template(kind: templates::Kind) -> Option<Self> {
        Some(match kind {
            templates::Kind::LabourContract => Self::LabourContract,
            templates::Kind::ContractRenewal => Self::ContractRenewal,
            templates::Kind::ContractVariation => Self::ContractVariation,
            templates::Kind::NonCompete => Self::NonCompete,
            templates::Kind::Confidentiality => Self::Confidentiality,
            templates::Kind::ServicePeriod => Self::ServicePeriod,
            templates::Kind::RecruitmentConditions => Self::RecruitmentConditions,
            templates::Kind::SeparationAgreement
            | templates::Kind::SeparationNotice
            | templates::Kind::EndingNotice
            | templates::Kind::UnionNotice
            | templates::Kind::WarningLetter
            | templates::Kind::ImprovementPlan
            | templates::Kind::SettlementStatement
            | templates::Kind::NonCompeteLetter => return None,
        })
    }
}

/// The last day on which both may sign, when one was set: not before today, not more than half a year off.
pub fn last_day_to_sign(expires_on: NaiveDate, today: NaiveDate) -> Result<(), Refused> {
    if expires_on < today || expires_on > today + chrono::Days::new(183) {
        return Err(Refused::fault(
            "/expires_on",
            "out_of_range",
            Words::new(
                "签署截止日须在今天到半年之内。",
                "The last day to sign lies between today and half a year from now.",
            ),
        ));
    }
    Ok(())
}

/// The stage as it counts on a day: what waits for signatures is expired once its last day to sign has passed. On
/// that day itself both may still sign.
pub fn stage_on(stage: Stage, expires_on: Option<NaiveDate>, today: NaiveDate) -> Stage {
    let late = stage.is_open_for_signing() && expires_on.is_some_and(|last| today > last);
    if late { Stage::Expired } else { stage }
}

/// What the reviewer decided (审查结论).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AgreementDecision)]
pub enum Decision {
    /// 通过
    Approved,
    /// 退回
    Rejected,
}

/// The review by legal (审查). Whoever rejects says why.
pub fn review(stage: Stage, decision: Decision, text: Option<&str>) -> Result<Stage, Refused> {
    if stage != Stage::Draft {
        return Err(refused(stage, "只有草稿可以审查。", "Only a draft is reviewed."));
    }
    match decision {
        Decision::Approved => Ok(Stage::Reviewed),
        Decision::Rejected => {
            let fault =
                blank_fault(text.unwrap_or_default(), "/text", "退回时请写明要改什么。", "Say what is to be changed.");
            unless_faulty(fault.into_iter().collect())?;
            Ok(Stage::Voided)
        }
    }
}

/// Sending it to be signed (发出).
pub fn send(stage: Stage) -> Result<Stage, Refused> {
    match stage {
        Stage::Reviewed => Ok(Stage::Sent),
        Stage::Draft => Err(refused(stage, "发出前须由法务审查通过。", "Legal reviews it before it is sent.")),
        _ => Err(refused(stage, "该协议已发出或已结束。", "It was sent already, or is over.")),
    }
}

/// A side that has not signed declines (拒签) and says why.
pub fn decline(stage: Stage, own: bool, reason: &str) -> Result<Stage, Refused> {
    if own {
        return Err(refused(
            stage,
            "您这一方已经签署，不能再拒签。",
            "Your side has signed and cannot decline any more.",
        ));
    }
    if !stage.is_open_for_signing() {
        return Err(refused(stage, "该协议现在不能拒签。", "It cannot be declined now."));
    }
    give_reason(reason)?;
    Ok(Stage::Declined)
}

/// The employer takes it back before both have signed (作废) and says why.
pub fn void(stage: Stage, reason: &str) -> Result<Stage, Refused> {
    match stage {
        Stage::Draft | Stage::Reviewed | Stage::Sent | Stage::PartlySigned => {
            give_reason(reason)?;
            Ok(Stage::Voided)
        }
        Stage::Signed => Err(refused(
            stage,
            "双方均已签署，协议已生效，不能单方作废；如需变更请另行签订协议。",
            "Both have signed and it binds; one side cannot void it. Conclude another agreement to change it.",
        )),
        Stage::Declined | Stage::Voided | Stage::Expired => {
            Err(refused(stage, "该协议已经结束。", "It is over already."))
        }
    }
}

/// Reminding the employee of what waits for their signature: once a day at most.
pub fn remind(stage: Stage, parts: &[Part], reminded_on: Option<NaiveDate>, today: NaiveDate) -> Result<(), Refused> {
    if !stage.is_open_for_signing() || !turns(parts).any(|role| role == SignerRole::Employee) {
        return Err(refused(stage, "该协议没有等待员工签署。", "It does not wait for the employee's signature."));
    }
    if reminded_on == Some(today) {
        return Err(Refused::State {
            state: stage.name(),
            code: "reminded_today",
            words: Words::new(
                "今天已经提醒过，请明天再提醒。",
                "The employee was reminded today; do it again tomorrow.",
            ),
        });
    }
    Ok(())
}

/// A copy for a colleague (抄送): not of what is over unsigned, not for the person it is about, who has their own.
pub fn copy(stage: Stage, reason: &str, is_for_oneself: bool) -> Result<(), Refused> {
    if matches!(stage, Stage::Declined | Stage::Voided | Stage::Expired) {
        return Err(refused(stage, "该协议已经结束。", "It is over already."));
    }
    let words = Words::new("员工本人自有一份，不需要抄送。", "The employee has their own; choose a colleague.");
    let own = is_for_oneself.then(|| Fault::new("/employee_id", "own_copy", words));
    let reason = blank_fault(reason, "/reason", "请写明抄送的原因。", "Say what they need it for.");
    unless_faulty(own.into_iter().chain(reason).collect())
}

/// A copy on paper is asked for of what both have signed (ES-12).
pub fn ask_for_paper(stage: Stage) -> Result<(), Refused> {
    if stage == Stage::Signed {
        return Ok(());
    }
    Err(refused(stage, "双方签署之后可以申请纸质文本。", "A copy on paper is given once both have signed."))
}

/// A copy on paper was handed over: once, not before it was asked for, not in the future.
pub fn hand_over_paper(
    before: Option<NaiveDate>,
    (asked_on, handed_over_on): (NaiveDate, NaiveDate),
    today: NaiveDate,
) -> Result<(), Refused> {
    if before.is_some() {
        return Err(refused(Stage::Signed, "这份纸质文本已经登记交付。", "This copy was handed over already."));
    }
    if (asked_on..=today).contains(&handed_over_on) {
        return Ok(());
    }
    let words =
        Words::new("交付日期须在申请日到今天之间。", "It is handed over between the day it was asked for and today.");
    Err(Refused::fault("/handed_over_on", "out_of_range", words))
}

fn give_reason(reason: &str) -> Result<(), Refused> {
    unless_faulty(blank_fault(reason, "/reason", "请写明原因。", "Say why.").into_iter().collect())
}

fn refused(stage: Stage, zh: &str, en: &str) -> Refused {
    Refused::in_state(stage.name(), Words::new(zh, en))
}
