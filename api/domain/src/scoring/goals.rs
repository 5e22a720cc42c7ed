//! A goal (目标): what is measured, how much it weighs, and how an actual value becomes points.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::quantity::Quantity;
use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = GoalDirection)]
pub enum Direction {
    /// 越高越好
    HigherIsBetter,
    /// 越低越好
    LowerIsBetter,
}

impl Direction {
    pub const ALL: [Self; 2] = [Self::HigherIsBetter, Self::LowerIsBetter];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HigherIsBetter => "higher_is_better",
            Self::LowerIsBetter => "lower_is_better",
        }
    }

    /// The direction with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.name() == name)
    }
}

/// How an actual value becomes points (计分规则). The *rate* is actual ÷ target when higher is
/// better and target ÷ actual when lower is better; 1 means the target is met exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = ScoringRule)]
pub enum Rule {
    /// 100 points at rate 1, in proportion; nothing below `floor`, no more than `cap` × 100.
    Linear { floor: Quantity, cap: Quantity },
    /// The points of the highest tier whose `at_least` the rate reaches; nothing below all.
    Tiered { tiers: Vec<Tier> },
    /// For lower is better, also with a target of 0: nothing at `worst` or beyond, 100 points
    /// at the target, in proportion between, no more than `cap` × 100.
    Inverse { worst: Quantity, cap: Quantity },
}

/// One tier (档): the rate it takes and the points it gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = ScoringTier)]
pub struct Tier {
    pub at_least: Quantity,
    pub score: Quantity,
}

/// A goal of one person, or of a position, in one cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = GoalTerms)]
pub struct Goal {
    pub kpi_code: String,
    pub name: String,
    pub unit: String,
    pub direction: Direction,
    /// Percent, above 0, at most two decimals; the weights of all goals sum to 100.
    pub weight: Quantity,
    pub target: Quantity,
    pub rule: Rule,
}

/// No rule gives more than this many times 100 points.
const HIGHEST_CAP: Quantity = Quantity::from_millionths(2_000_000);
const HIGHEST_POINTS: Quantity = Quantity::from_millionths(200_000_000);

/// Check a set of goals: each by itself, no KPI twice, and weights that sum to exactly 100.
/// Pointers are those of `{goals:[…]}`.
pub fn check_goals(goals: &[Goal]) -> Result<(), Refused> {
    let mut faults = Vec::new();
    if goals.is_empty() {
        faults.push(Fault::new(
            "/goals",
            "required",
            Words::new("至少要有一项指标目标。", "At least one goal is needed."),
        ));
    }
    let mut seen = HashSet::new();
    for (place, goal) in goals.iter().enumerate() {
        let at = format!("/goals/{place}");
        check_goal(goal, &at, &mut faults);
        if !seen.insert(goal.kpi_code.trim()) {
            faults.push(Fault::new(
                format!("{at}/kpi_code"),
                "duplicate_kpi",
                Words::new(
                    format!("指标 {} 出现了两次，请合并为一项。", goal.kpi_code),
                    format!("KPI {} is there twice; merge the two.", goal.kpi_code),
                ),
            ));
        }
    }
    if let Some(fault) = weight_sum_fault(goals) {
        faults.push(fault);
    }
    unless_faulty(faults)
}

/// The share of the KPI score in the final score: 0 to 100 percent, at most two decimals.
pub fn check_kpi_weight(kpi_weight: Quantity) -> Result<(), Refused> {
    let in_range = (Quantity::ZERO..=Quantity::HUNDRED).contains(&kpi_weight);
    if in_range && kpi_weight.fits_decimals(2) {
        return Ok(());
    }
    Err(Refused::fault(
        "/kpi_weight",
        "out_of_range",
        Words::new(
            "指标占比须在 0 到 100（%）之间，最多两位小数。",
            "The KPI share must be between 0 and 100 percent with at most two decimals.",
        ),
    ))
}

fn weight_sum_fault(goals: &[Goal]) -> Option<Fault> {
    let sum: i128 = goals.iter().map(|goal| i128::from(goal.weight.millionths())).sum();
    if goals.is_empty() || sum == i128::from(Quantity::HUNDRED.millionths()) {
        return None;
    }
    let sum = crate::quantity::show_trimmed(sum, 6);
    Some(Fault::new(
        "/goals",
        "weights_must_sum_to_100",
        Words::new(
            format!("各项权重之和须为 100%，现在是 {sum}%，请调整。"),
            format!("The weights must sum to 100 percent; they sum to {sum}. Adjust them."),
        ),
    ))
}

fn check_goal(goal: &Goal, at: &str, faults: &mut Vec<Fault>) {
    faults.extend(blank_fault(&goal.kpi_code, &format!("{at}/kpi_code"), "请填写指标编码。", "Give the KPI code."));
    let weight_fits = goal.weight > Quantity::ZERO && goal.weight <= Quantity::HUNDRED && goal.weight.fits_decimals(2);
    if !weight_fits {
        faults.push(Fault::new(
            format!("{at}/weight"),
            "out_of_range",
            Words::new(
                "权重须大于 0、不超过 100（%），最多两位小数。",
                "A weight must be above 0 and at most 100 percent, with at most two decimals.",
            ),
        ));
    }
    match &goal.rule {
        Rule::Linear { floor, cap } => {
            check_target_above_zero(goal, at, faults);
            check_cap(*cap, at, faults);
            if !(Quantity::ZERO..=Quantity::ONE).contains(floor) {
                faults.push(Fault::new(
                    format!("{at}/rule/floor"),
                    "out_of_range",
                    Words::new(
                        "起评线须在 0 到 1 之间，例如 0.5 表示完成率 50%。",
                        "The floor must be between 0 and 1; 0.5 means half of the target.",
                    ),
                ));
            }
        }
        Rule::Tiered { tiers } => {
            check_target_above_zero(goal, at, faults);
            check_tiers(tiers, at, faults);
        }
        Rule::Inverse { worst, cap } => {
            check_cap(*cap, at, faults);
            check_inverse(goal, *worst, at, faults);
        }
    }
}

fn check_target_above_zero(goal: &Goal, at: &str, faults: &mut Vec<Fault>) {
    if goal.target <= Quantity::ZERO {
        faults.push(Fault::new(
            format!("{at}/target"),
            "out_of_range",
            Words::new(
                "按完成率计分的目标值须大于 0；目标为 0 的指标（如事故数）请用 inverse 规则。",
                "A goal scored by its rate needs a target above 0; for a target of 0, such as \
                 accidents, use the inverse rule.",
            ),
        ));
    }
}

fn check_cap(cap: Quantity, at: &str, faults: &mut Vec<Fault>) {
    if !(Quantity::ONE..=HIGHEST_CAP).contains(&cap) {
        faults.push(Fault::new(
            format!("{at}/rule/cap"),
            "out_of_range",
            Words::new(
                "封顶须在 1 到 2 之间，例如 1.2 表示最高 120 分。",
                "The cap must be between 1 and 2; 1.2 means at most 120 points.",
            ),
        ));
    }
}

fn check_inverse(goal: &Goal, worst: Quantity, at: &str, faults: &mut Vec<Fault>) {
    if goal.direction == Direction::HigherIsBetter {
        faults.push(Fault::new(
            format!("{at}/rule/kind"),
            "rule_does_not_fit_direction",
            Words::new(
                "inverse 规则只用于越低越好的指标；越高越好请用 linear 或 tiered。",
                "The inverse rule is for lower is better; use linear or tiered here.",
            ),
        ));
    }
    if worst <= goal.target {
        faults.push(Fault::new(
            format!("{at}/rule/worst"),
            "out_of_range",
            Words::new(
                "最差值须大于目标值：到达最差值得 0 分，到达目标值得 100 分。",
                "The worst value must be above the target: it scores 0, the target 100.",
            ),
        ));
    }
}

fn check_tiers(tiers: &[Tier], at: &str, faults: &mut Vec<Fault>) {
    if tiers.is_empty() {
        faults.push(Fault::new(
            format!("{at}/rule/tiers"),
            "required",
            Words::new("至少要有一档。", "At least one tier is needed."),
        ));
    }
    for (place, tier) in tiers.iter().enumerate() {
        let fits = tier.at_least >= Quantity::ZERO && (Quantity::ZERO..=HIGHEST_POINTS).contains(&tier.score);
        if !fits {
            faults.push(Fault::new(
                format!("{at}/rule/tiers/{place}"),
                "out_of_range",
                Words::new(
                    "每档的完成率不得为负，得分须在 0 到 200 之间。",
                    "A tier's rate must not be negative and its score must be 0 to 200.",
                ),
            ));
        }
    }
    let mut sorted = tiers.to_vec();
    sorted.sort_by_key(|tier| tier.at_least);
    let rising = sorted
        .windows(2)
        .all(|pair| matches!(pair, [low, high] if low.at_least < high.at_least && low.score <= high.score));
    if !rising {
        faults.push(Fault::new(
            format!("{at}/rule/tiers"),
            "tiers_must_rise",
            Words::new(
                "各档完成率不得重复，完成率越高得分不得越低。",
                "No two tiers may share a rate, and a higher rate must not score less.",
            ),
        ));
    }
}
