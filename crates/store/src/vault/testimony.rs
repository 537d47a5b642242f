//! Which branches of the tree of invitations stand behind a testimony. The journal has their numbers, never who they are.

use crate::row::params;
use crate::{PrivateId, Row, Store, StoreError};

/// Invitations climbed at most; a longer chain ends there.
const STEPS_MAX: usize = 64;
/// Rooms of one person that are looked at, the ones they came to first.
const ROOMS_MAX: u32 = 64;

/// A branch of one testimony, by the account that it begins with.
#[must_use]
pub fn branch(testimony: u64, root: PrivateId, branch: u64) -> Row {
    Row::statement(
        "INSERT INTO testimony_branch (testimony, root, branch) VALUES ($1, $2, $3) \
         ON CONFLICT (testimony, root) DO NOTHING",
        params![testimony, root, branch],
    )
}

impl Store {
    /// Where a person stands in the tree of invitations: for each room they ever came into, the account right below its
    /// founder that they came by; a founder stands for themselves. Who left stands where they stood.
    pub async fn branch_roots(&self, account: PrivateId) -> Result<Vec<PrivateId>, StoreError> {
        let rooms = self
            .many(
                "SELECT room FROM membership",
                "WHERE account = $1 ORDER BY room LIMIT $2",
                params![account, ROOMS_MAX],
                |row| row.index(),
            )
            .await?;
        let mut roots = Vec::new();
        for room in rooms {
            roots.push(self.branch_root(room, account).await?);
        }
        roots.sort_unstable();
        roots.dedup();
        Ok(roots)
    }

    async fn branch_root(&self, room: u64, account: PrivateId) -> Result<PrivateId, StoreError> {
        let mut climbed = vec![account];
        while climbed.len() <= STEPS_MAX {
            let Some(last) = climbed.last().copied() else {
                break;
            };
            let found = self.membership(room, last).await?;
            match found.and_then(|m| m.inviter) {
                // The founder: the branch begins one step below.
                None => {
                    let below = climbed.len().saturating_sub(2);
                    return Ok(climbed.get(below).copied().unwrap_or(account));
                }
                // Who left and came again by somebody they had let in: all of the circle are one branch.
                Some(up) if climbed.contains(&up) => break,
                Some(up) => climbed.push(up),
            }
        }
        Ok(climbed.into_iter().min().unwrap_or(account))
    }

    /// The branch of a testimony in which somebody with these roots stands: the lowest known.
    pub async fn testimony_branch(
        &self,
        testimony: u64,
        roots: &[PrivateId],
    ) -> Result<Option<u64>, StoreError> {
        let mut found: Option<u64> = None;
        for root in roots {
            let rest = "WHERE testimony = $1 AND root = $2";
            let known = self
                .one(
                    "SELECT branch FROM testimony_branch",
                    rest,
                    params![testimony, *root],
                    |row| row.index(),
                )
                .await?;
            found = found.into_iter().chain(known).min();
        }
        Ok(found)
    }
}
