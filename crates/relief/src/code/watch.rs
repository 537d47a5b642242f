//! Codes of what the watch looks at.

use crate::field::codes;

codes! {
    /// What the watch found. It says what does not agree, never why and never who is at fault.
    FlagKind {
        /// More was counted than was sent.
        MoreThanSent = "more_than_sent",
        /// Received before it had left.
        ReceivedBeforeSent = "received_before_sent",
        /// In two places at one time.
        TwoPlaces = "two_places",
        /// One class went in, another came out.
        ClassMismatch = "class_mismatch",
        /// Less was counted than by the hand before, by a hundredth or more.
        Discrepancy = "discrepancy",
        /// A stated total is not the sum of its lines.
        SumMismatch = "sum_mismatch",
        /// A later list gives another figure in place of the first, and does not say so.
        SilentCorrection = "silent_correction",
        /// The same line twice.
        RepeatedLine = "repeated_line",
        /// Past its expected arrival.
        Overdue = "overdue",
        /// Too long in one pair of hands.
        Stuck = "stuck",
        /// Nothing was recorded for too long.
        Silent = "silent",
        /// A count of all days so far is lower than it was.
        CountFell = "count_fell",
        /// Yesterday's count with what is new is not today's.
        CountUnexplained = "count_unexplained",
        /// The bodies under a jurisdiction do not add up to its own count.
        PartsDiffer = "parts_differ",
        /// A report was changed after its window.
        CountRewritten = "count_rewritten",
        /// The same count day after day.
        CountFlat = "count_flat",
        /// A count far from its own past.
        CountUnusual = "count_unusual",
        /// Parts of one report are more than the whole that it states itself.
        CountExceeds = "count_exceeds",
    }
}

codes! {
    /// By what places are put together when their coverage is compared.
    Grouping {
        /// Districts and cities on one side, counties on the other.
        TownAndCounty = "town_and_county",
        /// Prefectures.
        Prefecture = "prefecture",
        /// Provinces.
        Province = "province",
        /// Provinces with a sea coast, and those without.
        CoastAndInland = "coast_and_inland",
    }
}
