//! The Merkle tree, with ct-merkle as judge.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use evidence::Hash;
use evidence::merkle::{
    TileId, Tiles, Tree, consistency_proof, consistency_tiles, empty_root, inclusion_proof, inclusion_tiles, leaf_hash,
    root_at, root_tiles, verify_consistency, verify_inclusion,
};
use proptest::prelude::*;
use sha2::Sha256;

/// Sizes about the edges of tiles.
const SIZES: [u64; 10] = [0, 1, 2, 3, 255, 256, 257, 65_535, 65_536, 65_537];

type Judge = MemoryBackedTree<Sha256, [u8; 8]>;

/// Our tree and the judge's over the same leaves `0..size`, ours fed in batches.
struct Both {
    tree: Tree,
    tiles: Tiles,
    judge: Judge,
}

impl Both {
    fn new() -> Self {
        Self { tree: Tree::new(), tiles: Tiles::default(), judge: Judge::new() }
    }

    fn grow_to(&mut self, size: u64) {
        let leaves: Vec<_> = (self.tree.size()..size).map(u64::to_be_bytes).collect();
        let hashes: Vec<_> = leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
        self.tiles.extend(self.tree.append(&hashes));
        leaves.into_iter().for_each(|leaf| self.judge.push(leaf));
    }
}

fn grown(size: u64) -> Both {
    let mut both = Both::new();
    both.grow_to(size);
    both
}

fn bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

/// Only the tiles named, as a caller would fetch them.
fn fetched(tiles: &Tiles, ids: &[TileId]) -> Tiles {
    ids.iter().map(|id| (*id, tiles.get(*id).unwrap().to_vec())).collect()
}

#[test]
fn roots_are_the_judges_at_every_edge_of_a_tile() {
    let mut both = Both::new();
    for size in SIZES {
        both.grow_to(size);
        let root = both.judge.root();
        assert_eq!(both.tree.root().0[..], root.as_bytes()[..], "{size}");
        assert_eq!(both.tree.size(), root.num_leaves());
    }
}

#[test]
fn inclusion_proofs_are_the_judges_and_need_only_the_tiles_named_before() {
    let both = grown(65_537);
    for size in SIZES.into_iter().skip(1) {
        let judge = grown(size).judge;
        let root = root_at(size, &both.tiles).unwrap();
        for index in [0, 1, size / 2, size.saturating_sub(2), size - 1] {
            let index = index.min(size - 1);
            let tiles = fetched(&both.tiles, &inclusion_tiles(size, index).unwrap());
            let proof = inclusion_proof(size, index, &tiles).unwrap();
            assert_eq!(bytes(&proof), judge.prove_inclusion(index as usize).as_bytes());
            let leaf = leaf_hash(&index.to_be_bytes());
            verify_inclusion(&leaf, index, size, &proof, &root).unwrap();
        }
    }
}

#[test]
fn consistency_proofs_are_the_judges_and_need_only_the_tiles_named_before() {
    let both = grown(65_537);
    for new in SIZES {
        let judge = grown(new).judge;
        for old in SIZES.into_iter().filter(|old| (1..=new).contains(old)) {
            let tiles = fetched(&both.tiles, &consistency_tiles(old, new).unwrap());
            let proof = consistency_proof(old, new, &tiles).unwrap();
            let judged = judge.prove_consistency((new - old) as usize);
            assert_eq!(bytes(&proof), judged.as_bytes(), "{old} to {new}");
            let roots = [old, new].map(|size| root_at(size, &both.tiles).unwrap());
            verify_consistency((old, &roots[0]), (new, &roots[1]), &proof).unwrap();
        }
    }
}

#[test]
fn everything_extends_the_empty_tree_and_nothing_shrinks() {
    let root = grown(5).tree.root();
    assert_eq!(consistency_proof(0, 5, &Tiles::default()).unwrap(), []);
    verify_consistency((0, &empty_root()), (5, &root), &[]).unwrap();
    verify_consistency((0, &root), (5, &root), &[]).unwrap_err();
    verify_consistency((5, &root), (0, &empty_root()), &[]).unwrap_err();
    consistency_proof(5, 3, &Tiles::default()).unwrap_err();
    verify_inclusion(&leaf_hash(b""), 0, 0, &[], &empty_root()).unwrap_err();
}

#[test]
fn a_tree_is_resumed_from_its_edge_and_from_any_earlier_size() {
    let both = grown(65_537);
    for size in SIZES {
        let tiles = fetched(&both.tiles, &Tree::edge_tiles(size));
        let resumed = Tree::resume(size, &tiles).unwrap();
        assert_eq!(resumed, grown(size).tree, "{size}");
        let tiles = fetched(&both.tiles, &root_tiles(size));
        assert_eq!(root_at(size, &tiles).unwrap(), resumed.root());
    }
    Tree::resume(3, &Tiles::default()).unwrap_err();
}

#[test]
fn an_append_writes_whole_tiles_and_only_those_that_changed() {
    let mut tree = Tree::new();
    let leaves: Vec<_> = (0..600_u64).map(|leaf| leaf_hash(&leaf.to_be_bytes())).collect();
    let written = |tree: &mut Tree, leaves: &[Hash]| -> Vec<(u8, u64, usize)> {
        let writes = tree.append(leaves);
        writes.iter().map(|write| (write.level, write.n, write.data.len() / 32)).collect()
    };
    assert_eq!(written(&mut tree, &[]), []);
    assert_eq!(written(&mut tree, &leaves[..10]), [(0, 0, 10)]);
    assert_eq!(written(&mut tree, &leaves[10..256]), [(0, 0, 256), (1, 0, 1)]);
    assert_eq!(written(&mut tree, &leaves[256..300]), [(0, 1, 44)]);
    assert_eq!(written(&mut tree, &leaves[300..600]), [(0, 1, 256), (0, 2, 88), (1, 0, 2)]);
}

#[test]
fn a_tile_that_is_too_short_is_said_to_be_missing() {
    let both = grown(300);
    let mut short = both.tiles.clone();
    let id = TileId { level: 0, n: 0 };
    short.put(id, both.tiles.get(id).unwrap()[..32 * 7 + 31].to_vec());
    inclusion_proof(300, 3, &short).unwrap_err();
    inclusion_proof(300, 290, &Tiles::default()).unwrap_err();
    inclusion_tiles(300, 300).unwrap_err();
    inclusion_tiles(u64::MAX, u64::MAX - 1).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn batches_do_not_matter(cuts in prop::collection::vec(1_u64..400, 1..8)) {
        let mut both = Both::new();
        for cut in &cuts {
            both.grow_to(both.tree.size() + cut);
        }
        let at_once = grown(cuts.iter().sum());
        prop_assert_eq!(both.tree, at_once.tree);
        prop_assert_eq!(format!("{:?}", both.tiles), format!("{:?}", at_once.tiles));
    }

    #[test]
    fn a_proof_holds_for_its_leaf_at_its_place_only(
        size in 1_u64..1500, pick in any::<prop::sample::Index>(), other in any::<prop::sample::Index>(),
    ) {
        let both = grown(size);
        let root = both.tree.root();
        let (index, other) = (pick.index(size as usize) as u64, other.index(size as usize) as u64);
        let proof = inclusion_proof(size, index, &both.tiles).unwrap();
        let leaf = leaf_hash(&index.to_be_bytes());
        prop_assert!(verify_inclusion(&leaf, index, size, &proof, &root).is_ok());
        if other != index {
            prop_assert!(verify_inclusion(&leaf, other, size, &proof, &root).is_err());
            let other = leaf_hash(&other.to_be_bytes());
            prop_assert!(verify_inclusion(&other, index, size, &proof, &root).is_err());
        }
    }

    #[test]
    fn a_damaged_proof_never_holds(
        old in 1_u64..700, more in 1_u64..700, at in any::<prop::sample::Index>(), bit in 0_usize..256,
    ) {
        let new = old + more;
        let both = grown(new);
        let roots = [old, new].map(|size| root_at(size, &both.tiles).unwrap());
        let holds = |proof: &[Hash]| {
            verify_consistency((old, &roots[0]), (new, &roots[1]), proof).is_ok()
        };
        let proof = consistency_proof(old, new, &both.tiles).unwrap();
        prop_assert!(holds(&proof));
        let mut flipped = proof.clone();
        flipped[at.index(proof.len())].0[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(!holds(&flipped));
        prop_assert!(!holds(&proof[1..]));
        prop_assert!(!holds(&proof[..proof.len() - 1]));
        prop_assert!(!holds(&[proof.as_slice(), &[Hash::ZERO]].concat()));
    }
}
