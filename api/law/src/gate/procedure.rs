//! Bars that come from how the ending was done.

use crate::Ground;
use crate::dates::{add_days, add_months};

use super::Input;
use super::bars::{Found, Question};
use super::protection::Answer;

pub(super) fn find(found: &mut Found, input: &Input) {
    locked(found, input);
    bottom_ranking(found, input);
    thirty_days(found, input);
    first_month(found, input);
}

fn answer(holds: bool) -> Answer {
    if holds { Answer::Yes } else { Answer::No }
}

/// the court looks at what the notice states and at nothing that is added later.
fn locked(found: &mut Found, input: &Input) {
    let stated = &input.circumstances.notice_grounds;
    if stated.is_empty() {
        return;
    }
    let codes: Vec<_> = stated.iter().map(ToString::to_string).collect();
    let added = stated.iter().all(|ground| ground.row_code() != input.ground.row_code());
    found.settle(
        Question {
            code: "NEW_GROUND_NOT_IN_NOTICE",
            rule: "R-005",
            cite: "指导案例180号",
            zh: format!("通知载明的事由为 {}，事由 {} 未载明，通知发出后不得增加", codes.join("、"), input.ground),
            en: format!(
                "The notice states {}; ground {} is not in it and cannot be added later",
                codes.join(", "),
                input.ground
            ),
        },
        answer(added),
    );
}

/// the last place among colleagues is no incompetence.
fn bottom_ranking(found: &mut Found, input: &Input) {
    if input.ground != Ground::Incompetence {
        return;
    }
    let Some(only) = input.circumstances.ranking_only else { return };
    found.settle(
        Question {
            code: "BOTTOM_RANKING",
            rule: "R-079",
            cite: "指导案例18号",
            zh: "考核仅以排名末位为依据，末位不等于不能胜任工作".to_owned(),
            en: "The appraisals rest on the last rank alone, which is no incompetence".to_owned(),
        },
        answer(only),
    );
}

/// thirty days lie between the explanation and the first notice.
fn thirty_days(found: &mut Found, input: &Input) {
    let notice = input.dates.notice.or(input.dates.served);
    let (Ground::MassLayoff(_), Some(explained), Some(notice)) = (input.ground, input.dates.explained, notice) else {
        return;
    };
    let earliest = add_days(explained, 30);
    found.settle(
        Question {
            code: "LAYOFF_30_DAYS",
            rule: "R-063",
            cite: "劳动合同法 41(1)",
            zh: format!("{explained} 说明情况，满三十日为 {earliest}，通知 {notice} 早于该日"),
            en: format!(
                "Explained on {explained}, thirty days run to {earliest}; the notice of {notice} comes before it"
            ),
        },
        answer(notice < earliest),
    );
}

/// the way of 条例 5 is open inside the first month only.
fn first_month(found: &mut Found, input: &Input) {
    let notice = input.dates.notice.or(input.dates.served);
    let (Ground::RefusedFirstMonth, Some(hired), Some(notice)) = (input.ground, input.dates.employed_from, notice)
    else {
        return;
    };
    let over = add_months(hired, 1);
    found.settle(
        Question {
            code: "FIRST_MONTH_OVER",
            rule: "R-070",
            cite: "劳动合同法实施条例 5、6",
            zh: format!("{hired} 用工，自 {over} 起已超过一个月，{notice} 的通知应当适用实施条例第六条"),
            en: format!(
                "Work from {hired}: the month is over from {over}, so the notice of {notice} falls under 条例 6"
            ),
        },
        answer(notice >= over),
    );
}
