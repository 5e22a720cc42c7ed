//! Agreements that were not signed in time end by themselves; both sides are told.

use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::Stage;
use store::ids::{AgreementId, EmployeeId};
use store::schema::agreements;
use store::{Text, Tx};

use super::keeping::renew;
use super::routes::moved;
use super::row::Row;
use crate::accounts::word_to;
use crate::platform::access::Caller;
use crate::platform::journal::{Events, Kind};
use crate::platform::{Answer, App};

const LOOK_EVERY: Duration = Duration::from_secs(60);
/// Most that end in one look; the rest wait for the next.
const AT_ONCE: i64 = 200;

/// Runs until the service ends.
pub async fn run(app: App) {
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        if let Err(problem) = expire_late(&app).await {
            tracing::warn!(%problem, "agreements that are late wait");
        }
        if let Err(problem) = renew(&app).await {
            tracing::warn!(%problem, "document timestamps wait to be renewed");
        }
    }
}

/// Ends what is late now; answers how many.
pub async fn expire_late(app: &App) -> Answer<usize> {
    expire_late_of(app, None).await
}

/// The same with one person, before another is drafted.
pub(super) async fn expire_late_of(app: &App, employee: Option<EmployeeId>) -> Answer<usize> {
    let late: Vec<AgreementId> = {
        let db = app.read().await?;
        let mut late = agreements::table
            .filter(agreements::stage.eq_any([Text(Stage::Sent), Text(Stage::PartlySigned)]))
            .filter(agreements::expires_on.lt(app.today()))
            .order(agreements::expires_on)
            .limit(AT_ONCE)
            .select(agreements::id)
            .into_boxed();
        if let Some(employee) = employee {
            late = late.filter(agreements::employee_id.eq(employee));
        }
        late.load(&mut &*db).await?
    };
    for id in &late {
        app.change(&Caller::system(), async |tx| Ok(((), expire(app, tx, *id).await?))).await?;
    }
    Ok(late.len())
}

/// Each in a transaction of its own: one that has just been signed is left alone.
async fn expire(app: &App, tx: &mut Tx, id: AgreementId) -> Answer<Events> {
    let row: Row = agreements::table.find(id).for_no_key_update().select(Row::as_select()).first(tx).await?;
    let stage = row.stage_on(app.today());
    if stage == row.stage.0 {
        return Ok(Events::nothing_changed());
    }
    diesel::update(agreements::table.find(id)).set(agreements::ended_at.eq(app.now())).execute(tx).await?;
    let text = format!(
        "【有据】《{}》（编号 {}）已过签署截止日，未能由双方签署，不再有效。如仍需签署，请由公司重新发出。",
        row.title, row.number
    );
    let messages = word_to(app, tx, Some(row.employee_id), [row.created_by], ("协议逾期未签", &text)).await?;
    let event = row.event(Kind::AgreementExpired).facts(&serde_json::json!({
        "number": row.number, "expires_on": row.expires_on, "document_sha256": hex::encode(&row.document_sha256)}));
    moved(app, tx, row, stage).await?;
    Ok(event.tell(messages).into())
}
