//! How far: a public table of distance by administrative level. Nobody records freight or hours of a road here, so
//! a class of distance stands for both, the same for everyone.

use crate::place::Place;

/// How far two places are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Road {
    /// In the same place of the gazetteer.
    Local,
    /// In the same prefecture, or one in the other.
    Prefecture,
    /// In the same province.
    Province,
    /// Across provinces.
    Far,
}

impl Road {
    /// Every class, near to far.
    pub const ALL: [Road; 4] = [Road::Local, Road::Prefecture, Road::Province, Road::Far];

    /// The class of a way.
    #[must_use]
    pub fn between(from: Place, to: Place) -> Road {
        // Districts of the four municipalities lie in no prefecture: their province is as small as one.
        let around = |place: Place| place.prefecture().unwrap_or(place.province());
        if from == to {
            Road::Local
        } else if around(from) == around(to) {
            Road::Prefecture
        } else if from.province() == to.province() {
            Road::Province
        } else {
            Road::Far
        }
    }

    /// Hours that the goods need at most, with a person to load and one to unload.
    #[must_use]
    pub fn hours(self) -> i64 {
        match self {
            Road::Local => 6,
            Road::Prefecture => 12,
            Road::Province => 24,
            Road::Far => 72,
        }
    }

    /// Transport of one base unit, in points: each class is three times the one before.
    #[must_use]
    pub fn points(self) -> i64 {
        match self {
            Road::Local => 1,
            Road::Prefecture => 3,
            Road::Province => 9,
            Road::Far => 27,
        }
    }
}
