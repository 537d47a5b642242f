//! The fewest changes that bring the quantities about: a minimum-cost flow, primal-dual, searched from both sides.
//!
//! It begins with the previous plan as it was, with potentials of nothing, under which no change is worth making; what
//! is wrong with it are the nodes with too much and those with too little. From one with too much along ways that cost
//! nothing, and from all with too little against such ways, in turns by how much was looked at: where both meet, or the
//! second comes to any node with too much, units are sent, and each side keeps what it found but for what lay behind a
//! step that came to its end. Where one side has found all it can reach, all of that is shifted until a further way costs
//! nothing.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes are numbered by the flow, and every array has one place for each"
)]

use super::Budget;
use super::exchange::Fair;
use super::open::Open;
use super::search::{Link, Outcome, Search};
use super::step::Direction;
use crate::index::{at, of};
use crate::instance::Instance;

/// The flow with these quantities that changes the least, with potentials that prove it.
pub fn fewest_changes<'a>(
    instance: &'a Instance,
    fair: Fair<'a>,
    budget: &mut Budget,
) -> Option<Open<'a>> {
    let mut open = Open::new(instance, fair);
    let mut excess = excess(&open);
    let list = |is: fn(i64) -> bool| -> Vec<u32> {
        (0..of(excess.len()))
            .filter(|node| is(excess[at(*node)]))
            .collect()
    };
    let (mut over, mut under) = (list(|excess| excess > 0), list(|excess| excess < 0));
    let mut search = Search::new(excess.len());
    for node in &over {
        search.set_over(*node, true);
    }
    let mut ways = [const { Vec::new() }; 2];
    let mut keep = [false; 2];
    while let Some(start) = over.last().copied() {
        match search.run::<true>(&open.steps, [&[start], &under], keep) {
            Outcome::Met(met) => {
                let ends = search.trace(&open.steps, met, &mut ways);
                let mut broken = send(&mut open, &mut excess, &ways, ends);
                if excess[at(ends[0])] == 0 {
                    search.set_over(ends[0], false);
                    over.retain(|node| *node != ends[0]);
                }
                if excess[at(ends[1])] == 0 {
                    under.retain(|node| *node != ends[1]);
                    broken[1].extend(search.place_of(Direction::To, ends[1]));
                }
                keep = search.cut(&broken);
                keep[0] &= over.last() == Some(&start);
            }
            Outcome::Done(direction) => {
                search.shift(direction)?;
                keep = direction.is_other();
                if direction == Direction::From {
                    over.rotate_right(1);
                }
            }
        }
        budget.spend(search.take_looks())?;
    }
    open.potential = search.potentials().collect();
    Some(open)
}

/// What comes to each node beyond what leaves it.
fn excess(open: &Open<'_>) -> Vec<i64> {
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
    for (need, given) in open.given.iter().enumerate() {
        excess[graph.lots() + need] -= given;
        excess[source] += given;
    }
    excess
}

/// Sends what fits from one end to the other. Returns for both sides the places of the steps that came to their end.
fn send(
    open: &mut Open<'_>,
    excess: &mut [i64],
    ways: &[Vec<Link>; 2],
    [first, last]: [u32; 2],
) -> [Vec<u32>; 2] {
    let most = excess[at(first)].min(-excess[at(last)]);
    let room = |open: &Open<'_>, link: &Link| open.room(link.way, link.along);
    let links = ways.iter().flatten();
    let units = links.map(|link| room(open, link)).fold(most, i64::min);
    excess[at(first)] -= units;
    excess[at(last)] += units;
    [0, 1].map(|own: usize| {
        let mut broken = Vec::new();
        for link in &ways[own] {
            if room(open, link) == units {
                broken.push(link.place);
            }
            open.send(link.way, link.along, units);
        }
        broken
    })
}
