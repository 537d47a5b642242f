//! Checkpoints: a log's signed statement of its size and root (c2sp.org/tlog-checkpoint).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::hash::{Hash, HashError};
use crate::note::{Note, NoteError, SigningKey, VerifierKey};
use crate::{TREE_SIZE_MAX, decimal};

/// The head of a log. As text three lines: origin, size, root in base64.
///
/// Extension lines are neither written nor accepted: no monitor can audit them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Identity of the log, a URL without scheme; equals the name of its key and never changes.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// Root over them.
    pub root: Hash,
}

/// A checkpoint that cannot be read, signed or believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CheckpointError {
    /// The note is malformed or its signature wrong.
    #[error("bad note")]
    Note(#[from] NoteError),
    /// The log's key has not signed.
    #[error("the log has not signed")]
    Unsigned,
    /// Not exactly three lines.
    #[error("a checkpoint has three lines")]
    Lines,
    /// An origin that is not the name of the log's key.
    #[error("the origin is not the name of the key")]
    Origin,
    /// Not a decimal number up to 2^63 - 1.
    #[error("not a tree size")]
    Size,
    /// Not a hash.
    #[error("bad root")]
    Root(#[from] HashError),
    /// A tree without entries has one root only.
    #[error("the root is not that of an empty tree")]
    EmptyRoot,
}

/// Signs the head as a note.
///
/// The caller answers for the log's promise: never sign a head that does not extend every head signed before,
/// nor one that is not yet durable.
///
/// # Errors
/// The origin is not the key's name, the size exceeds 2^63 - 1, or the root of an empty tree is wrong.
pub fn sign(checkpoint: &Checkpoint, key: &SigningKey) -> Result<String, CheckpointError> {
    if checkpoint.origin != key.name() {
        return Err(CheckpointError::Origin);
    }
    check_values(checkpoint)?;
    let mut note = Note::new(&checkpoint.to_string())?;
    note.sign(key)?;
    Ok(note.to_string())
}

/// Reads a head signed by this log. Lines of others, such as witnesses, are ignored.
///
/// # Errors
/// The form is wrong, the log's signature missing or wrong, or the origin is not the key's name.
pub fn open(signed: &str, key: &VerifierKey) -> Result<Checkpoint, CheckpointError> {
    let note = Note::parse(signed)?;
    if !note.verified_by(key)? {
        return Err(CheckpointError::Unsigned);
    }
    let checkpoint = Checkpoint::from_str(note.text())?;
    if checkpoint.origin == key.name() {
        Ok(checkpoint)
    } else {
        Err(CheckpointError::Origin)
    }
}

impl FromStr for Checkpoint {
    type Err = CheckpointError;

    /// Reads the text of the note, without signatures.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let lines = text.strip_suffix('\n').ok_or(CheckpointError::Lines)?;
        let mut lines = lines.split('\n');
        let (Some(origin), Some(size), Some(root), None) =
            (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Lines);
        };
        if origin.is_empty() {
            return Err(CheckpointError::Origin);
        }
        let size = decimal::parse(size).ok_or(CheckpointError::Size)?;
        let checkpoint = Self {
            origin: origin.to_owned(),
            size,
            root: Hash::from_base64(root)?,
        };
        check_values(&checkpoint)?;
        Ok(checkpoint)
    }
}

impl fmt::Display for Checkpoint {
    /// The text of the note, with its final newline.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}\n{}\n{}",
            self.origin,
            self.size,
            self.root.to_base64()
        )
    }
}

fn check_values(checkpoint: &Checkpoint) -> Result<(), CheckpointError> {
    if checkpoint.size > TREE_SIZE_MAX {
        return Err(CheckpointError::Size);
    }
    if checkpoint.size == 0 && checkpoint.root != Hash::EMPTY_ROOT {
        return Err(CheckpointError::EmptyRoot);
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::leaf_hash;

    fn key() -> SigningKey {
        SigningKey::from_seed("journal.example/wuhan", &[3; 32]).unwrap()
    }

    fn head(size: u64) -> Checkpoint {
        let root = if size == 0 {
            Hash::EMPTY_ROOT
        } else {
            leaf_hash(b"root")
        };
        Checkpoint {
            origin: key().name().to_owned(),
            size,
            root,
        }
    }

    #[test]
    fn heads_read_back() {
        for size in [0, 1, 70_000, TREE_SIZE_MAX] {
            let signed = sign(&head(size), &key()).unwrap();
            assert_eq!(open(&signed, &key().verifier()), Ok(head(size)));
        }
        assert_eq!(
            sign(&head(0), &key()).unwrap().lines().nth(2),
            Some("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        );
    }

    #[test]
    fn impossible_heads_are_not_signed() {
        assert_eq!(
            sign(&head(TREE_SIZE_MAX + 1), &key()),
            Err(CheckpointError::Size)
        );
        let empty = Checkpoint { size: 0, ..head(1) };
        assert_eq!(sign(&empty, &key()), Err(CheckpointError::EmptyRoot));
        let foreign = Checkpoint {
            origin: "other.example".to_owned(),
            ..head(1)
        };
        assert_eq!(sign(&foreign, &key()), Err(CheckpointError::Origin));
        let cosigner = SigningKey::cosigner_from_seed(key().name(), &[3; 32]).unwrap();
        assert_eq!(
            sign(&head(1), &cosigner),
            Err(CheckpointError::Note(NoteError::WrongKind))
        );
    }

    #[test]
    fn another_logs_head_is_not_ours() {
        let signed = sign(&head(1), &key()).unwrap();
        let same_name = SigningKey::from_seed(key().name(), &[4; 32]).unwrap();
        assert_eq!(
            open(&signed, &same_name.verifier()),
            Err(CheckpointError::Unsigned)
        );
        // Signed by our key, but about another log.
        let mut note = Note::new(
            &Checkpoint {
                origin: "other.example".to_owned(),
                ..head(1)
            }
            .to_string(),
        )
        .unwrap();
        note.sign(&key()).unwrap();
        assert_eq!(
            open(&note.to_string(), &key().verifier()),
            Err(CheckpointError::Origin)
        );
    }

    #[test]
    fn other_forms_are_refused() {
        let good = head(5).to_string();
        let root = head(5).root.to_base64();
        assert_eq!(good.parse(), Ok(head(5)));
        for (bad, why) in [
            (String::new(), CheckpointError::Lines),
            (good.trim_end().to_owned(), CheckpointError::Lines),
            (format!("{good}extension\n"), CheckpointError::Lines),
            (format!("{good}\n"), CheckpointError::Lines),
            (format!("\n5\n{root}\n"), CheckpointError::Origin),
            (good.replace("\n5\n", "\n05\n"), CheckpointError::Size),
            (good.replace("\n5\n", "\n+5\n"), CheckpointError::Size),
            (
                good.replace("\n5\n", "\n9223372036854775808\n"),
                CheckpointError::Size,
            ),
            (good.replace("\n5\n", "\n0\n"), CheckpointError::EmptyRoot),
            (
                good.replace("=\n", "\n"),
                CheckpointError::Root(HashError::Base64),
            ),
            (
                good.replace("=\n", "=\r\n"),
                CheckpointError::Root(HashError::Base64),
            ),
        ] {
            assert_eq!(bad.parse::<Checkpoint>(), Err(why), "{bad:?}");
        }
    }
}
