//! The ladder: who reported and who did not, read off the state.

use app::Refused;
use app::jurisdiction::RATED_DAYS;
use relief::duty::{self, Duty, Rates, Rung, Status, rates};
use relief::ids::{JurisdictionId, Stamp};
use relief::jurisdiction::{Jurisdiction, Jurisdictions};
use relief::state::State;
use relief::watch::day::Day;
use serde::Serialize;

use super::said::{self, DayModel};
use crate::t;
use crate::visitor::Visitor;
use crate::words::{Words, clock, date_time};

/// Days of each office's row.
pub(super) const ROW_DAYS: i32 = RATED_DAYS;
/// Outages told, newest first.
const OUTAGES_TOLD: usize = 3;
/// … unless they ended longer ago.
const OUTAGE_TOLD_SECONDS: i64 = 7 * 86_400;

/// One office's row.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Where it stands.
    #[serde(serialize_with = "said::rung_code")]
    pub rung: Rung,
    /// Its last days whose moment is past, oldest first.
    pub days: Vec<DayModel>,
    /// How many of them were filed in time.
    pub on_time: usize,
    /// What it owes or when it filed, in words.
    pub said: String,
    /// Whether the newest report that was due is filed.
    #[serde(skip)]
    pub is_filed: bool,
}

/// Offices that stand alike.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RungModel {
    #[serde(serialize_with = "said::rung_code")]
    pub rung: Rung,
    /// How many there are; the list may be shorter.
    pub count: usize,
    pub offices: Vec<Row>,
}

/// The rates of a level.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LevelModel {
    pub level: &'static str,
    pub level_words: String,
    #[serde(flatten)]
    pub rates: RatesModel,
}

/// Reports that were due, filed, and filed in time.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct RatesModel {
    pub expected: u64,
    pub actual: u64,
    pub on_time: u64,
}

impl From<Rates> for RatesModel {
    fn from(rates: Rates) -> RatesModel {
        RatesModel {
            expected: rates.expected,
            actual: rates.actual,
            on_time: rates.on_time,
        }
    }
}

/// When our own server was away.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct OutageModel {
    pub from: i64,
    pub to: i64,
    pub entry: u64,
}

/// `/o`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Ladder {
    /// How many owe reports.
    pub offices: usize,
    /// The newest day whose report was due anywhere.
    pub day: Option<String>,
    #[serde(skip)]
    pub day_words: String,
    /// Offices whose newest report that was due is filed, and those whose is not.
    pub filed: usize,
    pub owing: usize,
    /// When the next report is due, seconds UTC.
    pub next_due: Option<i64>,
    pub rungs: Vec<RungModel>,
    /// By level, over the last days of the rows.
    pub levels: Vec<LevelModel>,
    pub outages: Vec<OutageModel>,
    #[serde(skip)]
    pub may_register: bool,
}

/// Collects the page.
///
/// # Errors
/// Those of a figure that is kept.
pub(super) async fn page(visitor: &Visitor) -> Result<Ladder, Refused> {
    let (w, now) = (visitor.words(), visitor.app().now());
    let found = visitor.app().ladder().await?;
    let state = visitor.app().state();
    let known = &state.jurisdictions;
    let who = visitor.who.as_deref();
    let rows = |ids: &[JurisdictionId]| {
        let all = ids.iter().filter_map(|id| Some((*id, known.get(*id)?)));
        all.map(|one| row(w, known, one, now)).collect()
    };
    Ok(Ladder {
        offices: known.len(),
        day: found.day.map(Day::iso),
        day_words: found.day.map(|d| said::day(w, d)).unwrap_or_default(),
        filed: found.filed,
        owing: found.owing,
        next_due: found.next_due.map(|at| at.0),
        rungs: found
            .rungs
            .iter()
            .map(|(rung, count, ids)| RungModel {
                rung: *rung,
                count: *count,
                offices: rows(ids),
            })
            .collect(),
        levels: found
            .levels
            .iter()
            .map(|(level, rates)| LevelModel {
                level: level.code(),
                level_words: said::level(w, *level),
                rates: (*rates).into(),
            })
            .collect(),
        outages: outages(known, now),
        may_register: who.is_some_and(|who| state.leads(&who.actor(), None)),
    })
}

pub(super) fn row(
    w: Words,
    known: &Jurisdictions,
    (id, found): (JurisdictionId, &Jurisdiction),
    now: Stamp,
) -> Row {
    let last = known.last_due(found, now);
    let duties: Vec<Duty> = last.map_or(Vec::new(), |last| {
        let first = last.plus(1 - ROW_DAYS).max(found.owes_from);
        let days = (0..=last.since(first)).map(|n| first.plus(n));
        days.map(|day| known.duty(found, day, now)).collect()
    });
    let oldest = known.duty(found, found.duties.oldest_open(), now);
    let rung = duty::rung(known, found, now);
    let newest = duties.last();
    let in_time = |d: &&Duty| d.status == Status::OnTime;
    Row {
        id: id.0,
        name: found.name.as_str().to_owned(),
        rung,
        on_time: duties.iter().filter(in_time).count(),
        said: match (rung, found.closed) {
            (Rung::Closed, Some(closed)) => {
                t!(w, "office-closed", day = said::day(w, closed.owes_until))
            }
            _ => said(w, &oldest, newest, now),
        },
        is_filed: newest.is_some_and(|d| d.filed_at.is_some()),
        days: duties.iter().map(|d| DayModel::of(found, d)).collect(),
    }
}

fn said(w: Words, oldest: &Duty, newest: Option<&Duty>, now: Stamp) -> String {
    if oldest.is_owed() {
        return t!(w, "office-owes", span = said::span(w, now, oldest.due_at));
    }
    match newest.and_then(|d| Some((d, d.filed_at?))) {
        Some((duty, at)) if duty.status == Status::Late => {
            let late = said::span(w, at, duty.due_at);
            t!(
                w,
                "office-filed-late",
                time = date_time(w, at.0),
                late = late
            )
        }
        Some((_, at)) => t!(w, "office-filed", time = clock(at.0)),
        None => t!(w, "office-due", time = date_time(w, oldest.due_at.0)),
    }
}

/// The rates of an office over the days of its row.
pub(super) fn recent(state: &State, id: JurisdictionId, found: &Jurisdiction, now: Stamp) -> Rates {
    let last = state.jurisdictions.last_due(found, now);
    let last = last.unwrap_or(found.owes_from);
    rates(state, id, (last.plus(1 - ROW_DAYS), last), now)
}

fn outages(known: &Jurisdictions, now: Stamp) -> Vec<OutageModel> {
    let told = known.outages().iter().rev().take(OUTAGES_TOLD);
    told.take_while(|o| now.since(o.to) < OUTAGE_TOLD_SECONDS)
        .map(|o| OutageModel {
            from: o.from.0,
            to: o.to.0,
            entry: o.index.0,
        })
        .collect()
}
