//! A flow beside what a previous plan kept: its nodes, and the steps that it leaves open.
//!
//! Nodes are the lots, the needs, the source before the lots, and one for each class of equal units (see
//! [`crate::network`], whose network this is, without listing its ways). A unit that is kept is worth one change.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes are numbered here, and every array has one place for each"
)]

use std::cmp::Ordering;

use super::carried::Carried;
use crate::graph::{Graph, grouped};
use crate::index::{at, of};
use crate::instance::Instance;
use crate::network::{Swap, classes};

/// What a step goes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// An arc, from lot to need.
    Arc(u32),
    /// The way from the source to a lot.
    Lot(u32),
    /// The way from a need to the node of a class, by its place among all members.
    Member(u32),
}

/// Which steps of a node are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Those by which units leave it.
    From,
    /// Those by which they come to it.
    To,
}

/// What a unit changes along an arc, two bits, and back, two more. In one byte, because a search looks at little else.
#[derive(Clone, Copy)]
struct Price(u8);

impl Price {
    const ALONG: u32 = 0;
    const BACK: u32 = 2;

    const fn new(on: i64, kept: i64, capacity: i64) -> Self {
        let along = if on < kept {
            1
        } else if on < capacity {
            2
        } else {
            0
        };
        let back = if on > kept {
            2
        } else if on > 0 {
            3
        } else {
            0
        };
        Self(along << Self::ALONG | back << Self::BACK)
    }

    /// In one of the two directions: one change less, none, one more; or closed.
    const fn changes(self, shift: u32) -> Option<i32> {
        match self.0 >> shift & 3 {
            1 => Some(-1),
            2 => Some(0),
            3 => Some(1),
            _ => None,
        }
    }
}

pub struct Open<'a> {
    pub instance: &'a Instance,
    pub graph: &'a Graph,
    /// What the previous plan had on each arc, at most its capacity.
    pub kept: Vec<i64>,
    /// Units by arc.
    pub on: Vec<i64>,
    /// By arc, whether a unit can go along it and back, and what that changes: see [`Price`].
    prices: Vec<Price>,
    carried: Carried,
    /// Units from the source by lot.
    pub drawn: Vec<i64>,
    /// Members of all classes, one class after the other.
    pub members: Vec<Swap>,
    class_start: Vec<u32>,
    class_of: Vec<u32>,
    /// Members by need.
    need_start: Vec<u32>,
    by_need: Vec<u32>,
    /// Changes by node: for every open step, changes + from - to is at least 0, once all is settled.
    pub potential: Vec<i32>,
}

impl<'a> Open<'a> {
    /// The previous plan itself, whether or not it can be carried out, beside the quantities wanted.
    pub fn new(instance: &'a Instance, kept: &[i64], given: &[i64]) -> Self {
        let graph = &instance.graph;
        let kept: Vec<i64> = (0..graph.arcs())
            .zip(kept)
            .map(|(arc, kept)| graph.capacity(arc).min(*kept))
            .collect();
        let mut drawn = vec![0; graph.lots()];
        for (arc, kept) in (0..).zip(&kept) {
            drawn[at(graph.lot(arc))] += kept;
        }
        for (drawn, lot) in drawn.iter_mut().zip(instance.lots()) {
            *drawn = lot.quantity.min(*drawn);
        }
        let mut class_start = vec![0];
        let (mut members, mut class_of) = (Vec::new(), Vec::new());
        for (number, class) in (0..).zip(classes(instance, given, 2)) {
            class_of.resize(class_of.len() + class.len(), number);
            members.extend(class);
            class_start.push(of(members.len()));
        }
        let keys: Vec<u32> = members.iter().map(|member| member.need).collect();
        let (need_start, by_need) = grouped(graph.needs(), &keys);
        let nodes = graph.lots() + graph.needs() + class_start.len();
        let prices = (0..graph.arcs())
            .zip(&kept)
            .map(|(arc, kept)| Price::new(*kept, *kept, graph.capacity(arc)))
            .collect();
        Self {
            instance,
            graph,
            prices,
            carried: Carried::new(graph, &kept),
            on: kept.clone(),
            kept,
            drawn,
            members,
            class_start,
            class_of,
            need_start,
            by_need,
            potential: vec![0; nodes],
        }
    }

    pub const fn nodes(&self) -> usize {
        self.potential.len()
    }

    pub fn need_node(&self, need: u32) -> u32 {
        of(self.graph.lots()) + need
    }

    pub fn source(&self) -> u32 {
        of(self.graph.lots() + self.graph.needs())
    }

    pub fn class_node(&self, member: u32) -> u32 {
        self.source() + 1 + self.class_of[at(member)]
    }

    /// Calls `meet` with every node to which a unit could go from this one, or from which it could come, the way that
    /// joins them, and the changes that this brings beside the potentials: at least 0 once all is settled, and 0 for
    /// steps that may still be taken. Returns how many ways were looked at.
    pub fn neighbours(
        &self,
        node: u32,
        direction: Direction,
        mut meet: impl FnMut(u32, Way, i32),
    ) -> usize {
        let is_from = direction == Direction::From;
        let sign = if is_from { 1 } else { -1 };
        let own = self.potential[at(node)];
        let mut looks = 0;
        let mut look = |other: u32, way: Way, changes: Option<i32>| {
            looks += 1;
            if let Some(changes) = changes {
                let ahead = own - self.potential[at(other)];
                meet(other, way, changes + sign * ahead);
            }
        };
        self.ways(node, is_from, &mut look);
        looks
    }

    /// Calls `look` with the other end of each way that may be open, the way, and the changes if it is open.
    fn ways(&self, node: u32, is_from: bool, look: &mut impl FnMut(u32, Way, Option<i32>)) {
        match self.kind(node) {
            Kind::Lot(lot) => {
                let back = self.draws(lot, !is_from).then_some(0);
                look(self.source(), Way::Lot(lot), back);
                let lots = of(self.graph.lots());
                let mut look = |arc: u32, shift: u32| {
                    let changes = self.prices[at(arc)].changes(shift);
                    look(lots + self.graph.need(arc), Way::Arc(arc), changes);
                };
                if is_from {
                    self.graph
                        .of_lot(lot)
                        .for_each(|arc| look(arc, Price::ALONG));
                } else {
                    let arcs = self.carried.of_lot(self.graph, lot).iter();
                    arcs.for_each(|arc| look(*arc, Price::BACK));
                }
            }
            Kind::Need(need) => {
                if is_from {
                    for arc in self.carried.to_need(self.graph, need) {
                        let changes = self.prices[at(*arc)].changes(Price::BACK);
                        look(self.graph.lot(*arc), Way::Arc(*arc), changes);
                    }
                } else {
                    let (arcs, lots) = (self.graph.to_need(need), self.graph.lots_to(need));
                    for (arc, lot) in arcs.iter().zip(lots) {
                        look(
                            *lot,
                            Way::Arc(*arc),
                            self.prices[at(*arc)].changes(Price::ALONG),
                        );
                    }
                }
                let members = at(self.need_start[at(need)])..at(self.need_start[at(need) + 1]);
                for member in &self.by_need[members] {
                    let is_open = self.members[at(*member)].has != is_from;
                    look(
                        self.class_node(*member),
                        Way::Member(*member),
                        is_open.then_some(0),
                    );
                }
            }
            Kind::Source => {
                for lot in 0..of(self.graph.lots()) {
                    look(lot, Way::Lot(lot), self.draws(lot, is_from).then_some(0));
                }
            }
            Kind::Class(class) => {
                for member in self.class_start[class]..self.class_start[class + 1] {
                    let swap = self.members[at(member)];
                    let changes = (swap.has == is_from).then_some(0);
                    look(self.need_node(swap.need), Way::Member(member), changes);
                }
            }
        }
    }

    /// Whether a lot can draw more from the source, or give back to it.
    fn draws(&self, lot: u32, more: bool) -> bool {
        let drawn = self.drawn[at(lot)];
        if more {
            drawn < self.instance.lots()[at(lot)].quantity
        } else {
            drawn > 0
        }
    }

    /// Whether a unit that leaves a node by one of its ways goes along it, not back.
    pub fn is_along(&self, way: Way, node: u32) -> bool {
        match way {
            Way::Arc(_) => node < of(self.graph.lots()),
            Way::Lot(_) => node == self.source(),
            Way::Member(_) => node < self.source(),
        }
    }

    /// How many units can go along a way, or back, before each would change something else.
    pub fn room(&self, way: Way, along: bool) -> i64 {
        match way {
            Way::Arc(arc) => {
                let (on, kept) = (self.on[at(arc)], self.kept[at(arc)]);
                match (along, on.cmp(&kept)) {
                    (true, Ordering::Less) => kept - on,
                    (true, _) => self.graph.capacity(arc) - on,
                    (false, Ordering::Greater) => on - kept,
                    (false, _) => on,
                }
            }
            Way::Lot(lot) if along => self.instance.lots()[at(lot)].quantity - self.drawn[at(lot)],
            Way::Lot(lot) => self.drawn[at(lot)],
            Way::Member(member) => i64::from(self.members[at(member)].has != along),
        }
    }

    /// Sends units along a way, or back.
    pub fn send(&mut self, way: Way, along: bool, units: i64) {
        let units = if along { units } else { -units };
        match way {
            Way::Arc(arc) => {
                let on = self.on[at(arc)] + units;
                self.on[at(arc)] = on;
                self.prices[at(arc)] = Price::new(on, self.kept[at(arc)], self.graph.capacity(arc));
                self.carried.add(self.graph, arc);
            }
            Way::Lot(lot) => self.drawn[at(lot)] += units,
            Way::Member(member) => self.members[at(member)].has = along,
        }
    }

    fn kind(&self, node: u32) -> Kind {
        let lots = of(self.graph.lots());
        if node < lots {
            return Kind::Lot(node);
        }
        match node.cmp(&self.source()) {
            Ordering::Less => Kind::Need(node - lots),
            Ordering::Equal => Kind::Source,
            Ordering::Greater => Kind::Class(at(node - self.source() - 1)),
        }
    }
}

enum Kind {
    Lot(u32),
    Need(u32),
    Source,
    Class(usize),
}
