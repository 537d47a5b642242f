//! Rooms, as far as they are public: that they opened, and how many members they have.

use crate::access::allow;
use crate::code::Role;
use crate::command::Actor;
use crate::entry::{Fact, RoleGranted, RoomCounted, RoomOpened};
use crate::ids::*;
use crate::name::Name;
use crate::place::Place;
use crate::refusal::Refusal;
use crate::state::State;

/// A place where people talk and act together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Its public name.
    pub name: Name,
    /// The place it cares for.
    pub place: Option<Place>,
    /// The seal of its one sentence.
    pub about: Option<Seal>,
    /// Who opened it.
    pub opened_by: PartyId,
    /// When.
    pub opened_at: Stamp,
    /// Members at the last count.
    pub members: u64,
    /// Every count: when, and how many. The growth curve.
    pub counts: Vec<(Stamp, u64)>,
    /// The first commitment to a need of this room.
    pub first_commitment_at: Option<Stamp>,
    /// The first receipt for a need of this room.
    pub first_delivery_at: Option<Stamp>,
}

pub(crate) fn open(state: &State, actor: &Actor, fact: RoomOpened) -> Result<Vec<Fact>, Refusal> {
    let room = RoomId(state.next_id());
    let founder = RoleGranted {
        party: actor.party,
        recipient: None,
        role: Role::Founder,
        room: Some(room),
    };
    Ok(vec![fact.into(), founder.into()])
}

pub(crate) fn count(
    state: &State,
    actor: &Actor,
    room: RoomId,
    members: u64,
) -> Result<Vec<Fact>, Refusal> {
    allow(actor.is_community(), Refusal::CommunityOnly)?;
    let found = state.rooms.get(&room).ok_or(Refusal::NotFound(room.0))?;
    allow(found.members != members, Refusal::NothingChanges)?;
    let may_grow = members < found.members || state.has_leads_for(room, members);
    allow(may_grow, Refusal::SecondLeadMissing)?;
    Ok(vec![RoomCounted { members, room }.into()])
}

pub(crate) fn apply_opened(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &RoomOpened,
) {
    let room = Room {
        name: fact.name.clone(),
        place: fact.place,
        about: fact.about,
        opened_by: by,
        opened_at: at,
        members: 0,
        counts: Vec::new(),
        first_commitment_at: None,
        first_delivery_at: None,
    };
    state.rooms.insert(RoomId(index), room);
    state.texts.seal(index, Some(RoomId(index)), fact.about);
}

pub(crate) fn apply_counted(state: &mut State, at: Stamp, fact: &RoomCounted) {
    if let Some(room) = state.rooms.get_mut(&fact.room) {
        room.members = fact.members;
        room.counts.push((at, fact.members));
    }
}
