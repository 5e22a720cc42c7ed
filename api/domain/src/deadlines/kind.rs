//! The rows of R-120 that records decide, by their ids.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    // `tt`: the description of the API reads the name only from a bare token.
    ($($(#[$doc:meta])* $variant:ident = $id:tt;)*) => {
        /// A row of R-120, or `A-DATA` for what is wrong in the records (期限种类).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[schema(as = DeadlineKind)]
        pub enum Kind {$(
            $(#[$doc])*
            #[serde(rename = $id)]
            $variant,
        )*}

        impl Kind {
            /// In the order of R-120.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The id in R-120, the API and the database.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }
        }
    };
}

kinds! {
    /// 订立书面劳动合同
    Contract = "A-01";
    /// 满一年未订立书面合同
    YearWithoutContract = "A-02";
    /// 试用期届满
    Probation = "A-05";
    /// 劳动合同到期
    Expiry = "A-06";
    /// 到期后继续用工
    HoldOver = "A-07";
    /// 无固定期限合同条件成就
    OpenEnded = "A-08";
    /// 满十五年且距退休不足五年
    NearRetirement = "A-09";
    /// 哺乳期届满
    NursingEnds = "A-11";
    /// 解除通知满三十日
    NoticeEnds = "A-13";
    /// 通知工会
    UnionNotice = "A-15";
    /// 离职证明
    Certificate = "A-16";
    /// 结清工资
    FinalWages = "A-17";
    /// 支付离职款项
    Severance = "A-18";
    /// 失业人员名单
    UnemploymentList = "A-19";
    /// 档案和社会保险转移
    Transfer = "A-20";
    /// 住房公积金变更
    HousingFund = "A-21";
    /// 竞业限制补偿
    NonCompetePay = "A-23";
    /// 竞业限制期满
    NonCompeteEnds = "A-24";
    /// 年休假
    AnnualLeave = "A-25";
    /// 法定退休日期
    Retirement = "A-26";
    /// 弹性延迟退休协议
    DelayedRetirement = "A-28";
    /// 裁员后优先招用
    Rehire = "A-30";
    /// 档案保存期满
    Retention = "A-31";
    /// 答辩并提出时效抗辩
    ArbitrationAnswer = "A-32";
    /// 对裁决起诉或申请撤销
    AwardChallenge = "A-34";
    /// 继续履行：恢复发放工资
    Reinstatement = "A-35";
    /// 记录缺失或有误
    Data = "A-DATA";
}

impl Kind {
    /// The kind with this id.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// Managers are told of these about their people; the others touch on health, family, age or money.
    pub const fn is_open_to_managers(self) -> bool {
        matches!(self, Self::Probation | Self::Expiry)
    }
}

/// Who has to act (责任人).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DeadlineOwner)]
pub enum Owner {
    /// 人力资源
    Hr,
    /// 直接上级
    Manager,
    /// 薪酬
    Payroll,
}

impl Owner {
    pub const ALL: [Self; 3] = [Self::Hr, Self::Manager, Self::Payroll];

    /// The name in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hr => "hr",
            Self::Manager => "manager",
            Self::Payroll => "payroll",
        }
    }

    /// The owner with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|owner| owner.name() == name)
    }
}
