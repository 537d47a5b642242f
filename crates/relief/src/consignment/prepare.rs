//! Putting a consignment together and sealing it.

use sha2::{Digest, Sha256};

use crate::access::allow;
use crate::code::Role;
use crate::command::Actor;
use crate::commitment::{self, CommitmentState, outstanding};
use crate::consignment::{
    CONSIGNMENT_LINES_MAX, Consignment, ConsignmentLine, PACKAGES_MAX, Stage, find, own, stage_is,
};
use crate::custody::Hop;
use crate::entry::*;
use crate::field::Field;
use crate::ids::*;
use crate::json;
use crate::place::Place;
use crate::refusal::Refusal;
use crate::state::State;

pub(crate) fn prepare(
    state: &State,
    actor: &Actor,
    lines: &[ConsignmentLineFact],
    place: Place,
) -> Result<Vec<Fact>, Refusal> {
    allow(!lines.is_empty(), Refusal::NoLines)?;
    let max = CONSIGNMENT_LINES_MAX;
    allow(lines.len() <= max, Refusal::TooManyLines { max })?;
    let mut recipient = None;
    for (i, line) in lines.iter().enumerate() {
        let found = commitment::find(state, line.commitment)?;
        let need = state
            .needs
            .get(&found.need)
            .ok_or(Refusal::NotFound(found.need.0))?;
        let may = found.donor == actor.party || state.works_as(actor, Role::Receipts, need.room);
        allow(may, Refusal::NotYourCommitment)?;
        allow(
            found.state == CommitmentState::Firm,
            Refusal::CommitmentNotFirm,
        )?;
        allow(
            (1..=PACKAGES_MAX).contains(&line.packages),
            Refusal::Packages { max: PACKAGES_MAX },
        )?;
        allow(line.quantity > 0, Refusal::QuantityZero)?;
        let before: u64 = lines
            .iter()
            .take(i)
            .filter(|l| l.commitment == line.commitment)
            .map(|l| l.quantity)
            .sum();
        let left = outstanding(state, found).saturating_sub(before);
        allow(line.quantity <= left, Refusal::NotSoMuchLeft { left })?;
        let same = *recipient.get_or_insert(need.recipient) == need.recipient;
        allow(same, Refusal::DifferentRecipients)?;
    }
    let recipient = recipient.ok_or(Refusal::NoLines)?;
    Ok(vec![
        ConsignmentPrepared {
            lines: lines.to_vec(),
            place,
            recipient,
        }
        .into(),
    ])
}

pub(crate) fn seal(
    state: &State,
    actor: &Actor,
    id: ConsignmentId,
    packages: u64,
) -> Result<Vec<Fact>, Refusal> {
    let found = find(state, id)?;
    own(actor, found)?;
    stage_is(found, &[Stage::Preparing])?;
    allow(
        (1..=PACKAGES_MAX).contains(&packages),
        Refusal::Packages { max: PACKAGES_MAX },
    )?;
    Ok(vec![
        ConsignmentSealed {
            consignment: id,
            manifest: manifest(found),
            packages,
        }
        .into(),
    ])
}

/// SHA-256 over the canonical list of lines: what the label stands for.
fn manifest(consignment: &Consignment) -> Seal {
    let mut hash = Sha256::new();
    for line in &consignment.lines {
        let (commitment, packages, quantity) = (line.commitment, line.packages, line.quantity);
        let fact = ConsignmentLineFact {
            commitment,
            packages,
            quantity,
        };
        if let Some(json::Value::Map(map)) = fact.put() {
            hash.update(json::write(&map));
        }
    }
    Seal(hash.finalize().into())
}

pub(crate) fn apply_prepared(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &ConsignmentPrepared,
) {
    let line = |l: &ConsignmentLineFact| ConsignmentLine {
        commitment: l.commitment,
        packages: l.packages,
        quantity: l.quantity,
        counted: l.quantity,
        accepted: 0,
        damaged: 0,
        missing: 0,
        refused: 0,
        surplus: 0,
        ended: 0,
    };
    let id = ConsignmentId(index);
    let consignment = Consignment {
        sender: by,
        recipient: fact.recipient,
        place: fact.place,
        prepared_at: at,
        sealed_at: None,
        manifest: None,
        packages: fact.lines.iter().map(|l| l.packages).sum(),
        lines: fact.lines.iter().map(line).collect(),
        dispatched_at: None,
        eta: None,
        arrived_at: None,
        hops: vec![Hop::sender(by, at, Index(index), fact.place)],
        asked: None,
        stops: Vec::new(),
        receipts: Vec::new(),
        feedback: Vec::new(),
        disputes: Vec::new(),
        papers: Vec::new(),
        photos: Vec::new(),
        ending: None,
        history: vec![Index(index)],
    };
    state.consignments.insert(id, consignment);
    for (slot, line) in fact.lines.iter().enumerate() {
        if let Some(commitment) = state.commitments.get_mut(&line.commitment) {
            commitment.consigned_in.push((id, slot));
        }
    }
    if let Some(recipient) = state.recipients.get_mut(&fact.recipient) {
        recipient.consignments.push(id);
    }
}
