//! What the log holds of an entry (条目): the application's signed intent, and the place the
//! sequencer gave it within its subject's trail. No personal data, only salted commitments.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::{canonical, parse_canonical};
use crate::keys::{AppKey, PublicKey};
use crate::{Error, Hash, merkle};

/// Largest intent, in bytes.
pub const MAX_INTENT: usize = 8 * 1024;

/// What an application's signature covers besides the intent, so that it can be no other
/// statement.
const DOMAIN: &[u8] = b"hr-evidence/intent/v1\n";

/// What the application says happened, before the log gives it a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intent {
    /// Pseudonym of who did it.
    pub actor: String,
    /// Name of the application's key.
    pub app: String,
    /// The entry's own id.
    pub entry: Uuid,
    /// Dotted and past tense, of lower-case ASCII letters: `review.delivered`.
    pub kind: String,
    /// Origin of the log it is meant for.
    pub log: String,
    /// When it happened by the application's clock, to the microsecond.
    #[serde(with = "instant")]
    pub occurred: DateTime<Utc>,
    /// The content, as commitments.
    pub parts: Vec<Part>,
    /// Name and version of the form of the parts: `payslip/1`.
    pub schema: String,
    /// Pseudonym of whom it is about, [`subject_ref`](crate::subject_ref).
    #[serde(with = "plain")]
    pub subject: Hash,
}

/// One piece of an entry's content, hidden behind a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// [`commit`](crate::commit) over salt and body.
    #[serde(with = "prefixed")]
    pub commit: Hash,
    /// Media type of the body.
    pub media: String,
    /// File name of the body, unique within the entry; it names no person.
    pub name: String,
    /// The same commitment by SM3, carried for readers who want it and not checked here.
    #[serde(with = "plain_option", default, skip_serializing_if = "Option::is_none")]
    pub sm3: Option<Hash>,
}

impl Intent {
    /// The canonical bytes, at most [`MAX_INTENT`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        self.check()?;
        let value = serde_json::to_value(self).map_err(|e| Error::Leaf(e.to_string()))?;
        let bytes = canonical(&value)?;
        if bytes.len() > MAX_INTENT {
            return Err(Error::TooLong { what: "an intent", size: bytes.len(), limit: MAX_INTENT });
        }
        Ok(bytes)
    }

    /// Reads canonical bytes. What is not canonical, or holds an unknown key, is refused.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let value = parse_canonical(bytes)?;
        let intent: Self = serde_json::from_value(value).map_err(|e| Error::Leaf(e.to_string()))?;
        if intent.to_bytes()? != bytes {
            return Err(Error::Leaf("the intent has values written in an unusual way".into()));
        }
        Ok(intent)
    }

    fn check(&self) -> Result<(), Error> {
        let texts = [&self.actor, &self.app, &self.kind, &self.log, &self.schema];
        if texts.iter().any(|text| text.is_empty()) {
            return Err(Error::Leaf("an intent leaves nothing empty but its parts".into()));
        }
        let coded = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-/".contains(c);
        if ![&self.kind, &self.schema].iter().all(|text| text.chars().all(coded)) {
            return Err(Error::Leaf("kind and schema are codes, not prose".into()));
        }
        if !(0..=9999).contains(&self.occurred.year()) {
            return Err(Error::Leaf("years have four digits".into()));
        }
        let mut names = BTreeSet::new();
        for part in &self.parts {
            if !is_file_name(&part.name) || !names.insert(part.name.to_ascii_lowercase()) {
                return Err(Error::Leaf(format!("{:?} cannot name a part", part.name)));
            }
        }
        Ok(())
    }
}

/// ASCII letters, digits, `.`, `_` and `-`, at most 64, not led by a dot: safe in every file
/// system, and nobody's name in Chinese.
fn is_file_name(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
    (1..=64).contains(&name.len()) && !name.starts_with('.') && name.bytes().all(plain)
}

/// The application's Ed25519 signature over an intent's canonical bytes.
pub fn sign_intent(key: &AppKey, intent: &[u8]) -> [u8; 64] {
    key.sign(&[DOMAIN, intent].concat())
}

/// Checks the application's signature over an intent's canonical bytes.
pub fn verify_intent(key: &PublicKey, intent: &[u8], signature: &[u8; 64]) -> Result<(), Error> {
    match key.signed(&[DOMAIN, intent].concat(), signature) {
        true => Ok(()),
        false => Err(Error::Leaf(format!("{} did not sign this intent", key.name()))),
    }
}

/// The leaf's bytes, by concatenation: what results is canonical when the intent is.
///
/// `prev` is the leaf hash of the subject's previous entry or [`Hash::ZERO`]; `seq` counts the
/// subject's entries from 1.
pub fn leaf_bytes(intent: &[u8], prev: &Hash, seq: u64, signature: &[u8; 64]) -> Vec<u8> {
    let place = format!(r#","prev":"{prev}","seq":{seq},"sig":"{}","v":1}}"#, STANDARD.encode(signature));
    [br#"{"intent":"#, intent, place.as_bytes()].concat()
}

/// RFC 6962 hash of a leaf's bytes.
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    merkle::leaf_hash(leaf)
}

/// A leaf taken apart, its intent still the very bytes that were signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Canonical bytes of the intent; [`Intent::parse`] reads them.
    pub intent: Vec<u8>,
    /// Leaf hash of the subject's previous entry, or zero.
    pub prev: Hash,
    /// Place among the subject's entries, from 1.
    pub seq: u64,
    /// The application's signature.
    pub signature: [u8; 64],
}

impl Leaf {
    /// Takes a leaf's bytes apart. The intent is not looked into.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        split_leaf(bytes).ok_or_else(|| Error::Leaf("it is not intent, prev, seq, sig and v".into()))
    }

    /// The bytes again.
    pub fn to_bytes(&self) -> Vec<u8> {
        leaf_bytes(&self.intent, &self.prev, self.seq, &self.signature)
    }
}

fn split_leaf(bytes: &[u8]) -> Option<Leaf> {
    let rest = bytes.strip_prefix(br#"{"intent":"#)?.strip_suffix(br#"","v":1}"#)?;
    let (rest, signature) = split_end(rest, 88)?;
    let signature = STANDARD.decode(signature).ok()?.try_into().ok()?;
    let rest = rest.strip_suffix(br#","sig":""#)?;
    let digits = rest.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let (rest, digits) = split_end(rest, digits)?;
    let seq = std::str::from_utf8(digits).ok()?;
    let seq = (!seq.starts_with('0')).then(|| seq.parse().ok())??;
    let (rest, prev) = split_end(rest.strip_suffix(br#"","seq":"#)?, 64)?;
    let prev = Hash::from_hex(std::str::from_utf8(prev).ok()?).ok()?;
    let intent = rest.strip_suffix(br#","prev":""#)?.to_vec();
    Some(Leaf { intent, prev, seq, signature })
}

fn split_end(bytes: &[u8], count: usize) -> Option<(&[u8], &[u8])> {
    bytes.split_at_checked(bytes.len().checked_sub(count)?)
}

/// `2026-11-21T09:00:00.000000Z`.
mod instant {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(at: &DateTime<Utc>, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&at.format("%Y-%m-%dT%H:%M:%S%.6fZ"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<DateTime<Utc>, D::Error> {
        String::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}

/// Bare hexadecimal.
mod plain {
    use super::Hash;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub fn serialize<S: Serializer>(hash: &Hash, s: S) -> Result<S::Ok, S::Error> {
        hash.serialize(s)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Hash, D::Error> {
        String::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}

/// Bare hexadecimal, or no key at all.
mod plain_option {
    use super::Hash;
    use serde::{Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(hash: &Option<Hash>, s: S) -> Result<S::Ok, S::Error> {
        hash.serialize(s)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Hash>, D::Error> {
        super::plain::deserialize(d).map(Some)
    }
}

/// `sha256:` and hexadecimal.
mod prefixed {
    use super::Hash;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(hash: &Hash, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&format_args!("sha256:{hash}"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Hash, D::Error> {
        let text = String::deserialize(d)?;
        let hex = text.strip_prefix("sha256:").ok_or_else(|| D::Error::custom("not sha256"))?;
        hex.parse().map_err(D::Error::custom)
    }
}
