//! Whether work by the hour is genuinely part-time (非全日制用工): R-071.

use serde::{Deserialize, Serialize};

use crate::{Decimal, RULESET, Refusal, Step};

/// The hours and the pay cycle.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// On average.
    pub hours_a_day: Decimal,
    pub hours_a_week: Decimal,
    /// Days from one payment to the next.
    pub pay_cycle_days: u32,
}

/// Whether it keeps to the limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// False: the work counts as full-time, with severance and everything else.
    pub part_time: bool,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// at most 4 hours a day on average, 24 a week, and paid every 15 days.
pub fn part_time(input: &Input) -> Result<Outcome, Refusal> {
    let (day, week, cycle) = (input.hours_a_day, input.hours_a_week, input.pay_cycle_days);
    if day > Decimal::whole(24) {
        return Err(Refusal::at(
            "/hours_a_day",
            "hours_out_of_range",
            "每日工作时间不得超过 24 小时。",
            "A day has 24 hours.",
        ));
    }
    if week > Decimal::whole(168) {
        return Err(Refusal::at(
            "/hours_a_week",
            "hours_out_of_range",
            "每周工作时间不得超过 168 小时。",
            "A week has 168 hours.",
        ));
    }
    let limits = [
        (
            day <= Decimal::whole(4),
            "劳动合同法 68–72",
            format!("平均每日 {day} 小时，上限 4"),
            format!("{day} hours a day on average, at most 4"),
        ),
        (
            week <= Decimal::whole(24),
            "劳动合同法 68–72",
            format!("每周 {week} 小时，上限 24"),
            format!("{week} hours a week, at most 24"),
        ),
        (
            cycle <= 15,
            "劳动合同法 68–72",
            format!("每 {cycle} 日结薪一次，上限 15"),
            format!("paid every {cycle} days, at most 15"),
        ),
    ];
    let part_time = limits.iter().all(|(kept, ..)| *kept);
    let mut steps: Vec<_> = limits
        .into_iter()
        .map(|(kept, cite, zh, en)| {
            let (verdict_zh, verdict_en) = if kept { ("未超过", "kept") } else { ("超过", "exceeded") };
            Step::new("R-071", cite, format!("{zh}：{verdict_zh}"), format!("{en}: {verdict_en}"), kept)
        })
        .collect();
    let (zh, en) = if part_time {
        (
            "符合非全日制用工的界限：不得约定试用期，任何一方可随时终止，不支付经济补偿",
            "within the limits: no probation, either side may end at any time, and no severance is owed",
        )
    } else {
        ("超过非全日制用工的界限，按全日制劳动关系处理", "beyond the limits: it counts as full-time employment")
    };
    steps.push(Step::new("R-071", "劳动合同法 68–72", zh, en, part_time));
    Ok(Outcome { part_time, flags: Vec::new(), steps, ruleset: RULESET })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn genuine(day: Value, week: Value, cycle: u32) -> Value {
        let input = json!({"hours_a_day": day, "hours_a_week": week, "pay_cycle_days": cycle});
        run("part-time", &input).unwrap()["part_time"].clone()
    }

    #[test]
    fn r071_each_limit_may_be_reached_and_none_exceeded() {
        assert_eq!(genuine(json!(4), json!(24), 15), true);
        assert_eq!(genuine(json!(4.01), json!(24), 15), false);
        assert_eq!(genuine(json!(4), json!(24.01), 15), false);
        assert_eq!(genuine(json!(4), json!(24), 16), false);
    }

    #[test]
    fn a_day_and_a_week_have_only_so_many_hours() {
        let refused = |day: u32, week: u32| {
            run("part-time", &json!({"hours_a_day": day, "hours_a_week": week, "pay_cycle_days": 1}))
                .unwrap_err()
                .pointer
        };
        assert_eq!((refused(25, 1), refused(1, 169)), ("/hours_a_day".to_owned(), "/hours_a_week".to_owned()));
    }
}
