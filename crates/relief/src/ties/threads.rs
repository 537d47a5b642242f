//! Who is the single thread that a recipient hangs by.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{PartyId, RecipientId};
use crate::state::State;

use super::acts::End;
use super::deeds::Deed;

/// A party without whom recipients with open needs would know nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// Who.
    pub party: PartyId,
    /// Recipients that nobody else ever did anything for, in ascending order.
    pub recipients: Vec<RecipientId>,
    /// What the party did for them, the kinds only.
    pub deeds: BTreeSet<Deed>,
}

/// All of them, the one with most recipients first. Recipients without a need on the board are left out: nobody
/// waits there. O(deeds log deeds + needs).
#[must_use]
pub fn threads(state: &State) -> Vec<Thread> {
    let mut known: BTreeMap<RecipientId, BTreeMap<PartyId, BTreeSet<Deed>>> = waiting(state);
    for ((party, to, deed), _) in state.deeds.iter() {
        let End::Recipient(id) = to.standing(state) else {
            continue;
        };
        if let Some(parties) = known.get_mut(&id) {
            parties.entry(party).or_default().insert(deed);
        }
    }
    let mut threads: BTreeMap<PartyId, Thread> = BTreeMap::new();
    for (recipient, parties) in known {
        let mut parties = parties.into_iter();
        if let (Some((party, deeds)), None) = (parties.next(), parties.next()) {
            let thread = threads.entry(party).or_insert_with(|| Thread {
                party,
                recipients: Vec::new(),
                deeds: BTreeSet::new(),
            });
            thread.recipients.push(recipient);
            thread.deeds.extend(deeds);
        }
    }
    let mut threads: Vec<Thread> = threads.into_values().collect();
    threads.sort_by_key(|thread| (std::cmp::Reverse(thread.recipients.len()), thread.party));
    threads
}

/// Recipients with a need on the board, each with nobody yet.
fn waiting<T: Default>(state: &State) -> BTreeMap<RecipientId, T> {
    let live = state.needs.values().filter(|need| need.is_live());
    live.filter_map(|need| state.recipient(need.recipient))
        .map(|(id, _)| (id, T::default()))
        .collect()
}
