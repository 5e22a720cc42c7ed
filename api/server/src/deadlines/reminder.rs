//! Reminders as stored and sent.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;
use domain::deadlines::{Deadline, Flaw, Kind, Standing};
use serde::Serialize;
use store::ids::{AccountId, DeadlineReminderId, EmployeeId, LegalEntityId};
use store::schema::{accounts, deadline_reminders};
use store::{Db, Tx};
use utoipa::ToSchema;

use crate::platform::crypto::Keyring;
use crate::platform::http::Versioned;
use crate::platform::{Answer, App, Problem, Scope, ids};

const COLUMN: &str = "deadline_reminders.deadline";

/// A reminder 提醒 of a deadline that came into its lead time.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DeadlineReminder)]
pub struct Reminder {
    pub id: DeadlineReminderId,
    pub version: i32,
    /// The day on which it came into its lead time.
    pub noticed_on: NaiveDate,
    /// When all of HR was told that it was missed.
    pub escalated_at: Option<DateTime<Utc>>,
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// Who took care of it.
    #[schema(example = "尹冬")]
    pub acknowledged_by_name: Option<String>,
    /// What was done about it.
    #[schema(example = "已约谈续签，合同 12 月 1 日前签订。")]
    pub acknowledgement: Option<String>,
}

impl Versioned for Reminder {
    fn version(&self) -> i32 {
        self.version
    }
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = deadline_reminders)]
pub(super) struct ReminderRow {
    pub id: DeadlineReminderId,
    pub version: i32,
    pub employee_id: EmployeeId,
    pub legal_entity_id: LegalEntityId,
    deadline_sealed: Vec<u8>,
    pub due_on: NaiveDate,
    noticed_on: NaiveDate,
    pub acknowledged_at: Option<DateTime<Utc>>,
    acknowledgement: Option<String>,
    escalated_at: Option<DateTime<Utc>>,
    settled_at: Option<DateTime<Utc>>,
}

/// A reminder in the journal.
#[derive(Serialize)]
pub(super) struct Entry<'a, T> {
    deadline: Option<Kind>,
    code: Option<Flaw>,
    due_on: NaiveDate,
    #[serde(flatten)]
    more: &'a T,
}

/// What tells one deadline from all others.
pub(super) type Key = (EmployeeId, NaiveDate, Kind, Option<Flaw>);

impl ReminderRow {
    /// Which deadline it reminds of; `None` for one that this version of the rules no longer knows.
    pub fn deadline(&self, keyring: &Keyring) -> Answer<Option<(Kind, Option<Flaw>)>> {
        let name = keyring.open_column(COLUMN, &self.deadline_sealed)?;
        Ok(match name.split_once(':') {
            Some((_, flaw)) => Flaw::named(flaw).map(|flaw| (Kind::Data, Some(flaw))),
            None => Kind::named(&name).map(|kind| (kind, None)),
        })
    }

    pub fn standing(&self) -> Standing {
        Standing {
            due_on: self.due_on,
            noticed_on: self.noticed_on,
            acknowledged: self.acknowledged_at.is_some(),
            escalated: self.escalated_at.is_some(),
            settled: self.settled_at.is_some(),
        }
    }

    /// Reminders about the people in scope with who took care of them; one statement.
    pub async fn in_scope(
        mut db: &Db,
        scope: &Scope,
        employee: Option<EmployeeId>,
        today: NaiveDate,
    ) -> Answer<Vec<(Self, Option<String>)>> {
        let mut query = deadline_reminders::table
            .left_join(accounts::table)
            .filter(scope.sees(deadline_reminders::employee_id, today))
            .select((Self::as_select(), accounts::display_name.nullable()))
            .into_boxed();
        if let Some(employee) = employee {
            query = query.filter(deadline_reminders::employee_id.eq(employee));
        }
        Ok(query.load(&mut db).await?)
    }

    /// Those about these people that still decide something: not settled, or taken care of.
    pub async fn about(mut db: &Db, people: &[EmployeeId]) -> Answer<Vec<Self>> {
        Ok(deadline_reminders::table
            .filter(deadline_reminders::employee_id.eq_any(people))
            .filter(deadline_reminders::settled_at.is_null().or(deadline_reminders::acknowledged_at.is_not_null()))
            .select(Self::as_select())
            .load(&mut db)
            .await?)
    }

    /// One in scope, locked; 404 when there is none.
    pub async fn lock(tx: &mut Tx, scope: &Scope, id: DeadlineReminderId, today: NaiveDate) -> Answer<Self> {
        Ok(deadline_reminders::table
            .find(id)
            .filter(scope.sees(deadline_reminders::employee_id, today))
            .select(Self::as_select())
            .for_update()
            .first(tx)
            .await?)
    }

    /// Says that somebody took care of it.
    pub async fn acknowledge(&self, app: &App, tx: &mut Tx, by: AccountId, text: &str) -> Answer<Self> {
        Ok(diesel::update(deadline_reminders::table.find(self.id))
            .set((
                deadline_reminders::acknowledged_by.eq(by),
                deadline_reminders::acknowledged_at.eq(app.now()),
                deadline_reminders::acknowledgement.eq(text),
                deadline_reminders::version.eq(self.version + 1),
            ))
            .returning(Self::as_returning())
            .get_result(tx)
            .await?)
    }

    /// Puts reminders on record, or takes up again those that were settled; answers each with its deadline.
    pub async fn keep<'a>(
        app: &App,
        tx: &mut Tx,
        new: &[(EmployeeId, LegalEntityId, &'a Deadline)],
    ) -> Answer<Vec<(Self, &'a Deadline)>> {
        let mut kept = Vec::with_capacity(new.len());
        for batch in new.chunks(2_000) {
            let mut rows = Vec::with_capacity(batch.len());
            let mut names = HashMap::with_capacity(batch.len());
            for (employee, entity, deadline) in batch {
                let name = name(deadline);
                let index = app.keyring.blind_index(COLUMN, &name);
                names.insert((*employee, index.clone(), deadline.due_on), *deadline);
                rows.push((
                    deadline_reminders::id.eq(ids::new::<DeadlineReminderId>()),
                    deadline_reminders::employee_id.eq(*employee),
                    deadline_reminders::legal_entity_id.eq(*entity),
                    deadline_reminders::deadline_sealed.eq(app.keyring.seal_column(COLUMN, &name)?),
                    deadline_reminders::deadline_index.eq(index),
                    deadline_reminders::about_records.eq(deadline.flaw.is_some()),
                    deadline_reminders::due_on.eq(deadline.due_on),
                    deadline_reminders::noticed_on.eq(app.today()),
                    deadline_reminders::created_at.eq(app.now()),
                ));
            }
            let stored: Vec<(Self, Vec<u8>)> = diesel::insert_into(deadline_reminders::table)
                .values(&rows)
                .on_conflict((
                    deadline_reminders::employee_id,
                    deadline_reminders::deadline_index,
                    deadline_reminders::due_on,
                ))
                .do_update()
                .set((
                    deadline_reminders::noticed_on.eq(excluded(deadline_reminders::noticed_on)),
                    deadline_reminders::settled_at.eq(None::<DateTime<Utc>>),
                    deadline_reminders::escalated_at.eq(None::<DateTime<Utc>>),
                    deadline_reminders::version.eq(deadline_reminders::version + 1),
                ))
                .returning((Self::as_returning(), deadline_reminders::deadline_index))
                .get_results(tx)
                .await?;
            kept.extend(stored.into_iter().filter_map(|(row, index)| {
                let deadline = names.get(&(row.employee_id, index, row.due_on)).copied()?;
                Some((row, deadline))
            }));
        }
        Ok(kept)
    }

    /// Marks reminders as escalated.
    pub async fn escalate(app: &App, tx: &mut Tx, ids: &[DeadlineReminderId]) -> Answer<()> {
        diesel::update(deadline_reminders::table.filter(deadline_reminders::id.eq_any(ids)))
            .set((
                deadline_reminders::escalated_at.eq(app.now()),
                deadline_reminders::version.eq(deadline_reminders::version + 1),
            ))
            .execute(tx)
            .await?;
        Ok(())
    }

    /// Marks reminders as settled.
    pub async fn settle(app: &App, tx: &mut Tx, ids: &[DeadlineReminderId]) -> Answer<()> {
        diesel::update(deadline_reminders::table.filter(deadline_reminders::id.eq_any(ids)))
            .set((
                deadline_reminders::settled_at.eq(app.now()),
                deadline_reminders::version.eq(deadline_reminders::version + 1),
            ))
            .execute(tx)
            .await?;
        Ok(())
    }

    /// What an entry says: which deadline, and what was added to it.
    pub fn facts<'a, T: Serialize>(&self, keyring: &Keyring, more: &'a T) -> Answer<Entry<'a, T>> {
        let of = self.deadline(keyring)?;
        Ok(Entry { deadline: of.map(|(kind, _)| kind), code: of.and_then(|(_, flaw)| flaw), due_on: self.due_on, more })
    }

    /// As sent.
    pub fn view(&self, acknowledged_by_name: Option<String>) -> Reminder {
        Reminder {
            id: self.id,
            version: self.version,
            noticed_on: self.noticed_on,
            escalated_at: self.escalated_at,
            acknowledged_at: self.acknowledged_at,
            acknowledged_by_name,
            acknowledgement: self.acknowledgement.clone(),
        }
    }
}

/// Reminders by the deadline they remind of.
pub(super) fn by_key<T>(
    keyring: &Keyring,
    rows: impl IntoIterator<Item = T>,
    row: impl Fn(&T) -> &ReminderRow,
) -> Answer<HashMap<Key, T>> {
    let mut found = HashMap::new();
    for one in rows {
        let stored = row(&one);
        if let Some((kind, flaw)) = stored.deadline(keyring)? {
            found.insert((stored.employee_id, stored.due_on, kind, flaw), one);
        }
    }
    Ok(found)
}

fn name(deadline: &Deadline) -> String {
    match deadline.flaw {
        Some(flaw) => format!("{}:{}", deadline.kind, flaw),
        None => deadline.kind.to_string(),
    }
}

/// The account that acts; only people take care of deadlines and subscribe to them.
pub(super) fn account(who: &crate::platform::access::Caller) -> Answer<AccountId> {
    who.principal.account_id().ok_or_else(Problem::forbidden)
}
