//! What can go wrong in this crate, in one type.

use crate::pki::Distrust;
use crate::timestamp::Refusal;

/// Why something was not made, or not believed.
///
/// Only the verifier's report speaks Chinese; these sentences are for logs and developers.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A JSON value that the log's canonical form cannot hold, or text that is not that form.
    #[error("not canonical JSON: {0}")]
    Canonical(String),
    /// More bytes than a format allows.
    #[error("{what} has {size} bytes, at most {limit} are allowed")]
    TooLong {
        /// What is too long.
        what: &'static str,
        /// Its size in bytes.
        size: usize,
        /// The largest size allowed, in bytes.
        limit: usize,
    },
    /// An intent or a leaf that breaks its format.
    #[error("malformed leaf: {0}")]
    Leaf(String),
    /// A key that cannot be read or used.
    #[error("unusable key: {0}")]
    Key(String),
    /// A signed note that is malformed or carries no valid signature of the key asked for.
    #[error("refused note: {0}")]
    Note(String),
    /// A Merkle proof that does not lead to the root, or is malformed.
    #[error("refused proof: {0}")]
    Proof(String),
    /// Tiles that are missing or cannot belong to the tree they are given for.
    #[error("unusable tiles: {0}")]
    Tiles(String),
    /// A timestamp that is not believed.
    #[error("refused timestamp: {0}")]
    Timestamp(#[from] Refusal),
    /// An SM2 signature that is not believed.
    #[error("refused SM2 signature: {0}")]
    Sm2(#[from] crate::sm2::Refusal),
    /// A certificate that is not believed.
    #[error("refused certificate: {0}")]
    Certificate(#[from] Distrust),
    /// DER that cannot be read or written.
    #[error("DER: {0}")]
    Der(#[from] der::Error),
    /// Entries, proofs and notes that do not make one bundle.
    #[error("cannot bundle {path}: {why}")]
    Bundle {
        /// The path inside the bundle.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// A file that cannot be read.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}
