//! Reinstatement and the pay for the time between (继续履行与停工期间工资): R-033.
//!
//! The employee chooses between going on and damages (LCL 48). Pay runs from the day after the
//! employer's decision to the day before work resumes; where the contract can no longer be carried
//! on, there is none of it and damages take its place.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::{
    Length, add_days, add_months, check_order, check_range, days_inclusive, sub_days, tail_too_long, weekdays,
};
use crate::refusal::{Refusal, not_negative};
use crate::{Fen, RULESET, Rounding, Step};

const CITE: &str = "劳动合同法 48；法释〔2025〕12号 18";

/// The time that was lost and the wage for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Day of the employer's decision to end; itself not counted.
    pub decision_on: NaiveDate,
    /// First day of work again; itself not counted.
    pub resumes_on: NaiveDate,
    /// Wage of a month of normal work.
    pub normal_monthly_wage: Fen,
    /// Working days of the part month at the end; Monday to Friday are counted if absent, and flagged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tail_workdays: Option<u32>,
    /// Days from Monday to Friday that are no working days; only without `tail_workdays`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<NaiveDate>,
    /// The employer's share where both sides are at fault, in percent; 100 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer_share_percent: Option<u32>,
    /// What stands in the way of going on; nothing if absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub obstacles: Vec<Obstacle>,
}

/// Why the contract cannot be carried on (劳动合同已经不能继续履行).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// It expired during the case and need be neither renewed nor extended.
    ContractExpired,
    PensionStarted,
    Bankruptcy,
    Dissolution,
    /// A new job that seriously affects this one, or that the employee refuses to give up.
    NewJob,
    ObjectiveImpossibility,
    /// A post of which there is only one was filled; Beijing.
    UniquePostFilled,
    /// A return-to-work notice was delivered and refused; Beijing.
    ReturnRefused,
}

impl Obstacle {
    /// Known from Beijing's answers alone, 京高法发〔2024〕534号.
    const fn is_local(self) -> bool {
        matches!(self, Self::UniquePostFilled | Self::ReturnRefused)
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::ContractExpired => (
                "合同在争议期间期满且无须续订或续延",
                "the contract expired during the case and need not be renewed or extended",
            ),
            Self::PensionStarted => ("劳动者已开始享受养老保险待遇", "the employee draws a pension"),
            Self::Bankruptcy => ("用人单位被宣告破产", "the employer is bankrupt"),
            Self::Dissolution => ("用人单位解散", "the employer is dissolved"),
            Self::NewJob => (
                "劳动者已有新工作，对本职严重影响或拒不改正",
                "a new job seriously affects this one or is not given up",
            ),
            Self::ObjectiveImpossibility => ("存在客观上不能继续履行的其他情形", "going on is objectively impossible"),
            Self::UniquePostFilled => ("唯一岗位已由他人担任（北京口径）", "the only such post is filled (Beijing)"),
            Self::ReturnRefused => {
                ("返岗通知已送达而劳动者拒绝（北京口径）", "a delivered return notice was refused (Beijing)")
            }
        }
    }
}

/// The time counted and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Whether nothing named stands in the way of going on.
    pub can_continue: bool,
    pub full_months: u32,
    /// First day after the last full month; null when there is no part month.
    pub tail_from: Option<NaiveDate>,
    pub tail_to: Option<NaiveDate>,
    pub tail_workdays: u32,
    pub back_pay: Fen,
    /// `UNCONFIRMED:R-033` (day divisor, or an obstacle known from Beijing alone),
    /// `TAIL_WEEKDAYS_COUNTED`.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// full months at the normal wage, and the working days of the rest at a 21.75th each.
pub fn reinstatement_back_pay(input: &Input) -> Result<Outcome, Refusal> {
    check(input)?;
    let mut outcome = Outcome {
        can_continue: input.obstacles.is_empty(),
        full_months: 0,
        tail_from: None,
        tail_to: None,
        tail_workdays: 0,
        back_pay: Fen::ZERO,
        flags: Vec::new(),
        steps: Vec::new(),
        ruleset: RULESET,
    };
    if !outcome.can_continue {
        no_way_on(&mut outcome, &input.obstacles);
        return Ok(outcome);
    }
    let (from, to) = (add_days(input.decision_on, 1), sub_days(input.resumes_on, 1));
    let length = Length::from_to(from, to);
    outcome.full_months = length.years * 12 + length.months;
    outcome.steps.push(Step::new(
        "R-033",
        CITE,
        format!("自决定次日 {from} 至恢复前一日 {to}：{} 个整月零 {} 天", outcome.full_months, length.days),
        format!(
            "From the day after the decision, {from}, to the day before resuming, {to}: {} full months and {} days",
            outcome.full_months, length.days
        ),
        outcome.full_months,
    ));
    let tail_from = add_months(from, outcome.full_months);
    if length.days > 0 {
        fill_tail(&mut outcome, input, tail_from, to)?;
    } else if input.tail_workdays.is_some_and(|days| days > 0) {
        return Err(tail_too_long(0).by_rule("R-033", CITE));
    }
    add_pay(&mut outcome, input)?;
    Ok(outcome)
}

fn check(input: &Input) -> Result<(), Refusal> {
    not_negative([("/normal_monthly_wage", Some(input.normal_monthly_wage))])?;
    check_order(&[("/decision_on", Some(input.decision_on)), ("/resumes_on", Some(input.resumes_on))])?;
    for (index, day) in input.holidays.iter().enumerate() {
        check_range(&format!("/holidays/{index}"), *day)?;
    }
    if input.tail_workdays.is_some() && !input.holidays.is_empty() {
        return Err(Refusal::at(
            "/holidays",
            "two_forms",
            "要么直接给定尾段工作日，要么给定节假日由系统计数，只能选用一种。",
            "Give the working days of the tail or the holidays to count them by, not both.",
        ));
    }
    if input.employer_share_percent.is_some_and(|share| share > 100) {
        return Err(Refusal::at(
            "/employer_share_percent",
            "share_out_of_range",
            "用人单位承担的比例须在 0 至 100 之间。",
            "The employer's share lies between 0 and 100 percent.",
        )
        .by_rule("R-033", CITE));
    }
    Ok(())
}

fn no_way_on(outcome: &mut Outcome, obstacles: &[Obstacle]) {
    let local = obstacles.iter().all(|obstacle| obstacle.is_local());
    outcome.flags.extend(local.then_some("UNCONFIRMED:R-033"));
    let zh: Vec<_> = obstacles.iter().map(|obstacle| obstacle.words().0).collect();
    let en: Vec<_> = obstacles.iter().map(|obstacle| obstacle.words().1).collect();
    outcome.steps.push(Step::new(
        "R-033",
        "劳动合同法 48；法释〔2025〕12号 16",
        format!("{}：不能继续履行，违法解除的后果为赔偿金（R-032），不计停工期间工资：0.00 元", zh.join("；")),
        format!(
            "{}: the contract cannot be carried on; damages take its place (R-032) and no back pay is due: 0.00 yuan",
            en.join("; ")
        ),
        Fen::ZERO,
    ));
}

fn fill_tail(outcome: &mut Outcome, input: &Input, from: NaiveDate, to: NaiveDate) -> Result<(), Refusal> {
    let days = days_inclusive(from, to);
    let (workdays, zh, en) = match input.tail_workdays {
        Some(given) if given > days => return Err(tail_too_long(days).by_rule("R-033", CITE)),
        Some(given) => (given, "给定".to_owned(), "given".to_owned()),
        None => {
            outcome.flags.push("TAIL_WEEKDAYS_COUNTED");
            let mut off: Vec<_> = input.holidays.iter().filter(|day| (from..=to).contains(day)).collect();
            off.sort_unstable();
            off.dedup();
            let off: u32 = off.into_iter().map(|day| weekdays(*day, *day)).sum();
            (
                weekdays(from, to).saturating_sub(off),
                format!("按周一至周五计，扣除给定节假日 {off} 天"),
                format!("Monday to Friday counted, {off} given holidays taken out"),
            )
        }
    };
    outcome.tail_from = Some(from);
    outcome.tail_to = Some(to);
    outcome.tail_workdays = workdays;
    outcome.flags.insert(0, "UNCONFIRMED:R-033");
    outcome.steps.push(Step::new(
        "R-033",
        CITE,
        format!("尾段 {from} 至 {to} 共 {days} 天，工作日 {workdays} 天（{zh}）；日工资除数 21.75 法律未作规定"),
        format!("Tail {from} to {to}, {days} days with {workdays} working days ({en}); no text sets the divisor 21.75"),
        workdays,
    ));
    Ok(())
}

fn add_pay(outcome: &mut Outcome, input: &Input) -> Result<(), Refusal> {
    let (wage, months, days) = (input.normal_monthly_wage, outcome.full_months, outcome.tail_workdays);
    // months + days ÷ 21.75, over the common denominator 2175, rounded once.
    let parts = i64::from(months) * 2175 + i64::from(days) * 100;
    let full = wage.mul_ratio(parts, 2175, Rounding::HalfUp)?;
    outcome.steps.push(Step::new(
        "R-033",
        CITE,
        format!("{wage} × {months} + {wage} ÷ 21.75 × {days} = {full} 元"),
        format!("{wage} × {months} + {wage} ÷ 21.75 × {days} = {full} yuan"),
        full,
    ));
    outcome.back_pay = full;
    if let Some(share) = input.employer_share_percent.filter(|share| *share < 100) {
        let pay = full.mul_ratio(i64::from(share), 100, Rounding::HalfUp)?;
        outcome.steps.push(Step::new(
            "R-033",
            CITE,
            format!("双方均有过错，用人单位承担 {share}%：{full} × {share}% = {pay} 元"),
            format!("Both sides are at fault, the employer bears {share} %: {full} × {share} % = {pay} yuan"),
            pay,
        ));
        outcome.back_pay = pay;
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn with(changes: Value) -> Value {
        let mut input =
            json!({"decision_on": "2026-03-31", "resumes_on": "2026-09-30", "normal_monthly_wage": "20000.00"});
        for (name, value) in changes.as_object().unwrap() {
            input[name] = value.clone();
        }
        input
    }

    fn outcome(changes: Value) -> Value {
        run("reinstatement-back-pay", &with(changes)).unwrap()
    }

    #[test]
    fn r033_whole_months_need_no_divisor_and_carry_no_flag() {
        let it = outcome(json!({"resumes_on": "2026-09-01"}));
        assert_eq!((&it["back_pay"], &it["flags"]), (&json!("100000.00"), &json!([])));
        assert_eq!(outcome(json!({"resumes_on": "2026-03-31"}))["back_pay"], "0.00");
    }

    #[test]
    fn r033_holidays_are_taken_out_of_the_counted_tail_and_weekends_are_not_taken_twice() {
        let it = outcome(json!({"holidays": ["2026-09-25", "2026-09-26", "2026-09-25", "2026-12-25"]}));
        assert_eq!(it["tail_workdays"], 20);
        assert_eq!(it["flags"], json!(["UNCONFIRMED:R-033", "TAIL_WEEKDAYS_COUNTED"]));
        assert_eq!(outcome(json!({"tail_workdays": 20}))["flags"], json!(["UNCONFIRMED:R-033"]));
    }

    #[test]
    fn r033_fault_on_both_sides_is_shared() {
        assert_eq!(outcome(json!({"resumes_on": "2026-09-01", "employer_share_percent": 70}))["back_pay"], "70000.00");
    }

    #[test]
    fn r033_where_going_on_is_impossible_no_back_pay_is_due() {
        let it = outcome(json!({"obstacles": ["bankruptcy"]}));
        assert_eq!((&it["can_continue"], &it["back_pay"], &it["flags"]), (&json!(false), &json!("0.00"), &json!([])));
        assert_eq!(outcome(json!({"obstacles": ["unique_post_filled"]}))["flags"], json!(["UNCONFIRMED:R-033"]));
    }

    #[test]
    fn a_tail_is_given_in_one_form_and_no_longer_than_it_is() {
        let refused = |changes: Value| run("reinstatement-back-pay", &with(changes)).unwrap_err().pointer;
        assert_eq!(refused(json!({"tail_workdays": 30})), "/tail_workdays");
        assert_eq!(refused(json!({"tail_workdays": 1, "resumes_on": "2026-09-01"})), "/tail_workdays");
        assert_eq!(refused(json!({"tail_workdays": 20, "holidays": ["2026-09-25"]})), "/holidays");
        assert_eq!(refused(json!({"resumes_on": "2026-03-30"})), "/resumes_on");
        assert_eq!(refused(json!({"employer_share_percent": 101})), "/employer_share_percent");
    }
}
