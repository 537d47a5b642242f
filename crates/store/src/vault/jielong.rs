//! Shared lists in the talk: how many people one wants, and the line of each member.

use crate::columns::Columns;
use crate::row::params;
use crate::store::LIST_MAX;
use crate::{PrivateId, Row, Store, StoreError};

/// One member's line in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whose it is.
    pub account: PrivateId,
    /// What they wrote; may be empty.
    pub text: String,
    /// The number of the change in the room with which they took it: lines stand in this order.
    pub n: u64,
}

/// A list under a message that holds its title; `wanted` is 0 when any number may come.
#[must_use]
pub fn insert(room: u64, seq: u64, wanted: u32) -> Row {
    Row::insert("jielong (room, seq, wanted)", params![room, seq, wanted])
}

/// Takes a line, or changes the words of the one that is held; its place in the list stays.
#[must_use]
pub fn take(room: u64, seq: u64, line: &Line) -> Row {
    Row::statement(
        "INSERT INTO jielong_line (room, seq, account, text, n) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (room, seq, account) DO UPDATE SET text = excluded.text",
        params![room, seq, line.account, &line.text, line.n],
    )
}

/// Gives a line back.
#[must_use]
pub fn give_back(room: u64, seq: u64, account: PrivateId) -> Row {
    Row::statement(
        "DELETE FROM jielong_line WHERE room = $1 AND seq = $2 AND account = $3",
        params![room, seq, account],
    )
}

/// Forgets every line of a list that was taken down.
#[must_use]
pub fn delete_lines(room: u64, seq: u64) -> Row {
    Row::statement(
        "DELETE FROM jielong_line WHERE room = $1 AND seq = $2",
        params![room, seq],
    )
}

/// Forgets every line of an account.
#[must_use]
pub fn delete_all(account: PrivateId) -> Row {
    Row::statement(
        "DELETE FROM jielong_line WHERE account = $1",
        params![account],
    )
}

fn read(row: &mut Columns<'_>) -> Result<Line, StoreError> {
    Ok(Line {
        account: row.id()?,
        text: row.text()?,
        n: row.index()?,
    })
}

impl Store {
    /// How many people a list wants; nothing when there is no such list.
    pub async fn jielong_wanted(&self, room: u64, seq: u64) -> Result<Option<u32>, StoreError> {
        let rest = "WHERE room = $1 AND seq = $2";
        let values = params![room, seq];
        self.one("SELECT wanted FROM jielong", rest, values, |row| {
            row.count()
        })
        .await
    }

    /// The lines of a list in the order in which they were taken.
    pub async fn jielong_lines(&self, room: u64, seq: u64) -> Result<Vec<Line>, StoreError> {
        self.many(
            "SELECT account, text, n FROM jielong_line",
            "WHERE room = $1 AND seq = $2 ORDER BY n LIMIT $3",
            params![room, seq, LIST_MAX],
            read,
        )
        .await
    }
}
