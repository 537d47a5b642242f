//! The arithmetic of one need line (VOCABULARY: "Arithmetic"), derived from commitments and consignments.

use crate::commitment::{Commitment, CommitmentState};
use crate::ids::*;
use crate::quantity::Quantity;
use crate::state::State;

/// Sums over the commitments of one line, in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// P: pledged or accepted, not firm. In none of the figures below.
    pub pledged: u64,
    /// C: firm and not yet dispatched.
    pub firm: u64,
    /// T: dispatched and neither received nor gone; the last agreed or counted figure.
    pub moving: u64,
    /// R: received and accepted.
    pub received: u64,
    /// Held until a verifier clears it; in no total.
    pub held: u64,
}

impl Tally {
    /// C + T + R.
    #[must_use]
    pub fn supplied(&self) -> u64 {
        self.firm
            .saturating_add(self.moving)
            .saturating_add(self.received)
    }
}

/// N, and what is left of it. Where N is unknown, so are these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// N.
    pub needed: u64,
    /// min(N, C+T+R).
    pub cover: u64,
    /// N − cover.
    pub gap: u64,
    /// max(0, N − R).
    pub unmet: u64,
    /// max(0, C+T+R − N).
    pub excess: u64,
}

impl Coverage {
    /// (C+T+R) / N in per cent, floored: 100 means met.
    #[must_use]
    pub fn percent(&self) -> u64 {
        let supplied = self.cover.saturating_add(self.excess);
        supplied
            .saturating_mul(100)
            .checked_div(self.needed)
            .unwrap_or(0)
    }
}

/// The figures of one line; nothing when its quantity states no total.
#[must_use]
pub fn coverage(quantity: Quantity, tally: &Tally) -> Option<Coverage> {
    let needed = quantity.needed()?;
    let supplied = tally.supplied();
    let cover = supplied.min(needed);
    Some(Coverage {
        needed,
        cover,
        gap: needed - cover,
        unmet: needed.saturating_sub(tally.received),
        excess: supplied.saturating_sub(needed),
    })
}

/// What one commitment adds to its line.
#[must_use]
pub fn share(state: &State, commitment: &Commitment) -> Tally {
    let left = commitment.quantity.saturating_sub(commitment.released);
    if commitment.held {
        return Tally {
            held: left,
            ..Tally::default()
        };
    }
    let mut tally = Tally::default();
    let mut dispatched = 0_u64;
    for (id, line) in &commitment.consigned_in {
        let Some(consignment) = state.consignments.get(id) else {
            continue;
        };
        let Some(line) = consignment.lines.get(*line) else {
            continue;
        };
        if consignment.dispatched_at.is_some() {
            dispatched = dispatched.saturating_add(line.quantity);
            tally.moving = tally.moving.saturating_add(line.moving());
            tally.received = tally.received.saturating_add(line.accepted);
        }
    }
    match commitment.state {
        CommitmentState::Firm => tally.firm = left.saturating_sub(dispatched),
        CommitmentState::Pledged | CommitmentState::Accepted => tally.pledged = left,
        _ => {}
    }
    tally
}

/// Recomputes the sums of one line from its commitments: the only place that writes a tally.
pub(crate) fn retally(state: &mut State, need: NeedId, line: u64) {
    let Some(found) = state.line(need, line) else {
        return;
    };
    let mut sum = Tally::default();
    for id in &found.commitments {
        let Some(commitment) = state.commitments.get(id) else {
            continue;
        };
        let part = share(state, commitment);
        sum.pledged = sum.pledged.saturating_add(part.pledged);
        sum.firm = sum.firm.saturating_add(part.firm);
        sum.moving = sum.moving.saturating_add(part.moving);
        sum.received = sum.received.saturating_add(part.received);
        sum.held = sum.held.saturating_add(part.held);
    }
    let slot = usize::try_from(line).ok();
    if let Some(line) = state
        .needs
        .get_mut(&need)
        .zip(slot)
        .and_then(|(n, i)| n.lines.get_mut(i))
    {
        line.tally = sum;
    }
}
