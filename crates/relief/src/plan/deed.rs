//! Plan against deed: what became of each line of a plan, read off the commitments out of its offer.

use crate::commitment::{Commitment, CommitmentState};
use crate::coverage::{Tally, share};
use crate::ids::*;
use crate::plan::decision::Decision;
use crate::plan::{Line, LineKey, Published};
use crate::state::State;

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deed {
    /// As the plan has it.
    pub line: Line,
    /// What was decided about it.
    pub decision: Decision,
    /// The last commitment made of it.
    pub commitment: Option<CommitmentId>,
    /// What its commitments amount to; held ones are in no figure.
    pub done: Tally,
    /// Of what is pledged: accepted by the recipient's side.
    pub reserved: u64,
}

impl Deed {
    /// What is bound to come or has come: reserved, firm, moving and received.
    #[must_use]
    pub fn bound(&self) -> u64 {
        self.done.supplied().saturating_add(self.reserved)
    }
}

/// What became of every line of a plan.
#[must_use]
pub fn deeds(state: &State, published: &Published) -> Vec<Deed> {
    let lines = published.plan.iter().flat_map(|plan| plan.lines());
    let deed = |line: &Line| {
        let mut deed = Deed {
            line: *line,
            decision: published
                .decisions
                .get(&line.key())
                .copied()
                .unwrap_or_default(),
            commitment: None,
            done: Tally::default(),
            reserved: 0,
        };
        for (id, found) in made_of(state, published.id, line.key()) {
            deed.commitment = Some(id);
            let part = share(state, found);
            if found.state == CommitmentState::Accepted {
                deed.reserved = deed.reserved.saturating_add(part.pledged);
            }
            let done = &mut deed.done;
            done.pledged = done.pledged.saturating_add(part.pledged);
            done.firm = done.firm.saturating_add(part.firm);
            done.moving = done.moving.saturating_add(part.moving);
            done.received = done.received.saturating_add(part.received);
            done.held = done.held.saturating_add(part.held);
        }
        deed
    };
    lines.map(deed).collect()
}

/// The commitment that carries a line out: out of its offer, for its need line, made since the plan, and not ended
/// before anything came of it.
#[must_use]
pub fn carried(state: &State, plan: PlanId, key: LineKey) -> Option<CommitmentId> {
    let stands = |(_, found): &(CommitmentId, &Commitment)| {
        !matches!(
            found.state,
            CommitmentState::Declined(_)
                | CommitmentState::Withdrawn
                | CommitmentState::Lapsed
                | CommitmentState::Redirected
        )
    };
    made_of(state, plan, key)
        .filter(stands)
        .last()
        .map(|(id, _)| id)
}

fn made_of(
    state: &State,
    plan: PlanId,
    (offer, need, line): LineKey,
) -> impl Iterator<Item = (CommitmentId, &Commitment)> {
    let commitments = state
        .line(need, line)
        .map(|line| line.commitments.as_slice());
    let since = commitments
        .unwrap_or_default()
        .iter()
        .filter(move |id| id.0 > plan.0);
    since.filter_map(move |id| {
        let found = state.commitments.get(id)?;
        (found.offer == Some(offer)).then_some((*id, found))
    })
}
