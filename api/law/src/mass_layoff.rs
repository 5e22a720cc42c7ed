//! Whether cutting so many posts is a mass lay-off (经济性裁员): R-063.

use serde::{Deserialize, Serialize};

use crate::{RULESET, Refusal, Step};

/// The staff and the cut.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// All staff; at least one.
    pub headcount: u32,
    /// No more than `headcount`.
    pub to_cut: u32,
}

/// Whether article 41 applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub applies: bool,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// twenty people or more, or fewer but a tenth of the staff or more (以上 includes the number).
pub fn mass_layoff(input: &Input) -> Result<Outcome, Refusal> {
    let (staff, cut) = (input.headcount, input.to_cut);
    if staff == 0 {
        return Err(Refusal::at("/headcount", "no_staff", "职工总数须大于零。", "There must be staff to cut from."));
    }
    if cut > staff {
        return Err(Refusal::at(
            "/to_cut",
            "more_than_the_staff",
            format!("裁减 {cut} 人超过职工总数 {staff} 人。"),
            format!("{cut} cannot be cut from a staff of {staff}."),
        ));
    }
    let twenty = cut >= 20;
    let tenth = cut > 0 && u64::from(cut) * 10 >= u64::from(staff);
    let applies = twenty || tenth;
    let (twenty_zh, twenty_en) = if twenty { ("已达", "reaches") } else { ("未达", "does not reach") };
    let (tenth_zh, tenth_en) = if tenth { ("已达", "reaches") } else { ("未达", "does not reach") };
    Ok(Outcome {
        applies,
        flags: Vec::new(),
        steps: vec![Step::new(
            "R-063",
            "劳动合同法 41(1)",
            format!(
                "裁减 {cut} 人{twenty_zh} 20 人；{cut} × 10 = {} {tenth_zh}职工总数 {staff}（10%）",
                u64::from(cut) * 10
            ),
            format!(
                "{cut} {twenty_en} 20; {cut} × 10 = {} {tenth_en} the staff of {staff} (10 %)",
                u64::from(cut) * 10
            ),
            applies,
        )],
        ruleset: RULESET,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    #[test]
    fn r063_twenty_or_a_tenth_is_enough_and_nobody_is_no_layoff() {
        let applies = |headcount, to_cut| mass_layoff(&Input { headcount, to_cut }).unwrap().applies;
        assert!(applies(5000, 20) && !applies(5000, 19));
        assert!(applies(190, 19) && !applies(191, 19));
        assert!(!applies(5, 0));
    }

    #[test]
    fn more_than_the_staff_cannot_be_cut() {
        assert_eq!(mass_layoff(&Input { headcount: 5, to_cut: 6 }).unwrap_err().pointer, "/to_cut");
        assert_eq!(mass_layoff(&Input { headcount: 0, to_cut: 0 }).unwrap_err().pointer, "/headcount");
    }
}
