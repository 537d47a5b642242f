//! What the writer knows beside the state: numbers that the vault must not repeat, and what acts have changed since the
//! vault was read for the one whose turn it is.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use store::vault::message::Message;
use store::vault::submission;
use store::{PrivateId, Row};

use crate::app::Once;
use crate::draft::Receipt;
use crate::error::Refused;
use crate::recent::Recent;

/// A room and somebody in it.
type Place = (u64, PrivateId);
/// A room and the number of a message in it.
type Said = (u64, u64);

/// The counters and notes of the one writer.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    /// The last number of each room's talk: messages and changes share one numbering.
    seqs: HashMap<u64, u64>,
    /// Members of each room.
    members: HashMap<u64, u64>,
    /// Uses left of invitations and links, by hash.
    uses_left: Recent<[u8; 32], u32>,
    /// Who came into a room, and who left it.
    inside: Recent<Place, bool>,
    /// Messages that were removed.
    removed: Recent<Said, ()>,
    /// Forms that were answered.
    submitted: Recent<Once, Receipt>,
}

/// How to take back what an act did to the counters if it is refused half way.
#[derive(Debug, Default)]
pub(crate) struct Undo {
    seqs: BTreeMap<u64, Option<u64>>,
    members: BTreeMap<u64, Option<u64>>,
    uses_left: BTreeMap<[u8; 32], Option<u32>>,
    inside: BTreeMap<Place, Option<bool>>,
    removed: BTreeMap<Said, Option<()>>,
}

impl Counters {
    /// As the vault has them at the start: for each room the last number of its talk, and its members.
    pub(crate) fn new(seqs: Vec<(u64, u64)>, members: Vec<(u64, u64)>) -> Counters {
        Counters {
            seqs: seqs.into_iter().collect(),
            members: members.into_iter().collect(),
            ..Counters::default()
        }
    }

    /// The last number of a room's talk; 0 where nothing was said.
    pub(crate) fn last_number(&self, room: u64) -> u64 {
        self.seqs.get(&room).copied().unwrap_or(0)
    }

    pub(crate) fn next_number(&mut self, undo: &mut Undo, room: u64) -> u64 {
        let old = self.seqs.get(&room).copied();
        undo.seqs.entry(room).or_insert(old);
        let next = old.unwrap_or(0) + 1;
        self.seqs.insert(room, next);
        next
    }

    /// Changes the count of members of a room, and answers the new one.
    pub(crate) fn count_members(&mut self, undo: &mut Undo, room: u64, by: i64) -> u64 {
        let old = self.members.get(&room).copied();
        undo.members.entry(room).or_insert(old);
        let members = old.unwrap_or(0).saturating_add_signed(by);
        self.members.insert(room, members);
        members
    }

    /// Notes that somebody came into a room or left it; not when that is where they were noted to be.
    pub(crate) fn moves(&mut self, undo: &mut Undo, who: Place, inside: bool) -> bool {
        let old = self.inside.get(&who);
        undo.inside.entry(who).or_insert(old);
        self.inside.set(who, inside);
        old != Some(inside)
    }

    /// Notes that a message changes, or is removed.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when it was removed before.
    pub(crate) fn change_message(
        &mut self,
        undo: &mut Undo,
        message: &Message,
    ) -> Result<(), Refused> {
        let key = (message.room, message.seq);
        let old = self.removed.get(&key);
        if old.is_some() {
            return Err(Refused::NotFound);
        }
        if message.removed_at.is_some() {
            undo.removed.entry(key).or_insert(old);
            self.removed.set(key, ());
        }
        Ok(())
    }

    /// Takes one of the uses that the vault said were left.
    ///
    /// # Errors
    /// [`Refused::CodeInvalid`] when the last one is gone.
    pub(crate) fn use_up(
        &mut self,
        undo: &mut Undo,
        hash: [u8; 32],
        left_in_vault: u32,
    ) -> Result<(), Refused> {
        let old = self.uses_left.get(&hash);
        let left = old.unwrap_or(left_in_vault).checked_sub(1);
        let left = left.ok_or(Refused::CodeInvalid)?;
        undo.uses_left.entry(hash).or_insert(old);
        self.uses_left.set(hash, left);
        Ok(())
    }

    /// What a form led to that was answered lately.
    pub(crate) fn answered(&self, once: &Once) -> Option<Receipt> {
        self.submitted.get(once)
    }

    /// Remembers what a form led to, and gives the row that keeps it.
    pub(crate) fn answer(&mut self, once: Once, receipt: Receipt, at: i64) -> Row {
        self.submitted.set(once, receipt);
        let (account, token_hash) = (once.account, once.token);
        submission::insert(&submission::Submission {
            account,
            token_hash,
            location: receipt.write(),
            at,
        })
    }
}

impl Undo {
    /// Puts the counters back.
    pub(crate) fn run(self, counters: &mut Counters) {
        restore(&mut counters.seqs, self.seqs);
        restore(&mut counters.members, self.members);
        recall(&mut counters.uses_left, self.uses_left);
        recall(&mut counters.inside, self.inside);
        recall(&mut counters.removed, self.removed);
    }
}

fn restore<K: Hash + Eq, V>(map: &mut HashMap<K, V>, old: BTreeMap<K, Option<V>>) {
    for (key, value) in old {
        match value {
            Some(value) => map.insert(key, value),
            None => map.remove(&key),
        };
    }
}

fn recall<K: Hash + Eq, V: Copy>(recent: &mut Recent<K, V>, old: BTreeMap<K, Option<V>>) {
    for (key, value) in old {
        recent.restore(key, value);
    }
}
