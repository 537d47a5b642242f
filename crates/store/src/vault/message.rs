//! Messages: a room's talk. Messages and changes of messages share one numbering in each room, given by the caller.

use crate::columns::Columns;
use crate::row::{Param, params};
use crate::{PrivateId, Row, Store, StoreError};

/// Messages on one page of talk.
pub const PAGE: u32 = 50;

/// Messages that a reconnecting reader catches up with at most; beyond it they load the page.
pub const SINCE_MAX: u32 = 500;

/// How the main talk is kept in the `thread` column; no card has a negative index.
const MAIN_TALK: i64 = -1;

/// One message. Talk around a card shares the room's numbering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The room.
    pub room: u64,
    /// Its number in the room, from 1.
    pub seq: u64,
    /// The number of its last change; as long as it has none, its own number.
    pub change: u64,
    /// Random id, for links to it.
    pub id: PrivateId,
    /// Who wrote it.
    pub account: PrivateId,
    /// When.
    pub at: i64,
    /// `say`, `card`, `line` or `jielong`.
    pub kind: String,
    /// The words, or the title of a shared list; empty once removed.
    pub body: String,
    /// The card it shows.
    pub card: Option<u64>,
    /// The card in whose thread it stands; `None` is the room's main talk.
    pub thread: Option<u64>,
    /// When its words last changed.
    pub edited_at: Option<i64>,
    /// When it was removed.
    pub removed_at: Option<i64>,
    /// Who removed it.
    pub removed_by: Option<PrivateId>,
    /// Why.
    pub removed_reason: Option<String>,
}

/// Earlier words of an edited message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// 0 for the first words, then counting up.
    pub n: u64,
    /// The words.
    pub body: String,
    /// When they were written.
    pub at: i64,
}

/// A new message.
#[must_use]
pub fn insert(message: &Message) -> Row {
    Row::insert(
        "message (room, seq, change, id, account, at, kind, body, card, thread, edited_at, removed_at, \
         removed_by, removed_reason)",
        params![
            message.room,
            message.seq,
            message.change,
            message.id,
            message.account,
            message.at,
            &message.kind,
            &message.body,
            message.card,
            thread_column(message.thread),
            message.edited_at,
            message.removed_at,
            message.removed_by,
            &message.removed_reason,
        ],
    )
}

/// Replaces the words and keeps the old ones as a [`Version`].
#[must_use]
pub fn edit(room: u64, seq: u64, change: u64, body: &str, at: i64) -> [Row; 2] {
    let keep = Row::statement(
        "INSERT INTO message_history (room, seq, n, body, at) \
         SELECT room, seq, (SELECT COUNT(*) FROM message_history WHERE room = $1 AND seq = $2), \
         body, COALESCE(edited_at, at) FROM message WHERE room = $1 AND seq = $2",
        params![room, seq],
    );
    let replace = Row::statement(
        "UPDATE message SET body = $1, edited_at = $2, change = $3 WHERE room = $4 AND seq = $5",
        params![body, at, change, room, seq],
    );
    [keep, replace]
}

/// Gives a message a new change number, because what it shows has changed.
#[must_use]
pub fn touch(room: u64, seq: u64, change: u64) -> Row {
    Row::statement(
        "UPDATE message SET change = $1 WHERE room = $2 AND seq = $3",
        params![change, room, seq],
    )
}

/// Erases the words, with all earlier ones, and leaves who removed them and why.
#[must_use]
pub fn remove(room: u64, seq: u64, change: u64, by: PrivateId, reason: &str, at: i64) -> [Row; 2] {
    let forget = Row::statement(
        "DELETE FROM message_history WHERE room = $1 AND seq = $2",
        params![room, seq],
    );
    let erase = Row::statement(
        "UPDATE message SET body = '', removed_at = $1, removed_by = $2, removed_reason = $3, \
         change = $4 WHERE room = $5 AND seq = $6",
        params![at, by, reason, change, room, seq],
    );
    [forget, erase]
}

const SELECT: &str = "SELECT room, seq, change, id, account, at, kind, body, card, thread, edited_at, \
    removed_at, removed_by, removed_reason FROM message";

fn read(row: &mut Columns<'_>) -> Result<Message, StoreError> {
    Ok(Message {
        room: row.index()?,
        seq: row.index()?,
        change: row.index()?,
        id: row.id()?,
        account: row.id()?,
        at: row.int()?,
        kind: row.text()?,
        body: row.text()?,
        card: row.opt_index()?,
        thread: u64::try_from(row.int()?).ok(),
        edited_at: row.opt_int()?,
        removed_at: row.opt_int()?,
        removed_by: row.opt_id()?,
        removed_reason: row.opt_text()?,
    })
}

/// A thread as its column.
fn thread_column(thread: Option<u64>) -> Param {
    thread.map_or(Param::from(MAIN_TALK), Param::from)
}

impl Store {
    /// One message.
    pub async fn message(&self, room: u64, seq: u64) -> Result<Option<Message>, StoreError> {
        let rest = "WHERE room = $1 AND seq = $2";
        self.one(SELECT, rest, params![room, seq], read).await
    }

    /// The last [`PAGE`] messages of a talk before `seq`, oldest first; `u64::MAX` for the newest.
    pub async fn messages_before(
        &self,
        room: u64,
        thread: Option<u64>,
        seq: u64,
    ) -> Result<Vec<Message>, StoreError> {
        let rest = "WHERE room = $1 AND thread = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4";
        let before = i64::try_from(seq).unwrap_or(i64::MAX);
        let values = params![room, thread_column(thread), before, PAGE];
        let mut page = self.many(SELECT, rest, values, read).await?;
        page.reverse();
        Ok(page)
    }

    /// The first [`PAGE`] messages of a talk after `seq`, oldest first.
    pub async fn messages_after(
        &self,
        room: u64,
        thread: Option<u64>,
        seq: u64,
    ) -> Result<Vec<Message>, StoreError> {
        let rest = "WHERE room = $1 AND thread = $2 AND seq > $3 ORDER BY seq LIMIT $4";
        let values = params![room, thread_column(thread), seq, PAGE];
        self.many(SELECT, rest, values, read).await
    }

    /// Messages of all talks of a room that were written or changed after a number, in the order of
    /// their last change, at most `limit` and [`SINCE_MAX`].
    pub async fn messages_since(
        &self,
        room: u64,
        change: u64,
        limit: u32,
    ) -> Result<Vec<Message>, StoreError> {
        let rest = "WHERE room = $1 AND change > $2 ORDER BY change LIMIT $3";
        let values = params![room, change, limit.min(SINCE_MAX)];
        self.many(SELECT, rest, values, read).await
    }

    /// The earlier words of a message, oldest first.
    pub async fn message_versions(&self, room: u64, seq: u64) -> Result<Vec<Version>, StoreError> {
        self.many(
            "SELECT n, body, at FROM message_history",
            "WHERE room = $1 AND seq = $2 ORDER BY n LIMIT $3",
            params![room, seq, SINCE_MAX],
            |row| {
                Ok(Version {
                    n: row.index()?,
                    body: row.text()?,
                    at: row.int()?,
                })
            },
        )
        .await
    }

    /// How many messages stand in each thread of a room: pairs of card and count, removed ones
    /// not counted. One pair a card, at most [`crate::LIST_MAX`], the newest cards first.
    pub async fn thread_counts(&self, room: u64) -> Result<Vec<(u64, u64)>, StoreError> {
        self.many(
            "SELECT thread, COUNT(*) FROM message",
            "WHERE room = $1 AND thread >= 0 AND removed_at IS NULL \
             GROUP BY thread ORDER BY thread DESC LIMIT $2",
            params![room, crate::LIST_MAX],
            |row| Ok((row.index()?, row.index()?)),
        )
        .await
    }

    /// How many messages of others in a room's main talk a person has not read, at most `most`.
    pub async fn unread(
        &self,
        room: u64,
        account: PrivateId,
        most: u32,
    ) -> Result<u64, StoreError> {
        let rest = "(SELECT 1 FROM message WHERE room = $1 AND thread = $2 AND account <> $3 \
                    AND removed_at IS NULL AND seq > (SELECT last_read_seq FROM membership \
                    WHERE room = $1 AND account = $3) LIMIT $4) AS unread";
        let values = params![room, MAIN_TALK, account, most];
        let count = self
            .one("SELECT COUNT(*) FROM", rest, values, |row| row.index())
            .await?;
        Ok(count.unwrap_or(0))
    }

    /// The number of a room's last message or change; 0 when nothing was said.
    pub async fn message_head(&self, room: u64) -> Result<u64, StoreError> {
        let select = "SELECT COALESCE(MAX(change), 0) FROM message";
        let head = self
            .one(select, "WHERE room = $1", params![room], |row| row.index())
            .await?;
        Ok(head.unwrap_or(0))
    }

    /// The number of the last message or change of every room with talk: for start-up, one pair a room.
    pub async fn message_heads(&self) -> Result<Vec<(u64, u64)>, StoreError> {
        self.many(
            "SELECT room, MAX(change) FROM message",
            "GROUP BY room ORDER BY room",
            params![],
            |row| Ok((row.index()?, row.index()?)),
        )
        .await
    }
}
