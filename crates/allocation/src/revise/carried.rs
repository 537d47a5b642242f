//! The arcs that carry something, by lot and by need: few of all there are, and the only ones back along which units go.

#![allow(
    clippy::indexing_slicing,
    reason = "every index comes from the graph, whose arrays have the same lengths"
)]

use crate::graph::Graph;
use crate::index::at;

/// Lists that only grow: an arc that carries nothing any more stays in them.
pub struct Carried {
    by_lot: Vec<u32>,
    of_lot: Vec<u32>,
    by_need: Vec<u32>,
    to_need: Vec<u32>,
    listed: Vec<bool>,
}

impl Carried {
    /// Of a flow's units by arc.
    pub fn new(graph: &Graph, on: &[i64]) -> Self {
        let mut carried = Self {
            by_lot: vec![0; on.len()],
            of_lot: vec![0; graph.lots()],
            by_need: vec![0; on.len()],
            to_need: vec![0; graph.needs()],
            listed: vec![false; on.len()],
        };
        for (arc, on) in (0..).zip(on) {
            if *on > 0 {
                carried.add(graph, arc);
            }
        }
        carried
    }

    /// Lists an arc that may not have carried anything before.
    pub fn add(&mut self, graph: &Graph, arc: u32) {
        if std::mem::replace(&mut self.listed[at(arc)], true) {
            return;
        }
        let (lot, need) = (graph.lot(arc), graph.need(arc));
        let count = &mut self.of_lot[at(lot)];
        self.by_lot[at(graph.of_lot(lot).start + *count)] = arc;
        *count += 1;
        let count = &mut self.to_need[at(need)];
        self.by_need[graph.range(need).start + at(*count)] = arc;
        *count += 1;
    }

    /// The arcs of a lot that carry or have carried something.
    pub fn of_lot(&self, graph: &Graph, lot: u32) -> &[u32] {
        let start = at(graph.of_lot(lot).start);
        &self.by_lot[start..start + at(self.of_lot[at(lot)])]
    }

    /// The same of a need.
    pub fn to_need(&self, graph: &Graph, need: u32) -> &[u32] {
        let start = graph.range(need).start;
        &self.by_need[start..start + at(self.to_need[at(need)])]
    }
}
