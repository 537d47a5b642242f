//! Levels: from where goods could be moved to a node.

#![allow(
    clippy::indexing_slicing,
    reason = "every index comes from the instance's own graph"
)]

use super::Level;
use crate::index::{at, of};
use crate::instance::Instance;
use crate::order::last_units;

/// The levels of lots and needs: each is the latest from which goods could be moved to it.
pub fn levels(instance: &Instance, on: &[i64], given: &[i64]) -> (Vec<Level>, Vec<Level>) {
    let graph = &instance.graph;
    let mut left: Vec<i64> = instance.lots().iter().map(|lot| lot.quantity).collect();
    for (arc, units) in on.iter().enumerate() {
        left[at(graph.lot(of(arc)))] -= units;
    }
    let mut sweep = Sweep {
        instance,
        on,
        lots: vec![Level::Nothing; left.len()],
        needs: vec![Level::Nothing; given.len()],
        found: Vec::new(),
    };
    for (lot, left) in left.iter().enumerate() {
        if *left > 0 {
            sweep.meet_lot(of(lot), Level::Unused);
        }
    }
    sweep.spread(Level::Unused);
    for need in last_units(instance, given) {
        let level = Level::Need(instance.needs()[at(need)].id);
        sweep.meet_need(need, level);
        sweep.spread(level);
    }
    (sweep.lots, sweep.needs)
}

struct Sweep<'a> {
    instance: &'a Instance,
    on: &'a [i64],
    lots: Vec<Level>,
    needs: Vec<Level>,
    /// Lots to go on from.
    found: Vec<u32>,
}

impl Sweep<'_> {
    fn spread(&mut self, level: Level) {
        while let Some(lot) = self.found.pop() {
            for arc in self.instance.graph.of_lot(lot) {
                if self.on[at(arc)] < self.instance.graph.capacity(arc) {
                    self.meet_need(self.instance.graph.need(arc), level);
                }
            }
        }
    }

    fn meet_lot(&mut self, lot: u32, level: Level) {
        if self.lots[at(lot)] == Level::Nothing {
            self.lots[at(lot)] = level;
            self.found.push(lot);
        }
    }

    fn meet_need(&mut self, need: u32, level: Level) {
        if self.needs[at(need)] != Level::Nothing {
            return;
        }
        self.needs[at(need)] = level;
        for arc in self.instance.graph.to_need(need) {
            if self.on[at(*arc)] > 0 {
                self.meet_lot(self.instance.graph.lot(*arc), level);
            }
        }
    }
}
