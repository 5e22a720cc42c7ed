//! From the journal to deliveries: each webhook follows the logs of its employers from place to place.
//!
//! A place is kept in the transaction that makes the deliveries, so that nothing is skipped and nothing is made
//! twice. Only so many deliveries wait: a receiver that is gone for days fills the journal, where it is anyway.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;
use domain::webhooks::{State, asks_for};
use store::ids::{EmployeeId, LegalEntityId, WebhookDeliveryId, WebhookId};
use store::schema::{webhook_cursors, webhook_deliveries, webhooks};
use store::{Json, Text, Tx};

use super::deliveries::{WebhookPayload, WebhookPayloadData};
use crate::platform::journal::read::{self, Notice};
use crate::platform::journal::{GROUP, Kind};
use crate::platform::{Answer, App, Problem, ids};

/// Most entries that one step looks for, and most deliveries of a webhook that wait.
const AT_ONCE: i64 = 200;

/// A webhook that has not seen all of a log.
#[derive(QueryableByName)]
struct Behind {
    #[diesel(sql_type = sql_types::Uuid)]
    webhook_id: WebhookId,
    #[diesel(sql_type = sql_types::Uuid)]
    log_id: LegalEntityId,
    #[diesel(sql_type = sql_types::Text)]
    origin: String,
    #[diesel(sql_type = sql_types::Jsonb)]
    events: Json<Vec<String>>,
    #[diesel(sql_type = sql_types::BigInt)]
    size: i64,
}

/// One step of every webhook that is behind; true when there may be more to do at once.
pub async fn follow(app: &App) -> Answer<bool> {
    let behind: Vec<Behind> = {
        let db = app.read().await?;
        diesel::sql_query(
            "select webhooks.id as webhook_id, log.id as log_id, log.origin, events, log.size
               from webhooks
               join journal_logs log on legal_entity_id is null or legal_entity_id = log.id
               left join webhook_cursors place on place.webhook_id = webhooks.id and place.log_id = log.id
              where state = 'active' and log.size > coalesce(next_index, 0)
                and (select count(*) from (select from webhook_deliveries
                      where webhook_id = webhooks.id and state = 'pending' and log_id is not null limit $1) waiting) < $1
              order by webhooks.id, log.id",
        )
        .bind::<sql_types::BigInt, _>(AT_ONCE)
        .load(&mut &*db)
        .await?
    };
    let mut more = false;
    for one in &behind {
        more |= app.bookkeep(async |tx| step(tx, one, app.now()).await).await?;
    }
    Ok(more)
}

/// Each in a transaction of its own; true when the step did not reach the end of the log.
async fn step(tx: &mut Tx, behind: &Behind, now: DateTime<Utc>) -> Answer<bool> {
    // Whoever pauses or removes the webhook waits, or is waited for.
    let state: Option<Text<State>> = webhooks::table
        .find(behind.webhook_id)
        .select(webhooks::state)
        .for_no_key_update()
        .first(tx)
        .await
        .optional()?;
    if state.is_none_or(|state| state.0 != State::Active) {
        return Ok(false);
    }
    let place = webhook_cursors::table.find((behind.webhook_id, behind.log_id));
    let from: Option<i64> = place.select(webhook_cursors::next_index).first(tx).await.optional()?;
    let from = from.unwrap_or_default();
    let notices = read::notices(tx, behind.log_id, from..behind.size, &wanted(&behind.events.0), AT_ONCE).await?;
    let full = i64::try_from(notices.len()).is_ok_and(|found| found >= AT_ONCE);
    let next = match notices.last() {
        Some(last) if full => last.index + 1,
        _ => behind.size,
    };
    enqueue(tx, behind, notices, now).await?;
    diesel::insert_into(webhook_cursors::table)
        .values((
            webhook_cursors::webhook_id.eq(behind.webhook_id),
            webhook_cursors::log_id.eq(behind.log_id),
            webhook_cursors::next_index.eq(next),
        ))
        .on_conflict((webhook_cursors::webhook_id, webhook_cursors::log_id))
        .do_update()
        .set(webhook_cursors::next_index.eq(next))
        .execute(tx)
        .await?;
    Ok(full)
}

/// The kinds that patterns ask for and that go out: also those that came with a later release.
fn wanted(patterns: &[String]) -> Vec<&'static str> {
    let asked = |kind: &&str| patterns.iter().any(|pattern| asks_for(pattern, kind));
    Kind::ALL.iter().filter(|kind| kind.is_published()).map(|kind| kind.as_str()).filter(asked).collect()
}

async fn enqueue(tx: &mut Tx, behind: &Behind, notices: Vec<Notice>, now: DateTime<Utc>) -> Answer<()> {
    let delivery = |notice: Notice| {
        Ok((
            webhook_deliveries::id.eq(ids::new::<WebhookDeliveryId>()),
            webhook_deliveries::webhook_id.eq(behind.webhook_id),
            webhook_deliveries::log_id.eq(behind.log_id),
            webhook_deliveries::leaf_index.eq(notice.index),
            webhook_deliveries::body.eq(body(behind, &notice)?),
            webhook_deliveries::kind.eq(notice.kind),
            webhook_deliveries::next_try_at.eq(now),
            webhook_deliveries::created_at.eq(now),
        ))
    };
    let deliveries = notices.into_iter().map(delivery).collect::<Answer<Vec<_>>>()?;
    diesel::insert_into(webhook_deliveries::table).values(deliveries).on_conflict_do_nothing().execute(tx).await?;
    Ok(())
}

/// As it is sent, at every attempt.
fn body(behind: &Behind, notice: &Notice) -> Answer<String> {
    let concerns_an_employee = notice.subject_id != behind.log_id.0;
    let payload = WebhookPayload {
        r#type: &notice.kind,
        timestamp: notice.occurred_at,
        data: WebhookPayloadData {
            entry_id: Some(notice.id),
            log: Some(&behind.origin),
            leaf_index: Some(notice.index),
            resource_type: &notice.resource_type,
            resource_id: notice.resource_id,
            employee_id: concerns_an_employee.then_some(EmployeeId(notice.subject_id)),
            legal_entity_id: Some(behind.log_id).filter(|log| *log != GROUP),
            occurred_at: notice.occurred_at,
        },
    };
    serde_json::to_string(&payload).map_err(Problem::from_internal)
}
