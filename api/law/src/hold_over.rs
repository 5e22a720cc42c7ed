//! Work that goes on after the contract expired (到期后继续用工).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::{add_days, add_months, check_order};
use crate::{RULESET, Refusal, Step};

/// The expiry and what happened after it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Last day of the contract.
    pub contract_end: NaiveDate,
    /// A day on which the employee still works, or the last such day.
    pub still_working_on: NaiveDate,
    /// Whether the employer objected to the work going on within the month.
    pub employer_objected: bool,
    /// Whether the conditions of R-012 are met; the kind of renewal is left open if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub must_offer_open_ended: Option<bool>,
}

/// What the silence has led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The month is over after this day.
    pub one_month_passed_after: NaiveDate,
    /// The old terms go on by agreement, and either side may end (解释(一) 34).
    pub continued_on_old_terms: bool,
    /// The employee can demand renewal on the old terms (解释(二) 11).
    pub renewal_on_old_terms_claimable: bool,
    /// That renewal is open-ended; absent when unknown or when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renewal_open_ended: Option<bool>,
    /// Whether the employment can still be ended for expiry.
    pub ground_44_1_available: bool,
    /// the days after expiry on which HR is alerted.
    pub alerts: Vec<NaiveDate>,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// silence continues the old terms, and more than a month of it renews them.
pub fn hold_over(input: &Input) -> Result<Outcome, Refusal> {
    let (end, working) = (input.contract_end, input.still_working_on);
    check_order(&[("/contract_end", Some(end)), ("/still_working_on", Some(working))])?;
    let month = add_months(end, 1);
    let silent = working > end && !input.employer_objected;
    let renewed = silent && working > month;
    let (objected_zh, objected_en) = if input.employer_objected {
        ("用人单位已表示异议", "the employer objected")
    } else {
        ("用人单位未表示异议", "the employer did not object")
    };
    let mut steps = vec![Step::new(
        "R-013",
        "法释〔2020〕26号 34",
        format!(
            "合同 {end} 期满，{working} 仍在工作，{objected_zh}：{}",
            if silent {
                "视为同意按原条件继续履行，任何一方可以终止"
            } else {
                "不产生按原条件继续履行的效果"
            }
        ),
        format!(
            "Expired on {end}, at work on {working}, {objected_en}: {}",
            if silent {
                "the old terms go on by agreement and either side may end"
            } else {
                "the old terms do not go on by silence"
            }
        ),
        silent,
    )];
    steps.push(Step::new(
        "R-013",
        "法释〔2025〕12号 11",
        format!(
            "超过一个月的界限：{end} + 1 个月 = {month}；{working} {}",
            if working > month { "已超过" } else { "未超过" }
        ),
        format!(
            "More than a month: {end} + 1 month = {month}; {working} is {}",
            if working > month { "past it" } else { "not past it" }
        ),
        month,
    ));
    let (zh, en) = if renewed {
        (
            "劳动者可以要求按原条件续订，不得再以期满终止，此后的终止适用解除的规定",
            "the employee can demand renewal on the old terms; expiry is gone, and an ending follows the rules on dismissal",
        )
    } else {
        (
            "仍可以期满终止（是否应当订立无固定期限合同另查 R-012）",
            "expiry can still end it (whether an open-ended contract is owed is asked apart, R-012)",
        )
    };
    steps.push(Step::new(
        "R-064",
        "劳动合同法 44(1)；法释〔2025〕12号 11",
        format!("第四十四条第一项：{zh}"),
        format!("Ground 44(1): {en}"),
        !renewed,
    ));
    Ok(Outcome {
        one_month_passed_after: month,
        continued_on_old_terms: silent,
        renewal_on_old_terms_claimable: renewed,
        renewal_open_ended: input.must_offer_open_ended.filter(|_| renewed),
        ground_44_1_available: !renewed,
        alerts: vec![end, add_days(end, 1), add_days(end, 25)],
        flags: Vec::new(),
        steps,
        ruleset: RULESET,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn outcome(working: &str, objected: bool) -> Value {
        let input = json!({"contract_end": "2026-03-31", "still_working_on": working, "employer_objected": objected, "must_offer_open_ended": true});
        run("hold-over", &input).unwrap()
    }

    #[test]
    fn r013_the_month_must_be_exceeded_and_not_only_reached() {
        assert_eq!(outcome("2026-04-30", false)["ground_44_1_available"], true);
        let over = outcome("2026-05-01", false);
        assert_eq!((&over["ground_44_1_available"], &over["renewal_open_ended"]), (&json!(false), &json!(true)));
        assert_eq!(outcome("2026-03-31", false)["continued_on_old_terms"], false);
    }

    #[test]
    fn r013_an_objection_keeps_expiry_open() {
        let it = outcome("2026-06-30", true);
        assert_eq!(
            (&it["ground_44_1_available"], &it["renewal_on_old_terms_claimable"]),
            (&json!(true), &json!(false))
        );
        assert_eq!(it.get("renewal_open_ended"), None);
    }

    #[test]
    fn r120_the_alerts_come_at_expiry_and_one_and_twenty_five_days_after() {
        assert_eq!(outcome("2026-04-01", false)["alerts"], json!(["2026-03-31", "2026-04-01", "2026-04-25"]));
    }
}
