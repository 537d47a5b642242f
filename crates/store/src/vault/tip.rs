//! Sealed tips: files that nobody here can open, under the commitments of the journal; and what custodians answered.

use crate::columns::Columns;
use crate::row::params;
use crate::{PrivateId, Row, Store, StoreError};

/// A sealed tip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    /// The public commitment.
    pub leaf: [u8; 32],
    /// What makes it from the sealed file.
    pub nonce: [u8; 32],
    /// Hash of what the receipt unlocks: where replies go.
    pub lookup: [u8; 32],
    /// The age file. The caller bounds its size.
    pub sealed: Vec<u8>,
}

/// A tip that waits for its hour; `hour` since 1970.
#[must_use]
pub fn wait(tip: Tip, hour: i64) -> Row {
    Row::insert(
        "tip_waiting (leaf, nonce, lookup, sealed, hour)",
        params![tip.leaf, tip.nonce, tip.lookup, tip.sealed, hour],
    )
}

/// A committed tip leaves the queue, in the same batch as its commitment. Called in the order of the leaves, so that
/// the table keeps no order of arrival.
#[must_use]
pub fn commit(leaf: [u8; 32]) -> [Row; 2] {
    [
        Row::statement(
            "INSERT INTO tip (leaf, nonce, lookup, sealed) \
             SELECT leaf, nonce, lookup, sealed FROM tip_waiting WHERE leaf = $1",
            params![leaf],
        ),
        Row::statement("DELETE FROM tip_waiting WHERE leaf = $1", params![leaf]),
    ]
}

/// Forgets a tip that has its outcome.
#[must_use]
pub fn delete(leaf: [u8; 32]) -> Row {
    Row::statement("DELETE FROM tip WHERE leaf = $1", params![leaf])
}

/// An answer; `day` since 1970.
#[must_use]
pub fn reply(id: PrivateId, lookup: [u8; 32], sealed: Vec<u8>, day: i64) -> Row {
    Row::insert(
        "tip_reply (id, lookup, sealed, day)",
        params![id, lookup, sealed, day],
    )
}

/// Forgets answers of days before `day`.
#[must_use]
pub fn delete_replies_before(day: i64) -> Row {
    Row::statement("DELETE FROM tip_reply WHERE day < $1", params![day])
}

const SELECT: &str = "SELECT leaf, nonce, lookup, sealed FROM tip";
const SELECT_WAITING: &str = "SELECT leaf, nonce, lookup, sealed FROM tip_waiting";

fn read(row: &mut Columns<'_>) -> Result<Tip, StoreError> {
    Ok(Tip {
        leaf: row.array()?,
        nonce: row.array()?,
        lookup: row.array()?,
        sealed: row.bytes()?,
    })
}

impl Store {
    /// One tip, committed to or waiting.
    pub async fn tip(&self, leaf: [u8; 32]) -> Result<Option<Tip>, StoreError> {
        for select in [SELECT, SELECT_WAITING] {
            let found = self.one(select, "WHERE leaf = $1", params![leaf], read);
            if let Some(tip) = found.await? {
                return Ok(Some(tip));
            }
        }
        Ok(None)
    }

    /// The tip with the least leaf above this one: a walk over all of them that holds one at a time.
    pub async fn tip_after(&self, leaf: [u8; 32]) -> Result<Option<Tip>, StoreError> {
        let rest = "WHERE leaf > $1 ORDER BY leaf LIMIT 1";
        self.one(SELECT, rest, params![leaf], read).await
    }

    /// The same among those who wait.
    pub async fn waiting_tip_after(&self, leaf: [u8; 32]) -> Result<Option<Tip>, StoreError> {
        let rest = "WHERE leaf > $1 ORDER BY leaf LIMIT 1";
        self.one(SELECT_WAITING, rest, params![leaf], read).await
    }

    /// Leaves of those who wait, the earliest hours first, at most `max`.
    pub async fn tips_waiting(&self, max: u32) -> Result<Vec<[u8; 32]>, StoreError> {
        let rest = "ORDER BY hour, leaf LIMIT $1";
        let read = |row: &mut Columns<'_>| row.array();
        self.many("SELECT leaf FROM tip_waiting", rest, params![max], read)
            .await
    }

    /// Answers under a lookup hash, in no order, at most `max`.
    pub async fn tip_replies(
        &self,
        lookup: [u8; 32],
        max: u32,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        let rest = "WHERE lookup = $1 ORDER BY id LIMIT $2";
        let read = |row: &mut Columns<'_>| row.bytes();
        self.many(
            "SELECT sealed FROM tip_reply",
            rest,
            params![lookup, max],
            read,
        )
        .await
    }
}
