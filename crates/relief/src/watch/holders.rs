//! What went through whose hands, over all consignments: taken = placed + in store + written off + what is short.

use std::collections::BTreeMap;

use crate::catalogue::Item;
use crate::code::HolderKind;
use crate::ids::*;
use crate::state::State;

use super::consignments::{Hand, hands};

/// As what somebody held goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Packed and sent them.
    Sender,
    /// Carried them.
    Carrier,
    /// Kept them on the way.
    Hub,
}

/// Whose hands: one item at one holder in one role.
pub type HolderKey = (Item, PartyId, Role);

/// What one holder took in of one item, in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Holding {
    /// What was packed, or counted on taking.
    pub taken: u64,
    /// Passed to the next hands, or settled with the recipient.
    pub placed: u64,
    /// Still there.
    pub stored: u64,
    /// Went back or was declared lost from there.
    pub written_off: u64,
}

impl Holding {
    /// What came and is nowhere.
    #[must_use]
    pub fn short(&self) -> u64 {
        [self.placed, self.stored, self.written_off]
            .iter()
            .fold(self.taken, |left, n| left.saturating_sub(*n))
    }

    /// What is placed, in store or written off beyond what came: counted more on passing than on taking.
    #[must_use]
    pub fn over(&self) -> u64 {
        let known = self.placed.saturating_add(self.stored);
        known
            .saturating_add(self.written_off)
            .saturating_sub(self.taken)
    }

    fn add(&mut self, hand: &Hand) {
        let sums = [
            (&mut self.taken, hand.taken),
            (&mut self.placed, hand.settled.saturating_add(hand.passed)),
            (&mut self.stored, hand.in_hand),
            (&mut self.written_off, hand.ended),
        ];
        for (sum, n) in sums {
            *sum = sum.saturating_add(n);
        }
    }

    /// Two holdings in one.
    #[must_use]
    pub fn with(self, other: Holding) -> Holding {
        Holding {
            taken: self.taken.saturating_add(other.taken),
            placed: self.placed.saturating_add(other.placed),
            stored: self.stored.saturating_add(other.stored),
            written_off: self.written_off.saturating_add(other.written_off),
        }
    }
}

/// Every holder of goods that left their sender, or were to. O(consignments × hands × lines).
#[must_use]
pub fn holders(state: &State) -> BTreeMap<HolderKey, Holding> {
    let mut found: BTreeMap<HolderKey, Holding> = BTreeMap::new();
    let left = state
        .consignments
        .values()
        .filter(|consignment| consignment.dispatched_at.is_some());
    for consignment in left {
        let items: Vec<Option<Item>> = consignment
            .lines
            .iter()
            .map(|line| {
                let served = state.commitments.get(&line.commitment)?;
                Some(state.line(served.need, served.line)?.item)
            })
            .collect();
        for hand in hands(consignment) {
            let hop = consignment.hops.get(hand.hop);
            let item = items.get(hand.line).copied().flatten();
            let (Some(hop), Some(item)) = (hop, item) else {
                continue;
            };
            let role = match (hand.hop, hop.kind) {
                (0, _) => Role::Sender,
                (_, HolderKind::Carrier) => Role::Carrier,
                (_, HolderKind::Hub) => Role::Hub,
            };
            found.entry((item, hop.party, role)).or_default().add(&hand);
        }
    }
    found
}
