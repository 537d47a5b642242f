//! Case reports that were typed and not filed, for another official of the office to look at.

use crate::columns::Columns;
use crate::row::params;
use crate::store::LIST_MAX;
use crate::{PrivateId, Row, Store, StoreError};

/// What one official has typed about one day of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseDraft {
    /// The office.
    pub jurisdiction: u64,
    /// The day that it is about, in days since 1970.
    pub day: i64,
    /// Who typed it.
    pub account: PrivateId,
    /// Their party.
    pub party: u64,
    /// When it was kept last.
    pub saved_at: i64,
    /// The form, as the caller writes it.
    pub fields: String,
    /// What somebody who looked at it wrote when they sent it back.
    pub sent_back: Option<String>,
}

/// Keeps a draft, in place of the one that the same person had for the day.
#[must_use]
pub fn put(draft: &CaseDraft) -> Row {
    Row::statement(
        "INSERT INTO case_draft (jurisdiction, day, account, party, saved_at, fields, sent_back) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (jurisdiction, day, account) DO UPDATE SET \
         party = excluded.party, saved_at = excluded.saved_at, fields = excluded.fields, sent_back = excluded.sent_back",
        params![
            draft.jurisdiction,
            draft.day,
            draft.account,
            draft.party,
            draft.saved_at,
            &draft.fields,
            &draft.sent_back,
        ],
    )
}

/// Sends a draft back with words; one that was kept again since stays as it is.
#[must_use]
pub fn send_back(draft: &CaseDraft, words: &str) -> Row {
    Row::statement(
        "UPDATE case_draft SET sent_back = $1 WHERE jurisdiction = $2 AND day = $3 AND account = $4 AND saved_at = $5",
        params![
            words,
            draft.jurisdiction,
            draft.day,
            draft.account,
            draft.saved_at,
        ],
    )
}

/// Everything that was typed about a day of an office: the day is filed.
#[must_use]
pub fn delete(jurisdiction: u64, day: i64) -> Row {
    Row::statement(
        "DELETE FROM case_draft WHERE jurisdiction = $1 AND day = $2",
        params![jurisdiction, day],
    )
}

/// Everything that an account has typed.
#[must_use]
pub fn delete_all(account: PrivateId) -> Row {
    Row::statement(
        "DELETE FROM case_draft WHERE account = $1",
        params![account],
    )
}

/// What was kept before `before`.
#[must_use]
pub fn delete_old(before: i64) -> Row {
    Row::statement(
        "DELETE FROM case_draft WHERE saved_at < $1",
        params![before],
    )
}

fn read(row: &mut Columns<'_>) -> Result<CaseDraft, StoreError> {
    Ok(CaseDraft {
        jurisdiction: row.index()?,
        day: row.int()?,
        account: row.id()?,
        party: row.index()?,
        saved_at: row.int()?,
        fields: row.text()?,
        sent_back: row.opt_text()?,
    })
}

impl Store {
    /// The drafts of an office, the latest day first and of a day the latest kept.
    pub async fn case_drafts(&self, jurisdiction: u64) -> Result<Vec<CaseDraft>, StoreError> {
        self.many(
            "SELECT jurisdiction, day, account, party, saved_at, fields, sent_back FROM case_draft",
            "WHERE jurisdiction = $1 ORDER BY day DESC, saved_at DESC, party LIMIT $2",
            params![jurisdiction, LIST_MAX],
            read,
        )
        .await
    }
}
