//! Severance (经济补偿, N), payment instead of notice (代通知金, +1) and damages for unlawful ending
//! (赔偿金, 2N), and the medical subsidy of R-037.
//!
//! Lawful: `base × units` where the ground owes it, and under article 40 one month's wage if the
//! written notice of 30 days was not given. Unlawful: `2 × base × units` and nothing of the two
//! (条例 25). The base is capped at three times the local average, and only a capped base limits the
//! years to twelve (LCL 47).

mod amounts;
mod base;
mod before_2008;
mod due;
mod service;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::{LCL_IN_FORCE, check_order};
use crate::grounds::Ground;
use crate::refusal::{Refusal, not_negative};
use crate::{Decimal, Fen, RULESET, Step, Units};

use amounts::Amounts;
use base::Base;
use due::Due;
use service::Service;

/// What the amounts depend on. Service is given either by dates or as `units`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// First day of work with this employer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employed_from: Option<NaiveDate>,
    /// Last day of the employment; it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
    /// Months of severance already counted, instead of the dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<Units>,
    /// Average gross wage of the last twelve months.
    pub average_wage: Fen,
    pub ground: Ground,
    /// Who proposed the ending; asked for ground 36, the employer if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initiator: Option<Initiator>,
    /// False for the damages of an unlawful ending.
    #[serde(default = "yes")]
    pub lawful: bool,
    /// Whether the 30 days' written notice was given; asked for article 40.
    #[serde(default = "yes")]
    pub notice_given: bool,
    /// Wage standard of the last month, the amount of +1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_month_wage: Option<Fen>,
    /// Three times the published local monthly average; no cap is applied if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_wage: Option<Fen>,
    /// Local minimum wage a month; no floor is applied if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_wage: Option<Fen>,
    /// Earlier service that counts because the move was not for the employee's own reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prior_employments: Vec<PriorEmployment>,
    /// What renewal the employer offered at expiry; asked for ground 44(1), none if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal_offer: Option<RenewalOffer>,
    /// Whether the employee refused that offer; no if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_refused: Option<bool>,
    /// What has been paid towards these amounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub already_paid: Option<Fen>,
    /// Place of work; decides the rules of before 2008 and the medical subsidy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// 40(1): months of the medical subsidy; what the place sets if absent, and no fewer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subsidy_months: Option<Decimal>,
    /// A public-welfare post earns no severance (条例 12); no if absent.
    #[serde(default, skip_serializing_if = "is_false")]
    pub public_welfare_post: bool,
}

/// Who proposed the ending (提出方).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Initiator {
    Employer,
    Employee,
}

/// The renewal offered at expiry, against the old terms (续订条件).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenewalOffer {
    SameOrBetter,
    Worse,
    None,
}

/// Service with an earlier employer that counts here.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorEmployment {
    pub from: NaiveDate,
    /// Last day there; it counts.
    pub to: NaiveDate,
    /// Severance the earlier employer paid for this time; above zero, the time drops out.
    #[serde(default)]
    pub severance_paid: Fen,
}

fn yes() -> bool {
    true
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Input {
    /// A lawful ending on this ground with notice given and nothing else said.
    pub fn new(ground: Ground, average_wage: Fen) -> Self {
        Self {
            employed_from: None,
            last_day: None,
            units: None,
            average_wage,
            ground,
            initiator: None,
            lawful: true,
            notice_given: true,
            last_month_wage: None,
            cap_wage: None,
            minimum_wage: None,
            prior_employments: Vec::new(),
            renewal_offer: None,
            employee_refused: None,
            already_paid: None,
            city: None,
            subsidy_months: None,
            public_welfare_post: false,
        }
    }
}

/// The amounts due and how they came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Months of severance that the service earns.
    pub units: Units,
    /// The part of `units` from before 2008-01-01, when there is such service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units_before_2008: Option<Units>,
    /// `units` after the limit of twelve years.
    pub units_used: Units,
    /// The monthly wage that is multiplied, after cap and floor.
    pub base: Fen,
    pub severance: Fen,
    /// Payment instead of notice.
    pub notice_pay: Fen,
    /// Damages for unlawful ending.
    pub damages: Fen,
    /// Medical subsidy on 40(1), where the place or the caller sets one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medical_subsidy: Option<Fen>,
    /// `severance + notice_pay + damages`, and the medical subsidy.
    pub total: Fen,
    /// `total` less what was already paid, never below zero.
    pub balance: Fen,
    /// `CAP_3X`, `CAP_12Y`, `MIN_WAGE_FLOOR`, `OVERPAID`, then `UNCONFIRMED:<rule>`.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// What the employer owes for ending the employment on this ground.
pub fn severance(input: &Input) -> Result<Outcome, Refusal> {
    check(input)?;
    let due = Due::of(input);
    let service = Service::count(input)?;
    let base = Base::of(input, &service);
    let owed = due.is_owed();

    let mut steps = service.steps;
    steps.extend(base.steps);
    let mut amounts = Amounts { input, base: base.wage, units: base.units_used, steps };
    let severance = amounts.severance(due)?;
    let (notice_pay, notice_unsettled) = amounts.notice_pay()?;
    let damages = amounts.damages(due)?;
    let (medical_subsidy, subsidy_unsettled) = amounts.medical_subsidy()?;
    let total = amounts.total([severance, notice_pay, damages, medical_subsidy.unwrap_or(Fen::ZERO)])?;
    let (balance, overpaid) = amounts.balance(total)?;

    let mut flags = if owed { base.flags } else { Vec::new() };
    flags.extend(overpaid.then_some("OVERPAID"));
    if owed {
        for flag in service.flags.into_iter().chain(base.unsettled) {
            if !flags.contains(&flag) {
                flags.push(flag);
            }
        }
    }
    flags.extend(notice_unsettled.then_some("UNCONFIRMED:R-031"));
    flags.extend(subsidy_unsettled.then_some("UNCONFIRMED:R-037"));

    Ok(Outcome {
        units: service.units,
        units_before_2008: service.before_2008,
        units_used: base.units_used,
        base: base.wage,
        severance,
        notice_pay,
        damages,
        medical_subsidy,
        total,
        balance,
        flags,
        steps: amounts.steps,
        ruleset: RULESET,
    })
}

fn check(input: &Input) -> Result<(), Refusal> {
    not_negative([
        ("/average_wage", Some(input.average_wage)),
        ("/last_month_wage", input.last_month_wage),
        ("/cap_wage", input.cap_wage),
        ("/minimum_wage", input.minimum_wage),
        ("/already_paid", input.already_paid),
    ])?;
    check_order(&[("/employed_from", input.employed_from), ("/last_day", input.last_day)])?;
    if let (Some(cap), Some(minimum)) = (input.cap_wage, input.minimum_wage)
        && cap < minimum
    {
        return Err(Refusal::at(
            "/cap_wage",
            "cap_below_minimum_wage",
            format!("三倍封顶 {cap} 元低于最低工资 {minimum} 元，两者必有一误。"),
            format!("The cap of {cap} yuan lies below the minimum wage of {minimum} yuan; one of them is wrong."),
        )
        .by_rule("R-024", "劳动合同法 47(2)"));
    }
    if input.subsidy_months.is_some() && (input.ground != Ground::Illness || !input.lawful) {
        return Err(Refusal::at(
            "/subsidy_months",
            "not_for_this_ground",
            "医疗补助费只适用于依第四十条第一项解除。",
            "A medical subsidy belongs to an ending under 40(1) alone.",
        )
        .by_rule("R-037", "上海市劳动合同条例 44"));
    }
    if !input.lawful && input.ground.is_not_the_employers_act() {
        return Err(Refusal::at(
            "/lawful",
            "not_the_employers_act",
            format!("事由 {} 不是用人单位的解除或终止行为，不产生违法解除赔偿金。", input.ground),
            format!("Ground {} is no act of the employer, so it cannot be unlawful ending.", input.ground),
        )
        .by_rule("R-032", "劳动合同法 87"));
    }
    if input.last_day.is_some_and(|last| last < LCL_IN_FORCE) {
        return Err(Refusal::at(
            "/last_day",
            "before_the_law",
            "2008-01-01 之前结束的劳动关系适用旧法，不在本规则集内。",
            "An employment that ended before 2008-01-01 is under the old law, which these rules do not cover.",
        )
        .by_rule("R-028", "劳动合同法 97(3)"));
    }
    Ok(())
}
