//! The network as flat arrays: arcs by lot, and the same arcs by need.

#![allow(
    clippy::indexing_slicing,
    reason = "every index is made here from the lengths of the same arrays; `get` in the inner loops would hide that"
)]

use crate::index::{at, of};

/// So many arcs of a lot are looked through sooner than those of a need are searched.
const FEW: usize = 32;

/// Arcs sorted by lot, then cost, then need: a search that takes the first free arc takes a cheap one.
#[derive(Clone, Debug)]
pub struct Graph {
    lot_start: Vec<u32>,
    lot: Vec<u32>,
    need: Vec<u32>,
    capacity: Vec<i64>,
    cost: Vec<i64>,
    need_start: Vec<u32>,
    by_need: Vec<u32>,
    /// The lots of `by_need`, beside it: a search looks at the lot first and seldom needs the arc.
    by_need_lot: Vec<u32>,
}

impl Graph {
    /// From (lot, need, capacity, cost) in any order.
    pub fn new(lots: usize, needs: usize, mut arcs: Vec<(u32, u32, i64, i64)>) -> Self {
        arcs.sort_unstable_by_key(|(lot, need, _, cost)| (*lot, *cost, *need));
        let lot: Vec<u32> = arcs.iter().map(|arc| arc.0).collect();
        let need: Vec<u32> = arcs.iter().map(|arc| arc.1).collect();
        let (need_start, by_need) = grouped(needs, &need);
        let (lot_start, _) = grouped(lots, &lot);
        let by_need_lot = by_need.iter().map(|arc| lot[at(*arc)]).collect();
        Self {
            lot_start,
            lot,
            need,
            capacity: arcs.iter().map(|arc| arc.2).collect(),
            cost: arcs.iter().map(|arc| arc.3).collect(),
            need_start,
            by_need,
            by_need_lot,
        }
    }

    /// An arc whose pair of ends is there twice.
    pub fn repeated(&self) -> Option<u32> {
        let mut seen = vec![u32::MAX; self.needs()];
        (0..self.arcs()).find(|arc| {
            let last = &mut seen[at(self.need(*arc))];
            std::mem::replace(last, self.lot(*arc)) == self.lot(*arc)
        })
    }

    /// Takes `less` from the capacity of the arc between a pair, if there is one.
    pub fn narrow(&mut self, lot: u32, need: u32, less: i64) {
        if let Some(arc) = self.find(lot, need) {
            let capacity = &mut self.capacity[at(arc)];
            *capacity = (*capacity - less).max(0);
        }
    }

    /// Counts every capacity in whole packs of so many units.
    pub fn in_packs(&mut self, pack: i64) {
        for capacity in &mut self.capacity {
            *capacity /= pack;
        }
    }

    pub const fn lots(&self) -> usize {
        self.lot_start.len() - 1
    }

    pub const fn needs(&self) -> usize {
        self.need_start.len() - 1
    }

    pub const fn arcs(&self) -> u32 {
        of(self.need.len())
    }

    pub fn lot(&self, arc: u32) -> u32 {
        self.lot[at(arc)]
    }

    pub fn need(&self, arc: u32) -> u32 {
        self.need[at(arc)]
    }

    pub fn capacity(&self, arc: u32) -> i64 {
        self.capacity[at(arc)]
    }

    pub fn cost(&self, arc: u32) -> i64 {
        self.cost[at(arc)]
    }

    /// The arcs that leave a lot.
    pub fn of_lot(&self, lot: u32) -> std::ops::Range<u32> {
        self.lot_start[at(lot)]..self.lot_start[at(lot) + 1]
    }

    /// The arc that joins a pair.
    pub fn find(&self, lot: u32, need: u32) -> Option<u32> {
        let range = self.of_lot(lot);
        if range.len() <= FEW {
            let needs = &self.need[at(range.start)..at(range.end)];
            return (range.start..)
                .zip(needs)
                .find_map(|(arc, other)| (*other == need).then_some(arc));
        }
        // Arcs are numbered by lot, so those of a need are in the order of their lots.
        let lots = self.lots_to(need);
        let place = lots.partition_point(|other| *other < lot);
        let is_there = lots.get(place) == Some(&lot);
        is_there.then(|| self.to_need(need)[place])
    }

    /// The arcs that reach a need, in the order of their lots.
    pub fn to_need(&self, need: u32) -> &[u32] {
        &self.by_need[self.range(need)]
    }

    /// The lots from which those arcs come.
    pub fn lots_to(&self, need: u32) -> &[u32] {
        &self.by_need_lot[self.range(need)]
    }

    /// Where the arcs that reach a need stand among those of all needs.
    pub fn range(&self, need: u32) -> std::ops::Range<usize> {
        at(self.need_start[at(need)])..at(self.need_start[at(need) + 1])
    }
}

/// The arcs that carry something, in their order. Which they are cannot be foretold, so nothing branches on it.
pub fn loaded(on: &[i64]) -> Vec<u32> {
    let mut arcs = vec![0; on.len()];
    let mut count = 0;
    for (arc, units) in (0..).zip(on) {
        arcs[count] = arc;
        count += usize::from(*units > 0);
    }
    arcs.truncate(count);
    arcs
}

/// Positions grouped by their key: where each group starts, and the positions in order.
pub fn grouped(groups: usize, keys: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut start = vec![0_u32; groups + 1];
    for key in keys {
        start[at(*key) + 1] += 1;
    }
    for group in 0..groups {
        start[group + 1] += start[group];
    }
    let mut next = start.clone();
    let mut sorted = vec![0_u32; keys.len()];
    for (position, key) in keys.iter().enumerate() {
        let slot = &mut next[at(*key)];
        sorted[at(*slot)] = of(position);
        *slot += 1;
    }
    (start, sorted)
}
