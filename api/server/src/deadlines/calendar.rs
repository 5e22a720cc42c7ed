//! Deadlines as an iCalendar (RFC 5545). It leaves the service for somebody else's calendar, so that it holds the
//! title and the employee number and nothing else; what touches on health, family or age is not even named.

use chrono::{DateTime, Days, NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike};

use super::found::Found;
use crate::platform::crypto::sha256;

/// Days back and ahead that a calendar shows.
const BACK: u64 = 60;
const AHEAD: u64 = 400;

/// The first day, and the day after the last.
pub(super) fn span(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let from = today.checked_sub_days(Days::new(BACK)).unwrap_or(today);
    (from, today.checked_add_days(Days::new(AHEAD)).unwrap_or(today))
}

/// The calendar of what was found, one whole day each.
pub(super) fn calendar(found: &[Found], (host, now): (&str, DateTime<Utc>), english: bool) -> String {
    let mut calendar = Calendar::new();
    calendar.name(if english { "Youju deadlines" } else { "有据 期限日历" });
    for one in found {
        let event = Event::new()
            .uid(&format!("{}@{host}", hex::encode(&sha256(format!("{:?}", one.place()).as_bytes())[..16])))
            .timestamp(now)
            .all_day(one.deadline.due_on)
            .summary(&summary(one, english))
            .done();
        calendar.push(event);
    }
    calendar.done().to_string()
}

fn summary(one: &Found, english: bool) -> String {
    let number = one.person.person().number;
    let title = match (one.deadline.speaks_of_circumstances(), english) {
        (true, false) => "受保护情形的期限（详情请登录查看）",
        (true, true) => "Deadline of a protected situation (sign in for details)",
        (false, _) => one.deadline.row().title.text(english),
    };
    format!("{title} · {number}")
}
