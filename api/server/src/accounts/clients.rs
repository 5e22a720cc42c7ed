//! Machines: OAuth 2.0 client credentials (RFC 6749 §4.4) with scopes.

use actix_web::web::{Form, Json, Path};
use actix_web::{HttpRequest, get, post, put};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::embedding::check_origins;
use serde::{Deserialize, Serialize};
use store::ids::ClientId;
use store::schema::clients;
use store::{Db, Json as Stored};
use subtle::ConstantTimeEq;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::platform::access::{Actor, Caller, PERMISSIONS, Principal};
use crate::platform::errors::Refusals;
use crate::platform::http::Versioned;
use crate::platform::journal::{Event, Kind};
use crate::platform::telemetry::request_id;
use crate::platform::tokens::{Kind as TokenKind, LIFETIME};
use crate::platform::{Answer, App, Guard, IfMatch, Page, Problem, Tagged, Valid, ids, perm};

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
    pub version: i32,
    /// Origins whose pages may frame a signing page that the client asked for.
    #[schema(value_type = Vec<String>, max_items = 10, example = json!(["https://erp.example.com"]))]
    pub frame_origins: Stored<Vec<String>>,
}

impl Versioned for Client {
    fn version(&self) -> i32 {
        self.version
    }
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
    /// Origins whose pages may frame a signing page: exact ones, https or a developer's own machine.
    #[serde(default)]
    #[schema(max_items = 10, example = json!(["https://erp.example.com"]))]
    frame_origins: Vec<String>,
}

/// A client with its secret, which is shown this once.
#[derive(Serialize, ToSchema)]
pub struct RegisteredClient {
    id: ClientId,
    client_id: ClientId,
    client_secret: String,
    name: String,
    scopes: Vec<String>,
    frame_origins: Vec<String>,
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
    let NewClient { name, scopes, frame_origins } = said.0;
    check_origins(&frame_origins)?;
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
                clients::frame_origins.eq(Stored(frame_origins.clone())),
            ))
            .execute(tx)
            .await?;
        let event = Event::of_group(Kind::ClientRegistered, id)
            .facts(&serde_json::json!({"name": name, "scopes": scopes, "frame_origins": frame_origins}));
        let registered = RegisteredClient { id, client_id: id, client_secret, name, scopes, frame_origins };
        Ok(((Json(registered), actix_web::http::StatusCode::CREATED), event))
    })
    .await
}

/// Whose pages may frame.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientFrameOrigins {
    /// Exact origins as browsers write them, https or a developer's own machine; none means that it frames nothing.
    #[schema(max_items = 10, example = json!(["https://erp.example.com", "http://localhost:5173"]))]
    frame_origins: Vec<String>,
}

/// Say which origins' pages may frame a signing page that this client asks for. Pages that stand open go on.
#[utoipa::path(tag = "accounts", params(("id" = ClientId, Path)), request_body = ClientFrameOrigins, responses((status = 200, body = Client), Refusals))]
#[put("/clients/{id}/frame-origins")]
pub async fn set_frame_origins(
    app: App,
    who: Guard<perm::AccountsManage>,
    id: Path<ClientId>,
    seen: IfMatch,
    said: Valid<ClientFrameOrigins>,
) -> Answer<Tagged<Client>> {
    let ClientFrameOrigins { frame_origins } = said.0;
    check_origins(&frame_origins)?;
    app.change(&who, async |tx| {
        let version: i32 = clients::table.find(*id).select(clients::version).for_update().first(tx).await?;
        seen.check(version)?;
        let client: Client = diesel::update(clients::table.find(*id))
            .set((clients::frame_origins.eq(Stored(frame_origins)), clients::version.eq(version + 1)))
            .returning(Client::as_returning())
            .get_result(tx)
            .await?;
        let event = Event::of_group(Kind::ClientFrameOriginsChanged, *id)
            .facts(&serde_json::json!({"name": client.name, "frame_origins": client.frame_origins}));
        Ok((Tagged(client), event))
    })
    .await
}

/// A client whose pages may frame a signing page.
#[derive(Queryable)]
pub struct Framer {
    pub id: ClientId,
    pub name: String,
    pub origins: Stored<Vec<String>>,
}

impl Framer {
    /// None for a client that is disabled, or whose pages may not.
    pub async fn find(mut db: &Db, id: ClientId) -> Answer<Option<Self>> {
        let found: Option<Self> = clients::table
            .find(id)
            .filter(clients::disabled_at.is_null())
            .select((clients::id, clients::name, clients::frame_origins))
            .first(&mut db)
            .await
            .optional()?;
        Ok(found.filter(|framer| !framer.origins.0.is_empty()))
    }
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
    let access_token = app.tokens.issue(id, TokenKind::Client, None, &scope, (app.now(), LIFETIME))?;
    let principal = Principal { actor: Actor::Client(ClientId(id)), name, ..Principal::system() };
    let caller = Caller { principal: principal.into(), request_id: request_id(&request), address: None };
    app.change(&caller, async |_| {
        Ok(((), Event::of_group(Kind::ClientSignedIn, id).facts(&serde_json::json!({"scope": scope}))))
    })
    .await?;
    Ok(Json(ClientToken { access_token, token_type: "Bearer", expires_in: LIFETIME.num_seconds(), scope }))
}
