//! What a reader may see: names of people in rooms they share, and no number of fewer than five people from outside.

use std::collections::{BTreeMap, BTreeSet};

use app::growth::Growth;
use app::{App, Person, Refused};
use relief::command::Actor;
use relief::ids::{PartyId, RecipientId, RoomId};
use relief::state::State;
use serde::{Serialize, Serializer};

use crate::t;
use crate::words::{Words, number};

/// Smaller numbers of people are not said in public.
pub const FEWEST: u64 = 5;
/// Names looked up for one page.
const NAMES_MAX: usize = 60;

/// A number of people, or that it is too small to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exactly(u64),
    /// From one to four.
    Few,
}

impl Count {
    /// The number in words.
    pub fn words(self, w: Words) -> String {
        match self {
            Count::Exactly(n) => number(n),
            Count::Few => t!(w, "ties-few", n = FEWEST),
        }
    }

    /// The number as a cell of a table holds it, short.
    pub fn cell(self, w: Words) -> String {
        match self {
            Count::Exactly(n) => number(n),
            Count::Few => t!(w, "ties-few-cell", n = FEWEST),
        }
    }

    /// The number with its noun: `8 people`.
    pub fn people(self, w: Words) -> String {
        match self {
            Count::Exactly(n) => t!(w, "growth-people", n = n),
            Count::Few => t!(w, "ties-few-people", n = FEWEST),
        }
    }

    /// The number, unless it is too small.
    pub fn get(self) -> Option<u64> {
        match self {
            Count::Exactly(n) => Some(n),
            Count::Few => None,
        }
    }
}

impl Serialize for Count {
    /// A number, or `"<5"`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Count::Exactly(n) => serializer.serialize_u64(*n),
            Count::Few => serializer.serialize_str("<5"),
        }
    }
}

/// Somebody who shares a room with the reader.
struct Known {
    /// Empty for those who want none, or are erased.
    name: String,
    /// The rooms shared.
    rooms: BTreeSet<RoomId>,
}

/// Whoever reads, and whom they know.
pub struct Reader {
    actor: Option<Actor>,
    /// Those who share a room with the reader.
    known: BTreeMap<PartyId, Known>,
    /// Everybody who did anything for the recipients of the reader's rooms was looked up.
    knows_all: bool,
    /// Recipients that the reader's rooms care for, by room.
    own: Own,
}

/// Recipients by the room that cares for them.
type Own = BTreeMap<RoomId, BTreeSet<RecipientId>>;

impl Reader {
    /// Looks up the names of those who ever did anything for the recipients of the reader's rooms.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn of(app: &App, who: Option<&Person>, growth: &Growth) -> Result<Reader, Refused> {
        let rooms = who.map_or(&[][..], |who| &who.rooms);
        let (own, asked) = asked_for(&app.state(), growth, rooms);
        let contacts = own.values().flatten();
        let contacts = contacts.filter_map(|id| growth.contacts.get(id));
        let others = contacts.flat_map(|all| all.keys().copied());
        let first: BTreeSet<PartyId> = asked.iter().copied().collect();
        let others: BTreeSet<PartyId> = others.filter(|party| !first.contains(party)).collect();
        let knows_all = asked.len().saturating_add(others.len()) <= NAMES_MAX;
        let known = known(app, rooms, asked.into_iter().chain(others)).await?;
        Ok(Reader {
            actor: who.map(Person::actor),
            known,
            knows_all,
            own,
        })
    }

    /// Looks up those alone that recipients of one room hang by or are cut off with.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn of_room(
        app: &App,
        who: &Person,
        growth: &Growth,
        room: RoomId,
    ) -> Result<Reader, Refused> {
        let (own, asked) = asked_for(&app.state(), growth, &[room]);
        Ok(Reader {
            actor: Some(who.actor()),
            known: known(app, &who.rooms, asked.into_iter()).await?,
            knows_all: false,
            own,
        })
    }

    /// A number of people: members of a room see all of them.
    pub fn count(&self, n: u64) -> Count {
        match n {
            1..FEWEST if self.first_room().is_none() => Count::Few,
            n => Count::Exactly(n),
        }
    }

    /// The room that the reader's buttons lead to.
    pub fn first_room(&self) -> Option<RoomId> {
        let rooms = self.actor.as_ref().map_or(&[][..], |actor| &actor.rooms);
        rooms.first().copied()
    }

    /// Rooms of the reader's that care for somebody.
    pub fn rooms(&self) -> impl Iterator<Item = RoomId> {
        self.own.keys().copied()
    }

    /// A room of the reader that cares for a recipient.
    pub fn room_for(&self, recipient: RecipientId) -> Option<RoomId> {
        let mut rooms = self.own.iter();
        rooms.find_map(|(room, own)| own.contains(&recipient).then_some(*room))
    }

    /// Recipients that one of the reader's rooms cares for.
    pub fn recipients(&self, room: RoomId) -> impl Iterator<Item = RecipientId> {
        self.own.get(&room).into_iter().flatten().copied()
    }

    /// Whether the reader leads a room.
    pub fn leads(&self, state: &State, room: RoomId) -> bool {
        let actor = self.actor.as_ref();
        actor.is_some_and(|actor| state.leads(actor, Some(room)))
    }

    /// Whether a party is the reader.
    pub fn is(&self, party: PartyId) -> bool {
        self.actor
            .as_ref()
            .is_some_and(|actor| actor.party == party)
    }

    /// Whether a party is a member of a room of the reader's.
    pub fn has_in(&self, room: RoomId, party: PartyId) -> bool {
        let known = self.known.get(&party);
        known.is_some_and(|known| known.rooms.contains(&room))
    }

    /// A party by name: an organisation, or a member of a room of the reader's who does not mind.
    pub fn name<'a>(&'a self, state: &'a State, party: PartyId) -> Option<&'a str> {
        let public = state.parties.get(&party).and_then(|p| p.name.as_ref());
        let known = || self.known.get(&party).map(|known| known.name.as_str());
        public
            .map(|name| name.as_str())
            .or_else(known)
            .filter(|name| !name.is_empty())
    }

    /// Members of a room of the reader's who did anything for its recipients; nothing when they are too many to tell.
    pub fn members_who_know(&self, room: RoomId) -> Option<Vec<PartyId>> {
        let of_room = |(_, known): &(&PartyId, &Known)| known.rooms.contains(&room);
        let members = self.known.iter().filter(of_room);
        self.knows_all
            .then(|| members.map(|(party, _)| *party).collect())
    }

    /// Whether a party is a member of one of the reader's rooms.
    pub fn shares_room_with(&self, party: PartyId) -> bool {
        self.known.contains_key(&party)
    }
}

/// Those of `parties` who share one of these rooms, of the first [`NAMES_MAX`].
async fn known(
    app: &App,
    rooms: &[RoomId],
    parties: impl Iterator<Item = PartyId>,
) -> Result<BTreeMap<PartyId, Known>, Refused> {
    let mut known = BTreeMap::new();
    for party in parties.take(NAMES_MAX) {
        let Some(person) = app.person_of(party).await? else {
            continue;
        };
        let shared = rooms.iter().copied().filter(|room| person.is_in(*room));
        let rooms: BTreeSet<RoomId> = shared.collect();
        if !rooms.is_empty() {
            let unnamed = app.is_unnamed(&person).await?;
            let name = if unnamed { "" } else { person.name.as_str() };
            let name = name.to_owned();
            known.insert(party, Known { name, rooms });
        }
    }
    Ok(known)
}

/// By room the recipients of its needs; and who is asked for by name, each once: first the parties that these hang by or
/// are cut off with, which findings name, then who else could do something about it.
fn asked_for(state: &State, growth: &Growth, rooms: &[RoomId]) -> (Own, Vec<PartyId>) {
    let own = cared_for(state, rooms);
    let all: BTreeSet<RecipientId> = own.values().flatten().copied().collect();
    let is_own = |ids: &[RecipientId]| ids.iter().any(|id| all.contains(id));
    let (mut named, mut beside) = (BTreeSet::new(), BTreeSet::new());
    for severed in growth.severed.iter().filter(|one| is_own(&one.recipients)) {
        named.insert(severed.party);
        let known = severed.recipients.iter().filter(|id| all.contains(id));
        let contacts = known.filter_map(|id| growth.contacts.get(id));
        beside.extend(contacts.flat_map(|parties| parties.keys().copied()));
    }
    for thread in growth.threads.iter().filter(|one| is_own(&one.recipients)) {
        named.insert(thread.party);
        for (room, own) in &own {
            if let Some(first) = thread.recipients.iter().find(|id| own.contains(id)) {
                beside.extend(thread.deputies(state, *room, *first));
            }
        }
    }
    let beside: Vec<PartyId> = beside.difference(&named).copied().collect();
    (own, named.into_iter().chain(beside).collect())
}

/// By room: the recipients of its needs on the board.
fn cared_for(state: &State, rooms: &[RoomId]) -> Own {
    let mut own = Own::new();
    for need in state.needs.values().filter(|need| need.is_live()) {
        let room = need.room.filter(|room| rooms.contains(room));
        if let Some((room, (id, _))) = room.zip(state.recipient(need.recipient)) {
            own.entry(room).or_default().insert(id);
        }
    }
    own
}
