//! One pass over all need lines: which are shown, in what order, and who is worst off.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use relief::catalogue::Item;
use relief::coverage::coverage;
use relief::ids::{NeedId, RoomId, Stamp};
use relief::need::{Freshness, Need, NeedLine, NeedStatus};
use relief::place::Place;
use relief::state::State;

/// What a board is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked {
    /// One item.
    pub item: Option<Item>,
    /// One place and what lies in it.
    pub place: Option<Place>,
    /// Needs of one room.
    pub room: Option<RoomId>,
}

/// Groups of the board, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// Amount stated and not too old: ranked by coverage, greyed where nobody confirmed it for 48 hours.
    Ranked,
    /// Amount not stated: never ranked.
    Unknown,
    /// Nobody confirmed it for 96 hours.
    Stale,
    /// Waits for a verifier.
    Waiting,
}

impl Group {
    /// Every group, in order.
    pub const ALL: [Group; 4] = [Group::Ranked, Group::Unknown, Group::Stale, Group::Waiting];
}

/// One line and what its place in the order depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    /// Its group.
    pub group: Group,
    /// What is there in per cent of N, floored; 0 where no amount is stated.
    pub percent: u64,
    /// Critical needs first among equals, then the larger shortage.
    order: (bool, Reverse<u64>),
    /// The need.
    pub need: NeedId,
    /// Which of its lines.
    pub line: usize,
}

/// What one pass found.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// Lines in the order of the board.
    pub lines: Vec<Found>,
    /// For each item the open line that lacks most, over the whole community.
    pub worst: BTreeMap<Item, Found>,
    /// Lines of each item that pass the filters of place and room.
    pub items: BTreeMap<Item, u64>,
    /// Lines of each prefecture or province that pass the filters of item and room.
    pub places: BTreeMap<Place, u64>,
}

/// Looks at every line once and sorts what is shown.
pub(crate) fn scan(state: &State, asked: &Asked, now: Stamp) -> Scan {
    let (mut scan, mut inside) = (Scan::default(), BTreeMap::new());
    for (id, need) in &state.needs {
        let Some((_, recipient)) = state.recipient(need.recipient) else {
            continue;
        };
        if !need.is_live() && need.status != NeedStatus::Reported {
            continue;
        }
        let here = asked.room.is_none_or(|room| need.room == Some(room));
        let place = recipient.place;
        let within = *inside
            .entry(place)
            .or_insert_with(|| asked.place.is_none_or(|p| place.is_within(p)));
        for (i, line) in need.lines.iter().enumerate() {
            let found = found(*id, need, i, line, now);
            scan.note_worst(need, line, found, now);
            let wanted = asked.item.is_none_or(|item| item == line.item);
            if here && within {
                *scan.items.entry(line.item).or_default() += 1;
            }
            if here && wanted {
                *scan.places.entry(bucket(place, asked.place)).or_default() += 1;
            }
            if here && within && wanted {
                scan.lines.push(found);
            }
        }
    }
    scan.lines.sort_unstable();
    scan
}

impl Scan {
    /// An open line that still lacks something competes for the worst covered of its item.
    fn note_worst(&mut self, need: &Need, line: &NeedLine, found: Found, now: Stamp) {
        let lacks = coverage(line.quantity, &line.tally).is_some_and(|c| c.shortage > 0);
        if lacks && takes_gifts(need, now) && found.group == Group::Ranked {
            let worst = self.worst.entry(line.item).or_insert(found);
            *worst = (*worst).min(found);
        }
    }

    /// How many lines a group has.
    pub fn count(&self, group: Group) -> u64 {
        let n = self.lines.iter().filter(|l| l.group == group).count();
        u64::try_from(n).unwrap_or(u64::MAX)
    }
}

fn found(id: NeedId, need: &Need, i: usize, line: &NeedLine, now: Stamp) -> Found {
    let covered = coverage(line.quantity, &line.tally);
    let group = match (need.status, need.freshness(now)) {
        (NeedStatus::Reported, _) => Group::Waiting,
        (_, Freshness::OffRanking) => Group::Stale,
        _ if covered.is_none() => Group::Unknown,
        _ => Group::Ranked,
    };
    let shortage = covered.map_or(0, |c| c.shortage);
    Found {
        group,
        percent: covered.map_or(0, |c| c.percent()),
        order: (!need.critical, Reverse(shortage)),
        need: id,
        line: i,
    }
}

/// Gifts are led only to needs that are open and that somebody confirmed within two days.
fn takes_gifts(need: &Need, now: Stamp) -> bool {
    need.status == NeedStatus::Open && need.freshness(now) < Freshness::Unconfirmed
}

/// The place under which a recipient is offered as a filter: a part of the chosen place, or its prefecture.
fn bucket(place: Place, chosen: Option<Place>) -> Place {
    match chosen {
        Some(chosen) if place.is_within(chosen) => {
            let mut part = place;
            while let Some(parent) = part.parent().filter(|p| *p != chosen && part != chosen) {
                part = parent;
            }
            part
        }
        _ => place.prefecture().unwrap_or_else(|| place.province()),
    }
}

/// The worst covered open lines of an item, at most `max`, without one need; for those who could give elsewhere.
pub(crate) fn worst_of(
    state: &State,
    item: Item,
    without: (NeedId, usize),
    max: usize,
    now: Stamp,
) -> Vec<Found> {
    let asked = Asked {
        item: Some(item),
        ..Asked::default()
    };
    let open = |f: &Found| {
        state
            .needs
            .get(&f.need)
            .is_some_and(|need| takes_gifts(need, now))
    };
    let lacks = |f: &Found| {
        let line = state.needs.get(&f.need).and_then(|n| n.lines.get(f.line));
        line.and_then(|l| coverage(l.quantity, &l.tally))
            .is_some_and(|c| c.shortage > 0)
    };
    let found = scan(state, &asked, now).lines.into_iter();
    found
        .filter(|f| f.group == Group::Ranked && (f.need, f.line) != without && open(f) && lacks(f))
        .take(max)
        .collect()
}

#[cfg(test)]
#[path = "scan_tests.rs"]
mod tests;
