//! Vouches: an edge of trust from one member of a room to another, for one role.

use crate::columns::Columns;
use crate::row::params;
use crate::store::LIST_MAX;
use crate::{PrivateId, Row, Store, StoreError};

/// One person's word for another in one role of one room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouch {
    /// The room.
    pub room: u64,
    /// Who is vouched for.
    pub account: PrivateId,
    /// Who vouches.
    pub voucher: PrivateId,
    /// For which role, in the caller's words.
    pub role: String,
    /// When, the last time.
    pub at: i64,
    /// When it was taken back.
    pub withdrawn_at: Option<i64>,
}

/// Vouches, or vouches again after taking it back.
#[must_use]
pub fn give(vouch: &Vouch) -> Row {
    Row::statement(
        "INSERT INTO vouch (room, account, voucher, role, at, withdrawn_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (room, account, voucher, role) \
         DO UPDATE SET at = excluded.at, withdrawn_at = excluded.withdrawn_at",
        params![
            vouch.room,
            vouch.account,
            vouch.voucher,
            &vouch.role,
            vouch.at,
            vouch.withdrawn_at,
        ],
    )
}

/// Takes it back.
#[must_use]
pub fn withdraw(room: u64, account: PrivateId, voucher: PrivateId, role: &str, at: i64) -> Row {
    Row::statement(
        "UPDATE vouch SET withdrawn_at = $1 WHERE room = $2 AND account = $3 AND voucher = $4 \
         AND role = $5 AND withdrawn_at IS NULL",
        params![at, room, account, voucher, role],
    )
}

/// Forgets every vouch from or for an account in one room.
#[must_use]
pub fn delete_in(room: u64, account: PrivateId) -> Row {
    Row::statement(
        "DELETE FROM vouch WHERE room = $1 AND (account = $2 OR voucher = $2)",
        params![room, account],
    )
}

/// Forgets every vouch from or for an account.
#[must_use]
pub fn delete_all(account: PrivateId) -> Row {
    Row::statement(
        "DELETE FROM vouch WHERE account = $1 OR voucher = $1",
        params![account],
    )
}

const SELECT: &str = "SELECT room, account, voucher, role, at, withdrawn_at FROM vouch";

fn read(row: &mut Columns<'_>) -> Result<Vouch, StoreError> {
    Ok(Vouch {
        room: row.index()?,
        account: row.id()?,
        voucher: row.id()?,
        role: row.text()?,
        at: row.int()?,
        withdrawn_at: row.opt_int()?,
    })
}

impl Store {
    /// Who stands for a person in a room, oldest first.
    pub async fn vouches_for(
        &self,
        room: u64,
        account: PrivateId,
    ) -> Result<Vec<Vouch>, StoreError> {
        let rest = "WHERE room = $1 AND account = $2 AND withdrawn_at IS NULL \
                    ORDER BY at, voucher, role LIMIT $3";
        self.many(SELECT, rest, params![room, account, LIST_MAX], read)
            .await
    }

    /// For whom a person stands in a room, oldest first.
    pub async fn vouches_by(
        &self,
        room: u64,
        voucher: PrivateId,
    ) -> Result<Vec<Vouch>, StoreError> {
        let rest = "WHERE room = $1 AND voucher = $2 AND withdrawn_at IS NULL \
                    ORDER BY at, account, role LIMIT $3";
        self.many(SELECT, rest, params![room, voucher, LIST_MAX], read)
            .await
    }
}
