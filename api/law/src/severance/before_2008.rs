//! What service before 2008-01-01 earns (2008 年以前的工作年限): R-028.
//!
//! Only where the old rules paid for the ground: those of the ministry (劳部发〔1994〕481号), or of
//! Shanghai where the work was done there. How a part of a year counts is written for one ground only.

use crate::Units;
use crate::dates::Length;
use crate::grounds::Ground;
use crate::standards::city_name;

use super::{Initiator, Input};

/// The old rule of a ground.
pub(super) struct OldRule {
    paid: Paid,
    shanghai: bool,
}

enum Paid {
    Nothing,
    /// In some cases of which nothing is known here (U-09).
    SomeCases,
    PerYear {
        limit: Option<u32>,
        rounding_settled: bool,
    },
}

/// What the old rule comes to, in both languages.
pub(super) struct Earned {
    pub units: Units,
    pub unsettled: bool,
    pub cite: &'static str,
    pub zh: String,
    pub en: String,
}

impl OldRule {
    pub fn of(input: &Input) -> Self {
        let shanghai = input.city.as_deref().map(city_name) == Some("上海");
        let employee_proposed = input.initiator == Some(Initiator::Employee);
        let per_year = |limit, rounding_settled| Paid::PerYear { limit, rounding_settled };
        let paid = match input.ground {
            Ground::MutualAgreement if employee_proposed => Paid::Nothing,
            Ground::MutualAgreement => per_year(Some(12), true),
            Ground::Incompetence => per_year(Some(12), false),
            Ground::Illness | Ground::ObjectiveChange | Ground::MassLayoff(_) => per_year(None, false),
            Ground::EmployerFault(_) | Ground::ForcedLabour if shanghai => per_year(Some(12), false),
            Ground::EmployerFault(_) | Ground::ForcedLabour => Paid::SomeCases,
            Ground::Bankruptcy | Ground::Dissolution if shanghai => per_year(None, false),
            _ => Paid::Nothing,
        };
        Self { paid, shanghai }
    }

    pub fn count(self, length: Length) -> Earned {
        let parts = length.months > 0 || length.days > 0;
        // Nationally a part of a year is a year (481号 5); in Shanghai from six months on.
        let more = if self.shanghai { length.months >= 6 } else { parts };
        let years = length.years + u32::from(more);
        let cite = if self.shanghai {
            "劳动合同法 97(3)；上海市劳动合同条例 42、45"
        } else {
            "劳动合同法 97(3)；劳部发〔1994〕481号"
        };
        let (units, unsettled, zh, en) = match self.paid {
            Paid::Nothing => (
                Units::ZERO,
                false,
                "旧规定对该事由不付经济补偿".to_owned(),
                "the old rules gave nothing for this ground".to_owned(),
            ),
            Paid::SomeCases => (
                Units::ZERO,
                true,
                format!("旧规定仅部分情形付补偿，未经证明不计；若适用则为 {years} 个月，须由律师判断"),
                format!(
                    "the old rules paid only in some cases; not counted unless shown, otherwise {years} months: ask counsel"
                ),
            ),
            Paid::PerYear { limit, rounding_settled } => {
                let counted = limit.map_or(years, |limit| years.min(limit));
                let limit_zh = limit.map_or(String::new(), |limit| format!("，最多 {limit} 个月"));
                let limit_en = limit.map_or(String::new(), |limit| format!(", at most {limit}"));
                let (part_zh, part_en, rule_zh, rule_en) = if self.shanghai {
                    (
                        "满六个月不满一年按一年",
                        "six months of a year as a year",
                        "上海规定；与新法如何衔接未见规定",
                        "Shanghai's rule; no text says how it meets the new law",
                    )
                } else {
                    (
                        "不满一年按一年",
                        "a part of a year as a year",
                        "全国口径；上海另有规定",
                        "national rule; Shanghai has its own",
                    )
                };
                (
                    Units::whole(counted),
                    self.shanghai || (parts && !rounding_settled),
                    format!("每满一年一个月，{part_zh}{limit_zh}：{counted} 个月（{rule_zh}）"),
                    format!("a month for each year, {part_en}{limit_en}: {counted} months ({rule_en})"),
                )
            }
        };
        Earned { units, unsettled, cite, zh, en }
    }
}
