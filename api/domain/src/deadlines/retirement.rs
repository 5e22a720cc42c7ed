//! The statutory retirement age: .

use chrono::NaiveDate;
use law::retirement::{Category, Input};

use super::{Deadline, Facts, Flaw, Kind, Lead};
use crate::refused::Words;

pub(super) fn retirement(facts: &Facts, today: NaiveDate) -> Vec<Deadline> {
    let dates = statutory_dates(facts);
    let last = dates.last().map(|(_, date)| *date);
    let mut found = Vec::new();
    for (category, date) in dates {
        // The earlier date of a woman is hers only in a worker's post, which no record names.
        if today > date && Some(date) != last {
            if last.is_none_or(|last| today <= last) {
                found.push(Deadline::flaw(Flaw::RetirementPostUnrecorded, date, basis(facts, category)));
            }
            continue;
        }
        let ending = facts.last_day().filter(|last| *last <= date);
        found.push(Deadline::new(Kind::Retirement, date, basis(facts, category)).done(ending));
        let agreement_due = Lead::Months(1).before(date);
        // Afterwards nothing can be agreed any more.
        if today <= agreement_due && ending.is_none() {
            found.push(Deadline::new(Kind::DelayedRetirement, agreement_due, basis(facts, category)));
        }
    }
    found
}

/// The date for a man; for a woman the two that her post decides between, the earlier first.
pub(super) fn statutory_dates(facts: &Facts) -> Vec<(Category, NaiveDate)> {
    let categories: &[Category] = if facts.is_male { &[Category::M] } else { &[Category::F50, Category::F55] };
    let date = |category: &Category| {
        let input = Input { birth_date: facts.birth_on, category: *category };
        law::retirement(&input).ok().map(|outcome| (*category, outcome.statutory_date))
    };
    categories.iter().filter_map(date).collect()
}

fn basis(facts: &Facts, category: Category) -> Words {
    let (zh, en) = match category {
        Category::M => ("男职工", "man"),
        Category::F55 => ("女职工，管理或技术岗位", "woman in a management or technical post"),
        Category::F50 => ("女职工，工人岗位", "woman in a worker's post"),
    };
    Words::new(format!("{zh}，出生 {}", facts.birth_on), format!("{en}, born {}", facts.birth_on))
}
