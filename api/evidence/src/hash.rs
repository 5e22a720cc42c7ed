//! SHA-256 values, and the two salted hashes by which the log speaks of people and of content
//! without holding either.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Error;

/// A SHA-256 value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// Thirty-two zero bytes: the `prev` of a subject's first entry.
    pub const ZERO: Self = Self([0; 32]);

    /// SHA-256 of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// SHA-256 of the concatenation of two byte strings.
    pub(crate) fn of_two(first: &[u8], second: &[u8]) -> Self {
        Self(Sha256::new().chain_update(first).chain_update(second).finalize().into())
    }

    /// Sixty-four lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        hex::encode(self.0)
    }

    /// Reads sixty-four lower-case hexadecimal digits.
    pub fn from_hex(text: &str) -> Result<Self, Error> {
        let mut bytes = [0; 32];
        let decoded = hex::decode_to_slice(text, &mut bytes);
        if decoded.is_err() || text.bytes().any(|b| b.is_ascii_uppercase()) {
            return Err(Error::Canonical(format!("{text:?} is not a SHA-256 value in hexadecimal")));
        }
        Ok(Self(bytes))
    }

    /// Standard padded base64, as notes and proofs write hashes.
    pub fn base64(&self) -> String {
        STANDARD.encode(self.0)
    }

    /// Reads standard padded base64.
    pub fn from_base64(text: &str) -> Result<Self, Error> {
        STANDARD
            .decode(text)
            .ok()
            .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
            .map(Self)
            .ok_or_else(|| Error::Proof(format!("{text:?} is not a SHA-256 value in base64")))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({})", self.hex())
    }
}

/// As its hexadecimal digits.
impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Hash {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::from_hex(text)
    }
}

/// The commitment to one part of an entry: `SHA-256(salt ‖ body)`, so that
/// `cat salt body | sha256sum` checks it. Destroying the salt makes it say nothing.
pub fn commit(salt: &[u8; 32], body: &[u8]) -> Hash {
    Hash::of_two(salt, body)
}

/// The pseudonym of a person (or of anything else with an id) in the log:
/// `SHA-256(salt ‖ id)` over the id in its usual 36 characters.
pub fn subject_ref(salt: &[u8; 32], id: Uuid) -> Hash {
    Hash::of_two(salt, id.hyphenated().to_string().as_bytes())
}
