//! Deadlines that wait for HR.

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::deadlines::Flaw;
use store::Db;
use store::schema::{deadline_reminders, employees};
use uuid::Uuid;

use super::reminder::ReminderRow;
use crate::platform::Answer;
use crate::platform::access::{Caller, Scope};
use crate::platform::crypto::Keyring;
use crate::platform::waiting::{Card, CardItem, NAMED};

/// Reminders in scope that nobody has taken care of, one's own left out: dates, and what is wrong in the records.
/// `scope` is that of `deadlines.acknowledge`.
pub async fn waits(
    db: &Db,
    keyring: &Keyring,
    (who, scope): (&Caller, &Scope),
    today: NaiveDate,
    english: bool,
) -> Answer<Vec<Card>> {
    let card = |kind, about_records| unheeded(db, keyring, (who, scope, today), (kind, about_records), english);
    let (dates, records) = tokio::try_join!(card("deadlines_due", false), card("records_to_mend", true))?;
    Ok(dates.into_iter().chain(records).collect())
}

async fn unheeded(
    mut db: &Db,
    keyring: &Keyring,
    (who, scope, today): (&Caller, &Scope, NaiveDate),
    (kind, about_records): (&'static str, bool),
    english: bool,
) -> Answer<Option<Card>> {
    let me = who.principal.employee.map_or(Uuid::nil(), Uuid::from);
    let rows: Vec<(ReminderRow, String, i64)> = deadline_reminders::table
        .inner_join(employees::table)
        .filter(deadline_reminders::about_records.eq(about_records))
        .filter(deadline_reminders::acknowledged_at.is_null().and(deadline_reminders::settled_at.is_null()))
        .filter(deadline_reminders::employee_id.ne(me))
        .filter(scope.sees(deadline_reminders::employee_id, today))
        .order((deadline_reminders::due_on, deadline_reminders::id))
        .limit(NAMED)
        .select((ReminderRow::as_select(), employees::name, count_star().over()))
        .load(&mut db)
        .await?;
    let count = rows.as_slice().first().map_or(0, |(.., count)| *count);
    let view = if about_records { "view=records&" } else { "" };
    let mut items = Vec::with_capacity(rows.len());
    for (row, name, _) in rows {
        let of = row.deadline(keyring)?;
        let title = of.map_or("", |(kind, flaw)| flaw.map_or_else(|| kind.row(), Flaw::row).title.text(english));
        items.push(CardItem {
            title: format!("{name} · {title}"),
            due_on: Some(row.due_on),
            path: format!("/deadlines?{view}employee_id={}", row.employee_id),
        });
    }
    Ok(Card::of(kind, count, items))
}
