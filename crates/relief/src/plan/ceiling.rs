//! What a need may count for, by the evidence for it. Sharing by proportion rewards whoever exaggerates, so a claim
//! that nobody else stands for counts up to a public bound; page and plan show both figures.

use crate::catalogue::Item;
use crate::code::{Evidence, Standing};
use crate::need::Need;
use crate::recipient::Recipient;

/// What stands behind a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// One verifier, on the recipient's word.
    Claimed,
    /// Two verifiers, or a recipient of which a document was seen.
    Corroborated,
    /// An official notice, or a recipient that an authority confirmed.
    Official,
}

impl Class {
    /// Every class with the share of [`Item::plausible_max`] up to which a need line counts, in per cent. Our
    /// judgement: the bound of one gift in 2020 for a need that an office stands for, a fifth and a twentieth below.
    pub const TABLE: [(Class, u64); 3] = [
        (Class::Claimed, 5),
        (Class::Corroborated, 20),
        (Class::Official, 100),
    ];

    /// The class of a need.
    #[must_use]
    pub fn of(need: &Need, recipient: &Recipient) -> Class {
        let noticed = |(_, evidence, _): &(_, Evidence, _)| *evidence == Evidence::OfficialNotice;
        if recipient.standing == Standing::ConfirmedByAuthority
            || need.verifications.iter().any(noticed)
        {
            Class::Official
        } else if recipient.standing == Standing::DocumentSeen || need.verifications.len() > 1 {
            Class::Corroborated
        } else {
            Class::Claimed
        }
    }

    /// The code in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Class::Claimed => "claimed",
            Class::Corroborated => "corroborated",
            Class::Official => "official",
        }
    }

    /// The most base units of an item for which one need line of this class counts; at least 1.
    #[must_use]
    pub fn ceiling(self, item: Item) -> u64 {
        let percent = Self::TABLE.iter().find(|(class, _)| *class == self);
        let percent = percent.map_or(0, |(_, percent)| *percent);
        (item.plausible_max().saturating_mul(percent) / 100).max(1)
    }
}
