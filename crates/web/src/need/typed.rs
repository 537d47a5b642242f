//! What people type where a place or a count of goods is meant.

use relief::catalogue::{Item, Unit};
use relief::fold::fold;
use relief::place::Place;

use crate::names;
use crate::t;
use crate::words::Words;

/// The place a text means: six digits, its name, or the smallest place named in it.
pub(crate) fn find_place(text: &str) -> Option<Place> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let code = text.parse().ok().and_then(Place::from_code);
    code.or_else(|| Place::recognise(text))
        .or_else(|| Place::find_in(text).map(|(place, _)| place))
}

/// A count of an item in its base unit: digits, with thousands commas, full-width digits, 万, and the unit's own
/// word allowed. The error is the sentence for the one who typed it.
pub(crate) fn quantity(w: Words, item: Item, typed: &str) -> Result<Option<u64>, String> {
    count(w, item.unit(), typed)
}

/// The same in any unit.
pub(crate) fn count(w: Words, unit: Unit, typed: &str) -> Result<Option<u64>, String> {
    let plain: String = typed
        .chars()
        .map(fold)
        .filter(|c| !matches!(c, ',' | ' '))
        .collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let (digits, word) = plain.split_at(
        plain
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(plain.len()),
    );
    let (times, word) = word
        .strip_prefix('万')
        .map_or((1, word), |rest| (10_000, rest));
    if digits.is_empty() {
        return Err(t!(w, "typed-not-a-number"));
    }
    let own = [unit.zh, unit.en_one, unit.en_many];
    if !word.is_empty() && !own.iter().any(|u| u.to_lowercase() == word) {
        let known = Unit::all().any(|u| {
            [u.zh, u.en_one, u.en_many]
                .iter()
                .any(|n| n.to_lowercase() == word)
        });
        let unit = names::unit(w, unit, 2);
        return Err(if known || word.chars().count() <= 3 {
            t!(w, "typed-other-unit", unit = unit)
        } else {
            t!(w, "typed-not-a-number")
        });
    }
    // Digits that do not fit are a number all the same, and too large for every bound.
    Ok(Some(
        digits
            .parse::<u64>()
            .unwrap_or(u64::MAX)
            .saturating_mul(times),
    ))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn counts_are_read_in_the_base_unit_alone() {
        let (w, suit) = (
            Words::new(Lang::Zh),
            Item::from_code("protective_suit").unwrap(),
        );
        let read = |text| quantity(w, suit, text);
        assert_eq!(read(""), Ok(None));
        assert_eq!(read("２，０００"), Ok(Some(2_000)));
        assert_eq!(read("200 套"), Ok(Some(200)));
        assert!(read("1.5万").is_err());
        assert_eq!(read("3万"), Ok(Some(30_000)));
        assert!(read("20箱").unwrap_err().contains('套'));
        assert!(read("-5").is_err() && read("很多").is_err());
        assert_eq!(read("99999999999999999999999"), Ok(Some(u64::MAX)));
    }

    #[test]
    fn places_are_found_in_what_people_write() {
        assert_eq!(find_place("浙江杭州").map(Place::code), Some(330_100));
        assert_eq!(find_place("421100").map(Place::code), Some(421_100));
        assert_eq!(find_place("Hangzhou").map(Place::code), Some(330_100));
        assert_eq!(find_place(""), None);
        assert_eq!(find_place("nowhere at all"), None);
    }
}
