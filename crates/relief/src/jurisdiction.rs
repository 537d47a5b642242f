//! Jurisdictions: bodies that owe one case report a day, and the people who may speak for them.

mod apply;
mod closing;
mod decide;

use std::collections::{BTreeMap, BTreeSet};

use crate::code::{OfficeLevel, PartyKind};
use crate::command::Actor;
use crate::duty::{Clock, Duties, Hour};
use crate::ids::*;
use crate::name::{Name, UnitCode};
use crate::place::Place;
use crate::state::State;
use crate::watch::day::Day;
pub(crate) use apply::*;
pub use closing::{Closed, Owes};
pub(crate) use closing::{
    apply_closed, apply_proposed_closing, apply_withdrawn_closing, close, withdraw_closing,
};
pub(crate) use decide::*;

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
    /// How somebody who leads wants it to end, until a second one says the same.
    pub closing: Option<Closed>,
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
