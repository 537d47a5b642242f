//! Consignments: goods sent together, from packing to the ward, and what the recipient records.

mod carried;
mod decide;
mod prepare;

use crate::code::*;
use crate::command::Actor;
use crate::coverage::{Before, Weight};
use crate::custody::{Asked, Hop, Stop};
use crate::entry::*;
use crate::feedback::Feedback;
use crate::ids::*;
use crate::place::Place;
use crate::state::State;
use crate::ties::deeds::Weighed;
pub use carried::room_of;
pub(crate) use carried::{attach_paper, photograph, works_for};
pub(crate) use decide::*;
pub(crate) use prepare::{apply_prepared, prepare, seal};

/// Lines of one consignment: a van carries a handful of commitments.
pub const CONSIGNMENT_LINES_MAX: usize = 16;
/// Packages of one consignment.
pub const PACKAGES_MAX: u64 = 10_000;
/// Photographs of one consignment: a few at each hand-over.
pub const PHOTOS_MAX: usize = 40;
/// A device's clock may run ahead by so many seconds before a time counts as future.
pub const CLOCK_SKEW_SECONDS: i64 = 300;
/// A consignment is overdue so many hours after its expected arrival.
pub const OVERDUE_GRACE_HOURS: i64 = 2;
/// A consignment is stuck after so many hours in one pair of hands.
pub const STUCK_HOURS: i64 = 24;

/// Where a consignment is, derived from what was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Being put together.
    Preparing,
    /// Packed and labelled.
    Sealed,
    /// With a carrier.
    InTransit,
    /// Kept by a hub.
    AtHub,
    /// The carrier says it is there.
    Arrived,
    /// Every line is accounted for by the recipient.
    Received,
    /// Went back.
    Returned,
    /// Gone.
    Lost,
    /// Given up before it left.
    Cancelled,
}

/// How a consignment ended other than by receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Went back.
    Returned,
    /// Gone.
    Lost,
    /// Given up.
    Cancelled,
}

/// Goods of one commitment inside a consignment; base units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsignmentLine {
    /// The commitment it serves.
    pub commitment: CommitmentId,
    /// Packages.
    pub packages: u64,
    /// What was packed.
    pub quantity: u64,
    /// The last count at a hand-over and what was settled before it, never above `quantity`.
    pub counted: u64,
    /// Sums over the receipts that stand.
    pub accepted: u64,
    /// Arrived broken.
    pub damaged: u64,
    /// Did not arrive.
    pub missing: u64,
    /// Sent back at the door.
    pub refused: u64,
    /// Found beyond what was packed; in no total.
    pub surplus: u64,
    /// Gone with the whole consignment, or returned with it.
    pub ended: u64,
}

impl ConsignmentLine {
    /// Packed and not yet accounted for: quantity − accepted − damaged − missing − refused − ended.
    #[must_use]
    pub fn open(&self) -> u64 {
        self.quantity.saturating_sub(self.settled())
    }

    /// What counts as moving: the last count, less what is settled.
    #[must_use]
    pub fn moving(&self) -> u64 {
        self.counted.saturating_sub(self.settled())
    }

    /// How many were there when they were last counted: what the last hands had, less what the recipient missed of it.
    /// What those hands lacked already and the recipient records as missing too is missing once.
    #[must_use]
    pub fn there(&self) -> u64 {
        let again = self.settled().saturating_sub(self.counted);
        self.counted
            .saturating_sub(self.missing.saturating_sub(again))
    }

    /// Accounted for: accepted + damaged + missing + refused + ended.
    #[must_use]
    pub fn settled(&self) -> u64 {
        [self.damaged, self.missing, self.refused, self.ended]
            .iter()
            .fold(self.accepted, |sum, n| sum.saturating_add(*n))
    }
}

/// One record by the recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The entry.
    pub index: Index,
    /// Who wrote it.
    pub by: PartyId,
    /// When it was recorded.
    pub at: Stamp,
    /// When it happened.
    pub happened_at: Stamp,
    /// The lines that stand now.
    pub lines: Vec<ReceiptLineFact>,
    /// Entries that amended it.
    pub corrected_by: Vec<Index>,
    /// Seal of the remark.
    pub remark: Option<Seal>,
}

/// A disagreement and its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// The entry that opened it.
    pub index: Index,
    /// Who.
    pub by: PartyId,
    /// When.
    pub at: Stamp,
    /// Why.
    pub reason: DisputeReason,
    /// Finding, by whom, when, by which entry.
    pub settled: Option<(Finding, PartyId, Stamp, Index)>,
}

/// Goods sent together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consignment {
    /// Who packed it.
    pub sender: PartyId,
    /// For whom.
    pub recipient: RecipientId,
    /// From where.
    pub place: Place,
    /// When it was begun.
    pub prepared_at: Stamp,
    /// When it was sealed.
    pub sealed_at: Option<Stamp>,
    /// Hash of the lines as sealed.
    pub manifest: Option<Seal>,
    /// Packages.
    pub packages: u64,
    /// Lines.
    pub lines: Vec<ConsignmentLine>,
    /// When it left.
    pub dispatched_at: Option<Stamp>,
    /// Expected arrival.
    pub eta: Option<Stamp>,
    /// The carrier's claim.
    pub arrived_at: Option<Stamp>,
    /// Hands it went through, the sender first. The last one holds it.
    pub hops: Vec<Hop>,
    /// A hand-over that one side asked for.
    pub asked: Option<Asked>,
    /// Where it was stopped on the way.
    pub stops: Vec<Stop>,
    /// What the recipient recorded.
    pub receipts: Vec<Receipt>,
    /// What the recipient said of the goods.
    pub feedback: Vec<Feedback>,
    /// Disagreements.
    pub disputes: Vec<Dispute>,
    /// Papers carried along: kind, document, entry.
    pub papers: Vec<(PaperKind, Option<Seal>, Index)>,
    /// Photographs of the goods: by whom, seal, entry.
    pub photos: Vec<(PartyId, Seal, Index)>,
    /// How it ended, if not by receipt; when.
    pub ending: Option<(Ending, Stamp)>,
    /// Every entry that touched it.
    pub history: Vec<Index>,
}

impl Consignment {
    /// Whether it was given up before it left.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(self.ending, Some((Ending::Cancelled, _)))
    }

    /// Where it is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match self.ending {
            Some((Ending::Cancelled, _)) => return Stage::Cancelled,
            Some((Ending::Lost, _)) => return Stage::Lost,
            Some((Ending::Returned, _)) => return Stage::Returned,
            None => {}
        }
        if !self.receipts.is_empty() && self.lines.iter().all(|l| l.open() == 0) {
            return Stage::Received;
        }
        // The first pair of hands is the sender's: what they dispatched is on its way, not kept.
        let keeper = self.hops.iter().skip(1).next_back();
        match (self.sealed_at, self.dispatched_at, self.arrived_at, keeper) {
            (None, ..) => Stage::Preparing,
            (_, None, ..) => Stage::Sealed,
            (_, _, Some(_), _) => Stage::Arrived,
            (_, _, _, Some(hop)) if hop.kind == HolderKind::Hub => Stage::AtHub,
            _ => Stage::InTransit,
        }
    }

    /// Who holds it now.
    #[must_use]
    pub fn holder(&self) -> Option<PartyId> {
        self.hops.last().map(|h| h.party)
    }

    /// It left, and nothing ended yet.
    #[must_use]
    pub fn is_out(&self) -> bool {
        matches!(
            self.stage(),
            Stage::InTransit | Stage::AtHub | Stage::Arrived
        )
    }

    /// On its way and past its expected arrival plus grace.
    #[must_use]
    pub fn is_overdue(&self, now: Stamp) -> bool {
        let moving = matches!(self.stage(), Stage::InTransit | Stage::AtHub);
        moving
            && self
                .eta
                .is_some_and(|eta| now > eta.plus_hours(OVERDUE_GRACE_HOURS))
    }

    /// On its way and too long in one pair of hands.
    #[must_use]
    pub fn is_stuck(&self, now: Stamp) -> bool {
        let moving = matches!(self.stage(), Stage::InTransit | Stage::AtHub);
        moving
            && self
                .hops
                .last()
                .is_some_and(|h| now > h.from.plus_hours(STUCK_HOURS))
    }

    /// Lines whose counts differ from what was packed, or that did not arrive whole.
    pub fn discrepancies(&self) -> impl Iterator<Item = (usize, &ConsignmentLine)> + '_ {
        let differs =
            |l: &ConsignmentLine| l.counted != l.quantity || l.missing > 0 || l.surplus > 0;
        self.lines
            .iter()
            .enumerate()
            .filter(move |(_, l)| differs(l))
    }

    /// Whether counts differ, and nobody settled that since the last count.
    #[must_use]
    pub fn has_discrepancy(&self) -> bool {
        let amended = |r: &Receipt| r.corrected_by.last().copied().unwrap_or(r.index);
        let hop = self.hops.last().map(|h| h.index);
        let counted = self.receipts.iter().map(amended).chain(hop).max();
        let settled = self.disputes.last().and_then(|d| d.settled);
        let open = settled.is_none_or(|(.., index)| Some(index) < counted);
        open && self.discrepancies().next().is_some()
    }

    /// Whether a party sent it, had it in hand, or receives it.
    #[must_use]
    pub fn is_among(&self, state: &State, actor: &Actor) -> bool {
        self.sender == actor.party
            || self.hops.iter().any(|h| h.party == actor.party)
            || state.acts_for(actor, self.recipient)
    }

    /// Whether somebody disputes it and nobody settled that yet.
    #[must_use]
    pub fn is_disputed(&self) -> bool {
        self.disputes.last().is_some_and(|d| d.settled.is_none())
    }
}

/// Changes one consignment, notes the entry, and moves the need lines that it serves by the difference.
///
/// Most entries of a consignment (a hand-over asked for, a paper, an arrival) move nothing: then no commitment and
/// no need is looked up, which is what a replay of a large journal would spend most of its time on.
pub(crate) fn change(
    state: &mut State,
    id: ConsignmentId,
    index: u64,
    edit: impl FnOnce(&mut Consignment),
) {
    let Some(found) = state.consignments.get_mut(&id) else {
        return;
    };
    let (weight, weighed) = (Weight::of(found), Weighed::of(found));
    edit(found);
    if found.history.last() != Some(&Index(index)) {
        found.history.push(Index(index));
    }
    let same = weight.is_of(found);
    weighed.settle(state, id);
    if !same {
        move_lines(state, id, weight);
    }
}

/// Moves the need lines that a consignment serves by what its weight changed.
fn move_lines(state: &mut State, id: ConsignmentId, mut weight: Weight) {
    let Some(found) = state.consignments.get_mut(&id) else {
        return;
    };
    // The shares before are taken with the earlier weight in its place.
    weight.swap(found);
    let served: Vec<_> = found.lines.iter().map(|l| l.commitment).collect();
    let before = Before::of(state, served);
    if let Some(found) = state.consignments.get_mut(&id) {
        weight.swap(found);
    }
    before.settle(state);
}

pub(crate) fn end(consignment: &mut Consignment, ending: Ending, at: Stamp) {
    consignment.ending = Some((ending, at));
    consignment.asked = None;
    close_open(consignment);
}

/// What is open on a consignment that was lost or returned ended with it.
pub(crate) fn close_open(consignment: &mut Consignment) {
    if matches!(
        consignment.ending,
        Some((Ending::Lost | Ending::Returned, _))
    ) {
        for line in &mut consignment.lines {
            line.ended = line.ended.saturating_add(line.open());
        }
    }
}
