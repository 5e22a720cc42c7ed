//! How long before the end a notice must reach the other side (预告期).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::{add_days, check_order, check_range};
use crate::{Ground, RULESET, Refusal, Step};

/// The notice; its length follows from the ground, or is given in days.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Day on which the notice reached the other side (ground 41: the explanation was given); not counted.
    pub served_on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// Days of notice, at most 365; without a ground, or for 44(1) where a period was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Whether probation runs; asked for ground 37.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_probation: Option<bool>,
    /// The last day intended; with it the answer says whether the notice suffices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
}

/// The earliest end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub days: u32,
    pub earliest_last_day: NaiveDate,
    /// Whether the intended last day leaves the whole period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sufficient: Option<bool>,
    /// Whether a month's wage is due for what is missing; article 40 only.
    pub notice_pay_due: bool,
    /// `UNCONFIRMED:R-031` when days that were given are not credited.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the day of service does not count, so thirty days from 1 June end on 1 July.
pub fn notice_period(input: &Input) -> Result<Outcome, Refusal> {
    check_range("/served_on", input.served_on)?;
    check_order(&[("/served_on", Some(input.served_on)), ("/last_day", input.last_day)])?;
    let length = length(input)?;
    let (served, days) = (input.served_on, length.days);
    let earliest = add_days(served, days);
    let mut steps = vec![
        Step::new(length.rule, length.cite, length.zh, length.en, days),
        Step::new(
            "R-001",
            "民法典 201",
            format!("最早的最后工作日：{served} + {days} 日（当日不计）= {earliest}"),
            format!("Earliest last day: {served} + {days} days, that day not counted = {earliest}"),
            earliest,
        ),
    ];
    let sufficient = input.last_day.map(|last| last >= earliest);
    let short = sufficient == Some(false);
    let notice_pay_due = short && input.ground.is_some_and(Ground::is_no_fault_dismissal);
    let mut flags = Vec::new();
    if let (Some(last), Some(enough)) = (input.last_day, sufficient) {
        let (zh, en) = match (enough, notice_pay_due) {
            (true, _) => ("预告期足够", "the period is kept"),
            (false, true) => (
                "预告期不足，应付一个月工资代通知；已通知的天数能否抵扣法律未作规定，未抵扣",
                "too short: one month's wage instead of notice is due; no text credits the days given, so none are",
            ),
            (false, false) => ("预告期不足", "too short"),
        };
        flags.extend(notice_pay_due.then_some("UNCONFIRMED:R-031"));
        steps.push(Step::new(
            "R-031",
            "劳动合同法 37、40、41",
            format!("最后工作日 {last}：{zh}"),
            format!("Last day {last}: {en}"),
            enough,
        ));
    }
    Ok(Outcome { days, earliest_last_day: earliest, sufficient, notice_pay_due, flags, steps, ruleset: RULESET })
}

struct Length {
    days: u32,
    rule: &'static str,
    cite: &'static str,
    zh: String,
    en: String,
}

fn length(input: &Input) -> Result<Length, Refusal> {
    if input.days.is_some_and(|days| days > 365) {
        return Err(Refusal::at(
            "/days",
            "days_out_of_range",
            "预告期不得超过 365 日。",
            "A period of notice has 365 days at most.",
        ));
    }
    let of = |days, rule, cite, zh: &str, en: &str| {
        Ok(Length { days, rule, cite, zh: format!("{zh}：{days} 日"), en: format!("{en}: {days} days") })
    };
    let Some(ground) = input.ground else {
        let days = input.days.ok_or_else(|| Refusal::missing("/ground").by_rule("R-031", "劳动合同法 40"))?;
        return of(days, "R-001", "民法典 201", "预告期（直接给定）", "Period of notice, as given");
    };
    if input.days.is_some() && ground != Ground::Expiry {
        return Err(Refusal::at(
            "/days",
            "two_forms",
            format!("事由 {ground} 的预告期由法律规定，不能另行给定。"),
            format!("The period of ground {ground} follows from the law and is not given."),
        ));
    }
    match ground {
        Ground::Resignation => match input.in_probation {
            Some(true) => of(3, "R-052", "劳动合同法 37", "试用期内辞职", "Resignation in probation"),
            Some(false) => of(30, "R-052", "劳动合同法 37", "辞职，书面", "Resignation, in writing"),
            None => Err(Refusal::missing("/in_probation").by_rule("R-052", "劳动合同法 37")),
        },
        Ground::Illness | Ground::Incompetence | Ground::ObjectiveChange => {
            of(30, "R-031", "劳动合同法 40", "书面通知劳动者本人", "Written notice to the employee")
        }
        Ground::MassLayoff(_) => {
            of(30, "R-063", "劳动合同法 41(1)", "向工会或全体职工说明情况", "Explanation to the union or to all staff")
        }
        Ground::Expiry => match input.days {
            Some(days) => of(
                days,
                "R-064",
                "京高法发〔2024〕534号 67",
                "期满，约定或本单位规定的预告期",
                "Expiry, a period agreed or of house policy",
            ),
            None => of(0, "R-064", "劳动合同法 44(1)", "期满，全国无法定预告期", "Expiry, no national period"),
        },
        other => {
            let row = other.row();
            let en = format!("Ground {}, no period", row.code);
            of(0, "R-030", "劳动合同法 36、38、39、44", &format!("事由 {}，无预告期", row.code), &en)
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn outcome(input: Value) -> Value {
        run("notice-period", &input).unwrap()
    }

    #[test]
    fn r052_three_days_in_probation_and_thirty_after() {
        let days = |probation: bool| {
            outcome(json!({"served_on": "2026-06-01", "ground": "37", "in_probation": probation}))["earliest_last_day"]
                .clone()
        };
        assert_eq!((days(true), days(false)), (json!("2026-06-04"), json!("2026-07-01")));
    }

    #[test]
    fn r031_one_day_too_few_costs_the_whole_month_under_article_40_alone() {
        let at =
            |ground: &str, last: &str| outcome(json!({"served_on": "2026-06-01", "ground": ground, "last_day": last}));
        assert_eq!(at("40(2)", "2026-07-01")["notice_pay_due"], false);
        let short = at("40(2)", "2026-06-30");
        assert_eq!((&short["notice_pay_due"], &short["flags"]), (&json!(true), &json!(["UNCONFIRMED:R-031"])));
        let layoff = at("41", "2026-06-30");
        assert_eq!((&layoff["sufficient"], &layoff["notice_pay_due"]), (&json!(false), &json!(false)));
        assert_eq!(at("39(2)", "2026-06-01")["sufficient"], true);
    }

    #[test]
    fn r064_expiry_has_a_period_only_where_one_was_agreed() {
        assert_eq!(outcome(json!({"served_on": "2026-06-01", "ground": "44(1)"}))["days"], 0);
        assert_eq!(outcome(json!({"served_on": "2026-06-01", "ground": "44(1)", "days": 30}))["days"], 30);
    }

    #[test]
    fn the_length_is_known_from_one_place() {
        let cases = [
            (json!({"served_on": "2026-06-01"}), "/ground"),
            (json!({"served_on": "2026-06-01", "ground": "40(2)", "days": 20}), "/days"),
            (json!({"served_on": "2026-06-01", "days": 366}), "/days"),
            (json!({"served_on": "2026-06-01", "ground": "37"}), "/in_probation"),
            (json!({"served_on": "2026-06-01", "days": 1, "last_day": "2026-05-31"}), "/last_day"),
        ];
        for (input, pointer) in cases {
            assert_eq!(run("notice-period", &input).unwrap_err().pointer, pointer, "{input}");
        }
    }
}
