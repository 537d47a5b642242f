//! Who may promise, accept and take back, and when.

use super::{Commitment, CommitmentState, FIRST_COMMITMENT_MAX, outstanding};
use crate::access::allow;
use crate::code::*;
use crate::command::Actor;
use crate::entry::*;
use crate::ids::*;
use crate::need::{Need, NeedLine, NeedStatus};
use crate::quantity::QUANTITY_MAX;
use crate::refusal::Refusal;
use crate::standard::Standard;
use crate::state::State;

pub(crate) fn find(state: &State, id: CommitmentId) -> Result<&Commitment, Refusal> {
    state.commitments.get(&id).ok_or(Refusal::NotFound(id.0))
}

pub(super) fn need_of<'s>(state: &'s State, commitment: &Commitment) -> Result<&'s Need, Refusal> {
    state
        .needs
        .get(&commitment.need)
        .ok_or(Refusal::NotFound(commitment.need.0))
}

pub(crate) fn takes_pledges(need: &Need) -> Result<(), Refusal> {
    match need.status {
        NeedStatus::Open => Ok(()),
        NeedStatus::Reported => Err(Refusal::NeedNotVerified),
        NeedStatus::Paused { .. } => Err(Refusal::NeedPaused),
        _ => Err(Refusal::NeedClosed),
    }
}

pub(crate) fn pledge(
    state: &State,
    actor: &Actor,
    at: Stamp,
    mut fact: CommitmentPledged,
    despite_standard: bool,
) -> Result<Vec<Fact>, Refusal> {
    let party = state
        .parties
        .get(&actor.party)
        .ok_or(Refusal::NotFound(actor.party.0))?;
    let need = state
        .needs
        .get(&fact.need)
        .ok_or(Refusal::NotFound(fact.need.0))?;
    takes_pledges(need)?;
    let line = state
        .line(fact.need, fact.line)
        .ok_or(Refusal::NoSuchLine)?;
    allow(fact.quantity > 0, Refusal::QuantityZero)?;
    allow(
        fact.quantity <= QUANTITY_MAX,
        Refusal::QuantityTooLarge { max: QUANTITY_MAX },
    )?;
    allow(fact.available_on >= at.plus_hours(-24), Refusal::InThePast)?;
    standard_fits(line, fact.standard, despite_standard)?;
    if let Some(id) = fact.offer {
        let offer = state.offers.get(&id).ok_or(Refusal::NotFound(id.0))?;
        allow(offer.donor == actor.party, Refusal::NotYourCommitment)?;
        allow(offer.item == line.item, Refusal::OfferForOtherItem)?;
        allow(
            fact.quantity <= offer.left(),
            Refusal::OfferTooSmall { left: offer.left() },
        )?;
    }
    let first_large = party.proven == 0 && fact.quantity > FIRST_COMMITMENT_MAX;
    fact.held = first_large || fact.quantity > line.item.plausible_max();
    Ok(vec![fact.into()])
}

pub(super) fn standard_fits(
    line: &NeedLine,
    standard: Option<Standard>,
    despite: bool,
) -> Result<(), Refusal> {
    if let Some(standard) = standard {
        allow(standard.suits(line.item), Refusal::StandardForOtherItem)?;
    }
    let accepted =
        line.standards.is_empty() || standard.is_some_and(|s| line.standards.contains(&s));
    allow(
        accepted || despite,
        Refusal::StandardNotAccepted {
            accepted: line.standards.clone(),
        },
    )
}

pub(crate) fn clear(state: &State, actor: &Actor, id: CommitmentId) -> Result<Vec<Fact>, Refusal> {
    let commitment = find(state, id)?;
    let need = need_of(state, commitment)?;
    allow(
        state.works_as(actor, Role::Verifier, need.room),
        Refusal::NotAllowed,
    )?;
    allow(commitment.donor != actor.party, Refusal::DonorCannotConfirm)?;
    let waits = commitment.held && commitment.state == CommitmentState::Pledged;
    allow(waits, Refusal::CommitmentState)?;
    Ok(vec![CommitmentCleared { commitment: id }.into()])
}

/// Nothing is accepted or made firm for a need that has ended.
pub(super) fn still_needed(need: &Need) -> Result<(), Refusal> {
    let ended = matches!(
        need.status,
        NeedStatus::Closed(_) | NeedStatus::Rejected(_) | NeedStatus::Merged(_)
    );
    allow(!ended, Refusal::NeedClosed)
}

pub(super) fn decider(
    state: &State,
    actor: &Actor,
    commitment: &Commitment,
) -> Result<(), Refusal> {
    let need = need_of(state, commitment)?;
    let may = state.acts_for(actor, need.recipient) || state.coordinates(actor, need.room);
    allow(may, Refusal::NotAllowed)
}

pub(crate) fn accept(state: &State, actor: &Actor, id: CommitmentId) -> Result<Vec<Fact>, Refusal> {
    let commitment = find(state, id)?;
    decider(state, actor, commitment)?;
    still_needed(need_of(state, commitment)?)?;
    allow(!commitment.held, Refusal::CommitmentHeld)?;
    allow(
        commitment.state == CommitmentState::Pledged,
        Refusal::CommitmentState,
    )?;
    Ok(vec![CommitmentAccepted { commitment: id }.into()])
}

pub(crate) fn decline(
    state: &State,
    actor: &Actor,
    id: CommitmentId,
    reason: DeclineReason,
) -> Result<Vec<Fact>, Refusal> {
    let commitment = find(state, id)?;
    let need = need_of(state, commitment)?;
    let verifier = commitment.held && state.works_as(actor, Role::Verifier, need.room);
    if !verifier {
        decider(state, actor, commitment)?;
    }
    allow(
        commitment.state == CommitmentState::Pledged,
        Refusal::CommitmentState,
    )?;
    Ok(vec![
        CommitmentDeclined {
            commitment: id,
            reason,
        }
        .into(),
    ])
}

/// Frees what has not been packed.
pub(crate) fn withdraw(
    state: &State,
    actor: &Actor,
    id: CommitmentId,
) -> Result<Vec<Fact>, Refusal> {
    let commitment = find(state, id)?;
    allow(commitment.donor == actor.party, Refusal::NotYourCommitment)?;
    let open = [
        CommitmentState::Pledged,
        CommitmentState::Accepted,
        CommitmentState::Firm,
    ];
    allow(open.contains(&commitment.state), Refusal::CommitmentState)?;
    let quantity = outstanding(state, commitment);
    allow(quantity > 0, Refusal::NotSoMuchLeft { left: 0 })?;
    Ok(vec![
        CommitmentWithdrawn {
            commitment: id,
            quantity,
        }
        .into(),
    ])
}

pub(crate) fn lapse(
    state: &State,
    actor: &Actor,
    at: Stamp,
    id: CommitmentId,
) -> Result<Vec<Fact>, Refusal> {
    allow(actor.is_community(), Refusal::CommunityOnly)?;
    let commitment = find(state, id)?;
    let due = commitment.lapses_at().ok_or(Refusal::CommitmentState)?;
    allow(due <= at, Refusal::TooEarly(due))?;
    Ok(vec![CommitmentLapsed { commitment: id }.into()])
}
