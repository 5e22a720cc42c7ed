//! The Merkle tree of RFC 6962, kept in C2SP tiles of 256 hashes, and its proofs.
//!
//! A tile at level *l* holds roots of complete subtrees of 256ˡ leaves. A partial tile is a
//! prefix of the full one, so one row per tile that only grows is enough storage, and a longer
//! row serves every earlier tree size too.

mod tiles;
mod tree;

use sha2::{Digest, Sha256};

pub use tiles::{
    TileId, Tiles, consistency_proof, consistency_tiles, inclusion_proof, inclusion_tiles, root_at, root_tiles,
};
pub use tree::{TileWrite, Tree};

use crate::{Error, Hash};

/// `SHA-256(0x00 ‖ leaf)`
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Hash::of_two(&[0], leaf)
}

/// Root of the tree without leaves: SHA-256 of nothing.
pub fn empty_root() -> Hash {
    Hash::of(&[])
}

/// `SHA-256(0x01 ‖ left ‖ right)`
fn node(left: &Hash, right: &Hash) -> Hash {
    Hash(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// Checks an inclusion proof, RFC 9162 §2.1.3.2.
///
/// A proof may fit several tree sizes: `size` and `root` must come from a verified checkpoint.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> Result<(), Error> {
    if index >= size {
        return Err(Error::Proof(format!("entry {index} is not among {size}")));
    }
    let (mut at, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return Err(Error::Proof("the inclusion proof is too long".into()));
        }
        if at & 1 == 1 || at == last {
            hash = node(sibling, &hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(&hash, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    match last == 0 && hash == *root {
        true => Ok(()),
        false => Err(Error::Proof("the inclusion proof does not lead to the root".into())),
    }
}

/// Checks a consistency proof, RFC 9162 §2.1.4.2, between two trees given as size and root.
///
/// Everything extends the empty tree, and a tree extends itself; both by an empty proof.
pub fn verify_consistency(old: (u64, &Hash), new: (u64, &Hash), proof: &[Hash]) -> Result<(), Error> {
    let holds = match old.0 {
        size if size > new.0 => false,
        0 => proof.is_empty() && *old.1 == empty_root(),
        size if size == new.0 => proof.is_empty() && old.1 == new.1,
        _ => roots_by_proof(old, new.0, proof) == Some((*old.1, *new.1)),
    };
    match holds {
        true => Ok(()),
        false => Err(Error::Proof(format!("tree {} does not extend tree {}", new.0, old.0))),
    }
}

/// The two roots that a proof computes, when it has the right length.
fn roots_by_proof(old: (u64, &Hash), new_size: u64, proof: &[Hash]) -> Option<(Hash, Hash)> {
    // A complete old tree is itself the first node of the proof, which then leaves it out.
    let whole = old.0.is_power_of_two().then_some(old.1);
    let mut hashes = whole.into_iter().chain(proof);
    let (mut at, mut last) = (old.0 - 1, new_size - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let first = hashes.next()?;
    let (mut old_root, mut new_root) = (*first, *first);
    for sibling in hashes {
        if last == 0 {
            return None;
        }
        if at & 1 == 1 || at == last {
            old_root = node(sibling, &old_root);
            new_root = node(sibling, &new_root);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            new_root = node(&new_root, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    (last == 0).then_some((old_root, new_root))
}
