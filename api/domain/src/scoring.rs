//! Scoring (评分): from goals, actual values and the manager's rating to a result, with every
//! step written so that a person with a pocket calculator gets the same figures.
//!
//! A result says how far one person met their own goals. It never says who was better than
//! whom: a place in a ranking is no evidence that someone cannot do the job (末位淘汰,
//! R-079), so nothing here sees a second employee.
//!
//! Rounding happens at three named places and nowhere else: a goal's score to six decimals,
//! the KPI score to two, the final score to two, each half up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::quantity::{Quantity, Score, divide_half_up, show_trimmed};
use crate::refused::{Refused, Words};

pub use goals::{Direction, Goal, Rule, Tier, check_goals, check_kpi_weight};
pub use one_goal::score_goal;

mod goals;
mod one_goal;

/// Actual values (实际值) by KPI code.
pub type Actuals = BTreeMap<String, Quantity>;

/// One step of a calculation: what was done, in both languages, and what came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = ScoreStep)]
pub struct Step {
    pub zh: String,
    pub en: String,
    /// The figure this step yields, a decimal string.
    pub value: String,
}

/// What one goal scored: 0 to cap × 100 points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct GoalScore {
    pub kpi_code: String,
    pub actual: Quantity,
    pub score: Quantity,
    pub steps: Vec<Step>,
}

/// A review's result (考核结果).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReviewScore {
    /// KPI score and rating, weighted.
    pub score: Score,
    pub kpi_score: Score,
    /// In the order of the goals.
    pub goals: Vec<GoalScore>,
    /// The weighting of the goals, their sum, and the final score.
    pub steps: Vec<Step>,
}

/// KPI codes of goals that have no actual value yet, in the order of the goals.
pub fn missing_actuals(goals: &[Goal], actuals: &Actuals) -> Vec<String> {
    goals.iter().filter(|goal| !actuals.contains_key(&goal.kpi_code)).map(|goal| goal.kpi_code.clone()).collect()
}

/// The refusal for actual values that are not in yet; `None` when all are.
pub fn refused_for_missing(state: &'static str, missing: &[String]) -> Option<Refused> {
    if missing.is_empty() {
        return None;
    }
    let list = missing.join("、");
    Some(Refused::State {
        state,
        code: "actuals_missing",
        words: Words::new(
            format!("还缺实际值：{list}。请先由业务系统推送或由人事导入这些指标的实际值。"),
            format!("Actual values are missing: {}. Send or import them first.", missing.join(", ")),
        ),
    })
}

/// Score a review: `kpi_weight` percent of it is the KPI score, the rest the manager's
/// rating (0 to 100 points).
///
/// Refuses goals that do not pass [`check_goals`] and actual values that are missing.
pub fn score_review(
    goals: &[Goal],
    actuals: &Actuals,
    kpi_weight: Quantity,
    rating: Score,
) -> Result<ReviewScore, Refused> {
    check_goals(goals)?;
    check_kpi_weight(kpi_weight)?;
    check_rating(rating)?;
    if let Some(refused) = refused_for_missing("manager_assessment", &missing_actuals(goals, actuals)) {
        return Err(refused);
    }
    let scored: Vec<GoalScore> =
        goals.iter().filter_map(|goal| Some(score_goal(goal, *actuals.get(&goal.kpi_code)?))).collect();
    let mut steps = Vec::new();
    let kpi_score = add_weighted(goals, &scored, &mut steps);
    let score = add_rating(kpi_score, kpi_weight, rating, &mut steps);
    Ok(ReviewScore { score, kpi_score, goals: scored, steps })
}

/// A rating is 0 to 100 points.
pub fn check_rating(rating: Score) -> Result<(), Refused> {
    if (Score::ZERO..=Score::HUNDRED).contains(&rating) {
        return Ok(());
    }
    Err(Refused::fault(
        "/rating",
        "out_of_range",
        Words::new("评分须在 0 到 100 分之间。", "The rating must be between 0 and 100 points."),
    ))
}

/// What the result says in words (评语等级): measured against the goals alone.
pub fn grade(score: Score, baseline: Score) -> Words {
    if score < baseline {
        Words::new(format!("低于考核基准线（{baseline} 分）"), format!("Below the baseline of {baseline} points"))
    } else if score < Score::HUNDRED {
        Words::new(format!("达到考核基准线（{baseline} 分）"), format!("At or above the baseline of {baseline} points"))
    } else {
        Words::new("全面达成目标", "All goals met in full")
    }
}

/// Σ weight × score ÷ 100, rounded half up to two decimals at the end.
fn add_weighted(goals: &[Goal], scored: &[GoalScore], steps: &mut Vec<Step>) -> Score {
    // Millionths times millionths, then ÷ 100: fourteen decimals, exact.
    const DECIMALS: u32 = 14;
    let mut sum = 0_i128;
    let mut shares = Vec::new();
    for (goal, scored) in goals.iter().zip(scored) {
        let share = i128::from(goal.weight.millionths()) * i128::from(scored.score.millionths());
        let value = show_trimmed(share, DECIMALS);
        steps.push(Step {
            zh: format!("{}：权重 {}% × 得分 {} = {value}", goal.name, goal.weight, scored.score),
            en: format!("{}: weight {}% × score {} = {value}", goal.name, goal.weight, scored.score),
            value: value.clone(),
        });
        shares.push(value);
        sum += share;
    }
    let score = rounded_score(sum, DECIMALS);
    let added = format!("{} = {}", shares.join(" + "), show_trimmed(sum, DECIMALS));
    steps.push(Step {
        zh: format!("指标得分 = {added}，四舍五入保留两位小数为 {score}"),
        en: format!("KPI score = {added}, rounded half up to two decimals: {score}"),
        value: score.to_string(),
    });
    score
}

fn add_rating(kpi_score: Score, kpi_weight: Quantity, rating: Score, steps: &mut Vec<Step>) -> Score {
    // Millionths times hundredths, then ÷ 100: ten decimals, exact.
    const DECIMALS: u32 = 10;
    let rest = Quantity::from_millionths(Quantity::HUNDRED.millionths() - kpi_weight.millionths());
    let sum = i128::from(kpi_weight.millionths()) * i128::from(kpi_score.hundredths())
        + i128::from(rest.millionths()) * i128::from(rating.hundredths());
    let score = rounded_score(sum, DECIMALS);
    let added = format!("{kpi_weight}% × {kpi_score} + {rest}% × {rating} = {}", show_trimmed(sum, DECIMALS));
    steps.push(Step {
        zh: format!("考核得分 = 指标占比 × 指标得分 + 其余 × 上级评分 = {added}，四舍五入保留两位小数为 {score}"),
        en: format!(
            "Final score = KPI share × KPI score + rest × manager's rating = {added}, \
             rounded half up to two decimals: {score}"
        ),
        value: score.to_string(),
    });
    score
}

fn rounded_score(scaled: i128, decimals: u32) -> Score {
    let hundredths = divide_half_up(scaled, 10_i128.pow(decimals - 2));
    // Weights sum to 100 and no goal scores above 200 points: far inside an i64.
    Score::from_hundredths(i64::try_from(hundredths).unwrap_or(i64::MAX))
}
