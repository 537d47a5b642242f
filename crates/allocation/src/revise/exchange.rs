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
use super::search::{Link, Outcome, Search};
use super::step::{Direction, Toll, Way};
use super::steps::Steps;
use super::turns::{Entry, Order, orders};
use crate::curve::Unit;
use crate::flow::Flow;
use crate::index::{at, of};
use crate::instance::Instance;
use crate::order::coarse;

/// The fairest quantities, and what brings them about.
pub struct Fair<'a> {
    /// What the previous plan had on each arc.
    pub kept: &'a [i64],
    /// By need.
    pub given: Vec<i64>,
    /// Units by arc.
    pub on: Vec<i64>,
    pub steps: Steps<'a>,
}

/// What each need is given when no exchange is worth making any more.
pub fn fairest<'a>(
    instance: &'a Instance,
    kept: &'a [i64],
    flow: Flow,
    budget: &mut Budget,
) -> Option<Fair<'a>> {
    let mut market = Market::new(instance, kept, flow);
    while let Some(taker) = market.first_taker()
        && let Some(giver) = market.last_giver()
        && market.is_better(giver, taker)
    {
        market.deal(giver, taker);
        budget.spend(market.search.take_looks())?;
    }
    Some(Fair {
        kept: market.kept,
        given: market.given,
        on: market.flow.on,
        steps: market.steps,
    })
}

/// Nodes are the lots, then the needs.
struct Market<'a> {
    instance: &'a Instance,
    /// What the previous plan had on each arc.
    kept: &'a [i64],
    flow: Flow,
    steps: Steps<'a>,
    search: Search,
    given: Vec<i64>,
    /// Lots with something left.
    stock: Vec<u32>,
    takers: Order<Reverse<Entry>>,
    givers: Order<Entry>,
    /// Needs whose quantity changed.
    touched: Vec<bool>,
    /// The way found, from giver to taker.
    ways: [Vec<Link>; 2],
}

impl<'a> Market<'a> {
    fn new(instance: &'a Instance, kept: &'a [i64], flow: Flow) -> Self {
        let graph = &instance.graph;
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
        let steps = Steps::new(graph, &flow.on, kept);
        Self {
            instance,
            kept,
            search: Search::new(steps.nodes()),
            steps,
            flow,
            given,
            stock,
            takers,
            givers,
            touched: vec![false; graph.needs()],
            ways: [const { Vec::new() }; 2],
        }
    }

    fn next(&self, need: u32) -> Unit {
        self.instance.needs()[at(need)].next(self.given[at(need)])
    }

    fn last(&self, need: u32) -> Unit {
        self.instance.needs()[at(need)].next(self.given[at(need)] - 1)
    }

    /// Whether a need is not given so much any more, or is closed.
    fn is_stale(&self, entry: &Entry) -> bool {
        entry.given != self.given[at(entry.need)]
            || self.search.is_closed(self.steps.need_node(entry.need))
    }

    /// The need, still open, whose next unit comes first.
    fn first_taker(&mut self) -> Option<u32> {
        let next = |need: u32| self.instance.needs()[at(need)].next(self.given[at(need)]);
        let has_passed = has_passed(&self.touched, &self.search, &self.steps);
        let sorted = self.takers.first(has_passed, next);
        while let Some(Reverse(top)) = self.takers.changed.peek()
            && self.is_stale(top)
        {
            self.takers.changed.pop();
        }
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
            if self.flow.left[at(*lot)] > 0 && !self.search.is_closed(*lot) {
                return Some(*lot);
            }
            self.stock.pop();
        }
        let last = |need: u32| self.instance.needs()[at(need)].next(self.given[at(need)] - 1);
        let has_passed = has_passed(&self.touched, &self.search, &self.steps);
        let sorted = self.givers.first(has_passed, |need| Reverse(last(need)));
        while let Some(top) = self.givers.changed.peek()
            && self.is_stale(top)
        {
            self.givers.changed.pop();
        }
        let changed = self.givers.changed.peek();
        let need = match (sorted, changed) {
            (Some(need), Some(top)) if top.unit > self.last(need) => top.need,
            (None, Some(top)) => top.need,
            (need, _) => need?,
        };
        Some(self.steps.need_node(need))
    }

    /// Whether a unit is better with the taker.
    fn is_better(&self, giver: u32, taker: u32) -> bool {
        self.steps
            .need_of(giver)
            .is_none_or(|giver| self.last(giver) > self.next(taker))
    }

    /// Moves goods from the giver to the taker, or within what one of them is joined to, or closes that.
    fn deal(&mut self, giver: u32, taker: u32) {
        let target = self.steps.need_node(taker);
        match self
            .search
            .run::<false>(&self.steps, [&[giver], &[target]], [false; 2])
        {
            Outcome::Met(met) => self.exchange(giver, met, taker),
            Outcome::Done(Direction::To) => self.within_behind(taker),
            Outcome::Done(Direction::From) => self.within_ahead(giver),
        }
    }

    /// The taker's side is found whole: its best giver gives, or it is closed.
    fn within_behind(&mut self, taker: u32) {
        let mut best: Option<(Unit, u32)> = None;
        let mut stock = None;
        for node in self.search.found(Direction::To) {
            match self.steps.need_of(node) {
                None if self.flow.left[at(node)] > 0 => stock = Some(node),
                Some(need) if self.given[at(need)] > 0 => {
                    let last = (self.last(need), node);
                    best = Some(best.map_or(last, |best| best.max(last)));
                }
                _ => {}
            }
        }
        match stock.or(best.map(|(_, node)| node)) {
            Some(giver) if self.is_better(giver, taker) => self.exchange(giver, giver, taker),
            _ => self.search.close(Direction::To),
        }
    }

    /// The giver's side is found whole: its best taker takes, or it is closed.
    fn within_ahead(&mut self, giver: u32) {
        let found = self.search.found(Direction::From);
        let needs = found.filter_map(|node| self.steps.need_of(node));
        let best = needs
            .filter(|need| self.flow.room[at(*need)] > 0)
            .map(|need| (self.next(need), need))
            .min();
        match best {
            Some((_, taker)) if self.is_better(giver, taker) => {
                self.exchange(giver, self.steps.need_node(taker), taker);
            }
            _ => self.search.close(Direction::From),
        }
    }

    /// Moves goods from the giver to the taker over the node where both sides met.
    fn exchange(&mut self, giver: u32, met: u32, taker: u32) {
        let graph = self.steps.graph;
        self.search.trace(&self.steps, met, &mut self.ways);
        let arcs = self
            .ways
            .iter()
            .flatten()
            .filter_map(|link| match link.way {
                Way::Arc(arc) => Some((arc, link.along)),
                Way::Lot(_) | Way::Member(_) => None,
            });
        let room = |(arc, along)| {
            let on = self.flow.on[at(arc)];
            if along { graph.capacity(arc) - on } else { on }
        };
        let most = arcs
            .clone()
            .map(room)
            .fold(self.flow.room[at(taker)], i64::min);
        let amount = self.worth(giver, taker, most);
        for (arc, along) in arcs {
            self.flow.on[at(arc)] += if along { amount } else { -amount };
            let (along, back) = Toll::of_arc(
                self.flow.on[at(arc)],
                self.kept[at(arc)],
                graph.capacity(arc),
            );
            self.steps.set(arc, along, back);
        }
        match self.steps.need_of(giver) {
            None => self.flow.left[at(giver)] -= amount,
            Some(need) => self.change(need, -amount),
        }
        self.change(taker, amount);
    }

    /// How many units, 1 to `most`, each of which comes later with the giver than with the taker.
    fn worth(&self, giver: u32, taker: u32, most: i64) -> i64 {
        let (ceiling, floor) = (self.takers.mark(), self.givers.mark());
        let floor = floor.map(|floor| u64::MAX - floor);
        let needs = self.instance.needs();
        let most = match self.steps.need_of(giver) {
            None => most.min(self.flow.left[at(giver)]),
            Some(need) => most.min(self.given[at(need)]),
        };
        let is_worth = |units: i64| {
            let taken = needs[at(taker)].next(self.given[at(taker)] + units - 1);
            let below = ceiling.is_none_or(|ceiling| coarse(&taken.from) <= ceiling);
            let Some(need) = self.steps.need_of(giver) else {
                return below;
            };
            let lost = needs[at(need)].next(self.given[at(need)] - units);
            below && floor.is_none_or(|floor| coarse(&lost.from) >= floor) && lost > taken
        };
        // Mostly the way is what limits it.
        if is_worth(most) {
            return most;
        }
        let (mut low, mut high) = (1, most);
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

/// Whether a need's turn may be over for good, or has moved.
fn has_passed(touched: &[bool], search: &Search, steps: &Steps<'_>) -> impl Fn(u32) -> bool {
    move |need| touched[at(need)] || search.is_closed(steps.need_node(need))
}
