//! Signed notes: a text and the lines of those who signed it (c2sp.org/signed-note).

use std::fmt;
use std::str::FromStr;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use thiserror::Error;

use crate::key::check_name;
pub use crate::key::{KEY_NAME_BYTES_MAX, KeyError, SignatureKind, SigningKey, VerifierKey};

/// Most signatures in a note. The specification asks for at least 16; this leaves room for many witnesses.
pub const SIGNATURES_MAX: usize = 64;
/// Longest note: 64 signatures of the largest kind foreseen, 5 kB each, and some text.
pub const NOTE_BYTES_MAX: usize = 512 * 1024;
/// Opens a signature line: an em dash and a space.
const LINE_PREFIX: &str = "\u{2014} ";
/// Bytes of the key id before a signature.
const ID_BYTES: usize = 4;

/// A note that cannot be read, signed or believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoteError {
    /// Longer than [`NOTE_BYTES_MAX`].
    #[error("the note is longer than {NOTE_BYTES_MAX} bytes")]
    TooLong,
    /// An ASCII control character other than newline.
    #[error("a control character in the note")]
    ControlCharacter,
    /// The text is empty or does not end in a newline.
    #[error("the text of the note does not end in a newline")]
    Text,
    /// No blank line and signature lines after it.
    #[error("the note has no signatures")]
    Unsigned,
    /// A signature line of another form.
    #[error("not a signature line")]
    SignatureLine,
    /// More than [`SIGNATURES_MAX`] signatures.
    #[error("more than {SIGNATURES_MAX} signatures")]
    TooManySignatures,
    /// The key is of the other kind: see [`SignatureKind`].
    #[error("the key does not sign notes")]
    WrongKind,
    /// A line that claims a known key does not verify, so nothing in the note is believed.
    #[error("the signature of a known key is wrong")]
    BadSignature,
    /// No line of a known key.
    #[error("no signature of a known key")]
    UnknownKeys,
}

/// A text and its signatures. Reading one checks its form; [`Note::verified_by`] checks a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// A signature line: whose it says it is, and its bytes, whose meaning depends on the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    name: String,
    id: u32,
    bytes: Vec<u8>,
}

impl Note {
    /// A note not yet signed.
    ///
    /// # Errors
    /// The text is empty, too long, does not end in a newline, or has control characters.
    pub fn new(text: &str) -> Result<Self, NoteError> {
        check_characters(text)?;
        if !text.ends_with('\n') {
            return Err(NoteError::Text);
        }
        Ok(Self {
            text: text.to_owned(),
            signatures: Vec::new(),
        })
    }

    /// Reads a signed note. It is not to be believed before a signature has been checked.
    ///
    /// # Errors
    /// The form is wrong or a limit is exceeded.
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        check_characters(note)?;
        // The text may have blank lines; the last one divides. The text keeps its final newline.
        let blank = note.rfind("\n\n").ok_or(NoteError::Unsigned)?;
        let (text, lines) = note
            .split_at_checked(blank + 1)
            .ok_or(NoteError::Unsigned)?;
        let lines = lines
            .strip_prefix('\n')
            .and_then(|lines| lines.strip_suffix('\n'))
            .ok_or(NoteError::Unsigned)?;
        let mut parsed = Self::new(text)?;
        for line in lines.split('\n') {
            parsed.push(Signature::parse(line)?)?;
        }
        Ok(parsed)
    }

    /// Reads a note and checks it against the known keys: each line of one of them must verify, and one must exist.
    ///
    /// # Errors
    /// As [`Note::parse`] and [`Note::verified_by`]; no line of a known key.
    pub fn open(note: &str, known: &[VerifierKey]) -> Result<Self, NoteError> {
        let note = Self::parse(note)?;
        let mut verified = false;
        for key in known {
            verified |= note.verified_by(key)?;
        }
        if verified {
            Ok(note)
        } else {
            Err(NoteError::UnknownKeys)
        }
    }

    /// The signed text, with its final newline and without the signatures.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines in their order.
    #[must_use]
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Appends a signature, such as a witness's.
    ///
    /// # Errors
    /// The note has [`SIGNATURES_MAX`] already.
    pub fn push(&mut self, signature: Signature) -> Result<(), NoteError> {
        if self.signatures.len() >= SIGNATURES_MAX {
            return Err(NoteError::TooManySignatures);
        }
        self.signatures.push(signature);
        Ok(())
    }

    /// Signs the text with a key of kind [`SignatureKind::Note`] and appends the line.
    ///
    /// # Errors
    /// A cosigner's key, or no room for another signature.
    pub fn sign(&mut self, key: &SigningKey) -> Result<(), NoteError> {
        if key.public().kind() != SignatureKind::Note {
            return Err(NoteError::WrongKind);
        }
        let bytes = key.sign(self.text.as_bytes()).to_vec();
        self.push(Signature::by(key.public(), bytes))
    }

    /// Whether this key of kind [`SignatureKind::Note`] signed the text: `false` if no line claims so.
    ///
    /// # Errors
    /// A line claims the key, by name and id, and does not verify: then the whole note is to be rejected.
    pub fn verified_by(&self, key: &VerifierKey) -> Result<bool, NoteError> {
        if key.kind() != SignatureKind::Note {
            return Err(NoteError::WrongKind);
        }
        let mut verified = false;
        for signature in self.signatures_of(key) {
            let bytes = signature
                .bytes
                .as_slice()
                .try_into()
                .map_err(|_| NoteError::BadSignature)?;
            if !key.accepts(self.text.as_bytes(), bytes) {
                return Err(NoteError::BadSignature);
            }
            verified = true;
        }
        Ok(verified)
    }

    /// Lines that claim this key. An equal name or an equal id alone is somebody else's.
    pub(crate) fn signatures_of(&self, key: &VerifierKey) -> impl Iterator<Item = &Signature> {
        self.signatures
            .iter()
            .filter(|signature| signature.id == key.id() && signature.name == key.name())
    }
}

impl FromStr for Note {
    type Err = NoteError;

    fn from_str(note: &str) -> Result<Self, Self::Err> {
        Self::parse(note)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures
            .iter()
            .try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

impl Signature {
    pub(crate) fn by(key: &VerifierKey, bytes: Vec<u8>) -> Self {
        Self {
            name: key.name().to_owned(),
            id: key.id(),
            bytes,
        }
    }

    /// Reads one line, without its newline: em dash, space, name, space, base64 of key id and signature.
    ///
    /// # Errors
    /// Any other form.
    pub fn parse(line: &str) -> Result<Self, NoteError> {
        let named = line
            .strip_prefix(LINE_PREFIX)
            .ok_or(NoteError::SignatureLine)?;
        let (name, base64) = named.split_once(' ').ok_or(NoteError::SignatureLine)?;
        check_name(name).map_err(|_| NoteError::SignatureLine)?;
        let bytes = BASE64_STANDARD
            .decode(base64)
            .map_err(|_| NoteError::SignatureLine)?;
        match bytes.split_first_chunk::<ID_BYTES>() {
            Some((id, bytes)) if !bytes.is_empty() => Ok(Self {
                name: name.to_owned(),
                id: u32::from_be_bytes(*id),
                bytes: bytes.to_vec(),
            }),
            _ => Err(NoteError::SignatureLine),
        }
    }

    /// Name of the key that the line claims.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Id of the key that the line claims: see [`VerifierKey::id`].
    #[must_use]
    pub const fn id(&self) -> u32 {
        self.id
    }

    /// The signature without the key id.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.id.to_be_bytes(), self.bytes.as_slice()].concat();
        write!(
            f,
            "{LINE_PREFIX}{} {}",
            self.name,
            BASE64_STANDARD.encode(bytes)
        )
    }
}

fn check_characters(text: &str) -> Result<(), NoteError> {
    if text.len() > NOTE_BYTES_MAX {
        return Err(NoteError::TooLong);
    }
    let control = text.bytes().any(|byte| byte < b' ' && byte != b'\n');
    if control {
        Err(NoteError::ControlCharacter)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
