//! The one exception to "no free text in the journal": bounded, linted names of public things.

use crate::field::{Field, fault};
use crate::json::{Malformed, Value, is_plain};

/// The longest name, in characters.
pub const NAME_CHARS_MAX: usize = 60;
/// So many digits in a row look like a telephone number.
const DIGITS_IN_ROW_MAX: usize = 6;

/// The name of an organisation, facility, room or place. Never the name of a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

/// Why a text cannot be a public name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// Nothing left after trimming.
    #[error("a name is needed")]
    Empty,
    /// More than [`NAME_CHARS_MAX`] characters.
    #[error("a name has at most {NAME_CHARS_MAX} characters")]
    TooLong,
    /// Control characters, quotation marks or backslashes.
    #[error("a name has no control characters, straight quotation marks or backslashes")]
    Character,
    /// Looks like a telephone number.
    #[error("a public name holds no telephone number")]
    Phone,
    /// Looks like a link or a mail address.
    #[error("a public name holds no link or address")]
    Link,
}

impl Name {
    /// Trims a text, folds inner white space to single spaces, and checks it.
    ///
    /// # Errors
    /// The first [`NameFault`] found.
    pub fn new(text: &str) -> Result<Name, NameFault> {
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        check(&folded)?;
        Ok(Name(folded))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn check(text: &str) -> Result<(), NameFault> {
    if text.is_empty() {
        return Err(NameFault::Empty);
    }
    if text.chars().count() > NAME_CHARS_MAX {
        return Err(NameFault::TooLong);
    }
    if !is_plain(text) {
        return Err(NameFault::Character);
    }
    if longest_digit_run(text) > DIGITS_IN_ROW_MAX {
        return Err(NameFault::Phone);
    }
    let lower = text.to_lowercase();
    if ["://", "www.", "@", ".com", ".cn/"]
        .iter()
        .any(|mark| lower.contains(mark))
    {
        return Err(NameFault::Link);
    }
    Ok(())
}

fn longest_digit_run(text: &str) -> usize {
    let (mut run, mut longest) = (0_usize, 0_usize);
    for c in text.chars() {
        if c.is_ascii_digit() || ('０'..='９').contains(&c) {
            run += 1;
            longest = longest.max(run);
        } else if c != '-' && c != ' ' {
            run = 0;
        }
    }
    longest
}

impl Field for Name {
    fn put(&self) -> Option<Value<'_>> {
        Some(Value::Str(self.0.as_str().into()))
    }
    fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
        match value {
            Some(Value::Str(s)) => match Name::new(s) {
                Ok(read) if read.0 == s.as_ref() => Ok(read),
                _ => fault(name),
            },
            _ => fault(name),
        }
    }
}

macro_rules! short {
    ($(#[$doc:meta])* $name:ident, $chars_max:expr, $marks:pat, $fits:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Trims a text and checks it.
            #[must_use]
            pub fn new(text: &str) -> Option<$name> {
                let trimmed = text.trim();
                let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, $marks);
                let fits: fn(&str) -> bool = $fits;
                let fits = (1..=$chars_max).contains(&trimmed.len())
                    && trimmed.bytes().all(is_plain)
                    && fits(trimmed);
                fits.then(|| $name(trimmed.to_owned()))
            }

            /// As written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Field for $name {
            fn put(&self) -> Option<Value<'_>> {
                Some(Value::Str(self.0.as_str().into()))
            }
            fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
                match value {
                    Some(Value::Str(s)) => $name::new(s)
                        .filter(|read| read.0 == s.as_ref())
                        .ok_or(Malformed::Field(name)),
                    _ => fault(name),
                }
            }
        }
    };
}

short! {
    /// A maker's batch number: up to 24 of `A–Z a–z 0–9 - . /`.
    BatchNumber, 24, b'-' | b'.' | b'/', |_| true
}

short! {
    /// What an office is called where reports are exchanged (DHIS2's `orgUnit`): up to 24 of `A–Z a–z 0–9 - . _`, with
    /// no run of digits that looks like a telephone number.
    UnitCode, 24, b'-' | b'.' | b'_', |text| longest_digit_run(text) <= DIGITS_IN_ROW_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_linted() {
        assert_eq!(
            Name::new("  武汉市  金银潭医院\t").map(|n| n.0),
            Ok("武汉市 金银潭医院".to_owned())
        );
        assert_eq!(Name::new("找刘老师 138 0000 0101"), Err(NameFault::Phone));
        assert_eq!(Name::new("见 https://example.org"), Err(NameFault::Link));
        assert_eq!(Name::new("a\"b"), Err(NameFault::Character));
        assert_eq!(Name::new(""), Err(NameFault::Empty));
        assert_eq!(Name::new(&"长".repeat(61)), Err(NameFault::TooLong));
        assert!(Name::new("华中科技大学同济医学院附属协和医院").is_ok());
        assert!(Name::new("湖北六七二中西医结合骨科医院").is_ok());
    }
}
