//! What became of promises, by their age. Promises are counted, since different goods are never added.

use crate::coverage::share;
use crate::ids::Stamp;
use crate::state::State;

use super::{Commitment, CommitmentState};

/// Classes of age end after so many hours; the last one has no end.
pub const AGE_HOURS: [i64; 3] = [24, 72, 168];

/// The promises of one class of age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fulfilment {
    /// Made. Declined ones, and those that went on to serve another need, are not there: nobody broke them.
    pub made: u64,
    /// All that was not taken back has been accepted on arrival.
    pub kept: u64,
    /// Taken back by the donor, or freed by the clock.
    pub ended: u64,
}

/// By class of age at a moment, the youngest first. O(commitments).
#[must_use]
pub fn fulfilment(state: &State, at: Stamp) -> [Fulfilment; AGE_HOURS.len() + 1] {
    let mut classes = [Fulfilment::default(); AGE_HOURS.len() + 1];
    for commitment in state.commitments.values() {
        let Some((_, made_at, _)) = commitment.steps.first() else {
            continue;
        };
        let class = AGE_HOURS.partition_point(|hours| made_at.plus_hours(*hours) <= at);
        if let Some(class) = classes.get_mut(class) {
            class.add(state, commitment);
        }
    }
    classes
}

impl Fulfilment {
    fn add(&mut self, state: &State, commitment: &Commitment) {
        match commitment.state {
            CommitmentState::Declined(_) | CommitmentState::Redirected => return,
            CommitmentState::Withdrawn | CommitmentState::Lapsed => self.ended += 1,
            CommitmentState::Pledged | CommitmentState::Accepted => {}
            CommitmentState::Firm => {
                let promised = commitment.quantity.saturating_sub(commitment.released);
                let received = share(state, commitment).received;
                self.kept += u64::from(promised > 0 && received >= promised);
            }
        }
        self.made += 1;
    }
}
