//! How coverage changed: the sums of each item at whole hours, folded along with the state and never stored.
//!
//! Whoever folds the journal calls [`History::before`] ahead of every entry. The figures of a moment are those of
//! `/figures.json` after all entries before it, so a mirror has the same history.

use std::collections::BTreeMap;

use crate::catalogue::Item;
use crate::coverage::coverage;
use crate::ids::{NeedId, Stamp};
use crate::plan::Plan;
use crate::plan::inputs::Ask;
use crate::plan::item::ItemPlan;
use crate::state::State;

/// Moments kept: two weeks by the hour. With more, every second one goes and the step doubles.
pub const MOMENTS_MAX: usize = 336;
/// The step at first, in seconds.
pub const STEP_SECS: i64 = 3_600;

/// Sums of one item over lines that state a total, of needs that stand or stood; in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Covered {
    /// N.
    pub needed: u64,
    /// min(N, C+T+R+S), line by line: what one has too much covers nobody else.
    pub covered: u64,
    /// The same, had the plan that stood then been carried out at once and whole; what came since counts too.
    /// Nothing before the first plan.
    pub planned: Option<u64>,
}

/// The sums at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// When: a whole number of steps since 1970.
    pub at: Stamp,
    /// By item; items that nobody needed yet are not there.
    pub items: BTreeMap<Item, Covered>,
}

/// The sums at whole steps. Where nothing happened between two steps the later one is left out: a figure holds until
/// the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    step_secs: i64,
    moments: Vec<Moment>,
}

impl Default for History {
    fn default() -> History {
        History {
            step_secs: STEP_SECS,
            moments: Vec::new(),
        }
    }
}

impl History {
    /// Notes the state at the first whole step after its last entry, if the next entry comes at or after it. The
    /// cost is one comparison, and O(lines) where a step was passed.
    pub fn before(&mut self, next_at: Stamp, state: &State) {
        if state.size == 0 {
            return;
        }
        let step = self.step_secs;
        let whole = state
            .last_at
            .0
            .div_euclid(step)
            .saturating_add(1)
            .saturating_mul(step);
        if next_at.0 < whole {
            return;
        }
        let moment = Moment {
            at: Stamp(whole),
            items: covered(state),
        };
        // A doubled step may have moved the last moment up to this one.
        match self.moments.last_mut().filter(|last| last.at == moment.at) {
            Some(last) => *last = moment,
            None => self.moments.push(moment),
        }
        if self.moments.len() > MOMENTS_MAX {
            self.coarsen();
        }
    }

    /// In order of time.
    #[must_use]
    pub fn moments(&self) -> &[Moment] {
        &self.moments
    }

    /// Doubles the step. A moment between two new steps goes, unless no later one comes before the second: then it
    /// holds there.
    fn coarsen(&mut self) {
        self.step_secs = self.step_secs.saturating_mul(2);
        let step = self.step_secs;
        let mut kept: Vec<Moment> = Vec::with_capacity(MOMENTS_MAX);
        for mut moment in self.moments.drain(..) {
            let up = moment.at.0.saturating_add(step - 1).div_euclid(step);
            moment.at = Stamp(up.saturating_mul(step));
            match kept.last_mut().filter(|last| last.at == moment.at) {
                Some(last) => *last = moment,
                None => kept.push(moment),
            }
        }
        self.moments = kept;
    }
}

/// The sums of each item as they are. O(lines).
#[must_use]
pub fn covered(state: &State) -> BTreeMap<Item, Covered> {
    let plan = state
        .plans
        .current()
        .and_then(|published| published.plan.as_deref());
    let levels = plan.map(levels);
    let mut items: BTreeMap<Item, Covered> = BTreeMap::new();
    for (id, need) in state.needs.iter().filter(|(_, need)| need.status.stood()) {
        for (at, line) in (0_u64..).zip(&need.lines) {
            let Some(figures) = coverage(line.quantity, &line.tally) else {
                continue;
            };
            let there = figures.needed - figures.shortage;
            let sum = items.entry(line.item).or_default();
            sum.needed = sum.needed.saturating_add(figures.needed);
            sum.covered = sum.covered.saturating_add(there);
            if let Some(levels) = &levels {
                let level = levels
                    .get(&(*id, at))
                    .map_or(there, |level| there.max(*level));
                let planned = level.min(figures.needed);
                sum.planned = Some(sum.planned.unwrap_or(0).saturating_add(planned));
            }
        }
    }
    items
}

/// What each need line has once a plan is carried out: what was there when it was made, and what it is given.
fn levels(plan: &Plan) -> BTreeMap<(NeedId, u64), u64> {
    let of_item = |item: &ItemPlan| {
        let asks = item.inputs.asks.iter().enumerate();
        let level = |(at, ask): (usize, &Ask)| {
            let level = ask.covered.sum().saturating_add(item.given(at));
            ((ask.need, ask.line), level)
        };
        asks.map(level).collect::<Vec<_>>()
    };
    plan.items.iter().flat_map(of_item).collect()
}
