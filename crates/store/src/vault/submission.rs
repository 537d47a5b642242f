//! Submissions: where a form that was sent led to, so that sending it twice acts once.

use crate::row::params;
use crate::{PrivateId, Row, Store, StoreError};

/// One form that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Who sent it.
    pub account: PrivateId,
    /// Hash of the token inside the form.
    pub token_hash: [u8; 32],
    /// The address that answers it.
    pub location: String,
    /// When.
    pub at: i64,
}

/// A new submission; goes into the same batch as what it did.
#[must_use]
pub fn insert(submission: &Submission) -> Row {
    Row::insert(
        "submission (account, token_hash, location, at)",
        params![
            submission.account,
            submission.token_hash,
            &submission.location,
            submission.at,
        ],
    )
}

/// Forgets submissions from before `before`: no browser sends a form again days later.
#[must_use]
pub fn delete_old(before: i64) -> Row {
    Row::statement("DELETE FROM submission WHERE at < $1", params![before])
}

impl Store {
    /// Where this account's form with this token led to, if it was accepted.
    pub async fn submission(
        &self,
        account: PrivateId,
        token_hash: [u8; 32],
    ) -> Result<Option<String>, StoreError> {
        self.one(
            "SELECT location FROM submission",
            "WHERE account = $1 AND token_hash = $2",
            params![account, token_hash],
            |row| row.text(),
        )
        .await
    }
}
