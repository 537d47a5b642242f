//! What one act may do while the writer runs it: decide, add private rows, speak in rooms.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use relief::command::{Actor, Command};
use relief::entry::Entry;
use relief::ids::{RoomId, Seal, Stamp};
use relief::plan::Plan;
use relief::refusal::Refusal;
use relief::state::State;
use store::vault::message::{self, Message};
use store::vault::submission;
use store::{PrivateId, Row};

use crate::app::Once;
use crate::error::Refused;
use crate::text::Sealed;

/// What became of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The index that the act is about: the entry it made first, unless the act says otherwise.
    pub index: u64,
    /// The size of the journal with it.
    pub size: u64,
    /// The number of the message it wrote, if any.
    pub seq: Option<u64>,
    /// The room it wrote into, or opened.
    pub room: Option<u64>,
}

impl Receipt {
    pub(crate) fn write(self) -> String {
        let part = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
        format!(
            "{}/{}/{}/{}",
            self.index,
            self.size,
            part(self.seq),
            part(self.room)
        )
    }

    pub(crate) fn read(text: &str) -> Option<Receipt> {
        let mut parts = text.split('/');
        let index = parts.next()?.parse().ok()?;
        let size = parts.next()?.parse().ok()?;
        let seq = parts.next()?.parse().ok();
        let room = parts.next()?.parse().ok();
        Some(Receipt {
            index,
            size,
            seq,
            room,
        })
    }
}

/// What the writer knows beside the state: numbers that the vault must not repeat.
#[derive(Debug, Default, Clone)]
pub(crate) struct Counters {
    /// The last number of each room's talk: messages and changes share one numbering.
    pub seqs: HashMap<u64, u64>,
    /// Members of each room.
    pub members: HashMap<u64, u64>,
    /// Uses left of invitations and links used since the start, by hash.
    pub uses_left: HashMap<[u8; 32], u32>,
    /// Forms answered since the start, for repeats that come before the first is durable.
    pub submitted: HashMap<Once, Receipt>,
}

/// Forms remembered; older ones stand in the vault.
const SUBMITTED_MAX: usize = 10_000;

impl Counters {
    /// Remembers what a form led to, and gives the row that keeps it.
    pub(crate) fn note(&mut self, once: Once, receipt: Receipt, at: i64) -> Row {
        if self.submitted.len() >= SUBMITTED_MAX {
            self.submitted.clear();
        }
        self.submitted.insert(once, receipt);
        let (account, token_hash) = (once.account, once.token);
        submission::insert(&submission::Submission {
            account,
            token_hash,
            location: receipt.write(),
            at,
        })
    }
}

/// One act in the making. Everything in it becomes durable together, or not at all.
pub struct Draft<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) counters: &'a mut Counters,
    pub(crate) at: Stamp,
    pub(crate) entries: Vec<Entry>,
    pub(crate) rows: Vec<Row>,
    pub(crate) messages: Vec<Message>,
    pub(crate) undo: Undo,
    pub(crate) about: Option<u64>,
}

/// How to take back what an act did to the counters if it is refused half way.
#[derive(Debug, Default)]
pub(crate) struct Undo {
    pub seqs: BTreeMap<u64, Option<u64>>,
    pub members: BTreeMap<u64, Option<u64>>,
    pub uses_left: BTreeMap<[u8; 32], Option<u32>>,
}

impl Draft<'_> {
    /// The state with everything decided so far.
    #[must_use]
    pub fn state(&self) -> &State {
        self.state
    }

    /// The moment of the act.
    #[must_use]
    pub fn at(&self) -> Stamp {
        self.at
    }

    /// Decides one command and answers the index of its first entry.
    ///
    /// # Errors
    /// The domain's refusal.
    pub fn act(&mut self, actor: &Actor, command: &Command) -> Result<u64, Refusal> {
        let index = self.state.size;
        if let Command::PublishPlan = command {
            // Deciding takes it, and so does the fold: it is made once for both.
            self.state.plans.at_hand = Plan::make(self.state).ok().map(Arc::new);
        }
        let entries = relief::decide(self.state, actor, self.at, command);
        let entries = entries.inspect_err(|_| self.state.plans.at_hand = None)?;
        for entry in entries {
            relief::apply(self.state, &entry);
            self.entries.push(entry);
        }
        self.about.get_or_insert(index);
        Ok(index)
    }

    /// The same, with the texts behind the command's seals. The texts belong to the entry that holds the seals.
    ///
    /// # Errors
    /// The domain's refusal.
    pub fn act_with_texts(
        &mut self,
        actor: &Actor,
        command: &Command,
        texts: Vec<Sealed>,
    ) -> Result<u64, Refusal> {
        let index = self.act(actor, command)?;
        for text in texts {
            let holder = self.holder_of(index, text.seal);
            self.rows.push(text.into_row(holder));
        }
        Ok(index)
    }

    fn holder_of(&self, from: u64, seal: Seal) -> u64 {
        let holds = |i: &u64| self.state.texts.get(relief::ids::Index(*i), seal).is_some();
        (from..self.state.size).find(holds).unwrap_or(from)
    }

    /// Says which index the receipt is about.
    pub fn about(&mut self, index: u64) {
        self.about = Some(index);
    }

    /// Adds a private row.
    pub fn row(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Adds a message to a room and answers its number.
    pub(crate) fn message(&mut self, room: RoomId, make: impl FnOnce(u64) -> Message) -> u64 {
        let seq = self.next_number(room.0);
        let message = make(seq);
        self.rows.push(message::insert(&message));
        self.messages.push(message);
        seq
    }

    /// Shows a thing of the journal in the talk of a room.
    pub fn card(
        &mut self,
        room: RoomId,
        account: PrivateId,
        id: PrivateId,
        kind: CardKind,
        index: u64,
    ) -> u64 {
        let at = self.at.0;
        self.message(room, |seq| Message {
            room: room.0,
            seq,
            change: seq,
            id,
            account,
            at,
            kind: kind.code().to_owned(),
            body: String::new(),
            card: Some(index),
            thread: None,
            edited_at: None,
            removed_at: None,
            removed_by: None,
            removed_reason: None,
        })
    }

    /// A message that changed, with the rows that change it under its new number: listeners get it again.
    pub(crate) fn changed(&mut self, mut message: Message, rows: impl FnOnce(u64) -> [Row; 2]) {
        message.change = self.next_number(message.room);
        self.rows.extend(rows(message.change));
        self.messages.push(message);
    }

    /// A message that shows something else now, its words being as they were; with the row that changes what it
    /// shows under its new number.
    pub(crate) fn touched(&mut self, mut message: Message, row: impl FnOnce(u64) -> Row) {
        message.change = self.next_number(message.room);
        self.rows.push(row(message.change));
        let row = message::touch(message.room, message.seq, message.change);
        self.rows.push(row);
        self.messages.push(message);
    }

    fn next_number(&mut self, room: u64) -> u64 {
        let old = self.counters.seqs.get(&room).copied();
        self.undo.seqs.entry(room).or_insert(old);
        let next = old.unwrap_or(0) + 1;
        self.counters.seqs.insert(room, next);
        next
    }

    /// Changes the count of members of a room and puts the new count into the journal.
    ///
    /// # Errors
    /// The domain's refusal.
    pub(crate) fn count_members(&mut self, room: RoomId, by: i64) -> Result<(), Refusal> {
        let old = self.counters.members.get(&room.0).copied();
        self.undo.members.entry(room.0).or_insert(old);
        let members = old.unwrap_or(0).saturating_add_signed(by);
        self.counters.members.insert(room.0, members);
        let about = self.about;
        self.act(&Actor::community(), &Command::CountRoom { room, members })?;
        self.about = about;
        Ok(())
    }

    /// Takes one of the uses that the vault said were left.
    ///
    /// # Errors
    /// [`Refused::CodeInvalid`] when the last one is gone.
    pub(crate) fn use_up(&mut self, hash: [u8; 32], left_in_vault: u32) -> Result<(), Refused> {
        let old = self.counters.uses_left.get(&hash).copied();
        let left = old
            .unwrap_or(left_in_vault)
            .checked_sub(1)
            .ok_or(Refused::CodeInvalid)?;
        self.undo.uses_left.entry(hash).or_insert(old);
        self.counters.uses_left.insert(hash, left);
        Ok(())
    }
}

/// How a thing of the journal shows in the talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardKind {
    /// A need, commitment or consignment.
    Card,
    /// A fact of the journal, as a line between messages.
    Line,
}

impl CardKind {
    fn code(self) -> &'static str {
        match self {
            CardKind::Card => "card",
            CardKind::Line => "line",
        }
    }
}

impl Undo {
    /// Puts the counters back.
    pub(crate) fn run(self, counters: &mut Counters) {
        restore(&mut counters.seqs, self.seqs);
        restore(&mut counters.members, self.members);
        restore(&mut counters.uses_left, self.uses_left);
    }
}

fn restore<K: std::hash::Hash + Eq, V>(map: &mut HashMap<K, V>, old: BTreeMap<K, Option<V>>) {
    for (key, value) in old {
        match value {
            Some(value) => map.insert(key, value),
            None => map.remove(&key),
        };
    }
}
