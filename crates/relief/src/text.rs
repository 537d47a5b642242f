//! Public texts: the journal keeps their seals, the vault their words; a removal is an entry.

use std::collections::BTreeMap;

use crate::access::allow;
use crate::code::Ground;
use crate::command::Actor;
use crate::entry::{Fact, TextRedacted};
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::State;

/// Whether a sealed text still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextState {
    /// It stands in the vault of the community.
    Standing,
    /// Removed: by which entry, when, on what ground.
    Redacted {
        /// The entry that removed it.
        index: Index,
        /// When.
        at: Stamp,
        /// Why.
        ground: Ground,
    },
}

/// Seals of all texts, by the entry that holds them; with the room whose moderators may remove them, nothing: they
/// belong to the community.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts(BTreeMap<(Index, Seal), (TextState, Option<RoomId>)>);

impl Texts {
    pub(crate) fn seal(&mut self, index: u64, room: Option<RoomId>, seal: Option<Seal>) {
        if let Some(seal) = seal {
            let standing = (TextState::Standing, room);
            self.0.insert((Index(index), seal), standing);
        }
    }

    /// The state of one text.
    #[must_use]
    pub fn get(&self, entry: Index, seal: Seal) -> Option<TextState> {
        self.0.get(&(entry, seal)).map(|(state, _)| *state)
    }

    /// The room that a text belongs to; nothing: the community, or there is no such text.
    #[must_use]
    pub fn room(&self, entry: Index, seal: Seal) -> Option<RoomId> {
        self.0.get(&(entry, seal)).and_then(|(_, room)| *room)
    }

    /// The seals of one entry.
    pub fn of(&self, entry: Index) -> impl Iterator<Item = (Seal, TextState)> + '_ {
        let least = (entry, Seal([0; 32]));
        self.0
            .range(least..)
            .take_while(move |((e, _), _)| *e == entry)
            .map(|((_, s), (t, _))| (*s, *t))
    }
}

pub(crate) fn redact(
    state: &State,
    actor: &Actor,
    fact: TextRedacted,
    own: bool,
) -> Result<Vec<Fact>, Refusal> {
    let room = state.texts.room(fact.entry, fact.seal);
    let may = own || state.moderates(actor, room);
    allow(may, Refusal::NotAllowed)?;
    allow(
        state.texts.get(fact.entry, fact.seal) == Some(TextState::Standing),
        Refusal::NoSuchText,
    )?;
    Ok(vec![fact.into()])
}

pub(crate) fn apply_redacted(state: &mut State, index: u64, at: Stamp, fact: &TextRedacted) {
    if let Some((text, _)) = state.texts.0.get_mut(&(fact.entry, fact.seal)) {
        *text = TextState::Redacted {
            index: Index(index),
            at,
            ground: fact.ground,
        };
    }
    crate::testimony::settle(state, TestimonyId(fact.entry.0));
}
