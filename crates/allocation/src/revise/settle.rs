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
use super::open::{Direction, Open, Way};
use crate::index::{at, of};
use crate::instance::Instance;

/// The flow with these quantities that changes the least, with potentials that prove it.
pub fn fewest_changes<'a>(
    instance: &'a Instance,
    kept: &[i64],
    given: &[i64],
    budget: &mut Budget,
) -> Option<Open<'a>> {
    let open = Open::new(instance, kept, given);
    let excess = excess(&open, given);
    let nodes = open.nodes();
    let list = |is: fn(i64) -> bool| -> Vec<u32> {
        (0..of(nodes))
            .filter(|node| is(excess[at(*node)]))
            .collect()
    };
    let (mut over, mut under) = (list(|excess| excess > 0), list(|excess| excess < 0));
    let mut settling = Settling {
        open,
        excess,
        from: Side::new(nodes, Direction::From),
        to: Side::new(nodes, Direction::To),
    };
    while let Some(start) = over.last() {
        settling.from.begin(&[*start]);
        settling.to.begin(&under);
        match settling.search() {
            Some(met) => settling.send(met),
            None => {
                settling.shift()?;
                over.rotate_right(1);
            }
        }
        budget.spend(settling.from.looks + settling.to.looks)?;
        over.retain(|node| settling.excess[at(*node)] > 0);
        under.retain(|node| settling.excess[at(*node)] < 0);
    }
    Some(settling.open)
}

/// What comes to each node beyond what leaves it.
fn excess(open: &Open<'_>, given: &[i64]) -> Vec<i64> {
    let graph = open.graph;
    let mut excess = vec![0; open.nodes()];
    for (arc, on) in (0..).zip(&open.on) {
        excess[at(graph.lot(arc))] -= on;
        excess[at(open.need_node(graph.need(arc)))] += on;
    }
    let source = at(open.source());
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

/// What one side of the search has found.
struct Side {
    direction: Direction,
    round: u32,
    /// The round that found each node.
    seen: Vec<u32>,
    /// The node from which it did, and by which way; none for an end.
    by: Vec<Option<(u32, Way)>>,
    found: Vec<u32>,
    done: usize,
    looks: usize,
    /// The least that a further step costs.
    least: i32,
}

impl Side {
    fn new(nodes: usize, direction: Direction) -> Self {
        Self {
            direction,
            round: 0,
            seen: vec![0; nodes],
            by: vec![None; nodes],
            found: Vec::new(),
            done: 0,
            looks: 0,
            least: i32::MAX,
        }
    }

    fn begin(&mut self, ends: &[u32]) {
        self.round += 1;
        self.found.clear();
        (self.done, self.looks, self.least) = (0, ends.len(), i32::MAX);
        for end in ends {
            self.meet(*end, None);
        }
    }

    fn meet(&mut self, node: u32, by: Option<(u32, Way)>) {
        if self.seen[at(node)] != self.round {
            self.seen[at(node)] = self.round;
            self.by[at(node)] = by;
            self.found.push(node);
        }
    }

    fn has(&self, node: u32) -> bool {
        self.seen[at(node)] == self.round
    }

    /// Follows the next node; false when there is none.
    fn look(&mut self, open: &Open<'_>) -> bool {
        // The source joins all lots: it comes last.
        let last = self.found.len() - 1;
        if self.found.get(self.done) == Some(&open.source()) {
            self.found.swap(self.done, last);
        }
        let Some(node) = self.found.get(self.done).copied() else {
            return false;
        };
        self.done += 1;
        self.looks += open.neighbours(node, self.direction, |other, way, changes| {
            if changes == 0 {
                self.meet(other, Some((node, way)));
            } else {
                self.least = self.least.min(changes);
            }
        });
        true
    }
}

struct Settling<'a> {
    open: Open<'a>,
    excess: Vec<i64>,
    from: Side,
    to: Side,
}

impl Settling<'_> {
    /// Where both sides meet; none when one of them has found all that it can.
    fn search(&mut self) -> Option<u32> {
        loop {
            let (side, other) = if self.from.looks <= self.to.looks {
                (&mut self.from, &self.to)
            } else {
                (&mut self.to, &self.from)
            };
            let before = side.found.len();
            if !side.look(&self.open) {
                return None;
            }
            let met = side.found[before..].iter().find(|node| other.has(**node));
            if met.is_some() {
                return met.copied();
            }
        }
    }

    /// Sends what fits from one end to the other.
    fn send(&mut self, met: u32) {
        let mut ways: Vec<(Way, bool)> = Vec::new();
        let mut ends = [met; 2];
        for (side, end) in [&self.from, &self.to].into_iter().zip(&mut ends) {
            while let Some((before, way)) = side.by[at(*end)] {
                let is_from = side.direction == Direction::From;
                ways.push((way, self.open.is_along(way, before) == is_from));
                *end = before;
            }
        }
        let [first, last] = ends;
        let rooms = ways.iter().map(|(way, along)| self.open.room(*way, *along));
        let most = self.excess[at(first)].min(-self.excess[at(last)]);
        let units = rooms.fold(most, i64::min);
        for (way, along) in ways {
            self.open.send(way, along, units);
        }
        self.excess[at(first)] -= units;
        self.excess[at(last)] += units;
    }

    /// Shifts all that the side which is at its end has found, until a further way costs nothing.
    fn shift(&mut self) -> Option<()> {
        let side = if self.from.done == self.from.found.len() {
            &self.from
        } else {
            &self.to
        };
        if side.least == i32::MAX {
            return None;
        }
        let shift = match side.direction {
            Direction::From => -side.least,
            Direction::To => side.least,
        };
        for node in &side.found {
            self.open.potential[at(*node)] += shift;
        }
        Some(())
    }
}
