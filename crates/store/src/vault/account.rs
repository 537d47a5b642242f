//! Accounts: the person behind a party, known to the vault alone.

use crate::columns::Columns;
use crate::row::{Param, params};
use crate::store::LIST_MAX;
use crate::{PrivateId, Row, Store, StoreError};

/// Accounts that one read by ids looks up: the senders on a page of talk.
pub const ACCOUNTS_BY_ID_MAX: usize = 100;

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

/// Links the account to its party, or to a fresh one.
#[must_use]
pub fn set_party(id: PrivateId, party: u64) -> Row {
    Row::statement(
        "UPDATE account SET party = $1 WHERE id = $2",
        params![party, id],
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

    /// The accounts with these ids in no order; only the first [`ACCOUNTS_BY_ID_MAX`] are asked.
    pub async fn accounts_by_id(&self, ids: &[PrivateId]) -> Result<Vec<Account>, StoreError> {
        let values: Vec<Param> = ids
            .iter()
            .take(ACCOUNTS_BY_ID_MAX)
            .map(|id| Param::from(*id))
            .collect();
        if values.is_empty() {
            return Ok(Vec::new());
        }
        let marks: Vec<String> = (1..=values.len()).map(|n| format!("${n}")).collect();
        let rest = format!("WHERE id IN ({})", marks.join(","));
        self.many(SELECT, &rest, values, read).await
    }

    /// The next [`LIST_MAX`] accounts in id order; start from the all-zero id.
    pub async fn accounts_after(&self, id: PrivateId) -> Result<Vec<Account>, StoreError> {
        let rest = "WHERE id > $1 ORDER BY id LIMIT $2";
        self.many(SELECT, rest, params![id, LIST_MAX], read).await
    }
}
