//! Components, and the people and links that alone hold one together (Tarjan 1972), without recursion.

#![allow(
    clippy::indexing_slicing,
    reason = "people and places come from the graph, whose arrays have the same lengths"
)]

use std::ops::Range;

use super::graph::Graph;

/// What holds together.
#[derive(Default)]
pub(super) struct Connected {
    /// By component, in the order of its first person.
    pub component_sizes: Vec<usize>,
    /// In ascending order.
    pub articulation: Vec<usize>,
    /// In ascending order, each with the smaller first.
    pub bridges: Vec<(usize, usize)>,
    /// Everybody in the order of the walk, component after component.
    pub order: Vec<usize>,
    /// Who was met by way of somebody, a row in `order`, and knows nobody met before that one but that one. Of the first of
    /// a component these are all others.
    pub branches: Vec<(usize, Range<usize>)>,
}

/// One walk in depth over everybody.
pub(super) fn connect(graph: &Graph) -> Connected {
    let mut walk = Walk {
        graph,
        met: vec![0; graph.people()],
        low: vec![0; graph.people()],
        cuts: vec![false; graph.people()],
        path: Vec::new(),
        order: Vec::with_capacity(graph.people()),
        bridges: Vec::new(),
        branches: Vec::new(),
    };
    let mut component_sizes = Vec::new();
    for person in 0..graph.people() {
        if walk.met[person] == 0 {
            let before = walk.order.len();
            walk.from(person);
            component_sizes.push(walk.order.len() - before);
        }
    }
    walk.bridges.sort_unstable();
    let cuts = walk.cuts.iter().enumerate();
    Connected {
        component_sizes,
        articulation: cuts
            .filter(|(_, cuts)| **cuts)
            .map(|(person, _)| person)
            .collect(),
        bridges: walk.bridges,
        order: walk.order,
        branches: walk.branches,
    }
}

/// A person on the path, the pair by which the walk came, and the place of the next neighbour to look at.
struct Step {
    person: usize,
    came_by: Option<usize>,
    next: usize,
}

struct Walk<'a> {
    graph: &'a Graph,
    /// When each was met, from 1; 0: not yet.
    met: Vec<usize>,
    /// The earliest met that can be reached from each without going back by the way it was met.
    low: Vec<usize>,
    cuts: Vec<bool>,
    path: Vec<Step>,
    order: Vec<usize>,
    bridges: Vec<(usize, usize)>,
    branches: Vec<(usize, Range<usize>)>,
}

impl Walk<'_> {
    fn from(&mut self, root: usize) {
        self.meet(root, None);
        let mut branches = 0;
        while let Some(step) = self.path.last_mut() {
            let (person, came_by, place) = (step.person, step.came_by, step.next);
            if place == self.graph.places(person).end {
                self.path.pop();
                branches += usize::from(self.leave(person, came_by, root));
                continue;
            }
            step.next += 1;
            let neighbour = self.graph.neighbour(place);
            if self.met[neighbour.person] == 0 {
                self.meet(neighbour.person, Some(neighbour.pair));
            } else if came_by != Some(neighbour.pair) {
                self.low[person] = self.low[person].min(self.met[neighbour.person]);
            }
        }
        self.cuts[root] = branches > 1;
    }

    fn meet(&mut self, person: usize, came_by: Option<usize>) {
        self.order.push(person);
        self.met[person] = self.order.len();
        self.low[person] = self.order.len();
        self.path.push(Step {
            person,
            came_by,
            next: self.graph.places(person).start,
        });
    }

    /// Tells the one before what can be reached from `person`; whether that one is the root.
    fn leave(&mut self, person: usize, came_by: Option<usize>, root: usize) -> bool {
        let Some((before, pair)) = self.path.last().zip(came_by) else {
            return false;
        };
        let before = before.person;
        self.low[before] = self.low[before].min(self.low[person]);
        if self.low[person] > self.met[before] {
            let pair = self.graph.pairs[pair];
            self.bridges.push((pair.a, pair.b));
        }
        if self.low[person] >= self.met[before] {
            self.cuts[before] = true;
            let branch = self.met[person] - 1..self.order.len();
            self.branches.push((before, branch));
        }
        before == root
    }
}
