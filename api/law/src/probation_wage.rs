//! The least wage of probation (试用期工资下限): R-015.

use serde::{Deserialize, Serialize};

use crate::refusal::{Refusal, not_negative};
use crate::{Fen, RULESET, Rounding, Step};

const CITE: &str = "劳动合同法 20；实施条例 15";

/// The wages that are compared.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Monthly wage of the contract, for after probation.
    pub contract_wage: Fen,
    /// Local minimum wage a month.
    pub minimum_wage: Fen,
    /// Monthly wage offered for probation.
    pub offered: Fen,
    /// Lowest grade of the same post; shown and not decisive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowest_same_post: Option<Fen>,
}

/// The floor and whether the offer keeps to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub floor_80pct_contract: Fen,
    /// 80 % of the lowest grade of the same post, for information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor_80pct_same_post: Option<Fen>,
    /// The higher of 80 % of the contract wage and the minimum wage.
    pub floor: Fen,
    /// Whether the offer reaches the floor.
    pub valid: bool,
    /// What the offer lacks.
    pub short_by: Fen,
    /// `MIN_WAGE_FLOOR` when the minimum wage is the higher one.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// no less than 80 % of the contract wage and no less than the minimum wage.
///
/// The two texts word the 80 % differently; the crate asks for 80 % of the contract wage and shows
/// the other limb.
pub fn probation_wage(input: &Input) -> Result<Outcome, Refusal> {
    let (contract, minimum, offered) = (input.contract_wage, input.minimum_wage, input.offered);
    not_negative([
        ("/contract_wage", Some(contract)),
        ("/minimum_wage", Some(minimum)),
        ("/offered", Some(offered)),
        ("/lowest_same_post", input.lowest_same_post),
    ])?;
    let share = contract.mul_ratio(80, 100, Rounding::HalfUp)?;
    let floor = share.max(minimum);
    let mut steps = Vec::new();
    let same_post = input.lowest_same_post.map(|lowest| lowest.mul_ratio(80, 100, Rounding::HalfUp)).transpose()?;
    if let (Some(lowest), Some(same)) = (input.lowest_same_post, same_post) {
        steps.push(Step::new(
            "R-015",
            CITE,
            format!("另一标准（仅供参考）：本单位相同岗位最低档 {lowest} × 80% = {same} 元"),
            format!("The other limb, for information: lowest grade of the same post {lowest} × 80 % = {same} yuan"),
            same,
        ));
    }
    steps.push(Step::new(
        "R-015",
        CITE,
        format!("下限：合同约定工资 {contract} × 80% = {share} 元，与最低工资 {minimum} 元取其高 = {floor} 元"),
        format!("Floor: contract wage {contract} × 80 % = {share}, and the minimum wage {minimum}: the higher is {floor} yuan"),
        floor,
    ));
    let valid = offered >= floor;
    let short_by = floor.checked_sub(offered)?.max(Fen::ZERO);
    let (verdict_zh, verdict_en) = if valid {
        ("达到下限".to_owned(), "it reaches the floor".to_owned())
    } else {
        (format!("低于下限 {short_by} 元"), format!("it is {short_by} yuan below the floor"))
    };
    steps.push(Step::new(
        "R-015",
        CITE,
        format!("试用期工资 {offered} 元：{verdict_zh}"),
        format!("Wage of probation {offered} yuan: {verdict_en}"),
        valid,
    ));
    Ok(Outcome {
        floor_80pct_contract: share,
        floor_80pct_same_post: same_post,
        floor,
        valid,
        short_by,
        flags: if minimum > share { vec!["MIN_WAGE_FLOOR"] } else { Vec::new() },
        steps,
        ruleset: RULESET,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::json;

    use crate::run;

    #[test]
    fn r015_the_higher_of_eighty_percent_and_the_minimum_wage_is_the_floor() {
        let of = |contract: &str, offered: &str| {
            let input = json!({"contract_wage": contract, "minimum_wage": "2540.00", "offered": offered});
            run("probation-wage", &input).unwrap()
        };
        let high = of("10000.00", "8000.00");
        assert_eq!((&high["floor"], &high["valid"], &high["flags"]), (&json!("8000.00"), &json!(true), &json!([])));
        let short = of("10000.00", "7999.99");
        assert_eq!((&short["valid"], &short["short_by"]), (&json!(false), &json!("0.01")));
        assert_eq!(of("3000.00", "2540.00")["flags"], json!(["MIN_WAGE_FLOOR"]));
    }

    #[test]
    fn r015_the_lowest_grade_of_the_post_is_shown_and_decides_nothing() {
        let input = json!({"contract_wage": "10000.00", "minimum_wage": "2540.00", "offered": "7000.00", "lowest_same_post": "8000.00"});
        let it = run("probation-wage", &input).unwrap();
        assert_eq!((&it["floor_80pct_same_post"], &it["valid"]), (&json!("6400.00"), &json!(false)));
    }
}
