//! Contacts: how a person or a thing's keeper is reached. Never in the journal.

use crate::columns::Columns;
use crate::row::params;
use crate::store::LIST_MAX;
use crate::{PrivateId, Row, Store, StoreError};

/// One way of reaching somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Random id.
    pub id: PrivateId,
    /// The person it reaches or who wrote it down.
    pub account: Option<PrivateId>,
    /// The need, offer, consignment or recipient it belongs to.
    pub subject: Option<u64>,
    /// The room whose members may see it.
    pub room: Option<u64>,
    /// What kind it is, in the caller's words: `phone`, `street` …
    pub kind: String,
    /// The number, name or address.
    pub value: String,
    /// When it was written down.
    pub created_at: i64,
}

/// A new contact.
#[must_use]
pub fn insert(contact: &Contact) -> Row {
    Row::insert(
        "contact (id, account, subject, room, kind, value, created_at)",
        params![
            contact.id,
            contact.account,
            contact.subject,
            contact.room,
            &contact.kind,
            &contact.value,
            contact.created_at,
        ],
    )
}

/// Forgets every contact of an account.
#[must_use]
pub fn delete_all(account: PrivateId) -> Row {
    Row::statement("DELETE FROM contact WHERE account = $1", params![account])
}

/// Forgets every contact of a thing, for instance when it is closed.
#[must_use]
pub fn delete_for(subject: u64) -> Row {
    Row::statement("DELETE FROM contact WHERE subject = $1", params![subject])
}

const SELECT: &str = "SELECT id, account, subject, room, kind, value, created_at FROM contact";

fn read(row: &mut Columns<'_>) -> Result<Contact, StoreError> {
    Ok(Contact {
        id: row.id()?,
        account: row.opt_id()?,
        subject: row.opt_index()?,
        room: row.opt_index()?,
        kind: row.text()?,
        value: row.text()?,
        created_at: row.int()?,
    })
}

impl Store {
    /// The contacts of a thing, oldest first.
    pub async fn contacts_for(&self, subject: u64) -> Result<Vec<Contact>, StoreError> {
        let rest = "WHERE subject = $1 ORDER BY created_at, id LIMIT $2";
        self.many(SELECT, rest, params![subject, LIST_MAX], read)
            .await
    }
}
