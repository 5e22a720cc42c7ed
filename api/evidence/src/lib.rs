//! The evidence log (留痕日志): leaves, Merkle tree, checkpoints, proofs, timestamps, bundles
//! and the offline verifier.
//!
//! Pure but for reading a bundle from a file: no database, no network, no clock. Formats are
//! those of others wherever one exists: RFC 8785 JSON, RFC 6962 trees, C2SP tiles, notes,
//! checkpoints and tlog-proofs, RFC 3161 timestamps, RFC 8493 bags, CMS signatures with SM2.

pub mod algorithms;
pub mod bundle;
mod canonical;
mod error;
mod hash;
pub mod heads;
mod keys;
mod leaf;
pub mod merkle;
pub mod message;
pub mod note;
pub mod pki;
pub mod proof;
pub mod sm2;
pub mod timestamp;
pub mod verify;

pub use canonical::{canonical, parse_canonical};
pub use error::Error;
pub use hash::{Hash, commit, subject_ref};
pub use keys::{AppKey, LogKey, PublicKey};
pub use leaf::{Intent, Leaf, MAX_INTENT, Part, leaf_bytes, leaf_hash, sign_intent, verify_intent};
