//! Reading the tree: roots and proofs of any earlier size, from stored tiles.

use std::collections::{BTreeMap, BTreeSet};

use super::{TileWrite, empty_root, node};
use crate::{Error, Hash};

/// Hashes in a full tile.
pub(super) const WIDTH: u64 = 256;

/// Where a tile stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    /// 0 for leaf hashes, 1 for roots of full tiles of level 0, and so on.
    pub level: u8,
    /// Place within the level, from 0.
    pub n: u64,
}

/// Tiles that were fetched. A tile longer than a tree needs serves it as well.
#[derive(Debug, Clone, Default)]
pub struct Tiles(BTreeMap<TileId, Vec<u8>>);

impl Tiles {
    /// Takes in a tile, in place of what was there.
    pub fn put(&mut self, id: TileId, data: Vec<u8>) {
        self.0.insert(id, data);
    }

    /// The content of a tile.
    pub fn get(&self, id: TileId) -> Option<&[u8]> {
        self.0.get(&id).map(Vec::as_slice)
    }

    pub(super) fn hash(&self, id: TileId, at: u64) -> Result<Hash, Error> {
        let from = usize::try_from(at).unwrap_or(usize::MAX).saturating_mul(32);
        let tile = self.0.get(&id).and_then(|tile| tile.get(from..)?.first_chunk::<32>());
        tile.map(|hash| Hash(*hash))
            .ok_or_else(|| Error::Tiles(format!("hash {at} of tile {} at level {} is missing", id.n, id.level)))
    }
}

impl Extend<TileWrite> for Tiles {
    fn extend<T: IntoIterator<Item = TileWrite>>(&mut self, writes: T) {
        for write in writes {
            self.put(write.id(), write.data);
        }
    }
}

impl FromIterator<(TileId, Vec<u8>)> for Tiles {
    fn from_iter<T: IntoIterator<Item = (TileId, Vec<u8>)>>(tiles: T) -> Self {
        Self(tiles.into_iter().collect())
    }
}

/// Tiles from which [`root_at`] computes the root of a tree of this size.
pub fn root_tiles(size: u64) -> Vec<TileId> {
    tiles_of(&[Leaves { from: 0, until: size }])
}

/// Root of the tree when it had `size` leaves.
pub fn root_at(size: u64, tiles: &Tiles) -> Result<Hash, Error> {
    match size {
        0 => Ok(empty_root()),
        _ => Leaves { from: 0, until: size }.hash(tiles),
    }
}

/// Tiles from which [`inclusion_proof`] is made, known before any is read.
pub fn inclusion_tiles(size: u64, index: u64) -> Result<Vec<TileId>, Error> {
    Ok(tiles_of(&inclusion_path(size, index)?))
}

/// Proof that leaf `index` is in the tree of `size` leaves, sibling of the leaf first (RFC 6962
/// §2.1.1).
pub fn inclusion_proof(size: u64, index: u64, tiles: &Tiles) -> Result<Vec<Hash>, Error> {
    inclusion_path(size, index)?.iter().map(|leaves| leaves.hash(tiles)).collect()
}

/// Tiles from which [`consistency_proof`] is made.
pub fn consistency_tiles(old: u64, new: u64) -> Result<Vec<TileId>, Error> {
    Ok(tiles_of(&consistency_path(old, new)?))
}

/// Proof that the tree of `new` leaves extends that of `old` (RFC 6962 §2.1.2); empty when `old`
/// is none or all.
pub fn consistency_proof(old: u64, new: u64, tiles: &Tiles) -> Result<Vec<Hash>, Error> {
    consistency_path(old, new)?.iter().map(|leaves| leaves.hash(tiles)).collect()
}

/// A run of leaves whose hash is a node of some tree: it begins at a multiple of the smallest
/// power of two not below its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Leaves {
    from: u64,
    until: u64,
}

impl Leaves {
    fn len(self) -> u64 {
        self.until - self.from
    }

    /// Left and right of two or more, as RFC 6962 cuts: the left is the largest power of two
    /// below the length.
    fn cut(self) -> (Self, Self) {
        let middle = self.from + (1 << (self.len() - 1).ilog2());
        (Self { until: middle, ..self }, Self { from: middle, ..self })
    }

    /// The complete subtrees this run falls into, left to right.
    fn complete(self) -> Vec<Complete> {
        let mut found = Vec::new();
        let mut from = self.from;
        while let Some(height) = (self.until - from).checked_ilog2() {
            found.push(Complete { from, height });
            from += 1 << height;
        }
        found
    }

    fn hash(self, tiles: &Tiles) -> Result<Hash, Error> {
        let mut hash = None;
        for subtree in self.complete().into_iter().rev() {
            let left = subtree.hash(tiles)?;
            hash = Some(hash.map_or(left, |right| node(&left, &right)));
        }
        hash.ok_or_else(|| Error::Tiles("no leaves have no hash".into()))
    }
}

/// A complete subtree of 2^height leaves.
#[derive(Debug, Clone, Copy)]
struct Complete {
    from: u64,
    height: u32,
}

impl Complete {
    /// The tile that holds it and where: a place in the tile, and how many hashes from there.
    fn place(self) -> (TileId, u64, u64) {
        let level = self.height / 8;
        let first = self.from >> (8 * level);
        let id = TileId { level: level as u8, n: first / WIDTH };
        (id, first % WIDTH, 1 << (self.height % 8))
    }

    fn hash(self, tiles: &Tiles) -> Result<Hash, Error> {
        let (id, at, count) = self.place();
        let run: Vec<_> = (at..at + count).map(|at| tiles.hash(id, at)).collect::<Result<_, _>>()?;
        Ok(root_of_run(&run))
    }
}

/// Root over a power of two of hashes.
pub(super) fn root_of_run(hashes: &[Hash]) -> Hash {
    match hashes {
        [] => empty_root(),
        [one] => *one,
        more => {
            let (left, right) = more.split_at(more.len() / 2);
            node(&root_of_run(left), &root_of_run(right))
        }
    }
}

fn tiles_of(path: &[Leaves]) -> Vec<TileId> {
    let subtrees = path.iter().flat_map(|leaves| leaves.complete());
    let ids: BTreeSet<_> = subtrees.map(|subtree| subtree.place().0).collect();
    ids.into_iter().collect()
}

fn inclusion_path(size: u64, index: u64) -> Result<Vec<Leaves>, Error> {
    if index >= size {
        return Err(Error::Proof(format!("entry {index} is not among {size}")));
    }
    let mut path = Vec::new();
    let mut here = Leaves { from: 0, until: size };
    while here.len() > 1 {
        let (left, right) = here.cut();
        let (next, sibling) = if index < left.until { (left, right) } else { (right, left) };
        path.push(sibling);
        here = next;
    }
    path.reverse();
    Ok(path)
}

fn consistency_path(old: u64, new: u64) -> Result<Vec<Leaves>, Error> {
    if old > new {
        return Err(Error::Proof(format!("tree {new} cannot extend tree {old}")));
    }
    if old == 0 || old == new {
        return Ok(Vec::new());
    }
    let mut path = Vec::new();
    let mut here = Leaves { from: 0, until: new };
    while here.until != old {
        let (left, right) = here.cut();
        let (next, sibling) = if old <= left.until { (left, right) } else { (right, left) };
        path.push(sibling);
        here = next;
    }
    // What is left is the end of the old tree; when it is all of it, its root is known anyway.
    if here.from != 0 {
        path.push(here);
    }
    path.reverse();
    Ok(path)
}
