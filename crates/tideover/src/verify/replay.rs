//! Folding every entry: bytes to leaf, leaf to root, entry to state. One thread checks pages ahead of the one that
//! folds.

use anyhow::{Context as _, Result};
use relief::entry::{Entry, Fact};
use relief::ids::{Index, Seal};
use relief::state::State;
use store::{ENTRIES_READ_MAX, Store, StoreError, Stored};
use tlog::{Frontier, Hash, leaf_hash};
use tokio::sync::mpsc;

use super::Bad;

/// Pages that may wait for the fold, beside the one in work: a page of the largest entries has 33 MB.
const PAGES_AHEAD: usize = 1;

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
    /// What was met on the way.
    pub met: Met,
    /// The state they make.
    pub state: State,
}

/// What is looked for in single entries, and what was found.
#[derive(Debug, Default)]
pub struct Met {
    /// The first published plan that does not follow from the entries before it.
    pub differing_plan: Option<u64>,
    /// A commitment to a sealed tip that somebody asks for.
    pub wanted: Option<Seal>,
    /// The entry that holds it.
    pub committed: Option<Index>,
}

/// Reads the whole journal and stops at the first entry that is not good; on the way looks for a commitment to a sealed
/// tip, if one is `wanted`.
///
/// # Errors
/// Only what keeps it from starting; a damaged file is an answer, not an error.
pub async fn replay(
    store: &Store,
    signed_size: u64,
    wanted: Option<Seal>,
) -> Result<(Replayed, Option<Bad>)> {
    let (good, mut ahead) = mpsc::channel(PAGES_AHEAD);
    let checking = tokio::spawn(check(store.clone(), signed_size, good));
    let mut state = State::default();
    let mut met = Met {
        wanted,
        ..Met::default()
    };
    while let Some(entries) = ahead.recv().await {
        tokio::task::block_in_place(|| met.fold(&mut state, entries));
    }
    let (roots, bad) = checking.await.context("a thread of the check stopped")?;
    let bad = match bad {
        // Read last: a server that runs beside may have gone on, and has counted what was read here.
        None => uncounted(store.size().await?, state.size),
        found => found,
    };
    let size = match bad {
        None => state.size,
        // What is recorded, when the entries themselves cannot be counted.
        Some(_) => store.size().await.unwrap_or(state.size),
    };
    let replayed = Replayed {
        checked: state.size,
        size,
        root: roots.frontier.root(),
        signed_root: roots.signed_root,
        met,
        state,
    };
    Ok((replayed, bad))
}

/// Entries beyond the number that the journal says it has: nobody acknowledged them, and the next one would fall upon
/// the first of them.
fn uncounted(recorded: u64, read: u64) -> Option<Bad> {
    (recorded < read).then(|| Bad {
        index: Some(recorded),
        reason: format!("it lies beyond the {recorded} entries that the journal records"),
    })
}

impl Met {
    /// Folds entries and notes what is met among them.
    pub(super) fn fold(&mut self, state: &mut State, entries: Vec<Entry>) {
        for entry in entries {
            let index = state.size;
            relief::apply(state, &entry);
            match &entry.fact {
                Fact::PlanPublished(_) => {
                    let agrees = state.plans.current().is_some_and(|plan| plan.agrees());
                    self.differing_plan = self.differing_plan.or((!agrees).then_some(index));
                }
                Fact::TipCommitted(fact)
                    if self.wanted.is_some_and(|w| fact.leaves.contains(&w)) =>
                {
                    self.committed = Some(Index(index));
                }
                _ => {}
            }
        }
    }
}

/// The tree over the good entries.
struct Roots {
    frontier: Frontier,
    signed_size: u64,
    signed_root: Option<Hash>,
}

/// Hands over the good entries page by page; answers with their roots and the first entry that is not good.
async fn check(
    store: Store,
    signed_size: u64,
    good: mpsc::Sender<Vec<Entry>>,
) -> (Roots, Option<Bad>) {
    let mut roots = Roots {
        frontier: Frontier::new(),
        signed_size,
        signed_root: (signed_size == 0).then_some(Hash::EMPTY_ROOT),
    };
    let mut pages = store.replay(0);
    loop {
        let page = match pages.next_page().await {
            Ok(Some(page)) => page,
            Ok(None) => return (roots, None),
            Err(error) => {
                let bad = unreadable(&store, roots.frontier.size(), &error).await;
                return (roots, Some(bad));
            }
        };
        let mut entries = Vec::with_capacity(page.len());
        let checked = tokio::task::block_in_place(|| roots.check(&page, &mut entries));
        // Nobody receives only when the fold itself was stopped.
        let sent = good.send(entries).await;
        if checked.is_err() || sent.is_err() {
            return (roots, checked.err());
        }
    }
}

impl Roots {
    /// Takes in a page's entries and grows the tree by their leaves, up to the first that is not good.
    fn check(&mut self, page: &[Stored], entries: &mut Vec<Entry>) -> Result<(), Bad> {
        for (index, bytes, leaf) in page {
            let bad = |reason: String| Bad {
                index: Some(*index),
                reason,
            };
            let own = leaf_hash(bytes);
            if own.0 != *leaf {
                return Err(bad("its bytes do not hash to its leaf".to_owned()));
            }
            let entry = Entry::decode(bytes);
            entries.push(entry.map_err(|error| bad(format!("it is no entry: {error}")))?);
            self.frontier.push(own);
            if self.frontier.size() == self.signed_size {
                self.signed_root = Some(self.frontier.root());
            }
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use relief::command::{Actor, Command};
    use relief::entry::PlanPublished;
    use relief::ids::{COMMUNITY, Stamp};
    use relief::name::Name;
    use relief::plan::Plan;

    use super::*;

    #[test]
    fn entries_that_the_journal_does_not_record_are_found() {
        assert_eq!(uncounted(7, 7), None);
        assert_eq!(uncounted(9, 7), None, "a server beside wrote two more");
        assert_eq!(uncounted(5, 7).and_then(|bad| bad.index), Some(5));
    }

    #[test]
    fn a_plan_that_does_not_follow_is_found() {
        let open = Command::OpenCommunity {
            name: Name::new("武汉").expect("a name"),
            drill: true,
        };
        let opened = relief::decide(&State::default(), &Actor::community(), Stamp(9), &open);
        let opened = opened.expect("the first entry");
        let (mut state, mut met) = (State::default(), Met::default());
        met.fold(&mut state, opened);
        let plan = |digest, size| Entry {
            at: Stamp(9),
            by: COMMUNITY,
            fact: Fact::PlanPublished(PlanPublished {
                digest,
                number: 1,
                policy: None,
                size,
            }),
        };
        let follows = Plan::make(&state).expect("small").digest();
        met.fold(&mut state, vec![plan(follows, 1)]);
        assert_eq!(met.differing_plan, None);
        met.fold(&mut state, vec![plan(Seal([1; 32]), 2)]);
        assert_eq!(met.differing_plan, Some(2));
    }
}
