//! The open store: a folder, its lock, and its connections.

use std::fs::{DirBuilder, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sqlx::any::AnyRow;
use sqlx::sqlite::SqlitePool;
use sqlx::{AnyPool, AssertSqlSafe, query_with};

use crate::columns::Columns;
use crate::row::{Param, arguments};
use crate::{StoreError, engine, migrate};

/// Rows that one read of a list returns at most: a page of a page, never a table.
pub const LIST_MAX: u32 = 1000;

/// The file with everything in it.
const FILE: &str = "tideover.db";

/// The file whose lock says that a process writes here.
const LOCK: &str = "lock";

/// One community's journal and vault. Clones share the same connections.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    /// Absent when the store was opened for reading.
    writer: Option<AnyPool>,
    readers: AnyPool,
    replayers: SqlitePool,
    /// Held for as long as the store lives; the system releases it when the file is closed.
    _lock: Option<File>,
}

impl Store {
    /// Opens `dir` for writing, making it and bringing its schema up to date if needed.
    ///
    /// # Errors
    /// [`StoreError::Locked`] if another process has it open; [`StoreError::SchemaNewer`],
    /// [`StoreError::EngineTooOld`], [`StoreError::SettingRefused`] where going on would risk
    /// the data; otherwise the system's or the engine's own failure.
    pub async fn open(dir: &Path) -> Result<Self, StoreError> {
        make_private_dir(dir)?;
        let lock = lock(dir)?;
        let file = file_in(dir)?;
        let writer = engine::writer(&file).await?;
        migrate::up(&mut *writer.acquire().await?).await?;
        Self::assemble(&file, Some(writer), Some(lock)).await
    }

    /// Opens `dir` for reading beside a running writer or without one: verify, export, backup.
    ///
    /// # Errors
    /// [`StoreError::Missing`] if there is nothing in `dir`; else as [`Store::open`].
    pub async fn open_read(dir: &Path) -> Result<Self, StoreError> {
        if !dir.join(FILE).is_file() {
            return Err(StoreError::Missing {
                dir: dir.to_owned(),
            });
        }
        let store = Self::assemble(&file_in(dir)?, None, None).await?;
        migrate::check(&mut *store.inner.readers.acquire().await?).await?;
        Ok(store)
    }

    async fn assemble(
        file: &Path,
        writer: Option<AnyPool>,
        lock: Option<File>,
    ) -> Result<Self, StoreError> {
        let inner = Inner {
            writer,
            readers: engine::readers(file).await?,
            replayers: engine::replayers(file),
            _lock: lock,
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// Moves the write-ahead log into the file and closes every connection. Dropping the store
    /// without this loses nothing; the next opening does the work.
    ///
    /// # Errors
    /// The engine's own failure.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.inner.readers.close().await;
        self.inner.replayers.close().await;
        if let Some(writer) = &self.inner.writer {
            engine::checkpoint(writer).await?;
            writer.close().await;
        }
        Ok(())
    }

    /// Writes a compact, consistent copy of journal and vault to the new file `to`, while the
    /// store goes on working. The caller re-verifies the copy before trusting it.
    ///
    /// # Errors
    /// The engine's own failure, also when `to` exists already.
    pub async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let text = to.to_str().ok_or(StoreError::Damaged { what: "path" })?;
        engine::copy_into(&self.inner.readers, text).await
    }

    pub(crate) fn writer(&self) -> Result<&AnyPool, StoreError> {
        self.inner.writer.as_ref().ok_or(StoreError::ReadOnly)
    }

    pub(crate) fn replayers(&self) -> &SqlitePool {
        &self.inner.replayers
    }

    /// The rows of `select` + `rest`, each read by `read`.
    pub(crate) async fn many<T>(
        &self,
        select: &str,
        rest: &str,
        values: Vec<Param>,
        read: fn(&mut Columns<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let rows = self.rows(select, rest, values).await?;
        rows.iter().map(|row| read(&mut Columns::of(row))).collect()
    }

    /// The first row of `select` + `rest`, if there is one.
    pub(crate) async fn one<T>(
        &self,
        select: &str,
        rest: &str,
        values: Vec<Param>,
        read: fn(&mut Columns<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let rows = self.rows(select, rest, values).await?;
        rows.first()
            .map(|row| read(&mut Columns::of(row)))
            .transpose()
    }

    async fn rows(
        &self,
        select: &str,
        rest: &str,
        values: Vec<Param>,
    ) -> Result<Vec<AnyRow>, StoreError> {
        // Both halves are constants of this crate; values only ever travel as arguments.
        let sql = AssertSqlSafe(format!("{select} {rest}"));
        Ok(query_with(sql, arguments(values)?)
            .fetch_all(&self.inner.readers)
            .await?)
    }
}

/// The folder, readable by its owner alone: the vault is in it.
fn make_private_dir(dir: &Path) -> Result<(), StoreError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(dir).map_err(|source| StoreError::Io {
        path: dir.to_owned(),
        source,
    })
}

fn lock(dir: &Path) -> Result<File, StoreError> {
    let path = dir.join(LOCK);
    let failed = |source| StoreError::Io {
        path: path.clone(),
        source,
    };
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked {
            dir: dir.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// The database's absolute path: connections are addressed by URL, which has no relative form.
fn file_in(dir: &Path) -> Result<PathBuf, StoreError> {
    dir.canonicalize()
        .map(|dir| dir.join(FILE))
        .map_err(|source| StoreError::Io {
            path: dir.to_owned(),
            source,
        })
}
