use actix_web::web::{Json, Path, Query};
use actix_web::{HttpResponse, delete, get, post, put};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;
use domain::webhooks::{self as rules, DeliveryState};
use store::ids::{LegalEntityId, WebhookId};
use store::schema::{webhook_deliveries, webhooks};
use store::{Text, Tx};

use super::address;
use super::row::{Webhook, WebhookEvent, WebhookFacts, WebhookWithSecret, require};
use super::signature::new_secret;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, ids, perm};

/// How long the secret before the present one goes on signing.
const BOTH_SIGN: TimeDelta = TimeDelta::hours(24);

/// Kinds of events that other systems can be told of.
#[utoipa::path(tag = "webhooks", responses((status = 200, body = Vec<WebhookEvent>), Refusals))]
#[get("/webhook-events")]
pub async fn list_webhook_events(_who: Guard<perm::WebhooksManage>) -> Json<Vec<WebhookEvent>> {
    let shown = |kind: &Kind| WebhookEvent { kind: kind.as_str(), zh: kind.title(false), en: kind.title(true) };
    Json(Kind::ALL.iter().filter(|kind| kind.is_published()).map(shown).collect())
}

/// Webhooks, newest first.
#[utoipa::path(tag = "webhooks", params(Paging), responses((status = 200, body = Page<Webhook>), Refusals))]
#[get("/webhooks")]
pub async fn list_webhooks(app: App, who: Guard<perm::WebhooksManage>, paging: Query<Paging>) -> Answer<Page<Webhook>> {
    Webhook::list(&*app.read().await?, who.scope(), &paging).await
}

/// Tell another system of what happens from now on; the secret is in the answer and nowhere else.
#[utoipa::path(tag = "webhooks", request_body = WebhookFacts, responses((status = 201, body = WebhookWithSecret), Refusals))]
#[post("/webhooks")]
pub async fn create_webhook(
    app: App,
    who: Guard<perm::WebhooksManage>,
    said: Valid<WebhookFacts>,
) -> Answer<Created<WebhookWithSecret>> {
    let facts = checked(&app, said.0)?;
    require(who.scope(), facts.legal_entity_id)?;
    let id: WebhookId = ids::new();
    let (secret, sealed) = new_secret(&app.keyring, id)?;
    app.change(&who, async |tx| {
        let own = (
            webhooks::id.eq(id),
            webhooks::secret_sealed.eq(sealed),
            webhooks::created_by.eq(who.principal.account_id()),
            webhooks::created_at.eq(app.now()),
        );
        let webhook: Webhook = diesel::insert_into(webhooks::table)
            .values((&facts, own))
            .returning(Webhook::as_returning())
            .get_result(tx)
            .await?;
        begin_now(tx, id, facts.legal_entity_id).await?;
        let event = webhook.event(Kind::WebhookCreated).facts(&facts);
        Ok((Created(WebhookWithSecret { webhook, secret }), event))
    })
    .await
}

/// One webhook.
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path)), responses((status = 200, body = Webhook), Refusals))]
#[get("/webhooks/{id}")]
pub async fn show_webhook(app: App, who: Guard<perm::WebhooksManage>, id: Path<WebhookId>) -> Answer<Tagged<Webhook>> {
    Ok(Tagged(Webhook::find(&*app.read().await?, who.scope(), *id).await?))
}

/// Change where a webhook calls and what it asks for. What waits in line goes to the new address.
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path)), request_body = WebhookFacts, responses((status = 200, body = Webhook), Refusals))]
#[put("/webhooks/{id}")]
pub async fn change_webhook(
    app: App,
    who: Guard<perm::WebhooksManage>,
    id: Path<WebhookId>,
    seen: IfMatch,
    said: Valid<WebhookFacts>,
) -> Answer<Tagged<Webhook>> {
    let facts = checked(&app, said.0)?;
    app.change(&who, async |tx| {
        let webhook = Webhook::lock(tx, who.scope(), *id).await?;
        seen.check(webhook.version)?;
        if webhook.facts.legal_entity_id != facts.legal_entity_id {
            return Err(Problem::field(
                "/legal_entity_id",
                "fixed",
                "用人单位不能更改，请另建一个事件通知。",
                "The employer cannot be changed; create another webhook.",
            ));
        }
        let webhook: Webhook = diesel::update(webhooks::table.find(webhook.id))
            .set((&facts, webhooks::version.eq(webhook.version + 1)))
            .returning(Webhook::as_returning())
            .get_result(tx)
            .await?;
        let event = webhook.event(Kind::WebhookChanged).facts(&facts);
        Ok((Tagged(webhook), event))
    })
    .await
}

/// Remove a webhook with its deliveries; what was changed about it stays in the journal.
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path)), responses((status = 204), Refusals))]
#[delete("/webhooks/{id}")]
pub async fn delete_webhook(
    app: App,
    who: Guard<perm::WebhooksManage>,
    id: Path<WebhookId>,
    seen: IfMatch,
) -> Answer<HttpResponse> {
    app.change(&who, async |tx| {
        let webhook = Webhook::lock(tx, who.scope(), *id).await?;
        seen.check(webhook.version)?;
        diesel::delete(webhooks::table.find(webhook.id)).execute(tx).await?;
        let event = webhook.event(Kind::WebhookDeleted).facts(&webhook.facts);
        Ok((HttpResponse::NoContent().finish(), event))
    })
    .await
}

/// Stop for a while. Nothing is lost: events wait in the journal.
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path)), responses((status = 200, body = Webhook), Refusals))]
#[post("/webhooks/{id}/pause")]
pub async fn pause_webhook(
    app: App,
    who: Guard<perm::WebhooksManage>,
    id: Path<WebhookId>,
    seen: IfMatch,
) -> Answer<Tagged<Webhook>> {
    app.change(&who, async |tx| {
        let webhook = Webhook::lock(tx, who.scope(), *id).await?;
        seen.check(webhook.version)?;
        let webhook = webhook.moved(tx, rules::pause(webhook.state.0)?).await?;
        let event = webhook.event(Kind::WebhookPaused);
        Ok((Tagged(webhook), event))
    })
    .await
}

/// Go on where it stopped, after a pause or once the receiver was mended.
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path)), responses((status = 200, body = Webhook), Refusals))]
#[post("/webhooks/{id}/resumption")]
pub async fn resume_webhook(
    app: App,
    who: Guard<perm::WebhooksManage>,
    id: Path<WebhookId>,
    seen: IfMatch,
) -> Answer<Tagged<Webhook>> {
    app.change(&who, async |tx| {
        let webhook = Webhook::lock(tx, who.scope(), *id).await?;
        seen.check(webhook.version)?;
        let webhook = webhook.moved(tx, rules::resume(webhook.state.0)?).await?;
        back_in_line(tx, webhook.id, app.now()).await?;
        let event = webhook.event(Kind::WebhookResumed);
        Ok((Tagged(webhook), event))
    })
    .await
}

/// A new secret, shown this once. The one before it signs beside it for 24 hours.
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path)), responses((status = 200, body = WebhookWithSecret), Refusals))]
#[post("/webhooks/{id}/secret")]
pub async fn rotate_webhook_secret(
    app: App,
    who: Guard<perm::WebhooksManage>,
    id: Path<WebhookId>,
    seen: IfMatch,
) -> Answer<Tagged<WebhookWithSecret>> {
    let (secret, sealed) = new_secret(&app.keyring, *id)?;
    app.change(&who, async |tx| {
        let webhook = Webhook::lock(tx, who.scope(), *id).await?;
        seen.check(webhook.version)?;
        let webhook: Webhook = diesel::update(webhooks::table.find(webhook.id))
            .set((
                webhooks::previous_secret_sealed.eq(webhooks::secret_sealed.nullable()),
                webhooks::previous_secret_until.eq(app.now() + BOTH_SIGN),
                webhooks::secret_sealed.eq(sealed),
                webhooks::version.eq(webhook.version + 1),
            ))
            .returning(Webhook::as_returning())
            .get_result(tx)
            .await?;
        let event = webhook.event(Kind::WebhookSecretRotated);
        Ok((Tagged(WebhookWithSecret { webhook, secret }), event))
    })
    .await
}

/// Facts whose address may be called and whose events there are.
fn checked(app: &App, facts: WebhookFacts) -> Answer<WebhookFacts> {
    address::check(&facts.url, app.settings.webhook_allow_private)?;
    let names = |published: bool| -> Vec<&str> {
        Kind::ALL.iter().filter(|kind| kind.is_published() == published).map(|kind| kind.as_str()).collect()
    };
    rules::check_events(&facts.events.0, &names(true), &names(false))?;
    Ok(facts)
}

/// A webhook begins at the present end of each log that it follows.
async fn begin_now(tx: &mut Tx, id: WebhookId, entity: Option<LegalEntityId>) -> Answer<()> {
    diesel::sql_query(
        "insert into webhook_cursors (webhook_id, log_id, next_index)
         select $1, id, size from journal_logs where $2 is null or id = $2",
    )
    .bind::<sql_types::Uuid, _>(id)
    .bind::<sql_types::Nullable<sql_types::Uuid>, _>(entity)
    .execute(tx)
    .await?;
    Ok(())
}

/// Whatever was not taken is tried again at once, from the first.
async fn back_in_line(tx: &mut Tx, id: WebhookId, now: DateTime<Utc>) -> Answer<()> {
    diesel::update(webhook_deliveries::table)
        .filter(webhook_deliveries::webhook_id.eq(id).and(webhook_deliveries::log_id.is_not_null()))
        .filter(webhook_deliveries::state.ne(Text(DeliveryState::Delivered)))
        .set((
            webhook_deliveries::state.eq(Text(DeliveryState::Pending)),
            webhook_deliveries::failed_tries.eq(0),
            webhook_deliveries::next_try_at.eq(now),
            webhook_deliveries::asked_at.eq(None::<DateTime<Utc>>),
        ))
        .execute(tx)
        .await?;
    Ok(())
}
