//! Pay for keeping out of competition after leaving (竞业限制经济补偿).

use serde::{Deserialize, Serialize};

use crate::refusal::{Refusal, not_negative, written};
use crate::standards::{Standards, city_name};
use crate::{Decimal, Fen, RULESET, Rounding, Step};

/// LCL 24: no more than two years after leaving.
const LONGEST: Decimal = Decimal::whole(24);

/// What was agreed and what it is measured against.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Average gross wage of the last twelve months.
    pub average_wage: Fen,
    /// Null when no amount was agreed; the field itself must be there.
    #[serde(deserialize_with = "written")]
    pub agreed_monthly: Option<Fen>,
    /// Months complied with; with it the total is computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<Decimal>,
    /// Local minimum wage; without it the floor of R-081 is not applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_wage: Option<Fen>,
    /// Place of work; where it has a share of its own, that is shown beside the national one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
}

/// The monthly pay, and the total when the months are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub monthly: Fen,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Fen>,
    /// What the place's own rule asks for a month, known from a secondary source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_monthly: Option<Fen>,
    /// `MIN_WAGE_FLOOR`, `SECONDARY:R-086` (the place has its own share), `TERM_CUT_24M`,
    /// `UNCONFIRMED:R-081` (agreed below the default of the law), `ADVISORY:R-085` (below what the
    /// guideline of 2025 advises).
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the agreed pay, or without agreement 30 % of the average and at least the minimum wage.
pub fn non_compete(input: &Input) -> Result<Outcome, Refusal> {
    not_negative([
        ("/average_wage", Some(input.average_wage)),
        ("/agreed_monthly", input.agreed_monthly),
        ("/minimum_wage", input.minimum_wage),
    ])?;
    let average = input.average_wage;
    let share = average.mul_ratio(30, 100, Rounding::HalfUp)?;
    let default = input.minimum_wage.map_or(share, |minimum| share.max(minimum));
    let monthly = input.agreed_monthly.unwrap_or(default);

    let mut flags = Vec::new();
    let step = match input.agreed_monthly {
        Some(agreed) => agreed_step(agreed, default, &mut flags),
        None => default_step(average, share, default, &mut flags),
    };
    let mut outcome = Outcome { monthly, total: None, local_monthly: None, flags, steps: vec![step], ruleset: RULESET };
    show_local(&mut outcome, input)?;
    if let Some(months) = input.months {
        add_total(&mut outcome, months)?;
        advise(&mut outcome, average, months)?;
    }
    Ok(outcome)
}

fn agreed_step(agreed: Fen, default: Fen, flags: &mut Vec<&'static str>) -> Step {
    let low = agreed < default;
    if low {
        // U-18: courts differ on topping up an agreement below the default.
        flags.push("UNCONFIRMED:R-081");
    }
    let (note_zh, note_en) = if low {
        ("，低于该标准，是否补足各地裁判不一，未补", ", below it; courts differ on topping it up: not topped up")
    } else {
        ("，不低于该标准", ", not below it")
    };
    Step::new(
        "R-081",
        "劳动合同法 23；法释〔2020〕26号 36",
        format!("约定每月 {agreed} 元；未约定时的标准为 {default} 元{note_zh}"),
        format!("Agreed: {agreed} yuan a month; without agreement it would be {default}{note_en}"),
        agreed,
    )
}

fn default_step(average: Fen, share: Fen, default: Fen, flags: &mut Vec<&'static str>) -> Step {
    let raised = default > share;
    if raised {
        flags.push("MIN_WAGE_FLOOR");
    }
    let (note_zh, note_en) = if raised {
        (format!("，低于最低工资，按 {default} 元"), format!(", below the minimum wage: {default} yuan"))
    } else {
        (String::new(), String::new())
    };
    Step::new(
        "R-081",
        "法释〔2020〕26号 36",
        format!("未约定补偿：{average} × 30% = {share} 元{note_zh}"),
        format!("Nothing agreed: {average} × 30 % = {share} yuan a month{note_en}"),
        default,
    )
}

/// shown and not decided, because its text was read at second hand.
fn show_local(outcome: &mut Outcome, input: &Input) -> Result<(), Refusal> {
    const FLAG: &str = "noncompete.default_rate";
    let Some(city) = input.city.as_deref().map(city_name) else { return Ok(()) };
    let shipped = Standards::shipped();
    let (here, national) = (shipped.policy_percent(FLAG, Some(city)), shipped.policy_percent(FLAG, None));
    let Some(percent) = here.filter(|_| here != national) else { return Ok(()) };
    let average = input.average_wage;
    let local = average.mul_ratio(percent, 100, Rounding::HalfUp)?;
    outcome.local_monthly = Some(local);
    outcome.flags.push("SECONDARY:R-086");
    outcome.steps.push(Step::new(
        "R-086",
        "深圳经济特区企业技术秘密保护条例 24",
        format!("{city}（二手资料，供核对）：每月不低于 {average} × {percent}% = {local} 元"),
        format!("{city}, from a secondary source, to be checked: no less than {average} × {percent} % = {local} yuan a month"),
        local,
    ));
    Ok(())
}

fn add_total(outcome: &mut Outcome, months: Decimal) -> Result<(), Refusal> {
    let counted = months.min(LONGEST);
    if months > LONGEST {
        outcome.flags.push("TERM_CUT_24M");
        outcome.steps.push(Step::new(
            "R-080",
            "劳动合同法 24(2)",
            format!("竞业限制期限最长 24 个月：{months} 减为 24"),
            format!("The duty lasts 24 months at most: {months} becomes 24"),
            counted,
        ));
    }
    let monthly = outcome.monthly;
    let total = monthly.mul_ratio(counted.hundredths(), 100, Rounding::HalfUp)?;
    outcome.steps.push(Step::new(
        "R-081",
        "法释〔2020〕26号 36",
        format!("合计：{monthly} × {counted} = {total} 元"),
        format!("In all: {monthly} × {counted} = {total} yuan"),
        total,
    ));
    outcome.total = Some(total);
    Ok(())
}

/// The guideline of 2025 advises and does not bind: it is shown and never owed.
fn advise(outcome: &mut Outcome, average: Fen, months: Decimal) -> Result<(), Refusal> {
    let advised = average.mul_ratio(50, 100, Rounding::HalfUp)?;
    if months <= Decimal::whole(12) || outcome.monthly >= advised {
        return Ok(());
    }
    outcome.flags.push("ADVISORY:R-085");
    outcome.steps.push(Step::new(
        "R-085",
        "人社厅发〔2025〕40号 13",
        format!("提示（不具强制力）：期限超过一年的，指引建议不低于 {average} × 50% = {advised} 元"),
        format!(
            "Advice, not binding: beyond one year the guideline asks for {average} × 50 % = {advised} yuan a month"
        ),
        advised,
    ));
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::json;

    use crate::run;

    #[test]
    fn r080_no_more_than_twenty_four_months_are_paid() {
        let input = json!({"average_wage": "17434.47", "agreed_monthly": null, "months": 36});
        let outcome = run("non-compete", &input).unwrap();
        assert_eq!((&outcome["monthly"], &outcome["total"]), (&json!("5230.34"), &json!("125528.16")));
        assert_eq!(outcome["flags"], json!(["TERM_CUT_24M", "ADVISORY:R-085"]));
    }

    #[test]
    fn r081_an_agreement_below_thirty_percent_stands_and_is_flagged() {
        let input = json!({"average_wage": "20000.00", "agreed_monthly": "3000.00"});
        let outcome = run("non-compete", &input).unwrap();
        assert_eq!((&outcome["monthly"], &outcome["flags"]), (&json!("3000.00"), &json!(["UNCONFIRMED:R-081"])));
        assert_eq!(outcome.get("total"), None);
    }

    #[test]
    fn r086_shenzhens_half_is_shown_beside_the_national_share_and_decides_nothing() {
        let of = |city: &str| {
            let input = json!({"average_wage": "20000.00", "agreed_monthly": null, "months": 12, "city": city});
            run("non-compete", &input).unwrap()
        };
        let shenzhen = of("Shenzhen");
        assert_eq!((&shenzhen["local_monthly"], &shenzhen["total"]), (&json!("10000.00"), &json!("72000.00")));
        assert_eq!((&of("北京")["flags"], of("北京").get("local_monthly")), (&json!([]), None));
    }

    #[test]
    fn r081_that_nothing_was_agreed_must_be_said() {
        let refusal = run("non-compete", &json!({"average_wage": "20000.00"})).unwrap_err();
        assert_eq!((refusal.pointer.as_str(), refusal.code), ("/agreed_monthly", "missing"));
    }
}
