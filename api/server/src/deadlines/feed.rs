//! Calendar addresses 订阅地址: one an account, shown once, revoked at any time. Whoever knows the address reads
//! what the account may see, so that it is kept as a hash and holds a secret of 256 bits.

use std::sync::Arc;

use actix_web::http::{StatusCode, header};
use actix_web::web::{Json, Query};
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use store::Db;
use store::ids::AccountId;
use store::schema::deadline_feeds;
use utoipa::{IntoParams, ToSchema};

use super::found::{self, DeadlineFilter};
use super::{calendar, reminder};
use crate::platform::access::Caller;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::session::account_without_session;
use crate::platform::{Answer, App, Guard, Problem, ids, perm, telemetry};

/// Whether the caller has a calendar address.
#[derive(Serialize, ToSchema)]
pub struct DeadlineFeed {
    /// Null when there is none.
    issued_at: Option<DateTime<Utc>>,
}

/// A new calendar address, which is shown this once.
#[derive(Serialize, ToSchema)]
pub struct IssuedDeadlineFeed {
    /// Below the address of the service; a calendar programme subscribes to it.
    #[schema(example = "/api/v1/deadlines/calendar.ics?token=4q2…")]
    path: String,
    issued_at: DateTime<Utc>,
}

/// Whether the caller has a calendar address, and since when.
#[utoipa::path(tag = "deadlines", responses((status = 200, body = DeadlineFeed), Refusals))]
#[get("/deadlines/feed")]
pub async fn show_deadline_feed(app: App, who: Guard<perm::DeadlinesRead>) -> Answer<Json<DeadlineFeed>> {
    let db = app.read().await?;
    let issued_at = deadline_feeds::table
        .find(reminder::account(&who)?)
        .select(deadline_feeds::issued_at)
        .first(&mut &*db)
        .await
        .optional()?;
    Ok(Json(DeadlineFeed { issued_at }))
}

/// Get a calendar address for one's own account. An earlier one ends; the new one is in the answer and nowhere else.
#[utoipa::path(tag = "deadlines", responses((status = 201, body = IssuedDeadlineFeed), Refusals))]
#[post("/deadlines/feed")]
pub async fn issue_deadline_feed(
    app: App,
    who: Guard<perm::DeadlinesRead>,
) -> Answer<(Json<IssuedDeadlineFeed>, StatusCode)> {
    let account = reminder::account(&who)?;
    let token = URL_SAFE_NO_PAD.encode(ids::random_bytes::<32>());
    let (hash, now) = (app.keyring.secret_hash(&token), app.now());
    app.change(&who, async |tx| {
        let values = (deadline_feeds::token_hash.eq(&hash), deadline_feeds::issued_at.eq(now));
        diesel::insert_into(deadline_feeds::table)
            .values((deadline_feeds::account_id.eq(account), values))
            .on_conflict(deadline_feeds::account_id)
            .do_update()
            .set(values)
            .execute(tx)
            .await?;
        let issued =
            IssuedDeadlineFeed { path: format!("/api/v1/deadlines/calendar.ics?token={token}"), issued_at: now };
        Ok(((Json(issued), StatusCode::CREATED), event(Kind::DeadlineFeedIssued, account)))
    })
    .await
}

/// End one's own calendar address; 404 when there is none.
#[utoipa::path(tag = "deadlines", responses((status = 204), Refusals))]
#[delete("/deadlines/feed")]
pub async fn revoke_deadline_feed(app: App, who: Guard<perm::DeadlinesRead>) -> Answer<HttpResponse> {
    let account = reminder::account(&who)?;
    app.change(&who, async |tx| match diesel::delete(deadline_feeds::table.find(account)).execute(tx).await? {
        0 => Err(Problem::not_found()),
        _ => Ok((HttpResponse::NoContent().finish(), event(Kind::DeadlineFeedRevoked, account))),
    })
    .await
}

fn event(kind: Kind, account: AccountId) -> Event {
    Event::of_group(kind, account).facts(&serde_json::json!({"account_id": account}))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FeedToken {
    /// From the address that was shown when it was issued.
    #[serde(default)]
    token: String,
}

/// Deadlines as an iCalendar (RFC 5545) for a calendar programme: title and employee number only. The token in the
/// address stands for the account that asked for it; 401 once it is revoked.
#[utoipa::path(
    tag = "deadlines",
    params(FeedToken),
    responses((status = 200, body = String, content_type = "text/calendar"), Refusals),
    security(())
)]
#[get("/deadlines/calendar.ics")]
pub async fn download_deadline_calendar(
    app: App,
    request: HttpRequest,
    given: Query<FeedToken>,
) -> Answer<HttpResponse> {
    let db = app.read().await?;
    let account = account_of(&app, &db, &given.token).await?;
    let who =
        Caller { principal: Arc::new(account_without_session(&db, account).await?), request_id: None, address: None };
    drop(db);
    let scope = who.reach::<perm::DeadlinesRead>().ok_or_else(Problem::unauthenticated)?;
    let (from, until) = calendar::span(app.today());
    let filter = DeadlineFilter { from: Some(from), until: Some(until), ..DeadlineFilter::default() };
    let found = found::find(&app, &who, &scope, &filter).await?;
    let text = calendar::calendar(&found, (&app.settings.name, app.now()), telemetry::english(&request));
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(text))
}

/// Whose address this is.
async fn account_of(app: &App, mut db: &Db, token: &str) -> Answer<AccountId> {
    deadline_feeds::table
        .filter(deadline_feeds::token_hash.eq(app.keyring.secret_hash(token)))
        .select(deadline_feeds::account_id)
        .first(&mut db)
        .await
        .optional()?
        .ok_or_else(Problem::unauthenticated)
}
