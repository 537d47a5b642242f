//! What the first page says of the whole community, before anybody's language: worked out once for many views.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use relief::consignment::{Consignment, Receipt, Stage};
use relief::coverage::coverage;
use relief::ids::{ConsignmentId, Index, RecipientId, RoomId, Stamp};
use relief::need::NeedLine;
use relief::place::Place;
use relief::room::Room;
use relief::state::State;

use super::model::RoomLine;

/// Silent places named on the first page.
const SILENT_MAX: usize = 6;
/// Rooms named on the first page.
const ROOMS_MAX: usize = 6;
/// Receipts named on the first page.
const RECEIPTS_MAX: usize = 5;
/// The day that "today" means, in seconds.
const DAY_SECS: i64 = 86_400;

/// The community at a glance.
#[derive(Debug, Default)]
pub(crate) struct Glance {
    /// Lines of live needs that are not covered.
    pub lacking: u64,
    /// Of these: lines that state no amount.
    pub lacking_unknown: u64,
    /// Consignments on their way.
    pub moving: u64,
    /// When the first of them left.
    pub moving_since: Option<Stamp>,
    /// Consignments with a receipt within a day.
    pub received_today: u64,
    /// Recipients that wrote those receipts.
    pub received_by: u64,
    /// Members over all rooms.
    pub members: u64,
    /// The largest rooms.
    pub rooms: Vec<RoomLine>,
    /// Siblings of places with needs that never had one.
    pub silent: Vec<Place>,
    /// The newest receipts, each by its consignment and its place there.
    pub arrivals: Vec<(ConsignmentId, usize)>,
}

impl Glance {
    /// O(lines + consignments + rooms).
    pub fn of(state: &State, now: Stamp) -> Glance {
        let mut glance = Glance {
            members: state.rooms.values().map(|room| room.members).sum(),
            silent: silent(state),
            ..Glance::default()
        };
        glance.count_needs(state);
        glance.count_consignments(state, now);
        glance
    }

    fn count_needs(&mut self, state: &State) {
        let mut lacking: BTreeMap<RoomId, u64> = BTreeMap::new();
        for need in state.needs.values().filter(|n| n.is_live()) {
            let short = |line: &&NeedLine| {
                coverage(line.quantity, &line.tally).is_none_or(|c| c.shortage > 0)
            };
            let unknown = |line: &&NeedLine| coverage(line.quantity, &line.tally).is_none();
            let short = count(need.lines.iter().filter(short).count());
            self.lacking += short;
            self.lacking_unknown += count(need.lines.iter().filter(unknown).count());
            if let Some(room) = need.room {
                *lacking.entry(room).or_default() += short;
            }
        }
        let mut rooms: Vec<(&RoomId, &Room)> = state.rooms.iter().collect();
        rooms.sort_by_key(|(id, room)| (Reverse(room.members), **id));
        let line = |(id, room): (&RoomId, &Room)| RoomLine {
            id: id.0,
            name: room.name.as_str().to_owned(),
            members: room.members,
            lacking: lacking.get(id).copied().unwrap_or(0),
        };
        self.rooms = rooms.into_iter().take(ROOMS_MAX).map(line).collect();
    }

    fn count_consignments(&mut self, state: &State, now: Stamp) {
        let mut by: BTreeSet<RecipientId> = BTreeSet::new();
        let mut newest: BTreeSet<(Index, ConsignmentId, usize)> = BTreeSet::new();
        for (id, consignment) in &state.consignments {
            if let Some(left) = consignment.dispatched_at.filter(|_| is_moving(consignment)) {
                self.moving += 1;
                self.moving_since = Some(self.moving_since.map_or(left, |first| first.min(left)));
            }
            let lately = |at: Stamp| at.0 > now.0.saturating_sub(DAY_SECS);
            if consignment
                .receipts
                .iter()
                .any(|receipt| lately(receipt.at))
            {
                self.received_today += 1;
                by.insert(consignment.recipient);
            }
            // A record of what is missing or broken is no arrival.
            let arrived = |receipt: &Receipt| receipt.lines.iter().any(|line| line.accepted > 0);
            let receipts = consignment.receipts.iter().enumerate();
            for (at, receipt) in receipts.filter(|(_, receipt)| arrived(receipt)) {
                newest.insert((receipt.index, *id, at));
                if newest.len() > RECEIPTS_MAX {
                    newest.pop_first();
                }
            }
        }
        self.received_by = count(by.len());
        let newest = newest.into_iter().rev();
        self.arrivals = newest.map(|(_, id, at)| (id, at)).collect();
    }
}

fn is_moving(consignment: &Consignment) -> bool {
    let stage = consignment.stage();
    matches!(stage, Stage::InTransit | Stage::AtHub | Stage::Arrived)
}

fn silent(state: &State) -> Vec<Place> {
    let asked = state.needs.values();
    let asked = asked.filter_map(|need| state.recipient(need.recipient));
    let heard: BTreeSet<Place> = asked.map(|(_, recipient)| recipient.place).collect();
    let above = |place: &Place| std::iter::successors(Some(*place), |place| place.parent());
    let known: BTreeSet<Place> = heard.iter().flat_map(above).collect();
    let parents: BTreeSet<Place> = heard.iter().filter_map(|place| place.parent()).collect();
    let all = parents.iter().flat_map(|place| place.children());
    let silent = all.filter(|place| !known.contains(place));
    silent.take(SILENT_MAX).collect()
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
