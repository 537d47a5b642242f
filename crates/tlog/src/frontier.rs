//! The right edge of a growing tree: all that is needed to know its root.

use crate::hash::{Hash, node_hash};

/// Folds leaves into a root and keeps at most one hash for each bit of the size, under 2 KiB in all.
///
/// For those who check a log from its entries and need no proofs of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// Roots of the complete subtrees that make up the tree, largest first: one for each set bit of `size`.
    edge: Vec<Hash>,
}

impl Frontier {
    /// A tree without leaves.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a leaf. It is a leaf hash, see [`crate::leaf_hash`].
    pub fn push(&mut self, leaf: Hash) {
        let mut carried = leaf;
        // Each trailing one of the size is a complete subtree as large as what is carried: join the two.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.edge.pop() {
                carried = node_hash(&left, &carried);
            }
        }
        self.edge.push(carried);
        self.size += 1;
    }

    /// Number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Root of the tree, RFC 6962 section 2.1.
    #[must_use]
    pub fn root(&self) -> Hash {
        let joined = self
            .edge
            .iter()
            .rev()
            .copied()
            .reduce(|right, left| node_hash(&left, &right));
        joined.unwrap_or(Hash::EMPTY_ROOT)
    }
}
