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
    /// In which stretch of time, counted from 1970.
    pub period: i64,
    /// Vouches that stand, rooms brought into, and words under the other's cards.
    pub times: u64,
}

/// People of one room who came so many invitations after its founder, within ten minutes.
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

const TIES: &str = "SELECT one.party, other.party, acts.period, CAST(SUM(acts.times) AS BIGINT) FROM ( \
    SELECT voucher AS one, account AS other, at / $1 AS period, COUNT(*) AS times FROM vouch \
        WHERE withdrawn_at IS NULL GROUP BY voucher, account, at / $1 \
    UNION ALL SELECT inviter, account, joined_at / $1, COUNT(*) FROM membership \
        WHERE inviter IS NOT NULL GROUP BY inviter, account, joined_at / $1 \
    UNION ALL SELECT answer.account, card.account, answer.at / $1, COUNT(*) FROM message answer \
        JOIN message card ON card.room = answer.room AND card.card = answer.thread \
        WHERE answer.thread >= 0 AND answer.kind = 'say' AND answer.removed_at IS NULL \
        AND card.kind = 'card' GROUP BY answer.account, card.account, answer.at / $1 \
    ) acts JOIN account one ON one.id = acts.one JOIN account other ON other.id = acts.other";

/// Newcomers are counted by ten minutes: fine enough for a picture of how a room grew.
const SLOT_SECS: i64 = 600;

impl Store {
    /// All ties between people whose accounts stand, by stretches of `period_secs`, at most [`TIES_MAX`], in ascending order.
    pub async fn ties(&self, period_secs: i64) -> Result<Vec<Tie>, StoreError> {
        let rest = "WHERE one.party <> other.party GROUP BY one.party, other.party, acts.period \
            ORDER BY one.party, other.party, acts.period LIMIT $2";
        self.many(TIES, rest, params![period_secs, TIES_MAX], |row| {
            Ok(Tie {
                from: row.index()?,
                to: row.index()?,
                period: row.int()?,
                times: row.index()?,
            })
        })
        .await
    }

    /// Every generation of every room by ten minutes, at most [`TIES_MAX`] rows, by room and in order.
    pub async fn generations(&self) -> Result<Vec<Generation>, StoreError> {
        let rest = "GROUP BY room, generation, joined_at / $1 \
            ORDER BY room, generation, joined_at / $1 LIMIT $2";
        self.many(
            "SELECT room, generation, COUNT(*), MAX(joined_at) FROM membership",
            rest,
            params![SLOT_SECS, TIES_MAX],
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
