//! Commitments: a donor's promise against a need line, from pledge to firm, and the ways it can end.

mod apply;
mod decide;
mod evidence;
pub mod fulfilment;
mod redirect;

use crate::code::*;
use crate::coverage::share;
use crate::entry::*;
use crate::ids::*;
use crate::place::Place;
use crate::standard::Standard;
use crate::state::State;
pub(crate) use apply::*;
pub(crate) use decide::*;
pub(crate) use evidence::{apply_confirmed, apply_evidenced, bring_evidence, confirm};
pub(crate) use redirect::{agree_redirect, apply_redirected, propose_redirect};

/// An accepted commitment lapses so many hours after the day it was to be ready.
pub const LAPSE_HOURS: i64 = 24;
/// Its donor is asked whether it still comes so many hours after that day.
pub const LAPSE_ASKED_HOURS: i64 = 12;
/// A commitment above this many base units waits for a verifier until another of its donor was accepted or cleared.
pub const FIRST_COMMITMENT_MAX: u64 = 5_000;

/// Where a commitment stands by decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommitmentState {
    /// Non-binding; reduces no gap.
    Pledged,
    /// The quantity is reserved.
    Accepted,
    /// Evidence approved: it counts.
    Firm,
    /// Turned down.
    Declined(DeclineReason),
    /// Taken back by the donor.
    Withdrawn,
    /// All of it serves another need now.
    Redirected,
    /// Freed by the clock.
    Lapsed,
}

/// What the donor showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The check state of the certificate.
    pub certificate: CertificateState,
    /// The lot.
    pub batch: Option<Batch>,
    /// Seal of the document.
    pub document: Option<Seal>,
    /// When.
    pub at: Stamp,
    /// Who approved it, once somebody did.
    pub approved_by: Option<PartyId>,
}

/// A proposal to serve another need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Redirect {
    /// The other need.
    pub to_need: NeedId,
    /// Its line.
    pub to_line: u64,
    /// How much.
    pub quantity: u64,
    /// Who proposed: the other side must agree.
    pub by: PartyId,
    /// When.
    pub at: Stamp,
}

/// A donor's promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Who gives.
    pub donor: PartyId,
    /// For which need.
    pub need: NeedId,
    /// Which of its lines.
    pub line: u64,
    /// How much was promised, in base units.
    pub quantity: u64,
    /// How much was taken back, redirected or freed.
    pub released: u64,
    /// Claimed standard.
    pub standard: Option<Standard>,
    /// Where the goods are.
    pub place: Place,
    /// Ready when.
    pub available_on: Stamp,
    /// Out of an offer.
    pub offer: Option<OfferId>,
    /// Waits for a verifier.
    pub held: bool,
    /// Stored standing.
    pub state: CommitmentState,
    /// Evidence.
    pub shown: Option<Shown>,
    /// An open proposal to redirect.
    pub proposal: Option<Redirect>,
    /// The commitment that this one came out of.
    pub redirected_from: Option<CommitmentId>,
    /// Consignment lines that carry it.
    pub consigned_in: Vec<(ConsignmentId, usize)>,
    /// Seal of the remark.
    pub remark: Option<Seal>,
    /// Steps: what, when, by which entry.
    pub steps: Vec<(&'static str, Stamp, Index)>,
}

impl Commitment {
    /// When the clock frees it: of an accepted one alone, for from firm on it counts.
    #[must_use]
    pub fn lapses_at(&self) -> Option<Stamp> {
        let waits = self.state == CommitmentState::Accepted;
        waits.then(|| self.available_on.plus_hours(LAPSE_HOURS))
    }

    /// Whether its donor is asked, at a moment, if it still comes.
    #[must_use]
    pub fn is_asked(&self, now: Stamp) -> bool {
        let asked = self.available_on.plus_hours(LAPSE_ASKED_HOURS);
        self.lapses_at().is_some() && asked <= now
    }

    /// When the contact of its recipient changed after the promise, while the promise stands.
    #[must_use]
    pub fn contact_changed_at(&self, state: &State) -> Option<Stamp> {
        let need = state.needs.get(&self.need)?;
        let (_, recipient) = state.recipient(need.recipient)?;
        let (_, promised_at, _) = self.steps.first()?;
        let changed_at = recipient.contact_changed_at?;
        let stands = matches!(
            self.state,
            CommitmentState::Pledged | CommitmentState::Accepted | CommitmentState::Firm
        );
        (stands && changed_at >= *promised_at).then_some(changed_at)
    }
}

/// Whether a firm commitment has come to its end: all that was not released was dispatched, nothing of it is still
/// on its way, and the recipient accepted some. Derived from receipts, never stored.
#[must_use]
pub fn is_fulfilled(state: &State, commitment: &Commitment) -> bool {
    let share = share(state, commitment);
    commitment.state == CommitmentState::Firm
        && (share.firm, share.moving) == (0, 0)
        && share.received > 0
}

/// How much of a commitment is neither released nor packed.
#[must_use]
pub fn outstanding(state: &State, commitment: &Commitment) -> u64 {
    let packed = |(id, line): &(ConsignmentId, usize)| {
        let consignment = state.consignments.get(id)?;
        if consignment.is_cancelled() {
            None
        } else {
            consignment.lines.get(*line).map(|l| l.quantity)
        }
    };
    let packed: u64 = commitment.consigned_in.iter().filter_map(packed).sum();
    commitment
        .quantity
        .saturating_sub(commitment.released)
        .saturating_sub(packed)
}

/// The room of the need that a commitment serves.
pub(crate) fn room_of(state: &State, id: CommitmentId) -> Option<RoomId> {
    let need = state.commitments.get(&id)?.need;
    state.needs.get(&need)?.room
}
