//! What must hold for every employment, not only for the worked examples.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use chrono::{Days, NaiveDate};
use law::severance::{Initiator, Input, Outcome, RenewalOffer};
use law::{Fen, Ground, Units};
use proptest::prelude::*;

fn day(offset: u64) -> NaiveDate {
    "1985-01-01".parse::<NaiveDate>().unwrap() + Days::new(offset)
}

const GROUNDS: [&str; 23] = [
    "36", "37", "38(1)", "38(2)", "39(1)", "39(2)", "39(3)", "39(4)", "39(5)", "39(6)", "40(1)", "40(2)", "40(3)",
    "41", "44(1)", "44(2)", "44(3)", "44(4)", "44(5)", "TASK", "条例5", "条例6", "PT",
];

prop_compose! {
    /// Anything that may be asked about an ending from 2008 to 2035.
    fn ending()(
        from in 0_u64..18_000,
        last in 8_401_u64..18_300,
        wage in 0_i64..20_000_000,
        ground in 0..GROUNDS.len(),
        lawful in any::<bool>(),
        notice_given in any::<bool>(),
        last_month_wage in 0_i64..20_000_000,
        minimum in prop::option::of(100_000_i64..400_000),
        cap in prop::option::of(500_000_i64..6_000_000),
        paid in prop::option::of(0_i64..1_000_000_000),
        employee_proposed in any::<bool>(),
        refused in any::<bool>(),
    ) -> Input {
        let ground: Ground = GROUNDS[ground].parse().unwrap();
        Input {
            employed_from: Some(day(from.min(last))),
            last_day: Some(day(last)),
            lawful: lawful || ground.is_not_the_employers_act(),
            notice_given,
            last_month_wage: Some(Fen(last_month_wage)),
            minimum_wage: minimum.map(Fen),
            cap_wage: cap.map(Fen),
            already_paid: paid.map(Fen),
            initiator: Some(if employee_proposed { Initiator::Employee } else { Initiator::Employer }),
            renewal_offer: Some(RenewalOffer::SameOrBetter),
            employee_refused: Some(refused),
            ..Input::new(ground, Fen(wage))
        }
    }
}

fn amounts(it: &Outcome) -> [Fen; 5] {
    [it.severance, it.notice_pay, it.damages, it.total, it.balance]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn r026_a_day_more_of_service_never_earns_less(input in ending()) {
        let now = law::severance(&input).unwrap();
        let stayed = Input { last_day: input.last_day.map(|last| last + Days::new(1)), ..input.clone() };
        let came_sooner = Input { employed_from: input.employed_from.map(|from| from - Days::new(1)), ..input };
        for longer in [stayed, came_sooner] {
            let longer = law::severance(&longer).unwrap();
            prop_assert!(longer.units >= now.units);
            prop_assert!(longer.severance >= now.severance && longer.damages >= now.damages);
        }
    }

    #[test]
    fn money_is_never_negative_and_the_total_is_the_sum_of_its_lines(input in ending()) {
        let it = law::severance(&input).unwrap();
        prop_assert!(amounts(&it).iter().all(|amount| !amount.is_negative()));
        prop_assert_eq!(it.total.0, it.severance.0 + it.notice_pay.0 + it.damages.0);
        let paid = input.already_paid.unwrap_or(Fen::ZERO);
        prop_assert_eq!(it.balance.0, (it.total.0 - paid.0).max(0));
    }

    #[test]
    fn r006_damages_exclude_severance_and_payment_instead_of_notice(input in ending()) {
        let it = law::severance(&input).unwrap();
        if input.lawful {
            prop_assert_eq!(it.damages, Fen::ZERO);
        } else {
            prop_assert_eq!((it.severance, it.notice_pay), (Fen::ZERO, Fen::ZERO));
            prop_assert_eq!(it.damages.0, it.base.0 * i64::from(it.units_used.halves()));
        }
    }

    #[test]
    fn r031_payment_instead_of_notice_is_one_month_under_article_40_and_nothing_elsewhere(input in ending()) {
        let it = law::severance(&input).unwrap();
        let due = input.lawful && !input.notice_given && input.ground.is_no_fault_dismissal();
        prop_assert_eq!(Some(it.notice_pay), if due { input.last_month_wage } else { Some(Fen::ZERO) });
    }

    #[test]
    fn r024_the_base_lies_between_floor_and_cap_and_only_a_capped_one_limits_the_years(input in ending()) {
        let it = law::severance(&input).unwrap();
        let capped = input.cap_wage.is_some_and(|cap| input.average_wage > cap);
        prop_assert!(input.cap_wage.is_none_or(|cap| it.base <= cap));
        prop_assert!(input.minimum_wage.is_none_or(|minimum| it.base >= minimum));
        if capped {
            let old = it.units_before_2008.unwrap_or(Units::ZERO);
            prop_assert!(it.units_used <= Units::whole(12).plus(old));
        } else {
            prop_assert_eq!(it.units_used, it.units);
        }
    }

    #[test]
    fn r034_paying_more_never_raises_what_is_left(input in ending(), more in 0_i64..1_000_000_000) {
        let now = law::severance(&input).unwrap();
        let paid = Fen(input.already_paid.unwrap_or(Fen::ZERO).0 + more);
        let later = law::severance(&Input { already_paid: Some(paid), ..input }).unwrap();
        prop_assert!(later.balance <= now.balance);
        prop_assert_eq!(later.total, now.total);
    }

    #[test]
    fn r038_more_compensation_never_leaves_less_after_tax(sum in 0_i64..1_000_000_000, more in 0_i64..10_000_000) {
        let net = |sum| {
            let input = law::severance_income_tax::Input { compensation: Fen(sum), local_annual_average_wage: Fen(18_841_300) };
            law::severance_income_tax(&input).unwrap().net
        };
        prop_assert!(net(sum + more) >= net(sum));
        prop_assert!(net(sum) <= Fen(sum));
    }

    #[test]
    fn the_json_door_and_the_rust_door_give_one_answer(input in ending()) {
        let through_json = law::run("severance", &serde_json::to_value(&input).unwrap()).unwrap();
        prop_assert_eq!(through_json, serde_json::to_value(law::severance(&input).unwrap()).unwrap());
    }

    #[test]
    fn r026_whole_years_of_service_earn_a_month_each(from in 8_401_u64..15_000, years in 1_u32..20) {
        let first = day(from);
        let last = law::dates::sub_days(law::dates::add_months(first, years * 12), 1);
        let input = Input { employed_from: Some(first), last_day: Some(last), ..Input::new("40(2)".parse().unwrap(), Fen(100)) };
        prop_assert_eq!(law::severance(&input).unwrap().units, Units::whole(years));
    }

    #[test]
    fn no_input_makes_a_calculator_panic(
        name in 0..law::CALCULATORS.len(),
        field in "[a-z_]{0,12}",
        text in "\\PC{0,12}",
        number in any::<f64>(),
    ) {
        for value in [serde_json::json!(text), serde_json::json!(number), serde_json::json!([text]), serde_json::Value::Null] {
            let input = serde_json::json!({ field.as_str(): value });
            if let Err(refusal) = law::run(law::CALCULATORS[name], &input) {
                prop_assert!(!refusal.zh.is_empty() && !refusal.en.is_empty());
            }
        }
    }
}
