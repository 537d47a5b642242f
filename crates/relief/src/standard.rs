//! Norms that goods may claim, as dated editions.
//!
//! An edition is a thing of its own: goods are judged by whether their edition was in force when they
//! were made. Dates are those printed on the norms; a date we do not know for certain is `None`.

mod editions;
mod recognise;

use std::fmt;

use crate::catalogue::Item;
use editions::EDITIONS;
pub use recognise::{Recognised, Status, find_in, recognise};

/// One dated edition of a norm, by its place in the compiled-in table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Standard(u16);

/// What kind of thing a norm is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// Respirators for medical use.
    MedicalRespirator,
    /// Respirators certified abroad (NIOSH, EN 149), which wards accept beside the medical editions.
    CertifiedRespirator,
    /// Particle respirators for work: no medical registration.
    WorkRespirator,
    /// Surgical masks.
    SurgicalMask,
    /// Single-use medical masks that are not surgical.
    MedicalMask,
    /// Masks for daily life.
    CivilMask,
    /// Medical protective clothing.
    ProtectiveSuit,
    /// Protective clothing against chemicals or agents, not medical.
    WorkSuit,
    /// Surgical drapes and gowns.
    Gown,
    /// Surgical gloves.
    SurgicalGloves,
    /// Examination gloves.
    ExaminationGloves,
    /// Eye protection.
    EyeProtection,
    /// Medical shoe covers.
    ShoeCover,
    /// Medical caps.
    Cap,
}

/// A calendar day as year, month, day.
pub type Day = (u16, u8, u8);

/// One line of the table.
struct Row {
    code: &'static str,
    written: &'static str,
    kind: Kind,
    in_force_from: Option<Day>,
    withdrawn_on: Option<Day>,
    superseded_by: Option<&'static str>,
    /// The words and numbers that name the norm in text, folded: publisher, number, year or level.
    spelling: Spelling,
}

/// How an edition is found in text.
enum Spelling {
    /// A letter prefix and a number, with a year that must agree when one is written: GB 19083-2010.
    Numbered {
        prefix: &'static str,
        number: &'static str,
        year: Option<&'static str>,
    },
    /// Any of these phrases, squeezed, the first the most telling: `astmf2100level2`.
    Phrases(&'static [&'static str]),
}

/// All editions, oldest of each norm first.
pub fn all() -> impl Iterator<Item = Standard> {
    (0u16..).take(EDITIONS.len()).map(Standard)
}

impl Standard {
    /// The edition with this code, e.g. `gb_19083_2010`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        all().find(|edition| edition.code() == code)
    }

    /// The code written in entries.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().map_or("", |row| row.code)
    }

    /// The form in which people write it: `GB 19083-2010`.
    #[must_use]
    pub fn written(self) -> &'static str {
        self.row().map_or("", |row| row.written)
    }

    /// What kind of thing it is about.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.row().map_or(Kind::CivilMask, |row| row.kind)
    }

    /// The first day it was in force, when known.
    #[must_use]
    pub fn in_force_from(self) -> Option<Day> {
        self.row()?.in_force_from
    }

    /// The first day it was no longer in force, when it was replaced and the day is known.
    #[must_use]
    pub fn withdrawn_on(self) -> Option<Day> {
        self.row()?.withdrawn_on
    }

    /// The edition that replaced it.
    #[must_use]
    pub fn superseded_by(self) -> Option<Self> {
        Self::from_code(self.row()?.superseded_by?)
    }

    /// Whether it was in force on a day: `None` when the table does not know the dates.
    #[must_use]
    pub fn in_force_on(self, day: Day) -> Option<bool> {
        let from = self.in_force_from()?;
        match (self.superseded_by(), self.withdrawn_on()) {
            (Some(_), None) if day >= from => None,
            (_, Some(until)) => Some(day >= from && day < until),
            _ => Some(day >= from),
        }
    }

    /// Whether goods of this kind may claim it.
    #[must_use]
    pub fn suits(self, item: Item) -> bool {
        self.kind().items().contains(&item.code())
    }

    /// Whether it is a norm for medical goods; the others are for work or daily life.
    #[must_use]
    pub fn is_medical(self) -> bool {
        !matches!(
            self.kind(),
            Kind::WorkRespirator | Kind::CivilMask | Kind::WorkSuit
        )
    }

    fn row(self) -> Option<&'static Row> {
        EDITIONS.get(usize::from(self.0))
    }
}

impl Kind {
    /// Codes of the items that a norm of this kind is about.
    const fn items(self) -> &'static [&'static str] {
        match self {
            Self::MedicalRespirator | Self::CertifiedRespirator | Self::WorkRespirator => {
                &["n95_respirator"]
            }
            Self::SurgicalMask => &["surgical_mask"],
            Self::MedicalMask | Self::CivilMask => &["disposable_mask"],
            Self::ProtectiveSuit | Self::WorkSuit => &["protective_suit"],
            Self::Gown => &["surgical_gown", "isolation_gown"],
            Self::SurgicalGloves | Self::ExaminationGloves => &["gloves"],
            Self::EyeProtection => &["goggles", "face_shield"],
            Self::ShoeCover => &["shoe_cover", "boot_cover"],
            Self::Cap => &["cap"],
        }
    }
}

impl fmt::Display for Standard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.written())
    }
}

impl fmt::Debug for Standard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Standard({})", self.code())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;

    fn standard(code: &str) -> Standard {
        Standard::from_code(code).unwrap()
    }

    #[test]
    fn every_edition_has_items_its_own_code_and_a_known_successor() {
        for edition in all() {
            assert_eq!(standard(edition.code()), edition);
            for code in edition.kind().items() {
                assert!(Item::from_code(code).is_some(), "{code}");
            }
            let row = edition.row().unwrap();
            assert_eq!(
                row.superseded_by.is_some(),
                edition.superseded_by().is_some()
            );
        }
    }

    #[test]
    fn an_edition_is_in_force_between_its_dates() {
        let old = standard("gb_19083_2010");
        assert_eq!(old.in_force_on((2020, 2, 1)), Some(true));
        assert_eq!(old.in_force_on((2025, 12, 1)), Some(false));
        assert_eq!(
            standard("gb_19083_2023").in_force_on((2025, 12, 1)),
            Some(true)
        );
        assert_eq!(
            standard("yy_0469_2023").in_force_on((2026, 11, 23)),
            Some(false)
        );
        assert_eq!(old.superseded_by(), Some(standard("gb_19083_2023")));
    }

    #[test]
    fn a_ward_is_offered_medical_norms_only() {
        let mask = Item::from_code("n95_respirator").unwrap();
        let codes: Vec<&str> = mask.standards().map(Standard::code).collect();
        assert!(codes.contains(&"gb_19083_2010"));
        assert!(codes.contains(&"niosh_n95"));
        assert!(!codes.contains(&"gb_2626_2019"));
    }
}
