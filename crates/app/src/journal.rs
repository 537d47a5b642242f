//! Reading the journal as anybody may: entries, proofs, tiles, the signed head, the key.

use relief::entry::Entry;
use store::{Head, HeadError, StoreError, Stored};
use tlog::checkpoint::{self, Checkpoint};
use tlog::tile::{TileKind, TilePath, encode_bundle};
use tlog::{Hash, Tree};

use crate::app::App;
use crate::error::Refused;

/// A signed head that was durably recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedHead {
    /// How many entries.
    pub size: u64,
    /// Their root.
    pub root: Hash,
    /// The signed checkpoint.
    pub note: String,
}

impl From<Head> for PublishedHead {
    fn from(head: Head) -> Self {
        PublishedHead {
            size: head.size,
            root: Hash(head.root),
            note: head.note,
        }
    }
}

/// One entry with what is needed to check it.
#[derive(Debug, Clone)]
pub struct ReadEntry {
    /// Its index.
    pub index: u64,
    /// The stored bytes.
    pub bytes: Vec<u8>,
    /// What they say.
    pub entry: Entry,
    /// Their leaf hash.
    pub leaf: Hash,
}

impl ReadEntry {
    /// What was read at the start and since then by nobody else: bytes that are no entry any more are damaged.
    fn of((index, bytes, leaf): Stored) -> Result<ReadEntry, Refused> {
        let entry = Entry::decode(&bytes).map_err(|_| StoreError::Damaged { what: "entry" })?;
        Ok(ReadEntry {
            index,
            bytes,
            entry,
            leaf: Hash(leaf),
        })
    }
}

/// The way from one leaf to a signed root.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The head it leads to.
    pub head: PublishedHead,
    /// The hashes, bottom up.
    pub path: Vec<Hash>,
}

impl App {
    /// How strangers check our signatures.
    #[must_use]
    pub fn vkey(&self) -> String {
        self.0.key.verifier().to_string()
    }

    /// The name of the journal for ever.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.0.key.name()
    }

    /// The leaf hash of an entry.
    #[must_use]
    pub fn leaf(&self, index: u64) -> Option<Hash> {
        self.tree().leaf(index)
    }

    /// The last published head.
    #[must_use]
    pub fn head(&self) -> Option<PublishedHead> {
        self.0.head.borrow().clone()
    }

    /// Signs the present size if it is ahead of the last head: recorded durably first, then published.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn checkpoint(&self) -> Result<(), Refused> {
        let old = self.head();
        let (size, root) = {
            let tree = self.tree();
            (tree.size(), tree.root())
        };
        if self.0.read_only || size == 0 || old.as_ref().is_some_and(|h| h.size >= size) {
            return Ok(());
        }
        let origin = self.0.key.name().to_owned();
        let signed = checkpoint::sign(&Checkpoint { origin, size, root }, &self.0.key);
        let note = signed.map_err(|error| StoreError::Engine(Box::new(error)))?;
        let new = Head {
            size,
            root: root.0,
            note,
        };
        match self.store().cas_head(old.map(|h| h.size), &new).await {
            Ok(()) => {
                self.0.head.send_replace(Some(new.into()));
                Ok(())
            }
            // Another checkpoint of this process was quicker; its head stands.
            Err(HeadError::Conflict { .. } | HeadError::Backwards { .. }) => Ok(()),
            Err(HeadError::Store(error)) => Err(error.into()),
            Err(other) => Err(StoreError::Engine(Box::new(other)).into()),
        }
    }

    /// One entry.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn read_entry(&self, index: u64) -> Result<Option<ReadEntry>, Refused> {
        Ok(self.read_entries(index, 1).await?.into_iter().next())
    }

    /// Entries from an index on, at most 1,024.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn read_entries(&self, from: u64, limit: u32) -> Result<Vec<ReadEntry>, Refused> {
        let read = self.store().read(from, limit).await?;
        read.into_iter().map(ReadEntry::of).collect()
    }

    /// That an entry stands under the last published head.
    #[must_use]
    pub fn inclusion(&self, index: u64) -> Option<Proof> {
        let head = self.head()?;
        let path = self.tree().inclusion_proof(index, head.size)?;
        Some(Proof { head, path })
    }

    /// A tile of the published tree: hashes, or a bundle of entries. Nothing beyond the signed size is served.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn tile(&self, path: &TilePath) -> Result<Option<Vec<u8>>, Refused> {
        let size = self.head().map_or(0, |h| h.size);
        if !path.exists_at(size) {
            return Ok(None);
        }
        if path.kind != TileKind::Entries {
            return Ok(self.tree().tile(path));
        }
        let (Some(start), Some(width)) = (path.start(), path.hashes()) else {
            return Ok(None);
        };
        let entries = self.store().entries(start, u32::from(width)).await?;
        let bundle = encode_bundle(entries.iter().map(Vec::as_slice));
        let bundle = bundle.map_err(|_| StoreError::Damaged { what: "entry" })?;
        Ok(Some(bundle))
    }

    fn tree(&self) -> std::sync::RwLockReadGuard<'_, Tree> {
        self.0
            .public
            .tree
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
