//! The end of a jurisdiction: from a day on it owes nothing, and perhaps another took over. What it filed and what it
//! still owes of its days stays.

use crate::access::allow;
use crate::command::Actor;
use crate::duty;
use crate::entry::{ClosingProposed, ClosingWithdrawn, Fact, JurisdictionClosed};
use crate::ids::*;
use crate::jurisdiction::{Jurisdiction, Jurisdictions, OWES_AHEAD_DAYS_MAX, is_official};
use crate::refusal::Refusal;
use crate::state::State;
use crate::watch::day::Day;

/// From one office to the one that took over, and on to the one that took over from that, at most so often.
const HEIRS_MAX: usize = 32;

/// How a jurisdiction ends, or ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed {
    /// The last local day that it owes; before the first one it owes: it never owed any.
    pub owes_until: Day,
    /// The one that takes over.
    pub successor: Option<JurisdictionId>,
    /// Who said so.
    pub by: PartyId,
    /// The entry.
    pub index: Index,
    /// When it was written.
    pub at: Stamp,
}

/// Whether a jurisdiction owes the report of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owes {
    /// The day lies before the first one that it owes.
    NotYet,
    /// It does, filed or not.
    Yes,
    /// The day lies after the last one that it owes.
    NoMore,
}

impl Jurisdiction {
    /// Whether it owes the report of a day.
    #[must_use]
    pub fn owes(&self, day: Day) -> Owes {
        let is_after = |closed: Closed| day > closed.owes_until;
        if self.closed.is_some_and(is_after) {
            Owes::NoMore
        } else if day < self.owes_from {
            Owes::NotYet
        } else {
            Owes::Yes
        }
    }

    /// Whether its last day is over: from then on it is no more.
    #[must_use]
    pub fn is_over(&self, at: Stamp) -> bool {
        let over = |closed: Closed| self.local_day(at) > closed.owes_until;
        self.closed.is_some_and(over)
    }

    /// Whether it is over and has filed all that it owed.
    #[must_use]
    pub fn is_done(&self, at: Stamp) -> bool {
        self.is_over(at) && self.owes(self.duties.oldest_open()) == Owes::NoMore
    }
}

impl Jurisdictions {
    /// Whether the organisation and the code of a jurisdiction are free for another that owes from a day on.
    pub(super) fn gives_way(&self, id: JurisdictionId, owes_from: Day) -> bool {
        let found = self.get(id);
        found.is_some_and(|found| found.owes(owes_from) == Owes::NoMore)
    }

    /// The one that stands in a jurisdiction's place at a moment: itself, until it is over and another took over.
    #[must_use]
    pub fn heir(&self, id: JurisdictionId, at: Stamp) -> JurisdictionId {
        let after = |id: &JurisdictionId| {
            let found = self.get(*id).filter(|found| found.is_over(at))?;
            found.closed?.successor
        };
        let line = std::iter::successors(Some(id), after);
        line.take(HEIRS_MAX).last().unwrap_or(id)
    }
}

/// By two who lead the community and do not speak for the one that ends: the first proposes, the second says the same.
/// Another day or successor is another proposal in place of the first. A day that is over stays owed.
pub(crate) fn close(
    state: &State,
    actor: &Actor,
    at: Stamp,
    fact: JurisdictionClosed,
) -> Result<Vec<Fact>, Refusal> {
    let found = open_to(state, actor, fact.jurisdiction)?;
    if let Some(successor) = fact.successor {
        allow(successor != fact.jurisdiction, Refusal::SameThing)?;
        open(state, successor)?;
    }
    let today = found.local_day(at);
    allow(fact.owes_until >= today.plus(-1), Refusal::InThePast)?;
    let days = OWES_AHEAD_DAYS_MAX;
    allow(
        fact.owes_until <= today.plus(days),
        Refusal::TooFarAhead { days },
    )?;
    let same = |of: &Closed| (of.owes_until, of.successor) == (fact.owes_until, fact.successor);
    match found.closing.filter(same) {
        Some(proposed) => {
            let second = proposed.by != actor.party;
            allow(second, Refusal::ProposerCannotClose)?;
            Ok(vec![fact.into()])
        }
        None => Ok(vec![proposal(fact).into()]),
    }
}

/// By anybody who could propose it: the one who did, or another who finds it wrong.
pub(crate) fn withdraw_closing(
    state: &State,
    actor: &Actor,
    jurisdiction: JurisdictionId,
) -> Result<Vec<Fact>, Refusal> {
    let found = open_to(state, actor, jurisdiction)?;
    allow(found.closing.is_some(), Refusal::NothingChanges)?;
    Ok(vec![ClosingWithdrawn { jurisdiction }.into()])
}

/// One that nobody has closed, for somebody who may say how it ends.
fn open_to<'s>(
    state: &'s State,
    actor: &Actor,
    id: JurisdictionId,
) -> Result<&'s Jurisdiction, Refusal> {
    let found = open(state, id)?;
    allow(state.leads(actor, None), Refusal::NotAllowed)?;
    allow(!is_official(state, id, actor), Refusal::OwnOffice)?;
    Ok(found)
}

fn proposal(of: JurisdictionClosed) -> ClosingProposed {
    let JurisdictionClosed {
        jurisdiction,
        owes_until,
        successor,
    } = of;
    ClosingProposed {
        jurisdiction,
        owes_until,
        successor,
    }
}

/// One that nobody has closed.
pub(super) fn open(state: &State, id: JurisdictionId) -> Result<&Jurisdiction, Refusal> {
    let found = state.jurisdictions.get(id).ok_or(Refusal::NotFound(id.0))?;
    allow(found.closed.is_none(), Refusal::OfficeClosed(id))?;
    Ok(found)
}

pub(crate) fn apply_proposed_closing(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &ClosingProposed,
) {
    let found = state.jurisdictions.all.get_mut(&fact.jurisdiction);
    if let Some(found) = found.filter(|found| found.closed.is_none()) {
        found.closing = Some(Closed {
            owes_until: fact.owes_until,
            successor: fact.successor,
            by,
            index: Index(index),
            at,
        });
    }
}

pub(crate) fn apply_withdrawn_closing(state: &mut State, fact: &ClosingWithdrawn) {
    if let Some(found) = state.jurisdictions.all.get_mut(&fact.jurisdiction) {
        found.closing = None;
    }
}

pub(crate) fn apply_closed(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &JurisdictionClosed,
) {
    let id = fact.jurisdiction;
    let Some(found) = state.jurisdictions.all.get_mut(&id) else {
        return;
    };
    found.closing = None;
    found.closed.get_or_insert(Closed {
        owes_until: fact.owes_until,
        successor: fact.successor,
        by,
        index: Index(index),
        at,
    });
    duty::settle(&mut state.jurisdictions, id, at);
}
