//! Challenges: asked for one act, kept for five minutes, used up by their answer.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::passkeys::{Act, CHALLENGE_LASTS};
use serde::Serialize;
use serde_json::Value;
use store::Tx;
use store::ids::{AccountId, PasskeyChallengeId};
use store::schema::passkey_challenges;
use utoipa::ToSchema;

use super::relying_party::RelyingParty;
use super::row;
use crate::platform::crypto::sha256;
use crate::platform::{Answer, App, Problem, ids};

/// What a passkey is asked to answer.
#[derive(Serialize, ToSchema)]
pub struct PasskeyChallenge {
    /// Goes back with the answer.
    pub challenge_id: PasskeyChallengeId,
    /// Until then it may be answered, once.
    pub expires_at: DateTime<Utc>,
    /// For `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON` (WebAuthn Level 3).
    #[schema(value_type = Object, example = json!({"challenge": "bGlnaHQgd29yay4", "rpId": "hr.example.com", "timeout": 300000, "userVerification": "required", "allowCredentials": []}))]
    pub options: Value,
}

/// The challenge itself; as text in base64url, as browsers write it.
pub(super) struct Digest([u8; 32]);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl Digest {
    pub fn of(words: &str) -> Self {
        Self(sha256(words.as_bytes()))
    }
}

/// A challenge that was kept.
pub(super) struct Kept {
    id: PasskeyChallengeId,
    expires_at: DateTime<Utc>,
    pub digest: Digest,
}

impl Kept {
    pub fn with(self, options: Value) -> PasskeyChallenge {
        PasskeyChallenge { challenge_id: self.id, expires_at: self.expires_at, options }
    }
}

/// Asks for one of the account's passkeys to confirm an act; 409 when it has none.
pub async fn ask(app: &App, account: AccountId, act: &Act) -> Answer<PasskeyChallenge> {
    let party = RelyingParty::of(&app.settings)?;
    let passkeys = row::credentials(app, &*app.read().await?, account).await?;
    if passkeys.is_empty() {
        return Err(Problem::new(
            actix_web::http::StatusCode::CONFLICT,
            "no_passkey",
            "您的账号还没有通行密钥。请先在“我的账号”中添加，或改用验证码。",
            "Your account has no passkey yet. Add one on the page of your account, or use a code.",
        ));
    }
    let kept = keep(app, Some(account), act).await?;
    let options = party.request(&passkeys, &kept.digest)?;
    Ok(kept.with(options))
}

/// Keeps a challenge for an act, and forgets those that are late.
pub(super) async fn keep(app: &App, account: Option<AccountId>, act: &Act) -> Answer<Kept> {
    let id: PasskeyChallengeId = ids::new();
    let nonce = ids::random_bytes::<32>();
    let expires_at = app.now() + CHALLENGE_LASTS;
    app.bookkeep(async |tx| {
        diesel::delete(passkey_challenges::table)
            .filter(passkey_challenges::expires_at.le(app.now()))
            .execute(tx)
            .await?;
        diesel::insert_into(passkey_challenges::table)
            .values((
                passkey_challenges::id.eq(id),
                passkey_challenges::account_id.eq(account),
                passkey_challenges::act.eq(act.name()),
                passkey_challenges::nonce.eq(nonce.to_vec()),
                passkey_challenges::expires_at.eq(expires_at),
            ))
            .execute(tx)
            .await?;
        Ok(())
    })
    .await?;
    Ok(Kept { id, expires_at, digest: Digest::of(&words(act, account, &nonce)) })
}

/// Uses up a challenge and answers its words, for this act of this account; none when it was not asked for that, is
/// late, or was used.
pub(super) async fn take(
    app: &App,
    tx: &mut Tx,
    id: PasskeyChallengeId,
    account: Option<AccountId>,
    act: &Act,
) -> Answer<Option<String>> {
    let nonce: Option<Vec<u8>> = diesel::delete(passkey_challenges::table.find(id))
        .filter(passkey_challenges::account_id.is_not_distinct_from(account))
        .filter(passkey_challenges::act.eq(act.name()).and(passkey_challenges::expires_at.gt(app.now())))
        .returning(passkey_challenges::nonce)
        .get_result(tx)
        .await
        .optional()?;
    Ok(nonce.map(|nonce| words(act, account, &nonce)))
}

fn words(act: &Act, account: Option<AccountId>, nonce: &[u8]) -> String {
    act.words(account.map(|account| account.to_string()).as_deref(), &hex::encode(nonce))
}
