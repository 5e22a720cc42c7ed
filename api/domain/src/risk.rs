//! What is about to go wrong with people's contracts, and whom the law protects.
//!
//! The dates and the duty are those of `law`; here only is decided on which days it is asked, and what is near
//! enough to be told. What no record says is counted as not on record and never taken for a "no".

use chrono::NaiveDate;
use law::dates::add_days;
use law::limitation;
use law::open_ended::{self, Trigger};
use law::{Decimal, Fen};
use serde::{Deserialize, Serialize};

use crate::deadlines::Facts;
use crate::refused::Words;
use crate::roster::ContractKind;
use crate::separations::protection::{Person, service_years, years_to_retirement};

/// R-120 A-08: so many days ahead an open-ended contract is spoken of.
const OPEN_ENDED_AHEAD: u32 = 180;

/// What is found about a contract (合同风险).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RiskTopic)]
pub enum Topic {
    /// 将成为无固定期限
    OpenEnded,
    /// 超过一个月未签
    Unsigned,
    /// 30 日内到期
    #[serde(rename = "ending_30")]
    Ending30,
    /// 31–60 日到期
    #[serde(rename = "ending_60")]
    Ending60,
    /// 61–90 日到期
    #[serde(rename = "ending_90")]
    Ending90,
}

impl Topic {
    pub const ALL: [Self; 5] = [Self::OpenEnded, Self::Unsigned, Self::Ending30, Self::Ending60, Self::Ending90];
}

/// A situation that protects a person (受保护情形).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RiskSituation)]
pub enum Situation {
    /// 孕期
    Pregnant,
    /// 哺乳期
    Nursing,
    /// 医疗期
    MedicalPeriod,
    /// 工伤或职业病
    Injured,
    /// 接触职业病危害，未做离岗前检查
    HazardPost,
    /// 满十五年且距退休不足五年
    NearRetirement,
    /// 未登记或未答全
    NotOnRecord,
}

impl Situation {
    pub const ALL: [Self; 7] = [
        Self::Pregnant,
        Self::Nursing,
        Self::MedicalPeriod,
        Self::Injured,
        Self::HazardPost,
        Self::NearRetirement,
        Self::NotOnRecord,
    ];
}

/// Something found about a person's contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub topic: Topic,
    /// The day on which it is so, or has been since.
    pub on: NaiveDate,
    pub basis: Words,
    /// Of the rulebook.
    pub rule: &'static str,
}

/// What is found about the contracts of one person, as of a day.
pub fn findings(facts: &Facts, today: NaiveDate) -> Vec<Finding> {
    if facts.last_day().is_some() {
        return Vec::new();
    }
    [open_ended_ahead(facts, today), unsigned(facts, today), ending(facts, today)].into_iter().flatten().collect()
}

/// No written contract on record that was signed, though the employment is. A file that begins later says nothing.
fn has_no_signature(facts: &Facts) -> bool {
    facts.contracts.is_empty() || facts.first_contract().is_some_and(|first| first.signed_on.is_none())
}

/// the first day, near or past, on which an open-ended contract is owed or deemed made.
fn open_ended_ahead(facts: &Facts, today: NaiveDate) -> Option<Finding> {
    if facts.contracts.iter().any(|contract| contract.kind == ContractKind::OpenEnded) {
        return None;
    }
    let at_hire = law_on(facts, facts.hired_on)?;
    let year_on = law::dates::add_months(facts.hired_on, 12);
    let expiry = facts.contracts.last().and_then(|contract| contract.until_on);
    let asked = [
        has_no_signature(facts).then_some((year_on, Trigger::DeemedAfterOneYear)),
        Some((at_hire.ten_years_on, Trigger::TenYears)),
        expiry.map(|on| (on, Trigger::TwoFixedTerms)),
    ];
    let opened = |(on, road): (NaiveDate, Trigger)| {
        let duty = law_on(facts, on)?;
        let is_open = duty.must_offer && duty.triggers.contains(&road);
        is_open.then_some((on, road, duty.fixed_terms))
    };
    let (on, road, terms) = asked.into_iter().flatten().filter_map(opened).min_by_key(|(on, ..)| *on)?;
    let basis = match road {
        Trigger::DeemedAfterOneYear => Words::new(
            format!("入职 {}，至 {on} 满一年，没有签订书面合同的记录", facts.hired_on),
            format!("Hired {}; a year is full on {on}, and no signed contract is on record", facts.hired_on),
        ),
        Trigger::TwoFixedTerms => Words::new(
            format!("连续第 {terms} 次固定期限合同，{on} 到期"),
            format!("Fixed term no. {terms} in a row ends on {on}"),
        ),
        Trigger::TenYears | Trigger::FirstSystemOrRestructuring => Words::new(
            format!("入职 {}，至 {on} 连续工作满十年", facts.hired_on),
            format!("Hired {}; ten continuous years are full on {on}", facts.hired_on),
        ),
    };
    let is_near = on <= add_days(today, OPEN_ENDED_AHEAD);
    is_near.then_some(Finding { topic: Topic::OpenEnded, on, basis, rule: "R-012" })
}

/// The duty on a day; `None` where the dates on record contradict each other, which `A-DATA` tells of.
fn law_on(facts: &Facts, on: NaiveDate) -> Option<open_ended::Outcome> {
    let kind = |kind| match kind {
        ContractKind::FixedTerm => open_ended::Kind::FixedTerm,
        ContractKind::OpenEnded => open_ended::Kind::OpenEnded,
        ContractKind::Task => open_ended::Kind::Task,
    };
    let begun = facts.contracts.iter().filter(|contract| contract.from_on <= on);
    let contracts = begun.map(|contract| open_ended::Contract {
        kind: kind(contract.kind),
        from: contract.from_on,
        extended_months: None,
        renewed_automatically: false,
        work_stopped_before: false,
    });
    let input = open_ended::Input {
        employed_from: facts.hired_on,
        on,
        first_signed_on: facts.contracts.iter().filter_map(|contract| contract.signed_on).min(),
        contracts: contracts.collect(),
        employee_wish: None,
        excluding_situation: None,
        first_system_or_restructuring: false,
        years_to_retirement: None,
        city: None,
    };
    law::open_ended(&input).ok()
}

/// over a month without a signed contract; twice the wage runs, as long as some of it can be claimed.
fn unsigned(facts: &Facts, today: NaiveDate) -> Option<Finding> {
    if !has_no_signature(facts) {
        return None;
    }
    let input = law::double_wage::Input {
        employed_from: facts.hired_on,
        signed_on: None,
        monthly_wage: Fen::ZERO,
        last_day: Some(today),
        tail_workdays: None,
        branch: law::double_wage::Branch::default(),
        open_ended_due_on: None,
        expired_on: None,
        city: None,
        exemption: None,
    };
    let window = law::double_wage(&input).ok()?;
    let (from, to, months) = (window.from?, window.to?, window.full_months);
    let claim = limitation::Input {
        claim: limitation::Claim::DoubleWage,
        from: Some(from),
        to: Some(to),
        filed_on: Some(today),
        relation_ended_on: None,
        known_on: None,
        leave_year: None,
        city: None,
    };
    if law::limitation(&claim).ok()?.in_time == Some(false) {
        return None;
    }
    let basis = Words::new(
        format!("入职 {}，没有签订书面合同的记录；二倍工资差额自 {from} 起，至 {to} 满 {months} 个月", facts.hired_on),
        format!(
            "Hired {}, no signed contract on record; the second wage runs from {from}, by {to} {months} full months",
            facts.hired_on
        ),
    );
    Some(Finding { topic: Topic::Unsigned, on: from, basis, rule: "R-011" })
}

/// the contract on record ends within ninety days, and nothing follows it.
fn ending(facts: &Facts, today: NaiveDate) -> Option<Finding> {
    let contract = facts.contracts.last()?;
    let on = contract.until_on.filter(|until| *until >= today)?;
    let topic = match (on - today).num_days() {
        0..=30 => Topic::Ending30,
        31..=60 => Topic::Ending60,
        61..=90 => Topic::Ending90,
        _ => return None,
    };
    let from = contract.from_on;
    let basis = Words::new(format!("合同 {from} 至 {on}"), format!("Contract {from} to {on}"));
    Some(Finding { topic, on, basis, rule: "R-064" })
}

/// the situations that protect a person on a day, as far as they are on record.
pub fn situations(facts: &Facts, today: NaiveDate) -> Vec<Situation> {
    let near = near_retirement(facts, today);
    let mut found = Vec::from_iter((near == Some(true)).then_some(Situation::NearRetirement));
    let Some(said) = &facts.declared else {
        found.push(Situation::NotOnRecord);
        return found;
    };
    let nursing = said.nursing.map(|yes| yes && said.nursing_until.is_none_or(|until| until >= today));
    let hazard = match (said.occupational_hazard, said.exit_health_check) {
        (Some(false), _) | (_, Some(true)) => Some(false),
        (Some(true), Some(false)) => Some(true),
        _ => None,
    };
    let known = [
        (Situation::Pregnant, said.pregnant),
        (Situation::Nursing, nursing),
        (Situation::MedicalPeriod, said.in_medical_period),
        (Situation::Injured, said.injured),
        (Situation::HazardPost, hazard),
    ];
    found.extend(known.iter().filter(|(_, holds)| *holds == Some(true)).map(|(situation, _)| *situation));
    let is_open = near.is_none() || known.iter().any(|(_, holds)| holds.is_none());
    found.extend(is_open.then_some(Situation::NotOnRecord));
    found.sort_unstable();
    found
}

/// Fifteen years here and fewer than five to the statutory age; unknown where a woman's post decides it.
fn near_retirement(facts: &Facts, today: NaiveDate) -> Option<bool> {
    if service_years(facts.hired_on, today) < Decimal::whole(15) {
        return Some(false);
    }
    let Facts { is_male, birth_on, hired_on, .. } = *facts;
    let person = Person { is_male, category: None, birth_on, hired_on };
    let left = years_to_retirement(person, today).ok().flatten()?;
    Some(left < Decimal::whole(5))
}
