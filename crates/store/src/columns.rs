//! Reading a result row from left to right, with the types the vault uses.

use sqlx::any::AnyRow;
use sqlx::{Any, Decode, Row as _, Type};

use crate::{PrivateId, StoreError};

/// A result row and how far it has been read.
pub(crate) struct Columns<'r> {
    row: &'r AnyRow,
    next: usize,
}

impl<'r> Columns<'r> {
    /// Starts at the first column.
    pub(crate) fn of(row: &'r AnyRow) -> Self {
        Self { row, next: 0 }
    }

    fn take<T: Decode<'r, Any> + Type<Any>>(&mut self) -> Result<T, StoreError> {
        let value = self.row.try_get(self.next)?;
        self.next = self.next.saturating_add(1);
        Ok(value)
    }

    pub(crate) fn int(&mut self) -> Result<i64, StoreError> {
        self.take()
    }

    pub(crate) fn opt_int(&mut self) -> Result<Option<i64>, StoreError> {
        self.take()
    }

    /// A journal index, a room sequence number or a size: never negative.
    pub(crate) fn index(&mut self) -> Result<u64, StoreError> {
        u64::try_from(self.int()?).map_err(|_| StoreError::Damaged { what: "index" })
    }

    pub(crate) fn opt_index(&mut self) -> Result<Option<u64>, StoreError> {
        self.opt_int()?
            .map(u64::try_from)
            .transpose()
            .map_err(|_| StoreError::Damaged { what: "index" })
    }

    pub(crate) fn count(&mut self) -> Result<u32, StoreError> {
        u32::try_from(self.int()?).map_err(|_| StoreError::Damaged { what: "count" })
    }

    pub(crate) fn text(&mut self) -> Result<String, StoreError> {
        self.take()
    }

    pub(crate) fn opt_text(&mut self) -> Result<Option<String>, StoreError> {
        self.take()
    }

    pub(crate) fn bytes(&mut self) -> Result<Vec<u8>, StoreError> {
        self.take()
    }

    pub(crate) fn opt_bytes(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        self.take()
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], StoreError> {
        fixed(self.bytes()?)
    }

    pub(crate) fn opt_array<const N: usize>(&mut self) -> Result<Option<[u8; N]>, StoreError> {
        self.opt_bytes()?.map(fixed).transpose()
    }

    pub(crate) fn id(&mut self) -> Result<PrivateId, StoreError> {
        self.array().map(PrivateId)
    }

    pub(crate) fn opt_id(&mut self) -> Result<Option<PrivateId>, StoreError> {
        Ok(self.opt_array()?.map(PrivateId))
    }
}

/// Bytes whose length the schema fixes.
fn fixed<const N: usize>(bytes: Vec<u8>) -> Result<[u8; N], StoreError> {
    <[u8; N]>::try_from(bytes).map_err(|_| StoreError::Damaged { what: "hash or id" })
}
