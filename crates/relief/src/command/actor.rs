//! Who asks for something.

use crate::ids::*;

/// Who acts: a party, and the rooms whose member it is (memberships stand in the vault).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The party under whose number the entry will stand.
    pub party: PartyId,
    /// Rooms it is a member of.
    pub rooms: Vec<RoomId>,
}

impl Actor {
    /// The community itself: the clock and first-start acts.
    #[must_use]
    pub fn community() -> Actor {
        Actor {
            party: COMMUNITY,
            rooms: Vec::new(),
        }
    }

    /// Whether the actor is the community itself.
    #[must_use]
    pub fn is_community(&self) -> bool {
        self.party == COMMUNITY
    }
}
