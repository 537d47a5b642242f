//! A search from both sides along steps that cost nothing.
//!
//! Each side follows, in turns by how much was looked at, what it has found, until it meets the other or has found all
//! that it can reach. Steps cost what they bring in changes, beside the potentials of their ends. What a side has found
//! can be kept for the next search, but for what lies behind a step that came to its end: no node is ever with both
//! sides then.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes are numbered by the steps, and every array has one place for each"
)]

use super::step::{Direction, Hop, Way};
use super::steps::Steps;
use crate::index::{NONE, at, of};

/// Potentials stay between this and its negative; beyond, the plan is made anew.
const POTENTIAL_MAX: i16 = 3_000;
/// Nodes that are touched before it is their turn: their memory is there when it is.
const AHEAD: usize = 3;
/// No search passes from or to a node with this.
const CLOSED: i16 = 9_000;

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
    /// Whether goods are to leave it: whoever goes to nodes has met one of their ends.
    is_over: bool,
}

/// A node that was found, from which other one, by what.
#[derive(Clone, Copy)]
struct Found {
    node: u32,
    /// The place of the other one among all found.
    from: u32,
    by: Hop,
}

struct Side {
    direction: Direction,
    found: Vec<Found>,
    /// The first so many were followed.
    done: usize,
    /// Of no meaning: what was touched ahead.
    touched: u32,
    looks: usize,
    /// The least that a further step costs.
    least: i16,
    /// The search in which it began; nodes remember it.
    number: u16,
    /// Whether the other side was shifted since then, or something was cut: steps that were followed may lead on only now.
    is_stale: bool,
}

impl Side {
    const fn new(direction: Direction) -> Self {
        Self {
            direction,
            found: Vec::new(),
            done: 0,
            touched: 0,
            looks: 0,
            least: i16::MAX,
            number: 0,
            is_stale: false,
        }
    }

    fn begin(&mut self, number: u16, ends: &[u32]) {
        self.found.clear();
        self.found.extend(ends.iter().map(|node| Found {
            node: *node,
            from: NONE,
            by: Hop::NONE,
        }));
        (self.done, self.looks, self.least) = (0, ends.len(), i16::MAX);
        (self.number, self.is_stale) = (number, false);
    }
}

/// A step of the way that was found, whether goods go along it, and the place of its further end among what was found.
pub struct Link {
    pub way: Way,
    pub along: bool,
    pub place: u32,
}

pub struct Search {
    /// Steps looked at since this was last asked.
    looks: usize,
    /// Where what was found stands after a cut.
    moved: Vec<u32>,
    nodes: Vec<Node>,
    number: u16,
    /// The one that goes from nodes, and the one that goes to them.
    sides: [Side; 2],
}

impl Search {
    pub fn new(nodes: usize) -> Self {
        Self {
            looks: 0,
            moved: Vec::new(),
            nodes: vec![Node::default(); nodes],
            number: 0,
            sides: [Side::new(Direction::From), Side::new(Direction::To)],
        }
    }

    /// Searches for a way from some nodes to others; each side goes on with what it found before if it may be kept.
    /// Steps that are open cost nothing unless they are `TOLLED`.
    pub fn run<const TOLLED: bool>(
        &mut self,
        steps: &Steps<'_>,
        ends: [&[u32]; 2],
        keep: [bool; 2],
    ) -> Outcome {
        if let Some(met) = self.begin(ends, keep) {
            return Outcome::Met(met);
        }
        loop {
            let [from, to] = &mut self.sides;
            let (side, other) = if from.looks <= to.looks {
                (from, to)
            } else {
                (to, from)
            };
            // The source joins all lots: it comes last, unless steps from it were followed already.
            if let [next, .., last] = &side.found[side.done..]
                && next.node == steps.source()
                && at(last.from) != side.done
            {
                let last = side.found.len() - 1;
                side.found.swap(side.done, last);
            }
            let Some(Found { node, .. }) = side.found.get(side.done).copied() else {
                if !side.is_stale {
                    return Outcome::Done(side.direction);
                }
                let keep = side.direction.is_other();
                if let Some(met) = self.begin(ends, keep) {
                    return Outcome::Met(met);
                }
                continue;
            };
            side.done += 1;
            let own = side.direction.place();
            let before = side.looks;
            let met = match side.direction {
                Direction::From => {
                    follow::<0, TOLLED>(side, other.number, &mut self.nodes, steps, node)
                }
                Direction::To => {
                    follow::<1, TOLLED>(side, other.number, &mut self.nodes, steps, node)
                }
            };
            self.looks += self.sides[own].looks - before;
            if let Some(met) = met {
                // Steps after that one are looked at when the search goes on: no node may be with both sides unnoticed.
                self.sides[own].done -= 1;
                return Outcome::Met(met);
            }
        }
    }

    /// Begins the sides that are not kept; the node, if one of them begins where the other has been.
    fn begin(&mut self, ends: [&[u32]; 2], keep: [bool; 2]) -> Option<u32> {
        if self.number == u16::MAX {
            self.number = 0;
            for node in &mut self.nodes {
                node.seen = [0; 2];
            }
            return self.begin(ends, [false; 2]);
        }
        self.number += 1;
        let mut met = None;
        for own in [0, 1] {
            if keep[own] {
                continue;
            }
            self.sides[own].begin(self.number, ends[own]);
            for end in ends[own] {
                let node = &mut self.nodes[at(*end)];
                node.seen[own] = self.number;
                if keep[1 - own] && node.seen[1 - own] == self.sides[1 - own].number {
                    met = Some(*end);
                }
            }
        }
        met
    }

    /// Says whether goods are to leave a node.
    pub fn set_over(&mut self, node: u32, is_over: bool) {
        self.nodes[at(node)].is_over = is_over;
    }

    /// Steps looked at since this was last asked.
    pub fn take_looks(&mut self) -> usize {
        std::mem::take(&mut self.looks)
    }

    /// What one side of the last search found.
    pub fn found(&self, direction: Direction) -> impl Iterator<Item = u32> + '_ {
        let found = &self.sides[direction.place()].found;
        found.iter().map(|found| found.node)
    }

    /// For each side, the steps between where it began and the node where both met, the last first; and where it began.
    /// A side that was not there has no steps.
    pub fn trace(&self, steps: &Steps<'_>, met: u32, ways: &mut [Vec<Link>; 2]) -> [u32; 2] {
        [Direction::From, Direction::To].map(|direction| {
            let found = &self.sides[direction.place()].found;
            let links = &mut ways[direction.place()];
            links.clear();
            let Some(mut place) = self.place_of(direction, met) else {
                return met;
            };
            loop {
                let Found { node, from, by } = found[at(place)];
                if from == NONE {
                    return node;
                }
                let way = steps.way(by);
                let is_from = direction == Direction::From;
                let along = steps.goes_along(way, found[at(from)].node) == is_from;
                links.push(Link { way, along, place });
                place = from;
            }
        })
    }

    /// Where a node stands among what a side found.
    pub fn place_of(&self, direction: Direction, node: u32) -> Option<u32> {
        let found = &self.sides[direction.place()].found;
        found.iter().rposition(|found| found.node == node).map(of)
    }

    /// Forgets what both sides found at these places and behind them. Says of each whether anything is left.
    pub fn cut(&mut self, broken: &[Vec<u32>; 2]) -> [bool; 2] {
        [0, 1].map(|own| broken[own].is_empty() || self.cut_side(own, &broken[own]))
    }

    fn cut_side(&mut self, own: usize, broken: &[u32]) -> bool {
        let side = &mut self.sides[own];
        let first = broken.iter().copied().min().map_or(0, at);
        // What is gone through here counts as looked at: both are bounded together.
        self.looks += side.found.len() - first;
        let mut kept = first;
        let mut done = side.done.min(first);
        self.moved.clear();
        for place in first..side.found.len() {
            let mut found = side.found[place];
            if found.from != NONE && at(found.from) >= first {
                found.from = self.moved[at(found.from) - first];
            }
            let is_cut = found.from == NONE && side.found[place].from != NONE;
            if is_cut || broken.contains(&of(place)) {
                self.nodes[at(found.node)].seen[own] = 0;
                self.moved.push(NONE);
                continue;
            }
            self.moved.push(of(kept));
            side.found[kept] = found;
            kept += 1;
            done += usize::from(place < side.done);
        }
        side.found.truncate(kept);
        side.done = done;
        side.is_stale = true;
        kept > 0
    }

    /// Shifts all that a side which is done has found, until a further step costs nothing; none if there is no step.
    pub fn shift(&mut self, direction: Direction) -> Option<()> {
        let [from, to] = &mut self.sides;
        let (side, other, sign) = match direction {
            Direction::From => (from, to, -1),
            Direction::To => (to, from, 1),
        };
        other.is_stale = true;
        if side.least > 2 * POTENTIAL_MAX + 1 {
            return None;
        }
        for Found { node, .. } in &side.found {
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
        for Found { node, .. } in &self.sides[direction.place()].found {
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
fn follow<const OWN: usize, const TOLLED: bool>(
    side: &mut Side,
    other_number: u16,
    nodes: &mut [Node],
    steps: &Steps<'_>,
    node: u32,
) -> Option<u32> {
    let direction = if OWN == 0 {
        Direction::From
    } else {
        Direction::To
    };
    for ahead in [side.done, side.done + AHEAD] {
        if let Some(found) = side.found.get(ahead) {
            side.touched ^= steps.touch(found.node, direction);
        }
    }
    let potential = nodes[at(node)].potential;
    let mut met = None;
    let from = of(side.done) - 1;
    let mut least = side.least;
    let Side { found, number, .. } = side;
    let number = *number;
    let looks = steps.each(node, direction, |step, hop| {
        let next = &mut nodes[at(step.node())];
        let ahead = if OWN == 0 {
            potential - next.potential
        } else {
            next.potential - potential
        };
        let changes = step.price::<TOLLED>() + ahead;
        let is_free = changes == 0;
        least = least.min(if is_free { i16::MAX } else { changes });
        if is_free & (next.seen[OWN] != number) & met.is_none() {
            next.seen[OWN] = number;
            found.push(Found {
                node: step.node(),
                from,
                by: hop,
            });
            if next.seen[1 - OWN] == other_number || OWN == 1 && next.is_over {
                met = Some(step.node());
            }
        }
    });
    side.looks += looks;
    side.least = least;
    met
}
