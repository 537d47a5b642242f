//! How needs are answered: which nobody has promised anything for, and how long the first promise took.

use crate::ids::{NeedId, Stamp};
use crate::state::State;

use super::{Need, NeedStatus};

/// After so many hours on the board without a promise a need counts as unanswered.
pub const UNANSWERED_HOURS: i64 = 2;

/// How needs are answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// Open needs without any promise [`UNANSWERED_HOURS`] after they were verified, the longest waiting first.
    pub unanswered: Vec<NeedId>,
    /// Needs that are verified, whatever became of them.
    pub verified: usize,
    /// Those of them for which anybody promised anything.
    pub answered: usize,
    /// Seconds from the report to the first promise: the median over those, the lower of two.
    pub median_seconds: Option<i64>,
}

/// At a moment. O(commitments + needs log needs).
#[must_use]
pub fn answers(state: &State, at: Stamp) -> Answers {
    let mut waiting = Vec::new();
    let mut seconds = Vec::new();
    let mut verified = 0;
    for (id, need) in &state.needs {
        let Some(since) = verified_at(need) else {
            continue;
        };
        verified += 1;
        match first_promise(state, need) {
            Some(promised) => seconds.push(promised.0.saturating_sub(need.reported_at.0)),
            None if need.status == NeedStatus::Open && since.plus_hours(UNANSWERED_HOURS) <= at => {
                waiting.push((since, *id));
            }
            None => {}
        }
    }
    waiting.sort_unstable();
    seconds.sort_unstable();
    Answers {
        unanswered: waiting.into_iter().map(|(_, need)| need).collect(),
        verified,
        answered: seconds.len(),
        median_seconds: seconds.get(seconds.len().saturating_sub(1) / 2).copied(),
    }
}

fn verified_at(need: &Need) -> Option<Stamp> {
    need.verifications.iter().map(|(_, _, at)| *at).max()
}

fn first_promise(state: &State, need: &Need) -> Option<Stamp> {
    let commitments = need.lines.iter().flat_map(|line| &line.commitments);
    commitments
        .filter_map(|id| state.commitments.get(id)?.steps.first())
        .map(|(_, at, _)| *at)
        .min()
}
