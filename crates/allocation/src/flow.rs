//! Maximum flow from lots to needs, in layers (Dinic), started from the flow that is there.

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
    lot_level: Vec<u32>,
    need_level: Vec<u32>,
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
            lot_level: vec![NONE; graph.lots()],
            need_level: vec![NONE; graph.needs()],
            lot_next: vec![0; graph.lots()],
            need_next: vec![0; graph.needs()],
            lots: Vec::new(),
            needs: Vec::new(),
            path: Vec::new(),
        }
    }

    /// Sends as much as possible from the given lots; returns how much more arrived.
    ///
    /// Afterwards [`Search::reached_lots`] and [`Search::reached_needs`] are what lots with something left can
    /// still reach: the side of the minimum cut that has enough.
    pub fn maximise(&mut self, from: &[u32], blocks: &Blocks, flow: &mut Flow) -> i64 {
        let mut sent = 0;
        while self.layers(from, blocks, flow) {
            for lot in from {
                while flow.left[at(*lot)] > 0 {
                    let more = self.augment(*lot, blocks, flow);
                    if more == 0 {
                        break;
                    }
                    sent += more;
                }
            }
        }
        sent
    }

    pub fn reached_lots(&self) -> &[u32] {
        &self.lots
    }

    pub fn reached_needs(&self) -> &[u32] {
        &self.needs
    }

    /// Numbers the nodes by their distance; false when no need with room can be reached.
    fn layers(&mut self, from: &[u32], blocks: &Blocks, flow: &Flow) -> bool {
        self.forget();
        for lot in from {
            if flow.left[at(*lot)] > 0 && self.lot_level[at(*lot)] == NONE {
                self.meet_lot(*lot, 0);
            }
        }
        let (mut lots_done, mut needs_done, mut level) = (0, 0, 0);
        while lots_done < self.lots.len() {
            let mut found = false;
            for place in lots_done..self.lots.len() {
                let lot = self.lots[place];
                for arc in self.graph.of_lot(lot) {
                    let need = self.graph.need(arc);
                    if self.need_level[at(need)] == NONE
                        && flow.on[at(arc)] < self.graph.capacity(arc)
                        && blocks.same(lot, need)
                    {
                        self.need_level[at(need)] = level;
                        self.need_next[at(need)] = 0;
                        self.needs.push(need);
                        found |= flow.room[at(need)] > 0;
                    }
                }
            }
            if found {
                return true;
            }
            lots_done = self.lots.len();
            level += 1;
            for place in needs_done..self.needs.len() {
                let need = self.needs[place];
                let arcs = self.graph.to_need(need);
                for (lot, arc) in self.graph.lots_to(need).iter().zip(arcs) {
                    if self.lot_level[at(*lot)] == NONE
                        && flow.on[at(*arc)] > 0
                        && blocks.same(*lot, need)
                    {
                        self.meet_lot(*lot, level);
                    }
                }
            }
            needs_done = self.needs.len();
        }
        false
    }

    fn forget(&mut self) {
        for lot in self.lots.drain(..) {
            self.lot_level[at(lot)] = NONE;
        }
        for need in self.needs.drain(..) {
            self.need_level[at(need)] = NONE;
        }
    }

    fn meet_lot(&mut self, lot: u32, level: u32) {
        self.lot_level[at(lot)] = level;
        self.lot_next[at(lot)] = self.graph.of_lot(lot).start;
        self.lots.push(lot);
    }

    /// One path down the layers; returns what it carried, 0 when there is none.
    fn augment(&mut self, start: u32, blocks: &Blocks, flow: &mut Flow) -> i64 {
        self.path.clear();
        let mut lot = start;
        loop {
            let forward = self.step_from_lot(lot, blocks, flow);
            if forward == NONE {
                // A dead end: take back the two arcs that led here.
                let (Some(back), Some(_)) = (self.path.pop(), self.path.pop()) else {
                    return 0;
                };
                self.need_next[at(self.graph.need(back))] += 1;
                lot = self.step_back(start);
                continue;
            }
            let need = self.graph.need(forward);
            self.path.push(forward);
            if flow.room[at(need)] > 0 {
                return self.carry(start, need, flow);
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
        let level = self.lot_level[at(lot)];
        while self.lot_next[at(lot)] < end {
            let arc = self.lot_next[at(lot)];
            let need = self.graph.need(arc);
            if self.need_level[at(need)] == level
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
        let level = self.need_level[at(need)] + 1;
        while self.need_next[at(need)] < of(arcs.len()) {
            let place = at(self.need_next[at(need)]);
            let (arc, lot) = (arcs[place], lots[place]);
            if self.lot_level[at(lot)] == level && flow.on[at(arc)] > 0 && blocks.same(lot, need) {
                return arc;
            }
            self.need_next[at(need)] += 1;
        }
        NONE
    }

    /// Sends along the path what its narrowest arc allows. Arcs at even places go forward, at odd ones backward.
    fn carry(&mut self, start: u32, need: u32, flow: &mut Flow) -> i64 {
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
        amount
    }
}
