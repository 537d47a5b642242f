//! How coverage of one item changed, up to now.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use relief::catalogue::Item;
use relief::history::{Covered, covered};
use relief::ids::Stamp;
use relief::state::State;

use crate::app::App;

impl App {
    /// The sums of an item at whole hours or coarser, the first moment at which it was needed first, and as the held
    /// state has them last: at most [`relief::history::MOMENTS_MAX`] and one. O(moments), and O(lines) for now.
    #[must_use]
    pub fn history(&self, state: &State, item: Item) -> Vec<(Stamp, Covered)> {
        let now = self.now();
        let of = |items: &BTreeMap<Item, Covered>| items.get(&item).copied();
        // Who holds the state comes first here as in the writer, so neither waits for the other.
        let history = self.0.public.history.read();
        let history = history.unwrap_or_else(PoisonError::into_inner);
        let past = history.moments().iter().filter(|m| m.at < now);
        let past = past.filter_map(|m| Some((m.at, of(&m.items)?)));
        let last = of(&covered(state)).map(|sums| (now, sums));
        past.chain(last).collect()
    }
}
