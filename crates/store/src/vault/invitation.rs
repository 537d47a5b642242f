//! Invitations: the link that lets people into a room.

use crate::columns::Columns;
use crate::row::params;
use crate::store::LIST_MAX;
use crate::{PrivateId, Row, Store, StoreError};

/// One invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Hash of the code; the key that an arriving person is looked up by.
    pub code_hash: [u8; 32],
    /// The code itself, in clear: its owner prints it again as a QR sheet days later. It opens
    /// one room, can be paused or revoked, and a reader of the vault sees that room anyway.
    pub code: String,
    /// The room it opens.
    pub room: u64,
    /// Who invites.
    pub inviter: PrivateId,
    /// Steps from the founder to those who come in by it.
    pub generation: u32,
    /// How many more may come.
    pub uses_left: u32,
    /// How many came.
    pub uses: u32,
    /// When it was made.
    pub created_at: i64,
    /// When it ends by itself.
    pub expires_at: Option<i64>,
    /// Until when it is paused.
    pub paused_until: Option<i64>,
    /// When it was withdrawn.
    pub revoked_at: Option<i64>,
}

/// A new invitation.
#[must_use]
pub fn insert(invitation: &Invitation) -> Row {
    Row::insert(
        "invitation (code_hash, code, room, inviter, generation, uses_left, uses, created_at, \
         expires_at, paused_until, revoked_at)",
        params![
            invitation.code_hash,
            &invitation.code,
            invitation.room,
            invitation.inviter,
            invitation.generation,
            invitation.uses_left,
            invitation.uses,
            invitation.created_at,
            invitation.expires_at,
            invitation.paused_until,
            invitation.revoked_at,
        ],
    )
}

/// Counts one arrival. Does nothing when no use is left; the caller has checked before.
#[must_use]
pub fn use_one(code_hash: [u8; 32]) -> Row {
    Row::statement(
        "UPDATE invitation SET uses_left = uses_left - 1, uses = uses + 1 \
         WHERE code_hash = $1 AND uses_left > 0",
        params![code_hash],
    )
}

/// Pauses until a time; `None` opens it again.
#[must_use]
pub fn pause(code_hash: [u8; 32], until: Option<i64>) -> Row {
    Row::statement(
        "UPDATE invitation SET paused_until = $1 WHERE code_hash = $2",
        params![until, code_hash],
    )
}

/// Withdraws it for good.
#[must_use]
pub fn revoke(code_hash: [u8; 32], at: i64) -> Row {
    Row::statement(
        "UPDATE invitation SET revoked_at = $1 WHERE code_hash = $2 AND revoked_at IS NULL",
        params![at, code_hash],
    )
}

/// Withdraws every invitation that a person made, in all rooms.
#[must_use]
pub fn revoke_all_by(inviter: PrivateId, at: i64) -> Row {
    Row::statement(
        "UPDATE invitation SET revoked_at = $1 WHERE inviter = $2 AND revoked_at IS NULL",
        params![at, inviter],
    )
}

const SELECT: &str = "SELECT code_hash, code, room, inviter, generation, uses_left, uses, \
    created_at, expires_at, paused_until, revoked_at FROM invitation";

fn read(row: &mut Columns<'_>) -> Result<Invitation, StoreError> {
    Ok(Invitation {
        code_hash: row.array()?,
        code: row.text()?,
        room: row.index()?,
        inviter: row.id()?,
        generation: row.count()?,
        uses_left: row.count()?,
        uses: row.count()?,
        created_at: row.int()?,
        expires_at: row.opt_int()?,
        paused_until: row.opt_int()?,
        revoked_at: row.opt_int()?,
    })
}

impl Store {
    /// The invitation with this code.
    pub async fn invitation(&self, code_hash: [u8; 32]) -> Result<Option<Invitation>, StoreError> {
        let rest = "WHERE code_hash = $1";
        self.one(SELECT, rest, params![code_hash], read).await
    }

    /// The invitations into a room, newest first.
    pub async fn invitations_into(&self, room: u64) -> Result<Vec<Invitation>, StoreError> {
        let rest = "WHERE room = $1 ORDER BY created_at DESC LIMIT $2";
        self.many(SELECT, rest, params![room, LIST_MAX], read).await
    }

    /// The invitations into a room that one person made, newest first.
    pub async fn invitations_by(
        &self,
        room: u64,
        inviter: PrivateId,
    ) -> Result<Vec<Invitation>, StoreError> {
        let rest = "WHERE room = $1 AND inviter = $2 ORDER BY created_at DESC LIMIT $3";
        self.many(SELECT, rest, params![room, inviter, LIST_MAX], read)
            .await
    }
}
