//! Duties that wait for somebody: a letter for the employee to answer, a month for payroll to pay.

use chrono::{Days, NaiveDate};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use store::Db;
use store::ids::{EmployeeId, SeparationId};
use store::schema::{deliveries as delivered, non_competes, separations};

use super::NON_COMPETE;
use super::row::Record;
use crate::platform::Answer;
use crate::platform::access::{Caller, Scope};
use crate::platform::waiting::{Card, CardItem, Counted, NAMED};

/// Days ahead of the day of payment on which it is asked for.
const AHEAD: u64 = 5;

/// What waits for the caller; `pays` is the scope in which they record payments.
pub async fn waits(db: &Db, who: &Caller, pays: Option<&Scope>, today: NaiveDate) -> Answer<Vec<Card>> {
    let mut cards = Vec::new();
    if let Some(me) = who.principal.employee {
        cards.extend(to_confirm(db, me).await?);
    }
    if let Some(scope) = pays {
        cards.extend(to_pay(db, scope, who.principal.employee, today).await?);
    }
    Ok(cards)
}

async fn to_confirm(mut db: &Db, me: EmployeeId) -> Answer<Option<Card>> {
    let rows: Counted<(SeparationId, String, Option<NaiveDate>)> = delivered::table
        .inner_join(non_competes::table.on(non_competes::id.eq(delivered::resource_id)))
        .inner_join(separations::table.on(separations::id.eq(non_competes::separation_id)))
        .filter(delivered::employee_id.eq(me))
        .filter(delivered::kind.eq(NON_COMPETE))
        .filter(delivered::answer.is_null())
        .order((delivered::due_on, delivered::id))
        .limit(NAMED)
        .select(((separations::id, separations::number, delivered::due_on), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found("non_competes_to_confirm", rows, |(id, title, due_on)| CardItem {
        title,
        due_on,
        path: format!("/separations/{id}?tab=non_compete"),
    }))
}

/// Months of other people's duties that are not paid and due within days, the longest overdue first.
async fn to_pay(db: &Db, scope: &Scope, me: Option<EmployeeId>, today: NaiveDate) -> Answer<Option<Card>> {
    let soon = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let mut due = Vec::new();
    for record in Record::running(db, scope, today).await?.iter().filter(|one| me != Some(one.employee_id)) {
        let settled = |number: u32| record.payments.0.iter().any(|one| one.settles && one.instalment == Some(number));
        let months = record.duty().map(|duty| duty.instalments()).unwrap_or_default();
        let unpaid = months.into_iter().filter(|month| month.due_on <= soon && !settled(month.number));
        due.extend(unpaid.map(|month| (month.due_on, month.number, record.person(), record.id)));
    }
    due.sort_by_key(|(due_on, number, _, id)| (*due_on, *number, *id));
    let count = i64::try_from(due.len()).unwrap_or(i64::MAX);
    let named = due.into_iter().take(usize::try_from(NAMED).unwrap_or_default());
    let items = named.map(|(due_on, number, person, id)| CardItem {
        title: format!("{} · {} · #{number}", person.name, person.number),
        due_on: Some(due_on),
        path: format!("/non-competes/{id}"),
    });
    Ok(Card::of("non_compete_payments_due", count, items.collect()))
}
