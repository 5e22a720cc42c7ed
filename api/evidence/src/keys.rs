//! Ed25519 keys with a name, written as C2SP verifier keys: `name+id+base64(0x01 ‖ key)`.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::pkcs8::EncodePublicKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::Error;

/// Type byte of plain Ed25519 signatures, C2SP signed-note §Signature types.
const ED25519: u8 = 0x01;

/// A named public key.
///
/// Printed as a verifier key, which [`PublicKey::parse`] reads back.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    name: String,
    key: VerifyingKey,
}

impl PublicKey {
    fn new(name: &str, key: VerifyingKey) -> Result<Self, Error> {
        let forbidden = |c: char| c.is_whitespace() || c.is_control() || c == '+';
        if name.is_empty() || name.contains(forbidden) {
            return Err(Error::Key(format!("{name:?} cannot name a key")));
        }
        Ok(Self { name: name.into(), key })
    }

    /// Reads a verifier key. Its base64 may itself contain `+`: only the first two separate.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let bad = |why: &str| Error::Key(format!("verifier key {text:?}: {why}"));
        let mut fields = text.splitn(3, '+');
        let (Some(name), Some(id), Some(encoded)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(bad("it is not name+id+key"));
        };
        let decoded = STANDARD.decode(encoded).map_err(|_| bad("its key is not base64"))?;
        let Some((&ED25519, raw)) = decoded.split_first() else {
            return Err(bad("it is not an Ed25519 key"));
        };
        let raw = raw.try_into().map_err(|_| bad("it does not have 32 bytes"))?;
        let key = VerifyingKey::from_bytes(raw).map_err(|_| bad("it is not a point"))?;
        let public = Self::new(name, key)?;
        if hex::encode(public.id()) != id {
            return Err(bad("its id is not that of the key"));
        }
        Ok(public)
    }

    /// The name: a log's origin, or what an intent calls its application.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `SHA-256(name ‖ LF ‖ 0x01 ‖ key)[..4]`, the hint in signature lines.
    pub fn id(&self) -> [u8; 4] {
        let mut hash = Sha256::new();
        hash.update(&self.name);
        hash.update([b'\n', ED25519]);
        hash.update(self.key.as_bytes());
        let [a, b, c, d, ..]: [u8; 32] = hash.finalize().into();
        [a, b, c, d]
    }

    /// `SubjectPublicKeyInfo` in PEM, the form OpenSSL reads.
    pub fn pem(&self) -> Result<String, Error> {
        let pem = self.key.to_public_key_pem(LineEnding::LF);
        pem.map_err(|e| Error::Key(e.to_string()))
    }

    /// Whether this key made this signature; weak keys and malleable signatures never did.
    pub fn signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.key.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut typed = vec![ED25519];
        typed.extend(self.key.as_bytes());
        write!(f, "{}+{}+{}", self.name, hex::encode(self.id()), STANDARD.encode(typed))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

/// The key with which a log signs its checkpoints. Its name is the log's origin.
#[derive(Clone)]
pub struct LogKey {
    secret: SigningKey,
    public: PublicKey,
}

impl LogKey {
    /// The key made from 32 secret bytes.
    pub fn from_seed(origin: &str, seed: &[u8; 32]) -> Result<Self, Error> {
        let secret = SigningKey::from_bytes(seed);
        let public = PublicKey::new(origin, secret.verifying_key())?;
        Ok(Self { secret, public })
    }

    /// Its public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    pub(crate) fn sign(&self, text: &str) -> [u8; 64] {
        self.secret.sign(text.as_bytes()).to_bytes()
    }
}

/// The key with which the service signs intents, kept outside the database so that whoever
/// holds the database cannot plant entries.
#[derive(Clone)]
pub struct AppKey {
    secret: SigningKey,
    public: PublicKey,
}

impl AppKey {
    /// The key made from 32 secret bytes; its name is the `app` of the intents it signs.
    pub fn from_seed(app: &str, seed: &[u8; 32]) -> Result<Self, Error> {
        let secret = SigningKey::from_bytes(seed);
        let public = PublicKey::new(app, secret.verifying_key())?;
        Ok(Self { secret, public })
    }

    /// Its public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.secret.sign(message).to_bytes()
    }
}
