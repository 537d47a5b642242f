//! Memberships: who is in a room, who brought them, and how far they have read.

use crate::columns::Columns;
use crate::row::params;
use crate::store::LIST_MAX;
use crate::{PrivateId, Row, Store, StoreError};

/// One person in one room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The room.
    pub room: u64,
    /// The person.
    pub account: PrivateId,
    /// Who let them in; `None` for the founder.
    pub inviter: Option<PrivateId>,
    /// Steps from the founder.
    pub generation: u32,
    /// What they want to be told, in the caller's words.
    pub notify: String,
    /// The last message they have read; 0 for none.
    pub last_read_seq: u64,
    /// When they came, the last time.
    pub joined_at: i64,
    /// When they left, if they did.
    pub left_at: Option<i64>,
}

/// Joins, or joins again after leaving.
#[must_use]
pub fn join(membership: &Membership) -> Row {
    Row::statement(
        "INSERT INTO membership (room, account, inviter, generation, notify, last_read_seq, \
         joined_at, left_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
         ON CONFLICT (room, account) DO UPDATE SET inviter = excluded.inviter, \
         generation = excluded.generation, joined_at = excluded.joined_at, \
         left_at = excluded.left_at",
        params![
            membership.room,
            membership.account,
            membership.inviter,
            membership.generation,
            &membership.notify,
            membership.last_read_seq,
            membership.joined_at,
            membership.left_at,
        ],
    )
}

/// Leaves the room.
#[must_use]
pub fn leave(room: u64, account: PrivateId, at: i64) -> Row {
    Row::statement(
        "UPDATE membership SET left_at = $1 WHERE room = $2 AND account = $3 AND left_at IS NULL",
        params![at, room, account],
    )
}

/// Leaves every room.
#[must_use]
pub fn leave_all(account: PrivateId, at: i64) -> Row {
    Row::statement(
        "UPDATE membership SET left_at = $1 WHERE account = $2 AND left_at IS NULL",
        params![at, account],
    )
}

/// Marks messages up to `seq` as read; never moves back.
#[must_use]
pub fn read_up_to(room: u64, account: PrivateId, seq: u64) -> Row {
    Row::statement(
        "UPDATE membership SET last_read_seq = $1 \
         WHERE room = $2 AND account = $3 AND last_read_seq < $1",
        params![seq, room, account],
    )
}

const SELECT: &str = "SELECT room, account, inviter, generation, notify, last_read_seq, \
    joined_at, left_at FROM membership";

fn read(row: &mut Columns<'_>) -> Result<Membership, StoreError> {
    Ok(Membership {
        room: row.index()?,
        account: row.id()?,
        inviter: row.opt_id()?,
        generation: row.count()?,
        notify: row.text()?,
        last_read_seq: row.index()?,
        joined_at: row.int()?,
        left_at: row.opt_int()?,
    })
}

impl Store {
    /// A person's membership of a room, also when they have left.
    pub async fn membership(
        &self,
        room: u64,
        account: PrivateId,
    ) -> Result<Option<Membership>, StoreError> {
        let rest = "WHERE room = $1 AND account = $2";
        self.one(SELECT, rest, params![room, account], read).await
    }

    /// The next [`LIST_MAX`] people in a room in account order; start from the all-zero id.
    pub async fn members_after(
        &self,
        room: u64,
        account: PrivateId,
    ) -> Result<Vec<Membership>, StoreError> {
        let rest = "WHERE room = $1 AND account > $2 AND left_at IS NULL ORDER BY account LIMIT $3";
        self.many(SELECT, rest, params![room, account, LIST_MAX], read)
            .await
    }

    /// The rooms a person is in, longest first.
    pub async fn memberships_of(&self, account: PrivateId) -> Result<Vec<Membership>, StoreError> {
        let rest = "WHERE account = $1 AND left_at IS NULL ORDER BY joined_at, room LIMIT $2";
        self.many(SELECT, rest, params![account, LIST_MAX], read)
            .await
    }

    /// How many people are in each room that has any: for start-up, one row a room.
    pub async fn member_counts(&self) -> Result<Vec<(u64, u64)>, StoreError> {
        self.many(
            "SELECT room, COUNT(*) FROM membership",
            "WHERE left_at IS NULL GROUP BY room ORDER BY room",
            params![],
            |row| Ok((row.index()?, row.index()?)),
        )
        .await
    }
}
