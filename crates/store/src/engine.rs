//! Everything that is particular to SQLite: connections, settings, its version, fast paging.
//!
//! The rest of the crate speaks portable SQL through `Any`; another engine replaces this file.

use std::path::Path;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::pool::PoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use sqlx::{AnyConnection, AnyPool, ConnectOptions as _, Row as _, Sqlite, query, raw_sql};

use crate::{StoreError, Stored};

/// The type of a column that holds bytes (`BYTEA` in PostgreSQL).
pub(crate) const BYTES_TYPE: &str = "BLOB";

/// The type of an integer primary key (`BIGINT` in PostgreSQL). Only this spelling makes the key
/// the table's own order in SQLite, so that the journal needs no second tree.
pub(crate) const KEY_TYPE: &str = "INTEGER";

/// Older engines can lose committed pages when two connections write or checkpoint at once.
const VERSION_MIN: (u32, u32, u32) = (3, 51, 3);

/// Readers at a time: pages are answered from memory, so few reach the engine at once.
const READERS: u32 = 4;

/// Connections for replay: one page is being folded while the next is read.
const REPLAY_READERS: u32 = 2;

/// How long a statement waits for another connection's lock. Only a checkpoint can hold one.
const BUSY: Duration = Duration::from_secs(5);

/// Settings of the one connection that writes. `FULL` is what makes a commit survive a power
/// cut; `secure_delete` overwrites what people erased; only the writer checkpoints, every 16 MiB.
const WRITER_SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA fullfsync = ON; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; \
    PRAGMA cell_size_check = ON; PRAGMA wal_autocheckpoint = 4000; \
    PRAGMA journal_size_limit = 67108864";

/// Settings of a connection that only reads: it is opened read-only and never checkpoints.
const READER_SETTINGS: &str = "PRAGMA trusted_schema = OFF; \
    PRAGMA cell_size_check = ON; PRAGMA wal_autocheckpoint = 0";

/// The pool of one connection through which everything is written.
pub(crate) async fn writer(file: &Path) -> Result<AnyPool, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true);
    let pool = pool(1, &options, WRITER_SETTINGS).await?;
    let mut connection = pool.acquire().await?;
    check_version(&mut connection).await?;
    check_setting(&mut connection, "PRAGMA journal_mode", "wal").await?;
    check_setting(&mut connection, "PRAGMA synchronous", "2").await?;
    drop(connection);
    Ok(pool)
}

/// The pool for everything that is read a little at a time.
pub(crate) async fn readers(file: &Path) -> Result<AnyPool, StoreError> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let pool = pool(READERS, &options, READER_SETTINGS).await?;
    let mut connection = pool.acquire().await?;
    check_version(&mut connection).await?;
    drop(connection);
    Ok(pool)
}

/// The pool for reading the whole journal: the engine's own driver lends a page's bytes, where
/// the portable one would copy them twice.
pub(crate) fn replayers(file: &Path) -> SqlitePool {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .busy_timeout(BUSY)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON");
    PoolOptions::<Sqlite>::new()
        .max_connections(REPLAY_READERS)
        .test_before_acquire(false)
        .connect_lazy_with(options)
}

/// A page as one row: per-row hand-over costs more than reading, so the engine joins the bytes
/// and hands over three values. `group_concat` joins BLOBs byte for byte, whatever they hold.
const PAGE: &str = "SELECT COUNT(*), COALESCE(MIN(idx), 0), COALESCE(MAX(idx), 0), \
    COALESCE(group_concat(length(entry), ','), ''), \
    COALESCE(CAST(group_concat(leaf, '') AS BLOB), x''), \
    COALESCE(CAST(group_concat(entry, '') AS BLOB), x'') FROM \
    (SELECT idx, entry, leaf FROM journal WHERE idx >= $1 AND idx < $2 ORDER BY idx)";

/// Entries `from..end` in order, as many of them as there are.
pub(crate) async fn page(
    pool: &SqlitePool,
    from: i64,
    end: i64,
) -> Result<Vec<Stored>, StoreError> {
    let row = query(PAGE).bind(from).bind(end).fetch_one(pool).await?;
    let (count, first, last): (i64, i64, i64) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    if count == 0 {
        return Ok(Vec::new());
    }
    if last.checked_sub(first) != count.checked_sub(1) {
        return Err(StoreError::Damaged {
            what: "journal: an index is missing",
        });
    }
    let first = u64::try_from(first).map_err(|_| StoreError::Damaged { what: "index" })?;
    split(first, row.try_get(3)?, row.try_get(4)?, row.try_get(5)?).ok_or(StoreError::Damaged {
        what: "journal page",
    })
}

/// Cuts the joined bytes of a page at the given lengths; `None` unless all of it fits exactly.
fn split(first: u64, lengths: &str, leaves: &[u8], mut bytes: &[u8]) -> Option<Vec<Stored>> {
    let (leaves, rest) = leaves.as_chunks::<32>();
    let mut stored = Vec::with_capacity(leaves.len());
    let mut lengths = lengths.split(',');
    for (index, leaf) in (first..).zip(leaves) {
        let (entry, after) = bytes.split_at_checked(lengths.next()?.parse().ok()?)?;
        stored.push((index, entry.to_vec(), *leaf));
        bytes = after;
    }
    let exact = rest.is_empty() && bytes.is_empty() && lengths.next().is_none();
    exact.then_some(stored)
}

/// Moves the write-ahead log into the file and empties it.
pub(crate) async fn checkpoint(writer: &AnyPool) -> Result<(), StoreError> {
    raw_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(writer)
        .await?;
    Ok(())
}

/// Writes a compact copy of the whole database; a snapshot of one moment.
pub(crate) async fn copy_into(readers: &AnyPool, to: &str) -> Result<(), StoreError> {
    query("VACUUM INTO $1")
        .bind(to.to_owned())
        .execute(readers)
        .await?;
    Ok(())
}

async fn pool(
    connections: u32,
    options: &SqliteConnectOptions,
    settings: &'static str,
) -> Result<AnyPool, StoreError> {
    sqlx::any::install_default_drivers();
    let options = AnyConnectOptions::from_url(&options.to_url_lossy())?;
    let pool = AnyPoolOptions::new()
        .max_connections(connections)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                raw_sql(settings).execute(connection).await?;
                Ok(())
            })
        })
        .connect_with(options)
        .await?;
    Ok(pool)
}

async fn check_version(connection: &mut AnyConnection) -> Result<(), StoreError> {
    let row = query("SELECT sqlite_version()")
        .fetch_one(connection)
        .await?;
    let version: String = row.try_get(0)?;
    if parse_version(&version) < Some(VERSION_MIN) {
        return Err(StoreError::EngineTooOld { version });
    }
    Ok(())
}

fn parse_version(text: &str) -> Option<(u32, u32, u32)> {
    let mut numbers = text.split('.').map(str::parse);
    let mut next = || numbers.next().and_then(Result::ok);
    Some((next()?, next()?, next()?))
}

async fn check_setting(
    connection: &mut AnyConnection,
    setting: &'static str,
    wanted: &str,
) -> Result<(), StoreError> {
    let row = raw_sql(setting).fetch_one(connection).await?;
    let found = row
        .try_get::<String, _>(0)
        .or_else(|_| row.try_get::<i64, _>(0).map(|number| number.to_string()))?;
    if found != wanted {
        return Err(StoreError::SettingRefused { setting });
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_only_where_everything_fits() {
        let leaves = [7; 64];
        let cut = split(5, "2,0", &leaves, b"ab").unwrap();
        assert_eq!(cut, [(5, b"ab".to_vec(), [7; 32]), (6, vec![], [7; 32])]);
        assert_eq!(split(5, "2", &leaves, b"ab"), None);
        assert_eq!(split(5, "2,0,0", &leaves, b"ab"), None);
        assert_eq!(split(5, "1,0", &leaves, b"ab"), None);
        assert_eq!(split(5, "1,2", &leaves, b"ab"), None);
        assert_eq!(split(5, "2,0", &[7; 63], b"ab"), None);
    }

    #[test]
    fn versions_compare_by_number_and_nonsense_is_too_old() {
        assert_eq!(parse_version("3.51.3"), Some(VERSION_MIN));
        assert!(parse_version("3.9.0") < Some(VERSION_MIN));
        assert!(parse_version("4.0.0") > Some(VERSION_MIN));
        assert!(parse_version("recent") < Some(VERSION_MIN));
    }
}
