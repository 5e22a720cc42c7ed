//! Days of annual leave in a year (年休假天数).
//!
//! 5, 10 or 15 days by the years worked for all employers; a part of the year counts by its calendar
//! days over 365, and only whole days count.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::dates::{add_months, check_range, days_inclusive};
use crate::refusal::Refusal;
use crate::{Decimal, RULESET, Step};

const CITE: &str = "职工带薪年休假条例 3；企业职工带薪年休假实施办法 3–5";

/// The tier is known (`entitlement_days`), or follows from `cumulative_years` or `career_started_on`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// 0, 5, 10 or 15.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entitlement_days: Option<u32>,
    /// Years worked for all employers, part-time work by the hour left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cumulative_years: Option<Decimal>,
    /// First day of a career without a break; with it a change of tier inside the year is seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub career_started_on: Option<NaiveDate>,
    /// Whether twelve months in a row were worked once; needed unless the tier is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twelve_months_worked: Option<bool>,
    /// Year of the leave; the year of hire if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// First day with this employer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employed_from: Option<NaiveDate>,
    /// Paid personal leave taken this year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_personal_leave_days: Option<Decimal>,
    /// Sick leave of this year, in months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sick_leave_months: Option<Decimal>,
    /// Whether school holidays were longer than the leave; no if absent.
    #[serde(default)]
    pub school_holidays_longer: bool,
    /// Whether this year's leave was taken before that was known; no if absent.
    #[serde(default)]
    pub already_taken: bool,
}

/// The days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The tier at the end of the year.
    pub full_year_days: u32,
    /// Calendar days of the year with this employer.
    pub remaining_days: u32,
    /// Whole days of leave this year.
    pub days: u32,
    /// Whether next year's leave is lost.
    pub next_year_lost: bool,
    /// `UNCONFIRMED:R-040` when the tier changes inside the year.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the tier, the part of the year, and what takes the leave away.
pub fn leave_entitlement(input: &Input) -> Result<Outcome, Refusal> {
    let (first, last) = year(input)?;
    let tiers = tiers(input, first, last)?;
    let remaining_days = days_inclusive(first, last);
    let tier = tiers.last().map_or(0, |part| part.tier);
    let mut outcome = Outcome {
        full_year_days: tier,
        remaining_days,
        days: 0,
        next_year_lost: false,
        flags: Vec::new(),
        steps: Vec::new(),
        ruleset: RULESET,
    };
    add_days_of(&mut outcome, &tiers, first);
    lost(&mut outcome, input);
    Ok(outcome)
}

/// A stretch of the year with one tier.
struct Part {
    days: u32,
    tier: u32,
}

/// First and last day of the year with this employer.
fn year(input: &Input) -> Result<(NaiveDate, NaiveDate), Refusal> {
    for (pointer, date) in [("/employed_from", input.employed_from), ("/career_started_on", input.career_started_on)] {
        date.map_or(Ok(()), |date| check_range(pointer, date))?;
    }
    let year = input.year.or(input.employed_from.map(|from| from.year()));
    let year = year.ok_or_else(|| Refusal::missing("/year"))?;
    let ends = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
    let Some((new_year, last)) = ends.filter(|_| (1900..2200).contains(&year)) else {
        return Err(Refusal::at(
            "/year",
            "year_out_of_range",
            "年份超出 1900 年至 2199 年的范围。",
            "The year lies outside 1900 to 2199.",
        ));
    };
    let first = input.employed_from.map_or(new_year, |from| from.max(new_year));
    if first > last {
        return Err(Refusal::at(
            "/employed_from",
            "dates_out_of_order",
            format!("入职日 {first} 晚于 {year} 年。"),
            format!("The first day, {first}, lies after {year}."),
        ));
    }
    Ok((first, last))
}

fn tiers(input: &Input, first: NaiveDate, last: NaiveDate) -> Result<Vec<Part>, Refusal> {
    let whole = |tier| Ok(vec![Part { days: days_inclusive(first, last), tier }]);
    let forms = [
        ("/entitlement_days", input.entitlement_days.is_some()),
        ("/cumulative_years", input.cumulative_years.is_some()),
        ("/career_started_on", input.career_started_on.is_some()),
    ];
    if let Some((pointer, _)) = forms.into_iter().filter(|(_, given)| *given).nth(1) {
        return Err(Refusal::at(
            pointer,
            "two_forms",
            "年休假档次、累计工作年限、参加工作日期三种填法只能选用一种。",
            "Give the tier, the years worked or the start of the career, and only one of them.",
        ));
    }
    if let Some(days) = input.entitlement_days {
        if ![0, 5, 10, 15].contains(&days) {
            return Err(Refusal::at(
                "/entitlement_days",
                "not_a_tier",
                "法定年休假为 0、5、10 或 15 天。",
                "Statutory leave is 0, 5, 10 or 15 days.",
            )
            .by_rule("R-040", CITE));
        }
        return whole(days);
    }
    if input.cumulative_years.is_none() && input.career_started_on.is_none() {
        return Err(Refusal::missing("/cumulative_years").by_rule("R-040", CITE));
    }
    let worked =
        input.twelve_months_worked.ok_or_else(|| Refusal::missing("/twelve_months_worked").by_rule("R-040", CITE))?;
    if !worked {
        return whole(0);
    }
    match (input.cumulative_years, input.career_started_on) {
        (Some(years), _) => whole(tier_of(years.floor())),
        (None, Some(started)) => Ok(parts(started, first, last)),
        (None, None) => whole(0),
    }
}

const fn tier_of(years: u32) -> u32 {
    match years {
        0 => 0,
        1..10 => 5,
        10..20 => 10,
        _ => 15,
    }
}

/// The year cut where the first, tenth or twentieth year of the career is full.
fn parts(started: NaiveDate, first: NaiveDate, last: NaiveDate) -> Vec<Part> {
    let turns = [1_u32, 10, 20].map(|years| (add_months(started, years * 12), tier_of(years)));
    let mut parts = Vec::new();
    let mut from = first;
    let mut tier = turns.iter().rev().find(|(on, _)| *on <= first).map_or(0, |(_, tier)| *tier);
    for (on, next) in turns.into_iter().filter(|(on, _)| *on > first && *on <= last) {
        parts.push(Part { days: days_inclusive(from, on) - 1, tier });
        (from, tier) = (on, next);
    }
    parts.push(Part { days: days_inclusive(from, last), tier });
    parts
}

fn add_days_of(outcome: &mut Outcome, parts: &[Part], first: NaiveDate) {
    let whole_year = first.ordinal() == 1;
    let changes = parts.len() > 1;
    let (days, working) = match parts {
        [part] if whole_year => (part.tier, format!("{}", part.tier)),
        parts => {
            // 365 also in leap years; whole days only, once at the end.
            let earned: u32 = parts.iter().map(|part| part.days * part.tier).sum();
            let terms: Vec<_> = parts.iter().map(|part| format!("{} ÷ 365 × {}", part.days, part.tier)).collect();
            (earned / 365, terms.join(" + "))
        }
    };
    outcome.days = days;
    let (note_zh, note_en) = if changes {
        outcome.flags.push("UNCONFIRMED:R-040");
        (
            "；年中升档如何计算法律未作规定，按日折算",
            "; no text says how a change of tier inside the year counts: by its days",
        )
    } else {
        ("", "")
    };
    let rule = if whole_year { "R-040" } else { "R-042" };
    let remaining = outcome.remaining_days;
    outcome.steps.push(Step::new(
        rule,
        CITE,
        format!("自 {first} 至年末 {remaining} 天：{working}，取整 = {days} 天{note_zh}"),
        format!(
            "From {first} to the end of the year, {remaining} days: {working}, whole days only = {days} days{note_en}"
        ),
        days,
    ));
}

/// what stands in for the leave, and what it costs when the leave was taken already.
fn lost(outcome: &mut Outcome, input: &Input) {
    let tier = outcome.full_year_days;
    let months = match tier {
        0 => return,
        5 => 2,
        10 => 3,
        _ => 4,
    };
    let sick = input.sick_leave_months.is_some_and(|sick| sick >= Decimal::whole(months));
    let personal = input.paid_personal_leave_days.is_some_and(|days| days >= Decimal::whole(20));
    let reasons = [
        (
            input.school_holidays_longer,
            "寒暑假多于年休假".to_owned(),
            "school holidays longer than the leave".to_owned(),
        ),
        (personal, "带薪事假累计 20 天以上".to_owned(), "20 days or more of paid personal leave".to_owned()),
        (
            sick,
            format!("病假累计 {months} 个月以上（{tier} 天档）"),
            format!("{months} months or more of sick leave (tier of {tier} days)"),
        ),
    ];
    let standing: Vec<_> = reasons.into_iter().filter(|(holds, ..)| *holds).collect();
    if standing.is_empty() {
        return;
    }
    let zh: Vec<_> = standing.iter().map(|(_, zh, _)| zh.as_str()).collect();
    let en: Vec<_> = standing.iter().map(|(_, _, en)| en.as_str()).collect();
    let (then_zh, then_en) = if input.already_taken {
        outcome.next_year_lost = true;
        ("当年已休，下一年度不再享受", "this year's leave was taken, so next year's is lost")
    } else {
        outcome.days = 0;
        ("不享受当年年休假：0 天", "no leave this year: 0 days")
    };
    outcome.steps.push(Step::new(
        "R-043",
        "职工带薪年休假条例 4；企业职工带薪年休假实施办法 6–8",
        format!("{}：{then_zh}", zh.join("；")),
        format!("{}: {then_en}", en.join("; ")),
        outcome.days,
    ));
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn outcome(input: Value) -> Value {
        run("leave-entitlement", &input).unwrap()
    }

    #[test]
    fn r040_the_tiers_turn_at_one_ten_and_twenty_years() {
        let days = |years: f64| {
            outcome(json!({"year": 2026, "cumulative_years": years, "twelve_months_worked": true}))["days"].clone()
        };
        for (years, tier) in [(0.99, 0), (1.0, 5), (9.99, 5), (10.0, 10), (19.99, 10), (20.0, 15)] {
            assert_eq!(days(years), tier, "{years}");
        }
        let never = outcome(json!({"year": 2026, "cumulative_years": 5, "twelve_months_worked": false}));
        assert_eq!(never["days"], 0);
    }

    #[test]
    fn r040_a_tier_that_changes_inside_the_year_is_counted_by_days_and_flagged() {
        let it = outcome(json!({"year": 2026, "career_started_on": "2016-07-01", "twelve_months_worked": true}));
        // 181 days of 5 and 184 of 10: 905 + 1840 over 365.
        assert_eq!(
            (&it["days"], &it["full_year_days"], &it["flags"]),
            (&json!(7), &json!(10), &json!(["UNCONFIRMED:R-040"]))
        );
        let settled = outcome(json!({"year": 2027, "career_started_on": "2016-07-01", "twelve_months_worked": true}));
        assert_eq!((&settled["days"], &settled["flags"]), (&json!(10), &json!([])));
    }

    #[test]
    fn r042_a_leap_year_in_full_earns_no_more_than_another() {
        assert_eq!(outcome(json!({"year": 2028, "entitlement_days": 5, "employed_from": "2020-01-01"}))["days"], 5);
        assert_eq!(outcome(json!({"employed_from": "2028-01-01", "entitlement_days": 15}))["days"], 15);
    }

    #[test]
    fn r043_long_sick_leave_takes_the_leave_by_its_tier() {
        let days = |tier: u32, months: f64| {
            outcome(json!({"year": 2026, "entitlement_days": tier, "sick_leave_months": months}))["days"].clone()
        };
        assert_eq!((days(5, 1.99), days(5, 2.0)), (json!(5), json!(0)));
        assert_eq!((days(10, 2.0), days(10, 3.0)), (json!(10), json!(0)));
        assert_eq!((days(15, 3.0), days(15, 4.0)), (json!(15), json!(0)));
    }

    #[test]
    fn r043_leave_taken_already_costs_the_next_years() {
        let it = outcome(
            json!({"year": 2026, "entitlement_days": 5, "paid_personal_leave_days": 20, "already_taken": true}),
        );
        assert_eq!((&it["days"], &it["next_year_lost"]), (&json!(5), &json!(true)));
        assert_eq!(
            outcome(json!({"year": 2026, "entitlement_days": 5, "paid_personal_leave_days": 19.5}))["next_year_lost"],
            false
        );
    }

    #[test]
    fn the_tier_is_known_from_one_place() {
        let cases = [
            (json!({}), "/year"),
            (json!({"year": 2026}), "/cumulative_years"),
            (json!({"year": 2026, "cumulative_years": 5}), "/twelve_months_worked"),
            (json!({"year": 2026, "entitlement_days": 7}), "/entitlement_days"),
            (json!({"year": 2026, "entitlement_days": 5, "cumulative_years": 5}), "/cumulative_years"),
            (json!({"year": 9999, "entitlement_days": 5}), "/year"),
            (json!({"year": 2025, "entitlement_days": 5, "employed_from": "2026-01-01"}), "/employed_from"),
        ];
        for (input, pointer) in cases {
            assert_eq!(run("leave-entitlement", &input).unwrap_err().pointer, pointer, "{input}");
        }
    }
}
