//! Signing in inside a frame: the same proof, for a session that reaches one agreement and is not renewed.

use actix_web::web::Json;
use actix_web::{HttpRequest, post};
use serde::{Deserialize, Serialize};
use store::ids::AgreementId;
use utoipa::ToSchema;
use validator::Validate;

use super::clients::Framer;
use super::passkeys;
use super::session_routes::{as_account, prove};
use super::sessions::{self, Proof};
use crate::embedding;
use crate::platform::access::Embedded;
use crate::platform::errors::Refusals;
use crate::platform::tokens::EMBEDDED_LIFETIME;
use crate::platform::{Answer, App, Problem, Valid};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmbeddedLogin {
    /// The token of the page in the frame.
    #[validate(length(min = 1, max = 2000))]
    embed_token: String,
    #[validate(length(min = 1, max = 100))]
    #[schema(example = "sc0018")]
    login: String,
    #[validate(length(min = 1, max = 200))]
    #[schema(example = "correct horse battery")]
    password: String,
    /// The authenticator's code, for an account that has one.
    totp: Option<String>,
}

/// A session of the signing page in a frame.
#[derive(Serialize, ToSchema)]
pub struct EmbeddedSession {
    access_token: String,
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// Seconds until the access token ends; it is not renewed.
    #[schema(example = 3600)]
    expires_in: i64,
    /// All that it reaches.
    agreement_id: AgreementId,
    /// Whether the account has a passkey to confirm with, where the page around the frame lets it be asked for.
    has_passkey: bool,
}

/// Sign in inside a frame, to read and sign the one agreement that it is about.
///
/// Public. There is no refresh token and no cookie, and the access token opens nothing else. 403 `not_the_signer` for
/// every account but that of the employee whose agreement it is, 403 `embed_token_expired` ten minutes after the
/// token was made.
#[utoipa::path(tag = "auth", request_body = EmbeddedLogin, responses((status = 200, body = EmbeddedSession), Refusals), security(()))]
#[post("/auth/embedded-login")]
pub async fn sign_in_embedded(
    app: App,
    request: HttpRequest,
    said: Valid<EmbeddedLogin>,
) -> Answer<Json<EmbeddedSession>> {
    let EmbeddedLogin { embed_token, login, password, totp } = said.0;
    let claims = embedding::opened(&app, &embed_token)?;
    let login = login.to_lowercase();
    let account = prove(&app, &login, password, totp).await?;
    if account.employee_id != Some(claims.sub) {
        return Err(not_the_signer());
    }
    let db = app.read().await?;
    let framer = Framer::find(&db, claims.client).await?.ok_or_else(Problem::forbidden)?;
    let caller = as_account(&app, &db, account.id, &request).await?;
    let agreement_id = claims.agreement;
    let embedded = Embedded { agreement_id, client_id: framer.id, client_name: framer.name };
    let access_token = app
        .change(&caller, async |tx| {
            let proof = Proof::Framed { embedded: &embedded };
            let event = sessions::entered(tx, (account.id, &login), &request, proof).await?;
            Ok((sessions::start_embedded(&app, tx, account.id, &embedded).await?, event))
        })
        .await?;
    let expires_in = EMBEDDED_LIFETIME.num_seconds();
    let has_passkey = passkeys::count(&db, account.id).await? > 0;
    Ok(Json(EmbeddedSession { access_token, token_type: "Bearer", expires_in, agreement_id, has_passkey }))
}

fn not_the_signer() -> Problem {
    Problem::new(
        actix_web::http::StatusCode::FORBIDDEN,
        "not_the_signer",
        "这份协议须由员工本人签署，这个账号不是其本人的。请用本人的账号登录。",
        "This agreement is signed by its employee, and this is not their account. Sign in with your own.",
    )
}
