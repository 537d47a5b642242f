//! Duties: each jurisdiction owes one case report for each of its days, due at its local hour of the next. What falls
//! due by time alone is a step of the clock, written once; what a day's report amounts to is derived.
//!
//! The clock stops while the community's own server is down. A moment that was reached by waiting is therefore counted
//! in running time: seconds during which somebody could have filed.

mod ladder;
mod outage;
mod rates;

use std::collections::{BTreeMap, BTreeSet};

use crate::access::allow;
use crate::command::{Actor, Command};
use crate::entry::{DutyDelinquent, DutyOverdue, Fact, JurisdictionSuspended};
use crate::ids::*;
use crate::jurisdiction::{Jurisdiction, Jurisdictions, Owes};
use crate::refusal::Refusal;
use crate::state::State;
use crate::watch::day::Day;
pub use ladder::{Ladder, Phase, Rung, ladder, phase, rung, standings};
pub use outage::{OUTAGE_SECONDS_MIN, Outage, Outages, away};
pub(crate) use outage::{apply_recorded, record};
pub use rates::{Rates, rates};

/// Days after its due moment from which a report that nobody filed is overdue: the office is told.
pub const OVERDUE_DAYS: i64 = 1;
/// … from which it is delinquent: the one above is told.
pub const DELINQUENT_DAYS: i64 = 3;
/// … from which the office's standing is suspended, until the whole backlog is filed.
pub const SUSPENDED_DAYS: i64 = 5;
pub(crate) const DAY_SECONDS: i64 = 86_400;

/// What the clock does about a backlog, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A notice to the office.
    Overdue,
    /// A notice to the one above it.
    Delinquent,
    /// Its statements are shown as unconfirmed, and it records no official supply here.
    Suspended,
}

impl Step {
    /// The steps in their order.
    pub const ALL: [Step; 3] = [Step::Overdue, Step::Delinquent, Step::Suspended];

    /// Days after the due moment of the oldest report owed.
    #[must_use]
    pub const fn days(self) -> i64 {
        match self {
            Step::Overdue => OVERDUE_DAYS,
            Step::Delinquent => DELINQUENT_DAYS,
            Step::Suspended => SUSPENDED_DAYS,
        }
    }

    fn after(taken: Option<Step>) -> Option<Step> {
        match taken {
            None => Some(Step::Overdue),
            Some(Step::Overdue) => Some(Step::Delinquent),
            Some(Step::Delinquent) => Some(Step::Suspended),
            Some(Step::Suspended) => None,
        }
    }
}

/// A step that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Which.
    pub step: Step,
    /// The entry.
    pub index: Index,
    /// When.
    pub at: Stamp,
    /// The oldest day that was owed then.
    pub day: Day,
    /// When the backlog was filed and the step lost its force.
    pub lifted: Option<Stamp>,
}

/// How a day's report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Not filed, and its moment has not come.
    Due,
    /// Filed by its moment.
    OnTime,
    /// Filed after its moment; or owed since less than [`OVERDUE_DAYS`].
    Late,
    /// Owed since [`OVERDUE_DAYS`] or more.
    Overdue,
    /// Owed since [`DELINQUENT_DAYS`] or more.
    Delinquent,
}

/// One day of one jurisdiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// Which day.
    pub day: Day,
    /// By when its report is on time.
    pub due_at: Stamp,
    /// When it was first filed.
    pub filed_at: Option<Stamp>,
    /// How it stands.
    pub status: Status,
}

impl Duty {
    /// Whether it is past its moment and nobody has filed it.
    #[must_use]
    pub fn is_owed(&self) -> bool {
        self.filed_at.is_none() && self.status != Status::Due
    }
}

/// What one jurisdiction filed, and what the clock did about the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duties {
    /// Days filed, with the moment of the first filing.
    pub filed: BTreeMap<Day, Stamp>,
    /// Every step taken, oldest first.
    pub steps: Vec<Taken>,
    /// The oldest day that is not filed.
    next: Day,
    /// The last step about the backlog that stands.
    reached: Option<Step>,
    /// When the next step is due: its key in the queue.
    pending: Option<Stamp>,
}

impl From<Day> for Duties {
    fn from(owes_from: Day) -> Duties {
        Duties {
            filed: BTreeMap::new(),
            steps: Vec::new(),
            next: owes_from,
            reached: None,
            pending: None,
        }
    }
}

impl Duties {
    /// The oldest day that is not filed, whether or not it is due.
    #[must_use]
    pub fn oldest_open(&self) -> Day {
        self.next
    }

    /// The last step about the backlog that stands.
    #[must_use]
    pub fn reached(&self) -> Option<Step> {
        self.reached
    }

    /// Whether the standing of the office is suspended.
    #[must_use]
    pub fn is_suspended(&self) -> bool {
        self.reached == Some(Step::Suspended)
    }
}

/// When the reports of a jurisdiction are due, by its own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hour {
    pub(crate) offset_minutes: i64,
    pub(crate) due_minute: u64,
}

impl Hour {
    /// The day that it is there at a moment.
    pub(crate) fn local_day(self, at: Stamp) -> Day {
        let east = self.offset_minutes.saturating_mul(60);
        Day::of(Stamp(at.0.saturating_add(east)))
    }

    /// The last day before today's for which something holds that holds for every day before it, too.
    fn last(self, now: Stamp, holds: impl Fn(Day) -> bool) -> Option<Day> {
        let (mut from, mut to) = (Day::FIRST, self.local_day(now));
        if !holds(from) {
            return None;
        }
        while to.since(from) > 1 {
            let middle = from.plus(to.since(from) / 2);
            if holds(middle) {
                from = middle;
            } else {
                to = middle;
            }
        }
        Some(from)
    }

    /// The moment at which a local day ends.
    fn closes(self, day: Day) -> Stamp {
        let local = i64::from(day.plus(1).number()).saturating_mul(DAY_SECONDS);
        Stamp(local.saturating_sub(self.offset_minutes.saturating_mul(60)))
    }
}

/// What falls due when, and when the clock stood still.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clock {
    /// When the community's own server was down.
    pub outages: Outages,
    /// The next step of each jurisdiction, by its moment.
    queue: BTreeSet<(Stamp, JurisdictionId)>,
    /// Every hour at which anybody's reports are or were due.
    hours: BTreeSet<Hour>,
    /// How often the clock of one was wound: with everything that changes what it owes or filed.
    wound: u64,
}

impl Jurisdictions {
    /// When the clock stood still.
    #[must_use]
    pub fn outages(&self) -> &Outages {
        &self.clock.outages
    }

    /// By when a jurisdiction's report of a day is on time.
    #[must_use]
    pub fn due_at(&self, found: &Jurisdiction, day: Day) -> Stamp {
        self.waited(found.hour(), day, 0)
    }

    /// A jurisdiction's report of a day, as it stands at a moment.
    #[must_use]
    pub fn duty(&self, found: &Jurisdiction, day: Day, now: Stamp) -> Duty {
        let due_at = self.due_at(found, day);
        let filed_at = found.duties.filed.get(&day).copied();
        let since = |step: Step| now >= self.waited(found.hour(), day, step.days());
        let status = match filed_at {
            Some(at) if at <= due_at => Status::OnTime,
            Some(_) => Status::Late,
            None if now <= due_at => Status::Due,
            None if since(Step::Delinquent) => Status::Delinquent,
            None if since(Step::Overdue) => Status::Overdue,
            None => Status::Late,
        };
        Duty {
            day,
            due_at,
            filed_at,
            status,
        }
    }

    /// The last day whose report's moment is past; nothing before the first that is owed.
    #[must_use]
    pub fn last_due(&self, found: &Jurisdiction, now: Stamp) -> Option<Day> {
        let last = self.last_due_at(found.hour(), now)?;
        let last = found.closed.map_or(last, |c| last.min(c.owes_until));
        (last >= found.owes_from).then_some(last)
    }

    /// … of whoever reports at an hour.
    fn last_due_at(&self, hour: Hour, now: Stamp) -> Option<Day> {
        hour.last(now, |day| self.waited(hour, day, 0) < now)
    }

    /// The moment at which so many days of running time have gone since a day's report was due.
    fn waited(&self, hour: Hour, day: Day, days: i64) -> Stamp {
        let due = i64::try_from(hour.due_minute).unwrap_or(i64::MAX);
        let seconds = due
            .saturating_mul(60)
            .saturating_add(days.saturating_mul(DAY_SECONDS));
        self.clock.outages.after(hour.closes(day), seconds)
    }

    /// Puts the next step of a jurisdiction into the queue, in place of the one that stood there.
    pub(crate) fn wind(&mut self, id: JurisdictionId) {
        let Some(found) = self.all.get(&id) else {
            return;
        };
        let (before, next) = (found.duties.pending, found.duties.next);
        let step = Step::after(found.duties.reached).filter(|_| found.owes(next) == Owes::Yes);
        let pending = step.map(|s| self.waited(found.hour(), next, s.days()));
        self.clock.hours.insert(found.hour());
        self.clock.wound = self.clock.wound.saturating_add(1);
        if let Some(before) = before {
            self.clock.queue.remove(&(before, id));
        }
        if let Some(moment) = pending {
            self.clock.queue.insert((moment, id));
        }
        if let Some(found) = self.all.get_mut(&id) {
            found.duties.pending = pending;
        }
    }
}

/// The steps that are due at a moment, the longest due first. Reads the queue and nothing else.
pub fn due(state: &State, now: Stamp) -> impl Iterator<Item = Command> + '_ {
    let last = (now, JurisdictionId(u64::MAX));
    let queue = state.jurisdictions.clock.queue.range(..=last);
    queue.filter_map(|(_, id)| {
        let found = state.jurisdictions.get(*id)?;
        let step = Step::after(found.duties.reached)?;
        Some(Command::TakeDutyStep {
            jurisdiction: *id,
            step,
        })
    })
}

/// One step, by the community itself, once its moment has come.
pub(crate) fn take(
    state: &State,
    actor: &Actor,
    at: Stamp,
    jurisdiction: JurisdictionId,
    step: Step,
) -> Result<Vec<Fact>, Refusal> {
    allow(actor.is_community(), Refusal::CommunityOnly)?;
    let found = state.jurisdictions.get(jurisdiction);
    let found = found.ok_or(Refusal::NotFound(jurisdiction.0))?;
    let next = Step::after(found.duties.reached);
    allow(next == Some(step), Refusal::NothingChanges)?;
    let moment = found.duties.pending.ok_or(Refusal::NothingChanges)?;
    allow(at >= moment, Refusal::TooEarly(moment))?;
    let day = found.duties.next;
    Ok(vec![match step {
        Step::Overdue => DutyOverdue { day, jurisdiction }.into(),
        Step::Delinquent => DutyDelinquent { day, jurisdiction }.into(),
        Step::Suspended => JurisdictionSuspended { day, jurisdiction }.into(),
    }])
}

pub(crate) fn apply_taken(
    state: &mut State,
    index: u64,
    at: Stamp,
    id: JurisdictionId,
    (step, day): (Step, Day),
) {
    let Some(found) = state.jurisdictions.all.get_mut(&id) else {
        return;
    };
    found.duties.reached = Some(step);
    found.duties.steps.push(Taken {
        step,
        index: Index(index),
        at,
        day,
        lifted: None,
    });
    state.jurisdictions.wind(id);
}

/// Notes that an office filed the report of a day. The first filing counts; with the last of the backlog every step
/// loses its force.
pub fn filed(state: &mut State, id: JurisdictionId, day: Day, at: Stamp) {
    let known = &mut state.jurisdictions;
    let Some(found) = known.all.get_mut(&id) else {
        return;
    };
    let duties = &mut found.duties;
    duties.filed.entry(day).or_insert(at);
    while duties.filed.contains_key(&duties.next) && duties.next < Day::LAST {
        duties.next = duties.next.plus(1);
    }
    settle(known, id, at);
}

/// Where nothing is owed at a moment every step loses its force; then the next one is waited for.
pub(crate) fn settle(known: &mut Jurisdictions, id: JurisdictionId, at: Stamp) {
    let Some(found) = known.all.get(&id) else {
        return;
    };
    let next = found.duties.next;
    let settled = found.owes(next) != Owes::Yes || known.due_at(found, next) >= at;
    if let Some(found) = known.all.get_mut(&id).filter(|_| settled) {
        found.duties.reached = None;
        for taken in found.duties.steps.iter_mut().rev() {
            if taken.lifted.is_some() {
                break;
            }
            taken.lifted = Some(at);
        }
    }
    known.wind(id);
}
