//! Sealed tips: taken without asking who sends them, committed to by the hour, missed aloud when they are gone.
//!
//! What stands here can open nothing. A plain form passes through memory on its way into an envelope, and is labelled as
//! the weaker way it is.

mod custodian;
mod hour;
mod script;

use std::net::IpAddr;
use std::time::Duration;

use relief::custodian::CUSTODIANS_MIN;
use relief::ids::{CustodianId, Index, Stamp, hex};
use relief::refusal::Refusal;
use relief::tip::TIPS_PER_BATCH;
use sha2::{Digest, Sha256};
use store::vault::tip as vault;
use tip::{CLASSES, Key, Kind, Letter, ShapeFault};
use tlog::note::{Note, NoteError, SigningKey};
use tokio::sync::Semaphore;

use crate::app::App;
use crate::error::Refused;
use crate::turns::in_turn;

/// A sealed file at most, in bytes: the largest padded letter, its tags, and a head of seven recipients.
pub const SEALED_BYTES_MAX: usize = CLASSES[3] + 16 * 1024;
/// Words of one field at most, in characters.
pub const WORDS_MAX: usize = 4_000;
/// Hours that a tip waits for its commitment at most. When so many hours' worth are waiting, senders are turned away
/// until the next hour, and the hour's entry says so: nothing that was taken is dropped.
pub const WAIT_HOURS_MAX: usize = 3;
/// Answers under one receipt. The reader always gets so many files, whether they are answers or fillings.
pub const REPLIES_MAX: usize = 8;
/// An answer to a lookup is not given sooner, so that its time does not tell whether there was one.
const ANSWER_TIME: Duration = Duration::from_millis(25);
/// An answer nobody came for is forgotten after so many days.
const REPLY_DAYS: i64 = 30;
const DAY_SECONDS: i64 = 86_400;
const HOUR_SECONDS: i64 = 3_600;
/// The field that seals a custodian's name and calling.
const ABOUT_FIELD: &str = "about";
/// The least leaf: where a walk over all tips begins.
const FIRST: [u8; 32] = [0; 32];

/// Senders and readers without script who are served or wait for it, at most; beyond it they are asked to come again.
pub const IN_MEMORY_MAX: usize = 32;

/// Places of those.
static IN_MEMORY: Semaphore = Semaphore::const_new(IN_MEMORY_MAX);
/// Receipts are stretched one at a time: each takes 64 MiB for a moment.
static STRETCHING: Semaphore = Semaphore::const_new(1);
/// Tips are taken one at a time: who is counted as waiting waits, or the promise of three hours would not hold.
static TAKING: Semaphore = Semaphore::const_new(1);
/// Sealing on the server, too, goes one at a time: a letter may have 11 MiB.
static SEALING: Semaphore = Semaphore::const_new(1);

/// What a sender is promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The commitment that will enter the journal.
    pub leaf: [u8; 32],
    /// What makes it from the sealed file.
    pub nonce: [u8; 32],
    /// By when.
    pub by: Stamp,
    /// The same, signed by the journal's key: whoever shows it and a journal without the leaf proves that it was broken.
    pub note: String,
}

/// A tip as custodians fetch it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The commitment.
    pub leaf: [u8; 32],
    /// What makes it from the sealed file.
    pub nonce: [u8; 32],
    /// The age file.
    pub sealed: Vec<u8>,
    /// The entry of its hour; nothing while it waits for one.
    pub batch: Option<Index>,
}

impl App {
    /// Takes a sealed tip whose replies go under `lookup`, the SHA-256 of what the receipt unlocks. `neighbour` is
    /// counted against floods and forgotten.
    ///
    /// # Errors
    /// [`Refused::NotSealed`], [`Refused::TipsFull`], [`Refused::TooFast`], or too few custodians.
    pub async fn take_tip(
        &self,
        sealed: Vec<u8>,
        lookup: [u8; 32],
        neighbour: Option<IpAddr>,
    ) -> Result<Promise, Refused> {
        let next = {
            let state = self.state();
            takes_tips(&state)?;
            state.tips.next_at()
        };
        let shape = tip::shape(&sealed).map_err(not_sealed)?;
        if !shape.is_padded() || shape.recipients < CUSTODIANS_MIN {
            return Err(Refused::NotSealed);
        }
        self.limits().tip(neighbour)?;
        let _turn = TAKING.acquire().await.map_err(|_| Refused::Busy)?;
        let most = TIPS_PER_BATCH * WAIT_HOURS_MAX;
        let waiting = self.store().tips_waiting(count(most)).await?.len();
        if waiting >= most {
            self.limits().turn_tip_away();
            return Err(Refused::TipsFull);
        }
        let nonce = self.entropy().bytes32();
        let leaf = tip::leaf(&sealed, &nonce);
        self.write(move |draft| {
            let hour = draft.at().0.div_euclid(HOUR_SECONDS);
            let row = vault::Tip {
                leaf,
                nonce,
                lookup,
                sealed,
            };
            draft.row(vault::wait(row, hour));
            Ok(())
        })
        .await?;
        let hours = i64::try_from(WAIT_HOURS_MAX).unwrap_or(i64::MAX);
        let by = next.max(self.now()).plus_hours(hours);
        Ok(self.promise(leaf, nonce, by))
    }

    fn promise(&self, leaf: [u8; 32], nonce: [u8; 32], by: Stamp) -> Promise {
        let text = format!("{}/tip-promise\n{}\n{}\n", self.origin(), hex(&leaf), by.0);
        // A text of three lines in ASCII can always be signed.
        let note = sign(&text, &self.0.key).unwrap_or_default();
        Promise {
            leaf,
            nonce,
            by,
            note,
        }
    }

    /// Seals a letter in memory, for a browser without script, to the chosen custodians; hidden keys fill the number of
    /// the others, so that nobody sees who was left out.
    ///
    /// # Errors
    /// [`Refused::Empty`] when nobody is chosen, [`Refused::TooLong`] when it does not fit, [`Refused::Busy`].
    pub async fn seal_letter(
        &self,
        letter: Letter,
        chosen: &[CustodianId],
    ) -> Result<Vec<u8>, Refused> {
        let (keys, width) = {
            let state = self.state();
            takes_tips(&state)?;
            let all: Vec<_> = state.active_custodians().collect();
            let is_chosen = |(id, _): &&(CustodianId, _)| chosen.contains(id);
            let keys: Vec<String> = all
                .iter()
                .filter(is_chosen)
                .map(|(_, c)| c.key.as_str().to_owned())
                .collect();
            (keys, all.len())
        };
        if keys.is_empty() {
            return Err(Refused::Empty);
        }
        let _place = IN_MEMORY.try_acquire().map_err(|_| Refused::Busy)?;
        sealed(letter, keys, width).await
    }

    /// A fresh receipt and what it unlocks.
    ///
    /// # Errors
    /// [`Refused::Busy`].
    pub async fn draw_receipt(&self) -> Result<(tip::Receipt, tip::Unlocked), Refused> {
        let receipt = std::iter::repeat_with(|| {
            [self.entropy().bytes32(), self.entropy().bytes32()].concat()
        })
        .find_map(|bytes| tip::Receipt::from_random(&bytes))
        .ok_or(Refused::Busy)?;
        let unlocked = self.unlock(receipt.clone()).await?;
        Ok((receipt, unlocked))
    }

    /// What a receipt unlocks, derived in memory and forgotten.
    ///
    /// # Errors
    /// [`Refused::Busy`].
    pub async fn unlock(&self, receipt: tip::Receipt) -> Result<tip::Unlocked, Refused> {
        let _place = IN_MEMORY.try_acquire().map_err(|_| Refused::Busy)?;
        let origin = self.origin().to_owned();
        in_turn(&STRETCHING, move || receipt.unlock(&origin))
            .await
            .flatten()
            .ok_or(Refused::Busy)
    }

    /// The answers under a lookup, always [`REPLIES_MAX`] files of one size: where answers are lacking, files that
    /// nobody can open. A lookup that leads nowhere costs and looks the same, and all take [`ANSWER_TIME`] where the
    /// work itself does not take longer.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn tip_answers(&self, lookup: [u8; 32]) -> Result<Vec<Vec<u8>>, Refused> {
        let (files, ()) = tokio::join!(self.tip_files(lookup), tokio::time::sleep(ANSWER_TIME));
        files
    }

    async fn tip_files(&self, lookup: [u8; 32]) -> Result<Vec<Vec<u8>>, Refused> {
        let max = count(REPLIES_MAX);
        let found = self.store().tip_replies(hash(lookup), max).await?;
        let mut files = tokio::task::spawn_blocking(fillings)
            .await
            .map_err(|_| Refused::Busy)?;
        files.splice(..found.len().min(files.len()), found);
        files.sort();
        Ok(files)
    }
}

fn sign(text: &str, key: &SigningKey) -> Result<String, NoteError> {
    let mut note = Note::new(text)?;
    note.sign(key)?;
    Ok(note.to_string())
}

fn takes_tips(state: &relief::state::State) -> Result<(), Refusal> {
    let min = CUSTODIANS_MIN;
    match state.takes_tips() {
        true => Ok(()),
        false => Err(Refusal::CustodiansTooFew { min }),
    }
}

fn not_sealed(_: ShapeFault) -> Refused {
    Refused::NotSealed
}

async fn sealed(letter: Letter, keys: Vec<String>, width: usize) -> Result<Vec<u8>, Refused> {
    let max = CLASSES.last().copied().unwrap_or_default();
    let seal = move || {
        let padded = tip::pad(&letter.encode()).map_err(|_| Refused::TooLong { max })?;
        tip::seal(&padded, &keys, width).ok_or(Refused::NotSealed)
    };
    in_turn(&SEALING, seal).await.ok_or(Refused::Busy)?
}

fn filling() -> Letter {
    Letter {
        kind: Kind::Filling,
        ..Letter::default()
    }
}

/// Answers to nobody: sealed to keys that are forgotten at once.
fn fillings() -> Vec<Vec<u8>> {
    let padded = tip::pad(&filling().encode()).unwrap_or_default();
    let one = || tip::seal(&padded, &[Key::generate().public()], 1);
    std::iter::repeat_with(one)
        .take(REPLIES_MAX)
        .flatten()
        .collect()
}

fn hash(lookup: [u8; 32]) -> [u8; 32] {
    Sha256::digest(lookup).into()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
