//! Strongly connected components of what a flow leaves open: only ways inside one can ever change.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes and ways are numbered by the network, and every array has one place for each"
)]

use crate::graph::grouped;
use crate::index::{NONE, at, of};
use crate::network::Way;

/// A step that the flow leaves open: along a way, or back along it.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub way: u32,
    pub forward: bool,
}

/// The open steps by the node they leave.
pub struct Residual {
    start: Vec<u32>,
    /// Twice the way, plus one for back.
    steps: Vec<u32>,
}

impl Residual {
    /// Of the ways that are open.
    pub fn new(nodes: usize, ways: &[Way], open: &[bool]) -> Self {
        let mut from = Vec::with_capacity(2 * ways.len());
        let mut steps = Vec::with_capacity(2 * ways.len());
        for (place, (way, open)) in ways.iter().zip(open).enumerate() {
            if !open {
                continue;
            }
            if way.flow < way.capacity {
                from.push(way.tail);
                steps.push(2 * of(place));
            }
            if way.flow > 0 {
                from.push(way.head);
                steps.push(2 * of(place) + 1);
            }
        }
        let (start, order) = grouped(nodes, &from);
        let steps = order.into_iter().map(|place| steps[at(place)]).collect();
        Self { start, steps }
    }

    fn range(&self, node: u32) -> std::ops::Range<u32> {
        self.start[at(node)]..self.start[at(node) + 1]
    }

    fn step(&self, place: u32) -> Step {
        let code = self.steps[at(place)];
        Step {
            way: code / 2,
            forward: code.is_multiple_of(2),
        }
    }

    pub fn steps(&self, node: u32) -> impl Iterator<Item = Step> + '_ {
        self.range(node).map(|place| self.step(place))
    }
}

/// Where a step leads.
pub fn target(ways: &[Way], step: Step) -> u32 {
    let way = &ways[at(step.way)];
    if step.forward { way.head } else { way.tail }
}

/// The component of every node, and how many there are. A step leads to the same or a lower number (Tarjan).
pub fn components(residual: &Residual, ways: &[Way]) -> (Vec<u32>, usize) {
    let nodes = residual.start.len() - 1;
    let mut tarjan = Tarjan {
        residual,
        ways,
        index: vec![NONE; nodes],
        low: vec![0; nodes],
        component: vec![NONE; nodes],
        stack: Vec::new(),
        calls: Vec::new(),
        visited: 0,
        found: 0,
    };
    for node in 0..of(nodes) {
        if tarjan.index[at(node)] == NONE {
            tarjan.visit(node);
        }
    }
    (tarjan.component, at(tarjan.found))
}

struct Tarjan<'a> {
    residual: &'a Residual,
    ways: &'a [Way],
    index: Vec<u32>,
    low: Vec<u32>,
    component: Vec<u32>,
    stack: Vec<u32>,
    /// Nodes being visited, each with the next step to follow.
    calls: Vec<(u32, u32)>,
    visited: u32,
    found: u32,
}

impl Tarjan<'_> {
    fn visit(&mut self, start: u32) {
        self.enter(start);
        while let Some((node, place)) = self.calls.last().copied() {
            if place == self.residual.range(node).end {
                self.leave(node);
                continue;
            }
            if let Some(call) = self.calls.last_mut() {
                call.1 += 1;
            }
            let next = target(self.ways, self.residual.step(place));
            if self.index[at(next)] == NONE {
                self.enter(next);
            } else if self.component[at(next)] == NONE {
                self.low[at(node)] = self.low[at(node)].min(self.index[at(next)]);
            }
        }
    }

    fn enter(&mut self, node: u32) {
        self.index[at(node)] = self.visited;
        self.low[at(node)] = self.visited;
        self.visited += 1;
        self.stack.push(node);
        self.calls.push((node, self.residual.range(node).start));
    }

    fn leave(&mut self, node: u32) {
        self.calls.pop();
        let low = self.low[at(node)];
        if let Some((parent, _)) = self.calls.last() {
            self.low[at(*parent)] = self.low[at(*parent)].min(low);
        }
        if low == self.index[at(node)] {
            while let Some(member) = self.stack.pop() {
                self.component[at(member)] = self.found;
                if member == node {
                    break;
                }
            }
            self.found += 1;
        }
    }
}
