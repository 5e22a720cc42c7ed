//! Deadlines as the caller may see them, in the order they fall due.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::deadlines::{Deadline, Flaw, Kind, Owner, State};
use serde::Deserialize;
use store::ids::EmployeeId;
use utoipa::IntoParams;

use super::facts::{PersonRow, Sight};
use super::reminder::{ReminderRow, by_key};
use crate::platform::access::{Caller, Scope};
use crate::platform::{Answer, App, Paging, perm};

/// Filters of the list of deadlines.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeadlineFilter {
    /// Due on this day or later.
    pub from: Option<NaiveDate>,
    /// Due before this day.
    pub until: Option<NaiveDate>,
    /// Without it everything that is not done.
    pub state: Option<State>,
    pub kind: Option<Kind>,
    pub owner: Option<Owner>,
    pub employee_id: Option<EmployeeId>,
    /// Only what is wrong or missing in the records, or everything but that.
    pub records: Option<bool>,
    /// Whether somebody said that they took care of it.
    pub acknowledged: Option<bool>,
}

/// A deadline of a person, as the caller may see it.
#[derive(Debug)]
pub(super) struct Found {
    pub person: Arc<PersonRow>,
    pub deadline: Deadline,
    pub state: State,
    pub sight: Sight,
    pub reminder: Option<(ReminderRow, Option<String>)>,
}

/// The place of a deadline in the list.
pub(super) type Place = (NaiveDate, EmployeeId, Kind, Option<Flaw>);

impl Found {
    pub fn place(&self) -> Place {
        let (due_on, kind, flaw) = self.deadline.key();
        (due_on, self.person.employee_id, kind, flaw)
    }
}

impl DeadlineFilter {
    fn keeps(&self, found: &Found) -> bool {
        let due = found.deadline.due_on;
        let acknowledged = || found.reminder.as_ref().is_some_and(|(row, _)| row.acknowledged_at.is_some());
        self.from.is_none_or(|from| due >= from)
            && self.until.is_none_or(|until| due < until)
            && self.state.map_or(found.state != State::Done, |state| found.state == state)
            && self.kind.is_none_or(|kind| found.deadline.kind == kind)
            && self.owner.is_none_or(|owner| found.deadline.row().owner == owner)
            && self.records.is_none_or(|asked| found.deadline.flaw.is_some() == asked)
            && self.acknowledged.is_none_or(|asked| acknowledged() == asked)
    }
}

/// What the caller may see of the people in scope: two statements, however many people.
pub(super) async fn find(app: &App, who: &Caller, scope: &Scope, filter: &DeadlineFilter) -> Answer<Vec<Found>> {
    let today = app.today();
    let whole = who.reach::<perm::CircumstancesRead>().unwrap_or_default();
    let (people, reminders) = {
        let db = app.read().await?;
        tokio::try_join!(
            PersonRow::in_scope(&db, (scope, &whole), filter.employee_id, today),
            ReminderRow::in_scope(&db, scope, filter.employee_id, today),
        )?
    };
    let (work, filter, me) = (app.clone(), filter.clone(), who.principal.employee);
    // Thousands of people are gone through here: not on a thread that answers others.
    app.blocking(move || {
        let mut reminders = by_key(&work.keyring, reminders, |(row, _)| row)?;
        let mut found = Vec::new();
        for (person, is_whole) in people {
            let sight = match (me == Some(person.employee_id), is_whole) {
                (true, _) => Sight::Own,
                (false, true) => Sight::Whole,
                (false, false) => Sight::Line,
            };
            let person = Arc::new(person);
            for deadline in domain::deadlines::deadlines(&person.facts(&work.keyring, sight)?, today) {
                if sight == Sight::Line && !deadline.kind.is_open_to_managers() {
                    continue;
                }
                let (due_on, kind, flaw) = deadline.key();
                let reminder = reminders.remove(&(person.employee_id, due_on, kind, flaw));
                let acknowledged = reminder.as_ref().is_some_and(|(row, _)| row.acknowledged_at.is_some());
                let state = deadline.state(today, acknowledged);
                let one = Found { person: person.clone(), deadline, state, sight, reminder };
                if filter.keeps(&one) {
                    found.push(one);
                }
            }
        }
        found.sort_by_key(Found::place);
        Ok(found)
    })
    .await
}

/// The part of them that a page shows, and one more.
pub(super) fn page(found: Vec<Found>, paging: &Paging) -> Answer<Vec<Found>> {
    let after: Option<Place> = paging.after()?;
    let wanted = usize::try_from(paging.limit()).unwrap_or_default() + 1;
    let follows = |one: &Found| after.is_none_or(|last| one.place() > last);
    Ok(found.into_iter().filter(follows).take(wanted).collect())
}
