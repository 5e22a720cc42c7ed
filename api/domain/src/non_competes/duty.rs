//! A duty that binds, month by month: what is due when, what was paid, what was not.

use chrono::{Datelike, NaiveDate};
use law::dates::{Length, add_months, sub_days};
use law::{Decimal, Fen};
use serde::{Deserialize, Serialize};

use crate::refused::{Fault, Refused, Words, unless_faulty};

/// A duty that binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Duty {
    /// The day after the last day of the employment.
    pub from_on: NaiveDate,
    pub months: u32,
    /// Day of the month, the last of a shorter month.
    pub pay_day: u32,
    /// The day it was ended early.
    pub ended_on: Option<NaiveDate>,
}

/// A month of the duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instalment {
    /// From 1.
    pub number: u32,
    pub from_on: NaiveDate,
    /// Its last day.
    pub until_on: NaiveDate,
    pub due_on: NaiveDate,
}

/// Where an instalment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NonCompeteInstalmentState)]
pub enum InstalmentState {
    /// 未到支付日
    Upcoming,
    /// 已付
    Paid,
    /// 未付足
    Short,
    /// 未付
    Missed,
}

impl Duty {
    /// The first day of its months, one after another; with 29 to 31 counted from the first day each time.
    fn begins(&self, number: u32) -> NaiveDate {
        add_months(self.from_on, number - 1)
    }

    /// Its last day by its term.
    pub fn until_on(&self) -> NaiveDate {
        sub_days(add_months(self.from_on, self.months), 1)
    }

    /// Its last day as things are.
    pub fn ends_on(&self) -> NaiveDate {
        self.ended_on.map_or(self.until_on(), |ended| ended.min(self.until_on()))
    }

    /// Its months as far as it ran or runs.
    pub fn instalments(&self) -> Vec<Instalment> {
        let ends_on = self.ends_on();
        let month = |number: u32| {
            let (from_on, until_on) = (self.begins(number), sub_days(self.begins(number + 1), 1));
            Instalment { number, from_on, until_on, due_on: self.due_after(until_on) }
        };
        (1..=self.months).map(month).take_while(|month| month.from_on <= ends_on).collect()
    }

    /// The first day of payment on or after a day.
    fn due_after(&self, day: NaiveDate) -> NaiveDate {
        let first = day.with_day(1).unwrap_or(day);
        let of_month = |first: NaiveDate| {
            let last = sub_days(add_months(first, 1), 1);
            first.with_day(self.pay_day).unwrap_or(last)
        };
        let this = of_month(first);
        if this >= day { this } else { of_month(add_months(first, 1)) }
    }

    /// Months it was kept until the end of a day; days of a month that is not full count by its length.
    pub fn months_kept(&self, on: NaiveDate) -> Decimal {
        let on = on.min(self.ends_on());
        if on < self.from_on {
            return Decimal::default();
        }
        let length = Length::from_to(self.from_on, on);
        let whole = length.years * 12 + length.months;
        let begun = add_months(self.from_on, whole);
        let days = law::dates::days_inclusive(begun, sub_days(add_months(self.from_on, whole + 1), 1));
        Decimal::of_hundredths(whole * 100 + length.days * 100 / days.max(1))
    }
}

impl Instalment {
    /// Where it stands, given whether all of it, or any of it, was paid.
    pub fn state(&self, (settled, any): (bool, bool), today: NaiveDate) -> InstalmentState {
        match (settled, today > self.due_on) {
            (true, _) => InstalmentState::Paid,
            (false, false) => InstalmentState::Upcoming,
            (false, true) if any => InstalmentState::Short,
            (false, true) => InstalmentState::Missed,
        }
    }
}

/// What payroll says was paid.
#[derive(Debug, Clone, Copy)]
pub struct Paid {
    pub amount: Fen,
    pub paid_on: NaiveDate,
}

/// What it is paid against.
#[derive(Debug, Clone, Copy)]
pub struct Owed {
    /// Of the instalment, or of the early release.
    pub due: Fen,
    pub paid: Fen,
}

/// Record a payment; answers whether the instalment is settled with it.
pub fn pay(duty: &Duty, paid: Paid, owed: Option<Owed>, today: NaiveDate) -> Result<bool, Refused> {
    let mut faults = Vec::new();
    let mut say = |pointer: &str, code, zh: &str, en: &str| {
        faults.push(Fault::new(pointer, code, Words::new(zh, en)));
    };
    if paid.amount <= Fen::ZERO {
        say("/amount", "out_of_range", "金额须大于零。", "The amount is more than nothing.");
    }
    if paid.paid_on > today || paid.paid_on < duty.from_on {
        let zh = "支付日期须在竞业限制开始之日至今天之间：在职期间的工资不是竞业限制补偿（R-081）。";
        let en = "It was paid between the first day of the duty and today: wages in service are no pay for it (R-081).";
        say("/paid_on", "out_of_order", zh, en);
    }
    let Some(owed) = owed else {
        let zh = "没有这一期应付的补偿。";
        say("/instalment", "unknown_instalment", zh, "No such instalment is owed.");
        unless_faulty(faults)?;
        return Ok(false);
    };
    if owed.paid >= owed.due {
        say("/instalment", "paid_already", "这一期已经付清。", "This instalment is paid already.");
    }
    unless_faulty(faults)?;
    let in_all = owed
        .paid
        .checked_add(paid.amount)
        .map_err(|_| Refused::fault("/amount", "out_of_range", Words::new("金额过大。", "The amount is too large.")))?;
    Ok(in_all >= owed.due)
}

/// The employee says that instalments were not paid: such as are due.
pub fn state_unpaid(duty: &Duty, numbers: &[u32], today: NaiveDate) -> Result<(), Refused> {
    let due: Vec<u32> = duty.instalments().into_iter().filter(|one| today > one.due_on).map(|one| one.number).collect();
    if numbers.is_empty() {
        let words = Words::new("请选择没有收到的月份。", "Name the instalments that were not paid.");
        return Err(Refused::fault("/instalments", "required", words));
    }
    let fault = |(at, _): (usize, &u32)| {
        let words = Words::new("这一期还没有到支付日。", "This instalment is not past its day of payment.");
        Fault::new(format!("/instalments/{at}"), "not_due", words)
    };
    unless_faulty(numbers.iter().enumerate().filter(|(_, number)| !due.contains(number)).map(fault).collect())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn duty() -> Duty {
        Duty { from_on: day("2026-12-01"), months: 12, pay_day: 10, ended_on: None }
    }

    #[test]
    fn each_month_of_the_duty_is_due_on_the_first_day_of_payment_after_it() {
        let all = duty().instalments();
        assert_eq!(all.len(), 12);
        assert_eq!(
            all[0],
            Instalment {
                number: 1,
                from_on: day("2026-12-01"),
                until_on: day("2026-12-31"),
                due_on: day("2027-01-10")
            }
        );
        assert_eq!(all[11].until_on, day("2027-11-30"));
        let odd = Duty { from_on: day("2027-01-31"), months: 2, pay_day: 31, ended_on: None };
        let days: Vec<_> = odd.instalments().into_iter().map(|one| (one.until_on, one.due_on)).collect();
        assert_eq!(days, [(day("2027-02-27"), day("2027-02-28")), (day("2027-03-30"), day("2027-03-31"))]);
    }

    #[test]
    fn a_duty_that_was_ended_brings_no_month_that_had_not_begun() {
        let ended = Duty { ended_on: Some(day("2027-02-14")), ..duty() };
        assert_eq!(ended.instalments().len(), 3);
        assert_eq!(ended.months_kept(day("2027-06-01")), Decimal::of_hundredths(250));
        assert_eq!(duty().months_kept(day("2027-03-31")), Decimal::whole(4));
        assert_eq!(duty().months_kept(day("2026-11-30")), Decimal::default());
        assert_eq!(duty().months_kept(day("2030-01-01")), Decimal::whole(12));
    }

    #[test]
    fn an_instalment_is_missed_the_day_after_it_was_due() {
        let first = duty().instalments()[0];
        let on = |paid, today: &str| first.state(paid, day(today));
        assert_eq!(on((false, false), "2027-01-10"), InstalmentState::Upcoming);
        assert_eq!(on((false, false), "2027-01-11"), InstalmentState::Missed);
        assert_eq!(on((false, true), "2027-01-11"), InstalmentState::Short);
        assert_eq!(on((true, true), "2027-01-01"), InstalmentState::Paid);
    }

    #[test]
    fn r081_a_payment_settles_when_it_adds_up_and_wages_in_service_do_not_count() {
        let of = |amount: i64, before: i64, on: &str| {
            let paid = Paid { amount: Fen(amount), paid_on: day(on) };
            pay(&duty(), paid, Some(Owed { due: Fen(600_000), paid: Fen(before) }), day("2027-01-12"))
        };
        assert_eq!(of(600_000, 0, "2027-01-10"), Ok(true));
        assert_eq!(of(400_000, 0, "2027-01-10"), Ok(false));
        assert_eq!(of(200_000, 400_000, "2027-01-12"), Ok(true));
        assert!(of(1, 600_000, "2027-01-12").is_err(), "it is paid already");
        assert!(of(600_000, 0, "2026-11-30").is_err());
        assert!(of(600_000, 0, "2027-01-13").is_err());
        assert!(of(0, 0, "2027-01-10").is_err());
        let none = Paid { amount: Fen(1), paid_on: day("2027-01-10") };
        assert_eq!(pay(&duty(), none, None, day("2027-01-12")).unwrap_err().code(), "unknown_instalment");
    }

    #[test]
    fn what_is_not_due_cannot_be_stated_as_unpaid() {
        let today = day("2027-02-11");
        assert_eq!(state_unpaid(&duty(), &[1, 2], today), Ok(()));
        assert!(state_unpaid(&duty(), &[3], today).is_err());
        assert!(state_unpaid(&duty(), &[], today).is_err());
    }
}
