//! Commitments: a donor's promise against a need line, from pledge to firm, and the ways it can end.

mod evidence;
pub mod fulfilment;
mod redirect;

use crate::access::allow;
use crate::code::*;
use crate::command::Actor;
use crate::coverage::{Before, count_in, share};
use crate::entry::*;
use crate::ids::*;
use crate::need::{Need, NeedLine, NeedStatus};
use crate::place::Place;
use crate::quantity::QUANTITY_MAX;
use crate::refusal::Refusal;
use crate::standard::Standard;
use crate::state::State;
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

pub(crate) fn find(state: &State, id: CommitmentId) -> Result<&Commitment, Refusal> {
    state.commitments.get(&id).ok_or(Refusal::NotFound(id.0))
}

fn need_of<'s>(state: &'s State, commitment: &Commitment) -> Result<&'s Need, Refusal> {
    state
        .needs
        .get(&commitment.need)
        .ok_or(Refusal::NotFound(commitment.need.0))
}

pub(crate) fn takes_pledges(need: &Need) -> Result<(), Refusal> {
    match need.status {
        NeedStatus::Open => Ok(()),
        NeedStatus::Reported => Err(Refusal::NeedNotVerified),
        NeedStatus::Paused { .. } => Err(Refusal::NeedPaused),
        _ => Err(Refusal::NeedClosed),
    }
}

pub(crate) fn pledge(
    state: &State,
    actor: &Actor,
    at: Stamp,
    mut fact: CommitmentPledged,
    despite_standard: bool,
) -> Result<Vec<Fact>, Refusal> {
    let party = state
        .parties
        .get(&actor.party)
        .ok_or(Refusal::NotFound(actor.party.0))?;
    let need = state
        .needs
        .get(&fact.need)
        .ok_or(Refusal::NotFound(fact.need.0))?;
    takes_pledges(need)?;
    let line = state
        .line(fact.need, fact.line)
        .ok_or(Refusal::NoSuchLine)?;
    allow(fact.quantity > 0, Refusal::QuantityZero)?;
    allow(
        fact.quantity <= QUANTITY_MAX,
        Refusal::QuantityTooLarge { max: QUANTITY_MAX },
    )?;
    allow(fact.available_on >= at.plus_hours(-24), Refusal::InThePast)?;
    standard_fits(line, fact.standard, despite_standard)?;
    if let Some(id) = fact.offer {
        let offer = state.offers.get(&id).ok_or(Refusal::NotFound(id.0))?;
        allow(offer.donor == actor.party, Refusal::NotYourCommitment)?;
        allow(offer.item == line.item, Refusal::OfferForOtherItem)?;
        allow(
            fact.quantity <= offer.left(),
            Refusal::OfferTooSmall { left: offer.left() },
        )?;
    }
    let first_large = party.proven == 0 && fact.quantity > FIRST_COMMITMENT_MAX;
    fact.held = first_large || fact.quantity > line.item.plausible_max();
    Ok(vec![fact.into()])
}

fn standard_fits(
    line: &NeedLine,
    standard: Option<Standard>,
    despite: bool,
) -> Result<(), Refusal> {
    if let Some(standard) = standard {
        allow(standard.suits(line.item), Refusal::StandardForOtherItem)?;
    }
    let accepted =
        line.standards.is_empty() || standard.is_some_and(|s| line.standards.contains(&s));
    allow(
        accepted || despite,
        Refusal::StandardNotAccepted {
            accepted: line.standards.clone(),
        },
    )
}

pub(crate) fn clear(state: &State, actor: &Actor, id: CommitmentId) -> Result<Vec<Fact>, Refusal> {
    let commitment = find(state, id)?;
    let need = need_of(state, commitment)?;
    allow(
        state.works_as(actor, Role::Verifier, need.room),
        Refusal::NotAllowed,
    )?;
    allow(commitment.donor != actor.party, Refusal::DonorCannotConfirm)?;
    let waits = commitment.held && commitment.state == CommitmentState::Pledged;
    allow(waits, Refusal::CommitmentState)?;
    Ok(vec![CommitmentCleared { commitment: id }.into()])
}

/// Nothing is accepted or made firm for a need that has ended.
fn still_needed(need: &Need) -> Result<(), Refusal> {
    let ended = matches!(
        need.status,
        NeedStatus::Closed(_) | NeedStatus::Rejected(_) | NeedStatus::Merged(_)
    );
    allow(!ended, Refusal::NeedClosed)
}

fn decider(state: &State, actor: &Actor, commitment: &Commitment) -> Result<(), Refusal> {
    let need = need_of(state, commitment)?;
    let may = state.acts_for(actor, need.recipient) || state.coordinates(actor, need.room);
    allow(may, Refusal::NotAllowed)
}

pub(crate) fn accept(state: &State, actor: &Actor, id: CommitmentId) -> Result<Vec<Fact>, Refusal> {
    let commitment = find(state, id)?;
    decider(state, actor, commitment)?;
    still_needed(need_of(state, commitment)?)?;
    allow(!commitment.held, Refusal::CommitmentHeld)?;
    allow(
        commitment.state == CommitmentState::Pledged,
        Refusal::CommitmentState,
    )?;
    Ok(vec![CommitmentAccepted { commitment: id }.into()])
}

pub(crate) fn decline(
    state: &State,
    actor: &Actor,
    id: CommitmentId,
    reason: DeclineReason,
) -> Result<Vec<Fact>, Refusal> {
    let commitment = find(state, id)?;
    let need = need_of(state, commitment)?;
    let verifier = commitment.held && state.works_as(actor, Role::Verifier, need.room);
    if !verifier {
        decider(state, actor, commitment)?;
    }
    allow(
        commitment.state == CommitmentState::Pledged,
        Refusal::CommitmentState,
    )?;
    Ok(vec![
        CommitmentDeclined {
            commitment: id,
            reason,
        }
        .into(),
    ])
}

/// Frees what has not been packed.
pub(crate) fn withdraw(
    state: &State,
    actor: &Actor,
    id: CommitmentId,
) -> Result<Vec<Fact>, Refusal> {
    let commitment = find(state, id)?;
    allow(commitment.donor == actor.party, Refusal::NotYourCommitment)?;
    let open = [
        CommitmentState::Pledged,
        CommitmentState::Accepted,
        CommitmentState::Firm,
    ];
    allow(open.contains(&commitment.state), Refusal::CommitmentState)?;
    let quantity = outstanding(state, commitment);
    allow(quantity > 0, Refusal::NotSoMuchLeft { left: 0 })?;
    Ok(vec![
        CommitmentWithdrawn {
            commitment: id,
            quantity,
        }
        .into(),
    ])
}

pub(crate) fn lapse(
    state: &State,
    actor: &Actor,
    at: Stamp,
    id: CommitmentId,
) -> Result<Vec<Fact>, Refusal> {
    allow(actor.is_community(), Refusal::CommunityOnly)?;
    let commitment = find(state, id)?;
    let due = commitment.lapses_at().ok_or(Refusal::CommitmentState)?;
    allow(due <= at, Refusal::TooEarly(due))?;
    Ok(vec![CommitmentLapsed { commitment: id }.into()])
}

/// The room of the need that a commitment serves.
pub(crate) fn room_of(state: &State, id: CommitmentId) -> Option<RoomId> {
    let need = state.commitments.get(&id)?.need;
    state.needs.get(&need)?.room
}

pub(crate) fn apply_pledged(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &CommitmentPledged,
) {
    let commitment = Commitment {
        donor: by,
        need: fact.need,
        line: fact.line,
        quantity: fact.quantity,
        released: 0,
        standard: fact.standard,
        place: fact.place,
        available_on: fact.available_on,
        offer: fact.offer,
        held: fact.held,
        state: CommitmentState::Pledged,
        shown: None,
        proposal: None,
        redirected_from: None,
        consigned_in: Vec::new(),
        remark: fact.remark,
        steps: vec![("commitment.pledged", at, Index(index))],
    };
    insert(state, index, commitment);
    let room = room_of(state, CommitmentId(index));
    state.texts.seal(index, room, fact.remark);
    if let Some(party) = state.parties.get_mut(&by) {
        party.commitments += 1;
    }
    if let Some(offer) = fact.offer.and_then(|id| state.offers.get_mut(&id)) {
        offer.aimed = offer.aimed.saturating_add(fact.quantity);
    }
    let room = state.needs.get(&fact.need).and_then(|n| n.room);
    if let Some(room) = room.and_then(|id| state.rooms.get_mut(&id)) {
        room.first_commitment_at.get_or_insert(at);
    }
}

fn insert(state: &mut State, index: u64, commitment: Commitment) {
    let (need, line) = (commitment.need, commitment.line);
    state.commitments.insert(CommitmentId(index), commitment);
    let slot = usize::try_from(line).ok();
    if let Some(line) = state
        .needs
        .get_mut(&need)
        .zip(slot)
        .and_then(|(n, i)| n.lines.get_mut(i))
    {
        line.commitments.push(CommitmentId(index));
    }
    count_in(state, CommitmentId(index));
}

/// Changes one commitment, notes the step, and moves its line by the difference.
pub(crate) fn change(
    state: &mut State,
    id: CommitmentId,
    step: (&'static str, Stamp, Index),
    edit: impl FnOnce(&mut Commitment),
) {
    let before = Before::of(state, [id]);
    let Some(commitment) = state.commitments.get_mut(&id) else {
        return;
    };
    edit(commitment);
    commitment.steps.push(step);
    before.settle(state);
}

/// Ends a commitment of which nothing was packed: all of it is free.
pub(crate) fn end(commitment: &mut Commitment, state: CommitmentState) {
    commitment.state = state;
    commitment.released = commitment.quantity;
    commitment.proposal = None;
}

/// Somebody other than the donor took a commitment seriously: the next large one need not wait.
pub(crate) fn prove_donor(state: &mut State, by: PartyId, id: CommitmentId) {
    let donor = state.commitments.get(&id).map(|c| c.donor);
    if let Some(party) = donor
        .filter(|donor| *donor != by)
        .and_then(|donor| state.parties.get_mut(&donor))
    {
        party.proven += 1;
    }
}

pub(crate) fn apply_withdrawn(
    state: &mut State,
    at: Stamp,
    index: u64,
    fact: &CommitmentWithdrawn,
) {
    let offer = state
        .commitments
        .get(&fact.commitment)
        .and_then(|c| c.offer);
    if let Some(offer) = offer.and_then(|id| state.offers.get_mut(&id)) {
        offer.aimed = offer.aimed.saturating_sub(fact.quantity);
    }
    change(
        state,
        fact.commitment,
        ("commitment.withdrawn", at, Index(index)),
        |commitment| {
            commitment.released = commitment.released.saturating_add(fact.quantity);
            commitment.proposal = None;
            if commitment.released >= commitment.quantity {
                commitment.state = CommitmentState::Withdrawn;
            }
        },
    );
}
