//! Custody: always exactly one holder, and a hand-over counts when both sides confirmed it.

use crate::access::allow;
use crate::code::*;
use crate::command::Actor;
use crate::consignment::{self, Consignment, Stage};
use crate::entry::*;
use crate::feedback;
use crate::ids::*;
use crate::place::Place;
use crate::quantity::QUANTITY_MAX;
use crate::refusal::Refusal;
use crate::state::State;

/// One pair of hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// Who.
    pub party: PartyId,
    /// Carrier or hub; a sender keeps goods like a hub.
    pub kind: HolderKind,
    /// Since when, by the device's clock.
    pub from: Stamp,
    /// When it was recorded.
    pub recorded_at: Stamp,
    /// The entry.
    pub index: Index,
    /// What the taker counted, line by line; empty for the sender.
    pub counts: Vec<u64>,
    /// Where.
    pub place: Option<Place>,
}

impl Hop {
    pub(crate) fn sender(party: PartyId, at: Stamp, index: Index, place: Place) -> Hop {
        let (kind, counts) = (HolderKind::Hub, Vec::new());
        Hop {
            party,
            kind,
            from: at,
            recorded_at: at,
            index,
            counts,
            place: Some(place),
        }
    }
}

/// One side asked the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The entry.
    pub index: Index,
    /// Which side asked.
    pub side: Side,
    /// Who asked.
    pub by: PartyId,
    /// Who is to take; open when the giver leaves it to whoever has the link.
    pub taker: Option<PartyId>,
    /// What the taker is.
    pub taker_kind: HolderKind,
    /// Counts by the one who asked.
    pub counts: Vec<u64>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub happened_at: Stamp,
}

/// Held up on the way: a relay is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// The entry.
    pub index: Index,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub happened_at: Stamp,
}

const HANDING_STAGES: &[Stage] = &[
    Stage::Sealed,
    Stage::InTransit,
    Stage::AtHub,
    Stage::Arrived,
];

pub(crate) fn ask(
    state: &State,
    actor: &Actor,
    at: Stamp,
    mut fact: CustodyAsked,
) -> Result<Vec<Fact>, Refusal> {
    let found = consignment::find(state, fact.consignment)?;
    consignment::stage_is(found, HANDING_STAGES)?;
    consignment::not_future(at, fact.happened_at)?;
    counts_fit(found, &fact.counts)?;
    // A stranger must not slip in between a request and its answer; the holder may begin anew.
    let others = found.asked.as_ref().is_some_and(|a| a.by != actor.party);
    let blocked = others && found.holder() != Some(actor.party);
    allow(!blocked, Refusal::HandoverAsked)?;
    if found.holder() == Some(actor.party) {
        fact.side = Side::Giver;
        allow(fact.taker != Some(actor.party), Refusal::HolderCannotTake)?;
        let known = fact.taker.is_none_or(|t| state.parties.contains_key(&t));
        allow(known, Refusal::NotFound(fact.taker.map_or(0, |t| t.0)))?;
    } else {
        fact.side = Side::Taker;
        fact.taker = Some(actor.party);
    }
    Ok(vec![fact.into()])
}

fn counts_fit(found: &Consignment, counts: &[u64]) -> Result<(), Refusal> {
    allow(
        counts.len() == found.lines.len(),
        Refusal::CountsPerLine {
            lines: found.lines.len(),
        },
    )?;
    let max = QUANTITY_MAX;
    allow(
        counts.iter().all(|n| *n <= max),
        Refusal::QuantityTooLarge { max },
    )
}

/// The other side confirms. A taker's own counts stand; the first hand-over of sealed goods dispatches them.
pub(crate) fn confirm(
    state: &State,
    actor: &Actor,
    at: Stamp,
    id: ConsignmentId,
    counts: &[u64],
    happened_at: Stamp,
) -> Result<Vec<Fact>, Refusal> {
    let found = consignment::find(state, id)?;
    let asked = found.asked.as_ref().ok_or(Refusal::NoHandoverAsked)?;
    consignment::stage_is(found, HANDING_STAGES)?;
    consignment::not_future(at, happened_at)?;
    let giver = found.holder().ok_or(Refusal::ConsignmentState)?;
    allow(asked.by != actor.party, Refusal::OtherSideConfirms)?;
    let (taker, counts) = match asked.side {
        Side::Giver => {
            allow(
                asked.taker.is_none_or(|t| t == actor.party),
                Refusal::MeantForAnother,
            )?;
            allow(giver != actor.party, Refusal::HolderCannotTake)?;
            counts_fit(found, counts)?;
            (actor.party, counts.to_vec())
        }
        Side::Taker => {
            allow(giver == actor.party, Refusal::NotTheHolder)?;
            (asked.by, asked.counts.clone())
        }
    };
    let mut facts = Vec::new();
    if found.dispatched_at.is_none() {
        facts.push(
            ConsignmentDispatched {
                consignment: id,
                eta: found.eta,
            }
            .into(),
        );
    }
    let handed_over = CustodyHandedOver {
        asked: asked.index,
        consignment: id,
        counts,
        giver,
        happened_at,
        place: asked.place,
        taker,
        taker_kind: asked.taker_kind,
    };
    facts.push(handed_over.into());
    Ok(facts)
}

/// The sender, who handed it over last, or who runs transport asks for it; never the holder, and never unseen:
/// whoever has the link acts as the holder.
pub(crate) fn renew_link(
    state: &State,
    actor: &Actor,
    id: ConsignmentId,
) -> Result<Vec<Fact>, Refusal> {
    let found = consignment::find(state, id)?;
    let [.., giver, holder] = found.hops.as_slice() else {
        return Err(Refusal::ConsignmentState);
    };
    consignment::stage_is(found, HANDING_STAGES)?;
    let may = found.sender == actor.party
        || giver.party == actor.party
        || consignment::works_for(state, actor, found, Role::Transport);
    allow(may && holder.party != actor.party, Refusal::NotAllowed)?;
    let holder = holder.party;
    Ok(vec![
        CustodyLinkRenewed {
            consignment: id,
            holder,
        }
        .into(),
    ])
}

pub(crate) fn stop(
    state: &State,
    actor: &Actor,
    at: Stamp,
    fact: CustodyStopped,
) -> Result<Vec<Fact>, Refusal> {
    let found = consignment::find(state, fact.consignment)?;
    allow(found.holder() == Some(actor.party), Refusal::NotTheHolder)?;
    consignment::stage_is(found, &[Stage::InTransit, Stage::AtHub])?;
    consignment::not_future(at, fact.happened_at)?;
    Ok(vec![fact.into()])
}

pub(crate) fn apply_asked(state: &mut State, index: u64, by: PartyId, fact: &CustodyAsked) {
    let asked = Asked {
        index: Index(index),
        side: fact.side,
        by,
        taker: fact.taker,
        taker_kind: fact.taker_kind,
        counts: fact.counts.clone(),
        place: fact.place,
        happened_at: fact.happened_at,
    };
    consignment::change(state, fact.consignment, index, |found| {
        found.asked = Some(asked)
    });
}

pub(crate) fn apply_handed_over(
    state: &mut State,
    index: u64,
    at: Stamp,
    fact: &CustodyHandedOver,
) {
    let hop = Hop {
        party: fact.taker,
        kind: fact.taker_kind,
        from: fact.happened_at,
        recorded_at: at,
        index: Index(index),
        counts: fact.counts.clone(),
        place: fact.place,
    };
    consignment::change(state, fact.consignment, index, |found| {
        for (line, count) in found.lines.iter_mut().zip(&fact.counts) {
            // A taker counts what is left after partial receipts. More than was packed is a contradiction: it
            // shows in the hop, and never as supply.
            line.counted = count.saturating_add(line.settled()).min(line.quantity);
        }
        found.hops.push(hop);
        found.asked = None;
        found.arrived_at = None;
    });
    feedback::pass_on(state, fact.consignment, fact.taker);
}

pub(crate) fn apply_stopped(state: &mut State, index: u64, fact: &CustodyStopped) {
    let stop = Stop {
        index: Index(index),
        place: fact.place,
        happened_at: fact.happened_at,
    };
    consignment::change(state, fact.consignment, index, |found| {
        found.stops.push(stop)
    });
}
