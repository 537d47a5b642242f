//! Places of China by GB/T 2260 code: provinces, prefecture-level units, and the counties of Hubei.
//!
//! A well-formed code that the tables do not hold is still a place: its name is unknown here, and what
//! it belongs to follows from its digits.

mod hubei;
mod names;
mod prefectures;
mod provinces;

use std::fmt;

use hubei::HUBEI_COUNTIES;
pub use names::find_in;
use prefectures::PREFECTURES;
use provinces::PROVINCES;

/// A place, by its six-digit GB/T 2260 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(u32);

/// How large a place is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// A province, municipality, autonomous or special region.
    Province,
    /// A prefecture or what stands beside one, such as 仙桃, which its province runs itself.
    Prefecture,
    /// A county, county-level city or district.
    County,
}

/// Municipalities have no prefectures: their districts belong to the province level directly.
const MUNICIPALITIES: [u32; 4] = [11, 12, 31, 50];
/// The two digits that mark units run by the province itself.
const RUN_BY_PROVINCE: u32 = 90;

impl Place {
    /// The place with this code: six digits, of which the first two name a known province.
    #[must_use]
    pub fn from_code(code: u32) -> Option<Self> {
        let place = Self(code);
        let known = PROVINCES
            .iter()
            .any(|row| row.code == code / 10_000 * 10_000);
        let county_in_no_prefecture = (code / 100).is_multiple_of(100) && !code.is_multiple_of(100);
        (known && !county_in_no_prefecture).then_some(place)
    }

    /// The six digits.
    #[must_use]
    pub const fn code(self) -> u32 {
        self.0
    }

    /// All places of the tables: provinces, then prefectures, then counties of Hubei.
    pub fn all() -> impl Iterator<Item = Self> {
        let provinces = PROVINCES.iter().map(|row| Self(row.code));
        let listed = PREFECTURES.iter().chain(HUBEI_COUNTIES);
        provinces.chain(listed.map(|(code, ..)| Self(*code)))
    }

    /// The 34 provinces in the order of their codes.
    pub fn provinces() -> impl Iterator<Item = Self> {
        PROVINCES.iter().map(|row| Self(row.code))
    }

    /// The places of the tables directly under this one, in the order of their codes.
    pub fn children(self) -> impl Iterator<Item = Self> {
        Self::all().filter(move |place| place.parent() == Some(self))
    }

    /// The full Chinese name, if the tables hold it.
    #[must_use]
    pub fn name_zh(self) -> Option<&'static str> {
        self.province_row()
            .map(|row| row.zh)
            .or_else(|| self.listed().map(|(_, full, ..)| *full))
    }

    /// The Chinese name without 省, 市, 区 or 县.
    #[must_use]
    pub fn short_name_zh(self) -> Option<&'static str> {
        self.province_row()
            .map(|row| row.short)
            .or_else(|| self.listed().map(|(_, _, short, _)| *short))
    }

    /// The name in Latin letters, if the tables hold it.
    #[must_use]
    pub fn name_en(self) -> Option<&'static str> {
        self.province_row()
            .map(|row| row.en)
            .or_else(|| self.listed().map(|(.., en)| *en))
    }

    /// The ISO 3166-2 code of the province the place is or lies in, e.g. `CN-HB`.
    #[must_use]
    pub fn iso_3166_2(self) -> Option<&'static str> {
        self.province().province_row().map(|row| row.iso)
    }

    /// Whether the province the place is or lies in has a sea coast.
    #[must_use]
    pub fn is_coastal(self) -> bool {
        let row = self.province().province_row();
        row.is_some_and(|row| row.coastal)
    }

    /// Province, prefecture or county.
    #[must_use]
    pub const fn level(self) -> Level {
        if self.0.is_multiple_of(10_000) {
            Level::Province
        } else if self.0.is_multiple_of(100) || self.0 / 100 % 100 == RUN_BY_PROVINCE {
            Level::Prefecture
        } else {
            Level::County
        }
    }

    /// The province the place is or lies in.
    #[must_use]
    pub const fn province(self) -> Self {
        Self(self.0 / 10_000 * 10_000)
    }

    /// The prefecture-level unit the place is or lies in; `None` for a province and for districts of
    /// the four municipalities.
    #[must_use]
    pub fn prefecture(self) -> Option<Self> {
        match self.level() {
            Level::Province => None,
            Level::Prefecture => Some(self),
            Level::County if self.in_municipality() => None,
            Level::County => Some(Self(self.0 / 100 * 100)),
        }
    }

    /// What the place lies in; `None` for a province.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        match self.level() {
            Level::Province => None,
            Level::Prefecture => Some(self.province()),
            Level::County => Some(self.prefecture().unwrap_or(self.province())),
        }
    }

    /// Whether this place is `other` or lies in it.
    #[must_use]
    pub fn is_within(self, other: Self) -> bool {
        std::iter::successors(Some(self), |place| place.parent()).any(|place| place == other)
    }

    /// The place that a short text names, with or without 省, 市, 区 or 县, in Chinese or in Latin
    /// letters. Where a name is shared the larger place is meant: 吉林 is the province.
    #[must_use]
    pub fn recognise(text: &str) -> Option<Self> {
        names::recognise(text)
    }

    /// The smallest place named in a text, and the bytes that name it; of equals the first.
    #[must_use]
    pub fn find_in(text: &str) -> Option<(Self, std::ops::Range<usize>)> {
        names::find_in(text)
    }

    fn in_municipality(self) -> bool {
        MUNICIPALITIES.contains(&(self.0 / 10_000))
    }

    fn province_row(self) -> Option<&'static provinces::Row> {
        PROVINCES.iter().find(|row| row.code == self.0)
    }

    fn listed(self) -> Option<&'static (u32, &'static str, &'static str, &'static str)> {
        let find = |rows: &'static [(u32, &'static str, &'static str, &'static str)]| {
            let at = rows
                .binary_search_by_key(&self.0, |(code, ..)| *code)
                .ok()?;
            rows.get(at)
        };
        find(PREFECTURES).or_else(|| find(HUBEI_COUNTIES))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({})", self.0)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;

    fn place(code: u32) -> Place {
        Place::from_code(code).unwrap()
    }

    #[test]
    fn the_tables_are_in_order_and_complete_for_hubei() {
        for rows in [PREFECTURES, HUBEI_COUNTIES] {
            assert!(rows.windows(2).all(|pair| pair[0].0 < pair[1].0));
        }
        assert_eq!(Place::provinces().count(), 34);
        let hubei = place(420_000);
        assert_eq!(hubei.children().count(), 17);
        let counties = Place::all().filter(|p| p.level() == Level::County && p.is_within(hubei));
        assert_eq!(counties.count(), 99);
        assert!(
            Place::all().all(|p| Place::from_code(p.code()) == Some(p) && p.name_zh().is_some())
        );
    }

    #[test]
    fn every_listed_place_has_a_listed_parent() {
        for p in Place::all() {
            assert!(p.parent().is_none_or(|up| up.name_zh().is_some()), "{p}");
            assert!(p.iso_3166_2().is_some());
        }
    }

    #[test]
    fn levels_follow_from_the_digits() {
        assert_eq!(place(421_181).parent(), Some(place(421_100)));
        assert_eq!(place(429_004).level(), Level::Prefecture);
        assert_eq!(place(429_004).parent(), Some(place(420_000)));
        assert_eq!(place(110_105).parent(), Some(place(110_000)));
        assert_eq!(place(110_105).prefecture(), None);
        assert!(place(421_181).is_within(place(420_000)));
    }

    #[test]
    fn an_unlisted_code_is_a_place_without_a_name() {
        let unlisted = place(330_106);
        assert_eq!(unlisted.name_zh(), None);
        assert_eq!(unlisted.parent().and_then(Place::name_en), Some("Hangzhou"));
        assert_eq!(Place::from_code(990_000), None);
        assert_eq!(Place::from_code(420_001), None);
        assert_eq!(Place::from_code(42), None);
    }

    #[test]
    fn coasts_and_iso_codes() {
        assert!(place(330_200).is_coastal());
        assert!(!place(420_100).is_coastal());
        assert_eq!(place(421_181).iso_3166_2(), Some("CN-HB"));
    }
}
