//! Jurisdictions: a body that owes reports, registered together with its organisation.

use std::sync::Arc;

use relief::code::OfficeLevel;
use relief::command::Command;
use relief::duty::{self, Ladder};
use relief::entry::JurisdictionRegistered;
use relief::ids::JurisdictionId;
use relief::name::{Name, UnitCode};
use relief::place::Place;
use relief::watch::day::Day;

use crate::app::App;
use crate::draft::Receipt;
use crate::error::Refused;
use crate::official_supply::settle;
use crate::people::Person;

/// A body that owes reports, as a form says it.
#[derive(Debug, Clone)]
pub struct NewJurisdiction {
    /// Its name; one that is not known here yet becomes a party.
    pub name: Name,
    /// What it is called where reports are exchanged.
    pub code: UnitCode,
    /// How far up it stands.
    pub level: OfficeLevel,
    /// The one above it.
    pub parent: Option<JurisdictionId>,
    /// Places that it answers for.
    pub places: Vec<Place>,
    /// Its local time, in minutes east of UTC.
    pub offset_minutes: i64,
    /// The minute of the next local day at which a day's report is due.
    pub due_minute: u64,
    /// The first local day that it owes.
    pub owes_from: Day,
}

/// Offices that the ladder lists on one rung; its figures count all.
pub const LISTED_MAX: usize = 100;
/// Days of the rates that the ladder tells.
pub const RATED_DAYS: i32 = 14;

impl App {
    /// Who reported and who did not, worked out once for each phase of the clock of duties.
    ///
    /// # Errors
    /// Never at present: a figure that is kept may fail, this one does not.
    pub async fn ladder(&self) -> Result<Arc<Ladder>, Refused> {
        let now = self.now();
        let phase = duty::phase(&self.state().jurisdictions, now);
        let work_out = async || {
            let state = self.state();
            let found = duty::ladder(&state.jurisdictions, now, LISTED_MAX, RATED_DAYS);
            Ok(found)
        };
        self.0.ladder.get(phase, work_out).await
    }

    /// Registers a body that owes reports.
    ///
    /// # Errors
    /// A refusal of the domain.
    pub async fn register_jurisdiction(
        &self,
        who: &Person,
        new: NewJurisdiction,
    ) -> Result<Receipt, Refused> {
        let actor = who.actor();
        self.write(move |draft| {
            let fact = JurisdictionRegistered {
                office: settle(draft, new.name)?,
                code: new.code,
                due_minute: new.due_minute,
                level: new.level,
                offset_minutes: new.offset_minutes,
                owes_from: new.owes_from,
                parent: new.parent,
                places: new.places,
            };
            let made = draft.act(&actor, &Command::RegisterJurisdiction(fact))?;
            draft.about(made);
            Ok(())
        })
        .await
    }
}
