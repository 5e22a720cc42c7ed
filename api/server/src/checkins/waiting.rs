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
use crate::platform::waiting::{Card, CardItem, Counted, NAMED};

/// Check-ins that were delivered to somebody and that they have not answered.
pub async fn waits(mut db: &Db, me: EmployeeId) -> Answer<Option<Card>> {
    let rows: Counted<(CheckInId, String, Option<NaiveDate>)> = delivered::table
        .inner_join(check_ins::table.on(check_ins::id.eq(delivered::resource_id)))
        .filter(delivered::employee_id.eq(me))
        .filter(delivered::kind.eq(CHECK_IN))
        .filter(delivered::answer.is_null())
        .order((delivered::due_on, delivered::id))
        .limit(NAMED)
        .select(((check_ins::id, check_ins::topic, delivered::due_on), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found("check_ins_to_confirm", rows, |(id, title, due_on)| CardItem {
        title,
        due_on,
        path: format!("/check-ins/{id}"),
    }))
}
