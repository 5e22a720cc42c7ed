//! Alerts that wait for a person.

use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::alerts::State;
use domain::refused::Words;
use store::ids::{AlertId, EmployeeId};
use store::schema::alerts;
use store::{Db, Json, Text};

use crate::platform::Answer;
use crate::platform::waiting::{Card, CardItem, NAMED};

/// Alerts addressed to somebody that are not yet acknowledged.
pub async fn waits(mut db: &Db, me: EmployeeId, english: bool) -> Answer<Option<Card>> {
    let open = || alerts::table.filter(alerts::addressee_id.eq(me)).filter(alerts::state.eq(Text(State::Open)));
    let count: i64 = open().select(count_star()).first(&mut db).await?;
    let rows: Vec<(AlertId, Json<Words>, chrono::NaiveDate)> = open()
        .order((alerts::due_on, alerts::id))
        .limit(NAMED)
        .select((alerts::id, alerts::title, alerts::due_on))
        .load(&mut db)
        .await?;
    let items = rows.into_iter().map(|(id, title, due_on)| CardItem {
        title: if english { title.0.en } else { title.0.zh },
        due_on: Some(due_on),
        path: format!("/alerts/{id}"),
    });
    Ok(Card::of("alerts", count, items.collect()))
}
