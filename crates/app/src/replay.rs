//! The journal read back at the start: every entry is checked and folded.

use relief::entry::Entry;
use relief::history::History;
use relief::state::State;
use store::{Store, StoreError, Stored};
use tlog::{Hash, Tree, leaf_hash};
use tokio::task::JoinHandle;

use crate::app::OpenError;

/// Folds the whole journal, checking that every entry hashes to its leaf and has its one form. While one page is
/// folded, the next is checked on a thread of its own.
///
/// # Errors
/// [`OpenError::Damaged`] at the first entry that does not fit, or the store's failure.
pub(crate) async fn replay(store: &Store) -> Result<(State, History, Tree), OpenError> {
    let (mut state, mut tree) = (State::default(), Tree::new());
    let mut history = History::default();
    let mut pages = store.replay(0);
    let mut ahead = pages.next_page().await?.map(check_page);
    while let Some(checking) = ahead {
        let page = checking
            .await
            .map_err(|error| StoreError::Engine(Box::new(error)))??;
        ahead = pages.next_page().await?.map(check_page);
        for (entry, leaf) in page {
            history.before(entry.at, &state);
            relief::apply(&mut state, &entry);
            tree.push(leaf);
        }
    }
    Ok((state, history, tree))
}

type Checked = Result<Vec<(Entry, Hash)>, OpenError>;

fn check_page(page: Vec<Stored>) -> JoinHandle<Checked> {
    tokio::task::spawn_blocking(move || page.into_iter().map(check_one).collect())
}

fn check_one((index, bytes, leaf): Stored) -> Result<(Entry, Hash), OpenError> {
    let damaged = |reason: String| OpenError::Damaged { index, reason };
    if leaf_hash(&bytes).0 != leaf {
        return Err(damaged("its bytes do not hash to its leaf".to_owned()));
    }
    let entry = Entry::decode(&bytes).map_err(|e| damaged(e.to_string()))?;
    Ok((entry, Hash(leaf)))
}
