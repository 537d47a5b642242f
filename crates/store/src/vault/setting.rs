//! Settings: what a community has chosen, by name.

use crate::row::params;
use crate::store::LIST_MAX;
use crate::{Row, Store, StoreError};

/// Sets a value, new or instead of the old one.
#[must_use]
pub fn set(name: &str, value: &str) -> Row {
    Row::statement(
        "INSERT INTO setting (name, value) VALUES ($1, $2) \
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        params![name, value],
    )
}

/// Goes back to the default.
#[must_use]
pub fn delete(name: &str) -> Row {
    Row::statement("DELETE FROM setting WHERE name = $1", params![name])
}

impl Store {
    /// The value that was set, if any.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.one(
            "SELECT value FROM setting",
            "WHERE name = $1",
            params![name],
            |row| row.text(),
        )
        .await
    }

    /// Every setting, by name.
    pub async fn settings(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.many(
            "SELECT name, value FROM setting",
            "ORDER BY name LIMIT $1",
            params![LIST_MAX],
            |row| Ok((row.text()?, row.text()?)),
        )
        .await
    }
}
