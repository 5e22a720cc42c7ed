//! Everybody in scope with what the records say and what is overdue, for the risk overview.

use std::collections::BTreeMap;

use domain::deadlines::{Facts, Kind, State};
use store::ids::LegalEntityId;

use super::facts::{PersonRow, Sight};
use super::reminder::{ReminderRow, by_key};
use crate::employees::EmployeeRef;
use crate::platform::access::{Caller, Scope};
use crate::platform::{Answer, App, perm};

/// A person as the records know them.
#[derive(Debug)]
pub struct Surveyed {
    pub person: EmployeeRef,
    pub legal_entity_id: LegalEntityId,
    pub facts: Facts,
}

/// The people in scope but for oneself, and how many deadlines are overdue by kind, one's own included.
#[derive(Debug)]
pub struct Survey {
    pub people: Vec<Surveyed>,
    pub overdue: BTreeMap<Kind, usize>,
}

/// Two statements, however many people.
pub async fn survey(app: &App, who: &Caller, scope: &Scope, entity: Option<LegalEntityId>) -> Answer<Survey> {
    let today = app.today();
    let whole = who.reach::<perm::CircumstancesRead>().unwrap_or_default();
    let (people, reminders) = {
        let db = app.read().await?;
        tokio::try_join!(
            PersonRow::in_scope(&db, (scope, &whole), None, today),
            ReminderRow::in_scope(&db, scope, None, today),
        )?
    };
    let (work, me) = (app.clone(), who.principal.employee);
    // Thousands of people are gone through here: not on a thread that answers others.
    app.blocking(move || {
        let mut reminders = by_key(&work.keyring, reminders, |(row, _)| row)?;
        let mut survey = Survey { people: Vec::with_capacity(people.len()), overdue: BTreeMap::new() };
        for (row, is_whole) in people {
            if entity.is_some_and(|entity| row.legal_entity_id != entity) {
                continue;
            }
            let is_me = me == Some(row.employee_id);
            let sight = match (is_me, is_whole) {
                (true, _) => Sight::Own,
                (false, true) => Sight::Whole,
                (false, false) => Sight::Line,
            };
            let facts = row.facts(&work.keyring, sight)?;
            for deadline in domain::deadlines::deadlines(&facts, today) {
                let (due_on, kind, flaw) = deadline.key();
                let reminder = reminders.remove(&(row.employee_id, due_on, kind, flaw));
                let acknowledged = reminder.is_some_and(|(reminder, _)| reminder.acknowledged_at.is_some());
                let is_shown = sight != Sight::Line || kind.is_open_to_managers();
                if is_shown && deadline.state(today, acknowledged) == State::Overdue {
                    *survey.overdue.entry(kind).or_default() += 1;
                }
            }
            if !is_me && is_whole {
                survey.people.push(Surveyed { person: row.person(), legal_entity_id: row.legal_entity_id, facts });
            }
        }
        Ok(survey)
    })
    .await
}
