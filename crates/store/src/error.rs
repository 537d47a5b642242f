//! What can go wrong between the process and its disk.

use std::path::PathBuf;

/// A failure of the engine or of the folder. None of these is a person's mistake.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder or the lock file could not be made or opened.
    #[error("cannot open {path}")]
    Io {
        /// What was being opened.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// Another process has this folder open for writing.
    #[error("{dir} is in use by another process")]
    Locked {
        /// The folder.
        dir: PathBuf,
    },
    /// There is no community in this folder.
    #[error("{dir} holds no database")]
    Missing {
        /// The folder.
        dir: PathBuf,
    },
    /// The linked engine has a known defect that can lose data.
    #[error("the database engine {version} is too old")]
    EngineTooOld {
        /// The version it reports.
        version: String,
    },
    /// The engine refused a setting that durability rests on.
    #[error("the database engine refused {setting}")]
    SettingRefused {
        /// The setting, as it was asked for.
        setting: &'static str,
    },
    /// The file was written by a newer program.
    #[error("the database has schema {found}, this program knows {known}")]
    SchemaNewer {
        /// The schema number in the file.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// The file was written by an older program and is open for reading only.
    #[error("the database has schema {found}; open it for writing once to bring it to {known}")]
    SchemaOlder {
        /// The schema number in the file.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// A write was asked of a store that was opened for reading.
    #[error("the store is open for reading only")]
    ReadOnly,
    /// A stored value does not have the form that this program wrote.
    #[error("a stored {what} is damaged")]
    Damaged {
        /// What kind of value.
        what: &'static str,
    },
    /// A number is larger than the engine's integers.
    #[error("{value} is beyond the range of the database")]
    Range {
        /// The number.
        value: u64,
    },
    /// The engine failed. After a failed write the process must stop and replay, never retry.
    #[error("the database failed")]
    Engine(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Engine(Box::new(error))
    }
}

/// Why a batch was not written. Nothing of it stands.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// The journal does not have the size that the batch was decided on.
    #[error("the journal has {actual} entries, the batch expected {expected}")]
    Conflict {
        /// The size the caller named.
        expected: u64,
        /// The size the journal has.
        actual: u64,
    },
    /// The batch is larger than one transaction may be.
    #[error("a batch holds at most {limit} {what}")]
    TooMany {
        /// `entries` or `rows`.
        what: &'static str,
        /// The limit that was passed.
        limit: usize,
    },
    /// The engine failed: stop and replay.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for AppendError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Why a new head was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum HeadError {
    /// The recorded head is not the one that the caller knew.
    #[error("the recorded head is {actual:?}, not {expected:?}")]
    Conflict {
        /// The size the caller named; `None` means no head yet.
        expected: Option<u64>,
        /// The recorded size.
        actual: Option<u64>,
    },
    /// The new head is smaller than the recorded one: signing it would be a fork.
    #[error("a head of {new} entries after one of {recorded}")]
    Backwards {
        /// The size of the recorded head.
        recorded: u64,
        /// The size of the refused head.
        new: u64,
    },
    /// The new head claims entries that are not durable.
    #[error("a head of {new} entries over a journal of {journal}")]
    BeyondJournal {
        /// The journal's size.
        journal: u64,
        /// The size of the refused head.
        new: u64,
    },
    /// The engine failed: stop and replay.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for HeadError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
