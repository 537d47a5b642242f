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

use super::step::{Direction, Step, Toll, Way};
use crate::graph::{Graph, grouped, loaded};
use crate::index::{NONE, at, of};
use crate::network::{Classes, Swap};

/// Steps back that stand in the head itself. Few needs are given goods from more lots.
const BACK_NEAR: usize = 5;

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
    /// Steps back: each node's begin where its own begin.
    back: Vec<Step>,
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
    /// Of a flow, by arc, beside what was kept.
    pub fn new(graph: &'a Graph, on: &[i64], kept: &[i64]) -> Self {
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
            place: vec![0; arcs],
            back: vec![Step::NONE; 2 * arcs],
            back_place: vec![[NONE; 2]; arcs],
            draws: Vec::new(),
            members: Vec::new(),
            class_start: vec![0],
            class_of: Vec::new(),
            need_start: Vec::new(),
            by_need: Vec::new(),
        };
        let tolls = |arc| Toll::of_arc(on[at(arc)], kept[at(arc)], graph.capacity(arc));
        for arc in 0..graph.arcs() {
            let node = steps.need_node(graph.need(arc));
            steps.list[at(arc)] = Step::new(node, tolls(arc).0);
        }
        for arc in loaded(on) {
            let (lot, node) = (graph.lot(arc), steps.need_node(graph.need(arc)));
            let (_, back) = tolls(arc);
            steps.set_back(arc, 0, node, Step::new(lot, back));
            steps.set_back(arc, 1, lot, Step::new(node, back));
        }
        for need in 0..of(graph.needs()) {
            let lots = graph.to_need(need).iter().zip(graph.lots_to(need));
            for ((arc, lot), place) in lots.zip(graph.range(need)) {
                let place = place + arcs;
                steps.place[at(*arc)] = of(place);
                steps.list[place] = steps.list[at(*arc)].to(*lot);
            }
        }
        steps
    }

    /// Says what a unit pays along an arc, and back.
    pub fn set(&mut self, arc: u32, along: Toll, back: Toll) {
        let (lot, node) = (self.graph.lot(arc), self.need_node(self.graph.need(arc)));
        self.list[at(arc)] = Step::new(node, along);
        self.list[at(self.place[at(arc)])] = Step::new(lot, along);
        if back != Toll::Closed || self.back_place[at(arc)][0] != NONE {
            self.set_back(arc, 0, node, Step::new(lot, back));
            self.set_back(arc, 1, lot, Step::new(node, back));
        }
    }

    /// Sets the step back along an arc from one of its ends, 0 at the need and 1 at the lot.
    fn set_back(&mut self, arc: u32, end: usize, from: u32, step: Step) {
        let head = &mut self.heads[at(from)];
        let place = &mut self.back_place[at(arc)][end];
        if *place == NONE {
            *place = head.start + head.back_count();
            head.back_count += 1;
        }
        self.back[at(*place)] = step;
        if let Some(near) = head.back.get_mut(at(*place - head.start)) {
            *near = step;
        }
    }

    /// Says what a lot can do now.
    pub fn set_draws(&mut self, lot: u32, draws: (bool, bool)) {
        self.draws[at(lot)] = draws;
    }

    /// Joins the source to the lots, by whether each can draw from it and give back, and needs with equal units.
    pub fn join(&mut self, draws: Vec<(bool, bool)>, classes: Classes) {
        self.draws = draws;
        for (number, class) in (0..).zip(classes.iter()) {
            self.class_of
                .resize(self.class_of.len() + class.len(), number);
        }
        (self.members, self.class_start) = classes.into_parts();
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

    /// Calls `look` with every step by which units leave a node, or come to it. Returns how many there are.
    #[inline]
    pub fn each(&self, node: u32, direction: Direction, mut look: impl FnMut(Step)) -> usize {
        let head = &self.heads[at(node)];
        let mut looks;
        if self.is_along(node, direction) {
            let own = self.own(head);
            looks = own.len();
            for step in own {
                look(*step);
            }
        } else {
            looks = at(head.back_count());
            // Places that are not taken hold closed steps: it is quicker to look at them than to count.
            for step in head.back {
                look(step);
            }
            if looks > BACK_NEAR {
                let far = &self.back[at(head.start) + BACK_NEAR..at(head.start) + looks];
                for step in far {
                    look(*step);
                }
            }
        }
        if head.back_count & JOINED != 0 {
            looks += self.beyond(node, direction, look);
        }
        looks
    }

    /// Whether steps of a node in a direction are those along arcs, not those back.
    fn is_along(&self, node: u32, direction: Direction) -> bool {
        (node < of(self.graph.lots())) == (direction == Direction::From)
    }

    /// A node's steps along its arcs.
    fn own(&self, head: &Head) -> &[Step] {
        &self.list[at(head.start)..at(head.start + head.count)]
    }

    /// A number from where the steps of a node stand, of no meaning: who asks for it early finds them at hand later.
    pub fn touch(&self, node: u32, direction: Direction) -> u32 {
        let head = &self.heads[at(node)];
        if !self.is_along(node, direction) {
            return head.start;
        }
        self.own(head).first().map_or(0, |step| step.node())
    }

    /// Where an arc leads, and the changes that a unit more on it brings, if there is room.
    pub fn along(&self, arc: u32) -> (u32, Option<i16>) {
        let step = self.list[at(arc)];
        (step.node(), step.changes())
    }

    /// The steps from and to the source and the classes, and how many there are.
    fn beyond(&self, node: u32, direction: Direction, mut look: impl FnMut(Step)) -> usize {
        let is_from = direction == Direction::From;
        match self.kind(node) {
            Kind::Lot(lot) => {
                let (more, less) = self.draws[at(lot)];
                let toll = Toll::free_if(if is_from { less } else { more });
                look(Step::new(self.source(), toll));
                1
            }
            Kind::Need(need) => {
                let members = at(self.need_start[at(need)])..at(self.need_start[at(need) + 1]);
                for member in &self.by_need[members.clone()] {
                    let toll = Toll::free_if(self.members[at(*member)].has != is_from);
                    look(Step::new(self.class_node(*member), toll));
                }
                members.len()
            }
            Kind::Source => {
                for (lot, (more, less)) in (0..).zip(&self.draws) {
                    let toll = Toll::free_if(if is_from { *more } else { *less });
                    look(Step::new(lot, toll));
                }
                self.draws.len()
            }
            Kind::Class(class) => {
                let members = self.class_start[class]..self.class_start[class + 1];
                for member in members.clone() {
                    let swap = self.members[at(member)];
                    let toll = Toll::free_if(swap.has == is_from);
                    look(Step::new(self.need_node(swap.need), toll));
                }
                members.len()
            }
        }
    }

    /// The way that joins two nodes, the lower one first.
    pub fn way(&self, low: u32, high: u32) -> Way {
        if high == self.source() {
            return Way::Lot(low);
        }
        let need = |node| node - of(self.graph.lots());
        if high > self.source() {
            let members =
                at(self.need_start[at(need(low))])..at(self.need_start[at(need(low)) + 1]);
            let is_of = |member: &&u32| self.class_node(**member) == high;
            let member = self.by_need[members].iter().find(is_of);
            return Way::Member(member.copied().unwrap_or(NONE));
        }
        Way::Arc(self.graph.find(low, need(high)).unwrap_or(NONE))
    }

    /// Whether a unit that leaves a node by one of its ways goes along it, not back.
    pub fn goes_along(&self, way: Way, node: u32) -> bool {
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
