//! The journal's rows: appending by compare-and-swap, reading by index, replaying all.

use sqlx::AnyConnection;
use sqlx::{query, query_with};
use tokio::task::JoinHandle;

use crate::columns::Columns;
use crate::row::{Op, arguments, params};
use crate::write::write_all;
use crate::{AppendError, Row, Store, StoreError, engine};

/// Entries in one transaction: bounds how long the writer holds back everyone behind it.
pub const BATCH_ENTRIES_MAX: usize = 4096;

/// Vault rows in one transaction; an import may bring several for each entry.
pub const BATCH_ROWS_MAX: usize = 16_384;

/// Entries that one read returns at most: 8 MiB when all have the largest size of 8 KiB.
pub const ENTRIES_READ_MAX: u32 = 1024;

/// Entries per page of a replay: few round trips, and two pages of the largest entries (one in
/// use, one read ahead) stay below 70 MB.
pub const REPLAY_PAGE: u64 = 4096;

/// One entry to append: its canonical bytes and their leaf hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The bytes that are hashed and published.
    pub bytes: Vec<u8>,
    /// The Merkle leaf hash of `bytes`, computed by the caller.
    pub leaf: [u8; 32],
}

/// Everything that one transaction writes.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Entries in order; may be empty, as for talk.
    pub entries: Vec<Entry>,
    /// Changes of the vault in order.
    pub rows: Vec<Row>,
}

/// An entry as it is read back: index, bytes, leaf hash.
pub type Stored = (u64, Vec<u8>, [u8; 32]);

impl Store {
    /// Writes `batch` in one durable transaction if the journal has exactly `expected` entries.
    /// The first entry gets the index `expected`.
    ///
    /// # Errors
    /// [`AppendError::Conflict`] with the actual size, [`AppendError::TooMany`], or a failure of
    /// the engine; in every case nothing of the batch stands. After a failure of the engine the
    /// outcome of the commit itself is unknown: stop, open again, read the size.
    pub async fn append(&self, expected: u64, batch: Batch) -> Result<(), AppendError> {
        check_limits(&batch)?;
        let mut transaction = self.writer()?.begin().await?;
        let added = u64::try_from(batch.entries.len()).unwrap_or(u64::MAX);
        if !swap_size(&mut transaction, expected, expected.saturating_add(added)).await? {
            let actual = size_in(&mut transaction).await?;
            transaction.rollback().await?;
            return Err(AppendError::Conflict { expected, actual });
        }
        write_all(&mut transaction, operations(expected, batch)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// How many entries the journal has.
    ///
    /// # Errors
    /// The engine's own failure.
    pub async fn size(&self) -> Result<u64, StoreError> {
        let size = self
            .one("SELECT size FROM journal_size", "", params![], |row| {
                row.index()
            })
            .await?;
        size.ok_or(StoreError::Damaged {
            what: "journal size",
        })
    }

    /// Entries from index `from` on, at most `limit` and never more than [`ENTRIES_READ_MAX`].
    ///
    /// # Errors
    /// The engine's own failure.
    pub async fn read(&self, from: u64, limit: u32) -> Result<Vec<Stored>, StoreError> {
        let end = from.saturating_add(u64::from(limit.min(ENTRIES_READ_MAX)));
        page(self, from, end).await
    }

    /// The bytes alone of what [`Store::read`] returns.
    ///
    /// # Errors
    /// The engine's own failure.
    pub async fn entries(&self, from: u64, limit: u32) -> Result<Vec<Vec<u8>>, StoreError> {
        let stored = self.read(from, limit).await?;
        Ok(stored.into_iter().map(|(_, bytes, _)| bytes).collect())
    }

    /// The leaf hashes alone of what [`Store::read`] returns.
    ///
    /// # Errors
    /// The engine's own failure.
    pub async fn leaves(&self, from: u64, limit: u32) -> Result<Vec<[u8; 32]>, StoreError> {
        let end = from.saturating_add(u64::from(limit.min(ENTRIES_READ_MAX)));
        self.many(
            "SELECT leaf FROM journal",
            "WHERE idx >= $1 AND idx < $2 ORDER BY idx",
            params![from, end],
            |row| row.array(),
        )
        .await
    }

    /// Starts reading the whole journal from index `from`, page by page.
    #[must_use]
    pub fn replay(&self, from: u64) -> Replay {
        Replay {
            store: self.clone(),
            next: from,
            ahead: None,
        }
    }
}

/// A read of the whole journal that fetches one page ahead of its reader.
pub struct Replay {
    store: Store,
    /// The index after the last entry that was handed out.
    next: u64,
    ahead: Option<JoinHandle<Result<Vec<Stored>, StoreError>>>,
}

impl Replay {
    /// The next page of at most [`REPLAY_PAGE`] entries in order without a gap; `None` at the
    /// end. Entries appended meanwhile are included.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where an index is missing, or the engine's own failure.
    pub async fn next_page(&mut self) -> Result<Option<Vec<Stored>>, StoreError> {
        let mut page = match self.ahead.take() {
            Some(ahead) => ahead
                .await
                .map_err(|error| StoreError::Engine(Box::new(error)))??,
            None => page_from(&self.store, self.next).await?,
        };
        if page.is_empty() {
            // It may have been read before the last append: look again, knowing what must be there.
            let size = self.store.size().await?;
            page = page_from(&self.store, self.next).await?;
            if page.is_empty() && self.next >= size {
                return Ok(None);
            }
        }
        self.advance(&page)?;
        let (store, from) = (self.store.clone(), self.next);
        self.ahead = Some(tokio::spawn(async move { page_from(&store, from).await }));
        Ok(Some(page))
    }

    /// Moves past `page`, which must go on exactly where the last one ended.
    fn advance(&mut self, page: &[Stored]) -> Result<(), StoreError> {
        let indexes = page.iter().map(|(index, _, _)| *index);
        if page.is_empty() || !indexes.eq((self.next..).take(page.len())) {
            return Err(StoreError::Damaged {
                what: "journal: an index is missing",
            });
        }
        let added = u64::try_from(page.len()).unwrap_or(u64::MAX);
        self.next = self.next.saturating_add(added);
        Ok(())
    }
}

impl Drop for Replay {
    fn drop(&mut self) {
        if let Some(ahead) = &self.ahead {
            ahead.abort();
        }
    }
}

fn check_limits(batch: &Batch) -> Result<(), AppendError> {
    let over = |what, count: usize, limit| match count > limit {
        true => Err(AppendError::TooMany { what, limit }),
        false => Ok(()),
    };
    over("entries", batch.entries.len(), BATCH_ENTRIES_MAX)?;
    over("rows", batch.rows.len(), BATCH_ROWS_MAX)
}

/// Sets the size if it is `expected`; also run for a batch without entries, so that its rows
/// rest on the journal they were decided on.
async fn swap_size(
    connection: &mut AnyConnection,
    expected: u64,
    size: u64,
) -> Result<bool, StoreError> {
    let done = query_with(
        "UPDATE journal_size SET size = $1 WHERE size = $2",
        arguments(params![size, expected])?,
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The size as a transaction sees it.
pub(crate) async fn size_in(connection: &mut AnyConnection) -> Result<u64, StoreError> {
    let row = query("SELECT size FROM journal_size")
        .fetch_one(connection)
        .await?;
    Columns::of(&row).index()
}

/// The batch as operations, entries first: a row may be about an entry, never the reverse.
fn operations(expected: u64, batch: Batch) -> impl Iterator<Item = Op> {
    let entries = (expected..)
        .zip(batch.entries)
        .map(|(index, entry)| Op::Insert {
            into: "journal (idx, entry, leaf)",
            values: params![index, entry.bytes, entry.leaf],
        });
    entries.chain(batch.rows.into_iter().map(|row| row.0))
}

async fn page_from(store: &Store, from: u64) -> Result<Vec<Stored>, StoreError> {
    page(store, from, from.saturating_add(REPLAY_PAGE)).await
}

async fn page(store: &Store, from: u64, end: u64) -> Result<Vec<Stored>, StoreError> {
    // No index is larger than i64::MAX, so a larger bound asks for the same entries.
    let bound = |value| i64::try_from(value).unwrap_or(i64::MAX);
    engine::page(store.replayers(), bound(from), bound(end)).await
}
