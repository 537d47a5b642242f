//! The community, who acts in it, with which roles, and what a named person skipped.

use super::facts::records;
use crate::code::*;
use crate::ids::*;
use crate::name::Name;
use crate::place::Place;

records! {
    /// The first entry: the community and its journal begin.
    CommunityOpened {
        /// Whether people and figures are invented.
        drill: bool,
        /// Its public name.
        name: Name,
    }
    /// Somebody begins to act in public.
    PartyRegistered { kind: PartyKind, name: Option<Name>, place: Option<Place> }
    /// A role is given.
    RoleGranted { party: PartyId, recipient: Option<RecipientId>, role: Role, room: Option<RoomId> }
    /// A role is lost.
    RoleRevoked { party: PartyId, recipient: Option<RecipientId>, role: Role, room: Option<RoomId> }
    /// A place that the gazetteer does not name gets a name.
    PlaceNamed { name: Name, place: Place }
    /// A named person skipped a gate, on the record.
    GateSkipped { gate: Gate, reason: SkipReason, subject: Index }
}
