//! Machines: OAuth 2.0 client credentials (RFC 6749 §4.4) with scopes.

use actix_web::web::{Form, Json};
use actix_web::{HttpRequest, get, post};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use store::ids::ClientId;
use store::schema::clients;
use subtle::ConstantTimeEq;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::platform::access::{Actor, Caller, PERMISSIONS, Principal};
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::telemetry::request_id;
use crate::platform::tokens::{Kind as TokenKind, LIFETIME};
use crate::platform::{Answer, App, Guard, Page, Problem, Valid, ids, perm};

/// A machine that may call the API.
#[derive(Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = clients)]
#[schema(as = ApiClient)]
pub struct Client {
    /// Also the `client_id`.
    pub id: ClientId,
    pub name: String,
    pub scopes: Vec<Option<String>>,
    pub disabled_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClient {
    #[validate(length(min = 1, max = 100))]
    #[schema(example = "ERP 绩效接口")]
    name: String,
    /// What it may do, e.g. `actuals:write`.
    #[validate(length(min = 1, max = 20))]
    #[schema(example = json!(["actuals:write"]))]
    scopes: Vec<String>,
}

/// A client with its secret, which is shown this once.
#[derive(Serialize, ToSchema)]
pub struct RegisteredClient {
    id: ClientId,
    client_id: ClientId,
    client_secret: String,
    name: String,
    scopes: Vec<String>,
}

/// Machines that may call the API.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Page<Client>), Refusals))]
#[get("/clients")]
pub async fn list_clients(app: App, _who: Guard<perm::AccountsManage>) -> Answer<Page<Client>> {
    let db = app.read().await?;
    Ok(Page::whole(clients::table.order(clients::name).select(Client::as_select()).load(&mut &*db).await?))
}

/// Register a machine; its secret is in the answer and nowhere else.
#[utoipa::path(tag = "accounts", request_body = NewClient, responses((status = 201, body = RegisteredClient), Refusals))]
#[post("/clients")]
pub async fn register_client(
    app: App,
    who: Guard<perm::AccountsManage>,
    said: Valid<NewClient>,
) -> Answer<(Json<RegisteredClient>, actix_web::http::StatusCode)> {
    let NewClient { name, scopes } = said.0;
    let known = |scope: &String| PERMISSIONS.iter().any(|rights| rights.client_scope == Some(scope));
    if let Some(at) = scopes.iter().position(|scope| !known(scope)) {
        return Err(Problem::field(
            format!("/scopes/{at}"),
            "unknown_scope",
            "没有这个接口权限范围。",
            "There is no such scope.",
        ));
    }
    let client_secret = URL_SAFE_NO_PAD.encode(ids::random_bytes::<32>());
    let id: ClientId = ids::new();
    app.change(&who, async |tx| {
        diesel::insert_into(clients::table)
            .values((
                clients::id.eq(id),
                clients::name.eq(&name),
                clients::secret_hash.eq(app.keyring.secret_hash(&client_secret)),
                clients::scopes.eq(scopes.iter().map(Some).collect::<Vec<_>>()),
                clients::created_at.eq(app.now()),
            ))
            .execute(tx)
            .await?;
        let event =
            Event::of_group(Kind::ClientRegistered, id).facts(&serde_json::json!({"name": name, "scopes": scopes}));
        let registered = RegisteredClient { id, client_id: id, client_secret, name, scopes };
        Ok(((Json(registered), actix_web::http::StatusCode::CREATED), event))
    })
    .await
}

#[derive(Deserialize, ToSchema)]
pub struct TokenRequest {
    #[schema(example = "client_credentials")]
    grant_type: String,
    client_id: String,
    client_secret: String,
    /// Space-separated; all scopes of the client when absent.
    scope: Option<String>,
}

/// An access token for a machine.
#[derive(Serialize, ToSchema)]
pub struct ClientToken {
    access_token: String,
    #[schema(example = "Bearer")]
    token_type: &'static str,
    expires_in: i64,
    scope: String,
}

/// A token for a machine (OAuth 2.0 client credentials).
#[utoipa::path(
    tag = "auth",
    request_body(content = TokenRequest, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, body = ClientToken), Refusals),
    security(())
)]
#[post("/oauth/token")]
pub async fn issue_client_token(app: App, request: HttpRequest, said: Form<TokenRequest>) -> Answer<Json<ClientToken>> {
    let TokenRequest { grant_type, client_id, client_secret, scope } = said.into_inner();
    if grant_type != "client_credentials" {
        return Err(Problem::field(
            "/grant_type",
            "unsupported_grant_type",
            "只支持 client_credentials。",
            "Only client_credentials is supported.",
        ));
    }
    let id: Uuid = client_id.parse().map_err(|_| Problem::invalid_credentials())?;
    let db = app.read().await?;
    let (name, hash, held): (String, Vec<u8>, Vec<Option<String>>) = clients::table
        .find(id)
        .filter(clients::disabled_at.is_null())
        .select((clients::name, clients::secret_hash, clients::scopes))
        .first(&mut &*db)
        .await
        .optional()?
        .ok_or_else(Problem::invalid_credentials)?;
    if !bool::from(app.keyring.secret_hash(&client_secret).ct_eq(&hash)) {
        return Err(Problem::invalid_credentials());
    }
    let held: Vec<String> = held.into_iter().flatten().collect();
    let granted: Vec<String> = match &scope {
        Some(asked) => {
            asked.split_whitespace().filter(|scope| held.iter().any(|h| h == scope)).map(str::to_owned).collect()
        }
        None => held,
    };
    let scope = granted.join(" ");
    let access_token = app.tokens.issue(id, TokenKind::Client, None, &scope, app.now())?;
    let principal = Principal { actor: Actor::Client(ClientId(id)), name, ..Principal::system() };
    let caller = Caller { principal: principal.into(), request_id: request_id(&request) };
    app.change(&caller, async |_| {
        Ok(((), Event::of_group(Kind::ClientSignedIn, id).facts(&serde_json::json!({"scope": scope}))))
    })
    .await?;
    Ok(Json(ClientToken { access_token, token_type: "Bearer", expires_in: LIFETIME.num_seconds(), scope }))
}
