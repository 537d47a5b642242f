//! The proof that comes with a plan, and its check, which trusts nothing of the solver.
//!
//! **Fairness.** Every node has a level: the last unit of some need, from which goods could be moved to the node.
//! A level never falls along a way on which goods could be moved, it is at least a need's own last unit, and no
//! need would get its next unit before its level. So no move anywhere makes the plan fairer; since plans are the
//! bases of an integral polymatroid and priorities rise strictly, a plan that no single move improves is the
//! fairest of all. A lot with something left has the level [`Level::Unused`], which may reach no need that lacks
//! anything: so the total is the greatest.
//!
//! **Cost.** Every node has a potential for each goal. For every way that could take more, cost plus potential of
//! its tail minus that of its head is at least 0, goals compared in order; for every way that carries something,
//! at most 0. So no cycle of moves makes the plan better.
//!
//! Both are checked in one pass over the arcs; only the levels of single units are sorted.

#![allow(
    clippy::indexing_slicing,
    reason = "lengths are checked first, and every index comes from the instance's own graph"
)]

mod fault;
mod level;

use std::cmp::Ordering;

use crate::cheapest::Potential;
use crate::curve::Unit;
use crate::index::at;
use crate::instance::{Instance, NeedId};
use crate::network::{GOALS, Goal, classes, draw, given};
use crate::plan::{Share, Shipment, floors, kept, located};

pub use fault::Fault;
use level::levels;

/// From where goods could be moved to a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// From nowhere.
    Nothing,
    /// From this need, which would lose its last unit.
    Need(NeedId),
    /// From a lot of which something is left.
    Unused,
}

/// What is proved about one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// For the fairness.
    pub level: Level,
    /// For the changes, the cost and the draw.
    pub potential: [i64; 3],
}

/// The proof of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// In the order of [`Instance::lots`].
    pub lots: Vec<Mark>,
    /// In the order of [`Instance::needs`].
    pub needs: Vec<Mark>,
    /// The potentials of the source before the lots.
    pub source: [i64; 3],
}

/// Marks every node: the levels by one sweep from the needs whose last units are the latest, the potentials as found.
pub(crate) fn certify(
    instance: &Instance,
    on: &[i64],
    given: &[i64],
    potentials: Vec<Potential>,
) -> Certificate {
    let (lot_levels, need_levels) = levels(instance, on, given);
    let (lots, needs) = (instance.lots().len(), instance.needs().len());
    let marks = |levels: Vec<Level>, potentials: &[Potential]| {
        levels
            .into_iter()
            .zip(potentials)
            .map(|(level, potential)| Mark {
                level,
                potential: *potential,
            })
            .collect()
    };
    Certificate {
        lots: marks(lot_levels, &potentials),
        needs: marks(need_levels, potentials.get(lots..).unwrap_or_default()),
        source: potentials.get(lots + needs).copied().unwrap_or_default(),
    }
}

/// A plan that was found feasible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feasible {
    /// What each need is given, in the order of [`Instance::needs`].
    pub given: Vec<i64>,
    /// Units in all.
    pub total: i64,
    /// The transport of all of them.
    pub cost: i128,
    pub(crate) on: Vec<i64>,
    left: Vec<i64>,
}

/// Checks that a plan can be carried out: arcs, capacities, quantities and gaps.
///
/// # Errors
/// The first fault found.
pub fn feasible(instance: &Instance, plan: &[Shipment]) -> Result<Feasible, Fault> {
    let mut on = vec![0_i64; at(instance.graph.arcs())];
    let mut left: Vec<i64> = instance.lots().iter().map(|lot| lot.quantity).collect();
    for (arc, shipment) in located(instance, plan) {
        let Shipment {
            lot,
            need,
            quantity,
        } = *shipment;
        let arc = arc.ok_or(Fault::NoArc { lot, need })?;
        let capacity = instance.graph.capacity(arc);
        if quantity < 1 || quantity > capacity {
            return Err(Fault::Quantity {
                lot,
                need,
                quantity,
                capacity,
            });
        }
        if std::mem::replace(&mut on[at(arc)], quantity) != 0 {
            return Err(Fault::Twice { lot, need });
        }
        left[at(instance.graph.lot(arc))] -= quantity;
    }
    for (lot, left) in instance.lots().iter().zip(&left) {
        if *left < 0 {
            return Err(Fault::LotOver {
                lot: lot.id,
                has: lot.quantity,
                sends: lot.quantity - left,
            });
        }
    }
    let given = given(instance, &on);
    for (need, given) in instance.needs().iter().zip(&given) {
        if *given > need.gap() {
            return Err(Fault::NeedOver {
                need: need.id,
                gap: need.gap(),
                given: *given,
            });
        }
    }
    Ok(Feasible {
        total: given.iter().sum(),
        cost: crate::plan::cost(instance, &on),
        given,
        on,
        left,
    })
}

/// Checks that a plan is the fairest, and of the fairest the best by all goals.
///
/// # Errors
/// The first fault found.
pub fn check(
    instance: &Instance,
    plan: &[Shipment],
    certificate: &Certificate,
    previous: &[Shipment],
) -> Result<Feasible, Fault> {
    let checked = feasible(instance, plan)?;
    check_shape(instance, certificate)?;
    check_levels(instance, &checked, certificate)?;
    check_potentials(instance, &checked, certificate, previous)?;
    for class in classes(instance, &checked.given, 1).iter() {
        let potential = |need: u32| certificate.needs[at(need)].potential;
        let giver = class
            .iter()
            .filter(|swap| swap.has)
            .max_by_key(|swap| potential(swap.need));
        let taker = class
            .iter()
            .filter(|swap| !swap.has)
            .min_by_key(|swap| potential(swap.need));
        if let (Some(giver), Some(taker)) = (giver, taker)
            && potential(giver.need) > potential(taker.need)
        {
            return Err(Fault::SwapPotential {
                giver: instance.needs()[at(giver.need)].id,
                taker: instance.needs()[at(taker.need)].id,
            });
        }
    }
    Ok(checked)
}

/// Checks that a plan is the best of those with the total of `fair` in which no need's coverage falls by more than
/// `epsilon` below it. That `fair` is the fair plan is for [`check`] to say.
///
/// # Errors
/// The first fault found.
pub fn check_relaxed(
    instance: &Instance,
    plan: &[Shipment],
    certificate: &Certificate,
    (fair, epsilon): (&Feasible, Share),
    previous: &[Shipment],
) -> Result<Feasible, Fault> {
    let checked = feasible(instance, plan)?;
    check_shape(instance, certificate)?;
    if checked.total != fair.total {
        return Err(Fault::Total {
            total: checked.total,
            fair: fair.total,
        });
    }
    check_potentials(instance, &checked, certificate, previous)?;
    let floors = floors(instance, &fair.given, epsilon);
    // The pool joins every need above its floor to every need below its demand.
    let mut giver: Option<usize> = None;
    let mut taker: Option<usize> = None;
    let potential = |need: usize| certificate.needs[need].potential;
    for (place, need) in instance.needs().iter().enumerate() {
        let (given, floor) = (checked.given[place], floors[place]);
        if given < floor {
            return Err(Fault::BelowFloor {
                need: need.id,
                given,
                floor,
            });
        }
        if given > floor && giver.is_none_or(|best| potential(place) > potential(best)) {
            giver = Some(place);
        }
        if given < need.gap() && taker.is_none_or(|best| potential(place) < potential(best)) {
            taker = Some(place);
        }
    }
    match (giver, taker) {
        (Some(giver), Some(taker)) if potential(giver) > potential(taker) => {
            Err(Fault::SwapPotential {
                giver: instance.needs()[giver].id,
                taker: instance.needs()[taker].id,
            })
        }
        _ => Ok(checked),
    }
}

fn check_shape(instance: &Instance, certificate: &Certificate) -> Result<(), Fault> {
    let (lots, needs) = (certificate.lots.len(), certificate.needs.len());
    if lots != instance.lots().len() || needs != instance.needs().len() {
        return Err(Fault::Shape { lots, needs });
    }
    Ok(())
}

/// A level as something that can be compared: nothing, then units in their order, then unused.
fn comparable(
    instance: &Instance,
    given: &[i64],
    level: Level,
) -> Result<(u8, Option<Unit>), Fault> {
    match level {
        Level::Nothing => Ok((0, None)),
        Level::Unused => Ok((2, None)),
        Level::Need(need) => instance
            .need_place(need)
            .filter(|place| given[*place] > 0)
            .map(|place| (1, Some(instance.needs()[place].next(given[place] - 1))))
            .ok_or(Fault::EmptyLevel { need }),
    }
}

fn check_levels(
    instance: &Instance,
    plan: &Feasible,
    certificate: &Certificate,
) -> Result<(), Fault> {
    let read = |marks: &[Mark]| {
        marks
            .iter()
            .map(|mark| comparable(instance, &plan.given, mark.level))
            .collect::<Result<Vec<_>, Fault>>()
    };
    let (lots, needs) = (read(&certificate.lots)?, read(&certificate.needs)?);
    for (lot, (level, left)) in instance.lots().iter().zip(lots.iter().zip(&plan.left)) {
        if *left > 0 && *level != (2, None) {
            return Err(Fault::LotLevel { lot: lot.id });
        }
    }
    for (place, need) in instance.needs().iter().enumerate() {
        let (level, given) = (needs[place], plan.given[place]);
        if given > 0 && level < (1, Some(need.next(given - 1))) {
            return Err(Fault::OwnLevel { need: need.id });
        }
        if given < need.gap() && level > (1, Some(need.next(given))) {
            return Err(Fault::Unfair { need: need.id });
        }
    }
    for arc in 0..instance.graph.arcs() {
        let lot = &lots[at(instance.graph.lot(arc))];
        let need = &needs[at(instance.graph.need(arc))];
        let on = plan.on[at(arc)];
        if on > 0 && lot < need || on < instance.graph.capacity(arc) && need < lot {
            return Err(Fault::LevelFalls {
                lot: instance.lot_of(arc),
                need: instance.need_of(arc),
            });
        }
    }
    Ok(())
}

fn check_potentials(
    instance: &Instance,
    plan: &Feasible,
    certificate: &Certificate,
    previous: &[Shipment],
) -> Result<(), Fault> {
    let graph = &instance.graph;
    let kept = kept(instance, previous);
    for (place, lot) in instance.lots().iter().enumerate() {
        let reduced = reduced(
            [0; 3],
            certificate.source,
            certificate.lots[place].potential,
        );
        let (left, sent) = (plan.left[place], lot.quantity - plan.left[place]);
        if !holds(reduced, left > 0, sent > 0) {
            return Err(Fault::LotPotential { lot: lot.id });
        }
    }
    for arc in 0..graph.arcs() {
        let (lot, need) = (instance.lot_of(arc), instance.need_of(arc));
        let tail = certificate.lots[at(graph.lot(arc))].potential;
        let head = certificate.needs[at(graph.need(arc))].potential;
        let on = plan.on[at(arc)];
        let keep = kept.get(at(arc)).copied().unwrap_or(0);
        let parts = [
            (true, on.min(keep), keep),
            (false, on - on.min(keep), graph.capacity(arc) - keep),
        ];
        for (is_kept, on, capacity) in parts {
            let cost = GOALS.map(|goal| match goal {
                Goal::Changes => -i64::from(is_kept),
                Goal::Cost => graph.cost(arc),
                Goal::Draw => draw(lot, need),
            });
            if !holds(reduced(cost, tail, head), on < capacity, on > 0) {
                return Err(Fault::Potential { lot, need });
            }
        }
    }
    Ok(())
}

/// Wide, because the potentials are the word of a stranger.
fn reduced(cost: [i64; 3], tail: [i64; 3], head: [i64; 3]) -> [i128; 3] {
    let [changes, money, draw] = cost.map(i128::from);
    let [tail_changes, tail_money, tail_draw] = tail.map(i128::from);
    let [head_changes, head_money, head_draw] = head.map(i128::from);
    [
        changes + tail_changes - head_changes,
        money + tail_money - head_money,
        draw + tail_draw - head_draw,
    ]
}

fn holds(reduced: [i128; 3], can_gain: bool, can_lose: bool) -> bool {
    match reduced.cmp(&[0; 3]) {
        Ordering::Less => !can_gain,
        Ordering::Equal => true,
        Ordering::Greater => !can_lose,
    }
}
