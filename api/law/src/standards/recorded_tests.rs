#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn average(of: Average, city: &str, stat_year: i32, value: &str, effective: &str) -> Recorded {
    Recorded {
        record: format!("{of:?} {stat_year}"),
        city: city.into(),
        subject: Subject::AverageWage { of, series: "市统计局公布".into(), stat_year },
        value: value.parse().unwrap(),
        effective: day(effective),
        status: Status::Official,
        source: "市人社局通知".into(),
    }
}

fn minimum(city: &str, value: &str, effective: &str) -> Recorded {
    let subject = Subject::MinimumWage;
    Recorded { record: "min".into(), subject, ..average(Average::Monthly, city, 0, value, effective) }
}

fn with(recorded: &[Recorded]) -> Standards {
    Standards::shipped().with_recorded(recorded)
}

fn cap(standards: &Standards, city: &str, on: &str) -> (String, Vec<&'static str>) {
    let figure = standards.cap3(city, day(on)).unwrap();
    (figure.value.to_string(), figure.flags)
}

#[test]
fn nothing_on_record_changes_nothing() {
    let merged = serde_json::to_value(with(&[])).unwrap();
    assert_eq!(merged, serde_json::to_value(Standards::shipped()).unwrap());
    assert!(!merged.to_string().contains("\"record\""), "the form of the data set is as it was");
}

#[test]
fn r130_a_recorded_minimum_wage_confirms_the_unconfirmed_one() {
    let own = with(&[minimum("上海市", "2740.00", "2025-07-01")]);
    let figure = own.minimum_wage("上海", day("2026-11-20")).unwrap();
    assert_eq!((figure.value, figure.status), (Fen::from_yuan(2_740), Status::Official));
    assert_eq!((figure.record.as_deref(), figure.source.as_str()), (Some("min"), "市人社局通知"));
    assert!(own.minimum_wage("上海", day("2025-06-30")).is_err(), "it does not count before its day");
    let later = with(&[minimum("上海", "2740.00", "2025-09-01")]);
    assert!(later.minimum_wage("上海", day("2025-08-31")).is_err(), "nor does what was only hearsay");
    let older = with(&[minimum("上海", "2690.00", "2023-07-01")]);
    assert!(older.minimum_wage("上海", day("2026-01-01")).is_err(), "an older figure does not silence the doubt");
}

#[test]
fn r025_a_recorded_year_counts_from_its_day_and_takes_the_flag_away() {
    let own = with(&[average(Average::Monthly, "上海", 2025, "12800.00", "2026-07-01")]);
    assert_eq!(cap(&own, "上海", "2026-06-30"), ("37302.00".into(), vec![]));
    assert_eq!(cap(&own, "上海", "2026-07-01"), ("38400.00".into(), vec!["DERIVED:R-024"]));
    let annual = own.annual_average_wage("上海", day("2026-07-01")).unwrap();
    assert_eq!((annual.value, annual.flags), (Fen::from_yuan(153_600), vec!["DERIVED:R-038"]));
}

#[test]
fn r024_an_annual_figure_on_record_leaves_the_cap_of_its_year_alone() {
    let own = with(&[average(Average::Annual, "上海", 2024, "149210.00", "2025-07-01")]);
    assert_eq!(cap(&own, "上海", "2025-12-31"), ("37302.00".into(), vec![]));
    let annual = own.annual_average_wage("上海", day("2025-12-31")).unwrap();
    assert_eq!((annual.value, annual.flags), (Fen::from_yuan(149_210), vec![]));
}

#[test]
fn r024_what_shipped_gives_way_where_it_contradicts_the_record() {
    let same = with(&[average(Average::Monthly, "北京", 2023, "15701.00", "2024-06-19")]);
    assert_eq!(cap(&same, "北京", "2024-12-31").0, "47103.00");
    let annual = same.annual_average_wage("北京", day("2024-12-31")).unwrap();
    assert_eq!((annual.value, annual.record), (Fen::from_yuan(188_413), None), "the published year agrees with it");
    let other = with(&[average(Average::Monthly, "北京", 2023, "15800.00", "2024-06-19")]);
    assert_eq!(cap(&other, "北京", "2024-12-31"), ("47400.00".into(), vec!["DERIVED:R-024"]));
    let annual = other.annual_average_wage("北京", day("2024-12-31")).unwrap();
    assert_eq!(annual.value, Fen::from_yuan(189_600), "the published year contradicts it");
    let cap_only = with(&[average(Average::Cap3, "北京", 2023, "47400.00", "2024-06-19")]);
    assert_eq!(cap(&cap_only, "北京", "2024-12-31"), ("47400.00".into(), vec![]));
    assert_eq!(cap_only.monthly_of("北京", 2023), None);
}

#[test]
fn r024_of_a_recorded_month_and_cap_that_disagree_the_month_decides_in_either_order() {
    let month = average(Average::Monthly, "上海", 2025, "12800.00", "2026-07-01");
    let wrong = average(Average::Cap3, "上海", 2025, "38401.00", "2026-07-01");
    let right = average(Average::Cap3, "上海", 2025, "38400.00", "2026-07-01");
    for recorded in [[month.clone(), wrong.clone()], [wrong, month.clone()]] {
        assert_eq!(cap(&with(&recorded), "上海", "2026-08-01"), ("38400.00".into(), vec!["DERIVED:R-024"]));
    }
    let figure = with(&[month, right]).cap3("上海", day("2026-08-01")).unwrap();
    assert_eq!((figure.record.as_deref(), figure.flags), (Some("Cap3 2025"), vec![]));
}

#[test]
fn r025_a_recorded_day_settles_which_year_counts() {
    assert!(cap3("深圳", day("2025-10-31")).is_err(), "the shipped figure has no date");
    let own = with(&[average(Average::Cap3, "深圳", 2024, "44265.00", "2025-07-15")]);
    assert_eq!(cap(&own, "深圳", "2025-10-31"), ("44265.00".into(), vec![]));
    assert_eq!(own.cap3("深圳", day("2025-07-14")).unwrap().stat_year, Some(2023));
}

#[test]
fn r025_a_series_of_social_insurance_never_caps_severance_even_on_record() {
    let mut wrong = average(Average::Monthly, "北京", 2025, "12000.00", "2026-07-01");
    let series = "全口径城镇单位就业人员平均工资";
    wrong.subject = Subject::AverageWage { of: Average::Monthly, series: series.into(), stat_year: 2025 };
    assert_eq!(cap(&with(&[wrong]), "北京", "2026-10-01").0, "47103.00");
    assert!(Standards::shipped().never_caps("北京市", series) && !Standards::shipped().never_caps("上海", series));
}

#[test]
fn a_city_that_did_not_ship_lives_on_its_record_and_is_flagged_when_it_falls_behind() {
    let own = with(&[average(Average::Monthly, "成都", 2024, "8900.50", "2025-07-01")]);
    assert_eq!(cap(&own, "成都市", "2025-12-31"), ("26701.50".into(), vec!["DERIVED:R-024"]));
    assert_eq!(cap(&own, "成都", "2026-12-31").1, ["UNCONFIRMED:R-025", "DERIVED:R-024"]);
    assert!(own.cap3("成都", day("2025-06-30")).is_err());
}

#[test]
fn gaps_name_what_is_lacking_and_where_it_is_published() {
    let gaps = Standards::shipped().gaps("上海", day("2026-10-20"));
    let seen: Vec<_> = gaps.iter().map(|gap| (gap.subject, gap.blocks)).collect();
    assert_eq!(seen, [(GapIn::AverageWage, false), (GapIn::MinimumWage, true)]);
    assert!(gaps[0].refusal.zh.contains("2025") && gaps[0].refusal.en.contains("that of 2024 is used"));
    assert!(gaps.iter().all(|gap| gap.refusal.zh.contains("rsj.sh.gov.cn")));
    let own = with(&[
        average(Average::Monthly, "上海", 2025, "12800.00", "2026-07-01"),
        minimum("上海", "2740.00", "2025-07-01"),
    ]);
    assert_eq!(own.gaps("上海", day("2026-10-20")), []);
    let nothing = Standards::shipped().gaps("成都", day("2026-10-20"));
    let seen: Vec<_> = nothing.iter().map(|gap| (gap.subject, gap.blocks)).collect();
    assert_eq!(seen, [(GapIn::AverageWage, true), (GapIn::MinimumWage, true)]);
    assert!(published_at("成都").is_empty() && published_at("Shenzhen")[0] == "hrss.sz.gov.cn");
}
