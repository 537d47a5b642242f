//! What the page of flows shows.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use relief::catalogue::Item;
use relief::flow::{Flow, Way};
use relief::place::Place;
use relief::state::State;
use serde::Serialize;

use crate::names;
use crate::sums::ItemName;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// Flows in the JSON, the largest first; `count` says how many there are.
const FLOWS_MAX: usize = 2_000;
/// Items offered as chips; `?item=` shows any other.
const ITEMS_MAX: usize = 12;

/// From one place to another, base units.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FlowModel {
    /// Code of the donor's prefecture or province.
    pub from: u32,
    /// Its name.
    pub from_name: String,
    /// Code of the recipient's place.
    pub to: u32,
    /// Its name.
    pub to_name: String,
    /// Accepted on arrival.
    pub received: u64,
    /// On its way.
    pub moving: u64,
}

/// `/flows`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FlowsPage {
    /// The moment, seconds UTC.
    pub now: i64,
    /// The item shown.
    pub item: Option<ItemName>,
    /// Items that flowed, those with most flows first.
    pub items: Vec<ItemName>,
    /// Places that gave.
    pub sources: u64,
    /// Places that were given to.
    pub sinks: u64,
    /// Accepted on arrival, all flows together.
    pub received: u64,
    /// On its way, all flows together.
    pub moving: u64,
    /// How many flows there are.
    pub count: u64,
    /// The largest first, at most 2,000.
    pub flows: Vec<FlowModel>,
}

impl FlowsPage {
    /// Gathers the page.
    pub fn of(visitor: &Visitor, flows: &BTreeMap<Way, Flow>, asked: Option<Item>) -> FlowsPage {
        let (w, state) = (visitor.words(), visitor.app().state());
        let ways = by_prefecture(flows);
        let mut items = ranked(&ways);
        let item = asked.or_else(|| items.first().copied());
        items.truncate(ITEMS_MAX);
        items.extend(asked.filter(|item| !items.contains(item)));
        let mut own: Vec<(Place, Place, Flow)> = ways
            .iter()
            .filter(|((of, ..), _)| Some(*of) == item)
            .map(|((_, from, to), flow)| (*from, *to, *flow))
            .collect();
        own.sort_by_key(|(.., flow)| Reverse(amount(flow)));
        let names = Names::of(w, &state, own.iter().flat_map(|(from, to, _)| [*from, *to]));
        let sum = |part: fn(&Flow) -> u64| {
            let parts = own.iter().map(|(.., flow)| part(flow));
            parts.fold(0, u64::saturating_add)
        };
        let places = |end: fn(&(Place, Place, Flow)) -> Place| {
            count(own.iter().map(end).collect::<BTreeSet<_>>().len())
        };
        FlowsPage {
            now: visitor.ctx.now,
            item: item.map(|item| ItemName::of(w, item)),
            items: items.into_iter().map(|i| ItemName::of(w, i)).collect(),
            sources: places(|own| own.0),
            sinks: places(|own| own.1),
            received: sum(|flow| flow.received),
            moving: sum(|flow| flow.moving),
            count: count(own.len()),
            flows: own
                .iter()
                .take(FLOWS_MAX)
                .map(|own| names.flow(*own))
                .collect(),
        }
    }
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

fn amount(flow: &Flow) -> u64 {
    flow.received.saturating_add(flow.moving)
}

/// Donors by prefecture: nearer than that would point at one of them.
fn by_prefecture(ways: &BTreeMap<Way, Flow>) -> BTreeMap<Way, Flow> {
    let mut sums: BTreeMap<Way, Flow> = BTreeMap::new();
    for ((item, from, to), flow) in ways {
        let from = from.prefecture().unwrap_or_else(|| from.province());
        let sum = sums.entry((*item, from, *to)).or_default();
        sum.received = sum.received.saturating_add(flow.received);
        sum.moving = sum.moving.saturating_add(flow.moving);
    }
    sums
}

/// Items, those with most flows first.
fn ranked(ways: &BTreeMap<Way, Flow>) -> Vec<Item> {
    let mut counts: BTreeMap<Item, u64> = BTreeMap::new();
    for (item, ..) in ways.keys() {
        *counts.entry(*item).or_default() += 1;
    }
    let mut items: Vec<Item> = counts.keys().copied().collect();
    items.sort_by_key(|item| Reverse(counts.get(item).copied()));
    items
}

/// Names of places, each told apart from the others: where two share a name, with what they lie in.
struct Names(BTreeMap<Place, String>);

impl Names {
    fn of(w: Words, state: &State, places: impl Iterator<Item = Place>) -> Names {
        let mut names: BTreeMap<Place, String> = places
            .map(|place| (place, names::place(w, state, place)))
            .collect();
        let mut seen: BTreeMap<String, u64> = BTreeMap::new();
        for name in names.values() {
            *seen.entry(name.clone()).or_default() += 1;
        }
        for (place, name) in &mut names {
            let shared = seen.get(name).is_some_and(|n| *n > 1);
            if let Some(parent) = place.parent().filter(|_| shared) {
                let parent = names::place(w, state, parent);
                *name = t!(w, "flows-place-in", name = name.as_str(), parent = parent);
            }
        }
        Names(names)
    }

    fn flow(&self, (from, to, flow): (Place, Place, Flow)) -> FlowModel {
        let name = |place: Place| self.0.get(&place).cloned().unwrap_or_default();
        FlowModel {
            from: from.code(),
            from_name: name(from),
            to: to.code(),
            to_name: name(to),
            received: flow.received,
            moving: flow.moving,
        }
    }
}
