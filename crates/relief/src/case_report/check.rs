//! Checks of case reports: what one report says against the ones before it, against the bodies under its own, and
//! against its own earlier version. Each finding opens a question with both figures; none is a verdict. Only what an
//! office filed itself is checked, as it stands.

use crate::code::{CaseCount, FlagKind};
use crate::ids::*;
use crate::jurisdiction::Owes;
use crate::state::State;
use crate::watch::cases::Parts;
use crate::watch::day::Day;
use crate::watch::notice::Notice;
use crate::watch::vintages;

use super::Version;
use super::figures::{CaseFigureFact, Figures};

/// How far back a report is compared with earlier ones, in days.
pub const LOOK_BACK_DAYS: i32 = 31;
/// The parts may also equal the whole of so many days before.
pub const LAG_DAYS: i32 = 1;
/// A report may be changed freely up to so many days after the day that it is about.
pub const WINDOW_DAYS: u16 = 1;
/// Counts below this are neither flat nor unusual: small numbers repeat and jump by chance.
pub const NOTABLE_COUNT: u64 = 10;
/// Earlier counts that an unusual one is told by.
pub const BEFORE: usize = 7;

/// Works the findings out again for what a report about a day of a jurisdiction may change.
pub(super) fn renew(state: &mut State, of: JurisdictionId, day: Day) {
    let own = state
        .case_reports
        .between(of, day, day.plus(LOOK_BACK_DAYS));
    let mut days: Vec<(JurisdictionId, Day)> = own.map(|(day, _)| (of, day)).collect();
    let found = state.jurisdictions.get(of);
    days.extend(found.and_then(|j| j.parent).map(|above| (above, day)));
    for (of, day) in days {
        let found = of_day(state, of, day);
        if found.is_empty() {
            state.case_reports.found.remove(&(of, day));
        } else {
            state.case_reports.found.insert((of, day), found);
        }
    }
}

/// Every finding in every report, worked out from the reports alone. O(reports).
pub fn all(state: &State) -> impl Iterator<Item = Notice> + '_ {
    let reports = state.case_reports.by_day.keys();
    reports.flat_map(|(of, day)| of_day(state, *of, *day))
}

/// What would be found in a report that nobody has filed yet.
#[must_use]
pub fn preview(
    state: &State,
    (of, day): (JurisdictionId, Day),
    figures: Figures,
    definition: Option<DefinitionId>,
) -> Vec<Notice> {
    let version = Version {
        index: Index(state.size),
        at: state.last_at,
        said_on: day.plus(1),
        by: COMMUNITY,
        figures,
        definition,
        cited: false,
        reason: None,
        remark: None,
        removed_remark: None,
        source: None,
    };
    found_in(state, (of, day), &version)
}

/// The day and the count that the part of a finding means.
#[must_use]
pub fn part(part: u64) -> Option<(Day, CaseCount)> {
    let (day, count) = (part >> 3, part & 7);
    let count = CaseCount::ALL.get(usize::try_from(count).ok()?)?;
    Some((Day::from_number(i32::try_from(day).ok()?)?, *count))
}

fn part_of(day: Day, count: CaseCount) -> u64 {
    let at = CaseCount::ALL.iter().position(|c| *c == count);
    let at = at.and_then(|at| u64::try_from(at).ok()).unwrap_or(0);
    (u64::try_from(day.number()).unwrap_or(0) << 3) | at
}

fn of_day(state: &State, of: JurisdictionId, day: Day) -> Vec<Notice> {
    let Some(standing) = state.case_reports.own(of, day) else {
        return Vec::new();
    };
    found_in(state, (of, day), standing)
}

fn found_in(state: &State, (of, day): (JurisdictionId, Day), standing: &Version) -> Vec<Notice> {
    let check = Check {
        state,
        of,
        day,
        standing,
        before: before(state, of, day, standing),
    };
    let mut found = Vec::new();
    for count in CaseCount::ALL {
        found.extend(check.fell(*count).or_else(|| check.unexplained(*count)));
        found.extend(check.parts(*count));
        found.extend(check.rewritten(*count));
        found.extend(check.flat(*count));
        found.extend(check.unusual(*count));
        found.extend(check.exceeds(*count));
    }
    found.sort_unstable_by_key(Notice::key);
    found
}

/// The office's earlier reports under the same definition, the latest first: another definition explains itself.
fn before<'s>(
    state: &'s State,
    of: JurisdictionId,
    day: Day,
    standing: &Version,
) -> Vec<(Day, &'s Version)> {
    let reports = &state.case_reports;
    let earlier = reports.between(of, day.plus(-LOOK_BACK_DAYS), day.plus(-1));
    let own = earlier.rev().filter_map(|(d, r)| Some((d, r.own.last()?)));
    let other = |version: &Version| {
        let both = version.definition.zip(standing.definition);
        both.is_some_and(|(one, other)| one != other)
    };
    own.take_while(|(_, version)| !other(version)).collect()
}

struct Check<'s> {
    state: &'s State,
    of: JurisdictionId,
    day: Day,
    standing: &'s Version,
    before: Vec<(Day, &'s Version)>,
}

impl Check<'_> {
    fn notice(
        &self,
        kind: FlagKind,
        count: CaseCount,
        (stated, found): (u64, u64),
        others: impl IntoIterator<Item = Index>,
    ) -> Notice {
        let mut evidence: Vec<Index> = others.into_iter().collect();
        evidence.push(self.standing.index);
        Notice {
            kind,
            subject: Index(self.of.0),
            part: part_of(self.day, count),
            stated,
            found,
            evidence,
        }
    }

    fn said(&self, count: CaseCount) -> CaseFigureFact {
        self.standing.figures.get(count)
    }

    /// The report of the very day before.
    fn yesterday(&self) -> Option<&Version> {
        let (day, version) = self.before.first()?;
        (self.day.since(*day) == 1).then_some(*version)
    }

    /// A count that grows is lower than it was, by more than was openly taken off.
    fn fell(&self, count: CaseCount) -> Option<Notice> {
        let said = self.said(count);
        let to = said.total.filter(|_| count.grows())?;
        let earlier = self.before.iter();
        let mut stated = earlier.filter_map(|(_, v)| Some((v.index, v.figures.get(count).total?)));
        let (index, from) = stated.next()?;
        let falls = from.saturating_sub(to) > said.removed.unwrap_or(0);
        falls.then(|| self.notice(FlagKind::CountFell, count, (from, to), [index]))
    }

    /// Yesterday's total with what is new and what was taken off is not today's.
    fn unexplained(&self, count: CaseCount) -> Option<Notice> {
        let said = self.said(count);
        let stated = said.total.filter(|_| count.grows())?;
        let yesterday = self.yesterday()?;
        let before = yesterday.figures.get(count).total?;
        let found = said.total_from(before)?;
        let figures = (stated, found);
        (stated != found).then(|| {
            self.notice(
                FlagKind::CountUnexplained,
                count,
                figures,
                [yesterday.index],
            )
        })
    }

    /// The bodies under this one add up neither to its total nor to that of the day before. One that has not stated
    /// its own leaves the sum open, if it stood under it when the report was written and was not closed by that day.
    fn parts(&self, count: CaseCount) -> Option<Notice> {
        let total = self.said(count).total?;
        let mut parts = Parts::default();
        let mut evidence = Vec::new();
        for child in &self.state.jurisdictions.get(self.of)?.children {
            let own = self.state.case_reports.own(*child, self.day);
            let stated = own.and_then(|v| v.figures.get(count).total);
            let found = self.state.jurisdictions.get(*child)?;
            let is_part = found.owes(self.day) != Owes::NoMore;
            if stated.is_some() || is_part && child.0 < self.standing.index.0 {
                parts.add(stated);
            }
            evidence.extend(own.filter(|_| stated.is_some()).map(|v| v.index));
        }
        evidence.truncate(crate::watch::notice::EVIDENCE_MAX - 1);
        let lagging = |lag: i32| {
            let version = self.state.case_reports.own(self.of, self.day.plus(-lag));
            version.and_then(|v| v.figures.get(count).total)
        };
        let earlier = (1..=LAG_DAYS).filter_map(lagging);
        let agrees = std::iter::once(total).chain(earlier);
        let differ = parts.states_any() && !agrees.into_iter().any(|total| parts.agrees(total));
        differ.then(|| self.notice(FlagKind::PartsDiffer, count, (total, parts.sum()), evidence))
    }

    /// Parts of the report are more than the whole that it states itself: more discharged and dead than were ever cases,
    /// more severe and critical cases than are left of them, more new ones than there are.
    fn exceeds(&self, count: CaseCount) -> Option<Notice> {
        let total = |count| self.said(count).total;
        let sum = |counts: [CaseCount; 2]| {
            let stated = counts.map(|count| total(count).unwrap_or(0));
            stated.into_iter().fold(0, u64::saturating_add)
        };
        let gone = sum([CaseCount::Recovered, CaseCount::Deaths]);
        let of_others = match count {
            CaseCount::Confirmed => total(count).map(|cases| (cases, gone)),
            CaseCount::Severe => {
                let left = total(CaseCount::Confirmed).map(|cases| cases.saturating_sub(gone));
                left.map(|left| (left, sum([CaseCount::Severe, CaseCount::Critical])))
            }
            _ => None,
        };
        let said = self.said(count);
        let of_itself = || {
            let all = said.total.filter(|_| count.grows())?;
            Some((all.saturating_add(said.removed.unwrap_or(0)), said.new?))
        };
        let exceeds = |(whole, parts): &(u64, u64)| parts > whole;
        let figures = of_others.filter(exceeds);
        let figures = figures.or_else(|| of_itself().filter(exceeds))?;
        Some(self.notice(FlagKind::CountExceeds, count, figures, None))
    }

    /// A later version, written after the window, says something else. The first figure and the newest are shown.
    fn rewritten(&self, count: CaseCount) -> Option<Notice> {
        let report = self.state.case_reports.get(self.of, self.day)?;
        let late = |v: &Version| vintages::is_after_window(v.said_on, self.day, WINDOW_DAYS);
        let at = report.own.iter().skip(1).position(late)?;
        let before = report.own.get(at)?;
        let pair =
            |from: Option<u64>, to: Option<u64>| from.zip(to).filter(|(from, to)| from != to);
        let (was, is) = (before.figures.get(count), self.said(count));
        let figures = pair(was.total, is.total).or(pair(was.new, is.new))?;
        Some(self.notice(FlagKind::CountRewritten, count, figures, [before.index]))
    }

    /// What is new on each day, the latest first and without a gap: as stated, or as the difference of two totals.
    fn news(&self, count: CaseCount) -> impl Iterator<Item = (Index, Option<u64>)> + '_ {
        let today = std::iter::once((self.day, self.standing));
        let days = today.chain(self.before.iter().copied());
        let next = self.before.iter().copied().map(Some).chain([None]);
        days.zip(next).map(move |((day, version), before)| {
            let said = version.figures.get(count);
            let before = before.filter(|(d, _)| day.since(*d) == 1);
            let from_totals = || {
                let before = before?.1.figures.get(count).total?;
                let gross = said.total?.checked_add(said.removed.unwrap_or(0))?;
                gross.checked_sub(before).filter(|_| count.grows())
            };
            (version.index, said.new.or_else(from_totals))
        })
    }

    /// The same number again and again, where chance would repeat it less than once in 10,000 runs. Found on the day
    /// on which the run becomes so long, and not again while it lasts.
    fn flat(&self, count: CaseCount) -> Option<Notice> {
        let (_, first) = self.news(count).next()?;
        let same = first.filter(|n| *n >= NOTABLE_COUNT)?;
        let in_a_row = self.news(count).take(self.days_in_a_row());
        let run = in_a_row.take_while(|(_, new)| *new == Some(same));
        let evidence: Vec<Index> = run.map(|(index, _)| index).collect();
        let days = u64::try_from(evidence.len()).ok()?;
        let now = is_improbable(same, days) && !is_improbable(same, days.saturating_sub(1));
        let others = evidence.into_iter().skip(1);
        let others = others.take(crate::watch::notice::EVIDENCE_MAX - 1);
        now.then(|| self.notice(FlagKind::CountFlat, count, (same, days), others))
    }

    /// How many reports up to this one follow day upon day.
    fn days_in_a_row(&self) -> usize {
        let follows = |(nth, (day, _)): &(i32, &(Day, &Version))| self.day.since(*day) == *nth;
        (1..).zip(&self.before).take_while(follows).count() + 1
    }

    /// Far from its own past: |x − median| / MAD above 3.5 / 0.6745, and further than chance moves a count of its size
    /// (Iglewicz and Hoaglin's modified z, with a floor of three times the root of the median).
    fn unusual(&self, count: CaseCount) -> Option<Notice> {
        let mut news = self.news(count);
        let (_, new) = news.next()?;
        let new = new?;
        let stated = news.filter_map(|(index, new)| Some((index, new?)));
        let earlier: Vec<(Index, u64)> = stated.take(BEFORE).collect();
        let median = median(earlier.iter().map(|(_, n)| *n))?;
        let deviation = self::median(earlier.iter().map(|(_, n)| n.abs_diff(median)))?;
        let off = u128::from(new.abs_diff(median));
        let by_spread = off * 6_745 > u128::from(deviation.max(1)) * 35_000;
        let by_chance = off * off > 9 * u128::from(median.max(1));
        let unusual = new.max(median) >= NOTABLE_COUNT && by_spread && by_chance;
        let evidence = earlier.into_iter().map(|(index, _)| index);
        unusual.then(|| self.notice(FlagKind::CountUnusual, count, (median, new), evidence))
    }
}

/// The middle one of [`BEFORE`] numbers; nothing when there are fewer.
fn median(numbers: impl Iterator<Item = u64>) -> Option<u64> {
    let mut numbers: Vec<u64> = numbers.collect();
    numbers.sort_unstable();
    let full = numbers.len() == BEFORE;
    numbers.get(BEFORE / 2).copied().filter(|_| full)
}

/// Whether `days` equal counts of size `mean` come by chance less than once in 10,000: for independent Poisson counts
/// P ≈ (2π·mean)^−((days−1)/2) / √days (allocation.md 4.5), squared to stay in whole numbers.
fn is_improbable(mean: u64, days: u64) -> bool {
    let spread = u128::from(mean) * 628 / 100;
    let mut odds = u128::from(days);
    for _ in 1..days {
        odds = odds.saturating_mul(spread);
    }
    odds > 100_000_000
}

#[cfg(test)]
mod tests;
