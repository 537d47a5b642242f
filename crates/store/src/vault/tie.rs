//! Who trusts, brings and answers whom, as sums over the vault: read, never written, and never a name.

use crate::row::params;
use crate::{Store, StoreError};

/// Sums that one reading returns at most.
pub const TIES_MAX: u32 = 1 << 20;

/// So many acts of one person towards another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The public number of who acted.
    pub from: u64,
    /// Of the other.
    pub to: u64,
    /// Vouches that stand, rooms brought into, and words under the other's cards.
    pub times: u64,
}

/// People of one room who came so many invitations after its founder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generation {
    /// The room.
    pub room: u64,
    /// Steps from the founder.
    pub generation: u32,
    /// How many ever came.
    pub members: u64,
    /// When the last of them did.
    pub youngest: i64,
}

const TIES: &str = "SELECT one.party, other.party, CAST(SUM(acts.times) AS BIGINT) FROM ( \
    SELECT voucher AS one, account AS other, COUNT(*) AS times FROM vouch \
        WHERE withdrawn_at IS NULL GROUP BY voucher, account \
    UNION ALL SELECT inviter, account, COUNT(*) FROM membership \
        WHERE inviter IS NOT NULL GROUP BY inviter, account \
    UNION ALL SELECT answer.account, card.account, COUNT(*) FROM message answer \
        JOIN message card ON card.room = answer.room AND card.card = answer.thread \
        WHERE answer.thread >= 0 AND answer.kind = 'say' AND answer.removed_at IS NULL \
        AND card.kind = 'card' GROUP BY answer.account, card.account \
    ) acts JOIN account one ON one.id = acts.one JOIN account other ON other.id = acts.other";

impl Store {
    /// All ties between people whose accounts stand, at most [`TIES_MAX`], in ascending order.
    pub async fn ties(&self) -> Result<Vec<Tie>, StoreError> {
        let rest = "WHERE one.party <> other.party GROUP BY one.party, other.party \
            ORDER BY one.party, other.party LIMIT $1";
        self.many(TIES, rest, params![TIES_MAX], |row| {
            Ok(Tie {
                from: row.index()?,
                to: row.index()?,
                times: row.index()?,
            })
        })
        .await
    }

    /// Every generation of every room, at most [`TIES_MAX`], by room and in order.
    pub async fn generations(&self) -> Result<Vec<Generation>, StoreError> {
        let rest = "GROUP BY room, generation ORDER BY room, generation LIMIT $1";
        self.many(
            "SELECT room, generation, COUNT(*), MAX(joined_at) FROM membership",
            rest,
            params![TIES_MAX],
            |row| {
                Ok(Generation {
                    room: row.index()?,
                    generation: row.count()?,
                    members: row.index()?,
                    youngest: row.int()?,
                })
            },
        )
        .await
    }
}
