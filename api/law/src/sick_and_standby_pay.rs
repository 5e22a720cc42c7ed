//! The least pay while ill or while work stands still (病假工资、停工停产工资): R-048.
//!
//! The first pay cycle of a standstill is paid in full; after it, and for sick pay, the place sets a
//! share of its minimum wage. Where no share is known here, the local amount is asked for.

use serde::{Deserialize, Serialize};

use crate::refusal::{Refusal, not_negative};
use crate::standards::{Standards, city_name};
use crate::{Decimal, Fen, RULESET, Rounding, Step};

/// What kind of pay, and what it is measured against.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub kind: Kind,
    /// Place of work.
    pub city: String,
    /// `standby`: wage of a month of normal work, owed for the first pay cycle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normal_monthly_wage: Option<Fen>,
    /// `standby`: whether the first pay cycle still runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_pay_cycle: Option<bool>,
    /// Local minimum wage a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_wage: Option<Fen>,
    /// `standby`: the place's living allowance a month, where no share of the minimum wage is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub living_allowance: Option<Fen>,
    /// Months; with it the total is computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<Decimal>,
}

/// Why no normal work is done (未提供正常劳动的原因).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 停工停产
    Standby,
    /// 病假
    Sick,
}

/// The least that is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// A month.
    pub monthly: Fen,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Fen>,
    /// `UNCONFIRMED:R-048` for the sick pay floor outside Beijing.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the full wage for the first pay cycle of a standstill, else the share that the place sets.
pub fn sick_and_standby_pay(input: &Input) -> Result<Outcome, Refusal> {
    not_negative([
        ("/normal_monthly_wage", input.normal_monthly_wage),
        ("/minimum_wage", input.minimum_wage),
        ("/living_allowance", input.living_allowance),
    ])?;
    let mut outcome =
        Outcome { monthly: Fen::ZERO, total: None, flags: Vec::new(), steps: Vec::new(), ruleset: RULESET };
    match input.kind {
        Kind::Sick => sick(&mut outcome, input)?,
        Kind::Standby => standby(&mut outcome, input)?,
    }
    if let Some(months) = input.months {
        let monthly = outcome.monthly;
        let total = monthly.mul_ratio(months.hundredths(), 100, Rounding::HalfUp)?;
        outcome.steps.push(Step::new(
            "R-048",
            "工资支付暂行规定 12",
            format!("合计：{monthly} × {months} = {total} 元"),
            format!("In all: {monthly} × {months} = {total} yuan"),
            total,
        ));
        outcome.total = Some(total);
    }
    Ok(outcome)
}

fn sick(outcome: &mut Outcome, input: &Input) -> Result<(), Refusal> {
    let of_standby = [
        ("/normal_monthly_wage", input.normal_monthly_wage.is_some()),
        ("/first_pay_cycle", input.first_pay_cycle.is_some()),
        ("/living_allowance", input.living_allowance.is_some()),
    ];
    if let Some((pointer, _)) = of_standby.into_iter().find(|(_, given)| *given) {
        return Err(Refusal::at(
            pointer,
            "not_for_this_kind",
            "该字段只用于停工停产工资。",
            "This field belongs to standby pay alone.",
        ));
    }
    let percent = Standards::shipped().policy_percent("sick_pay.floor_ratio_of_min_wage", Some(&input.city));
    let beijing = city_name(&input.city) == "北京";
    let (cite, zh, en) = if beijing {
        ("北京市工资支付规定 21", "北京", "Beijing")
    } else {
        outcome.flags.push("UNCONFIRMED:R-048");
        ("劳部发〔1995〕309号 59", "全国口径（未核实）", "the national figure, unconfirmed")
    };
    share(
        outcome,
        input,
        percent.unwrap_or(100),
        cite,
        (&format!("病假工资下限，{zh}"), &format!("Floor of sick pay, {en}")),
    )
}

fn standby(outcome: &mut Outcome, input: &Input) -> Result<(), Refusal> {
    const CITE: &str = "工资支付暂行规定 12";
    let missing = |pointer| Refusal::missing(pointer).by_rule("R-048", CITE);
    if input.first_pay_cycle.ok_or_else(|| missing("/first_pay_cycle"))? {
        let wage = input.normal_monthly_wage.ok_or_else(|| missing("/normal_monthly_wage"))?;
        outcome.monthly = wage;
        outcome.steps.push(Step::new(
            "R-048",
            CITE,
            format!("停工停产在一个工资支付周期内：按正常工资 {wage} 元"),
            format!("Within the first pay cycle: the normal wage of {wage} yuan"),
            wage,
        ));
        return Ok(());
    }
    if let Some(allowance) = input.living_allowance {
        outcome.monthly = allowance;
        outcome.steps.push(Step::new(
            "R-048",
            CITE,
            format!("超过一个工资支付周期：按当地生活费 {allowance} 元（给定）"),
            format!("After the first pay cycle: the place's living allowance of {allowance} yuan, as given"),
            allowance,
        ));
        return Ok(());
    }
    let city = city_name(&input.city);
    match Standards::shipped().policy_percent("standby.floor_ratio_of_min_wage", Some(city)) {
        Some(percent) => share(
            outcome,
            input,
            percent,
            "北京市工资支付规定 27",
            ("超过一个工资支付周期，北京", "After the first pay cycle, Beijing"),
        ),
        None => Err(Refusal::at(
            "/living_allowance",
            "standard_missing",
            format!("没有 {city} 停工停产生活费标准的记录。由当地人力资源和社会保障局公布，请填写。"),
            format!(
                "The living allowance of {city} is not on record. Its bureau of human resources publishes it; enter it."
            ),
        )
        .by_rule("R-048", CITE)),
    }
}

fn share(
    outcome: &mut Outcome,
    input: &Input,
    percent: i64,
    cite: &'static str,
    words: (&str, &str),
) -> Result<(), Refusal> {
    let minimum = input.minimum_wage.ok_or_else(|| Refusal::missing("/minimum_wage").by_rule("R-048", cite))?;
    let monthly = minimum.mul_ratio(percent, 100, Rounding::HalfUp)?;
    outcome.monthly = monthly;
    outcome.steps.push(Step::new(
        "R-048",
        cite,
        format!("{}：最低工资 {minimum} × {percent}% = {monthly} 元", words.0),
        format!("{}: minimum wage {minimum} × {percent} % = {monthly} yuan", words.1),
        monthly,
    ));
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn outcome(input: Value) -> Value {
        run("sick-and-standby-pay", &input).unwrap()
    }

    #[test]
    fn r048_the_first_pay_cycle_is_paid_in_full_and_then_beijing_pays_seventy_percent() {
        let first = outcome(
            json!({"kind": "standby", "city": "北京", "first_pay_cycle": true, "normal_monthly_wage": "9000.00"}),
        );
        assert_eq!(first["monthly"], "9000.00");
        let later = outcome(
            json!({"kind": "standby", "city": "北京", "first_pay_cycle": false, "minimum_wage": "2200.00", "months": 1.5}),
        );
        assert_eq!((&later["monthly"], &later["total"]), (&json!("1540.00"), &json!("2310.00")));
    }

    #[test]
    fn r048_a_place_without_a_known_share_is_asked_for_its_allowance() {
        let mut input = json!({"kind": "standby", "city": "成都", "first_pay_cycle": false, "minimum_wage": "2330.00"});
        let refusal = run("sick-and-standby-pay", &input).unwrap_err();
        assert_eq!((refusal.pointer.as_str(), refusal.code), ("/living_allowance", "standard_missing"));
        input["living_allowance"] = json!("1864.00");
        assert_eq!(outcome(input)["monthly"], "1864.00");
    }

    #[test]
    fn r048_the_sick_pay_floor_outside_beijing_is_flagged() {
        let floor = |city: &str| outcome(json!({"kind": "sick", "city": city, "minimum_wage": "2540.00"}));
        assert_eq!((&floor("北京")["monthly"], &floor("北京")["flags"]), (&json!("2032.00"), &json!([])));
        assert_eq!(floor("广州")["flags"], json!(["UNCONFIRMED:R-048"]));
    }

    #[test]
    fn each_kind_asks_for_its_own_fields() {
        let cases = [
            (json!({"kind": "standby", "city": "北京"}), "/first_pay_cycle"),
            (json!({"kind": "standby", "city": "北京", "first_pay_cycle": true}), "/normal_monthly_wage"),
            (json!({"kind": "sick", "city": "北京"}), "/minimum_wage"),
            (json!({"kind": "sick", "city": "北京", "living_allowance": "1.00"}), "/living_allowance"),
        ];
        for (input, pointer) in cases {
            assert_eq!(run("sick-and-standby-pay", &input).unwrap_err().pointer, pointer, "{input}");
        }
    }
}
