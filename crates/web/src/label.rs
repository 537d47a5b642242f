//! Public ids in addresses and on pages: a short label with a check character, or the bare index.

use relief::label::{Label, LabelError, parse};
use serde::de::{self, Deserialize, Deserializer};

/// The letter in front of a label: what kind of thing it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A need.
    Need,
    /// A commitment.
    Commitment,
    /// A consignment.
    Consignment,
    /// A facility.
    Recipient,
    /// A room.
    Room,
    /// An offer.
    Offer,
    /// What the state gave.
    OfficialSupply,
    /// A flag of the watch.
    Flag,
    /// A question.
    Question,
    /// What somebody says they saw.
    Testimony,
}

impl Kind {
    /// The letter.
    pub fn letter(self) -> char {
        match self {
            Kind::Need => 'N',
            Kind::Commitment => 'C',
            Kind::Consignment => 'T',
            Kind::Recipient => 'F',
            Kind::Room => 'R',
            Kind::Offer => 'G',
            Kind::OfficialSupply => 'S',
            Kind::Flag => 'W',
            Kind::Question => 'Q',
            Kind::Testimony => 'Z',
        }
    }
}

/// The label of a public id, as pages show it: `N-4QX7-K`.
pub fn label(kind: Kind, index: u64) -> String {
    format!("{}-{}", kind.letter(), Label(index))
}

/// A public id out of an address: digits alone are the index, anything else a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id(pub u64);

impl std::str::FromStr for Id {
    type Err = LabelError;

    fn from_str(text: &str) -> Result<Id, LabelError> {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match text.parse::<u64>() {
            Ok(index) if digits => Ok(Id(index)),
            _ => parse(text).map(|read| Id(read.index)),
        }
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_take_labels_and_indexes() {
        let written = label(Kind::Need, 1204);
        assert_eq!(written.parse(), Ok(Id(1204)));
        assert_eq!(written.to_lowercase().parse(), Ok(Id(1204)));
        assert_eq!("1204".parse(), Ok(Id(1204)));
        assert!("N-0000-9".parse::<Id>().is_err() || "N-0000-8".parse::<Id>().is_err());
    }
}
