//! What recipients say of what arrived.

use super::facts::records;
use crate::code::*;
use crate::ids::*;

records! {
    /// The recipient says whether what arrived could be used, or thanks; of one line, or of the whole.
    FeedbackGiven {
        consignment: ConsignmentId,
        line: Option<u64>,
        remark: Option<Seal>,
        thanks: bool,
        verdict: Option<Verdict>,
    }
}
