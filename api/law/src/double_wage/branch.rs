//! Why there is no written contract, and the window that follows (R-011, branches A to C).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Step;
use crate::dates::{add_days, add_months, sub_days};
use crate::refusal::Refusal;
use crate::standards::{Standards, city_name};

use super::Input;

/// Why there is no written contract (未订立书面合同的情形).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Branch {
    /// A: from the first day on.
    #[default]
    NeverSigned,
    /// B: the employer did not conclude the open-ended contract it owed (LCL 82(2)).
    RefusedOpenEnded,
    /// C: work went on after the contract expired.
    HoldOver,
}

/// What takes the second wage away, proved by the employer (解释(二) 7, 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exemption {
    ForceMajeure,
    /// The employee's intent or gross negligence.
    EmployeesFault,
    OtherLaw,
    /// The contract was extended by law: article 42, service period, union office.
    AutomaticExtension,
}

impl Exemption {
    pub(super) fn step(self) -> Step {
        let (cite, zh, en) = match self {
            Self::ForceMajeure => ("法释〔2025〕12号 7", "因不可抗力未订立", "force majeure"),
            Self::EmployeesFault => (
                "法释〔2025〕12号 7",
                "因劳动者本人故意或者重大过失未订立",
                "the employee's intent or gross negligence",
            ),
            Self::OtherLaw => ("法释〔2025〕12号 7", "法律、行政法规规定的其他情形", "another law"),
            Self::AutomaticExtension => (
                "法释〔2025〕12号 8",
                "合同依法续延，不属未订立书面合同",
                "the contract was extended by law, which is not the lack of one",
            ),
        };
        Step::new(
            "R-011",
            cite,
            format!("{zh}（由用人单位举证）：不支付二倍工资，0.00 元"),
            format!("Proved by the employer: {en}; no second wage, 0.00 yuan"),
            "0.00",
        )
    }
}

/// The days for which a second wage is due, if `to` is not before `from`.
pub(super) struct Window {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Months are counted from the day of the month of this date.
    anchor: NaiveDate,
    /// Months between the anchor and `from`.
    offset: u32,
    /// Whether its length is open in law.
    pub unsettled: bool,
    pub cite: &'static str,
}

impl Window {
    pub fn of(input: &Input) -> Result<Self, Refusal> {
        let signed = input.signed_on.map(|signed| sub_days(signed, 1));
        let ends = |limit: Option<NaiveDate>| [signed, input.last_day, limit].into_iter().flatten().min();
        let missing = |pointer| Refusal::missing(pointer).by_rule("R-011", "劳动合同法 82");
        match input.branch {
            Branch::NeverSigned => {
                let hired = input.employed_from;
                let from = add_months(hired, 1);
                let to = ends(Some(sub_days(add_months(hired, 12), 1))).unwrap_or(hired);
                Ok(Self {
                    from, to, anchor: hired, offset: 1, unsettled: false, cite: "劳动合同法 82；实施条例 6、7"
                })
            }
            Branch::RefusedOpenEnded => {
                let from = input.open_ended_due_on.ok_or_else(|| missing("/open_ended_due_on"))?;
                let to = ends(None).ok_or_else(|| missing("/last_day"))?;
                let unsettled = input.city.as_deref().map(city_name) != Some("北京");
                Ok(Self {
                    from,
                    to,
                    anchor: from,
                    offset: 0,
                    unsettled,
                    cite: "劳动合同法 82(2)；京高法发〔2024〕534号 41(4)",
                })
            }
            Branch::HoldOver => {
                let from = add_days(input.expired_on.ok_or_else(|| missing("/expired_on"))?, 1);
                let most = Standards::shipped().policy_number("dw.max_months.holdover", input.city.as_deref());
                let most = most.ok_or_else(ask_counsel)?;
                let to = ends(Some(sub_days(add_months(from, most), 1))).unwrap_or(from);
                Ok(Self {
                    from, to, anchor: from, offset: 0, unsettled: false, cite: "京高法发〔2024〕534号 41(3)"
                })
            }
        }
    }

    /// The day after so many full months of the window.
    pub fn after_months(&self, months: u32) -> NaiveDate {
        add_months(self.anchor, self.offset.saturating_add(months))
    }

    pub fn step(&self, input: &Input) -> Step {
        let (from, to, hired) = (self.from, self.to, input.employed_from);
        let signed_zh = input.signed_on.map_or("未签订".to_owned(), |on| format!("{on} 签订"));
        let signed_en = input.signed_on.map_or("never signed".to_owned(), |on| format!("signed on {on}"));
        let (window_zh, window_en) = if to < from {
            ("没有应付二倍工资的期间".to_owned(), "no time for which a second wage is due".to_owned())
        } else {
            (format!("二倍工资期间 {from} 至 {to}"), format!("second wage from {from} to {to}"))
        };
        let (zh, en) = match input.branch {
            Branch::NeverSigned => (
                format!("{hired} 用工，满一个月之次日 {from} 起算，{signed_zh}，至多算至满一年之前一日"),
                format!(
                    "Work from {hired}, {signed_en}; counted from {from}, after one month, to the day before one year at most"
                ),
            ),
            Branch::RefusedOpenEnded if self.unsettled => (
                format!("应自 {from} 订立无固定期限合同，{signed_zh}；除北京外是否有上限未见规定，未设上限"),
                format!(
                    "An open-ended contract was due on {from}, {signed_en}; outside Beijing no text says whether there is a ceiling: none applied"
                ),
            ),
            Branch::RefusedOpenEnded => (
                format!("应自 {from} 订立无固定期限合同，{signed_zh}，北京不设上限"),
                format!("An open-ended contract was due on {from}, {signed_en}; Beijing sets no ceiling"),
            ),
            Branch::HoldOver => (
                format!("合同期满次日 {from} 起继续用工，{signed_zh}，北京至多十二个月"),
                format!(
                    "Work held over from {from}, the day after expiry, {signed_en}; twelve months at most in Beijing"
                ),
            ),
        };
        let value = if to < from { "none".to_owned() } else { format!("{from}/{to}") };
        Step::new("R-011", self.cite, format!("{zh}：{window_zh}"), format!("{en}: {window_en}"), value)
    }
}

/// Outside Beijing silence of more than a month is read as renewal on the old terms.
fn ask_counsel() -> Refusal {
    Refusal::at(
        "/city",
        "ask_counsel",
        "除北京外，期满后继续用工是否支付二倍工资未见规定（可能视为按原条件续订，见 R-013），不计算金额，请咨询律师。",
        "Outside Beijing no text says whether holding over costs a second wage (it may renew the old terms, see R-013); no amount is computed: ask counsel.",
    )
    .by_rule("R-011", "法释〔2020〕26号 34；法释〔2025〕12号 11")
}
