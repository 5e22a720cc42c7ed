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
use crate::platform::waiting::{Card, CardItem, Counted, NAMED};

/// Alerts addressed to somebody that are not yet acknowledged.
pub async fn waits(mut db: &Db, me: EmployeeId, english: bool) -> Answer<Option<Card>> {
    let rows: Counted<(AlertId, Json<Words>, chrono::NaiveDate)> = alerts::table
        .filter(alerts::addressee_id.eq(me))
        .filter(alerts::state.eq(Text(State::Open)))
        .order((alerts::due_on, alerts::id))
        .limit(NAMED)
        .select(((alerts::id, alerts::title, alerts::due_on), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found("alerts", rows, |(id, title, due_on)| CardItem {
        title: if english { title.0.en } else { title.0.zh },
        due_on: Some(due_on),
        path: format!("/alerts/{id}"),
    }))
}
