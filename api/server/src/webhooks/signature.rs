//! Signatures of the Standard Webhooks specification 1.0.0, symmetric: `v1,` and the HMAC-SHA256 of
//! `id.timestamp.body` in base 64, under the bytes that the secret writes in base 64 after `whsec_`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use store::ids::{WebhookDeliveryId, WebhookId};

use crate::platform::crypto::Keyring;
use crate::platform::{Answer, Problem, ids};

const PREFIX: &str = "whsec_";
const COLUMN: &str = "webhooks.secret";

/// A new secret, as it is shown, and sealed for the database.
pub fn new_secret(keyring: &Keyring, webhook: WebhookId) -> Answer<(String, Vec<u8>)> {
    let secret = format!("{PREFIX}{}", STANDARD.encode(ids::random_bytes::<32>()));
    let sealed = keyring.seal_of(COLUMN, webhook, &secret)?;
    Ok((secret, sealed))
}

/// The header `webhook-signature`: one signature a secret.
pub fn sign(
    keyring: &Keyring,
    webhook: WebhookId,
    secrets: &[&[u8]],
    (id, timestamp, body): (WebhookDeliveryId, i64, &str),
) -> Answer<String> {
    let signed = |sealed: &&[u8]| {
        let secret = keyring.open_of(COLUMN, webhook, sealed)?;
        let key = secret.strip_prefix(PREFIX).and_then(|text| STANDARD.decode(text).ok());
        let key = key.ok_or_else(|| Problem::from_internal("a secret of a webhook is none"))?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(Problem::from_internal)?;
        mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
        Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    };
    Ok(secrets.iter().map(signed).collect::<Answer<Vec<_>>>()?.join(" "))
}
