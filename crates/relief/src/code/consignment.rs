//! Codes of consignments and of what becomes of them.

use crate::field::codes;

codes! {
    /// Which side asked for a hand-over.
    Side {
        /// The one who holds the goods.
        Giver = "giver",
        /// The one who takes them.
        Taker = "taker",
    }
}

codes! {
    /// What the taker of a hand-over is.
    HolderKind {
        /// Moves goods.
        Carrier = "carrier",
        /// Keeps goods.
        Hub = "hub",
    }
}

codes! {
    /// Why goods were refused at the door.
    RefuseReason {
        /// Standard or certificate not acceptable.
        Standard = "standard",
        /// Past its date.
        Expired = "expired",
        /// Opened, wet or dirty.
        Condition = "condition",
        /// Not what was committed.
        WrongItem = "wrong_item",
    }
}

codes! {
    /// Why a consignment is disputed.
    DisputeReason {
        /// Counts differ.
        Count = "count",
        /// Other goods than stated.
        Goods = "goods",
        /// Ended with someone not named: an allegation until settled.
        Diversion = "diversion",
        /// Never arrived.
        NotArrived = "not_arrived",
    }
}

codes! {
    /// How an auditor settled a dispute. Settling never rewrites a count.
    Finding {
        /// The figures stand; the difference is explained.
        Explained = "explained",
        /// A slip of counting.
        CountingSlip = "counting_slip",
        /// Goods were lost on the way.
        Loss = "loss",
        /// Goods went elsewhere.
        Diverted = "diverted",
        /// No finding could be reached.
        Unresolved = "unresolved",
    }
}

codes! {
    /// A paper carried with a consignment.
    PaperKind {
        /// The recipient's acceptance letter.
        AcceptanceLetter = "acceptance_letter",
        /// A permit to pass.
        TransportPermit = "transport_permit",
        /// Customs exemption.
        CustomsExemption = "customs_exemption",
    }
}
