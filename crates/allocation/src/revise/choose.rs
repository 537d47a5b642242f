//! The cheapest of the plans with the fewest changes, and of those the one that the draw names.
//!
//! Only steps that cost no change may still be taken, and only where they close a circle. Nearly all of them lead from
//! a lot to a need that has no such step on; what is left is small, and goes to the simplex. The potentials of all
//! other nodes are nothing, and are lowered from there only where steps end that lead out of what is left.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes are numbered by the flow, and every array has one place for each"
)]

use super::open::Open;
use super::step::Way as Along;
use crate::cheapest::{Best, Potential, improve_parts};
use crate::index::{NONE, at, of};
use crate::network::{GOALS, Network, Way, draw};

/// Units by arc of the best plan, with the potentials that prove it.
pub fn cheapest(mut open: Open<'_>) -> (Vec<i64>, Best) {
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
    parts.align(&network, &mut best.potentials);
    put(&mut open, &network, along);
    lower_ends(&open, &live, &mut best.potentials);
    (open.on, best)
}

/// Sends what the network moved.
fn put(open: &mut Open<'_>, network: &Network<'_>, along: Vec<Along>) {
    for (way, along) in network.ways.iter().zip(along) {
        let more = match along {
            Along::Arc(arc) => {
                let below = if way.kept { 0 } else { open.kept[at(arc)] };
                below + way.flow - open.on[at(arc)]
            }
            Along::Lot(lot) => way.flow - open.drawn[at(lot)],
            Along::Member(member) => way.flow - i64::from(open.steps.members[at(member)].has),
        };
        if more != 0 {
            open.send(along, more > 0, more.abs());
        }
    }
}

/// Which nodes a circle can go through.
struct Live {
    /// A step that may be taken leads here, and not from a lot.
    entered: Vec<bool>,
    /// A step that may be taken leads on, and not to a lot's needs.
    left: Vec<bool>,
}

impl Live {
    /// Of a lot's steps nearly all may be taken, of a need's hardly any: so those of lots are not looked at.
    fn new(open: &Open<'_>) -> Self {
        let nodes = open.steps.nodes();
        let mut live = Self {
            entered: vec![false; nodes],
            left: vec![false; nodes],
        };
        for node in open.steps.need_node(0)..of(nodes) {
            let Self { entered, left } = &mut live;
            open.each_free(node, |other| {
                entered[at(other)] = true;
                left[at(node)] = true;
            });
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
        if !self.left[at(head)] {
            return None;
        }
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
        (capacity > 0).then(|| {
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

/// Lowers the potentials of cost and draw where steps that cost no change end: at nodes from which none leads on.
fn lower_ends(open: &Open<'_>, live: &Live, potentials: &mut [Potential]) {
    let graph = open.steps.graph;
    let source = open.steps.source();
    for lot in (0..of(graph.lots())).filter(|lot| live.entered[at(*lot)]) {
        let [_, cost, drawn] = potentials[at(lot)];
        // No potential is above nothing, and the cheapest arcs come first: the others lower nobody.
        let cheap = graph
            .of_lot(lot)
            .take_while(|arc| cost + graph.cost(*arc) <= 0);
        for arc in cheap {
            let need = open.steps.need_node(graph.need(arc));
            if !live.left[at(need)] && open.changes_along(arc) == Some(0) {
                let draw = draw(open.instance.lot_of(arc), open.instance.need_of(arc));
                lower(
                    &mut potentials[at(need)],
                    cost + graph.cost(arc),
                    drawn + draw,
                );
            }
        }
        let gives_back = open.drawn[at(lot)] > 0 && !live.left[at(source)];
        if gives_back && open.potential[at(lot)] == open.potential[at(source)] {
            lower(&mut potentials[at(source)], cost, drawn);
        }
    }
}

/// To what a step allows.
fn lower([_, cost, drawn]: &mut Potential, cost_bound: i64, drawn_bound: i64) {
    if (cost_bound, drawn_bound) < (*cost, *drawn) {
        (*cost, *drawn) = (cost_bound, drawn_bound);
    }
}
