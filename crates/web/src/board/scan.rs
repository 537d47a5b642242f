//! All need lines in the order of the board, put in order once for a size of the journal and a minute; and what a reader
//! asked for picked out of them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use relief::catalogue::Item;
use relief::coverage::coverage;
use relief::ids::{NeedId, Stamp};
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

/// Every line of the board.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// In the order of the board.
    all: Vec<(Found, Item, Place)>,
    /// For each item the open line that lacks most.
    pub worst: BTreeMap<Item, Found>,
    /// How many lines each group has, by item and the recipient's own place.
    counts: BTreeMap<(Item, Place), BTreeMap<Group, u64>>,
}

/// What a reader asked for.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// How many lines each group has.
    pub groups: BTreeMap<Group, u64>,
    /// Lines of each item in the place asked for.
    pub items: BTreeMap<Item, u64>,
    /// Lines of the item asked for, by part of the place asked for or by prefecture.
    pub places: BTreeMap<Place, u64>,
}

impl Lines {
    /// Looks at every line once and sorts them. O(lines log lines).
    pub fn of(state: &State, now: Stamp) -> Lines {
        let mut lines = Lines::default();
        for (id, need) in &state.needs {
            let Some((_, recipient)) = state.recipient(need.recipient) else {
                continue;
            };
            if !need.is_live() && need.status != NeedStatus::Reported {
                continue;
            }
            for (i, line) in need.lines.iter().enumerate() {
                let found = found(*id, need, i, line, now);
                lines.note_worst(need, line, found, now);
                let counts = lines.counts.entry((line.item, recipient.place));
                *counts.or_default().entry(found.group).or_default() += 1;
                lines.all.push((found, line.item, recipient.place));
            }
        }
        lines.all.sort_unstable();
        lines
    }

    /// An open line that still lacks something competes for the worst covered of its item.
    fn note_worst(&mut self, need: &Need, line: &NeedLine, found: Found, now: Stamp) {
        if lacks(line) && takes_gifts(need, now) && found.group == Group::Ranked {
            let worst = self.worst.entry(line.item).or_insert(found);
            *worst = (*worst).min(found);
        }
    }

    /// Counts what was asked for. O(items · places).
    pub fn scan(&self, asked: &Asked) -> Scan {
        let mut scan = Scan::default();
        for ((item, place), groups) in &self.counts {
            let lines: u64 = groups.values().sum();
            let within = asked.place.is_none_or(|chosen| place.is_within(chosen));
            let wanted = asked.item.is_none_or(|chosen| chosen == *item);
            if within {
                *scan.items.entry(*item).or_default() += lines;
            }
            if wanted {
                let part = bucket(*place, asked.place);
                *scan.places.entry(part).or_default() += lines;
            }
            if within && wanted {
                for (group, lines) in groups {
                    *scan.groups.entry(*group).or_default() += lines;
                }
            }
        }
        scan
    }

    /// Lines asked for, without the first `skip`, in the order of the board. O(lines) at worst.
    pub fn shown(&self, asked: &Asked, skip: usize) -> impl Iterator<Item = Found> {
        let mut inside: BTreeMap<Place, bool> = BTreeMap::new();
        let asked = *asked;
        let wanted = move |(_, item, place): &&(Found, Item, Place)| {
            asked.item.is_none_or(|chosen| chosen == *item)
                && asked.place.is_none_or(|chosen| {
                    let known = inside.entry(*place);
                    *known.or_insert_with(|| place.is_within(chosen))
                })
        };
        let shown = self.all.iter().filter(wanted).skip(skip);
        shown.map(|(found, ..)| *found)
    }
}

impl Scan {
    /// How many lines a group has.
    pub fn count(&self, group: Group) -> u64 {
        self.groups.get(&group).copied().unwrap_or(0)
    }

    /// How many lines there are.
    pub fn all(&self) -> u64 {
        self.groups.values().sum()
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

fn lacks(line: &NeedLine) -> bool {
    coverage(line.quantity, &line.tally).is_some_and(|c| c.shortage > 0)
}

/// The worst covered open lines of an item, at most `max`, without one need; for those who could give elsewhere.
pub(crate) fn worst_of(
    state: &State,
    item: Item,
    without: (NeedId, usize),
    max: usize,
    now: Stamp,
) -> Vec<Found> {
    let open = state
        .needs
        .iter()
        .filter(|(_, need)| takes_gifts(need, now));
    let lines = open.flat_map(|(id, need)| {
        let lines = need.lines.iter().enumerate();
        let own = lines.filter(|(_, line)| line.item == item && lacks(line));
        own.map(|(i, line)| found(*id, need, i, line, now))
    });
    let ranked = |f: &Found| f.group == Group::Ranked && (f.need, f.line) != without;
    let mut worst: Vec<Found> = lines.filter(ranked).collect();
    worst.sort_unstable();
    worst.truncate(max);
    worst
}

#[cfg(test)]
#[path = "scan_tests.rs"]
mod tests;
