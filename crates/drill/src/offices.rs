//! Offices that owe a daily report, with nine days of history before the drill begins, so that a reader finds somebody
//! on every rung: most report in time; one was suspended and is restored, one is suspended and comes back, one falls
//! silent on the first day, others have for some days, and one is closed. Offices, people and figures are invented.

use std::sync::Arc;

use app::case_report::NewCaseReport;
use app::{App, NewAccount, Refused};
use relief::code::{CaseCount, OfficeLevel, PartyKind, Role};
use relief::command::{Actor, Command};
use relief::entry::{CaseFigureFact, JurisdictionClosed, JurisdictionRegistered};
use relief::ids::*;
use relief::name::{Name, UnitCode};
use relief::watch::day::Day;

use crate::deed::{Deed, Who};
use crate::player::PlayError;
use crate::step::{START, Script};

/// Beijing.
const OFFSET_MINUTES: i64 = 480;
/// Reports are due at 07:30, half an hour before the drill's own days begin.
const DUE_MINUTE: u64 = 450;
/// The first day that is owed, counted from the drill's first day.
const FIRST: i32 = -9;
/// The last day that is reported within the drill.
const LAST: i32 = 1;
const MINUTES_PER_DAY: i32 = 1_440;
/// Those who report in time do so fifty minutes before the drill's day begins; the clock is looked at after the hour.
const PROMPT: i32 = -50;
const LOOK: i32 = -25;

/// What keeps an office from reporting in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Habit {
    /// Nothing.
    Prompt,
    /// The report of the drill's first day comes half an hour late.
    Late,
    /// It reports nothing from a day on, and files all of it at a minute of the drill, if ever.
    Silent(i32, Option<i32>),
    /// It is closed with its report of this day.
    Closed(i32),
}

/// An office: its name, its code, how many cases it begins with, and its habit.
struct Office(&'static str, &'static str, u64, Habit);

/// The first stands above the others; it adds up what they count.
const OFFICES: [Office; 9] = [
    Office("第一报告单位", "drill.1", 0, Habit::Prompt),
    Office("第二报告单位", "drill.2", 31, Habit::Prompt),
    Office("第三报告单位", "drill.3", 12, Habit::Silent(0, None)),
    Office(
        "第四报告单位",
        "drill.4",
        7,
        Habit::Silent(-7, Some(30 * 60)),
    ),
    Office("第五报告单位", "drill.5", 40, Habit::Late),
    Office(
        "第六报告单位",
        "drill.6",
        15,
        Habit::Silent(-9, Some(-2 * MINUTES_PER_DAY + 120)),
    ),
    Office("第七报告单位", "drill.7", 22, Habit::Silent(-1, None)),
    Office("第八报告单位", "drill.8", 9, Habit::Silent(-3, None)),
    Office("第九报告单位", "drill.9", 4, Habit::Closed(-5)),
];

/// When the offices' history begins; the community opens then.
pub(crate) fn begins() -> Stamp {
    moment(FIRST * MINUTES_PER_DAY)
}

fn moment(minute: i32) -> Stamp {
    Stamp(START.0.saturating_add(i64::from(minute).saturating_mul(60)))
}

/// A day, counted from the drill's first.
fn day(n: i32) -> Day {
    let local = START.0.saturating_add(OFFSET_MINUTES.saturating_mul(60));
    Day::of(Stamp(local)).plus(n)
}

/// The offices in the journal, and who speaks for all of them.
#[derive(Debug)]
pub(crate) struct Offices {
    ids: Vec<JurisdictionId>,
    official: Who,
}

/// An office's report of a day, and the minute of the drill at which it is filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Filing {
    minute: i32,
    office: usize,
    day: i32,
}

/// Everything that is ever filed, in its order.
fn filings() -> Vec<Filing> {
    let mut all: Vec<Filing> = Vec::new();
    for (office, Office(.., habit)) in OFFICES.iter().enumerate() {
        let days = (FIRST..=LAST).filter_map(|day| {
            let minute = minute(*habit, day)?;
            Some(Filing {
                minute,
                office,
                day,
            })
        });
        all.extend(days);
    }
    all.sort_unstable();
    all
}

/// When a report is filed; nothing: it never is.
fn minute(habit: Habit, day: i32) -> Option<i32> {
    let next = (day + 1) * MINUTES_PER_DAY;
    let prompt = next + PROMPT;
    match habit {
        Habit::Late if day == 0 => Some(next),
        Habit::Closed(last) if day > last => None,
        Habit::Silent(from, back) if day >= from => back.map(|back| back.max(prompt)),
        _ => Some(prompt),
    }
}

/// Plays what happened before the drill, up to its first minute.
///
/// # Errors
/// [`PlayError::Refused`] for a step that is refused.
pub(crate) async fn before(app: &App) -> Result<Arc<Offices>, PlayError> {
    app.clock().set(begins());
    let offices = register(app).await?;
    let filings = filings();
    for day in FIRST..0 {
        let morning = (day + 1) * MINUTES_PER_DAY;
        for (from, to) in [
            (day * MINUTES_PER_DAY, morning + LOOK),
            (morning + LOOK, morning),
        ] {
            let due = |f: &&Filing| (from..to).contains(&f.minute);
            for filing in filings.iter().filter(due) {
                app.clock().set(moment(filing.minute));
                let new = offices.report(filing.office, filing.day);
                app.file_case_report(&offices.official, new).await?;
            }
            app.clock().set(moment(to));
            app.tick().await?;
        }
    }
    Ok(offices)
}

/// Writes what the offices do within the drill into its script.
pub(crate) fn go_on(script: &mut Script) {
    for filing in filings() {
        let Ok(minute) = u32::try_from(filing.minute) else {
            continue;
        };
        script.at(minute, move |w| {
            let offices = w.offices.as_ref()?;
            let new = offices.report(filing.office, filing.day);
            Some(Deed::File(Arc::clone(&offices.official), new))
        });
    }
}

async fn register(app: &App) -> Result<Arc<Offices>, PlayError> {
    let (first, second) = (lead(app, "方敏").await?, lead(app, "宋启").await?);
    let official = person(app, "韦岚").await?;
    let mut ids: Vec<JurisdictionId> = Vec::with_capacity(OFFICES.len());
    for Office(name, code, _, habit) in &OFFICES {
        let above = ids.first().copied();
        let (level, above) = match above {
            None => (OfficeLevel::Province, None),
            Some(_) if is_closed(*habit) => (OfficeLevel::County, None),
            above => (OfficeLevel::Prefecture, above),
        };
        let id = open(app, (name, code), level, above).await?;
        appoint(app, id, &official, [&first, &second]).await?;
        if let Habit::Closed(last) = habit {
            let closed = JurisdictionClosed {
                jurisdiction: id,
                owes_until: day(*last),
                successor: ids.get(1).copied(),
            };
            for lead in [&first, &second] {
                app.act(lead.actor(), Command::CloseJurisdiction(closed.clone()))
                    .await?;
            }
        }
        ids.push(id);
    }
    Ok(Arc::new(Offices { ids, official }))
}

fn is_closed(habit: Habit) -> bool {
    matches!(habit, Habit::Closed(_))
}

async fn open(
    app: &App,
    (name, code): (&str, &str),
    level: OfficeLevel,
    parent: Option<JurisdictionId>,
) -> Result<JurisdictionId, PlayError> {
    let name = Name::new(name).map_err(Refused::from)?;
    let code = UnitCode::new(code).ok_or(Refused::NotFound)?;
    let organisation = Command::RegisterParty {
        kind: PartyKind::Organisation,
        name: Some(name),
        place: None,
    };
    let office = app.act(Actor::community(), organisation).await?;
    let registered = JurisdictionRegistered {
        code,
        due_minute: DUE_MINUTE,
        level,
        office: PartyId(office.index),
        offset_minutes: OFFSET_MINUTES,
        owes_from: day(FIRST),
        parent,
        places: Vec::new(),
    };
    let registered = Command::RegisterJurisdiction(registered);
    let made = app.act(Actor::community(), registered).await?;
    Ok(JurisdictionId(made.index))
}

async fn person(app: &App, name: &str) -> Result<Who, Refused> {
    let new = NewAccount {
        name: name.to_owned(),
        cans: Vec::new(),
        lang: "zh-Hans".to_owned(),
        device: String::new(),
    };
    Ok(app.register(new).await?.person)
}

async fn lead(app: &App, name: &str) -> Result<Who, Refused> {
    let who = person(app, name).await?;
    let grant = Command::GrantRole {
        party: who.party,
        role: Role::Lead,
        room: None,
        recipient: None,
    };
    app.act(Actor::community(), grant).await?;
    Ok(who)
}

async fn appoint(
    app: &App,
    jurisdiction: JurisdictionId,
    official: &Who,
    [first, second]: [&Who; 2],
) -> Result<(), Refused> {
    let party = official.party;
    let propose = Command::ProposeOfficial {
        jurisdiction,
        party,
    };
    let appointment = AppointmentId(app.act(first.actor(), propose).await?.index);
    let confirm = Command::ConfirmOfficial { appointment };
    app.act(second.actor(), confirm).await?;
    Ok(())
}

impl Offices {
    fn report(&self, office: usize, day_number: i32) -> NewCaseReport {
        let (new, total) = cases(office, day_number);
        let confirmed = CaseFigureFact {
            new: Some(new),
            total: Some(total),
            ..CaseFigureFact::blank(CaseCount::Confirmed)
        };
        // The table of offices and the list of their numbers are made together.
        let jurisdiction = self.ids.get(office).copied().unwrap_or(JurisdictionId(0));
        NewCaseReport::first(jurisdiction, day(day_number), vec![confirmed])
    }
}

/// New and total cases of an office and a day; the first office has the sum of those under it.
fn cases(office: usize, day: i32) -> (u64, u64) {
    let own = |n: usize| {
        let first = OFFICES.get(n).map_or(0, |office| office.2);
        let new = |day: i32| {
            let step = u64::from(day.saturating_sub(FIRST).unsigned_abs());
            first / 8 + (step * 3 + u64::try_from(n).unwrap_or(0)) % 5 + 1
        };
        let total = (FIRST..=day).map(new).fold(first, u64::saturating_add);
        (new(day), total)
    };
    if office > 0 {
        return own(office);
    }
    let under = (1..OFFICES.len()).filter(|n| OFFICES.get(*n).is_some_and(|o| !is_closed(o.3)));
    under
        .map(own)
        .fold((0, 0), |sum, of| (sum.0 + of.0, sum.1 + of.1))
}
