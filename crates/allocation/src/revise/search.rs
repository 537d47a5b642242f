//! A search from both sides along steps that cost nothing.
//!
//! Each side follows, in turns by how much was looked at, what it has found, until it meets the other or has found all
//! that it can reach. Steps cost what they bring in changes, beside the potentials of their ends. What a side has found
//! can be kept for the next search, when nothing on its way to where both met came to its end.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes are numbered by the steps, and every array has one place for each"
)]

use super::step::{Direction, Hop, Way};
use super::steps::Steps;
use crate::index::at;

/// Potentials stay between this and its negative; beyond, the plan is made anew.
const POTENTIAL_MAX: i16 = 10_000;
/// No search passes from or to a node with this.
const CLOSED: i16 = 30_000;

/// What a search found.
pub enum Outcome {
    /// The node where both sides met.
    Met(u32),
    /// This side has found all that it can.
    Done(Direction),
}

/// What is known about a node, in one word: a search looks at little else.
#[derive(Clone, Copy, Default)]
struct Node {
    potential: i16,
    /// The search that found it, by side.
    seen: [u16; 2],
}

struct Side {
    direction: Direction,
    found: Vec<u32>,
    /// By what those were found that the last node led to.
    by: Vec<Hop>,
    done: usize,
    looks: usize,
    /// The least that a further step costs.
    least: i16,
    /// The search in which it began; nodes remember it.
    number: u16,
    /// Whether the other side was shifted since then: steps that were followed may cost nothing only now.
    is_stale: bool,
}

impl Side {
    const fn new(direction: Direction) -> Self {
        Self {
            direction,
            found: Vec::new(),
            by: Vec::new(),
            done: 0,
            looks: 0,
            least: i16::MAX,
            number: 0,
            is_stale: false,
        }
    }

    fn begin(&mut self, number: u16, ends: &[u32]) {
        self.found.clear();
        self.found.extend(ends);
        (self.done, self.looks, self.least) = (0, ends.len(), i16::MAX);
        (self.number, self.is_stale) = (number, false);
    }
}

pub struct Search {
    nodes: Vec<Node>,
    number: u16,
    /// The one that goes from nodes, and the one that goes to them.
    sides: [Side; 2],
}

impl Search {
    pub fn new(nodes: usize) -> Self {
        Self {
            nodes: vec![Node::default(); nodes],
            number: 0,
            sides: [Side::new(Direction::From), Side::new(Direction::To)],
        }
    }

    /// Searches for a way from some nodes to others; each side goes on with what it found before if it may be kept.
    pub fn run(&mut self, steps: &mut Steps<'_>, ends: [&[u32]; 2], keep: [bool; 2]) -> Outcome {
        if let Some(met) = self.begin(steps, ends, keep) {
            return Outcome::Met(met);
        }
        loop {
            let [from, to] = &mut self.sides;
            let (side, other) = if from.looks <= to.looks {
                (from, to)
            } else {
                (to, from)
            };
            // The source joins all lots: it comes last.
            let last = side.found.len().saturating_sub(1);
            if side.found.get(side.done) == Some(&steps.source()) {
                side.found.swap(side.done, last);
            }
            let Some(node) = side.found.get(side.done).copied() else {
                if !side.is_stale {
                    return Outcome::Done(side.direction);
                }
                let keep = side.direction.is_other();
                if let Some(met) = self.begin(steps, ends, keep) {
                    return Outcome::Met(met);
                }
                continue;
            };
            side.done += 1;
            let met = match side.direction {
                Direction::From => follow::<0>(side, other.number, &mut self.nodes, steps, node),
                Direction::To => follow::<1>(side, other.number, &mut self.nodes, steps, node),
            };
            if let Some(met) = met {
                return Outcome::Met(met);
            }
        }
    }

    /// Begins the sides that are not kept; the node, if one of them begins where the other has been.
    fn begin(&mut self, steps: &mut Steps<'_>, ends: [&[u32]; 2], keep: [bool; 2]) -> Option<u32> {
        if self.number == u16::MAX {
            self.number = 0;
            for node in &mut self.nodes {
                node.seen = [0; 2];
            }
            return self.begin(steps, ends, [false; 2]);
        }
        self.number += 1;
        let mut met = None;
        for own in [0, 1] {
            if keep[own] {
                self.sides[own].looks = 0;
                continue;
            }
            self.sides[own].begin(self.number, ends[own]);
            for end in ends[own] {
                steps.note(*end, own, Hop::NONE);
                let node = &mut self.nodes[at(*end)];
                node.seen[own] = self.number;
                if keep[1 - own] && node.seen[1 - own] == self.sides[1 - own].number {
                    met = Some(*end);
                }
            }
        }
        met
    }

    /// Steps looked at by the last search.
    pub const fn looks(&self) -> usize {
        self.sides[0].looks + self.sides[1].looks
    }

    /// What one side of the last search found.
    pub fn found(&self, direction: Direction) -> &[u32] {
        &self.sides[direction.place()].found
    }

    /// For each side, the ways between where it began and the node where both met, each with whether units go along
    /// it; and where it began.
    pub fn trace(&self, steps: &Steps<'_>, met: u32, ways: &mut [Vec<(Way, bool)>; 2]) -> [u32; 2] {
        let mut ends = [met; 2];
        for (own, side) in self.sides.iter().enumerate() {
            ways[own].clear();
            let node = &mut ends[own];
            while self.nodes[at(*node)].seen[own] == side.number
                && let Some(way) = steps.noted(*node, own)
            {
                let before = steps.other_end(way, *node);
                let is_from = side.direction == Direction::From;
                ways[own].push((way, steps.is_along(way, before) == is_from));
                *node = before;
            }
        }
        ends
    }

    /// Shifts all that a side which is done has found, until a further step costs nothing; none if there is no step.
    pub fn shift(&mut self, direction: Direction) -> Option<()> {
        let [from, to] = &mut self.sides;
        let (side, other, sign) = match direction {
            Direction::From => (from, to, -1),
            Direction::To => (to, from, 1),
        };
        other.is_stale = true;
        if side.least == i16::MAX {
            return None;
        }
        for node in &side.found {
            let potential = &mut self.nodes[at(*node)].potential;
            *potential += sign * side.least;
            if potential.abs() > POTENTIAL_MAX {
                return None;
            }
        }
        Some(())
    }

    /// Closes all that a side has found.
    pub fn close(&mut self, direction: Direction) {
        for node in &self.sides[direction.place()].found {
            self.nodes[at(*node)].potential = CLOSED;
        }
    }

    pub fn is_closed(&self, node: u32) -> bool {
        self.nodes[at(node)].potential == CLOSED
    }

    /// By node.
    pub fn potentials(&self) -> impl Iterator<Item = i16> + '_ {
        self.nodes.iter().map(|node| node.potential)
    }
}

/// Looks at the steps of a node; the node where the sides meet, if they do. `OWN` is 0 for the side that goes from
/// nodes, and 1 for the other.
#[inline]
fn follow<const OWN: usize>(
    side: &mut Side,
    other_number: u16,
    nodes: &mut [Node],
    steps: &mut Steps<'_>,
    node: u32,
) -> Option<u32> {
    let direction = if OWN == 0 {
        Direction::From
    } else {
        Direction::To
    };
    let potential = nodes[at(node)].potential;
    let mut met = None;
    let before = side.found.len();
    let mut least = side.least;
    let Side {
        by, found, number, ..
    } = side;
    let number = *number;
    by.clear();
    let looks = steps.each(node, direction, |other, hop, changes| {
        let next = &mut nodes[at(other)];
        let ahead = potential - next.potential;
        let changes = if OWN == 0 {
            changes + ahead
        } else {
            changes - ahead
        };
        if changes != 0 {
            least = changes.min(least);
        } else if next.seen[OWN] != number {
            next.seen[OWN] = number;
            by.push(hop);
            found.push(other);
            if next.seen[1 - OWN] == other_number {
                met = Some(other);
            }
        }
    });
    for (node, by) in found[before..].iter().zip(by) {
        steps.note(*node, OWN, *by);
    }
    side.looks += looks;
    side.least = least;
    met
}
