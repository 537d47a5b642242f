//! Who has the goods in hand.

use super::facts::records;
use crate::code::*;
use crate::ids::*;
use crate::place::Place;

records! {
    /// One side of a hand-over asks the other.
    CustodyAsked {
        consignment: ConsignmentId,
        counts: Vec<u64>,
        happened_at: Stamp,
        place: Option<Place>,
        side: Side,
        taker: Option<PartyId>,
        taker_kind: HolderKind,
    }
    /// Both sides confirmed: custody passes. `happened_at` is the device's time; it may arrive late.
    CustodyHandedOver {
        asked: Index,
        consignment: ConsignmentId,
        counts: Vec<u64>,
        giver: PartyId,
        happened_at: Stamp,
        place: Option<Place>,
        taker: PartyId,
        taker_kind: HolderKind,
    }
    /// The holder is stopped on the way and asks for a relay.
    CustodyStopped { consignment: ConsignmentId, happened_at: Stamp, place: Option<Place> }
    /// Whoever holds the goods by a link alone lost it and got another one; the old one ended.
    CustodyLinkRenewed { consignment: ConsignmentId, holder: PartyId }
}
