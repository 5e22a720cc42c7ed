//! Figures that somebody read in the official notice and put on record (登记的地方标准), laid over a
//! data set..
//!
//! What is on record goes before what shipped: it takes the place of the figure of its city and year, and
//! of any other that it contradicts. What it says nothing about stays as it was.

use chrono::{Datelike, NaiveDate};
use serde_json::Number;

use super::{AverageWage, Figure, MinimumWage, Standards, Status, ask_for, city_name, no_figure, yuan};
use crate::Fen;
use crate::refusal::Refusal;

/// Rounding of a published month to the yuan moves twelve of them by no more than this.
const YEAR_OF_ROUNDING: Fen = Fen::from_yuan(12);

/// Which of the three figures of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Average {
    /// 月平均工资
    Monthly,
    /// 年平均工资
    Annual,
    /// 月平均工资三倍
    Cap3,
}

/// What a record is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    AverageWage { of: Average, series: String, stat_year: i32 },
    MinimumWage,
}

/// A figure on record beside the data set, as its notice gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Names the record; a [`Figure`] that comes of it carries it (R-025: "store the version id").
    pub record: String,
    pub city: String,
    pub subject: Subject,
    pub value: Fen,
    /// The day from which it counts.
    pub effective: NaiveDate,
    pub status: Status,
    pub source: String,
}

/// A figure that is lacking, or behind its time, with where it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub subject: GapIn,
    /// Nothing can be used in its place; otherwise an older figure is used and flagged.
    pub blocks: bool,
    pub refusal: Refusal,
}

/// Where a gap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapIn {
    /// The averages of a year as a whole.
    AverageWage,
    /// The annual figure alone.
    AnnualAverage,
    MinimumWage,
}

impl Standards {
    /// This data set with what is on record laid over it, in whatever order it is given.
    pub fn with_recorded(&self, recorded: &[Recorded]) -> Self {
        let mut merged = self.clone();
        for figure in recorded.iter().filter(|figure| !contradicts_its_month(figure, recorded)) {
            match &figure.subject {
                Subject::MinimumWage => merged.lay_minimum(figure),
                Subject::AverageWage { series, .. } if self.never_caps(&figure.city, series) => {}
                Subject::AverageWage { of, series, stat_year } => merged.lay_average(figure, *of, series, *stat_year),
            }
        }
        merged
    }

    /// A series of the city that serves as a base of social insurance and never caps severance (R-025, P-001).
    pub fn never_caps(&self, city: &str, series: &str) -> bool {
        let city = city_name(city);
        self.average_wage.iter().any(|row| row.city == city && row.series == series.trim() && !row.caps_severance())
    }

    /// The monthly figure that is on record for a year, with its source.
    pub fn monthly_of(&self, city: &str, stat_year: i32) -> Option<(Fen, &str)> {
        let city = city_name(city);
        let of_year = self.average_wage.iter().rev().filter(|row| row.is_of(city, stat_year) && row.has_a_figure());
        of_year.filter_map(|row| Some((yuan(row.monthly.as_ref())?, row.source.as_str()))).next()
    }

    /// The city's average wage a month on this day, as published.
    pub fn monthly_average_wage(&self, city: &str, on: NaiveDate) -> Result<Figure, Refusal> {
        let (row, flags) = self.latest(city, on)?;
        let given = self.given(row, on, |row| row.monthly.as_ref());
        let (row, value) = given.ok_or_else(|| no_figure(row, "月平均工资", "monthly figure"))?;
        Ok(row.figure(value, flags))
    }

    /// What somebody has to enter before sums of this city on this day rest on it.
    pub fn gaps(&self, city: &str, on: NaiveDate) -> Vec<Gap> {
        let blocking = |subject, refusal| Gap { subject, blocks: true, refusal };
        let mut gaps = Vec::new();
        match self.cap3(city, on) {
            Ok(figure) if figure.flags.contains(&"UNCONFIRMED:R-025") => {
                gaps.push(Gap { subject: GapIn::AverageWage, blocks: false, refusal: behind(&figure, on) });
            }
            Ok(_) => {}
            Err(refusal) => gaps.push(blocking(GapIn::AverageWage, refusal)),
        }
        match self.annual_average_wage(city, on) {
            // The same year is lacking as a whole: said once.
            Err(refusal) if gaps.iter().all(|gap| gap.refusal.en != refusal.en) => {
                gaps.push(blocking(GapIn::AnnualAverage, refusal));
            }
            _ => {}
        }
        gaps.extend(self.minimum_wage(city, on).err().map(|refusal| blocking(GapIn::MinimumWage, refusal)));
        gaps
    }

    /// Of the figures of a row's city and year that are out on this day the one that `pick` finds, what is
    /// on record before what shipped.
    pub(super) fn given<'a>(
        &'a self,
        year: &AverageWage,
        on: NaiveDate,
        pick: impl Fn(&AverageWage) -> Option<&Number>,
    ) -> Option<(&'a AverageWage, Fen)> {
        let out =
            |row: &&AverageWage| row.is_of(&year.city, year.stat_year) && row.has_a_figure() && row.surely_out(on);
        self.average_wage.iter().rev().filter(out).find_map(|row| Some((row, yuan(pick(row))?)))
    }

    fn lay_average(&mut self, figure: &Recorded, of: Average, series: &str, stat_year: i32) {
        let city = city_name(&figure.city);
        for row in self.average_wage.iter_mut().filter(|row| row.is_of(city, stat_year) && row.record.is_none()) {
            row.yield_to(of, figure.value);
            row.effective = Some(figure.effective.to_string());
        }
        self.average_wage.retain(|row| !row.is_of(city, stat_year) || row.has_a_figure());
        let value = |which| number(figure.value).filter(|_| which == of);
        self.average_wage.push(AverageWage {
            city: city.to_owned(),
            series: series.to_owned(),
            used_for: "on record".to_owned(),
            stat_year,
            annual: value(Average::Annual),
            monthly: value(Average::Monthly),
            cap3: value(Average::Cap3),
            effective: Some(figure.effective.to_string()),
            status: figure.status,
            source: figure.source.clone(),
            record: Some(figure.record.clone()),
        });
    }

    /// A shipped figure of the same day is replaced; an unconfirmed one of the same amount is confirmed by it.
    fn lay_minimum(&mut self, figure: &Recorded) {
        let Some(monthly) = number(figure.value) else { return };
        let city = city_name(&figure.city);
        self.min_wage.retain(|row| {
            let same_day = row.effective == figure.effective;
            let confirmed = row.status == Status::Unconfirmed && row.amount() == Some(figure.value);
            row.city != city || row.record.is_some() || !(same_day || confirmed)
        });
        self.min_wage.push(MinimumWage {
            city: city.to_owned(),
            monthly,
            effective: figure.effective,
            status: figure.status,
            source: figure.source.clone(),
            record: Some(figure.record.clone()),
        });
    }
}

impl AverageWage {
    /// Its three figures, as far as they were published.
    pub fn amounts(&self) -> [(Average, Option<Fen>); 3] {
        [
            (Average::Monthly, yuan(self.monthly.as_ref())),
            (Average::Cap3, yuan(self.cap3.as_ref())),
            (Average::Annual, yuan(self.annual.as_ref())),
        ]
    }

    /// Of this city and year, and such that it caps severance.
    fn is_of(&self, city: &str, stat_year: i32) -> bool {
        self.city == city && self.stat_year == stat_year && self.caps_severance()
    }

    /// Leaves out what the official value replaces or contradicts.
    fn yield_to(&mut self, of: Average, value: Fen) {
        match of {
            Average::Annual => self.annual = None,
            Average::Monthly => {
                self.monthly = None;
                self.cap3 = self.cap3.take().filter(|cap| yuan(Some(cap)).is_some_and(|cap| is_cap_of(cap, value)));
                self.annual =
                    self.annual.take().filter(|year| yuan(Some(year)).is_some_and(|year| is_year_of(year, value)));
            }
            Average::Cap3 => {
                self.cap3 = None;
                self.monthly =
                    self.monthly.take().filter(|month| yuan(Some(month)).is_some_and(|month| is_cap_of(value, month)));
            }
        }
    }
}

impl MinimumWage {
    /// The figure itself.
    pub fn amount(&self) -> Option<Fen> {
        yuan(Some(&self.monthly))
    }
}

/// the cap is three times the published month, to the fen.
pub fn is_cap_of(cap: Fen, monthly: Fen) -> bool {
    monthly.checked_mul(3).is_ok_and(|expected| expected == cap)
}

/// Whether a published year is twelve published months, but for the rounding of the month to the yuan.
pub fn is_year_of(annual: Fen, monthly: Fen) -> bool {
    let gap = monthly.checked_mul(12).and_then(|year| annual.checked_sub(year));
    gap.is_ok_and(|gap| gap.0.abs() <= YEAR_OF_ROUNDING.0)
}

/// A cap on record that is not three times the month on record: the month decides.
fn contradicts_its_month(figure: &Recorded, recorded: &[Recorded]) -> bool {
    let Subject::AverageWage { of: Average::Cap3, stat_year, .. } = &figure.subject else { return false };
    recorded.iter().any(|other| {
        matches!(&other.subject, Subject::AverageWage { of: Average::Monthly, stat_year: year, .. } if year == stat_year)
            && city_name(&other.city) == city_name(&figure.city)
            && !is_cap_of(figure.value, other.value)
    })
}

/// In yuan, as data sets write it.
fn number(value: Fen) -> Option<Number> {
    value.to_string().parse().ok()
}

fn behind(figure: &Figure, on: NaiveDate) -> Refusal {
    let (city, used) = (&figure.city, figure.stat_year.unwrap_or_default());
    let wanted = on.year() - 1;
    if used >= wanted {
        return ask_for(
            city,
            format!("{city} {used} 年平均工资的公布日期没有记录，现按已公布计算，并标明待核实"),
            format!(
                "The day on which {city} published its average wage of {used} is not on record; it is used and flagged"
            ),
            "R-025",
            "劳动合同法 47(2)",
        );
    }
    ask_for(
        city,
        format!("{city} {wanted} 年职工平均工资没有记录，现按 {used} 年的数据计算，并标明待核实"),
        format!("The average wage of {city} for {wanted} is not on record; that of {used} is used and flagged"),
        "R-025",
        "劳动合同法 47(2)",
    )
}
