//! One line of a need in figures and words.

use relief::coverage::coverage;
use relief::need::NeedLine;
use relief::quantity::Quantity;
use serde::{Serialize, Serializer};

use crate::names;
use crate::parts::bar::Bar;
use crate::t;
use crate::words::Words;

/// A number that may not be stated. In JSON a number, or the string `"unknown"`; never 0 for unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    /// Known.
    Stated(u64),
    /// Not stated.
    Unknown,
}

impl Amount {
    /// The number, if there is one.
    pub fn get(self) -> Option<u64> {
        match self {
            Amount::Stated(n) => Some(n),
            Amount::Unknown => None,
        }
    }
}

impl From<Option<u64>> for Amount {
    fn from(n: Option<u64>) -> Amount {
        n.map_or(Amount::Unknown, Amount::Stated)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Amount::Stated(n) => to.serialize_u64(*n),
            Amount::Unknown => to.serialize_str("unknown"),
        }
    }
}

/// An earlier quantity of a line.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Earlier {
    /// The entry that replaced it.
    pub entry: u64,
    /// The quantity in words.
    pub quantity: String,
}

/// One line; figures in base units.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LineModel {
    /// Its number in the need, from 0.
    pub line: u64,
    /// Code of the item.
    pub item: &'static str,
    /// The item's name.
    pub item_name: &'static str,
    /// Item and accepted standards in one phrase: `医用防护服，GB 19082-2009`.
    #[serde(skip)]
    pub what: String,
    /// The unit's word.
    pub unit: &'static str,
    /// `exact`, `at_least`, `rate` or `unknown`.
    pub kind: &'static str,
    /// The number stated, a total or a daily rate.
    pub quantity: Amount,
    /// The quantity in words.
    pub quantity_words: String,
    /// Accepted standards as they are written; empty: any that suits.
    pub standards: Vec<&'static str>,
    /// When at the latest, seconds UTC.
    pub needed_by: Option<i64>,
    /// N.
    pub needed: Amount,
    /// S, official supply.
    pub official: u64,
    /// R.
    pub received: u64,
    /// T.
    pub in_transit: u64,
    /// C.
    pub firm: u64,
    /// P, counted nowhere.
    pub pledged: u64,
    /// Waits for a verifier; in no total.
    pub held: u64,
    /// max(0, N − (C+T+R)).
    pub gap: Amount,
    /// max(0, N − (C+T+R+S)).
    pub shortage: Amount,
    /// max(0, C+T+R+S − N).
    pub excess: Amount,
    /// (C+T+R+S) / N in whole per cent, rounded down.
    pub percent: Amount,
    /// Quantities it had before.
    pub earlier: Vec<Earlier>,
}

impl LineModel {
    /// The line as pages show it.
    pub fn of(w: Words, number: usize, line: &NeedLine) -> LineModel {
        let covered = coverage(line.quantity, &line.tally);
        let earlier = line.earlier.iter().map(|(entry, quantity)| Earlier {
            entry: entry.0,
            quantity: names::quantity(w, line.item, *quantity),
        });
        LineModel {
            line: u64::try_from(number).unwrap_or(u64::MAX),
            item: line.item.code(),
            item_name: names::item(w, line.item),
            what: what(w, line),
            unit: names::unit(w, line.item.unit(), 2),
            kind: kind(line.quantity),
            quantity: line.quantity.number().into(),
            quantity_words: names::quantity(w, line.item, line.quantity),
            standards: line.standards.iter().map(|s| s.written()).collect(),
            needed_by: line.needed_by.map(|s| s.0),
            needed: line.quantity.needed().into(),
            official: line.tally.official,
            received: line.tally.received,
            in_transit: line.tally.moving,
            firm: line.tally.firm,
            pledged: line.tally.pledged,
            held: line.tally.held,
            gap: covered.map(|c| c.gap).into(),
            shortage: covered.map(|c| c.shortage).into(),
            excess: covered.map(|c| c.excess).into(),
            percent: covered.map(|c| c.percent()).into(),
            earlier: earlier.collect(),
        }
    }

    /// Its bar.
    pub fn bar(&self) -> Bar<'_> {
        Bar {
            needed: self.needed.get(),
            official: self.official,
            received: self.received,
            moving: self.in_transit,
            firm: self.firm,
            pledged: self.pledged,
            unit: self.unit,
            ..Bar::default()
        }
    }
}

fn what(w: Words, line: &NeedLine) -> String {
    let mut what = names::item(w, line.item).to_owned();
    if !line.standards.is_empty() {
        what.push_str(&t!(w, "list-comma"));
        what.push_str(&names::standards(w, &line.standards));
    }
    what
}

/// The code of a kind of quantity.
pub(crate) fn kind(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Exact(_) => "exact",
        Quantity::AtLeast(_) => "at_least",
        Quantity::Rate(_) => "rate",
        Quantity::Unknown => "unknown",
    }
}
