//! Public texts: the words behind a salted commitment in the journal.

use crate::columns::Columns;
use crate::row::{Param, params};
use crate::store::LIST_MAX;
use crate::{Row, Store, StoreError};

/// One text of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The entry that commits to it.
    pub entry: u64,
    /// The field of the entry that holds the commitment.
    pub field: String,
    /// The salt; `None` once redacted, so that the words cannot be guessed and checked.
    pub salt: Option<[u8; 32]>,
    /// The words; `None` once redacted.
    pub value: Option<String>,
    /// When it was redacted.
    pub redacted_at: Option<i64>,
}

/// A new text.
#[must_use]
pub fn insert(text: &Text) -> Row {
    Row::insert(
        "public_text (entry, field, salt, value, redacted_at)",
        params![
            text.entry,
            &text.field,
            text.salt,
            &text.value,
            text.redacted_at,
        ],
    )
}

/// Forgets words and salt together.
#[must_use]
pub fn redact(entry: u64, field: &str, at: i64) -> Row {
    Row::statement(
        "UPDATE public_text SET salt = NULL, value = NULL, redacted_at = $1 \
         WHERE entry = $2 AND field = $3 AND redacted_at IS NULL",
        params![at, entry, field],
    )
}

const SELECT: &str = "SELECT entry, field, salt, value, redacted_at FROM public_text";

fn read(row: &mut Columns<'_>) -> Result<Text, StoreError> {
    Ok(Text {
        entry: row.index()?,
        field: row.text()?,
        salt: row.opt_array()?,
        value: row.opt_text()?,
        redacted_at: row.opt_int()?,
    })
}

impl Store {
    /// One text.
    pub async fn text(&self, entry: u64, field: &str) -> Result<Option<Text>, StoreError> {
        let rest = "WHERE entry = $1 AND field = $2";
        self.one(SELECT, rest, params![entry, field], read).await
    }

    /// One text of each of these entries that has it, in no order; only the first [`LIST_MAX`] are asked.
    pub async fn texts_of_all(
        &self,
        entries: &[u64],
        field: &str,
    ) -> Result<Vec<Text>, StoreError> {
        let max = usize::try_from(LIST_MAX).unwrap_or(usize::MAX);
        let mut values = params![field];
        values.extend(entries.iter().take(max).map(|entry| Param::from(*entry)));
        let marks: Vec<String> = (2..=values.len()).map(|n| format!("${n}")).collect();
        let rest = format!("WHERE field = $1 AND entry IN ({})", marks.join(","));
        self.many(SELECT, &rest, values, read).await
    }

    /// The texts of an entry, by field.
    pub async fn texts_of(&self, entry: u64) -> Result<Vec<Text>, StoreError> {
        let rest = "WHERE entry = $1 ORDER BY field LIMIT $2";
        self.many(SELECT, rest, params![entry, LIST_MAX], read)
            .await
    }
}
