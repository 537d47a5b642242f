//! What each place needs and has of an item, from the state: the rows of a table of places and items, and what
//! equity is counted from.

use std::collections::BTreeMap;

use crate::catalogue::Item;
use crate::coverage::Tally;
use crate::place::Place;
use crate::state::State;

use super::Unit;

/// Sums over the lines of one item at one place, in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Supply {
    /// N over lines that state a total.
    pub needed: u64,
    /// S of those lines, at most N of each: what one has too much covers nobody else.
    pub official: u64,
    /// R of those lines, at most what S left of N.
    pub received: u64,
    /// max(0, N − (C+T+R+S)) of those lines.
    pub shortage: u64,
    /// P, C, T, R, S of those lines.
    pub tally: Tally,
    /// Lines that state no total. They are in none of the sums.
    pub unstated: u64,
}

/// By item and place, over needs that were verified and stand or were closed. O(needs).
#[must_use]
pub fn supplies(state: &State) -> BTreeMap<(Item, Place), Supply> {
    let mut supplies: BTreeMap<(Item, Place), Supply> = BTreeMap::new();
    for need in state.needs.values().filter(|need| need.status.stood()) {
        let Some((_, recipient)) = state.recipient(need.recipient) else {
            continue;
        };
        for line in &need.lines {
            let supply = supplies.entry((line.item, recipient.place)).or_default();
            match line.quantity.needed() {
                Some(needed) => supply.add(needed, &line.tally),
                None => supply.unstated = supply.unstated.saturating_add(1),
            }
        }
    }
    supplies
}

impl Supply {
    fn add(&mut self, needed: u64, tally: &Tally) {
        let official = tally.official.min(needed);
        let received = tally.received.min(needed - official);
        let there = tally.supplied().saturating_add(tally.official);
        let shortage = needed.saturating_sub(there);
        self.needed = self.needed.saturating_add(needed);
        self.official = self.official.saturating_add(official);
        self.shortage = self.shortage.saturating_add(shortage);
        self.received = self.received.saturating_add(received);
        let sum = &mut self.tally;
        sum.pledged = sum.pledged.saturating_add(tally.pledged);
        sum.firm = sum.firm.saturating_add(tally.firm);
        sum.moving = sum.moving.saturating_add(tally.moving);
        sum.received = sum.received.saturating_add(tally.received);
        sum.official = sum.official.saturating_add(tally.official);
        sum.held = sum.held.saturating_add(tally.held);
    }

    /// As a unit of equity, in a group of the caller's.
    #[must_use]
    pub fn unit<G>(&self, group: Option<G>) -> Unit<G> {
        Unit {
            group,
            index: None,
            needed: self.needed,
            official: self.official,
            delivered: self.received,
        }
    }
}
