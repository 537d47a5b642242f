//! Redirecting a commitment: one side proposes another need, the other agrees; an earmarked gift stays traceable.

use crate::access::allow;
use crate::command::Actor;
use crate::commitment::{
    Commitment, CommitmentState, Redirect, decider, find, insert, outstanding, standard_fits,
    takes_pledges,
};
use crate::coverage::Before;
use crate::entry::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::State;

pub(crate) fn propose_redirect(
    state: &State,
    actor: &Actor,
    fact: CommitmentRedirectProposed,
) -> Result<Vec<Fact>, Refusal> {
    let commitment = find(state, fact.commitment)?;
    if commitment.donor != actor.party {
        decider(state, actor, commitment)?;
    }
    redirectable(state, commitment, &fact)?;
    Ok(vec![fact.into()])
}

fn redirectable(
    state: &State,
    commitment: &Commitment,
    to: &CommitmentRedirectProposed,
) -> Result<(), Refusal> {
    let open = matches!(
        commitment.state,
        CommitmentState::Accepted | CommitmentState::Firm
    );
    allow(open, Refusal::CommitmentState)?;
    allow(
        (commitment.need, commitment.line) != (to.to_need, to.to_line),
        Refusal::SameThing,
    )?;
    let need = state
        .needs
        .get(&to.to_need)
        .ok_or(Refusal::NotFound(to.to_need.0))?;
    takes_pledges(need)?;
    let here = state
        .line(commitment.need, commitment.line)
        .ok_or(Refusal::NoSuchLine)?;
    let there = state
        .line(to.to_need, to.to_line)
        .ok_or(Refusal::NoSuchLine)?;
    allow(here.item == there.item, Refusal::OtherItem)?;
    standard_fits(there, commitment.standard, false)?;
    allow(to.quantity > 0, Refusal::QuantityZero)?;
    let left = outstanding(state, commitment);
    allow(to.quantity <= left, Refusal::NotSoMuchLeft { left })
}

/// The other side agrees: the donor when a coordinator proposed, a coordinator when the donor did.
pub(crate) fn agree_redirect(
    state: &State,
    actor: &Actor,
    id: CommitmentId,
) -> Result<Vec<Fact>, Refusal> {
    let commitment = find(state, id)?;
    let to = commitment.proposal.ok_or(Refusal::NoProposal)?;
    allow(to.by != actor.party, Refusal::ProposerCannotAgree)?;
    if to.by == commitment.donor {
        decider(state, actor, commitment)?;
    } else {
        allow(commitment.donor == actor.party, Refusal::NotYourCommitment)?;
    }
    let Redirect {
        to_need,
        to_line,
        quantity,
        ..
    } = to;
    let proposed = CommitmentRedirectProposed {
        commitment: id,
        quantity,
        to_line,
        to_need,
    };
    redirectable(state, commitment, &proposed)?;
    Ok(vec![
        CommitmentRedirected {
            commitment: id,
            need: commitment.need,
            quantity,
            to_line,
            to_need,
        }
        .into(),
    ])
}

/// The first commitment is freed of the quantity; the entry itself is a new one in the same state.
pub(crate) fn apply_redirected(
    state: &mut State,
    index: u64,
    at: Stamp,
    fact: &CommitmentRedirected,
) {
    let before = Before::of(state, [fact.commitment]);
    let Some(from) = state.commitments.get_mut(&fact.commitment) else {
        return;
    };
    let mut moved = from.clone();
    from.released = from.released.saturating_add(fact.quantity);
    from.proposal = None;
    from.steps.push(("commitment.redirected", at, Index(index)));
    if from.released >= from.quantity {
        from.state = CommitmentState::Redirected;
    }
    before.settle(state);
    moved.need = fact.to_need;
    moved.line = fact.to_line;
    moved.quantity = fact.quantity;
    moved.released = 0;
    moved.proposal = None;
    moved.redirected_from = Some(fact.commitment);
    moved.consigned_in = Vec::new();
    moved.remark = None;
    moved
        .steps
        .push(("commitment.redirected", at, Index(index)));
    insert(state, index, moved);
}
