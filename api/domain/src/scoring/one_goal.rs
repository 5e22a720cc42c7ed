//! One goal: from the actual value to points, step by step.

use super::{Direction, Goal, GoalScore, Rule, Step, Tier};
use crate::quantity::{Quantity, divide_half_up, show_trimmed};

/// A rate as it stands, a fraction with a positive divisor; `None` when lower is better and
/// the actual value is 0 or less, which no target can be divided by: better than any rate.
type Rate = Option<(i128, i128)>;

const MILLION: i128 = 1_000_000;

/// Score one goal. The goal must have passed [`super::check_goals`]; one that did not scores
/// by the same rules and never panics.
pub fn score_goal(goal: &Goal, actual: Quantity) -> GoalScore {
    let (score, steps) = match &goal.rule {
        Rule::Linear { floor, cap } => linear(goal, actual, *floor, *cap),
        Rule::Tiered { tiers } => tiered(goal, actual, tiers),
        Rule::Inverse { worst, cap } => inverse(goal, actual, *worst, *cap),
    };
    GoalScore { kpi_code: goal.kpi_code.clone(), actual, score, steps }
}

fn linear(goal: &Goal, actual: Quantity, floor: Quantity, cap: Quantity) -> (Quantity, Vec<Step>) {
    let rate = rate_of(goal, actual);
    let mut steps = vec![rate_step(goal, actual, rate)];
    let cap_points = times_hundred(cap);
    let (score, zh, en) = if !reaches(rate, floor) {
        (
            Quantity::ZERO,
            format!("低于起评线 {}%，得 0 分", percent(floor)),
            format!("Below the floor of {}%: 0 points", percent(floor)),
        )
    } else if reaches(rate, cap) {
        (
            cap_points,
            format!("达到封顶 {}%，得 {cap_points} 分", percent(cap)),
            format!("Reaches the cap of {}%: {cap_points} points", percent(cap)),
        )
    } else {
        let score = points_of(rate);
        (
            score,
            format!("不低于起评线 {}%、未到封顶 {}%，得分 = 完成率 × 100 = {score}", percent(floor), percent(cap)),
            format!(
                "From the floor of {}% up to the cap of {}%: score = rate × 100 = {score}",
                percent(floor),
                percent(cap)
            ),
        )
    };
    steps.push(step(zh, en, score));
    (score, steps)
}

fn tiered(goal: &Goal, actual: Quantity, tiers: &[Tier]) -> (Quantity, Vec<Step>) {
    let rate = rate_of(goal, actual);
    let mut steps = vec![rate_step(goal, actual, rate)];
    let reached = tiers.iter().filter(|tier| reaches(rate, tier.at_least)).max_by_key(|tier| tier.at_least);
    let (score, zh, en) = match reached {
        Some(tier) => (
            tier.score,
            format!("达到“不低于 {}%”一档，得 {} 分", percent(tier.at_least), tier.score),
            format!("Reaches the tier “at least {}%”: {} points", percent(tier.at_least), tier.score),
        ),
        None => (Quantity::ZERO, "未达到任何一档，得 0 分".to_owned(), "Reaches no tier: 0 points".to_owned()),
    };
    steps.push(step(zh, en, score));
    (score, steps)
}

fn inverse(goal: &Goal, actual: Quantity, worst: Quantity, cap: Quantity) -> (Quantity, Vec<Step>) {
    let target = goal.target;
    let span = i128::from(worst.millionths()) - i128::from(target.millionths());
    let left = i128::from(worst.millionths()) - i128::from(actual.millionths());
    let points = divide_half_up(left * 100 * MILLION, span.max(1));
    let points_shown = show_trimmed(points, 6);
    let formula = format!("({worst} − {actual}) ÷ ({worst} − {target}) × 100 = {points_shown}");
    let first = Step {
        zh: format!("（最差值 − 实际值）÷（最差值 − 目标值）× 100 = {formula}"),
        en: format!("(worst − actual) ÷ (worst − target) × 100 = {formula}"),
        value: points_shown,
    };
    let cap_points = times_hundred(cap);
    let (score, zh, en) = if points <= 0 {
        (
            Quantity::ZERO,
            format!("实际值到达或超过最差值 {worst}，得 0 分"),
            format!("At the worst value {worst} or beyond: 0 points"),
        )
    } else if points >= i128::from(cap_points.millionths()) {
        (cap_points, format!("达到封顶，得 {cap_points} 分"), format!("Reaches the cap: {cap_points} points"))
    } else {
        let score = quantity(points);
        (
            score,
            format!("在 0 与封顶 {cap_points} 分之间，得 {score} 分"),
            format!("Between 0 and the cap of {cap_points}: {score} points"),
        )
    };
    (score, vec![first, step(zh, en, score)])
}

fn rate_of(goal: &Goal, actual: Quantity) -> Rate {
    let target = i128::from(goal.target.millionths());
    let actual = i128::from(actual.millionths());
    match goal.direction {
        Direction::HigherIsBetter => Some((actual, target.max(1))),
        Direction::LowerIsBetter if actual <= 0 => None,
        Direction::LowerIsBetter => Some((target, actual)),
    }
}

fn rate_step(goal: &Goal, actual: Quantity, rate: Rate) -> Step {
    let (Some((dividend, divisor)), target) = (rate, goal.target) else {
        return Step {
            zh: format!("实际值 {actual} 不大于 0，优于任何目标，按最高完成率计"),
            en: format!("The actual value {actual} is not above 0, better than any target: highest rate"),
            value: actual.to_string(),
        };
    };
    let (zh, en, formula) = match goal.direction {
        Direction::HigherIsBetter => ("实际值 ÷ 目标值", "actual ÷ target", format!("{actual} ÷ {target}")),
        Direction::LowerIsBetter => ("目标值 ÷ 实际值", "target ÷ actual", format!("{target} ÷ {actual}")),
    };
    let scaled = dividend * 100 * MILLION;
    let rounded = divide_half_up(scaled, divisor);
    let value = show_trimmed(rounded, 6);
    let (sign, note_zh, note_en) =
        if scaled % divisor == 0 { ("=", "", "") } else { ("≈", "（保留六位小数）", " (to six decimals)") };
    Step {
        zh: format!("完成率 = {zh} = {formula} {sign} {value}%{note_zh}"),
        en: format!("Rate = {en} = {formula} {sign} {value}%{note_en}"),
        value,
    }
}

/// Exact: compares products, never the rounded rate.
fn reaches(rate: Rate, bound: Quantity) -> bool {
    rate.is_none_or(|(dividend, divisor)| dividend * MILLION >= i128::from(bound.millionths()) * divisor)
}

fn points_of(rate: Rate) -> Quantity {
    rate.map_or(Quantity::ZERO, |(dividend, divisor)| quantity(divide_half_up(dividend * 100 * MILLION, divisor)))
}

fn times_hundred(factor: Quantity) -> Quantity {
    quantity(i128::from(factor.millionths()) * 100)
}

fn percent(rate: Quantity) -> Quantity {
    times_hundred(rate)
}

/// What fits no `Quantity` stops at its end: such figures pass no check of the goals.
fn quantity(millionths: i128) -> Quantity {
    let clamped = millionths.clamp(i128::from(i64::MIN), i128::from(i64::MAX));
    Quantity::from_millionths(i64::try_from(clamped).unwrap_or(i64::MAX))
}

fn step(zh: String, en: String, score: Quantity) -> Step {
    Step { zh, en, value: score.to_string() }
}
