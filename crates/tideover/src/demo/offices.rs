//! Offices in the demo: most report in time, one late, one not at all. Offices, people and figures are invented.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use app::account::NewAccount;
use app::case_report::NewCaseReport;
use app::jurisdiction::NewJurisdiction;
use app::{App, Person};
use relief::code::{CaseCount, OfficeLevel, Role};
use relief::command::{Actor, Command};
use relief::entry::CaseFigureFact;
use relief::ids::{AppointmentId, JurisdictionId, Stamp};
use relief::name::{Name, UnitCode};
use relief::watch::day::Day;

use super::custodians;

/// The office above and those under it: name, code, and cases of the first day.
const OFFICES: [(&str, &str, u64); 6] = [
    ("第一报告单位", "drill.1", 105),
    ("第二报告单位", "drill.2", 31),
    ("第三报告单位", "drill.3", 12),
    ("第四报告单位", "drill.4", 7),
    ("第五报告单位", "drill.5", 40),
    ("第六报告单位", "drill.6", 15),
];
/// Beijing.
const OFFSET_MINUTES: i64 = 480;
/// Reports are due at 07:30, half an hour before the demo opens.
const DUE_MINUTE: u64 = 450;
/// The one that reports late, and the one that does not.
const LATE: usize = 4;
const SILENT: usize = 3;

/// The offices, and who speaks for all of them.
pub struct Offices {
    ids: Vec<JurisdictionId>,
    official: Arc<Person>,
    day: Day,
}

/// Registers the offices; two people name their official.
///
/// # Errors
/// A step that is refused.
pub async fn register(app: &App) -> Result<Offices> {
    let founder = custodians::founder(app).await?;
    let (lead, official) = (person(app, "方敏").await?, person(app, "韦岚").await?);
    let second = Command::GrantRole {
        party: lead.party,
        role: Role::Lead,
        room: None,
        recipient: None,
    };
    app.act(founder.actor(), second).await?;
    let day = Day::of(Stamp(app.now().0.saturating_add(OFFSET_MINUTES * 60)));
    let mut ids: Vec<JurisdictionId> = Vec::with_capacity(OFFICES.len());
    for (name, code, _) in OFFICES {
        let parent = ids.first().copied();
        let new = NewJurisdiction {
            name: Name::new(name)?,
            code: UnitCode::new(code).context("a code")?,
            level: parent.map_or(OfficeLevel::Province, |_| OfficeLevel::Prefecture),
            parent,
            places: Vec::new(),
            offset_minutes: OFFSET_MINUTES,
            due_minute: DUE_MINUTE,
            owes_from: day,
        };
        let made = app.register_jurisdiction(&founder, new).await?;
        let id = JurisdictionId(made.index);
        appoint(app, id, &official, [founder.actor(), lead.actor()]).await?;
        ids.push(id);
    }
    Ok(Offices { ids, official, day })
}

async fn person(app: &App, name: &str) -> Result<Arc<Person>> {
    let new = NewAccount {
        name: name.to_owned(),
        cans: Vec::new(),
        lang: "zh-Hans".to_owned(),
        device: String::new(),
    };
    Ok(app.register(new).await?.person)
}

async fn appoint(
    app: &App,
    jurisdiction: JurisdictionId,
    who: &Person,
    [first, second]: [Actor; 2],
) -> Result<()> {
    let party = who.party;
    let propose = Command::ProposeOfficial {
        jurisdiction,
        party,
    };
    let appointment = AppointmentId(app.act(first, propose).await?.index);
    app.act(second, Command::ConfirmOfficial { appointment })
        .await?;
    Ok(())
}

impl Offices {
    /// Those that report in time do.
    ///
    /// # Errors
    /// A report that is refused.
    pub async fn report_in_time(&self, app: &App) -> Result<()> {
        for at in (0..self.ids.len()).filter(|at| ![LATE, SILENT].contains(at)) {
            self.report(app, at).await?;
        }
        Ok(())
    }

    /// The late one reports.
    ///
    /// # Errors
    /// A report that is refused.
    pub async fn report_late(&self, app: &App) -> Result<()> {
        self.report(app, LATE).await
    }

    async fn report(&self, app: &App, at: usize) -> Result<()> {
        let (Some(id), Some((.., cases))) = (self.ids.get(at), OFFICES.get(at)) else {
            return Ok(());
        };
        let confirmed = CaseFigureFact {
            new: Some(*cases),
            total: Some(*cases),
            ..CaseFigureFact::blank(CaseCount::Confirmed)
        };
        let new = NewCaseReport {
            jurisdiction: *id,
            day: self.day,
            figures: vec![confirmed],
            definition: None,
            cited: false,
            corrects: None,
            reason: None,
            remark: String::new(),
            source: String::new(),
        };
        app.file_case_report(&self.official, new).await?;
        Ok(())
    }
}
