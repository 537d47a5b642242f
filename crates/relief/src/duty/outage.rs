//! When the community's own server was down: nobody could file, so no clock ran.

use crate::access::allow;
use crate::command::{Actor, Command};
use crate::entry::{Fact, OutageRecorded};
use crate::ids::*;
use crate::jurisdiction::{Jurisdiction, Jurisdictions, Owes};
use crate::refusal::Refusal;
use crate::state::State;

/// A silence of the server of so many seconds is an outage whenever it happens; a shorter one, where a moment that
/// somebody waited for fell into it or into as many seconds after it: who came then and found nobody was turned away in
/// their last minutes. Any other short one moves nothing.
pub const OUTAGE_SECONDS_MIN: i64 = 600;

/// One outage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outage {
    /// The last sign of life before it.
    pub from: Stamp,
    /// The first one after it.
    pub to: Stamp,
    /// The entry.
    pub index: Index,
    /// Seconds of all earlier outages together.
    before: i64,
}

impl Outage {
    fn seconds(&self) -> i64 {
        self.to.since(self.from)
    }

    fn with_earlier(&self) -> i64 {
        self.before.saturating_add(self.seconds())
    }
}

/// All outages, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outages(Vec<Outage>);

impl Outages {
    /// Oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Outage> {
        self.0.iter()
    }

    /// The moment at which so many seconds of running time have gone since a moment; never within an outage.
    #[must_use]
    pub fn after(&self, moment: Stamp, seconds: i64) -> Stamp {
        let ran = self.running(moment).saturating_add(seconds);
        let begun = self
            .0
            .partition_point(|o| o.from.0.saturating_sub(o.before) <= ran);
        let stood = self.0.get(..begun).and_then(<[Outage]>::last);
        Stamp(ran.saturating_add(stood.map_or(0, Outage::with_earlier)))
    }

    /// Seconds of running time between two moments; negative when the second is the earlier one.
    #[must_use]
    pub fn ran(&self, from: Stamp, to: Stamp) -> i64 {
        self.running(to).saturating_sub(self.running(from))
    }

    /// Seconds until a moment, less those of every outage before it.
    fn running(&self, moment: Stamp) -> i64 {
        let begun = self.0.partition_point(|o| o.from < moment);
        let stood = self.0.get(..begun).and_then(<[Outage]>::last);
        let stood = stood.map_or(0, |o| {
            o.before.saturating_add(moment.min(o.to).since(o.from))
        });
        moment.0.saturating_sub(stood)
    }

    fn ended(&self) -> Stamp {
        self.0.last().map_or(Stamp(i64::MIN), |o| o.to)
    }
}

/// What a server that was last seen alive at one moment, and is again at another, owes the offices: nothing, unless
/// that was an outage (see [`OUTAGE_SECONDS_MIN`]). A clock that jumps forward looks the same,
/// and is treated the same: better too patient than too early. O(jurisdictions + questions) for a short silence.
#[must_use]
pub fn away(state: &State, alive: Stamp, now: Stamp) -> Option<Command> {
    let (from, to) = (alive, now);
    is_outage(state, from, to).then_some(Command::RecordOutage { from, to })
}

fn is_outage(state: &State, from: Stamp, to: Stamp) -> bool {
    let seconds = to.since(from);
    let until = Stamp(to.0.saturating_add(OUTAGE_SECONDS_MIN));
    let outages = state.jurisdictions.outages();
    let is_awaited = || {
        state.jurisdictions.is_awaited(from, until)
            || state.questions.is_awaited(outages, (from, until))
    };
    seconds >= OUTAGE_SECONDS_MIN || seconds > 0 && is_awaited()
}

impl Jurisdictions {
    /// Whether between two moments, both included, a report that is not filed falls due, or a step of the clock.
    fn is_awaited(&self, from: Stamp, to: Stamp) -> bool {
        let first = (from, JurisdictionId(0));
        let last = (to, JurisdictionId(u64::MAX));
        let mut steps = self.clock.queue.range(first..=last);
        steps.next().is_some()
            || self
                .all
                .values()
                .any(|found| self.falls_due(found, from, to))
    }

    fn falls_due(&self, found: &Jurisdiction, from: Stamp, to: Stamp) -> bool {
        let past = self.last_due(found, from);
        let next = past.map_or(found.owes_from, |day| day.plus(1));
        found.owes(next) == Owes::Yes
            && !found.duties.filed.contains_key(&next)
            && self.due_at(found, next) <= to
    }
}

/// The community's own finding that it was away, after every earlier one. What was found out before its end stands:
/// steps of the clock are not taken back.
pub(crate) fn record(
    state: &State,
    actor: &Actor,
    at: Stamp,
    fact: OutageRecorded,
) -> Result<Vec<Fact>, Refusal> {
    allow(actor.is_community(), Refusal::CommunityOnly)?;
    allow(fact.to <= at, Refusal::InTheFuture)?;
    allow(
        fact.from >= state.jurisdictions.clock.outages.ended(),
        Refusal::InThePast,
    )?;
    let counts = is_outage(state, fact.from, fact.to);
    allow(counts, Refusal::NothingChanges)?;
    Ok(vec![fact.into()])
}

pub(crate) fn apply_recorded(state: &mut State, index: u64, fact: &OutageRecorded) {
    let known = &mut state.jurisdictions;
    let outages = &mut known.clock.outages;
    // Only in order do moments keep theirs.
    if fact.from < outages.ended() || fact.to <= fact.from {
        return;
    }
    let before = outages.0.last().map_or(0, Outage::with_earlier);
    outages.0.push(Outage {
        from: fact.from,
        to: fact.to,
        index: Index(index),
        before,
    });
    let all: Vec<JurisdictionId> = known.all.keys().copied().collect();
    for id in all {
        known.wind(id);
    }
}
