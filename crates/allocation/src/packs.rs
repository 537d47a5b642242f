//! Lots that are given out in whole packs.
//!
//! If all packs have one size the plan is exact: the same theory, counted in packs. If sizes differ the problem
//! contains the partition of numbers, for which no quick exact way is known. Then the plan is made in pieces of
//! the greatest common size, cut down to whole packs, and repaired: packs left over go to the worst-off need that
//! they fit, and packs move between needs as long as a move makes the two needs' standing fairer. How far the
//! outcome is from the plan in pieces can be told: [`PackError`].

#![allow(
    clippy::indexing_slicing,
    reason = "every index comes from the instance's own graph"
)]

use crate::curve::{PACK_MAX, Position};
use crate::explain::Quantities;
use crate::index::{at, of};
use crate::instance::{Instance, Refusal};
use crate::plan::{Allocation, Shipment, allocate, cost};

/// Arcs that the repair looks at, at most: every move makes the plan fairer, so the limit only bounds the time.
const LOOKS_MAX: usize = 50_000_000;

impl Instance {
    /// The same instance counted in packs of one size, rounded down: everything that is said of it, plans and proofs
    /// too, is in packs.
    ///
    /// # Errors
    /// When the size is outside 1 to [`crate::curve::PACK_MAX`].
    pub fn in_packs(&self, pack: i64) -> Result<Self, Refusal> {
        let pack = Some(pack)
            .filter(|pack| (1..=PACK_MAX).contains(pack))
            .ok_or(Refusal::Packs)?;
        let mut coarse = self.clone();
        for lot in &mut coarse.lots {
            lot.quantity /= pack;
        }
        for need in &mut coarse.needs {
            need.curve = need.curve.clone().in_packs(pack);
        }
        coarse.graph.in_packs(pack);
        Ok(coarse)
    }
}

/// A plan in whole packs, in units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// What goes where; every quantity is a multiple of its lot's pack.
    pub shipments: Vec<Shipment>,
    /// Units that each need is given, in the order of [`Instance::needs`].
    pub given: Vec<i64>,
    /// The transport of all of them.
    pub cost: i128,
    /// Whether it is the exact optimum among plans in whole packs.
    pub is_exact: bool,
    /// Units by arc of the graph.
    on: Vec<i64>,
}

impl<'a> From<&'a Packed> for Quantities<'a> {
    fn from(plan: &'a Packed) -> Self {
        Self::new(&plan.given, &plan.on)
    }
}

/// How far a plan in whole packs is from the fairest plan that opens packs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    /// Where the worst-off need stands; none without needs.
    pub worst: Option<Position>,
    /// Where it would stand if packs could be opened.
    pub worst_in_pieces: Option<Position>,
    /// Units that are given out if packs can be opened, and are not given out in whole packs.
    pub stranded: i64,
    /// The most units by which a need is given less than if packs could be opened.
    pub shortfall: i64,
}

impl PackError {
    /// Of a plan that gives so many units, in the order of [`Instance::needs`]. Makes the plan in pieces to compare.
    #[must_use]
    pub fn of(instance: &Instance, given: &[i64]) -> Self {
        let opened = allocate(instance, &[]).given;
        let worst = |given: &[i64]| {
            let needs = instance.needs().iter().zip(given);
            needs.map(|(need, given)| need.position(*given)).min()
        };
        let short = opened
            .iter()
            .zip(given)
            .map(|(opened, given)| opened - given);
        Self {
            worst: worst(given),
            worst_in_pieces: worst(&opened),
            stranded: opened.iter().sum::<i64>() - given.iter().sum::<i64>(),
            shortfall: short.max().unwrap_or(0).max(0),
        }
    }
}

/// The greatest size of which every pack is a multiple; 1 without packs.
#[must_use]
pub fn common(packs: &[i64]) -> i64 {
    let sizes = packs.iter().copied();
    sizes.fold(0, greatest_common_divisor).max(1)
}

/// The fairest plan in whole packs: `packs` has the size of each lot's pack, in the order of [`Instance::lots`].
///
/// # Errors
/// When there are not as many packs as lots, or one is outside 1 to [`crate::curve::PACK_MAX`].
pub fn allocate_packs(instance: &Instance, packs: &[i64]) -> Result<Packed, Refusal> {
    let valid = packs.iter().all(|pack| (1..=PACK_MAX).contains(pack));
    if packs.len() != instance.lots().len() || !valid {
        return Err(Refusal::Packs);
    }
    let coarse = allocate(&instance.in_packs(common(packs))?, &[]);
    Ok(whole(instance, packs, &coarse))
}

/// A plan in whole packs of each lot's own size, made of a plan that counts in packs of the [`common`] size: that of
/// [`Instance::in_packs`]. Where all have one size nothing is left to do; otherwise it is cut down and repaired.
///
/// # Panics
/// When the plan is one of another instance.
#[must_use]
pub fn whole(instance: &Instance, packs: &[i64], coarse: &Allocation) -> Packed {
    let common = common(packs);
    let is_exact = packs.iter().all(|pack| *pack == common);
    let mut repair = Repair::new(instance, packs, coarse.on.iter().map(|on| on * common));
    if !is_exact {
        repair.run();
    }
    Packed {
        is_exact,
        cost: cost(instance, &repair.on),
        shipments: repair.shipments(),
        given: repair.given,
        on: repair.on,
    }
}

fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// A plan in whole packs being made better.
struct Repair<'a> {
    instance: &'a Instance,
    packs: &'a [i64],
    on: Vec<i64>,
    left: Vec<i64>,
    given: Vec<i64>,
    looks: usize,
}

impl<'a> Repair<'a> {
    fn new(instance: &'a Instance, packs: &'a [i64], units: impl Iterator<Item = i64>) -> Self {
        let graph = &instance.graph;
        let mut repair = Self {
            instance,
            packs,
            on: units.collect(),
            left: instance.lots().iter().map(|lot| lot.quantity).collect(),
            given: vec![0; instance.needs().len()],
            looks: 0,
        };
        for arc in 0..graph.arcs() {
            let whole = repair.on[at(arc)] - repair.on[at(arc)] % packs[at(graph.lot(arc))];
            repair.on[at(arc)] = whole;
            repair.left[at(graph.lot(arc))] -= whole;
            repair.given[at(graph.need(arc))] += whole;
        }
        repair
    }

    fn run(&mut self) {
        loop {
            let mut is_better = false;
            for lot in 0..of(self.packs.len()) {
                while self.has_time(lot) && (self.hand_out(lot) || self.exchange(lot)) {
                    is_better = true;
                }
            }
            if !is_better {
                return;
            }
        }
    }

    /// Counts one look at every arc of a lot; no more when the limit is reached.
    fn has_time(&mut self, lot: u32) -> bool {
        self.looks = self
            .looks
            .saturating_add(self.instance.graph.of_lot(lot).count().max(1));
        self.looks <= LOOKS_MAX
    }

    /// One pack that is left over, to the worst-off need that it fits.
    fn hand_out(&mut self, lot: u32) -> bool {
        if self.left[at(lot)] < self.packs[at(lot)] {
            return false;
        }
        let Some(arc) = self.taker(lot) else {
            return false;
        };
        self.left[at(lot)] -= self.packs[at(lot)];
        self.shift(arc, self.packs[at(lot)]);
        true
    }

    /// One pack from the best-off need of the lot to the worst-off, if that is fairer to the two.
    fn exchange(&mut self, lot: u32) -> bool {
        let pack = self.packs[at(lot)];
        let graph = &self.instance.graph;
        let giver = graph
            .of_lot(lot)
            .filter(|arc| self.on[at(*arc)] >= pack)
            .max_by_key(|arc| (self.standing(*arc, -pack), graph.need(*arc)));
        let (Some(giver), Some(taker)) = (giver, self.taker(lot)) else {
            return false;
        };
        let before = self.standing(taker, 0).min(self.standing(giver, 0));
        let after = self.standing(taker, pack).min(self.standing(giver, -pack));
        if after <= before {
            return false;
        }
        self.shift(giver, -pack);
        self.shift(taker, pack);
        true
    }

    /// The arc to the worst-off need that a pack of the lot fits.
    fn taker(&self, lot: u32) -> Option<u32> {
        let pack = self.packs[at(lot)];
        let graph = &self.instance.graph;
        let fits = |arc: &u32| {
            let need = at(graph.need(*arc));
            self.on[at(*arc)] + pack <= graph.capacity(*arc)
                && self.given[need] + pack <= self.instance.needs()[need].gap()
        };
        graph
            .of_lot(lot)
            .filter(fits)
            .min_by_key(|arc| (self.standing(*arc, 0), graph.need(*arc)))
    }

    /// Where the need at the end of an arc would stand with so many units more.
    fn standing(&self, arc: u32, more: i64) -> Position {
        let need = at(self.instance.graph.need(arc));
        self.instance.needs()[need].position(self.given[need] + more)
    }

    fn shift(&mut self, arc: u32, units: i64) {
        self.on[at(arc)] += units;
        self.given[at(self.instance.graph.need(arc))] += units;
    }

    fn shipments(&self) -> Vec<Shipment> {
        let mut shipments: Vec<Shipment> = (0..self.instance.graph.arcs())
            .zip(&self.on)
            .filter(|(_, units)| **units > 0)
            .map(|(arc, units)| Shipment {
                lot: self.instance.lot_of(arc),
                need: self.instance.need_of(arc),
                quantity: *units,
            })
            .collect();
        shipments.sort_unstable();
        shipments
    }
}
