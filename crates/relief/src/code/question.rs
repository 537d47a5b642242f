//! Codes of questions.

use crate::field::codes;

codes! {
    /// Why an answer takes longer than its date.
    DelayReason {
        /// Records must be looked up.
        Records = "records",
        /// Somebody else must answer first.
        Others = "others",
        /// What to do is being decided.
        Deciding = "deciding",
        /// Lives come first just now.
        Emergency = "emergency",
    }
}
