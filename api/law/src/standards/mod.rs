//! Local figures (地方标准): the average wage that caps severance, and the minimum wage. R-003,
//!
//!
//! The figure that counts is the latest one **published on or before** the day. A figure nobody has
//! on record is asked for, never guessed. The free functions ask the data set that ships with the
//! crate; [`Standards`] is the same over a data set that HR keeps, such as the shipped one with what HR
//! has on record laid over it ([`Standards::with_recorded`]).

mod policy;
mod recorded;
#[cfg(test)]
mod recorded_tests;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use crate::Fen;
use crate::dates::{add_months, sub_days};
use crate::grounds::embedded;
use crate::refusal::{Refusal, read};

pub use recorded::{Average, Gap, GapIn, Recorded, Subject, is_cap_of, is_year_of};

static SHIPPED: LazyLock<Standards> = LazyLock::new(|| embedded(include_str!("../../data/local_standards.json")));

/// A data set of local figures with their sources.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standards {
    pub note: String,
    pub average_wage: Vec<AverageWage>,
    pub min_wage: Vec<MinimumWage>,
    pub policy_flags: Vec<PolicyFlag>,
}

/// A published average wage (职工平均工资) of a city for a year. Money is whole yuan here, as published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AverageWage {
    pub city: String,
    /// The statistical series; cities use different ones.
    pub series: String,
    /// What it may be used for.
    #[serde(rename = "use")]
    pub used_for: String,
    /// The year it describes, not the year it was published in.
    pub stat_year: i32,
    pub annual: Option<Number>,
    /// The published monthly figure, rounded as published.
    pub monthly: Option<Number>,
    /// Three times the monthly figure.
    pub cap3: Option<Number>,
    /// When it was published: `YYYY-MM-DD`, `YYYY-MM`, or null if not on record.
    pub effective: Option<String>,
    pub status: Status,
    pub source: String,
    /// The record it comes from, where it did not ship.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
}

/// A minimum wage (最低工资标准) a month, in whole yuan as published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinimumWage {
    pub city: String,
    pub monthly: Number,
    pub effective: NaiveDate,
    pub status: Status,
    pub source: String,
    /// The record it comes from, where it did not ship.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
}

/// A choice where the law leaves one, with its default and the places that differ.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyFlag {
    pub flag: String,
    pub default: Value,
    #[serde(rename = "override")]
    pub local: serde_json::Map<String, Value>,
    pub status: String,
}

/// How sure a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Read on an official page.
    #[serde(rename = "OFFICIAL")]
    Official,
    /// An official instrument quoted elsewhere.
    #[serde(rename = "OFFICIAL-VIA")]
    OfficialVia,
    /// Used in a judgment.
    #[serde(rename = "COURT")]
    Court,
    /// From a law firm or the press.
    #[serde(rename = "SECONDARY")]
    Secondary,
    /// Not to be used until someone confirms it.
    #[serde(rename = "UNCONFIRMED")]
    Unconfirmed,
}

/// A figure that was looked up, with what one must know to rely on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    pub value: Fen,
    pub city: String,
    /// The year the figure describes; none for a minimum wage.
    pub stat_year: Option<i32>,
    /// When it was published, as on record.
    pub effective: Option<String>,
    pub status: Status,
    pub source: String,
    /// The record it comes from, where it did not ship (R-025: "store the version id").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// `DERIVED:<rule>` when it was computed from another figure; `UNCONFIRMED:R-025` when its date
    /// or a newer figure is not on record.
    pub flags: Vec<&'static str>,
}

/// Three times the city's monthly average, the cap of severance, on this day.
pub fn cap3(city: &str, on: NaiveDate) -> Result<Figure, Refusal> {
    SHIPPED.cap3(city, on)
}

/// The city's minimum wage a month on this day.
pub fn minimum_wage(city: &str, on: NaiveDate) -> Result<Figure, Refusal> {
    SHIPPED.minimum_wage(city, on)
}

/// The city's average wage of the year before, for the whole year, on this day.
pub fn annual_average_wage(city: &str, on: NaiveDate) -> Result<Figure, Refusal> {
    SHIPPED.annual_average_wage(city, on)
}

/// The Chinese name under which a city's figures are filed: `上海市` and `Shanghai` are `上海`.
pub fn city_name(city: &str) -> &str {
    let known = [("beijing", "北京"), ("shanghai", "上海"), ("shenzhen", "深圳"), ("guangzhou", "广州")];
    let latin = known.into_iter().find(|(latin, _)| city.trim().eq_ignore_ascii_case(latin));
    latin.map_or_else(|| city.trim().trim_end_matches('市'), |(_, chinese)| chinese)
}

/// R-003 (实施条例 14): of two places' figures the one that counts.
///
/// The place of performance, unless the parties agreed on the place of registration and its figure is
/// higher.
pub fn of_place(performance: Figure, registered: Option<Figure>, agreed: bool) -> Figure {
    match registered {
        Some(registered) if agreed && registered.value > performance.value => registered,
        _ => performance,
    }
}

/// When a figure was published, as far as that is on record.
enum Published {
    On {
        day: NaiveDate,
        exact: bool,
    },
    /// Not on record; a year's figure comes out in the year after (R-120 A-33).
    NotRecorded,
}

impl AverageWage {
    /// Social-insurance bases are another series and never cap severance (R-025, P-001).
    fn caps_severance(&self) -> bool {
        !self.used_for.starts_with("social-insurance base ONLY")
    }

    fn published(&self) -> Published {
        let Some(text) = self.effective.as_deref() else {
            return Published::NotRecorded;
        };
        if let Ok(day) = text.parse() {
            return Published::On { day, exact: true };
        }
        // Only the month is known: surely published by its last day.
        match format!("{text}-01").parse() {
            Ok(first) => Published::On { day: sub_days(add_months(first, 1), 1), exact: false },
            Err(_) => Published::NotRecorded,
        }
    }

    fn surely_out(&self, on: NaiveDate) -> bool {
        match self.published() {
            Published::On { day, .. } => day <= on,
            Published::NotRecorded => self.stat_year + 1 < on.year(),
        }
    }

    fn has_a_figure(&self) -> bool {
        self.status != Status::Unconfirmed && (self.annual.is_some() || self.monthly.is_some() || self.cap3.is_some())
    }

    fn figure(&self, value: Fen, flags: Vec<&'static str>) -> Figure {
        Figure {
            value,
            city: self.city.clone(),
            stat_year: Some(self.stat_year),
            effective: self.effective.clone(),
            status: self.status,
            source: self.source.clone(),
            record: self.record.clone(),
            flags,
        }
    }
}

impl Standards {
    /// The data set that ships with the crate.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a data set in the form of the shipped one, or says which field is at fault.
    pub fn from_json(json: &Value) -> Result<Self, Refusal> {
        read(json)
    }

    /// As [`cap3`], from this data set.
    pub fn cap3(&self, city: &str, on: NaiveDate) -> Result<Figure, Refusal> {
        let (row, mut flags) = self.latest(city, on)?;
        if let Some((row, value)) = self.given(row, on, |row| row.cap3.as_ref()) {
            return Ok(row.figure(value, flags));
        }
        // the cap is three times the published, rounded monthly figure, and of nothing else.
        let monthly = self.given(row, on, |row| row.monthly.as_ref());
        let (row, monthly) = monthly.ok_or_else(|| no_figure(row, "月平均工资", "monthly figure"))?;
        flags.push("DERIVED:R-024");
        Ok(row.figure(monthly.checked_mul(3)?, flags))
    }

    /// As [`annual_average_wage`], from this data set.
    pub fn annual_average_wage(&self, city: &str, on: NaiveDate) -> Result<Figure, Refusal> {
        let (row, mut flags) = self.latest(city, on)?;
        if let Some((row, value)) = self.given(row, on, |row| row.annual.as_ref()) {
            return Ok(row.figure(value, flags));
        }
        let monthly = self.given(row, on, |row| row.monthly.as_ref());
        let (row, monthly) = monthly.ok_or_else(|| no_figure(row, "年平均工资", "annual figure"))?;
        flags.push("DERIVED:R-038");
        Ok(row.figure(monthly.checked_mul(12)?, flags))
    }

    /// As [`minimum_wage`], from this data set.
    pub fn minimum_wage(&self, city: &str, on: NaiveDate) -> Result<Figure, Refusal> {
        let city = city_name(city);
        let known = self.min_wage.iter().filter(|row| row.city == city && row.effective <= on);
        let latest = known.max_by_key(|row| row.effective);
        let Some(row) = latest.filter(|row| row.status != Status::Unconfirmed) else {
            let (zh, en) = match latest {
                Some(row) => (
                    format!("{city}现有最低工资 {} 元未经核实，不得使用", row.monthly),
                    format!(
                        "The minimum wage on record for {city}, {} yuan, is unconfirmed and must not be used",
                        row.monthly
                    ),
                ),
                None => (
                    format!("没有 {city} 在 {on} 或之前公布的最低工资"),
                    format!("There is no minimum wage of {city} on record that was published on or before {on}"),
                ),
            };
            return Err(ask_for(city, zh, en, "R-130", "劳动合同法实施条例 14"));
        };
        let value = yuan(Some(&row.monthly)).ok_or_else(|| not_yuan(&row.monthly))?;
        Ok(Figure {
            value,
            city: row.city.clone(),
            stat_year: None,
            effective: Some(row.effective.to_string()),
            status: row.status,
            source: row.source.clone(),
            record: row.record.clone(),
            flags: Vec::new(),
        })
    }

    /// the row that counts on this day, with the flags it carries.
    fn latest(&self, city: &str, on: NaiveDate) -> Result<(&AverageWage, Vec<&'static str>), Refusal> {
        let city = city_name(city);
        let of_city = || self.average_wage.iter().filter(|row| row.city == city && row.caps_severance());
        let out = of_city().filter(|row| row.has_a_figure() && row.surely_out(on));
        let found = out.max_by_key(|row| row.stat_year);

        // A newer figure without a date may have been out by then or not: nobody may guess.
        let newer = |row: &&AverageWage| found.is_none_or(|found| row.stat_year > found.stat_year);
        let perhaps_out =
            |row: &&AverageWage| matches!(row.published(), Published::NotRecorded) && row.stat_year + 1 == on.year();
        if let Some(row) = of_city().filter(|row| row.has_a_figure()).filter(newer).find(perhaps_out) {
            let year = row.stat_year;
            return Err(ask_for(
                city,
                format!("{city} {year} 年平均工资的公布日期没有记录，无法判断 {on} 时应当适用哪一年的数据"),
                format!(
                    "The day on which {city} published its average wage of {year} is not on record, so it cannot be told which year counts on {on}"
                ),
                "R-025",
                "劳动合同法 47(2)",
            ));
        }
        let Some(row) = found else {
            return Err(ask_for(
                city,
                format!("没有 {city} 在 {on} 或之前公布的职工平均工资"),
                format!("There is no average wage of {city} on record that was published on or before {on}"),
                "R-025",
                "劳动合同法 47(2)",
            ));
        };
        let in_its_month = |row: &AverageWage| {
            matches!(row.published(), Published::On { day, exact: false }
                if day > on && (day.year(), day.month()) == (on.year(), on.month()))
        };
        let gap =
            of_city().filter(newer).any(|row| in_its_month(row) || (!row.has_a_figure() && row.stat_year < on.year()));
        let undated = matches!(row.published(), Published::NotRecorded);
        // Not even a place is kept for the year before: nobody has looked for its figure yet.
        let gap = gap || !of_city().any(|row| row.stat_year + 1 >= on.year());
        Ok((row, if gap || undated { vec!["UNCONFIRMED:R-025"] } else { Vec::new() }))
    }
}

/// The amount of a figure published in yuan, if it has at most two places.
fn yuan(number: Option<&Number>) -> Option<Fen> {
    number?.to_string().parse().ok().filter(|amount: &Fen| !amount.is_negative())
}

fn not_yuan(number: &Number) -> Refusal {
    Refusal::at(
        "",
        "not_money",
        format!("标准数据中的 {number} 不是金额。"),
        format!("{number} in the data set is not an amount."),
    )
}

fn no_figure(row: &AverageWage, zh: &str, en: &str) -> Refusal {
    let (city, year) = (&row.city, row.stat_year);
    ask_for(
        city,
        format!("{city} {year} 年的{zh}没有记录，也没有月度数据可以推算"),
        format!("The {en} of {city} for {year} is not on record, nor a monthly one to derive it from"),
        "R-025",
        "劳动合同法 47(2)",
    )
}

/// The sites on which a city publishes its figures: human resources first, then statistics.
pub fn published_at(city: &str) -> &'static [&'static str] {
    match city_name(city) {
        "北京" => &["rsj.beijing.gov.cn", "tjj.beijing.gov.cn"],
        "上海" => &["rsj.sh.gov.cn", "tjj.sh.gov.cn"],
        "深圳" => &["hrss.sz.gov.cn", "tjj.sz.gov.cn"],
        "广州" => &["rsj.gz.gov.cn", "tjj.gz.gov.cn"],
        _ => &[],
    }
}

/// Names what is missing and where it is published.
fn ask_for(city: &str, zh: String, en: String, rule: &'static str, cite: &'static str) -> Refusal {
    let place = published_at(city).join(", ");
    let (where_zh, where_en) = if place.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("（{place}）"), format!(" ({place})"))
    };
    Refusal::at(
        "",
        "standard_missing",
        format!("{zh}。由当地人力资源和社会保障局、统计局公布{where_zh}，请在“地方标准”中录入。"),
        format!("{en}. The city's bureaus of human resources and of statistics publish it{where_en}; enter it under local standards."),
    )
    .by_rule(rule, cite)
}
