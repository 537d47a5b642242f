//! Whose turn it is: needs in the order of their next or of their last units.

#![allow(
    clippy::indexing_slicing,
    reason = "every index comes from the instance's own lists"
)]

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::curve::Unit;
use crate::instance::Instance;
use crate::order::{coarse, sort};

/// An exchange goes no further than to where one need in so many stands: beyond, others should give or take.
const FEW: usize = 20;
/// Of those whose turn is far, one in so many are sorted at a time.
const NEAR: usize = 4;
/// How many of them say which these are.
const SAMPLE: usize = 64;

/// Needs in the order of one of their units. Those whose turn is far are sorted only when it comes near: it seldom does.
/// What changes goes to the heap.
pub struct Order<E> {
    /// Each with a number that is lower the sooner it comes.
    near: Vec<(u64, u32)>,
    /// Those that come after all of these, in the order of needs.
    far: Vec<(u64, u32)>,
    /// The first so many of the near ones have had their turn.
    passed: usize,
    pub changed: BinaryHeap<E>,
}

impl<E: Ord> Order<E> {
    fn new(entries: Vec<(u64, u32)>) -> Self {
        Self {
            near: Vec::new(),
            far: entries,
            passed: 0,
            changed: BinaryHeap::new(),
        }
    }

    /// The first need whose turn has not passed. Where the numbers are equal, the lower `exact` one comes first.
    pub fn first<K: Ord>(
        &mut self,
        has_passed: impl Fn(u32) -> bool,
        exact: impl Fn(u32) -> K,
    ) -> Option<u32> {
        loop {
            while self.ahead() >= self.near.len() && !self.far.is_empty() {
                self.bring_near(&exact);
            }
            let (_, need) = *self.near.get(self.passed)?;
            if !has_passed(need) {
                return Some(need);
            }
            self.passed += 1;
        }
    }

    /// Where one need in [`FEW`] stands from here.
    fn ahead(&self) -> usize {
        let rest = self.near.len() + self.far.len() - self.passed;
        self.passed + (rest / FEW).max(1)
    }

    /// The number that stands there.
    pub fn mark(&self) -> Option<u64> {
        self.near.get(self.ahead()).map(|(number, _)| *number)
    }

    /// Sorts about one in [`NEAR`] of those that are far, judged by a few.
    fn bring_near<K: Ord>(&mut self, exact: impl Fn(u32) -> K) {
        let step = (self.far.len() / SAMPLE).max(1);
        let mut sample: Vec<u64> = self.far.iter().step_by(step).map(|one| one.0).collect();
        let place = sample.len() / NEAR;
        let (_, last, _) = sample.select_nth_unstable(place);
        let (before, near) = (self.near.len(), &mut self.near);
        self.far.retain(|one| {
            let is_near = one.0 <= *last;
            if is_near {
                near.push(*one);
            }
            !is_near
        });
        let brought = &mut self.near[before..];
        sort(brought, |(number, _)| *number, |(_, need)| exact(*need));
    }
}

/// A unit of a need, as long as it is given as much as then.
#[derive(PartialEq, Eq)]
pub struct Entry {
    pub unit: Unit,
    pub need: u32,
    pub given: i64,
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        self.unit
            .cmp(&other.unit)
            .then_with(|| other.need.cmp(&self.need))
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// All that lack something by their next unit, the first first; all that have something by their last, the last first.
pub fn orders(instance: &Instance, given: &[i64]) -> (Order<Reverse<Entry>>, Order<Entry>) {
    let mut takers = Vec::with_capacity(given.len());
    let mut givers = Vec::with_capacity(given.len());
    for (place, (need, given)) in (0..).zip(instance.needs().iter().zip(given)) {
        if *given < need.gap() {
            takers.push((coarse(&need.position(*given)), place));
        }
        if *given > 0 {
            givers.push((u64::MAX - coarse(&need.position(given - 1)), place));
        }
    }
    (Order::new(takers), Order::new(givers))
}
