//! Alerts (预警): a risk the system noticed, addressed to people, with a day by which to act.
//!
//! A result under the baseline alerts both sides at once: the manager, because the law asks
//! for help before anything else; the employee, because they must know what is at stake and
//! what they can do. States: open → acknowledged → resolved; resolving says what was done.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::quantity::Score;
use crate::refused::{Refused, Words, blank_fault, unless_faulty};
use crate::reviews::below_baseline;

/// What was noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AlertKind)]
pub enum Kind {
    /// 考核结果低于基准线
    ResultBelowBaseline,
    /// 改进计划之后再次低于基准线
    SecondResultBelowBaseline,
}

impl Kind {
    pub const ALL: [Self; 2] = [Self::ResultBelowBaseline, Self::SecondResultBelowBaseline];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ResultBelowBaseline => "result_below_baseline",
            Self::SecondResultBelowBaseline => "second_result_below_baseline",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Where an alert stands (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AlertState)]
pub enum State {
    /// 未处理
    Open,
    /// 已知悉
    Acknowledged,
    /// 已处理
    Resolved,
}

impl State {
    pub const ALL: [Self; 3] = [Self::Open, Self::Acknowledged, Self::Resolved];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acknowledged => "acknowledged",
            Self::Resolved => "resolved",
        }
    }

    /// The state with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// Whom an alert addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    Employee,
    Manager,
}

/// A result as it was delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeliveredResult<'a> {
    pub cycle_name: &'a str,
    pub employee_name: &'a str,
    pub score: Score,
    pub baseline: Score,
    pub delivered_on: NaiveDate,
    /// The period of this review began after an improvement plan on an earlier result under
    /// the baseline had been closed.
    pub follows_closed_plan: bool,
}

/// An alert to raise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAlert {
    pub kind: Kind,
    pub addressee: Addressee,
    pub due_on: NaiveDate,
    pub title: Words,
    /// What is at risk.
    pub risk: Words,
    pub what_you_can_do: Words,
}

/// Five working days in calendar days, in a week without holidays. Holidays are not counted:
/// a day that comes too early harms nobody, one that comes too late might.
const DAYS_TO_ACT: u64 = 7;

/// The alerts a delivered result raises: none on or above the baseline, otherwise one for the
/// employee and one for the manager.
pub fn for_result(result: &DeliveredResult<'_>) -> Vec<NewAlert> {
    if !below_baseline(result.score, result.baseline) {
        return Vec::new();
    }
    let kind = if result.follows_closed_plan { Kind::SecondResultBelowBaseline } else { Kind::ResultBelowBaseline };
    [Addressee::Employee, Addressee::Manager]
        .map(|addressee| NewAlert {
            kind,
            addressee,
            due_on: due_on(result.delivered_on),
            title: title(kind, addressee, result),
            risk: risk(kind, addressee, result),
            what_you_can_do: what_you_can_do(kind, addressee, due_on(result.delivered_on)),
        })
        .into()
}

/// The day by which the addressee should have acted.
pub fn due_on(delivered_on: NaiveDate) -> NaiveDate {
    delivered_on.checked_add_days(Days::new(DAYS_TO_ACT)).unwrap_or(delivered_on)
}

/// The addressee has seen it (知悉).
pub fn acknowledge(state: State) -> Result<State, Refused> {
    match state {
        State::Open => Ok(State::Acknowledged),
        State::Acknowledged => {
            Err(refused(state, "您已确认知悉这条预警。", "You have already acknowledged this alert."))
        }
        State::Resolved => Err(refused(state, "这条预警已处理完毕。", "This alert is already resolved.")),
    }
}

/// It was dealt with (处理): says what was done.
pub fn resolve(state: State, text: &str) -> Result<State, Refused> {
    match state {
        State::Open | State::Acknowledged => {
            let fault = blank_fault(text, "/text", "请写明采取了什么措施。", "Say what was done about it.");
            unless_faulty(fault.into_iter().collect())?;
            Ok(State::Resolved)
        }
        State::Resolved => Err(refused(state, "这条预警已处理完毕。", "This alert is already resolved.")),
    }
}

fn title(kind: Kind, addressee: Addressee, result: &DeliveredResult<'_>) -> Words {
    let (zh, en) = match kind {
        Kind::ResultBelowBaseline => ("低于基准线", "below the baseline"),
        Kind::SecondResultBelowBaseline => ("改进计划后仍低于基准线", "below the baseline again after the plan"),
    };
    let DeliveredResult { cycle_name, employee_name, .. } = result;
    match addressee {
        Addressee::Employee => {
            Words::new(format!("您的{cycle_name}考核结果{zh}"), format!("Your result for {cycle_name} is {en}"))
        }
        Addressee::Manager => Words::new(
            format!("{employee_name}的{cycle_name}考核结果{zh}"),
            format!("{employee_name}: result for {cycle_name} is {en}"),
        ),
    }
}

fn risk(kind: Kind, addressee: Addressee, result: &DeliveredResult<'_>) -> Words {
    let (score, line) = (result.score, result.baseline);
    match (kind, addressee) {
        (Kind::ResultBelowBaseline, Addressee::Employee) => Words::new(
            format!(
                "得分 {score}，基准线 {line}。仅凭这一次结果，公司不能以不能胜任工作为由解除合同：法律要求先培训或调整岗位，再次考核仍不能胜任才可以（劳动合同法第四十条第二项）。如果情况没有改善，后续可能走到那一步。"
            ),
            format!(
                "Your score is {score}, the baseline {line}. This one result is no ground for dismissal: the law asks for training or a change of post first, and a second review after it (LCL art. 40(2)). Without improvement it may come to that."
            ),
        ),
        (Kind::ResultBelowBaseline, Addressee::Manager) => Words::new(
            format!(
                "得分 {score}，基准线 {line}。现在不能以不能胜任工作为由解除：须先提供培训或合理调岗，并给足改进时间再考核（劳动合同法第四十条第二项）。没有帮助、没有记录，以后的解除会被认定违法，须支付二倍赔偿。"
            ),
            format!(
                "The score is {score}, the baseline {line}. Dismissal for incompetence is not open now: training or a reasonable change of post, and time, come first (LCL art. 40(2)). Without help and a record of it a later dismissal is unlawful and costs twice the severance."
            ),
        ),
        (Kind::SecondResultBelowBaseline, Addressee::Employee) => Words::new(
            format!(
                "得分 {score}，基准线 {line}，且在改进计划结束之后。公司可能以不能胜任工作为由提出解除；依法须事先通知工会、提前三十日书面通知或多付一个月工资，并支付经济补偿（劳动合同法第四十条、第四十三条、第四十六条）。"
            ),
            format!(
                "Your score is {score}, the baseline {line}, and the improvement plan is over. The company may end the contract for incompetence; it must then inform the union, give 30 days' written notice or a month's wage, and pay severance (LCL art. 40, 43, 46)."
            ),
        ),
        (Kind::SecondResultBelowBaseline, Addressee::Manager) => Words::new(
            format!(
                "得分 {score}，基准线 {line}，且在改进计划结束之后。是否可以解除由人事通过合规闸门逐项核对证据；缺少任何一项，解除即有违法风险。孕期、产期、哺乳期、医疗期等情形下不得解除。"
            ),
            format!(
                "The score is {score}, the baseline {line}, and the improvement plan is over. Whether dismissal is open is for HR to check at the gate, proof by proof; with one missing it may be unlawful. Pregnancy, nursing, medical treatment and the like bar it."
            ),
        ),
    }
}

fn what_you_can_do(kind: Kind, addressee: Addressee, due: NaiveDate) -> Words {
    match (kind, addressee) {
        (Kind::ResultBelowBaseline, Addressee::Employee) => Words::new(
            format!(
                "请在 {due} 前：核对每一步计算和实际值；确认结果，或写明理由提出异议；向上级要求辅导、培训和书面的改进计划，并在每次沟通后留下您的答复。"
            ),
            format!(
                "By {due}: check every step and figure; confirm the result or object with your reasons; ask your manager for coaching, training and a written improvement plan, and answer each check-in."
            ),
        ),
        (Kind::ResultBelowBaseline, Addressee::Manager) => Words::new(
            format!(
                "请在 {due} 前：与员工当面沟通并记录；拟定改进计划，写明目标、期限、培训或调岗；如员工有异议，先核实数据。"
            ),
            format!(
                "By {due}: talk with the employee and record it; draw up an improvement plan with goals, a window, and training or a change of post; if they object, verify the figures first."
            ),
        ),
        (Kind::SecondResultBelowBaseline, Addressee::Employee) => Words::new(
            format!(
                "请在 {due} 前：核对计算和改进计划的记录；确认结果，或写明理由提出异议；如有孕期、哺乳期、医疗期、工伤等情形请告知人事；可以向工会求助，也可以与公司协商。"
            ),
            format!(
                "By {due}: check the calculation and the plan's record; confirm or object with your reasons; tell HR of pregnancy, nursing, medical treatment or injury; you may turn to the union or negotiate."
            ),
        ),
        (Kind::SecondResultBelowBaseline, Addressee::Manager) => Words::new(
            format!(
                "请在 {due} 前：把情况告知人事，不要自行承诺或通知解除；核对改进计划、培训和沟通记录是否齐全；考虑其他岗位或协商。"
            ),
            format!(
                "By {due}: inform HR and announce nothing yourself; check that the plan, training and check-ins are complete; consider another post or negotiation."
            ),
        ),
    }
}

fn refused(state: State, zh: &str, en: &str) -> Refused {
    Refused::in_state(state.name(), Words::new(zh, en))
}
