//! The receipt: the only thing a sender keeps. From it alone come the address of the dialogue and the key of its replies.

use std::fmt;
use std::str::FromStr as _;

use argon2::{Algorithm, Argon2, Params, Version};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};

use crate::envelope::Key;

/// Groups of a receipt.
pub const GROUPS: usize = 6;
/// Letters of a group; the last one checks the others and the group's own place.
pub const GROUP_CHARS: usize = 4;
/// What is drawn at random: 18 letters of 29, 87 bits.
const DRAWN: usize = GROUPS * (GROUP_CHARS - 1);

/// Letters and digits that no hand confuses: without 0, 1, I, L, O, U and Z. Their number is prime, so that one check
/// letter finds every single slip and every exchange of two neighbours.
const ALPHABET: &[u8; BASE] = b"23456789ABCDEFGHJKMNPQRSTVWXY";
const BASE: usize = 29;

/// Memory of the derivation in KiB, and its passes. Never changed: a receipt must unlock for as long as its tip lives.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;

/// A receipt. It stands on the heap from its first letter on, which the program overwrites as it gives it back; copies
/// on a stack would stay there until something else is written over them.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt(Box<[u8; GROUPS * GROUP_CHARS]>);

/// What a receipt unlocks.
pub struct Unlocked {
    /// Names the dialogue; the server keeps its SHA-256 alone.
    pub lookup: [u8; 32],
    /// Opens the replies.
    pub key: Key,
}

/// What is wrong with a typed receipt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptFault {
    /// Letters are missing, or there are too many.
    #[error("a receipt has 24 letters, here are {0}")]
    Length(usize),
    /// In these groups, counted from 1, is a slip.
    #[error("a slip in group {0:?}")]
    Groups(Vec<usize>),
}

impl Receipt {
    /// A receipt out of random bytes; nothing when too few of them fall into the alphabet: draw again.
    #[must_use]
    pub fn from_random(bytes: &[u8]) -> Option<Receipt> {
        // Bytes beyond the largest multiple of the base would make some letters likelier.
        let even = bytes
            .iter()
            .map(|b| usize::from(*b))
            .filter(|b| *b < 256 / BASE * BASE);
        let drawn: Vec<usize> = even.map(|b| b % BASE).take(DRAWN).collect();
        if drawn.len() < DRAWN {
            return None;
        }
        let mut letters = Box::new([0; GROUPS * GROUP_CHARS]);
        let groups = drawn.chunks(GROUP_CHARS - 1).enumerate();
        for ((place, group), out) in groups.zip(letters.chunks_mut(GROUP_CHARS)) {
            let all = group.iter().copied().chain([check(place, group)]);
            for (value, letter) in all.zip(out) {
                *letter = ALPHABET.get(value).copied()?;
            }
        }
        Some(Receipt(letters))
    }

    /// Reads what somebody copied by hand: small and full-width letters, spaces and hyphens are taken as they come. Of
    /// six groups that are typed apart a letter too few or too many is a slip of its group.
    ///
    /// # Errors
    /// [`ReceiptFault`], naming the groups with a slip.
    pub fn parse(text: &str) -> Result<Receipt, ReceiptFault> {
        let folded: String = text.chars().map(folded).collect();
        let pieces = folded.split(|c: char| c.is_whitespace() || SEPARATORS.contains(&c));
        let pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
        let typed: Vec<char> = pieces.iter().flat_map(|piece| piece.chars()).collect();
        let mut letters = Box::new([0; GROUPS * GROUP_CHARS]);
        if typed.len() != letters.len() {
            let is_wrong = |(place, piece): &(usize, &&str)| !fits(*place, piece.as_bytes());
            let wrong = pieces.iter().enumerate().filter(is_wrong);
            return Err(if pieces.len() == GROUPS {
                ReceiptFault::Groups(wrong.map(|(place, _)| place + 1).collect())
            } else {
                ReceiptFault::Length(typed.len())
            });
        }
        let mut wrong = Vec::new();
        let groups = typed
            .chunks(GROUP_CHARS)
            .zip(letters.chunks_mut(GROUP_CHARS));
        for (place, (group, out)) in groups.enumerate() {
            let read: Option<Vec<u8>> = group.iter().map(|c| u8::try_from(*c).ok()).collect();
            match read.filter(|bytes| fits(place, bytes)) {
                Some(bytes) => out.copy_from_slice(&bytes),
                None => wrong.push(place + 1),
            }
        }
        if wrong.is_empty() {
            Ok(Receipt(letters))
        } else {
            Err(ReceiptFault::Groups(wrong))
        }
    }

    /// Argon2id over the receipt, salted with the community's origin, then two labelled keys by HKDF-SHA-256. Takes
    /// 64 MiB and a good part of a second.
    #[must_use]
    pub fn unlock(&self, origin: &str) -> Option<Unlocked> {
        let salt = Sha256::new()
            .chain_update(b"tideover/tip/salt/1\0")
            .chain_update(origin)
            .finalize();
        let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(32)).ok()?;
        let mut stretched = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(self.0.as_slice(), &salt, &mut stretched)
            .ok()?;
        let derived = Hkdf::<Sha256>::new(None, &stretched);
        let (mut lookup, mut secret) = ([0; 32], [0; 32]);
        derived.expand(b"tideover/tip/lookup/1", &mut lookup).ok()?;
        derived.expand(b"tideover/tip/x25519/1", &mut secret).ok()?;
        let key = Key::from_bytes(&secret)?;
        Some(Unlocked { lookup, key })
    }
}

impl Unlocked {
    /// What the server keeps to find the dialogue again.
    #[must_use]
    pub fn lookup_hash(&self) -> [u8; 32] {
        Sha256::digest(self.lookup).into()
    }
}

/// Groups apart, for copying by hand.
impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, group) in self.0.chunks(GROUP_CHARS).enumerate() {
            let gap = if place == 0 { "" } else { " " };
            let letters: String = group.iter().copied().map(char::from).collect();
            write!(f, "{gap}{letters}")?;
        }
        Ok(())
    }
}

/// What people put between groups, beside spaces.
const SEPARATORS: [char; 5] = ['-', '–', '·', '.', ','];

/// A letter in capitals; one of full width, as an input method writes it, is the same letter.
fn folded(typed: char) -> char {
    let narrow = match typed {
        '！'..='～' => u32::from(typed)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32),
        _ => None,
    };
    narrow.unwrap_or(typed).to_ascii_uppercase()
}

/// Whether a group has its letters, and the last of them checks the others.
fn fits(place: usize, letters: &[u8]) -> bool {
    if letters.len() != GROUP_CHARS {
        return false;
    }
    let value = |letter: &u8| ALPHABET.iter().position(|a| a == letter);
    let values: Option<Vec<usize>> = letters.iter().map(value).collect();
    values.is_some_and(|values| match values.split_last() {
        Some((last, group)) => *last == check(place, group),
        None => false,
    })
}

/// (7 × place + Σ (k + 2) × value of letter k) modulo 29. The check letter's own weight is −1, so all weights differ and
/// none is 0: a slip, an exchange of two letters and a group in another's place are all found.
fn check(place: usize, group: &[usize]) -> usize {
    let weighted = group.iter().zip(2..).map(|(value, weight)| value * weight);
    (weighted.sum::<usize>() + 7 * (place + 1)) % BASE
}

impl Key {
    /// The key with these secret bytes.
    fn from_bytes(secret: &[u8; 32]) -> Option<Key> {
        let prefix = bech32::Hrp::parse("AGE-SECRET-KEY-").ok()?;
        let text = bech32::encode_upper::<bech32::Bech32>(prefix, secret).ok()?;
        Key::from_str(&text).ok()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn receipt(seed: u8) -> Receipt {
        let bytes: Vec<u8> = (0..64)
            .map(|n: u8| n.wrapping_mul(37).wrapping_add(seed))
            .collect();
        Receipt::from_random(&bytes).unwrap()
    }

    #[test]
    fn a_receipt_is_read_as_people_write() {
        let receipt = receipt(3);
        let text = receipt.to_string();
        assert_eq!(text.len(), 29);
        for typed in [
            text.clone(),
            text.to_lowercase(),
            text.replace(' ', ""),
            text.replace(' ', " - "),
            text.replace(' ', "　"),
            text.chars().map(wide).collect(),
        ] {
            assert!(Receipt::parse(&typed).unwrap() == receipt, "{typed}");
        }
        assert!(Receipt::from_random(&[255; 200]).is_none());
        assert_eq!(
            Receipt::parse(&text.replace(' ', "")[1..]).err(),
            Some(ReceiptFault::Length(23))
        );
    }

    /// As an input method for Chinese writes it.
    fn wide(letter: char) -> char {
        match letter {
            ' ' => ' ',
            other => char::from_u32(u32::from(other) + 0xFEE0).unwrap(),
        }
    }

    #[test]
    fn a_letter_too_few_or_too_many_names_its_group() {
        let text = receipt(3).to_string();
        let groups: Vec<&str> = text.split(' ').collect();
        for place in 0..GROUPS {
            for typed in [&groups[place][1..], &format!("{}8", groups[place])] {
                let mut groups = groups.clone();
                groups[place] = typed;
                let fault = Receipt::parse(&groups.join(" ")).err();
                assert_eq!(
                    fault,
                    Some(ReceiptFault::Groups(vec![place + 1])),
                    "{typed}"
                );
            }
        }
    }

    /// Every single slip, and every exchange of neighbours within a group, names its group and no other.
    #[test]
    fn every_slip_names_its_group() {
        for seed in 0..20 {
            let plain = receipt(seed).to_string().replace(' ', "");
            for at in 0..plain.len() {
                let group = at / GROUP_CHARS + 1;
                for other in (b'0'..=b'9').chain(b'A'..=b'Z').map(char::from) {
                    let mut typed = plain.clone();
                    typed.replace_range(at..=at, &other.to_string());
                    let wrong = Receipt::parse(&typed).err();
                    let expected = (typed != plain).then(|| ReceiptFault::Groups(vec![group]));
                    assert_eq!(wrong, expected, "{plain} {typed}");
                }
                let mut letters: Vec<char> = plain.chars().collect();
                if at % GROUP_CHARS < GROUP_CHARS - 1 && letters[at] != letters[at + 1] {
                    letters.swap(at, at + 1);
                    let typed: String = letters.into_iter().collect();
                    assert_eq!(
                        Receipt::parse(&typed).err(),
                        Some(ReceiptFault::Groups(vec![group]))
                    );
                }
            }
            let (first, rest) = plain.split_at(4);
            let (second, rest) = rest.split_at(4);
            let swapped = Receipt::parse(&format!("{second}{first}{rest}"));
            assert_eq!(swapped.err(), Some(ReceiptFault::Groups(vec![1, 2])));
        }
    }

    /// The browser must come to the same: these values stand in `crates/web/tip-script/seal.test.js` too.
    #[test]
    fn the_derivation_is_fixed_for_ever() {
        let unlocked = receipt(3).unlock("hubei.example.org/journal").unwrap();
        assert_eq!(receipt(3).to_string(), "5DN8 X8GW R8GS R3BT KVB8 KV6R");
        assert_eq!(
            hex(&unlocked.lookup),
            "04cbc7ac1f3d036cda6429d7b6fcf0b85a36a333ee5a69cad8d0e38b65c18922"
        );
        assert_eq!(
            unlocked.key.public(),
            "age18c6hxxr65sadu2hpzmqllxc26fk5efdd3thrnq3d3g54fn5f337sun3kzk"
        );
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|b| format!("{b:02x}")).collect()
    }
}
