//! Settings: what a community has chosen, by name.

use crate::row::params;
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
}
