//! Records inside entries: objects with fields of their own.

use crate::catalogue::Item;
use crate::code::*;
use crate::field::record;
use crate::ids::*;
use crate::name::BatchNumber;
use crate::quantity::Quantity;
use crate::standard::Standard;

record! {
    /// One line of a reported need.
    NeedLineFact {
        /// What.
        item: Item,
        /// When it is needed at the latest.
        needed_by: Option<Stamp>,
        /// How much, in the item's base unit.
        quantity: Quantity,
        /// Accepted standards; empty means: any that suits the item.
        standards: Vec<Standard>,
    }
}

record! {
    /// A homogeneous lot.
    Batch {
        /// When it expires.
        expires_on: Option<Stamp>,
        /// When it was made.
        made_on: Option<Stamp>,
        /// The maker's batch number.
        number: Option<BatchNumber>,
    }
}

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

record! {
    /// How much official supply.
    #[derive(Copy)]
    Amount {
        /// Base units of the item; with `pack`, packs.
        n: u64,
        /// Packs of this kind, contents unknown.
        pack: Option<PackKind>,
    }
}
