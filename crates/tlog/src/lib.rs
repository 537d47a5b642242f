//! A Merkle log in the C2SP formats: tree, tiles, proofs, signed notes, checkpoints, cosignatures, policies.
//!
//! The crate is pure. It reads no file, no clock and no random number; keys come from 32 secret bytes,
//! times come from the caller, and the same input gives the same bytes on every machine.
//!
//! | Module | Text it follows |
//! |---|---|
//! | [`hash`], [`tree`], [`frontier`], [`proof`] | RFC 6962 section 2.1, RFC 9162 section 2.1 |
//! | [`tile`] | c2sp.org/tlog-tiles |
//! | [`note`] | c2sp.org/signed-note |
//! | [`checkpoint`] | c2sp.org/tlog-checkpoint |
//! | [`cosignature`] | c2sp.org/tlog-cosignature, Ed25519 only |
//! | [`log_proof`] | c2sp.org/tlog-proof |
//! | [`policy`] | c2sp.org/tlog-policy |
//!
//! Out of scope: what an entry means, storage, HTTP, other signature algorithms, pruning.
//!
//! ```
//! use tlog::note::SigningKey;
//! use tlog::{Tree, checkpoint, leaf_hash, verify_inclusion};
//!
//! let mut tree = Tree::new();
//! for entry in ["one", "two", "three"] {
//!     tree.push(leaf_hash(entry.as_bytes()));
//! }
//!
//! let key = SigningKey::from_seed("journal.example/relief", &[7; 32])?;
//! let head = checkpoint::Checkpoint {
//!     origin: key.name().to_owned(),
//!     size: tree.size(),
//!     root: tree.root(),
//! };
//! let signed = checkpoint::sign(&head, &key)?;
//!
//! // A reader needs the signed head, the entry and the proof, and trusts only the key.
//! let trusted = checkpoint::open(&signed, &key.verifier())?;
//! let proof = tree.inclusion_proof(1, trusted.size).ok_or("no such entry")?;
//! verify_inclusion(&leaf_hash(b"two"), 1, trusted.size, &trusted.root, &proof)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod checkpoint;
pub mod cosignature;
mod decimal;
pub mod frontier;
pub mod hash;
mod key;
pub mod log_proof;
pub mod note;
pub mod policy;
pub mod proof;
pub mod tile;
pub mod tree;

pub use frontier::Frontier;
pub use hash::{Hash, leaf_hash, node_hash};
pub use proof::{verify_consistency, verify_inclusion};
pub use tree::Tree;

/// Largest tree size and entry index, 2^63 - 1: other implementations keep both in a signed 64-bit integer.
pub const TREE_SIZE_MAX: u64 = u64::MAX >> 1;
