//! Vouches: an edge of trust from one member of a room to another.

use crate::columns::Columns;
use crate::row::params;
use crate::store::LIST_MAX;
use crate::{PrivateId, Row, Store, StoreError};

/// One person's word for another in one room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouch {
    /// The room.
    pub room: u64,
    /// Who is vouched for.
    pub account: PrivateId,
    /// Who vouches.
    pub voucher: PrivateId,
    /// When, the last time.
    pub at: i64,
    /// When it was taken back.
    pub withdrawn_at: Option<i64>,
}

/// Vouches, or vouches again after taking it back.
#[must_use]
pub fn give(vouch: &Vouch) -> Row {
    Row::statement(
        "INSERT INTO vouch (room, account, voucher, at, withdrawn_at) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (room, account, voucher) \
         DO UPDATE SET at = excluded.at, withdrawn_at = excluded.withdrawn_at",
        params![
            vouch.room,
            vouch.account,
            vouch.voucher,
            vouch.at,
            vouch.withdrawn_at,
        ],
    )
}

/// Takes it back.
#[must_use]
pub fn withdraw(room: u64, account: PrivateId, voucher: PrivateId, at: i64) -> Row {
    Row::statement(
        "UPDATE vouch SET withdrawn_at = $1 WHERE room = $2 AND account = $3 AND voucher = $4 \
         AND withdrawn_at IS NULL",
        params![at, room, account, voucher],
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

const SELECT: &str = "SELECT room, account, voucher, at, withdrawn_at FROM vouch";

fn read(row: &mut Columns<'_>) -> Result<Vouch, StoreError> {
    Ok(Vouch {
        room: row.index()?,
        account: row.id()?,
        voucher: row.id()?,
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
                    ORDER BY at, voucher LIMIT $3";
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
                    ORDER BY at, account LIMIT $3";
        self.many(SELECT, rest, params![room, voucher, LIST_MAX], read)
            .await
    }
}
