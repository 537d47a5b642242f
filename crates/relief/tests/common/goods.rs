//! What tests say about goods: evidence, packing, counting.

use relief::code::*;
use relief::command::Command;
use relief::entry::*;
use relief::ids::*;
use relief::place::Place;

use super::{START, place, seal, suit};

/// Suits on offer, of no stated standard.
pub fn offer_suits(quantity: u64, place: Place) -> Command {
    Command::MakeOffer {
        item: suit(),
        quantity,
        standard: None,
        place,
        room: None,
        remark: None,
    }
}

pub fn packed(commitment: CommitmentId, quantity: u64) -> ConsignmentLineFact {
    ConsignmentLineFact {
        commitment,
        packages: 2,
        quantity,
    }
}

/// A receipt line: accepted, damaged, missing, refused.
pub fn counted(line: u64, counts: [u64; 4]) -> ReceiptLineFact {
    let [accepted, damaged, missing, refused] = counts;
    let reason = (refused > 0).then_some(RefuseReason::Standard);
    ReceiptLineFact {
        accepted,
        damaged,
        line,
        missing,
        refused,
        reason,
        surplus: 0,
    }
}

pub fn evidence(commitment: CommitmentId) -> Command {
    Command::BringEvidence {
        commitment,
        certificate: CertificateState::Claimed,
        batch: Some(Batch {
            expires_on: Some(Stamp(START.0 + 63_072_000)),
            made_on: Some(Stamp(START.0 - 864_000)),
            number: relief::name::BatchNumber::new("20200115-A"),
        }),
        document: Some(seal(4)),
    }
}

pub fn confirm(commitment: CommitmentId, skip: Option<SkipReason>) -> Command {
    Command::ConfirmCommitment {
        commitment,
        certificate: CertificateState::DocumentSeen,
        skip,
    }
}

pub fn prepare(lines: Vec<ConsignmentLineFact>) -> Command {
    Command::PrepareConsignment {
        lines,
        place: place(330_100),
    }
}
