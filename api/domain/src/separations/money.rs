//! Which wage months a settlement counts.

use chrono::{Datelike, Months, NaiveDate};

/// The months of a settlement, and whether they can still move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// First days of at most twelve complete months, oldest first.
    pub months: Vec<NaiveDate>,
    /// The last day lies ahead and a later month will still count: compute again at the end.
    pub provisional: bool,
}

/// The twelve complete wage months before the end that are over by today, none from before the hire.
pub fn wage_window(hired_on: NaiveDate, last_day: NaiveDate, today: NaiveDate) -> Window {
    let (end, known) = (last_complete_month(last_day), last_complete_month(last_day.min(today)));
    let first_whole = if hired_on.day() == 1 { hired_on } else { first_of(hired_on) + Months::new(1) };
    let months = (0..12)
        .rev()
        .filter_map(|back| known.checked_sub_months(Months::new(back)))
        .filter(|month| *month >= first_whole)
        .collect();
    Window { months, provisional: known < end }
}

/// The first day of the last month that is over on this day; a month end closes its own month.
pub fn last_complete_month(on: NaiveDate) -> NaiveDate {
    let first = first_of(on);
    let is_month_end = on.succ_opt().is_some_and(|next| next.day() == 1);
    if is_month_end { first } else { first.checked_sub_months(Months::new(1)).unwrap_or(first) }
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
