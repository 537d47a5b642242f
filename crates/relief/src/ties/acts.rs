//! Links of a community, from the deeds that the state counts: who gave to whom, carried to whom, handed over to
//! whom, and called whom back.

use std::collections::BTreeMap;

use crate::ids::{PartyId, RecipientId, Stamp};
use crate::state::State;

use super::Link;
use super::fade::{Period, weight};

/// How much one end did for another, always above 0.
pub type Weights = BTreeMap<(End, End), u64>;

/// An end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// Who acts.
    Party(PartyId),
    /// Who receives.
    Recipient(RecipientId),
}

impl End {
    /// The end that a merged recipient now stands for.
    #[must_use]
    pub fn standing(self, state: &State) -> End {
        match self {
            End::Recipient(id) => End::Recipient(state.recipient(id).map_or(id, |(id, _)| id)),
            End::Party(_) => self,
        }
    }
}

/// A network as [`super::ties`] reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Acts {
    /// In ascending order; a link names them by their place here.
    pub ends: Vec<End>,
    /// Two of the same two stand as one. The weight is what [`Weights`] say.
    pub links: Vec<Link>,
}

impl Acts {
    /// Numbers the ends of links that are counted by their ends, and those who may have none.
    #[must_use]
    pub fn of(weights: &Weights, others: impl Iterator<Item = End>) -> Acts {
        let linked = weights.keys().flat_map(|(from, to)| [*from, *to]);
        let mut ends: Vec<End> = linked.chain(others).collect();
        ends.sort_unstable();
        ends.dedup();
        let links = weights.iter().filter_map(|((from, to), weight)| {
            Some(Link {
                from: ends.binary_search(from).ok()?,
                to: ends.binary_search(to).ok()?,
                weight: *weight,
            })
        });
        Acts {
            links: links.collect(),
            ends,
        }
    }
}

/// How much anybody did for anybody, what is long ago weighing less: [`super::fade::weight`]. A promise ties nobody. Private
/// talk, invitations and sealed testimony are in no state, so nothing of them is here. O(deeds log deeds).
#[must_use]
pub fn lately(state: &State, now: Stamp) -> Weights {
    let now = Period::of(now);
    weights(state, |count, period| weight(count, period, now))
}

/// How often anybody ever did anything for anybody. O(deeds log deeds).
#[must_use]
pub fn ever(state: &State) -> Weights {
    weights(state, |count, _| count)
}

fn weights(state: &State, weigh: impl Fn(u64, Period) -> u64) -> Weights {
    let mut weights = Weights::new();
    for ((party, to, _), period, count) in state.deeds.iter() {
        let act = (End::Party(party), to.standing(state));
        add(&mut weights, act, weigh(count, period));
    }
    weights
}

/// Adds to a weight; what weighs nothing makes no link.
pub fn add(weights: &mut Weights, (from, to): (End, End), weight: u64) {
    if weight > 0 {
        let sum = weights.entry((from, to)).or_default();
        *sum = sum.saturating_add(weight);
    }
}
