//! What an entry changes on the cards of a room.

use std::collections::BTreeSet;

use relief::entry::Fact;
use relief::ids::{CommitmentId, ConsignmentId, NeedId, OfferId, RecipientId, RoomId};
use relief::state::State;

use crate::consignment::views::consignment_of;
use crate::room::cards::Thing;

/// The things whose cards an entry changes, with those that derive their figures from them.
pub fn touched(state: &State, index: u64, fact: &Fact) -> BTreeSet<Thing> {
    let mut things = BTreeSet::new();
    match subject(index, fact) {
        Some(Thing::Consignment(id)) => consignment(state, id, &mut things),
        Some(Thing::Commitment(id)) => commitment(state, id, &mut things),
        Some(other) => {
            things.insert(other);
        }
        None => {}
    }
    if let Some(recipient) = resupplied(state, fact) {
        official(state, recipient, &mut things);
    }
    if let Fact::CommitmentRedirected(fact) = fact {
        commitment(state, CommitmentId(index), &mut things);
        things.insert(Thing::Need(fact.need));
    }
    things
}

/// The rooms in which a thing has its card.
pub fn rooms_of(state: &State, thing: Thing) -> BTreeSet<RoomId> {
    let need_room = |id: &NeedId| state.needs.get(id).and_then(|n| n.room);
    let commitment_room =
        |id: &CommitmentId| state.commitments.get(id).and_then(|c| need_room(&c.need));
    match thing {
        Thing::Need(id) => need_room(&id).into_iter().collect(),
        Thing::Commitment(id) => commitment_room(&id).into_iter().collect(),
        Thing::Offer(id) => state
            .offers
            .get(&id)
            .and_then(|o| o.room)
            .into_iter()
            .collect(),
        Thing::Consignment(id) => {
            let found = state.consignments.get(&id);
            let lines = found.into_iter().flat_map(|c| c.lines.iter());
            lines
                .filter_map(|l| commitment_room(&l.commitment))
                .collect()
        }
    }
}

fn commitment(state: &State, id: CommitmentId, things: &mut BTreeSet<Thing>) {
    things.insert(Thing::Commitment(id));
    if let Some(found) = state.commitments.get(&id) {
        things.insert(Thing::Need(found.need));
    }
}

fn consignment(state: &State, id: ConsignmentId, things: &mut BTreeSet<Thing>) {
    things.insert(Thing::Consignment(id));
    let found = state.consignments.get(&id);
    for line in found.into_iter().flat_map(|c| c.lines.iter()) {
        commitment(state, line.commitment, things);
    }
}

/// The recipient whose official supply an entry spreads anew over its lines.
fn resupplied(state: &State, fact: &Fact) -> Option<RecipientId> {
    let of_need = |id: &NeedId| Some(state.needs.get(id)?.recipient);
    let of_supply = |id| Some(state.official_supplies.get(id)?.recipient);
    match fact {
        Fact::OfficialSupplyRecorded(f) => Some(f.recipient),
        Fact::OfficialSupplyCorrected(f) => of_supply(&f.supply),
        Fact::NeedVerified(f) => of_need(&f.need),
        Fact::NeedRevised(f) => of_need(&f.need),
        Fact::NeedClosed(f) => of_need(&f.need),
        _ => None,
    }
}

/// The standing needs of a recipient that the state gave something.
fn official(state: &State, recipient: RecipientId, things: &mut BTreeSet<Thing>) {
    let found = state.recipient(recipient).map(|(_, r)| r);
    let given = found.filter(|r| !r.official.is_empty());
    let needs = given.into_iter().flat_map(|r| &r.needs);
    let live = needs.filter(|id| state.needs.get(id).is_some_and(|n| n.is_live()));
    things.extend(live.map(|id| Thing::Need(*id)));
}

/// What an entry is about.
fn subject(index: u64, fact: &Fact) -> Option<Thing> {
    use Fact as F;
    let need = |id: NeedId| Some(Thing::Need(id));
    let commitment = |id: CommitmentId| Some(Thing::Commitment(id));
    let consignment = |id: ConsignmentId| Some(Thing::Consignment(id));
    match fact {
        F::NeedReported(_) => need(NeedId(index)),
        F::NeedVerified(f) => need(f.need),
        F::NeedRejected(f) => need(f.need),
        F::NeedMerged(f) => need(f.need),
        F::NeedPaused(f) => need(f.need),
        F::NeedResumed(f) => need(f.need),
        F::NeedRevised(f) => need(f.need),
        F::NeedReconfirmed(f) => need(f.need),
        F::NeedClosed(f) => need(f.need),
        F::OfferMade(_) => Some(Thing::Offer(OfferId(index))),
        F::OfferWithdrawn(f) => Some(Thing::Offer(f.offer)),
        F::CommitmentPledged(_) => commitment(CommitmentId(index)),
        F::CommitmentCleared(f) => commitment(f.commitment),
        F::CommitmentAccepted(f) => commitment(f.commitment),
        F::CommitmentDeclined(f) => commitment(f.commitment),
        F::CommitmentEvidenced(f) => commitment(f.commitment),
        F::CommitmentConfirmed(f) => commitment(f.commitment),
        F::CommitmentRedirectProposed(f) => commitment(f.commitment),
        F::CommitmentRedirected(f) => commitment(f.commitment),
        F::CommitmentWithdrawn(f) => commitment(f.commitment),
        F::CommitmentLapsed(f) => commitment(f.commitment),
        other => consignment_of(index, other).and_then(consignment),
    }
}
