//! Growing the tree.

use super::empty_root;
use super::tiles::{TileId, Tiles, WIDTH, root_of_run};
use crate::{Error, Hash};

/// The growing edge of the tree: the rightmost partial tile of each level, at most 8 KiB each.
///
/// Everything to the left is settled and lives in tiles only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    size: u64,
    /// From level 0; each shorter than a full tile.
    edge: Vec<Vec<Hash>>,
}

/// A tile to be stored, replacing what is stored under its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TileWrite {
    /// 0 for leaf hashes, 1 for roots of full tiles of level 0, and so on.
    pub level: u8,
    /// Place of the tile within its level, from 0.
    pub n: u64,
    /// Its whole present content: 1 to 256 hashes of 32 bytes, the stored content a prefix.
    pub data: Vec<u8>,
}

impl TileWrite {
    /// Where the tile is stored.
    pub fn id(&self) -> TileId {
        TileId { level: self.level, n: self.n }
    }
}

impl Tree {
    /// The tree without leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// The tiles that [`Tree::resume`] needs for a tree of this size.
    pub fn edge_tiles(size: u64) -> Vec<TileId> {
        (0..8)
            .map(|level| (level, size >> (8 * u32::from(level))))
            .filter(|(_, hashes)| hashes % WIDTH != 0)
            .map(|(level, hashes)| TileId { level, n: hashes / WIDTH })
            .collect()
    }

    /// The tree as it was with `size` leaves. Tiles may be longer than it needs.
    ///
    /// The caller compares [`Tree::root`] with the checkpoint it has for that size.
    pub fn resume(size: u64, tiles: &Tiles) -> Result<Self, Error> {
        let mut edge = Vec::new();
        let mut hashes = size;
        for level in 0.. {
            if hashes == 0 {
                break;
            }
            let id = TileId { level, n: hashes / WIDTH };
            let width = hashes % WIDTH;
            edge.push((0..width).map(|at| tiles.hash(id, at)).collect::<Result<_, _>>()?);
            hashes /= WIDTH;
        }
        Ok(Self { size, edge })
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// RFC 6962 root.
    pub fn root(&self) -> Hash {
        let runs = self.edge.iter().flat_map(|tile| complete_runs(tile));
        runs.reduce(|right, left| super::node(&left, &right)).unwrap_or_else(empty_root)
    }

    /// Adds leaves by their hashes, and says which tiles changed, by level and place.
    pub fn append(&mut self, leaf_hashes: &[Hash]) -> Vec<TileWrite> {
        let mut writes = Vec::new();
        let mut coming = leaf_hashes.to_vec();
        let mut start = self.size;
        for level in 0.. {
            if coming.is_empty() {
                break;
            }
            let mut first = start / WIDTH;
            if self.edge.len() == usize::from(level) {
                self.edge.push(Vec::new());
            }
            let Some(tile) = self.edge.get_mut(usize::from(level)) else { break };
            tile.append(&mut coming);
            while let Some(full) = tile.get(..WIDTH as usize) {
                writes.push(write(level, first, full));
                coming.push(root_of_run(full));
                tile.drain(..WIDTH as usize);
                first += 1;
            }
            if !tile.is_empty() {
                writes.push(write(level, first, tile));
            }
            start /= WIDTH;
        }
        self.size += leaf_hashes.len() as u64;
        writes
    }
}

fn write(level: u8, n: u64, hashes: &[Hash]) -> TileWrite {
    TileWrite { level, n, data: hashes.iter().flat_map(|hash| hash.0).collect() }
}

/// Roots of the complete subtrees that a partial tile falls into, smallest and rightmost first.
fn complete_runs(tile: &[Hash]) -> impl Iterator<Item = Hash> {
    let mut rest = tile;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (left, right) = rest.split_at(rest.len() - (1 << rest.len().trailing_zeros()));
        rest = left;
        Some(root_of_run(right))
    })
}
