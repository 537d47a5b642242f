//! Who is asking: a person with a party and rooms, remembered in memory while they are about.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use relief::command::Actor;
use relief::ids::{PartyId, RoomId, Stamp};
use store::{PrivateId, Store};

use crate::error::Refused;

/// People remembered at once; beyond it the memory is emptied and filled again from the vault.
const REMEMBERED_MAX: usize = 50_000;

/// What a person says they can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Can {
    /// Goods or money.
    Give,
    /// Has a car.
    Drive,
    /// Calls back.
    Call,
    /// Translates standards and manuals.
    Translate,
}

impl Can {
    /// Every one.
    pub const ALL: [Can; 4] = [Can::Give, Can::Drive, Can::Call, Can::Translate];

    /// How it stands in the vault.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Can::Give => "give",
            Can::Drive => "drive",
            Can::Call => "call",
            Can::Translate => "translate",
        }
    }

    /// Reads the vault's list.
    #[must_use]
    pub fn read_list(text: &str) -> Vec<Can> {
        Can::ALL
            .into_iter()
            .filter(|c| text.split(',').any(|t| t == c.code()))
            .collect()
    }

    pub(crate) fn write_list(cans: &[Can]) -> String {
        let mut codes: Vec<_> = cans.iter().map(|c| c.code()).collect();
        codes.dedup();
        codes.join(",")
    }
}

/// A person as the application knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub account: PrivateId,
    /// What they call themself; empty once erased.
    pub name: String,
    /// Their number in public.
    pub party: PartyId,
    /// What they can do.
    pub cans: Vec<Can>,
    /// The language of their pages.
    pub lang: String,
    /// Rooms they are in.
    pub rooms: Vec<RoomId>,
}

impl Person {
    /// The person as an actor of the domain.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor {
            party: self.party,
            rooms: self.rooms.clone(),
        }
    }

    /// Whether they are in a room.
    #[must_use]
    pub fn is_in(&self, room: RoomId) -> bool {
        self.rooms.contains(&room)
    }
}

/// The memory of people and of their sessions.
#[derive(Default)]
pub(crate) struct People(RwLock<Memory>);

#[derive(Default)]
struct Memory {
    by_account: HashMap<PrivateId, Arc<Person>>,
    /// Whose token it is, and when its device was last noted to be in use.
    by_session: HashMap<[u8; 32], (PrivateId, Stamp)>,
    /// How often somebody was forgotten.
    forgotten: u64,
}

/// Taken before the vault is read: what was read before somebody was forgotten is not remembered after it.
#[derive(Clone, Copy)]
pub(crate) struct Before(u64);

impl People {
    pub(crate) async fn get(
        &self,
        store: &Store,
        account: PrivateId,
    ) -> Result<Option<Arc<Person>>, Refused> {
        let (known, before) = {
            let memory = self.read();
            let known = memory.by_account.get(&account).cloned();
            (known, Before(memory.forgotten))
        };
        if known.is_some() {
            return Ok(known);
        }
        let Some(row) = store.account(account).await? else {
            return Ok(None);
        };
        let Some(party) = row.party else {
            return Ok(None);
        };
        let rooms = store
            .memberships_of(account)
            .await?
            .into_iter()
            .map(|m| RoomId(m.room))
            .collect();
        let cans = Can::read_list(&row.cans);
        let person = Person {
            account,
            name: row.name,
            party: PartyId(party),
            cans,
            lang: row.lang,
            rooms,
        };
        Ok(Some(self.put(person, before)))
    }

    /// Remembers a person as the vault had them.
    fn put(&self, person: Person, before: Before) -> Arc<Person> {
        let person = Arc::new(person);
        let mut memory = self.write();
        if memory.forgotten == before.0 {
            make_room(&mut memory.by_account);
            memory
                .by_account
                .insert(person.account, Arc::clone(&person));
        }
        person
    }

    /// Forgets what is remembered, so that the vault is read again.
    pub(crate) fn forget(&self, account: PrivateId) {
        let mut memory = self.write();
        memory.forgotten += 1;
        memory.by_account.remove(&account);
        memory.by_session.retain(|_, (of, _)| *of != account);
    }

    /// Whose token has this hash, if that is remembered; and since when the answer of the vault would hold.
    pub(crate) fn session(&self, hash: &[u8; 32]) -> (Option<PrivateId>, Before) {
        let memory = self.read();
        let known = memory.by_session.get(hash).map(|(account, _)| *account);
        (known, Before(memory.forgotten))
    }

    /// Remembers whose token it is, as the vault had it.
    pub(crate) fn put_session(&self, hash: [u8; 32], of: (PrivateId, Stamp), before: Before) {
        let mut memory = self.write();
        if memory.forgotten == before.0 {
            make_room(&mut memory.by_session);
            memory.by_session.insert(hash, of);
        }
    }

    /// Notes that a device is in use; not where that was noted less than `every` seconds ago, or nothing is remembered.
    pub(crate) fn see(&self, hash: &[u8; 32], now: Stamp, every: i64) -> bool {
        let is_due = |seen: Stamp| now.since(seen) >= every;
        let known = |memory: &Memory| memory.by_session.get(hash).map(|(_, seen)| *seen);
        // Nearly every request asks and is told no: it waits for nobody.
        if !known(&self.read()).is_some_and(is_due) {
            return false;
        }
        let mut memory = self.write();
        let found = memory.by_session.get_mut(hash);
        let Some((_, seen)) = found.filter(|(_, seen)| is_due(*seen)) else {
            return false;
        };
        *seen = now;
        true
    }

    fn read(&self) -> RwLockReadGuard<'_, Memory> {
        // The memory is whole whenever the lock is free: no code panics while it is held.
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Memory> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn make_room<K, V>(map: &mut HashMap<K, V>) {
    if map.len() >= REMEMBERED_MAX {
        map.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEI: PrivateId = PrivateId([1; 16]);

    fn mei(rooms: &[u64]) -> Person {
        Person {
            account: MEI,
            name: "梅".to_owned(),
            party: PartyId(7),
            cans: Vec::new(),
            lang: "zh-Hans".to_owned(),
            rooms: rooms.iter().copied().map(RoomId).collect(),
        }
    }

    #[test]
    fn what_was_read_before_somebody_was_forgotten_is_not_remembered_after_it() {
        let people = People::default();
        let (_, before) = people.session(&[9; 32]);
        people.put(mei(&[3]), before);
        people.put_session([9; 32], (MEI, Stamp(0)), before);
        assert_eq!(people.session(&[9; 32]).0, Some(MEI));

        // She leaves the room and signs out while two pages of hers are on their way.
        let (_, before) = people.session(&[9; 32]);
        people.forget(MEI);
        people.put(mei(&[3]), before);
        people.put_session([9; 32], (MEI, Stamp(0)), before);
        assert!(people.read().by_account.is_empty());
        let (known, before) = people.session(&[9; 32]);
        assert_eq!(known, None);

        people.put(mei(&[]), before);
        assert!(people.read().by_account.contains_key(&MEI));
    }
}
