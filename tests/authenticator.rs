//! A device with passkeys, in software: what a browser and its authenticator do together (WebAuthn Level 3), and what
//! one that lies would do.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const WITH_CREDENTIAL: u8 = 0x40;

/// One passkey, and how its device and browser behave. A test that wants a lie changes a field.
#[derive(Clone)]
pub struct Authenticator {
    key: SigningKey,
    pub credential_id: Vec<u8>,
    /// The account that the credential was made for.
    user_handle: Vec<u8>,
    /// The page that asks, as the browser writes it.
    pub origin: String,
    /// The host that the device signs for.
    pub rp_id: String,
    /// Whether the device verified the person.
    pub verifies: bool,
    /// Whether the page stood in a frame of another origin.
    pub is_framed: bool,
    /// How often it signed; a synced passkey stays at nought.
    pub counter: u32,
    pub counts: bool,
}

impl Authenticator {
    /// A device that holds nothing yet, on a page of this origin.
    pub fn at(origin: &str, seed: u8) -> Self {
        let host = origin.split_once("://").unwrap().1.split(':').next().unwrap();
        Self {
            key: SigningKey::from_slice(&[seed; 32]).unwrap(),
            credential_id: vec![seed; 16],
            user_handle: Vec::new(),
            origin: origin.to_owned(),
            rp_id: host.to_owned(),
            verifies: true,
            is_framed: false,
            counter: 0,
            counts: true,
        }
    }

    /// Says from now on that it belongs to another account.
    pub fn belongs_to(&mut self, account: uuid::Uuid) {
        self.user_handle = account.as_bytes().to_vec();
    }

    /// `navigator.credentials.create`, in the form of `toJSON`.
    pub fn create(&mut self, options: &Value) -> Value {
        self.user_handle = URL_SAFE_NO_PAD.decode(options["user"]["id"].as_str().unwrap()).unwrap();
        let client_data = self.client_data("webauthn.create", &options["challenge"]);
        let mut data = self.authenticator_data(WITH_CREDENTIAL);
        data.extend([0; 16]); // no model is named
        data.extend(u16::try_from(self.credential_id.len()).unwrap().to_be_bytes());
        data.extend(&self.credential_id);
        data.extend(self.cose_key());
        let mut attestation = vec![0xA3]; // {"fmt": "none", "attStmt": {}, "authData": bytes}
        attestation.extend(text("fmt"));
        attestation.extend(text("none"));
        attestation.extend(text("attStmt"));
        attestation.push(0xA0);
        attestation.extend(text("authData"));
        attestation.extend(bytes(&data));
        self.credential(json!({"clientDataJSON": encoded(&client_data), "attestationObject": encoded(&attestation),
            "transports": ["internal"]}))
    }

    /// `navigator.credentials.get`, in the form of `toJSON`.
    pub fn get(&mut self, options: &Value) -> Value {
        self.counter += u32::from(self.counts);
        let client_data = self.client_data("webauthn.get", &options["challenge"]);
        let data = self.authenticator_data(0);
        let mut signed = data.clone();
        signed.extend(Sha256::digest(&client_data));
        let signature: Signature = self.key.sign(&signed);
        self.credential(json!({"clientDataJSON": encoded(&client_data), "authenticatorData": encoded(&data),
            "signature": encoded(signature.to_der().as_bytes()), "userHandle": encoded(&self.user_handle)}))
    }

    /// The answer to a challenge, as a request carries it.
    pub fn answer(&mut self, challenge: &Value) -> Value {
        json!({"challenge_id": challenge["challenge_id"], "credential": self.get(&challenge["options"])})
    }

    fn credential(&self, response: Value) -> Value {
        json!({"id": encoded(&self.credential_id), "rawId": encoded(&self.credential_id), "type": "public-key",
            "response": response, "clientExtensionResults": {}, "authenticatorAttachment": "platform"})
    }

    fn client_data(&self, kind: &str, challenge: &Value) -> Vec<u8> {
        let said = json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": self.is_framed});
        serde_json::to_vec(&said).unwrap()
    }

    fn authenticator_data(&self, more: u8) -> Vec<u8> {
        let mut data = Sha256::digest(self.rp_id.as_bytes()).to_vec();
        data.push(PRESENT | more | if self.verifies { VERIFIED } else { 0 });
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
    fn cose_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let mut key = vec![0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21];
        key.extend(bytes(point.x().unwrap()));
        key.push(0x22);
        key.extend(bytes(point.y().unwrap()));
        key
    }
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A short text in CBOR.
fn text(said: &str) -> Vec<u8> {
    let mut cbor = vec![0x60 | u8::try_from(said.len()).unwrap()];
    cbor.extend(said.as_bytes());
    cbor
}

/// Up to 255 bytes in CBOR.
fn bytes(of: &[u8]) -> Vec<u8> {
    let mut cbor = vec![0x58, u8::try_from(of.len()).unwrap()];
    cbor.extend(of);
    cbor
}
