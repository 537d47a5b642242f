//! The public half of a custodian's key: an X25519 recipient of age, as `age-keygen` prints it.

use crate::field::{Field, fault};
use crate::json::{Malformed, Value};

/// Bech32's alphabet, by value.
const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const PREFIX: &str = "age1";
/// 32 bytes of key and the checksum, in groups of five bits.
const DATA_CHARS: usize = 52 + CHECKSUM_CHARS;
const CHECKSUM_CHARS: usize = 6;
/// What is left of the last group beside the key's 256 bits; always zero.
const PADDING_BITS: u32 = 0b1111;

/// `age1…`: lower case, 62 characters, its checksum right (BIP 173). Nothing else can stand in an entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TipKey(String);

impl TipKey {
    /// Reads a key, with white space around it at most.
    #[must_use]
    pub fn new(text: &str) -> Option<TipKey> {
        let text = text.trim();
        let groups: Vec<u32> = text
            .strip_prefix(PREFIX)?
            .bytes()
            .map(value)
            .collect::<Option<_>>()?;
        let last = groups.get(DATA_CHARS - CHECKSUM_CHARS - 1)?;
        let fits = groups.len() == DATA_CHARS && last & PADDING_BITS == 0;
        (fits && polymod(expanded_prefix().chain(groups)) == 1).then(|| TipKey(text.to_owned()))
    }

    /// The key as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn value(letter: u8) -> Option<u32> {
    let at = ALPHABET.iter().position(|a| *a == letter)?;
    u32::try_from(at).ok()
}

/// The human-readable part "age" as the checksum sees it.
fn expanded_prefix() -> impl Iterator<Item = u32> {
    let letters = || PREFIX.trim_end_matches('1').bytes().map(u32::from);
    letters()
        .map(|c| c >> 5)
        .chain([0])
        .chain(letters().map(|c| c & 31))
}

/// The checksum of BIP 173; 1 over a whole valid string.
fn polymod(values: impl Iterator<Item = u32>) -> u32 {
    const GENERATORS: [u32; 5] = [
        0x3b6a_57b2,
        0x2650_8e6d,
        0x1ea1_19fa,
        0x3d42_33dd,
        0x2a14_62b3,
    ];
    values.fold(1, |sum, value| {
        let top = sum >> 25;
        let shifted = ((sum & 0x01ff_ffff) << 5) ^ value;
        let chosen = (0..).zip(GENERATORS).filter(|(bit, _)| top >> bit & 1 == 1);
        chosen.fold(shifted, |sum, (_, generator)| sum ^ generator)
    })
}

impl Field for TipKey {
    fn put(&self) -> Option<Value<'_>> {
        Some(Value::Str(self.0.as_str().into()))
    }
    fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
        match value {
            Some(Value::Str(s)) => TipKey::new(s)
                .filter(|key| key.0 == s.as_ref())
                .ok_or(Malformed::Field(name)),
            _ => fault(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the age specification.
    const KEY: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

    #[test]
    fn a_key_of_age_is_read_and_nothing_like_it() {
        assert_eq!(TipKey::new(KEY).as_ref().map(TipKey::as_str), Some(KEY));
        assert!(TipKey::new(&format!(" {KEY}\n")).is_some());
        assert!(TipKey::new(&KEY.to_uppercase()).is_none());
        assert!(TipKey::new("AGE-SECRET-KEY-1").is_none());
        for at in 0..KEY.len() {
            for letter in ["q", "7", "z"] {
                let mut changed = KEY.to_owned();
                changed.replace_range(at..=at, letter);
                assert!(
                    changed == KEY || TipKey::new(&changed).is_none(),
                    "{changed}"
                );
            }
            let cut: String = KEY.chars().take(at).collect();
            assert!(TipKey::new(&cut).is_none());
        }
    }
}
