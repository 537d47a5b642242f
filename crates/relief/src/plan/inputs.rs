//! What a plan is made of: what is offered and not yet aimed, which need lines lack something, and why some of
//! either are left out. Read off the state, in the order of their numbers.

use std::collections::BTreeMap;

use allocation::explain::Reasons;

use crate::case_report::{self, Reported};
use crate::catalogue::Item;
use crate::commitment::CommitmentState;
use crate::coverage::share;
use crate::ids::*;
use crate::need::{Freshness, Need, NeedLine, NeedStatus};
use crate::offer::{Offer, PACK_UNITS_MAX};
use crate::place::Place;
use crate::plan::ceiling::Class;
use crate::plan::road::Road;
use crate::quantity::QUANTITY_MAX;
use crate::recipient::Recipient;
use crate::standard::Standard;
use crate::state::State;

/// Goods must be good for so many hours after they arrive.
pub const SHELF_HOURS_MIN: i64 = 72;

/// Goods that nobody has aimed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    /// The offer.
    pub offer: OfferId,
    /// What is left of it, in base units.
    pub quantity: u64,
    /// Base units in a pack, which is not opened; 1: it comes loose.
    pub pack: u64,
    /// Claimed standard.
    pub standard: Option<Standard>,
    /// Where it lies.
    pub place: Place,
    /// Who gives it.
    pub donor: PartyId,
    /// When it can leave; nothing: now.
    pub ready_on: Option<Stamp>,
    /// When it expires.
    pub expires_on: Option<Stamp>,
    /// Set aside by its donor for recipients of this place.
    pub only_place: Option<Place>,
    /// Set aside by its donor for these recipients; empty: for anybody.
    pub only_recipients: Vec<RecipientId>,
    /// Places that its permit covers; empty: none is needed.
    pub permits: Vec<Place>,
}

/// A need line as a plan sees it, in base units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The need.
    pub need: NeedId,
    /// Its line.
    pub line: u64,
    /// Whose.
    pub recipient: RecipientId,
    /// Where.
    pub place: Place,
    /// Lives depend on it.
    pub is_critical: bool,
    /// Confirmed cases reported for the place, where the policy weighs by them and any are known.
    pub reported: Option<Reported>,
    /// Accepted standards; empty: any.
    pub standards: Vec<Standard>,
    /// When at the latest.
    pub needed_by: Option<Stamp>,
    /// What is asked for.
    pub claimed: u64,
    /// What stands behind it.
    pub class: Class,
    /// What counts: the claim, up to the ceiling of its class.
    pub demand: u64,
    /// What is there or bound to come.
    pub covered: Covered,
}

/// What counts as covered: what has come, from the state or from others, and what is on its way or bound to go.
/// All of it is frozen: a plan gives on top and takes nothing of it away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Covered {
    /// Supplied by the state.
    pub official: u64,
    /// Received and accepted.
    pub received: u64,
    /// On its way.
    pub moving: u64,
    /// Firm, not yet dispatched.
    pub firm: u64,
    /// Accepted: reserved for this line, though not firm. A mere pledge binds nobody and is not here.
    pub reserved: u64,
}

impl Ask {
    /// Confirmed cases that weigh; 0 where none are known.
    #[must_use]
    pub fn cases(&self) -> u64 {
        self.reported.map_or(0, |reported| reported.cases)
    }
}

impl Covered {
    /// All of it.
    #[must_use]
    pub fn sum(&self) -> u64 {
        [self.received, self.moving, self.firm, self.reserved]
            .into_iter()
            .fold(self.official, u64::saturating_add)
    }

    fn of(state: &State, line: &NeedLine) -> Covered {
        let reserved = |id: &CommitmentId| {
            let found = state.commitments.get(id)?;
            let waits = found.state == CommitmentState::Accepted && !found.held;
            waits.then(|| share(state, found).pledged)
        };
        Covered {
            official: line.tally.official,
            received: line.tally.received,
            moving: line.tally.moving,
            firm: line.tally.firm,
            reserved: line
                .commitments
                .iter()
                .filter_map(reserved)
                .fold(0, u64::saturating_add),
        }
    }
}

/// Why a need line that stands on the board is given nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It states no total.
    Unstated,
    /// It has what counts.
    Met,
    /// Nobody has said for 96 hours that it is still true.
    Unconfirmed,
    /// Its recipient wants nothing for now.
    Paused,
}

/// A need line that no plan considers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// The need.
    pub need: NeedId,
    /// Its line.
    pub line: u64,
    /// Whose.
    pub recipient: RecipientId,
    /// Why.
    pub why: Why,
    /// What is there, in base units.
    pub covered: Covered,
    /// What counts as needed; nothing where no total is stated.
    pub demand: Option<u64>,
}

/// What there is of one item: lots, asks, and lines left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inputs {
    /// Goods.
    pub lots: Vec<Lot>,
    /// Who lacks them.
    pub asks: Vec<Ask>,
    /// Who is not considered.
    pub left_out: Vec<LeftOut>,
}

/// The items of which something is offered.
pub(crate) fn items(state: &State) -> std::collections::BTreeSet<Item> {
    let offered = state.offers.values().filter(|offer| offer.left() > 0);
    offered.map(|offer| offer.item).collect()
}

/// Collects one item at a moment.
pub(crate) fn collect(state: &State, item: Item, at: Stamp) -> Inputs {
    let mut inputs = Inputs::default();
    let by_cases = state.plans.policy().by_cases;
    let cases = if by_cases {
        state.reported_cases()
    } else {
        BTreeMap::new()
    };
    for (id, offer) in &state.offers {
        if offer.item == item && offer.left() > 0 {
            inputs.lots.push(lot(*id, offer));
        }
    }
    for (id, need) in state.needs.iter().filter(|(_, need)| need.is_live()) {
        let Some((recipient, found)) = state.recipient(need.recipient) else {
            continue;
        };
        for (number, line) in (0..).zip(&need.lines) {
            if line.item == item {
                let whose = (recipient, found);
                match ask(state, at, (*id, need), (number, line), whose) {
                    Ok(ask) => inputs.asks.push(Ask {
                        reported: case_report::reported_at(&cases, ask.place),
                        ..ask
                    }),
                    Err(left_out) => inputs.left_out.push(left_out),
                }
            }
        }
    }
    inputs
}

fn lot(id: OfferId, offer: &Offer) -> Lot {
    Lot {
        offer: id,
        // A journal of a stranger may hold more than any plan can count.
        quantity: offer.left().min(QUANTITY_MAX),
        pack: offer.conditions.pack.unwrap_or(1).clamp(1, PACK_UNITS_MAX),
        standard: offer.standard,
        place: offer.place,
        donor: offer.donor,
        ready_on: offer.conditions.ready_on,
        expires_on: offer.conditions.expires_on,
        only_place: offer.conditions.only_place,
        only_recipients: offer.conditions.recipients.clone(),
        permits: offer.conditions.permits.clone(),
    }
}

fn ask(
    state: &State,
    at: Stamp,
    (id, need): (NeedId, &Need),
    (number, line): (u64, &NeedLine),
    (recipient, found): (RecipientId, &Recipient),
) -> Result<Ask, LeftOut> {
    let covered = Covered::of(state, line);
    let class = Class::of(need, found);
    let claimed = line.quantity.needed();
    let demand = claimed.map(|claimed| claimed.min(class.ceiling(line.item)));
    let left_out = |why| LeftOut {
        need: id,
        line: number,
        recipient,
        why,
        covered,
        demand,
    };
    let (Some(claimed), Some(demand)) = (claimed, demand) else {
        return Err(left_out(Why::Unstated));
    };
    if covered.sum() >= demand {
        return Err(left_out(Why::Met));
    }
    if need.status != NeedStatus::Open {
        return Err(left_out(Why::Paused));
    }
    if need.freshness(at) == Freshness::OffRanking {
        return Err(left_out(Why::Unconfirmed));
    }
    Ok(Ask {
        need: id,
        line: number,
        recipient,
        place: found.place,
        is_critical: need.critical,
        reported: None,
        standards: line.standards.clone(),
        needed_by: line.needed_by,
        claimed,
        class,
        demand,
        covered,
    })
}

/// Why goods cannot go to a line; nothing: they can. `left`: somebody with the right left this line of an earlier plan.
#[must_use]
pub fn bars(lot: &Lot, ask: &Ask, at: Stamp, left: bool) -> Option<Reasons> {
    let leaves = lot.ready_on.map_or(at, |ready| ready.max(at));
    let arrives = leaves.plus_hours(Road::between(lot.place, ask.place).hours());
    let standard = ask.standards.is_empty()
        || lot
            .standard
            .is_some_and(|claimed| ask.standards.contains(&claimed));
    let meant = lot.only_place.is_none_or(|only| ask.place.is_within(only))
        && (lot.only_recipients.is_empty() || lot.only_recipients.contains(&ask.recipient));
    let in_time = ask.needed_by.is_none_or(|by| arrives <= by);
    let keeps = lot
        .expires_on
        .is_none_or(|expires| arrives.plus_hours(SHELF_HOURS_MIN) <= expires);
    let passes = lot.permits.is_empty() || lot.permits.iter().any(|to| ask.place.is_within(*to));
    let tests = [
        (standard, Reasons::STANDARD),
        (meant, Reasons::EARMARK),
        (in_time, Reasons::TIME),
        (keeps, Reasons::EXPIRY),
        (passes, Reasons::PAPERS),
        (!left, Reasons::CONDITION),
    ];
    let failed = tests.iter().filter(|(holds, _)| !holds);
    failed.map(|(_, reason)| *reason).reduce(|a, b| a | b)
}
