//! What was done for whom, counted as it is done. A promise is no deed, and neither is talk.

use std::collections::BTreeMap;

use crate::consignment::Consignment;
use crate::ids::{ConsignmentId, PartyId, RecipientId, Stamp};
use crate::place::Place;
use crate::state::State;

use super::acts::End;
use super::fade::Period;

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

/// How often each deed was done, and in which stretch of time. What was done for a recipient that was merged stands under
/// the one that stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deeds {
    counts: BTreeMap<(Done, Period), u64>,
    changes: u64,
}

impl Deeds {
    /// In order, with when and how often each was done, at least once. A deed stands once for each stretch of time.
    pub fn iter(&self) -> impl Iterator<Item = (Done, Period, u64)> {
        let counts = self.counts.iter();
        counts.map(|((done, period), count)| (*done, *period, *count))
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
        for ((party, _, deed), _, count) in self.iter() {
            if matches!(deed, Deed::Gave(_)) {
                let sum = given.entry(party).or_default();
                *sum = sum.saturating_add(count);
            }
        }
        given
    }

    pub(crate) fn count(&mut self, done: Done, at: Stamp) {
        let count = self.counts.entry((done, Period::of(at))).or_default();
        *count = count.saturating_add(1);
        self.changes = self.changes.saturating_add(1);
    }

    /// What was done for `from` was done for `into`, as needs and consignments move on too. O(deeds): mergers are rare.
    pub(crate) fn merge(&mut self, from: RecipientId, into: RecipientId) {
        let moved: Vec<(Done, Period, u64)> = self
            .iter()
            .filter(|((_, to, _), ..)| *to == End::Recipient(from))
            .collect();
        for ((party, to, deed), period, count) in moved {
            self.counts.remove(&((party, to, deed), period));
            let done = (party, End::Recipient(into), deed);
            let sum = self.counts.entry((done, period)).or_default();
            *sum = sum.saturating_add(count);
            self.changes = self.changes.saturating_add(1);
        }
    }

    fn take_back(&mut self, done: Done, at: Stamp) {
        let key = (done, Period::of(at));
        if let Some(count) = self.counts.get_mut(&key) {
            *count -= 1;
            if *count == 0 {
                self.counts.remove(&key);
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
    /// When the first receipt was recorded: what arrived counts from then on, whatever corrects it.
    arrived_at: Option<Stamp>,
}

impl Weighed {
    pub(crate) fn of(found: &Consignment) -> Weighed {
        Weighed {
            accepted: found.lines.iter().map(|line| line.accepted > 0).collect(),
            hops: found.hops.len(),
            arrived_at: found.receipts.first().map(|receipt| receipt.at),
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
            .for_each(|(done, at)| state.deeds.take_back(done, at));
        after
            .into_iter()
            .for_each(|(done, at)| state.deeds.count(done, at));
    }

    /// Of every line of which something was accepted, the donor gave; of a consignment of which something was, each
    /// party that held it after the sender carried; whoever held it before another handed it over to them.
    fn deeds(&self, state: &State, found: &Consignment) -> Vec<(Done, Stamp)> {
        let to = End::Recipient(found.recipient);
        // Nothing is accepted before the first receipt.
        let arrived_at = self.arrived_at.unwrap_or(found.prepared_at);
        let arrived = found
            .lines
            .iter()
            .zip(&self.accepted)
            .filter(|(_, is)| **is);
        let gave = arrived.filter_map(|(line, _)| {
            let commitment = state.commitments.get(&line.commitment)?;
            let gave = Deed::Gave(commitment.place);
            Some(((commitment.donor, to, gave), arrived_at))
        });
        let hands = || found.hops.iter().take(self.hops);
        let handed = hands().zip(hands().skip(1)).map(|(from, hop)| {
            let taker = End::Party(hop.party);
            ((from.party, taker, Deed::HandedOver), hop.recorded_at)
        });
        let carried = hands().skip(1).filter(|_| self.accepted.contains(&true));
        let carried = carried.map(|hop| ((hop.party, to, Deed::Carried), arrived_at));
        gave.chain(handed).chain(carried).collect()
    }
}
