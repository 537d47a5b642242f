//! Names of items, units, standards and places in the reader's language.

use relief::catalogue::{Item, Unit};
use relief::ids::PartyId;
use relief::place::Place;
use relief::quantity::Quantity;
use relief::standard::Standard;
use relief::state::State;

use crate::t;
use crate::words::{Lang, Words, number};

/// The short name of an item.
pub fn item(w: Words, item: Item) -> &'static str {
    match w.lang() {
        Lang::En => item.name_en(),
        Lang::Zh => item.name_zh(),
    }
}

/// The word for a number of units: 套, sets.
pub fn unit(w: Words, unit: Unit, n: u64) -> &'static str {
    match (w.lang(), n) {
        (Lang::Zh, _) => unit.zh,
        (Lang::En, 1) => unit.en_one,
        (Lang::En, _) => unit.en_many,
    }
}

/// A count with its unit: `102 套`, `1 set`.
pub fn amount(w: Words, of: Item, n: u64) -> String {
    format!("{} {}", number(n), unit(w, of.unit(), n))
}

/// A stated quantity in words.
pub fn quantity(w: Words, of: Item, quantity: Quantity) -> String {
    match quantity {
        Quantity::Exact(n) => amount(w, of, n),
        Quantity::AtLeast(n) => t!(w, "quantity-at-least", amount = amount(w, of, n)),
        Quantity::Rate(n) => t!(w, "quantity-rate", amount = amount(w, of, n)),
        Quantity::Unknown => t!(w, "quantity-unknown"),
    }
}

/// Standards as they are written, with their inner spaces kept together.
pub fn standards(w: Words, list: &[Standard]) -> String {
    let written: Vec<_> = list
        .iter()
        .map(|s| s.written().replace(' ', "\u{a0}"))
        .collect();
    written.join(&t!(w, "list-and"))
}

/// The name of a place: from the gazetteer, or as an entry named it, or its code.
pub fn place(w: Words, state: &State, place: Place) -> String {
    let known = match w.lang() {
        Lang::Zh => place.short_name_zh(),
        Lang::En => place.name_en(),
    };
    let named = || {
        known
            .map(str::to_owned)
            .or_else(|| state.place_name(place).map(str::to_owned))
    };
    named().unwrap_or_else(|| place.code().to_string())
}

/// The name of a party that is an organisation; persons have none in public.
pub fn organisation(state: &State, party: PartyId) -> Option<String> {
    let name = state.parties.get(&party)?.name.as_ref()?;
    Some(name.as_str().to_owned())
}
