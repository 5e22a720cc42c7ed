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
        city in prop::option::of(prop::sample::select(vec!["上海", "北京", "成都"])),
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
            city: city.map(str::to_owned),
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
        let subsidy = it.medical_subsidy.unwrap_or(Fen::ZERO);
        prop_assert!(!subsidy.is_negative());
        prop_assert_eq!(it.total.0, it.severance.0 + it.notice_pay.0 + it.damages.0 + subsidy.0);
        let paid = input.already_paid.unwrap_or(Fen::ZERO);
        prop_assert_eq!(it.balance.0, (it.total.0 - paid.0).max(0));
    }

    #[test]
    fn r006_damages_exclude_severance_and_payment_instead_of_notice(input in ending()) {
        let it = law::severance(&input).unwrap();
        if input.lawful {
            prop_assert_eq!(it.damages, Fen::ZERO);
        } else {
            prop_assert_eq!((it.severance, it.notice_pay, it.medical_subsidy), (Fen::ZERO, Fen::ZERO, None));
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
    fn r024_the_cliff_lies_one_fen_above_the_cap_and_nowhere_else(
        cap in 500_000_i64..6_000_000, halves in 25_u32..80, below in 1_i64..400_000,
    ) {
        let units: Units = format!("{}{}", halves / 2, if halves % 2 == 1 { ".5" } else { "" }).parse().unwrap();
        let at = |wage: i64| {
            let input = Input { units: Some(units), cap_wage: Some(Fen(cap)), ..Input::new("40(2)".parse().unwrap(), Fen(wage)) };
            law::severance(&input).unwrap().severance
        };
        // To the cap the amount follows the wage over all the years.
        prop_assert!(at(cap - below) <= at(cap) && at(cap - 1) <= at(cap));
        prop_assert_eq!(at(cap).0, (cap * i64::from(halves) + 1) / 2);
        // A fen above it twelve years of the cap are left, however high the wage.
        prop_assert_eq!(at(cap + 1).0, cap * 12);
        prop_assert_eq!(at(cap + below), at(cap + 1));
    }

    #[test]
    fn r006_no_damages_stand_beside_severance_notice_pay_or_back_pay(due in items(), paid in items()) {
        let input = law::shortfall::Input { due: due.clone(), paid: paid.clone(), ground: None };
        let owed = |amount: Fen| amount > Fen::ZERO;
        let instead = owed(due.severance) || owed(due.notice_pay);
        let clash = (owed(due.damages) && (instead || owed(due.back_pay))) || (owed(due.back_pay) && instead);
        let answer = law::shortfall(&input);
        prop_assert_eq!(answer.is_err(), clash);
        let Ok(it) = answer else { return Ok(()) };
        prop_assert_eq!(it.shortfall.0, it.items.iter().map(|line| line.shortfall.0).sum::<i64>());
        prop_assert!(it.items.iter().all(|line| !line.shortfall.is_negative() && line.shortfall <= line.due));
        if owed(due.damages) {
            let credited = paid.damages.0 + paid.severance.0 + paid.notice_pay.0;
            let line = it.items.iter().find(|line| line.item == "damages").unwrap();
            prop_assert_eq!(line.shortfall.0, (due.damages.0 - credited).max(0));
        }
    }

    #[test]
    fn r100_the_statutory_date_never_moves_back_and_the_wished_range_surrounds_it(days in 0_u64..25_000, category in 0..3) {
        use law::retirement::{Category, Input};
        let category = [Category::M, Category::F55, Category::F50][usize::try_from(category).unwrap()];
        let at = |birth_date| law::retirement(&Input { birth_date, category }).unwrap().statutory_date;
        let birth = "1950-01-01".parse::<NaiveDate>().unwrap() + Days::new(days);
        prop_assert!(at(birth) <= at(birth + Days::new(1)));
        let flexible = law::flexible_retirement::Input { birth_date: birth, category, wished_on: None };
        if let Ok(it) = law::flexible_retirement(&flexible) {
            prop_assert!(it.earliest_flexible <= it.statutory_date && it.statutory_date <= it.latest_flexible);
        }
    }

    #[test]
    fn r040_no_part_of_a_year_earns_more_than_the_year(career in 0_u64..15_000, year in 2008_i32..2040, from in 0_u64..15_000) {
        let input = law::leave_entitlement::Input {
            career_started_on: Some(day(career)),
            twelve_months_worked: Some(true),
            year: Some(year),
            employed_from: Some(day(from)),
            ..Default::default()
        };
        if let Ok(it) = law::leave_entitlement(&input) {
            prop_assert!(it.days <= it.full_year_days && it.remaining_days <= 366);
        }
    }
}

prop_compose! {
    fn items()(amounts in prop::array::uniform8(prop::option::weighted(0.4, 0_i64..10_000_000))) -> law::shortfall::Items {
        let [severance, notice_pay, damages, back_pay, wages, annual_leave, double_wage, non_compete] =
            amounts.map(|amount| Fen(amount.unwrap_or(0)));
        law::shortfall::Items { severance, notice_pay, damages, back_pay, wages, annual_leave, double_wage, non_compete }
    }
}
