//! The documents that can be made, and their sources.

/// A kind of document (文件种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Template {
    /// 解除劳动合同协议书, DOC-01.
    SeparationAgreement,
    /// 解除劳动合同通知书, DOC-04.
    SeparationNotice,
    /// 解除劳动合同理由告知工会函, DOC-05.
    UnionNotice,
    /// 解除（终止）劳动合同证明书, DOC-10.
    SeparationCertificate,
    /// 考核目标确认书.
    Goals,
    /// 绩效考核结果通知书, DOC-14.
    ReviewResult,
    /// 绩效改进计划.
    ImprovementPlan,
    /// 离职结算单, DOC-12.
    Settlement,
    /// 终止劳动合同通知书, DOC-08.
    EndingNotice,
    /// 劳动者解除劳动合同通知, DOC-02 and DOC-03.
    LeavingNotice,
    /// 竞业限制告知书, DOC-19.
    NonCompeteLetter,
    /// 证据清单 for a tribunal.
    EvidenceList,
    /// 合同、协议 from a template that people keep.
    Contract,
    /// 合同、协议 on a form that the employer brings, 印制表单.
    PrintedForm,
    /// 签署证明: how an agreement came to be signed.
    CompletionCertificate,
    /// 警告函.
    WarningLetter,
    /// 工作交接清单, DOC-11.
    HandoverList,
}

impl Template {
    /// Every kind.
    pub const ALL: [Self; 17] = [
        Self::SeparationAgreement,
        Self::SeparationNotice,
        Self::UnionNotice,
        Self::SeparationCertificate,
        Self::Goals,
        Self::ReviewResult,
        Self::ImprovementPlan,
        Self::Settlement,
        Self::EndingNotice,
        Self::LeavingNotice,
        Self::NonCompeteLetter,
        Self::EvidenceList,
        Self::Contract,
        Self::PrintedForm,
        Self::CompletionCertificate,
        Self::WarningLetter,
        Self::HandoverList,
    ];

    /// The document's name as people read it.
    pub fn title(self) -> &'static str {
        match self {
            Self::SeparationAgreement => "解除劳动合同协议书",
            Self::SeparationNotice => "解除劳动合同通知书",
            Self::UnionNotice => "解除劳动合同理由告知工会函",
            Self::SeparationCertificate => "解除（终止）劳动合同证明书",
            Self::Goals => "考核目标确认书",
            Self::ReviewResult => "绩效考核结果通知书",
            Self::ImprovementPlan => "绩效改进计划",
            Self::Settlement => "离职结算单",
            Self::EndingNotice => "终止劳动合同通知书",
            Self::LeavingNotice => "劳动者解除劳动合同通知",
            Self::NonCompeteLetter => "竞业限制告知书",
            Self::EvidenceList => "证据清单",
            Self::Contract | Self::PrintedForm => "合同",
            Self::CompletionCertificate => "签署证明",
            Self::WarningLetter => "警告函",
            Self::HandoverList => "工作交接清单",
        }
    }

    /// Its name as a file.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::SeparationAgreement => "/separation_agreement.typ",
            Self::SeparationNotice => "/separation_notice.typ",
            Self::UnionNotice => "/union_notice.typ",
            Self::SeparationCertificate => "/separation_certificate.typ",
            Self::Goals => "/goals.typ",
            Self::ReviewResult => "/review_result.typ",
            Self::ImprovementPlan => "/improvement_plan.typ",
            Self::Settlement => "/settlement.typ",
            Self::EndingNotice => "/ending_notice.typ",
            Self::LeavingNotice => "/leaving_notice.typ",
            Self::NonCompeteLetter => "/non_compete_letter.typ",
            Self::EvidenceList => "/evidence_list.typ",
            Self::Contract => "/contract.typ",
            Self::PrintedForm => "/printed_form.typ",
            Self::CompletionCertificate => "/completion_certificate.typ",
            Self::WarningLetter => "/warning_letter.typ",
            Self::HandoverList => "/handover_list.typ",
        }
    }

    /// Its source.
    pub(crate) fn source(self) -> &'static str {
        match self {
            Self::SeparationAgreement => include_str!("../templates/separation_agreement.typ"),
            Self::SeparationNotice => include_str!("../templates/separation_notice.typ"),
            Self::UnionNotice => include_str!("../templates/union_notice.typ"),
            Self::SeparationCertificate => include_str!("../templates/separation_certificate.typ"),
            Self::Goals => include_str!("../templates/goals.typ"),
            Self::ReviewResult => include_str!("../templates/review_result.typ"),
            Self::ImprovementPlan => include_str!("../templates/improvement_plan.typ"),
            Self::Settlement => include_str!("../templates/settlement.typ"),
            Self::EndingNotice => include_str!("../templates/ending_notice.typ"),
            Self::LeavingNotice => include_str!("../templates/leaving_notice.typ"),
            Self::NonCompeteLetter => include_str!("../templates/non_compete_letter.typ"),
            Self::EvidenceList => include_str!("../templates/evidence_list.typ"),
            Self::Contract => include_str!("../templates/contract.typ"),
            Self::PrintedForm => include_str!("../templates/printed_form.typ"),
            Self::CompletionCertificate => include_str!("../templates/completion_certificate.typ"),
            Self::WarningLetter => include_str!("../templates/warning_letter.typ"),
            Self::HandoverList => include_str!("../templates/handover_list.typ"),
        }
    }
}

/// What every document imports.
pub(crate) const COMMON: &str = include_str!("../templates/common.typ");
