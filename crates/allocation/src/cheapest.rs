//! The best flow of a network by all goals in order, component by component, with the potentials that prove it.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes and ways are numbered by the network, and every array has one place for each"
)]

use crate::component::{Residual, components, target};
use crate::graph::grouped;
use crate::index::{NONE, at, of};
use crate::network::{GOALS, Goal, Network};
use crate::scaling::approach;
use crate::simplex::{Link, Simplex};

/// Ways in a component from which scaling goes before the simplex. Below, the simplex alone is as quick.
const SCALING_FROM: usize = 1000;
/// How many of the dearest arcs a change weighs as much as, while scaling.
const CHANGE_WEIGHT: i64 = 1024;
/// The most that it weighs, so that potentials of the largest network stay far below 2^63.
const CHANGE_WEIGHT_MAX: i64 = 1 << 36;

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
pub fn improve(network: &mut Network<'_>, changes_matter: bool) -> Best {
    let residual = Residual::new(network.nodes, &network.ways);
    let (component, count) = components(&residual, &network.ways);
    let mut best = Best {
        potentials: vec![[0; GOALS.len()]; network.nodes],
        pivots: 0,
        components: 0,
        free_ways: 0,
    };
    let (inside, keys): (Vec<u32>, Vec<u32>) = network
        .ways
        .iter()
        .enumerate()
        .filter(|(_, way)| way.capacity > 0 && component[at(way.tail)] == component[at(way.head)])
        .map(|(place, way)| (of(place), component[at(way.tail)]))
        .unzip();
    let (start, order) = grouped(count, &keys);
    let mut local = vec![NONE; network.nodes];
    let mut members = Vec::new();
    for group in start.windows(2) {
        let [from, to] = group else { continue };
        let ways: Vec<u32> = order[at(*from)..at(*to)]
            .iter()
            .map(|place| inside[at(*place)])
            .collect();
        if !ways.is_empty() {
            best.components += 1;
            best.free_ways += ways.len();
            solve(
                network,
                &ways,
                changes_matter,
                &mut local,
                &mut members,
                &mut best,
            );
        }
    }
    align(network, &residual, &component, count, &mut best.potentials);
    best
}

/// One component: the simplex for each goal in turn, on the same tree.
fn solve(
    network: &mut Network<'_>,
    ways: &[u32],
    changes_matter: bool,
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
    let goals = if changes_matter {
        &GOALS[..]
    } else {
        &GOALS[1..]
    };
    let first = cost(goals[0]);
    let hint = if network.moves_far && links.len() > SCALING_FROM {
        head_start(members.len(), &mut links, goals, &first, &cost(Goal::Cost))
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
        let slot = GOALS.len() - goals.len() + place;
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

/// Brings the flow close to the best by scaling; returns potentials close to those of the first goal.
///
/// Changes and cost are scaled as one: a change weighs as much as the dearest detour is likely to. What that gets
/// wrong the simplex puts right, goal by goal.
fn head_start(
    nodes: usize,
    links: &mut [Link],
    goals: &[Goal],
    first: &[i64],
    cost: &[i64],
) -> Vec<i64> {
    if goals.first() == Some(&Goal::Cost) {
        return approach(nodes, links, cost);
    }
    let widest = cost.iter().max().copied().unwrap_or(0);
    let weight = (widest + 1)
        .saturating_mul(CHANGE_WEIGHT)
        .min(CHANGE_WEIGHT_MAX);
    let both: Vec<i64> = first
        .iter()
        .zip(cost)
        .map(|(change, cost)| change * weight + cost)
        .collect();
    let potentials = approach(nodes, links, &both);
    potentials
        .into_iter()
        .map(|potential| potential.div_euclid(weight))
        .collect()
}

/// Shifts the potentials of whole components so that they also hold between components.
///
/// Steps between components lead to lower numbers only, so one pass from the highest number down is enough.
fn align(
    network: &Network<'_>,
    residual: &Residual,
    component: &[u32],
    count: usize,
    potentials: &mut [Potential],
) {
    let (start, order) = grouped(count, component);
    let mut bound = vec![[i64::MAX; GOALS.len()]; count];
    for group in (0..count).rev() {
        let shift = bound[group].map(|bound| if bound == i64::MAX { 0 } else { bound });
        let members = &order[at(start[group])..at(start[group + 1])];
        for node in members {
            for (potential, shift) in potentials[at(*node)].iter_mut().zip(shift) {
                *potential += shift;
            }
            for step in residual.steps(*node) {
                let next = target(&network.ways, step);
                let other = at(component[at(next)]);
                if other == group {
                    continue;
                }
                let way = &network.ways[at(step.way)];
                for (slot, goal) in GOALS.into_iter().enumerate() {
                    let cost = network.cost(way, goal);
                    let cost = if step.forward { cost } else { -cost };
                    let room = potentials[at(*node)][slot] + cost - potentials[at(next)][slot];
                    bound[other][slot] = bound[other][slot].min(room);
                }
            }
        }
    }
}
