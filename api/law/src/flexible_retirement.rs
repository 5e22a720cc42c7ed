//! Retiring earlier or later than the statutory date (弹性退休): R-101 on top of R-100.
//!
//! Earlier by at most three years, never before the original age, on the employee's own written
//! notice; later by at most three years, by written agreement.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::dates::{add_months, check_range, sub_months};
use crate::retirement::{self, Category, retirement};
use crate::{RULESET, Refusal, Step};

const CITE: &str = "人社部发〔2024〕94号";
const THREE_YEARS: u32 = 36;

/// The person, and the date wished for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub birth_date: NaiveDate,
    /// Decided by post and file, never by sex alone.
    pub category: Category,
    /// With it the answer says whether that date can be chosen and by when it must be settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wished_on: Option<NaiveDate>,
}

/// The range of dates and the days by which each way must be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// At 60, 55 or 50.
    pub original_date: NaiveDate,
    pub statutory_date: NaiveDate,
    /// Earliest date the employee can choose.
    pub earliest_flexible: NaiveDate,
    /// Last day of the written notice for that date.
    pub latest_notice_for_earliest: NaiveDate,
    /// Latest date both can agree on.
    pub latest_flexible: NaiveDate,
    /// Last day of the written agreement on a delay.
    pub agreement_needed_by: NaiveDate,
    /// Whether the wished date lies in the range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wished_in_range: Option<bool>,
    /// Last day of the notice or the agreement for the wished date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settle_wish_by: Option<NaiveDate>,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// the range around the statutory date and what each way takes.
pub fn flexible_retirement(input: &Input) -> Result<Outcome, Refusal> {
    if let Some(wished) = input.wished_on {
        check_range("/wished_on", wished)?;
    }
    let retirement::Outcome { original_date, statutory_date, mut steps, .. } =
        retirement(&retirement::Input { birth_date: input.birth_date, category: input.category })?;
    if NaiveDate::from_ymd_opt(2025, 1, 1).is_some_and(|start| statutory_date < start) {
        return Err(Refusal::at(
            "/birth_date",
            "before_the_rule",
            format!("法定退休日期 {statutory_date} 早于 2025-01-01，弹性退休尚未施行。"),
            format!(
                "The statutory date {statutory_date} lies before 2025-01-01, when flexible retirement came into force."
            ),
        )
        .by_rule("R-101", CITE));
    }
    let earliest_flexible = sub_months(statutory_date, THREE_YEARS).max(original_date);
    let latest_notice_for_earliest = sub_months(earliest_flexible, 3);
    let latest_flexible = add_months(statutory_date, THREE_YEARS);
    let agreement_needed_by = sub_months(statutory_date, 1);
    steps.push(Step::new(
        "R-101",
        CITE,
        format!("弹性提前：{statutory_date} − 3 年，不早于原退休日期 {original_date} = {earliest_flexible}；劳动者须在 {latest_notice_for_earliest} 前书面告知（提前 3 个月），用人单位不得强制，并须符合最低缴费年限"),
        format!("Earlier: {statutory_date} − 3 years, not before the original date {original_date} = {earliest_flexible}; the employee's written notice by {latest_notice_for_earliest}, three months ahead; the employer cannot force it, and the contributions must suffice"),
        earliest_flexible,
    ));
    steps.push(Step::new(
        "R-101",
        CITE,
        format!("弹性延迟：{statutory_date} + 3 年 = {latest_flexible}；双方须在 {agreement_needed_by} 前书面约定（提前 1 个月），期间劳动关系和劳动合同法继续适用"),
        format!("Later: {statutory_date} + 3 years = {latest_flexible}; written agreement by {agreement_needed_by}, one month ahead; the employment and its law go on meanwhile"),
        latest_flexible,
    ));
    let mut outcome = Outcome {
        original_date,
        statutory_date,
        earliest_flexible,
        latest_notice_for_earliest,
        latest_flexible,
        agreement_needed_by,
        wished_in_range: None,
        settle_wish_by: None,
        flags: Vec::new(),
        steps,
        ruleset: RULESET,
    };
    if let Some(wished) = input.wished_on {
        weigh(&mut outcome, wished);
    }
    Ok(outcome)
}

fn weigh(outcome: &mut Outcome, wished: NaiveDate) {
    let in_range = (outcome.earliest_flexible..=outcome.latest_flexible).contains(&wished);
    let (by, zh, en) = if !in_range {
        (
            None,
            format!("{wished} 不在 {} 至 {} 之间，不能选择", outcome.earliest_flexible, outcome.latest_flexible),
            format!(
                "{wished} lies outside {} to {} and cannot be chosen",
                outcome.earliest_flexible, outcome.latest_flexible
            ),
        )
    } else if wished < outcome.statutory_date {
        let by = sub_months(wished, 3);
        (
            Some(by),
            format!("{wished} 提前退休，书面告知不迟于 {by}"),
            format!("{wished} is earlier: written notice by {by}"),
        )
    } else if wished > outcome.statutory_date {
        let by = outcome.agreement_needed_by;
        (
            Some(by),
            format!("{wished} 延迟退休，书面约定不迟于 {by}"),
            format!("{wished} is later: written agreement by {by}"),
        )
    } else {
        (None, format!("{wished} 即法定退休日期"), format!("{wished} is the statutory date itself"))
    };
    outcome.wished_in_range = Some(in_range);
    outcome.settle_wish_by = by;
    outcome.steps.push(Step::new("R-101", CITE, zh, en, in_range));
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(birth: &str, category: Category, wished: Option<&str>) -> Outcome {
        let input =
            Input { birth_date: birth.parse().unwrap(), category, wished_on: wished.map(|day| day.parse().unwrap()) };
        flexible_retirement(&input).unwrap()
    }

    #[test]
    fn r101_a_full_delay_lets_the_employee_go_back_to_the_original_age_and_no_further() {
        let it = of("1976-09-01", Category::M, None);
        assert_eq!(it.earliest_flexible, it.original_date);
        // F50 is delayed by up to five years, so three years earlier is not yet the original age.
        let it = of("1984-11-30", Category::F50, None);
        assert_eq!(it.earliest_flexible, "2036-11-30".parse().unwrap());
    }

    #[test]
    fn r101_the_wished_date_tells_notice_from_agreement() {
        let by = |wished: &str| of("1970-06-15", Category::M, Some(wished)).settle_wish_by.map(|day| day.to_string());
        assert_eq!(by("2031-01-15").as_deref(), Some("2030-10-15"));
        assert_eq!(by("2033-01-15").as_deref(), Some("2031-10-15"));
        assert_eq!((by("2031-11-15"), by("2035-01-01")), (None, None));
        assert_eq!(of("1970-06-15", Category::M, Some("2030-06-14")).wished_in_range, Some(false));
    }

    #[test]
    fn r101_who_retired_before_2025_has_nothing_to_choose() {
        let input = Input { birth_date: "1964-12-31".parse().unwrap(), category: Category::M, wished_on: None };
        assert_eq!(flexible_retirement(&input).unwrap_err().code, "before_the_rule");
    }

    proptest! {
        #[test]
        fn r101_who_is_born_later_can_never_go_earlier(days in 0_u32..20_000, category in 0..3) {
            let category = [Category::M, Category::F55, Category::F50][usize::try_from(category).unwrap()];
            let birth = crate::dates::add_days("1975-01-01".parse().unwrap(), days);
            let at = |birth_date| flexible_retirement(&Input { birth_date, category, wished_on: None }).unwrap();
            let (one, next) = (at(birth), at(crate::dates::add_days(birth, 1)));
            prop_assert!(one.earliest_flexible <= next.earliest_flexible && one.latest_flexible <= next.latest_flexible);
            prop_assert!(one.original_date <= one.earliest_flexible && one.earliest_flexible <= one.statutory_date);
        }
    }
}
