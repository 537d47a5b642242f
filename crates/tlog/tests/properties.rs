//! What must hold for every tree, and that no altered proof is believed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::sync::LazyLock;

use proptest::prelude::*;
use tlog::proof::{PROOF_HASHES_MAX, ProofError};
use tlog::tile::{TileKind, TilePath, decode_hashes};
use tlog::{Frontier, Hash, Tree, leaf_hash, node_hash, verify_consistency, verify_inclusion};

const SIZE: u64 = 70_000;
/// Where tiles and levels begin and end.
const EDGES: [u64; 12] = [
    1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 65_792, 70_000,
];

static TREE: LazyLock<Tree> = LazyLock::new(|| (0..SIZE).map(leaf).collect());

fn leaf(index: u64) -> Hash {
    leaf_hash(&index.to_be_bytes())
}

fn root(size: u64) -> Hash {
    TREE.root_at(size).unwrap()
}

/// RFC 6962 section 2.1, word for word.
fn recursive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::EMPTY_ROOT,
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            node_hash(&recursive_root(left), &recursive_root(right))
        }
    }
}

fn check_inclusion(index: u64, size: u64, path: &[Hash]) -> Result<(), ProofError> {
    verify_inclusion(&leaf(index), index, size, &root(size), path)
}

fn check_consistency(old: u64, new: u64, path: &[Hash]) -> Result<(), ProofError> {
    verify_consistency(old, new, &root(old), &root(new), path)
}

/// Every way to spoil a proof: one bit of one hash, a hash less, a hash more, two exchanged.
fn spoilt(path: &[Hash], bit: usize) -> Vec<Vec<Hash>> {
    let mut all = Vec::new();
    for position in 0..path.len() {
        let mut flipped = path.to_vec();
        flipped[position].0[bit / 8 % 32] ^= 1 << (bit % 8);
        let mut shorter = path.to_vec();
        shorter.remove(position);
        let mut doubled = path.to_vec();
        doubled.insert(position, path[position]);
        all.extend([flipped, shorter, doubled]);
        if position > 0 {
            let mut swapped = path.to_vec();
            swapped.swap(position - 1, position);
            all.push(swapped);
        }
    }
    all.push([path, &[Hash::EMPTY_ROOT]].concat());
    all
}

#[test]
fn all_ways_to_a_root_agree() {
    let leaves: Vec<Hash> = (0..SIZE).map(leaf).collect();
    let mut frontier = Frontier::new();
    for size in 0..SIZE {
        if size <= 600 || EDGES.contains(&size) {
            let recursive = recursive_root(&leaves[..usize::try_from(size).unwrap()]);
            assert_eq!(
                (root(size), frontier.root(), frontier.size()),
                (recursive, recursive, size)
            );
        }
        frontier.push(leaf(size));
    }
    assert_eq!(TREE.size(), SIZE);
    assert_eq!(
        (TREE.root(), frontier.root(), root(SIZE)),
        (frontier.root(), recursive_root(&leaves), TREE.root())
    );
    assert_eq!(
        (TREE.leaf(12_345), TREE.leaf(SIZE)),
        (Some(leaf(12_345)), None)
    );
}

#[test]
fn every_proof_of_small_trees_holds() {
    for size in 1..=70 {
        for index in 0..size {
            assert_eq!(
                check_inclusion(index, size, &TREE.inclusion_proof(index, size).unwrap()),
                Ok(())
            );
            assert_eq!(
                check_consistency(index, size, &TREE.consistency_proof(index, size).unwrap()),
                Ok(())
            );
        }
        assert_eq!(check_consistency(size, size, &[]), Ok(()));
    }
}

#[test]
fn proofs_hold_at_the_edges() {
    for size in EDGES {
        for index in EDGES
            .into_iter()
            .flat_map(|edge| [edge - 1, edge])
            .filter(|index| *index < size)
        {
            assert_eq!(
                check_inclusion(index, size, &TREE.inclusion_proof(index, size).unwrap()),
                Ok(())
            );
            assert_eq!(
                check_consistency(index, size, &TREE.consistency_proof(index, size).unwrap()),
                Ok(())
            );
        }
    }
}

#[test]
fn tiles_are_what_the_specification_says() {
    for size in EDGES {
        for path in TilePath::all_at(size) {
            let TileKind::Hashes { level } = path.kind else {
                continue;
            };
            assert!(path.exists_at(size));
            let hashes = decode_hashes(&TREE.tile(&path).unwrap()).unwrap();
            assert_eq!(hashes.len(), usize::from(path.width.unwrap_or(256)));
            // Each hash is the root of the full tile below it.
            for (position, hash) in (0..).zip(hashes) {
                let index = path.index * 256 + position;
                let expected = match level.checked_sub(1) {
                    None => leaf(index),
                    Some(below) => {
                        let path = TilePath {
                            kind: TileKind::Hashes { level: below },
                            index,
                            width: None,
                        };
                        recursive_root(&decode_hashes(&TREE.tile(&path).unwrap()).unwrap())
                    }
                };
                assert_eq!(hash, expected, "{path} at {position}");
            }
        }
    }
}

#[test]
fn the_root_follows_from_the_partial_tiles() {
    for size in EDGES {
        let partial = TilePath::all_at(size)
            .filter(|path| path.width.is_some() && path.kind != TileKind::Entries);
        // What does not fill a tile stands for one more hash at the end of the level above.
        let folded = partial.fold(None, |remainder, path| {
            let mut hashes = decode_hashes(&TREE.tile(&path).unwrap()).unwrap();
            hashes.extend(remainder);
            Some(recursive_root(&hashes))
        });
        assert_eq!(folded, Some(root(size)), "size {size}");
    }
}

#[test]
fn what_the_tree_does_not_reach_has_no_answer() {
    let tile = |text: &str| TREE.tile(&TilePath::parse(text).unwrap());
    assert!(
        tile("tile/0/273.p/112").is_some()
            && tile("tile/0/273.p/113").is_none()
            && tile("tile/0/273").is_none()
    );
    assert!(
        tile("tile/2/000.p/1").is_some()
            && tile("tile/2/000.p/2").is_none()
            && tile("tile/3/000.p/1").is_none()
    );
    assert!(
        tile("tile/63/000.p/1").is_none()
            && tile("tile/0/x018/x446/x744/x073/x709/x551/615").is_none()
    );
    assert!(tile("tile/entries/000").is_none());
    let wide = TilePath {
        kind: TileKind::Hashes { level: 0 },
        index: 0,
        width: Some(256),
    };
    assert!(
        TREE.tile(&wide).is_none()
            && TREE
                .tile(&TilePath {
                    width: Some(0),
                    ..wide
                })
                .is_none()
    );
    assert_eq!(TREE.inclusion_proof(5, 5), None);
    assert_eq!(TREE.inclusion_proof(0, SIZE + 1), None);
    assert_eq!(TREE.consistency_proof(6, 5), None);
    assert_eq!(TREE.consistency_proof(5, SIZE + 1), None);
}

#[test]
fn extreme_numbers_are_refused_quietly() {
    let long = [Hash::EMPTY_ROOT; 200];
    for length in [0, 1, PROOF_HASHES_MAX, 64, 65, 200] {
        let path = &long[..length];
        for (low, high) in [
            (0, u64::MAX),
            (u64::MAX - 1, u64::MAX),
            (1 << 63, u64::MAX),
            (1, 1 << 63),
        ] {
            verify_inclusion(&leaf(0), low, high, &leaf(1), path).unwrap_err();
            verify_consistency(low.max(1), high, &leaf(0), &leaf(1), path).unwrap_err();
        }
        verify_inclusion(&leaf(0), 0, 0, &leaf(0), path).unwrap_err();
    }
    let shrunk = verify_consistency(6, 5, &root(6), &root(5), &[]);
    assert_eq!(shrunk, Err(ProofError::Shrunk { old: 6, new: 5 }));
}

#[test]
fn from_nothing_everything_follows_but_only_from_nothing() {
    assert_eq!(
        verify_consistency(0, 5, &Hash::EMPTY_ROOT, &root(5), &[]),
        Ok(())
    );
    assert_eq!(
        verify_consistency(0, 5, &root(1), &root(5), &[]),
        Err(ProofError::WrongRoot)
    );
    assert_eq!(
        verify_consistency(0, 5, &Hash::EMPTY_ROOT, &root(5), &[root(1)]),
        Err(ProofError::WrongLength)
    );
    assert_eq!(
        verify_consistency(0, 0, &Hash::EMPTY_ROOT, &root(1), &[]),
        Err(ProofError::WrongRoot)
    );
    assert_eq!(
        verify_consistency(5, 5, &root(5), &root(6), &[]),
        Err(ProofError::WrongRoot)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn inclusion_holds_and_nothing_else_does(size in 1..=SIZE, at in any::<u64>(), other in any::<u64>(), bit in 0..256usize) {
        let index = at % size;
        let path = TREE.inclusion_proof(index, size).unwrap();
        prop_assert!(path.len() <= 17);
        prop_assert_eq!(check_inclusion(index, size, &path), Ok(()));
        for path in spoilt(&path, bit) {
            prop_assert!(check_inclusion(index, size, &path).is_err());
        }
        let (good_root, good_leaf) = (root(size), leaf(index));
        let mut bad = good_root;
        bad.0[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(verify_inclusion(&good_leaf, index, size, &bad, &path).is_err());
        let mut bad = good_leaf;
        bad.0[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(verify_inclusion(&bad, index, size, &good_root, &path).is_err());
        let elsewhere = other % size;
        prop_assert!(elsewhere == index || verify_inclusion(&good_leaf, elsewhere, size, &good_root, &path).is_err());
        // A checkpoint binds the size to its root: with another size comes another root.
        let other_size = other % SIZE + 1;
        prop_assert!(other_size == size || verify_inclusion(&good_leaf, index, other_size, &root(other_size), &path).is_err());
        prop_assert!(verify_inclusion(&good_leaf, size, size, &good_root, &path).is_err());
    }

    #[test]
    fn consistency_holds_and_nothing_else_does(new in 1..=SIZE, at in any::<u64>(), other in any::<u64>(), bit in 0..256usize) {
        let old = at % new + 1;
        let path = TREE.consistency_proof(old, new).unwrap();
        prop_assert_eq!(check_consistency(old, new, &path), Ok(()));
        for path in spoilt(&path, bit) {
            prop_assert!(check_consistency(old, new, &path).is_err());
        }
        let flip = |mut hash: Hash| { hash.0[bit / 8] ^= 1 << (bit % 8); hash };
        prop_assert!(verify_consistency(old, new, &flip(root(old)), &root(new), &path).is_err());
        prop_assert!(verify_consistency(old, new, &root(old), &flip(root(new)), &path).is_err());
        let other_old = other % new + 1;
        prop_assert!(other_old == old || check_consistency(other_old, new, &path).is_err());
    }

    #[test]
    fn a_fork_of_a_small_log_is_noticed(new in 1..600u64, at in any::<u64>(), changed in any::<u64>()) {
        let old = at % new + 1;
        let changed = changed % old;
        let fork: Tree = (0..new).map(|index| if index == changed { leaf(SIZE) } else { leaf(index) }).collect();
        let path = fork.consistency_proof(old, new).unwrap();
        prop_assert!(verify_consistency(old, new, &root(old), &fork.root(), &path).is_err());
    }

    #[test]
    fn every_width_of_a_tile_is_the_beginning_of_the_full_one(index in 0..273u64, width in 1..256u16) {
        let full = TilePath { kind: TileKind::Hashes { level: 0 }, index, width: None };
        let part = TREE.tile(&TilePath { width: Some(width), ..full }).unwrap();
        prop_assert_eq!(part.len(), usize::from(width) * 32);
        prop_assert!(TREE.tile(&full).unwrap().starts_with(&part));
    }

    #[test]
    fn paths_read_back(level in 0..64u8, index in any::<u64>(), width in proptest::option::of(1..256u16), entries in any::<bool>()) {
        let kind = if entries { TileKind::Entries } else { TileKind::Hashes { level } };
        let path = TilePath { kind, index, width };
        prop_assert_eq!(TilePath::parse(&path.to_string()), Ok(path));
    }

    #[test]
    fn no_text_makes_a_reader_fail(text in "\\PC*") {
        let _ = TilePath::parse(&text);
        let _ = text.parse::<tlog::note::Note>();
        let _ = text.parse::<tlog::note::VerifierKey>();
        let _ = text.parse::<tlog::checkpoint::Checkpoint>();
        let _ = text.parse::<tlog::log_proof::LogProof>();
        let _ = text.parse::<tlog::policy::Policy>();
        let _ = tlog::tile::decode_bundle(text.as_bytes());
    }
}
