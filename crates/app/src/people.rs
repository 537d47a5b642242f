//! Who is asking: a person with a party and rooms, remembered in memory while they are about.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use relief::command::Actor;
use relief::ids::{PartyId, RoomId};
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
pub(crate) struct People {
    by_account: RwLock<HashMap<PrivateId, Arc<Person>>>,
    by_session: RwLock<HashMap<[u8; 32], PrivateId>>,
}

impl People {
    pub(crate) async fn get(
        &self,
        store: &Store,
        account: PrivateId,
    ) -> Result<Option<Arc<Person>>, Refused> {
        let known = self
            .by_account
            .read()
            .ok()
            .and_then(|map| map.get(&account).cloned());
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
        Ok(Some(self.put(person)))
    }

    pub(crate) fn put(&self, person: Person) -> Arc<Person> {
        let person = Arc::new(person);
        if let Ok(mut map) = self.by_account.write() {
            if map.len() >= REMEMBERED_MAX {
                map.clear();
            }
            map.insert(person.account, Arc::clone(&person));
        }
        person
    }

    /// Forgets what is remembered, so that the vault is read again.
    pub(crate) fn forget(&self, account: PrivateId) {
        if let Ok(mut map) = self.by_account.write() {
            map.remove(&account);
        }
        if let Ok(mut map) = self.by_session.write() {
            map.retain(|_, a| *a != account);
        }
    }

    pub(crate) fn session(&self, hash: &[u8; 32]) -> Option<PrivateId> {
        self.by_session.read().ok()?.get(hash).copied()
    }

    pub(crate) fn put_session(&self, hash: [u8; 32], account: PrivateId) {
        if let Ok(mut map) = self.by_session.write() {
            if map.len() >= REMEMBERED_MAX {
                map.clear();
            }
            map.insert(hash, account);
        }
    }
}
