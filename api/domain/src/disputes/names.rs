//! Names of the stages and the steps, as the API and the database write them.

use serde::{Deserialize, Serialize};

/// Where a dispute stands (阶段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DisputeStage)]
pub enum Stage {
    /// 已登记
    Opened,
    /// 仲裁已受理
    Accepted,
    /// 仲裁开庭
    Hearing,
    /// 已调解
    Mediated,
    /// 已裁决
    Awarded,
    /// 一审
    FirstInstance,
    /// 二审
    Appeal,
    /// 已结案
    Closed,
}

impl Stage {
    /// In the order of the road.
    pub const ALL: [Self; 8] = [
        Self::Opened,
        Self::Accepted,
        Self::Hearing,
        Self::Mediated,
        Self::Awarded,
        Self::FirstInstance,
        Self::Appeal,
        Self::Closed,
    ];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Accepted => "accepted",
            Self::Hearing => "hearing",
            Self::Mediated => "mediated",
            Self::Awarded => "awarded",
            Self::FirstInstance => "first_instance",
            Self::Appeal => "appeal",
            Self::Closed => "closed",
        }
    }

    /// The stage with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }
}

/// What happened in a dispute (步骤).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DisputeStepKind)]
pub enum StepKind {
    /// 仲裁委受理
    Accepted,
    /// 收到应诉通知和申请书副本: the ten days of the answer run from here.
    NoticeReceived,
    /// 提交答辩书
    Answered,
    /// 提交证据清单
    EvidenceSubmitted,
    /// 开庭; may lie ahead.
    Hearing,
    /// 调解书
    Mediated,
    /// 收到裁决书
    Awarded,
    /// 申请撤销终局裁决
    SetAsideApplied,
    /// 起诉
    Sued,
    /// 收到判决书
    Judged,
    /// 上诉
    Appealed,
    /// 恢复履行并发放工资
    Resumed,
    /// 结案
    Closed,
    /// 证据材料: a file of the employer's side, until it is submitted.
    Exhibit,
    /// 内部备注
    Note,
}

impl StepKind {
    pub const ALL: [Self; 15] = [
        Self::Accepted,
        Self::NoticeReceived,
        Self::Answered,
        Self::EvidenceSubmitted,
        Self::Hearing,
        Self::Mediated,
        Self::Awarded,
        Self::SetAsideApplied,
        Self::Sued,
        Self::Judged,
        Self::Appealed,
        Self::Resumed,
        Self::Closed,
        Self::Exhibit,
        Self::Note,
    ];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::NoticeReceived => "notice_received",
            Self::Answered => "answered",
            Self::EvidenceSubmitted => "evidence_submitted",
            Self::Hearing => "hearing",
            Self::Mediated => "mediated",
            Self::Awarded => "awarded",
            Self::SetAsideApplied => "set_aside_applied",
            Self::Sued => "sued",
            Self::Judged => "judged",
            Self::Appealed => "appealed",
            Self::Resumed => "resumed",
            Self::Closed => "closed",
            Self::Exhibit => "exhibit",
            Self::Note => "note",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The employee sees that it happened; the employer's own preparation stays with the employer.
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Exhibit | Self::Note)
    }

    /// It comes once in a dispute.
    pub const fn is_once(self) -> bool {
        matches!(
            self,
            Self::Accepted
                | Self::NoticeReceived
                | Self::Answered
                | Self::Mediated
                | Self::Awarded
                | Self::SetAsideApplied
                | Self::Sued
                | Self::Appealed
                | Self::Resumed
                | Self::Closed
        )
    }

    /// It moves the dispute on, so that nothing that follows is dated before it.
    pub(super) const fn moves(self) -> bool {
        matches!(
            self,
            Self::Accepted
                | Self::NoticeReceived
                | Self::Mediated
                | Self::Awarded
                | Self::Sued
                | Self::Judged
                | Self::Appealed
                | Self::Closed
        )
    }
}
