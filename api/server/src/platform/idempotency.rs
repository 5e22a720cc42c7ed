//! `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07): the same key and body gives the same
//! answer for 24 hours, another body is 422, a request still under way 409.

use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, web};
use bytes::BytesMut;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::StreamExt;
use store::schema::idempotency_keys;
use uuid::Uuid;

use super::App;
use super::access::Caller;
use super::errors::{Answer, Problem};

const KEEP: TimeDelta = TimeDelta::hours(24);
/// A request whose answer never came (the process died) may be repeated after this.
const ABANDONED: TimeDelta = TimeDelta::minutes(1);
const LARGEST_BODY: usize = 32 * 1024 * 1024;

type Kept = (Vec<u8>, Option<i16>, Option<serde_json::Value>, Option<Vec<u8>>, DateTime<Utc>);

/// Middleware on every POST that carries the header.
pub async fn replay(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let key = request.headers().get("idempotency-key").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let actor = request.extensions().get::<Caller>().and_then(|caller| caller.principal.actor.id());
    let app = request.app_data::<web::Data<App>>().map(|app| app.get_ref().clone());
    let (Some(key), Some(actor), Some(app), &Method::POST) = (key, actor, app, request.method()) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    if key.is_empty() || key.len() > 255 {
        return Err(Problem::field(
            "Idempotency-Key",
            "length",
            "幂等键长度须为 1 至 255。",
            "The key must be 1 to 255 long.",
        )
        .into());
    }
    let body = read_body(&mut request).await?;
    let hash = super::crypto::sha256(&[request.uri().to_string().as_bytes(), &[0], &body].concat());
    if let Some(kept) = claim(&app, actor, &key, &hash).await? {
        return Ok(request.into_response(kept));
    }
    request.set_payload(actix_web::dev::Payload::from(body));
    let response = match next.call(request).await {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => {
            forget(&app, actor, &key).await?;
            return Err(error);
        }
    };
    keep(&app, actor, &key, response).await
}

async fn read_body(request: &mut ServiceRequest) -> Result<bytes::Bytes, Error> {
    let mut body = BytesMut::new();
    let mut payload = request.take_payload();
    while let Some(chunk) = payload.next().await {
        body.extend_from_slice(&chunk?);
        if body.len() > LARGEST_BODY {
            return Err(Problem::too_large().into());
        }
    }
    Ok(body.freeze())
}

/// None when the key is ours now; the kept answer when the request was carried out before.
async fn claim(app: &App, actor: Uuid, key: &str, hash: &[u8; 32]) -> Answer<Option<HttpResponse>> {
    let now = app.now();
    let found: Option<Kept> = app
        .bookkeep(async |tx| {
            diesel::delete(idempotency_keys::table)
                .filter(idempotency_keys::actor_id.eq(actor).and(idempotency_keys::key.eq(key)))
                .filter(
                    idempotency_keys::created_at
                        .lt(now - KEEP)
                        .or(idempotency_keys::status.is_null().and(idempotency_keys::created_at.lt(now - ABANDONED))),
                )
                .execute(tx)
                .await?;
            let ours = diesel::insert_into(idempotency_keys::table)
                .values((
                    idempotency_keys::actor_id.eq(actor),
                    idempotency_keys::key.eq(key),
                    idempotency_keys::request_hash.eq(hash.to_vec()),
                    idempotency_keys::created_at.eq(now),
                ))
                .on_conflict_do_nothing()
                .execute(tx)
                .await?;
            if ours == 1 {
                return Ok(None);
            }
            Ok(idempotency_keys::table
                .find((actor, key))
                .select((
                    idempotency_keys::request_hash,
                    idempotency_keys::status,
                    idempotency_keys::headers,
                    idempotency_keys::body,
                    idempotency_keys::created_at,
                ))
                .first(tx)
                .await
                .optional()?)
        })
        .await?;
    match found {
        None => Ok(None),
        Some((kept, ..)) if kept != hash => Err(Problem::idempotency_key_reused()),
        Some((_, Some(status), headers, body, _)) => {
            // One that an earlier release kept as it was is answered as it was.
            let opened = body.map(|body| app.keyring.open_bytes(&context(actor, key), &body).unwrap_or(body));
            Ok(Some(respond(status, headers, opened)))
        }
        Some(_) => Err(Problem::idempotency_in_progress()),
    }
}

/// An answer may show a secret this once: it is kept sealed, for this caller and key alone.
fn context(actor: Uuid, key: &str) -> String {
    format!("idempotency_keys.body/{actor}/{key}")
}

fn respond(status: i16, headers: Option<serde_json::Value>, body: Option<Vec<u8>>) -> HttpResponse {
    let status = u16::try_from(status).ok().and_then(|code| StatusCode::from_u16(code).ok()).unwrap_or(StatusCode::OK);
    let mut response = HttpResponse::build(status);
    for (name, value) in headers.as_ref().and_then(|kept| kept.as_object()).into_iter().flatten() {
        if let Some(value) = value.as_str() {
            response.insert_header((name.as_str(), value));
        }
    }
    response.insert_header(("idempotency-replayed", "true"));
    response.body(body.unwrap_or_default())
}

async fn keep(
    app: &App,
    actor: Uuid,
    key: &str,
    response: ServiceResponse<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let status = response.status();
    if status.is_server_error() || status == StatusCode::UNAUTHORIZED {
        forget(app, actor, key).await?;
        return Ok(response);
    }
    let (request, response) = response.into_parts();
    let (response, body) = response.into_parts();
    let body = to_bytes(body).await.map_err(|_| Problem::internal())?;
    let kept: serde_json::Map<_, _> = [header::CONTENT_TYPE, header::ETAG, header::LOCATION]
        .into_iter()
        .filter_map(|name| {
            let value = response.headers().get(&name)?.to_str().ok()?.to_owned();
            Some((name.to_string(), serde_json::Value::String(value)))
        })
        .collect();
    let sealed = app.keyring.seal_bytes(&context(actor, key), &body).map_err(Problem::from)?;
    app.bookkeep(async |tx| {
        diesel::update(idempotency_keys::table.find((actor, key)))
            .set((
                idempotency_keys::status.eq(i16::try_from(status.as_u16()).unwrap_or(200)),
                idempotency_keys::headers.eq(serde_json::Value::Object(kept)),
                idempotency_keys::body.eq(sealed),
            ))
            .execute(tx)
            .await?;
        Ok(())
    })
    .await?;
    Ok(ServiceResponse::new(request, response.set_body(body)).map_into_boxed_body())
}

async fn forget(app: &App, actor: Uuid, key: &str) -> Answer<()> {
    app.bookkeep(async |tx| {
        diesel::delete(idempotency_keys::table.find((actor, key))).execute(tx).await?;
        Ok(())
    })
    .await
}
