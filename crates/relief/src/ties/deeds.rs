//! What was done for whom, counted as it is done. A promise is no deed, and neither is talk.

use std::collections::BTreeMap;

use crate::consignment::Consignment;
use crate::ids::{ConsignmentId, PartyId, RecipientId};
use crate::place::Place;
use crate::state::State;

use super::acts::End;

/// What somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// Gave what was accepted on arrival, from this place.
    Gave(Place),
    /// Carried a consignment of which something was accepted.
    Carried,
    /// Handed goods over to the one who took them.
    HandedOver,
    /// Reached a recipient at a number found independently.
    CalledBack,
}

/// One deed: who, for whom, what.
pub type Done = (PartyId, End, Deed);

/// How often each deed was done. What was done for a recipient that was merged stands under the one that stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deeds {
    counts: BTreeMap<Done, u64>,
    changes: u64,
}

impl Deeds {
    /// In order, with how often each was done, at least once.
    pub fn iter(&self) -> impl Iterator<Item = (Done, u64)> {
        self.counts.iter().map(|(done, count)| (*done, *count))
    }

    /// Rises with every change: what was worked out from the deeds holds as long as this does.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// How many gifts of each party arrived.
    #[must_use]
    pub fn given(&self) -> BTreeMap<PartyId, u64> {
        let mut given: BTreeMap<PartyId, u64> = BTreeMap::new();
        for ((party, _, deed), count) in self.iter() {
            if matches!(deed, Deed::Gave(_)) {
                let sum = given.entry(party).or_default();
                *sum = sum.saturating_add(count);
            }
        }
        given
    }

    pub(crate) fn count(&mut self, done: Done) {
        let count = self.counts.entry(done).or_default();
        *count = count.saturating_add(1);
        self.changes = self.changes.saturating_add(1);
    }

    /// What was done for `from` was done for `into`, as needs and consignments move on too. O(deeds): mergers are rare.
    pub(crate) fn merge(&mut self, from: RecipientId, into: RecipientId) {
        let moved: Vec<(Done, u64)> = self
            .iter()
            .filter(|((_, to, _), _)| *to == End::Recipient(from))
            .collect();
        for ((party, to, deed), count) in moved {
            self.counts.remove(&(party, to, deed));
            let sum = self
                .counts
                .entry((party, End::Recipient(into), deed))
                .or_default();
            *sum = sum.saturating_add(count);
            self.changes = self.changes.saturating_add(1);
        }
    }

    fn take_back(&mut self, done: Done) {
        if let Some(count) = self.counts.get_mut(&done) {
            *count -= 1;
            if *count == 0 {
                self.counts.remove(&done);
            }
            self.changes = self.changes.saturating_add(1);
        }
    }
}

/// What the deeds of a consignment depend on: taken before a change, settled after it.
#[derive(PartialEq, Eq)]
pub(crate) struct Weighed {
    /// By line: whether something was accepted.
    accepted: Vec<bool>,
    /// Hands it went through, the sender's included.
    hops: usize,
}

impl Weighed {
    pub(crate) fn of(found: &Consignment) -> Weighed {
        Weighed {
            accepted: found.lines.iter().map(|line| line.accepted > 0).collect(),
            hops: found.hops.len(),
        }
    }

    /// Counts the difference that a change of the consignment made. A correction takes deeds back.
    pub(crate) fn settle(self, state: &mut State, id: ConsignmentId) {
        let Some(found) = state.consignments.get(&id) else {
            return;
        };
        let after = Weighed::of(found);
        if after == self {
            return;
        }
        let (before, after) = (self.deeds(state, found), after.deeds(state, found));
        before
            .into_iter()
            .for_each(|done| state.deeds.take_back(done));
        after.into_iter().for_each(|done| state.deeds.count(done));
    }

    /// Of every line of which something was accepted, the donor gave; of a consignment of which something was, each
    /// party that held it after the sender carried; whoever held it before another handed it over to them.
    fn deeds(&self, state: &State, found: &Consignment) -> Vec<Done> {
        let to = End::Recipient(found.recipient);
        let arrived = found
            .lines
            .iter()
            .zip(&self.accepted)
            .filter(|(_, is)| **is);
        let gave = arrived.filter_map(|(line, _)| {
            let commitment = state.commitments.get(&line.commitment)?;
            Some((commitment.donor, to, Deed::Gave(commitment.place)))
        });
        let hands = || found.hops.iter().take(self.hops).map(|hop| hop.party);
        let handed = hands().zip(hands().skip(1));
        let handed = handed.map(|(from, to)| (from, End::Party(to), Deed::HandedOver));
        let carried = hands().skip(1).filter(|_| self.accepted.contains(&true));
        let carried = carried.map(|party| (party, to, Deed::Carried));
        gave.chain(handed).chain(carried).collect()
    }
}
