//! Who ever did anything for the recipients that wait now, and who is the single thread that one hangs by.

use std::collections::{BTreeMap, BTreeSet};

use crate::code::Role;
use crate::ids::{PartyId, RecipientId, RoomId, Stamp};
use crate::state::State;

use super::acts::End;
use super::deeds::Deed;
use super::fade::Period;

/// What a party did for a recipient.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// How often.
    pub times: u64,
    /// The kinds.
    pub deeds: BTreeSet<Deed>,
    /// When last.
    pub latest: Option<Period>,
}

/// By recipient with a need on the board: everybody who ever did anything for it. Where nobody waits nobody is
/// asked for.
pub type Contacts = BTreeMap<RecipientId, BTreeMap<PartyId, Contact>>;

/// All of them. O(deeds log deeds + needs).
#[must_use]
pub fn contacts(state: &State) -> Contacts {
    let live = state.needs.values().filter(|need| need.is_live());
    let waiting = live.filter_map(|need| state.recipient(need.recipient));
    let mut contacts: Contacts = waiting.map(|(id, _)| (id, BTreeMap::new())).collect();
    for ((party, to, deed), period, count) in state.deeds.iter() {
        let End::Recipient(id) = to.standing(state) else {
            continue;
        };
        if let Some(parties) = contacts.get_mut(&id) {
            let contact = parties.entry(party).or_default();
            contact.times = contact.times.saturating_add(count);
            contact.deeds.insert(deed);
            contact.latest = contact.latest.max(Some(period));
        }
    }
    contacts
}

/// A party without whom recipients that wait would know nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// Who.
    pub party: PartyId,
    /// Recipients that nobody else ever did anything for, in ascending order.
    pub recipients: Vec<RecipientId>,
    /// What the party did for them, the kinds only.
    pub deeds: BTreeSet<Deed>,
}

impl Thread {
    /// The role in which the party is alone: calling weighs most, for who calls is known at the other end.
    #[must_use]
    pub fn role(&self) -> Role {
        let carries = |deed: &Deed| matches!(deed, Deed::Carried | Deed::HandedOver);
        if self.deeds.contains(&Deed::CalledBack) {
            Role::Verifier
        } else if self.deeds.iter().any(carries) {
            Role::Transport
        } else {
            Role::Sourcing
        }
    }

    /// Whether another party could use that role for one of the recipients: whoever registered a recipient, or changed
    /// how it is reached, does not check it.
    #[must_use]
    pub fn can_share(&self, state: &State, recipient: RecipientId, party: PartyId) -> bool {
        let author = state.recipients.get(&recipient).map(|found| found.author);
        let barred = self.role() == Role::Verifier && author == Some(party);
        party != self.party && !barred
    }

    /// Those who were given that role in a room, members still or not, and can use it for one of the recipients.
    /// O(grants).
    #[must_use]
    pub fn deputies(
        &self,
        state: &State,
        room: RoomId,
        recipient: RecipientId,
    ) -> BTreeSet<PartyId> {
        let role = self.role();
        let grants = state.grants.iter();
        let given = grants.filter(|grant| grant.role == role && grant.room == Some(room));
        let parties = given.map(|grant| grant.party);
        parties
            .filter(|party| self.can_share(state, recipient, *party))
            .collect()
    }
}

/// All of them, the one with most recipients first.
#[must_use]
pub fn threads(contacts: &Contacts) -> Vec<Thread> {
    let mut threads: BTreeMap<PartyId, Thread> = BTreeMap::new();
    for (recipient, parties) in contacts {
        let mut parties = parties.iter();
        if let (Some((party, contact)), None) = (parties.next(), parties.next()) {
            let thread = threads.entry(*party).or_insert_with(|| Thread {
                party: *party,
                recipients: Vec::new(),
                deeds: BTreeSet::new(),
            });
            thread.recipients.push(*recipient);
            thread.deeds.extend(&contact.deeds);
        }
    }
    let mut threads: Vec<Thread> = threads.into_values().collect();
    threads.sort_by_key(|thread| (std::cmp::Reverse(thread.recipients.len()), thread.party));
    threads
}

/// Recipients that somebody did something for, and nobody for a fortnight or more: [`Period::is_cold`].
#[must_use]
pub fn cold(contacts: &Contacts, now: Stamp) -> Vec<RecipientId> {
    let now = Period::of(now);
    let latest = |parties: &BTreeMap<PartyId, Contact>| {
        parties.values().filter_map(|contact| contact.latest).max()
    };
    let cold = contacts
        .iter()
        .filter(|(_, parties)| latest(parties).is_some_and(|latest| latest.is_cold(now)));
    cold.map(|(recipient, _)| *recipient).collect()
}
