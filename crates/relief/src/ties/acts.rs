//! Links of a community, from the deeds that the state counts: who gave to whom, carried to whom, handed over to
//! whom, and called whom back.

use std::collections::BTreeMap;

use crate::ids::{PartyId, RecipientId};
use crate::state::State;

use super::Link;

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
    /// Two of the same two stand as one. The weight is the number of acts.
    pub links: Vec<Link>,
}

impl Acts {
    /// Numbers the ends of links that are counted by their ends, and those who may have none.
    #[must_use]
    pub fn of(weights: &BTreeMap<(End, End), u64>, others: impl Iterator<Item = End>) -> Acts {
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

/// How often anybody did anything for anybody. A promise ties nobody. Private talk, invitations and sealed
/// testimony are in no state, so nothing of them is here. O(deeds log deeds).
#[must_use]
pub fn acts(state: &State) -> BTreeMap<(End, End), u64> {
    let mut weights: BTreeMap<(End, End), u64> = BTreeMap::new();
    for ((party, to, _), count) in state.deeds.iter() {
        let act = (End::Party(party), to.standing(state));
        let weight = weights.entry(act).or_default();
        *weight = weight.saturating_add(count);
    }
    weights
}
