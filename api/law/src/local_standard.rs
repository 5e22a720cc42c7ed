//! Which place's figure counts (履行地与注册地标准).
//!
//! The place of performance, unless the parties agreed on the place of registration and its figure is
//! higher. The figures are given, or looked up by city in the data set of the crate with what HR has
//! entered laid over it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::check_range;
use crate::refusal::{Refusal, not_negative};
use crate::standards::{Average, Figure, Recorded, Standards, Status, Subject, of_place};
use crate::{Fen, RULESET, Step};

const CITE: &str = "劳动合同法实施条例 14";

/// Either amounts (`performance`, `registered`), or cities with `figure` and `on`; not both.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Figure of the place of performance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub performance: Option<Fen>,
    /// Figure of the place of registration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered: Option<Fen>,
    /// Place of performance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub performance_city: Option<String>,
    /// Place of registration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_city: Option<String>,
    /// Whether the parties agreed on the figures of the place of registration; no if absent.
    #[serde(default)]
    pub agreed_registered: bool,
    /// What is looked up; with cities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Kind>,
    /// The day on which the figure must have been published; with cities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// Figures of one's own, laid over those of the crate; with cities.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<Record>,
}

/// A figure that somebody read in the official notice.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    pub city: String,
    pub figure: RecordKind,
    /// Statistical series and the year it describes; for averages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stat_year: Option<i32>,
    pub value: Fen,
    /// The day from which it counts.
    pub effective: NaiveDate,
    pub status: Status,
    pub source: String,
}

/// What a record gives: a monthly average too, of which the cap follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    MonthlyAverageWage,
    AnnualAverageWage,
    Cap3,
    MinimumWage,
}

/// The kind of figure (标准种类).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Three times the monthly average (三倍封顶).
    Cap3,
    /// 最低工资
    MinimumWage,
    /// 上年度职工年平均工资
    AnnualAverageWage,
}

/// The place whose figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    Performance,
    Registered,
}

/// The figure and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub value: Fen,
    pub place: Place,
    /// Absent when the amounts were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stat_year: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// `DERIVED:<rule>` and `UNCONFIRMED:R-025` of the figure that was looked up.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// of two places' figures the one that counts.
pub fn local_standard(input: &Input) -> Result<Outcome, Refusal> {
    not_negative([("/performance", input.performance), ("/registered", input.registered)])?;
    let (performance, registered) = figures(input)?;
    let looked_up = input.performance.is_none();
    let other = registered.as_ref().map(|figure| figure.value);
    let (here, agreed) = (performance.value, input.agreed_registered);
    let away = matches!(other, Some(other) if agreed && other > here);
    let used = of_place(performance, registered, agreed);
    let place = if away { Place::Registered } else { Place::Performance };
    let mut steps = Vec::new();
    if looked_up {
        let effective = used.effective.as_deref().unwrap_or("–");
        steps.push(Step::new(
            "R-130",
            CITE,
            format!("{} 的标准 {} 元，公布日期 {effective}，来源：{}", used.city, used.value, used.source),
            format!("Figure of {}: {} yuan, published {effective}, source: {}", used.city, used.value, used.source),
            used.value,
        ));
    }
    let (agreed_zh, agreed_en) = if agreed { ("已约定", "agreed") } else { ("未约定", "not agreed") };
    let (other_zh, other_en) = match other {
        Some(other) => (
            format!("注册地 {other} 元（{agreed_zh}按注册地）"),
            format!("place of registration {other} ({agreed_en})"),
        ),
        None => ("注册地未给出".to_owned(), "no place of registration given".to_owned()),
    };
    let (used_zh, used_en) = if away {
        ("按注册地", "that of registration counts")
    } else {
        ("按履行地", "that of performance counts")
    };
    steps.push(Step::new(
        "R-003",
        CITE,
        format!("履行地 {here} 元；{other_zh}；注册地更高且有约定的才按注册地：{used_zh} {} 元", used.value),
        format!("Place of performance {here}; {other_en}; registration counts only if higher and agreed: {used_en}, {} yuan", used.value),
        used.value,
    ));
    let known = |text: String| looked_up.then_some(text);
    Ok(Outcome {
        value: used.value,
        place,
        city: known(used.city),
        stat_year: used.stat_year,
        effective: used.effective,
        status: looked_up.then_some(used.status),
        source: known(used.source),
        flags: used.flags,
        steps,
        ruleset: RULESET,
    })
}

fn figures(input: &Input) -> Result<(Figure, Option<Figure>), Refusal> {
    if let Some(performance) = input.performance {
        let of_cities = [
            ("/performance_city", input.performance_city.is_some()),
            ("/registered_city", input.registered_city.is_some()),
            ("/figure", input.figure.is_some()),
            ("/on", input.on.is_some()),
            ("/records", !input.records.is_empty()),
        ];
        if let Some((pointer, _)) = of_cities.into_iter().find(|(_, given)| *given) {
            return Err(two_forms(pointer));
        }
        return Ok((given(performance), input.registered.map(given)));
    }
    if input.registered.is_some() {
        return Err(if input.performance_city.is_some() {
            two_forms("/registered")
        } else {
            Refusal::missing("/performance")
        });
    }
    let missing = |pointer| Refusal::missing(pointer).by_rule("R-003", CITE);
    let city = input.performance_city.as_deref().ok_or_else(|| missing("/performance"))?;
    let kind = input.figure.ok_or_else(|| missing("/figure"))?;
    let on = input.on.ok_or_else(|| missing("/on"))?;
    check_range("/on", on)?;
    let recorded = recorded(&input.records)?;
    let set = Standards::shipped().with_recorded(&recorded);
    let look_up = |city: &str, pointer: &str| {
        let figure = match kind {
            Kind::Cap3 => set.cap3(city, on),
            Kind::MinimumWage => set.minimum_wage(city, on),
            Kind::AnnualAverageWage => set.annual_average_wage(city, on),
        };
        figure.map_err(|refusal| Refusal { pointer: pointer.to_owned(), ..refusal })
    };
    let performance = look_up(city, "/performance_city")?;
    // Without an agreement the other place cannot count, so its figure is not asked for.
    let other = input.registered_city.as_deref().filter(|_| input.agreed_registered);
    Ok((performance, other.map(|city| look_up(city, "/registered_city")).transpose()?))
}

/// The records in the form in which the data set takes them.
fn recorded(records: &[Record]) -> Result<Vec<Recorded>, Refusal> {
    let mut recorded = Vec::new();
    for (index, record) in records.iter().enumerate() {
        let at = |name: &str| format!("/records/{index}/{name}");
        not_negative([(at("value").as_str(), Some(record.value))])?;
        check_range(&at("effective"), record.effective)?;
        for (name, text) in [("city", &record.city), ("source", &record.source)] {
            if text.trim().is_empty() {
                return Err(Refusal::missing(at(name)).by_rule("R-130", CITE));
            }
        }
        let average = match record.figure {
            RecordKind::MonthlyAverageWage => Some(Average::Monthly),
            RecordKind::AnnualAverageWage => Some(Average::Annual),
            RecordKind::Cap3 => Some(Average::Cap3),
            RecordKind::MinimumWage => None,
        };
        let subject = match average {
            None => Subject::MinimumWage,
            Some(of) => Subject::AverageWage {
                of,
                series: record.series.clone().ok_or_else(|| Refusal::missing(at("series")).by_rule("R-130", CITE))?,
                stat_year: record.stat_year.ok_or_else(|| Refusal::missing(at("stat_year")).by_rule("R-130", CITE))?,
            },
        };
        recorded.push(Recorded {
            record: format!("records/{index}"),
            city: record.city.clone(),
            subject,
            value: record.value,
            effective: record.effective,
            status: record.status,
            source: record.source.clone(),
        });
    }
    Ok(recorded)
}

/// An amount that the caller answers for.
fn given(value: Fen) -> Figure {
    Figure {
        value,
        city: String::new(),
        stat_year: None,
        effective: None,
        status: Status::Official,
        source: String::new(),
        record: None,
        flags: Vec::new(),
    }
}

fn two_forms(pointer: &str) -> Refusal {
    Refusal::at(
        pointer,
        "two_forms",
        "要么直接给定两地金额，要么给定城市由系统查找，只能选用一种。",
        "Give the amounts of the places or the cities to look them up by, not both.",
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn outcome(input: Value) -> Value {
        run("local-standard", &input).unwrap()
    }

    #[test]
    fn r003_cities_are_looked_up_with_their_source() {
        let input = json!({"performance_city": "广州", "registered_city": "北京", "agreed_registered": true, "figure": "cap3", "on": "2026-03-31"});
        let it = outcome(input);
        assert_eq!(
            (&it["value"], &it["city"], &it["place"]),
            (&json!("47103.00"), &json!("北京"), &json!("registered"))
        );
        assert_eq!((&it["status"], &it["stat_year"]), (&json!("SECONDARY"), &json!(2023)));
    }

    #[test]
    fn r003_an_equal_figure_of_the_place_of_registration_changes_nothing() {
        let it = outcome(json!({"performance": "41112.00", "registered": "41112.00", "agreed_registered": true}));
        assert_eq!(it["place"], "performance");
        assert_eq!(it.get("city"), None);
    }

    #[test]
    fn r130_a_figure_that_is_missing_is_named_and_counts_once_it_is_entered() {
        let mut input = json!({"performance_city": "成都", "figure": "minimum_wage", "on": "2026-03-31"});
        let refusal = run("local-standard", &input).unwrap_err();
        assert_eq!((refusal.pointer.as_str(), refusal.code), ("/performance_city", "standard_missing"));
        let row = json!({"city": "成都", "figure": "minimum_wage", "value": "2330.00", "effective": "2025-01-01", "status": "OFFICIAL", "source": "notice"});
        input["records"] = json!([row]);
        assert_eq!(outcome(input.clone())["value"], "2330.00");
        input["records"][0]["value"] = json!("-1.00");
        assert_eq!(run("local-standard", &input).unwrap_err().pointer, "/records/0/value");
        input["records"][0]["figure"] = json!("monthly_average_wage");
        input["records"][0]["value"] = json!("9000.00");
        assert_eq!(run("local-standard", &input).unwrap_err().pointer, "/records/0/series");
    }

    #[test]
    fn r025_a_record_of_a_newer_year_counts_from_its_day() {
        let cap = |on: &str| {
            let row = json!({"city": "上海", "figure": "monthly_average_wage", "series": "x", "stat_year": 2025, "value": "12800.00", "effective": "2026-07-01", "status": "OFFICIAL", "source": "notice"});
            outcome(json!({"performance_city": "上海", "figure": "cap3", "on": on, "records": [row]}))
        };
        assert_eq!(
            (&cap("2026-06-30")["value"], &cap("2026-07-01")["value"]),
            (&json!("37302.00"), &json!("38400.00"))
        );
        assert_eq!(cap("2026-07-01")["flags"], json!(["DERIVED:R-024"]));
    }

    #[test]
    fn the_figures_are_given_in_one_form_and_complete() {
        let cases = [
            (json!({}), "/performance", "missing"),
            (json!({"registered": "1.00"}), "/performance", "missing"),
            (json!({"performance": "1.00", "on": "2026-01-01"}), "/on", "two_forms"),
            (json!({"performance_city": "北京", "registered": "1.00"}), "/registered", "two_forms"),
            (json!({"performance_city": "北京"}), "/figure", "missing"),
            (json!({"performance_city": "北京", "figure": "cap3"}), "/on", "missing"),
            (json!({"performance": "-1.00"}), "/performance", "negative"),
        ];
        for (input, pointer, code) in cases {
            let refusal = run("local-standard", &input).unwrap_err();
            assert_eq!((refusal.pointer.as_str(), refusal.code), (pointer, code), "{input}");
        }
    }
}
