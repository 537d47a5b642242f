//! What the first page shows.

use relief::catalogue::Item;
use relief::entry::ReceiptLineFact;
use relief::ids::{ConsignmentId, RoomId};
use relief::place::Place;
use relief::state::State;
use serde::Serialize;

use super::glance::Glance;
use crate::label::{Kind, label};
use crate::names;
use crate::room::model::Grown;
use crate::sums::heat::{HeatRow, heat};
use crate::sums::{ItemName, PlaceSums, Sums, ranked, worst_first};
use crate::visitor::Visitor;
use crate::words::Words;

/// Places in the table of who lacks most; the board has the rest.
const PLACES_MAX: usize = 10;
/// Items offered as chips and in the heat table.
const ITEMS_MAX: usize = 6;

/// A place of which nothing is known.
#[derive(Debug, Serialize)]
pub struct SilentPlace {
    /// Its code.
    pub place: u32,
    /// Its name.
    pub name: String,
}

/// The first day of a room.
#[derive(Debug, Serialize)]
pub struct RoomGrowth {
    /// Its name.
    pub name: String,
    /// When it opened, seconds UTC.
    pub opened_at: i64,
    /// Its members hour by hour.
    pub grown: Grown,
}

/// A room in the list.
#[derive(Debug, Clone, Serialize)]
pub struct RoomLine {
    /// Its id.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Members at the last count.
    pub members: u64,
    /// Lines of its needs that are not covered.
    pub lacking: u64,
}

/// Something that just arrived.
#[derive(Debug, Serialize)]
pub struct Arrival {
    /// When, seconds UTC.
    pub at: i64,
    /// The consignment's label.
    pub code: String,
    /// The entry.
    pub entry: u64,
    /// Whose ward.
    pub recipient: String,
    /// What, in words: item and accepted count.
    pub what: Vec<String>,
}

/// `/`.
#[derive(Debug, Serialize)]
pub struct HomePage {
    /// The community.
    pub community: String,
    /// Waits for its founder.
    pub needs_founder: bool,
    /// The moment, seconds UTC.
    pub now: i64,
    /// Lines of live needs that are not covered.
    pub lacking: u64,
    /// Of these: lines that state no amount.
    pub lacking_unknown: u64,
    /// Consignments on their way.
    pub moving: u64,
    /// The longest of them, in seconds since it left.
    pub moving_longest_secs: Option<i64>,
    /// Consignments with a receipt within a day.
    pub received_today: u64,
    /// Recipients that wrote those receipts.
    pub received_by: u64,
    /// Members over all rooms.
    pub members: u64,
    /// Rooms.
    pub rooms_count: u64,
    /// Items that are needed, most lines first.
    pub items: Vec<ItemName>,
    /// The item shown.
    pub item: Option<ItemName>,
    /// Places by coverage of that item, the worst first.
    pub places: Vec<PlaceSums>,
    /// Coverage of each item in each place, in per cent; unknown where no amount was stated.
    pub heat: Vec<HeatRow>,
    /// Places beside the needy ones of which nobody has said anything; not the same as 0.
    pub silent: Vec<SilentPlace>,
    /// How the largest room grew on its first day.
    pub growth: Option<RoomGrowth>,
    /// Rooms, the largest first.
    pub rooms: Vec<RoomLine>,
    /// What just arrived.
    pub arrivals: Vec<Arrival>,
}

impl HomePage {
    /// Gathers the page; `asked` is an item's code, or empty.
    pub fn of(visitor: &Visitor, sums: &Sums, glance: &Glance, asked: &str) -> HomePage {
        let needs_founder = visitor.app().needs_founder();
        let (w, state) = (visitor.words(), visitor.app().state());
        let now = visitor.ctx.now;
        let mut items = ranked(sums);
        items.truncate(ITEMS_MAX);
        let item = Item::from_code(asked)
            .filter(|i| sums.contains_key(i))
            .or_else(|| items.first().copied());
        let places = item
            .and_then(|i| sums.get(&i))
            .map(|places| worst_first(w, &state, places, PLACES_MAX))
            .unwrap_or_default();
        // The places of the item in sight first, then those that need other things alone.
        let others = items.iter().filter_map(|item| sums.get(item));
        let others = others.flat_map(|places| worst_first(w, &state, places, PLACES_MAX));
        let rows: Vec<PlaceSums> = places.iter().cloned().chain(others).collect();
        let heat = heat(sums, &items, rows.iter(), PLACES_MAX);
        let community = state
            .community
            .as_ref()
            .map(|c| c.name.as_str().to_owned())
            .unwrap_or_default();
        HomePage {
            community,
            needs_founder: needs_founder && state.rooms.is_empty(),
            now,
            lacking: glance.lacking,
            lacking_unknown: glance.lacking_unknown,
            moving: glance.moving,
            moving_longest_secs: glance.moving_since.map(|at| now.saturating_sub(at.0)),
            received_today: glance.received_today,
            received_by: glance.received_by,
            members: glance.members,
            rooms_count: u64::try_from(state.rooms.len()).unwrap_or(0),
            items: items.iter().map(|i| ItemName::of(w, *i)).collect(),
            item: item.map(|i| ItemName::of(w, i)),
            places,
            heat,
            silent: silent(w, &state, &glance.silent),
            growth: glance.rooms.first().and_then(|r| growth(&state, r, now)),
            rooms: glance.rooms.clone(),
            arrivals: glance
                .arrivals
                .iter()
                .filter_map(|of| arrival(w, &state, *of))
                .collect(),
        }
    }
}

fn growth(state: &State, room: &RoomLine, now: i64) -> Option<RoomGrowth> {
    let id = RoomId(room.id);
    Some(RoomGrowth {
        name: room.name.clone(),
        opened_at: state.rooms.get(&id)?.opened_at.0,
        grown: Grown::of(state, id, now)?.first_day(),
    })
}

fn silent(w: Words, state: &State, places: &[Place]) -> Vec<SilentPlace> {
    let named = |place: &Place| SilentPlace {
        place: place.code(),
        name: names::place(w, state, *place),
    };
    places.iter().map(named).collect()
}

/// What arrived with one receipt of a consignment.
fn arrival(w: Words, state: &State, (id, receipt): (ConsignmentId, usize)) -> Option<Arrival> {
    let consignment = state.consignments.get(&id)?;
    let receipt = consignment.receipts.get(receipt)?;
    let accepted = |l: &ReceiptLineFact| {
        let line = consignment.lines.get(usize::try_from(l.line).ok()?)?;
        if l.accepted == 0 {
            return None;
        }
        let commitment = state.commitments.get(&line.commitment)?;
        let item = state.line(commitment.need, commitment.line)?.item;
        Some(format!(
            "{} {}",
            names::item(w, item),
            names::amount(w, item, l.accepted)
        ))
    };
    let recipient = state.recipient(consignment.recipient);
    Some(Arrival {
        at: receipt.at.0,
        code: label(Kind::Consignment, id.0),
        entry: receipt.index.0,
        recipient: recipient
            .map(|(_, r)| r.name.as_str().to_owned())
            .unwrap_or_default(),
        what: receipt.lines.iter().filter_map(accepted).collect(),
    })
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
