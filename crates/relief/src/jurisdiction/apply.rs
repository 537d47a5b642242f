//! How jurisdictions grow with each entry.

use std::collections::BTreeSet;

use super::{Appointment, Jurisdiction, Jurisdictions, VOICES_TO_REMOVE};
use crate::code::Role;
use crate::duty::Duties;
use crate::entry::*;
use crate::ids::*;
use crate::state::{Grant, State};

pub(crate) fn apply_registered(
    state: &mut State,
    index: u64,
    at: Stamp,
    fact: &JurisdictionRegistered,
) {
    let party = state.parties.get(&fact.office);
    let Some(name) = party.and_then(|p| p.name.clone()) else {
        return;
    };
    let id = JurisdictionId(index);
    let known = &mut state.jurisdictions;
    if let Some(parent) = fact.parent.and_then(|p| known.all.get_mut(&p)) {
        parent.children.push(id);
    }
    let gives_way = |known: &Jurisdictions, other| known.gives_way(other, fact.owes_from);
    if known
        .by_code(&fact.code)
        .is_none_or(|other| gives_way(known, other))
    {
        known.codes.insert(fact.code.clone(), id);
    }
    if known
        .of_office(fact.office)
        .is_none_or(|other| gives_way(known, other))
    {
        known.offices.insert(fact.office, id);
    }
    let found = Jurisdiction {
        office: fact.office,
        name,
        code: fact.code.clone(),
        level: fact.level,
        parent: fact.parent,
        children: Vec::new(),
        places: fact.places.clone(),
        offset_minutes: fact.offset_minutes,
        due_minute: fact.due_minute,
        owes_from: fact.owes_from,
        closed: None,
        closing: None,
        registered_at: at,
        appointments: Vec::new(),
        duties: Duties::from(fact.owes_from),
    };
    known.all.insert(id, found);
    known.wind(id);
}

pub(crate) fn apply_proposed(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &OfficialProposed,
) {
    let id = AppointmentId(index);
    let known = &mut state.jurisdictions;
    let Some(found) = known.all.get_mut(&fact.jurisdiction) else {
        return;
    };
    found.appointments.push(id);
    let appointment = Appointment {
        jurisdiction: fact.jurisdiction,
        party: fact.party,
        proposed: (by, at),
        confirmed: None,
        against: BTreeSet::new(),
        ended: None,
    };
    known.appointments.insert(id, appointment);
}

/// With the second person's word the appointed hold the role before the whole community too.
pub(crate) fn apply_confirmed(state: &mut State, at: Stamp, by: PartyId, fact: &OfficialConfirmed) {
    let known = &mut state.jurisdictions;
    let Some(found) = known.appointments.get_mut(&fact.appointment) else {
        return;
    };
    if found.ended.is_some() {
        return;
    }
    found.confirmed = Some((by, at));
    let party = found.party;
    known
        .standing
        .insert((party, found.jurisdiction, fact.appointment));
    state.grants.insert(official(party));
}

/// The official's own word ends it, or that of two others. With their last appointment goes the role.
pub(crate) fn apply_removed(state: &mut State, at: Stamp, by: PartyId, fact: &OfficialRemoved) {
    let known = &mut state.jurisdictions;
    let Some(found) = known.appointments.get_mut(&fact.appointment) else {
        return;
    };
    found.against.insert(by);
    let party = found.party;
    if by != party && found.against.len() < VOICES_TO_REMOVE {
        return;
    }
    found.ended.get_or_insert(at);
    let stood = known
        .standing
        .remove(&(party, found.jurisdiction, fact.appointment));
    if stood && known.spoken_for_by(party).next().is_none() {
        state.grants.remove(&official(party));
    }
}

fn official(party: PartyId) -> Grant {
    Grant {
        party,
        role: Role::Official,
        room: None,
        recipient: None,
    }
}
