//! Check-ins (沟通记录): dated conversations between a manager and an employee.
//!
//! A check-in is written by the manager and answered by the employee, once. It is never
//! edited: a correction is another check-in. One that belongs to an improvement plan is held
//! while the plan runs, otherwise it proves nothing about it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::acknowledgement::{Answer, check_answer};
use crate::plans;
use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// What the conversation was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CheckInKind)]
pub enum Kind {
    /// 辅导
    Coaching,
    /// 反馈
    Feedback,
    /// 建议
    Suggestion,
    /// 警示谈话
    WarningTalk,
    /// 改进计划跟进
    PlanCheckIn,
}

impl Kind {
    pub const ALL: [Self; 5] = [Self::Coaching, Self::Feedback, Self::Suggestion, Self::WarningTalk, Self::PlanCheckIn];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Coaching => "coaching",
            Self::Feedback => "feedback",
            Self::Suggestion => "suggestion",
            Self::WarningTalk => "warning_talk",
            Self::PlanCheckIn => "plan_check_in",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a manager writes down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a> {
    pub kind: Kind,
    pub held_on: NaiveDate,
    pub topic: &'a str,
    pub text: &'a str,
}

/// The plan a check-in belongs to, as it stands; its window is `[from, until)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanThen {
    pub stage: plans::Stage,
    pub from: NaiveDate,
}

/// Record a check-in: already held, with a topic and a text; in a plan when it is a plan's,
/// and then while the plan is active and not before its window.
pub fn record(said: Said<'_>, plan: Option<PlanThen>, today: NaiveDate) -> Result<(), Refused> {
    let mut faults: Vec<Fault> = [
        blank_fault(said.topic, "/topic", "请填写沟通主题。", "Give the topic."),
        blank_fault(said.text, "/text", "请写下谈了什么、约定了什么。", "Write what was said and agreed."),
    ]
    .into_iter()
    .flatten()
    .collect();
    if said.held_on > today {
        faults.push(Fault::new(
            "/held_on",
            "in_the_future",
            Words::new("沟通日期不能晚于今天。", "A check-in cannot be held later than today."),
        ));
    }
    match (said.kind, plan) {
        (Kind::PlanCheckIn, None) => faults.push(Fault::new(
            "/plan_id",
            "required",
            Words::new("改进计划跟进须指明所属的改进计划。", "Name the improvement plan it belongs to."),
        )),
        (_, Some(plan)) if said.held_on < plan.from => faults.push(Fault::new(
            "/held_on",
            "before_plan",
            Words::new(
                format!("改进计划自 {} 开始，沟通日期不能早于该日。", plan.from),
                format!("The plan begins on {}; the check-in cannot be earlier.", plan.from),
            ),
        )),
        _ => {}
    }
    unless_faulty(faults)?;
    match plan {
        Some(plan) if plan.stage != plans::Stage::Active => Err(Refused::in_state(
            plan.stage.name(),
            Words::new(
                "改进计划尚未生效或已结束；只有双方确认后、结束前的计划可以记录跟进。",
                "The plan is not active: both sides must have answered it and it must not be closed.",
            ),
        )),
        _ => Ok(()),
    }
}

/// The employee answers a check-in (确认), once.
pub fn acknowledge(answered: Option<Answer>, answer: Answer, text: Option<&str>) -> Result<Answer, Refused> {
    if answered.is_some() {
        return Err(Refused::in_state(
            "acknowledged",
            Words::new(
                "这次沟通您已答复过，不能再次答复；如需补充请与上级再做一次沟通记录。",
                "You already answered this check-in. To add something, have another one recorded.",
            ),
        ));
    }
    check_answer(answer, text)?;
    Ok(answer)
}
