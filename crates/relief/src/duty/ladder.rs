//! Who reported and who did not: every jurisdiction on its rung, in one pass. Moments depend on the hour at which
//! reports are due and are worked out once for each hour; of an office only its days are read.

use std::collections::BTreeMap;

use super::{Hour, Rates, Step};
use crate::code::OfficeLevel;
use crate::ids::{JurisdictionId, Stamp};
use crate::jurisdiction::{Jurisdiction, Jurisdictions, Owes};
use crate::watch::day::Day;

/// Where a jurisdiction stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rung {
    /// Its standing is suspended.
    Suspended,
    /// Its oldest open report is delinquent.
    Delinquent,
    /// … is overdue.
    Overdue,
    /// … is owed since less than a day; or nothing is owed, and the newest report came after its moment.
    Late,
    /// Nothing is owed, and the newest report came in time.
    OnTime,
    /// Its first report is not due yet.
    Waiting,
    /// It is closed and owes nothing any more.
    Closed,
}

impl Rung {
    /// The rungs, the worst first.
    pub const ALL: [Rung; 7] = [
        Rung::Suspended,
        Rung::Delinquent,
        Rung::Overdue,
        Rung::Late,
        Rung::OnTime,
        Rung::Waiting,
        Rung::Closed,
    ];
}

/// All jurisdictions at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ladder {
    /// Rungs on which anybody stands, the worst first: how many, and the first of them, who owes longest first.
    pub rungs: Vec<(Rung, usize, Vec<JurisdictionId>)>,
    /// The newest day whose report was due anywhere.
    pub day: Option<Day>,
    /// Those whose newest report that was due is filed.
    pub filed: usize,
    /// Those whose newest report that was due is not.
    pub owing: usize,
    /// When the next report is due.
    pub next_due: Option<Stamp>,
    /// Rates of each level over the last days that were due.
    pub levels: BTreeMap<OfficeLevel, Rates>,
}

/// What the ladder is read off: while it is the same, so is the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    wound: u64,
    /// By the hours at which reports are due.
    past: Vec<Past>,
}

/// The phase of a moment. O(hours at which reports are due).
#[must_use]
pub fn phase(known: &Jurisdictions, now: Stamp) -> Phase {
    let hours = known.clock.hours.iter();
    Phase {
        wound: known.clock.wound,
        past: hours.map(|hour| Past::of(known, *hour, now)).collect(),
    }
}

/// The last days of one hour whose reports are past their moment, are overdue, and are delinquent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Past {
    due: Option<Day>,
    overdue: Option<Day>,
    delinquent: Option<Day>,
}

impl Past {
    fn of(known: &Jurisdictions, hour: Hour, now: Stamp) -> Past {
        let since = |step: Step| {
            let past = |day| known.waited(hour, day, step.days()) <= now;
            hour.last(now, past)
        };
        Past {
            due: known.last_due_at(hour, now),
            overdue: since(Step::Overdue),
            delinquent: since(Step::Delinquent),
        }
    }
}

/// The moments of one hour at which reports are due, as seen from now.
struct Moments {
    past: Past,
    /// The first of the days that rates are counted of, and by when each of them was on time.
    first: Day,
    by: Vec<Stamp>,
    /// When the first report after the last is due.
    next: Stamp,
}

impl Moments {
    fn of(known: &Jurisdictions, hour: Hour, now: Stamp, days: i32) -> Moments {
        let past = Past::of(known, hour, now);
        let last = past.due.unwrap_or(Day::FIRST);
        let first = last.plus(1 - days);
        Moments {
            past,
            first,
            by: (0..days)
                .map(|n| known.waited(hour, first.plus(n), 0))
                .collect(),
            next: known.waited(hour, last.plus(1), 0),
        }
    }

    fn rung(&self, found: &Jurisdiction) -> Rung {
        let next = found.duties.oldest_open();
        let is_past = |last: Option<Day>| last.is_some_and(|last| next <= last);
        if found.duties.is_suspended() {
            Rung::Suspended
        } else if found.owes(next) == Owes::NoMore {
            Rung::Closed
        } else if is_past(self.past.delinquent) {
            Rung::Delinquent
        } else if is_past(self.past.overdue) {
            Rung::Overdue
        } else if is_past(self.past.due) {
            Rung::Late
        } else {
            self.newest(found)
        }
    }

    /// The rung of one that owes nothing.
    fn newest(&self, found: &Jurisdiction) -> Rung {
        match self.past.due.filter(|day| *day >= found.owes_from) {
            Some(day) if self.is_late(found, day) => Rung::Late,
            Some(_) => Rung::OnTime,
            None => Rung::Waiting,
        }
    }

    fn is_late(&self, found: &Jurisdiction, day: Day) -> bool {
        let by = self.by.get(self.place(day));
        let filed = found.duties.filed.get(&day);
        filed.zip(by).is_some_and(|(at, by)| at > by)
    }

    fn place(&self, day: Day) -> usize {
        usize::try_from(day.since(self.first)).unwrap_or(usize::MAX)
    }

    fn rates(&self, found: &Jurisdiction) -> Rates {
        let Some(last) = self.past.due else {
            return Rates::default();
        };
        let last = found.closed.map_or(last, |c| last.min(c.owes_until));
        let first = self.first.max(found.owes_from);
        if first > last {
            return Rates::default();
        }
        let mut rates = Rates {
            expected: u64::try_from(last.since(first)).map_or(0, |days| days.saturating_add(1)),
            ..Rates::default()
        };
        for (day, at) in found.duties.filed.range(first..=last) {
            let in_time = self.by.get(self.place(*day)).is_some_and(|by| at <= by);
            rates.actual = rates.actual.saturating_add(1);
            rates.on_time = rates.on_time.saturating_add(u64::from(in_time));
        }
        rates
    }
}

/// Where one stands.
#[must_use]
pub fn rung(known: &Jurisdictions, found: &Jurisdiction, now: Stamp) -> Rung {
    Moments::of(known, found.hour(), now, 1).rung(found)
}

/// Where each stands, with the oldest day that it has not filed; oldest jurisdictions first.
pub fn standings(
    known: &Jurisdictions,
    now: Stamp,
) -> impl Iterator<Item = (Rung, Day, JurisdictionId)> + '_ {
    let mut hours = Hours::default();
    known.iter().map(move |(id, found)| {
        let moments = hours.of(known, found, now, 1);
        (moments.rung(found), found.duties.oldest_open(), id)
    })
}

/// The whole ladder: at most `listed_max` of each rung, and rates over the last `days`. O(jurisdictions × days).
#[must_use]
pub fn ladder(known: &Jurisdictions, now: Stamp, listed_max: usize, days: i32) -> Ladder {
    let (mut ladder, mut hours) = (Ladder::default(), Hours::default());
    let mut rungs: BTreeMap<Rung, Vec<(Day, JurisdictionId)>> = BTreeMap::new();
    for (id, found) in known.iter() {
        let moments = hours.of(known, found, now, days.max(1));
        let on = rungs.entry(moments.rung(found)).or_default();
        on.push((found.duties.oldest_open(), id));
        ladder.count(known, found, moments);
    }
    ladder.rungs = rungs
        .into_iter()
        .map(|(rung, all)| (rung, all.len(), first(all, listed_max)))
        .collect();
    ladder
}

impl Ladder {
    fn count(&mut self, known: &Jurisdictions, found: &Jurisdiction, moments: &Moments) {
        let due = moments.past.due.filter(|day| found.owes(*day) == Owes::Yes);
        if let Some(day) = due {
            self.day = self.day.max(Some(day));
            let filed = found.duties.filed.contains_key(&day);
            let count = if filed {
                &mut self.filed
            } else {
                &mut self.owing
            };
            *count = count.saturating_add(1);
        }
        let next = moments.past.due.map_or(Day::FIRST, |day| day.plus(1));
        let next = match found.owes(next) {
            Owes::Yes => Some(moments.next),
            Owes::NotYet => Some(known.due_at(found, found.owes_from)),
            Owes::NoMore => None,
        };
        self.next_due = [self.next_due, next].into_iter().flatten().min();
        let rates = self.levels.entry(found.level).or_default();
        *rates = rates.and(moments.rates(found));
    }
}

/// The first so many, in order.
fn first(mut all: Vec<(Day, JurisdictionId)>, max: usize) -> Vec<JurisdictionId> {
    if all.len() > max {
        all.select_nth_unstable(max);
        all.truncate(max);
    }
    all.sort_unstable();
    all.into_iter().map(|(_, id)| id).collect()
}

/// Moments of every hour that was asked for.
#[derive(Default)]
struct Hours(BTreeMap<Hour, Moments>);

impl Hours {
    fn of(
        &mut self,
        known: &Jurisdictions,
        found: &Jurisdiction,
        now: Stamp,
        days: i32,
    ) -> &Moments {
        let hour = found.hour();
        let new = || Moments::of(known, hour, now, days);
        self.0.entry(hour).or_insert_with(new)
    }
}
