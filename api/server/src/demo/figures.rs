//! Actual values of the two quarters, from the file of the ERP or made up where it has none, and what the
//! service will make of them. The story needs to know beforehand whom it is about.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use domain::quantity::{Quantity, Score};
use domain::scoring::{Actuals, Goal, score_review};
use serde_json::{Value, json};

use super::company::Member;
use super::goals::{Kpi, Line, target_from};
use super::{Error, Told};

pub const QUARTERS: [&str; 2] = ["2026Q2", "2026Q3"];
/// Percent of the result that the figures decide; the rest is the manager's rating.
pub const KPI_WEIGHT: &str = "80";

type Key = (String, String, &'static str);

/// All figures, targets and what they come to.
pub struct Figures {
    /// By employee number, cycle and code.
    actuals: HashMap<Key, String>,
    /// Goals of each position with goals, by its name.
    goals: BTreeMap<String, Vec<(&'static Kpi, String)>>,
    /// KPI scores by number and cycle.
    scores: HashMap<(String, &'static str), Score>,
    /// The line in points under which a result fails.
    pub baseline: Score,
}

/// One row of the ERP's file.
struct Row {
    cycle: &'static str,
    number: String,
    code: String,
    actual: String,
}

impl Figures {
    /// Figures for these people; `file` is the ERP's, and who or what is not in it gets made-up ones.
    pub fn prepare(members: &[Member], file: Option<&Path>) -> Told<Self> {
        let text = file.map(std::fs::read_to_string).transpose()?;
        Self::from_text(members, text.as_deref())
    }

    /// The same with the text of the file.
    pub fn from_text(members: &[Member], text: Option<&str>) -> Told<Self> {
        let rows = text.map(rows_of).transpose()?.unwrap_or_default();
        let mut figures = Self {
            actuals: HashMap::new(),
            goals: BTreeMap::new(),
            scores: HashMap::new(),
            baseline: Score::from_hundredths(6_000),
        };
        let measured: Vec<(&Member, Line)> =
            members.iter().filter_map(|member| Some((member, Line::of(&member.position)?))).collect();
        figures.take(&measured, rows);
        figures.make_up(&measured);
        figures.set_targets(&measured);
        figures.score(&measured)?;
        figures.lower_nobody(&measured);
        Ok(figures)
    }

    fn take(&mut self, measured: &[(&Member, Line)], rows: Vec<Row>) {
        let lines: HashMap<&str, Line> =
            measured.iter().map(|(member, line)| (member.number.as_str(), *line)).collect();
        for row in rows {
            let kpi =
                lines.get(row.number.as_str()).and_then(|line| line.kpis().iter().find(|kpi| kpi.code == row.code));
            if let Some(kpi) = kpi {
                self.actuals.insert((row.number, row.cycle.to_owned(), kpi.code), row.actual);
            }
        }
    }

    /// Whoever has not all figures gets a full set; the two first of them who may stay weak in both quarters.
    fn make_up(&mut self, measured: &[(&Member, Line)]) {
        let whole = |number: &str, line: Line| {
            QUARTERS.iter().all(|cycle| {
                line.kpis()
                    .iter()
                    .all(|kpi| self.actuals.contains_key(&(number.to_owned(), (*cycle).to_owned(), kpi.code)))
            })
        };
        let lacking: Vec<_> = measured.iter().filter(|(member, line)| !whole(&member.number, *line)).collect();
        let weak: Vec<&str> = lacking
            .iter()
            .filter(|(member, _)| member.may_be_followed())
            .take(2)
            .map(|(member, _)| member.number.as_str())
            .collect();
        let mut made = Vec::new();
        for (member, line) in &lacking {
            let is_weak = weak.contains(&member.number.as_str());
            for cycle in QUARTERS {
                for (at, kpi) in line.kpis().iter().enumerate() {
                    let value = made_up(kpi, &format!("{} {cycle} {}", member.number, kpi.code), is_weak && at == 0);
                    made.push(((member.number.clone(), cycle.to_owned(), kpi.code), value));
                }
            }
        }
        self.actuals.extend(made);
    }

    fn set_targets(&mut self, measured: &[(&Member, Line)]) {
        let mut positions: BTreeMap<&str, (Line, Vec<&str>)> = BTreeMap::new();
        for (member, line) in measured {
            positions.entry(&member.position).or_insert((*line, Vec::new())).1.push(&member.number);
        }
        for (position, (line, numbers)) in positions {
            let goals = line.kpis().iter().map(|kpi| {
                let reached =
                    numbers.iter().flat_map(|number| QUARTERS.map(|cycle| self.value(number, cycle, kpi.code)));
                let reached = reached.flatten().filter_map(|value| value.parse().ok()).collect();
                (kpi, target_from(reached, kpi.usual))
            });
            let goals = goals.collect();
            self.goals.insert(position.to_owned(), goals);
        }
    }

    fn score(&mut self, measured: &[(&Member, Line)]) -> Told<()> {
        for (member, line) in measured {
            let goals: Vec<Goal> =
                self.goals_of(&member.position).and_then(|goals| domain_goals(line.kpis(), &goals))?;
            for cycle in QUARTERS {
                let actuals: Actuals = line
                    .kpis()
                    .iter()
                    .filter_map(|kpi| {
                        Some((kpi.code.to_owned(), Quantity::parse(self.value(&member.number, cycle, kpi.code)?)?))
                    })
                    .collect();
                let scored = score_review(&goals, &actuals, Quantity::HUNDRED, Score::ZERO);
                let scored = scored.map_err(|refused| {
                    Error::story(format!("the figures of {} in {cycle} cannot be scored: {refused:?}", member.number))
                })?;
                self.scores.insert((member.number.clone(), cycle), scored.kpi_score);
            }
        }
        Ok(())
    }

    /// The line lies above the two weakest in both quarters, so that there is somebody to follow.
    fn lower_nobody(&mut self, measured: &[(&Member, Line)]) {
        let followed = measured.iter().filter(|(member, _)| member.may_be_followed());
        let mut better: Vec<Score> = followed
            .map(|(member, _)| {
                QUARTERS.map(|cycle| self.result(&member.number, cycle)).into_iter().max().unwrap_or(Score::ZERO)
            })
            .collect();
        better.sort_unstable();
        if let Some(second) = better.get(1).or(better.first()) {
            let needed = (second.hundredths() / 100 + 1) * 100;
            self.baseline = Score::from_hundredths(self.baseline.hundredths().max(needed).min(9_500));
        }
    }

    fn value(&self, number: &str, cycle: &str, code: &'static str) -> Option<&str> {
        self.actuals.get(&(number.to_owned(), cycle.to_owned(), code)).map(String::as_str)
    }

    /// Names of the positions that have goals.
    pub fn positions(&self) -> impl Iterator<Item = &str> {
        self.goals.keys().map(String::as_str)
    }

    /// The goals of a position, as the API takes them.
    pub fn goals_of(&self, position: &str) -> Told<Vec<Value>> {
        let goals = self.goals.get(position).ok_or_else(|| Error::story(format!("{position} has no goals")))?;
        Ok(goals.iter().map(|(kpi, target)| kpi.goal(target)).collect())
    }

    /// What the figures alone come to, in points.
    pub fn kpi_score(&self, number: &str, cycle: &'static str) -> Score {
        self.scores.get(&(number.to_owned(), cycle)).copied().unwrap_or(Score::ZERO)
    }

    /// The points the manager gives: what the figures say, without a fraction.
    pub fn rating(&self, number: &str, cycle: &'static str) -> Score {
        let points = self.kpi_score(number, cycle).hundredths() / 100 * 100;
        Score::from_hundredths(points.clamp(0, 10_000))
    }

    /// The result of a quarter as the service will find it, to within rounding.
    pub fn result(&self, number: &str, cycle: &'static str) -> Score {
        let (figures, rating) = (self.kpi_score(number, cycle).hundredths(), self.rating(number, cycle).hundredths());
        Score::from_hundredths((figures * 80 + rating * 20) / 100)
    }

    pub fn fails(&self, number: &str, cycle: &'static str) -> bool {
        self.result(number, cycle) < self.baseline
    }

    /// The figures of a quarter as the ERP exports them.
    pub fn csv(&self, members: &[&Member], cycle: &'static str) -> String {
        let mut text = "\u{feff}考核周期,工号,指标编码,实际值,单位\n".to_owned();
        for (number, kpi, value) in self.rows(members, cycle) {
            text.push_str(&format!("{cycle},{number},{},{value},{}\n", kpi.code, kpi.unit));
        }
        text
    }

    /// The same as JSON.
    pub fn json(&self, members: &[&Member], cycle: &'static str) -> Value {
        let items = self.rows(members, cycle).map(
            |(number, kpi, value)| json!({"cycle": cycle, "employee_number": number, "kpi_code": kpi.code, "actual": value, "unit": kpi.unit}),
        );
        json!({"items": items.collect::<Vec<_>>()})
    }

    fn rows(&self, members: &[&Member], cycle: &'static str) -> impl Iterator<Item = (&str, &'static Kpi, &str)> {
        members.iter().flat_map(move |member| {
            let kpis = Line::of(&member.position).map_or(&[][..], |line| line.kpis());
            kpis.iter().filter_map(move |kpi| {
                let value = self.actuals.get_key_value(&(member.number.clone(), cycle.to_owned(), kpi.code))?;
                Some((value.0.0.as_str(), kpi, value.1.as_str()))
            })
        })
    }
}

fn rows_of(text: &str) -> Told<Vec<Row>> {
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let field = |at: usize| record.get(at).unwrap_or_default().trim().to_owned();
        let Some(cycle) = QUARTERS.into_iter().find(|cycle| *cycle == field(0)) else { continue };
        rows.push(Row { cycle, number: field(1), code: field(2), actual: field(3) });
    }
    Ok(rows)
}

/// The goals as the service keeps them.
fn domain_goals(kpis: &[Kpi], said: &[Value]) -> Told<Vec<Goal>> {
    let whole = kpis.iter().zip(said).map(|(kpi, goal)| {
        let mut goal = goal.clone();
        goal["name"] = kpi.name.into();
        goal["unit"] = kpi.unit.into();
        goal["direction"] = kpi.direction.into();
        serde_json::from_value(goal)
            .map_err(|error| Error::story(format!("the goal {} cannot be read: {error}", kpi.code)))
    });
    whole.collect()
}

/// A value around the usual one, always the same for the same seed.
fn made_up(kpi: &Kpi, seed: &str, weak: bool) -> String {
    let chance = f64::from(
        seed.bytes().fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619)) % 1_000,
    ) / 1_000.0;
    if kpi.usual <= 0.0 {
        return if chance > 0.9 { "1".into() } else { "0".into() };
    }
    let factor = if weak { 0.30 + chance * 0.1 } else { 0.86 + chance * 0.28 };
    format!("{:.2}", kpi.usual * factor)
}
