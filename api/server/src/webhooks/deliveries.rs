//! What was sent to a webhook, what came of it, and sending by hand.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::web::{Json, Path, Query};
use actix_web::{get, post};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::webhooks::{DeliveryState, Failure};
use serde::{Deserialize, Serialize};
use store::ids::{EmployeeId, EntryId, LegalEntityId, WebhookDeliveryId, WebhookId};
use store::schema::{webhook_attempts, webhook_deliveries};
use store::{Db, Raw, Text};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::row::Webhook;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Guard, Page, Paging, Problem, ids, perm};

/// What is sent: kind and ids, nothing more. Who wants to know the rest asks for it with rights of their own.
#[derive(Serialize, ToSchema)]
pub struct WebhookPayload<'a> {
    #[schema(example = "agreement.signed")]
    pub r#type: &'a str,
    /// When it happened.
    pub timestamp: DateTime<Utc>,
    pub data: WebhookPayloadData<'a>,
}

/// Of which entry of the journal somebody is told. A test is of none: it has no entry, log and place.
#[derive(Serialize, ToSchema)]
pub struct WebhookPayloadData<'a> {
    pub entry_id: Option<EntryId>,
    /// The origin of the log that the entry stands in.
    #[schema(example = "hr.example.com/0198c1e0-5b7a-7c3f-9d61-3a5be2a0c111")]
    pub log: Option<&'a str>,
    /// Its place in the log; it grows from one event to the next, with gaps.
    pub leaf_index: Option<i64>,
    #[schema(example = "agreement")]
    pub resource_type: &'a str,
    pub resource_id: Uuid,
    /// Null when it concerns no employee.
    pub employee_id: Option<EmployeeId>,
    /// Null when it concerns the group as a whole.
    pub legal_entity_id: Option<LegalEntityId>,
    pub occurred_at: DateTime<Utc>,
}

/// One event for one webhook.
#[derive(Serialize, ToSchema)]
pub struct WebhookDelivery {
    /// Sent as `webhook-id`, the same at each attempt.
    pub id: WebhookDeliveryId,
    pub webhook_id: WebhookId,
    #[schema(example = "agreement.signed")]
    pub kind: String,
    pub state: DeliveryState,
    #[schema(value_type = WebhookPayload)]
    pub payload: Raw,
    pub created_at: DateTime<Utc>,
    /// When it is tried next; null when it was delivered. Until those before it arrive it waits longer.
    pub next_try_at: Option<DateTime<Utc>>,
    pub delivered_at: Option<DateTime<Utc>>,
    /// Oldest first.
    pub attempts: Vec<WebhookAttempt>,
}

/// One try of a delivery.
#[derive(Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = webhook_attempts)]
pub struct WebhookAttempt {
    pub number: i32,
    pub begun_at: DateTime<Utc>,
    pub duration_ms: i32,
    /// The HTTP status of the answer.
    #[schema(example = 204)]
    pub status: Option<i16>,
    /// Why there was no answer.
    #[schema(value_type = Option<Failure>)]
    pub failure: Option<Text<Failure>>,
    /// How the answer begins.
    pub response: Option<String>,
}

/// Filters of the list of deliveries.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeliveryFilter {
    pub state: Option<DeliveryState>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = webhook_deliveries)]
struct Row {
    id: WebhookDeliveryId,
    seq: i64,
    webhook_id: WebhookId,
    log_id: Option<LegalEntityId>,
    kind: String,
    state: Text<DeliveryState>,
    body: Raw,
    attempts: i32,
    next_try_at: Option<DateTime<Utc>>,
    asked_at: Option<DateTime<Utc>>,
    delivered_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
}

/// What was sent to a webhook and what waits, newest first.
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path), DeliveryFilter, Paging), responses((status = 200, body = Page<WebhookDelivery>), Refusals))]
#[get("/webhooks/{id}/deliveries")]
pub async fn list_webhook_deliveries(
    app: App,
    who: Guard<perm::WebhooksManage>,
    id: Path<WebhookId>,
    filter: Query<DeliveryFilter>,
    paging: Query<Paging>,
) -> Answer<Page<WebhookDelivery>> {
    let db = app.read().await?;
    let webhook = Webhook::find(&db, who.scope(), *id).await?;
    let mut query = webhook_deliveries::table
        .filter(webhook_deliveries::webhook_id.eq(webhook.id))
        .order(webhook_deliveries::seq.desc())
        .limit(paging.limit() + 1)
        .select(Row::as_select())
        .into_boxed();
    if let Some(state) = filter.state {
        query = query.filter(webhook_deliveries::state.eq(Text(state)));
    }
    if let Some(last) = paging.after::<i64>()? {
        query = query.filter(webhook_deliveries::seq.lt(last));
    }
    let page = Page::of(query.load(&mut &*db).await?, &paging, |row: &Row| row.seq);
    let ids: Vec<WebhookDeliveryId> = page.items.iter().map(|row| row.id).collect();
    let mut attempts = attempts_of(&db, &ids).await?;
    Ok(page.map(|row| {
        let attempts = attempts.remove(&row.id).unwrap_or_default();
        row.shown(attempts)
    }))
}

/// Send an event that means nothing, to see whether it arrives; it is tried once, also while the webhook stands still.
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path)), responses((status = 202, body = WebhookDelivery), Refusals))]
#[post("/webhooks/{id}/test")]
pub async fn test_webhook(
    app: App,
    who: Guard<perm::WebhooksManage>,
    id: Path<WebhookId>,
) -> Answer<(Json<WebhookDelivery>, StatusCode)> {
    app.change(&who, async |tx| {
        let webhook = Webhook::lock(tx, who.scope(), *id).await?;
        let payload = WebhookPayload {
            r#type: "webhook.test",
            timestamp: app.now(),
            data: WebhookPayloadData {
                entry_id: None,
                log: None,
                leaf_index: None,
                resource_type: "webhook",
                resource_id: webhook.id.into(),
                employee_id: None,
                legal_entity_id: webhook.facts.legal_entity_id,
                occurred_at: app.now(),
            },
        };
        let row: Row = diesel::insert_into(webhook_deliveries::table)
            .values((
                webhook_deliveries::id.eq(ids::new::<WebhookDeliveryId>()),
                webhook_deliveries::webhook_id.eq(webhook.id),
                webhook_deliveries::kind.eq(payload.r#type),
                webhook_deliveries::body.eq(serde_json::to_string(&payload).map_err(Problem::from_internal)?),
                webhook_deliveries::asked_at.eq(app.now()),
                webhook_deliveries::created_at.eq(app.now()),
            ))
            .returning(Row::as_returning())
            .get_result(tx)
            .await?;
        let event = webhook.event(Kind::WebhookTested).facts(&serde_json::json!({"delivery_id": row.id}));
        Ok(((Json(row.shown(Vec::new())), StatusCode::ACCEPTED), event))
    })
    .await
}

/// Send an event again at once, under the same id. One that waits in line keeps its turn and waits no longer than that.
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path), ("delivery_id" = WebhookDeliveryId, Path)), responses((status = 202, body = WebhookDelivery), Refusals))]
#[post("/webhooks/{id}/deliveries/{delivery_id}/redelivery")]
pub async fn redeliver_webhook_event(
    app: App,
    who: Guard<perm::WebhooksManage>,
    path: Path<(WebhookId, WebhookDeliveryId)>,
) -> Answer<(Json<WebhookDelivery>, StatusCode)> {
    let (id, delivery) = path.into_inner();
    app.change(&who, async |tx| {
        let webhook = Webhook::lock(tx, who.scope(), id).await?;
        let found: Row = webhook_deliveries::table
            .find(delivery)
            .filter(webhook_deliveries::webhook_id.eq(webhook.id))
            .select(Row::as_select())
            .first(tx)
            .await?;
        let (next_try_at, asked_at) = match found.stands_in_line() {
            true => (Some(app.now()), found.asked_at),
            false => (found.next_try_at, Some(app.now())),
        };
        let row: Row = diesel::update(webhook_deliveries::table.find(found.id))
            .set((webhook_deliveries::next_try_at.eq(next_try_at), webhook_deliveries::asked_at.eq(asked_at)))
            .returning(Row::as_returning())
            .get_result(tx)
            .await?;
        let mut attempts = attempts_of(tx, &[row.id]).await?;
        let event = webhook.event(Kind::WebhookRedelivered).facts(&serde_json::json!({"delivery_id": row.id}));
        let attempts = attempts.remove(&row.id).unwrap_or_default();
        Ok(((Json(row.shown(attempts)), StatusCode::ACCEPTED), event))
    })
    .await
}

/// The attempts of a page of deliveries: one statement.
async fn attempts_of(
    mut db: &Db,
    ids: &[WebhookDeliveryId],
) -> Answer<HashMap<WebhookDeliveryId, Vec<WebhookAttempt>>> {
    let rows: Vec<(WebhookDeliveryId, WebhookAttempt)> = webhook_attempts::table
        .filter(webhook_attempts::delivery_id.eq_any(ids))
        .order((webhook_attempts::delivery_id, webhook_attempts::number))
        .select((webhook_attempts::delivery_id, WebhookAttempt::as_select()))
        .load(&mut db)
        .await?;
    let mut attempts: HashMap<_, Vec<_>> = HashMap::new();
    for (delivery, attempt) in rows {
        attempts.entry(delivery).or_default().push(attempt);
    }
    Ok(attempts)
}

impl Row {
    fn stands_in_line(&self) -> bool {
        self.log_id.is_some() && self.state.0 == DeliveryState::Pending
    }

    /// An attempt that was noted after the row was read is left out: it would not fit what the row says.
    fn shown(self, mut attempts: Vec<WebhookAttempt>) -> WebhookDelivery {
        let Self {
            id,
            seq: _,
            webhook_id,
            log_id: _,
            kind,
            state,
            body,
            attempts: noted,
            next_try_at,
            asked_at,
            delivered_at,
            created_at,
        } = self;
        attempts.retain(|attempt| attempt.number <= noted);
        WebhookDelivery {
            id,
            webhook_id,
            kind,
            state: state.0,
            payload: body,
            created_at,
            next_try_at: asked_at.or(next_try_at),
            delivered_at,
            attempts,
        }
    }
}
