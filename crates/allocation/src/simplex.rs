//! The primal network simplex: makes a flow cheaper along cycles until no cycle is left that would.
//!
//! The tree stays strongly feasible (Cunningham): from every node something could still be sent to the root. With
//! the leaving arc chosen as the last that blocks, no sequence of pivots repeats, whatever arc enters.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes and arcs are numbered here, and every array has one place for each"
)]

use crate::index::{NONE, at, of};

mod plant;

/// Arcs scanned at once for the one that enters, at the least.
const SCAN_MIN: u32 = 16;

/// An arc with its flow.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    pub tail: u32,
    pub head: u32,
    pub capacity: i64,
    pub flow: i64,
}

/// What an arc may do when it is not in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// In the tree.
    Tree,
    /// Empty: may only gain.
    Empty,
    /// Full: may only lose.
    Full,
    /// A change would spoil a goal that comes before this one.
    Frozen,
}

#[derive(Clone, Debug)]
struct Node {
    /// `NONE` for the root.
    parent: u32,
    /// The arc to the parent; `NONE` for one that is not there and carries nothing.
    arc: u32,
    /// Whether that arc leads to the parent.
    up: bool,
    depth: u32,
    child: u32,
    next: u32,
    previous: u32,
    potential: i64,
}

/// A network with a flow and a spanning tree.
///
/// The last node is a root of our own. What hangs at it without an arc could send to it, but nothing ever leaves
/// the root, so nothing arrives.
#[derive(Debug)]
pub struct Simplex {
    links: Vec<Link>,
    cost: Vec<i64>,
    state: Vec<State>,
    nodes: Vec<Node>,
    scan_from: u32,
    /// How often the tree or a flow was changed.
    pub pivots: u64,
}

impl Simplex {
    /// Takes a feasible flow on `nodes` nodes and builds a tree for it, losing nothing by `cost`. Good potentials, if
    /// there are any, save pivots.
    pub fn new(nodes: usize, links: Vec<Link>, cost: Vec<i64>, hint: &[i64]) -> Self {
        let state = links
            .iter()
            .map(|link| {
                if link.flow == 0 {
                    State::Empty
                } else {
                    State::Full
                }
            })
            .collect();
        let free = Node {
            parent: of(nodes),
            arc: NONE,
            up: true,
            depth: 1,
            child: NONE,
            next: NONE,
            previous: NONE,
            potential: 0,
        };
        let mut simplex = Self {
            links,
            cost,
            state,
            nodes: vec![free; nodes + 1],
            scan_from: 0,
            pivots: 0,
        };
        simplex.nodes[nodes].parent = NONE;
        simplex.nodes[nodes].depth = 0;
        let superfluous = simplex.plant(hint);
        for arc in superfluous {
            simplex.pivot(arc, simplex.reduced(arc) <= 0);
        }
        simplex
    }

    /// Pivots until no arc is worth changing.
    pub fn optimise(&mut self) {
        while let Some(arc) = self.entering() {
            self.pivot(arc, self.state[at(arc)] == State::Empty);
        }
    }

    /// Goes on with another cost, among the flows that are optimal for the one before.
    pub fn refine(&mut self, cost: Vec<i64>) {
        for arc in 0..of(self.links.len()) {
            let state = self.state[at(arc)];
            if state != State::Tree && self.reduced(arc) != 0 {
                self.state[at(arc)] = State::Frozen;
            }
        }
        self.cost = cost;
        for node in self.preorder() {
            self.nodes[at(node)].potential = self.potential_by_parent(node);
        }
        self.optimise();
    }

    /// The flow on an arc.
    pub fn flow(&self, arc: usize) -> i64 {
        self.links[arc].flow
    }

    /// The potential of a node under the last cost: cost + tail - head is at least 0 for what could gain and at
    /// most 0 for what could lose.
    pub fn potential(&self, node: usize) -> i64 {
        self.nodes[node].potential
    }

    fn reduced(&self, arc: u32) -> i64 {
        let link = &self.links[at(arc)];
        self.cost[at(arc)] + self.nodes[at(link.tail)].potential
            - self.nodes[at(link.head)].potential
    }

    fn root(&self) -> u32 {
        of(self.nodes.len() - 1)
    }

    /// The arc with the greatest gain in the next stretch that has any.
    fn entering(&mut self) -> Option<u32> {
        let arcs = of(self.links.len());
        let stretch = arcs.isqrt().max(SCAN_MIN);
        let (mut best, mut gain, mut left) = (NONE, 0, stretch);
        let mut arc = self.scan_from;
        for _ in 0..arcs {
            if arc >= arcs {
                arc = 0;
            }
            let saved = match self.state[at(arc)] {
                State::Empty => -self.reduced(arc),
                State::Full => self.reduced(arc),
                State::Tree | State::Frozen => 0,
            };
            if saved > gain {
                (best, gain) = (arc, saved);
            }
            arc += 1;
            left -= 1;
            if left == 0 {
                if best != NONE {
                    break;
                }
                left = stretch;
            }
        }
        self.scan_from = arc;
        (best != NONE).then_some(best)
    }

    /// Sends along the cycle that the arc closes, forward or backward, as much as it takes, and swaps the arc
    /// that blocks for it.
    fn pivot(&mut self, arc: u32, forward: bool) {
        self.pivots += 1;
        let link = self.links[at(arc)];
        let (first, second, mut amount) = if forward {
            (link.tail, link.head, link.capacity - link.flow)
        } else {
            (link.head, link.tail, link.flow)
        };
        let join = self.join(first, second);
        let mut leaving = NONE;
        let mut on_first = false;
        let mut node = first;
        while node != join {
            let room = self.room(node, false);
            if room < amount {
                (amount, leaving, on_first) = (room, node, true);
            }
            node = self.nodes[at(node)].parent;
        }
        node = second;
        while node != join {
            let room = self.room(node, true);
            if room <= amount {
                (amount, leaving, on_first) = (room, node, false);
            }
            node = self.nodes[at(node)].parent;
        }
        if amount > 0 {
            self.links[at(arc)].flow += if forward { amount } else { -amount };
            self.send(first, join, -amount);
            self.send(second, join, amount);
        }
        if leaving == NONE {
            self.state[at(arc)] = self.resting(arc);
            return;
        }
        let out = self.nodes[at(leaving)].arc;
        if out != NONE {
            self.state[at(out)] = self.resting(out);
        }
        self.state[at(arc)] = State::Tree;
        let (inner, outer) = if on_first {
            (first, second)
        } else {
            (second, first)
        };
        self.hang(arc, inner, outer, leaving);
    }

    fn resting(&self, arc: u32) -> State {
        if self.links[at(arc)].flow == 0 {
            State::Empty
        } else {
            State::Full
        }
    }

    fn join(&self, first: u32, second: u32) -> u32 {
        let (mut a, mut b) = (first, second);
        while a != b {
            if self.nodes[at(a)].depth >= self.nodes[at(b)].depth {
                a = self.nodes[at(a)].parent;
            } else {
                b = self.nodes[at(b)].parent;
            }
        }
        a
    }

    /// How much more can be sent between a node and its parent, to it when `up`.
    fn room(&self, node: u32, up: bool) -> i64 {
        let node = &self.nodes[at(node)];
        if node.arc == NONE {
            return if up { i64::MAX } else { 0 };
        }
        let link = &self.links[at(node.arc)];
        if node.up == up {
            link.capacity - link.flow
        } else {
            link.flow
        }
    }

    /// Sends `amount` from a node up to one above it.
    fn send(&mut self, from: u32, to: u32, amount: i64) {
        let mut at_node = from;
        while at_node != to {
            let node = &self.nodes[at(at_node)];
            if node.arc != NONE {
                self.links[at(node.arc)].flow += if node.up { amount } else { -amount };
            }
            at_node = node.parent;
        }
    }

    /// Cuts off what hangs at `cut` and hangs it by `arc`, which joins its node `inner` to `outer` outside.
    fn hang(&mut self, arc: u32, inner: u32, outer: u32, cut: u32) {
        let gap = self.reduced(arc);
        let shift = if self.links[at(arc)].tail == inner {
            -gap
        } else {
            gap
        };
        let (mut node, mut parent, mut by) = (inner, outer, arc);
        let mut up = self.links[at(arc)].tail == inner;
        loop {
            let old = &self.nodes[at(node)];
            let (old_parent, old_arc, old_up) = (old.parent, old.arc, old.up);
            self.detach(node);
            self.attach(node, parent, by, up);
            if node == cut {
                break;
            }
            (parent, node, by, up) = (node, old_parent, old_arc, !old_up);
        }
        self.settle(inner, shift);
    }

    fn detach(&mut self, node: u32) {
        let (parent, next, previous) = {
            let node = &self.nodes[at(node)];
            (node.parent, node.next, node.previous)
        };
        if previous == NONE {
            self.nodes[at(parent)].child = next;
        } else {
            self.nodes[at(previous)].next = next;
        }
        if next != NONE {
            self.nodes[at(next)].previous = previous;
        }
    }

    fn attach(&mut self, node: u32, parent: u32, arc: u32, up: bool) {
        let next = std::mem::replace(&mut self.nodes[at(parent)].child, node);
        if next != NONE {
            self.nodes[at(next)].previous = node;
        }
        let entry = &mut self.nodes[at(node)];
        entry.parent = parent;
        entry.arc = arc;
        entry.up = up;
        entry.next = next;
        entry.previous = NONE;
    }

    /// Corrects potentials and depths below `top`.
    fn settle(&mut self, top: u32, shift: i64) {
        let mut node = top;
        loop {
            let depth = self.nodes[at(self.nodes[at(node)].parent)].depth + 1;
            let entry = &mut self.nodes[at(node)];
            entry.depth = depth;
            entry.potential += shift;
            if entry.child != NONE {
                node = entry.child;
                continue;
            }
            while node != top && self.nodes[at(node)].next == NONE {
                node = self.nodes[at(node)].parent;
            }
            if node == top {
                return;
            }
            node = self.nodes[at(node)].next;
        }
    }

    fn potential_by_parent(&self, node: u32) -> i64 {
        let node = &self.nodes[at(node)];
        let above = self.nodes[at(node.parent)].potential;
        match node.arc {
            NONE => above,
            arc if node.up => above - self.cost[at(arc)],
            arc => above + self.cost[at(arc)],
        }
    }

    /// All nodes but the root, parents first.
    fn preorder(&self) -> Vec<u32> {
        let mut order = Vec::with_capacity(self.nodes.len());
        order.push(self.root());
        let mut done = 0;
        while done < order.len() {
            let mut child = self.nodes[at(order[done])].child;
            while child != NONE {
                order.push(child);
                child = self.nodes[at(child)].next;
            }
            done += 1;
        }
        order.remove(0);
        order
    }
}
