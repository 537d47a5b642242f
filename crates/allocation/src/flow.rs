//! Maximum flow from lots to needs along shortest paths, many at a time (Dinic), started from the flow that is there.

#![allow(
    clippy::indexing_slicing,
    reason = "every index comes from the graph, whose arrays have the same lengths"
)]

use crate::graph::Graph;
use crate::index::{NONE, at, of};

/// A flow, what each lot has left, and what each need may still take.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Units by arc.
    pub on: Vec<i64>,
    /// Units by lot.
    pub left: Vec<i64>,
    /// Units by need.
    pub room: Vec<i64>,
}

/// Which block each node is in. Goods move only between a lot and a need of the same block.
#[derive(Clone, Debug)]
pub struct Blocks {
    /// By lot.
    pub of_lot: Vec<u32>,
    /// By need.
    pub of_need: Vec<u32>,
}

impl Blocks {
    pub fn same(&self, lot: u32, need: u32) -> bool {
        self.of_lot[at(lot)] == self.of_need[at(need)]
    }
}

/// Scratch of the search, kept between runs so that a run costs only what it touches.
pub struct Search<'a> {
    graph: &'a Graph,
    /// The number of the sweep; a node was found by the sweep that stands beside it.
    sweep: u32,
    lot_found: Vec<u32>,
    need_found: Vec<u32>,
    /// Steps to the nearest need with room.
    lot_far: Vec<u32>,
    need_far: Vec<u32>,
    /// The next arc to try.
    lot_next: Vec<u32>,
    need_next: Vec<u32>,
    lots: Vec<u32>,
    needs: Vec<u32>,
    path: Vec<u32>,
}

impl<'a> Search<'a> {
    pub fn new(graph: &'a Graph) -> Self {
        Self {
            graph,
            sweep: 1,
            lot_found: vec![0; graph.lots()],
            need_found: vec![0; graph.needs()],
            lot_far: vec![0; graph.lots()],
            need_far: vec![0; graph.needs()],
            lot_next: vec![0; graph.lots()],
            need_next: vec![0; graph.needs()],
            lots: Vec::new(),
            needs: Vec::new(),
            path: Vec::new(),
        }
    }

    /// Sends as much as possible from the given lots to the given needs.
    ///
    /// Afterwards [`Search::reached_lots`] and [`Search::reached_needs`] are what lots with something left can
    /// still reach: the side of the minimum cut that has enough.
    pub fn maximise(&mut self, lots: &[u32], needs: &[u32], blocks: &Blocks, flow: &mut Flow) {
        hand_out(self.graph, lots, blocks, flow);
        loop {
            self.sweep_back(&with_some(needs, &flow.room), blocks, flow);
            let mut sources = with_some(lots, &flow.left);
            sources.retain(|lot| self.lot_found[at(*lot)] == self.sweep);
            if sources.is_empty() {
                break;
            }
            for lot in &sources {
                while flow.left[at(*lot)] > 0 && self.augment(*lot, blocks, flow) {}
            }
        }
        self.sweep_ahead(&with_some(lots, &flow.left), blocks, flow);
    }

    pub fn reached_lots(&self) -> &[u32] {
        &self.lots
    }

    pub fn reached_needs(&self) -> &[u32] {
        &self.needs
    }

    /// Finds everything from which the needs can be reached, with the number of steps.
    fn sweep_back(&mut self, from: &[u32], blocks: &Blocks, flow: &Flow) {
        self.begin();
        for need in from {
            self.meet_need(*need, 0);
        }
        let mut done = 0;
        while done < self.needs.len() {
            let need = self.needs[done];
            done += 1;
            let far = self.need_far[at(need)] + 1;
            let arcs = self.graph.to_need(need);
            for (lot, arc) in self.graph.lots_to(need).iter().zip(arcs) {
                if self.lot_found[at(*lot)] == self.sweep
                    || flow.on[at(*arc)] >= self.graph.capacity(*arc)
                    || !blocks.same(*lot, need)
                {
                    continue;
                }
                self.meet_lot(*lot, far);
                for back in self.graph.of_lot(*lot) {
                    let giver = self.graph.need(back);
                    if self.need_found[at(giver)] != self.sweep
                        && flow.on[at(back)] > 0
                        && blocks.same(*lot, giver)
                    {
                        self.meet_need(giver, far + 1);
                    }
                }
            }
        }
    }

    /// Finds everything that can be reached from the lots.
    fn sweep_ahead(&mut self, from: &[u32], blocks: &Blocks, flow: &Flow) {
        self.begin();
        for lot in from {
            self.meet_lot(*lot, 0);
        }
        let mut done = 0;
        while done < self.lots.len() {
            let lot = self.lots[done];
            done += 1;
            for arc in self.graph.of_lot(lot) {
                let need = self.graph.need(arc);
                if self.need_found[at(need)] == self.sweep
                    || flow.on[at(arc)] >= self.graph.capacity(arc)
                    || !blocks.same(lot, need)
                {
                    continue;
                }
                self.meet_need(need, 0);
                let arcs = self.graph.to_need(need);
                for (giver, back) in self.graph.lots_to(need).iter().zip(arcs) {
                    if self.lot_found[at(*giver)] != self.sweep
                        && flow.on[at(*back)] > 0
                        && blocks.same(*giver, need)
                    {
                        self.meet_lot(*giver, 0);
                    }
                }
            }
        }
    }

    fn begin(&mut self) {
        self.sweep += 1;
        self.lots.clear();
        self.needs.clear();
    }

    fn meet_lot(&mut self, lot: u32, far: u32) {
        self.lot_found[at(lot)] = self.sweep;
        self.lot_far[at(lot)] = far;
        self.lot_next[at(lot)] = self.graph.of_lot(lot).start;
        self.lots.push(lot);
    }

    fn meet_need(&mut self, need: u32, far: u32) {
        self.need_found[at(need)] = self.sweep;
        self.need_far[at(need)] = far;
        self.need_next[at(need)] = 0;
        self.needs.push(need);
    }

    /// Sends something along one shortest path; false when there is none.
    fn augment(&mut self, start: u32, blocks: &Blocks, flow: &mut Flow) -> bool {
        self.path.clear();
        let mut lot = start;
        loop {
            let forward = self.step_from_lot(lot, blocks, flow);
            if forward == NONE {
                // A dead end: take back the two arcs that led here.
                let (Some(back), Some(_)) = (self.path.pop(), self.path.pop()) else {
                    return false;
                };
                self.need_next[at(self.graph.need(back))] += 1;
                lot = self.step_back(start);
                continue;
            }
            let need = self.graph.need(forward);
            self.path.push(forward);
            if flow.room[at(need)] > 0 {
                self.carry(start, need, flow);
                return true;
            }
            let backward = self.step_from_need(need, blocks, flow);
            if backward == NONE {
                self.path.pop();
                self.lot_next[at(lot)] += 1;
            } else {
                self.path.push(backward);
                lot = self.graph.lot(backward);
            }
        }
    }

    /// The lot from which to go on after two arcs were taken back, whose need may have other ways.
    fn step_back(&self, start: u32) -> u32 {
        self.path
            .last()
            .map_or(start, |backward| self.graph.lot(*backward))
    }

    fn step_from_lot(&mut self, lot: u32, blocks: &Blocks, flow: &Flow) -> u32 {
        let end = self.graph.of_lot(lot).end;
        let far = self.lot_far[at(lot)];
        while self.lot_next[at(lot)] < end {
            let arc = self.lot_next[at(lot)];
            let need = self.graph.need(arc);
            if self.need_found[at(need)] == self.sweep
                && self.need_far[at(need)] + 1 == far
                && flow.on[at(arc)] < self.graph.capacity(arc)
                && blocks.same(lot, need)
            {
                return arc;
            }
            self.lot_next[at(lot)] += 1;
        }
        NONE
    }

    fn step_from_need(&mut self, need: u32, blocks: &Blocks, flow: &Flow) -> u32 {
        let (arcs, lots) = (self.graph.to_need(need), self.graph.lots_to(need));
        let far = self.need_far[at(need)];
        while self.need_next[at(need)] < of(arcs.len()) {
            let place = at(self.need_next[at(need)]);
            let (arc, lot) = (arcs[place], lots[place]);
            if self.lot_found[at(lot)] == self.sweep
                && self.lot_far[at(lot)] + 1 == far
                && flow.on[at(arc)] > 0
                && blocks.same(lot, need)
            {
                return arc;
            }
            self.need_next[at(need)] += 1;
        }
        NONE
    }

    /// Sends along the path what its narrowest arc allows. Arcs at even places go forward, at odd ones backward.
    fn carry(&self, start: u32, need: u32, flow: &mut Flow) {
        let mut amount = flow.left[at(start)].min(flow.room[at(need)]);
        for (place, arc) in self.path.iter().enumerate() {
            let on = flow.on[at(*arc)];
            let free = if place % 2 == 0 {
                self.graph.capacity(*arc) - on
            } else {
                on
            };
            amount = amount.min(free);
        }
        for (place, arc) in self.path.iter().enumerate() {
            flow.on[at(*arc)] += if place % 2 == 0 { amount } else { -amount };
        }
        flow.left[at(start)] -= amount;
        flow.room[at(need)] -= amount;
    }
}

/// What needs no search: from each lot to the needs beside it.
fn hand_out(graph: &Graph, lots: &[u32], blocks: &Blocks, flow: &mut Flow) {
    for lot in lots {
        for arc in graph.of_lot(*lot) {
            let left = flow.left[at(*lot)];
            if left == 0 {
                break;
            }
            let need = graph.need(arc);
            let room = flow.room[at(need)];
            if room > 0 && blocks.same(*lot, need) {
                let amount = left.min(room).min(graph.capacity(arc) - flow.on[at(arc)]);
                flow.on[at(arc)] += amount;
                flow.left[at(*lot)] -= amount;
                flow.room[at(need)] -= amount;
            }
        }
    }
}

/// Those of which there is something.
fn with_some(nodes: &[u32], amount: &[i64]) -> Vec<u32> {
    let some = |node: &&u32| amount[at(**node)] > 0;
    nodes.iter().filter(some).copied().collect()
}
