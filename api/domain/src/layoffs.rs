//! Lay-offs of many (经济性裁员, LCL 41): the procedure around the single cases, R-063.
//!
//! `opened → explained → reported → completed`: once reported, each case goes the road of a dismissal, and with the
//! last of them the lay-off is over. Explained to the union or to all staff thirty days before anybody is notified,
//! opinions heard, the plan reported to the labour bureau: reported, not approved.

pub mod priority;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// LCL 41: days between the explanation and the first individual notice.
pub const EXPLAINED_BEFORE: u64 = 30;

/// To whom it was explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LayoffAudience)]
pub enum Audience {
    /// 工会
    Union,
    /// 全体职工
    AllStaff,
}

/// How far a lay-off has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LayoffStage)]
pub enum Stage {
    /// 已发起
    Opened,
    /// 已说明
    Explained,
    /// 已报告
    Reported,
    /// 已完成: all of its cases that were not withdrawn are completed.
    Completed,
    /// 已撤销: all of its cases were withdrawn.
    Withdrawn,
}

/// What its parts and its cases say; of the cases, how many were not withdrawn and how many of those are completed.
pub fn stage((explained, reported): (bool, bool), (standing, completed): (i64, i64)) -> Stage {
    match (explained, reported) {
        _ if standing == 0 => Stage::Withdrawn,
        _ if completed == standing => Stage::Completed,
        (_, true) => Stage::Reported,
        (true, false) => Stage::Explained,
        (false, false) => Stage::Opened,
    }
}

/// The first day on which individual notices may go out.
pub fn notices_from(explained_on: NaiveDate) -> NaiveDate {
    explained_on.checked_add_days(Days::new(EXPLAINED_BEFORE)).unwrap_or(NaiveDate::MAX)
}

/// Whom it reaches, and which of the four situations it rests on.
pub fn open(item: i16, reason: &str, last_day: NaiveDate, people: usize, today: NaiveDate) -> Result<(), Refused> {
    let mut faults = Vec::new();
    if !(1..=4).contains(&item) {
        let words = Words::new("请选择第四十一条第一款的第一至四项。", "Name one of the four items of LCL 41(1).");
        faults.push(Fault::new("/item", "not_an_item", words));
    }
    if people == 0 {
        let words = Words::new("请选择人员。", "Name the people.");
        faults.push(Fault::new("/employee_ids", "required", words));
    }
    faults.extend(blank_fault(reason, "/reason", "请写明裁减人员的事实和理由。", "Give the facts and reasons."));
    if last_day < notices_from(today) {
        let earliest = notices_from(today);
        faults.push(Fault::new(
            "/last_day",
            "too_early",
            Words::new(
                format!("须提前三十日说明情况，最后工作日最早为 {earliest}。"),
                format!("It is explained thirty days ahead: the last day is {earliest} at the earliest."),
            ),
        ));
    }
    unless_faulty(faults)
}

/// Explained to union or staff, and what they said. Once.
pub fn explain(explained: bool, on: NaiveDate, opinions: &str, today: NaiveDate) -> Result<(), Refused> {
    if explained {
        return Err(Refused::in_state(
            "explained",
            Words::new("已经登记过说明情况。", "The explanation is on record already."),
        ));
    }
    let mut faults: Vec<Fault> = not_after(on, today, "/explained_on").into_iter().collect();
    let en = "Say what the union or the staff answered; none is an answer too.";
    faults.extend(blank_fault(opinions, "/opinions", "请记录工会或者职工的意见，没有意见的也请写明。", en));
    unless_faulty(faults)
}

/// Reported to the labour bureau: after the explanation, once.
pub fn report(
    (explained_on, reported): (Option<NaiveDate>, bool),
    on: NaiveDate,
    receipt: &str,
    today: NaiveDate,
) -> Result<(), Refused> {
    let Some(explained_on) = explained_on else {
        let words =
            Words::new("请先登记向工会或者全体职工说明情况。", "First it is explained to the union or all staff.");
        return Err(Refused::State { state: "opened", code: "not_explained", words });
    };
    if reported {
        return Err(Refused::in_state("reported", Words::new("已经登记过报告。", "The report is on record already.")));
    }
    let mut faults: Vec<Fault> = not_after(on, today, "/reported_on").into_iter().collect();
    if on < explained_on {
        let words = Words::new(
            format!("报告不能早于说明情况之日（{explained_on}）。"),
            format!("It is reported after it was explained ({explained_on})."),
        );
        faults.push(Fault::new("/reported_on", "out_of_order", words));
    }
    faults.extend(blank_fault(receipt, "/receipt", "请填写报告回执编号。", "Give the number of the receipt."));
    unless_faulty(faults)
}

fn not_after(on: NaiveDate, today: NaiveDate, pointer: &str) -> Option<Fault> {
    let words = Words::new("日期不能晚于今天。", "It cannot be dated after today.");
    (on > today).then(|| Fault::new(pointer, "in_the_future", words))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn r063_thirty_days_lie_between_the_explanation_and_the_last_day() {
        let today = day("2026-10-20");
        assert!(open(2, "连续两年亏损。", day("2026-11-19"), 25, today).is_ok());
        assert_eq!(open(2, "连续两年亏损。", day("2026-11-18"), 25, today).unwrap_err().code(), "too_early");
        let Err(Refused::Invalid(faults)) = open(5, " ", day("2026-11-19"), 0, today) else { unreachable!("faulty") };
        assert_eq!(faults.len(), 3);
    }

    #[test]
    fn r063_it_is_explained_once_and_reported_after_that() {
        let today = day("2026-10-20");
        assert!(explain(false, today, "工会无异议", today).is_ok());
        assert!(explain(true, today, "工会无异议", today).is_err());
        assert!(explain(false, today, " ", today).is_err());
        assert_eq!(report((None, false), today, "1", today).unwrap_err().code(), "not_explained");
        assert!(report((Some(today), false), day("2026-10-19"), "1", today).is_err());
        assert!(report((Some(today), false), today, "沪人社裁 2026-17", today).is_ok());
    }

    #[test]
    fn a_lay_off_is_over_with_the_last_of_its_cases() {
        let reported = (true, true);
        assert_eq!(stage((false, false), (3, 0)), Stage::Opened);
        assert_eq!(stage((true, false), (3, 0)), Stage::Explained);
        assert_eq!(stage(reported, (3, 2)), Stage::Reported);
        assert_eq!(stage(reported, (3, 3)), Stage::Completed);
        assert_eq!(stage(reported, (0, 0)), Stage::Withdrawn);
        assert_eq!(stage((false, false), (2, 2)), Stage::Completed, "all went by agreement before it was explained");
    }
}
