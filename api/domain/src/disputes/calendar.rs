//! The defence calendar (应诉期限): of R-120, computed from the steps on record.
//!
//! What no rule of the rulebook dates (an appeal, enforcement) is not in it: it is asked of counsel, not guessed.

use chrono::NaiveDate;
use law::dates::add_days;
use serde::{Deserialize, Serialize};

use super::{Course, Dated, StepKind};
use crate::refused::Words;
use crate::separations::Side;

/// Days for the written answer after the notice was received.
const ANSWER: u32 = 10;
/// Days for the suit after the award was received.
const SUIT: u32 = 15;
/// Days for setting a final award aside.
const SET_ASIDE: u32 = 30;

/// What is due (事项).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DisputeDueKind)]
pub enum DueKind {
    /// 提交答辩书，提出时效抗辩
    Answer,
    /// 对裁决起诉
    Suit,
    /// 申请撤销终局裁决
    SetAside,
    /// 恢复发放工资
    Reinstatement,
}

impl DueKind {
    /// The row of R-120.
    pub const fn row(self) -> &'static str {
        match self {
            Self::Answer => "A-32",
            Self::Suit | Self::SetAside => "A-34",
            Self::Reinstatement => "A-35",
        }
    }

    /// Where it stands.
    pub const fn cite(self) -> &'static str {
        match self {
            Self::Answer => "劳动争议调解仲裁法 30；法释〔2025〕12号 20",
            Self::Suit | Self::SetAside => "劳动争议调解仲裁法 48–50",
            Self::Reinstatement => "法释〔2025〕12号 18",
        }
    }
}

/// Something due in a dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub kind: DueKind,
    /// Who has to act.
    pub side: Side,
    pub due_on: NaiveDate,
    pub done_on: Option<NaiveDate>,
    /// The facts it was computed from.
    pub basis: Words,
}

/// Everything due from the steps on record, in the order it falls due.
pub fn calendar(course: &Course) -> Vec<Due> {
    let mut found: Vec<Due> = answer(course).into_iter().collect();
    if let Some(award) = course.last(StepKind::Awarded) {
        found.extend(against(course, award));
    }
    found.extend(reinstatement(course));
    found.sort_by_key(|due| (due.due_on, due.kind.row(), due.side == Side::Employee));
    found
}

/// The other side of the claimant answers within ten days.
fn answer(course: &Course) -> Option<Due> {
    let received = course.day(StepKind::NoticeReceived).filter(|_| course.claimant == Side::Employee)?;
    Some(Due {
        kind: DueKind::Answer,
        side: Side::Employer,
        due_on: add_days(received, ANSWER),
        done_on: course.day(StepKind::Answered).or(over(course)),
        basis: Words::new(format!("{received} 收到申请书副本"), format!("Notice received on {received}")),
    })
}

/// What can be done against an award: a final one binds the employer unless it is set aside, while the employee may sue.
fn against(course: &Course, award: &Dated) -> Vec<Due> {
    let received = award.dated_on;
    let taken = course.day(StepKind::Sued).or(over(course));
    let due = |kind, side, days, done_on| {
        let (zh, en) = match award.is_final {
            true => ("终局裁决书", "Final award"),
            false => ("裁决书", "Award"),
        };
        let basis = Words::new(format!("{received} 收到{zh}"), format!("{en} received on {received}"));
        Due { kind, side, due_on: add_days(received, days), done_on, basis }
    };
    let employee = due(DueKind::Suit, Side::Employee, SUIT, taken);
    let employer = match award.is_final {
        true => due(DueKind::SetAside, Side::Employer, SET_ASIDE, course.day(StepKind::SetAsideApplied).or(taken)),
        false => due(DueKind::Suit, Side::Employer, SUIT, taken),
    };
    vec![employer, employee]
}

/// Pay starts again the day after the decision that orders it; a decision that was attacked waits for the next one.
fn reinstatement(course: &Course) -> Option<Due> {
    let place = course.steps.iter().rposition(|step| step.reinstates)?;
    let attacked = |step: &Dated| {
        matches!(step.kind, StepKind::Sued | StepKind::SetAsideApplied | StepKind::Appealed | StepKind::Mediated)
    };
    let (decision, later) = (course.steps.get(place)?, course.steps.get(place + 1..)?);
    if later.iter().any(|step| attacked(step) || step.kind == StepKind::Judged) {
        return None;
    }
    let decided = decision.dated_on;
    Some(Due {
        kind: DueKind::Reinstatement,
        side: Side::Employer,
        due_on: add_days(decided, 1),
        done_on: course.day(StepKind::Resumed),
        basis: Words::new(
            format!("{decided} 收到继续履行的裁判；此前的工资自解除决定次日起计（R-033）"),
            format!(
                "Reinstated by the decision of {decided}; pay before that counts from the day after the employer's decision (R-033)"
            ),
        ),
    })
}

/// The day after which nothing more is due from either side.
fn over(course: &Course) -> Option<NaiveDate> {
    course.day(StepKind::Mediated).or(course.day(StepKind::Closed))
}
