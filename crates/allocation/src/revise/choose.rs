//! The cheapest of the plans with the fewest changes, and of those the one that the draw names.
//!
//! Only steps that cost no change may still be taken, and only where they close a circle. Nearly all of them lead from
//! a lot to a need that has no such step on; what is left is small, and goes to the simplex. The potentials of all
//! other nodes are nothing, and are lowered from there as far as the few that are not nothing demand.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes are numbered by the flow, and every array has one place for each"
)]

use std::collections::VecDeque;

use super::Budget;
use super::open::Open;
use super::step::{Direction, Way as Along};
use crate::cheapest::{Best, Potential, improve_parts};
use crate::index::{NONE, at, of};
use crate::network::{GOALS, Network, Way, draw};

/// Units by arc of the best plan, with the potentials that prove it.
pub fn cheapest(mut open: Open<'_>, budget: &mut Budget) -> Option<(Vec<i64>, Best)> {
    let live = Live::new(&open);
    let (ways, along): (Vec<Way>, Vec<Along>) = live.ways(&open).into_iter().unzip();
    let mut network = Network {
        instance: open.instance,
        nodes: open.steps.nodes(),
        ways,
        moves_far: false,
    };
    let changes = open
        .potential
        .iter()
        .map(|changes| [i64::from(*changes), 0, 0]);
    let mut best = Best {
        potentials: changes.collect(),
        pivots: 0,
        components: 0,
        free_ways: 0,
    };
    let parts = improve_parts(&mut network, &GOALS[1..], &mut best);
    parts.sink(&mut best.potentials);
    for (way, along) in network.ways.iter().zip(along) {
        match along {
            Along::Arc(arc) => {
                let below = if way.kept { 0 } else { open.kept[at(arc)] };
                open.send(along, true, below + way.flow - open.on[at(arc)]);
            }
            Along::Lot(lot) => open.send(along, true, way.flow - open.drawn[at(lot)]),
            Along::Member(_) => open.send(along, way.flow > 0, 1),
        }
    }
    lower(&open, live.from, &mut best, budget)?;
    Some((open.on, best))
}

/// Which nodes a circle can go through.
struct Live {
    /// A step that may be taken leads here, and not from a lot.
    entered: Vec<bool>,
    /// A step that may be taken leads on, and not to a lot's needs.
    left: Vec<bool>,
    /// Those from which one leads on.
    from: Vec<u32>,
}

impl Live {
    /// Of a lot's steps nearly all may be taken, of a need's hardly any: so those of lots are not looked at.
    fn new(open: &Open<'_>) -> Self {
        let nodes = open.steps.nodes();
        let mut live = Self {
            entered: vec![false; nodes],
            left: vec![false; nodes],
            from: Vec::new(),
        };
        for node in open.steps.need_node(0)..of(nodes) {
            let Self { entered, left, .. } = &mut live;
            open.neighbours(node, Direction::From, |other, _, changes| {
                if changes == 0 {
                    entered[at(other)] = true;
                    left[at(node)] = true;
                }
            });
            if live.left[at(node)] {
                live.from.push(node);
            }
        }
        live
    }

    /// The ways that are open and join such nodes.
    fn ways(&self, open: &Open<'_>) -> Vec<(Way, Along)> {
        let mut ways = Vec::new();
        for lot in (0..open.steps.need_node(0)).filter(|lot| self.entered[at(*lot)]) {
            let arcs = open.steps.graph.of_lot(lot);
            ways.extend(arcs.filter_map(|arc| self.arc(open, arc)));
            if self.left[at(open.steps.source())]
                && open.potential[at(lot)] == open.potential[at(open.steps.source())]
            {
                ways.push((
                    way(
                        open.steps.source(),
                        lot,
                        open.instance.lots()[at(lot)].quantity,
                        open.drawn[at(lot)],
                    ),
                    Along::Lot(lot),
                ));
            }
        }
        for (member, swap) in (0..).zip(&open.steps.members) {
            let (need, class) = (
                open.steps.need_node(swap.need),
                open.steps.class_node(member),
            );
            if open.potential[at(need)] == open.potential[at(class)] {
                ways.push((
                    way(need, class, 1, i64::from(swap.has)),
                    Along::Member(member),
                ));
            }
        }
        ways
    }

    /// The part of an arc that may still change, if there is one: what is kept, or what comes on top.
    fn arc(&self, open: &Open<'_>, arc: u32) -> Option<(Way, Along)> {
        let (tail, head) = (
            open.steps.graph.lot(arc),
            open.steps.need_node(open.steps.graph.need(arc)),
        );
        let kept = open.kept[at(arc)];
        let is_kept = match open.potential[at(head)] - open.potential[at(tail)] {
            0 => false,
            -1 => true,
            _ => return None,
        };
        let (capacity, flow) = if is_kept {
            (kept, open.on[at(arc)].min(kept))
        } else {
            let on = open.on[at(arc)] - kept;
            (open.steps.graph.capacity(arc) - kept, on.max(0))
        };
        (capacity > 0 && self.left[at(head)]).then(|| {
            let way = Way {
                arc,
                kept: is_kept,
                ..way(tail, head, capacity, flow)
            };
            (way, Along::Arc(arc))
        })
    }
}

const fn way(tail: u32, head: u32, capacity: i64, flow: i64) -> Way {
    Way {
        tail,
        head,
        capacity,
        flow,
        arc: NONE,
        kept: false,
    }
}

/// Lowers the potentials of cost and draw until every step that costs no change is worth nothing or less.
fn lower(open: &Open<'_>, begin: Vec<u32>, best: &mut Best, budget: &mut Budget) -> Option<()> {
    let has_any = |node: &u32| best.potentials[at(*node)][1..] != [0, 0];
    let begin: Vec<u32> = (0..of(open.steps.nodes()))
        .filter(has_any)
        .chain(begin)
        .collect();
    let mut lowering = Lowering {
        open,
        queued: vec![false; open.steps.nodes()],
        queue: VecDeque::new(),
        potentials: &mut best.potentials,
    };
    for node in begin {
        lowering.ask(node);
    }
    while let Some(node) = lowering.queue.pop_front() {
        lowering.queued[at(node)] = false;
        budget.spend(lowering.spread(node))?;
    }
    Some(())
}

struct Lowering<'a> {
    open: &'a Open<'a>,
    queued: Vec<bool>,
    queue: VecDeque<u32>,
    potentials: &'a mut [Potential],
}

impl Lowering<'_> {
    fn ask(&mut self, node: u32) {
        if !std::mem::replace(&mut self.queued[at(node)], true) {
            self.queue.push_back(node);
        }
    }

    /// Lowers what a node leads to. Returns how many steps were looked at.
    fn spread(&mut self, node: u32) -> usize {
        let steps = &self.open.steps;
        let [_, cost, _] = self.potentials[at(node)];
        if steps.need_of(node).is_some() {
            return self
                .open
                .neighbours(node, Direction::From, |other, hop, changes| {
                    if changes == 0 {
                        self.meet(node, other, steps.way(hop));
                    }
                });
        }
        // No potential is above nothing, and the cheapest arcs come first: the others lower nobody.
        let arcs = steps.graph.of_lot(node);
        let cheap = arcs.take_while(|arc| cost + steps.graph.cost(*arc) <= 0);
        let mut looks = 1;
        for arc in cheap {
            looks += 1;
            let need = steps.need_node(steps.graph.need(arc));
            if self.open.changes_along(arc) == Some(0) {
                self.meet(node, need, Along::Arc(arc));
            }
        }
        if self.open.drawn[at(node)] > 0
            && self.open.potential[at(node)] == self.open.potential[at(steps.source())]
        {
            self.meet(node, steps.source(), Along::Lot(node));
        }
        looks
    }

    /// Lowers the other end of a step to what the step allows.
    fn meet(&mut self, node: u32, other: u32, way: Along) {
        let along = self.open.steps.is_along(way, node);
        let [_, cost, draw] = self.potentials[at(node)];
        let bound = cost + signed(along, cost_of(self.open, way));
        let [_, other_cost, other_draw] = &mut self.potentials[at(other)];
        if bound > *other_cost {
            return;
        }
        let drawn = draw + signed(along, draw_of(self.open, way));
        if bound < *other_cost || drawn < *other_draw {
            (*other_cost, *other_draw) = (bound, drawn);
            self.ask(other);
        }
    }
}

const fn signed(along: bool, value: i64) -> i64 {
    if along { value } else { -value }
}

fn cost_of(open: &Open<'_>, way: Along) -> i64 {
    match way {
        Along::Arc(arc) => open.steps.graph.cost(arc),
        Along::Lot(_) | Along::Member(_) => 0,
    }
}

fn draw_of(open: &Open<'_>, way: Along) -> i64 {
    match way {
        Along::Arc(arc) => draw(open.instance.lot_of(arc), open.instance.need_of(arc)),
        Along::Lot(_) | Along::Member(_) => 0,
    }
}
