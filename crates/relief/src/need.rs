//! Needs: what recipients lack. Verification is stored; fulfilment and freshness are derived.

pub mod answer;
mod apply;
mod decide;
mod verify;

use crate::catalogue::Item;
use crate::code::*;
use crate::coverage::Tally;
use crate::ids::*;
use crate::quantity::Quantity;
use crate::standard::Standard;
pub(crate) use apply::*;
pub use decide::expiry;
pub(crate) use decide::*;
pub(crate) use verify::{apply_verified, merge, reject, verify};

/// Lines of one need: the volunteers' form of 2020 had 23 items.
pub const NEED_LINES_MAX: usize = 24;
/// Accepted standards on one line.
pub const LINE_STANDARDS_MAX: usize = 6;
/// The same recipient and item within so many hours looks like a repeat.
pub const SIMILAR_HOURS: i64 = 72;
/// After so many hours without a confirmation the recipient is asked whether a need is still true.
pub const FRESH_HOURS: i64 = 24;
/// The same for a critical need.
pub const FRESH_CRITICAL_HOURS: i64 = 12;
/// From here on a need is shown as unconfirmed.
pub const UNCONFIRMED_HOURS: i64 = 48;
/// From here on a need leaves the ranking. It is never deleted.
pub const OFF_RANKING_HOURS: i64 = 96;

/// Where a need stands by decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedStatus {
    /// Waiting for a verifier.
    Reported,
    /// Verified; takes pledges.
    Open,
    /// No new pledges.
    Paused {
        /// Until when, if said.
        until: Option<Stamp>,
    },
    /// Ended.
    Closed(CloseReason),
    /// A verifier said no.
    Rejected(RejectReason),
    /// Repeats another need.
    Merged(NeedId),
}

impl NeedStatus {
    /// Whether it stands, or stood until it closed: what sums count. One that nobody has verified may be invented, and
    /// a rejected or merged one is no need. A closed one was needed: if it left the sums, coverage would fall on the
    /// day it was met.
    #[must_use]
    pub fn stood(self) -> bool {
        match self {
            NeedStatus::Open | NeedStatus::Paused { .. } | NeedStatus::Closed(_) => true,
            NeedStatus::Reported | NeedStatus::Rejected(_) | NeedStatus::Merged(_) => false,
        }
    }
}

/// How long ago somebody said that a need is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Lately.
    Fresh,
    /// Time to ask.
    Due,
    /// 48 hours: greyed.
    Unconfirmed,
    /// 96 hours: off the ranking.
    OffRanking,
}

/// One item of a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedLine {
    /// What.
    pub item: Item,
    /// Accepted standards; empty: any that suits the item.
    pub standards: Vec<Standard>,
    /// How much.
    pub quantity: Quantity,
    /// When at the latest.
    pub needed_by: Option<Stamp>,
    /// Commitments against it, oldest first.
    pub commitments: Vec<CommitmentId>,
    /// Sums over those commitments, moved by `coverage::Before` alone, and S, by `official_supply` alone.
    pub tally: Tally,
    /// S when its need closed; 0 until then.
    pub official_kept: u64,
    /// Earlier quantities, each with the entry that replaced it.
    pub earlier: Vec<(Index, Quantity)>,
}

/// A need with its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Whose.
    pub recipient: RecipientId,
    /// The room that cares for it.
    pub room: Option<RoomId>,
    /// Who reported.
    pub reporter: PartyId,
    /// When.
    pub reported_at: Stamp,
    /// Lives depend on it.
    pub critical: bool,
    /// Stored standing.
    pub status: NeedStatus,
    /// Who stands for it, on what evidence, when.
    pub verifications: Vec<(PartyId, Evidence, Stamp)>,
    /// Who made the change that sent it back to reported: that party cannot verify it either.
    pub changed_by: Option<PartyId>,
    /// When somebody last said that it is true.
    pub confirmed_at: Stamp,
    /// Items.
    pub lines: Vec<NeedLine>,
    /// Seal of the source link.
    pub source: Option<Seal>,
    /// Seal of the remark.
    pub remark: Option<Seal>,
    /// Every entry that touched it.
    pub history: Vec<Index>,
}

impl Need {
    /// Whether it stands on the board.
    #[must_use]
    pub fn is_live(&self) -> bool {
        matches!(self.status, NeedStatus::Open | NeedStatus::Paused { .. })
    }

    /// Sends it back to the verifiers.
    pub(crate) fn unverify(&mut self, by: PartyId) {
        self.status = NeedStatus::Reported;
        self.verifications.clear();
        self.changed_by = Some(by);
    }

    /// How fresh it is at a moment.
    #[must_use]
    pub fn freshness(&self, now: Stamp) -> Freshness {
        let hours = now.since(self.confirmed_at).div_euclid(3600);
        let due = if self.critical {
            FRESH_CRITICAL_HOURS
        } else {
            FRESH_HOURS
        };
        match hours {
            h if h >= OFF_RANKING_HOURS => Freshness::OffRanking,
            h if h >= UNCONFIRMED_HOURS => Freshness::Unconfirmed,
            h if h >= due => Freshness::Due,
            _ => Freshness::Fresh,
        }
    }
}
