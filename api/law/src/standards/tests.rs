#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn cap(city: &str, on: &str) -> (String, Vec<&'static str>) {
    let figure = cap3(city, day(on)).unwrap();
    (figure.value.to_string(), figure.flags)
}

#[test]
fn r025_the_figure_published_by_the_day_counts_and_not_the_one_after() {
    assert_eq!(cap("上海", "2025-06-30"), ("36921.00".to_owned(), vec![]));
    assert_eq!(cap("上海", "2025-07-01"), ("37302.00".to_owned(), vec![]));
    assert_eq!(cap("Shanghai", "2025-12-31").0, "37302.00");
    assert_eq!(cap("北京市", "2019-08-15").0, "25401.00");
    assert_eq!(cap("北京", "2019-08-16").0, "31776.00");
}

#[test]
fn r025_the_series_for_social_insurance_never_caps_severance() {
    assert_eq!(cap("北京", "2025-12-31"), ("47103.00".to_owned(), vec!["UNCONFIRMED:R-025"]));
}

#[test]
fn r025_a_figure_without_a_date_counts_once_its_year_is_over_and_is_flagged() {
    assert_eq!(cap("深圳", "2026-03-31"), ("44265.00".to_owned(), vec!["UNCONFIRMED:R-025"]));
    let refusal = cap3("深圳", day("2025-10-31")).unwrap_err();
    assert_eq!((refusal.code, refusal.rule), ("standard_missing", Some("R-025")));
    assert!(refusal.zh.contains("2024") && refusal.zh.contains("hrss.sz.gov.cn"));
}

#[test]
fn r025_a_figure_known_by_its_month_counts_from_the_end_of_it() {
    let before = annual_average_wage("北京", day("2018-05-15")).unwrap();
    assert_eq!((before.value, before.flags), (Fen::from_yuan(92_477), vec!["UNCONFIRMED:R-025"]));
    assert_eq!(annual_average_wage("北京", day("2018-05-31")).unwrap().value, Fen::from_yuan(101_599));
}

#[test]
fn r025_a_city_without_figures_is_asked_for_them() {
    for refusal in [cap3("成都", day("2026-06-30")), minimum_wage("成都", day("2026-06-30"))] {
        let refusal = refusal.unwrap_err();
        assert_eq!(refusal.code, "standard_missing");
        assert!(refusal.zh.contains("成都") && refusal.en.contains("bureaus"));
    }
    assert!(cap3("上海", day("2021-06-30")).is_err(), "nothing is on record from before");
}

#[test]
fn r024_a_cap_not_published_is_three_times_the_published_month_and_says_so() {
    assert_eq!(cap("北京", "2017-12-31"), ("23118.00".to_owned(), vec!["DERIVED:R-024"]));
}

#[test]
fn r024_a_cap_is_never_derived_from_an_annual_figure() {
    let mut own = Standards::shipped().clone();
    own.average_wage.retain(|row| row.stat_year <= 2019);
    let refusal = own.cap3("北京", day("2021-03-31")).unwrap_err();
    assert!(refusal.en.contains("monthly figure of 北京 for 2019"), "{refusal}");
}

#[test]
fn r038_an_annual_figure_derived_from_the_month_says_so() {
    let shanghai = annual_average_wage("上海", day("2025-12-31")).unwrap();
    assert_eq!((shanghai.value, shanghai.flags), (Fen::from_yuan(149_208), vec!["DERIVED:R-038"]));
    let beijing = annual_average_wage("北京", day("2024-12-31")).unwrap();
    assert_eq!((beijing.value, beijing.status), (Fen::from_yuan(188_413), Status::Secondary));
}

#[test]
fn r130_an_unconfirmed_minimum_wage_is_not_used() {
    let refusal = minimum_wage("上海", day("2026-06-30")).unwrap_err();
    assert!(refusal.zh.contains("2740") && refusal.zh.contains("未经核实"));
    let beijing = minimum_wage("北京", day("2025-08-31")).unwrap();
    assert_eq!((beijing.value, beijing.status), (Fen::from_yuan(2_420), Status::Secondary));
    assert_eq!(minimum_wage("北京", day("2025-09-01")).unwrap().value, Fen::from_yuan(2_540));
}

#[test]
fn a_data_set_of_ones_own_is_read_in_the_same_form() {
    let mut own = serde_json::to_value(Standards::shipped()).unwrap();
    own["min_wage"].as_array_mut().unwrap().push(serde_json::json!({
        "city": "成都", "monthly": 2330.5, "effective": "2025-01-01", "status": "OFFICIAL", "source": "x",
    }));
    let own_set = Standards::from_json(&own).unwrap();
    assert_eq!(own_set.minimum_wage("成都市", day("2026-01-01")).unwrap().value, Fen(233_050));
    own["min_wage"][0]["monthly"] = "2200".into();
    assert_eq!(Standards::from_json(&own).unwrap_err().pointer, "/min_wage/0/monthly");
}

#[test]
fn r003_the_place_of_registration_counts_only_if_agreed_and_higher() {
    let guangzhou = || cap3("广州", day("2026-03-31")).unwrap();
    let beijing = || cap3("北京", day("2026-03-31")).unwrap();
    assert_eq!(of_place(guangzhou(), Some(beijing()), true).value, Fen::from_yuan(47_103));
    assert_eq!(of_place(guangzhou(), Some(beijing()), false).value, Fen::from_yuan(41_112));
    assert_eq!(of_place(beijing(), Some(guangzhou()), true).value, Fen::from_yuan(47_103));
    assert_eq!(of_place(guangzhou(), None, true).value, Fen::from_yuan(41_112));
}
