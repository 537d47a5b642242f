//! What a whole plan is made of, read off the state at one moment.

use std::collections::BTreeSet;

use super::inputs::{self, Inputs};
use super::item::ItemPlan;
use super::policy::Policy;
use super::{ASKS_MAX, LOTS_MAX, Line, LineKey, PAIRS_MAX, Plan, TooLarge};
use crate::catalogue::Item;
use crate::ids::*;
use crate::state::State;

/// Everything of a state that its plan follows from. Reading it is quick and planning is not: whoever has it needs the
/// state no longer.
#[derive(Debug, Clone)]
pub struct Makings {
    size: u64,
    at: Stamp,
    policy: Policy,
    /// Lines that somebody with the right left.
    left: BTreeSet<LineKey>,
    /// Item by item, with the open lines of the plan that stands.
    items: Vec<(Item, Inputs, Vec<Line>)>,
}

impl Makings {
    /// Reads them off the state.
    ///
    /// # Errors
    /// [`TooLarge`], with the counts.
    pub fn of(state: &State) -> Result<Makings, TooLarge> {
        let at = state.last_at;
        let collected: Vec<(Item, Inputs)> = inputs::items(state)
            .into_iter()
            .map(|item| (item, inputs::collect(state, item, at)))
            .collect();
        fits(&collected)?;
        let open = state.plans.open_lines(state);
        let item_of = |line: &Line| state.line(line.need, line.line).map(|l| l.item);
        let items = collected.into_iter().map(|(item, inputs)| {
            let of_item = open.iter().filter(|line| item_of(line) == Some(item));
            (item, inputs, of_item.copied().collect())
        });
        Ok(Makings {
            size: state.size,
            at,
            policy: state.plans.policy(),
            left: state.plans.left.clone(),
            items: items.collect(),
        })
    }

    /// The plan.
    #[must_use]
    pub fn plan(self) -> Plan {
        let Makings {
            size,
            at,
            policy,
            left,
            items,
        } = self;
        let items = items.into_iter().filter_map(|(item, inputs, previous)| {
            ItemPlan::make((item, inputs), at, &policy, &previous, &left)
        });
        Plan {
            size,
            at,
            policy,
            items: items.collect(),
        }
    }
}

/// Offers of what nobody needs, and needs for what nobody offers, make no plan larger.
fn fits(collected: &[(Item, Inputs)]) -> Result<(), TooLarge> {
    let meet = |(_, i): &&(Item, Inputs)| !i.lots.is_empty() && !i.asks.is_empty();
    let sum = |count: &dyn Fn(&Inputs) -> usize| {
        let meeting = collected.iter().filter(meet);
        meeting.map(|(_, i)| count(i)).sum()
    };
    let found = TooLarge {
        lots: sum(&|i| i.lots.len()),
        asks: sum(&|i| i.asks.len()),
        pairs: sum(&|i| i.lots.len().saturating_mul(i.asks.len())),
    };
    if found.lots > LOTS_MAX || found.asks > ASKS_MAX || found.pairs > PAIRS_MAX {
        return Err(found);
    }
    Ok(())
}
