//! From an instance to a plan.

use crate::certificate::{Certificate, Fault, certify, feasible};
use crate::cheapest::{Best, improve};
use crate::flow::{Blocks, Flow};
use crate::graph::loaded;
use crate::index::at;
use crate::instance::{Instance, LotId, NeedId};
use crate::leximin::{Fair, fairest, largest};
use crate::network::{Network, given};
use crate::revise::revise;

/// Units sent from a lot to a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shipment {
    /// From.
    pub lot: LotId,
    /// To.
    pub need: NeedId,
    /// How many, 1 or more.
    pub quantity: i64,
}

/// A share of the whole, exact: 1/50 is 2 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    numerator: i64,
    denominator: i64,
}

impl Share {
    /// Nothing.
    pub const ZERO: Self = Self {
        numerator: 0,
        denominator: 1,
    };
    /// The largest denominator, 10^6.
    pub const DENOMINATOR_MAX: i64 = 1_000_000;

    /// `numerator / denominator`, between 0 and 1 with a denominator of 1 to [`Share::DENOMINATOR_MAX`]; none otherwise.
    #[must_use]
    pub const fn new(numerator: i64, denominator: i64) -> Option<Self> {
        if numerator < 0
            || denominator < 1
            || denominator > Self::DENOMINATOR_MAX
            || numerator > denominator
        {
            return None;
        }
        Some(Self {
            numerator,
            denominator,
        })
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// The whole units in this share of `units`, at most [`crate::instance::QUANTITY_MAX`] of them.
    #[must_use]
    pub const fn of(self, units: i64) -> i64 {
        // 10^12 × 10^6 fits.
        units.saturating_mul(self.numerator) / self.denominator
    }
}

/// A plan with what it comes to and what proves it.
#[derive(Clone, Debug)]
pub struct Allocation {
    /// What goes where, by lot and need.
    pub shipments: Vec<Shipment>,
    /// What each need is given, in the order of [`Instance::needs`].
    pub given: Vec<i64>,
    /// Units in all.
    pub total: i64,
    /// The transport of all of them.
    pub cost: i128,
    /// Units of the previous plan that this one drops.
    pub dropped: i64,
    /// The proof, see [`crate::certificate`].
    pub certificate: Certificate,
    /// How it was found.
    pub effort: Effort,
    /// Units by arc of the graph.
    pub(crate) on: Vec<i64>,
}

/// How a plan was found. Nothing of it matters for the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Rounds of the decomposition.
    pub rounds: u32,
    /// Steps of the simplex.
    pub pivots: u64,
    /// Independent parts in which the plan could still change when it was fair.
    pub components: usize,
    /// Arcs inside them.
    pub free_arcs: usize,
}

/// The cheapest of all fairest plans; of those with the fewest changes to `previous` if there is one.
///
/// Shipments of `previous` along pairs that are no arcs any more count as dropped. Where little has changed since
/// `previous`, little is done; the plan is the same.
#[must_use]
pub fn allocate(instance: &Instance, previous: &[Shipment]) -> Allocation {
    let kept = kept(instance, previous);
    match revise(instance, &kept) {
        Some((on, best)) => {
            let effort = effort(&best);
            finish(instance, on, previous, &kept, best, effort)
        }
        None => make(instance, previous, &kept),
    }
}

/// The same, whatever there was before.
#[cfg(test)]
pub(crate) fn from_nothing(instance: &Instance, previous: &[Shipment]) -> Allocation {
    make(instance, previous, &kept(instance, previous))
}

fn make(instance: &Instance, previous: &[Shipment], kept: &[i64]) -> Allocation {
    let Fair { flow, rounds, .. } = fairest(instance, kept);
    let mut network = Network::fair(instance, &flow.on, kept);
    let best = improve(&mut network, !kept.is_empty());
    let on = network.on();
    let effort = Effort {
        rounds,
        ..effort(&best)
    };
    finish(instance, on, previous, kept, best, effort)
}

/// The best of all plans that are as fair as `plan`, whose proof says whether there is a fairer one: see
/// [`crate::certificate::check`]. For plans that come without a proof.
///
/// # Errors
/// When the plan cannot be carried out.
pub fn prove(
    instance: &Instance,
    plan: &[Shipment],
    previous: &[Shipment],
) -> Result<Allocation, Fault> {
    let on = feasible(instance, plan)?.on;
    let kept = kept(instance, previous);
    let mut network = Network::fair(instance, &on, &kept);
    let best = improve(&mut network, !kept.is_empty());
    let on = network.on();
    let effort = effort(&best);
    Ok(finish(instance, on, previous, &kept, best, effort))
}

/// The cheapest plan with the total of `fair` in which no need's coverage falls by more than `epsilon` below what
/// `fair` gives it. Fewest changes to `previous` still come before cost.
#[must_use]
pub fn relax(
    instance: &Instance,
    fair: &Allocation,
    epsilon: Share,
    previous: &[Shipment],
) -> Allocation {
    let kept = kept(instance, previous);
    let floors = floors(instance, &fair.given, epsilon);
    let mut network = Network::pooled(instance, &fair.on, &kept, &floors);
    let best = improve(&mut network, !kept.is_empty());
    let on = network.on();
    let effort = effort(&best);
    finish(instance, on, previous, &kept, best, effort)
}

/// The least transport of any plan with the greatest total, fair or not: what fairness is priced against.
#[must_use]
pub fn unfair_cost(instance: &Instance) -> i128 {
    let Flow { on, .. } = largest(instance);
    let floors = vec![0; instance.needs().len()];
    let mut network = Network::pooled(instance, &on, &[], &floors);
    improve(&mut network, false);
    cost(instance, &network.on())
}

/// The greatest total that any plan can have.
#[must_use]
pub fn largest_total(instance: &Instance) -> i64 {
    largest(instance).on.iter().sum()
}

/// What each need is given by some fairest plan, in the order of [`Instance::needs`]: the first half of
/// [`allocate`], for those who do not ask where it comes from.
#[must_use]
pub fn fairest_quantities(instance: &Instance) -> Vec<i64> {
    given(instance, &fairest(instance, &[]).flow.on)
}

/// Who shares with whom: the block of each lot and of each need, in the order of the instance. A block is what the
/// decomposition left together: its lots all go to its needs, which stand as level as its arcs allow.
#[must_use]
pub fn blocks(instance: &Instance) -> (Vec<u32>, Vec<u32>) {
    let Blocks { of_lot, of_need } = fairest(instance, &[]).blocks;
    (of_lot, of_need)
}

/// The least that each need keeps when coverage may fall by `epsilon`.
pub(crate) fn floors(instance: &Instance, given: &[i64], epsilon: Share) -> Vec<i64> {
    instance
        .needs()
        .iter()
        .zip(given)
        .map(|(need, given)| (given - epsilon.of(need.demand) / need.curve.pack().max(1)).max(0))
        .collect()
}

/// Transport of a flow: at most 2^24 arcs of 10^12 units at 10^9, which fits easily.
pub(crate) fn cost(instance: &Instance, on: &[i64]) -> i128 {
    (0..instance.graph.arcs())
        .zip(on)
        .map(|(arc, units)| i128::from(*units) * i128::from(instance.graph.cost(arc)))
        .sum()
}

/// What the previous plan had on each arc, at most its capacity; empty when there is none.
pub(crate) fn kept(instance: &Instance, previous: &[Shipment]) -> Vec<i64> {
    if previous.is_empty() {
        return Vec::new();
    }
    let mut kept = vec![0_i64; at(instance.graph.arcs())];
    for (arc, shipment) in located(instance, previous) {
        if let Some(arc) = arc
            && let Some(kept) = kept.get_mut(at(arc))
        {
            let units = kept.saturating_add(shipment.quantity.max(0));
            *kept = units.min(instance.graph.capacity(arc));
        }
    }
    kept
}

/// Each shipment with the arc that joins its pair.
pub(crate) fn located<'a>(
    instance: &'a Instance,
    shipments: &'a [Shipment],
) -> impl Iterator<Item = (Option<u32>, &'a Shipment)> {
    shipments.iter().map(|shipment| {
        let arc = instance
            .lot_place(shipment.lot)
            .zip(instance.need_place(shipment.need))
            .and_then(|(lot, need)| {
                instance
                    .graph
                    .find(crate::index::of(lot), crate::index::of(need))
            });
        (arc, shipment)
    })
}

fn effort(best: &Best) -> Effort {
    Effort {
        pivots: best.pivots,
        components: best.components,
        free_arcs: best.free_ways,
        ..Effort::default()
    }
}

fn finish(
    instance: &Instance,
    on: Vec<i64>,
    previous: &[Shipment],
    kept: &[i64],
    best: Best,
    effort: Effort,
) -> Allocation {
    let shipment = |arc| {
        Some(Shipment {
            lot: instance.lot_of(arc),
            need: instance.need_of(arc),
            quantity: *on.get(at(arc))?,
        })
    };
    let mut shipments: Vec<Shipment> = loaded(&on).into_iter().filter_map(shipment).collect();
    // Arcs are in the order of their lots already.
    for of_lot in shipments.chunk_by_mut(|a, b| a.lot == b.lot) {
        of_lot.sort_unstable_by_key(|shipment| shipment.need);
    }
    // The previous plan is the word of a stranger.
    let had = previous.iter().fold(0_i64, |had, shipment| {
        had.saturating_add(shipment.quantity.max(0))
    });
    let given = given(instance, &on);
    let still: i64 = kept.iter().zip(&on).map(|(kept, on)| kept.min(on)).sum();
    Allocation {
        total: on.iter().sum(),
        cost: cost(instance, &on),
        dropped: had - still,
        certificate: certify(instance, &on, &given, best.potentials),
        given,
        shipments,
        effort,
        on,
    }
}
