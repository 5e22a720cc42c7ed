//! Signing in and out, and what a person does with their own account.

use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse, get, post};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use store::Db;
use store::ids::{AccountId, EmployeeId, LegalEntityId};
use store::schema::{accounts, assignments, employees};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::codes::{OneTime, Purpose, totp_matches};
use super::passkeys;
use super::passwords::{hash_password, verify_password};
use super::row::GrantScope;
use super::sessions::{self, Credentials, Issued, Proof};
use crate::platform::access::{Actor, Caller, PERMISSIONS, Principal, Relation, Role, Within};
use crate::platform::errors::Refusals;
use crate::platform::http::given;
use crate::platform::journal::{Event, GROUP, Kind};
use crate::platform::{Answer, App, Guard, Problem, Valid, perm};

const COOKIE: &str = "youju_refresh";

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    #[validate(length(min = 1, max = 100))]
    #[schema(example = "hr.zhang")]
    login: String,
    #[validate(length(min = 1, max = 200))]
    #[schema(example = "correct horse battery")]
    password: String,
    /// The authenticator's code, for an account that has one.
    totp: Option<String>,
}

/// Tokens of a session.
#[derive(Serialize, ToSchema)]
pub struct SessionTokens {
    access_token: String,
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// Seconds until the access token ends.
    #[schema(example = 900)]
    expires_in: i64,
    /// Good for one use; the answer to that use holds the next.
    refresh_token: String,
    account: Me,
}

/// The person who is signed in.
#[derive(Serialize, ToSchema)]
pub struct Me {
    account_id: AccountId,
    login: String,
    display_name: String,
    /// Where messages go when the account belongs to no employee; null where they go to the login.
    email: Option<String>,
    employee: Option<crate::employees::EmployeeRef>,
    legal_entity_id: Option<LegalEntityId>,
    roles: Vec<MyRole>,
    /// Somebody reports to them.
    is_manager: bool,
    /// Names of what they may do to somebody.
    permissions: Vec<&'static str>,
    totp_enabled: bool,
    /// How many passkeys the account has.
    passkeys: usize,
    /// The service runs on simulated time.
    clock_simulated: bool,
    /// The service's clock when it answered.
    now: chrono::DateTime<chrono::Utc>,
    /// The civil date in China by the service's clock.
    today: chrono::NaiveDate,
}

#[derive(Serialize, ToSchema)]
pub struct MyRole {
    role: Role,
    scope: GrantScope,
}

/// Sign in with login and password.
///
/// Public. The refresh token is also set as an `HttpOnly`, `SameSite=Strict` cookie.
#[utoipa::path(tag = "auth", request_body = Login, responses((status = 200, body = SessionTokens), Refusals), security(()))]
#[post("/auth/login")]
pub async fn sign_in(app: App, request: HttpRequest, said: Valid<Login>) -> Answer<HttpResponse> {
    let Login { login, password, totp } = said.0;
    let login = login.to_lowercase();
    let account = prove(&app, &login, password, totp).await?;
    let db = app.read().await?;
    let caller = as_account(&app, &db, account.id, &request).await?;
    let issued = app
        .change(&caller, async |tx| {
            let event = sessions::entered(tx, (account.id, &login), &request, Proof::Password {}).await?;
            Ok((sessions::start(&app, tx, account.id).await?, event))
        })
        .await?;
    signed_in(&app, account.id, issued).await
}

/// The account whose password is right, and whose authenticator where it has one. A failure is counted.
pub(super) async fn prove(app: &App, login: &str, password: String, totp: Option<String>) -> Answer<Credentials> {
    sessions::guarded(app, login, async || {
        let found = Credentials::find(&*app.read().await?, login).await?;
        let stored = found.as_ref().and_then(|account| account.password_hash.clone());
        let mut proved = verify_password(app, stored, password).await?;
        if let Some(account) = found.as_ref().filter(|account| account.totp_confirmed_at.is_some())
            && let Some(sealed) = &account.totp_sealed
        {
            let holder = (account.id, account.employee_id);
            proved &= totp_matches(app, holder, sealed, totp.as_deref().unwrap_or_default())?;
        }
        Ok(found.filter(|_| proved).ok_or_else(Problem::invalid_credentials))
    })
    .await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// Absent for a browser, which sends it as a cookie.
    refresh_token: Option<String>,
}

/// Exchange a refresh token for new tokens.
///
/// Public. Each refresh token works once; a second use ends the session.
#[utoipa::path(tag = "auth", request_body = Option<Refresh>, responses((status = 200, body = SessionTokens), Refusals), security(()))]
#[post("/auth/refresh")]
pub async fn refresh_session(app: App, request: HttpRequest, body: actix_web::web::Bytes) -> Answer<HttpResponse> {
    let token = given::<Option<Refresh>>(&body)?
        .and_then(|said| said.refresh_token)
        .or_else(|| request.cookie(COOKIE).map(|cookie| cookie.value().to_owned()))
        .ok_or_else(Problem::unauthenticated)?;
    let rotated = app.bookkeep(async |tx| sessions::rotate(&app, tx, &token).await).await?;
    let (account, issued) = rotated.ok_or_else(Problem::unauthenticated)?;
    signed_in(&app, account, issued).await
}

/// End this session.
#[utoipa::path(tag = "auth", responses((status = 204, description = "Signed out"), Refusals))]
#[post("/auth/logout")]
pub async fn logout(app: App, who: Guard<perm::SelfService>) -> Answer<HttpResponse> {
    if let Actor::Account(account, session) = who.principal.actor {
        let (log, employee) = home(&*app.read().await?, account).await?;
        app.change(&who, async |tx| {
            sessions::end(&app, tx, session).await?;
            Ok(((), of(Event::new(Kind::AccountSignedOut, log, account), employee)))
        })
        .await?;
    }
    app.principals.forget();
    let mut gone = cookie(&app, String::new());
    gone.make_removal();
    Ok(HttpResponse::NoContent().cookie(gone).finish())
}

/// Who am I, and what may I do?
#[utoipa::path(tag = "auth", responses((status = 200, body = Me), Refusals))]
#[get("/auth/me")]
pub async fn show_me(app: App, who: Guard<perm::SelfService>) -> Answer<actix_web::web::Json<Me>> {
    let id = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    Ok(actix_web::web::Json(me(&app, id, &who.principal).await?))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Activation {
    #[validate(length(min = 1, max = 100))]
    login: String,
    /// The code that came by SMS or e-mail.
    #[validate(length(min = 4, max = 12))]
    #[schema(example = "482913")]
    code: String,
    #[validate(length(max = 200))]
    #[schema(example = "correct horse battery")]
    password: String,
}

/// Set the first password, with the code that reached the person.
///
/// Public; the code is good for five tries.
#[utoipa::path(tag = "auth", request_body = Activation, responses((status = 204, description = "Activated"), Refusals), security(()))]
#[post("/auth/activation")]
pub async fn activate_account(app: App, request: HttpRequest, said: Valid<Activation>) -> Answer<HttpResponse> {
    let Activation { login, code, password } = said.0;
    let login = login.to_lowercase();
    let hash = hash_password(&app, &login, ("/password", password)).await?;
    let db = app.read().await?;
    let account = Credentials::find(&db, &login).await?.ok_or_else(Problem::invalid_credentials)?.id;
    if !app.bookkeep(async |tx| OneTime::redeem(&app, tx, account, Purpose::Activation, &code).await).await? {
        return Err(Problem::invalid_credentials());
    }
    let caller = as_account(&app, &db, account, &request).await?;
    let (log, employee) = home(&db, account).await?;
    app.change(&caller, async |tx| {
        diesel::update(accounts::table.find(account))
            .set((accounts::password_hash.eq(hash), accounts::version.eq(accounts::version + 1)))
            .execute(tx)
            .await?;
        sessions::end_others(&app, tx, account, None).await?;
        Ok((
            (),
            of(Event::new(Kind::AccountActivated, log, account).facts(&serde_json::json!({"login": login})), employee),
        ))
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The log of an account's employer and its employee; the group's log for an account that is nobody's.
pub(super) async fn home(mut db: &Db, account: AccountId) -> Answer<(LegalEntityId, Option<EmployeeId>)> {
    let found: Option<(LegalEntityId, EmployeeId)> = accounts::table
        .inner_join(employees::table)
        .filter(accounts::id.eq(account))
        .select((employees::legal_entity_id, employees::id))
        .first(&mut db)
        .await
        .optional()?;
    Ok(match found {
        Some((entity, employee)) => (entity, Some(employee)),
        None => (GROUP, None),
    })
}

pub(super) fn of(event: Event, employee: Option<EmployeeId>) -> Event {
    match employee {
        Some(employee) => event.about(employee),
        None => event,
    }
}

/// The account itself as the actor of signing in, before it has a session.
pub(super) async fn as_account(_: &App, mut db: &Db, account: AccountId, request: &HttpRequest) -> Answer<Caller> {
    let name: String = accounts::table.find(account).select(accounts::display_name).first(&mut db).await?;
    let principal = Principal {
        actor: Actor::Account(account, store::ids::SessionId(Uuid::nil())),
        name,
        employee: None,
        person: None,
        grants: Vec::new(),
        client_scopes: Vec::new(),
        embedded: None,
    };
    Ok(Caller {
        request_id: crate::platform::telemetry::request_id(request),
        principal: principal.into(),
        address: None,
    })
}

/// The tokens of a session that began or goes on, and its cookie.
pub(super) async fn signed_in(app: &App, account: AccountId, issued: Issued) -> Answer<HttpResponse> {
    let principal = crate::platform::session::account_principal(app, account, issued.session).await?;
    let tokens = SessionTokens {
        account: me(app, account, &principal).await?,
        access_token: issued.access_token,
        token_type: "Bearer",
        expires_in: sessions::expires_in(),
        refresh_token: issued.refresh_token.clone(),
    };
    Ok(HttpResponse::Ok().cookie(cookie(app, issued.refresh_token)).json(tokens))
}

fn cookie(app: &App, value: String) -> Cookie<'static> {
    Cookie::build(COOKIE, value)
        .path("/api/v1/auth")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(app.settings.secure_cookies)
        .max_age(actix_web::cookie::time::Duration::days(30))
        .finish()
}

async fn me(app: &App, id: AccountId, principal: &Principal) -> Answer<Me> {
    let db = app.read().await?;
    let (login, display_name, email, totp_confirmed, employee) = accounts::table
        .left_join(employees::table)
        .filter(accounts::id.eq(id))
        .select((
            accounts::login,
            accounts::display_name,
            accounts::email,
            accounts::totp_confirmed_at.is_not_null(),
            (employees::id, employees::number, employees::name, employees::legal_entity_id).nullable(),
        ))
        .first::<(String, String, Option<String>, bool, Option<(EmployeeId, String, String, LegalEntityId)>)>(&mut &*db)
        .await?;
    let is_manager = match principal.employee {
        Some(employee) => {
            diesel::select(diesel::dsl::exists(assignments::table.filter(assignments::manager_id.eq(employee))))
                .get_result::<bool>(&mut &*db)
                .await?
        }
        None => false,
    };
    let may = |rights: &&crate::platform::access::Rights| {
        rights.roles.iter().any(|role| principal.has(*role))
            || rights.relations.iter().any(|relation| match relation {
                Relation::Anyone => true,
                Relation::Oneself | Relation::Named => principal.employee.is_some(),
                Relation::Manager => is_manager,
            })
    };
    Ok(Me {
        account_id: id,
        login,
        display_name,
        email,
        legal_entity_id: employee.as_ref().map(|found| found.3),
        employee: employee.map(|(id, number, name, _)| crate::employees::EmployeeRef { id, number, name }),
        roles: principal
            .grants
            .iter()
            .map(|grant| MyRole {
                role: grant.role,
                scope: match grant.within {
                    Within::All => GrantScope { kind: "all".into(), id: None },
                    Within::LegalEntity(id) => GrantScope { kind: "legal_entity".into(), id: Some(id.0) },
                    Within::OrgUnit(id) => GrantScope { kind: "org_unit".into(), id: Some(id.0) },
                },
            })
            .collect(),
        is_manager,
        permissions: PERMISSIONS.iter().filter(may).map(|rights| rights.name).collect(),
        totp_enabled: totp_confirmed,
        passkeys: passkeys::count(&db, id).await?,
        clock_simulated: app.clock.is_simulated(),
        now: app.now(),
        today: app.today(),
    })
}
