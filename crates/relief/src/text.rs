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

/// Seals of all texts, by the entry that holds them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts(BTreeMap<(Index, Seal), TextState>);

impl Texts {
    pub(crate) fn seal(&mut self, index: u64, seal: Option<Seal>) {
        if let Some(seal) = seal {
            self.0.insert((Index(index), seal), TextState::Standing);
        }
    }

    /// The state of one text.
    #[must_use]
    pub fn get(&self, entry: Index, seal: Seal) -> Option<TextState> {
        self.0.get(&(entry, seal)).copied()
    }

    /// The seals of one entry.
    pub fn of(&self, entry: Index) -> impl Iterator<Item = (Seal, TextState)> + '_ {
        let least = (entry, Seal([0; 32]));
        self.0
            .range(least..)
            .take_while(move |((e, _), _)| *e == entry)
            .map(|((_, s), t)| (*s, *t))
    }
}

pub(crate) fn redact(
    state: &State,
    actor: &Actor,
    fact: TextRedacted,
    own: bool,
) -> Result<Vec<Fact>, Refusal> {
    let may = own || state.moderates(actor, room_of(state, fact.entry));
    allow(may, Refusal::NotAllowed)?;
    allow(
        state.texts.get(fact.entry, fact.seal) == Some(TextState::Standing),
        Refusal::NoSuchText,
    )?;
    Ok(vec![fact.into()])
}

/// The room in which an entry made something; nothing: it belongs to the community.
fn room_of(state: &State, entry: Index) -> Option<RoomId> {
    let (room, need) = (RoomId(entry.0), NeedId(entry.0));
    let promised = state.commitments.get(&CommitmentId(entry.0));
    if state.rooms.contains_key(&room) {
        return Some(room);
    }
    let need = promised.map_or(need, |c| c.need);
    let offer = state.offers.get(&OfferId(entry.0));
    state
        .needs
        .get(&need)
        .and_then(|n| n.room)
        .or_else(|| offer.and_then(|o| o.room))
}

pub(crate) fn apply_redacted(state: &mut State, index: u64, at: Stamp, fact: &TextRedacted) {
    if let Some(text) = state.texts.0.get_mut(&(fact.entry, fact.seal)) {
        *text = TextState::Redacted {
            index: Index(index),
            at,
            ground: fact.ground,
        };
    }
}
