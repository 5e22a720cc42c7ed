//! Conditions of recruitment (录用条件): what a probation is measured by, told and signed at hiring (LCL 39(1); R-054).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// Most conditions.
const MOST: usize = 20;
/// Longest text, in characters.
const LONGEST: usize = 1_000;

/// One condition (录用条件), and how it is assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecruitmentCondition {
    #[schema(example = "独立完成岗位任务")]
    pub item: String,
    /// What is enough; without it nobody can say objectively whether it was met.
    #[schema(example = "试用期内按期交付不少于三个固件模块")]
    pub standard: String,
    /// From which record, and how.
    #[schema(example = "以代码评审和缺陷系统的记录为准")]
    pub assessment: String,
}

/// The probation that the labour contract agrees on; there is one at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Probation {
    /// First day of that contract.
    pub from: NaiveDate,
    /// Last day of the probation.
    pub probation_until: NaiveDate,
}

/// Each condition has its standard and its way of being assessed, and somebody assesses.
pub fn check(conditions: &[RecruitmentCondition], assessed_by: &str) -> Result<(), Refused> {
    let mut faults = Vec::new();
    if conditions.is_empty() || conditions.len() > MOST {
        let zh = format!("录用条件须有 1 至 {MOST} 项。");
        let en = format!("There are 1 to {MOST} conditions.");
        faults.push(Fault::new("/conditions", "number_of_conditions", Words::new(zh, en)));
    }
    for (at, condition) in conditions.iter().enumerate() {
        let pointer = |field: &str| format!("/conditions/{at}/{field}");
        let told = [
            ("item", &condition.item, "请填写条件名称。", "Name the condition."),
            ("standard", &condition.standard, "请写明可以核对的标准。", "Give a standard that can be checked."),
            ("assessment", &condition.assessment, "请写明怎样考核。", "Say how it is assessed."),
        ];
        for (field, text, zh, en) in told {
            faults.extend(blank_fault(text, &pointer(field), zh, en));
            faults.extend(too_long(text, pointer(field)));
        }
    }
    faults.extend(blank_fault(assessed_by, "/assessed_by", "请写明由谁考核。", "Say who assesses."));
    faults.extend(too_long(assessed_by, "/assessed_by".to_owned()));
    unless_faulty(faults)
}

fn too_long(text: &str, pointer: String) -> Option<Fault> {
    let words = Words::new(format!("不得超过 {LONGEST} 字。"), format!("At most {LONGEST} characters."));
    (text.chars().count() > LONGEST).then(|| Fault::new(pointer, "too_long", words))
}

/// They are about a probation that the labour contract has agreed on and that is not over: they make none (LCL 19).
pub fn of_probation(probation: Option<Probation>, today: NaiveDate) -> Result<Probation, Refused> {
    let Some(probation) = probation else {
        return Err(Refused::fault(
            "/kind",
            "no_probation",
            Words::new(
                "登记在案的劳动合同没有约定试用期。录用条件确认书不能另行约定试用期（劳动合同法第十九条），请先订立约定试用期的劳动合同。",
                "No labour contract on record agrees on a probation, and this document cannot (LCL 19): conclude the contract first.",
            ),
        ));
    };
    if probation.probation_until < today {
        return Err(Refused::fault(
            "/kind",
            "probation_over",
            Words::new(
                format!("试用期已于 {} 届满，录用条件须在录用时告知（R-054）。", probation.probation_until),
                format!(
                    "The probation ended on {}; conditions of recruitment are told at hiring (R-054).",
                    probation.probation_until
                ),
            ),
        ));
    }
    Ok(probation)
}

/// Known at hiring (E-OFFER-COND): signed by the first day of work.
pub fn known_at_hiring(signed_on: NaiveDate, hired_on: NaiveDate) -> bool {
    signed_on <= hired_on
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn condition(standard: &str) -> RecruitmentCondition {
        RecruitmentCondition { item: "出勤".into(), standard: standard.into(), assessment: "考勤记录".into() }
    }

    fn codes(checked: Result<(), Refused>) -> Vec<(String, &'static str)> {
        match checked {
            Err(Refused::Invalid(faults)) => faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn r054_a_condition_has_a_standard_and_somebody_assesses_it() {
        assert_eq!(codes(check(&[condition("无旷工")], "直接主管")), []);
        let vague = codes(check(&[condition("无旷工"), condition(" ")], ""));
        let at = |pointer: &str, code| (pointer.to_owned(), code);
        assert_eq!(vague, [at("/conditions/1/standard", "required"), at("/assessed_by", "required")]);
        assert_eq!(codes(check(&[], "直接主管")), [at("/conditions", "number_of_conditions")]);
        assert_eq!(
            codes(check(&[condition(&"长".repeat(1_001))], "直接主管")),
            [at("/conditions/0/standard", "too_long")]
        );
    }

    #[test]
    fn lcl19_it_makes_no_probation_and_comes_within_one() {
        let agreed = Probation { from: day("2026-10-01"), probation_until: day("2027-03-31") };
        assert_eq!(of_probation(Some(agreed), day("2027-03-31")), Ok(agreed));
        assert_eq!(of_probation(None, day("2026-10-01")).map_err(|refused| refused.code()), Err("no_probation"));
        let late = of_probation(Some(agreed), day("2027-04-01"));
        assert_eq!(late.map_err(|refused| refused.code()), Err("probation_over"));
    }

    #[test]
    fn r054_what_is_signed_after_the_first_day_was_not_known_at_hiring() {
        assert!(
            known_at_hiring(day("2026-09-20"), day("2026-10-01"))
                && known_at_hiring(day("2026-10-01"), day("2026-10-01"))
        );
        assert!(!known_at_hiring(day("2026-10-02"), day("2026-10-01")));
    }
}
