//! Sending: what is due, one request a webhook at a time, and what came of it.

use std::error::Error;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;
use domain::webhooks::{DeliveryState, DisabledReason, Failure, Next, State, after};
use futures_util::StreamExt;
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Response, Url};
use store::ids::{AccountId, LegalEntityId, WebhookDeliveryId, WebhookId};
use store::schema::{webhook_attempts, webhook_deliveries, webhooks};
use store::{Text, Tx};
use tokio::time::Instant;
use uuid::Uuid;

use super::address::{Refused, may_be_called};
use super::row::Webhook;
use super::signature::sign;
use crate::accounts::word_to;
use crate::platform::access::Caller;
use crate::platform::journal::{Event, Kind};
use crate::platform::messages::Message;
use crate::platform::{Answer, App, ids};

/// What is kept of an answer, in characters, and what is read of it, in bytes.
const KEPT: usize = 300;
const READ: usize = 2048;

/// A delivery whose time has come, with what it takes to send it.
#[derive(QueryableByName)]
pub struct Due {
    #[diesel(sql_type = sql_types::Uuid)]
    id: WebhookDeliveryId,
    #[diesel(sql_type = sql_types::Uuid)]
    webhook_id: WebhookId,
    #[diesel(sql_type = sql_types::Text)]
    url: String,
    #[diesel(sql_type = sql_types::Bytea)]
    secret_sealed: Vec<u8>,
    #[diesel(sql_type = sql_types::Nullable<sql_types::Bytea>)]
    previous_secret_sealed: Option<Vec<u8>>,
    #[diesel(sql_type = sql_types::Nullable<sql_types::Timestamptz>)]
    previous_secret_until: Option<DateTime<Utc>>,
    #[diesel(sql_type = sql_types::Text)]
    body: String,
    #[diesel(sql_type = sql_types::Bool)]
    in_line: bool,
}

/// A webhook sends one delivery of its line and one that somebody asked for at a time.
pub type Lane = (WebhookId, bool);

impl Due {
    pub fn lane(&self) -> Lane {
        (self.webhook_id, self.in_line)
    }
}

/// The first in line of each webhook, and what somebody asked for, but for the lanes that are busy.
pub async fn due(app: &App, busy: impl Iterator<Item = &Lane> + Clone, limit: i64) -> Answer<Vec<Due>> {
    let lanes = |in_line: bool| busy.clone().filter(move |lane| lane.1 == in_line).map(|lane| lane.0.0);
    let db = app.read().await?;
    Ok(diesel::sql_query(
        "select due.id, webhooks.id as webhook_id, url, secret_sealed, previous_secret_sealed, previous_secret_until,
                body, in_line
           from webhooks
           join lateral (
                (select id, body, next_try_at as due_at, true as in_line from webhook_deliveries
                  where webhook_id = webhooks.id and state = 'pending' and log_id is not null
                    and webhooks.state = 'active' and webhooks.id <> all ($2)
                  order by seq limit 1)
                union all
                (select id, body, asked_at, false from webhook_deliveries
                  where webhook_id = webhooks.id and asked_at is not null and webhooks.id <> all ($3)
                  order by asked_at limit 1)) due on due_at <= $1
          order by due_at limit $4",
    )
    .bind::<sql_types::Timestamptz, _>(app.now())
    .bind::<sql_types::Array<sql_types::Uuid>, _>(lanes(true).collect::<Vec<Uuid>>())
    .bind::<sql_types::Array<sql_types::Uuid>, _>(lanes(false).collect::<Vec<Uuid>>())
    .bind::<sql_types::BigInt, _>(limit)
    .load(&mut &*db)
    .await?)
}

/// Sends one delivery and notes what came of it. No transaction is open while the receiver is waited for.
pub async fn deliver(app: &App, http: &reqwest::Client, due: Due) -> Lane {
    let (begun_at, clock) = (app.now(), Instant::now());
    let answered = match ask(app, http, &due, begun_at).await {
        Ok(answered) => answered,
        Err(problem) => {
            tracing::warn!(webhook = %due.webhook_id, %problem, "a delivery cannot be made");
            return due.lane();
        }
    };
    let attempt = Attempt { begun_at, took: clock.elapsed(), answered };
    if let Err(problem) = note(app, &due, attempt).await {
        // It is still due: the receiver knows it by its id.
        tracing::warn!(webhook = %due.webhook_id, %problem, "what came of a delivery was not noted");
    }
    due.lane()
}

/// What a receiver said, or why it said nothing.
type Answered = Result<Said, Failure>;

struct Said {
    status: u16,
    retry_after: Option<TimeDelta>,
    text: String,
}

async fn ask(app: &App, http: &reqwest::Client, due: &Due, at: DateTime<Utc>) -> Answer<Answered> {
    let url = match Url::parse(&due.url) {
        Ok(url) if may_be_called(&url, app.settings.webhook_allow_private) => url,
        _ => return Ok(Err(Failure::AddressRefused)),
    };
    let previous = due.previous_secret_sealed.as_deref().filter(|_| due.previous_secret_until > Some(at));
    let secrets: Vec<&[u8]> = [Some(due.secret_sealed.as_slice()), previous].into_iter().flatten().collect();
    let signature = sign(&app.keyring, due.webhook_id, &secrets, (due.id, at.timestamp(), &due.body))?;
    let request = http
        .post(url)
        .header(CONTENT_TYPE, "application/json")
        .header("webhook-id", due.id.to_string())
        .header("webhook-timestamp", at.timestamp())
        .header("webhook-signature", signature)
        .body(due.body.clone());
    Ok(match request.send().await {
        Ok(response) => Ok(Said {
            status: response.status().as_u16(),
            retry_after: retry_after(response.headers(), at),
            text: beginning(response).await,
        }),
        Err(error) => Err(failure(&error)),
    })
}

/// Why a request failed, from the error and what it came from.
fn failure(error: &reqwest::Error) -> Failure {
    let mut causes = std::iter::successors(error.source(), |&cause| cause.source());
    if error.is_timeout() {
        return Failure::Timeout;
    }
    let found = causes.find_map(|cause| match cause {
        cause if cause.is::<Refused>() => Some(Failure::AddressRefused),
        cause if is_of_tls(cause) => Some(Failure::Tls),
        _ => None,
    });
    found.unwrap_or(if error.is_dns() { Failure::UnknownHost } else { Failure::Connection })
}

/// What an I/O error carries is no source of it: it is looked for inside.
fn is_of_tls(cause: &(dyn Error + 'static)) -> bool {
    let inner = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    cause.is::<rustls::Error>() || inner.is_some_and(|inner| is_of_tls(inner))
}

/// Seconds, or a date (RFC 9110 §10.2.3).
fn retry_after(headers: &HeaderMap, at: DateTime<Utc>) -> Option<TimeDelta> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    match text.parse::<u32>() {
        Ok(seconds) => Some(TimeDelta::seconds(seconds.into())),
        Err(_) => Some(DateTime::parse_from_rfc2822(text).ok()?.to_utc() - at),
    }
}

/// The first characters of an answer; whatever follows is not read.
async fn beginning(response: Response) -> String {
    let mut bytes = Vec::new();
    let mut chunks = response.bytes_stream();
    while let Some(Ok(chunk)) = chunks.next().await {
        bytes.extend_from_slice(&chunk[..chunk.len().min(READ - bytes.len())]);
        if bytes.len() >= READ {
            break;
        }
    }
    // PostgreSQL keeps no NUL character.
    String::from_utf8_lossy(&bytes).replace('\0', "").chars().take(KEPT).collect()
}

struct Attempt {
    begun_at: DateTime<Utc>,
    took: Duration,
    answered: Answered,
}

/// Where a delivery stands.
#[derive(Queryable, Selectable, AsChangeset)]
#[diesel(table_name = webhook_deliveries, treat_none_as_null = true)]
struct Standing {
    log_id: Option<LegalEntityId>,
    state: Text<DeliveryState>,
    failed_tries: i32,
    attempts: i32,
    next_try_at: Option<DateTime<Utc>>,
    asked_at: Option<DateTime<Utc>>,
    delivered_at: Option<DateTime<Utc>>,
}

async fn note(app: &App, due: &Due, attempt: Attempt) -> Answer<()> {
    app.change(&Caller::system(), async |tx| {
        // The webhook first, as everybody locks it; it may have been removed meanwhile.
        let found = webhooks::table.find(due.webhook_id).for_no_key_update().select(Webhook::as_select());
        let Some(webhook) = found.first(tx).await.optional()? else { return Ok(((), Vec::new())) };
        let row = webhook_deliveries::table.find(due.id).select(Standing::as_select());
        let Some(mut standing) = row.first(tx).await.optional()? else { return Ok(((), Vec::new())) };
        standing.attempts += 1;
        insert(tx, due.id, standing.attempts, &attempt).await?;
        let said = attempt.answered.as_ref().ok();
        let in_line = due.in_line && standing.state.0 == DeliveryState::Pending;
        let next = after(
            said.map(|said| said.status),
            in_line,
            standing.failed_tries.unsigned_abs(),
            ids::random_bytes::<1>()[0],
            said.and_then(|said| said.retry_after),
        );
        standing.becomes(next, in_line, app.now());
        diesel::update(webhook_deliveries::table.find(due.id)).set(&standing).execute(tx).await?;
        Ok(((), told(app, tx, &webhook, next, due.id).await?))
    })
    .await
}

impl Standing {
    fn becomes(&mut self, next: Next, in_line: bool, now: DateTime<Utc>) {
        if !in_line {
            self.asked_at = None;
        }
        match next {
            Next::Delivered => {
                self.state = Text(DeliveryState::Delivered);
                self.delivered_at = self.delivered_at.or(Some(now));
                self.next_try_at = None;
            }
            Next::TryAgain(wait) => {
                self.failed_tries += 1;
                self.next_try_at = Some(now + wait);
            }
            // What was delivered before stays so, and what stands in line is tried in its turn.
            Next::Over if self.log_id.is_some() => {}
            Next::Disable(_) if !in_line && self.log_id.is_some() => {}
            Next::Over | Next::Disable(_) => {
                self.state = Text(DeliveryState::Failed);
                self.failed_tries += 1;
                self.next_try_at = None;
            }
        }
    }
}

async fn insert(tx: &mut Tx, delivery: WebhookDeliveryId, number: i32, attempt: &Attempt) -> Answer<()> {
    let said = attempt.answered.as_ref().ok();
    diesel::insert_into(webhook_attempts::table)
        .values((
            webhook_attempts::delivery_id.eq(delivery),
            webhook_attempts::number.eq(number),
            webhook_attempts::begun_at.eq(attempt.begun_at),
            webhook_attempts::duration_ms.eq(i32::try_from(attempt.took.as_millis()).unwrap_or(i32::MAX)),
            webhook_attempts::status.eq(said.and_then(|said| i16::try_from(said.status).ok())),
            webhook_attempts::failure.eq(attempt.answered.as_ref().err().copied().map(Text)),
            webhook_attempts::response.eq(said.map(|said| said.text.as_str()).filter(|text| !text.is_empty())),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// What the webhook learns from it: since when it fails, and whether it is disabled.
async fn told(
    app: &App,
    tx: &mut Tx,
    webhook: &Webhook,
    next: Next,
    delivery: WebhookDeliveryId,
) -> Answer<Vec<Event>> {
    let now = app.now();
    let failing_since = match next {
        Next::Delivered => None,
        Next::Over => webhook.failing_since,
        Next::TryAgain(_) | Next::Disable(_) => webhook.failing_since.or(Some(now)),
    };
    if failing_since != webhook.failing_since {
        let change = webhooks::failing_since.eq(failing_since);
        diesel::update(webhooks::table.find(webhook.id)).set(change).execute(tx).await?;
    }
    match next {
        Next::Disable(reason) if webhook.state.0 != State::Disabled => {
            disable(tx, webhook, reason, now).await?;
            let facts = serde_json::json!({"reason": reason, "delivery_id": delivery});
            let told = its_keeper(app, tx, webhook).await?;
            Ok(vec![webhook.event(Kind::WebhookDisabled).facts(&facts).tell(told)])
        }
        _ => Ok(Vec::new()),
    }
}

/// Word to whoever set it up: nobody looks at what goes by itself.
async fn its_keeper(app: &App, tx: &mut Tx, webhook: &Webhook) -> Answer<Vec<Message>> {
    let keeper: Option<AccountId> = webhooks::table.find(webhook.id).select(webhooks::created_by).first(tx).await?;
    let text = format!(
        "【有据】向“{}”的事件通知已停用：对方系统不再接收，或长期无法送达。事件仍按顺序保存，请登录系统查看原因，修复后恢复，不会遗漏。",
        webhook.facts.description
    );
    word_to(app, tx, None, [keeper], ("事件通知已停用", &text)).await
}

async fn disable(tx: &mut Tx, webhook: &Webhook, reason: DisabledReason, now: DateTime<Utc>) -> Answer<()> {
    diesel::update(webhooks::table.find(webhook.id))
        .set((
            webhooks::state.eq(Text(State::Disabled)),
            webhooks::disabled_reason.eq(Text(reason)),
            webhooks::disabled_at.eq(now),
            webhooks::version.eq(webhook.version + 1),
        ))
        .execute(tx)
        .await?;
    Ok(())
}
