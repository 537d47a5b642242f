//! Photographs, already stripped of what the camera wrote into them.

use crate::columns::Columns;
use crate::row::params;
use crate::store::LIST_MAX;
use crate::{PrivateId, Row, Store, StoreError};

/// One photograph. The caller bounds its size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// Random id.
    pub id: PrivateId,
    /// Who took or sent it.
    pub account: PrivateId,
    /// The entry that commits to it.
    pub entry: Option<u64>,
    /// The room whose members may see it; `None` when it is public.
    pub room: Option<u64>,
    /// Its media type.
    pub media_type: String,
    /// The file; `None` once redacted.
    pub bytes: Option<Vec<u8>>,
    /// The salt of its commitment; `None` once redacted.
    pub salt: Option<[u8; 32]>,
    /// The commitment that the journal holds.
    pub commitment: [u8; 32],
    /// When it was sent.
    pub created_at: i64,
    /// When it was redacted.
    pub redacted_at: Option<i64>,
}

/// What lists need to know of a photograph, without the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoRef {
    /// Random id.
    pub id: PrivateId,
    /// The room whose members may see it; `None` when it is public.
    pub room: Option<u64>,
    /// Its media type.
    pub media_type: String,
    /// When it was redacted.
    pub redacted_at: Option<i64>,
}

/// A new photograph.
#[must_use]
pub fn insert(photo: &Photo) -> Row {
    Row::insert(
        "photo (id, account, entry, room, media_type, bytes, salt, commitment, created_at, \
         redacted_at)",
        params![
            photo.id,
            photo.account,
            photo.entry,
            photo.room,
            &photo.media_type,
            &photo.bytes,
            photo.salt,
            photo.commitment,
            photo.created_at,
            photo.redacted_at,
        ],
    )
}

/// Forgets file and salt together.
#[must_use]
pub fn redact(id: PrivateId, at: i64) -> Row {
    Row::statement(
        "UPDATE photo SET bytes = NULL, salt = NULL, redacted_at = $1 \
         WHERE id = $2 AND redacted_at IS NULL",
        params![at, id],
    )
}

const SELECT: &str = "SELECT id, account, entry, room, media_type, bytes, salt, commitment, \
    created_at, redacted_at FROM photo";

fn read(row: &mut Columns<'_>) -> Result<Photo, StoreError> {
    Ok(Photo {
        id: row.id()?,
        account: row.id()?,
        entry: row.opt_index()?,
        room: row.opt_index()?,
        media_type: row.text()?,
        bytes: row.opt_bytes()?,
        salt: row.opt_array()?,
        commitment: row.array()?,
        created_at: row.int()?,
        redacted_at: row.opt_int()?,
    })
}

impl Store {
    /// One photograph with its file.
    pub async fn photo(&self, id: PrivateId) -> Result<Option<Photo>, StoreError> {
        self.one(SELECT, "WHERE id = $1", params![id], read).await
    }

    /// The photograph behind a commitment.
    pub async fn photo_by_commitment(
        &self,
        commitment: [u8; 32],
    ) -> Result<Option<Photo>, StoreError> {
        let rest = "WHERE commitment = $1 LIMIT 1";
        self.one(SELECT, rest, params![commitment], read).await
    }

    /// The photographs of an entry, oldest first, without their files.
    pub async fn photos_of(&self, entry: u64) -> Result<Vec<PhotoRef>, StoreError> {
        self.many(
            "SELECT id, room, media_type, redacted_at FROM photo",
            "WHERE entry = $1 ORDER BY created_at, id LIMIT $2",
            params![entry, LIST_MAX],
            |row| {
                Ok(PhotoRef {
                    id: row.id()?,
                    room: row.opt_index()?,
                    media_type: row.text()?,
                    redacted_at: row.opt_int()?,
                })
            },
        )
        .await
    }
}
