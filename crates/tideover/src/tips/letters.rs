//! Opening one line of the box.

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use relief::ids::{hex, unhex};
use serde::Deserialize;
use tip::{Key, Kind, Letter, OpenFault};

/// The longest ending of a file's name that is kept, in characters.
const EXTENSION_CHARS_MAX: usize = 5;

/// One sealed tip as the box gives it.
pub struct BoxLine {
    /// The commitment, in hex.
    pub leaf: String,
    /// The age file.
    pub sealed: Vec<u8>,
    /// The entry of its hour; nothing while it waits for one.
    pub batch: Option<u64>,
}

#[derive(Deserialize)]
struct Raw {
    leaf: String,
    nonce: String,
    sealed: String,
    batch: Option<u64>,
}

impl BoxLine {
    /// Reads a line, and makes sure that the file is the one that the journal was promised.
    pub fn read(line: &[u8]) -> Result<BoxLine> {
        let raw: Raw = serde_json::from_slice(line).context("not a line of the box")?;
        let sealed = STANDARD
            .decode(&raw.sealed)
            .context("the sealed file is not in base 64")?;
        let (leaf, nonce) = unhex(&raw.leaf)
            .zip(unhex(&raw.nonce))
            .context("leaf and nonce have 64 hex digits")?;
        ensure!(
            tip::leaf(&sealed, &nonce) == leaf,
            "the file is not the one that {} commits to",
            raw.leaf
        );
        Ok(BoxLine {
            leaf: hex(&leaf),
            sealed,
            batch: raw.batch,
        })
    }
}

/// A letter that could be read.
pub struct Opened {
    /// It.
    pub letter: Letter,
    /// What was in the age file that the sender had sealed on their own.
    pub inner: Inner,
}

/// The age file that a sender had sealed on their own.
pub enum Inner {
    /// There is none: the letter itself is the tip.
    None,
    /// What was in it.
    Opened(Vec<u8>),
    /// It is sealed to other keys than these, or damaged.
    Shut(OpenFault),
}

/// What came of one line.
pub enum Outcome {
    /// A tip.
    Letter(Opened),
    /// It fills an hour.
    Filling,
    /// For other custodians alone.
    NotForUs,
    /// Changed, or in no form that this program knows.
    Damaged(&'static str),
}

/// Tries every key.
pub fn open(line: &BoxLine, keys: &[Key]) -> Outcome {
    let padded = match first(&line.sealed, keys) {
        Ok(padded) => padded,
        Err(OpenFault::OtherKey) => return Outcome::NotForUs,
        Err(OpenFault::Damaged) => return Outcome::Damaged("the file was changed or cut"),
    };
    let letter = tip::unpad(&padded).map(Letter::decode);
    match letter {
        Some(Ok(letter)) if letter.kind == Kind::Filling => Outcome::Filling,
        Some(Ok(letter)) => {
            let own = letter.files.first().filter(|_| letter.kind == Kind::Age);
            let inner = match own.map(|file| first(&file.bytes, keys)) {
                None => Inner::None,
                Some(Ok(plain)) => Inner::Opened(plain),
                Some(Err(fault)) => Inner::Shut(fault),
            };
            Outcome::Letter(Opened { letter, inner })
        }
        _ => Outcome::Damaged("no letter in a form that this program knows"),
    }
}

fn first(sealed: &[u8], keys: &[Key]) -> Result<Vec<u8>, OpenFault> {
    let mut fault = OpenFault::OtherKey;
    for key in keys {
        match tip::open(sealed, key) {
            Ok(plain) => return Ok(plain),
            Err(found) => fault = found,
        }
    }
    Err(fault)
}

/// The ending of a sender's file name, if it is a plain one.
pub fn extension(name: &str) -> &str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let plain = (1..=EXTENSION_CHARS_MAX).contains(&ending.len())
        && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    if plain { ending } else { "bin" }
}

/// How many of each.
#[derive(Default)]
pub struct Tally {
    tips: u64,
    /// Of the tips: sealed by their senders to other keys than these, or damaged before they were sent.
    shut_inside: u64,
    fillings: u64,
    not_for_these_keys: u64,
    damaged: u64,
    /// Lines of the box that cannot be read at all.
    pub unread: u64,
}

impl Tally {
    /// Counts one more.
    pub fn count(&mut self, outcome: &Outcome) {
        if let Outcome::Letter(Opened {
            inner: Inner::Shut(_),
            ..
        }) = outcome
        {
            self.shut_inside += 1;
        }
        let of = match outcome {
            Outcome::Letter(_) => &mut self.tips,
            Outcome::Filling => &mut self.fillings,
            Outcome::NotForUs => &mut self.not_for_these_keys,
            Outcome::Damaged(_) => &mut self.damaged,
        };
        *of += 1;
    }

    /// In one line.
    pub fn said(&self, json: bool) -> String {
        let Tally {
            tips,
            shut_inside,
            fillings,
            not_for_these_keys,
            damaged,
            unread,
        } = self;
        if json {
            return serde_json::json!({
                "tips": tips, "shut_inside": shut_inside, "fillings": fillings,
                "not_for_these_keys": not_for_these_keys, "damaged": damaged,
                "unread": unread,
            })
            .to_string();
        }
        format!(
            "{tips} tips, {shut_inside} of them sealed by their senders to other keys, {fillings} fillings, \
             {not_for_these_keys} for other custodians, {damaged} damaged, {unread} lines that cannot be read"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_never_named_by_its_sender() {
        for (name, kept) in [
            ("1.jpg", "jpg"),
            ("../../etc/passwd", "bin"),
            ("x.j/pg", "bin"),
            ("x.", "bin"),
            ("x.tar.gz", "gz"),
            ("照片.图", "bin"),
        ] {
            assert_eq!(extension(name), kept, "{name}");
        }
    }
}
