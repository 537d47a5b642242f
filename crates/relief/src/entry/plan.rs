//! What comes first in plans, plans, and who decides about their lines.

use super::facts::records;
use crate::code::*;
use crate::ids::*;

records! {
    /// What comes first in every plan from here on.
    PlanPolicySet {
        by_cases: bool,
        critical_first: bool,
        critical_weight: u64,
        epsilon: u64,
        everyone_first: u64,
    }
    /// The plan that follows from the journal before this entry is the one with this digest.
    PlanPublished { digest: Seal, number: u64, policy: Option<Index>, size: u64 }
    /// A side accepts a line of the plan.
    PlanAccepted { line: u64, need: NeedId, offer: OfferId, plan: PlanId, quantity: u64 }
    /// A side accepts a line with another quantity: `remark` seals what they said.
    PlanChanged {
        line: u64,
        need: NeedId,
        offer: OfferId,
        plan: PlanId,
        quantity: u64,
        reason: ChangeReason,
        remark: Option<Seal>,
    }
    /// A side leaves a line: it is not carried out, nor proposed again.
    PlanLeft {
        line: u64,
        need: NeedId,
        offer: OfferId,
        plan: PlanId,
        reason: ChangeReason,
        remark: Option<Seal>,
    }
}
