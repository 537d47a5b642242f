//! SHA-256 hashes of leaves and nodes (RFC 6962 section 2.1).

use std::fmt;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// Bytes of one hash.
pub const HASH_BYTES: usize = 32;

/// Keeps a leaf from passing for a node (RFC 6962 section 2.1).
const LEAF_PREFIX: u8 = 0x00;
const NODE_PREFIX: u8 = 0x01;

/// A SHA-256 hash: of a leaf, a node or a tree. Shown in lower-case hex.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; HASH_BYTES]);

/// A text that is not a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum HashError {
    /// Not the padded standard base64 of 32 bytes.
    #[error("not the base64 of 32 bytes")]
    Base64,
    /// Not 64 lower-case hex digits.
    #[error("not 64 lower-case hex digits")]
    Hex,
}

/// The hash of an entry: SHA-256(0x00 || entry).
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([LEAF_PREFIX]);
    hasher.update(entry);
    Hash(hasher.finalize().into())
}

/// The hash of an inner node: SHA-256(0x01 || left || right).
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([NODE_PREFIX]);
    hasher.update(left.0);
    hasher.update(right.0);
    Hash(hasher.finalize().into())
}

impl Hash {
    /// The root of a tree without entries: SHA-256 of nothing (RFC 6962 section 2.1).
    pub const EMPTY_ROOT: Self = Self([
        0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9,
        0x24, 0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52,
        0xb8, 0x55,
    ]);

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; HASH_BYTES] {
        &self.0
    }

    /// Padded standard base64, the form of every C2SP text.
    #[must_use]
    pub fn to_base64(&self) -> String {
        BASE64_STANDARD.encode(self.0)
    }

    /// Reads what [`Hash::to_base64`] writes.
    ///
    /// # Errors
    /// Anything but the one canonical base64 form of 32 bytes.
    pub fn from_base64(text: &str) -> Result<Self, HashError> {
        let bytes = BASE64_STANDARD
            .decode(text)
            .map_err(|_| HashError::Base64)?;
        bytes.try_into().map(Self).map_err(|_| HashError::Base64)
    }

    /// Reads the hex form that `Display` writes.
    ///
    /// # Errors
    /// Anything but 64 lower-case hex digits.
    pub fn from_hex(text: &str) -> Result<Self, HashError> {
        let digits = text
            .bytes()
            .map(hex_digit)
            .collect::<Option<Vec<u8>>>()
            .ok_or(HashError::Hex)?;
        let (pairs, odd) = digits.as_chunks::<2>();
        if !odd.is_empty() {
            return Err(HashError::Hex);
        }
        let bytes: Vec<u8> = pairs.iter().map(|[high, low]| (high << 4) | low).collect();
        bytes.try_into().map(Self).map_err(|_| HashError::Hex)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl From<[u8; HASH_BYTES]> for Hash {
    fn from(bytes: [u8; HASH_BYTES]) -> Self {
        Self(bytes)
    }
}

impl AsRef<[u8]> for Hash {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn both_texts_read_back() {
        let hash = leaf_hash(b"suits");
        assert_eq!(Hash::from_hex(&hash.to_string()), Ok(hash));
        assert_eq!(Hash::from_base64(&hash.to_base64()), Ok(hash));
    }

    #[test]
    fn other_spellings_are_refused() {
        let hash = leaf_hash(b"suits");
        let hex = hash.to_string();
        for bad in [
            hex.to_uppercase(),
            hex.replacen(|_| true, "", 1),
            format!("{hex}00"),
            hex.replace(|_| true, "g"),
        ] {
            assert_eq!(Hash::from_hex(&bad), Err(HashError::Hex), "{bad}");
        }
        let base64 = hash.to_base64();
        for bad in [
            base64.trim_end_matches('=').to_owned(),
            format!("{base64}\n"),
            BASE64_STANDARD.encode([0; 31]),
        ] {
            assert_eq!(Hash::from_base64(&bad), Err(HashError::Base64), "{bad}");
        }
        // The last digit before the padding carries two bits that must be zero.
        let zeroes = BASE64_STANDARD.encode([0; 32]);
        assert_eq!(
            Hash::from_base64(&zeroes.replace("A=", "B=")),
            Err(HashError::Base64)
        );
    }

    #[test]
    fn the_empty_root_is_the_hash_of_nothing() {
        assert_eq!(Hash::EMPTY_ROOT.0, <[u8; 32]>::from(Sha256::digest([])));
    }
}
