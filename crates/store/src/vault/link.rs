//! Capability links and one-time codes: whoever holds one may do one thing.

use crate::columns::Columns;
use crate::row::params;
use crate::store::LIST_MAX;
use crate::{PrivateId, Row, Store, StoreError};

/// One link or code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Hash of the secret. For short codes the caller mixes the subject into the hash.
    pub hash: [u8; 32],
    /// What it is for, in the caller's words: `carrier`, `transfer`, `door`, `recovery`.
    pub kind: String,
    /// The secret in clear, only where its owner must be shown it again, as at the door.
    pub code: Option<String>,
    /// The account it signs in or acts for.
    pub account: Option<PrivateId>,
    /// The room it belongs to.
    pub room: Option<u64>,
    /// The thing it may act on.
    pub subject: Option<u64>,
    /// A part of that thing: a leg, a line, a package.
    pub part: Option<u64>,
    /// How often it may still be used.
    pub uses_left: u32,
    /// When it was made.
    pub created_at: i64,
    /// When it ends.
    pub expires_at: i64,
    /// When it was last used.
    pub used_at: Option<i64>,
}

/// A new link, in place of one of the same secret: some secrets follow from a form, and a form may come again.
#[must_use]
pub fn put(link: &Link) -> Row {
    Row::statement(
        "INSERT INTO link (hash, kind, code, account, room, subject, part, uses_left, created_at, \
         expires_at, used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         ON CONFLICT (hash) DO UPDATE SET kind = excluded.kind, code = excluded.code, \
         account = excluded.account, room = excluded.room, subject = excluded.subject, \
         part = excluded.part, uses_left = excluded.uses_left, created_at = excluded.created_at, \
         expires_at = excluded.expires_at, used_at = excluded.used_at",
        params![
            link.hash,
            &link.kind,
            &link.code,
            link.account,
            link.room,
            link.subject,
            link.part,
            link.uses_left,
            link.created_at,
            link.expires_at,
            link.used_at,
        ],
    )
}

/// Counts one use. Does nothing when none is left; the caller has checked before.
#[must_use]
pub fn use_one(hash: [u8; 32], at: i64) -> Row {
    Row::statement(
        "UPDATE link SET uses_left = uses_left - 1, used_at = $1 \
         WHERE hash = $2 AND uses_left > 0",
        params![at, hash],
    )
}

/// Withdraws one link.
#[must_use]
pub fn delete(hash: [u8; 32]) -> Row {
    Row::statement("DELETE FROM link WHERE hash = $1", params![hash])
}

/// Withdraws every link of one kind to a thing that nobody made theirs.
#[must_use]
pub fn delete_open(kind: &str, subject: u64) -> Row {
    Row::statement(
        "DELETE FROM link WHERE kind = $1 AND subject = $2 AND account IS NULL",
        params![kind, subject],
    )
}

/// Withdraws every link of an account.
#[must_use]
pub fn delete_all(account: PrivateId) -> Row {
    Row::statement("DELETE FROM link WHERE account = $1", params![account])
}

/// Forgets every link that ended before `before`.
#[must_use]
pub fn delete_expired(before: i64) -> Row {
    Row::statement("DELETE FROM link WHERE expires_at < $1", params![before])
}

const SELECT: &str = "SELECT hash, kind, code, account, room, subject, part, uses_left, \
    created_at, expires_at, used_at FROM link";

fn read(row: &mut Columns<'_>) -> Result<Link, StoreError> {
    Ok(Link {
        hash: row.array()?,
        kind: row.text()?,
        code: row.opt_text()?,
        account: row.opt_id()?,
        room: row.opt_index()?,
        subject: row.opt_index()?,
        part: row.opt_index()?,
        uses_left: row.count()?,
        created_at: row.int()?,
        expires_at: row.int()?,
        used_at: row.opt_int()?,
    })
}

impl Store {
    /// The link with this hash.
    pub async fn link(&self, hash: [u8; 32]) -> Result<Option<Link>, StoreError> {
        self.one(SELECT, "WHERE hash = $1", params![hash], read)
            .await
    }

    /// The links of one kind for a thing, newest first.
    pub async fn links_for(&self, kind: &str, subject: u64) -> Result<Vec<Link>, StoreError> {
        let rest = "WHERE kind = $1 AND subject = $2 ORDER BY created_at DESC LIMIT $3";
        self.many(SELECT, rest, params![kind, subject, LIST_MAX], read)
            .await
    }

    /// The links of one kind of an account, newest first.
    pub async fn links_of(&self, kind: &str, account: PrivateId) -> Result<Vec<Link>, StoreError> {
        let rest = "WHERE kind = $1 AND account = $2 ORDER BY created_at DESC LIMIT $3";
        self.many(SELECT, rest, params![kind, account, LIST_MAX], read)
            .await
    }
}
