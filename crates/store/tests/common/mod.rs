//! A vault in a fresh folder, and the people in it.
#![allow(clippy::unwrap_used, missing_docs)]

use store::{Batch, PrivateId, Row, Store};

pub const MEI: PrivateId = PrivateId([1; 16]);
pub const JONAS: PrivateId = PrivateId([2; 16]);
pub const NOBODY: PrivateId = PrivateId([9; 16]);
pub const ROOM: u64 = 3;

pub struct Vault {
    pub store: Store,
    _dir: tempfile::TempDir,
}

impl Vault {
    pub async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).await.unwrap();
        Self { store, _dir: dir }
    }

    pub async fn write(&self, rows: impl IntoIterator<Item = Row>) {
        let batch = Batch {
            entries: vec![],
            rows: rows.into_iter().collect(),
        };
        self.store.append(0, batch).await.unwrap();
    }
}
