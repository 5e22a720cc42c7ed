//! People's signatures from elsewhere over HTTP, in the manner of the CSC API: a certificate for this one signature,
//! the digest to sign under it, then the answer, which may take its time.
//!
//! - `POST /credentials` `{reference, signer, purpose, identity}` → `{credential, certificates}`
//! - `POST /signatures` `{reference, credential, hash, hash_algorithm}` → `{order}`
//! - `GET /signatures/{order}` → `{state: pending | refused | signed, reason, signature, certificates}`
//!
//! Bytes are base64, certificates DER with the signer's own first. What is answered is judged by [`signing::finish`].

use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use signing::remote::{Certificate, Collected, Order, Ordered, Refusal, RemoteSignature, RemoteSigner, Signatory};
use signing::{Error, Pending};

use crate::platform::service::{Endpoint, Failure, NoClient, Service};

/// SHA-256.
const HASH_ALGORITHM: &str = "2.16.840.1.101.3.4.2.1";

/// How often an order is looked after.
const AGAIN: Duration = Duration::from_millis(250);

/// A licensed authority or a cloud signature, by its interface.
pub struct CloudSigner(Service);

impl CloudSigner {
    pub fn new(endpoint: Endpoint) -> Result<Self, NoClient> {
        Service::new(endpoint).map(Self)
    }
}

#[derive(Serialize)]
struct CredentialAsked<'a> {
    reference: &'a str,
    signer: SignerAsked<'a>,
    purpose: &'a str,
    identity: IdentityAsked<'a>,
}

#[derive(Serialize)]
struct SignerAsked<'a> {
    name: &'a str,
    national_id: Option<&'a str>,
    phone: Option<&'a str>,
}

#[derive(Serialize)]
struct IdentityAsked<'a> {
    proved_by: &'a str,
    checked_by: Option<&'a str>,
}

impl<'a> CredentialAsked<'a> {
    fn of(order: &'a Order) -> Self {
        let Signatory { name, national_id, phone, proved_by, checked_by } = &order.signatory;
        Self {
            reference: &order.reference,
            signer: SignerAsked { name, national_id: national_id.as_deref(), phone: phone.as_deref() },
            purpose: &order.purpose,
            identity: IdentityAsked { proved_by, checked_by: checked_by.as_deref() },
        }
    }
}

#[derive(Deserialize)]
struct Credential {
    credential: String,
    certificates: Vec<String>,
}

#[derive(Serialize)]
struct SignatureAsked<'a> {
    reference: &'a str,
    credential: &'a str,
    hash: String,
    hash_algorithm: &'static str,
}

#[derive(Deserialize)]
struct Taken {
    order: String,
}

#[derive(Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
enum State {
    Pending,
    Refused { reason: String },
    Signed { signature: String, certificates: Vec<String> },
}

impl RemoteSigner for CloudSigner {
    fn order(&self, order: &Order) -> Result<Ordered, Error> {
        let named: Credential = self.0.post("/credentials", &CredentialAsked::of(order)).map_err(refusal)?;
        let certificates = named.certificates.iter().map(|text| decoded(text)).collect::<Result<Vec<_>, _>>()?;
        let own = certificates.first().ok_or(Refusal::Malformed)?;
        let asked = SignatureAsked {
            reference: &order.reference,
            credential: &named.credential,
            hash: STANDARD.encode(order.digest(own)?),
            hash_algorithm: HASH_ALGORITHM,
        };
        let taken: Taken = self.0.post("/signatures", &asked).map_err(refusal)?;
        Ok(Ordered { number: taken.order, certificates })
    }

    fn collect(&self, number: &str) -> Result<Collected, Error> {
        // It becomes part of an address.
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if number.is_empty() || number.len() > 200 || !number.chars().all(plain) {
            return Err(Refusal::Malformed.into());
        }
        Ok(match self.0.get(&format!("/signatures/{number}")).map_err(refusal)? {
            State::Pending => Collected::Pending,
            State::Refused { reason } => Collected::Refused { reason: reason.chars().take(200).collect() },
            State::Signed { signature, certificates } => Collected::Signed(RemoteSignature {
                value: decoded(&signature)?,
                certificates: certificates
                    .iter()
                    .map(|text| decoded(text).map(Certificate))
                    .collect::<Result<Vec<_>, _>>()?,
            }),
        })
    }
}

fn decoded(text: &str) -> Result<Vec<u8>, Refusal> {
    STANDARD.decode(text).map_err(|_| Refusal::Malformed)
}

fn refusal(failure: Failure) -> Refusal {
    match failure {
        Failure::Unreachable | Failure::Refused => Refusal::Unreachable,
        Failure::Malformed => Refusal::Malformed,
    }
}

/// Waits for an order so long; what does not come in that time is given up.
pub fn wait_for(signer: &dyn RemoteSigner, pending: &Pending, patience: Duration) -> Result<RemoteSignature, Error> {
    let begun = Instant::now();
    loop {
        match signer.collect(&pending.number)? {
            Collected::Signed(signature) => return Ok(signature),
            Collected::Refused { reason } => return Err(Refusal::Declined(reason).into()),
            Collected::Pending if begun.elapsed() + AGAIN > patience => return Err(Refusal::Late.into()),
            Collected::Pending => std::thread::sleep(AGAIN),
        }
    }
}
