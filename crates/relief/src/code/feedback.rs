//! Codes of what recipients say of what arrived.

use crate::field::codes;

codes! {
    /// Whether goods could be used.
    Verdict {
        /// As needed.
        Fit = "fit",
        /// Another standard than is needed there.
        WrongStandard = "wrong_standard",
        /// Sizes that do not fit.
        WrongSize = "wrong_size",
        /// After the need was over.
        TooLate = "too_late",
        /// Broken, wet or dirty.
        Damaged = "damaged",
        /// Nothing that was needed there.
        NotNeeded = "not_needed",
    }
}
