//! The signed head of the journal, recorded before it leaves the process.

use sqlx::AnyConnection;
use sqlx::{query, query_with};

use crate::columns::Columns;
use crate::journal::size_in;
use crate::row::{Param, arguments, params};
use crate::{HeadError, Store, StoreError};

/// A signed head: how many entries, their root, and the signed text that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Entries under the root.
    pub size: u64,
    /// The Merkle root over those entries.
    pub root: [u8; 32],
    /// The signed checkpoint, with every signature gathered so far.
    pub note: String,
}

impl Store {
    /// The last recorded head; `None` before the first.
    ///
    /// # Errors
    /// The engine's own failure.
    pub async fn head(&self) -> Result<Option<Head>, StoreError> {
        self.one("SELECT size, root, note FROM head", "", params![], |row| {
            Ok(Head {
                size: row.index()?,
                root: row.array()?,
                note: row.text()?,
            })
        })
        .await
    }

    /// Durably records `new` in place of the head of size `old` (`None`: there is none yet).
    /// The same size again is allowed, to add cosignatures.
    ///
    /// # Errors
    /// [`HeadError::Conflict`], [`HeadError::Backwards`], [`HeadError::BeyondJournal`], or the
    /// engine's own failure; in every case the recorded head stands.
    pub async fn cas_head(&self, old: Option<u64>, new: &Head) -> Result<(), HeadError> {
        let mut transaction = self.writer()?.begin().await?;
        let actual = recorded(&mut transaction).await?;
        let journal = size_in(&mut transaction).await?;
        check(old, actual, journal, new)?;
        let root: Param = new.root.into();
        let (sql, values) = match old {
            None => (
                "INSERT INTO head (id, size, root, note) VALUES (1, $1, $2, $3)",
                vec![new.size.into(), root, (&new.note).into()],
            ),
            Some(old) => (
                "UPDATE head SET size = $1, root = $2, note = $3 WHERE size = $4",
                vec![new.size.into(), root, (&new.note).into(), old.into()],
            ),
        };
        query_with(sql, arguments(values)?)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }
}

async fn recorded(connection: &mut AnyConnection) -> Result<Option<u64>, StoreError> {
    let row = query("SELECT size FROM head")
        .fetch_optional(connection)
        .await?;
    row.map(|row| Columns::of(&row).index()).transpose()
}

fn check(
    expected: Option<u64>,
    actual: Option<u64>,
    journal: u64,
    new: &Head,
) -> Result<(), HeadError> {
    if actual != expected {
        return Err(HeadError::Conflict { expected, actual });
    }
    if let Some(recorded) = actual.filter(|recorded| new.size < *recorded) {
        return Err(HeadError::Backwards {
            recorded,
            new: new.size,
        });
    }
    if new.size > journal {
        return Err(HeadError::BeyondJournal {
            journal,
            new: new.size,
        });
    }
    Ok(())
}
