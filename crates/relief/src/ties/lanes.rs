//! Which places gave to which: where nothing ever went, nobody knows anybody.

use std::collections::{BTreeMap, BTreeSet};

use crate::place::Place;
use crate::state::State;

use super::acts::End;
use super::deeds::Deed;

/// Gifts that arrived, from place to place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lanes {
    /// Places that could give: something came from there, or an offer lies there. Prefectures where known.
    pub from: BTreeSet<Place>,
    /// Places of recipients that need something now, or that received.
    pub to: BTreeSet<Place>,
    /// Those of them with a need on the board.
    pub waiting: BTreeSet<Place>,
    /// How often: from, to. Pairs that nothing joins are not there.
    pub gifts: BTreeMap<(Place, Place), u64>,
}

impl Lanes {
    /// Places that need something and to which nothing ever came from anywhere, while somebody could give.
    #[must_use]
    pub fn unbridged(&self) -> Vec<Place> {
        let reached: BTreeSet<Place> = self.gifts.keys().map(|(_, to)| *to).collect();
        let lonely = self.waiting.difference(&reached);
        lonely.copied().filter(|_| !self.from.is_empty()).collect()
    }
}

/// O(deeds + needs + offers).
#[must_use]
pub fn lanes(state: &State) -> Lanes {
    let mut lanes = Lanes::default();
    let place = |id| state.recipient(id).map(|(_, recipient)| recipient.place);
    for ((_, to, deed), _, count) in state.deeds.iter() {
        let (Deed::Gave(from), End::Recipient(id)) = (deed, to) else {
            continue;
        };
        if let Some(to) = place(id) {
            let gifts = lanes.gifts.entry((region(from), to)).or_default();
            *gifts = gifts.saturating_add(count);
        }
    }
    let open = state.offers.values().filter(|offer| offer.left() > 0);
    lanes.from = open.map(|offer| region(offer.place)).collect();
    lanes.from.extend(lanes.gifts.keys().map(|(from, _)| *from));
    let live = state.needs.values().filter(|need| need.is_live());
    lanes.waiting = live.filter_map(|need| place(need.recipient)).collect();
    lanes.to.clone_from(&lanes.waiting);
    lanes.to.extend(lanes.gifts.keys().map(|(_, to)| *to));
    lanes
}

/// Donors say where their goods lie down to the county: too fine to see who knows whom.
#[must_use]
pub fn region(place: Place) -> Place {
    place.prefecture().unwrap_or(place.province())
}
