//! Places found by their names.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Level, Place};
use crate::fold::fold;

/// Short names that are also plain words or surnames of institutions; they count only in full.
const PLAIN_WORDS: [&str; 6] = ["公安", "中山", "来宾", "吴忠", "中卫", "平凉"];
/// What a name without its suffix must not run into: then another place is meant (朝阳区 is not 朝阳市).
const SUFFIXES: [char; 6] = ['区', '县', '市', '镇', '乡', '路'];

/// A name of a place, folded.
struct Name {
    letters: Vec<char>,
    place: Place,
    /// The name carries 省, 市, 区 or 县, or is in Latin letters: it stands by itself.
    full: bool,
}

pub(super) fn recognise(text: &str) -> Option<Place> {
    let wanted: Vec<char> = text.trim().chars().map(fold).collect();
    let names = NAMES.get(wanted.first()?)?;
    let same = names.iter().filter(|name| name.letters == wanted);
    same.min_by_key(|name| (!name.full, name.place.level(), name.place))
        .map(|name| name.place)
        .or_else(|| {
            let (place, span) = find_in(text)?;
            let all_of_it = span.end == text.trim_end().len();
            (all_of_it && begins_with_its_province(text, span.start)).then_some(place)
        })
}

/// 湖北省麻城市: what stands before the name is itself only places.
fn begins_with_its_province(text: &str, until: usize) -> bool {
    let mut before = text.get(..until).unwrap_or("").trim();
    while !before.is_empty() {
        let folded: Vec<char> = before.chars().map(fold).collect();
        let Some((_, width)) = match_at(&folded, 0) else {
            return false;
        };
        let bytes = before.chars().take(width).map(char::len_utf8).sum();
        before = before.get(bytes..).unwrap_or("").trim();
    }
    true
}

/// The smallest place named in a text, and the bytes that name it; of equals the first.
#[must_use]
pub fn find_in(text: &str) -> Option<(Place, Range<usize>)> {
    let folded: Vec<char> = text.chars().map(fold).collect();
    let starts: Vec<usize> = text
        .char_indices()
        .map(|(start, _)| start)
        .chain([text.len()])
        .collect();
    let mut best: Option<(Place, Range<usize>)> = None;
    let mut at = 0;
    while at < folded.len() {
        let Some((place, width)) = match_at(&folded, at) else {
            at += 1;
            continue;
        };
        let smaller = best
            .as_ref()
            .is_none_or(|(held, _)| place.level() > held.level());
        if let (true, Some(start), Some(end)) = (smaller, starts.get(at), starts.get(at + width)) {
            best = Some((place, *start..*end));
        }
        at += width;
    }
    best
}

/// The longest name that begins at `at`, and its width in characters.
fn match_at(folded: &[char], at: usize) -> Option<(Place, usize)> {
    let first = folded.get(at)?;
    let before = at.checked_sub(1).and_then(|i| folded.get(i));
    let inside_word = first.is_ascii_alphabetic() && before.is_some_and(char::is_ascii_alphabetic);
    if inside_word {
        return None;
    }
    let rest = folded.get(at..)?;
    let name = NAMES.get(first)?.iter().find(|name| {
        let next = rest.get(name.letters.len());
        rest.starts_with(&name.letters) && ends_well(name, next)
    })?;
    Some((name.place, name.letters.len()))
}

fn ends_well(name: &Name, next: Option<&char>) -> bool {
    let Some(next) = next else { return true };
    if first_is_latin(name) {
        !next.is_ascii_alphanumeric()
    } else {
        name.full || !SUFFIXES.contains(next)
    }
}

fn first_is_latin(name: &Name) -> bool {
    name.letters.first().is_some_and(char::is_ascii_alphabetic)
}

/// Names by their first character; the longest first, then full names, then larger places.
static NAMES: LazyLock<BTreeMap<char, Vec<Name>>> = LazyLock::new(|| {
    let mut names: BTreeMap<char, Vec<Name>> = BTreeMap::new();
    for place in Place::all() {
        for (written, full) in names_of(place) {
            let letters: Vec<char> = written.chars().map(fold).collect();
            if let Some(first) = letters.first() {
                names.entry(*first).or_default().push(Name {
                    letters,
                    place,
                    full,
                });
            }
        }
    }
    for of_one_letter in names.values_mut() {
        of_one_letter.sort_by_key(|name| {
            (
                Reverse(name.letters.len()),
                !name.full,
                name.place.level(),
                name.place,
            )
        });
    }
    names
});

/// Full name, short name, short name with a plain suffix (恩施州, 长阳县), and the Latin name.
fn names_of(place: Place) -> Vec<(String, bool)> {
    let mut names = Vec::new();
    let full = place.name_zh().unwrap_or("");
    let short = place.short_name_zh().unwrap_or("");
    names.push((full.to_owned(), true));
    if !PLAIN_WORDS.contains(&short) {
        names.push((short.to_owned(), short == full));
    }
    let plain = match place.level() {
        Level::Prefecture if full.ends_with("自治州") => Some("州"),
        Level::County if full.ends_with("自治县") => Some("县"),
        _ => None,
    };
    if let Some(suffix) = plain {
        names.push((format!("{short}{suffix}"), true));
    }
    if let Some(en) = place.name_en() {
        names.push((en.to_owned(), true));
        if en.contains('\'') {
            names.push((en.replace('\'', ""), true));
        }
    }
    names
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> Option<u32> {
        Place::recognise(text).map(Place::code)
    }

    #[test]
    fn names_are_known_with_and_without_suffix() {
        for (text, expected) in [
            ("湖北", 420_000),
            ("湖北省", 420_000),
            ("武汉", 420_100),
            ("武漢市", 420_100),
            ("麻城", 421_181),
            ("麻城市", 421_181),
            ("仙桃", 429_004),
            ("恩施", 422_800),
            ("恩施州", 422_800),
            ("恩施市", 422_801),
            ("长阳县", 420_528),
            ("公安县", 421_022),
            ("房县", 420_325),
            ("吉林", 220_000),
            ("吉林市", 220_200),
            ("荆州区", 421_003),
            ("宁波", 330_200),
            ("Hangzhou", 330_100),
            ("xi'an", 610_100),
            ("湖北省黄冈市团风县", 421_121),
            ("内蒙古", 150_000),
        ] {
            assert_eq!(code(text), Some(expected), "{text}");
        }
        for text in ["", "公安", "巴黎", "武汉大学", "Toledo"] {
            assert_eq!(code(text), None, "{text}");
        }
    }

    #[test]
    fn the_smallest_place_is_found_in_a_text() {
        let text = "请寄湖北省黄冈市麻城市第三医院";
        let (place, span) = find_in(text).unwrap();
        assert_eq!((place.code(), &text[span]), (421_181, "麻城市"));
        assert_eq!(find_in("公安局和朝阳区"), None);
        assert_eq!(find_in("pickup in Wuhan today").unwrap().0.code(), 420_100);
    }

    proptest! {
        #[test]
        fn spans_are_slices_of_the_text(text in "[\\PC武汉市麻城州县a-z ]{0,40}") {
            let _ = Place::recognise(&text);
            if let Some((_, span)) = find_in(&text) {
                prop_assert!(text.get(span).is_some());
            }
        }
    }
}
