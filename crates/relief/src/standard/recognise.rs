//! Finding an edition in what people typed: "YY0469-2011", "灭菌，GB 10213-2006", "3M4565".

use std::cmp::Reverse;
use std::ops::Range;

use super::{EDITIONS, Spelling, Standard, all};
use crate::catalogue::Item;
use crate::fold::fold;

/// What was found in the text that somebody gave as a standard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Recognised {
    /// Whether it can be accepted as it stands.
    pub status: Status,
    /// The edition meant, also when it is of the wrong kind.
    pub edition: Option<Standard>,
}

/// How a text given as a standard is judged.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// A known edition that is about this item.
    Recognised,
    /// No known edition: a brand, a model, a norm or an edition that does not exist.
    Unrecognised,
    /// A known edition that is about something else.
    WrongKind,
}

/// An edition found in text, and where: character positions, not bytes.
struct Found {
    edition: Standard,
    span: Range<usize>,
}

/// Judges a text given as the standard of an item. Pure; any text is allowed.
#[must_use]
pub fn recognise(as_written: &str, item: Item) -> Recognised {
    let folded: Vec<char> = as_written.chars().map(fold).collect();
    let found: Vec<Standard> = every(&folded).map(|found| found.edition).collect();
    if let Some(edition) = found.iter().copied().find(|edition| edition.suits(item)) {
        return Recognised {
            status: Status::Recognised,
            edition: Some(edition),
        };
    }
    let edition = found.first().copied();
    let status = if edition.is_some() {
        Status::WrongKind
    } else {
        Status::Unrecognised
    };
    Recognised { status, edition }
}

/// The editions named in text folded character by character, in order, with their character positions.
pub fn find_in(folded: &[char]) -> impl Iterator<Item = (Standard, Range<usize>)> {
    every(folded).map(|found| (found.edition, found.span))
}

fn every(folded: &[char]) -> impl Iterator<Item = Found> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < folded.len() {
            if let Some(found) = starting_at(folded, at) {
                at = found.span.end;
                return Some(found);
            }
            at += 1;
        }
        None
    })
}

/// The edition with the longest spelling that begins at `at`.
fn starting_at(folded: &[char], at: usize) -> Option<Found> {
    let first = folded.get(at).filter(|c| c.is_ascii_alphanumeric())?;
    let before = at.checked_sub(1).and_then(|i| folded.get(i));
    if before.is_some_and(|c| {
        c.is_ascii_alphanumeric() && !(c.is_ascii_digit() && first.is_ascii_alphabetic())
    }) {
        return None;
    }
    let rest = folded.get(at..)?;
    all()
        .zip(EDITIONS)
        .filter_map(|(edition, row)| Some((edition, spelt_width(rest, &row.spelling)?)))
        .min_by_key(|(_, width)| Reverse(*width))
        .map(|(edition, width)| Found {
            edition,
            span: at..at + width,
        })
}

fn spelt_width(text: &[char], spelling: &Spelling) -> Option<usize> {
    match spelling {
        Spelling::Numbered {
            prefix,
            number,
            year,
        } => numbered_width(text, prefix, number, *year),
        Spelling::Phrases(phrases) => phrases
            .iter()
            .filter_map(|phrase| {
                let width = loose_width(text, phrase)?;
                ends_word(text, width).then_some(width)
            })
            .max(),
    }
}

/// `GB 19083-2010`, `GB19083—2010`, `GB/T 19083 2010`. An edition that has a year is not named without it.
fn numbered_width(text: &[char], prefix: &str, number: &str, year: Option<&str>) -> Option<usize> {
    let mut width = loose_width(text, prefix)?;
    let tail = text.get(width..)?;
    if let Some(marked) = loose_width(tail, "/t").or_else(|| loose_width(tail, "t")) {
        width += marked;
    }
    width += gap_width(text.get(width..)?);
    width += loose_width(text.get(width..)?, number)?;
    let tail = text.get(width..)?;
    match year {
        Some(year) => {
            let gap = gap_width(tail);
            let digits = loose_width(tail.get(gap..)?, year)?;
            width += (gap > 0).then_some(gap + digits)?;
        }
        None => width += part_and_year_width(tail),
    }
    ends_word(text, width).then_some(width)
}

/// The part and the year that may follow a norm known here without editions: `.2-2016`, `-1:2019`.
fn part_and_year_width(text: &[char]) -> usize {
    const PART_AND_YEAR_CHARS_MAX: usize = 8;
    let tail = text
        .iter()
        .take(PART_AND_YEAR_CHARS_MAX)
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | ':'))
        .count();
    let joined = text.first().is_some_and(|c| matches!(c, '.' | '-' | ':'));
    if joined && tail > 1 { tail } else { 0 }
}

/// How much of `text` spells `phrase` (squeezed), where spaces, hyphens, slashes and dots inside do not count.
fn loose_width(text: &[char], phrase: &str) -> Option<usize> {
    let mut width = 0;
    for (nth, wanted) in phrase.chars().enumerate() {
        while nth > 0 && wanted != '/' && text.get(width).is_some_and(|c| is_gap(*c)) {
            width += 1;
        }
        if text.get(width) != Some(&wanted) {
            return None;
        }
        width += 1;
    }
    Some(width)
}

fn gap_width(text: &[char]) -> usize {
    text.iter().take_while(|c| is_gap(**c)).count()
}

const fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '-' | '_' | ':' | '.' | '/')
}

fn ends_word(text: &[char], width: usize) -> bool {
    text.get(width).is_none_or(|c| !c.is_ascii_alphanumeric())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn judged(text: &str, item: &str) -> (Status, &'static str) {
        let found = recognise(text, Item::from_code(item).unwrap());
        (found.status, found.edition.map_or("", Standard::code))
    }

    #[test]
    fn known_editions_are_found_however_they_are_spaced() {
        for (text, item, code) in [
            ("YY 0469-2011", "surgical_mask", "yy_0469_2011"),
            ("YY0469-2011", "surgical_mask", "yy_0469_2011"),
            ("yy0469—2011", "surgical_mask", "yy_0469_2011"),
            (
                "ＧＢ１９０８３－２０１０",
                "n95_respirator",
                "gb_19083_2010",
            ),
            ("YY/T 0969-2013", "disposable_mask", "yy_t_0969_2013"),
            ("灭菌，GB 10213-2006", "gloves", "gb_10213_2006"),
            (
                "GB 19083-2010, 建议3M 1860/1870/9123,防飞沫血液体液款",
                "n95_respirator",
                "gb_19083_2010",
            ),
            ("GB 19082-2003", "protective_suit", "gb_19082_2003"),
            ("ASTM F2100 Level 2", "surgical_mask", "astm_f2100_level_2"),
            (
                "ASTM F2100-19 Level 3",
                "surgical_mask",
                "astm_f2100_level_3",
            ),
            ("EN 14683 Type IIR", "surgical_mask", "en_14683_type_iir"),
            ("EN 149 FFP2", "n95_respirator", "en_149_ffp2"),
            ("NIOSH TC-84A-5411", "n95_respirator", "niosh_n95"),
            ("EN14126:2003", "protective_suit", "en_14126"),
            ("T/CTCA 1-2019", "disposable_mask", "t_ctca_1_2019"),
            ("YY/T 0506.2-2016", "surgical_gown", "yy_t_0506"),
        ] {
            assert_eq!(judged(text, item), (Status::Recognised, code), "{text}");
        }
    }

    #[test]
    fn what_does_not_exist_is_unrecognised() {
        for (text, item) in [
            ("YY 0469-2010", "surgical_mask"),
            ("3M4565", "protective_suit"),
            ("护目镜", "goggles"),
            ("GB 19083", "n95_respirator"),
            ("GB 119083-2010", "n95_respirator"),
            ("", "cap"),
        ] {
            assert_eq!(judged(text, item), (Status::Unrecognised, ""), "{text}");
        }
    }

    #[test]
    fn a_norm_of_another_kind_is_the_wrong_kind() {
        assert_eq!(
            judged("GB19083-2010", "protective_suit"),
            (Status::WrongKind, "gb_19083_2010")
        );
    }

    #[test]
    fn of_two_norms_the_one_that_fits_counts() {
        assert_eq!(
            judged("GB 19082-2009 或 GB 19083-2010", "n95_respirator"),
            (Status::Recognised, "gb_19083_2010")
        );
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,80}") {
            for item in Item::all() {
                let found = recognise(&text, item);
                prop_assert_eq!(found.edition.is_none(), found.status == Status::Unrecognised);
            }
        }
    }
}
