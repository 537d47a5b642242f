//! Which offers would close a gap between groups of places, shown by giving out those offers and no other goods.

use std::collections::BTreeMap;

use crate::catalogue::Item;
use crate::code::Grouping;
use crate::ids::*;
use crate::plan::inputs::{Inputs, Lot, bars, collect};
use crate::plan::item::fairest;
use crate::plan::{LineKey, PAIRS_MAX};
use crate::state::State;

use super::attainable::Line;
use super::disparity::Group;

/// Offers that are tried at most, the largest first: each costs a plan of the item.
pub const TRIED_MAX: usize = 8;

/// What a group has, in base units; of each line no more than it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Level {
    /// What it needs.
    pub needed: u64,
    /// What has come: official and delivered.
    pub has: u64,
    /// What it would have if all that was delivered had been spread evenly.
    pub attainable: u64,
    /// What it would have with the offers that are named.
    pub then: u64,
}

/// Offers, and what they would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The offers, with what is left of each; none can be spared if they close the gap.
    pub offers: Vec<(OfferId, u64)>,
    /// Whether they lift every group to what was attainable for it. Otherwise they only narrow the gap.
    pub closes: bool,
    /// What each group has, and would have.
    pub groups: BTreeMap<Group, Level>,
}

/// The fewest of the largest offers that lift every group to what was attainable for it, or all that were tried when
/// they do not. `attainable` in the order of the lines. Nothing when no offer reaches a group that lags behind, or
/// there is more to look at than one plan considers.
#[must_use]
pub fn closing(
    state: &State,
    (item, grouping): (Item, Grouping),
    lines: &[Line],
    attainable: &[u64],
) -> Option<Closing> {
    let groups = groups(grouping, lines, attainable);
    let search = Search::new(state, item, grouping, groups)?;
    let mut chosen: Vec<&Lot> = Vec::new();
    let mut found = None;
    for lot in &search.tried {
        chosen.push(lot);
        let then = search.with(&chosen)?;
        let closes = is_closed(&then);
        found = Some((closes, then));
        if closes {
            break;
        }
    }
    let (closes, mut then) = found?;
    if closes {
        // What was tried first may have become needless by what came later.
        for place in (0..chosen.len()).rev() {
            let mut fewer = chosen.clone();
            fewer.remove(place);
            let without = search.with(&fewer)?;
            if is_closed(&without) {
                (chosen, then) = (fewer, without);
            }
        }
    }
    let helps = then.values().any(|level| level.then > level.has);
    helps.then(|| Closing {
        offers: chosen.iter().map(|lot| (lot.offer, lot.quantity)).collect(),
        closes,
        groups: then,
    })
}

fn is_closed(groups: &BTreeMap<Group, Level>) -> bool {
    groups.values().all(|level| level.then >= level.attainable)
}

fn groups(grouping: Grouping, lines: &[Line], attainable: &[u64]) -> BTreeMap<Group, Level> {
    let mut groups: BTreeMap<Group, Level> = BTreeMap::new();
    for (line, given) in lines.iter().zip(attainable) {
        let Some(group) = grouping.group(line.place) else {
            continue;
        };
        let at_most = |delivered: u64| line.official.saturating_add(delivered).min(line.needed);
        let level = groups.entry(group).or_default();
        for (sum, n) in [
            (&mut level.needed, line.needed),
            (&mut level.has, at_most(line.delivered())),
            (&mut level.attainable, at_most(*given)),
        ] {
            *sum = sum.saturating_add(n);
        }
        level.then = level.has;
    }
    groups
}

/// What the tries have in common.
struct Search<'s> {
    state: &'s State,
    grouping: Grouping,
    groups: BTreeMap<Group, Level>,
    inputs: Inputs,
    /// Lots that reach a group that lags behind, the largest first.
    tried: Vec<Lot>,
}

impl<'s> Search<'s> {
    fn new(
        state: &'s State,
        item: Item,
        grouping: Grouping,
        groups: BTreeMap<Group, Level>,
    ) -> Option<Search<'s>> {
        let mut inputs = collect(state, item, state.last_at);
        if inputs.lots.len().saturating_mul(inputs.asks.len()) > PAIRS_MAX {
            return None;
        }
        let lots = std::mem::take(&mut inputs.lots);
        let mut search = Search {
            state,
            grouping,
            groups,
            inputs,
            tried: Vec::new(),
        };
        let mut reach: Vec<Lot> = lots.into_iter().filter(|l| search.helps(l)).collect();
        reach.sort_by_key(|lot| (std::cmp::Reverse(lot.quantity), lot.offer));
        reach.truncate(TRIED_MAX);
        search.tried = reach;
        Some(search)
    }

    fn helps(&self, lot: &Lot) -> bool {
        let left = &self.state.plans.left;
        self.inputs.asks.iter().any(|ask| {
            let group = self.grouping.group(ask.place);
            let level = group.and_then(|group| self.groups.get(&group));
            let key: LineKey = (lot.offer, ask.need, ask.line);
            let lags = level.is_some_and(|level| level.has < level.attainable);
            lags && bars(lot, ask, self.state.last_at, left.contains(&key)).is_none()
        })
    }

    /// Where the groups would stand if these lots were given out as a plan would, and nothing else.
    fn with(&self, lots: &[&Lot]) -> Option<BTreeMap<Group, Level>> {
        let mut inputs = self.inputs.clone();
        inputs.lots = lots.iter().copied().cloned().collect();
        inputs.lots.sort_by_key(|lot| lot.offer);
        let plans = &self.state.plans;
        let given = fairest(&inputs, self.state.last_at, &plans.policy(), &plans.left)?;
        let mut groups = self.groups.clone();
        for (ask, given) in inputs.asks.iter().zip(given) {
            let group = self.grouping.group(ask.place);
            if let Some(level) = group.and_then(|group| groups.get_mut(&group)) {
                level.then = level.then.saturating_add(given).min(level.needed);
            }
        }
        Some(groups)
    }
}
