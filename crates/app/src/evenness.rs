//! What each need line has and could have, worked out once for a [`crate::kept::Version`].

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use relief::catalogue::Item;
use relief::code::Grouping;
use relief::command::Command;
use relief::equity::attainable::{Line, attainable, lines};
use relief::equity::closing::{Closing, closing};
use relief::equity::disparity::{Disparities, due_of};
use relief::state::State;

use crate::app::App;
use crate::error::Refused;

/// The need lines of every item.
pub struct Evenness(BTreeMap<Item, OfItem>);

/// The need lines of one item.
pub struct OfItem {
    /// In the order of their needs.
    pub lines: Vec<Line>,
    /// Worked out by the first reader who looks at the item.
    given: OnceLock<Option<Vec<u64>>>,
    /// The same, for each way of putting places together.
    closings: Mutex<BTreeMap<Grouping, Option<Closing>>>,
}

impl OfItem {
    /// What each line would have of the delivered goods in the fairest spread; nothing when there are too many.
    pub fn attainable(&self) -> Option<&[u64]> {
        let given = self.given.get_or_init(|| attainable(&self.lines));
        given.as_deref()
    }

    /// The offers that would close the gap between groups; nothing when none helps. Worked out for the first reader.
    pub fn closing(&self, state: &State, item: Item, by: Grouping) -> Option<Closing> {
        // What is kept is whole whenever the lock is free.
        let mut known = self.closings.lock().unwrap_or_else(PoisonError::into_inner);
        let work_out = || closing(state, (item, by), &self.lines, self.attainable()?);
        known.entry(by).or_insert_with(work_out).clone()
    }
}

impl Evenness {
    fn of_all(state: &State) -> Evenness {
        let of = |(item, lines)| {
            let of_item = OfItem {
                lines,
                given: OnceLock::new(),
                closings: Mutex::default(),
            };
            (item, of_item)
        };
        Evenness(lines(state).into_iter().map(of).collect())
    }

    /// The lines of one item.
    #[must_use]
    pub fn of(&self, item: Item) -> Option<&OfItem> {
        self.0.get(&item)
    }

    /// Items with lines: first those of which something has arrived, those with the most lines first.
    #[must_use]
    pub fn items(&self) -> Vec<Item> {
        let mut items: Vec<(bool, usize, Item)> = self
            .0
            .iter()
            .map(|(item, of)| {
                let arrived = of.lines.iter().any(|line| line.delivered() > 0);
                (arrived, of.lines.len(), *item)
            })
            .collect();
        items.sort_by_key(|(arrived, lines, item)| (Reverse((*arrived, *lines)), *item));
        items.into_iter().map(|(.., item)| item).collect()
    }

    /// What is to be written down about groups that stand apart, or do so no longer.
    fn due(&self, noticed: &Disparities) -> Vec<Command> {
        let of_item = |item| match self.of(item) {
            Some(of) => due_of(noticed, item, &of.lines, || of.attainable()),
            None => due_of(noticed, item, &[], || None),
        };
        Item::all().flat_map(of_item).collect()
    }
}

impl App {
    /// What each need line has, by item.
    ///
    /// # Errors
    /// Never at present: a figure that is kept may fail, this one does not.
    pub async fn evenness(&self) -> Result<Arc<Evenness>, Refused> {
        let work_out = async || Ok(Evenness::of_all(&self.state()));
        self.0.evenness.get(self.version(), work_out).await
    }

    /// What the clock has to write down about groups that stand apart; worked out when the journal has grown, and
    /// without holding the state meanwhile.
    ///
    /// # Errors
    /// None: the work cannot fail.
    pub(crate) async fn disparities_due(&self) -> Result<Arc<Vec<Command>>, Refused> {
        let work_out = async || {
            let (evenness, noticed) = {
                let state = self.state();
                (Evenness::of_all(&state), state.disparities.clone())
            };
            Ok(evenness.due(&noticed))
        };
        self.0.disparities.get(self.size(), work_out).await
    }
}
