//! Until when a claim can be brought to arbitration (仲裁时效).
//!
//! A year from knowing; wages of a running employment have no limit and a year from its end. The
//! second wage is counted back day by day from the claim. For leave pay Beijing has a rule of its
//! own, and no text was found elsewhere.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::{add_days, add_months, check_order, check_range, sub_months};
use crate::refusal::Refusal;
use crate::standards::city_name;
use crate::{RULESET, Step};

const CITE: &str = "劳动争议调解仲裁法 27";

/// The claim and the days it hangs on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub claim: Claim,
    /// `wages`: last day of the employment; it still runs if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation_ended_on: Option<NaiveDate>,
    /// `other`: the day the employee knew or should have known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_on: Option<NaiveDate>,
    /// `double_wage`: first day of its window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// `double_wage`: last day of its window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// `leave_pay`: the year the leave belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leave_year: Option<i32>,
    /// `leave_pay`: place of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// When arbitration was or will be applied for; with it the answer says whether that is in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filed_on: Option<NaiveDate>,
}

/// What is claimed (请求事项).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// 劳动报酬
    Wages,
    /// 二倍工资差额
    DoubleWage,
    /// 未休年休假工资中的 200%
    LeavePay,
    /// Severance, damages and everything else that a single day makes known.
    Other,
}

/// The last day, and whether the claim comes in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Null when there is no limit yet, or no rule is known.
    pub last_day_to_apply: Option<NaiveDate>,
    /// Null without `filed_on`, and where no rule is known.
    pub in_time: Option<bool>,
    /// `double_wage`: first day of the window that the claim still reaches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimable_from: Option<NaiveDate>,
    /// `SECONDARY:R-045` (Beijing), `UNCONFIRMED:R-045` (elsewhere), `LOCAL:R-011`.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the last day to apply for arbitration.
pub fn limitation(input: &Input) -> Result<Outcome, Refusal> {
    check(input)?;
    let mut outcome = Outcome {
        last_day_to_apply: None,
        in_time: None,
        claimable_from: None,
        flags: Vec::new(),
        steps: vec![Step::new(
            "R-115",
            "法释〔2025〕12号 20",
            "时效抗辩须在仲裁阶段提出，逾期不再审查",
            "A defence of limitation must be raised in arbitration; later it is not heard",
            "in arbitration",
        )],
        ruleset: RULESET,
    };
    match input.claim {
        Claim::Wages => wages(&mut outcome, input),
        Claim::DoubleWage => double_wage(&mut outcome, input)?,
        Claim::LeavePay => leave_pay(&mut outcome, input)?,
        Claim::Other => {
            let known = input.known_on.ok_or_else(|| Refusal::missing("/known_on").by_rule("R-115", CITE))?;
            a_year_from(&mut outcome, known, "知道或应当知道权利被侵害之日", "the day of knowing");
            settle(&mut outcome, input);
        }
    }
    Ok(outcome)
}

fn check(input: &Input) -> Result<(), Refusal> {
    let of_other_claims = [
        ("/relation_ended_on", input.relation_ended_on.is_some(), Claim::Wages),
        ("/known_on", input.known_on.is_some(), Claim::Other),
        ("/from", input.from.is_some(), Claim::DoubleWage),
        ("/to", input.to.is_some(), Claim::DoubleWage),
        ("/leave_year", input.leave_year.is_some(), Claim::LeavePay),
        ("/city", input.city.is_some(), Claim::LeavePay),
    ];
    if let Some((pointer, ..)) = of_other_claims.into_iter().find(|(_, given, claim)| *given && *claim != input.claim) {
        return Err(Refusal::at(
            pointer,
            "not_for_this_claim",
            "该字段不适用于这一请求事项。",
            "This field does not belong to this kind of claim.",
        ));
    }
    for (pointer, date) in
        [("/filed_on", input.filed_on), ("/relation_ended_on", input.relation_ended_on), ("/known_on", input.known_on)]
    {
        date.map_or(Ok(()), |date| check_range(pointer, date))?;
    }
    if input.leave_year.is_some_and(|year| !(1900..2190).contains(&year)) {
        return Err(Refusal::at(
            "/leave_year",
            "year_out_of_range",
            "年份超出 1900 年至 2189 年的范围。",
            "The year lies outside 1900 to 2189.",
        ));
    }
    check_order(&[("/from", input.from), ("/to", input.to)])
}

fn a_year_from(outcome: &mut Outcome, day: NaiveDate, zh: &str, en: &str) {
    let last = add_months(day, 12);
    outcome.last_day_to_apply = Some(last);
    outcome.steps.push(Step::new(
        "R-115",
        CITE,
        format!("仲裁时效一年：自{zh} {day} 起 + 12 个月 = {last}"),
        format!("One year from {en}: {day} + 12 months = {last}"),
        last,
    ));
}

/// Whether the claim, if its day is known, comes by the last day.
fn settle(outcome: &mut Outcome, input: &Input) {
    let (Some(last), Some(filed)) = (outcome.last_day_to_apply, input.filed_on) else {
        return;
    };
    let in_time = filed <= last;
    let (zh, en) = if in_time { ("未超过", "not past") } else { ("已超过", "past") };
    outcome.in_time = Some(in_time);
    outcome.steps.push(Step::new(
        "R-115",
        CITE,
        format!("{filed} 申请，最后一日 {last}：{zh}时效"),
        format!("Applied on {filed}, last day {last}: {en} the limit"),
        in_time,
    ));
}

fn wages(outcome: &mut Outcome, input: &Input) {
    match input.relation_ended_on {
        Some(ended) => {
            a_year_from(outcome, ended, "劳动关系终止之日", "the end of the employment");
            settle(outcome, input);
        }
        None => {
            outcome.in_time = input.filed_on.map(|_| true);
            outcome.steps.push(Step::new(
                "R-115",
                CITE,
                "劳动关系存续期间拖欠劳动报酬，不受一年时效限制",
                "Wages of an employment that still runs: no limit of a year",
                "no limit",
            ));
        }
    }
}

/// each day of the window has its own year.
fn double_wage(outcome: &mut Outcome, input: &Input) -> Result<(), Refusal> {
    const COUNTED: &str = "京高法发〔2024〕534号 41(5)";
    let from = input.from.ok_or_else(|| Refusal::missing("/from").by_rule("R-011", COUNTED))?;
    let to = input.to.ok_or_else(|| Refusal::missing("/to").by_rule("R-011", COUNTED))?;
    outcome.flags.push("LOCAL:R-011");
    a_year_from(outcome, to, "二倍工资期间最后一日", "the last day of the window");
    let Some(filed) = input.filed_on else { return Ok(()) };
    // The first day whose year has not run out when the claim is brought.
    let earliest = sub_months(filed, 12);
    let earliest = if add_months(earliest, 12) < filed { add_days(earliest, 1) } else { earliest };
    let reached = from.max(earliest);
    let in_time = reached <= to;
    outcome.in_time = Some(in_time);
    outcome.claimable_from = in_time.then_some(reached);
    let (zh, en) = if in_time {
        (format!("可主张 {reached} 至 {to}"), format!("it reaches {reached} to {to}"))
    } else {
        (format!("{from} 至 {to} 全部超过时效"), format!("all of {from} to {to} lies before it"))
    };
    outcome.steps.push(Step::new(
        "R-011",
        COUNTED,
        format!("{filed} 申请，逐日倒推一年至 {earliest}（北京口径）：{zh}"),
        format!("Applied on {filed}, counted back day by day for a year to {earliest} (Beijing's reading): {en}"),
        in_time,
    ));
    Ok(())
}

/// leave of year Y may be arranged in Y+1, and the year runs from the end of that.
fn leave_pay(outcome: &mut Outcome, input: &Input) -> Result<(), Refusal> {
    let year = input.leave_year.ok_or_else(|| Refusal::missing("/leave_year").by_rule("R-045", CITE))?;
    let city = input.city.as_deref().ok_or_else(|| Refusal::missing("/city").by_rule("R-045", CITE))?;
    if city_name(city) != "北京" {
        outcome.flags.push("UNCONFIRMED:R-045");
        outcome.steps.push(Step::new(
            "R-045",
            CITE,
            format!("{year} 年未休年休假工资的时效：除北京外未见依据，不作判断，请咨询律师"),
            format!("Leave pay of {year}: no text was found outside Beijing, so nothing is decided: ask counsel"),
            "unknown",
        ));
        return Ok(());
    }
    let last = NaiveDate::from_ymd_opt(year + 2, 12, 31).unwrap_or(NaiveDate::MAX);
    outcome.flags.push("SECONDARY:R-045");
    outcome.last_day_to_apply = Some(last);
    outcome.steps.push(Step::new(
        "R-045",
        CITE,
        format!("北京口径（二手资料）：{year} 年的年休假可安排至 {} 年，时效一年，至 {last}", year + 1),
        format!(
            "Beijing's practice (secondary source): leave of {year} may be arranged in {}, then one year: to {last}",
            year + 1
        ),
        last,
    ));
    settle(outcome, input);
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn outcome(input: Value) -> Value {
        run("limitation", &input).unwrap()
    }

    #[test]
    fn r115_wages_have_no_limit_while_the_employment_runs_and_a_year_from_its_end() {
        let runs = outcome(json!({"claim": "wages", "filed_on": "2026-01-01"}));
        assert_eq!((&runs["last_day_to_apply"], &runs["in_time"]), (&Value::Null, &json!(true)));
        let ended = |filed: &str| {
            outcome(json!({"claim": "wages", "relation_ended_on": "2026-03-31", "filed_on": filed}))["in_time"].clone()
        };
        assert_eq!((ended("2027-03-31"), ended("2027-04-01")), (json!(true), json!(false)));
    }

    #[test]
    fn r011_the_second_wage_is_reached_back_day_by_day() {
        let reach = |filed: &str| {
            outcome(json!({"claim": "double_wage", "from": "2025-04-01", "to": "2026-02-28", "filed_on": filed}))
        };
        assert_eq!(reach("2026-03-01")["claimable_from"], "2025-04-01");
        assert_eq!(reach("2026-06-15")["claimable_from"], "2025-06-15");
        assert_eq!(reach("2027-02-28")["claimable_from"], "2026-02-28");
        let late = reach("2027-03-01");
        assert_eq!((&late["in_time"], late.get("claimable_from")), (&json!(false), None));
        assert_eq!(late["flags"], json!(["LOCAL:R-011"]));
    }

    #[test]
    fn r045_leave_pay_outside_beijing_is_not_decided() {
        let it = outcome(json!({"claim": "leave_pay", "leave_year": 2024, "city": "上海", "filed_on": "2030-01-01"}));
        assert_eq!((&it["in_time"], &it["flags"]), (&Value::Null, &json!(["UNCONFIRMED:R-045"])));
    }

    #[test]
    fn each_claim_asks_for_its_own_days_and_takes_no_others() {
        let cases = [
            (json!({"claim": "other"}), "/known_on", "missing"),
            (json!({"claim": "double_wage", "from": "2026-01-01"}), "/to", "missing"),
            (json!({"claim": "double_wage", "from": "2026-01-02", "to": "2026-01-01"}), "/to", "dates_out_of_order"),
            (json!({"claim": "leave_pay", "leave_year": 2024}), "/city", "missing"),
            (json!({"claim": "leave_pay", "leave_year": 99999, "city": "北京"}), "/leave_year", "year_out_of_range"),
            (json!({"claim": "wages", "known_on": "2026-01-01"}), "/known_on", "not_for_this_claim"),
            (json!({"claim": "hope"}), "/claim", "not_one_of"),
        ];
        for (input, pointer, code) in cases {
            let refusal = run("limitation", &input).unwrap_err();
            assert_eq!((refusal.pointer.as_str(), refusal.code), (pointer, code), "{input}");
        }
    }
}
