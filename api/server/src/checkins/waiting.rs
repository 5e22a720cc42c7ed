//! Check-ins that wait for a person's answer.

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use store::Db;
use store::ids::{CheckInId, EmployeeId};
use store::schema::{check_ins, deliveries as delivered};

use super::CHECK_IN;
use crate::platform::Answer;
use crate::platform::waiting::{Card, CardItem, NAMED};

/// Check-ins that were delivered to somebody and that they have not answered.
pub async fn waits(mut db: &Db, me: EmployeeId) -> Answer<Option<Card>> {
    let open = || {
        delivered::table
            .inner_join(check_ins::table.on(check_ins::id.eq(delivered::resource_id)))
            .filter(delivered::employee_id.eq(me))
            .filter(delivered::kind.eq(CHECK_IN))
            .filter(delivered::answer.is_null())
    };
    let count: i64 = open().select(count_star()).first(&mut db).await?;
    let rows: Vec<(CheckInId, String, Option<NaiveDate>)> = open()
        .order((delivered::due_on, delivered::id))
        .limit(NAMED)
        .select((check_ins::id, check_ins::topic, delivered::due_on))
        .load(&mut db)
        .await?;
    let items =
        rows.into_iter().map(|(id, title, due_on)| CardItem { title, due_on, path: format!("/check-ins/{id}") });
    Ok(Card::of("check_ins_to_confirm", count, items.collect()))
}
