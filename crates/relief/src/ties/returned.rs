//! Who was helped and now helps: the one to ask first, for help that goes on holds a community together.

use std::collections::{BTreeMap, BTreeSet};

use crate::commitment::CommitmentState;
use crate::ids::{PartyId, RecipientId, Stamp};
use crate::state::State;

/// Parties that stand for a recipient to which something came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Returned {
    /// All of them.
    pub helped: BTreeSet<PartyId>,
    /// Those of them that promised or carried anything for anybody afterwards. A declined promise counts too: it
    /// was meant.
    pub helping: BTreeSet<PartyId>,
}

/// O((consignments + commitments) log parties).
#[must_use]
pub fn returned(state: &State) -> Returned {
    let since = helped_since(state);
    let after = |party: PartyId, at: Stamp| since.get(&party).is_some_and(|since| *since <= at);
    let mut helping = BTreeSet::new();
    for commitment in state.commitments.values() {
        let withdrawn = commitment.state == CommitmentState::Withdrawn;
        let promised = commitment.steps.first().filter(|_| !withdrawn);
        if promised.is_some_and(|(_, at, _)| after(commitment.donor, *at)) {
            helping.insert(commitment.donor);
        }
    }
    for hop in state
        .consignments
        .values()
        .flat_map(|one| one.hops.iter().skip(1))
    {
        if after(hop.party, hop.recorded_at) {
            helping.insert(hop.party);
        }
    }
    Returned {
        helped: since.into_keys().collect(),
        helping,
    }
}

/// Since when each party that stands for a recipient has been helped.
fn helped_since(state: &State) -> BTreeMap<PartyId, Stamp> {
    let mut arrivals: BTreeMap<RecipientId, Stamp> = BTreeMap::new();
    for consignment in state.consignments.values() {
        let came = consignment.lines.iter().any(|line| line.accepted > 0);
        let first = consignment.receipts.iter().map(|receipt| receipt.at).min();
        let recipient = state.recipient(consignment.recipient);
        if let Some((first, (id, _))) = first.zip(recipient).filter(|_| came) {
            let known = arrivals.entry(id).or_insert(first);
            *known = first.min(*known);
        }
    }
    let mut since: BTreeMap<PartyId, Stamp> = BTreeMap::new();
    for grant in &state.grants {
        let recipient = grant.recipient.and_then(|id| state.recipient(id));
        if let Some(at) = recipient.and_then(|(id, _)| arrivals.get(&id)) {
            let known = since.entry(grant.party).or_insert(*at);
            *known = (*at).min(*known);
        }
    }
    since
}
