//! What stands inside a sealed tip or a reply: a head of words, then the files, byte after byte.

use serde::{Deserialize, Serialize};

/// Files in one letter at most.
pub const FILES_MAX: usize = 8;

/// The length of the head, big-endian, stands before it.
const LENGTH_BYTES: usize = size_of::<u32>();
const VERSION: u8 = 1;

/// What kind of letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// From somebody who saw something, or more from the same person.
    #[default]
    Tip,
    /// An age file that the sender sealed by their own means: its one file.
    Age,
    /// From a custodian to the sender.
    Reply,
    /// Nothing: it fills an hour.
    Filling,
}

/// A letter. Every word is the sender's own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// What kind.
    pub kind: Kind,
    /// What was seen, or what is answered.
    pub what: String,
    /// Where.
    pub place: String,
    /// When.
    pub time: String,
    /// The key that replies are sealed to.
    pub reply_to: Option<String>,
    /// At most [`FILES_MAX`].
    pub files: Vec<Attachment>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// A name without any path; the sender's own is never kept.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why bytes are not a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LetterFault {
    /// The head is not there, or not in this form.
    #[error("the letter has no readable head")]
    Head,
    /// The files are not as long as the head says, or too many.
    #[error("the files of the letter are not what its head says")]
    Files,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    v: u8,
    kind: Kind,
    what: String,
    place: String,
    time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_to: Option<String>,
    files: Vec<FileHead>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileHead {
    name: String,
    bytes: usize,
}

impl Letter {
    /// Length of the head, the head as JSON, the files.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let files = self.files.iter().map(|file| FileHead {
            name: file.name.clone(),
            bytes: file.bytes.len(),
        });
        let head = Head {
            v: VERSION,
            kind: self.kind,
            what: self.what.clone(),
            place: self.place.clone(),
            time: self.time.clone(),
            reply_to: self.reply_to.clone(),
            files: files.collect(),
        };
        // Strings and numbers under plain keys always become JSON, and no letter has 4 GiB of words.
        let head = serde_json::to_vec(&head).unwrap_or_default();
        let length = u32::try_from(head.len()).unwrap_or_default();
        let mut bytes = length.to_be_bytes().to_vec();
        bytes.extend(head);
        for file in &self.files {
            bytes.extend(&file.bytes);
        }
        bytes
    }

    /// Reads what [`encode`](Letter::encode) or the browser wrote.
    ///
    /// # Errors
    /// [`LetterFault`].
    pub fn decode(bytes: &[u8]) -> Result<Letter, LetterFault> {
        let (length, rest) = bytes
            .split_first_chunk::<LENGTH_BYTES>()
            .ok_or(LetterFault::Head)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| LetterFault::Head)?;
        let (head, mut rest) = rest.split_at_checked(length).ok_or(LetterFault::Head)?;
        let head: Head = serde_json::from_slice(head).map_err(|_| LetterFault::Head)?;
        if head.v != VERSION {
            return Err(LetterFault::Head);
        }
        if head.files.len() > FILES_MAX {
            return Err(LetterFault::Files);
        }
        let mut files = Vec::with_capacity(head.files.len());
        for file in head.files {
            let (bytes, after) = rest
                .split_at_checked(file.bytes)
                .ok_or(LetterFault::Files)?;
            files.push(Attachment {
                name: file.name,
                bytes: bytes.to_vec(),
            });
            rest = after;
        }
        if !rest.is_empty() {
            return Err(LetterFault::Files);
        }
        Ok(Letter {
            kind: head.kind,
            what: head.what,
            place: head.place,
            time: head.time,
            reply_to: head.reply_to,
            files,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_letter_is_read_back(
            what in ".{0,200}",
            place in ".{0,40}",
            files in proptest::collection::vec(("[a-z]{1,9}", proptest::collection::vec(any::<u8>(), 0..300)), 0..FILES_MAX),
        ) {
            let files = files.into_iter().map(|(name, bytes)| Attachment { name, bytes }).collect();
            let letter = Letter { what, place, files, reply_to: Some("age1".to_owned()), ..Letter::default() };
            let bytes = letter.encode();
            prop_assert_eq!(Letter::decode(&bytes), Ok(letter));
            for cut in 0..bytes.len() {
                prop_assert!(Letter::decode(bytes.get(..cut).unwrap_or_default()).is_err());
            }
        }

        #[test]
        fn arbitrary_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = Letter::decode(&bytes);
        }
    }

    #[test]
    fn a_head_that_lies_is_refused() {
        let head = |text: &str| {
            let length = u32::try_from(text.len()).unwrap_or_default();
            [length.to_be_bytes().as_slice(), text.as_bytes()].concat()
        };
        let other = r#"{"v":2,"kind":"tip","what":"","place":"","time":"","files":[]}"#;
        assert_eq!(Letter::decode(&head(other)), Err(LetterFault::Head));
        let huge = r#"{"v":1,"kind":"tip","what":"","place":"","time":"","files":[{"name":"a","bytes":99999999}]}"#;
        assert_eq!(Letter::decode(&head(huge)), Err(LetterFault::Files));
    }
}
