//! What the first page shows.

use std::collections::{BTreeMap, BTreeSet};

use relief::catalogue::Item;
use relief::consignment::Stage;
use relief::coverage::coverage;
use relief::ids::{RoomId, Stamp};
use relief::place::Place;
use relief::state::State;
use serde::Serialize;

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
/// Silent places named on the first page.
const SILENT_MAX: usize = 6;
/// Rooms named on the first page.
const ROOMS_MAX: usize = 6;
/// Receipts named on the first page.
const RECEIPTS_MAX: usize = 5;
/// The day that "today" means, in seconds.
const DAY_SECS: i64 = 86_400;

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
#[derive(Debug, Serialize)]
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
    pub fn of(visitor: &Visitor, sums: &Sums, asked: &str) -> HomePage {
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
        let rooms = rooms(&state);
        let (lacking, lacking_unknown) = lacking(&state);
        let (moving, moving_longest_secs) = moving(&state, now);
        let (received_today, received_by) = received(&state, now);
        let community = state
            .community
            .as_ref()
            .map(|c| c.name.as_str().to_owned())
            .unwrap_or_default();
        HomePage {
            community,
            needs_founder: needs_founder && state.rooms.is_empty(),
            now,
            lacking,
            lacking_unknown,
            moving,
            moving_longest_secs,
            received_today,
            received_by,
            members: state.rooms.values().map(|r| r.members).sum(),
            rooms_count: u64::try_from(state.rooms.len()).unwrap_or(0),
            items: items.iter().map(|i| ItemName::of(w, *i)).collect(),
            item: item.map(|i| ItemName::of(w, i)),
            places,
            heat,
            silent: silent(w, &state),
            growth: rooms.first().and_then(|r| growth(&state, r, now)),
            rooms,
            arrivals: arrivals(w, &state),
        }
    }
}

/// The siblings of places with needs that never had one.
fn silent(w: Words, state: &State) -> Vec<SilentPlace> {
    let asked = state
        .needs
        .values()
        .filter_map(|n| state.recipient(n.recipient));
    let heard: BTreeSet<Place> = asked.map(|(_, r)| r.place).collect();
    let parents: BTreeSet<Place> = heard.iter().filter_map(|p| p.parent()).collect();
    let all = parents.iter().flat_map(|p| p.children());
    all.filter(|p| !heard.iter().any(|h| h.is_within(*p)))
        .take(SILENT_MAX)
        .map(|p| SilentPlace {
            place: p.code(),
            name: names::place(w, state, p),
        })
        .collect()
}

fn growth(state: &State, room: &RoomLine, now: i64) -> Option<RoomGrowth> {
    let id = RoomId(room.id);
    Some(RoomGrowth {
        name: room.name.clone(),
        opened_at: state.rooms.get(&id)?.opened_at.0,
        grown: Grown::of(state, id, now)?.first_day(),
    })
}

fn lacking(state: &State) -> (u64, u64) {
    let (mut all, mut unknown) = (0, 0);
    for line in state
        .needs
        .values()
        .filter(|n| n.is_live())
        .flat_map(|n| &n.lines)
    {
        match coverage(line.quantity, &line.tally) {
            Some(c) if c.shortage > 0 => all += 1,
            Some(_) => {}
            None => {
                all += 1;
                unknown += 1;
            }
        }
    }
    (all, unknown)
}

fn moving(state: &State, now: i64) -> (u64, Option<i64>) {
    let under_way = |s: Stage| matches!(s, Stage::InTransit | Stage::AtHub | Stage::Arrived);
    let left: Vec<Stamp> = state
        .consignments
        .values()
        .filter(|c| under_way(c.stage()))
        .filter_map(|c| c.dispatched_at)
        .collect();
    let longest = left.iter().min().map(|at| now.saturating_sub(at.0));
    (u64::try_from(left.len()).unwrap_or(0), longest)
}

fn received(state: &State, now: i64) -> (u64, u64) {
    let lately = |c: &&relief::consignment::Consignment| {
        c.receipts
            .iter()
            .any(|r| r.at.0 > now.saturating_sub(DAY_SECS))
    };
    let found: Vec<_> = state
        .consignments
        .values()
        .filter(lately)
        .map(|c| c.recipient)
        .collect();
    let by: BTreeSet<_> = found.iter().collect();
    (
        u64::try_from(found.len()).unwrap_or(0),
        u64::try_from(by.len()).unwrap_or(0),
    )
}

fn rooms(state: &State) -> Vec<RoomLine> {
    let mut lacking: BTreeMap<_, u64> = BTreeMap::new();
    for need in state.needs.values().filter(|n| n.is_live()) {
        let open = need
            .lines
            .iter()
            .filter(|l| coverage(l.quantity, &l.tally).is_none_or(|c| c.shortage > 0))
            .count();
        if let Some(room) = need.room {
            *lacking.entry(room).or_default() += u64::try_from(open).unwrap_or(0);
        }
    }
    let line = |(id, room): (&relief::ids::RoomId, &relief::room::Room)| RoomLine {
        id: id.0,
        name: room.name.as_str().to_owned(),
        members: room.members,
        lacking: lacking.get(id).copied().unwrap_or(0),
    };
    let mut rooms: Vec<RoomLine> = state.rooms.iter().map(line).collect();
    rooms.sort_by_key(|r| (std::cmp::Reverse(r.members), r.id));
    rooms.truncate(ROOMS_MAX);
    rooms
}

fn arrivals(w: Words, state: &State) -> Vec<Arrival> {
    let mut list: Vec<Arrival> = Vec::new();
    for (id, consignment) in &state.consignments {
        for receipt in &consignment.receipts {
            let accepted = |l: &relief::entry::ReceiptLineFact| {
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
            let what: Vec<String> = receipt.lines.iter().filter_map(accepted).collect();
            // A record of what is missing or broken is no arrival.
            if what.is_empty() {
                continue;
            }
            let recipient = state.recipient(consignment.recipient);
            list.push(Arrival {
                at: receipt.at.0,
                code: label(Kind::Consignment, id.0),
                entry: receipt.index.0,
                recipient: recipient
                    .map(|(_, r)| r.name.as_str().to_owned())
                    .unwrap_or_default(),
                what,
            });
        }
    }
    list.sort_by_key(|a| std::cmp::Reverse(a.entry));
    list.truncate(RECEIPTS_MAX);
    list
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
