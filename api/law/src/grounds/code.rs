//! The grounds on which an employment ends, by name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::refusal::{Refusal, faults};

/// A ground (法定事由): one row of the table, by its article.
///
/// In JSON its code: `"36"`, `"40(2)"`, `"条例6"`. Items of 38(1) and 41(1) may be named, as in
/// `"38(1)(2)"`; a ground without its item stands for the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// 36 协商一致解除
    MutualAgreement,
    /// 37 劳动者预告解除
    Resignation,
    /// 38(1) 用人单位过错, and which of its six items
    EmployerFault(Option<u8>),
    /// 38(2) 暴力威胁、强令冒险
    ForcedLabour,
    /// 39(1) 试用期不符合录用条件
    FailedProbation,
    /// 39(2) 严重违反规章制度
    SeriousBreach,
    /// 39(3) 严重失职、营私舞弊
    MajorLoss,
    /// 39(4) 兼职
    SecondJob,
    /// 39(5) 欺诈
    Fraud,
    /// 39(6) 被追究刑事责任
    CriminalLiability,
    /// 40(1) 医疗期满
    Illness,
    /// 40(2) 不能胜任工作
    Incompetence,
    /// 40(3) 客观情况重大变化
    ObjectiveChange,
    /// 41 经济性裁员, and which of the four items of 41(1)
    MassLayoff(Option<u8>),
    /// 44(1) 合同期满
    Expiry,
    /// 44(2) 退休
    Retirement,
    /// 44(3) 死亡、失踪
    Death,
    /// 44(4) 破产
    Bankruptcy,
    /// 44(5) 吊销、关闭、解散
    Dissolution,
    /// TASK 任务完成
    TaskDone,
    /// 条例5 一个月内拒签
    RefusedFirstMonth,
    /// 条例6 超过一个月拒签
    RefusedLater,
    /// PT 非全日制用工终止
    PartTime,
}

/// Every row of the table with its code, in the table's order.
pub(crate) const CODES: [(Ground, &str); 23] = [
    (Ground::MutualAgreement, "36"),
    (Ground::Resignation, "37"),
    (Ground::EmployerFault(None), "38(1)"),
    (Ground::ForcedLabour, "38(2)"),
    (Ground::FailedProbation, "39(1)"),
    (Ground::SeriousBreach, "39(2)"),
    (Ground::MajorLoss, "39(3)"),
    (Ground::SecondJob, "39(4)"),
    (Ground::Fraud, "39(5)"),
    (Ground::CriminalLiability, "39(6)"),
    (Ground::Illness, "40(1)"),
    (Ground::Incompetence, "40(2)"),
    (Ground::ObjectiveChange, "40(3)"),
    (Ground::MassLayoff(None), "41"),
    (Ground::Expiry, "44(1)"),
    (Ground::Retirement, "44(2)"),
    (Ground::Death, "44(3)"),
    (Ground::Bankruptcy, "44(4)"),
    (Ground::Dissolution, "44(5)"),
    (Ground::TaskDone, "TASK"),
    (Ground::RefusedFirstMonth, "条例5"),
    (Ground::RefusedLater, "条例6"),
    (Ground::PartTime, "PT"),
];

impl Ground {
    /// The code of its row in the table, without the item.
    pub fn row_code(self) -> &'static str {
        let row = match self {
            Self::EmployerFault(_) => Self::EmployerFault(None),
            Self::MassLayoff(_) => Self::MassLayoff(None),
            other => other,
        };
        CODES.iter().find(|(ground, _)| *ground == row).map_or("", |(_, code)| code)
    }

    /// Ended by the employer for the employee's fault: article 39.
    pub const fn is_fault_dismissal(self) -> bool {
        matches!(
            self,
            Self::FailedProbation
                | Self::SeriousBreach
                | Self::MajorLoss
                | Self::SecondJob
                | Self::Fraud
                | Self::CriminalLiability
        )
    }

    /// Ended by the employer without fault of the employee: article 40.
    pub const fn is_no_fault_dismissal(self) -> bool {
        matches!(self, Self::Illness | Self::Incompetence | Self::ObjectiveChange)
    }

    /// Ended by the employee or by death: nothing the employer could do unlawfully.
    pub const fn is_not_the_employers_act(self) -> bool {
        matches!(self, Self::Resignation | Self::EmployerFault(_) | Self::ForcedLabour | Self::Death)
    }
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmployerFault(Some(item)) => write!(f, "38(1)({item})"),
            Self::MassLayoff(Some(item)) => write!(f, "41(1)({item})"),
            other => f.write_str(other.row_code()),
        }
    }
}

impl FromStr for Ground {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        if let Some((ground, _)) = CODES.iter().find(|(_, code)| *code == text) {
            return Ok(*ground);
        }
        let item = |prefix: &str, last: u8| {
            let item: u8 = text.strip_prefix(prefix)?.strip_suffix(')')?.parse().ok()?;
            (1..=last).contains(&item).then_some(item)
        };
        item("38(1)(", 6)
            .map(|item| Self::EmployerFault(Some(item)))
            .or_else(|| item("41(1)(", 4).map(|item| Self::MassLayoff(Some(item))))
            .ok_or_else(|| Refusal::from_fault("", &faults::UNKNOWN_GROUND))
    }
}

impl Serialize for Ground {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ground {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| de::Error::custom(faults::UNKNOWN_GROUND.en))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_as_it_was_written() {
        for (ground, code) in CODES {
            assert_eq!(code.parse::<Ground>().unwrap(), ground);
            assert_eq!(ground.to_string(), code);
        }
        for code in ["38(1)(2)", "41(1)(3)"] {
            assert_eq!(code.parse::<Ground>().unwrap().to_string(), code);
        }
        assert_eq!("38(1)(2)".parse::<Ground>().unwrap().row_code(), "38(1)");
    }

    #[test]
    fn a_code_outside_the_table_is_refused() {
        for code in ["40", "38(1)(7)", "38(1)(0)", "41(1)(5)", "36 ", "", "39(7)"] {
            assert_eq!(code.parse::<Ground>().unwrap_err().code, "unknown_ground", "{code}");
        }
    }
}
