//! Local figures as people see them: shipped and on record in one list, each with where it stands on a day, and
//! what is lacking with where it is published.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::standards::Kind;
use law::standards::{self as law_standards, AverageWage, Figure, GapIn, MinimumWage, Recorded, Standards};
use law::{Fen, Refusal};
use serde::{Deserialize, Serialize};
use store::Money;
use store::ids::LocalFigureId;
use utoipa::{IntoParams, ToSchema};

use super::row::LocalFigure;

/// Which figures are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StandardsAsked {
    pub city: Option<String>,
    pub kind: Option<Kind>,
    /// The day on which they shall count; today unless told.
    pub on: Option<NaiveDate>,
}

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StandardOrigin {
    /// With the program.
    Shipped,
    /// From people, with a source.
    Recorded,
}

/// How sure a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StandardStatus {
    /// Read on an official page or in the notice.
    Official,
    /// An official instrument quoted elsewhere.
    OfficialVia,
    /// Used in a judgment.
    Court,
    /// From a law firm or the press, or quoted.
    Secondary,
    /// Not used until somebody confirms it.
    Unconfirmed,
}

impl From<law_standards::Status> for StandardStatus {
    fn from(status: law_standards::Status) -> Self {
        match status {
            law_standards::Status::Official => Self::Official,
            law_standards::Status::OfficialVia => Self::OfficialVia,
            law_standards::Status::Court => Self::Court,
            law_standards::Status::Secondary => Self::Secondary,
            law_standards::Status::Unconfirmed => Self::Unconfirmed,
        }
    }
}

/// Where a figure stands on the day that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StandardStanding {
    /// 现行: what counts on the day.
    InForce,
    /// 尚未生效
    Later,
    /// 已过期: another counted later.
    Past,
    /// What is on record took its place.
    Replaced,
    /// A correction took its place.
    Corrected,
    /// A base of social insurance; never caps severance.
    OtherUse,
    /// 未经核实: never used.
    Unconfirmed,
    /// 未公布或未收录: a place without a figure.
    Missing,
}

/// A local figure 地方标准.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LocalStandard {
    /// Of the record; null for a shipped figure.
    pub id: Option<LocalFigureId>,
    pub origin: StandardOrigin,
    pub city: String,
    pub kind: Kind,
    pub series: String,
    pub statistics_year: Option<i32>,
    pub value: Option<Money>,
    /// `YYYY-MM-DD`, or `YYYY-MM` where only the month is known; null where the day is not on record.
    #[schema(example = "2025-07-01")]
    pub effective: Option<String>,
    pub status: StandardStatus,
    pub source: String,
    pub source_url: Option<String>,
    pub standing: StandardStanding,
    /// Why it took the place of an earlier one.
    pub reason: Option<String>,
    pub recorded_by: Option<String>,
    pub recorded_at: Option<DateTime<Utc>>,
    pub superseded_by: Option<LocalFigureId>,
}

/// What is lacking, and where it is published.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LocalStandardGap {
    pub city: String,
    /// The figure to look for.
    pub kind: Kind,
    /// Sums are made without it; otherwise an older figure is used and flagged.
    pub blocks: bool,
    pub zh: String,
    pub en: String,
    #[schema(example = "R-025")]
    pub rule: Option<String>,
    /// Sites of the city's bureaus.
    pub published_at: Vec<String>,
}

/// Local figures as of a day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LocalStandards {
    pub items: Vec<LocalStandard>,
    /// Always null: the list is given whole.
    pub next_cursor: Option<String>,
    pub on: NaiveDate,
    pub gaps: Vec<LocalStandardGap>,
}

/// What counts in a city on a day.
struct CityOn<'a> {
    standards: Standards,
    on: NaiveDate,
    figures: BTreeMap<Kind, Figure>,
    /// The hourly minimum, of which only what is on record is known.
    hourly: Option<&'a LocalFigure>,
}

impl<'a> CityOn<'a> {
    fn of(city: &str, recorded: &'a [(LocalFigure, String)], on: NaiveDate) -> Self {
        let own = || recorded.iter().map(|(figure, _)| figure).filter(|figure| figure.facts.city == city);
        let laid: Vec<Recorded> = own().filter_map(LocalFigure::recorded).collect();
        let standards = Standards::shipped().with_recorded(&laid);
        let found = [
            (Kind::MonthlyAverage, standards.monthly_average_wage(city, on)),
            (Kind::Cap3x, standards.cap3(city, on)),
            (Kind::AnnualAverage, standards.annual_average_wage(city, on)),
            (Kind::MinimumWage, standards.minimum_wage(city, on)),
        ];
        let figures = found.into_iter().filter_map(|(kind, found)| Some((kind, found.ok()?))).collect();
        let hourly = own().filter(|figure| {
            let facts = &figure.facts;
            facts.kind.0 == Kind::MinimumWageHourly && figure.superseded_by.is_none() && facts.effective_on <= on
        });
        Self { figures, hourly: hourly.max_by_key(|figure| figure.facts.effective_on), standards, on }
    }

    /// A shipped average that counts.
    fn in_force(&self, kind: Kind, row: &AverageWage, value: Option<Fen>) -> bool {
        self.figures.get(&kind).is_some_and(|figure| {
            figure.record.is_none() && figure.stat_year == Some(row.stat_year) && Some(figure.value) == value
        })
    }

    /// Not in force: still to come, or over.
    fn early_or_over(&self, kind: Kind, year: Option<i32>, effective: Option<&str>) -> StandardStanding {
        let newer = self.figures.get(&kind).is_some_and(|figure| year > figure.stat_year);
        let day = effective.and_then(|text| text.parse::<NaiveDate>().ok());
        if day.map_or(newer, |day| day > self.on) { StandardStanding::Later } else { StandardStanding::Past }
    }

    fn average(&self, row: &AverageWage, kind: Kind, value: Option<Fen>) -> StandardStanding {
        let laid = |other: &&AverageWage| {
            (&other.city, &other.series, other.stat_year) == (&row.city, &row.series, row.stat_year)
                && other.record.is_none()
        };
        let kept = self.standards.average_wage.iter().filter(laid).any(|other| {
            value.is_none() || other.amounts().iter().any(|(of, held)| Kind::of_average(*of) == kind && *held == value)
        });
        match value {
            _ if self.standards.never_caps(&row.city, &row.series) => StandardStanding::OtherUse,
            _ if !kept => StandardStanding::Replaced,
            None => StandardStanding::Missing,
            Some(_) if row.status == law_standards::Status::Unconfirmed => StandardStanding::Unconfirmed,
            _ if self.in_force(kind, row, value) => StandardStanding::InForce,
            _ => self.early_or_over(kind, Some(row.stat_year), row.effective.as_deref()),
        }
    }

    fn minimum(&self, row: &MinimumWage) -> StandardStanding {
        let kept = self
            .standards
            .min_wage
            .iter()
            .any(|other| (&other.city, other.effective) == (&row.city, row.effective) && other.record.is_none());
        let counts = self.figures.get(&Kind::MinimumWage).is_some_and(|figure| {
            figure.record.is_none() && figure.effective.as_deref() == Some(row.effective.to_string().as_str())
        });
        match row.status {
            _ if !kept => StandardStanding::Replaced,
            law_standards::Status::Unconfirmed => StandardStanding::Unconfirmed,
            _ if counts => StandardStanding::InForce,
            _ if row.effective > self.on => StandardStanding::Later,
            _ => StandardStanding::Past,
        }
    }

    fn recorded(&self, figure: &LocalFigure) -> StandardStanding {
        let (facts, id) = (&figure.facts, figure.id.to_string());
        let held = |record: &Option<String>| record.as_deref() == Some(id.as_str());
        let kept = self.standards.average_wage.iter().any(|row| held(&row.record));
        let counts = self.hourly.is_some_and(|hourly| hourly.id == figure.id)
            || self.figures.get(&facts.kind.0).is_some_and(|figure| held(&figure.record));
        match figure.superseded_by {
            Some(_) => StandardStanding::Corrected,
            None if facts.kind.0.average().is_some() && !kept => StandardStanding::Replaced,
            None if counts => StandardStanding::InForce,
            None if facts.effective_on > self.on => StandardStanding::Later,
            None => StandardStanding::Past,
        }
    }
}

impl LocalStandards {
    /// All that is known of the cities that shipped, are on record, or are an employer's.
    pub fn of(
        recorded: &[(LocalFigure, String)],
        cities: impl Iterator<Item = String>,
        asked: &StandardsAsked,
        today: NaiveDate,
    ) -> Self {
        let on = asked.on.unwrap_or(today);
        let filed = |city: &str| law_standards::city_name(city).to_owned();
        let shipped = Standards::shipped();
        let cities: BTreeSet<String> = (cities.map(|city| filed(&city)))
            .chain(recorded.iter().map(|(figure, _)| figure.facts.city.clone()))
            .chain(shipped.average_wage.iter().map(|row| row.city.clone()))
            .chain(shipped.min_wage.iter().map(|row| row.city.clone()))
            .filter(|city| asked.city.as_deref().is_none_or(|wanted| filed(wanted) == *city))
            .collect();
        let mut all = Self { items: Vec::new(), next_cursor: None, on, gaps: Vec::new() };
        for city in cities {
            let there = CityOn::of(&city, recorded, on);
            all.items.extend(
                recorded
                    .iter()
                    .filter(|(figure, _)| figure.facts.city == city)
                    .map(|(figure, by)| LocalStandard::recorded(figure, by, there.recorded(figure))),
            );
            for row in shipped.average_wage.iter().filter(|row| row.city == city) {
                all.items.extend(LocalStandard::averages(row, &there));
            }
            let minimums = shipped.min_wage.iter().filter(|row| row.city == city);
            all.items.extend(minimums.map(|row| LocalStandard::minimum(row, there.minimum(row))));
            all.gaps.extend(
                there
                    .standards
                    .gaps(&city, on)
                    .into_iter()
                    .map(|gap| LocalStandardGap::of(&city, gap.subject, gap.blocks, gap.refusal)),
            );
        }
        all.items.retain(|item| asked.kind.is_none_or(|kind| kind == item.kind));
        all.gaps.retain(|gap| asked.kind.is_none_or(|kind| gap.concerns(kind)));
        let order = |item: &LocalStandard| (item.city.clone(), item.kind);
        all.items.sort_by(|a, b| {
            let newest = |item: &LocalStandard| (item.statistics_year, item.effective.clone(), item.id);
            order(a).cmp(&order(b)).then_with(|| newest(b).cmp(&newest(a)))
        });
        all
    }
}

impl LocalStandard {
    fn recorded(figure: &LocalFigure, by: &str, standing: StandardStanding) -> Self {
        let LocalFigure { id, facts, reason, recorded_by: _, recorded_at, superseded_by } = figure.clone();
        Self {
            id: Some(id),
            origin: StandardOrigin::Recorded,
            city: facts.city,
            kind: facts.kind.0,
            series: facts.series,
            statistics_year: facts.statistics_year.map(i32::from),
            value: Some(facts.value),
            effective: Some(facts.effective_on.to_string()),
            status: match facts.status.0 {
                domain::standards::Status::Official => StandardStatus::Official,
                domain::standards::Status::Secondary => StandardStatus::Secondary,
            },
            source: facts.source,
            source_url: facts.source_url,
            standing,
            reason,
            recorded_by: Some(by.to_owned()),
            recorded_at: Some(recorded_at),
            superseded_by,
        }
    }

    /// The figures of a shipped year, or its empty place.
    fn averages(row: &AverageWage, there: &CityOn<'_>) -> Vec<Self> {
        let one = |kind, value| Self {
            series: row.series.clone(),
            statistics_year: Some(row.stat_year),
            effective: row.effective.clone(),
            ..Self::shipped((&row.city, kind, value), (row.status, &row.source), there.average(row, kind, value))
        };
        let published: Vec<Self> =
            row.amounts().into_iter().filter_map(|(of, value)| Some(one(Kind::of_average(of), Some(value?)))).collect();
        if published.is_empty() { vec![one(Kind::MonthlyAverage, None)] } else { published }
    }

    fn minimum(row: &MinimumWage, standing: StandardStanding) -> Self {
        Self {
            effective: Some(row.effective.to_string()),
            ..Self::shipped((&row.city, Kind::MinimumWage, row.amount()), (row.status, &row.source), standing)
        }
    }

    fn shipped(
        (city, kind, value): (&str, Kind, Option<Fen>),
        (status, source): (law_standards::Status, &str),
        standing: StandardStanding,
    ) -> Self {
        Self {
            id: None,
            origin: StandardOrigin::Shipped,
            city: city.to_owned(),
            kind,
            series: String::new(),
            statistics_year: None,
            value: value.map(Money),
            effective: None,
            status: status.into(),
            source: source.to_owned(),
            source_url: None,
            standing,
            reason: None,
            recorded_by: None,
            recorded_at: None,
            superseded_by: None,
        }
    }
}

impl LocalStandardGap {
    fn of(city: &str, subject: GapIn, blocks: bool, refusal: Refusal) -> Self {
        Self {
            city: city.to_owned(),
            kind: Kind::of_gap(subject),
            blocks,
            zh: refusal.zh.into_owned(),
            en: refusal.en.into_owned(),
            rule: refusal.rule.map(str::to_owned),
            published_at: law_standards::published_at(city).iter().map(|site| (*site).to_owned()).collect(),
        }
    }

    /// A month that is lacking leaves all three averages of its year without a figure.
    fn concerns(&self, kind: Kind) -> bool {
        self.kind == kind || (self.kind == Kind::MonthlyAverage && kind.average().is_some())
    }
}
