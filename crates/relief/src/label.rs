//! Short codes for public ids, fit to be read aloud and written by hand.
//!
//! A label is the index in Crockford's base 32 (no I, L, O, U), at least four characters, a hyphen and
//! one check character: `4QX7-K`. The check is a weighted sum over the field of 32 elements with a
//! different weight for each position, which catches every single wrong character and every swap of
//! two characters, neighbours or not. Pages may put a letter for the kind in front: `T-4QX7-K`.

use std::fmt;

use thiserror::Error;

/// Crockford's alphabet in the order of its values.
const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
/// Fewer characters would look like a count.
const BODY_CHARS_MIN: usize = 4;
/// What 64 bits need at five bits a character.
const BODY_CHARS_MAX: usize = 13;
/// The kind letter, hyphens and spaces that people add: anything longer is no label.
const WRITTEN_CHARS_MAX: usize = 32;

/// The label of an index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Label(pub u64);

/// A label as it was read, with the letter for its kind when one was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Read {
    /// The public id.
    pub index: u64,
    /// The letter in front, upper case.
    pub kind: Option<char>,
}

/// Why a text is no label.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum LabelError {
    /// Fewer than four characters and a check.
    #[error("a label has at least {BODY_CHARS_MIN} characters and a check character")]
    TooShort,
    /// More characters than a label can have, or a value above 64 bits.
    #[error("the label is too long")]
    TooLong,
    /// A character that labels never use.
    #[error("labels do not use the character {0:?}")]
    BadCharacter(char),
    /// The check character does not fit what stands before it.
    #[error("the check character is {found}, but for these characters it would be {expected}")]
    WrongCheck {
        /// What was read.
        found: char,
        /// What the other characters call for.
        expected: char,
    },
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = digits_of(self.0);
        for digit in &digits {
            write!(f, "{}", character(*digit))?;
        }
        write!(f, "-{}", character(check_of(&digits)))
    }
}

/// Reads a label: lower case, spaces and missing hyphens are accepted, O is read as 0, I and L as 1.
///
/// # Errors
/// [`LabelError`] says what is wrong, and for a wrong check which one was expected.
pub fn parse(text: &str) -> Result<Read, LabelError> {
    let text = text.trim();
    if text.chars().count() > WRITTEN_CHARS_MAX {
        return Err(LabelError::TooLong);
    }
    let (kind, rest) = split_kind(text);
    let mut digits = Vec::with_capacity(BODY_CHARS_MAX + 1);
    for c in rest.chars().filter(|c| !is_separator(*c)) {
        digits.push(value(c).ok_or(LabelError::BadCharacter(c))?);
    }
    let (check, body) = digits.split_last().ok_or(LabelError::TooShort)?;
    if body.len() < BODY_CHARS_MIN {
        return Err(LabelError::TooShort);
    }
    let expected = check_of(body);
    if *check != expected {
        return Err(LabelError::WrongCheck {
            found: character(*check),
            expected: character(expected),
        });
    }
    let index = index_of(body).ok_or(LabelError::TooLong)?;
    Ok(Read { index, kind })
}

/// A single letter followed by a separator is the kind, never part of the code.
fn split_kind(text: &str) -> (Option<char>, &str) {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(kind), Some(next)) if kind.is_ascii_alphabetic() && is_separator(next) => {
            (Some(kind.to_ascii_uppercase()), chars.as_str())
        }
        _ => (None, text),
    }
}

const fn is_separator(c: char) -> bool {
    matches!(c, '-' | ' ' | '–' | '—' | '‐' | '‑' | '－' | '_')
}

fn value(c: char) -> Option<u8> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        upper => upper,
    };
    let at = ALPHABET.iter().position(|letter| *letter == c)?;
    u8::try_from(at).ok()
}

fn character(digit: u8) -> char {
    ALPHABET.get(usize::from(digit)).copied().unwrap_or('0')
}

/// Base-32 digits, most significant first, padded to the least length.
fn digits_of(index: u64) -> Vec<u8> {
    let mut digits = Vec::with_capacity(BODY_CHARS_MAX);
    let mut rest = index;
    while rest > 0 || digits.len() < BODY_CHARS_MIN {
        digits.push(u8::try_from(rest % 32).unwrap_or(0));
        rest /= 32;
    }
    digits.reverse();
    digits
}

fn index_of(body: &[u8]) -> Option<u64> {
    body.iter().try_fold(0u64, |index, digit| {
        index.checked_mul(32)?.checked_add(u64::from(*digit))
    })
}

/// The check makes the sum of all characters, each times its own power of the generator, zero. Weights
/// count from the right, so zeros in front change nothing. The powers stay distinct for 31 positions.
fn check_of(body: &[u8]) -> u8 {
    body.iter()
        .fold(0, |sum, digit| times_generator(sum ^ digit))
}

/// Multiplication by x in the field of 32 elements with the primitive polynomial x⁵ + x² + 1.
const fn times_generator(element: u8) -> u8 {
    let doubled = element << 1;
    if doubled & 0b10_0000 == 0 {
        doubled
    } else {
        (doubled ^ 0b10_0101) & 0b1_1111
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_valid(digits: &[u8]) -> bool {
        let (check, body) = digits.split_last().unwrap();
        check_of(body) == *check
    }

    fn assert_no_slip_passes(index: u64) {
        let mut digits = digits_of(index);
        digits.push(check_of(&digits));
        for at in 0..digits.len() {
            for wrong in (0..32).filter(|wrong| *wrong != digits[at]) {
                let mut slipped = digits.clone();
                slipped[at] = wrong;
                assert!(!is_valid(&slipped), "{index}: character {at} as {wrong}");
            }
            for other in at + 1..digits.len() {
                let mut slipped = digits.clone();
                slipped.swap(at, other);
                assert!(
                    slipped == digits || !is_valid(&slipped),
                    "{index}: swap {at}, {other}"
                );
            }
        }
    }

    /// The check is linear: a slip passes for one code only if its difference has check zero. So going
    /// through every difference that a slip can make proves the claim for all codes of these lengths.
    #[test]
    fn every_single_error_and_every_swap_is_caught_in_codes_of_up_to_six_characters() {
        for length in BODY_CHARS_MIN + 1..=7 {
            for at in 0..length {
                for wrong in 1..32 {
                    let mut difference = vec![0; length];
                    difference[at] = wrong;
                    assert!(!is_valid(&difference));
                    for other in at + 1..length {
                        let mut swap = difference.clone();
                        swap[other] = wrong;
                        assert!(!is_valid(&swap));
                    }
                }
            }
        }
    }

    #[test]
    fn a_plain_search_agrees() {
        for index in (0..32u64.pow(4))
            .step_by(9_973)
            .chain([0, 1, 31, 32, u64::MAX])
        {
            assert_no_slip_passes(index);
        }
    }

    #[test]
    fn labels_look_like_labels() {
        assert_eq!(Label(0).to_string(), "0000-0");
        let label = Label(151_463).to_string();
        assert_eq!(label.len(), 6);
        assert_eq!(label.chars().nth(4), Some('-'));
    }

    #[test]
    fn people_may_write_them_carelessly() {
        let written = Label(151_463).to_string();
        let plain = written.replace('-', "");
        let kind_in_front = format!("T-{written}");
        for text in [written.to_lowercase(), plain.clone(), format!(" {plain} ")] {
            assert_eq!(
                parse(&text).unwrap(),
                Read {
                    index: 151_463,
                    kind: None
                },
                "{text}"
            );
        }
        assert_eq!(parse(&kind_in_front).unwrap().kind, Some('T'));
        assert_eq!(parse(&format!("t-{plain}")).unwrap().index, 151_463);
        let with_letters = Label(33).to_string().replace('0', "o").replace('1', "l");
        assert_eq!(parse(&with_letters).unwrap().index, 33);
    }

    #[test]
    fn errors_say_what_is_wrong() {
        assert_eq!(parse(""), Err(LabelError::TooShort));
        assert_eq!(parse("4QX-K"), Err(LabelError::TooShort));
        assert_eq!(parse("4QU7-K"), Err(LabelError::BadCharacter('U')));
        assert_eq!(
            parse("ZZZZZZZZZZZZZZZZZZ"),
            Err(LabelError::WrongCheck {
                found: 'Z',
                expected: character(check_of(&[31; 17]))
            })
        );
        assert_eq!(parse(&"0".repeat(40)), Err(LabelError::TooLong));
        let good = Label(151_463).to_string();
        let expected = good.chars().last().unwrap();
        let found = if expected == '7' { '8' } else { '7' };
        let bad = good.replace(&format!("-{expected}"), &format!("-{found}"));
        assert_eq!(parse(&bad), Err(LabelError::WrongCheck { found, expected }));
    }

    proptest! {
        #[test]
        fn every_index_round_trips(index: u64) {
            prop_assert_eq!(parse(&Label(index).to_string()).unwrap().index, index);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = parse(&text);
        }

        #[test]
        fn no_slip_passes(index: u64) {
            assert_no_slip_passes(index);
        }
    }
}
