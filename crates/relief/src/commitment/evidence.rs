//! From accepted to firm: the donor brings evidence, somebody who is not the donor approves it.

use crate::access::allow;
use crate::code::*;
use crate::command::Actor;
use crate::commitment::{Commitment, CommitmentState, Shown, find, need_of, still_needed};
use crate::entry::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::State;

pub(crate) fn bring_evidence(
    state: &State,
    actor: &Actor,
    fact: CommitmentEvidenced,
) -> Result<Vec<Fact>, Refusal> {
    let commitment = find(state, fact.commitment)?;
    allow(commitment.donor == actor.party, Refusal::NotYourCommitment)?;
    let open = matches!(
        commitment.state,
        CommitmentState::Pledged | CommitmentState::Accepted
    );
    allow(open, Refusal::CommitmentState)?;
    let says_nothing =
        |b: &Batch| b.number.is_none() && b.made_on.is_none() && b.expires_on.is_none();
    let batch_fits = fact.batch.as_ref().is_none_or(|b| !says_nothing(b));
    let shows = fact.batch.is_some() || fact.document.is_some();
    allow(shows && batch_fits, Refusal::EvidenceMissing)?;
    Ok(vec![fact.into()])
}

pub(crate) fn confirm(
    state: &State,
    actor: &Actor,
    id: CommitmentId,
    certificate: CertificateState,
    skip: Option<SkipReason>,
) -> Result<Vec<Fact>, Refusal> {
    let commitment = find(state, id)?;
    let need = need_of(state, commitment)?;
    let checker = state.works_as(actor, Role::Verifier, need.room)
        || state.works_as(actor, Role::Receipts, need.room)
        || state.acts_for(actor, need.recipient);
    allow(checker, Refusal::NotAllowed)?;
    still_needed(need)?;
    allow(!commitment.held, Refusal::CommitmentHeld)?;
    allow(commitment.shown.is_some(), Refusal::EvidenceMissing)?;
    let subject = Index(id.0);
    let mut facts = Vec::new();
    match (commitment.state, skip) {
        (CommitmentState::Accepted, _) => {}
        (CommitmentState::Pledged, Some(reason)) => {
            facts.push(
                GateSkipped {
                    gate: Gate::Acceptance,
                    reason,
                    subject,
                }
                .into(),
            );
        }
        _ => return Err(Refusal::CommitmentState),
    }
    match (commitment.donor == actor.party, skip) {
        (true, None) => return Err(Refusal::DonorCannotConfirm),
        (true, Some(reason)) => {
            facts.push(
                GateSkipped {
                    gate: Gate::SecondPersonForEvidence,
                    reason,
                    subject,
                }
                .into(),
            );
        }
        _ => {}
    }
    facts.push(
        CommitmentConfirmed {
            certificate,
            commitment: id,
        }
        .into(),
    );
    Ok(facts)
}

pub(crate) fn apply_evidenced(commitment: &mut Commitment, at: Stamp, fact: &CommitmentEvidenced) {
    let (certificate, batch, document) = (fact.certificate, fact.batch.clone(), fact.document);
    commitment.shown = Some(Shown {
        certificate,
        batch,
        document,
        at,
        approved_by: None,
    });
}

pub(crate) fn apply_confirmed(
    commitment: &mut Commitment,
    by: PartyId,
    fact: &CommitmentConfirmed,
) {
    commitment.state = CommitmentState::Firm;
    if let Some(shown) = &mut commitment.shown {
        shown.certificate = fact.certificate;
        shown.approved_by = Some(by);
    }
}
