//! Jurisdictions: bodies that owe one case report a day, and the people who may speak for them.

mod closing;

use std::collections::{BTreeMap, BTreeSet};

use crate::access::allow;
use crate::code::{OfficeLevel, PartyKind, Role};
use crate::command::Actor;
use crate::duty::{Clock, Duties, Hour};
use crate::entry::{
    Fact, JurisdictionRegistered, OfficialConfirmed, OfficialProposed, OfficialRemoved,
};
use crate::ids::*;
use crate::name::{Name, UnitCode};
use crate::place::Place;
use crate::refusal::Refusal;
use crate::state::{Grant, State};
use crate::watch::day::Day;
pub use closing::{Closed, Owes};
pub(crate) use closing::{apply_closed, close};

/// One community chases at most so many bodies.
pub const JURISDICTIONS_MAX: usize = 100_000;
/// Places that one body answers for, at most.
pub const JURISDICTION_PLACES_MAX: usize = crate::field::LIST_MAX;
/// People who speak for one body or are proposed to, at most.
pub const OFFICIALS_MAX: usize = 32;
/// Minutes of a day: its report is due at one of the next.
pub const MINUTES_PER_DAY: u64 = 1_440;
/// Local time differs from UTC by at most so many minutes, to the west and to the east.
pub const OFFSET_MINUTES: std::ops::RangeInclusive<i64> = -720..=840;
/// The first report that is owed is at most so many days ahead.
pub const OWES_AHEAD_DAYS_MAX: i32 = 366;
/// So many people with the right together end an appointment; the official alone may go at any time.
const VOICES_TO_REMOVE: usize = 2;

/// A body that owes reports. Not the same as a place: it may answer for several, or for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jurisdiction {
    /// The organisation that answers.
    pub office: PartyId,
    /// Its name.
    pub name: Name,
    /// What it is called where reports are exchanged.
    pub code: UnitCode,
    /// How far up it stands.
    pub level: OfficeLevel,
    /// The one above it.
    pub parent: Option<JurisdictionId>,
    /// Those directly under it, oldest first.
    pub children: Vec<JurisdictionId>,
    /// Places that it answers for.
    pub places: Vec<Place>,
    /// Its local time, in minutes east of UTC.
    pub offset_minutes: i64,
    /// The minute of the next local day at which a day's report is due.
    pub due_minute: u64,
    /// The first local day that it owes.
    pub owes_from: Day,
    /// How it ends.
    pub closed: Option<Closed>,
    /// When it was registered.
    pub registered_at: Stamp,
    /// Its appointments, oldest first.
    pub appointments: Vec<AppointmentId>,
    /// What it filed and what it owes.
    pub duties: Duties,
}

impl Jurisdiction {
    /// The day that it is there at a moment.
    #[must_use]
    pub fn local_day(&self, at: Stamp) -> Day {
        self.hour().local_day(at)
    }

    pub(crate) fn hour(&self) -> Hour {
        Hour {
            offset_minutes: self.offset_minutes,
            due_minute: self.due_minute,
        }
    }
}

/// Somebody who speaks for a jurisdiction, or is proposed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// For which one.
    pub jurisdiction: JurisdictionId,
    /// Who.
    pub party: PartyId,
    /// Who proposed them, and when.
    pub proposed: (PartyId, Stamp),
    /// Who confirmed them, and when. Before that they speak for nobody.
    pub confirmed: Option<(PartyId, Stamp)>,
    /// Who wants the appointment to end.
    pub against: BTreeSet<PartyId>,
    /// When it ended.
    pub ended: Option<Stamp>,
}

impl Appointment {
    /// Whether the person speaks for the jurisdiction now.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.confirmed.is_some() && self.ended.is_none()
    }
}

/// All jurisdictions and their officials, and the clock of what they owe.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Jurisdictions {
    pub(crate) all: BTreeMap<JurisdictionId, Jurisdiction>,
    pub(crate) clock: Clock,
    codes: BTreeMap<UnitCode, JurisdictionId>,
    offices: BTreeMap<PartyId, JurisdictionId>,
    appointments: BTreeMap<AppointmentId, Appointment>,
    /// Appointments that stand, by whom and for what.
    standing: BTreeSet<(PartyId, JurisdictionId, AppointmentId)>,
}

impl Jurisdictions {
    /// One of them.
    #[must_use]
    pub fn get(&self, id: JurisdictionId) -> Option<&Jurisdiction> {
        self.all.get(&id)
    }

    /// All, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (JurisdictionId, &Jurisdiction)> {
        self.all.iter().map(|(id, found)| (*id, found))
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether nobody owes anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The one that is called so where reports are exchanged.
    #[must_use]
    pub fn by_code(&self, code: &UnitCode) -> Option<JurisdictionId> {
        self.codes.get(code).copied()
    }

    /// The one for which an organisation answers.
    #[must_use]
    pub fn of_office(&self, office: PartyId) -> Option<JurisdictionId> {
        self.offices.get(&office).copied()
    }

    /// Whether a party speaks for a jurisdiction.
    #[must_use]
    pub fn official(&self, id: JurisdictionId, party: PartyId) -> bool {
        let from = (party, id, AppointmentId(0));
        let to = (party, id, AppointmentId(u64::MAX));
        self.standing.range(from..=to).next().is_some()
    }

    /// Whether the standing of one is suspended.
    #[must_use]
    pub fn is_suspended(&self, id: JurisdictionId) -> bool {
        self.get(id)
            .is_some_and(|found| found.duties.is_suspended())
    }

    /// Those for which a party speaks.
    pub fn spoken_for_by(&self, party: PartyId) -> impl Iterator<Item = JurisdictionId> {
        let from = (party, JurisdictionId(0), AppointmentId(0));
        let to = (party, JurisdictionId(u64::MAX), AppointmentId(u64::MAX));
        self.standing.range(from..=to).map(|(_, id, _)| *id)
    }

    /// An appointment.
    #[must_use]
    pub fn appointment(&self, id: AppointmentId) -> Option<&Appointment> {
        self.appointments.get(&id)
    }

    /// Every appointment, oldest first.
    pub fn appointments(&self) -> impl Iterator<Item = (AppointmentId, &Appointment)> {
        self.appointments.iter().map(|(id, found)| (*id, found))
    }
}

/// Whether somebody speaks for a jurisdiction. Nobody does by leading alone.
#[must_use]
pub fn is_official(state: &State, id: JurisdictionId, actor: &Actor) -> bool {
    state.jurisdictions.official(id, actor.party)
}

impl State {
    /// Has a say in who speaks for a jurisdiction: leads of the community, and officials of it or of the one above.
    #[must_use]
    pub fn appoints(&self, actor: &Actor, id: JurisdictionId) -> bool {
        let above = self.jurisdictions.get(id).and_then(|j| j.parent);
        let above = above.map(|above| self.jurisdictions.heir(above, self.last_at));
        self.leads(actor, None)
            || is_official(self, id, actor)
            || above.is_some_and(|above| is_official(self, above, actor))
    }

    /// Whether a party is an organisation that may be an office.
    #[must_use]
    pub(crate) fn is_office(&self, id: PartyId) -> bool {
        let party = self.parties.get(&id);
        id != COMMUNITY && party.is_some_and(|p| p.kind == PartyKind::Organisation)
    }
}

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
