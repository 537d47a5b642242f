//! An owned statement with its values: how a vault change travels into a batch.

use sqlx::Arguments;
use sqlx::any::AnyArguments;

use crate::StoreError;

/// A private thing's id: 128 random bits, drawn by the caller. It never enters the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PrivateId(pub [u8; 16]);

/// One change of the vault, to be written inside a [`Batch`](crate::Batch).
///
/// Made by the constructors in [`vault`](crate::vault) and opaque to everyone else, so that SQL
/// stays in this crate.
#[derive(Clone, Debug)]
pub struct Row(pub(crate) Op);

/// What a [`Row`] does.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    /// A plain new row. Inserts into the same table are written many at a time.
    Insert {
        /// The table and its columns: `noun (a, b, c)`.
        into: &'static str,
        /// One value for each column.
        values: Vec<Param>,
    },
    /// Any other change.
    Statement {
        /// Portable SQL with `$1` placeholders.
        sql: &'static str,
        /// The values of the placeholders.
        values: Vec<Param>,
    },
}

impl Row {
    /// A new row of `into`, which reads `noun (a, b, c)`.
    pub(crate) fn insert(into: &'static str, values: Vec<Param>) -> Self {
        Self(Op::Insert { into, values })
    }

    /// Any other change.
    pub(crate) fn statement(sql: &'static str, values: Vec<Param>) -> Self {
        Self(Op::Statement { sql, values })
    }
}

/// A value for a placeholder. An absent value keeps its type, because PostgreSQL wants to know it.
#[derive(Clone, Debug)]
pub(crate) enum Param {
    /// A 64-bit integer.
    Int(Option<i64>),
    /// UTF-8 text.
    Text(Option<String>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
    /// A number that no engine column can hold: refused when the row is written.
    OutOfRange(u64),
}

/// A list of [`Param`]s from values of any supported type.
macro_rules! params {
    ($($value:expr),* $(,)?) => { vec![$($crate::row::Param::from($value)),*] };
}
pub(crate) use params;

/// The engine's form of a list of values.
pub(crate) fn arguments(
    values: impl IntoIterator<Item = Param>,
) -> Result<AnyArguments, StoreError> {
    let mut arguments = AnyArguments::default();
    for value in values {
        match value {
            Param::Int(value) => arguments.add(value),
            Param::Text(value) => arguments.add(value),
            Param::Bytes(value) => arguments.add(value),
            Param::OutOfRange(value) => return Err(StoreError::Range { value }),
        }
        .map_err(StoreError::Engine)?;
    }
    Ok(arguments)
}

impl From<i64> for Param {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}

impl From<Option<i64>> for Param {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}

impl From<u64> for Param {
    fn from(value: u64) -> Self {
        i64::try_from(value).map_or(Self::OutOfRange(value), Self::from)
    }
}

impl From<Option<u64>> for Param {
    fn from(value: Option<u64>) -> Self {
        value.map_or(Self::Int(None), Self::from)
    }
}

impl From<u32> for Param {
    fn from(value: u32) -> Self {
        Self::Int(Some(i64::from(value)))
    }
}

impl From<&str> for Param {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<&String> for Param {
    fn from(value: &String) -> Self {
        Self::Text(Some(value.clone()))
    }
}

impl From<&Option<String>> for Param {
    fn from(value: &Option<String>) -> Self {
        Self::Text(value.clone())
    }
}

impl From<Vec<u8>> for Param {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(Some(value))
    }
}

impl From<&Option<Vec<u8>>> for Param {
    fn from(value: &Option<Vec<u8>>) -> Self {
        Self::Bytes(value.clone())
    }
}

impl<const N: usize> From<[u8; N]> for Param {
    fn from(value: [u8; N]) -> Self {
        Self::Bytes(Some(value.to_vec()))
    }
}

impl<const N: usize> From<Option<[u8; N]>> for Param {
    fn from(value: Option<[u8; N]>) -> Self {
        Self::Bytes(value.map(|bytes| bytes.to_vec()))
    }
}

impl From<PrivateId> for Param {
    fn from(value: PrivateId) -> Self {
        Self::from(value.0)
    }
}

impl From<Option<PrivateId>> for Param {
    fn from(value: Option<PrivateId>) -> Self {
        Self::from(value.map(|id| id.0))
    }
}
