//! What a text is made of, as far as reading goes.

use std::ops::Range;

use crate::catalogue::Item;

/// A piece of the text with its meaning.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    /// Character positions.
    pub span: Range<usize>,
}

/// The meaning of a piece.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A kind of goods; `generic` when the name is the bare 口罩 or "masks".
    Item {
        item: Item,
        generic: bool,
    },
    /// A number that may be an amount.
    Number(Number),
    /// A unit of counting.
    Unit(&'static str),
    /// "As many as possible": an amount left open.
    Open,
    /// A norm, in its usual form when it is known.
    Norm(String),
    /// A model of a respirator, which tells what a bare "mask" is.
    Model,
    /// A weight or volume that may be an amount when nothing better is given.
    Measure(u64, &'static str),
    /// How many a pack holds.
    Pack(u64),
    /// A way to reach somebody.
    Contact,
    /// Money.
    Price,
    /// Words that say what the goods around them are.
    Cue(Cue),
    /// The number of a line in a list.
    Ordinal,
    /// 各, each: the amount is for every item.
    Each,
    /// 每, per.
    Per,
    /// ×, *.
    Times,
    /// A dash or 到 that may join a range.
    Dash,
    /// English "of" after a pack.
    Of,
    /// 装 after a number.
    Holding,
    Break(Break),
    /// A number of people.
    People,
    /// Understood, and of no consequence.
    Noise,
    /// Not understood: a Han character or a Latin word.
    Word,
}

/// A number as written, before ranges are joined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Number {
    pub low: u64,
    pub high: Option<u64>,
    /// What 千, 万 or k multiplied the digits by; 1 without.
    pub times: u64,
}

/// What the goods near a word are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Cue {
    /// Lacking.
    Need,
    /// On the shelf.
    Stock,
    /// On the shelf, said after the amount.
    StockAfter,
    /// In the hands of the writer: stock beside a need, an offer otherwise.
    Have,
    /// Arrived, or on the way to somebody already named.
    Received,
    /// No longer needed.
    Closed,
    /// Used up per day or week, before the amount.
    Burn,
    /// Used up per day or week, after the amount.
    BurnAfter,
    /// To be given.
    Offer,
    /// Talk: worn, bought, reported in the news.
    Talk,
    /// A question.
    Ask,
    /// Thanks.
    Thanks,
    /// Surely a seller.
    Seller,
    /// Perhaps a seller.
    PerhapsSeller,
    /// A shared list.
    Jielong,
    /// The amount that follows replaces the one before.
    Revised,
}

/// Where the text pauses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Break {
    /// End of a line.
    Line,
    /// End of a sentence.
    Sentence,
    /// A question mark.
    Question,
    /// Semicolon.
    Semicolon,
    /// Comma, tick or the like.
    Comma,
    /// 、, and, +.
    Join,
    /// A slash, which may also mean "per".
    Slash,
    /// Colon.
    Colon,
    /// Opening bracket.
    Opening,
    /// Closing bracket.
    Closing,
    /// Spaces.
    Space,
}

impl Token {
    pub const fn new(kind: Kind, span: Range<usize>) -> Self {
        Self { kind, span }
    }

    pub fn is_space(&self) -> bool {
        self.kind == Kind::Break(Break::Space)
    }

    /// Whether a sentence ends here.
    pub const fn ends_sentence(&self) -> bool {
        use Break::{Line, Question, Semicolon, Sentence};
        matches!(
            self.kind,
            Kind::Break(Line | Sentence | Question | Semicolon)
        )
    }

    /// Whether a part of a sentence ends here.
    pub const fn ends_part(&self) -> bool {
        use Break::{Comma, Join, Slash};
        matches!(self.kind, Kind::Break(Comma | Join | Slash))
    }
}
