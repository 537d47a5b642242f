//! The network in which every flow of the same total is equally fair, so that only other goals are left to choose by.
//!
//! Nodes are the lots, the needs, one source before the lots, and behind the needs either one node for each level
//! at which units could be swapped between needs, or one pool that lets every need fall to a given floor.

#![allow(
    clippy::indexing_slicing,
    reason = "every index comes from the instance's own graph"
)]

use crate::index::{NONE, at, of};
use crate::instance::{Instance, LotId, NeedId};
use crate::order::{Marks, coarse};

/// A plan is mostly the previous one when less than one part in so many is new.
const KEPT_DIVISOR: i64 = 10;

/// What is made small, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Units of the previous plan that are dropped.
    Changes,
    /// Transport.
    Cost,
    /// The lot drawn for each pair, so that one plan alone is the best.
    Draw,
}

/// All goals in order.
pub const GOALS: [Goal; 3] = [Goal::Changes, Goal::Cost, Goal::Draw];

/// A way for units, with what is on it.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    pub tail: u32,
    pub head: u32,
    pub capacity: i64,
    pub flow: i64,
    /// The arc of the graph that it is, or is part of; `NONE` for none.
    pub arc: u32,
    /// Whether it is the part of the arc that the previous plan used.
    pub kept: bool,
}

/// Nodes and ways.
#[derive(Debug)]
pub struct Network<'a> {
    pub instance: &'a Instance,
    pub nodes: usize,
    pub ways: Vec<Way>,
    /// Whether much will move, over long paths: then scaling pays. Not when quantities are free, nor when most of
    /// a previous plan is there already.
    pub moves_far: bool,
}

/// The draw for a pair: 36 bits mixed from both numbers (the finaliser of SplitMix64).
///
/// Of plans equal in everything else the one with the least sum of quantity × draw is chosen. A low number gives
/// nobody an advantage, and everybody can repeat the draw.
#[must_use]
pub const fn draw(lot: LotId, need: NeedId) -> i64 {
    let mut mixed = lot.0.wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ need.0.wrapping_mul(0xD1B5_4A32_D192_ED03).rotate_left(32);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((mixed ^ (mixed >> 31)) >> 28).cast_signed()
}

impl<'a> Network<'a> {
    /// The network of all leximin-optimal plans, given one of them.
    ///
    /// Units that are equal in priority can be swapped between needs through the node of their level. Between any
    /// two of these plans no need differs by more than one unit, so one unit more on either side is enough for
    /// the potentials to hold whichever plan is chosen.
    pub fn fair(instance: &'a Instance, on: &[i64], kept: &[i64]) -> Self {
        let mut network = Self::common(instance, on, kept);
        for class in classes(instance, &given(instance, on), 2).iter() {
            let level = of(network.nodes);
            network.nodes += 1;
            for swap in class {
                network.ways.push(Way {
                    tail: network.need_node(swap.need),
                    head: level,
                    capacity: 1,
                    flow: i64::from(swap.has),
                    arc: NONE,
                    kept: false,
                });
            }
        }
        network
    }

    /// The network of all plans of the same total in which no need falls below its floor.
    pub fn pooled(instance: &'a Instance, on: &[i64], kept: &[i64], floors: &[i64]) -> Self {
        let mut network = Self::common(instance, on, kept);
        network.moves_far &= floors.iter().any(|floor| *floor > 0);
        let pool = of(network.nodes);
        network.nodes += 1;
        let given = given(instance, on);
        for (place, (need, floor)) in instance.needs().iter().zip(floors).enumerate() {
            let capacity = need.gap() - floor;
            if capacity > 0 {
                network.ways.push(Way {
                    tail: network.need_node(of(place)),
                    head: pool,
                    capacity,
                    flow: given[place] - floor,
                    arc: NONE,
                    kept: false,
                });
            }
        }
        network
    }

    fn common(instance: &'a Instance, on: &[i64], kept: &[i64]) -> Self {
        let (lots, needs) = (instance.lots().len(), instance.needs().len());
        let total: i64 = on.iter().sum();
        let still: i64 = kept.iter().zip(on).map(|(kept, on)| kept.min(on)).sum();
        let mut network = Self {
            instance,
            nodes: lots + needs + 1,
            moves_far: KEPT_DIVISOR * (total - still) > total,
            ways: Vec::with_capacity(on.len() + lots + 2 * needs),
        };
        let graph = &instance.graph;
        let mut used = vec![0; lots];
        for arc in 0..graph.arcs() {
            used[at(graph.lot(arc))] += on[at(arc)];
            let keep = kept.get(at(arc)).copied().unwrap_or(0);
            network.add_arc(arc, on[at(arc)], keep);
        }
        for (place, lot) in instance.lots().iter().enumerate() {
            if lot.quantity > 0 {
                network.ways.push(Way {
                    tail: network.source_node(),
                    head: of(place),
                    capacity: lot.quantity,
                    flow: used[place],
                    arc: NONE,
                    kept: false,
                });
            }
        }
        network
    }

    fn add_arc(&mut self, arc: u32, on: i64, keep: i64) {
        let graph = &self.instance.graph;
        let (tail, head) = (graph.lot(arc), self.need_node(graph.need(arc)));
        let rest = graph.capacity(arc) - keep;
        for (capacity, flow, kept) in [(keep, on.min(keep), true), (rest, on - on.min(keep), false)]
        {
            if capacity > 0 {
                self.ways.push(Way {
                    tail,
                    head,
                    capacity,
                    flow,
                    arc,
                    kept,
                });
            }
        }
    }

    pub fn need_node(&self, need: u32) -> u32 {
        of(self.instance.lots().len()) + need
    }

    pub fn source_node(&self) -> u32 {
        of(self.instance.lots().len() + self.instance.needs().len())
    }

    /// What a unit on a way costs by one goal.
    pub fn cost(&self, way: &Way, goal: Goal) -> i64 {
        if way.arc == NONE {
            return 0;
        }
        match goal {
            Goal::Changes => -i64::from(way.kept),
            Goal::Cost => self.instance.graph.cost(way.arc),
            Goal::Draw => draw(
                self.instance.lot_of(way.arc),
                self.instance.need_of(way.arc),
            ),
        }
    }

    /// The units on every arc of the graph.
    pub fn on(&self) -> Vec<i64> {
        let mut on = vec![0; at(self.instance.graph.arcs())];
        for way in &self.ways {
            if way.arc != NONE {
                on[at(way.arc)] += way.flow;
            }
        }
        on
    }
}

/// What each need is given.
pub fn given(instance: &Instance, on: &[i64]) -> Vec<i64> {
    let mut given = vec![0; instance.needs().len()];
    for (arc, units) in on.iter().enumerate() {
        given[at(instance.graph.need(of(arc)))] += units;
    }
    given
}

/// A unit that a need has, or could get.
#[derive(Clone, Copy, Debug)]
pub struct Swap {
    pub need: u32,
    pub has: bool,
}

/// Sets of equal units, one after the other.
pub struct Classes {
    members: Vec<Swap>,
    /// Where each begins; and where the last ends.
    start: Vec<u32>,
}

impl Classes {
    pub fn iter(&self) -> impl Iterator<Item = &[Swap]> {
        self.start.windows(2).map(|ends| match ends {
            [from, to] => &self.members[at(*from)..at(*to)],
            _ => &[],
        })
    }

    /// All members, and where each class begins; and where the last ends.
    pub fn into_parts(self) -> (Vec<Swap>, Vec<u32>) {
        (self.members, self.start)
    }
}

/// The sets of equal units that hold both units given and units not given, in the order of priority; of each need
/// the last and the next `reach` units are looked at.
pub fn classes(instance: &Instance, given: &[i64], reach: i64) -> Classes {
    let mut units: Vec<(u64, u32, i64)> = Vec::with_capacity(4 * given.len());
    for (place, (need, given)) in (0..).zip(instance.needs().iter().zip(given)) {
        for nth in (given - reach).max(0)..(given + reach).min(need.gap()) {
            units.push((coarse(&need.position(nth)), place, nth));
        }
    }
    // Most units have no equal on the other side; they are left out before the sorting.
    let is_given = |(_, need, nth): &(u64, u32, i64)| *nth < given[at(*need)];
    let mut sides = [Marks::new(units.len()), Marks::new(units.len())];
    for unit in &units {
        sides[usize::from(is_given(unit))].set(unit.0);
    }
    units.retain(|unit| sides[usize::from(!is_given(unit))].may_have(unit.0));
    radsort::sort_by_key(&mut units, |unit| unit.0);
    let mut classes = Classes {
        members: Vec::with_capacity(units.len()),
        start: vec![0],
    };
    let mut exact = Vec::new();
    for equals in units.chunk_by(|a, b| a.0 == b.0) {
        exact.clear();
        exact.extend(equals.iter().map(|unit| {
            let swap = Swap {
                need: unit.1,
                has: is_given(unit),
            };
            (instance.needs()[at(unit.1)].next(unit.2), swap)
        }));
        if !exact.is_sorted_by_key(|(unit, _)| *unit) {
            exact.sort_by_key(|(unit, _)| *unit);
        }
        for class in exact.chunk_by(|a, b| a.0 == b.0) {
            let has = class.iter().filter(|(_, swap)| swap.has).count();
            if has > 0 && has < class.len() {
                classes.members.extend(class.iter().map(|(_, swap)| *swap));
                classes.start.push(of(classes.members.len()));
            }
        }
    }
    classes
}
