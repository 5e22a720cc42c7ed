//! Goals, results and improvement plans.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Document, Employer, Letter, Step, Worker};
use crate::Template;

/// A review cycle (考核周期).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cycle {
    /// Its name (`2026年第二季度`).
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
}

/// 考核目标确认书: quantified goals before the cycle begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedGoals {
    /// The employer.
    pub employer: Employer,
    /// Whose goals.
    pub worker: Worker,
    /// Direct manager's name.
    pub manager: String,
    /// The cycle.
    pub cycle: Cycle,
    /// Score below which the result is a failure (合格线).
    pub baseline: String,
    /// What a score below it is called (`不合格`).
    pub below_baseline_text: String,
    /// The goals; their weights sum to 100.
    pub goals: Vec<AgreedGoal>,
    /// How the total comes from the parts, a sentence.
    pub formula: String,
}

/// One goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedGoal {
    /// The indicator's name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Which way is better, in words (`越高越好`).
    pub direction: String,
    /// Weight in percent, without the sign.
    pub weight: String,
    /// Target value.
    pub target: String,
    /// How the score follows from the actual value, a sentence.
    pub rule: String,
    /// Where the actual value comes from.
    pub source: String,
}

impl Document for AgreedGoals {
    const TEMPLATE: Template = Template::Goals;
}

/// 绩效考核结果通知书 (DOC-14).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewResult {
    /// The employer.
    pub employer: Employer,
    /// Whose result.
    pub worker: Worker,
    /// Direct manager's name.
    pub manager: String,
    /// The cycle.
    pub cycle: Cycle,
    /// Day the employee confirmed the goals.
    pub goals_confirmed_on: NaiveDate,
    /// Number of the document of the goals.
    pub goals_number: String,
    /// Total score.
    pub score: String,
    /// Weighted score of the indicators.
    pub kpi_score: String,
    /// The manager's rating, when it counts.
    pub manager_rating: Option<String>,
    /// Score below which the result is a failure.
    pub baseline: String,
    /// Whether the total stays below it.
    pub below_baseline: bool,
    /// The result in a word (`不合格`).
    pub grade: String,
    /// Every indicator with its steps.
    pub kpis: Vec<MeasuredKpi>,
    /// From the indicators' scores to the total.
    pub steps: Vec<Step>,
    /// What the employee wrote.
    pub self_assessment: Option<String>,
    /// What the manager wrote.
    pub manager_comment: String,
    /// Day by which an answer is asked for.
    pub answer_by: NaiveDate,
    /// Who decides on objections.
    pub objection_to: String,
    /// What follows, a sentence.
    pub next: Option<String>,
}

/// One indicator with what was measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasuredKpi {
    /// The indicator's name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Weight in percent, without the sign.
    pub weight: String,
    /// Target value.
    pub target: String,
    /// Actual value.
    pub actual: String,
    /// Where the actual value comes from.
    pub source: String,
    /// Score.
    pub score: String,
    /// Score times weight.
    pub weighted: String,
    /// From the actual value to the score.
    pub steps: Vec<Step>,
}

impl Document for ReviewResult {
    const TEMPLATE: Template = Template::ReviewResult;
}

/// 绩效改进计划: the training or change of post of LCL 40(2), with goals and time to reach them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImprovementPlan {
    /// The employer.
    pub employer: Employer,
    /// Whose plan. Managers read it: it has no identity number.
    pub worker: Worker,
    /// First day of this employment.
    pub hired_on: NaiveDate,
    /// Direct manager's name.
    pub manager: String,
    /// Who helps.
    pub mentor: Option<String>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// The review it follows, by name and score.
    pub review: Option<String>,
    /// Why, in sentences.
    pub reason: String,
    /// What is to be reached.
    pub goals: Vec<PlanGoal>,
    /// Training sessions.
    pub training: Vec<Training>,
    /// The post offered instead.
    pub change_of_post: Option<String>,
    /// Planned check-ins.
    pub check_ins: Vec<PlannedCheckIn>,
    /// Day of publication.
    pub issued_on: NaiveDate,
}

/// One goal of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanGoal {
    /// Its name.
    pub name: String,
    /// What is to be reached.
    pub target: String,
    /// Its unit.
    pub unit: String,
    /// How it is measured.
    pub measure: String,
}

/// One training session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    /// Its title.
    pub title: String,
    /// Hours.
    pub hours: String,
    /// Its day.
    pub held_on: NaiveDate,
}

/// One planned check-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedCheckIn {
    /// Its day.
    pub on: NaiveDate,
    /// What it is about.
    pub topic: String,
}

impl Letter for ImprovementPlan {
    const TEMPLATE: Template = Template::ImprovementPlan;
}
