//! What offers alone would do for the groups that lag behind, on the page of how evenly an item is spread.

use relief::catalogue::Item;
use relief::equity::closing::Closing;
use relief::ids::OfferId;
use relief::state::State;
use serde::Serialize;

use super::equity::group_name;
use crate::names;
use crate::words::{Words, percent};

/// What offers alone would do for the groups that lag behind.
#[derive(Debug, Serialize)]
pub(super) struct ClosingModel {
    /// Whether they lift every group to what was attainable for it.
    pub closes: bool,
    /// The group that stands lowest.
    pub group: String,
    /// What it has of what it needs, in per cent.
    pub from_percent: u64,
    /// What it would have with these offers.
    pub to_percent: u64,
    /// What was attainable for it.
    pub attainable_percent: u64,
    /// The offers.
    pub offers: Vec<Closer>,
}

/// An offer that would help to close the gap.
#[derive(Debug, Serialize)]
pub(super) struct Closer {
    pub offer: u64,
    pub what: String,
    pub place_name: String,
}

/// What offers would do, told of the group that stands lowest.
pub(super) fn closing_model(
    w: Words,
    state: &State,
    item: Item,
    found: &Closing,
) -> Option<ClosingModel> {
    let lowest = found.groups.iter().min_by(|(_, a), (_, b)| {
        let (own, other) = (
            u128::from(a.has) * u128::from(b.needed),
            u128::from(b.has) * u128::from(a.needed),
        );
        own.cmp(&other)
    });
    let (group, level) = lowest?;
    let offer = |(id, quantity): &(OfferId, u64)| {
        let offer = state.offers.get(id)?;
        Some(Closer {
            offer: id.0,
            what: names::amount(w, item, *quantity),
            place_name: names::place(w, state, offer.place),
        })
    };
    Some(ClosingModel {
        closes: found.closes,
        group: group_name(w, state, *group),
        from_percent: percent(level.has, level.needed)?,
        to_percent: percent(level.then, level.needed)?,
        attainable_percent: percent(level.attainable, level.needed)?,
        offers: found.offers.iter().filter_map(offer).collect(),
    })
}
