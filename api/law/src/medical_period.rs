//! The medical period (医疗期), in which an ill employee keeps the job.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::{add_months, check_range};
use crate::standards::city_name;
use crate::{Decimal, RULESET, Refusal, Step};

/// The longest period of the table, and that of special diseases.
const LONGEST: u32 = 24;

/// Years of service on the day the treatment starts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// With all employers.
    pub total_years: Decimal,
    /// With this one; no more than `total_years`.
    pub years_with_employer: Decimal,
    /// Place of work; Shanghai has its own rule, every other place the national one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// First day of the sick leave; with it the end of the window is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_sick_day: Option<NaiveDate>,
    /// Days of sick leave so far, rest days and public holidays included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sick_days: Option<u32>,
    /// Cancer, mental illness, paralysis and the like; no if absent.
    #[serde(default)]
    pub special_disease: bool,
}

/// How long the protection lasts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Months of sick leave, counted together.
    pub months: u32,
    /// Months within which they are counted; none in Shanghai.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window_months: Option<u32>,
    /// The window ends on this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window_until: Option<NaiveDate>,
    /// Days left of the period, a month taken as thirty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_left: Option<u32>,
    /// `UNCONFIRMED:` with `R-093` (Shanghai's first step), `R-092` (special diseases), `R-091` (days).
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// R-090 (劳部发〔1994〕479号 3, 4); in Shanghai R-093 (沪府发〔2015〕40号).
pub fn medical_period(input: &Input) -> Result<Outcome, Refusal> {
    let (total, here) = (input.total_years, input.years_with_employer);
    if here > total {
        return Err(Refusal::at(
            "/years_with_employer",
            "more_than_in_total",
            format!("本单位工作年限 {here} 年不能超过总工作年限 {total} 年。"),
            format!("{here} years with this employer cannot be more than {total} in total."),
        )
        .by_rule("R-090", "劳部发〔1994〕479号 3"));
    }
    let mut outcome = match input.city.as_deref().map(city_name) {
        Some("上海") => shanghai(here),
        _ => national(total, here),
    };
    if input.special_disease && outcome.months < LONGEST {
        prolong(&mut outcome);
    }
    count(&mut outcome, input)?;
    Ok(outcome)
}

/// whether the 24 months come by themselves is open; the longer reading is taken.
fn prolong(outcome: &mut Outcome) {
    outcome.flags.push("UNCONFIRMED:R-092");
    outcome.steps.push(Step::new(
        "R-092",
        "劳部发〔1995〕236号 2",
        format!("特殊疾病（癌症、精神病、瘫痪等）：是否当然为 24 个月各地不一，按较长的处理：{} 改为 {LONGEST} 个月；24 个月内不能痊愈的，可经批准延长", outcome.months),
        format!("Special disease (cancer, mental illness, paralysis and the like): whether 24 months come by themselves is open, the longer is taken: {} becomes {LONGEST}; beyond them it can be extended with approval", outcome.months),
        LONGEST,
    ));
    outcome.months = LONGEST;
    outcome.window_months = outcome.window_months.map(|_| LONGEST + 6);
}

/// the window runs from the first sick day, and every day of sick leave counts.
fn count(outcome: &mut Outcome, input: &Input) -> Result<(), Refusal> {
    const CITE: &str = "劳部发〔1995〕236号";
    if let Some(first) = input.first_sick_day {
        check_range("/first_sick_day", first)?;
        if let Some(window) = outcome.window_months {
            let until = add_months(first, window);
            outcome.window_until = Some(until);
            outcome.steps.push(Step::new(
                "R-091",
                CITE,
                format!("累计期自病休第一天 {first} 起 + {window} 个月，至 {until}"),
                format!("The window runs from the first sick day: {first} + {window} months = {until}"),
                until,
            ));
        }
    }
    if let Some(days) = input.sick_days {
        let all = outcome.months * 30;
        let left = all.saturating_sub(days);
        outcome.days_left = Some(left);
        outcome.flags.push("UNCONFIRMED:R-091");
        outcome.steps.push(Step::new(
            "R-091",
            CITE,
            format!("已病休 {days} 天（含公休假日和法定节日），一个月按 30 天（法律未作规定）：{all} − {days}，不为负，剩余 {left} 天"),
            format!("{days} days of sick leave, rest days and holidays included; a month taken as 30 days (no text says): {all} − {days}, not below zero: {left} days left"),
            left,
        ));
    }
    Ok(())
}

/// The text says 以上 and 以下 of the same year; the boundary goes with the longer period.
fn national(total: Decimal, here: Decimal) -> Outcome {
    let (months, window) = match (total.floor(), here.floor()) {
        (..10, ..5) => (3, 6),
        (..10, _) | (_, ..5) => (6, 12),
        (_, 5..10) => (9, 15),
        (_, 10..15) => (12, 18),
        (_, 15..20) => (18, 24),
        _ => (24, 30),
    };
    Outcome {
        months,
        window_months: Some(window),
        window_until: None,
        days_left: None,
        flags: Vec::new(),
        steps: vec![Step::new(
            "R-090",
            "劳部发〔1994〕479号 3、4",
            format!("总工作年限 {total} 年、本单位 {here} 年：医疗期 {months} 个月，在 {window} 个月内累计"),
            format!(
                "{total} years in total, {here} here: {months} months of sick leave, counted within {window} months"
            ),
            months,
        )],
        ruleset: RULESET,
    }
}

fn shanghai(here: Decimal) -> Outcome {
    let years = here.floor();
    let months = (3 + years).min(24);
    // The text can also be read to add the first month after the second year; the longer is taken.
    let other = (3 + years.saturating_sub(1)).min(24);
    let flags = if other == months { Vec::new() } else { vec!["UNCONFIRMED:R-093"] };
    Outcome {
        months,
        window_months: None,
        window_until: None,
        days_left: None,
        flags,
        steps: vec![Step::new(
            "R-093",
            "沪府发〔2015〕40号",
            format!("上海：3 + 本单位满 {years} 年 = {}，最长 24：{months} 个月，累计计算", 3 + years),
            format!("Shanghai: 3 + {years} full years here = {}, at most 24: {months} months in all", 3 + years),
            months,
        )],
        ruleset: RULESET,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn months(total: Value, here: Value, city: &str) -> (Value, Value) {
        let input = json!({"total_years": total, "years_with_employer": here, "city": city});
        let outcome = run("medical-period", &input).unwrap();
        (outcome["months"].clone(), outcome["flags"].clone())
    }

    #[test]
    fn r090_a_full_step_of_years_belongs_to_the_longer_period() {
        let national = |total: f64, here: f64| months(json!(total), json!(here), "北京").0;
        assert_eq!(national(9.99, 4.99), 3);
        assert_eq!(national(9.99, 5.0), 6);
        assert_eq!(national(10.0, 4.99), 6);
        assert_eq!(national(10.0, 5.0), 9);
        assert_eq!(national(10.0, 10.0), 12);
        assert_eq!(national(20.0, 15.0), 18);
        assert_eq!(national(20.0, 20.0), 24);
    }

    #[test]
    fn r093_shanghai_takes_the_longer_reading_and_says_so() {
        assert_eq!(months(json!(0), json!(0), "上海"), (json!(3), json!([])));
        assert_eq!(months(json!(5), json!(5), "上海市"), (json!(8), json!(["UNCONFIRMED:R-093"])));
        assert_eq!(months(json!(21), json!(21), "Shanghai"), (json!(24), json!(["UNCONFIRMED:R-093"])));
        assert_eq!(months(json!(22), json!(22), "上海"), (json!(24), json!([])));
    }

    #[test]
    fn r091_the_window_runs_from_the_first_sick_day_as_in_the_official_example() {
        let input =
            json!({"total_years": 3, "years_with_employer": 1, "first_sick_day": "1995-03-05", "sick_days": 60});
        let outcome = run("medical-period", &input).unwrap();
        assert_eq!((&outcome["window_until"], &outcome["days_left"]), (&json!("1995-09-05"), &json!(30)));
        assert_eq!(outcome["flags"], json!(["UNCONFIRMED:R-091"]));
    }

    #[test]
    fn r092_a_special_disease_takes_the_longer_reading_and_says_so() {
        let special = |years: u32| {
            let input = json!({"total_years": years, "years_with_employer": years, "special_disease": true});
            run("medical-period", &input).unwrap()
        };
        let short = special(1);
        assert_eq!((&short["months"], &short["window_months"]), (&json!(24), &json!(30)));
        assert_eq!((&short["flags"], &special(20)["flags"]), (&json!(["UNCONFIRMED:R-092"]), &json!([])));
    }

    #[test]
    fn years_here_cannot_exceed_years_in_total() {
        let refusal = run("medical-period", &json!({"total_years": 3, "years_with_employer": 3.5})).unwrap_err();
        assert_eq!(refusal.pointer, "/years_with_employer");
    }
}
