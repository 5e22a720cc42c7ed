//! Reviews (绩效考核): one employee's goals, assessments and result in one cycle.
//!
//! Art. 40(2) stands on four dated facts in their order (R-061); the first two are made here:
//! the goals were known before the period began, and the result was delivered with its basis.
//! So nothing may happen out of order, an answer is given once, and what is late says so.
//!
//! ```text
//! goals_delivered → goals_confirmed | goals_objected → self_assessed → manager_assessed
//!                 → result_delivered → result_confirmed | result_objected
//! ```
//!
//! The manager may assess without a self assessment once its due date has passed, so that
//! silence cannot stop a review. Periods are `[from, until)`.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::acknowledgement::{Answer, check_answer};
use crate::quantity::Score;
use crate::refused::{Refused, Words, blank_fault, unless_faulty};
use crate::scoring::{check_rating, refused_for_missing};

/// Where a review stands (阶段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReviewStage)]
pub enum Stage {
    /// 目标已送达
    GoalsDelivered,
    /// 目标已确认
    GoalsConfirmed,
    /// 目标有异议
    GoalsObjected,
    /// 已自评
    SelfAssessed,
    /// 上级已评
    ManagerAssessed,
    /// 结果已送达
    ResultDelivered,
    /// 结果已确认
    ResultConfirmed,
    /// 结果有异议
    ResultObjected,
}

impl Stage {
    /// In the order of a review's life.
    pub const ALL: [Self; 8] = [
        Self::GoalsDelivered,
        Self::GoalsConfirmed,
        Self::GoalsObjected,
        Self::SelfAssessed,
        Self::ManagerAssessed,
        Self::ResultDelivered,
        Self::ResultConfirmed,
        Self::ResultObjected,
    ];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GoalsDelivered => "goals_delivered",
            Self::GoalsConfirmed => "goals_confirmed",
            Self::GoalsObjected => "goals_objected",
            Self::SelfAssessed => "self_assessed",
            Self::ManagerAssessed => "manager_assessed",
            Self::ResultDelivered => "result_delivered",
            Self::ResultConfirmed => "result_confirmed",
            Self::ResultObjected => "result_objected",
        }
    }

    /// The stage with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::GoalsDelivered => ("目标已送达，员工尚未答复", "the goals are delivered and not answered yet"),
            Self::GoalsConfirmed => ("员工已确认目标", "the employee confirmed the goals"),
            Self::GoalsObjected => ("员工对目标提出了异议", "the employee objected to the goals"),
            Self::SelfAssessed => ("员工已自评", "the self assessment is in"),
            Self::ManagerAssessed => ("上级已评价", "the manager has assessed"),
            Self::ResultDelivered => ("结果已送达，员工尚未答复", "the result is delivered and not answered yet"),
            Self::ResultConfirmed => ("员工已确认结果", "the employee confirmed the result"),
            Self::ResultObjected => ("员工对结果提出了异议", "the employee objected to the result"),
        }
    }
}

/// How the goals reached the employee in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoalsDelivery {
    pub stage: Stage,
    /// Delivered after the period had begun: weaker as proof that the standard was known.
    pub late: bool,
}

/// Calendar days after the period in which the employee assesses themselves.
const SELF_ASSESSMENT_DAYS: u64 = 7;

/// Deliver the goals (送达目标): before the period begins, or late with a reason.
pub fn deliver_goals(today: NaiveDate, from: NaiveDate, late_reason: Option<&str>) -> Result<GoalsDelivery, Refused> {
    let late = today >= from;
    let reason_given = late_reason.is_some_and(|reason| !reason.trim().is_empty());
    if late && !reason_given {
        return Err(Refused::State {
            state: "period_begun",
            code: "period_has_begun",
            words: Words::new(
                format!(
                    "考核周期已于 {from} 开始，目标应在此之前送达。仍要送达请写明迟延原因（late_reason），记录会标明“迟送”。"
                ),
                format!(
                    "The period began on {from}; goals must reach people before that. To deliver \
                     them now give a late_reason; the record will say that they were late."
                ),
            ),
        });
    }
    Ok(GoalsDelivery { stage: Stage::GoalsDelivered, late })
}

/// The employee answers the goals (确认目标), once.
pub fn answer_goals(stage: Stage, answer: Answer, text: Option<&str>) -> Result<Stage, Refused> {
    if stage != Stage::GoalsDelivered {
        return Err(refused(
            stage,
            "目标已答复过，不能再次答复；如需补充请写入沟通记录。",
            "The goals were already answered; add what is left to say as a check-in.",
        ));
    }
    check_answer(answer, text)?;
    Ok(match answer {
        Answer::Confirmed => Stage::GoalsConfirmed,
        Answer::Objected => Stage::GoalsObjected,
    })
}

/// Whether actual values may still be written: until the manager has assessed on them.
pub fn record_actual(stage: Stage) -> Result<(), Refused> {
    match stage {
        Stage::GoalsDelivered | Stage::GoalsConfirmed | Stage::GoalsObjected | Stage::SelfAssessed => Ok(()),
        Stage::ManagerAssessed | Stage::ResultDelivered | Stage::ResultConfirmed | Stage::ResultObjected => {
            Err(refused(
                stage,
                "评价已依据现有实际值作出，不能再改；数据有误请在结果异议中写明。",
                "The assessment rests on the actual values as they are; they can no longer change. \
                 Object to the result if a figure is wrong.",
            ))
        }
    }
}

/// The employee assesses themselves (自评): after the period, once the goals are answered.
pub fn self_assess(stage: Stage, today: NaiveDate, until: NaiveDate, text: &str) -> Result<Stage, Refused> {
    match stage {
        Stage::GoalsConfirmed | Stage::GoalsObjected => {}
        Stage::GoalsDelivered => {
            return Err(refused(
                stage,
                "请先对目标确认或提出异议，再自评。",
                "Confirm the goals or object to them first.",
            ));
        }
        _ => {
            return Err(refused(stage, "本次考核已过自评阶段。", "The time for the self assessment is over."));
        }
    }
    check_period_over(stage, today, until)?;
    check_text(text)?;
    Ok(Stage::SelfAssessed)
}

/// The last day for the self assessment.
pub fn self_assessment_due(until: NaiveDate) -> NaiveDate {
    until.checked_add_days(Days::new(SELF_ASSESSMENT_DAYS)).unwrap_or(until)
}

/// The manager assesses (上级评价): after the period, with all actual values in, and after the
/// self assessment or its due date.
pub fn manager_assess(
    stage: Stage,
    today: NaiveDate,
    until: NaiveDate,
    missing_actuals: &[String],
    text: &str,
    rating: Score,
) -> Result<Stage, Refused> {
    match stage {
        Stage::SelfAssessed => {}
        Stage::GoalsDelivered | Stage::GoalsConfirmed | Stage::GoalsObjected => {
            check_period_over(stage, today, until)?;
            check_self_assessment_overdue(stage, today, until)?;
        }
        _ => {
            return Err(refused(stage, "上级评价已作出，不能再次评价。", "The manager's assessment is already in."));
        }
    }
    check_period_over(stage, today, until)?;
    if let Some(missing) = refused_for_missing(stage.name(), missing_actuals) {
        return Err(missing);
    }
    check_text(text)?;
    check_rating(rating)?;
    Ok(Stage::ManagerAssessed)
}

/// Deliver the result (送达结果).
pub fn deliver_result(stage: Stage) -> Result<Stage, Refused> {
    match stage {
        Stage::ManagerAssessed => Ok(Stage::ResultDelivered),
        Stage::ResultDelivered | Stage::ResultConfirmed | Stage::ResultObjected => {
            Err(refused(stage, "结果已送达，不必重复送达。", "The result is already delivered."))
        }
        _ => Err(refused(stage, "请先完成上级评价，再送达结果。", "The manager must assess first.")),
    }
}

/// The employee answers the result (确认结果), once.
pub fn answer_result(stage: Stage, answer: Answer, text: Option<&str>) -> Result<Stage, Refused> {
    match stage {
        Stage::ResultDelivered => {}
        Stage::ResultConfirmed | Stage::ResultObjected => {
            return Err(refused(
                stage,
                "结果已答复过，不能再次答复；如需补充请写入沟通记录。",
                "The result was already answered; add what is left to say as a check-in.",
            ));
        }
        _ => {
            return Err(refused(
                stage,
                "结果尚未送达，送达后才能答复。",
                "The result is not delivered yet; answer it then.",
            ));
        }
    }
    check_answer(answer, text)?;
    Ok(match answer {
        Answer::Confirmed => Stage::ResultConfirmed,
        Answer::Objected => Stage::ResultObjected,
    })
}

/// Whether a score is under the cycle's baseline (基准线). On the line is not under it.
pub fn below_baseline(score: Score, baseline: Score) -> bool {
    score < baseline
}

fn check_period_over(stage: Stage, today: NaiveDate, until: NaiveDate) -> Result<(), Refused> {
    if today >= until {
        return Ok(());
    }
    Err(Refused::State {
        state: stage.name(),
        code: "period_not_over",
        words: Words::new(
            format!("考核周期尚未结束，{until} 起才能评价。"),
            format!("The period is not over; assess from {until} on."),
        ),
    })
}

fn check_self_assessment_overdue(stage: Stage, today: NaiveDate, until: NaiveDate) -> Result<(), Refused> {
    let due = self_assessment_due(until);
    if today > due {
        return Ok(());
    }
    Err(Refused::State {
        state: stage.name(),
        code: "self_assessment_pending",
        words: Words::new(
            format!("员工尚未自评，可自评至 {due}。请等员工自评，或在该日之后评价。"),
            format!("The employee may assess themselves until {due}. Wait for it, or assess after that day."),
        ),
    })
}

fn check_text(text: &str) -> Result<(), Refused> {
    let fault =
        blank_fault(text, "/text", "请写明评价的事实和理由。", "Write the facts and reasons of the assessment.");
    unless_faulty(fault.into_iter().collect())
}

fn refused(stage: Stage, zh: &str, en: &str) -> Refused {
    let (now_zh, now_en) = stage.words();
    Refused::in_state(stage.name(), Words::new(format!("当前状态：{now_zh}。{zh}"), format!("Now: {now_en}. {en}")))
}
