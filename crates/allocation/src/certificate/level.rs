//! Levels: from where goods could be moved to a node.

#![allow(
    clippy::indexing_slicing,
    reason = "every index comes from the instance's own graph"
)]

use super::Level;
use crate::graph::{grouped, loaded};
use crate::index::{NONE, at};
use crate::instance::Instance;
use crate::order::last_units;

/// The levels of lots and needs: each is the latest from which goods could be moved to it.
pub fn levels(instance: &Instance, on: &[i64], given: &[i64]) -> (Vec<Level>, Vec<Level>) {
    let graph = &instance.graph;
    let mut left: Vec<i64> = instance.lots().iter().map(|lot| lot.quantity).collect();
    let loaded = loaded(on);
    for arc in &loaded {
        left[at(graph.lot(*arc))] -= on[at(*arc)];
    }
    let ends: Vec<u32> = loaded.iter().map(|arc| graph.need(*arc)).collect();
    let (start, order) = grouped(given.len(), &ends);
    let mut sweep = Sweep {
        instance,
        on,
        start,
        lots_of: order
            .iter()
            .map(|place| graph.lot(loaded[at(*place)]))
            .collect(),
        lots: vec![NONE; left.len()],
        needs: vec![NONE; given.len()],
        found: Vec::new(),
    };
    for (lot, left) in (0..).zip(left) {
        if left > 0 {
            sweep.meet_lot(lot, UNUSED);
        }
    }
    sweep.spread(UNUSED);
    for need in last_units(instance, given) {
        sweep.meet_need(need, need);
        sweep.spread(need);
    }
    let level = |mark: &u32| match *mark {
        NONE => Level::Nothing,
        UNUSED => Level::Unused,
        need => Level::Need(instance.needs()[at(need)].id),
    };
    (
        sweep.lots.iter().map(level).collect(),
        sweep.needs.iter().map(level).collect(),
    )
}

/// The mark of what a lot with something left could reach; otherwise a mark is a need, or [`NONE`].
const UNUSED: u32 = NONE - 1;

struct Sweep<'a> {
    instance: &'a Instance,
    on: &'a [i64],
    /// The lots from which each need is given something, by need, and where each need's begin.
    lots_of: Vec<u32>,
    start: Vec<u32>,
    lots: Vec<u32>,
    needs: Vec<u32>,
    /// Lots to go on from.
    found: Vec<u32>,
}

impl Sweep<'_> {
    fn spread(&mut self, mark: u32) {
        while let Some(lot) = self.found.pop() {
            for arc in self.instance.graph.of_lot(lot) {
                let need = self.instance.graph.need(arc);
                if self.needs[at(need)] == NONE
                    && self.on[at(arc)] < self.instance.graph.capacity(arc)
                {
                    self.meet_need(need, mark);
                }
            }
        }
    }

    fn meet_lot(&mut self, lot: u32, mark: u32) {
        if self.lots[at(lot)] == NONE {
            self.lots[at(lot)] = mark;
            self.found.push(lot);
        }
    }

    fn meet_need(&mut self, need: u32, mark: u32) {
        if self.needs[at(need)] != NONE {
            return;
        }
        self.needs[at(need)] = mark;
        for place in self.start[at(need)]..self.start[at(need) + 1] {
            self.meet_lot(self.lots_of[at(place)], mark);
        }
    }
}
