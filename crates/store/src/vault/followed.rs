//! Questions that somebody follows: theirs alone.

use crate::row::params;
use crate::{PrivateId, Row, Store, StoreError};

/// Follows a question.
#[must_use]
pub fn set(account: PrivateId, question: u64, at: i64) -> Row {
    Row::statement(
        "INSERT INTO followed (account, question, at) VALUES ($1, $2, $3) \
         ON CONFLICT (account, question) DO NOTHING",
        params![account, question, at],
    )
}

/// Follows it no longer.
#[must_use]
pub fn delete(account: PrivateId, question: u64) -> Row {
    Row::statement(
        "DELETE FROM followed WHERE account = $1 AND question = $2",
        params![account, question],
    )
}

/// What an erased account leaves behind.
#[must_use]
pub fn delete_all(account: PrivateId) -> Row {
    Row::statement("DELETE FROM followed WHERE account = $1", params![account])
}

impl Store {
    /// What an account follows, the question asked last first, at most so many.
    pub async fn followed(&self, account: PrivateId, max: u32) -> Result<Vec<u64>, StoreError> {
        self.many(
            "SELECT question FROM followed",
            "WHERE account = $1 ORDER BY question DESC LIMIT $2",
            params![account, max],
            |row| row.index(),
        )
        .await
    }
}
