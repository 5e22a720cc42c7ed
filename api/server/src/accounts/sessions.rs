//! Sessions: signing in, rotating refresh tokens, throttling.

use actix_web::HttpRequest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::Serialize;
use store::ids::{AccountId, EmployeeId, PasskeyId, SessionId};
use store::schema::{accounts, login_attempts, sessions};
use store::{Db, Tx};

use super::session_routes::{home, of};
use crate::platform::access::Embedded;
use crate::platform::journal::{Event, Kind};
use crate::platform::tokens::{EMBEDDED_LIFETIME, Kind as TokenKind, LIFETIME};
use crate::platform::{Answer, App, Problem, ids};

/// A session ends when it is not used for this long.
const IDLE: TimeDelta = TimeDelta::days(30);
const MOST_FAILURES: i32 = 10;
const LOCKED_FOR: TimeDelta = TimeDelta::minutes(15);

/// What signing in needs to know of an account.
#[derive(Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub(super) struct Credentials {
    pub id: AccountId,
    pub employee_id: Option<EmployeeId>,
    pub password_hash: Option<String>,
    pub totp_sealed: Option<Vec<u8>>,
    pub totp_confirmed_at: Option<DateTime<Utc>>,
}

impl Credentials {
    pub async fn find(mut db: &Db, login: &str) -> Answer<Option<Self>> {
        Ok(accounts::table
            .filter(accounts::login.eq(login).and(accounts::disabled_at.is_null()))
            .select(Self::as_select())
            .first(&mut db)
            .await
            .optional()?)
    }
}

/// 429 while a login has failed too often of late.
async fn check_throttle(app: &App, mut db: &Db, login: &str) -> Answer<()> {
    let failed: Option<(i32, DateTime<Utc>)> = login_attempts::table
        .find(login)
        .select((login_attempts::failures, login_attempts::last_failed_at))
        .first(&mut db)
        .await
        .optional()?;
    match failed {
        Some((failures, at)) if failures >= MOST_FAILURES && at > app.now() - LOCKED_FOR => {
            Err(Problem::too_many_attempts())
        }
        _ => Ok(()),
    }
}

/// Lets somebody prove who they are, unless the login has failed too often of late. A wrong proof is counted; an answer
/// that judges nothing, such as a malformed one, is not.
pub(super) async fn guarded<T>(
    app: &App,
    login: &str,
    prove: impl AsyncFnOnce() -> Answer<Result<T, Problem>>,
) -> Answer<T> {
    check_throttle(app, &*app.read().await?, login).await?;
    match prove().await? {
        Ok(proved) => Ok(proved),
        Err(problem) => {
            app.bookkeep(async |tx| count_failure(app, tx, login).await).await?;
            Err(problem)
        }
    }
}

async fn count_failure(app: &App, tx: &mut Tx, login: &str) -> Answer<()> {
    let now = app.now();
    // Failures older than the lock no longer count.
    diesel::delete(login_attempts::table.find(login))
        .filter(login_attempts::last_failed_at.lt(now - LOCKED_FOR))
        .execute(tx)
        .await?;
    diesel::insert_into(login_attempts::table)
        .values((
            login_attempts::login.eq(login),
            login_attempts::failures.eq(1),
            login_attempts::last_failed_at.eq(now),
        ))
        .on_conflict(login_attempts::login)
        .do_update()
        .set((login_attempts::failures.eq(login_attempts::failures + 1), login_attempts::last_failed_at.eq(now)))
        .execute(tx)
        .await?;
    Ok(())
}

/// What let somebody in, as the entry of their sign-in says it.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Proof<'a> {
    Password {},
    /// The same, in a frame, for one agreement.
    Framed {
        embedded: &'a Embedded,
    },
    Passkey {
        proved_by: &'static str,
        passkey_id: PasskeyId,
        credential_sha256: &'a str,
    },
}

#[derive(Serialize)]
struct SignIn<'a> {
    address: Option<String>,
    #[serde(flatten)]
    proof: Proof<'a>,
}

/// The entry of a sign-in that succeeded; what failed under this login before no longer counts.
pub(super) async fn entered(
    tx: &mut Tx,
    (account, login): (AccountId, &str),
    request: &HttpRequest,
    proof: Proof<'_>,
) -> Answer<Event> {
    diesel::delete(login_attempts::table.find(login)).execute(tx).await?;
    let (log, employee) = home(tx, account).await?;
    let address = request.peer_addr().map(|peer| peer.ip().to_string());
    let event = Event::new(Kind::AccountSignedIn, log, account).facts(&SignIn { address, proof });
    Ok(of(event, employee))
}

/// A pair of tokens, as apps get it in the body.
pub(super) struct Issued {
    pub access_token: String,
    pub refresh_token: String,
    pub session: SessionId,
}

/// Starts a session for an account that has proved itself.
pub(super) async fn start(app: &App, tx: &mut Tx, account: AccountId) -> Answer<Issued> {
    let session: SessionId = ids::new();
    let refresh_token = new_refresh_token();
    let now = app.now();
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(session),
            sessions::account_id.eq(account),
            sessions::refresh_hash.eq(app.keyring.secret_hash(&refresh_token)),
            sessions::expires_at.eq(now + IDLE),
            sessions::created_at.eq(now),
        ))
        .execute(tx)
        .await?;
    issued(app, account, session, refresh_token)
}

/// Starts a session that reaches one agreement and is not renewed; answers its access token.
pub(super) async fn start_embedded(app: &App, tx: &mut Tx, account: AccountId, frame: &Embedded) -> Answer<String> {
    let session: SessionId = ids::new();
    let now = app.now();
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(session),
            sessions::account_id.eq(account),
            sessions::refresh_hash.eq(app.keyring.secret_hash(&new_refresh_token())),
            sessions::expires_at.eq(now + EMBEDDED_LIFETIME),
            sessions::created_at.eq(now),
            sessions::agreement_id.eq(frame.agreement_id),
            sessions::client_id.eq(frame.client_id),
        ))
        .execute(tx)
        .await?;
    app.tokens.issue(account.0, TokenKind::Account, Some(session.0), "", (now, EMBEDDED_LIFETIME))
}

/// Exchanges a refresh token for the next. One that was exchanged before ends its session.
pub(super) async fn rotate(app: &App, tx: &mut Tx, refresh_token: &str) -> Answer<Option<(AccountId, Issued)>> {
    let hash = app.keyring.secret_hash(refresh_token);
    let now = app.now();
    let found: Option<(SessionId, AccountId, Vec<u8>)> = sessions::table
        .filter(sessions::refresh_hash.eq(&hash).or(sessions::previous_hash.eq(&hash)))
        .filter(sessions::ended_at.is_null().and(sessions::expires_at.gt(now)))
        .select((sessions::id, sessions::account_id, sessions::refresh_hash))
        .for_update()
        .first(tx)
        .await
        .optional()?;
    let Some((session, account, current)) = found else { return Ok(None) };
    if current != hash {
        diesel::update(sessions::table.find(session)).set(sessions::ended_at.eq(now)).execute(tx).await?;
        return Ok(None);
    }
    let next = new_refresh_token();
    diesel::update(sessions::table.find(session))
        .set((
            sessions::refresh_hash.eq(app.keyring.secret_hash(&next)),
            sessions::previous_hash.eq(hash),
            sessions::expires_at.eq(now + IDLE),
        ))
        .execute(tx)
        .await?;
    Ok(Some((account, issued(app, account, session, next)?)))
}

pub(super) async fn end(app: &App, tx: &mut Tx, session: SessionId) -> Answer<()> {
    diesel::update(sessions::table.find(session)).set(sessions::ended_at.eq(app.now())).execute(tx).await?;
    Ok(())
}

/// Ends every session of an account but one.
pub(super) async fn end_others(app: &App, tx: &mut Tx, account: AccountId, but: Option<SessionId>) -> Answer<()> {
    let but = but.map(uuid::Uuid::from).unwrap_or_default();
    diesel::update(sessions::table)
        .filter(sessions::account_id.eq(account).and(sessions::id.ne(but)).and(sessions::ended_at.is_null()))
        .set(sessions::ended_at.eq(app.now()))
        .execute(tx)
        .await?;
    Ok(())
}

pub(super) fn expires_in() -> i64 {
    LIFETIME.num_seconds()
}

fn issued(app: &App, account: AccountId, session: SessionId, refresh_token: String) -> Answer<Issued> {
    let access_token = app.tokens.issue(account.0, TokenKind::Account, Some(session.0), "", (app.now(), LIFETIME))?;
    Ok(Issued { access_token, refresh_token, session })
}

fn new_refresh_token() -> String {
    URL_SAFE_NO_PAD.encode(ids::random_bytes::<32>())
}
