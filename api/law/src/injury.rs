//! Ending the employment of an injured employee (工伤职工): R-036.
//!
//! The grade decides whether the ground can end it at all, and what the fund and the employer owe
//! beside severance. The provincial lump sums are figures to enter; they are never guessed.

use serde::{Deserialize, Serialize};

use crate::gate::Grade;
use crate::grounds::SeveranceDue;
use crate::refusal::{Refusal, not_negative};
use crate::severance::Initiator;
use crate::{Fen, Ground, RULESET, Step};

const CITE: &str = "工伤保险条例 33–37；劳动合同法 42(2)、45";

/// Months of own wage, for grades 1 to 10 (一次性伤残补助金).
const GRANT_MONTHS: [i64; 10] = [27, 25, 23, 21, 18, 16, 13, 11, 9, 7];

/// The injury and the ending that is asked about.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// 1 to 10, or `"none"` while the injury is not graded.
    pub grade: Grade,
    /// Whether the paid leave for the injury still runs; no if absent.
    #[serde(default)]
    pub in_paid_leave: bool,
    pub ground: Ground,
    /// Who proposed the ending; asked for ground 36, the employer if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initiator: Option<Initiator>,
    /// Own monthly wage; with it the grant of the fund is computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_monthly_wage: Option<Fen>,
    /// Provincial lump sum for medical care, paid by the fund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund_medical_lump_sum: Option<Fen>,
    /// Provincial lump sum for employment, paid by the employer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer_employment_lump_sum: Option<Fen>,
}

/// Whether this ground can end it (能否解除或终止).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Nothing in stands in the way.
    NotBarred,
    Barred,
    /// Inferred, or the rules point in two directions: ask counsel.
    AskCounsel,
}

/// Something that is owed on the ending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// `N`, `FUND_MEDICAL_LUMP_SUM`, `EMPLOYER_EMPLOYMENT_LUMP_SUM`.
    pub code: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    /// Null where the sum is not entered or is computed elsewhere.
    pub amount: Option<Fen>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub ending: Ending,
    pub also_due: Vec<Due>,
    /// Months of own wage that the fund grants for the grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant_months: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant: Option<Fen>,
    /// `LOCAL_TABLE_MISSING`, `UNCONFIRMED:R-036`.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// what the grade allows, and what is owed with it.
pub fn injury(input: &Input) -> Result<Outcome, Refusal> {
    not_negative([
        ("/own_monthly_wage", input.own_monthly_wage),
        ("/fund_medical_lump_sum", input.fund_medical_lump_sum),
        ("/employer_employment_lump_sum", input.employer_employment_lump_sum),
    ])?;
    let by = Group::of(input.grade.get().filter(|_| !input.in_paid_leave));
    let (ending, zh, en) = may_end(by, input);
    let grade_zh = input.grade.get().map_or("未评定等级".to_owned(), |grade| format!("{grade} 级伤残"));
    let grade_en = input.grade.get().map_or("not graded".to_owned(), |grade| format!("grade {grade}"));
    let mut outcome = Outcome {
        ending,
        also_due: Vec::new(),
        grant_months: None,
        grant: None,
        flags: if ending == Ending::AskCounsel { vec!["UNCONFIRMED:R-036"] } else { Vec::new() },
        steps: vec![Step::new(
            "R-036",
            CITE,
            format!("{grade_zh}，事由 {}：{zh}", input.ground),
            format!("{grade_en}, ground {}: {en}", input.ground),
            ending.as_written(),
        )],
        ruleset: RULESET,
    };
    if matches!(by, Group::FiveSix | Group::SevenTen) && ending != Ending::Barred {
        lump_sums(&mut outcome, input);
    }
    if let Some(grade) = input.grade.get() {
        grant(&mut outcome, grade, input.own_monthly_wage)?;
    }
    Ok(outcome)
}

/// Grades that are treated alike.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    /// In paid leave, or not graded yet.
    Open,
    OneFour,
    FiveSix,
    SevenTen,
}

impl Group {
    const fn of(grade: Option<u8>) -> Self {
        match grade {
            None => Self::Open,
            Some(..=4) => Self::OneFour,
            Some(5 | 6) => Self::FiveSix,
            Some(_) => Self::SevenTen,
        }
    }
}

fn may_end(by: Group, input: &Input) -> (Ending, &'static str, &'static str) {
    let ground = input.ground;
    let expiry = matches!(ground, Ground::Expiry | Ground::TaskDone);
    let dismissal = ground.is_no_fault_dismissal() || matches!(ground, Ground::MassLayoff(_));
    let own_wish = matches!(ground, Ground::Resignation | Ground::EmployerFault(_) | Ground::ForcedLabour)
        || (ground == Ground::MutualAgreement && input.initiator == Some(Initiator::Employee));
    match (by, dismissal, expiry) {
        (Group::Open, true, _) | (Group::Open, _, true) => (
            Ending::AskCounsel,
            "停工留薪期内或尚未评定等级，按不得以第四十条、第四十一条或期满结束处理（推断），请咨询律师",
            "in paid leave or not graded: taken as barred for articles 40, 41 and expiry (an inference), ask counsel",
        ),
        (_, true, _) => (Ending::Barred, "不得依第四十条、第四十一条解除", "articles 40 and 41 are barred"),
        (Group::OneFour, _, true) => (
            Ending::Barred,
            "保留劳动关系、退出工作岗位，不得以期满终止",
            "the relation is kept and the post is left; expiry does not end it",
        ),
        (Group::FiveSix, _, true) => (
            Ending::Barred,
            "须由劳动者提出，不得以期满终止",
            "only the employee can propose it; expiry does not end it",
        ),
        (Group::SevenTen, _, true) => (Ending::NotBarred, "合同期满可以终止", "the contract may expire"),
        (Group::OneFour, ..) if own_wish || ground == Ground::MutualAgreement => (
            Ending::AskCounsel,
            "一至四级保留劳动关系，能否由双方或劳动者结束，请咨询律师",
            "grades 1 to 4 keep the relation; whether the parties or the employee can end it, ask counsel",
        ),
        (Group::FiveSix | Group::SevenTen, ..) if own_wish => {
            (Ending::NotBarred, "由劳动者提出，可以解除", "the employee proposes it: not barred")
        }
        (Group::FiveSix | Group::SevenTen, ..) if ground == Ground::MutualAgreement => (
            Ending::AskCounsel,
            "该等级规定由劳动者提出，用人单位提出的协商解除请咨询律师",
            "for this grade the employee proposes; on an agreement that the employer proposed, ask counsel",
        ),
        _ => (Ending::NotBarred, "第四十二条不构成障碍", "article 42 is no bar to this ground"),
    }
}

fn lump_sums(outcome: &mut Outcome, input: &Input) {
    let severance = match input.ground.row().n_due {
        SeveranceDue::Always => true,
        SeveranceDue::Never => false,
        SeveranceDue::IfEmployerProposed => input.initiator != Some(Initiator::Employee),
        // Whether an offer was refused is asked by `severance`.
        SeveranceDue::UnlessRenewalRefused => true,
    };
    let expected = matches!(
        input.ground,
        Ground::Expiry
            | Ground::TaskDone
            | Ground::Resignation
            | Ground::EmployerFault(_)
            | Ground::ForcedLabour
            | Ground::MutualAgreement
    );
    if !expected && !outcome.flags.contains(&"UNCONFIRMED:R-036") {
        // The table speaks of expiry and of the employee's own ending.
        outcome.flags.push("UNCONFIRMED:R-036");
    }
    if severance {
        outcome.also_due.push(Due {
            code: "N",
            zh: "经济补偿（另行计算）",
            en: "severance, computed apart",
            amount: None,
        });
    }
    let sums = [
        (
            "FUND_MEDICAL_LUMP_SUM",
            "一次性工伤医疗补助金（基金支付）",
            "lump sum for medical care, from the fund",
            input.fund_medical_lump_sum,
        ),
        (
            "EMPLOYER_EMPLOYMENT_LUMP_SUM",
            "一次性伤残就业补助金（用人单位支付）",
            "lump sum for employment, from the employer",
            input.employer_employment_lump_sum,
        ),
    ];
    for (code, zh, en, amount) in sums {
        if amount.is_none() && !outcome.flags.contains(&"LOCAL_TABLE_MISSING") {
            outcome.flags.push("LOCAL_TABLE_MISSING");
        }
        let (sum_zh, sum_en) = amount.map_or(
            (
                "金额按省级标准，尚未录入（由省级人民政府公布）".to_owned(),
                "the province's table sets it and is not entered (its government publishes it)".to_owned(),
            ),
            |amount| (format!("{amount} 元"), format!("{amount} yuan")),
        );
        outcome.steps.push(Step::new(
            "R-036",
            CITE,
            format!("{zh}：{sum_zh}"),
            format!("Due: {en}; {sum_en}"),
            amount.map_or("not entered".to_owned(), |amount| amount.to_string()),
        ));
        outcome.also_due.push(Due { code, zh, en, amount });
    }
}

fn grant(outcome: &mut Outcome, grade: u8, wage: Option<Fen>) -> Result<(), Refusal> {
    let Some(months) = GRANT_MONTHS.get(usize::from(grade).wrapping_sub(1)).copied() else { return Ok(()) };
    outcome.grant_months = Some(months);
    outcome.grant = wage.map(|wage| wage.checked_mul(months)).transpose()?;
    let (sum_zh, sum_en, value) = match (wage, outcome.grant) {
        (Some(wage), Some(grant)) => {
            (format!("{wage} × {months} = {grant} 元"), format!("{wage} × {months} = {grant} yuan"), grant.to_string())
        }
        _ => (format!("本人工资 {months} 个月"), format!("{months} months of own wage"), months.to_string()),
    };
    outcome.steps.push(Step::new(
        "R-036",
        "工伤保险条例 33–37",
        format!("{grade} 级一次性伤残补助金（基金支付）：{sum_zh}"),
        format!("One-off disability grant for grade {grade}, from the fund: {sum_en}"),
        value,
    ));
    Ok(())
}

impl Ending {
    const fn as_written(self) -> &'static str {
        match self {
            Self::NotBarred => "not_barred",
            Self::Barred => "barred",
            Self::AskCounsel => "ask_counsel",
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn outcome(grade: Value, ground: &str, more: Value) -> Value {
        let mut input = json!({"grade": grade, "ground": ground});
        for (name, value) in more.as_object().unwrap() {
            input[name] = value.clone();
        }
        run("injury", &input).unwrap()
    }

    #[test]
    fn r036_expiry_ends_grades_seven_to_ten_and_no_graver_one() {
        for grade in 1..=10 {
            let ending = if grade >= 7 { "not_barred" } else { "barred" };
            assert_eq!(outcome(json!(grade), "44(1)", json!({}))["ending"], ending, "{grade}");
        }
    }

    #[test]
    fn r072_articles_40_and_41_are_barred_at_every_grade_and_39_at_none() {
        for grade in 1..=10 {
            for ground in ["40(1)", "40(2)", "40(3)", "41"] {
                let it = outcome(json!(grade), ground, json!({}));
                assert_eq!((&it["ending"], &it["also_due"]), (&json!("barred"), &json!([])), "{grade} {ground}");
            }
            assert_eq!(outcome(json!(grade), "39(2)", json!({}))["ending"], "not_barred");
        }
    }

    #[test]
    fn r036_the_employee_may_propose_from_grade_five_and_the_employer_may_not_by_itself() {
        for (grade, initiator, ending) in [
            (5, "employee", "not_barred"),
            (8, "employee", "not_barred"),
            (5, "employer", "ask_counsel"),
            (2, "employee", "ask_counsel"),
        ] {
            assert_eq!(
                outcome(json!(grade), "36", json!({"initiator": initiator}))["ending"],
                ending,
                "{grade} {initiator}"
            );
        }
        assert_eq!(outcome(json!(5), "37", json!({}))["ending"], "not_barred");
    }

    #[test]
    fn r036_an_injury_in_leave_or_not_graded_is_counsels_question() {
        assert_eq!(outcome(json!("none"), "44(1)", json!({}))["ending"], "ask_counsel");
        let in_leave = outcome(json!(8), "44(1)", json!({"in_paid_leave": true}));
        assert_eq!((&in_leave["ending"], &in_leave["flags"]), (&json!("ask_counsel"), &json!(["UNCONFIRMED:R-036"])));
    }

    #[test]
    fn r036_what_the_provinces_table_sets_is_entered_and_never_guessed() {
        let it = outcome(json!(8), "44(1)", json!({}));
        assert_eq!(it["flags"], json!(["LOCAL_TABLE_MISSING"]));
        let known = json!({"fund_medical_lump_sum": "50000.00", "employer_employment_lump_sum": "60000.00", "own_monthly_wage": "8000.00"});
        let it = outcome(json!(8), "44(1)", known);
        assert_eq!(
            (&it["flags"], &it["also_due"][2]["amount"], &it["grant"]),
            (&json!([]), &json!("60000.00"), &json!("88000.00"))
        );
    }

    #[test]
    fn r036_the_grant_falls_with_the_grade() {
        let months = |grade: u8| outcome(json!(grade), "37", json!({}))["grant_months"].as_i64().unwrap();
        assert_eq!((months(1), months(4), months(5), months(10)), (27, 21, 18, 7));
        assert!((1..10).all(|grade| months(grade) > months(grade + 1)));
    }
}
