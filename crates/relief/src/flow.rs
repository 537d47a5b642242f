//! From where to where goods went: sums over consignments that left, by item, donor place and recipient's place.

use std::collections::BTreeMap;

use crate::catalogue::Item;
use crate::place::Place;
use crate::state::State;

/// What went from one place to another, in base units of the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flow {
    /// Accepted on arrival.
    pub received: u64,
    /// Dispatched and not accounted for yet: the last count.
    pub moving: u64,
}

/// Item, where the goods were when they were promised, where the recipient is.
pub type Way = (Item, Place, Place);

/// Everything that left and has arrived or is still on its way. What was damaged, missing or refused flowed to
/// nobody. O(consignments).
#[must_use]
pub fn flows(state: &State) -> BTreeMap<Way, Flow> {
    let mut flows: BTreeMap<Way, Flow> = BTreeMap::new();
    for consignment in state.consignments.values() {
        let recipient = state.recipient(consignment.recipient);
        let Some((_, recipient)) = recipient.filter(|_| consignment.dispatched_at.is_some()) else {
            continue;
        };
        for line in &consignment.lines {
            let Some(commitment) = state.commitments.get(&line.commitment) else {
                continue;
            };
            let Some(needed) = state.line(commitment.need, commitment.line) else {
                continue;
            };
            let (received, moving) = (line.accepted, line.moving());
            if received == 0 && moving == 0 {
                continue;
            }
            let way = (needed.item, commitment.place, recipient.place);
            let flow = flows.entry(way).or_default();
            flow.received = flow.received.saturating_add(received);
            flow.moving = flow.moving.saturating_add(moving);
        }
    }
    flows
}
