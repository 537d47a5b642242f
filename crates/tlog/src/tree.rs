//! The whole tree in memory: every complete subtree's hash, so that any proof or tile is a look-up.

use crate::hash::{HASH_BYTES, Hash, node_hash};
use crate::tile::{TILE_HEIGHT, TileKind, TilePath};

/// An append-only Merkle tree (RFC 6962 section 2.1) that holds about 64 bytes for each leaf.
///
/// Cost: `push` two hashes on average; a root or a proof a few dozen hashes at most, whatever the size.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// `levels[h][i]` is the root of the complete subtree over the leaves from `i * 2^h` to `(i + 1) * 2^h`.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// A tree without leaves.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a leaf. It is a leaf hash, see [`crate::leaf_hash`].
    pub fn push(&mut self, leaf: Hash) {
        let mut carried = leaf;
        for level in &mut self.levels {
            level.push(carried);
            if level.len() % 2 == 1 {
                return;
            }
            let [.., left, right] = level.as_slice() else {
                return;
            };
            carried = node_hash(left, right);
        }
        self.levels.push(vec![carried]);
    }

    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        let leaves = self.levels.first().map_or(0, Vec::len);
        u64::try_from(leaves).unwrap_or(u64::MAX)
    }

    /// Hash of the leaf at `index`.
    #[must_use]
    pub fn leaf(&self, index: u64) -> Option<Hash> {
        self.subtree(0, index)
    }

    /// Root over all leaves.
    #[must_use]
    pub fn root(&self) -> Hash {
        let unpaired = self
            .levels
            .iter()
            .filter(|level| level.len() % 2 == 1)
            .filter_map(|level| level.last());
        let joined = unpaired
            .copied()
            .reduce(|right, left| node_hash(&left, &right));
        joined.unwrap_or(Hash::EMPTY_ROOT)
    }

    /// Root over the first `size` leaves; `None` if there are fewer.
    #[must_use]
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        if size == 0 {
            Some(Hash::EMPTY_ROOT)
        } else {
            self.range_root(0, size)
        }
    }

    /// The path from leaf `index` to the root over `size` leaves, sibling of the leaf first (RFC 6962 section 2.1.1).
    ///
    /// `None` if the tree has fewer than `size` leaves or `index` is not among them.
    #[must_use]
    pub fn inclusion_proof(&self, index: u64, size: u64) -> Option<Vec<Hash>> {
        if index >= size || size > self.size() {
            return None;
        }
        let (mut start, mut end) = (0, size);
        let mut path = Vec::new();
        while end - start > 1 {
            let middle = start + left_leaves(end - start);
            if index < middle {
                path.push(self.range_root(middle, end)?);
                end = middle;
            } else {
                path.push(self.range_root(start, middle)?);
                start = middle;
            }
        }
        path.reverse();
        Some(path)
    }

    /// The proof that the first `old` leaves of the tree of `new` leaves are unchanged (RFC 6962 section 2.1.2).
    ///
    /// Empty where there is nothing to prove: `old` is zero or equals `new`.
    /// `None` if `old` exceeds `new` or the tree has fewer than `new` leaves.
    #[must_use]
    pub fn consistency_proof(&self, old: u64, new: u64) -> Option<Vec<Hash>> {
        if old > new || new > self.size() {
            return None;
        }
        if old == 0 {
            return Some(Vec::new());
        }
        let (mut start, mut end) = (0, new);
        let mut path = Vec::new();
        while end != old {
            let middle = start + left_leaves(end - start);
            if old <= middle {
                path.push(self.range_root(middle, end)?);
                end = middle;
            } else {
                path.push(self.range_root(start, middle)?);
                start = middle;
            }
        }
        // From zero this is the old root itself, which the verifier has.
        if start > 0 {
            path.push(self.range_root(start, end)?);
        }
        path.reverse();
        Some(path)
    }

    /// Bytes of a hash tile: of its full 256 hashes, or of the first `width` of them.
    ///
    /// `None` if the tree does not reach that far, and for entry bundles, which are not in the tree.
    /// A server answers only for sizes whose head it has published: see [`TilePath::exists_at`].
    #[must_use]
    pub fn tile(&self, path: &TilePath) -> Option<Vec<u8>> {
        let TileKind::Hashes { level } = path.kind else {
            return None;
        };
        let hashes = self.levels.get(usize::from(level) * TILE_HEIGHT)?;
        let start = usize::try_from(path.start()?).ok()?;
        let width = usize::from(path.hashes()?);
        let hashes = hashes.get(start..start.checked_add(width)?)?;
        let mut bytes = Vec::with_capacity(width * HASH_BYTES);
        hashes
            .iter()
            .for_each(|hash| bytes.extend_from_slice(&hash.0));
        Some(bytes)
    }

    /// Root over the leaves from `start` to `end`, not empty; `start` must be a multiple of a power of two
    /// that is no smaller than their number, as every node of the tree is.
    fn range_root(&self, start: u64, end: u64) -> Option<Hash> {
        let mut end = end;
        let mut root: Option<Hash> = None;
        while end > start {
            let height = (end - start).trailing_zeros();
            let left = self.subtree(height, (end >> height) - 1)?;
            root = Some(root.map_or(left, |right| node_hash(&left, &right)));
            end -= 1 << height;
        }
        root
    }

    fn subtree(&self, height: u32, index: u64) -> Option<Hash> {
        let level = self.levels.get(usize::try_from(height).ok()?)?;
        level.get(usize::try_from(index).ok()?).copied()
    }
}

impl Extend<Hash> for Tree {
    fn extend<T: IntoIterator<Item = Hash>>(&mut self, leaves: T) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

impl FromIterator<Hash> for Tree {
    fn from_iter<T: IntoIterator<Item = Hash>>(leaves: T) -> Self {
        let mut tree = Self::new();
        tree.extend(leaves);
        tree
    }
}

/// Leaves on the left of a node over `leaves` of them, two or more: the largest power of two below that number.
const fn left_leaves(leaves: u64) -> u64 {
    1 << (leaves - 1).ilog2()
}
