//! The plan of one item: its instance, the fairest plan of it, and the plan that the knob makes of that.

mod instance;

use std::collections::BTreeSet;

use allocation::explain::{Barred, explain};
pub use allocation::explain::{Explanation, Reach, Reasons};
use allocation::packs::{Packed, common, whole};
use allocation::{
    Allocation, Instance, LotId, NeedId as Node, Share, Shipment, allocate, fairest_quantities,
    relax,
};

use crate::catalogue::Item;
use crate::ids::*;
use crate::plan::inputs::{Ask, Inputs, Lot, bars};
use crate::plan::policy::{EPSILON_STEPS, Policy, WHOLE_PERMILLE};
use crate::plan::{Line, LineKey};
use instance::{instance, key, line, node, shipment};

/// One item of a plan.
#[derive(Debug, Clone)]
pub struct ItemPlan {
    /// What.
    pub item: Item,
    /// What it was made of.
    pub inputs: Inputs,
    /// What goes where, by offer, need and line.
    pub lines: Vec<Line>,
    at: Stamp,
    /// Lines of earlier plans that somebody with the right left.
    left: BTreeSet<LineKey>,
    /// In units.
    instance: Instance,
    /// The pack of each lot.
    packs: Vec<i64>,
    /// Counted in packs of the greatest size that divides them all: units where one lot comes loose.
    coarse: Instance,
    /// The fairest plan of that.
    fair: Allocation,
    /// What the knob makes of it, in whole packs of each lot.
    chosen: Packed,
}

/// How goods in packs are given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packing {
    /// Units in a pack, where all lots have packs of one size: then the plan is the fairest that opens none.
    /// Nothing where sizes differ, which no quick way plans exactly.
    pub size: Option<u64>,
    /// Where the worst-off line would stand if packs could be opened: units there, units that count.
    pub worst_opened: Option<(u64, u64)>,
    /// Units that stay in their packs though somebody lacks them.
    pub stranded: u64,
}

/// What one step of the knob costs and brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// The step, in thousandths of a need.
    pub epsilon: u64,
    /// Transport in points, see [`Road::points`].
    pub transport: u64,
    /// Where the worst-off line then stands: units there, units that count. Nothing without lines.
    pub worst: Option<(u64, u64)>,
}

/// Lines that share the same goods, the worst-off first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Places in [`Inputs::asks`].
    pub asks: Vec<usize>,
    /// Places in [`Inputs::lots`] of what they share.
    pub lots: Vec<usize>,
}

impl ItemPlan {
    /// Plans one item; nothing when a number is outside what can be planned.
    pub(crate) fn make(
        (item, inputs): (Item, Inputs),
        at: Stamp,
        policy: &Policy,
        previous: &[Line],
        left: &BTreeSet<LineKey>,
    ) -> Option<ItemPlan> {
        let left: BTreeSet<LineKey> = left.iter().copied().collect();
        let instance = instance(&inputs, at, policy, &left, &[])?;
        let packs = packs(&inputs)?;
        let size = common(&packs);
        let coarse = instance.in_packs(size).ok()?;
        let previous = previous.iter().filter_map(shipment);
        let previous: Vec<Shipment> = previous
            .map(|one| Shipment {
                quantity: one.quantity / size,
                ..one
            })
            .collect();
        let fair = allocate(&coarse, &previous);
        let chosen = match share(policy.epsilon) {
            Some(epsilon) if policy.epsilon > 0 => whole(
                &instance,
                &packs,
                &relax(&coarse, &fair, epsilon, &previous),
            ),
            _ => whole(&instance, &packs, &fair),
        };
        let lines = chosen.shipments.iter().filter_map(line).collect();
        Some(ItemPlan {
            item,
            inputs,
            lines,
            at,
            left,
            instance,
            packs,
            coarse,
            fair,
            chosen,
        })
    }

    /// Units in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.lines.iter().map(|line| line.quantity).sum()
    }

    /// What a line is given in all, by its place in [`Inputs::asks`].
    #[must_use]
    pub fn given(&self, ask: usize) -> u64 {
        units(self.chosen.given.get(ask).copied())
    }

    /// Where the worst-off line stands before the plan and with it: units there, units that count.
    #[must_use]
    pub fn worst(&self) -> Option<((u64, u64), (u64, u64))> {
        let nothing = vec![0; self.inputs.asks.len()];
        self.worst_of(&nothing)
            .zip(self.worst_of(&self.chosen.given))
    }

    /// How goods in packs are given out; nothing where all of them come loose.
    #[must_use]
    pub fn packing(&self) -> Option<Packing> {
        if self.packs.iter().all(|pack| *pack == 1) {
            return None;
        }
        let opened = fairest_quantities(&self.instance);
        let stranded = opened.iter().sum::<i64>() - self.chosen.given.iter().sum::<i64>();
        let size = self.chosen.is_exact.then(|| common(&self.packs));
        Some(Packing {
            size: size.map(|size| units(Some(size))),
            worst_opened: self.worst_of(&opened),
            stranded: units(Some(stranded)),
        })
    }

    /// The five steps of the knob, each the cheapest plan that it allows.
    #[must_use]
    pub fn prices(&self) -> Vec<Price> {
        let price = |epsilon: &u64| {
            let plan = share(*epsilon).map(|share| relax(&self.coarse, &self.fair, share, &[]));
            let plan = plan.filter(|_| *epsilon > 0);
            let plan = plan.unwrap_or_else(|| allocate(&self.coarse, &[]));
            let plan = whole(&self.instance, &self.packs, &plan);
            Price {
                epsilon: *epsilon,
                transport: u64::try_from(plan.cost).unwrap_or(u64::MAX),
                worst: self.worst_of(&plan.given),
            }
        };
        EPSILON_STEPS.iter().map(price).collect()
    }

    /// Why one line is given what it is given.
    #[must_use]
    pub fn explain(&self, ask: usize) -> Option<Explanation> {
        let subject = self.inputs.asks.get(ask)?;
        let barred: Vec<Barred> = self
            .inputs
            .lots
            .iter()
            .filter_map(|lot| {
                Some(Barred {
                    lot: LotId(lot.offer.0),
                    need: node(subject),
                    reasons: self.bars(lot, subject)?,
                })
            })
            .collect();
        explain(&self.instance, &self.chosen, &barred, node(subject))
    }

    /// Why a lot cannot go to a line.
    #[must_use]
    pub fn bars(&self, lot: &Lot, ask: &Ask) -> Option<Reasons> {
        bars(lot, ask, self.at, self.left.contains(&key(lot, ask)))
    }

    /// The place of a line in [`Inputs::asks`], by the number under which the plan knows it.
    #[must_use]
    pub fn ask_of(&self, node: Node) -> Option<usize> {
        self.instance.need_place(node)
    }

    /// The place of a lot in [`Inputs::lots`].
    #[must_use]
    pub fn lot_of(&self, lot: LotId) -> Option<usize> {
        self.instance.lot_place(lot)
    }

    /// What every line would be given if one lot had so many units more, in whole packs.
    #[must_use]
    pub fn with_more(&self, policy: &Policy, lot: usize, more: u64) -> Option<Vec<u64>> {
        let more = [(lot, more)];
        fairest_with(&self.inputs, self.at, policy, &self.left, &more)
    }

    /// Who shares with whom: lines of one block of the decomposition that are joined by lots of that block.
    #[must_use]
    pub fn groups(&self) -> Vec<Group> {
        let asks = self.inputs.asks.len();
        let mut joined = Joined::new(asks + self.inputs.lots.len());
        let (block_of_lot, block_of_ask) = allocation::blocks(&self.instance);
        for arc in self.instance.arcs() {
            let (Some(lot), Some(ask)) = (self.lot_of(arc.lot), self.ask_of(arc.need)) else {
                continue;
            };
            if block_of_lot.get(lot) == block_of_ask.get(ask) {
                joined.join(ask, asks + lot);
            }
        }
        let mut groups: std::collections::BTreeMap<usize, Group> =
            std::collections::BTreeMap::new();
        for member in 0..asks + self.inputs.lots.len() {
            let group = groups.entry(joined.root(member)).or_insert(Group {
                asks: Vec::new(),
                lots: Vec::new(),
            });
            match member.checked_sub(asks) {
                Some(lot) => group.lots.push(lot),
                None => group.asks.push(member),
            }
        }
        let mut groups: Vec<Group> = groups
            .into_values()
            .filter(|g| !g.asks.is_empty())
            .collect();
        for group in &mut groups {
            group.asks.sort_by(|a, b| self.compare(*a, *b));
        }
        groups.sort_by(|a, b| match (a.asks.first(), b.asks.first()) {
            (Some(a), Some(b)) => self.compare(*a, *b),
            (a, b) => a.cmp(&b),
        });
        groups
    }

    /// Two lines by where the plan leaves them, the worse first; equal ones by number.
    fn compare(&self, a: usize, b: usize) -> std::cmp::Ordering {
        let level = |place: usize| {
            let ask = self.inputs.asks.get(place);
            let there = ask.map_or(0, |ask| ask.covered.sum() + self.given(place));
            (
                u128::from(there),
                ask.map_or(1, |ask| u128::from(ask.demand)),
            )
        };
        let ((a_there, a_of), (b_there, b_of)) = (level(a), level(b));
        (a_there * b_of).cmp(&(b_there * a_of)).then(a.cmp(&b))
    }

    fn worst_of(&self, given: &[i64]) -> Option<(u64, u64)> {
        let level =
            |(ask, given): (&Ask, &i64)| (ask.covered.sum() + units(Some(*given)), ask.demand);
        let levels = self.inputs.asks.iter().zip(given).map(level);
        levels.min_by(|a, b| {
            let (a, b) = (
                (u128::from(a.0), u128::from(a.1)),
                (u128::from(b.0), u128::from(b.1)),
            );
            (a.0 * b.1).cmp(&(b.0 * a.1))
        })
    }
}

/// What the fairest plan gives every line of some inputs, in whole packs: for those who do not ask from where.
pub(crate) fn fairest(
    inputs: &Inputs,
    at: Stamp,
    policy: &Policy,
    left: &BTreeSet<LineKey>,
) -> Option<Vec<u64>> {
    fairest_with(inputs, at, policy, left, &[])
}

/// The same with more of some lots.
fn fairest_with(
    inputs: &Inputs,
    at: Stamp,
    policy: &Policy,
    left: &BTreeSet<LineKey>,
    more: &[(usize, u64)],
) -> Option<Vec<u64>> {
    let instance = instance(inputs, at, policy, left, more)?;
    let packs = packs(inputs)?;
    let size = common(&packs);
    let coarse = instance.in_packs(size).ok()?;
    let given: Vec<i64> = if packs.iter().all(|pack| *pack == size) {
        let given = fairest_quantities(&coarse);
        given.into_iter().map(|packs| packs * size).collect()
    } else {
        whole(&instance, &packs, &allocate(&coarse, &[])).given
    };
    Some(given.into_iter().map(|given| units(Some(given))).collect())
}

/// Thousandths as a share.
fn share(permille: u64) -> Option<Share> {
    let whole = i64::try_from(WHOLE_PERMILLE).ok()?;
    Share::new(i64::try_from(permille).ok()?, whole)
}

fn units(given: Option<i64>) -> u64 {
    given
        .and_then(|given| u64::try_from(given).ok())
        .unwrap_or(0)
}

/// The pack of each lot, in the order of their offers, which is that of the instance.
fn packs(inputs: &Inputs) -> Option<Vec<i64>> {
    let signed = |lot: &Lot| i64::try_from(lot.pack).ok();
    inputs.lots.iter().map(signed).collect()
}

/// Sets that grow together.
struct Joined(Vec<usize>);

impl Joined {
    fn new(members: usize) -> Joined {
        Joined((0..members).collect())
    }

    fn root(&self, of: usize) -> usize {
        let mut at = of;
        while let Some(up) = self.0.get(at).filter(|up| **up != at) {
            at = *up;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        // The smaller number stays the root, so that a group is the same however it came together.
        if let Some(up) = self.0.get_mut(a.max(b)) {
            *up = a.min(b);
        }
    }
}
