//! How long somebody has been here and how far retirement is: R-072(5) from records alone.

use chrono::NaiveDate;
use law::dates::Length;
use law::retirement::{self, Category};
use law::{Decimal, Refusal};

/// What is on record about the person.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    pub is_male: bool,
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
        let outcome = retirement::retirement(&retirement::Input { birth_date: person.birth_on, category })?;
        // The age is reached on that day: the years run to the day before.
        Ok(outcome.statutory_date.pred_opt().map_or(Decimal::default(), |eve| years(Length::from_to(on, eve))))
    };
    if person.is_male {
        return left(Category::M).map(Some);
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

fn years(length: Length) -> Decimal {
    let hundredths = length.years.saturating_mul(100).saturating_add(length.months * 100 / 12);
    format!("{}.{:02}", hundredths / 100, hundredths % 100).parse().unwrap_or_default()
}
