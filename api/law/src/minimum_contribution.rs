//! The least time of pension contributions (最低缴费年限): R-102.

use serde::{Deserialize, Serialize};

use crate::{RULESET, Refusal, Step};

/// The year a person retires in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub retirement_year: i32,
    /// Months contributed so far; with it the months that are missing are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contributed_months: Option<u32>,
}

/// The months that are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub min_contribution_months: u32,
    /// Months still missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months_short: Option<u32>,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// fifteen years to 2029, six months more for each year from 2030, twenty years from 2039.
pub fn minimum_contribution(input: &Input) -> Result<Outcome, Refusal> {
    const CITE: &str = "全国人大常委会关于实施渐进式延迟法定退休年龄的决定（2024）";
    let year = input.retirement_year;
    if !(1900..2200).contains(&year) {
        return Err(Refusal::at(
            "/retirement_year",
            "year_out_of_range",
            format!("年份 {year} 超出 1900 年至 2199 年的范围。"),
            format!("The year {year} lies outside 1900 to 2199."),
        ));
    }
    let raised = u32::try_from(year - 2029).unwrap_or(0).min(10);
    let months = 180 + raised * 6;
    let mut steps = vec![Step::new(
        "R-102",
        CITE,
        format!("{year} 年退休：180 + 6 × {raised} = {months} 个月（2030 年起每年加 6 个月，2039 年起为 240 个月）"),
        format!("Retiring in {year}: 180 + 6 × {raised} = {months} months (six more a year from 2030, 240 from 2039)"),
        months,
    )];
    let short = input.contributed_months.map(|paid| months.saturating_sub(paid));
    if let (Some(paid), Some(short)) = (input.contributed_months, short) {
        steps.push(Step::new(
            "R-102",
            CITE,
            format!("已缴费 {paid} 个月：{months} − {paid}，不为负，尚缺 {short} 个月"),
            format!("{paid} months contributed: {months} − {paid}, not below zero: {short} missing"),
            short,
        ));
    }
    Ok(Outcome { min_contribution_months: months, months_short: short, flags: Vec::new(), steps, ruleset: RULESET })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    #[test]
    fn r102_six_months_a_year_from_2030_and_no_more_from_2039() {
        let months = |retirement_year| {
            minimum_contribution(&Input { retirement_year, contributed_months: None }).unwrap().min_contribution_months
        };
        for year in 2025..2060 {
            let step = months(year) - months(year - 1);
            assert_eq!(step, if (2030..=2039).contains(&year) { 6 } else { 0 }, "{year}");
        }
        assert_eq!((months(1999), months(2039)), (180, 240));
    }

    #[test]
    fn r102_what_is_missing_is_never_below_zero() {
        let short = |paid| {
            minimum_contribution(&Input { retirement_year: 2030, contributed_months: Some(paid) }).unwrap().months_short
        };
        assert_eq!((short(185), short(186), short(400)), (Some(1), Some(0), Some(0)));
        let far = minimum_contribution(&Input { retirement_year: 2200, contributed_months: None });
        assert_eq!(far.unwrap_err().pointer, "/retirement_year");
    }
}
