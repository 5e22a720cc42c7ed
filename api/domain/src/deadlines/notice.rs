//! A dismissal under way: .

use law::dates::add_days;

use super::{CaseDates, Deadline, Facts, Kind};
use crate::refused::Words;

/// Days of notice under article 40.
const NOTICE: u32 = 30;

pub(super) fn notice(facts: &Facts) -> Vec<Deadline> {
    let Some(case) = &facts.case else { return Vec::new() };
    let mut found = Vec::new();
    found.extend(thirty_days(case));
    if facts.has_union {
        found.extend(union(case));
    }
    found
}

/// The end of the notice, or the later last day it names.
fn thirty_days(case: &CaseDates) -> Option<Deadline> {
    let served = case.served_on.filter(|_| case.ground.starts_with("40"))?;
    let due = case.last_day.map_or(add_days(served, NOTICE), |last| last.max(add_days(served, NOTICE)));
    let basis = Words::new(format!("通知于 {served} 送达"), format!("Notice served on {served}"));
    Some(Deadline::new(Kind::NoticeEnds, due, basis).done(case.completed_on).in_case())
}

/// The union hears of it before the notice leaves.
fn union(case: &CaseDates) -> Option<Deadline> {
    let needed = case.ground.starts_with("39") || case.ground.starts_with("40");
    let issued = case.notice_issued_on.filter(|_| needed)?;
    let basis = Words::new(format!("解除通知于 {issued} 作出"), format!("Notice issued on {issued}"));
    let done = case.union_notified_on.filter(|on| *on <= issued);
    Some(Deadline::new(Kind::UnionNotice, issued, basis).done(done).in_case())
}
