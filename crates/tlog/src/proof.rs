//! Checking inclusion and consistency proofs (RFC 9162 sections 2.1.3.2 and 2.1.4.2).
//!
//! A proof is checked against a size and a root that belong together, as in a verified checkpoint:
//! a root alone does not fix the size of its tree.

use thiserror::Error;

use crate::hash::{Hash, node_hash};

/// Most hashes in a proof: one for each level of the largest tree, 2^63 - 1 leaves.
pub const PROOF_HASHES_MAX: usize = 63;

/// Why a proof does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ProofError {
    /// The entry lies outside the tree.
    #[error("entry {index} is not in a tree of {size}")]
    IndexOutOfRange {
        /// Index of the entry.
        index: u64,
        /// Size of the tree.
        size: u64,
    },
    /// The log shrank.
    #[error("a tree of {new} cannot extend one of {old}")]
    Shrunk {
        /// Size of the earlier tree.
        old: u64,
        /// Size of the later tree.
        new: u64,
    },
    /// More or fewer hashes than these sizes need.
    #[error("the proof has the wrong number of hashes")]
    WrongLength,
    /// The hashes lead to another root.
    #[error("the proof leads to another root")]
    WrongRoot,
}

/// Checks that `leaf` stands at `index` in the tree of `size` leaves with this `root`.
///
/// # Errors
/// The index is outside the tree, or the path does not lead from the leaf to the root.
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    root: &Hash,
    path: &[Hash],
) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::IndexOutOfRange { index, size });
    }
    let mut position = Position {
        node: index,
        last: size - 1,
    };
    let mut computed = *leaf;
    for sibling in path {
        computed = match position.climb().ok_or(ProofError::WrongLength)? {
            Side::Left => node_hash(sibling, &computed),
            Side::Right => node_hash(&computed, sibling),
        };
    }
    if position.last != 0 {
        return Err(ProofError::WrongLength);
    }
    equal(&computed, root)
}

/// Checks that the tree of `new` leaves begins with the whole tree of `old` leaves.
///
/// # Errors
/// The log shrank, or the proof does not lead to both roots. From size zero everything follows:
/// the old root must be the empty one and the proof empty.
pub fn verify_consistency(
    old: u64,
    new: u64,
    old_root: &Hash,
    new_root: &Hash,
    path: &[Hash],
) -> Result<(), ProofError> {
    if old > new {
        return Err(ProofError::Shrunk { old, new });
    }
    if old == 0 || old == new {
        return verify_trivial(old, new, old_root, new_root, path);
    }
    let mut position = Position {
        node: old - 1,
        last: new - 1,
    };
    position.skip_right_children();
    // A complete old tree is a node of the new one, and its root needs no repetition.
    let (first, rest) = if old.is_power_of_two() {
        (old_root, path)
    } else {
        path.split_first().ok_or(ProofError::WrongLength)?
    };
    let (mut old_computed, mut new_computed) = (*first, *first);
    for sibling in rest {
        match position.climb().ok_or(ProofError::WrongLength)? {
            Side::Left => {
                old_computed = node_hash(sibling, &old_computed);
                new_computed = node_hash(sibling, &new_computed);
            }
            Side::Right => new_computed = node_hash(&new_computed, sibling),
        }
    }
    if position.last != 0 {
        return Err(ProofError::WrongLength);
    }
    equal(&old_computed, old_root)?;
    equal(&new_computed, new_root)
}

fn verify_trivial(
    old: u64,
    new: u64,
    old_root: &Hash,
    new_root: &Hash,
    path: &[Hash],
) -> Result<(), ProofError> {
    if !path.is_empty() {
        return Err(ProofError::WrongLength);
    }
    if old == 0 {
        equal(old_root, &Hash::EMPTY_ROOT)?;
    }
    if old == new {
        equal(old_root, new_root)
    } else {
        Ok(())
    }
}

fn equal(computed: &Hash, expected: &Hash) -> Result<(), ProofError> {
    if computed == expected {
        Ok(())
    } else {
        Err(ProofError::WrongRoot)
    }
}

/// Where the sibling stands.
enum Side {
    Left,
    Right,
}

/// A node and the last node of its level: `fn` and `sn` of RFC 9162.
struct Position {
    node: u64,
    last: u64,
}

impl Position {
    /// Goes up by one sibling, and past the levels at which a node at the right edge has none.
    /// `None` at the root.
    fn climb(&mut self) -> Option<Side> {
        if self.last == 0 {
            return None;
        }
        let side = if self.node % 2 == 1 || self.node == self.last {
            Side::Left
        } else {
            Side::Right
        };
        if matches!(side, Side::Left) {
            while self.node.is_multiple_of(2) && self.node != 0 {
                self.up();
            }
        }
        self.up();
        Some(side)
    }

    fn skip_right_children(&mut self) {
        while self.node % 2 == 1 {
            self.up();
        }
    }

    const fn up(&mut self) {
        self.node >>= 1;
        self.last >>= 1;
    }
}
