//! Proofs as files: C2SP `tlog-proof@v1` for inclusion, the request body of C2SP tlog-witness
//! for consistency. Each carries the checkpoint that it leads to.

use std::fmt;

use crate::keys::PublicKey;
use crate::note::{Checkpoint, decimal};
use crate::{Error, Hash, merkle};

const INCLUSION_HEADER: &str = "c2sp.org/tlog-proof@v1";

/// Most hashes a proof can have: two for each level of a tree of 2⁶³ leaves.
const MAX_HASHES: usize = 126;

/// That a leaf is in the log: the receipt (回执) an employee keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inclusion {
    /// Place in the log, from 0.
    pub index: u64,
    /// From the leaf's sibling upwards.
    pub hashes: Vec<Hash>,
    /// The checkpoint's signed note.
    pub note: String,
}

impl Inclusion {
    /// Reads a proof. The optional `extra` line of the format is refused: nothing here uses it.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let (first, rest) = text.split_once('\n').unwrap_or_default();
        if first != INCLUSION_HEADER {
            return Err(Error::Proof("it is not a tlog-proof".into()));
        }
        let (index, hashes, note) = read_hashes("index ", rest)?;
        Ok(Self { index, hashes, note })
    }

    /// Checks that the leaf with this hash is where the proof says, under a checkpoint that the
    /// log signed. Returns that checkpoint.
    pub fn verify(&self, leaf: &Hash, log: &PublicKey) -> Result<Checkpoint, Error> {
        let checkpoint = Checkpoint::open(&self.note, log)?;
        merkle::verify_inclusion(leaf, self.index, checkpoint.size, &self.hashes, &checkpoint.root)?;
        Ok(checkpoint)
    }
}

impl fmt::Display for Inclusion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{INCLUSION_HEADER}")?;
        write_hashes("index", self.index, &self.hashes, &self.note, f)
    }
}

/// That the log only grew from `old` entries to its checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consistency {
    /// Size of the older tree.
    pub old: u64,
    /// RFC 6962 §2.1.2.
    pub hashes: Vec<Hash>,
    /// The newer checkpoint's signed note.
    pub note: String,
}

impl Consistency {
    /// Reads a proof.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let (old, hashes, note) = read_hashes("old ", text)?;
        Ok(Self { old, hashes, note })
    }

    /// Checks that the newer checkpoint, signed by the log, extends the older.
    pub fn verify(&self, old: &Checkpoint, log: &PublicKey) -> Result<Checkpoint, Error> {
        let new = Checkpoint::open(&self.note, log)?;
        if old.size != self.old || old.origin != new.origin {
            return Err(Error::Proof("it starts from another checkpoint".into()));
        }
        merkle::verify_consistency((old.size, &old.root), (new.size, &new.root), &self.hashes)?;
        Ok(new)
    }
}

impl fmt::Display for Consistency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hashes("old", self.old, &self.hashes, &self.note, f)
    }
}

/// `key number LF`, hashes in base64 a line each, an empty line, the note as it is.
pub(crate) fn write_hashes(
    key: &str,
    number: u64,
    hashes: &[Hash],
    note: &str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    writeln!(f, "{key} {number}")?;
    for hash in hashes {
        writeln!(f, "{}", hash.base64())?;
    }
    write!(f, "\n{note}")
}

pub(crate) fn read_hashes(key: &str, text: &str) -> Result<(u64, Vec<Hash>, String), Error> {
    let bad = |why: &str| Error::Proof(why.into());
    let (head, note) = text.split_once("\n\n").ok_or_else(|| bad("it has no checkpoint"))?;
    let mut lines = head.split('\n');
    let number = lines.next().and_then(|line| line.strip_prefix(key)).and_then(decimal);
    let number = number.ok_or_else(|| bad("its first line is not understood"))?;
    let hashes: Vec<_> = lines.map(Hash::from_base64).collect::<Result<_, _>>()?;
    if hashes.len() > MAX_HASHES {
        return Err(bad("it is too long for any tree"));
    }
    Ok((number, hashes, note.into()))
}
