//! Receipts: what the recipient records on arrival, line by line. No gate may skip them.

use crate::access::allow;
use crate::command::Actor;
use crate::consignment::{self, Consignment, Receipt, Stage};
use crate::entry::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::State;

/// The consignment, if this is its recipient's own person, who did not send it.
pub(crate) fn counted_by<'s>(
    state: &'s State,
    actor: &Actor,
    consignment: ConsignmentId,
) -> Result<&'s Consignment, Refusal> {
    let found = consignment::find(state, consignment)?;
    allow(
        state.acts_for(actor, found.recipient),
        Refusal::RecipientOnly,
    )?;
    allow(found.sender != actor.party, Refusal::SenderCannotReceive)?;
    Ok(found)
}

pub(crate) fn receive(
    state: &State,
    actor: &Actor,
    at: Stamp,
    fact: ConsignmentReceived,
) -> Result<Vec<Fact>, Refusal> {
    let found = counted_by(state, actor, fact.consignment)?;
    consignment::stage_is(found, &[Stage::InTransit, Stage::AtHub, Stage::Arrived])?;
    consignment::not_future(at, fact.happened_at)?;
    check_lines(found, &fact.lines, |line| {
        found
            .lines
            .get(line)
            .map(consignment::ConsignmentLine::open)
    })?;
    Ok(vec![fact.into()])
}

/// The lines of one receipt are replaced; what the other receipts say stays.
pub(crate) fn correct(
    state: &State,
    actor: &Actor,
    at: Stamp,
    fact: ConsignmentReceiptCorrected,
) -> Result<Vec<Fact>, Refusal> {
    let found = counted_by(state, actor, fact.consignment)?;
    consignment::not_future(at, fact.happened_at)?;
    let receipt = found
        .receipts
        .iter()
        .find(|r| r.index == fact.corrects)
        .ok_or(Refusal::NoSuchReceipt)?;
    allow(receipt.lines != fact.lines, Refusal::NothingChanges)?;
    // What this receipt had taken is open again for its correction, and what was thought lost may turn up in it.
    let open = |line: usize| {
        let found = found.lines.get(line)?;
        let number = u64::try_from(line).ok()?;
        let taken = receipt
            .lines
            .iter()
            .find(|l| l.line == number)
            .map_or(0, stated);
        Some(
            found
                .open()
                .saturating_add(found.ended)
                .saturating_add(taken),
        )
    };
    check_lines(found, &fact.lines, open)?;
    Ok(vec![fact.into()])
}

fn stated(line: &ReceiptLineFact) -> u64 {
    [line.damaged, line.missing, line.refused]
        .iter()
        .fold(line.accepted, |sum, n| sum.saturating_add(*n))
}

fn check_lines(
    found: &Consignment,
    lines: &[ReceiptLineFact],
    open: impl Fn(usize) -> Option<u64>,
) -> Result<(), Refusal> {
    allow(
        !lines.is_empty() && lines.len() <= found.lines.len(),
        Refusal::ReceiptLines,
    )?;
    for (i, line) in lines.iter().enumerate() {
        let repeated = lines.iter().take(i).any(|l| l.line == line.line);
        allow(!repeated, Refusal::ReceiptLines)?;
        let open = usize::try_from(line.line)
            .ok()
            .and_then(&open)
            .ok_or(Refusal::NoSuchLine)?;
        allow(
            stated(line) <= open,
            Refusal::MoreThanOpen {
                line: line.line,
                open,
            },
        )?;
        allow(stated(line) > 0 || line.surplus > 0, Refusal::ReceiptLines)?;
        allow(
            line.refused == 0 || line.reason.is_some(),
            Refusal::ReasonMissing,
        )?;
        let max = crate::quantity::QUANTITY_MAX;
        allow(line.surplus <= max, Refusal::QuantityTooLarge { max })?;
    }
    Ok(())
}

pub(crate) fn apply_received(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &ConsignmentReceived,
) {
    let receipt = Receipt {
        index: Index(index),
        by,
        at,
        happened_at: fact.happened_at,
        lines: fact.lines.clone(),
        corrected_by: Vec::new(),
        remark: fact.remark,
    };
    consignment::change(state, fact.consignment, index, |found| {
        found.receipts.push(receipt);
        found.asked = None;
        recount(found);
    });
    let room = consignment::room_of(state, fact.consignment);
    state.texts.seal(index, room, fact.remark);
    note_first_delivery(state, fact.consignment, at);
}

pub(crate) fn apply_corrected(state: &mut State, index: u64, fact: &ConsignmentReceiptCorrected) {
    consignment::change(state, fact.consignment, index, |found| {
        if let Some(receipt) = found.receipts.iter_mut().find(|r| r.index == fact.corrects) {
            receipt.lines.clone_from(&fact.lines);
            receipt.corrected_by.push(Index(index));
        }
        recount(found);
    });
}

/// The line sums, recomputed from the receipts that stand.
fn recount(found: &mut Consignment) {
    for (slot, line) in found.lines.iter_mut().enumerate() {
        let stands = found.receipts.iter().flat_map(|r| &r.lines);
        let mine = stands.filter(|l| usize::try_from(l.line) == Ok(slot));
        (
            line.accepted,
            line.damaged,
            line.missing,
            line.refused,
            line.surplus,
            line.ended,
        ) = (0, 0, 0, 0, 0, 0);
        for fact in mine {
            line.accepted = line.accepted.saturating_add(fact.accepted);
            line.damaged = line.damaged.saturating_add(fact.damaged);
            line.missing = line.missing.saturating_add(fact.missing);
            line.refused = line.refused.saturating_add(fact.refused);
            line.surplus = line.surplus.saturating_add(fact.surplus);
        }
    }
    consignment::close_open(found);
}

fn note_first_delivery(state: &mut State, id: ConsignmentId, at: Stamp) {
    let Some(found) = state.consignments.get(&id) else {
        return;
    };
    let commitments = found
        .lines
        .iter()
        .filter_map(|l| state.commitments.get(&l.commitment));
    let rooms: Vec<_> = commitments
        .filter_map(|c| state.needs.get(&c.need)?.room)
        .collect();
    for room in rooms {
        if let Some(room) = state.rooms.get_mut(&room) {
            room.first_delivery_at.get_or_insert(at);
        }
    }
}
