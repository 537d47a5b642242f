//! What one act may do while the writer runs it: decide, add private rows, speak in rooms.

use std::sync::Arc;

use relief::command::{Actor, Command};
use relief::entry::Entry;
use relief::ids::{RoomId, Seal, Stamp};
use relief::plan::Plan;
use relief::refusal::Refusal;
use relief::state::State;
use store::vault::message::{self, Message};
use store::{PrivateId, Row};

use crate::counters::{Counters, Undo};
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

/// A message before it has its number and its moment.
pub(crate) struct Said {
    pub id: PrivateId,
    pub account: PrivateId,
    /// `say`, `card`, `line` or `jielong`.
    pub kind: &'static str,
    pub body: String,
    /// The card that it shows.
    pub card: Option<u64>,
    /// The card under which it stands; nothing for the main talk.
    pub thread: Option<u64>,
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
    pub(crate) fn message(&mut self, room: RoomId, new: Said) -> u64 {
        let seq = self.next_number(room.0);
        let message = Message {
            room: room.0,
            seq,
            change: seq,
            id: new.id,
            account: new.account,
            at: self.at.0,
            kind: new.kind.to_owned(),
            body: new.body,
            card: new.card,
            thread: new.thread,
            edited_at: None,
            removed_at: None,
            removed_by: None,
            removed_reason: None,
        };
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
        let new = Said {
            id,
            account,
            kind: kind.code(),
            body: String::new(),
            card: Some(index),
            thread: None,
        };
        self.message(room, new)
    }

    /// A message that changed, with the rows that change it under its new number: listeners get it again.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when it was removed since it was read.
    pub(crate) fn changed(
        &mut self,
        mut message: Message,
        rows: impl FnOnce(u64) -> [Row; 2],
    ) -> Result<(), Refused> {
        self.renumber(&mut message)?;
        self.rows.extend(rows(message.change));
        self.messages.push(message);
        Ok(())
    }

    /// A message that shows something else now, its words being as they were; with the row that changes what it
    /// shows under its new number.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when it was removed since it was read.
    pub(crate) fn touched(
        &mut self,
        mut message: Message,
        row: impl FnOnce(u64) -> Row,
    ) -> Result<(), Refused> {
        self.renumber(&mut message)?;
        self.rows.push(row(message.change));
        let row = message::touch(message.room, message.seq, message.change);
        self.rows.push(row);
        self.messages.push(message);
        Ok(())
    }

    fn renumber(&mut self, message: &mut Message) -> Result<(), Refused> {
        let (counters, undo) = (&mut *self.counters, &mut self.undo);
        counters.change_message(undo, message)?;
        message.change = self.next_number(message.room);
        Ok(())
    }

    fn next_number(&mut self, room: u64) -> u64 {
        self.counters.next_number(&mut self.undo, room)
    }

    /// Somebody comes into a room: counted, in the journal too.
    ///
    /// # Errors
    /// [`Refused::AlreadyMember`] when they came since the vault was read, or the domain's refusal.
    pub(crate) fn enters(&mut self, room: RoomId, account: PrivateId) -> Result<(), Refused> {
        let (counters, undo) = (&mut *self.counters, &mut self.undo);
        if !counters.moves(undo, (room.0, account), true) {
            return Err(Refused::AlreadyMember);
        }
        Ok(self.count_members(room, 1)?)
    }

    /// Somebody leaves a room: counted, in the journal too.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when they left since the vault was read, or the domain's refusal.
    pub(crate) fn leaves(&mut self, room: RoomId, account: PrivateId) -> Result<(), Refused> {
        let (counters, undo) = (&mut *self.counters, &mut self.undo);
        if !counters.moves(undo, (room.0, account), false) {
            return Err(Refused::NotFound);
        }
        Ok(self.count_members(room, -1)?)
    }

    fn count_members(&mut self, room: RoomId, by: i64) -> Result<(), Refusal> {
        let members = self.counters.count_members(&mut self.undo, room.0, by);
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
        let (counters, undo) = (&mut *self.counters, &mut self.undo);
        counters.use_up(undo, hash, left_in_vault)
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
