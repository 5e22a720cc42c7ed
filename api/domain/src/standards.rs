//! Local figures (地方标准) that people put on record: what can be a figure, and what cannot stand beside
//! another..

use chrono::{Datelike, Days, NaiveDate};
use law::Fen;
use law::standards::{Average, GapIn, Standards, Subject, is_cap_of, is_year_of};
use serde::{Deserialize, Serialize};

use crate::refused::{Fault, Refused, Words, unless_faulty};

/// A notice is published some weeks before its figure counts, never years.
const AHEAD_DAYS: u64 = 366;

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StandardKind)]
pub enum Kind {
    /// 职工月平均工资
    MonthlyAverage,
    /// 职工月平均工资三倍
    #[serde(rename = "cap_3x")]
    Cap3x,
    /// 职工年平均工资
    AnnualAverage,
    /// 月最低工资
    MinimumWage,
    /// 小时最低工资
    MinimumWageHourly,
}

impl Kind {
    pub const ALL: [Self; 5] =
        [Self::MonthlyAverage, Self::Cap3x, Self::AnnualAverage, Self::MinimumWage, Self::MinimumWageHourly];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MonthlyAverage => "monthly_average",
            Self::Cap3x => "cap_3x",
            Self::AnnualAverage => "annual_average",
            Self::MinimumWage => "minimum_wage",
            Self::MinimumWageHourly => "minimum_wage_hourly",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// One of the three figures that describe a year.
    pub const fn average(self) -> Option<Average> {
        match self {
            Self::MonthlyAverage => Some(Average::Monthly),
            Self::Cap3x => Some(Average::Cap3),
            Self::AnnualAverage => Some(Average::Annual),
            Self::MinimumWage | Self::MinimumWageHourly => None,
        }
    }

    /// The kind of a figure that describes a year.
    pub const fn of_average(average: Average) -> Self {
        match average {
            Average::Monthly => Self::MonthlyAverage,
            Average::Cap3 => Self::Cap3x,
            Average::Annual => Self::AnnualAverage,
        }
    }

    /// The figure to look for where this one is lacking.
    pub const fn of_gap(gap: GapIn) -> Self {
        match gap {
            GapIn::AverageWage => Self::MonthlyAverage,
            GapIn::AnnualAverage => Self::AnnualAverage,
            GapIn::MinimumWage => Self::MinimumWage,
        }
    }

    /// What the calculators know it as; they use no hourly minimum.
    pub fn subject(self, series: &str, statistics_year: Option<i32>) -> Option<Subject> {
        match (self.average(), statistics_year) {
            (Some(of), Some(stat_year)) => Some(Subject::AverageWage { of, series: series.to_owned(), stat_year }),
            (None, None) if self == Self::MinimumWage => Some(Subject::MinimumWage),
            _ => None,
        }
    }

    /// From and to how many yuan a figure of this kind may be believed.
    const fn plausible(self) -> (i32, i32) {
        match self {
            Self::MonthlyAverage => (1_000, 100_000),
            Self::Cap3x => (3_000, 300_000),
            Self::AnnualAverage => (12_000, 1_200_000),
            Self::MinimumWage => (300, 20_000),
            Self::MinimumWageHourly => (2, 500),
        }
    }
}

/// How sure somebody is who puts a figure on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StandardSourceKind)]
pub enum Status {
    /// 官方公布: read in the notice itself.
    Official,
    /// 转引: quoted elsewhere.
    Secondary,
}

impl Status {
    pub const ALL: [Self; 2] = [Self::Official, Self::Secondary];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Secondary => "secondary",
        }
    }

    /// The status with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// A figure that somebody is about to put on record.
#[derive(Debug, Clone, Copy)]
pub struct Figure<'a> {
    pub kind: Kind,
    pub city: &'a str,
    pub series: &'a str,
    pub statistics_year: Option<i32>,
    pub value: Fen,
    pub effective_on: NaiveDate,
}

/// Whether it can be a figure at all, and can stand beside what is known; `known` is without one that it corrects.
pub fn check(figure: &Figure<'_>, known: &Standards, today: NaiveDate) -> Result<(), Refused> {
    let mut faults = what_it_describes(figure, known);
    faults.extend(implausible(figure));
    faults.extend(wrong_day(figure, today));
    unless_faulty(faults)?;
    unless_faulty(contradiction(figure, known).into_iter().collect())
}

/// A figure is corrected once; the next correction is of the one that took its place.
pub fn correct(superseded: bool) -> Result<(), Refused> {
    if !superseded {
        return Ok(());
    }
    let words = Words::new(
        "该数据已被更正过，请更正现行的那一条。",
        "This figure was corrected already. Correct the one that took its place.",
    );
    Err(Refused::in_state("corrected", words))
}

fn what_it_describes(figure: &Figure<'_>, known: &Standards) -> Vec<Fault> {
    let fault = |pointer: &str, code, zh: &str, en: &str| Fault::new(pointer, code, Words::new(zh, en));
    let mut faults = Vec::new();
    if figure.kind.average().is_none() {
        if !figure.series.is_empty() {
            let en = "A minimum wage has no statistical series; leave it out.";
            faults.push(fault("/series", "not_for_this_kind", "最低工资没有统计口径，请留空。", en));
        }
        if figure.statistics_year.is_some() {
            let en = "A minimum wage describes no year; leave it out.";
            faults.push(fault("/statistics_year", "not_for_this_kind", "最低工资没有统计年度，请留空。", en));
        }
        return faults;
    }
    if figure.series.is_empty() {
        let en = "Name the statistical series as the notice does.";
        faults.push(fault("/series", "required", "请填写公布文件所用的统计口径。", en));
    }
    if figure.statistics_year.is_none() {
        let en = "Say which year the figure describes.";
        faults.push(fault("/statistics_year", "required", "请填写数据所属的统计年度。", en));
    }
    if known.never_caps(figure.city, figure.series) {
        let en = "In this city the series is a base of social insurance and never caps severance (R-025). Record the series the city names for severance.";
        let zh =
            "该统计口径在当地只用作社保缴费基数，不得用于经济补偿封顶（R-025）。请录入当地公布用于经济补偿的口径。";
        faults.push(fault("/series", "never_caps_severance", zh, en));
    }
    faults
}

fn implausible(figure: &Figure<'_>) -> Option<Fault> {
    let (least, most) = figure.kind.plausible();
    let believed = Fen::from_yuan(least)..=Fen::from_yuan(most);
    (!believed.contains(&figure.value)).then(|| {
        let zh = format!("金额须在 {least} 元与 {most} 元之间，请核对公布文件及单位（元）。");
        let en =
            format!("It must lie between {least} and {most} yuan. Check it with the notice, and that it is in yuan.");
        Fault::new("/value", "implausible", Words::new(zh, en))
    })
}

fn wrong_day(figure: &Figure<'_>, today: NaiveDate) -> Option<Fault> {
    let day = figure.effective_on;
    if today.checked_add_days(Days::new(AHEAD_DAYS)).is_some_and(|last| day > last) {
        let zh = "生效日期在一年以后，请核对公布文件。";
        let en = "It would count only after more than a year. Check the day with the notice.";
        return Some(Fault::new("/effective_on", "too_far_ahead", Words::new(zh, en)));
    }
    let year = figure.statistics_year?;
    (day.year() <= year).then(|| {
        let zh = format!("{year} 年的平均工资在次年公布，生效日期不会早于 {} 年。", year + 1);
        let en = format!("The average of {year} is published in the year after: it cannot count before {}.", year + 1);
        Fault::new("/effective_on", "before_its_year_ended", Words::new(zh, en))
    })
}

/// A cap is three times the published month, a year is twelve of it; the month itself yields to nothing.
fn contradiction(figure: &Figure<'_>, known: &Standards) -> Option<Fault> {
    let (monthly, source) = known.monthly_of(figure.city, figure.statistics_year?)?;
    match figure.kind {
        Kind::Cap3x if !is_cap_of(figure.value, monthly) => {
            let due = monthly.checked_mul(3).ok()?;
            let zh = format!(
                "封顶数须等于月平均工资的三倍：已有月平均工资 {monthly} 元（{source}），三倍为 {due} 元。若公布的月平均工资不同，请先录入月平均工资。"
            );
            let en = format!(
                "The cap is exactly three times the monthly average: {monthly} yuan is on record ({source}), three times that is {due}. If the notice says another month, record the month first."
            );
            Some(Fault::new("/value", "not_three_times_the_month", Words::new(zh, en)))
        }
        Kind::AnnualAverage if !is_year_of(figure.value, monthly) => {
            let zh = format!(
                "年平均工资与已有的月平均工资 {monthly} 元（{source}）不符：相差不应超过取整的误差。若公布的月平均工资不同，请先录入月平均工资。"
            );
            let en = format!(
                "The annual average does not fit the monthly {monthly} yuan on record ({source}); they may differ by rounding only. If the notice says another month, record the month first."
            );
            Some(Fault::new("/value", "not_twelve_times_the_month", Words::new(zh, en)))
        }
        _ => None,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn figure(kind: Kind, value: &str) -> Figure<'static> {
        let average = kind.average().is_some();
        Figure {
            kind,
            city: "上海",
            series: if average { "全口径城镇单位就业人员平均工资" } else { "" },
            statistics_year: average.then_some(2024),
            value: value.parse().unwrap(),
            effective_on: day("2025-07-01"),
        }
    }

    fn said(figure: Figure<'_>) -> Vec<(String, &'static str)> {
        match check(&figure, Standards::shipped(), day("2026-10-20")) {
            Err(Refused::Invalid(faults)) => faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect(),
            other => {
                other.unwrap();
                Vec::new()
            }
        }
    }

    fn one(pointer: &str, code: &'static str) -> Vec<(String, &'static str)> {
        vec![(pointer.to_owned(), code)]
    }

    #[test]
    fn r024_a_cap_is_three_times_the_published_month() {
        assert_eq!(said(figure(Kind::Cap3x, "37302.00")), []);
        assert_eq!(said(figure(Kind::Cap3x, "37302.01")), one("/value", "not_three_times_the_month"));
        let unknown_month =
            Figure { statistics_year: Some(2025), effective_on: day("2026-07-01"), ..figure(Kind::Cap3x, "38401.00") };
        assert_eq!(said(unknown_month), [], "nothing is known that it could contradict");
    }

    #[test]
    fn a_published_year_is_twelve_months_but_for_rounding_and_a_month_yields_to_nothing() {
        assert_eq!(said(figure(Kind::AnnualAverage, "149213.00")), []);
        assert_eq!(said(figure(Kind::AnnualAverage, "149221.00")), one("/value", "not_twelve_times_the_month"));
        assert_eq!(said(figure(Kind::MonthlyAverage, "12500.00")), []);
    }

    #[test]
    fn an_average_names_its_series_and_year_and_a_minimum_wage_has_neither() {
        let nameless = Figure { series: "", statistics_year: None, ..figure(Kind::MonthlyAverage, "12434.00") };
        assert_eq!(said(nameless), [one("/series", "required"), one("/statistics_year", "required")].concat());
        let dressed = Figure { series: "一类", statistics_year: Some(2024), ..figure(Kind::MinimumWage, "2740.00") };
        assert_eq!(said(dressed).len(), 2);
        assert_eq!(said(figure(Kind::MinimumWage, "2740.00")), []);
        assert_eq!(said(figure(Kind::MinimumWageHourly, "25.00")), []);
    }

    #[test]
    fn r025_a_base_of_social_insurance_is_no_cap() {
        let beijing = Figure { city: "北京", ..figure(Kind::MonthlyAverage, "11937.00") };
        assert_eq!(said(beijing), one("/series", "never_caps_severance"));
    }

    #[test]
    fn sums_and_days_that_cannot_be_are_refused() {
        for value in ["0.00", "-2740.00", "299.99", "20000.01"] {
            assert_eq!(said(figure(Kind::MinimumWage, value)), one("/value", "implausible"), "{value}");
        }
        let early = Figure { effective_on: day("2024-12-31"), ..figure(Kind::MonthlyAverage, "12434.00") };
        assert_eq!(said(early), one("/effective_on", "before_its_year_ended"));
        let late = Figure { effective_on: day("2027-10-22"), ..figure(Kind::MinimumWage, "2740.00") };
        assert_eq!(said(late), one("/effective_on", "too_far_ahead"));
    }

    #[test]
    fn a_figure_is_corrected_once() {
        assert!(correct(false).is_ok());
        assert_eq!(correct(true).unwrap_err().code(), "invalid_state");
    }
}
