//! After the last day: .

use chrono::NaiveDate;
use law::Ground;
use law::dates::add_months;

use super::{CaseDates, Deadline, Facts, Kind};
use crate::refused::Words;

pub(super) fn after_the_end(facts: &Facts, today: NaiveDate) -> Vec<Deadline> {
    let Some(last_day) = facts.last_day() else { return Vec::new() };
    let Ok(law) = law::deadlines(&law::deadlines::Input { last_day }) else { return Vec::new() };
    let basis = || Words::new(format!("最后工作日 {last_day}"), format!("Last day {last_day}"));
    let case = facts.case.as_ref();
    let due = |kind, due, task| {
        let ended = case.and_then(|case| case.ended(task));
        Deadline::new(kind, due, basis()).done(ended).in_case()
    };
    // Under a hold nothing is deleted, so that nothing falls due.
    let mut found = Vec::new();
    found.extend((!facts.held).then(|| Deadline::new(Kind::Retention, law.evidence_keep_until, basis())));
    if case.is_some_and(|case| matches!(case.ground.parse(), Ok(Ground::MassLayoff(_)))) {
        let laid_off = Words::new(format!("{last_day} 被裁减"), format!("Laid off, last day {last_day}"));
        found.push(Deadline::new(Kind::Rehire, add_months(last_day, 6), laid_off).milestone(today).in_case());
    }
    // Nobody can claim for it after this day, and no record would ever show it done.
    if today > law.arbitration_limit {
        return found;
    }
    let certificate = due(Kind::Certificate, law.certificate_due, "certificate");
    let issued = case.and_then(|case| case.completed_on).or(certificate.done_on);
    found.push(certificate.done(issued));
    found.push(due(Kind::FinalWages, law.wages_due, "wages"));
    found.push(due(Kind::UnemploymentList, law.unemployment_list_conservative, "unemployment_list"));
    found.push(due(Kind::Transfer, law.transfer_due, "transfer"));
    found.push(due(Kind::HousingFund, law.housing_fund_due, "housing_fund"));
    found.extend(case.and_then(severance));
    found
}

/// On the day both sides agreed on; otherwise on that of the handover, once it is on record.
fn severance(case: &CaseDates) -> Option<Deadline> {
    let handed_over = || case.ended("handover").filter(|_| case.tasks.contains_key("severance"));
    let (due, basis) = match case.pay_on {
        Some(on) => (on, Words::new(format!("约定付款日 {on}"), format!("Agreed day of payment {on}"))),
        None => {
            let on = handed_over()?;
            (on, Words::new(format!("{on} 办结工作交接"), format!("Handover complete on {on}")))
        }
    };
    Some(Deadline::new(Kind::Severance, due, basis).done(case.ended("severance")).in_case())
}
