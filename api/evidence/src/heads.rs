//! The tree of heads: for every subject, how many entries it has and which is the last. Its
//! root is itself logged (`log.heads`), so that nobody can later cut the end off a trail.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::canonical::{canonical, parse_canonical};
use crate::merkle::{self, Tiles, Tree};
use crate::note::decimal;
use crate::proof::{read_hashes, write_hashes};
use crate::{Error, Hash};

/// Kind of the entry that states a tree of heads.
pub const HEADS_KIND: &str = "log.heads";

/// One subject's head.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head {
    /// The subject's pseudonym.
    pub subject: Hash,
    /// How many entries it has.
    pub count: u64,
    /// Leaf hash of the last.
    pub head: Hash,
}

impl Head {
    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.strip_suffix('\n')?.split(' ');
        let (subject, count, head) = (fields.next()?, fields.next()?, fields.next()?);
        let subject = Hash::from_hex(subject).ok()?;
        let (count, head) = (decimal(count)?, Hash::from_hex(head).ok()?);
        fields.next().is_none().then_some(Self { subject, count, head })
    }
}

/// The line that is a leaf of the tree: `subject SP count SP head LF`.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {} {}", self.subject, self.count, self.head)
    }
}

/// What a `log.heads` entry says, as the content of its one part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// Size of the log whose subjects are counted.
    pub covers_size: u64,
    /// Number of subjects.
    pub heads_size: u64,
    /// RFC 6962 root over the lines, sorted by their bytes.
    pub heads_root: Hash,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    covers_size: u64,
    heads_root: String,
    heads_size: u64,
}

impl Statement {
    /// Canonical JSON.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        let written =
            Written { covers_size: self.covers_size, heads_root: self.heads_root.hex(), heads_size: self.heads_size };
        canonical(&serde_json::to_value(written).map_err(|e| Error::Canonical(e.to_string()))?)
    }

    /// Reads canonical JSON.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let value = parse_canonical(bytes)?;
        let written: Written = serde_json::from_value(value).map_err(|e| Error::Canonical(e.to_string()))?;
        let heads_root = Hash::from_hex(&written.heads_root)?;
        Ok(Self { covers_size: written.covers_size, heads_size: written.heads_size, heads_root })
    }
}

/// All heads of a log, as a tree.
pub struct Heads {
    heads: Vec<Head>,
    tree: Tree,
    tiles: Tiles,
}

impl Heads {
    /// The tree over one head a subject, in any order.
    pub fn new(mut heads: Vec<Head>) -> Self {
        // Subjects have one length, so the lines sort as their subjects do.
        heads.sort();
        let leaves: Vec<_> = heads.iter().map(|head| merkle::leaf_hash(head.to_string().as_bytes())).collect();
        let (mut tree, mut tiles) = (Tree::new(), Tiles::default());
        tiles.extend(tree.append(&leaves));
        Self { heads, tree, tiles }
    }

    /// The statement to be logged, for a log of `covers_size` entries.
    pub fn statement(&self, covers_size: u64) -> Statement {
        Statement { covers_size, heads_size: self.tree.size(), heads_root: self.tree.root() }
    }

    /// Proof of one subject's head; `None` when the log has no entry about it.
    pub fn proof(&self, subject: &Hash) -> Result<Option<HeadProof>, Error> {
        let Ok(at) = self.heads.binary_search_by(|head| head.subject.cmp(subject)) else {
            return Ok(None);
        };
        let Some(head) = self.heads.get(at).cloned() else { return Ok(None) };
        let index = at as u64;
        let hashes = merkle::inclusion_proof(self.tree.size(), index, &self.tiles)?;
        Ok(Some(HeadProof { head, index, hashes }))
    }
}

/// That a subject had this head in a tree of heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadProof {
    /// The head.
    pub head: Head,
    /// Place of its line.
    pub index: u64,
    /// From the line's sibling upwards.
    pub hashes: Vec<Hash>,
}

impl HeadProof {
    /// Reads what [`HeadProof`] prints.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let (index, hashes, line) = read_hashes("index ", text)?;
        let head = Head::parse(&line).ok_or_else(|| Error::Proof("it has no head".into()))?;
        Ok(Self { head, index, hashes })
    }

    /// Checks the proof against a logged statement.
    pub fn verify(&self, stated: &Statement) -> Result<(), Error> {
        let leaf = merkle::leaf_hash(self.head.to_string().as_bytes());
        merkle::verify_inclusion(&leaf, self.index, stated.heads_size, &self.hashes, &stated.heads_root)
    }
}

impl fmt::Display for HeadProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hashes("index", self.index, &self.hashes, &self.head.to_string(), f)
    }
}
