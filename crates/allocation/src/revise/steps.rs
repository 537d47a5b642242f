//! The steps that a flow leaves open between its nodes, packed for a search that looks at many and takes few.
//!
//! Nodes are the lots, the needs, the source before the lots, and one for each class of equal units (see
//! [`crate::network`], whose network this is). Beside the far end of every step stands what it is worth, in the same
//! word: most looks end there.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes are numbered here, and every array has one place for each"
)]

use std::cmp::Ordering;

use super::step::{Direction, Hop, List, Step, Toll, Way};
use crate::graph::{Graph, grouped};
use crate::index::{NONE, at, of};
use crate::network::Swap;

/// Steps back that stand in the head itself. Few needs are given goods from more lots.
const BACK_NEAR: usize = 3;

/// Beside a count: there are steps other than along arcs.
const JOINED: u32 = 1 << 31;

/// All that a search asks about a lot or need once it has found it, in half a line of the cache.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Head {
    /// Where its own steps begin, to all its arcs' other ends, and how many there are.
    start: u32,
    count: u32,
    /// How many steps back it has, along arcs that carry or have carried something; a closed one stays. And
    /// [`JOINED`].
    back_count: u32,
    /// The first of them.
    back: [Step; BACK_NEAR],
    /// For the two sides of a search: by what it was found.
    by: [Hop; 2],
}

impl Head {
    const fn back_count(&self) -> u32 {
        self.back_count & !JOINED
    }
}

/// All steps.
pub struct Steps<'a> {
    pub graph: &'a Graph,
    heads: Vec<Head>,
    /// Along each arc, to its need; then the same arcs in the order of [`Graph::to_need`], from their lots.
    list: Vec<Step>,
    /// Where each arc stands in the second half.
    place: Vec<u32>,
    /// Steps back, and their arcs: each node's begin where its own begin.
    back: Vec<Step>,
    back_arc: Vec<u32>,
    /// Where an arc's two steps back stand, by need and by lot.
    back_place: Vec<[u32; 2]>,
    /// By lot, whether it can draw from the source, and give back.
    draws: Vec<(bool, bool)>,
    /// Members of all classes, one class after the other.
    pub members: Vec<Swap>,
    class_start: Vec<u32>,
    class_of: Vec<u32>,
    /// Members by need.
    need_start: Vec<u32>,
    by_need: Vec<u32>,
}

impl<'a> Steps<'a> {
    /// With the tolls along each arc and back.
    pub fn new(graph: &'a Graph, tolls: impl Fn(u32) -> (Toll, Toll)) -> Self {
        let arcs = at(graph.arcs());
        let lots = (0..of(graph.lots())).map(|lot| {
            let range = graph.of_lot(lot);
            at(range.start)..at(range.end)
        });
        let needs = (0..of(graph.needs())).map(|need| {
            let range = graph.range(need);
            range.start + arcs..range.end + arcs
        });
        let head = |range: std::ops::Range<usize>| Head {
            start: of(range.start),
            count: of(range.len()),
            back_count: 0,
            back: [Step::NONE; BACK_NEAR],
            by: [Hop::NONE; 2],
        };
        let heads = lots
            .chain(needs)
            .chain(std::iter::once(0..0))
            .map(head)
            .collect();
        let mut steps = Self {
            graph,
            heads,
            list: vec![Step::NONE; 2 * arcs],
            place: vec![NONE; arcs],
            back: vec![Step::NONE; 2 * arcs],
            back_arc: vec![NONE; 2 * arcs],
            back_place: vec![[NONE; 2]; arcs],
            draws: Vec::new(),
            members: Vec::new(),
            class_start: vec![0],
            class_of: Vec::new(),
            need_start: Vec::new(),
            by_need: Vec::new(),
        };
        for need in 0..of(graph.needs()) {
            for (arc, place) in graph.to_need(need).iter().zip(graph.range(need)) {
                steps.place[at(*arc)] = of(place + arcs);
            }
        }
        for arc in 0..graph.arcs() {
            let (along, back) = tolls(arc);
            steps.set(arc, along, back);
        }
        steps
    }

    /// Says what a unit pays along an arc, and back.
    pub fn set(&mut self, arc: u32, along: Toll, back: Toll) {
        let (lot, node) = (self.graph.lot(arc), self.need_node(self.graph.need(arc)));
        self.list[at(arc)] = Step::new(node, along);
        self.list[at(self.place[at(arc)])] = Step::new(lot, along);
        if back == Toll::Closed && self.back_place[at(arc)][0] == NONE {
            return;
        }
        for (end, from, to) in [(0, node, lot), (1, lot, node)] {
            let head = &mut self.heads[at(from)];
            let place = &mut self.back_place[at(arc)][end];
            if *place == NONE {
                *place = head.start + head.back_count();
                head.back_count += 1;
                self.back_arc[at(*place)] = arc;
            }
            let step = Step::new(to, back);
            self.back[at(*place)] = step;
            if let Some(near) = head.back.get_mut(at(*place - head.start)) {
                *near = step;
            }
        }
    }

    /// Says what a lot can do now.
    pub fn set_draws(&mut self, lot: u32, draws: (bool, bool)) {
        self.draws[at(lot)] = draws;
    }

    /// Joins the source to the lots, by whether each can draw from it and give back, and needs with equal units.
    pub fn join(&mut self, draws: Vec<(bool, bool)>, classes: Vec<Vec<Swap>>) {
        self.draws = draws;
        for (number, class) in (0..).zip(classes) {
            self.class_of
                .resize(self.class_of.len() + class.len(), number);
            self.members.extend(class);
            self.class_start.push(of(self.members.len()));
        }
        let keys: Vec<u32> = self.members.iter().map(|member| member.need).collect();
        (self.need_start, self.by_need) = grouped(self.graph.needs(), &keys);
        let source = self.heads.last().copied();
        let classes = self.class_start.iter().skip(1);
        self.heads.extend(classes.filter_map(|_| source));
        let (lots, needs) = (self.graph.lots(), self.graph.needs());
        for (node, head) in self.heads.iter_mut().enumerate() {
            let is_need = (lots..lots + needs).contains(&node);
            let has_units = |need: usize| self.need_start[need] < self.need_start[need + 1];
            if !is_need || has_units(node - lots) {
                head.back_count |= JOINED;
            }
        }
    }

    pub const fn nodes(&self) -> usize {
        self.graph.lots() + self.graph.needs() + self.class_start.len()
    }

    pub fn need_node(&self, need: u32) -> u32 {
        of(self.graph.lots()) + need
    }

    /// The need of a node; none for a lot.
    pub fn need_of(&self, node: u32) -> Option<u32> {
        node.checked_sub(of(self.graph.lots()))
    }

    pub fn source(&self) -> u32 {
        of(self.graph.lots() + self.graph.needs())
    }

    pub fn class_node(&self, member: u32) -> u32 {
        self.source() + 1 + self.class_of[at(member)]
    }

    /// Calls `meet` with the other end of every open step, what leads there, and the changes that it brings. Returns
    /// how many were looked at.
    #[inline]
    pub fn each(
        &self,
        node: u32,
        direction: Direction,
        mut meet: impl FnMut(u32, Hop, i16),
    ) -> usize {
        let [own, near, far] = self.arcs(node, direction);
        for list in [&own, &near, &far] {
            for (hop, step) in (list.first..).zip(list.steps) {
                if let Some(changes) = step.changes() {
                    meet(step.node(), Hop(hop), changes);
                }
            }
        }
        let mut looks = own.steps.len() + near.steps.len() + far.steps.len();
        if self.heads[at(node)].back_count & JOINED != 0 {
            self.beyond(node, direction, |hop, step| {
                looks += 1;
                if let Some(changes) = step.changes() {
                    meet(step.node(), hop, changes);
                }
            });
        }
        looks
    }

    /// Where an arc leads, and the changes that a unit more on it brings, if there is room.
    pub fn along(&self, arc: u32) -> (u32, Option<i16>) {
        let step = self.list[at(arc)];
        (step.node(), step.changes())
    }

    /// The steps of a lot or need along its arcs: its own, or those back.
    #[inline]
    fn arcs(&self, node: u32, direction: Direction) -> [List<'_>; 3] {
        let head = &self.heads[at(node)];
        let is_lot = node < of(self.graph.lots());
        let mut lists = [List::NONE; 3];
        let [own, near, far] = &mut lists;
        if is_lot == (direction == Direction::From) {
            own.first = head.start;
            own.steps = &self.list[at(head.start)..at(head.start + head.count)];
        } else {
            let count = at(head.back_count());
            near.first = head.start + of(self.list.len());
            near.steps = &head.back[..count.min(BACK_NEAR)];
            if count > BACK_NEAR {
                let range = at(head.start) + BACK_NEAR..at(head.start) + count;
                far.first = near.first + of(BACK_NEAR);
                far.steps = &self.back[range];
            }
        }
        lists
    }

    /// The steps from and to the source and the classes.
    fn beyond(&self, node: u32, direction: Direction, mut look: impl FnMut(Hop, Step)) {
        let is_from = direction == Direction::From;
        match self.kind(node) {
            Kind::Lot(lot) => {
                let (more, less) = self.draws[at(lot)];
                let toll = Toll::free_if(if is_from { less } else { more });
                look(Hop(Hop::LOT | lot), Step::new(self.source(), toll));
            }
            Kind::Need(need) => {
                let members = at(self.need_start[at(need)])..at(self.need_start[at(need) + 1]);
                for member in &self.by_need[members] {
                    let toll = Toll::free_if(self.members[at(*member)].has != is_from);
                    let step = Step::new(self.class_node(*member), toll);
                    look(Hop(Hop::MEMBER | *member), step);
                }
            }
            Kind::Source => {
                for (lot, (more, less)) in (0..).zip(&self.draws) {
                    let toll = Toll::free_if(if is_from { *more } else { *less });
                    look(Hop(Hop::LOT | lot), Step::new(lot, toll));
                }
            }
            Kind::Class(class) => {
                for member in self.class_start[class]..self.class_start[class + 1] {
                    let swap = self.members[at(member)];
                    let toll = Toll::free_if(swap.has == is_from);
                    let step = Step::new(self.need_node(swap.need), toll);
                    look(Hop(Hop::MEMBER | member), step);
                }
            }
        }
    }

    /// The way that a hop goes.
    pub fn way(&self, hop: Hop) -> Way {
        let (arcs, place) = (self.place.len(), at(hop.0));
        if hop.0 & Hop::MEMBER != 0 {
            Way::Member(hop.0 & !Hop::MEMBER)
        } else if hop.0 & Hop::LOT != 0 {
            Way::Lot(hop.0 & !Hop::LOT)
        } else if place < arcs {
            Way::Arc(hop.0)
        } else if place < 2 * arcs {
            Way::Arc(self.graph.arc_at(place - arcs))
        } else {
            Way::Arc(self.back_arc[place - 2 * arcs])
        }
    }

    /// Notes by what one side of a search found a node.
    pub fn note(&mut self, node: u32, side: usize, by: Hop) {
        self.heads[at(node)].by[side] = by;
    }

    /// The way by which that side found it; none where it began.
    pub fn noted(&self, node: u32, side: usize) -> Option<Way> {
        let hop = self.heads[at(node)].by[side];
        (hop != Hop::NONE).then(|| self.way(hop))
    }

    /// Where a way leads from one of its ends.
    pub fn other_end(&self, way: Way, node: u32) -> u32 {
        match way {
            Way::Arc(arc) if node < of(self.graph.lots()) => self.need_node(self.graph.need(arc)),
            Way::Arc(arc) => self.graph.lot(arc),
            Way::Lot(lot) if node == lot => self.source(),
            Way::Lot(lot) => lot,
            Way::Member(member) if node < self.source() => self.class_node(member),
            Way::Member(member) => self.need_node(self.members[at(member)].need),
        }
    }

    /// Whether a unit that leaves a node by one of its ways goes along it, not back.
    pub fn is_along(&self, way: Way, node: u32) -> bool {
        match way {
            Way::Arc(_) => node < of(self.graph.lots()),
            Way::Lot(_) => node == self.source(),
            Way::Member(_) => node < self.source(),
        }
    }

    fn kind(&self, node: u32) -> Kind {
        let lots = of(self.graph.lots());
        if node < lots {
            return Kind::Lot(node);
        }
        match node.cmp(&self.source()) {
            Ordering::Less => Kind::Need(node - lots),
            Ordering::Equal => Kind::Source,
            Ordering::Greater => Kind::Class(at(node - self.source() - 1)),
        }
    }
}

enum Kind {
    Lot(u32),
    Need(u32),
    Source,
    Class(usize),
}
