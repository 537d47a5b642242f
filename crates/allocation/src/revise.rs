//! A plan made from a previous one that is nearly right still, without looking at what did not change.
//!
//! Three steps, each of which begins where the previous plan left things: the fairest quantities, by exchanges
//! between whoever has too much and whoever has too little ([`exchange`]); the fewest changes that bring them about,
//! along shortest ways ([`settle`]); the cheapest of these, where there is still a choice ([`choose`]). The outcome is
//! the one plan that `allocate` makes from nothing, with potentials that prove it.

mod choose;
mod exchange;
mod open;
mod search;
mod settle;
mod step;
mod steps;
mod turns;

use crate::cheapest::Best;
use crate::instance::Instance;
use crate::leximin::begin;

/// Less than one part in so many of the previous plan may have no place any more.
const LOST_DIVISOR: i64 = 4;
/// How often all arcs may be looked at before making the plan anew is the better way.
const SWEEPS_MAX: usize = 200;
/// Looks that are always allowed: the smallest instances are done before.
const LOOKS_MIN: usize = 100_000;

/// Looks that are left.
struct Budget(usize);

impl Budget {
    fn new(instance: &Instance) -> Self {
        Self(LOOKS_MIN + SWEEPS_MAX * crate::index::at(instance.graph.arcs()))
    }

    /// Takes so many looks; none when there are no more.
    fn spend(&mut self, looks: usize) -> Option<()> {
        self.0 = self.0.checked_sub(looks)?;
        Some(())
    }
}

/// Units by arc with what is known about them, from what a previous plan `kept` on each arc; none when too much of
/// it is lost, or when it turns out to be further from right than it is worth.
pub fn revise(instance: &Instance, kept: &[i64]) -> Option<(Vec<i64>, Best)> {
    let flow = begin(instance, kept);
    let (had, still): (i64, i64) = (kept.iter().sum(), flow.on.iter().sum());
    if LOST_DIVISOR * (had - still) >= had {
        return None;
    }
    let mut budget = Budget::new(instance);
    let fair = exchange::fairest(instance, kept, flow, &mut budget)?;
    let open = settle::fewest_changes(instance, fair, &mut budget)?;
    Some(choose::cheapest(open))
}

#[cfg(test)]
mod tests;
