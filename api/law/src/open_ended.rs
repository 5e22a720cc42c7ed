//! Whether an open-ended contract must be offered (无固定期限劳动合同): R-012.
//!
//! Four roads lead there: ten years, the first contract system or a restructuring near retirement,
//! two fixed terms, and a year without a written contract. What the employee wishes can take the
//! duty away; what nobody recorded cannot.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::{LCL_IN_FORCE, Length, add_months, check_order, check_range};
use crate::refusal::{Refusal, written};
use crate::standards::city_name;
use crate::{Decimal, RULESET, Step};

/// The service and its contracts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// First day of continuous work, also before 2008.
    pub employed_from: NaiveDate,
    /// The day that is asked about, such as the expiry.
    pub on: NaiveDate,
    /// When a written contract was first signed; null when never, and the field must be there.
    #[serde(deserialize_with = "written")]
    pub first_signed_on: Option<NaiveDate>,
    /// In order of time.
    #[serde(default)]
    pub contracts: Vec<Contract>,
    /// What the employee has said in writing; nothing if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_wish: Option<Wish>,
    /// Whether a situation of 39, 40(1) or 40(2) is proved; not proved if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluding_situation: Option<bool>,
    /// Whether this is the first contract system or a restructuring of a state enterprise; no if absent.
    #[serde(default)]
    pub first_system_or_restructuring: bool,
    /// Years left to the statutory age; needed with the field above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years_to_retirement: Option<Decimal>,
    /// Place of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
}

/// A contract that was concluded.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    pub kind: Kind,
    /// First day of its term.
    pub from: NaiveDate,
    /// Months by which its end was moved by agreement, in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_months: Option<Decimal>,
    /// Whether a clause renewed it on its own.
    #[serde(default)]
    pub renewed_automatically: bool,
    /// Whether work stopped before it, so that it stands apart from the ones before.
    #[serde(default)]
    pub work_stopped_before: bool,
}

/// The kind of contract (合同期限类型).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    FixedTerm,
    OpenEnded,
    Task,
}

/// What the employee asked for (劳动者的意愿).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    OpenEnded,
    FixedTerm,
    /// Declined to go on at all.
    Declined,
}

/// Why the duty exists (触发情形).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Trigger {
    TenYears,
    FirstSystemOrRestructuring,
    TwoFixedTerms,
    /// An open-ended contract is deemed made already.
    DeemedAfterOneYear,
}

/// The duty and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub must_offer: bool,
    pub triggers: Vec<Trigger>,
    /// Consecutive fixed terms that count.
    pub fixed_terms: u32,
    /// First day on which ten years are full.
    pub ten_years_on: NaiveDate,
    /// `SECONDARY:R-012` (Shanghai's practice on two terms), `NOT_PROVED:excluding_situation`.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the roads that are open, and whether the employee's own wish closes them.
pub fn open_ended(input: &Input) -> Result<Outcome, Refusal> {
    check(input)?;
    let ten_years_on = add_months(input.employed_from, 120);
    let mut outcome = Outcome {
        must_offer: false,
        triggers: Vec::new(),
        fixed_terms: fixed_terms(&input.contracts),
        ten_years_on,
        flags: Vec::new(),
        steps: Vec::new(),
        ruleset: RULESET,
    };
    let years = ten_years(&mut outcome, input);
    first_system(&mut outcome, input, years)?;
    two_terms(&mut outcome, input);
    deemed(&mut outcome, input);
    conclude(&mut outcome, input.employee_wish);
    Ok(outcome)
}

fn check(input: &Input) -> Result<(), Refusal> {
    check_order(&[("/employed_from", Some(input.employed_from)), ("/on", Some(input.on))])?;
    if let Some(signed) = input.first_signed_on {
        check_range("/first_signed_on", signed)?;
    }
    let mut before: Option<NaiveDate> = None;
    for (index, contract) in input.contracts.iter().enumerate() {
        let pointer = format!("/contracts/{index}/from");
        check_range(&pointer, contract.from)?;
        if before.is_some_and(|before| contract.from <= before) {
            return Err(Refusal::at(
                pointer,
                "dates_out_of_order",
                "合同须按起始日先后列出，且起始日不得相同。",
                "List the contracts in the order of their first days, no two alike.",
            ));
        }
        before = Some(contract.from);
    }
    Ok(())
}

/// Those since the last stop; a contract that was running on 2008-01-01 does not count (LCL 97(1)).
fn fixed_terms(contracts: &[Contract]) -> u32 {
    contracts.iter().fold(0, |count, contract| {
        let count = if contract.work_stopped_before { 0 } else { count };
        if contract.kind != Kind::FixedTerm || contract.from < LCL_IN_FORCE {
            return count;
        }
        // 解释(二) 10: extensions of a year and more, and a clause that renews, are a further term.
        let long = contract.extended_months.is_some_and(|months| months >= Decimal::whole(12));
        count + 1 + u32::from(long || contract.renewed_automatically)
    })
}

fn ten_years(outcome: &mut Outcome, input: &Input) -> u32 {
    let length = Length::from_to(input.employed_from, input.on);
    let full = length.years >= 10;
    outcome.triggers.extend(full.then_some(Trigger::TenYears));
    let (zh, en) =
        if full { ("已满十年", "ten years are full") } else { ("未满十年", "ten years are not full") };
    outcome.steps.push(Step::new(
        "R-012",
        "劳动合同法 14；实施条例 9",
        format!("{} 至 {} 连续工作 {}，含 2008 年前的年限：{zh}", input.employed_from, input.on, length.zh()),
        format!(
            "{} to {}, {} of continuous work, the time before 2008 included: {en}",
            input.employed_from,
            input.on,
            length.en()
        ),
        full,
    ));
    length.years
}

fn first_system(outcome: &mut Outcome, input: &Input, years: u32) -> Result<(), Refusal> {
    if !input.first_system_or_restructuring {
        return Ok(());
    }
    let left = input
        .years_to_retirement
        .ok_or_else(|| Refusal::missing("/years_to_retirement").by_rule("R-012", "劳动合同法 14"))?;
    let open = years >= 10 && left < Decimal::whole(10);
    outcome.triggers.extend(open.then_some(Trigger::FirstSystemOrRestructuring));
    let (zh, en) = if open { ("符合", "met") } else { ("不符合", "not met") };
    outcome.steps.push(Step::new(
        "R-012",
        "劳动合同法 14",
        format!("初次实行劳动合同制度或国企改制：满十年且距法定退休年龄不足十年（已工作 {years} 年，尚有 {left} 年）：{zh}"),
        format!("First contract system or restructuring, ten years here and fewer than ten to retirement ({years} and {left}): {en}"),
        open,
    ));
    Ok(())
}

fn two_terms(outcome: &mut Outcome, input: &Input) {
    let count = outcome.fixed_terms;
    let excluded = input.excluding_situation == Some(true);
    let open = count >= 2 && !excluded;
    outcome.triggers.extend(open.then_some(Trigger::TwoFixedTerms));
    let (zh, en) = match (count >= 2, input.excluding_situation) {
        (false, _) => ("不足两次", "fewer than two"),
        (true, Some(true)) => (
            "但已证明有第三十九条或第四十条第一、二项情形，不适用",
            "but a situation of 39, 40(1) or 40(2) is proved, so it does not count",
        ),
        (true, Some(false)) => {
            ("且无第三十九条和第四十条第一、二项情形，符合", "and no situation of 39, 40(1) or 40(2): met")
        }
        (true, None) => {
            outcome.flags.push("NOT_PROVED:excluding_situation");
            (
                "第三十九条和第四十条第一、二项情形未证明，按没有处理，符合",
                "a situation of 39, 40(1) or 40(2) is not proved and taken as absent: met",
            )
        }
    };
    if open && input.city.as_deref().map(city_name) == Some("上海") {
        outcome.flags.push("SECONDARY:R-012");
    }
    outcome.steps.push(Step::new(
        "R-012",
        "劳动合同法 14、97(1)；法释〔2025〕12号 10",
        format!("连续固定期限合同 {count} 次（2008 年起订立，累计延长一年以上或自动续订的另计一次）：{zh}"),
        format!("{count} consecutive fixed terms (concluded from 2008; extensions of a year in all or an automatic renewal count once more): {en}"),
        open,
    ));
}

fn deemed(outcome: &mut Outcome, input: &Input) {
    let year_on = add_months(input.employed_from, 12);
    let unsigned = input.first_signed_on.is_none_or(|signed| signed >= year_on);
    let open = unsigned && input.on >= year_on;
    outcome.triggers.extend(open.then_some(Trigger::DeemedAfterOneYear));
    let (signed_zh, signed_en) = match input.first_signed_on {
        Some(signed) => (format!("{signed} 签订"), format!("signed on {signed}")),
        None => ("从未签订".to_owned(), "never signed".to_owned()),
    };
    let (zh, en) = if open {
        (format!("自 {year_on} 起视为已订立无固定期限合同"), format!("an open-ended one is deemed made from {year_on}"))
    } else {
        ("不适用".to_owned(), "does not apply".to_owned())
    };
    outcome.steps.push(Step::new(
        "R-012",
        "劳动合同法 14(3)",
        format!("书面合同 {signed_zh}，用工满一年为 {year_on}：{zh}"),
        format!("Written contract {signed_en}, a year of work is full on {year_on}: {en}"),
        open,
    ));
}

fn conclude(outcome: &mut Outcome, wish: Option<Wish>) {
    let deemed = outcome.triggers.contains(&Trigger::DeemedAfterOneYear);
    let any = !outcome.triggers.is_empty();
    let waived = matches!(wish, Some(Wish::FixedTerm | Wish::Declined));
    outcome.must_offer = any && (deemed || !waived);
    let (zh, en) = match (any, outcome.must_offer, wish) {
        (false, ..) => ("没有一项情形成立，无此义务", "none of the roads is open: no duty"),
        (_, false, Some(Wish::FixedTerm)) => {
            ("劳动者书面提出订立固定期限合同，无此义务", "the employee asked for a fixed term in writing: no duty")
        }
        (_, false, _) => ("劳动者书面表示不续订，无此义务", "the employee declined in writing: no duty"),
        (_, true, Some(Wish::OpenEnded)) => (
            "劳动者提出，应当订立无固定期限合同，不得以期满终止",
            "the employee asks for it: an open-ended contract must be concluded, and expiry cannot end it",
        ),
        (_, true, _) => (
            "劳动者没有书面表示要求固定期限或不续订，应当提出订立无固定期限合同，不得以期满终止",
            "nothing in writing asks for a fixed term or declines: an open-ended contract must be offered, and expiry cannot end it",
        ),
    };
    outcome.steps.push(Step::new("R-012", "劳动合同法 14", zh, en, outcome.must_offer));
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn outcome(changes: Value) -> Value {
        let mut input = json!({"employed_from": "2020-04-01", "on": "2026-03-31", "first_signed_on": "2020-04-01"});
        for (name, value) in changes.as_object().unwrap() {
            input[name] = value.clone();
        }
        run("open-ended", &input).unwrap()
    }

    fn term(from: &str) -> Value {
        json!({"kind": "fixed_term", "from": from})
    }

    #[test]
    fn r012_ten_years_are_full_on_the_eve_of_the_anniversary() {
        let must = |on: &str| outcome(json!({"on": on}))["must_offer"].clone();
        assert_eq!((must("2030-03-30"), must("2030-03-31")), (json!(false), json!(true)));
    }

    #[test]
    fn r012_two_fixed_terms_are_enough_and_one_is_not() {
        let with = |contracts: Value| outcome(json!({"contracts": contracts, "excluding_situation": false}));
        assert_eq!(with(json!([term("2020-04-01")]))["must_offer"], false);
        let two = with(json!([term("2020-04-01"), term("2023-04-01")]));
        assert_eq!((&two["triggers"], &two["flags"]), (&json!(["TWO_FIXED_TERMS"]), &json!([])));
        let mut stopped = term("2023-04-01");
        stopped["work_stopped_before"] = json!(true);
        assert_eq!(with(json!([term("2020-04-01"), stopped]))["fixed_terms"], 1);
    }

    #[test]
    fn r012_extensions_of_a_year_and_automatic_renewals_are_a_second_term() {
        let count = |name: &str, value: Value| {
            let mut contract = term("2020-04-01");
            contract[name] = value;
            outcome(json!({"contracts": [contract]}))["fixed_terms"].clone()
        };
        assert_eq!(count("extended_months", json!(11.99)), 1);
        assert_eq!(count("extended_months", json!(12)), 2);
        assert_eq!(count("renewed_automatically", json!(true)), 2);
    }

    #[test]
    fn r012_the_term_that_ran_on_the_first_of_2008_does_not_count() {
        let contracts = json!([term("2007-01-01"), term("2009-01-01"), term("2011-01-01")]);
        assert_eq!(outcome(json!({"employed_from": "2007-01-01", "contracts": contracts}))["fixed_terms"], 2);
    }

    #[test]
    fn r012_the_employees_wish_takes_the_duty_away_and_silence_does_not() {
        let two = json!([term("2020-04-01"), term("2023-04-01")]);
        let must = |wish: Value| outcome(json!({"contracts": two, "employee_wish": wish}))["must_offer"].clone();
        assert_eq!(must(Value::Null), true);
        assert_eq!(must(json!("open_ended")), true);
        assert_eq!(must(json!("fixed_term")), false);
        assert_eq!(must(json!("declined")), false);
    }

    #[test]
    fn r012_a_proved_fault_closes_the_road_of_two_terms_and_an_open_question_does_not() {
        let two = json!([term("2020-04-01"), term("2023-04-01")]);
        let proved = outcome(json!({"contracts": two, "excluding_situation": true}));
        assert_eq!(proved["must_offer"], false);
        let open = outcome(json!({"contracts": two, "city": "上海市"}));
        assert_eq!(open["flags"], json!(["NOT_PROVED:excluding_situation", "SECONDARY:R-012"]));
    }

    #[test]
    fn r012_a_year_without_a_written_contract_deems_one_made_whatever_is_wished() {
        let it = outcome(json!({"first_signed_on": null, "employee_wish": "fixed_term"}));
        assert_eq!((&it["triggers"], &it["must_offer"]), (&json!(["DEEMED_AFTER_ONE_YEAR"]), &json!(true)));
        assert_eq!(outcome(json!({"first_signed_on": "2021-03-31"}))["must_offer"], false);
    }

    #[test]
    fn r012_restructuring_asks_for_the_years_that_are_left() {
        let base = json!({"employed_from": "2010-04-01", "first_signed_on": "2010-04-01", "on": "2026-03-31", "first_system_or_restructuring": true});
        assert_eq!(run("open-ended", &base).unwrap_err().pointer, "/years_to_retirement");
        let it = outcome(
            json!({"employed_from": "2010-04-01", "first_signed_on": "2010-04-01", "first_system_or_restructuring": true, "years_to_retirement": 9.5}),
        );
        assert_eq!(it["triggers"], json!(["TEN_YEARS", "FIRST_SYSTEM_OR_RESTRUCTURING"]));
        let unordered = json!({"employed_from": "2020-04-01", "on": "2026-03-31", "first_signed_on": null, "contracts": [term("2021-01-01"), term("2020-01-01")]});
        assert_eq!(run("open-ended", &unordered).unwrap_err().pointer, "/contracts/1/from");
    }
}
