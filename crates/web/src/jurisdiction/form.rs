//! The form that registers an office: what was typed, and what it means.

use app::jurisdiction::NewJurisdiction;
use relief::code::OfficeLevel;
use relief::ids::{JurisdictionId, Stamp};
use relief::jurisdiction::JURISDICTION_PLACES_MAX;
use relief::name::{Name, UnitCode};
use relief::place::Place;
use relief::refusal::Refusal;
use relief::state::State;
use relief::watch::day::{self, Day};
use serde::Serialize;

use super::said;
use crate::fields::Fields;
use crate::form::Misfit;
use crate::need::find_place;
use crate::refused;
use crate::t;
use crate::words::Words;

/// Offices in the list of those above to choose from; typing a code finds any other.
const LISTED_MAX: usize = 200;
/// What most offices of one country have.
const USUAL_OFFSET_MINUTES: i64 = 480;
const USUAL_HOUR: &str = "12:00";

/// What was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct OfficeForm {
    /// The office's name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Code of the level.
    pub level: String,
    /// Code of the one above.
    pub parent: String,
    /// Places, apart by commas or white space.
    pub places: String,
    /// The hour, as `12:00`.
    pub due: String,
    /// Local time to UTC, as `+08:00`.
    pub offset: String,
    /// The first day owed, as `date` inputs hold it.
    pub owes_from: String,
    /// Codes and names of those that may stand above.
    #[serde(skip)]
    pub known: Vec<(String, String)>,
    /// Whether the reader leads the community.
    pub may_register: bool,
    /// What does not fit: field and sentence.
    pub faults: Vec<Misfit>,
    /// Makes the form act once.
    #[serde(skip)]
    pub token: String,
}

impl OfficeForm {
    /// An empty form with what is usual.
    pub fn new(now: Stamp) -> OfficeForm {
        let today = Day::of(Stamp(now.0.saturating_add(USUAL_OFFSET_MINUTES * 60)));
        OfficeForm {
            level: OfficeLevel::Prefecture.code().to_owned(),
            due: USUAL_HOUR.to_owned(),
            offset: said::offset(USUAL_OFFSET_MINUTES),
            owes_from: today.iso(),
            ..OfficeForm::default()
        }
    }

    /// What was typed.
    pub fn of(fields: &Fields) -> OfficeForm {
        let text = |name: &str| fields.text(name).to_owned();
        OfficeForm {
            name: text("name"),
            code: text("code"),
            level: text("level"),
            parent: text("parent"),
            places: text("places"),
            due: text("due"),
            offset: text("offset"),
            owes_from: text("owes_from"),
            ..OfficeForm::default()
        }
    }

    /// What it means, or everything that does not fit.
    pub fn read(&self, w: Words, state: &State) -> Result<NewJurisdiction, Vec<Misfit>> {
        let mut faults = Vec::new();
        let mut fault = |name: &str, why: String| faults.push((name.to_owned(), why));
        let name = Name::new(&self.name);
        let name = name.map_err(|why| fault("name", refused::sentence(w, &why.into())));
        let code = UnitCode::new(&self.code);
        if code.is_none() {
            fault("code", t!(w, "office-code-wrong"));
        }
        let level = OfficeLevel::from_code(&self.level);
        if level.is_none() {
            fault("level", t!(w, "form-choose"));
        }
        let parent = self.above(w, state).map_err(|why| fault("parent", why));
        let places = self.places(w).map_err(|why| fault("places", why));
        let due = said::read_hour(&self.due);
        if due.is_none() {
            fault("due", t!(w, "office-hour-wrong"));
        }
        let offset = said::read_offset(&self.offset);
        if offset.is_none() {
            fault("offset", t!(w, "office-offset-wrong"));
        }
        let from = day::read(&self.owes_from).and_then(|written| written.near(None));
        if from.is_none() {
            fault("owes_from", t!(w, "form-day"));
        }
        match (name, code, level, parent, places, (due, offset, from)) {
            (
                Ok(name),
                Some(code),
                Some(level),
                Ok(parent),
                Ok(places),
                (Some(due_minute), Some(offset_minutes), Some(owes_from)),
            ) => Ok(NewJurisdiction {
                name,
                code,
                level,
                parent,
                places,
                offset_minutes,
                due_minute,
                owes_from,
            }),
            _ => Err(faults),
        }
    }

    /// The one above, by its code.
    fn above(&self, w: Words, state: &State) -> Result<Option<JurisdictionId>, String> {
        if self.parent.is_empty() {
            return Ok(None);
        }
        let code = UnitCode::new(&self.parent);
        let found = code.and_then(|code| state.jurisdictions.by_code(&code));
        found
            .map(Some)
            .ok_or_else(|| t!(w, "office-parent-missing"))
    }

    fn places(&self, w: Words) -> Result<Vec<Place>, String> {
        let apart = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；');
        let names = self.places.split(apart).filter(|name| !name.is_empty());
        // One more than fits is enough to say that there are too many.
        let names = names.take(JURISDICTION_PLACES_MAX.saturating_add(1));
        let missing = |name: &str| t!(w, "office-place-missing", name = name);
        names
            .map(|name| find_place(name).ok_or_else(|| missing(name)))
            .collect()
    }

    /// Fills in what the reader may choose from.
    pub fn listed(mut self, state: &State) -> OfficeForm {
        let above = |level: OfficeLevel| level != OfficeLevel::Facility;
        let offices = state.jurisdictions.iter();
        self.known = offices
            .filter(|(_, found)| above(found.level))
            .take(LISTED_MAX)
            .map(|(_, j)| (j.code.as_str().to_owned(), j.name.as_str().to_owned()))
            .collect();
        self
    }
}

/// The field that a refusal is about.
pub(super) fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::JurisdictionExists(_) => "code",
        Refusal::ParentNotAbove => "parent",
        Refusal::TooManyPlaces { .. } => "places",
        Refusal::InThePast | Refusal::TooFarAhead { .. } => "owes_from",
        Refusal::OutOfBounds => "offset",
        _ => "name",
    }
}
