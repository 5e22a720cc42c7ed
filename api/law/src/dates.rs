//! Civil dates and periods (期间), R-001.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::refusal::Refusal;

/// The day the Labour Contract Law came into force (劳动合同法施行日).
pub const LCL_IN_FORCE: NaiveDate = match NaiveDate::from_ymd_opt(2008, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MAX,
};

/// The corresponding day `months` later, or the last day of that month if it has none (民法典 202).
pub fn add_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// The corresponding day `months` earlier, or the last day of that month if it has none.
pub fn sub_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

/// The day `days` later; the starting day does not count (民法典 201).
pub fn add_days(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

/// The day `days` earlier.
pub fn sub_days(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_sub_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MIN)
}

/// Days from `from` to `to`, both counted; zero when `to` comes first.
pub fn days_inclusive(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days() + 1).unwrap_or(0)
}

/// Days from Monday to Friday, both ends counted; public holidays among them are paid days under the
/// divisor 21.75.
pub fn weekdays(from: NaiveDate, to: NaiveDate) -> u32 {
    let days = from.iter_days().take_while(|day| *day <= to);
    let working = days.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    u32::try_from(working.count()).unwrap_or(0)
}

/// A stretch of time in full years, full months and days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Length {
    pub years: u32,
    /// 0 to 11.
    pub months: u32,
    /// 0 to 30.
    pub days: u32,
}

impl Length {
    /// From the first day to the last, both worked; nothing when `last` comes before `first`.
    pub fn from_to(first: NaiveDate, last: NaiveDate) -> Self {
        let end = add_days(last, 1);
        if end <= first {
            return Self::default();
        }
        let month = |date: NaiveDate| date.year() * 12 + date.month0() as i32;
        let mut months = u32::try_from(month(end) - month(first)).unwrap_or(0);
        if add_months(first, months) > end {
            months -= 1;
        }
        let days = u32::try_from((end - add_months(first, months)).num_days()).unwrap_or(0);
        Self { years: months / 12, months: months % 12, days }
    }

    pub(crate) fn zh(self) -> String {
        format!("{} 年 {} 个月 {} 天", self.years, self.months, self.days)
    }

    pub(crate) fn en(self) -> String {
        format!("{} years {} months {} days", self.years, self.months, self.days)
    }
}

/// Refuses more working days than the part of a month has days, `days`.
pub(crate) fn tail_too_long(days: u32) -> Refusal {
    Refusal::at(
        "/tail_workdays",
        "more_than_the_tail",
        format!("尾段只有 {days} 个日历日，工作日不能更多。"),
        format!("The tail has {days} calendar days; it cannot have more working days."),
    )
}

/// Refuses dates no employment of today can have, and dates in the wrong order.
///
/// `fields` are pointers and dates in the order they must have; equal dates pass, absent ones are
/// skipped. The refusal points at the later of the two that are out of order.
pub(crate) fn check_order(fields: &[(&str, Option<NaiveDate>)]) -> Result<(), Refusal> {
    let mut earlier: Option<(&str, NaiveDate)> = None;
    for (pointer, date) in fields {
        let Some(date) = *date else { continue };
        check_range(pointer, date)?;
        match earlier {
            Some((before, bound)) if date < bound => {
                return Err(Refusal::at(
                    *pointer,
                    "dates_out_of_order",
                    format!("日期先后有误：{date} 早于 {before} 的 {bound}。"),
                    format!("The dates are in the wrong order: {date} lies before {bound} at {before}."),
                ));
            }
            _ => earlier = Some((pointer, date)),
        }
    }
    Ok(())
}

/// Refuses a date before 1900 or after 2199.
pub(crate) fn check_range(pointer: &str, date: NaiveDate) -> Result<(), Refusal> {
    if (1900..2200).contains(&date.year()) {
        return Ok(());
    }
    Err(Refusal::at(
        pointer,
        "date_out_of_range",
        format!("日期 {date} 超出 1900 年至 2199 年的范围。"),
        format!("The date {date} lies outside the years 1900 to 2199."),
    ))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn r001_a_month_without_the_day_ends_on_its_last_day() {
        assert_eq!(add_months(day("2026-01-31"), 1), day("2026-02-28"));
        assert_eq!(add_months(day("2024-02-29"), 12), day("2025-02-28"));
        assert_eq!(sub_months(day("2026-05-31"), 3), day("2026-02-28"));
        assert_eq!(LCL_IN_FORCE, day("2008-01-01"));
    }

    #[test]
    fn r001_thirty_days_after_the_first_of_june_is_the_first_of_july() {
        assert_eq!(add_days(day("2026-06-01"), 30), day("2026-07-01"));
    }

    #[test]
    fn r046_weekdays_are_monday_to_friday_both_ends_counted() {
        assert_eq!(weekdays(day("2026-09-01"), day("2026-09-29")), 21);
        assert_eq!(weekdays(day("2026-09-05"), day("2026-09-06")), 0);
        assert_eq!(weekdays(day("2026-09-07"), day("2026-09-06")), 0);
    }

    #[test]
    fn a_length_counts_both_ends() {
        let length = Length::from_to(day("2019-04-08"), day("2026-06-30"));
        assert_eq!((length.years, length.months, length.days), (7, 2, 23));
        let length = Length::from_to(day("2025-02-01"), day("2026-01-31"));
        assert_eq!((length.years, length.months, length.days), (1, 0, 0));
    }

    #[test]
    fn a_date_before_the_one_it_must_follow_is_refused_where_it_stands() {
        let refusal =
            check_order(&[("/employed_from", Some(day("2026-02-01"))), ("/last_day", Some(day("2026-01-31")))])
                .unwrap_err();
        assert_eq!((refusal.pointer.as_str(), refusal.code), ("/last_day", "dates_out_of_order"));
        assert!(check_order(&[("/a", Some(NaiveDate::MAX))]).is_err());
    }

    proptest! {
        #[test]
        fn a_length_added_to_its_first_day_gives_the_day_after_the_last(
            start in 0_u32..60_000, service in 0_u32..20_000,
        ) {
            let first = add_days(day("1950-01-01"), start);
            let last = add_days(first, service);
            let length = Length::from_to(first, last);
            let end = add_days(add_months(first, length.years * 12 + length.months), length.days);
            prop_assert_eq!(end, add_days(last, 1));
            prop_assert!(length.months < 12 && length.days < 31);
        }
    }
}
