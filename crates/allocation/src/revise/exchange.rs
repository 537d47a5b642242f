//! The fairest quantities by exchanges.
//!
//! Of all needs that lack something the taker is the one whose next unit comes first; of all that have something the
//! giver is the one whose last unit comes last, and before it any lot of which something is left. As long as the
//! giver's unit comes after the taker's, goods are moved between them along any open way, searched from both ends.
//! Where there is no way, one end has found everything that is joined to it: the best exchange inside is made, or, if
//! there is none, that part is closed. Nothing open leads into a closed part that could give to it, or out of one that
//! could take from it, and later takers come no earlier and later givers no later: so closed parts stay right. When no
//! giver comes after the taker, all is right.

#![allow(
    clippy::indexing_slicing,
    reason = "nodes are numbered here, and every array has one place for each"
)]

use std::cmp::Reverse;

use super::Budget;
use super::carried::Carried;
use super::turns::{Entry, Order, orders};
use crate::curve::Unit;
use crate::flow::Flow;
use crate::graph::Graph;
use crate::index::{NONE, at, of};
use crate::instance::Instance;
use crate::order::coarse;

/// What each need is given when no exchange is worth making any more.
pub fn fairest(instance: &Instance, flow: Flow, budget: &mut Budget) -> Option<Vec<i64>> {
    let mut market = Market::new(instance, flow);
    while let Some(taker) = market.first_taker()
        && let Some(giver) = market.last_giver()
        && market.is_better(giver, taker)
    {
        let looks = market.deal(giver, taker);
        budget.spend(looks)?;
    }
    Some(market.given)
}

/// One end of the search: what it has found, in order, and how.
struct End {
    found: Vec<u32>,
    done: usize,
    looks: usize,
    /// The sweep that found each node.
    sweep: Vec<u32>,
    /// The arc by which it did.
    by: Vec<u32>,
}

impl End {
    fn new(nodes: usize) -> Self {
        Self {
            found: Vec::new(),
            done: 0,
            looks: 0,
            sweep: vec![0; nodes],
            by: vec![NONE; nodes],
        }
    }

    fn begin(&mut self, sweep: u32, node: u32) {
        self.found.clear();
        (self.done, self.looks) = (0, 1);
        self.meet(sweep, node, NONE);
    }

    fn meet(&mut self, sweep: u32, node: u32, arc: u32) {
        self.sweep[at(node)] = sweep;
        self.by[at(node)] = arc;
        self.found.push(node);
    }

    const fn is_done(&self) -> bool {
        self.done == self.found.len()
    }
}

/// Nodes are the lots, then the needs.
struct Market<'a> {
    instance: &'a Instance,
    graph: &'a Graph,
    flow: Flow,
    carried: Carried,
    given: Vec<i64>,
    /// Lots with something left.
    stock: Vec<u32>,
    takers: Order<Reverse<Entry>>,
    givers: Order<Entry>,
    /// Needs whose quantity changed.
    touched: Vec<bool>,
    /// Nodes with which all is right.
    closed: Vec<bool>,
    sweep: u32,
    ahead: End,
    behind: End,
    /// Arcs of the way found, from giver to taker; true where units go along the arc.
    way: Vec<(u32, bool)>,
}

impl<'a> Market<'a> {
    fn new(instance: &'a Instance, flow: Flow) -> Self {
        let graph = &instance.graph;
        let nodes = graph.lots() + graph.needs();
        let given: Vec<i64> = instance
            .needs()
            .iter()
            .zip(&flow.room)
            .map(|(need, room)| need.gap() - room)
            .collect();
        let (takers, givers) = orders(instance, &given);
        let stock = (0..of(graph.lots()))
            .filter(|lot| flow.left[at(*lot)] > 0)
            .collect();
        Self {
            instance,
            graph,
            carried: Carried::new(graph, &flow.on),
            flow,
            given,
            stock,
            takers,
            givers,
            touched: vec![false; graph.needs()],
            closed: vec![false; nodes],
            sweep: 0,
            ahead: End::new(nodes),
            behind: End::new(nodes),
            way: Vec::new(),
        }
    }

    fn node(&self, need: u32) -> u32 {
        of(self.graph.lots()) + need
    }

    /// The need of a node; none for a lot.
    fn need_of(&self, node: u32) -> Option<u32> {
        node.checked_sub(of(self.graph.lots()))
    }

    fn next(&self, need: u32) -> Unit {
        self.instance.needs()[at(need)].next(self.given[at(need)])
    }

    fn last(&self, need: u32) -> Unit {
        self.instance.needs()[at(need)].next(self.given[at(need)] - 1)
    }

    /// The need, still open, whose next unit comes first.
    fn first_taker(&mut self) -> Option<u32> {
        let lots = self.graph.lots();
        let order = &mut self.takers;
        while let Some((_, need)) = order.sorted.get(order.passed)
            && (self.touched[at(*need)] || self.closed[lots + at(*need)])
        {
            order.passed += 1;
        }
        while let Some(Reverse(top)) = order.changed.peek()
            && (top.given != self.given[at(top.need)] || self.closed[lots + at(top.need)])
        {
            order.changed.pop();
        }
        let sorted = self.takers.sorted.get(self.takers.passed).map(|one| one.1);
        let changed = self.takers.changed.peek().map(|Reverse(top)| top);
        match (sorted, changed) {
            (Some(need), Some(top)) if top.unit < self.next(need) => Some(top.need),
            (None, top) => top.map(|top| top.need),
            (need, _) => need,
        }
    }

    /// The node, still open, whose last unit comes last; a lot of which something is left before any need.
    fn last_giver(&mut self) -> Option<u32> {
        while let Some(lot) = self.stock.last() {
            if self.flow.left[at(*lot)] > 0 && !self.closed[at(*lot)] {
                return Some(*lot);
            }
            self.stock.pop();
        }
        let lots = self.graph.lots();
        let order = &mut self.givers;
        while let Some((_, need)) = order.sorted.get(order.passed)
            && (self.touched[at(*need)] || self.closed[lots + at(*need)])
        {
            order.passed += 1;
        }
        while let Some(top) = order.changed.peek()
            && (top.given != self.given[at(top.need)] || self.closed[lots + at(top.need)])
        {
            order.changed.pop();
        }
        let sorted = self.givers.sorted.get(self.givers.passed).map(|one| one.1);
        let changed = self.givers.changed.peek();
        let need = match (sorted, changed) {
            (Some(need), Some(top)) if top.unit > self.last(need) => top.need,
            (None, Some(top)) => top.need,
            (need, _) => need?,
        };
        Some(self.node(need))
    }

    /// Whether a unit is better with the taker.
    fn is_better(&self, giver: u32, taker: u32) -> bool {
        self.need_of(giver)
            .is_none_or(|giver| self.last(giver) > self.next(taker))
    }

    /// Moves goods from the giver to the taker, or within what one of them is joined to, or closes that. Returns how
    /// many arcs were looked at.
    fn deal(&mut self, giver: u32, taker: u32) -> usize {
        self.sweep += 1;
        let target = self.node(taker);
        self.ahead.begin(self.sweep, giver);
        self.behind.begin(self.sweep, target);
        let met = loop {
            let met = if self.ahead.looks <= self.behind.looks {
                self.look_ahead()
            } else {
                self.look_behind()
            };
            if met.is_some() || self.ahead.is_done() || self.behind.is_done() {
                break met;
            }
        };
        if let Some(met) = met {
            self.exchange(giver, met, taker);
        } else if self.behind.is_done() {
            self.within_behind(taker);
        } else {
            self.within_ahead(giver);
        }
        self.ahead.looks + self.behind.looks
    }

    /// Follows the next node to where goods could go from it; the node, if one was found from the other end.
    fn look_ahead(&mut self) -> Option<u32> {
        let node = self.ahead.found[self.ahead.done];
        self.ahead.done += 1;
        let lots = of(self.graph.lots());
        if let Some(need) = self.need_of(node) {
            let arcs = self.carried.to_need(self.graph, need).len();
            self.ahead.looks += arcs;
            for place in 0..arcs {
                let arc = self.carried.to_need(self.graph, need)[place];
                let lot = self.graph.lot(arc);
                if self.flow.on[at(arc)] > 0 && self.meet_ahead(lot, arc) {
                    return Some(lot);
                }
            }
        } else {
            let arcs = self.graph.of_lot(node);
            self.ahead.looks += arcs.len();
            for arc in arcs {
                let to = lots + self.graph.need(arc);
                if self.flow.on[at(arc)] < self.graph.capacity(arc) && self.meet_ahead(to, arc) {
                    return Some(to);
                }
            }
        }
        None
    }

    /// Follows the next node to from where goods could come to it.
    fn look_behind(&mut self) -> Option<u32> {
        let node = self.behind.found[self.behind.done];
        self.behind.done += 1;
        let lots = of(self.graph.lots());
        if let Some(need) = self.need_of(node) {
            let (arcs, from) = (self.graph.to_need(need), self.graph.lots_to(need));
            self.behind.looks += arcs.len();
            for (arc, lot) in arcs.iter().zip(from) {
                if self.flow.on[at(*arc)] < self.graph.capacity(*arc)
                    && self.meet_behind(*lot, *arc)
                {
                    return Some(*lot);
                }
            }
        } else {
            let arcs = self.carried.of_lot(self.graph, node).len();
            self.behind.looks += arcs;
            for place in 0..arcs {
                let arc = self.carried.of_lot(self.graph, node)[place];
                let from = lots + self.graph.need(arc);
                if self.flow.on[at(arc)] > 0 && self.meet_behind(from, arc) {
                    return Some(from);
                }
            }
        }
        None
    }

    fn meet_ahead(&mut self, node: u32, arc: u32) -> bool {
        if self.ahead.sweep[at(node)] == self.sweep || self.closed[at(node)] {
            return false;
        }
        self.ahead.meet(self.sweep, node, arc);
        self.behind.sweep[at(node)] == self.sweep
    }

    fn meet_behind(&mut self, node: u32, arc: u32) -> bool {
        if self.behind.sweep[at(node)] == self.sweep || self.closed[at(node)] {
            return false;
        }
        self.behind.meet(self.sweep, node, arc);
        self.ahead.sweep[at(node)] == self.sweep
    }

    /// The taker's side is found whole: its best giver gives, or it is closed.
    fn within_behind(&mut self, taker: u32) {
        let mut best: Option<(Unit, u32)> = None;
        let mut stock = None;
        for node in &self.behind.found {
            match self.need_of(*node) {
                None if self.flow.left[at(*node)] > 0 => stock = Some(*node),
                Some(need) if self.given[at(need)] > 0 => {
                    let last = (self.last(need), *node);
                    best = Some(best.map_or(last, |best| best.max(last)));
                }
                _ => {}
            }
        }
        match stock.or(best.map(|(_, node)| node)) {
            Some(giver) if self.is_better(giver, taker) => self.exchange(giver, giver, taker),
            _ => close(&mut self.closed, &self.behind.found),
        }
    }

    /// The giver's side is found whole: its best taker takes, or it is closed.
    fn within_ahead(&mut self, giver: u32) {
        let needs = self
            .ahead
            .found
            .iter()
            .filter_map(|node| self.need_of(*node));
        let best = needs
            .filter(|need| self.flow.room[at(*need)] > 0)
            .map(|need| (self.next(need), need))
            .min();
        match best {
            Some((_, taker)) if self.is_better(giver, taker) => {
                self.exchange(giver, self.node(taker), taker);
            }
            _ => close(&mut self.closed, &self.ahead.found),
        }
    }

    /// Moves goods from the giver to the taker over the node where both ends met.
    fn exchange(&mut self, giver: u32, met: u32, taker: u32) {
        self.trace(met);
        let mut most = self.flow.room[at(taker)];
        for (arc, along) in &self.way {
            let on = self.flow.on[at(*arc)];
            most = most.min(if *along {
                self.graph.capacity(*arc) - on
            } else {
                on
            });
        }
        let amount = self.worth(giver, taker, most);
        for (arc, along) in &self.way {
            self.flow.on[at(*arc)] += if *along { amount } else { -amount };
            self.carried.add(self.graph, *arc);
        }
        match self.need_of(giver) {
            None => self.flow.left[at(giver)] -= amount,
            Some(need) => self.change(need, -amount),
        }
        self.change(taker, amount);
    }

    /// Lists the arcs from where the giver's end began, over `met`, to where the taker's began.
    fn trace(&mut self, met: u32) {
        let lots = of(self.graph.lots());
        self.way.clear();
        let ends = |arc: u32, node: u32| {
            let is_lot = node < lots;
            let other = if is_lot {
                lots + self.graph.need(arc)
            } else {
                self.graph.lot(arc)
            };
            (is_lot, other)
        };
        let mut node = met;
        while self.ahead.sweep[at(node)] == self.sweep && self.ahead.by[at(node)] != NONE {
            let arc = self.ahead.by[at(node)];
            let (is_lot, before) = ends(arc, node);
            self.way.push((arc, !is_lot));
            node = before;
        }
        node = met;
        while self.behind.sweep[at(node)] == self.sweep && self.behind.by[at(node)] != NONE {
            let arc = self.behind.by[at(node)];
            let (is_lot, after) = ends(arc, node);
            self.way.push((arc, is_lot));
            node = after;
        }
    }

    /// How many units, 1 to `most`, each of which comes later with the giver than with the taker.
    fn worth(&self, giver: u32, taker: u32, most: i64) -> i64 {
        let (ceiling, floor) = (self.takers.mark(), self.givers.mark());
        let needs = self.instance.needs();
        let most = match self.need_of(giver) {
            None => most.min(self.flow.left[at(giver)]),
            Some(need) => most.min(self.given[at(need)]),
        };
        let is_worth = |units: i64| {
            let taken = needs[at(taker)].next(self.given[at(taker)] + units - 1);
            let below = ceiling.is_none_or(|ceiling| coarse(&taken.from) <= ceiling);
            let Some(need) = self.need_of(giver) else {
                return below;
            };
            let lost = needs[at(need)].next(self.given[at(need)] - units);
            below && floor.is_none_or(|floor| coarse(&lost.from) >= floor) && lost > taken
        };
        let (mut low, mut high) = (1, most + 1);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if is_worth(middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }

    fn change(&mut self, need: u32, by: i64) {
        self.given[at(need)] += by;
        self.flow.room[at(need)] -= by;
        self.touched[at(need)] = true;
        let given = self.given[at(need)];
        let entry = |unit| Entry { unit, need, given };
        if self.flow.room[at(need)] > 0 {
            let next = entry(self.next(need));
            self.takers.changed.push(Reverse(next));
        }
        if given > 0 {
            let last = entry(self.last(need));
            self.givers.changed.push(last);
        }
    }
}

fn close(closed: &mut [bool], found: &[u32]) {
    for node in found {
        closed[at(*node)] = true;
    }
}
