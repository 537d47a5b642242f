//! Supply at hand, not yet aimed.

use super::facts::records;
use crate::catalogue::Item;
use crate::ids::*;
use crate::place::Place;
use crate::standard::Standard;

records! {
    /// Supply at hand, not yet aimed.
    OfferMade {
        item: Item,
        place: Place,
        quantity: u64,
        remark: Option<Seal>,
        room: Option<RoomId>,
        standard: Option<Standard>,
    }
    /// An offer is taken back.
    OfferWithdrawn { offer: OfferId }
    /// What its donor says about an offer: when it can leave and until when it is good, for whom alone it is meant,
    /// where its permit leads, and units in a pack. Stands in place of what was said before.
    OfferConditioned {
        expires_on: Option<Stamp>,
        offer: OfferId,
        only_place: Option<Place>,
        pack: Option<u64>,
        permits: Vec<Place>,
        ready_on: Option<Stamp>,
        recipients: Vec<RecipientId>,
    }
}
