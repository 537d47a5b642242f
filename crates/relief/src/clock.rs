//! What the clock owes: acts that fall due by time alone. Pure: the moment is given.

use crate::code::CloseReason;
use crate::command::Command;
use crate::duty;
use crate::equity::disparity;
use crate::ids::*;
use crate::need::{self, NeedStatus};
use crate::state::State;
use crate::watch::notice;

/// At most so many acts of the clock at once; the rest follow at the next tick.
pub const DUE_MAX: usize = 1_000;

/// The acts of the community itself that are due at a moment, oldest things first.
#[must_use]
pub fn due(state: &State, now: Stamp) -> Vec<Command> {
    let mut due = due_by_time(state, now);
    if due.len() < DUE_MAX {
        due.extend(disparity::due(state));
        due.truncate(DUE_MAX);
    }
    due
}

/// Those of them that time alone brings about. The others, groups that stand apart, follow from the state whatever
/// the moment: who looks often looks for them when something has moved.
#[must_use]
pub fn due_by_time(state: &State, now: Stamp) -> Vec<Command> {
    let lapses = state.commitments.iter().filter_map(|(id, c)| {
        let due = c.lapses_at().is_some_and(|due| due <= now);
        due.then_some(Command::LapseCommitment { commitment: *id })
    });
    let needs = state.needs.iter().filter_map(|(id, n)| match n.status {
        NeedStatus::Paused { until: Some(until) } if until <= now => {
            Some(Command::ResumeNeed { need: *id })
        }
        NeedStatus::Open if need::expiry(n).is_some_and(|due| due <= now) => {
            Some(Command::CloseNeed {
                need: *id,
                reason: CloseReason::Expired,
            })
        }
        _ => None,
    });
    let acts = lapses
        .chain(needs)
        .chain(duty::due(state, now))
        .chain(watch(state, now));
    acts.take(DUE_MAX).collect()
}

/// What the watch finds and nobody has written down.
fn watch(state: &State, now: Stamp) -> impl Iterator<Item = Command> + '_ {
    let new = notice::all(state, now).filter(|n| state.flags.of(n.key()).is_none());
    new.map(|n| Command::RaiseFlag {
        kind: n.kind,
        subject: n.subject,
        part: n.part,
    })
}
