//! A flow beside what a previous plan kept. A unit that is kept is worth one change.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes are numbered by the steps, and every array has one place for each"
)]

use std::cmp::Ordering;

use super::exchange::Fair;
use super::step::{Direction, Toll, Way};
use super::steps::Steps;
use crate::index::at;
use crate::instance::Instance;
use crate::network::classes;

pub struct Open<'a> {
    pub instance: &'a Instance,
    /// What the previous plan had on each arc.
    pub kept: &'a [i64],
    /// Units by arc.
    pub on: Vec<i64>,
    /// What each need is to be given.
    pub given: Vec<i64>,
    /// Units from the source by lot.
    pub drawn: Vec<i64>,
    pub steps: Steps<'a>,
    /// Changes by node: for every open step, changes + from - to is at least 0, once all is settled.
    pub potential: Vec<i16>,
}

impl<'a> Open<'a> {
    /// The previous plan itself, whether or not it can be carried out, beside the quantities wanted.
    pub fn new(instance: &'a Instance, fair: Fair<'a>) -> Self {
        let Fair {
            kept,
            given,
            on,
            mut steps,
        } = fair;
        let graph = &instance.graph;
        let mut drawn = vec![0; graph.lots()];
        for (arc, (kept, on)) in (0..).zip(kept.iter().zip(&on)) {
            drawn[at(graph.lot(arc))] += kept;
            if kept != on {
                let (along, back) = Toll::of_arc(*kept, *kept, graph.capacity(arc));
                steps.set(arc, along, back);
            }
        }
        for (drawn, lot) in drawn.iter_mut().zip(instance.lots()) {
            *drawn = lot.quantity.min(*drawn);
        }
        let draws = drawn.iter().zip(instance.lots());
        let draws = draws.map(|(drawn, lot)| (*drawn < lot.quantity, *drawn > 0));
        let classes = classes(instance, &given, 2);
        steps.join(draws.collect(), classes);
        Self {
            instance,
            on: kept.to_vec(),
            kept,
            given,
            drawn,
            potential: vec![0; steps.nodes()],
            steps,
        }
    }

    /// Calls `meet` with every node to which a unit can go from this one without a change, beside the potentials.
    pub fn each_free(&self, node: u32, mut meet: impl FnMut(u32)) {
        let own = self.potential[at(node)];
        self.steps.each(node, Direction::From, |step| {
            let to = step.node();
            if step.changes() == Some(self.potential[at(to)] - own) {
                meet(to);
            }
        });
    }

    /// The changes that a unit more along an arc brings beside the potentials; none if there is no room.
    pub fn changes_along(&self, arc: u32) -> Option<i16> {
        let (node, changes) = self.steps.along(arc);
        let lot = self.steps.graph.lot(arc);
        changes.map(|changes| changes + self.potential[at(lot)] - self.potential[at(node)])
    }

    /// How many units can go along a way, or back, before each would change something else.
    pub fn room(&self, way: Way, along: bool) -> i64 {
        match way {
            Way::Arc(arc) => {
                let (on, kept) = (self.on[at(arc)], self.kept[at(arc)]);
                match (along, on.cmp(&kept)) {
                    (true, Ordering::Less) => kept - on,
                    (true, _) => self.steps.graph.capacity(arc) - on,
                    (false, Ordering::Greater) => on - kept,
                    (false, _) => on,
                }
            }
            Way::Lot(lot) if along => self.instance.lots()[at(lot)].quantity - self.drawn[at(lot)],
            Way::Lot(lot) => self.drawn[at(lot)],
            Way::Member(member) => i64::from(self.steps.members[at(member)].has != along),
        }
    }

    /// Sends units along a way, or back.
    pub fn send(&mut self, way: Way, along: bool, units: i64) {
        let units = if along { units } else { -units };
        match way {
            Way::Arc(arc) => {
                let on = self.on[at(arc)] + units;
                self.on[at(arc)] = on;
                let capacity = self.steps.graph.capacity(arc);
                let (along, back) = Toll::of_arc(on, self.kept[at(arc)], capacity);
                self.steps.set(arc, along, back);
            }
            Way::Lot(lot) => {
                let drawn = self.drawn[at(lot)] + units;
                self.drawn[at(lot)] = drawn;
                let quantity = self.instance.lots()[at(lot)].quantity;
                self.steps.set_draws(lot, (drawn < quantity, drawn > 0));
            }
            Way::Member(member) => self.steps.members[at(member)].has = along,
        }
    }
}
