//! Offers: supply at hand, not yet aimed at a need.

use crate::access::allow;
use crate::catalogue::Item;
use crate::command::Actor;
use crate::entry::{Fact, OfferConditioned, OfferMade};
use crate::ids::*;
use crate::place::Place;
use crate::quantity::QUANTITY_MAX;
use crate::refusal::Refusal;
use crate::standard::Standard;
use crate::state::State;

/// Supply that somebody has and would give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Who.
    pub donor: PartyId,
    /// When it was made.
    pub made_at: Stamp,
    /// What.
    pub item: Item,
    /// How much at first, in base units.
    pub quantity: u64,
    /// How much of it was aimed at needs.
    pub aimed: u64,
    /// Claimed standard.
    pub standard: Option<Standard>,
    /// Where it lies.
    pub place: Place,
    /// The room it was offered in.
    pub room: Option<RoomId>,
    /// Taken back.
    pub withdrawn: bool,
    /// What its donor says about it.
    pub conditions: Conditions,
    /// Seal of the remark.
    pub remark: Option<Seal>,
}

/// Places and recipients in the conditions of one offer, at most.
pub const CONDITIONS_MAX: usize = 16;

/// Base units in a pack, at most: as many as the crate `allocation` counts in one.
pub const PACK_UNITS_MAX: u64 = 1_000_000;

/// When an offer can leave and until when it is good, for whom it is meant, and in which packs it comes.
/// Nothing said: now, for ever, anybody, loose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conditions {
    /// When the goods expire.
    pub expires_on: Option<Stamp>,
    /// Set aside for recipients of this place.
    pub only_place: Option<Place>,
    /// Base units in a pack that is not opened.
    pub pack: Option<u64>,
    /// Places that the transport permit covers; empty: none is needed.
    pub permits: Vec<Place>,
    /// When they can leave.
    pub ready_on: Option<Stamp>,
    /// Set aside for these recipients.
    pub recipients: Vec<RecipientId>,
}

impl Offer {
    /// What is left to aim.
    #[must_use]
    pub fn left(&self) -> u64 {
        if self.withdrawn {
            0
        } else {
            self.quantity.saturating_sub(self.aimed)
        }
    }
}

pub(crate) fn make(state: &State, actor: &Actor, fact: OfferMade) -> Result<Vec<Fact>, Refusal> {
    state.member(actor, fact.room)?;
    allow(fact.quantity > 0, Refusal::QuantityZero)?;
    allow(
        fact.quantity <= QUANTITY_MAX,
        Refusal::QuantityTooLarge { max: QUANTITY_MAX },
    )?;
    allow(
        fact.standard.is_none_or(|s| s.suits(fact.item)),
        Refusal::StandardForOtherItem,
    )?;
    Ok(vec![fact.into()])
}

pub(crate) fn withdraw(state: &State, actor: &Actor, id: OfferId) -> Result<Vec<Fact>, Refusal> {
    let offer = state.offers.get(&id).ok_or(Refusal::NotFound(id.0))?;
    allow(offer.donor == actor.party, Refusal::NotYourCommitment)?;
    allow(!offer.withdrawn, Refusal::NothingChanges)?;
    Ok(vec![crate::entry::OfferWithdrawn { offer: id }.into()])
}

/// Only the donor says what an offer is meant for.
pub(crate) fn set_conditions(
    state: &State,
    actor: &Actor,
    id: OfferId,
    conditions: Conditions,
) -> Result<Vec<Fact>, Refusal> {
    let offer = state.offers.get(&id).ok_or(Refusal::NotFound(id.0))?;
    allow(offer.donor == actor.party, Refusal::NotYourCommitment)?;
    allow(!offer.withdrawn, Refusal::OfferTooSmall { left: 0 })?;
    let max = CONDITIONS_MAX;
    let count = conditions.permits.len().max(conditions.recipients.len());
    allow(count <= max, Refusal::TooManyConditions { max })?;
    if let Some(pack) = conditions.pack {
        let (left, max) = (offer.left(), PACK_UNITS_MAX);
        allow(pack > 0, Refusal::QuantityZero)?;
        allow(pack <= max, Refusal::QuantityTooLarge { max })?;
        allow(pack <= left, Refusal::OfferTooSmall { left })?;
    }
    let unknown = conditions
        .recipients
        .iter()
        .find(|r| !state.recipients.contains_key(r));
    allow(
        unknown.is_none(),
        Refusal::NotFound(unknown.map_or(0, |r| r.0)),
    )?;
    allow(offer.conditions != conditions, Refusal::NothingChanges)?;
    let Conditions {
        expires_on,
        only_place,
        pack,
        permits,
        ready_on,
        recipients,
    } = conditions;
    Ok(vec![
        OfferConditioned {
            expires_on,
            offer: id,
            only_place,
            pack,
            permits,
            ready_on,
            recipients,
        }
        .into(),
    ])
}

pub(crate) fn apply_conditioned(state: &mut State, fact: &OfferConditioned) {
    if let Some(offer) = state.offers.get_mut(&fact.offer) {
        offer.conditions = Conditions {
            expires_on: fact.expires_on,
            only_place: fact.only_place,
            pack: fact.pack,
            permits: fact.permits.clone(),
            ready_on: fact.ready_on,
            recipients: fact.recipients.clone(),
        };
    }
}

pub(crate) fn apply_made(state: &mut State, index: u64, at: Stamp, by: PartyId, fact: &OfferMade) {
    let offer = Offer {
        donor: by,
        made_at: at,
        item: fact.item,
        quantity: fact.quantity,
        aimed: 0,
        standard: fact.standard,
        place: fact.place,
        room: fact.room,
        withdrawn: false,
        conditions: Conditions::default(),
        remark: fact.remark,
    };
    state.offers.insert(OfferId(index), offer);
    state.texts.seal(index, fact.room, fact.remark);
}

pub(crate) fn apply_withdrawn(state: &mut State, id: OfferId) {
    if let Some(offer) = state.offers.get_mut(&id) {
        offer.withdrawn = true;
    }
}
