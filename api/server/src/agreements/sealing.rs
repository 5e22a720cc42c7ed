//! The company's seal on an agreement, in the register.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use store::Tx;
use store::schema::{accounts, agreements};

use super::row::Row;
use crate::platform::journal::Event;
use crate::platform::{Answer, App};
use crate::seals::{self, InCharge, Use};

/// Who sent it asked for the seal; who signs for the company allowed it.
pub(super) async fn register(
    app: &App,
    tx: &mut Tx,
    seal: &InCharge,
    row: &Row,
    (allowed_by, sha256): (&str, [u8; 32]),
) -> Answer<Event> {
    let asked_by: Option<String> = agreements::table
        .find(row.id)
        .inner_join(accounts::table.on(agreements::sent_by.eq(accounts::id.nullable())))
        .select(accounts::display_name)
        .first(tx)
        .await
        .optional()?;
    let used = Use {
        title: &row.title,
        number: &row.number,
        resource: ("agreement", row.id.0),
        employee: row.employee_id,
        sha256,
        asked_by: asked_by.as_deref().unwrap_or("系统"),
        approved_by: Some(allowed_by),
    };
    seals::record(app, tx, seal, used).await
}
