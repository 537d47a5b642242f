//! What rides along with a consignment or shows it, papers and photographs; and the rooms it concerns.

use crate::access::allow;
use crate::code::Role;
use crate::command::Actor;
use crate::commitment;
use crate::consignment::{Consignment, ConsignmentLine, PHOTOS_MAX, find};
use crate::entry::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::State;

pub(crate) fn attach_paper(
    state: &State,
    actor: &Actor,
    fact: PaperAttached,
) -> Result<Vec<Fact>, Refusal> {
    let found = find(state, fact.consignment)?;
    let may = found.sender == actor.party
        || found.holder() == Some(actor.party)
        || state.acts_for(actor, found.recipient)
        || works_for(state, actor, found, Role::Transport);
    allow(may, Refusal::NotAllowed)?;
    allow(found.ending.is_none(), Refusal::ConsignmentState)?;
    Ok(vec![fact.into()])
}

/// Whoever had the goods in hand or receives them, while they move and after: a picture may come late.
pub(crate) fn photograph(
    state: &State,
    actor: &Actor,
    fact: ConsignmentPhotographed,
) -> Result<Vec<Fact>, Refusal> {
    let found = find(state, fact.consignment)?;
    allow(found.is_among(state, actor), Refusal::NotAllowed)?;
    let max = PHOTOS_MAX;
    allow(found.photos.len() < max, Refusal::TooManyPhotos { max })?;
    Ok(vec![fact.into()])
}

/// Does a working role's job in the room of a need that the consignment serves.
pub(crate) fn works_for(
    state: &State,
    actor: &Actor,
    consignment: &Consignment,
    role: Role,
) -> bool {
    let need = |l: &ConsignmentLine| state.needs.get(&state.commitments.get(&l.commitment)?.need);
    let mut needs = consignment.lines.iter().filter_map(need);
    needs.any(|need| state.works_as(actor, role, need.room))
}

/// The room that its first line serves: whose moderators may remove its texts.
#[must_use]
pub fn room_of(state: &State, id: ConsignmentId) -> Option<RoomId> {
    let lines = &state.consignments.get(&id)?.lines;
    lines
        .iter()
        .find_map(|l| commitment::room_of(state, l.commitment))
}
