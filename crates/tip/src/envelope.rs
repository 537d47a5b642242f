//! Sealing and opening: age v1 files to X25519 recipients, and nothing else that age can do.

use std::io::{Read as _, Write as _};
use std::iter;
use std::str::FromStr;

use age::secrecy::ExposeSecret as _;
use age::x25519::{Identity, Recipient};

use crate::padding::CLASSES;

const VERSION_LINE: &[u8] = b"age-encryption.org/v1";
/// What the armored form begins with.
const ARMOR_START: &str = "-----BEGIN AGE ENCRYPTED FILE-----";
/// Payload: a nonce, then chunks of so many bytes with a tag each.
const NONCE_BYTES: usize = 16;
const CHUNK_BYTES: usize = 64 << 10;
const TAG_BYTES: usize = 16;
/// 32 bytes in base 64 without padding.
const KEY_CHARS: usize = 43;
/// A full line of a stanza's body.
const BODY_LINE_CHARS: usize = 64;

/// A secret key of age. Its text begins with `AGE-SECRET-KEY-1`.
#[derive(Clone)]
pub struct Key(Identity);

impl Key {
    /// A fresh key.
    #[must_use]
    pub fn generate() -> Key {
        Key(Identity::generate())
    }

    /// Its public half: `age1…`.
    #[must_use]
    pub fn public(&self) -> String {
        self.0.to_public().to_string()
    }

    /// The secret itself, for the file that keeps it.
    #[must_use]
    pub fn secret(&self) -> String {
        self.0.to_string().expose_secret().to_owned()
    }
}

impl FromStr for Key {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Key, &'static str> {
        Identity::from_str(text).map(Key)
    }
}

/// Why a sealed file cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenFault {
    /// It is not sealed to this key.
    #[error("not sealed to this key")]
    OtherKey,
    /// It was changed or cut, or is no age file.
    #[error("changed, cut, or no age file")]
    Damaged,
}

/// Seals bytes to public keys, and to throw-away keys up to `width`, in an order of chance: how many can open the file,
/// and which of the custodians was left out, does not show. Nothing if one of them is no key.
#[must_use]
pub fn seal(plain: &[u8], keys: &[String], width: usize) -> Option<Vec<u8>> {
    let decoys = iter::repeat_with(|| Identity::generate().to_public())
        .take(width.saturating_sub(keys.len()));
    let named = keys.iter().map(|key| Recipient::from_str(key).ok());
    // Fresh keys are random: ordering by one for each recipient is an order of chance.
    let mut recipients: Vec<(String, Recipient)> = named
        .chain(decoys.map(Some))
        .map(|recipient| Some((Key::generate().public(), recipient?)))
        .collect::<Option<_>>()?;
    recipients.sort_by(|a, b| a.0.cmp(&b.0));
    let each = recipients.iter().map(|(_, r)| -> &dyn age::Recipient { r });
    let mut sealed = Vec::with_capacity(plain.len() + plain.len() / 1024 + 2048);
    let mut writer = age::Encryptor::with_recipients(each)
        .ok()?
        .wrap_output(&mut sealed)
        .ok()?;
    writer.write_all(plain).ok()?;
    writer.finish().ok()?;
    Some(sealed)
}

/// What was sealed.
///
/// # Errors
/// [`OpenFault`].
pub fn open(sealed: &[u8], key: &Key) -> Result<Vec<u8>, OpenFault> {
    let identity: &dyn age::Identity = &key.0;
    let decryptor = age::Decryptor::new(sealed).map_err(|_| OpenFault::Damaged)?;
    let mut reader = decryptor
        .decrypt(iter::once(identity))
        .map_err(|fault| match fault {
            age::DecryptError::NoMatchingKeys => OpenFault::OtherKey,
            _ => OpenFault::Damaged,
        })?;
    let mut plain = Vec::new();
    reader
        .read_to_end(&mut plain)
        .map_err(|_| OpenFault::Damaged)?;
    Ok(plain)
}

/// The form for pasting.
#[must_use]
pub fn armored(sealed: &[u8]) -> String {
    let format = age::armor::Format::AsciiArmor;
    let write = || -> std::io::Result<Vec<u8>> {
        let mut writer = age::armor::ArmoredWriter::wrap_output(Vec::new(), format)?;
        writer.write_all(sealed)?;
        writer.finish()
    };
    // Writing into memory does not fail, and armor is ASCII.
    write().map_or_else(
        |_| String::new(),
        |bytes| String::from_utf8_lossy(&bytes).into_owned(),
    )
}

/// The file behind a pasted text; nothing when it is not armored age, or has more than `bytes_max` bytes.
#[must_use]
pub fn dearmor(text: &str, bytes_max: usize) -> Option<Vec<u8>> {
    let text = text.trim();
    if !text.starts_with(ARMOR_START) {
        return None;
    }
    let most = u64::try_from(bytes_max).ok()?.saturating_add(1);
    let mut bytes = Vec::new();
    age::armor::ArmoredReader::new(text.as_bytes())
        .take(most)
        .read_to_end(&mut bytes)
        .ok()?;
    (bytes.len() <= bytes_max).then_some(bytes)
}

/// What can be told of a sealed file without any key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Recipients, throw-away keys among them.
    pub recipients: usize,
    /// Bytes of what is inside.
    pub plain_bytes: usize,
}

impl Shape {
    /// Whether what is inside has one of the sizes of [`CLASSES`].
    #[must_use]
    pub fn is_padded(&self) -> bool {
        CLASSES.contains(&self.plain_bytes)
    }
}

/// Why a file is not one that custodians could open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShapeFault {
    /// It does not begin like an age file, or ends too early.
    #[error("no age file, or cut off")]
    NotAge,
    /// It is sealed with a passphrase or to keys of another kind.
    #[error("sealed to something else than X25519 keys")]
    OtherRecipients,
}

/// Reads the head of a binary age file.
///
/// # Errors
/// [`ShapeFault`].
pub fn shape(sealed: &[u8]) -> Result<Shape, ShapeFault> {
    let (first, mut rest) = line(sealed).ok_or(ShapeFault::NotAge)?;
    if first != VERSION_LINE {
        return Err(ShapeFault::NotAge);
    }
    let mut recipients = 0;
    loop {
        let (found, after) = line(rest).ok_or(ShapeFault::NotAge)?;
        rest = after;
        if let Some(mac) = found.strip_prefix(b"--- ") {
            let plain_bytes = plain_bytes(rest.len()).filter(|_| mac.len() == KEY_CHARS);
            let plain_bytes = plain_bytes.ok_or(ShapeFault::NotAge)?;
            return Ok(Shape {
                recipients,
                plain_bytes,
            });
        }
        let (body_chars, after) = body(rest).ok_or(ShapeFault::NotAge)?;
        rest = after;
        match found.strip_prefix(b"-> X25519 ") {
            Some(share) if share.len() == KEY_CHARS && body_chars == KEY_CHARS => recipients += 1,
            Some(_) => return Err(ShapeFault::NotAge),
            None if is_grease(found) => {}
            None => return Err(ShapeFault::OtherRecipients),
        }
    }
}

/// A stanza for nobody, which some programs add to keep readers tolerant. The browser adds one as this one does.
fn is_grease(stanza: &[u8]) -> bool {
    let mut words = stanza.split(|b| *b == b' ').skip(1);
    words.next().is_some_and(|tag| tag.ends_with(b"-grease"))
}

/// Characters of a stanza's body, and what follows it: full lines, then one that is not.
fn body(mut rest: &[u8]) -> Option<(usize, &[u8])> {
    let mut chars = 0;
    loop {
        let (found, after) = line(rest)?;
        chars += found.len();
        rest = after;
        if found.len() < BODY_LINE_CHARS {
            return Some((chars, rest));
        }
    }
}

fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|b| *b == b'\n')?;
    Some((bytes.get(..end)?, bytes.get(end + 1..)?))
}

/// Bytes inside a payload of so many bytes; nothing when no payload is so long.
fn plain_bytes(payload: usize) -> Option<usize> {
    let chunks = payload.checked_sub(NONCE_BYTES)?;
    let whole = chunks / (CHUNK_BYTES + TAG_BYTES);
    let rest = chunks % (CHUNK_BYTES + TAG_BYTES);
    let last = if rest == 0 {
        0
    } else {
        rest.checked_sub(TAG_BYTES)?
    };
    // An empty last chunk is written for an empty file alone.
    let fits = (whole > 0 && rest != TAG_BYTES) || (whole == 0 && rest >= TAG_BYTES);
    fits.then_some(whole * CHUNK_BYTES + last)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    const SIZES: [usize; 6] = [0, 1, (64 << 10) - 1, 64 << 10, (64 << 10) + 1, 10 << 20];

    fn plain(bytes: usize) -> Vec<u8> {
        (0..bytes).map(|n| u8::try_from(n % 251).unwrap()).collect()
    }

    #[test]
    fn each_of_the_keys_opens_and_no_other() {
        for size in SIZES {
            for count in [1, 3, 7] {
                let keys: Vec<Key> = iter::repeat_with(Key::generate).take(count).collect();
                let public: Vec<String> = keys.iter().map(Key::public).collect();
                let sealed = seal(&plain(size), &public, 7).unwrap();
                let expected = Shape {
                    recipients: 7,
                    plain_bytes: size,
                };
                assert_eq!(shape(&sealed), Ok(expected));
                for key in &keys {
                    assert!(open(&sealed, key).unwrap() == plain(size));
                }
                assert_eq!(open(&sealed, &Key::generate()), Err(OpenFault::OtherKey));
            }
        }
    }

    #[test]
    fn what_was_changed_or_cut_is_refused() {
        let key = Key::generate();
        let sealed = seal(&plain(70_000), &[key.public()], 3).unwrap();
        let head = sealed.len() - 70_000 - 16 - 32;
        for at in (0..head).chain((head..sealed.len()).step_by(997)) {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(open(&changed, &key).is_err(), "byte {at}");
        }
        for cut in (0..sealed.len()).step_by(997) {
            assert!(open(&sealed[..cut], &key).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn a_pasted_file_is_read_and_nothing_else() {
        let key = Key::generate();
        let sealed = seal(b"x", &[key.public()], 1).unwrap();
        let text = armored(&sealed);
        assert_eq!(
            dearmor(&format!("\r\n {text}"), 1 << 20),
            Some(sealed.clone())
        );
        assert_eq!(dearmor(&text, sealed.len() - 1), None);
        assert_eq!(dearmor("hello", 1 << 20), None);
        assert_eq!(dearmor(&text[..text.len() / 2], 1 << 20), None);
        assert_eq!(shape(b"hello\n"), Err(ShapeFault::NotAge));
        let scrypt = b"age-encryption.org/v1\n-> scrypt abc 18\nabc\n".as_slice();
        assert_eq!(shape(scrypt), Err(ShapeFault::OtherRecipients));
        assert_eq!(seal(b"x", &["age1nonsense".to_owned()], 3), None);
    }
}
