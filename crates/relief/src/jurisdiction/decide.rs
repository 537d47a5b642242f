//! Who may register a body and say who speaks for it.

use super::{
    Appointment, JURISDICTION_PLACES_MAX, JURISDICTIONS_MAX, MINUTES_PER_DAY, OFFICIALS_MAX,
    OFFSET_MINUTES, OWES_AHEAD_DAYS_MAX, closing,
};
use crate::access::allow;
use crate::code::*;
use crate::command::Actor;
use crate::entry::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::State;
use crate::watch::day::Day;

pub(crate) fn register(
    state: &State,
    actor: &Actor,
    at: Stamp,
    fact: JurisdictionRegistered,
) -> Result<Vec<Fact>, Refusal> {
    allow(
        actor.is_community() || state.leads(actor, None),
        Refusal::NotAllowed,
    )?;
    let known = &state.jurisdictions;
    let max = JURISDICTIONS_MAX;
    allow(known.len() < max, Refusal::JurisdictionsEnough { max })?;
    allow(state.is_office(fact.office), Refusal::NotAnOffice)?;
    let same = [known.of_office(fact.office), known.by_code(&fact.code)];
    let mut same = same.into_iter().flatten();
    if let Some(taken) = same.find(|id| !known.gives_way(*id, fact.owes_from)) {
        return Err(Refusal::JurisdictionExists(taken));
    }
    if let Some(id) = fact.parent {
        let parent = closing::open(state, id)?;
        allow(parent.level < fact.level, Refusal::ParentNotAbove)?;
    }
    let max = JURISDICTION_PLACES_MAX;
    allow(fact.places.len() <= max, Refusal::TooManyPlaces { max })?;
    let timed = OFFSET_MINUTES.contains(&fact.offset_minutes) && fact.due_minute < MINUTES_PER_DAY;
    allow(timed, Refusal::OutOfBounds)?;
    let today = Day::of(Stamp(
        at.0.saturating_add(fact.offset_minutes.saturating_mul(60)),
    ));
    allow(fact.owes_from >= today, Refusal::InThePast)?;
    let days = OWES_AHEAD_DAYS_MAX;
    allow(
        fact.owes_from <= today.plus(days),
        Refusal::TooFarAhead { days },
    )?;
    Ok(vec![fact.into()])
}

/// One person's word that somebody speaks for a jurisdiction; nobody says it of themselves.
pub(crate) fn propose(
    state: &State,
    actor: &Actor,
    fact: OfficialProposed,
) -> Result<Vec<Fact>, Refusal> {
    let id = fact.jurisdiction;
    let found = state.jurisdictions.get(id).ok_or(Refusal::NotFound(id.0))?;
    let party = state.parties.get(&fact.party);
    let party = party.ok_or(Refusal::NotFound(fact.party.0))?;
    allow(state.appoints(actor, id), Refusal::NotAllowed)?;
    allow(party.kind == PartyKind::Person, Refusal::OfficialIsAPerson)?;
    allow(actor.party != fact.party, Refusal::OwnAppointment)?;
    let live = found.appointments.iter().filter_map(|id| {
        let found = state.jurisdictions.appointment(*id)?;
        found.ended.is_none().then_some(found.party)
    });
    let live: Vec<PartyId> = live.collect();
    allow(!live.contains(&fact.party), Refusal::RoleHeld)?;
    let max = OFFICIALS_MAX;
    allow(live.len() < max, Refusal::OfficialsEnough { max })?;
    Ok(vec![fact.into()])
}

/// The second person: neither the one who proposed nor the one proposed.
pub(crate) fn confirm(
    state: &State,
    actor: &Actor,
    appointment: AppointmentId,
) -> Result<Vec<Fact>, Refusal> {
    let found = live(state, appointment)?;
    allow(found.confirmed.is_none(), Refusal::OfficialConfirmed)?;
    allow(
        state.appoints(actor, found.jurisdiction),
        Refusal::NotAllowed,
    )?;
    allow(actor.party != found.party, Refusal::OwnAppointment)?;
    allow(
        actor.party != found.proposed.0,
        Refusal::ProposerCannotConfirm,
    )?;
    Ok(vec![OfficialConfirmed { appointment }.into()])
}

pub(crate) fn remove(
    state: &State,
    actor: &Actor,
    appointment: AppointmentId,
) -> Result<Vec<Fact>, Refusal> {
    let found = live(state, appointment)?;
    let may = actor.party == found.party || state.appoints(actor, found.jurisdiction);
    allow(may, Refusal::NotAllowed)?;
    allow(
        !found.against.contains(&actor.party),
        Refusal::NothingChanges,
    )?;
    Ok(vec![OfficialRemoved { appointment }.into()])
}

fn live(state: &State, id: AppointmentId) -> Result<&Appointment, Refusal> {
    let found = state.jurisdictions.appointment(id);
    let found = found.ok_or(Refusal::NotFound(id.0))?;
    allow(found.ended.is_none(), Refusal::AppointmentEnded)?;
    Ok(found)
}
