//! The fewest changes that bring the quantities about: a minimum-cost flow, primal-dual, searched from both sides.
//!
//! It begins with the previous plan as it was, with potentials of nothing, under which no change is worth making; what
//! is wrong with it are the nodes with too much and those with too little. From one with too much along ways that cost
//! nothing, and from all with too little against such ways, in turns by how much was looked at: where both meet, units
//! are sent. Where one side has found all it can reach, all of that is shifted until a further way costs nothing.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes are numbered by the flow, and every array has one place for each"
)]

use super::Budget;
use super::open::Open;
use super::search::{Outcome, Search};
use super::step::{Direction, Way};
use crate::index::{at, of};
use crate::instance::Instance;

/// The flow with these quantities that changes the least, with potentials that prove it.
pub fn fewest_changes<'a>(
    instance: &'a Instance,
    kept: &[i64],
    given: &[i64],
    budget: &mut Budget,
) -> Option<Open<'a>> {
    let mut open = Open::new(instance, kept, given);
    let mut excess = excess(&open, given);
    let list = |is: fn(i64) -> bool| -> Vec<u32> {
        (0..of(excess.len()))
            .filter(|node| is(excess[at(*node)]))
            .collect()
    };
    let (mut over, mut under) = (list(|excess| excess > 0), list(|excess| excess < 0));
    let mut search = Search::new(excess.len());
    let mut ways = [const { Vec::new() }; 2];
    let mut keep = [false; 2];
    while let Some(start) = over.last() {
        match search.run(&mut open.steps, [&[*start], &under], keep) {
            Outcome::Met(met) => {
                let ends = search.trace(&open.steps, met, &mut ways);
                keep = send(&mut open, &mut excess, &ways, ends);
            }
            Outcome::Done(direction) => {
                search.shift(direction)?;
                keep = direction.is_other();
                if direction == Direction::From {
                    over.rotate_right(1);
                }
            }
        }
        budget.spend(search.looks())?;
        over.retain(|node| excess[at(*node)] > 0);
        under.retain(|node| excess[at(*node)] < 0);
    }
    open.potential = search.potentials().collect();
    Some(open)
}

/// What comes to each node beyond what leaves it.
fn excess(open: &Open<'_>, given: &[i64]) -> Vec<i64> {
    let graph = open.steps.graph;
    let mut excess = vec![0; open.steps.nodes()];
    for (arc, on) in (0..).zip(&open.on) {
        excess[at(graph.lot(arc))] -= on;
        excess[at(open.steps.need_node(graph.need(arc)))] += on;
    }
    let source = at(open.steps.source());
    for (lot, drawn) in open.drawn.iter().enumerate() {
        excess[lot] += drawn;
        excess[source] -= drawn;
    }
    for (need, given) in given.iter().enumerate() {
        excess[graph.lots() + need] -= given;
        excess[source] += given;
    }
    excess
}

/// Sends what fits from one end to the other. Returns for both sides whether nothing came to its end there.
fn send(
    open: &mut Open<'_>,
    excess: &mut [i64],
    ways: &[Vec<(Way, bool)>; 2],
    [first, last]: [u32; 2],
) -> [bool; 2] {
    let most = [excess[at(first)], -excess[at(last)]];
    let room = |(way, along): &(Way, bool)| open.room(*way, *along);
    let limit = |own: usize| ways[own].iter().map(room).fold(most[own], i64::min);
    let limits = [limit(0), limit(1)];
    let units = limits[0].min(limits[1]);
    for (way, along) in ways.iter().flatten() {
        open.send(*way, *along, units);
    }
    excess[at(first)] -= units;
    excess[at(last)] += units;
    limits.map(|limit| units < limit)
}
