//! Codes of testimonies.

use crate::field::codes;

codes! {
    /// What a testimony is about.
    TestimonyKind {
        /// The sick, and how they are cared for.
        Care = "care",
        /// What is there and what lacks.
        Supplies = "supplies",
        /// Goods that arrived, or did not.
        Delivery = "delivery",
        /// Figures that were given out.
        Figures = "figures",
        /// Roads, gates and quarantine.
        Passage = "passage",
        /// What somebody in charge did or left undone.
        Conduct = "conduct",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// Why a testimony is held back for a while.
    HoldReason {
        /// It names or shows a private person.
        Private = "private",
        /// Somebody could be harmed by it.
        Danger = "danger",
        /// Somebody is accused: a second moderator looks at it.
        Accuses = "accuses",
        /// It cannot be told what was seen, where or when.
        Unclear = "unclear",
        /// It says what others say in the same words.
        Repeats = "repeats",
        /// The law may forbid it.
        Unlawful = "unlawful",
    }
}

codes! {
    /// By what somebody stands by a testimony.
    SupportKind {
        /// They saw it too.
        Saw = "saw",
        /// They have a photograph of it.
        Photograph = "photograph",
        /// They have a document.
        Document = "document",
        /// An entry of this journal shows it.
        Entry = "entry",
        /// Somebody they trust told them.
        Told = "told",
    }
}

codes! {
    /// What came of a testimony.
    TestimonyUse {
        /// A need was reported for it.
        Need = "need",
        /// It is evidence to a flag.
        Flag = "flag",
        /// A question was asked for it.
        Question = "question",
    }
}
