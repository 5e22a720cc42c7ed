//! Where things stand in a bundle.

use crate::Hash;
use crate::note::decimal;

/// A file of the payload, by what it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// How to check the bundle with tools of others, in Chinese.
    Readme,
    /// The entries as a table for people, in Chinese.
    Index,
    /// What the bundle claims to hold: [`Scope`](super::Scope).
    Scope,
    /// C2SP tlog-policy: whose signatures a checkpoint needs.
    Policy,
    /// The log's verifier key.
    LogKey,
    /// The same for OpenSSL.
    LogPem,
    /// Certificates of whoever signed the SM3 manifest with SM2, PEM.
    Sm2Chain,
    /// An application's verifier key, by the key's id.
    AppKey([u8; 4]),
    /// The same for OpenSSL.
    AppPem([u8; 4]),
    /// The checkpoint of this size.
    Checkpoint(u64),
    /// That the log grew from one size to another.
    Consistency(u64, u64),
    /// RFC 3161 response over the checkpoint of this size.
    Stamp(u64),
    /// Certificates of the time-stamping authorities, PEM.
    Chain,
    /// The leaf of the entry at this index.
    Leaf(u64),
    /// Its inclusion proof.
    Proof(u64),
    /// The content of one of its parts.
    Part(u64, String),
    /// The 32-byte salt of that part.
    Salt(u64, String),
    /// The place of a subject in the tree of heads.
    Head(Hash),
}

impl Slot {
    /// The path in the bag.
    pub fn path(&self) -> String {
        match self {
            Self::Readme => "data/README.zh.md".into(),
            Self::Index => "data/index.zh.md".into(),
            Self::Scope => "data/scope.json".into(),
            Self::Policy => "data/policy.txt".into(),
            Self::LogKey => "data/keys/log.vkey".into(),
            Self::LogPem => "data/keys/log.pem".into(),
            Self::Sm2Chain => "data/keys/sm2.pem".into(),
            Self::AppKey(id) => format!("data/keys/app-{}.vkey", hex::encode(id)),
            Self::AppPem(id) => format!("data/keys/app-{}.pem", hex::encode(id)),
            Self::Checkpoint(size) => format!("data/checkpoints/{size}.txt"),
            Self::Consistency(old, new) => format!("data/consistency/{old}-{new}.txt"),
            Self::Stamp(size) => format!("data/tsa/{size}.tsr"),
            Self::Chain => "data/tsa/chain.pem".into(),
            Self::Leaf(index) => format!("data/entries/{index:06}/leaf.json"),
            Self::Proof(index) => format!("data/entries/{index:06}/entry.tlog-proof"),
            Self::Part(index, name) => format!("data/entries/{index:06}/parts/{name}"),
            Self::Salt(index, name) => format!("data/entries/{index:06}/salts/{name}"),
            Self::Head(subject) => format!("data/heads/{subject}.txt"),
        }
    }

    /// What stands at a path, when a bundle has such a file.
    pub fn of(path: &str) -> Option<Self> {
        let slot = guess(path)?;
        (slot.path() == path).then_some(slot)
    }
}

/// The only slot that might have this path; [`Slot::of`] makes sure.
fn guess(path: &str) -> Option<Slot> {
    let parts: Vec<&str> = path.split('/').collect();
    let stem = |name: &'static str| parts.last().and_then(|last| last.strip_suffix(name));
    Some(match parts.get(1..)? {
        ["README.zh.md"] => Slot::Readme,
        ["index.zh.md"] => Slot::Index,
        ["scope.json"] => Slot::Scope,
        ["policy.txt"] => Slot::Policy,
        ["keys", "log.vkey"] => Slot::LogKey,
        ["keys", "log.pem"] => Slot::LogPem,
        ["keys", "sm2.pem"] => Slot::Sm2Chain,
        ["keys", name] => {
            let mut id = [0; 4];
            let (hex, kind) = name.strip_prefix("app-")?.split_once('.')?;
            hex::decode_to_slice(hex, &mut id).ok()?;
            if kind == "pem" { Slot::AppPem(id) } else { Slot::AppKey(id) }
        }
        ["checkpoints", _] => Slot::Checkpoint(decimal(stem(".txt")?)?),
        ["consistency", _] => {
            let (old, new) = stem(".txt")?.split_once('-')?;
            Slot::Consistency(decimal(old)?, decimal(new)?)
        }
        ["tsa", "chain.pem"] => Slot::Chain,
        ["tsa", _] => Slot::Stamp(decimal(stem(".tsr")?)?),
        ["heads", _] => Slot::Head(Hash::from_hex(stem(".txt")?).ok()?),
        ["entries", index, rest @ ..] => {
            let index = index.parse().ok()?;
            match rest {
                ["leaf.json"] => Slot::Leaf(index),
                ["entry.tlog-proof"] => Slot::Proof(index),
                ["parts", name] => Slot::Part(index, (*name).into()),
                ["salts", name] => Slot::Salt(index, (*name).into()),
                _ => return None,
            }
        }
        _ => return None,
    })
}
