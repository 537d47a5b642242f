//! Whose turn it is: needs in the order of their next or of their last units.

#![allow(
    clippy::indexing_slicing,
    reason = "every index comes from the instance's own lists"
)]

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::curve::Unit;
use crate::index::at;
use crate::instance::Instance;
use crate::order::{coarse, sort};

/// An exchange goes no further than to where one need in so many stands: beyond, others should give or take.
const FEW: usize = 20;

/// Needs in the order of one of their units. What is sorted at first is passed once; what changes goes to the heap.
pub struct Order<E> {
    pub sorted: Vec<(u64, u32)>,
    pub passed: usize,
    pub changed: BinaryHeap<E>,
}

impl<E: Ord> Order<E> {
    /// The coarse number at which one need in [`FEW`] stands from here.
    pub fn mark(&self) -> Option<u64> {
        let rest = self.sorted.len() - self.passed;
        let place = self.passed + (rest / FEW).max(1);
        self.sorted.get(place).map(|(coarse, _)| *coarse)
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
    let unit = |need: u32, nth: i64| instance.needs()[at(need)].next(nth);
    let mut takers = Vec::with_capacity(given.len());
    let mut givers = Vec::with_capacity(given.len());
    for (place, (need, given)) in (0..).zip(instance.needs().iter().zip(given)) {
        if *given < need.gap() {
            takers.push((coarse(&need.position(*given)), place));
        }
        if *given > 0 {
            givers.push((coarse(&need.position(given - 1)), place));
        }
    }
    sort(
        &mut takers,
        |(coarse, _)| *coarse,
        |(_, need)| unit(*need, given[at(*need)]),
    );
    sort(
        &mut givers,
        |(coarse, _)| u64::MAX - coarse,
        |(_, need)| Reverse(unit(*need, given[at(*need)] - 1)),
    );
    (
        Order {
            sorted: takers,
            passed: 0,
            changed: BinaryHeap::new(),
        },
        Order {
            sorted: givers,
            passed: 0,
            changed: BinaryHeap::new(),
        },
    )
}
