//! Who may do what: one small set of questions that every `decide` asks.

use std::collections::BTreeSet;

use crate::code::Role;
use crate::command::Actor;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::{Grant, State};

/// Up to so many members a room shows no roles: every member may verify, find, carry and receive.
pub const ROOM_WITHOUT_ROLES_MEMBERS_MAX: u64 = 12;
/// From so many members on a room needs [`LEADS_MIN`] who lead it.
pub const SECOND_LEAD_MEMBERS: u64 = ROOM_WITHOUT_ROLES_MEMBERS_MAX + 1;
/// Those who lead a larger room at least: the telephone of one may die.
pub const LEADS_MIN: usize = 2;

impl State {
    /// Whether a party has a role just so.
    #[must_use]
    pub fn holds(
        &self,
        party: PartyId,
        role: Role,
        room: Option<RoomId>,
        recipient: Option<RecipientId>,
    ) -> bool {
        self.grants.contains(&Grant {
            party,
            role,
            room,
            recipient,
        })
    }

    /// Whether a party has a role anywhere.
    #[must_use]
    pub fn holds_anywhere(&self, party: PartyId, role: Role) -> bool {
        let least = Grant {
            party,
            role,
            room: None,
            recipient: None,
        };
        self.grants
            .range(least..)
            .next()
            .is_some_and(|g| g.party == party && g.role == role)
    }

    /// Leads a room, or the community.
    #[must_use]
    pub fn leads(&self, actor: &Actor, room: Option<RoomId>) -> bool {
        let in_scope = |room| {
            [Role::Founder, Role::Lead]
                .iter()
                .any(|r| self.holds(actor.party, *r, room, None))
        };
        in_scope(None) || (room.is_some() && in_scope(room))
    }

    /// How many lead a room.
    #[must_use]
    pub fn leads_of(&self, room: RoomId) -> usize {
        let leads =
            |g: &&Grant| g.room == Some(room) && matches!(g.role, Role::Founder | Role::Lead);
        let parties: BTreeSet<PartyId> =
            self.grants.iter().filter(leads).map(|g| g.party).collect();
        parties.len()
    }

    /// Whether a room may have so many members: a larger one only with enough who lead it.
    #[must_use]
    pub fn has_leads_for(&self, room: RoomId, members: u64) -> bool {
        members < SECOND_LEAD_MEMBERS || self.leads_of(room) >= LEADS_MIN
    }

    /// Does a working role's job in a room. A thing without a room belongs to the community: there only roles
    /// for the whole community count, for anybody may open a room and lead it.
    #[must_use]
    pub fn works_as(&self, actor: &Actor, role: Role, room: Option<RoomId>) -> bool {
        if self.leads(actor, room) || self.holds(actor.party, role, None, None) {
            return true;
        }
        room.is_some_and(|id| {
            self.holds(actor.party, role, room, None) || self.is_small_and_theirs(actor, id)
        })
    }

    /// Checks a recipient and names its person: verifiers of the whole community; and verifiers of a room, as long
    /// as every need of the recipient is that room's own. Opening a room gives no say over anybody else's recipients.
    #[must_use]
    pub fn checks(&self, actor: &Actor, recipient: RecipientId) -> bool {
        let own = |id: &NeedId| {
            let room = self.needs.get(id).and_then(|n| n.room);
            room.is_some() && self.works_as(actor, Role::Verifier, room)
        };
        let needs = self.recipients.get(&recipient).map(|r| r.needs.as_slice());
        self.works_as(actor, Role::Verifier, None)
            || needs.is_some_and(|needs| !needs.is_empty() && needs.iter().all(own))
    }

    /// Removes what may not stand. Never by mere membership, however small the room.
    #[must_use]
    pub fn moderates(&self, actor: &Actor, room: Option<RoomId>) -> bool {
        self.leads(actor, room)
            || self.holds(actor.party, Role::Moderator, None, None)
            || (room.is_some() && self.holds(actor.party, Role::Moderator, room, None))
    }

    /// Decides about commitments to a need: leads, founders, and those who find supply.
    #[must_use]
    pub fn coordinates(&self, actor: &Actor, room: Option<RoomId>) -> bool {
        self.works_as(actor, Role::Sourcing, room)
    }

    /// Acts for a recipient.
    #[must_use]
    pub fn acts_for(&self, actor: &Actor, recipient: RecipientId) -> bool {
        self.holds(actor.party, Role::RecipientPerson, None, Some(recipient))
    }

    /// Only a member may act in a room.
    pub(crate) fn member(&self, actor: &Actor, room: Option<RoomId>) -> Result<(), Refusal> {
        match room {
            Some(id) if !self.rooms.contains_key(&id) => Err(Refusal::NotFound(id.0)),
            Some(id) if !actor.is_community() && !actor.rooms.contains(&id) => {
                Err(Refusal::NotAMember)
            }
            _ => Ok(()),
        }
    }

    fn is_small_and_theirs(&self, actor: &Actor, room: RoomId) -> bool {
        actor.rooms.contains(&room)
            && self
                .rooms
                .get(&room)
                .is_some_and(|r| r.members <= ROOM_WITHOUT_ROLES_MEMBERS_MAX)
    }
}

/// Turns a question into a refusal.
pub(crate) fn allow(yes: bool, otherwise: Refusal) -> Result<(), Refusal> {
    if yes { Ok(()) } else { Err(otherwise) }
}
