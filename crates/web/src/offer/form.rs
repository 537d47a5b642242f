//! The form that notes down an offer.

use app::offer::NewOffer;
use relief::catalogue::Item;
use relief::ids::RoomId;
use relief::offer::PACK_UNITS_MAX;
use relief::quantity::QUANTITY_MAX;
use relief::standard::Standard;
use serde::Serialize;

use crate::fields::Fields;
use crate::need::{find_place, quantity};
use crate::t;
use crate::words::Words;

/// What was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct OfferForm {
    /// Code of the item.
    pub item: String,
    /// How much, as typed.
    pub quantity: String,
    /// How much in a pack that is not opened, as typed.
    pub pack: String,
    /// Code of the standard; empty: none or unknown.
    pub standard: String,
    /// Where it lies, as typed.
    pub place: String,
    /// The room it is offered in.
    pub room: String,
    /// Rooms to choose from: number and name.
    pub rooms: Vec<(u64, String)>,
    /// A public remark.
    pub remark: String,
    /// What does not fit: field and sentence.
    pub faults: Vec<(String, String)>,
    /// The name of one who is not signed in.
    pub name: String,
    /// Whether a name is asked for.
    pub asks_name: bool,
    /// Makes the form act once.
    #[serde(skip)]
    pub token: String,
}

impl OfferForm {
    /// What was typed.
    pub fn of(fields: &Fields) -> OfferForm {
        let text = |name: &str| fields.text(name).to_owned();
        OfferForm {
            item: text("item"),
            quantity: text("quantity"),
            pack: text("pack"),
            standard: text("standard"),
            place: text("place"),
            room: text("room"),
            remark: text("remark"),
            name: text("name"),
            ..OfferForm::default()
        }
    }

    /// What it means, or everything that does not fit.
    pub fn read(&self, w: Words) -> Result<NewOffer, Vec<(String, String)>> {
        let mut faults = Vec::new();
        let mut fault = |name: &str, why: String| faults.push((name.to_owned(), why));
        let item = Item::from_code(&self.item);
        if item.is_none() {
            fault("item", t!(w, "need-what-missing"));
        }
        let count = match item.map(|item| quantity(w, item, &self.quantity)) {
            Some(Ok(Some(0))) => Err(t!(w, "refused-quantity-zero")),
            Some(Ok(Some(n))) if n > QUANTITY_MAX => {
                Err(t!(w, "refused-quantity-too-large", max = QUANTITY_MAX))
            }
            Some(Ok(Some(n))) => Ok(n),
            Some(Err(why)) => Err(why),
            _ => Err(t!(w, "give-how-many")),
        };
        let count = count.map_err(|why| fault("quantity", why));
        let pack = item.map_or(Ok(None), |item| pack(w, item, &self.pack));
        let pack = pack.map_err(|why| fault("pack", why));
        let place = find_place(&self.place);
        if place.is_none() {
            fault("place", t!(w, "form-place"));
        }
        match (item, count, pack, place) {
            (Some(item), Ok(quantity), Ok(pack), Some(place)) => Ok(NewOffer {
                item,
                quantity,
                pack,
                standard: Standard::from_code(&self.standard),
                place,
                room: self.room.parse().ok().map(RoomId),
                remark: self.remark.clone(),
            }),
            _ => Err(faults),
        }
    }
}

/// What a pack holds, in base units; nothing where the goods come loose.
pub(super) fn pack(w: Words, item: Item, typed: &str) -> Result<Option<u64>, String> {
    match quantity(w, item, typed)? {
        Some(0) => Err(t!(w, "refused-quantity-zero")),
        Some(n) if n > PACK_UNITS_MAX => {
            Err(t!(w, "refused-quantity-too-large", max = PACK_UNITS_MAX))
        }
        n => Ok(n.filter(|n| *n > 1)),
    }
}
