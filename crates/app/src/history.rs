//! How coverage of one item changed, up to now.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use relief::catalogue::Item;
use relief::history::{Covered, covered};
use relief::ids::Stamp;

use crate::app::App;
use crate::error::Refused;

impl App {
    /// The sums of an item at whole hours or coarser, the first moment at which it was needed first, and as they are
    /// now last: at most [`relief::history::MOMENTS_MAX`] and one. O(moments); the last is worked out once for a
    /// [`crate::kept::Version`].
    ///
    /// # Errors
    /// None: the work cannot fail.
    pub async fn history(&self, item: Item) -> Result<Vec<(Stamp, Covered)>, Refused> {
        let latest = &self.0.covered;
        let latest = latest.get(self.version(), async || Ok(covered(&self.state())));
        let latest = latest.await?;
        let now = self.now();
        let of = |items: &BTreeMap<Item, Covered>| items.get(&item).copied();
        let history = self.0.public.history.read();
        let history = history.unwrap_or_else(PoisonError::into_inner);
        let past = history.moments().iter().filter(|m| m.at < now);
        let past = past.filter_map(|m| Some((m.at, of(&m.items)?)));
        let last = of(&latest).map(|sums| (now, sums));
        Ok(past.chain(last).collect())
    }
}
