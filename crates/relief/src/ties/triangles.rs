//! Triangles, and what is counted along them.
//!
//! Everybody looks only at neighbours with more links than their own, so that each triangle is met once, from its
//! person with the fewest, and somebody with very many links is never looked at from all sides.

#![allow(
    clippy::indexing_slicing,
    reason = "people and pairs come from the graph, whose arrays have the same lengths"
)]

use super::graph::{Graph, Neighbour};
use super::wide;
use crate::fixed::{FRACTION_BITS, Fixed};

/// Bits behind the point of a sum of reciprocal degrees. With p = 1/d the constraint of i is
/// Σ_j (1 + Σ_q 1/d_q)² / d_i², which is at most 9/8; with at most 2^20 people the sum of the squares stays
/// below 2^41, and 2·43 bits behind the point leave room for it.
const SHARE_BITS: u32 = 43;

/// What triangles tell.
pub(super) struct Triangles {
    /// Three people who are linked with each other.
    pub count: i128,
    /// Two links that meet.
    pub triads: i128,
    /// Burt's constraint by person.
    pub constraint: Vec<Option<Fixed>>,
}

/// Walks over all triangles once.
pub(super) fn triangles(graph: &Graph) -> Triangles {
    let upward = Upward::new(graph);
    let share: Vec<u64> = (0..graph.people())
        .map(|person| reciprocal(graph.degree(person)))
        .collect();
    // By pair: Σ 1/d over the people linked with both.
    let mut shared = vec![0_u64; graph.pairs.len()];
    let mut pair_with = vec![NONE; graph.people()];
    let mut count = 0;
    for a in 0..graph.people() {
        for to in upward.of(a) {
            pair_with[to.person] = to.pair;
        }
        for ab in upward.of(a) {
            for bc in upward.of(ab.person) {
                let ac = pair_with[bc.person];
                if ac != NONE {
                    count += 1;
                    shared[ab.pair] += share[bc.person];
                    shared[bc.pair] += share[a];
                    shared[ac] += share[ab.person];
                }
            }
        }
        for to in upward.of(a) {
            pair_with[to.person] = NONE;
        }
    }
    let degrees = (0..graph.people()).map(|person| wide(graph.degree(person)));
    Triangles {
        count,
        triads: degrees.map(|degree| degree * (degree - 1).max(0) / 2).sum(),
        constraint: (0..graph.people())
            .map(|person| constraint(graph, &shared, person))
            .collect(),
    }
}

/// No pair.
const NONE: usize = usize::MAX;

/// 1/d, rounded.
fn reciprocal(degree: usize) -> u64 {
    let degree = u64::try_from(degree).unwrap_or(u64::MAX);
    let one = 1_u64 << SHARE_BITS;
    (one + degree / 2).checked_div(degree).unwrap_or(0)
}

fn constraint(graph: &Graph, shared: &[u64], person: usize) -> Option<Fixed> {
    let one = 1_u128 << SHARE_BITS;
    let squares: u128 = graph
        .neighbours(person)
        .iter()
        .map(|neighbour| (one + u128::from(shared[neighbour.pair])).pow(2))
        .sum();
    let degree = u128::try_from(graph.degree(person)).ok()?;
    let units = squares.checked_div(degree * degree)? >> (2 * SHARE_BITS - FRACTION_BITS);
    i128::try_from(units).ok().map(Fixed::from_units)
}

/// Everybody's neighbours with more links, or as many and a higher number.
struct Upward {
    starts: Vec<usize>,
    neighbours: Vec<Neighbour>,
}

impl Upward {
    fn new(graph: &Graph) -> Upward {
        let mut starts = Vec::with_capacity(graph.people() + 1);
        let mut neighbours = Vec::with_capacity(graph.pairs.len());
        for person in 0..graph.people() {
            starts.push(neighbours.len());
            let own = (graph.degree(person), person);
            let above = graph.neighbours(person).iter();
            neighbours.extend(above.filter(|to| (graph.degree(to.person), to.person) > own));
        }
        starts.push(neighbours.len());
        Upward { starts, neighbours }
    }

    fn of(&self, person: usize) -> &[Neighbour] {
        &self.neighbours[self.starts[person]..self.starts[person + 1]]
    }
}
