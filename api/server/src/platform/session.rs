//! Who is calling: resolved from the bearer token before any handler runs.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use store::Db;
use store::ids::{AccountId, AgreementId, ClientId, LegalEntityId, OrgUnitId, SessionId};
use store::schema::{accounts, clients, employees, grants, sessions};
use uuid::Uuid;

use super::access::{Actor, Caller, Embedded, Grant, Principal, Within};
use super::errors::{Answer, Problem};
use super::tokens::{Claims, Kind};
use super::{App, telemetry};
use crate::employees::EmployeeRef;

/// How long a resolved token is trusted without asking the database again; also how long a revoked
/// grant or an ended session may still work.
const TRUSTED_FOR: Duration = Duration::from_secs(5);
const MOST_REMEMBERED: usize = 20_000;

/// Tokens seen a moment ago, by their hash.
#[derive(Default)]
pub struct Principals(RwLock<HashMap<[u8; 32], Seen>>);

/// When a token was resolved, when it expires, and to whom.
type Seen = (Instant, i64, Arc<Principal>);

impl Principals {
    fn recall(&self, token: &[u8; 32], now: i64) -> Option<Arc<Principal>> {
        let known = self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (seen, expires, principal) = known.get(token)?;
        (seen.elapsed() < TRUSTED_FOR && *expires > now).then(|| principal.clone())
    }

    fn remember(&self, token: [u8; 32], expires: i64, principal: Arc<Principal>) {
        let mut known = self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        if known.len() >= MOST_REMEMBERED {
            known.retain(|_, (seen, ..)| seen.elapsed() < TRUSTED_FOR);
        }
        known.insert(token, (Instant::now(), expires, principal));
    }

    /// Forgets everything: after a change of grants or the end of a session on this instance.
    pub fn forget(&self) {
        self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner).clear();
    }
}

/// Middleware: puts the [`Caller`] into the request when its token is good. Handlers that need one name a guard.
pub async fn resolve(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let token = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim().to_owned());
    if let (Some(token), Some(app)) = (token, request.app_data::<web::Data<App>>().cloned()) {
        match principal_of(&app, &token).await {
            Ok(principal) => {
                let request_id = telemetry::request_id(request.request());
                let address = request.peer_addr().map(|peer| peer.ip().to_string());
                request.extensions_mut().insert(Caller { principal, request_id, address });
            }
            Err(problem) if problem.status.is_server_error() => return Err(problem.into()),
            Err(_) => {}
        }
    }
    next.call(request).await
}

async fn principal_of(app: &App, token: &str) -> Answer<Arc<Principal>> {
    let now = app.now();
    let hash = super::crypto::sha256(token.as_bytes());
    if let Some(principal) = app.principals.recall(&hash, now.timestamp()) {
        return Ok(principal);
    }
    let claims = app.tokens.check(token, now)?;
    let db = app.read().await?;
    let principal = Arc::new(match claims.kind {
        Kind::Account => account(&db, &claims).await?,
        Kind::Client => client(&db, &claims).await?,
    });
    app.principals.remember(hash, claims.exp, principal.clone());
    Ok(principal)
}

async fn account(db: &Db, claims: &Claims) -> Answer<Principal> {
    let session = SessionId(claims.sid.ok_or_else(Problem::unauthenticated)?);
    load_account(db, AccountId(claims.sub), session).await
}

/// The principal of an account that has just proved itself.
pub async fn account_principal(app: &App, id: AccountId, session: SessionId) -> Answer<Principal> {
    load_account(&*app.read().await?, id, session).await
}

async fn load_account(mut db: &Db, id: AccountId, session: SessionId) -> Answer<Principal> {
    type Found = (String, Option<EmployeeRef>, Option<AgreementId>, Option<(ClientId, String)>);
    let found = accounts::table
        .inner_join(sessions::table.left_join(clients::table))
        .left_join(employees::table)
        .filter(accounts::id.eq(id))
        .filter(sessions::id.eq(session))
        .filter(sessions::ended_at.is_null())
        .filter(accounts::disabled_at.is_null())
        .select((
            accounts::display_name,
            Option::<EmployeeRef>::as_select(),
            sessions::agreement_id,
            (clients::id, clients::name).nullable(),
        ))
        .first::<Found>(&mut db);
    let account = async {
        let (name, person, agreement, client) = found.await?;
        let embedded = agreement.zip(client).map(|(agreement_id, (client_id, client_name))| Embedded {
            agreement_id,
            client_id,
            client_name,
        });
        Ok((name, person, embedded))
    };
    with_grants(db, Actor::Account(id, session), id, account).await
}

/// The account as if it had signed in, for what it ordered to be done later; 401 once it is disabled.
pub async fn account_without_session(mut db: &Db, id: AccountId) -> Answer<Principal> {
    let found = accounts::table
        .left_join(employees::table)
        .filter(accounts::id.eq(id))
        .filter(accounts::disabled_at.is_null())
        .select((accounts::display_name, Option::<EmployeeRef>::as_select()))
        .first::<(String, Option<EmployeeRef>)>(&mut db);
    let account = async { found.await.map(|(name, person)| (name, person, None)) };
    with_grants(db, Actor::Account(id, SessionId(Uuid::nil())), id, account).await
}

async fn with_grants(
    mut db: &Db,
    actor: Actor,
    id: AccountId,
    account: impl Future<Output = QueryResult<(String, Option<EmployeeRef>, Option<Embedded>)>>,
) -> Answer<Principal> {
    let held = grants::table
        .filter(grants::account_id.eq(id))
        .select((grants::role, grants::scope_kind, grants::scope_id))
        .load::<(String, String, Option<Uuid>)>(&mut db);
    let ((name, person, embedded), held) = tokio::try_join!(account, held).map_err(|error| match error {
        diesel::result::Error::NotFound => Problem::unauthenticated(),
        error => error.into(),
    })?;
    // In a frame nobody acts for anybody but themselves.
    let grants = if embedded.is_none() { held.into_iter().filter_map(grant).collect() } else { Vec::new() };
    let employee = person.as_ref().map(|person| person.id);
    Ok(Principal { actor, name, employee, person, grants, client_scopes: Vec::new(), embedded })
}

fn grant((role, kind, id): (String, String, Option<Uuid>)) -> Option<Grant> {
    let within = match (kind.as_str(), id) {
        ("all", None) => Within::All,
        ("legal_entity", Some(id)) => Within::LegalEntity(LegalEntityId(id)),
        ("org_unit", Some(id)) => Within::OrgUnit(OrgUnitId(id)),
        _ => return None,
    };
    Some(Grant { role: role.parse().ok()?, within })
}

async fn client(mut db: &Db, claims: &Claims) -> Answer<Principal> {
    let id = ClientId(claims.sub);
    let (name, held) = clients::table
        .filter(clients::id.eq(id))
        .filter(clients::disabled_at.is_null())
        .select((clients::name, clients::scopes))
        .first::<(String, Vec<Option<String>>)>(&mut db)
        .await
        .optional()?
        .ok_or_else(Problem::unauthenticated)?;
    let held: Vec<String> = held.into_iter().flatten().collect();
    let asked = claims.scope.split_whitespace().map(str::to_owned);
    Ok(Principal {
        actor: Actor::Client(id),
        name,
        employee: None,
        person: None,
        grants: Vec::new(),
        client_scopes: asked.filter(|scope| held.contains(scope)).collect(),
        embedded: None,
    })
}
