//! Sessions: a device that is signed in. Only the hash of its token is kept.

use crate::columns::Columns;
use crate::row::params;
use crate::store::LIST_MAX;
use crate::{PrivateId, Row, Store, StoreError};

/// One signed-in device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Hash of the token that the device holds.
    pub token_hash: [u8; 32],
    /// Whose it is.
    pub account: PrivateId,
    /// What its owner sees in the list of devices; never an address.
    pub device: String,
    /// When it signed in.
    pub created_at: i64,
    /// When it was last seen in use, as coarse as the caller likes.
    pub seen_at: i64,
}

/// A new session.
#[must_use]
pub fn insert(session: &Session) -> Row {
    Row::insert(
        "session (token_hash, account, device, created_at, seen_at)",
        params![
            session.token_hash,
            session.account,
            &session.device,
            session.created_at,
            session.seen_at,
        ],
    )
}

/// Notes that the device was seen.
#[must_use]
pub fn touch(token_hash: [u8; 32], at: i64) -> Row {
    Row::statement(
        "UPDATE session SET seen_at = $1 WHERE token_hash = $2",
        params![at, token_hash],
    )
}

/// Signs one device out.
#[must_use]
pub fn delete(token_hash: [u8; 32]) -> Row {
    Row::statement(
        "DELETE FROM session WHERE token_hash = $1",
        params![token_hash],
    )
}

/// Signs every device of an account out.
#[must_use]
pub fn delete_all(account: PrivateId) -> Row {
    Row::statement("DELETE FROM session WHERE account = $1", params![account])
}

/// Signs out every device that was last seen before `before`.
#[must_use]
pub fn delete_idle(before: i64) -> Row {
    Row::statement("DELETE FROM session WHERE seen_at < $1", params![before])
}

const SELECT: &str = "SELECT token_hash, account, device, created_at, seen_at FROM session";

fn read(row: &mut Columns<'_>) -> Result<Session, StoreError> {
    Ok(Session {
        token_hash: row.array()?,
        account: row.id()?,
        device: row.text()?,
        created_at: row.int()?,
        seen_at: row.int()?,
    })
}

impl Store {
    /// The session with this token.
    pub async fn session(&self, token_hash: [u8; 32]) -> Result<Option<Session>, StoreError> {
        let rest = "WHERE token_hash = $1";
        self.one(SELECT, rest, params![token_hash], read).await
    }

    /// The devices of an account, last seen first.
    pub async fn sessions_of(&self, account: PrivateId) -> Result<Vec<Session>, StoreError> {
        let rest = "WHERE account = $1 ORDER BY seen_at DESC LIMIT $2";
        self.many(SELECT, rest, params![account, LIST_MAX], read)
            .await
    }
}
