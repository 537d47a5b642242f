//! Goods on their way, their papers, and what became of them.

use super::facts::records;
use crate::code::*;
use crate::field::record;
use crate::ids::*;
use crate::place::Place;

record! {
    /// One line of a consignment.
    ConsignmentLineFact {
        /// The commitment that it serves.
        commitment: CommitmentId,
        /// Packages that hold it.
        packages: u64,
        /// Base units.
        quantity: u64,
    }
}

record! {
    /// What the recipient records for one line, in base units.
    ReceiptLineFact {
        /// Taken in.
        accepted: u64,
        /// Arrived broken.
        damaged: u64,
        /// The line, counted from 0.
        line: u64,
        /// Did not arrive.
        missing: u64,
        /// Why refused; present when `refused` is not 0.
        reason: Option<RefuseReason>,
        /// Sent back at the door.
        refused: u64,
        /// Found beyond what was dispatched. Recorded, and never counted as received.
        surplus: u64,
    }
}

records! {
    /// Goods are put together.
    ConsignmentPrepared { lines: Vec<ConsignmentLineFact>, place: Place, recipient: RecipientId }
    /// Packed and labelled; `manifest` is the hash of the lines.
    ConsignmentSealed { consignment: ConsignmentId, manifest: Seal, packages: u64 }
    /// The goods leave.
    ConsignmentDispatched { consignment: ConsignmentId, eta: Option<Stamp> }
    /// The carrier's claim; not a delivery.
    ConsignmentArrived { consignment: ConsignmentId, happened_at: Stamp }
    /// The recipient's own record, line by line.
    ConsignmentReceived {
        consignment: ConsignmentId,
        happened_at: Stamp,
        lines: Vec<ReceiptLineFact>,
        remark: Option<Seal>,
    }
    /// A receipt is amended: `lines` stand in place of those of entry `corrects`, which stays readable.
    ConsignmentReceiptCorrected {
        consignment: ConsignmentId,
        corrects: Index,
        happened_at: Stamp,
        lines: Vec<ReceiptLineFact>,
    }
    /// Somebody flags a consignment.
    ConsignmentDisputed { consignment: ConsignmentId, reason: DisputeReason, remark: Option<Seal> }
    /// An auditor settles.
    ConsignmentSettled { consignment: ConsignmentId, finding: Finding, remark: Option<Seal> }
    /// What has not been received goes back.
    ConsignmentReturned { consignment: ConsignmentId }
    /// What has not been received is gone: the gap opens again at once.
    ConsignmentLost { consignment: ConsignmentId }
    /// Given up before it left.
    ConsignmentCancelled { consignment: ConsignmentId }
    /// Somebody who had the goods photographed them.
    ConsignmentPhotographed { consignment: ConsignmentId, photo: Seal }
    /// A paper is carried with a consignment.
    PaperAttached { consignment: ConsignmentId, document: Option<Seal>, kind: PaperKind }
}
