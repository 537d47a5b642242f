//! What the page of one office shows, and what the reader may do there.

use relief::duty::Taken;
use relief::ids::{AppointmentId, JurisdictionId, OfficialSupplyId, Stamp};
use relief::jurisdiction::{Appointment, Jurisdiction, Jurisdictions, is_official};
use relief::question::{Owed, Standing};
use relief::state::State;
use serde::Serialize;

use super::closing::ClosedModel;
use super::ladder::{self, RatesModel, Row};
use super::said::{self, DayModel};
use crate::fields::Fields;
use crate::form::Misfit;
use crate::names;
use crate::need::texts;
use crate::official_supply::SupplyModel;
use crate::visitor::Visitor;
use crate::words::Words;

/// Days of the table, newest first.
const DAYS_LISTED: i32 = 31;
/// Steps of the clock, newest first.
const STEPS_LISTED: usize = 30;
/// Offices under this one, and records of official supply.
const LISTED_MAX: usize = 20;

/// Another office.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    pub id: u64,
    pub name: String,
}

impl Link {
    pub fn to(known: &Jurisdictions, id: JurisdictionId) -> Option<Link> {
        let name = known.get(id)?.name.as_str().to_owned();
        Some(Link { id: id.0, name })
    }
}

/// A day of the table, and how it stands in words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TableDay {
    #[serde(flatten)]
    pub day: DayModel,
    #[serde(skip)]
    pub day_words: String,
    #[serde(skip)]
    pub words: String,
}

/// What the clock did.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StepModel {
    /// `overdue`, `delinquent` or `suspended`.
    pub step: &'static str,
    pub at: i64,
    pub entry: u64,
    /// The oldest local day that was owed.
    pub day: String,
    /// When the backlog was filed.
    pub lifted: Option<i64>,
    #[serde(skip)]
    pub day_words: String,
    #[serde(skip)]
    pub words: String,
}

/// Somebody who speaks for the office, or is proposed to.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AppointmentModel {
    pub id: u64,
    pub party: u64,
    pub proposed_by: u64,
    pub confirmed_by: Option<u64>,
    /// When it came to be as it is.
    pub at: i64,
    /// People who want it to end.
    pub against: usize,
    /// The reader may confirm it, or speak against it.
    #[serde(skip)]
    pub may_confirm: bool,
    #[serde(skip)]
    pub may_remove: bool,
    #[serde(skip)]
    pub is_own: bool,
}

/// `/o/ID`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OfficePage {
    #[serde(flatten)]
    pub row: Row,
    pub code: String,
    pub level: &'static str,
    pub above: Option<Link>,
    pub below: Vec<Link>,
    pub places: Vec<String>,
    /// When a day's report is due, by the office's own clock on the next day.
    pub due: String,
    pub offset: String,
    pub owes_from: String,
    #[serde(skip)]
    pub owes_from_words: String,
    pub suspended: bool,
    /// How it ends.
    pub closed: Option<ClosedModel>,
    /// How one lead wants it to end, until a second says the same.
    pub closing: Option<ClosedModel>,
    /// The last days, newest first, with those that are not due yet.
    pub table: Vec<TableDay>,
    pub rates: RatesModel,
    pub steps: Vec<StepModel>,
    /// Questions that it owes an answer to, and those of them that are past their date.
    pub questions: usize,
    pub questions_overdue: usize,
    /// Its organisation.
    pub party: u64,
    /// What the office says that it gave, newest first.
    pub supplies: Vec<SupplyModel>,
    pub appointments: Vec<AppointmentModel>,
    #[serde(skip)]
    pub level_words: String,
    /// The reader may propose somebody.
    #[serde(skip)]
    pub may_appoint: bool,
    /// The reader's number in public.
    #[serde(skip)]
    pub me: Option<u64>,
    /// The reader may say what another lead proposed.
    #[serde(skip)]
    pub may_confirm_closing: bool,
    #[serde(skip)]
    pub is_official: bool,
    /// The reader may close it; the local day that the form proposes.
    #[serde(skip)]
    pub may_close: bool,
    #[serde(skip)]
    pub today: String,
    #[serde(skip)]
    pub typed: Fields,
    #[serde(skip)]
    pub faults: Vec<Misfit>,
    /// Makes a form act once.
    #[serde(skip)]
    pub token: String,
}

/// Collects the page; nothing when there is no such office.
pub(super) fn page(visitor: &Visitor, id: JurisdictionId) -> Option<OfficePage> {
    let (w, now) = (visitor.words(), visitor.app().now());
    let token = texts::token(visitor);
    let state = visitor.app().state();
    let known = &state.jurisdictions;
    let found = known.get(id)?;
    let actor = visitor.who.as_ref().map(|who| who.actor());
    let may_appoint = actor.as_ref().is_some_and(|a| state.appoints(a, id));
    let me = actor.as_ref().map(|a| a.party.0);
    let is_official = actor.as_ref().is_some_and(|a| is_official(&state, id, a));
    let steps = found.duties.steps.iter().rev().take(STEPS_LISTED);
    let link = |id: &JurisdictionId| Link::to(known, *id);
    let (questions, questions_overdue) = questions(&state, found, now);
    let live = |id: &AppointmentId| {
        let one = known.appointment(*id)?;
        one.ended
            .is_none()
            .then(|| appointment(*id, one, (me, may_appoint)))
    };
    let may_close = found.closed.is_none()
        && !is_official
        && actor.as_ref().is_some_and(|a| state.leads(a, None));
    Some(OfficePage {
        row: ladder::row(w, known, (id, found), now),
        code: found.code.as_str().to_owned(),
        level: found.level.code(),
        above: found.parent.as_ref().and_then(link),
        below: found
            .children
            .iter()
            .take(LISTED_MAX)
            .filter_map(link)
            .collect(),
        places: found
            .places
            .iter()
            .map(|p| names::place(w, &state, *p))
            .collect(),
        due: said::due_hour(found),
        offset: said::offset(found.offset_minutes),
        owes_from: found.owes_from.iso(),
        owes_from_words: said::day(w, found.owes_from),
        suspended: found.duties.is_suspended(),
        closed: ClosedModel::of(w, known, found.closed),
        closing: ClosedModel::of(w, known, found.closing),
        table: table(w, known, found, now),
        rates: ladder::recent(&state, id, found, now).into(),
        steps: steps.map(|taken| step(w, taken)).collect(),
        questions,
        questions_overdue,
        party: found.office.0,
        supplies: supplies(w, &state, found, now),
        appointments: found.appointments.iter().filter_map(live).collect(),
        level_words: said::level(w, found.level),
        may_appoint,
        me,
        may_close,
        may_confirm_closing: may_close && found.closing.is_some_and(|c| Some(c.by.0) != me),
        is_official,
        today: found.local_day(now).iso(),
        typed: Fields::default(),
        faults: Vec::new(),
        token,
    })
}

/// The days of the table, newest first.
fn table(w: Words, known: &Jurisdictions, found: &Jurisdiction, now: Stamp) -> Vec<TableDay> {
    let today = found.local_day(now);
    let last = found.closed.map_or(today, |c| today.min(c.owes_until));
    let first = last.plus(1 - DAYS_LISTED).max(found.owes_from);
    let listed = (0..=last.since(first)).rev().map(|n| first.plus(n));
    let table_day = |day| {
        let duty = known.duty(found, day, now);
        TableDay {
            day: DayModel::of(found, &duty),
            day_words: said::day(w, day),
            words: said::filed(w, &duty),
        }
    };
    listed.map(table_day).collect()
}

fn step(w: Words, taken: &Taken) -> StepModel {
    StepModel {
        step: said::step_code(taken.step),
        at: taken.at.0,
        entry: taken.index.0,
        day: taken.day.iso(),
        lifted: taken.lifted.map(|at| at.0),
        day_words: said::day(w, taken.day),
        words: said::step(w, taken.step),
    }
}

fn appointment(
    id: AppointmentId,
    one: &Appointment,
    (me, appoints): (Option<u64>, bool),
) -> AppointmentModel {
    let is_own = me == Some(one.party.0);
    let proposed_by_me = me == Some(one.proposed.0.0);
    let spoke = one.against.iter().any(|party| me == Some(party.0));
    AppointmentModel {
        id: id.0,
        party: one.party.0,
        proposed_by: one.proposed.0.0,
        confirmed_by: one.confirmed.map(|(by, _)| by.0),
        at: one.confirmed.unwrap_or(one.proposed).1.0,
        against: one.against.len(),
        may_confirm: appoints && one.confirmed.is_none() && !is_own && !proposed_by_me,
        may_remove: (appoints || is_own) && !spoke,
        is_own,
    }
}

/// Questions that wait for an answer of the office, and how many of them are past their date.
fn questions(state: &State, found: &Jurisdiction, now: Stamp) -> (usize, usize) {
    let outages = state.jurisdictions.outages();
    let awaited = state.questions.awaited_of(Owed::Party(found.office));
    awaited.fold((0, 0), |(all, overdue), (_, question)| {
        let is_late = question.standing(outages, now) == Standing::Overdue;
        (all + 1, overdue + usize::from(is_late))
    })
}

/// What the office gave, newest first.
fn supplies(w: Words, state: &State, found: &Jurisdiction, now: Stamp) -> Vec<SupplyModel> {
    let office = state.parties.get(&found.office);
    let own = office
        .into_iter()
        .flat_map(|o| o.official_supplies.iter().rev());
    let model = |id: &OfficialSupplyId| SupplyModel::of(w, state, *id, now);
    own.take(LISTED_MAX).filter_map(model).collect()
}
