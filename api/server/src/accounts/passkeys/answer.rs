//! What a passkey answers, and what is kept of a right answer.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::passkeys::{Act, stands_where_it_may};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Tx;
use store::ids::{AccountId, PasskeyChallengeId, PasskeyId};
use utoipa::ToSchema;
use webauthn_rs::prelude::PublicKeyCredential;

use super::challenge::{Digest, take};
use super::relying_party::RelyingParty;
use super::row::{self, fingerprint, public_key};
use crate::platform::{Answer, App, Problem};

/// A passkey's answer to a challenge.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyAnswer {
    /// The challenge that it answers.
    pub challenge_id: PasskeyChallengeId,
    /// What `PublicKeyCredential.toJSON()` gives in the browser.
    #[schema(value_type = Object, example = json!({"id": "AQIDBA", "rawId": "AQIDBA", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA"}}))]
    pub credential: PublicKeyCredential,
}

/// A right answer, with what it takes to check it without us: the signature stands over `authenticator_data` and the
/// SHA-256 of `client_data_json`, whose challenge is the SHA-256 of `challenge_of`.
#[derive(Clone, Debug, Serialize)]
pub struct Confirmed {
    pub passkey_id: PasskeyId,
    pub credential_sha256: String,
    pub public_key: Value,
    pub challenge_of: String,
    pub client_data_json: String,
    pub authenticator_data: String,
    pub signature: String,
}

/// Uses up the challenge, and judges the answer to it for this act of this account. `framed` says that the session is
/// one of a page in a frame. None when it is wrong in any way; then nothing may be committed.
pub async fn confirm(
    app: &App,
    tx: &mut Tx,
    (account, framed): (AccountId, bool),
    act: &Act,
    said: &PasskeyAnswer,
) -> Answer<Option<Confirmed>> {
    let party = RelyingParty::of(&app.settings)?;
    let Some(words) = take(app, tx, said.challenge_id, Some(account), act).await? else { return Ok(None) };
    judge(app, tx, &party, (account, framed), (&said.credential, words)).await
}

/// The same for a challenge that is used up already, whose words these are.
pub(super) async fn judge(
    app: &App,
    tx: &mut Tx,
    party: &RelyingParty,
    (account, framed): (AccountId, bool),
    (said, words): (&PublicKeyCredential, String),
) -> Answer<Option<Confirmed>> {
    let Some(passkey) = row::lock(app, tx, account, &said.raw_id).await? else { return Ok(None) };
    if !stands_where_it_may(is_cross_origin(said), framed) {
        return Ok(None);
    }
    let result = match party.judged(&passkey.credential, said, &Digest::of(&words))? {
        Ok(result) => result,
        Err(error) => {
            tracing::info!(%error, passkey = %passkey.id, "the answer of a passkey is refused");
            return Ok(None);
        }
    };
    let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let confirmed = Confirmed {
        passkey_id: passkey.id,
        credential_sha256: fingerprint(passkey.credential.cred_id()),
        public_key: public_key(&passkey.credential),
        challenge_of: words,
        client_data_json: String::from_utf8_lossy(&said.response.client_data_json).into_owned(),
        authenticator_data: text(&said.response.authenticator_data),
        signature: text(&said.response.signature),
    };
    passkey.used(app, tx, &result).await?;
    Ok(Some(confirmed))
}

/// Uses up the challenge of a wrong answer, so that it is not tried again.
pub async fn discard(app: &App, account: AccountId, act: &Act, said: &PasskeyAnswer) -> Answer<()> {
    app.bookkeep(async |tx| take(app, tx, said.challenge_id, Some(account), act).await).await?;
    Ok(())
}

/// Did the page that asked stand in a frame of another origin? The browser says so in what the device signs.
fn is_cross_origin(said: &PublicKeyCredential) -> bool {
    let data: Value = serde_json::from_slice(&said.response.client_data_json).unwrap_or_default();
    data["crossOrigin"] == true || !data["topOrigin"].is_null()
}

/// 422 for a wrong answer.
pub fn wrong() -> Problem {
    Problem::field(
        "/passkey",
        "wrong_passkey",
        "通行密钥的确认无效：可能已超过五分钟、已经用过，或者不是针对当前这项操作和这份文件。请重新用通行密钥确认。",
        "The passkey's answer is not good for this: it is late, was used, or was given for something else. Confirm again with the passkey.",
    )
}
