//! Names of the stages, the sides and what they say, as the API and the database write them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::named::named;

/// Where a case stands (阶段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SeparationStage)]
pub enum Stage {
    /// 已立案
    Open,
    /// 已通知工会
    UnionNotified,
    /// 已批准
    Approved,
    /// 已作出通知
    Noticed,
    /// 协商中
    Negotiating,
    /// 已达成一致
    Agreed,
    /// 协议已签署
    Signed,
    /// 已办结
    Completed,
    /// 已撤回
    Withdrawn,
}

impl Stage {
    /// In the order of the API.
    pub const ALL: [Self; 9] = [
        Self::Open,
        Self::UnionNotified,
        Self::Approved,
        Self::Noticed,
        Self::Negotiating,
        Self::Agreed,
        Self::Signed,
        Self::Completed,
        Self::Withdrawn,
    ];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::UnionNotified => "union_notified",
            Self::Approved => "approved",
            Self::Noticed => "noticed",
            Self::Negotiating => "negotiating",
            Self::Agreed => "agreed",
            Self::Signed => "signed",
            Self::Completed => "completed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Nothing is settled yet: neither notice nor agreement.
    pub const fn is_undecided(self) -> bool {
        matches!(self, Self::Open | Self::UnionNotified | Self::Approved | Self::Negotiating)
    }

    /// Both sides accepted an offer, and the end has not come.
    pub const fn has_terms(self) -> bool {
        matches!(self, Self::Agreed | Self::Signed)
    }

    /// Nothing more happens.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Withdrawn)
    }

    pub(super) const fn zh(self) -> &'static str {
        match self {
            Self::Open => "已立案",
            Self::UnionNotified => "已通知工会",
            Self::Approved => "已批准",
            Self::Noticed => "已作出通知",
            Self::Negotiating => "协商中",
            Self::Agreed => "双方已达成一致，待签署协议",
            Self::Signed => "协议已签署",
            Self::Completed => "已办结",
            Self::Withdrawn => "已撤回",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Stage {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|stage| stage.name() == name).ok_or(())
    }
}

/// One of the two sides (双方).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SeparationSide)]
pub enum Side {
    /// 用人单位
    Employer,
    /// 劳动者
    Employee,
}

impl Side {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Employer => "employer",
            Self::Employee => "employee",
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Side {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        [Self::Employer, Self::Employee].into_iter().find(|side| side.name() == name).ok_or(())
    }
}

/// What the union answered (工会意见).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnionAnswer {
    /// 无异议
    NoObjection,
    /// 有异议
    Objection,
}

/// What the approver decided (审批结论).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SeparationDecision)]
pub enum Decision {
    /// 批准
    Approved,
    /// 不批准
    Rejected,
}

/// How a notice reaches a person (送达方式), R-075.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ServiceChannel {
    /// 当面送达
    InPerson,
    /// 同住成年亲属签收
    Relative,
    /// 邮寄送达
    Post,
    /// 电子邮件
    Email,
    /// 短信
    Sms,
    /// 系统内
    InSystem,
    /// 电子送达, which of them was not recorded.
    Electronic,
    /// 公告送达
    Announcement,
}

impl ServiceChannel {
    pub const ALL: [Self; 8] = [
        Self::InPerson,
        Self::Relative,
        Self::Post,
        Self::Email,
        Self::Sms,
        Self::InSystem,
        Self::Electronic,
        Self::Announcement,
    ];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Relative => "relative",
            Self::Post => "post",
            Self::Email => "email",
            Self::Sms => "sms",
            Self::InSystem => "in_system",
            Self::Electronic => "electronic",
            Self::Announcement => "announcement",
        }
    }
}

named!(ServiceChannel);
