//! The arithmetic of one need line (VOCABULARY: "Arithmetic"), derived from commitments, consignments and
//! official supply.

use crate::commitment::{Commitment, CommitmentState};
use crate::consignment::{Consignment, ConsignmentLine};
use crate::ids::*;
use crate::quantity::Quantity;
use crate::state::State;

/// Sums over the commitments of one line, and S, in base units.
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
    /// S: what the state delivered or allocated, as far as it falls on this line.
    pub official: u64,
    /// Held until a verifier clears it; in no total.
    pub held: u64,
}

impl Tally {
    /// C + T + R: ours. Official supply is not ours to move and stays out of it.
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
    /// max(0, N − (C+T+R+S)).
    pub shortage: u64,
    /// max(0, C+T+R+S − N).
    pub excess: u64,
}

impl Coverage {
    /// (C+T+R+S) / N in per cent, floored: 100 means that nothing is short.
    #[must_use]
    pub fn percent(&self) -> u64 {
        let there = self.needed - self.shortage + self.excess;
        let hundredfold = there.saturating_mul(100);
        hundredfold.checked_div(self.needed).unwrap_or(0)
    }
}

/// The figures of one line; nothing when its quantity states no total.
#[must_use]
pub fn coverage(quantity: Quantity, tally: &Tally) -> Option<Coverage> {
    let needed = quantity.needed()?;
    let supplied = tally.supplied();
    let cover = supplied.min(needed);
    let there = supplied.saturating_add(tally.official);
    Some(Coverage {
        needed,
        cover,
        gap: needed - cover,
        unmet: needed.saturating_sub(tally.received),
        shortage: needed.saturating_sub(there),
        excess: there.saturating_sub(needed),
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

/// What of a consignment counts on the need lines that it serves: [`share`] reads nothing else of it.
pub(crate) struct Weight {
    dispatched_at: Option<Stamp>,
    lines: Vec<ConsignmentLine>,
}

impl Weight {
    /// The weight as it is.
    pub(crate) fn of(found: &Consignment) -> Weight {
        let (dispatched_at, lines) = (found.dispatched_at, found.lines.clone());
        Weight {
            dispatched_at,
            lines,
        }
    }

    /// Whether it still weighs the same.
    pub(crate) fn is_of(&self, found: &Consignment) -> bool {
        self.dispatched_at == found.dispatched_at && self.lines == found.lines
    }

    /// Puts this weight in the place of the other.
    pub(crate) fn swap(&mut self, found: &mut Consignment) {
        std::mem::swap(&mut self.dispatched_at, &mut found.dispatched_at);
        std::mem::swap(&mut self.lines, &mut found.lines);
    }
}

/// What a set of commitments adds to their lines at a moment: taken before a change, settled after it.
pub(crate) struct Before(Vec<(CommitmentId, NeedId, u64, Tally)>);

impl Before {
    /// Notes the shares as they are.
    pub(crate) fn of(state: &State, ids: impl IntoIterator<Item = CommitmentId>) -> Before {
        let mut noted: Vec<(CommitmentId, NeedId, u64, Tally)> = Vec::new();
        for id in ids {
            // A consignment may carry one commitment in two lines; its share is noted once.
            let known = noted.iter().any(|(seen, ..)| *seen == id);
            if let Some(c) = state.commitments.get(&id).filter(|_| !known) {
                noted.push((id, c.need, c.line, share(state, c)));
            }
        }
        Before(noted)
    }

    /// Moves each line by the difference: the only place that writes a tally. The cost is that of the commitments
    /// touched, however many a line has; a property test recounts every line from all of them.
    pub(crate) fn settle(self, state: &mut State) {
        for (id, need, line, before) in self.0 {
            let after = state
                .commitments
                .get(&id)
                .map_or(Tally::default(), |c| share(state, c));
            shift(state, need, line, before, after);
        }
    }
}

/// Adds what a new commitment brings.
pub(crate) fn count_in(state: &mut State, id: CommitmentId) {
    let Some(commitment) = state.commitments.get(&id) else {
        return;
    };
    let (need, line, after) = (commitment.need, commitment.line, share(state, commitment));
    shift(state, need, line, Tally::default(), after);
}

fn shift(state: &mut State, need: NeedId, line: u64, before: Tally, after: Tally) {
    let slot = usize::try_from(line).ok();
    let Some(line) = state
        .needs
        .get_mut(&need)
        .zip(slot)
        .and_then(|(n, i)| n.lines.get_mut(i))
    else {
        return;
    };
    let moved = |sum: u64, old: u64, new: u64| sum.saturating_sub(old).saturating_add(new);
    let tally = &mut line.tally;
    tally.pledged = moved(tally.pledged, before.pledged, after.pledged);
    tally.firm = moved(tally.firm, before.firm, after.firm);
    tally.moving = moved(tally.moving, before.moving, after.moving);
    tally.received = moved(tally.received, before.received, after.received);
    tally.held = moved(tally.held, before.held, after.held);
}
