//! The best flow of a network by all goals in order, component by component, with the potentials that prove it.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes and ways are numbered by the network, and every array has one place for each"
)]

use crate::component::{Residual, components, target};
use crate::graph::grouped;
use crate::index::{NONE, at, of};
use crate::network::{GOALS, Goal, Network, Way};
use crate::scaling::approach;
use crate::simplex::{Link, Simplex};

/// Ways in a component from which scaling goes before the simplex. Below, the simplex alone is as quick.
const SCALING_FROM: usize = 1000;
/// What one unit of a goal is divided into while scaling. Changes are few and all cost the same: with a coarse scale
/// the simplex would have to tell apart what scaling left equal.
const fn fineness(goal: Goal) -> i64 {
    match goal {
        Goal::Changes => 16,
        Goal::Cost | Goal::Draw => 4,
    }
}

/// One number for each goal; compared in order.
pub type Potential = [i64; GOALS.len()];

/// What is known about the best flow, which stands in the network itself.
#[derive(Debug)]
pub struct Best {
    /// By node.
    pub potentials: Vec<Potential>,
    /// How often a tree or a flow was changed.
    pub pivots: u64,
    /// Components in which something could change.
    pub components: usize,
    /// Ways inside them.
    pub free_ways: usize,
}

/// Improves the flow of the network until it is the best.
///
/// Potentials: for every way that can take more, cost + tail - head is at least 0, compared over the goals in
/// order; for every way that carries something, at most 0.
///
/// Where changes matter they are made few first; then only ways that leave them as few can still change, and those
/// fall into much smaller components.
pub fn improve(network: &mut Network<'_>, changes_matter: bool) -> Best {
    let mut best = Best {
        potentials: vec![[0; GOALS.len()]; network.nodes],
        pivots: 0,
        components: 0,
        free_ways: 0,
    };
    let (changes, others) = GOALS.split_at(1);
    if changes_matter {
        improve_by(network, changes, &mut best);
    }
    improve_by(network, others, &mut best);
    best
}

/// Improves by some goals, leaving those before them as good as they are.
fn improve_by(network: &mut Network<'_>, goals: &[Goal], best: &mut Best) {
    let parts = improve_parts(network, goals, best);
    parts.align(network, &mut best.potentials);
}

/// What falls into components by the goals from one on.
pub struct Parts {
    residual: Residual,
    component: Vec<u32>,
    count: usize,
    slots: std::ops::Range<usize>,
}

impl Parts {
    /// Shifts the potentials of whole components until they hold between components too and none is above nothing.
    ///
    /// Steps between components lead to lower numbers only, so one pass from the highest number down is enough.
    pub fn align(&self, network: &Network<'_>, potentials: &mut [Potential]) {
        let mut bound = self.sinks(potentials);
        let (start, order) = grouped(self.count, &self.component);
        for group in (0..self.count).rev() {
            let shift = bound[group];
            let members = &order[at(start[group])..at(start[group + 1])];
            for node in members {
                for slot in self.slots.clone() {
                    potentials[at(*node)][slot] += shift[slot];
                }
                for step in self.residual.steps(*node) {
                    let next = target(&network.ways, step);
                    let other = at(self.component[at(next)]);
                    if other == group {
                        continue;
                    }
                    let way = &network.ways[at(step.way)];
                    for slot in self.slots.clone() {
                        let cost = network.cost(way, GOALS[slot]);
                        let cost = if step.forward { cost } else { -cost };
                        let room = potentials[at(*node)][slot] + cost - potentials[at(next)][slot];
                        bound[other][slot] = bound[other][slot].min(room);
                    }
                }
            }
        }
    }

    /// By component, the shift after which none of its potentials is above nothing.
    fn sinks(&self, potentials: &[Potential]) -> Vec<Potential> {
        let mut shifts = vec![[i64::MAX; GOALS.len()]; self.count];
        for (component, potential) in self.component.iter().zip(potentials) {
            for slot in self.slots.clone() {
                let shift = &mut shifts[at(*component)][slot];
                *shift = (*shift).min(-potential[slot]);
            }
        }
        shifts
    }
}

/// Improves by some goals; the potentials then hold inside each component, not yet between them.
pub fn improve_parts(network: &mut Network<'_>, goals: &[Goal], best: &mut Best) -> Parts {
    let before = GOALS
        .iter()
        .take_while(|goal| !goals.contains(goal))
        .count();
    let is_open = |way: &Way| {
        let (tail, head) = (best.potentials[at(way.tail)], best.potentials[at(way.head)]);
        (0..before).all(|slot| network.cost(way, GOALS[slot]) + tail[slot] == head[slot])
    };
    let open: Vec<bool> = network.ways.iter().map(is_open).collect();
    let residual = Residual::new(network.nodes, &network.ways, &open);
    let (component, count) = components(&residual, &network.ways);
    let is_inside = |place: &u32| {
        let way = &network.ways[at(*place)];
        open[at(*place)] && component[at(way.tail)] == component[at(way.head)]
    };
    let inside: Vec<u32> = (0..of(network.ways.len())).filter(is_inside).collect();
    let keys: Vec<u32> = inside
        .iter()
        .map(|place| component[at(network.ways[at(*place)].tail)])
        .collect();
    let (start, order) = grouped(count, &keys);
    let mut local = vec![NONE; network.nodes];
    let mut members = Vec::new();
    (best.components, best.free_ways) = (0, 0);
    for group in start.windows(2) {
        let [from, to] = group else { continue };
        let ways: Vec<u32> = order[at(*from)..at(*to)]
            .iter()
            .map(|place| inside[at(*place)])
            .collect();
        if !ways.is_empty() {
            best.components += 1;
            best.free_ways += ways.len();
            solve(network, &ways, goals, &mut local, &mut members, best);
        }
    }
    Parts {
        residual,
        component,
        count,
        slots: before..before + goals.len(),
    }
}

/// One component: the simplex for each goal in turn, on the same tree.
fn solve(
    network: &mut Network<'_>,
    ways: &[u32],
    goals: &[Goal],
    local: &mut [u32],
    members: &mut Vec<u32>,
    best: &mut Best,
) {
    members.clear();
    let mut number = |node: u32| {
        let slot = &mut local[at(node)];
        if *slot == NONE {
            *slot = of(members.len());
            members.push(node);
        }
        *slot
    };
    let mut links: Vec<Link> = ways
        .iter()
        .map(|way| {
            let way = &network.ways[at(*way)];
            Link {
                tail: number(way.tail),
                head: number(way.head),
                capacity: way.capacity,
                flow: way.flow,
            }
        })
        .collect();
    let cost = |goal| {
        ways.iter()
            .map(|way| network.cost(&network.ways[at(*way)], goal))
            .collect::<Vec<i64>>()
    };
    let first = cost(goals[0]);
    let hint = if links.len() > SCALING_FROM && (network.moves_far || goals[0] == Goal::Changes) {
        approach(members.len(), &mut links, &first, fineness(goals[0]))
    } else {
        Vec::new()
    };
    let mut simplex = Simplex::new(members.len(), links, first, &hint);
    for (place, goal) in goals.iter().enumerate() {
        if place == 0 {
            simplex.optimise();
        } else {
            simplex.refine(cost(*goal));
        }
        let slot = GOALS.iter().position(|one| one == goal).unwrap_or(0);
        for (number, node) in members.iter().enumerate() {
            best.potentials[at(*node)][slot] = simplex.potential(number);
        }
    }
    for (place, way) in ways.iter().enumerate() {
        network.ways[at(*way)].flow = simplex.flow(place);
    }
    best.pivots += simplex.pivots;
    for node in members.iter() {
        local[at(*node)] = NONE;
    }
}
