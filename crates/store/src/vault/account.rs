//! Accounts: the person behind a party, known to the vault alone.

use crate::columns::Columns;
use crate::row::params;
use crate::{PrivateId, Row, Store, StoreError};

/// One account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Random id.
    pub id: PrivateId,
    /// What the person calls themself; empty once erased. The caller bounds its length.
    pub name: String,
    /// The party under which the person acts in public.
    pub party: Option<u64>,
    /// What the person can do, as the caller's flags: `give,drive,call,translate`.
    pub cans: String,
    /// The language tag of their pages.
    pub lang: String,
    /// When it was made.
    pub created_at: i64,
    /// When the person had it erased.
    pub erased_at: Option<i64>,
}

/// A new account.
#[must_use]
pub fn insert(account: &Account) -> Row {
    Row::insert(
        "account (id, name, party, cans, lang, created_at, erased_at)",
        params![
            account.id,
            &account.name,
            account.party,
            &account.cans,
            &account.lang,
            account.created_at,
            account.erased_at,
        ],
    )
}

/// Changes what the person says about themself.
#[must_use]
pub fn set_profile(id: PrivateId, name: &str, cans: &str, lang: &str) -> Row {
    Row::statement(
        "UPDATE account SET name = $1, cans = $2, lang = $3 WHERE id = $4",
        params![name, cans, lang, id],
    )
}

/// Forgets the name, what they can do, and which party they were. The row stays, so that old
/// talk shows an erased person instead of nobody. Sessions and contacts have rows of their own.
#[must_use]
pub fn erase(id: PrivateId, at: i64) -> Row {
    Row::statement(
        "UPDATE account SET name = '', party = NULL, cans = '', erased_at = $1 WHERE id = $2",
        params![at, id],
    )
}

const SELECT: &str = "SELECT id, name, party, cans, lang, created_at, erased_at FROM account";

fn read(row: &mut Columns<'_>) -> Result<Account, StoreError> {
    Ok(Account {
        id: row.id()?,
        name: row.text()?,
        party: row.opt_index()?,
        cans: row.text()?,
        lang: row.text()?,
        created_at: row.int()?,
        erased_at: row.opt_int()?,
    })
}

impl Store {
    /// The account with this id.
    pub async fn account(&self, id: PrivateId) -> Result<Option<Account>, StoreError> {
        self.one(SELECT, "WHERE id = $1", params![id], read).await
    }

    /// The account behind a party.
    pub async fn account_of_party(&self, party: u64) -> Result<Option<Account>, StoreError> {
        self.one(SELECT, "WHERE party = $1", params![party], read)
            .await
    }
}
