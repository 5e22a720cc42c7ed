//! The token of an embedded page: with a key, an audience and a type of its own, so that it is no access token.

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use store::ids::{AgreementId, ClientId, EmployeeId};

use crate::platform::{Answer, App, Problem};

/// How long the page may be opened, and signed in to, with one token.
const LASTS: TimeDelta = TimeDelta::minutes(10);
const AUDIENCE: &str = "youju:embedded-signing";
const TYPE: &str = "youju-embed+jwt";
const KEY: &str = "youju/embed-tokens/v1";

/// What a token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EmbedClaims {
    iss: String,
    aud: String,
    /// Who signs.
    pub sub: EmployeeId,
    pub client: ClientId,
    pub agreement: AgreementId,
    iat: i64,
    pub exp: i64,
}

/// A token by which this client's pages may frame the signing page of this agreement, and when it ends.
pub fn issue(
    app: &App,
    client: ClientId,
    (agreement, signer): (AgreementId, EmployeeId),
) -> Answer<(String, DateTime<Utc>)> {
    let now = app.now();
    let expires_at = now + LASTS;
    let claims = EmbedClaims {
        iss: app.settings.name.clone(),
        aud: AUDIENCE.to_owned(),
        sub: signer,
        client,
        agreement,
        iat: now.timestamp(),
        exp: expires_at.timestamp(),
    };
    let mut header = Header::new(Algorithm::HS256);
    header.typ = Some(TYPE.to_owned());
    let key = EncodingKey::from_secret(&app.keyring.derived(KEY));
    let token = jsonwebtoken::encode(&header, &claims, &key).map_err(Problem::from_internal)?;
    Ok((token, expires_at))
}

/// What a token says that is ours and has not ended; 403 otherwise.
pub fn opened(app: &App, token: &str) -> Answer<EmbedClaims> {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_issuer(&[&app.settings.name]);
    validation.set_audience(&[AUDIENCE]);
    validation.validate_exp = false; // against the service's clock, below
    let key = DecodingKey::from_secret(&app.keyring.derived(KEY));
    let read = jsonwebtoken::decode::<EmbedClaims>(token, &key, &validation).map_err(|_| invalid())?;
    if read.header.typ.as_deref() != Some(TYPE) {
        return Err(invalid());
    }
    if read.claims.exp <= app.now().timestamp() {
        return Err(expired());
    }
    Ok(read.claims)
}

fn expired() -> Problem {
    Problem::new(
        actix_web::http::StatusCode::FORBIDDEN,
        "embed_token_expired",
        "签署页面已过期。请回到原来的系统，重新打开。",
        "The signing page has expired. Go back to where you came from and open it again.",
    )
}

pub(super) fn invalid() -> Problem {
    Problem::new(
        actix_web::http::StatusCode::FORBIDDEN,
        "embed_token_invalid",
        "签署页面的地址无效。请回到原来的系统，重新打开。",
        "The address of the signing page is not valid. Go back to where you came from and open it again.",
    )
}
