//! Signing in with a passkey alone: the device is one factor, and that it verified the person the other.

use actix_web::http::StatusCode;
use actix_web::web::Json;
use actix_web::{HttpRequest, HttpResponse, post};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::passkeys::Act;
use serde::Deserialize;
use store::Tx;
use store::ids::AccountId;
use store::schema::accounts;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::answer::{Confirmed, PasskeyAnswer, judge};
use super::challenge::{self, PasskeyChallenge, take};
use super::relying_party::RelyingParty;
use crate::accounts::session_routes::{as_account, signed_in};
use crate::accounts::sessions::{self, Proof};
use crate::platform::errors::Refusals;
use crate::platform::{Answer, App, Problem, Valid};

/// Ask for the answer of any passkey, to sign in with it.
///
/// Public. The challenge is good for one answer within five minutes. 409 `passkeys_unavailable` when the service's
/// address has no passkeys.
#[utoipa::path(tag = "auth", responses((status = 201, body = PasskeyChallenge), Refusals), security(()))]
#[post("/auth/passkey-login/challenges")]
pub async fn ask_sign_in_passkey(app: App) -> Answer<(Json<PasskeyChallenge>, StatusCode)> {
    let party = RelyingParty::of(&app.settings)?;
    let kept = challenge::keep(&app, None, &Act::SignIn).await?;
    let options = party.request(&[], &kept.digest)?;
    Ok((Json(kept.with(options)), StatusCode::CREATED))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyLogin {
    passkey: PasskeyAnswer,
}

/// Sign in with a passkey, in place of password and authenticator.
///
/// Public. The refresh token is also set as an `HttpOnly`, `SameSite=Strict` cookie. 401 `invalid_credentials` whatever is
/// wrong: a challenge that is late or used, a passkey that is unknown or was removed, an account that is closed.
#[utoipa::path(tag = "auth", request_body = PasskeyLogin, responses((status = 200, body = crate::accounts::session_routes::SessionTokens), Refusals), security(()))]
#[post("/auth/passkey-login")]
pub async fn sign_in_with_passkey(app: App, request: HttpRequest, said: Valid<PasskeyLogin>) -> Answer<HttpResponse> {
    let said = said.0.passkey;
    let party = RelyingParty::of(&app.settings)?;
    let words = app.bookkeep(async |tx| take(&app, tx, said.challenge_id, None, &Act::SignIn).await).await?;
    let words = words.ok_or_else(Problem::invalid_credentials)?;
    let account = holder(&said).ok_or_else(Problem::invalid_credentials)?;
    let db = app.read().await?;
    let caller = as_account(&app, &db, account, &request).await.map_err(|_| Problem::invalid_credentials())?;
    let issued = app
        .change(&caller, async |tx| {
            let login = open_login(tx, account).await?;
            let used = judge(&app, tx, &party, (account, false), (&said.credential, words)).await?;
            let Confirmed { passkey_id, credential_sha256, .. } = used.ok_or_else(Problem::invalid_credentials)?;
            let proof = Proof::Passkey { proved_by: "passkey", passkey_id, credential_sha256: &credential_sha256 };
            let event = sessions::entered(tx, (account, &login), &request, proof).await?;
            Ok((sessions::start(&app, tx, account).await?, event))
        })
        .await?;
    signed_in(&app, account, issued).await
}

/// Whose passkey the device says it is.
fn holder(said: &PasskeyAnswer) -> Option<AccountId> {
    let handle = said.credential.get_user_unique_id()?;
    Uuid::from_slice(handle).ok().map(AccountId)
}

/// The login of an account that may sign in.
async fn open_login(tx: &mut Tx, account: AccountId) -> Answer<String> {
    accounts::table
        .find(account)
        .filter(accounts::disabled_at.is_null())
        .select(accounts::login)
        .first(tx)
        .await
        .optional()?
        .ok_or_else(Problem::invalid_credentials)
}
