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

use super::step::{Direction, Way};
use super::steps::Steps;
use crate::index::{NONE, at, of};

/// Potentials stay between this and its negative; beyond, the plan is made anew.
const POTENTIAL_MAX: i16 = 3_000;
/// Nodes that are touched before it is their turn: their memory is there when it is.
const AHEAD: usize = 3;
/// How much a side may look at beyond the other before that has its turn.
const AT_ONCE: usize = 24;
/// No search passes from or to a node with this.
const CLOSED: i16 = 4_000;

/// What a search found.
pub enum Outcome {
    /// The node where both sides met.
    Met(u32),
    /// This side has found all that it can.
    Done(Direction),
}

/// What is known about a node: its potential above three marks. A search looks at little else, so all nodes together
/// have to be small.
#[derive(Clone, Copy, Default)]
struct Node(i16);

impl Node {
    /// What the sides have found is marked by 1 and 2.
    const SEEN: [i16; 2] = [1, 2];
    /// Goods are to leave it: whoever goes to nodes has met one of their ends.
    const OVER: i16 = 4;
    const MARKS: u32 = 3;

    const fn potential(self) -> i16 {
        self.0 >> Self::MARKS
    }

    const fn set_potential(&mut self, potential: i16) {
        self.0 = potential << Self::MARKS | self.0 & ((1 << Self::MARKS) - 1);
    }

    const fn has(self, mark: i16) -> bool {
        self.0 & mark != 0
    }

    const fn set(&mut self, mark: i16, has: bool) {
        self.0 = if has { self.0 | mark } else { self.0 & !mark };
    }
}

/// A node that was found, and from which other one.
#[derive(Clone, Copy)]
struct Found {
    node: u32,
    /// The place of the other one among all found.
    from: u32,
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
            is_stale: false,
        }
    }

    fn begin(&mut self, nodes: &mut [Node], ends: &[u32]) {
        let seen = Node::SEEN[self.direction.place()];
        for Found { node, .. } in self.found.drain(..) {
            nodes[at(node)].set(seen, false);
        }
        for end in ends {
            nodes[at(*end)].set(seen, true);
        }
        self.found.extend(ends.iter().map(|node| Found {
            node: *node,
            from: NONE,
        }));
        (self.done, self.looks, self.least) = (0, ends.len(), i16::MAX);
        self.is_stale = false;
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
    /// The one that goes from nodes, and the one that goes to them.
    sides: [Side; 2],
}

impl Search {
    pub fn new(nodes: usize) -> Self {
        Self {
            looks: 0,
            moved: Vec::new(),
            nodes: vec![Node::default(); nodes],
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
            let (looks, turn) = if from.looks <= to.looks {
                let until = to.looks + AT_ONCE;
                turn::<0, TOLLED>(from, until, &mut self.nodes, steps)
            } else {
                let until = from.looks + AT_ONCE;
                turn::<1, TOLLED>(to, until, &mut self.nodes, steps)
            };
            self.looks += looks;
            match turn {
                Turn::Over => {}
                Turn::Met(node) => return Outcome::Met(node),
                Turn::Done(direction) if !self.sides[direction.place()].is_stale => {
                    return Outcome::Done(direction);
                }
                Turn::Done(direction) => {
                    if let Some(met) = self.begin(ends, direction.is_other()) {
                        return Outcome::Met(met);
                    }
                }
            }
        }
    }

    /// Begins the sides that are not kept; the node, if one of them begins where the other has been.
    fn begin(&mut self, ends: [&[u32]; 2], keep: [bool; 2]) -> Option<u32> {
        for own in [0, 1] {
            if !keep[own] {
                self.sides[own].begin(&mut self.nodes, ends[own]);
            }
        }
        let is_met = |end: &&u32| {
            let node = self.nodes[at(**end)];
            Node::SEEN.iter().all(|seen| node.has(*seen))
        };
        let begun = ends.iter().zip(keep).filter(|(_, keep)| !keep);
        begun.flat_map(|(ends, _)| *ends).find(is_met).copied()
    }

    /// Says whether goods are to leave a node.
    pub fn set_over(&mut self, node: u32, is_over: bool) {
        self.nodes[at(node)].set(Node::OVER, is_over);
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
                let Found { node, from } = found[at(place)];
                if from == NONE {
                    return node;
                }
                let other = found[at(from)].node;
                let way = steps.way(node.min(other), node.max(other));
                let is_from = direction == Direction::From;
                let along = steps.goes_along(way, other) == is_from;
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
                self.nodes[at(found.node)].set(Node::SEEN[own], false);
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
            let node = &mut self.nodes[at(*node)];
            let potential = node.potential() + sign * side.least;
            if potential.abs() > POTENTIAL_MAX {
                return None;
            }
            node.set_potential(potential);
        }
        Some(())
    }

    /// Closes all that a side has found.
    pub fn close(&mut self, direction: Direction) {
        for Found { node, .. } in &self.sides[direction.place()].found {
            self.nodes[at(*node)].set_potential(CLOSED);
        }
    }

    pub fn is_closed(&self, node: u32) -> bool {
        self.nodes[at(node)].potential() == CLOSED
    }

    /// By node.
    pub fn potentials(&self) -> impl Iterator<Item = i16> + '_ {
        self.nodes.iter().map(|node| node.potential())
    }
}

/// How the turn of a side ended.
enum Turn {
    Over,
    Met(u32),
    Done(Direction),
}

/// Follows one side until it has looked at so much.
fn turn<const OWN: usize, const TOLLED: bool>(
    side: &mut Side,
    until: usize,
    nodes: &mut [Node],
    steps: &Steps<'_>,
) -> (usize, Turn) {
    let before = side.looks;
    while side.looks <= until {
        // The source joins all lots: it comes last, unless steps from it were followed already.
        if let [next, .., last] = &side.found[side.done..]
            && next.node == steps.source()
            && at(last.from) != side.done
        {
            let last = side.found.len() - 1;
            side.found.swap(side.done, last);
        }
        let Some(Found { node, .. }) = side.found.get(side.done).copied() else {
            return (side.looks - before, Turn::Done(side.direction));
        };
        side.done += 1;
        if let Some(met) = follow::<OWN, TOLLED>(side, nodes, steps, node) {
            // Steps after that one are looked at when the search goes on: no node may be with both sides unnoticed.
            side.done -= 1;
            return (side.looks - before, Turn::Met(met));
        }
    }
    (side.looks - before, Turn::Over)
}

/// Looks at the steps of a node; the node where the sides meet, if they do. `OWN` is 0 for the side that goes from
/// nodes, and 1 for the other.
#[inline]
fn follow<const OWN: usize, const TOLLED: bool>(
    side: &mut Side,
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
    let potential = nodes[at(node)].potential();
    let from = of(side.done) - 1;
    let (mut met, mut least) = (None, side.least);
    let found = &mut side.found;
    let looks = steps.each(node, direction, |step| {
        let next = &mut nodes[at(step.node())];
        let is_free = if TOLLED {
            let ahead = if OWN == 0 {
                potential - next.potential()
            } else {
                next.potential() - potential
            };
            let changes = step.price() + ahead;
            least = least.min(if changes == 0 { i16::MAX } else { changes });
            changes == 0
        } else {
            step.is_open() & (potential == next.potential())
        };
        if is_free & !next.has(Node::SEEN[OWN]) & met.is_none() {
            next.set(Node::SEEN[OWN], true);
            found.push(Found {
                node: step.node(),
                from,
            });
            if next.has(Node::SEEN[1 - OWN]) || OWN == 1 && next.has(Node::OVER) {
                met = Some(step.node());
            }
        }
    });
    side.looks += looks;
    side.least = least;
    met
}
