//! Access tokens: short-lived JWTs signed with Ed25519 (EdDSA, RFC 8037), keys at `/.well-known/jwks.json`.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::EncodePrivateKey;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::crypto::Keyring;
use super::errors::Problem;

/// How long an access token is good for.
pub const LIFETIME: Duration = Duration::minutes(15);
/// The same for a session in a frame, which is not renewed: long enough to read a contract in peace.
pub const EMBEDDED_LIFETIME: Duration = Duration::hours(1);

/// What a token says. Rights are not in it: they are looked up, so that a revoked grant ends at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    pub iss: String,
    /// Account or client.
    pub sub: Uuid,
    pub kind: Kind,
    /// The session, for an account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<Uuid>,
    /// Space-separated scopes, for a client.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scope: String,
    pub iat: i64,
    pub exp: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Account,
    Client,
}

/// Issues and checks tokens.
pub struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
    key_id: String,
    public: [u8; 32],
    issuer: String,
}

impl Tokens {
    pub fn new(keyring: &Keyring, issuer: &str) -> Result<Self, super::crypto::Error> {
        let key = SigningKey::from_bytes(&keyring.derived("youju/tokens/v1"));
        let public = key.verifying_key().to_bytes();
        let der = key.to_pkcs8_der().map_err(|_| super::crypto::Error::Seal)?;
        Ok(Self {
            encoding: EncodingKey::from_ed_der(der.as_bytes()),
            decoding: DecodingKey::from_ed_der(&public),
            key_id: hex::encode(&super::crypto::sha256(&public)[..8]),
            public,
            issuer: issuer.to_owned(),
        })
    }

    pub fn issue(
        &self,
        sub: Uuid,
        kind: Kind,
        sid: Option<Uuid>,
        scope: &str,
        (now, lifetime): (DateTime<Utc>, Duration),
    ) -> Result<String, Problem> {
        let claims = Claims {
            iss: self.issuer.clone(),
            sub,
            kind,
            sid,
            scope: scope.to_owned(),
            iat: now.timestamp(),
            exp: (now + lifetime).timestamp(),
        };
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(self.key_id.clone());
        jsonwebtoken::encode(&header, &claims, &self.encoding).map_err(Problem::from_internal)
    }

    /// The claims of a token that is ours and not expired at `now`.
    pub fn check(&self, token: &str, now: DateTime<Utc>) -> Result<Claims, Problem> {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&self.issuer]);
        validation.validate_exp = false; // against the service's clock, below
        validation.validate_aud = true; // ours name no audience: what is meant for one is another kind of token
        let claims = jsonwebtoken::decode::<Claims>(token, &self.decoding, &validation)
            .map_err(|_| Problem::unauthenticated())?
            .claims;
        if claims.exp <= now.timestamp() {
            return Err(Problem::unauthenticated());
        }
        Ok(claims)
    }

    /// The public keys (RFC 7517).
    pub fn key_set(&self) -> serde_json::Value {
        serde_json::json!({"keys": [{
            "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig",
            "kid": self.key_id, "x": URL_SAFE_NO_PAD.encode(self.public),
        }]})
    }
}
