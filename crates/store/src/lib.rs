//! Journal and vault on one transactional engine. Knows bytes, not needs.
//!
//! What is here: the journal's rows (entry bytes and leaf hash by index), the signed head, the
//! vault's rows (accounts, talk, the texts behind commitments …), and the one transaction that
//! writes all of them together. The engine is SQLite in one file, `DIR/tideover.db`.
//!
//! Out of scope: what an entry means, who may do what, hashing, signing, clocks, randomness,
//! full-text search.
//!
//! Writing has one door: [`Store::append`] takes a [`Batch`] of entries and vault [`Row`]s and
//! makes all of them durable, or none. Rows are made by the constructors in [`vault`].
//!
//! ```
//! # async fn example(dir: &std::path::Path) -> Result<(), Box<dyn std::error::Error>> {
//! use store::{Batch, Entry, Store, vault::setting};
//!
//! let store = Store::open(dir).await?;
//! let size = store.size().await?;
//! let batch = Batch {
//!     entries: vec![Entry { bytes: b"{}".to_vec(), leaf: [0; 32] }],
//!     rows: vec![setting::set("name", "Harbour kitchen")],
//! };
//! store.append(size, batch).await?;
//! assert_eq!(store.size().await?, size + 1);
//! # Ok(())
//! # }
//! ```

mod columns;
mod engine;
mod error;
mod head;
mod journal;
mod migrate;
mod row;
mod store;
pub mod vault;
mod write;

pub use error::{AppendError, HeadError, StoreError};
pub use head::Head;
pub use journal::{
    BATCH_ENTRIES_MAX, BATCH_ROWS_MAX, Batch, ENTRIES_READ_MAX, Entry, REPLAY_PAGE, Replay, Stored,
};
pub use row::{PrivateId, Row};
pub use store::{LIST_MAX, Store};
