//! The statutory retirement date (法定退休日期) under the gradual delay from 2025: R-100.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::dates::{add_months, check_range};
use crate::{RULESET, Refusal, Step};

/// The person.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub birth_date: NaiveDate,
    /// Decided by post and file, never by sex alone.
    pub category: Category,
}

/// The retirement age before the delay (原退休年龄).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Category {
    /// Men, 60.
    M,
    /// Women in management or technical posts, 55.
    F55,
    /// Women workers, 50.
    F50,
}

impl Category {
    const fn original_years(self) -> u32 {
        match self {
            Self::M => 60,
            Self::F55 => 55,
            Self::F50 => 50,
        }
    }

    /// One month of delay for every so many months, up to so many.
    const fn pace(self) -> (u32, u32) {
        match self {
            Self::M | Self::F55 => (4, 36),
            Self::F50 => (2, 60),
        }
    }
}

/// The two dates and what lies between them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// At 60, 55 or 50.
    pub original_date: NaiveDate,
    pub delay_months: u32,
    pub statutory_date: NaiveDate,
    /// Age on the statutory date.
    pub age_years: u32,
    pub age_months: u32,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// one month later for every four (F50: two) months from January 2025 on.
pub fn retirement(input: &Input) -> Result<Outcome, Refusal> {
    let (birth, category) = (input.birth_date, input.category);
    check_range("/birth_date", birth)?;
    let years = category.original_years();
    let original_date = add_months(birth, years * 12);
    let since = (original_date.year() - 2025) * 12 + original_date.month0() as i32;
    let (every, most) = category.pace();
    let delay_months = u32::try_from(since).map_or(0, |since| (since / every + 1).min(most));
    let statutory_date = add_months(birth, years * 12 + delay_months);
    let (age_years, age_months) = (years + delay_months / 12, delay_months % 12);
    let steps = vec![
        Step::new(
            "R-100",
            "全国人大常委会关于实施渐进式延迟法定退休年龄的决定（2024）",
            format!("原退休日期：{birth} + {years} 周岁 = {original_date}"),
            format!("Original date: {birth} + {years} years = {original_date}"),
            original_date,
        ),
        Step::new(
            "R-100",
            "国务院关于渐进式延迟法定退休年龄的办法 1",
            if since < 0 {
                "原退休日期早于 2025 年 1 月，不延迟：0 个月".to_owned()
            } else {
                format!(
                    "自 2025 年 1 月起第 {since} 个月，每 {every} 个月延迟 1 个月：{since} ÷ {every} 取整 + 1，最多 {most} = {delay_months} 个月"
                )
            },
            if since < 0 {
                "The original date lies before January 2025: no delay".to_owned()
            } else {
                format!(
                    "{since} months after January 2025, one month for every {every}: whole part of {since} ÷ {every}, + 1, at most {most} = {delay_months} months"
                )
            },
            delay_months,
        ),
        Step::new(
            "R-100",
            "国务院关于渐进式延迟法定退休年龄的办法 1",
            format!("法定退休日期：{birth} + {age_years} 年 {age_months} 个月 = {statutory_date}"),
            format!("Statutory date: {birth} + {age_years} years {age_months} months = {statutory_date}"),
            statutory_date,
        ),
    ];
    Ok(Outcome {
        original_date,
        delay_months,
        statutory_date,
        age_years,
        age_months,
        flags: Vec::new(),
        steps,
        ruleset: RULESET,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(birth: &str, category: Category) -> Outcome {
        retirement(&Input { birth_date: birth.parse().unwrap(), category }).unwrap()
    }

    #[test]
    fn r100_the_published_first_months_of_the_tables() {
        assert_eq!(of("1965-01-17", Category::M).statutory_date, "2025-02-17".parse().unwrap());
        let f50 = of("1984-11-30", Category::F50);
        assert_eq!((f50.age_years, f50.age_months), (55, 0));
    }

    #[test]
    fn r001_a_date_the_month_does_not_have_becomes_its_last_day() {
        assert_eq!(of("1965-01-31", Category::M).statutory_date, "2025-02-28".parse().unwrap());
    }

    proptest! {
        #[test]
        fn r100_who_is_born_later_never_retires_earlier(days in 0_u32..25_000, category in 0..3) {
            let category = [Category::M, Category::F55, Category::F50][usize::try_from(category).unwrap()];
            let birth = crate::dates::add_days("1950-01-01".parse().unwrap(), days);
            let next = crate::dates::add_days(birth, 1);
            let date = |birth_date| retirement(&Input { birth_date, category }).unwrap().statutory_date;
            prop_assert!(date(birth) <= date(next));
        }
    }
}
