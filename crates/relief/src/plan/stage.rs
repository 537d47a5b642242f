//! Where the deciding about a line stands, and whose yes it waits for.

use crate::command::Actor;
use crate::commitment::CommitmentState;
use crate::ids::*;
use crate::plan::decision::{Decision, Named, Side, side};
use crate::plan::deed::carried;
use crate::plan::{Line, Published};
use crate::state::State;

/// Where the deciding about a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has said anything, or what was promised came to nothing.
    Silent,
    /// The recipient's side said yes.
    WaitsForDonor,
    /// The donor said yes.
    WaitsForRecipient,
    /// Both did: it is a commitment like any other.
    Agreed,
    /// Somebody with the right left it.
    Left,
}

/// A line with what was decided about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// Where it stands.
    pub stage: Stage,
    /// The quantity that stands, in base units.
    pub quantity: u64,
    /// What was said.
    pub decision: Decision,
    /// The commitment that carries it out.
    pub commitment: Option<CommitmentId>,
}

impl Status {
    /// Whether it waits for the yes of a side.
    #[must_use]
    pub fn takes(&self, side: Side) -> bool {
        match self.stage {
            Stage::Silent => true,
            Stage::WaitsForDonor => side == Side::Donor,
            Stage::WaitsForRecipient => side == Side::Recipient,
            Stage::Agreed | Stage::Left => false,
        }
    }

    /// Whether its quantity may still change, or it may be left.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Silent | Stage::WaitsForDonor)
    }
}

/// Where the deciding about a line stands.
#[must_use]
pub fn status(state: &State, published: &Published, line: &Line) -> Status {
    let found = published.decisions.get(&line.key()).copied();
    let decision = found.unwrap_or_default();
    let commitment = carried(state, published.id, line.key());
    let carrying = commitment.and_then(|id| state.commitments.get(&id));
    let stage = match carrying.map(|found| found.state) {
        Some(CommitmentState::Pledged) => Stage::WaitsForRecipient,
        Some(_) => Stage::Agreed,
        None if decision.left.is_some() => Stage::Left,
        None if decision.recipient.is_some() => Stage::WaitsForDonor,
        None => Stage::Silent,
    };
    Status {
        stage,
        quantity: decision.quantity.unwrap_or(line.quantity),
        decision,
        commitment,
    }
}

/// The lines of the plan that stands that wait for somebody's yes, each with the quantity that stands.
#[must_use]
pub fn waiting(state: &State, actor: &Actor) -> Vec<(Named, u64)> {
    let Some(published) = state.plans.current() else {
        return Vec::new();
    };
    let waits = |line: &Line| {
        let side = side(state, actor, line.key())?;
        let status = status(state, published, line);
        let named = Named {
            plan: published.id,
            offer: line.offer,
            need: line.need,
            line: line.line,
        };
        status.takes(side).then_some((named, status.quantity))
    };
    let lines = published.plan.iter().flat_map(|plan| plan.lines());
    lines.filter_map(waits).collect()
}
