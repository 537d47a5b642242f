//! Case reports: one jurisdiction's counts for one day, under one case definition. A later version stands in place of
//! the one before it and both stay readable. What a report leaves out is "not stated", never zero.

pub mod check;
pub mod definition;
pub mod figures;
mod reported;
pub mod sheet;

use std::collections::{BTreeMap, BTreeSet};

use crate::access::allow;
use crate::code::{ReportReason, Role};
use crate::command::Actor;
use crate::entry::{CaseReportFiled, Fact};
use crate::ids::*;
use crate::jurisdiction::{Jurisdiction, Owes, is_official};
use crate::refusal::Refusal;
use crate::state::State;
use crate::watch::day::Day;
use crate::watch::notice::Notice;
use definition::Definitions;
use figures::{CaseFigureFact, Figures};
pub use reported::Reported;
pub(crate) use reported::reported_at;

/// The largest single count: more people than any jurisdiction has.
pub const COUNT_MAX: u64 = 2_000_000_000;
/// Versions of one report, an office's own and cited ones each.
pub const VERSIONS_MAX: usize = 32;
/// A report is about a day at most so many days back: ten years, as for published tables.
pub const DAYS_BACK_MAX: i32 = crate::watch::cases::DAYS_MAX;

/// What one entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The entry.
    pub index: Index,
    /// When it was written.
    pub at: Stamp,
    /// The jurisdiction's local day on which it was written.
    pub said_on: Day,
    /// By whom.
    pub by: PartyId,
    /// The counts.
    pub figures: Figures,
    /// By which definition cases were counted; nothing: not stated.
    pub definition: Option<DefinitionId>,
    /// Written by a volunteer from a public notice, and not by the office.
    pub cited: bool,
    /// Why it replaces the one before it, or why a count is out of the ordinary.
    pub reason: Option<ReportReason>,
    /// Seal of the words to it.
    pub remark: Option<Seal>,
    /// Seal of the words why something was taken off counts of earlier days (核减).
    pub removed_remark: Option<Seal>,
    /// Seal of the link to the public notice.
    pub source: Option<Seal>,
}

/// Everything that was said about one jurisdiction and day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseReport {
    /// What the office itself filed, oldest first.
    pub own: Vec<Version>,
    /// What volunteers cited, oldest first. It never counts as the office's own filing.
    pub cited: Vec<Version>,
}

impl CaseReport {
    /// What stands: the office's newest version, or the newest citation where the office has filed none.
    #[must_use]
    pub fn standing(&self) -> Option<&Version> {
        self.own.last().or(self.cited.last())
    }

    /// Every version in the order in which they were written.
    #[must_use]
    pub fn versions(&self) -> Vec<&Version> {
        let mut all: Vec<&Version> = self.own.iter().chain(&self.cited).collect();
        all.sort_by_key(|version| version.index);
        all
    }

    fn chain(&self, cited: bool) -> &[Version] {
        if cited { &self.cited } else { &self.own }
    }
}

/// Every report, every definition, and what the checks find in the reports as they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseReports {
    by_day: BTreeMap<(JurisdictionId, Day), CaseReport>,
    /// By what cases were counted.
    pub definitions: Definitions,
    /// Which report each entry is a version of.
    by_entry: BTreeMap<Index, (JurisdictionId, Day)>,
    /// Which reports, by their days, ever took something off an earlier day.
    corrected: BTreeMap<(JurisdictionId, Day), BTreeSet<Day>>,
    /// Moved by [`check::renew`] alone.
    found: BTreeMap<(JurisdictionId, Day), Vec<Notice>>,
}

impl CaseReports {
    /// What was said about one day.
    #[must_use]
    pub fn get(&self, of: JurisdictionId, day: Day) -> Option<&CaseReport> {
        self.by_day.get(&(of, day))
    }

    /// The reports of one jurisdiction about a stretch of days, the earliest first.
    pub fn between(
        &self,
        of: JurisdictionId,
        from: Day,
        to: Day,
    ) -> impl DoubleEndedIterator<Item = (Day, &CaseReport)> + '_ {
        let days = (from <= to).then(|| self.by_day.range((of, from)..=(of, to)));
        days.into_iter()
            .flatten()
            .map(|((_, day), report)| (*day, report))
    }

    /// All reports of one jurisdiction, the earliest first.
    pub fn of(
        &self,
        of: JurisdictionId,
    ) -> impl DoubleEndedIterator<Item = (Day, &CaseReport)> + '_ {
        self.between(of, Day::FIRST, Day::LAST)
    }

    /// The office's own standing version of a day.
    #[must_use]
    pub fn own(&self, of: JurisdictionId, day: Day) -> Option<&Version> {
        self.get(of, day)?.own.last()
    }

    /// What an office's later reports, as they stand, take off the counts of a day (核减): the day of each report, its
    /// version and the figure.
    pub fn removed_from(
        &self,
        of: JurisdictionId,
        day: Day,
    ) -> impl Iterator<Item = (Day, &Version, &CaseFigureFact)> + '_ {
        let later = self.corrected.get(&(of, day)).into_iter().flatten();
        let own = later.filter_map(move |on| Some((*on, self.own(of, *on)?)));
        own.flat_map(move |(on, version)| {
            let figures = version.figures.iter();
            let of_day = figures.filter(move |figure| figure.removed_from == Some(day));
            of_day.map(move |figure| (on, version, figure))
        })
    }

    /// What the checks find about one jurisdiction, by day.
    pub fn findings(&self, of: JurisdictionId) -> impl Iterator<Item = &Notice> + '_ {
        let days = self.found.range((of, Day::FIRST)..=(of, Day::LAST));
        days.flat_map(|(_, notices)| notices)
    }

    /// What the checks find about one day of a jurisdiction.
    #[must_use]
    pub fn findings_on(&self, of: JurisdictionId, day: Day) -> &[Notice] {
        self.found.get(&(of, day)).map_or(&[], Vec::as_slice)
    }

    /// What the checks find in all reports, by jurisdiction and day.
    pub fn all_findings(&self) -> impl Iterator<Item = &Notice> + '_ {
        self.found.values().flatten()
    }

    /// The jurisdiction and day of the report that an entry is a version of.
    #[must_use]
    pub fn by_entry(&self, index: Index) -> Option<(JurisdictionId, Day)> {
        self.by_entry.get(&index).copied()
    }
}

impl State {
    /// Whether somebody may cite a public notice: a member of any room, or who leads or checks for the community.
    #[must_use]
    pub fn may_cite(&self, actor: &Actor) -> bool {
        !actor.rooms.is_empty() || self.works_as(actor, Role::Verifier, None)
    }
}

/// Files a version of a report. The office's own officials file for it; whoever else cites a public notice.
pub(crate) fn file(
    state: &State,
    actor: &Actor,
    at: Stamp,
    mut fact: CaseReportFiled,
) -> Result<Vec<Fact>, Refusal> {
    let id = fact.jurisdiction;
    let found = state.jurisdictions.get(id).ok_or(Refusal::NotFound(id.0))?;
    may_file(state, actor, &fact)?;
    let owes = found.owes(fact.day);
    allow(owes != Owes::NoMore, Refusal::OfficeClosed(id))?;
    day_fits(found, at, fact.day)?;
    fact.figures = figures::checked(&fact.figures, fact.day)?;
    let removes = fact.figures.iter().any(|figure| figure.removed.is_some());
    allow(
        removes || fact.removed_remark.is_none(),
        Refusal::NothingRemoved,
    )?;
    if let Some(definition) = fact.definition {
        let known = state.case_reports.definitions.get(definition);
        known.ok_or(Refusal::NotFound(definition.0))?;
    }
    replaces(state, &fact)?;
    Ok(vec![fact.into()])
}

fn may_file(state: &State, actor: &Actor, fact: &CaseReportFiled) -> Result<(), Refusal> {
    if fact.cited {
        allow(state.may_cite(actor), Refusal::NotAMember)?;
        return allow(fact.source.is_some(), Refusal::NoticeMissing);
    }
    let own = is_official(state, fact.jurisdiction, actor);
    allow(own, Refusal::NotYourJurisdiction)
}

/// A day that is over where the jurisdiction is, and not too long ago.
fn day_fits(of: &Jurisdiction, at: Stamp, day: Day) -> Result<(), Refusal> {
    let back = of.local_day(at).since(day);
    let days = DAYS_BACK_MAX;
    allow(back > 0, Refusal::DayNotOver)?;
    let days = i64::from(days);
    allow(i64::from(back) <= days, Refusal::TooLongAgo { days })
}

/// The first of its chain corrects nothing; every later one names the newest, says why, and says something else.
fn replaces(state: &State, fact: &CaseReportFiled) -> Result<(), Refusal> {
    let report = state.case_reports.get(fact.jurisdiction, fact.day);
    let chain = report.map_or(&[][..], |report| report.chain(fact.cited));
    let Some(standing) = chain.last() else {
        return fact
            .corrects
            .map_or(Ok(()), |index| Err(Refusal::NotFound(index.0)));
    };
    let figures = Figures::from(fact.figures.as_slice());
    let same = (&standing.figures, standing.definition) == (&figures, fact.definition);
    match fact.corrects {
        // The same form or message again: nothing is lost by refusing it, and nothing is filed twice.
        _ if same => Err(Refusal::FiledAlready(standing.index)),
        None => Err(Refusal::FiledDifferently(standing.index)),
        Some(index) if index != standing.index => Err(Refusal::CorrectedAlready(standing.index)),
        Some(_) => {
            let max = VERSIONS_MAX;
            allow(chain.len() < max, Refusal::TooManyCorrections { max })?;
            allow(fact.reason.is_some(), Refusal::VersionNeedsReason)
        }
    }
}

pub(crate) fn apply_filed(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &CaseReportFiled,
) {
    let (id, day) = (fact.jurisdiction, fact.day);
    let Some(said_on) = state.jurisdictions.get(id).map(|found| found.local_day(at)) else {
        return;
    };
    let version = Version {
        index: Index(index),
        at,
        said_on,
        by,
        figures: Figures::from(fact.figures.as_slice()),
        definition: fact.definition,
        cited: fact.cited,
        reason: fact.reason,
        remark: fact.remark,
        removed_remark: fact.removed_remark,
        source: fact.source,
    };
    for seal in [fact.remark, fact.removed_remark, fact.source] {
        state.texts.seal(index, None, seal);
    }
    let reports = &mut state.case_reports;
    reports.by_entry.insert(Index(index), (id, day));
    let report = reports.by_day.entry((id, day)).or_default();
    if fact.cited {
        report.cited.push(version);
        return;
    }
    report.own.push(version);
    for from in fact.figures.iter().filter_map(|f| f.removed_from) {
        reports.corrected.entry((id, from)).or_default().insert(day);
    }
    check::renew(state, id, day);
    crate::duty::filed(state, id, day, at);
}
