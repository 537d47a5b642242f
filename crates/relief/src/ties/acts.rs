//! Links of a community, from the state: who gave to whom, and who carried to whom, of what arrived.

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

/// A network as [`super::ties`] reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Acts {
    /// In ascending order; a link names them by their place here. Recipients to whom nothing came and parties
    /// that did nothing of this kind are not there.
    pub ends: Vec<End>,
    /// Two of the same two stand as one. The weight is the number of acts.
    pub links: Vec<Link>,
}

/// Of every commitment of which something was accepted on arrival, the donor gave; of every consignment of which
/// something was accepted, each party that held it after the sender carried. A promise ties nobody. Private talk,
/// invitations and sealed testimony are in no state, so nothing of them is here.
#[must_use]
pub fn acts(state: &State) -> Acts {
    let mut weights: BTreeMap<(End, End), u64> = BTreeMap::new();
    let mut count = |party: PartyId, to: RecipientId| {
        if let Some((id, _)) = state.recipient(to) {
            let act = (End::Party(party), End::Recipient(id));
            let weight = weights.entry(act).or_default();
            *weight = weight.saturating_add(1);
        }
    };
    for consignment in state.consignments.values() {
        let arrived = consignment.lines.iter().filter(|line| line.accepted > 0);
        for line in arrived.clone() {
            if let Some(commitment) = state.commitments.get(&line.commitment) {
                count(commitment.donor, consignment.recipient);
            }
        }
        if arrived.count() > 0 {
            let carriers = consignment.hops.iter().skip(1).map(|hop| hop.party);
            carriers.for_each(|party| count(party, consignment.recipient));
        }
    }
    numbered(&weights)
}

fn numbered(weights: &BTreeMap<(End, End), u64>) -> Acts {
    let mut ends: Vec<End> = weights.keys().flat_map(|(from, to)| [*from, *to]).collect();
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
