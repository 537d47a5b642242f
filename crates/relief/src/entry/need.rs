//! Needs.

use super::facts::records;
use crate::catalogue::Item;
use crate::code::*;
use crate::field::record;
use crate::ids::*;
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

records! {
    /// A need is reported.
    NeedReported {
        /// Lives depend on it: asked again after 12 hours.
        critical: bool,
        /// At least one line.
        lines: Vec<NeedLineFact>,
        recipient: RecipientId,
        remark: Option<Seal>,
        room: Option<RoomId>,
        source: Option<Seal>,
    }
    /// A verifier stands for a need. `opens`: with this, enough do.
    NeedVerified { evidence: Evidence, need: NeedId, opens: bool }
    /// A verifier rejects a report.
    NeedRejected { need: NeedId, reason: RejectReason }
    /// A report repeats another need.
    NeedMerged { into: NeedId, need: NeedId }
    /// No new pledges for now.
    NeedPaused { need: NeedId, until: Option<Stamp> }
    /// Pledges again.
    NeedResumed { need: NeedId }
    /// A line changes. `unverified`: the change sends the need back to reported.
    NeedRevised {
        line: u64,
        need: NeedId,
        needed_by: Option<Stamp>,
        quantity: Quantity,
        standards: Vec<Standard>,
        unverified: bool,
    }
    /// Still true.
    NeedReconfirmed { need: NeedId }
    /// A need ends.
    NeedClosed { need: NeedId, reason: CloseReason }
}
