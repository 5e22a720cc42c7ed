//! Improvement plans (绩效改进计划): goals, a window, training or a change of post, check-ins,
//! an outcome. The third of the four facts behind art. 40(2) (R-061): after a failed review,
//! real help, and time to use it, before anyone is measured again.
//!
//! ```text
//! draft → published → active (both sides answered) → closed
//! ```
//!
//! Only a draft is edited, because an answer belongs to the text that was answered. An
//! objection is an answer: it is on record and does not stop the plan. A plan is closed on at
//! least one check-in that the employee answered, and before its window ends only when the
//! goals are met. Windows are `[from, until)`.

mod contents;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::acknowledgement::{Answer, check_answer};
use crate::refused::{Refused, Words, blank_fault, unless_faulty};

pub use contents::{Contents, PlanGoal, PlannedCheckIn, SHORTEST_WINDOW_DAYS, Training, check_contents};

/// Where a plan stands (阶段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PlanStage)]
pub enum Stage {
    /// 草稿
    Draft,
    /// 已发布
    Published,
    /// 进行中
    Active,
    /// 已结束
    Closed,
}

impl Stage {
    /// In the order of a plan's life.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Published, Self::Active, Self::Closed];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Active => "active",
            Self::Closed => "closed",
        }
    }

    /// The stage with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }
}

/// How a plan ended (结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PlanOutcome)]
pub enum Outcome {
    /// 达成
    Met,
    /// 部分达成
    PartlyMet,
    /// 未达成
    NotMet,
}

impl Outcome {
    pub const ALL: [Self; 3] = [Self::Met, Self::PartlyMet, Self::NotMet];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::PartlyMet => "partly_met",
            Self::NotMet => "not_met",
        }
    }

    /// The outcome with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

/// Who answered a published plan, and what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answers {
    pub employee: Option<Answer>,
    pub manager: Option<Answer>,
}

/// Who answers now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, utoipa::ToSchema)]
pub enum Party {
    Employee,
    Manager,
}

/// Edit a plan: only as a draft.
pub fn edit(stage: Stage) -> Result<(), Refused> {
    match stage {
        Stage::Draft => Ok(()),
        _ => Err(refused(
            stage,
            "计划已发布，不能再改；内容有误请结束本计划并另立新计划。",
            "A published plan cannot be edited. Close it and draw up another one.",
        )),
    }
}

/// Publish a plan (发布) to both sides: complete, and before or on the day its window begins.
pub fn publish(stage: Stage, contents: &Contents<'_>, today: NaiveDate) -> Result<Stage, Refused> {
    if stage != Stage::Draft {
        return Err(refused(stage, "计划已发布过。", "The plan was already published."));
    }
    check_contents(contents)?;
    if contents.from < today {
        return Err(Refused::fault(
            "/from",
            "window_has_begun",
            Words::new(
                format!("计划自 {} 开始，早于今天；员工须先知道计划，请把开始日期改为今天或以后。", contents.from),
                format!(
                    "The window begins on {}, before today; the employee must know the plan first. Move it to today or later.",
                    contents.from
                ),
            ),
        ));
    }
    Ok(Stage::Published)
}

/// One side answers a published plan; with both answers it is active.
pub fn acknowledge(
    stage: Stage,
    answers: Answers,
    party: Party,
    answer: Answer,
    text: Option<&str>,
) -> Result<(Stage, Answers), Refused> {
    match stage {
        Stage::Published => {}
        Stage::Draft => {
            return Err(refused(stage, "计划尚未发布，发布后才能确认。", "The plan is not published yet."));
        }
        Stage::Active | Stage::Closed => {
            return Err(refused(stage, "双方都已答复过。", "Both sides have already answered."));
        }
    }
    let mut answers = answers;
    let own = match party {
        Party::Employee => &mut answers.employee,
        Party::Manager => &mut answers.manager,
    };
    if own.is_some() {
        return Err(refused(
            stage,
            "您已答复过，正在等待另一方。",
            "You have already answered; the other side has not.",
        ));
    }
    check_answer(answer, text)?;
    *own = Some(answer);
    let both = answers.employee.is_some() && answers.manager.is_some();
    Ok((if both { Stage::Active } else { Stage::Published }, answers))
}

/// Record who came to a training (培训签到): while the plan is active and on or after the day.
pub fn record_attendance(stage: Stage, training: &[Training], index: usize, today: NaiveDate) -> Result<(), Refused> {
    if stage != Stage::Active {
        return Err(refused(
            stage,
            "只有进行中的计划可以登记培训出席。",
            "Attendance is recorded while the plan is active.",
        ));
    }
    let Some(training) = training.get(index) else {
        return Err(Refused::fault(
            "/index",
            "no_such_training",
            Words::new(
                "计划里没有这一项培训，序号从 0 开始。",
                "The plan has no such training; the index starts at 0.",
            ),
        ));
    };
    if training.held_on > today {
        return Err(Refused::fault(
            "/index",
            "in_the_future",
            Words::new(
                format!("这项培训在 {} 举行，当天起才能登记。", training.held_on),
                format!("This training is on {}; record it from that day on.", training.held_on),
            ),
        ));
    }
    Ok(())
}

/// Close an active plan with its outcome.
///
/// `acknowledged_check_ins` counts the plan's check-ins that the employee answered.
pub fn close(
    stage: Stage,
    outcome: Outcome,
    text: &str,
    acknowledged_check_ins: u32,
    today: NaiveDate,
    until: NaiveDate,
) -> Result<Stage, Refused> {
    match stage {
        Stage::Active => {}
        Stage::Draft | Stage::Published => {
            return Err(refused(
                stage,
                "双方确认后计划才生效，生效后才能作出结论。",
                "The plan is not active until both sides have answered it.",
            ));
        }
        Stage::Closed => {
            return Err(refused(stage, "计划已有结论。", "The plan already has its outcome."));
        }
    }
    if acknowledged_check_ins == 0 {
        return Err(Refused::State {
            state: stage.name(),
            code: "check_in_missing",
            words: Words::new(
                "还没有一次经员工确认的跟进沟通。请先做一次跟进并由员工答复，再作结论。",
                "No check-in of this plan has been answered by the employee. Hold one first.",
            ),
        });
    }
    if today < until && outcome != Outcome::Met {
        return Err(Refused::State {
            state: stage.name(),
            code: "window_not_over",
            words: Words::new(
                format!("改进期到 {until} 才结束；提前结束只能是“达成”。"),
                format!("The window ends on {until}; before that a plan can only be closed as met."),
            ),
        });
    }
    unless_faulty(
        blank_fault(text, "/text", "请写明结论的依据。", "Write what the outcome rests on.").into_iter().collect(),
    )?;
    Ok(Stage::Closed)
}

fn refused(stage: Stage, zh: &str, en: &str) -> Refused {
    let now = match stage {
        Stage::Draft => "草稿",
        Stage::Published => "已发布，等待双方确认",
        Stage::Active => "进行中",
        Stage::Closed => "已结束",
    };
    Refused::in_state(
        stage.name(),
        Words::new(
            format!("当前状态：{now}。{zh}"),
            format!("The plan is {}. {en}", crate::states::in_english(stage.name())),
        ),
    )
}
