//! Named Ed25519 keys and their texts (c2sp.org/signed-note, "Signature types" and verifier keys).

use std::fmt;
use std::str::FromStr;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use ed25519_dalek::{Signature as Ed25519Signature, Signer as _};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// Longest key name: later cosignature types write its length in one byte (c2sp.org/tlog-cosignature).
pub const KEY_NAME_BYTES_MAX: usize = 255;
/// Bytes of an Ed25519 signature.
pub(crate) const ED25519_BYTES: usize = 64;
/// Opens the text of a secret key.
const SECRET_PREFIX: &str = "PRIVATE+KEY+";

/// What a key signs; a key of one kind never stands for the other, even with the same secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SignatureKind {
    /// 0x01: the text of the note.
    Note,
    /// 0x04: a time and a checkpoint (c2sp.org/tlog-cosignature).
    Cosignature,
}

/// A key that cannot be read or used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum KeyError {
    /// Empty, too long, or with a space, a control character or a plus.
    #[error("not a valid key name")]
    Name,
    /// Not `name+hash+base64`.
    #[error("not the text of a key")]
    Format,
    /// A signature type other than 0x01 and 0x04.
    #[error("signature type {0:#04x} is not supported")]
    UnknownKind(u8),
    /// The bytes are not a usable Ed25519 public key.
    #[error("not an Ed25519 public key")]
    PublicKey,
    /// The short hash in the text is not that of the key.
    #[error("the hash in the text is not that of the key")]
    WrongHash,
}

/// The public half of a key: whom to believe. Its text is a `vkey`.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    kind: SignatureKind,
    id: u32,
    public: ed25519_dalek::VerifyingKey,
}

/// The secret half of a key. `Debug` and everything but [`SigningKey::to_secret_text`] keep the secret.
#[derive(Clone)]
pub struct SigningKey {
    verifier: VerifierKey,
    secret: ed25519_dalek::SigningKey,
}

impl SignatureKind {
    const fn byte(self) -> u8 {
        match self {
            Self::Note => 0x01,
            Self::Cosignature => 0x04,
        }
    }

    const fn from_byte(byte: u8) -> Result<Self, KeyError> {
        match byte {
            0x01 => Ok(Self::Note),
            0x04 => Ok(Self::Cosignature),
            other => Err(KeyError::UnknownKind(other)),
        }
    }
}

impl VerifierKey {
    /// Reads a vkey: `<name>+<8 lower-case hex digits>+<base64 of type and public key>`.
    ///
    /// # Errors
    /// Another form, an unknown type, a bad or weak public key, or a hash that is not the key's.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let parts = KeyParts::parse(text)?;
        let key = Self::new(parts.name, parts.kind, &parts.bytes)?;
        if key.id == parts.id {
            Ok(key)
        } else {
            Err(KeyError::WrongHash)
        }
    }

    fn new(name: &str, kind: SignatureKind, public: &[u8; 32]) -> Result<Self, KeyError> {
        check_name(name)?;
        let public =
            ed25519_dalek::VerifyingKey::from_bytes(public).map_err(|_| KeyError::PublicKey)?;
        // A key of small order would let one signature fit many texts.
        if public.is_weak() {
            return Err(KeyError::PublicKey);
        }
        let id = key_id(name, kind, public.as_bytes());
        Ok(Self {
            name: name.to_owned(),
            kind,
            id,
            public,
        })
    }

    /// The name that stands in signature lines; for a log its origin.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the key signs.
    #[must_use]
    pub const fn kind(&self) -> SignatureKind {
        self.kind
    }

    /// First four bytes of SHA-256(name || 0x0A || type || public key): an identifier, not a fingerprint.
    #[must_use]
    pub const fn id(&self) -> u32 {
        self.id
    }

    /// The 32 bytes of the Ed25519 public key.
    #[must_use]
    pub fn public_bytes(&self) -> [u8; 32] {
        self.public.to_bytes()
    }

    /// Whether `signature` is the key's over `message`, by the strict rules: one text, one key, one form.
    pub(crate) fn accepts(&self, message: &[u8], signature: &[u8; ED25519_BYTES]) -> bool {
        self.public
            .verify_strict(message, &Ed25519Signature::from_bytes(signature))
            .is_ok()
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&key_text(self, self.public.as_bytes()))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({self})")
    }
}

impl SigningKey {
    /// A key that signs notes (type 0x01), from 32 secret random bytes.
    ///
    /// # Errors
    /// The name is not valid in a note.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        Self::new(name, SignatureKind::Note, seed)
    }

    /// A key that cosigns checkpoints (type 0x04), from 32 secret random bytes used for nothing else:
    /// a cosigner's key must not be shared (c2sp.org/tlog-cosignature).
    ///
    /// # Errors
    /// The name is not valid in a note.
    pub fn cosigner_from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        Self::new(name, SignatureKind::Cosignature, seed)
    }

    /// Reads `PRIVATE+KEY+<name>+<hash>+<base64 of type and seed>`, the form of Go's `note` package.
    ///
    /// # Errors
    /// Another form, an unknown type, or a hash that is not the key's.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let parts = KeyParts::parse(text.strip_prefix(SECRET_PREFIX).ok_or(KeyError::Format)?)?;
        let key = Self::new(parts.name, parts.kind, &parts.bytes)?;
        if key.verifier.id == parts.id {
            Ok(key)
        } else {
            Err(KeyError::WrongHash)
        }
    }

    fn new(name: &str, kind: SignatureKind, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        let verifier = VerifierKey::new(name, kind, secret.verifying_key().as_bytes())?;
        Ok(Self { verifier, secret })
    }

    /// The text that [`SigningKey::parse`] reads. It is the secret itself.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        format!(
            "{SECRET_PREFIX}{}",
            key_text(&self.verifier, self.secret.as_bytes())
        )
    }

    /// The name that stands in signature lines; for a log its origin.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.verifier.name
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> VerifierKey {
        self.verifier.clone()
    }

    pub(crate) const fn public(&self) -> &VerifierKey {
        &self.verifier
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; ED25519_BYTES] {
        self.secret.sign(message).to_bytes()
    }
}

impl FromStr for SigningKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.verifier)
    }
}

/// Names are not empty and have no Unicode space and no plus (c2sp.org/signed-note, "Format").
pub(crate) fn check_name(name: &str) -> Result<(), KeyError> {
    let bad = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    let valid = !name.is_empty() && name.len() <= KEY_NAME_BYTES_MAX && !name.contains(bad);
    if valid { Ok(()) } else { Err(KeyError::Name) }
}

fn key_id(name: &str, kind: SignatureKind, public: &[u8; 32]) -> u32 {
    let mut hasher = Sha256::new();
    hasher.update(name);
    hasher.update([b'\n', kind.byte()]);
    hasher.update(public);
    let [a, b, c, d, ..]: [u8; 32] = hasher.finalize().into();
    u32::from_be_bytes([a, b, c, d])
}

fn key_text(key: &VerifierKey, bytes: &[u8; 32]) -> String {
    let mut typed = vec![key.kind.byte()];
    typed.extend_from_slice(bytes);
    format!(
        "{}+{:08x}+{}",
        key.name,
        key.id,
        BASE64_STANDARD.encode(typed)
    )
}

/// The common part of both texts, not yet checked against one another.
struct KeyParts<'a> {
    name: &'a str,
    id: u32,
    kind: SignatureKind,
    bytes: [u8; 32],
}

impl<'a> KeyParts<'a> {
    fn parse(text: &'a str) -> Result<Self, KeyError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(typed)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Format);
        };
        let id_is_canonical = id.len() == 8
            && id
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !id_is_canonical {
            return Err(KeyError::Format);
        }
        let id = u32::from_str_radix(id, 16).map_err(|_| KeyError::Format)?;
        let typed = BASE64_STANDARD
            .decode(typed)
            .map_err(|_| KeyError::Format)?;
        let (kind, bytes) = typed.split_first().ok_or(KeyError::Format)?;
        let kind = SignatureKind::from_byte(*kind)?;
        let bytes = bytes.try_into().map_err(|_| KeyError::Format)?;
        Ok(Self {
            name,
            id,
            kind,
            bytes,
        })
    }
}

#[cfg(test)]
mod tests;
