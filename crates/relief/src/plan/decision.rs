//! Deciding about a line of the plan that stands: accept it, change its quantity with a reason, or leave it.
//!
//! Two sides have a say: the donor of the lot, and the recipient's side (its own person, or a coordinator of the
//! need's room). The donor's yes is a pledge out of the offer, the recipient's side's yes accepts that pledge; the
//! order does not matter. Nobody's goods are promised, and nobody's need is served, without both.

mod apply;

use std::collections::BTreeMap;

use crate::access::allow;
use crate::code::ChangeReason;
use crate::command::Actor;
use crate::commitment;
use crate::entry::*;
use crate::ids::*;
use crate::offer::Offer;
use crate::plan::deed::carried;
use crate::plan::{LineKey, Plan};
use crate::refusal::Refusal;
use crate::state::State;
pub(crate) use apply::{apply_accepted, apply_changed, apply_left};

/// A yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consent {
    /// Whose.
    pub by: PartyId,
    /// When.
    pub at: Stamp,
    /// By which entry.
    pub index: Index,
}

/// Another quantity than the plan's, or nothing at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deviation {
    /// Who.
    pub by: PartyId,
    /// When.
    pub at: Stamp,
    /// By which entry.
    pub index: Index,
    /// Why.
    pub reason: ChangeReason,
    /// Seal of what they said.
    pub remark: Option<Seal>,
}

/// What was decided about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Decision {
    /// The quantity that stands, when it is not the plan's.
    pub quantity: Option<u64>,
    /// The donor's yes.
    pub donor: Option<Consent>,
    /// The yes of the recipient's side.
    pub recipient: Option<Consent>,
    /// The last change of the quantity.
    pub changed: Option<Deviation>,
    /// Left, for this plan and later ones.
    pub left: Option<Deviation>,
}

/// A line of a plan, as an act names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The plan.
    pub plan: PlanId,
    /// The offer.
    pub offer: OfferId,
    /// The need.
    pub need: NeedId,
    /// Its line.
    pub line: u64,
}

impl Named {
    fn key(&self) -> LineKey {
        (self.offer, self.need, self.line)
    }
}

/// Whose say an act is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Of whoever gives the lot.
    Donor,
    /// Of the recipient's person or a coordinator.
    Recipient,
}

/// Whose say somebody has in a line; nothing: none.
#[must_use]
pub fn side(state: &State, actor: &Actor, (offer, need, _): LineKey) -> Option<Side> {
    let (offer, need) = (state.offers.get(&offer)?, state.needs.get(&need)?);
    let recipient = state.recipient(need.recipient).map(|(id, _)| id);
    if offer.donor == actor.party {
        Some(Side::Donor)
    } else if recipient.is_some_and(|id| state.acts_for(actor, id))
        || state.coordinates(actor, need.room)
    {
        Some(Side::Recipient)
    } else {
        None
    }
}

/// What a decision is about.
struct Subject<'s> {
    named: Named,
    side: Side,
    offer: &'s Offer,
    /// The quantity that stands.
    quantity: u64,
    decision: Decision,
    /// The pledge that the donor made of it.
    pledge: Option<CommitmentId>,
}

fn subject<'s>(state: &'s State, actor: &Actor, named: Named) -> Result<Subject<'s>, Refusal> {
    let current = state
        .plans
        .current()
        .ok_or(Refusal::NotFound(named.plan.0))?;
    let known = state
        .plans
        .published
        .iter()
        .any(|plan| plan.id == named.plan);
    allow(known, Refusal::NotFound(named.plan.0))?;
    allow(current.id == named.plan, Refusal::PlanReplaced(current.id))?;
    let plan = current.plan.as_ref();
    let line = plan.and_then(|plan| plan.line(named.key()));
    let line = line.ok_or(Refusal::NoSuchLine)?;
    let offer = state
        .offers
        .get(&named.offer)
        .ok_or(Refusal::NotFound(named.offer.0))?;
    let need = state
        .needs
        .get(&named.need)
        .ok_or(Refusal::NotFound(named.need.0))?;
    let side = side(state, actor, named.key()).ok_or(Refusal::NotAllowed)?;
    let decision = current
        .decisions
        .get(&named.key())
        .copied()
        .unwrap_or_default();
    allow(decision.left.is_none(), Refusal::PlanLineDecided)?;
    commitment::takes_pledges(need)?;
    Ok(Subject {
        named,
        side,
        offer,
        quantity: decision.quantity.unwrap_or(line.quantity),
        decision,
        pledge: carried(state, named.plan, named.key()),
    })
}

/// Accepts a line at the quantity that stands.
pub(crate) fn accept(
    state: &State,
    actor: &Actor,
    at: Stamp,
    named: Named,
    quantity: u64,
) -> Result<Vec<Fact>, Refusal> {
    let subject = subject(state, actor, named)?;
    let stands = subject.quantity;
    allow(
        quantity == stands,
        Refusal::PlanLineChanged { quantity: stands },
    )?;
    let Named {
        plan,
        offer,
        need,
        line,
    } = named;
    let accepted = PlanAccepted {
        line,
        need,
        offer,
        plan,
        quantity,
    };
    let mut facts = vec![accepted.into()];
    match subject.side {
        Side::Donor => {
            allow(subject.pledge.is_none(), Refusal::PlanLineDecided)?;
            let agreed = subject.decision.recipient.is_some();
            facts.extend(pledge(state, actor, at, &subject, quantity, agreed)?);
        }
        Side::Recipient => {
            let repeats = subject.decision.recipient.is_some();
            match subject.pledge {
                Some(id) => facts.extend(commitment::accept(state, actor, id)?),
                None => allow(!repeats, Refusal::NothingChanges)?,
            }
        }
    }
    Ok(facts)
}

/// The donor's pledge out of the offer, by the rules of every pledge; accepted at once when the recipient's side has
/// said yes to just this quantity before.
fn pledge(
    state: &State,
    actor: &Actor,
    at: Stamp,
    subject: &Subject<'_>,
    quantity: u64,
    agreed: bool,
) -> Result<Vec<Fact>, Refusal> {
    let Named {
        offer, need, line, ..
    } = subject.named;
    let fact = CommitmentPledged {
        available_on: subject
            .offer
            .conditions
            .ready_on
            .map_or(at, |ready| ready.max(at)),
        held: false,
        line,
        need,
        offer: Some(offer),
        place: subject.offer.place,
        quantity,
        remark: None,
        standard: subject.offer.standard,
    };
    let mut facts = commitment::pledge(state, actor, at, fact, false)?;
    let held = facts
        .iter()
        .any(|f| matches!(f, Fact::CommitmentPledged(f) if f.held));
    if agreed && !held {
        // The entry of the yes comes first, then the pledge: its index is the commitment's number.
        let commitment = CommitmentId(state.next_id().saturating_add(1));
        facts.push(CommitmentAccepted { commitment }.into());
    }
    Ok(facts)
}

/// Accepts a line with another quantity, and says why.
pub(crate) fn change(
    state: &State,
    actor: &Actor,
    at: Stamp,
    named: Named,
    quantity: u64,
    (reason, remark): (ChangeReason, Option<Seal>),
) -> Result<Vec<Fact>, Refusal> {
    let subject = subject(state, actor, named)?;
    allow(subject.pledge.is_none(), Refusal::PlanLineDecided)?;
    allow(quantity > 0, Refusal::QuantityZero)?;
    allow(quantity != subject.quantity, Refusal::NothingChanges)?;
    let left = subject.offer.left();
    allow(quantity <= left, Refusal::OfferTooSmall { left })?;
    let Named {
        plan,
        offer,
        need,
        line,
    } = named;
    let changed = PlanChanged {
        line,
        need,
        offer,
        plan,
        quantity,
        reason,
        remark,
    };
    let mut facts = vec![changed.into()];
    if subject.side == Side::Donor {
        facts.extend(pledge(state, actor, at, &subject, quantity, false)?);
    }
    Ok(facts)
}

/// Leaves a line, and says why.
pub(crate) fn leave(
    state: &State,
    actor: &Actor,
    named: Named,
    reason: ChangeReason,
    remark: Option<Seal>,
) -> Result<Vec<Fact>, Refusal> {
    let subject = subject(state, actor, named)?;
    allow(subject.pledge.is_none(), Refusal::PlanLineDecided)?;
    let Named {
        plan,
        offer,
        need,
        line,
    } = subject.named;
    Ok(vec![
        PlanLeft {
            line,
            need,
            offer,
            plan,
            reason,
            remark,
        }
        .into(),
    ])
}

/// What stays decided in a new plan: a yes of the recipient's side to a line that stands unchanged.
pub(crate) fn kept(state: &State, plan: &Plan) -> BTreeMap<LineKey, Decision> {
    let Some(before) = state.plans.current() else {
        return BTreeMap::new();
    };
    let stands = |(key, decision): (&LineKey, &Decision)| {
        let old = before.plan.as_ref()?.line(*key)?.quantity;
        let new = plan.line(*key)?.quantity;
        let agreed = decision.quantity.unwrap_or(old);
        let waits = decision.donor.is_none() && decision.left.is_none();
        let consent = decision.recipient.filter(|_| waits && agreed == new)?;
        let kept = Decision {
            recipient: Some(consent),
            ..Decision::default()
        };
        Some((*key, kept))
    };
    before.decisions.iter().filter_map(stands).collect()
}
