//! Rooms.

use super::facts::records;
use crate::ids::*;
use crate::name::Name;
use crate::place::Place;

records! {
    /// A room opens. `about` seals its one sentence.
    RoomOpened { about: Option<Seal>, name: Name, place: Option<Place> }
    /// How many members a room has.
    RoomCounted { members: u64, room: RoomId }
}
