//! Who may send, bring, lose and dispute goods, and when.

use super::{CLOCK_SKEW_SECONDS, Consignment, Stage};
use crate::access::allow;
use crate::code::*;
use crate::command::Actor;
use crate::entry::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::State;

pub(crate) fn find(state: &State, id: ConsignmentId) -> Result<&Consignment, Refusal> {
    state.consignments.get(&id).ok_or(Refusal::NotFound(id.0))
}

pub(crate) fn stage_is(consignment: &Consignment, stages: &[Stage]) -> Result<(), Refusal> {
    allow(
        stages.contains(&consignment.stage()),
        Refusal::ConsignmentState,
    )
}

/// A moment told by a device may lie in the past, never in the future.
pub(crate) fn not_future(at: Stamp, happened_at: Stamp) -> Result<(), Refusal> {
    allow(
        happened_at.since(at) <= CLOCK_SKEW_SECONDS,
        Refusal::InTheFuture,
    )
}

pub(super) fn own(actor: &Actor, consignment: &Consignment) -> Result<(), Refusal> {
    allow(
        consignment.sender == actor.party,
        Refusal::NotYourConsignment,
    )
}

pub(crate) fn dispatch(
    state: &State,
    actor: &Actor,
    at: Stamp,
    id: ConsignmentId,
    eta: Option<Stamp>,
) -> Result<Vec<Fact>, Refusal> {
    let found = find(state, id)?;
    own(actor, found)?;
    stage_is(found, &[Stage::Sealed])?;
    allow(eta.is_none_or(|eta| eta > at), Refusal::InThePast)?;
    Ok(vec![
        ConsignmentDispatched {
            consignment: id,
            eta,
        }
        .into(),
    ])
}

pub(crate) fn arrive(
    state: &State,
    actor: &Actor,
    at: Stamp,
    id: ConsignmentId,
    happened_at: Stamp,
) -> Result<Vec<Fact>, Refusal> {
    let found = find(state, id)?;
    allow(found.holder() == Some(actor.party), Refusal::NotTheHolder)?;
    stage_is(found, &[Stage::InTransit, Stage::AtHub])?;
    not_future(at, happened_at)?;
    Ok(vec![
        ConsignmentArrived {
            consignment: id,
            happened_at,
        }
        .into(),
    ])
}

pub(crate) fn cancel(
    state: &State,
    actor: &Actor,
    id: ConsignmentId,
) -> Result<Vec<Fact>, Refusal> {
    let found = find(state, id)?;
    own(actor, found)?;
    stage_is(found, &[Stage::Preparing, Stage::Sealed])?;
    Ok(vec![ConsignmentCancelled { consignment: id }.into()])
}

pub(crate) fn bring_back(
    state: &State,
    actor: &Actor,
    id: ConsignmentId,
) -> Result<Vec<Fact>, Refusal> {
    let found = find(state, id)?;
    allow(found.holder() == Some(actor.party), Refusal::NotTheHolder)?;
    stage_is(found, &[Stage::InTransit, Stage::AtHub, Stage::Arrived])?;
    Ok(vec![ConsignmentReturned { consignment: id }.into()])
}

/// Sender or recipient, never the carrier alone.
pub(crate) fn lose(state: &State, actor: &Actor, id: ConsignmentId) -> Result<Vec<Fact>, Refusal> {
    let found = find(state, id)?;
    stage_is(found, &[Stage::InTransit, Stage::AtHub, Stage::Arrived])?;
    let may = found.sender == actor.party || state.acts_for(actor, found.recipient);
    let carrier = found.holder() == Some(actor.party);
    allow(may || !carrier, Refusal::CarrierCannotDeclareLoss)?;
    allow(may, Refusal::NotAllowed)?;
    Ok(vec![ConsignmentLost { consignment: id }.into()])
}

pub(crate) fn dispute(state: &State, fact: ConsignmentDisputed) -> Result<Vec<Fact>, Refusal> {
    let found = find(state, fact.consignment)?;
    allow(found.dispatched_at.is_some(), Refusal::ConsignmentState)?;
    allow(!found.is_disputed(), Refusal::DisputedAlready)?;
    Ok(vec![fact.into()])
}

pub(crate) fn settle(
    state: &State,
    actor: &Actor,
    fact: ConsignmentSettled,
) -> Result<Vec<Fact>, Refusal> {
    let found = find(state, fact.consignment)?;
    allow(
        state.holds_anywhere(actor.party, Role::Auditor),
        Refusal::NotAllowed,
    )?;
    let had_it = found.sender == actor.party || found.hops.iter().any(|h| h.party == actor.party);
    allow(!had_it, Refusal::HolderCannotSettle)?;
    allow(found.is_disputed(), Refusal::NothingDisputed)?;
    Ok(vec![fact.into()])
}
