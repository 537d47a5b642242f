//! How commitments grow with each entry.

use super::{Commitment, CommitmentState, room_of};
use crate::coverage::{Before, count_in};
use crate::entry::*;
use crate::ids::*;
use crate::state::State;

pub(crate) fn apply_pledged(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &CommitmentPledged,
) {
    let commitment = Commitment {
        donor: by,
        need: fact.need,
        line: fact.line,
        quantity: fact.quantity,
        released: 0,
        standard: fact.standard,
        place: fact.place,
        available_on: fact.available_on,
        offer: fact.offer,
        held: fact.held,
        state: CommitmentState::Pledged,
        shown: None,
        proposal: None,
        redirected_from: None,
        consigned_in: Vec::new(),
        remark: fact.remark,
        steps: vec![("commitment.pledged", at, Index(index))],
    };
    insert(state, index, commitment);
    let room = room_of(state, CommitmentId(index));
    state.texts.seal(index, room, fact.remark);
    if let Some(party) = state.parties.get_mut(&by) {
        party.commitments += 1;
    }
    if let Some(offer) = fact.offer.and_then(|id| state.offers.get_mut(&id)) {
        offer.aimed = offer.aimed.saturating_add(fact.quantity);
    }
    let room = state.needs.get(&fact.need).and_then(|n| n.room);
    if let Some(room) = room.and_then(|id| state.rooms.get_mut(&id)) {
        room.first_commitment_at.get_or_insert(at);
    }
}

pub(super) fn insert(state: &mut State, index: u64, commitment: Commitment) {
    let (need, line) = (commitment.need, commitment.line);
    state.commitments.insert(CommitmentId(index), commitment);
    let slot = usize::try_from(line).ok();
    if let Some(line) = state
        .needs
        .get_mut(&need)
        .zip(slot)
        .and_then(|(n, i)| n.lines.get_mut(i))
    {
        line.commitments.push(CommitmentId(index));
    }
    count_in(state, CommitmentId(index));
}

/// Changes one commitment, notes the step, and moves its line by the difference.
pub(crate) fn change(
    state: &mut State,
    id: CommitmentId,
    step: (&'static str, Stamp, Index),
    edit: impl FnOnce(&mut Commitment),
) {
    let before = Before::of(state, [id]);
    let Some(commitment) = state.commitments.get_mut(&id) else {
        return;
    };
    edit(commitment);
    commitment.steps.push(step);
    before.settle(state);
}

/// Ends a commitment of which nothing was packed: all of it is free.
pub(crate) fn end(commitment: &mut Commitment, state: CommitmentState) {
    commitment.state = state;
    commitment.released = commitment.quantity;
    commitment.proposal = None;
}

/// Somebody other than the donor took a commitment seriously: the next large one need not wait.
pub(crate) fn prove_donor(state: &mut State, by: PartyId, id: CommitmentId) {
    let donor = state.commitments.get(&id).map(|c| c.donor);
    if let Some(party) = donor
        .filter(|donor| *donor != by)
        .and_then(|donor| state.parties.get_mut(&donor))
    {
        party.proven += 1;
    }
}

pub(crate) fn apply_withdrawn(
    state: &mut State,
    at: Stamp,
    index: u64,
    fact: &CommitmentWithdrawn,
) {
    let offer = state
        .commitments
        .get(&fact.commitment)
        .and_then(|c| c.offer);
    if let Some(offer) = offer.and_then(|id| state.offers.get_mut(&id)) {
        offer.aimed = offer.aimed.saturating_sub(fact.quantity);
    }
    change(
        state,
        fact.commitment,
        ("commitment.withdrawn", at, Index(index)),
        |commitment| {
            commitment.released = commitment.released.saturating_add(fact.quantity);
            commitment.proposal = None;
            if commitment.released >= commitment.quantity {
                commitment.state = CommitmentState::Withdrawn;
            }
        },
    );
}
