//! What a plan may take back: firm goods above what their recipient needs, proposed to those who lack them.
//!
//! A plan freezes what is promised. This is its one exception, and it only proposes: nothing moves before the donor
//! agrees to the redirect. Goods that are packed or on their way stay where they go, and nobody is left with less than
//! it needs.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::Item;
use crate::commitment::{Commitment, CommitmentState, outstanding};
use crate::coverage::coverage;
use crate::ids::*;
use crate::need::NeedStatus;
use crate::offer::Conditions;
use crate::plan::inputs::{Inputs, Lot, collect};
use crate::plan::item::ItemPlan;
use crate::plan::policy::Policy;
use crate::plan::{Line, PAIRS_MAX};
use crate::state::State;

/// Commitments of one item from which something is proposed, at most: the newest, which came when there was enough.
pub const REDIRECTS_MAX: usize = 64;

/// So much of a firm commitment for another line, if its donor agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// The commitment.
    pub commitment: CommitmentId,
    /// The other need.
    pub need: NeedId,
    /// Its line.
    pub line: u64,
    /// How much, in base units, 1 or more.
    pub quantity: u64,
    /// What is there for that line already, in base units; the plan that stands included.
    pub covered: u64,
    /// What counts as needed there.
    pub demand: u64,
}

/// Items of which somebody has firm goods that it does not need: of others nothing can be proposed. O(commitments).
#[must_use]
pub fn spared(state: &State) -> BTreeSet<Item> {
    let firm = state.commitments.values().filter(|found| is_free(found));
    let spare = firm.filter(|found| excess(state, found) > 0);
    let lines = spare.filter_map(|found| state.line(found.need, found.line));
    lines.map(|line| line.item).collect()
}

/// What such proposals follow from, read off the state at one moment: whoever has it needs the state no longer.
#[derive(Debug, Clone)]
pub struct Redirectable {
    item: Item,
    inputs: Inputs,
    at: Stamp,
    policy: Policy,
}

impl Redirectable {
    /// What one item has too much of in one place and lacks in another, beside the plan that stands; nothing when there
    /// is nothing to take, or more of either than one plan considers.
    #[must_use]
    pub fn of(state: &State, item: Item) -> Option<Redirectable> {
        let at = state.last_at;
        let mut inputs = collect(state, item, at);
        inputs.lots = spare(state, item);
        let pairs = inputs.lots.len().saturating_mul(inputs.asks.len());
        if inputs.lots.is_empty() || pairs > PAIRS_MAX {
            return None;
        }
        with_plan(state, &mut inputs);
        Some(Redirectable {
            item,
            inputs,
            at,
            policy: state.plans.policy(),
        })
    }

    /// The fairest use of it.
    #[must_use]
    pub fn proposals(self) -> Vec<Proposal> {
        let Redirectable {
            item,
            inputs,
            at,
            policy,
        } = self;
        let covered: BTreeMap<(NeedId, u64), (u64, u64)> = inputs
            .asks
            .iter()
            .map(|ask| ((ask.need, ask.line), (ask.covered.sum(), ask.demand)))
            .collect();
        let plan = ItemPlan::make((item, inputs), at, &policy, &[], &BTreeSet::new());
        let lines = plan.map_or(Vec::new(), |plan| plan.lines);
        let proposal = |line: Line| {
            let (covered, demand) = *covered.get(&(line.need, line.line))?;
            Some(Proposal {
                commitment: CommitmentId(line.offer.0),
                need: line.need,
                line: line.line,
                quantity: line.quantity,
                covered,
                demand,
            })
        };
        lines.into_iter().filter_map(proposal).collect()
    }
}

/// What the plan that stands gives counts as there: it comes first, for nobody has to be asked to take a word back. So
/// does what a donor was asked to redirect.
fn with_plan(state: &State, inputs: &mut Inputs) {
    let open = state.plans.open_lines(state);
    let open = open.iter().map(|l| ((l.need, l.line), l.quantity));
    let asked = state.commitments.values().filter_map(|c| c.proposal);
    let asked = asked.map(|to| ((to.to_need, to.to_line), to.quantity));
    let mut bound: BTreeMap<(NeedId, u64), u64> = BTreeMap::new();
    for (to, quantity) in open.chain(asked) {
        let sum = bound.entry(to).or_default();
        *sum = sum.saturating_add(quantity);
    }
    for ask in &mut inputs.asks {
        let bound = bound.get(&(ask.need, ask.line)).copied().unwrap_or(0);
        ask.covered.reserved = ask.covered.reserved.saturating_add(bound);
    }
    inputs.asks.retain(|ask| ask.covered.sum() < ask.demand);
}

/// Firm, unpacked goods of an item above what their line needs, as lots numbered by their commitments.
fn spare(state: &State, item: Item) -> Vec<Lot> {
    let of_item = |found: &Commitment| {
        let line = state.line(found.need, found.line);
        line.is_some_and(|line| line.item == item)
    };
    let of_item: Vec<(CommitmentId, &Commitment)> = state
        .commitments
        .iter()
        .filter(|(_, found)| of_item(found))
        .map(|(id, found)| (*id, found))
        .collect();
    let mut above: BTreeMap<(NeedId, u64), u64> = BTreeMap::new();
    for (_, found) in &of_item {
        let left = above
            .entry((found.need, found.line))
            .or_insert_with(|| excess(state, found));
        let asked = found.proposal.map_or(0, |to| to.quantity);
        *left = left.saturating_sub(asked);
    }
    let mut lots = Vec::new();
    for (id, found) in of_item.into_iter().rev() {
        let free = is_free(found);
        let Some(left) = above.get_mut(&(found.need, found.line)).filter(|_| free) else {
            continue;
        };
        let quantity = outstanding(state, found).min(*left);
        *left -= quantity;
        if quantity > 0 && lots.len() < REDIRECTS_MAX {
            lots.push(lot(state, id, found, quantity));
        }
    }
    lots.reverse();
    lots
}

/// Whether it stands, and its donor was not asked yet.
fn is_free(found: &Commitment) -> bool {
    found.state == CommitmentState::Firm && !found.held && found.proposal.is_none()
}

/// What the line of a commitment has and does not need: all of it, once the need is closed.
fn excess(state: &State, found: &Commitment) -> u64 {
    let need = state.needs.get(&found.need);
    if need.is_some_and(|need| matches!(need.status, NeedStatus::Closed(_))) {
        return u64::MAX;
    }
    let line = state.line(found.need, found.line);
    let coverage = line.and_then(|line| coverage(line.quantity, &line.tally));
    coverage.map_or(0, |coverage| coverage.excess)
}

fn lot(state: &State, id: CommitmentId, found: &Commitment, quantity: u64) -> Lot {
    let offer = found.offer.and_then(|offer| state.offers.get(&offer));
    let Conditions {
        expires_on,
        only_place,
        permits,
        recipients,
        ..
    } = offer.map_or_else(Conditions::default, |offer| offer.conditions.clone());
    Lot {
        offer: OfferId(id.0),
        quantity,
        // Its packs may have been opened for the first recipient: whoever is asked knows.
        pack: 1,
        standard: found.standard,
        place: found.place,
        donor: found.donor,
        ready_on: Some(found.available_on),
        expires_on,
        only_place,
        only_recipients: recipients,
        permits,
    }
}
