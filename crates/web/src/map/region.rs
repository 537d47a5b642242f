//! Which places a map shows: the parts of the whole country, of a province, or of a prefecture.

use relief::place::{Level, Place};

/// What a map shows the parts of; nothing is the whole country.
pub(super) type Region = Option<Place>;

/// The smallest region whose parts tell these places apart.
pub(super) fn common(places: impl Iterator<Item = Place> + Clone) -> Region {
    let prefecture = |place: Place| place.prefecture().filter(|p| *p != place);
    let province = |place: Place| Some(place.province()).filter(|p| *p != place);
    shared(places.clone().map(prefecture)).or_else(|| shared(places.map(province)))
}

/// The one value of all, if all have the same.
fn shared(mut values: impl Iterator<Item = Option<Place>>) -> Option<Place> {
    let first = values.next()??;
    values.all(|value| value == Some(first)).then_some(first)
}

/// The region that a reader asked for by a place: the place itself, or what it lies in when nothing lies in it.
pub(super) fn around(place: Place) -> Region {
    match place.level() {
        Level::County => place.parent(),
        _ if place.children().next().is_none() => place.parent(),
        _ => Some(place),
    }
}

/// The part of a region under which a place counts: the region itself for what lies in no part of it, nothing for
/// what lies outside.
pub(super) fn part(region: Region, place: Place) -> Option<Place> {
    let Some(region) = region else {
        return Some(place.province());
    };
    if place == region {
        return Some(place);
    }
    std::iter::successors(Some(place), |place| place.parent())
        .find(|place| place.parent() == Some(region))
}

/// The parts of a region that the tables know, in the order of their codes.
pub(super) fn parts(region: Region) -> Vec<Place> {
    match region {
        None => Place::provinces().collect(),
        Some(region) => region.children().collect(),
    }
}

/// From the province down to the region itself.
pub(super) fn above(region: Region) -> Vec<Place> {
    let mut list: Vec<Place> = std::iter::successors(region, |place| place.parent()).collect();
    list.reverse();
    list
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn place(code: u32) -> Place {
        Place::from_code(code).unwrap()
    }

    fn common_of(codes: &[u32]) -> Option<u32> {
        let places: Vec<Place> = codes.iter().map(|code| place(*code)).collect();
        common(places.into_iter()).map(Place::code)
    }

    #[test]
    fn a_map_shows_the_smallest_region_that_holds_all() {
        assert_eq!(common_of(&[421_121, 421_127]), Some(421_100));
        assert_eq!(common_of(&[421_121, 421_100]), Some(420_000));
        assert_eq!(common_of(&[421_121, 429_004]), Some(420_000));
        assert_eq!(common_of(&[421_121, 330_100]), None);
        assert_eq!(common_of(&[420_000]), None);
        assert_eq!(common_of(&[110_105, 110_101]), Some(110_000));
        assert_eq!(common_of(&[]), None);
    }

    #[test]
    fn every_place_counts_under_one_part_of_its_region() {
        for place in Place::all() {
            let under = part(None, place).unwrap();
            assert!(parts(None).contains(&under));
            for region in above(place.parent()) {
                let under = part(Some(region), place).unwrap();
                assert!(place.is_within(under) && under.parent() == Some(region));
            }
            assert_eq!(part(Some(place), place), Some(place));
        }
        assert_eq!(part(Some(place(421_100)), place(330_100)), None);
    }

    #[test]
    fn what_has_no_parts_is_shown_in_what_it_lies_in() {
        assert_eq!(around(place(421_127)), Some(place(421_100)));
        assert_eq!(around(place(330_100)), Some(place(330_000)));
        assert_eq!(around(place(429_004)), Some(place(420_000)));
        assert_eq!(around(place(420_000)), Some(place(420_000)));
        assert_eq!(around(place(810_000)), None);
    }
}
