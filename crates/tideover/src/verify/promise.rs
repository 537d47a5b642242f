//! What a sender of a sealed tip was promised: signed by the journal's key, so that a journal without the commitment
//! proves that the promise was broken.

use std::fs::File;
use std::path::Path;

use anyhow::{Context as _, Result};
use relief::ids::{Index, Seal, Stamp, unhex};
use relief::state::State;
use serde_json::{Value, json};
use tlog::note::{Note, VerifierKey};

use crate::table::limited;

/// What the first line of a promise ends with, after the journal's name.
const KIND: &str = "/tip-promise";
/// A line of a signature begins so.
const SIGNED: char = '\u{2014}';
/// A promise copied with everything around it at most, in bytes.
const BYTES_MAX: u64 = 64 * 1024;

/// A promise whose signature is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The commitment.
    pub leaf: Seal,
    /// By when it is in the journal.
    pub by: Stamp,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// In the journal, by this entry.
    Yes(Index),
    /// In the journal, and gone from the server before its outcome: said by the second entry.
    Gone(Index, Index),
    /// The journal does not reach to the promised hour yet.
    NotYet,
    /// The journal goes on beyond the hour, without it.
    Broken,
}

impl Promise {
    /// Reads the file into which the sender copied what the receipt page showed.
    ///
    /// # Errors
    /// A file that is no promise, or was not signed by the key of this folder.
    pub fn read(path: &Path, vkey: &str) -> Result<Promise> {
        let failed = || format!("cannot read {}", path.display());
        let bytes = limited(File::open(path).with_context(failed)?, BYTES_MAX);
        let text = String::from_utf8(bytes.with_context(failed)?).with_context(failed)?;
        let key = VerifierKey::parse(vkey.trim()).context("vkey is no verifier key")?;
        Promise::open(&text, &key).with_context(|| format!("{}: no promise of this journal: copy all lines that the receipt page showed, from the name of the journal to the line that begins with {SIGNED}", path.display()))
    }

    fn open(text: &str, key: &VerifierKey) -> Option<Promise> {
        let note = Note::open(&only_note(text)?, std::slice::from_ref(key)).ok()?;
        let mut lines = note.text().lines();
        let origin = lines.next()?.strip_suffix(KIND)?;
        let leaf = unhex(lines.next()?).map(Seal)?;
        let by = lines.next()?.parse().ok().map(Stamp)?;
        (origin == key.name()).then_some(Promise { leaf, by })
    }

    /// Looks at the journal: `committed` is the entry that holds the commitment.
    pub fn kept(&self, state: &State, committed: Option<Index>) -> Kept {
        match (committed, state.tips.missing.get(&self.leaf)) {
            (Some(index), Some(gone)) => Kept::Gone(index, *gone),
            (Some(index), None) => Kept::Yes(index),
            (None, _) if state.last_at <= self.by => Kept::NotYet,
            (None, _) => Kept::Broken,
        }
    }
}

/// The note alone: what was copied after it, such as the nonce, and what copying does to ends of lines, is left out.
fn only_note(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.trim_start().lines().map(str::trim_end).collect();
    let last = lines.iter().rposition(|line| line.starts_with(SIGNED))?;
    let note = lines.get(..=last)?;
    Some(note.join("\n") + "\n")
}

impl Kept {
    /// For programs.
    pub fn json(self, promise: &Promise) -> Value {
        let (kept, entry, gone) = match self {
            Kept::Yes(index) => ("yes", Some(index.0), None),
            Kept::Gone(index, gone) => ("gone", Some(index.0), Some(gone.0)),
            Kept::NotYet => ("not_yet", None, None),
            Kept::Broken => ("broken", None, None),
        };
        json!({ "leaf": promise.leaf.hex(), "by": promise.by.0, "kept": kept, "entry": entry, "gone": gone })
    }

    /// In words.
    pub fn said(self) -> String {
        match self {
            Kept::Yes(index) => format!("the promise is kept: entry {}", index.0),
            Kept::Gone(index, gone) => format!(
                "the tip was committed to by entry {} and is GONE from the server: entry {} says so",
                index.0, gone.0
            ),
            Kept::NotYet => "the promised hour has not come yet".to_owned(),
            Kept::Broken => {
                "THE PROMISE IS BROKEN: its hour is past, and the commitment is in no entry"
                    .to_owned()
            }
        }
    }

    /// Whether what was promised holds, as far as it could by now.
    pub fn holds(self) -> bool {
        matches!(self, Kept::Yes(_) | Kept::NotYet)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use tlog::note::SigningKey;

    use super::*;

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_seed("test.example", &[seed; 32]).unwrap()
    }

    fn promise(leaf: Seal, by: i64) -> String {
        let text = format!("test.example/tip-promise\n{}\n{by}\n", leaf.hex());
        let mut note = Note::new(&text).unwrap();
        note.sign(&key(1)).unwrap();
        note.to_string()
    }

    #[test]
    fn a_promise_is_read_as_it_was_copied_and_no_other_is() {
        let (leaf, vkey) = (Seal([7; 32]), key(1).verifier());
        let text = promise(leaf, 900);
        let wanted = Promise {
            leaf,
            by: Stamp(900),
        };
        for copied in [
            text.clone(),
            format!("\n{text}随机数 {}", "a".repeat(64)),
            text.replace('\n', "\r\n"),
        ] {
            assert_eq!(
                Promise::open(&copied, &vkey),
                Some(wanted.clone()),
                "{copied}"
            );
        }
        for wrong in [
            text.replace("900", "901"),
            text.replacen("07", "08", 1),
            text.lines().take(4).collect(),
            "hello".to_owned(),
        ] {
            assert_eq!(Promise::open(&wrong, &vkey), None, "{wrong}");
        }
        assert_eq!(Promise::open(&text, &key(2).verifier()), None);
    }

    #[test]
    fn only_a_journal_beyond_the_hour_breaks_a_promise() {
        let promise = Promise {
            leaf: Seal([7; 32]),
            by: Stamp(900),
        };
        let mut state = State {
            last_at: Stamp(900),
            ..State::default()
        };
        assert_eq!(promise.kept(&state, None), Kept::NotYet);
        state.last_at = Stamp(901);
        assert_eq!(promise.kept(&state, None), Kept::Broken);
        assert_eq!(promise.kept(&state, Some(Index(3))), Kept::Yes(Index(3)));
        state.tips.missing.insert(promise.leaf, Index(5));
        let gone = promise.kept(&state, Some(Index(3)));
        assert_eq!(gone, Kept::Gone(Index(3), Index(5)));
        assert!(!gone.holds() && !Kept::Broken.holds() && Kept::NotYet.holds());
    }
}
