//! Folding every entry: bytes to leaf, leaf to root, entry to state. Hashing and folding run side by side.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use relief::entry::Entry;
use relief::state::State;
use store::{ENTRIES_READ_MAX, Store, StoreError, Stored};
use tlog::{Frontier, Hash, leaf_hash};

use super::Bad;

/// What the entries amount to.
#[derive(Debug)]
pub struct Replayed {
    /// Entries that are good, from the first on.
    pub checked: u64,
    /// The journal's size.
    pub size: u64,
    /// The root over the entries that were read.
    pub root: Hash,
    /// The root at the signed size, if the journal is that long.
    pub signed_root: Option<Hash>,
    /// The state they make.
    pub state: State,
}

/// One side of the work: leaves and roots.
struct Roots {
    frontier: Frontier,
    signed_size: u64,
    signed_root: Option<Hash>,
}

/// Reads the whole journal and stops at the first entry that is not good.
///
/// # Errors
/// Only what keeps it from starting; a damaged file is an answer, not an error.
pub async fn replay(store: &Store, signed_size: u64) -> Result<(Replayed, Option<Bad>)> {
    let mut roots = Roots {
        frontier: Frontier::new(),
        signed_size,
        signed_root: (signed_size == 0).then_some(Hash::EMPTY_ROOT),
    };
    let mut state = State::default();
    let (mut checked, mut bad) = (0, None);
    let mut pages = store.replay(0);
    while bad.is_none() {
        let page = match pages.next_page().await {
            Ok(Some(page)) => Arc::new(page),
            Ok(None) => break,
            Err(error) => {
                bad = Some(unreadable(store, state.size, &error).await);
                break;
            }
        };
        let shared = Arc::clone(&page);
        let hashing = tokio::task::spawn_blocking(move || {
            let bad = roots.push(&shared);
            (roots, bad)
        });
        let not_folded = tokio::task::block_in_place(|| fold(&mut state, &page));
        let (after, not_hashed) = hashing.await.context("a thread of the check stopped")?;
        roots = after;
        bad = first(not_hashed, not_folded);
        checked = match bad.as_ref().and_then(|bad| bad.index) {
            Some(index) => index,
            None => state.size,
        };
    }
    let size = match bad {
        None => state.size,
        // What is recorded, when the entries themselves cannot be counted.
        Some(_) => store.size().await.unwrap_or(checked),
    };
    let replayed = Replayed {
        checked,
        size,
        root: roots.frontier.root(),
        signed_root: roots.signed_root,
        state,
    };
    Ok((replayed, bad))
}

impl Roots {
    /// Hashes a page's entries and grows the tree by their leaves.
    fn push(&mut self, page: &[Stored]) -> Option<Bad> {
        for (index, bytes, leaf) in page {
            let own = leaf_hash(bytes);
            if own.0 != *leaf {
                return Some(Bad {
                    index: Some(*index),
                    reason: "its bytes do not hash to its leaf".to_owned(),
                });
            }
            self.frontier.push(own);
            if self.frontier.size() == self.signed_size {
                self.signed_root = Some(self.frontier.root());
            }
        }
        None
    }
}

fn fold(state: &mut State, page: &[Stored]) -> Option<Bad> {
    for (index, bytes, _) in page {
        match Entry::decode(bytes) {
            Ok(entry) => relief::apply(state, &entry),
            Err(error) => {
                return Some(Bad {
                    index: Some(*index),
                    reason: format!("it is no entry: {error}"),
                });
            }
        }
    }
    None
}

/// The earlier of two findings; of the same entry, that its bytes changed says more.
fn first(hash: Option<Bad>, fold: Option<Bad>) -> Option<Bad> {
    match (hash, fold) {
        (Some(hash), Some(fold)) if fold.index < hash.index => Some(fold),
        (Some(hash), _) => Some(hash),
        (None, fold) => fold,
    }
}

/// Looks for the first entry that cannot be read, from `from` on: a gap, or a page of the file that is damaged.
async fn unreadable(store: &Store, from: u64, error: &StoreError) -> Bad {
    let mut next = from;
    let mut step = ENTRIES_READ_MAX;
    loop {
        let wanted = u64::from(step);
        let whole = match store.read(next, step).await {
            Ok(entries) => entries
                .iter()
                .map(|(index, ..)| *index)
                .eq(next..next.saturating_add(wanted)),
            Err(_) => false,
        };
        match (whole, step) {
            (true, _) => next = next.saturating_add(wanted),
            (false, 1) => break,
            (false, _) => step = 1,
        }
    }
    Bad {
        index: Some(next),
        reason: match error {
            StoreError::Damaged { .. } => "it is missing".to_owned(),
            other => format!("it cannot be read: {other}"),
        },
    }
}
