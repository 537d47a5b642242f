//! Verifying, rejecting and merging what was reported. The verifier is not the author.

use crate::access::allow;
use crate::code::*;
use crate::command::Actor;
use crate::entry::*;
use crate::ids::*;
use crate::need::{Need, NeedStatus, find};
use crate::refusal::Refusal;
use crate::state::State;
use crate::ties::acts::End;
use crate::ties::deeds::Deed;

pub(super) fn verifier(state: &State, actor: &Actor, need: &Need) -> Result<(), Refusal> {
    allow(
        state.works_as(actor, Role::Verifier, need.room),
        Refusal::NotAllowed,
    )
}

pub(crate) fn verify(
    state: &State,
    actor: &Actor,
    id: NeedId,
    evidence: Evidence,
    skip: Option<SkipReason>,
) -> Result<Vec<Fact>, Refusal> {
    let need = find(state, id)?;
    verifier(state, actor, need)?;
    allow(
        need.status == NeedStatus::Reported,
        Refusal::NeedNotReported,
    )?;
    let again = need
        .verifications
        .iter()
        .any(|(party, ..)| *party == actor.party);
    allow(!again, Refusal::AlreadyVerifiedByYou)?;
    let is_author = need.reporter == actor.party || need.changed_by == Some(actor.party);
    let second_missing = needs_two(state, need) && need.verifications.is_empty();
    let mut facts = Vec::new();
    match skip {
        None => allow(!is_author, Refusal::ReporterCannotVerify)?,
        Some(reason) => {
            let gates = [
                (is_author, Gate::SecondPersonForNeed),
                (second_missing, Gate::SecondVerifier),
            ];
            let skipped = gates.into_iter().filter(|(skips, _)| *skips);
            let subject = Index(id.0);
            facts.extend(skipped.map(|(_, gate)| {
                Fact::from(GateSkipped {
                    gate,
                    reason,
                    subject,
                })
            }));
        }
    }
    let opens = !second_missing || skip.is_some();
    facts.push(
        NeedVerified {
            evidence,
            need: id,
            opens,
        }
        .into(),
    );
    Ok(facts)
}

/// A provisional recipient that nobody has checked needs two verifiers.
fn needs_two(state: &State, need: &Need) -> bool {
    state
        .recipients
        .get(&need.recipient)
        .is_some_and(|r| r.provisional && r.standing == Standing::Unchecked)
}

pub(crate) fn reject(
    state: &State,
    actor: &Actor,
    id: NeedId,
    reason: RejectReason,
) -> Result<Vec<Fact>, Refusal> {
    let need = find(state, id)?;
    verifier(state, actor, need)?;
    allow(
        need.status == NeedStatus::Reported,
        Refusal::NeedNotReported,
    )?;
    Ok(vec![NeedRejected { need: id, reason }.into()])
}

pub(crate) fn merge(
    state: &State,
    actor: &Actor,
    id: NeedId,
    into: NeedId,
) -> Result<Vec<Fact>, Refusal> {
    let need = find(state, id)?;
    verifier(state, actor, need)?;
    allow(id != into, Refusal::SameThing)?;
    allow(
        need.status == NeedStatus::Reported,
        Refusal::NeedNotReported,
    )?;
    let same = find(state, into)?.recipient == need.recipient;
    allow(same, Refusal::DifferentRecipients)?;
    Ok(vec![NeedMerged { into, need: id }.into()])
}

pub(crate) fn apply_verified(state: &mut State, at: Stamp, by: PartyId, fact: &NeedVerified) {
    if let Some(need) = state.needs.get_mut(&fact.need) {
        if fact.evidence == Evidence::CallBack {
            let called = End::Recipient(need.recipient);
            state.deeds.count((by, called, Deed::CalledBack), at);
        }
        need.verifications.push((by, fact.evidence, at));
        need.confirmed_at = at;
        if fact.opens {
            need.status = NeedStatus::Open;
        }
    }
}
