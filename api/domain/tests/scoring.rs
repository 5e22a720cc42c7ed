//! Scoring: known results worked by hand, limits of each rule, and properties that must hold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use domain::quantity::{Quantity, Score};
use domain::refused::Refused;
use domain::scoring::*;
use proptest::prelude::*;

fn q(text: &str) -> Quantity {
    Quantity::parse(text).unwrap()
}

fn points(text: &str) -> Score {
    Score::parse(text).unwrap()
}

fn goal(code: &str, weight: &str, target: &str, rule: Rule) -> Goal {
    let direction = match rule {
        Rule::Inverse { .. } => Direction::LowerIsBetter,
        _ => Direction::HigherIsBetter,
    };
    Goal {
        kpi_code: code.to_owned(),
        name: code.to_owned(),
        unit: "元".to_owned(),
        direction,
        weight: q(weight),
        target: q(target),
        rule,
    }
}

fn linear() -> Rule {
    Rule::Linear { floor: q("0.5"), cap: q("1.2") }
}

fn inverse(worst: &str) -> Rule {
    Rule::Inverse { worst: q(worst), cap: q("1.2") }
}

fn tiered(tiers: &[(&str, &str)]) -> Rule {
    let tiers = tiers.iter().map(|(rate, score)| Tier { at_least: q(rate), score: q(score) }).collect();
    Rule::Tiered { tiers }
}

fn sales_goals() -> Vec<Goal> {
    vec![
        goal("SALES_AMOUNT", "40", "120000", linear()),
        goal("NEW_CUSTOMERS", "30", "8", tiered(&[("1", "100"), ("0.8", "80"), ("0.6", "60")])),
        goal("FIRST_RESPONSE_MINUTES", "30", "10", inverse("30")),
    ]
}

fn actuals(values: &[(&str, &str)]) -> Actuals {
    values.iter().map(|(code, value)| ((*code).to_owned(), q(value))).collect()
}

fn fault_codes(refused: Refused) -> Vec<(String, &'static str)> {
    match refused {
        Refused::Invalid(faults) => faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect(),
        Refused::State { .. } => panic!("expected faults"),
    }
}

fn score(goal: &Goal, actual: &str) -> String {
    score_goal(goal, q(actual)).score.to_string()
}

#[test]
fn a_review_worked_by_hand_comes_out_the_same() {
    let actuals =
        actuals(&[("SALES_AMOUNT", "125510.44"), ("NEW_CUSTOMERS", "7.04"), ("FIRST_RESPONSE_MINUTES", "16")]);
    let result = score_review(&sales_goals(), &actuals, q("80"), points("78.00")).unwrap();
    // 125510.44 ÷ 120000 = 1.0459203… → 104.592033; 7.04 ÷ 8 = 0.88 → 80; (30 − 16) ÷ 20 → 70
    // 40% × 104.592033 + 30% × 80 + 30% × 70 = 86.8368132 → 86.84
    assert_eq!(result.kpi_score.to_string(), "86.84");
    // 80% × 86.84 + 20% × 78 = 85.072 → 85.07
    assert_eq!(result.score.to_string(), "85.07");
}

#[test]
fn the_steps_carry_every_figure_that_is_needed_to_redo_them() {
    let actuals =
        actuals(&[("SALES_AMOUNT", "125510.44"), ("NEW_CUSTOMERS", "7.04"), ("FIRST_RESPONSE_MINUTES", "16")]);
    let result = score_review(&sales_goals(), &actuals, q("80"), points("78.00")).unwrap();
    let first = &result.goals[0].steps;
    assert_eq!(first[0].zh, "完成率 = 实际值 ÷ 目标值 = 125510.44 ÷ 120000 ≈ 104.592033%（保留六位小数）");
    assert_eq!(first[1].value, "104.592033");
    let added = &result.steps[3];
    assert!(added.zh.contains("41.8368132 + 24 + 21 = 86.8368132"), "{}", added.zh);
    let last = result.steps.last().unwrap();
    assert!(last.zh.contains("80% × 86.84 + 20% × 78.00 = 85.072"), "{}", last.zh);
    assert!(last.en.contains("80% × 86.84 + 20% × 78.00 = 85.072"), "{}", last.en);
    assert_eq!(last.value, "85.07");
}

#[test]
fn linear_gives_nothing_below_the_floor_and_no_more_than_the_cap() {
    let goal = goal("K", "100", "100", linear());
    for (actual, expected) in [
        ("49.999999", "0"),
        ("50", "50"),
        ("99.5", "99.5"),
        ("100", "100"),
        ("120", "120"),
        ("500", "120"),
        ("-7", "0"),
    ] {
        assert_eq!(score(&goal, actual), expected, "{actual}");
    }
}

#[test]
fn linear_for_lower_is_better_divides_the_target_by_the_actual_value() {
    let goal = Goal { direction: Direction::LowerIsBetter, ..goal("K", "100", "10", linear()) };
    for (actual, expected) in
        [("10", "100"), ("20", "50"), ("21", "0"), ("9", "111.111111"), ("0", "120"), ("-1", "120")]
    {
        assert_eq!(score(&goal, actual), expected, "{actual}");
    }
}

#[test]
fn the_floor_is_compared_exactly_and_not_after_rounding() {
    let goal = goal("K", "100", "3000000", linear());
    assert_eq!(score(&goal, "1499999.999999"), "0");
    assert_eq!(score(&goal, "1500000"), "50");
}

#[test]
fn a_tier_is_reached_at_its_rate_whatever_the_order_of_the_tiers() {
    let goal = goal("K", "100", "8", tiered(&[("0.6", "60"), ("1.0", "100"), ("0.8", "80")]));
    for (actual, expected) in
        [("4.79", "0"), ("4.8", "60"), ("6.4", "80"), ("7.999999", "80"), ("8", "100"), ("80", "100")]
    {
        assert_eq!(score(&goal, actual), expected, "{actual}");
    }
}

#[test]
fn inverse_takes_a_target_of_zero() {
    let goal = goal("SAFETY_INCIDENTS", "100", "0", inverse("4"));
    for (actual, expected) in [("0", "100"), ("1", "75"), ("4", "0"), ("9", "0"), ("-1", "120")] {
        assert_eq!(score(&goal, actual), expected, "{actual}");
    }
}

#[test]
fn half_a_hundredth_is_rounded_up_once_at_the_end() {
    let goals = [goal("A", "50", "100", linear()), goal("B", "50", "100", linear())];
    let result = score_review(&goals, &actuals(&[("A", "80.01"), ("B", "80")]), q("100"), Score::ZERO).unwrap();
    assert_eq!(result.kpi_score.to_string(), "80.01");
}

#[test]
fn weights_must_sum_to_exactly_100() {
    for (first, fits) in [("60", true), ("59.99", false), ("60.01", false)] {
        let goals = [goal("A", first, "100", linear()), goal("B", "40", "100", linear())];
        match check_goals(&goals) {
            Ok(()) => assert!(fits, "{first}"),
            Err(refused) => {
                assert!(!fits, "{first}");
                assert_eq!(fault_codes(refused), [("/goals".to_owned(), "weights_must_sum_to_100")]);
            }
        }
    }
}

#[test]
fn each_fault_of_a_goal_points_at_its_field() {
    let rising = tiered(&[("1", "80"), ("0.8", "90")]);
    for (faulty, pointer, code) in [
        (goal("", "100", "1", linear()), "/goals/0/kpi_code", "required"),
        (goal("A", "100", "0", linear()), "/goals/0/target", "out_of_range"),
        (goal("A", "100", "1", Rule::Linear { floor: q("1.1"), cap: q("1.2") }), "/goals/0/rule/floor", "out_of_range"),
        (goal("A", "100", "1", Rule::Linear { floor: q("0"), cap: q("0.9") }), "/goals/0/rule/cap", "out_of_range"),
        (goal("A", "100", "1", tiered(&[])), "/goals/0/rule/tiers", "required"),
        (goal("A", "100", "1", tiered(&[("-1", "50")])), "/goals/0/rule/tiers/0", "out_of_range"),
        (goal("A", "100", "1", rising), "/goals/0/rule/tiers", "tiers_must_rise"),
        (goal("A", "100", "30", inverse("30")), "/goals/0/rule/worst", "out_of_range"),
        (
            Goal { direction: Direction::HigherIsBetter, ..goal("A", "100", "1", inverse("30")) },
            "/goals/0/rule/kind",
            "rule_does_not_fit_direction",
        ),
    ] {
        let refused = check_goals(&[faulty]).unwrap_err();
        assert_eq!(fault_codes(refused), [(pointer.to_owned(), code)]);
    }
    assert_eq!(check_goals(&[]).unwrap_err().code(), "required");
    let twice = [goal("A", "50", "1", linear()), goal("A", "50", "1", linear())];
    assert_eq!(check_goals(&twice).unwrap_err().code(), "duplicate_kpi");
    let negative = [goal("A", "-20", "1", linear()), goal("B", "120", "1", linear())];
    assert_eq!(fault_codes(check_goals(&negative).unwrap_err()).len(), 2);
}

#[test]
fn a_missing_actual_value_is_named_and_nothing_is_scored() {
    let refused = score_review(&sales_goals(), &actuals(&[("SALES_AMOUNT", "1")]), q("80"), points("78")).unwrap_err();
    assert_eq!(refused.code(), "actuals_missing");
    assert!(refused.to_string().contains("NEW_CUSTOMERS, FIRST_RESPONSE_MINUTES"));
}

#[test]
fn a_rating_is_0_to_100_and_a_kpi_share_too() {
    let goals = [goal("A", "100", "1", linear())];
    let one = actuals(&[("A", "1")]);
    assert!(score_review(&goals, &one, q("80"), points("100.01")).is_err());
    assert!(score_review(&goals, &one, q("80"), points("-0.01")).is_err());
    assert!(score_review(&goals, &one, q("100.01"), points("78")).is_err());
    assert!(score_review(&goals, &one, q("0"), points("78")).is_ok());
}

#[test]
fn a_result_on_the_baseline_is_not_below_it() {
    assert!(grade(points("59.99"), points("60")).zh.starts_with("低于"));
    assert!(grade(points("60"), points("60")).zh.starts_with("达到"));
    assert!(grade(points("100"), points("60")).zh.starts_with("全面"));
}

#[test]
fn rules_are_read_and_written_as_the_api_shows_them() {
    for json in [
        r#"{"kind":"linear","floor":"0.5","cap":"1.2"}"#,
        r#"{"kind":"tiered","tiers":[{"at_least":"1","score":"100"}]}"#,
        r#"{"kind":"inverse","worst":"30","cap":"1.2"}"#,
    ] {
        let rule: Rule = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&rule).unwrap(), json);
    }
    assert!(serde_json::from_str::<Rule>(r#"{"kind":"rank","top":"0.1"}"#).is_err());
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let micros = |from: i64, to: i64| (from..=to).prop_map(Quantity::from_millionths);
    prop_oneof![
        (micros(0, 1_000_000), micros(1_000_000, 2_000_000)).prop_map(|(floor, cap)| Rule::Linear { floor, cap }),
        Just(tiered(&[("1.1", "120"), ("1", "100"), ("0.8", "70")])),
    ]
}

fn quantity_in(range: std::ops::Range<i64>) -> impl Strategy<Value = Quantity> {
    range.prop_map(Quantity::from_millionths)
}

proptest! {
    #[test]
    fn more_of_what_is_better_never_scores_less(
        rule in any_rule(),
        target in quantity_in(1..1_000_000_000_000_000),
        one in quantity_in(-1_000_000_000_000..2_000_000_000_000_000),
        other in quantity_in(-1_000_000_000_000..2_000_000_000_000_000),
        lower_is_better in any::<bool>(),
    ) {
        let direction = if lower_is_better { Direction::LowerIsBetter } else { Direction::HigherIsBetter };
        let goal = Goal { direction, target, ..goal("K", "100", "1", rule) };
        let (less, more) = (one.min(other), one.max(other));
        let (of_less, of_more) = (score_goal(&goal, less).score, score_goal(&goal, more).score);
        let fits = if lower_is_better { of_less >= of_more } else { of_less <= of_more };
        prop_assert!(fits, "{} for {}, {} for {}", of_less, less, of_more, more);
    }

    #[test]
    fn a_score_stays_between_nothing_and_the_cap(
        rule in any_rule(),
        target in any::<i64>(),
        actual in any::<i64>(),
    ) {
        let goal = Goal { target: Quantity::from_millionths(target), ..goal("K", "100", "1", rule) };
        let score = score_goal(&goal, Quantity::from_millionths(actual)).score;
        prop_assert!((Quantity::ZERO..=q("200")).contains(&score));
    }

    #[test]
    fn no_figures_make_inverse_panic_or_leave_its_limits(worst in any::<i64>(), target in any::<i64>(), actual in any::<i64>()) {
        let rule = Rule::Inverse { worst: Quantity::from_millionths(worst), cap: q("1.2") };
        let goal = Goal { target: Quantity::from_millionths(target), ..goal("K", "100", "1", rule) };
        let score = score_goal(&goal, Quantity::from_millionths(actual)).score;
        prop_assert!((Quantity::ZERO..=q("120")).contains(&score));
    }

    /// Redo the sum from the figures in the steps alone, in whole numbers.
    #[test]
    fn a_person_can_redo_the_result_from_its_steps(
        a in quantity_in(0..300_000_000),
        b in quantity_in(0..300_000_000),
        share in 0..=100_i64,
        rating in 0..=10_000_i64,
    ) {
        let goals = [goal("A", "37.5", "123.4", linear()), goal("B", "62.5", "77", linear())];
        let actuals = Actuals::from([("A".to_owned(), a), ("B".to_owned(), b)]);
        let kpi_weight = Quantity::from_millionths(share * 1_000_000);
        let result = score_review(&goals, &actuals, kpi_weight, Score::from_hundredths(rating)).unwrap();
        let shown = |step: &Step| q(&step.value).millionths();
        let of_goal = |place: usize| shown(result.goals[place].steps.last().unwrap());
        // Thousandths of a percent point times millionths: ÷ 1000 ÷ 100 ÷ 10⁴ gives hundredths.
        let sum = 375 * of_goal(0) + 625 * of_goal(1);
        let kpi = (sum + 5_000_000) / 10_000_000;
        prop_assert_eq!(result.kpi_score.hundredths(), kpi);
        let score = (share * kpi + (100 - share) * rating + 50) / 100;
        prop_assert_eq!(result.score.hundredths(), score);
    }
}
