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
    let (ways, along) = live.ways(&open);
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
    fn ways(&self, open: &Open<'_>) -> (Vec<Way>, Vec<Along>) {
        let (mut ways, mut along) = (Vec::new(), Vec::new());
        let first = open.steps.need_node(0);
        let nodes = first..open.steps.source();
        let goal = |node: u32| {
            if self.left[at(node)] {
                open.potential[at(node)]
            } else {
                i16::MIN
            }
        };
        let goals: Vec<i16> = nodes.map(goal).collect();
        for lot in (0..first).filter(|lot| self.entered[at(*lot)]) {
            let own = open.potential[at(lot)];
            for arc in open.steps.graph.of_lot(lot) {
                let need = open.steps.graph.need(arc);
                let goal = goals[at(need)];
                if (goal == own || goal == own - 1)
                    && let Some(way) = part(open, arc, goal != own)
                {
                    ways.push(way);
                    along.push(Along::Arc(arc));
                }
            }
            if self.left[at(open.steps.source())]
                && open.potential[at(lot)] == open.potential[at(open.steps.source())]
            {
                let quantity = open.instance.lots()[at(lot)].quantity;
                ways.push(way(open.steps.source(), lot, quantity, open.drawn[at(lot)]));
                along.push(Along::Lot(lot));
            }
        }
        for (member, swap) in (0..).zip(&open.steps.members) {
            let (need, class) = (
                open.steps.need_node(swap.need),
                open.steps.class_node(member),
            );
            if open.potential[at(need)] == open.potential[at(class)] {
                ways.push(way(need, class, 1, i64::from(swap.has)));
                along.push(Along::Member(member));
            }
        }
        (ways, along)
    }
}

/// The part of an arc that may still change, if there is one: what is kept, or what comes on top.
fn part(open: &Open<'_>, arc: u32, kept: bool) -> Option<Way> {
    let graph = open.steps.graph;
    let (had, on) = (open.kept[at(arc)], open.on[at(arc)]);
    let (capacity, flow) = if kept {
        (had, on.min(had))
    } else {
        (graph.capacity(arc) - had, (on - had).max(0))
    };
    (capacity > 0).then(|| Way {
        arc,
        kept,
        ..way(
            graph.lot(arc),
            open.steps.need_node(graph.need(arc)),
            capacity,
            flow,
        )
    })
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
