//! The first tree of the simplex.
//!
//! Arcs that are neither empty nor full make trees, each of which is strongly feasible whatever its root. If nothing is
//! known about potentials, such a tree then hangs at another one by the cheapest step out of it, where that closes no
//! circle: the simplex would join most of them in the end, one pivot each.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes and arcs are numbered by the simplex, and every array has one place for each"
)]

use super::{Link, Simplex, State};
use crate::graph::grouped;
use crate::index::{NONE, at, of};

/// Trees that are to become one.
struct Forest {
    /// Nodes of one tree lead to the same.
    leader: Vec<u32>,
    /// The arcs of trees by the nodes from where they are followed.
    ends: Vec<(u32, u32)>,
    /// By leader, whether the tree hangs at another one.
    hangs: Vec<bool>,
}

impl Simplex {
    /// Builds the first tree; returns arcs that are neither empty nor full but close circles.
    pub(super) fn plant(&mut self, hint: &[i64]) -> Vec<u32> {
        let mut forest = Forest {
            leader: (0..self.root()).collect(),
            ends: Vec::new(),
            hangs: vec![false; at(self.root())],
        };
        let superfluous = self.gather(&mut forest);
        if hint.is_empty() {
            self.hang_trees(&mut forest);
        }
        self.grow(&mut forest, hint);
        superfluous
    }

    /// Makes trees of the arcs that are neither empty nor full; returns those that close circles.
    fn gather(&mut self, forest: &mut Forest) -> Vec<u32> {
        let mut superfluous = Vec::new();
        for arc in 0..of(self.links.len()) {
            let Link {
                tail,
                head,
                capacity,
                flow,
            } = self.links[at(arc)];
            if flow <= 0 || flow >= capacity {
                continue;
            }
            if join(&mut forest.leader, tail, head) {
                forest.ends.extend([(tail, arc), (head, arc)]);
                self.state[at(arc)] = State::Tree;
            } else {
                superfluous.push(arc);
            }
        }
        superfluous
    }

    /// Hangs trees at others. Goods can go the way that they hang, so all stays strongly feasible.
    fn hang_trees(&mut self, forest: &mut Forest) {
        let mut cheapest = vec![(i64::MAX, NONE); forest.hangs.len()];
        for arc in (0..of(self.links.len())).filter(|arc| self.links[at(*arc)].capacity > 0) {
            let cost = self.cost[at(arc)];
            let (from, cost) = match self.state[at(arc)] {
                State::Empty => (self.links[at(arc)].tail, cost),
                State::Full => (self.links[at(arc)].head, -cost),
                State::Tree | State::Frozen => continue,
            };
            let step = &mut cheapest[at(find(&mut forest.leader, from))];
            *step = (*step).min((cost, arc));
        }
        let steps = cheapest.into_iter().enumerate();
        let mut steps: Vec<_> = steps.filter(|(_, (_, arc))| *arc != NONE).collect();
        steps.sort_unstable_by_key(|(_, step)| *step);
        let mut joined = forest.leader.clone();
        for (tree, (_, arc)) in steps {
            let Link { tail, head, .. } = self.links[at(arc)];
            if join(&mut joined, tail, head) {
                let to = if self.state[at(arc)] == State::Empty {
                    head
                } else {
                    tail
                };
                forest.hangs[tree] = true;
                forest.ends.push((to, arc));
                self.state[at(arc)] = State::Tree;
            }
        }
    }

    /// Attaches every node, from one of each tree that hangs nowhere.
    fn grow(&mut self, forest: &mut Forest, hint: &[i64]) {
        let root = self.root();
        let keys: Vec<u32> = forest.ends.iter().map(|(node, _)| *node).collect();
        let (start, order) = grouped(at(root), &keys);
        let mut grown = vec![false; at(root)];
        let mut found = Vec::new();
        for seed in 0..root {
            if grown[at(seed)] || forest.hangs[at(find(&mut forest.leader, seed))] {
                continue;
            }
            grown[at(seed)] = true;
            self.attach(seed, root, NONE, true);
            self.nodes[at(seed)].potential = hint.get(at(seed)).copied().unwrap_or(0);
            found.push(seed);
            while let Some(node) = found.pop() {
                for place in start[at(node)]..start[at(node) + 1] {
                    let arc = forest.ends[at(order[at(place)])].1;
                    let Link { tail, head, .. } = self.links[at(arc)];
                    let up = head == node;
                    let other = if up { tail } else { head };
                    if std::mem::replace(&mut grown[at(other)], true) {
                        continue;
                    }
                    self.attach(other, node, arc, up);
                    self.nodes[at(other)].depth = self.nodes[at(node)].depth + 1;
                    self.nodes[at(other)].potential = self.potential_by_parent(other);
                    found.push(other);
                }
            }
        }
    }
}

/// Makes one tree of two; whether they were two.
fn join(leader: &mut [u32], a: u32, b: u32) -> bool {
    let (a, b) = (find(leader, a), find(leader, b));
    leader[at(a.max(b))] = a.min(b);
    a != b
}

fn find(leader: &mut [u32], mut node: u32) -> u32 {
    while leader[at(node)] != node {
        leader[at(node)] = leader[at(leader[at(node)])];
        node = leader[at(node)];
    }
    node
}
