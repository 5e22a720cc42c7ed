//! How long somebody has been here and how far retirement is: R-072(5) from records alone.

use chrono::NaiveDate;
use law::dates::Length;
use law::retirement::{self, Category};
use law::{Decimal, Refusal};

/// What is on record about the person.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    pub is_male: bool,
    /// A woman's category by post and file, when it was stated.
    pub category: Option<Category>,
    pub birth_on: NaiveDate,
    pub hired_on: NaiveDate,
}

/// Full years here on a day, in hundredths.
pub fn service_years(hired_on: NaiveDate, on: NaiveDate) -> Decimal {
    years(Length::from_to(hired_on, on))
}

/// Years left to the statutory retirement age, when the records decide it.
///
/// A man retires at one age. A woman's age depends on her post (F50 or F55, R-100), which the
/// records do not name: counted from the earlier age when even that is five years off, so that
/// nobody young is held up; from the later one when even that is near; otherwise unknown, and the
/// gate asks. The gate asks nothing of somebody with fewer than fifteen years here.
pub fn years_to_retirement(person: Person, on: NaiveDate) -> Result<Option<Decimal>, Refusal> {
    let left = |category| -> Result<Decimal, Refusal> {
        // The age is reached on that day: the years run to the day before.
        let eve = statutory_date(person.birth_on, category)?.pred_opt();
        Ok(eve.map_or(Decimal::default(), |eve| years(Length::from_to(on, eve))))
    };
    if let Some(category) = category(person) {
        return left(category).map(Some);
    }
    let (earliest, latest) = (left(Category::F50)?, left(Category::F55)?);
    let bar = Decimal::whole(5);
    Ok(if earliest >= bar {
        Some(earliest)
    } else if latest < bar {
        Some(latest)
    } else {
        None
    })
}

/// The statutory retirement date; none for a woman whose category nobody stated.
pub fn retirement_on(person: Person) -> Result<Option<NaiveDate>, Refusal> {
    category(person).map(|category| statutory_date(person.birth_on, category)).transpose()
}

fn category(person: Person) -> Option<Category> {
    if person.is_male { Some(Category::M) } else { person.category.filter(|category| *category != Category::M) }
}

fn statutory_date(birth_date: NaiveDate, category: Category) -> Result<NaiveDate, Refusal> {
    Ok(retirement::retirement(&retirement::Input { birth_date, category })?.statutory_date)
}

/// A written contract of the employment, `[from, until]`; without an end it is open-ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContractSpan {
    pub is_fixed_term: bool,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// whether an open-ended contract must be offered when the present one ends: ten years here, or a second
/// consecutive fixed term (counted from 2008 on, 97(1)).
pub fn must_offer_open_ended(contracts: &[ContractSpan], hired_on: NaiveDate, on: NaiveDate) -> bool {
    let counted_from = NaiveDate::from_ymd_opt(2008, 1, 1).unwrap_or_default();
    let mut by_start: Vec<&ContractSpan> =
        contracts.iter().filter(|contract| contract.from >= counted_from && contract.from <= on).collect();
    by_start.sort_by_key(|contract| contract.from);
    let consecutive = by_start.iter().rev().take_while(|contract| contract.is_fixed_term).count();
    consecutive >= 2 || service_years(hired_on, on) >= Decimal::whole(10)
}

fn years(length: Length) -> Decimal {
    let hundredths = length.years.saturating_mul(100).saturating_add(length.months * 100 / 12);
    format!("{}.{:02}", hundredths / 100, hundredths % 100).parse().unwrap_or_default()
}
