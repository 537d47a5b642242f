//! Those who want to be a number among others, not a name, where pages say who is tied to whom.

use crate::row::params;
use crate::{PrivateId, Row, Store, StoreError};

/// From now on without a name.
#[must_use]
pub fn set(account: PrivateId, at: i64) -> Row {
    Row::statement(
        "INSERT INTO unnamed (account, at) VALUES ($1, $2) ON CONFLICT (account) DO NOTHING",
        params![account, at],
    )
}

/// With a name again, and what an erased account leaves behind.
#[must_use]
pub fn delete(account: PrivateId) -> Row {
    Row::statement("DELETE FROM unnamed WHERE account = $1", params![account])
}

impl Store {
    /// Whether an account wants no name of its own on such pages.
    pub async fn is_unnamed(&self, account: PrivateId) -> Result<bool, StoreError> {
        let rest = "WHERE account = $1";
        let found = self
            .one("SELECT at FROM unnamed", rest, params![account], |row| {
                row.int()
            })
            .await?;
        Ok(found.is_some())
    }
}
