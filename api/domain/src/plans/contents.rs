//! What a plan says, and what it lacks.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::quantity::Quantity;
use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// A window shorter than this is no real chance to improve.
pub const SHORTEST_WINDOW_DAYS: i64 = 14;

/// One goal of a plan: what, how much, and how it is measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlanGoal {
    pub name: String,
    pub target: String,
    pub unit: String,
    /// Where the figure comes from (衡量方式).
    pub measure: String,
}

/// One training (培训) of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = PlanTraining)]
pub struct Training {
    pub title: String,
    /// Hours, a decimal string.
    pub hours: String,
    pub held_on: NaiveDate,
    #[serde(default)]
    pub attended: bool,
    #[serde(default)]
    pub note: String,
}

/// A check-in that is planned (沟通安排).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlannedCheckIn {
    pub on: NaiveDate,
    pub topic: String,
}

/// What a plan says when it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contents<'a> {
    pub from: NaiveDate,
    /// The first day after the window.
    pub until: NaiveDate,
    pub reason: &'a str,
    pub goals: &'a [PlanGoal],
    pub training: &'a [Training],
    /// The post offered instead (调岗), when there is one.
    pub change_of_post: Option<&'a str>,
    pub check_ins: &'a [PlannedCheckIn],
}

/// Check what a plan says: a window of at least 14 days, a reason, at least one measurable
/// goal, and at least one training or a change of post (R-061, step 3).
pub fn check_contents(contents: &Contents<'_>) -> Result<(), Refused> {
    let mut faults = Vec::new();
    if (contents.until - contents.from).num_days() < SHORTEST_WINDOW_DAYS {
        faults.push(Fault::new(
            "/until",
            "window_too_short",
            Words::new(
                format!("改进期至少 {SHORTEST_WINDOW_DAYS} 天，请把结束日期推后。"),
                format!("The window must be at least {SHORTEST_WINDOW_DAYS} days; move its end."),
            ),
        ));
    }
    faults.extend(blank_fault(
        contents.reason,
        "/reason",
        "请写明制定计划的事实依据。",
        "Give the facts the plan rests on.",
    ));
    faults.extend(faults_of_goals(contents.goals));
    faults.extend(faults_of_training(contents.training));
    faults.extend(faults_of_check_ins(contents));
    let post_offered = contents.change_of_post.is_some_and(|post| !post.trim().is_empty());
    if contents.training.is_empty() && !post_offered {
        faults.push(Fault::new(
            "/training",
            "training_or_change_of_post_required",
            Words::new(
                "至少要有一项培训，或一次调整岗位；否则计划不能证明公司给过帮助（劳动合同法第四十条第二项）。",
                "At least one training or a change of post is needed; without it the plan proves no help (LCL art. 40(2)).",
            ),
        ));
    }
    unless_faulty(faults)
}

fn faults_of_goals(goals: &[PlanGoal]) -> Vec<Fault> {
    let mut faults = Vec::new();
    if goals.is_empty() {
        faults.push(Fault::new(
            "/goals",
            "required",
            Words::new("至少要有一项改进目标。", "At least one goal is needed."),
        ));
    }
    for (place, goal) in goals.iter().enumerate() {
        faults.extend(blank_fault(&goal.name, &format!("/goals/{place}/name"), "请填写目标名称。", "Name the goal."));
        faults.extend(blank_fault(
            &goal.target,
            &format!("/goals/{place}/target"),
            "请填写可衡量的目标值。",
            "Give a target that can be measured.",
        ));
    }
    faults
}

fn faults_of_training(trainings: &[Training]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (place, training) in trainings.iter().enumerate() {
        faults.extend(blank_fault(
            &training.title,
            &format!("/training/{place}/title"),
            "请填写培训名称。",
            "Name the training.",
        ));
        if Quantity::parse(&training.hours).is_none_or(|hours| hours <= Quantity::ZERO) {
            faults.push(Fault::new(
                format!("/training/{place}/hours"),
                "not_a_number",
                Words::new("培训时长须为大于 0 的小时数。", "The hours of a training must be a number above 0."),
            ));
        }
    }
    faults
}

fn faults_of_check_ins(contents: &Contents<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (place, check_in) in contents.check_ins.iter().enumerate() {
        let pointer = |field: &str| format!("/planned_check_ins/{place}/{field}");
        faults.extend(blank_fault(
            &check_in.topic,
            &pointer("topic"),
            "请填写沟通内容。",
            "Say what the check-in is about.",
        ));
        if !(contents.from..contents.until).contains(&check_in.on) {
            faults.push(Fault::new(
                pointer("on"),
                "outside_the_window",
                Words::new("沟通日期须在改进期内。", "A check-in is planned within the window."),
            ));
        }
    }
    faults
}
