//! Against every plan there is: on tiny instances, all flows are listed and the best is picked by the rules alone.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::cmp::Reverse;

use allocation::certificate::{check, check_relaxed, feasible};
use allocation::{
    Arc, Curve, Instance, Lot, LotId, Need, NeedId, Position, Share, Shipment, allocate, draw,
    relax, unfair_cost,
};
use proptest::prelude::*;

/// What an instance is made of.
#[derive(Debug, Clone)]
struct Parts {
    lots: Vec<Lot>,
    needs: Vec<Need>,
    arcs: Vec<Arc>,
    previous: Vec<Shipment>,
}

fn parts() -> impl Strategy<Value = Parts> {
    let lots = prop::collection::vec(0..5_i64, 1..=3);
    let needs = prop::collection::vec((1..6_i64, 0..4_i64, curve()), 1..=3);
    (lots, needs).prop_flat_map(|(lots, needs)| {
        let pairs = lots.len() * needs.len();
        let arcs = prop::collection::vec((0..4_i64, 0..5_i64, prop::bool::weighted(0.75)), pairs);
        let previous = prop_oneof![Just(vec![0; pairs]), prop::collection::vec(0..3_i64, pairs)];
        (Just(lots), Just(needs), arcs, previous).prop_map(build)
    })
}

fn curve() -> impl Strategy<Value = Curve> {
    prop_oneof![
        3 => Just(Curve::coverage(1)),
        2 => (1..4_i64).prop_map(Curve::coverage),
        1 => (1..3_i64, 0..2_u16).prop_map(|(weight, tier)| Curve::coverage(weight).in_tier(tier)),
        1 => (1..3_i64, 1..3_i64).prop_map(|(from, weight)| Curve::coverage(1).then(from, weight)),
    ]
}

type Raw = (
    Vec<i64>,
    Vec<(i64, i64, Curve)>,
    Vec<(i64, i64, bool)>,
    Vec<i64>,
);

fn build((lots, needs, arcs, previous): Raw) -> Parts {
    let lot = |place: usize| LotId(10 + 7 * u64::try_from(place).unwrap());
    let need = |place: usize| NeedId(3 + 5 * u64::try_from(place).unwrap());
    let pair = |place: usize| (lot(place / needs.len()), need(place % needs.len()));
    Parts {
        lots: (0..lots.len())
            .map(|place| Lot {
                id: lot(place),
                quantity: lots[place],
            })
            .collect(),
        needs: (0..needs.len())
            .map(|place| Need {
                id: need(place),
                demand: needs[place].0,
                covered: needs[place].1,
                curve: needs[place].2.clone(),
            })
            .collect(),
        arcs: (0..arcs.len())
            .filter(|place| arcs[*place].2)
            .map(|place| Arc {
                lot: pair(place).0,
                need: pair(place).1,
                capacity: arcs[place].0,
                cost: arcs[place].1,
            })
            .collect(),
        previous: (0..previous.len())
            .filter(|place| previous[*place] > 0)
            .map(|place| Shipment {
                lot: pair(place).0,
                need: pair(place).1,
                quantity: previous[place],
            })
            .collect(),
    }
}

/// All feasible plans, each as units by arc.
fn every_plan(instance: &Instance) -> Vec<Vec<i64>> {
    let arcs: Vec<Arc> = instance.arcs().collect();
    let mut plans = vec![Vec::new()];
    for arc in &arcs {
        let longer = |plan: &Vec<i64>| {
            let plan = plan.clone();
            (0..=arc.capacity).map(move |units| [plan.clone(), vec![units]].concat())
        };
        plans = plans.iter().flat_map(longer).collect();
        plans.retain(|plan| fits(instance, &arcs, plan));
    }
    plans
}

fn fits(instance: &Instance, arcs: &[Arc], plan: &[i64]) -> bool {
    let sum = |wanted: &dyn Fn(&Arc) -> bool| -> i64 {
        arcs.iter()
            .zip(plan)
            .filter(|(arc, _)| wanted(arc))
            .map(|(_, units)| units)
            .sum()
    };
    instance
        .lots()
        .iter()
        .all(|lot| sum(&|arc| arc.lot == lot.id) <= lot.quantity)
        && instance
            .needs()
            .iter()
            .all(|need| sum(&|arc| arc.need == need.id) <= need.gap())
}

fn given(instance: &Instance, plan: &[i64]) -> Vec<i64> {
    let by_need = |need: &Need| {
        instance
            .arcs()
            .zip(plan)
            .filter(|(arc, _)| arc.need == need.id)
            .map(|(_, units)| units)
            .sum()
    };
    instance.needs().iter().map(by_need).collect()
}

fn sorted_positions(instance: &Instance, given: &[i64]) -> Vec<Position> {
    let mut positions: Vec<Position> = instance
        .needs()
        .iter()
        .zip(given)
        .map(|(need, given)| need.position(*given))
        .collect();
    positions.sort();
    positions
}

/// Units of the previous plan that are dropped, transport, and the draw.
fn price(instance: &Instance, plan: &[i64], previous: &[Shipment]) -> (i64, i64, i64) {
    let mut price = (previous.iter().map(|one| one.quantity).sum(), 0, 0);
    for (arc, units) in instance.arcs().zip(plan) {
        let had = previous
            .iter()
            .find(|one| one.lot == arc.lot && one.need == arc.need)
            .map_or(0, |one| one.quantity);
        price.0 -= had.min(*units);
        price.1 += arc.cost * units;
        price.2 += draw(arc.lot, arc.need) * units;
    }
    price
}

fn shipments(instance: &Instance, plan: &[i64]) -> Vec<Shipment> {
    let mut shipments: Vec<Shipment> = instance
        .arcs()
        .zip(plan)
        .filter(|(_, units)| **units > 0)
        .map(|(arc, units)| Shipment {
            lot: arc.lot,
            need: arc.need,
            quantity: *units,
        })
        .collect();
    shipments.sort();
    shipments
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_plan_is_the_best_of_all(parts in parts(), percent in 0..100_i64) {
        let instance = Instance::new(parts.lots, parts.needs, &parts.arcs).unwrap();
        let previous = &parts.previous;
        let plans = every_plan(&instance);
        let best = plans
            .iter()
            .min_by_key(|plan| {
                let fairest = sorted_positions(&instance, &given(&instance, plan));
                (Reverse(fairest), price(&instance, plan, previous))
            })
            .unwrap();
        let ours = allocate(&instance, previous);
        let (dropped, cost, _) = price(&instance, best, previous);
        prop_assert_eq!(&ours.shipments, &shipments(&instance, best));
        prop_assert_eq!(ours.cost, i128::from(cost));
        prop_assert_eq!(ours.dropped, dropped);
        let checked = check(&instance, &ours.shipments, &ours.certificate, previous).unwrap();
        prop_assert_eq!(&checked.given, &ours.given);

        let epsilon = Share::new(percent, 100).unwrap();
        let relaxed = relax(&instance, &ours, epsilon, previous);
        let best = plans
            .iter()
            .filter(|plan| within(&instance, &given(&instance, plan), &ours.given, epsilon))
            .min_by_key(|plan| price(&instance, plan, previous))
            .unwrap();
        prop_assert_eq!(&relaxed.shipments, &shipments(&instance, best));
        let fair = feasible(&instance, &ours.shipments).unwrap();
        check_relaxed(&instance, &relaxed.shipments, &relaxed.certificate, (&fair, epsilon), previous).unwrap();

        let most = plans.iter().map(|plan| plan.iter().sum::<i64>()).max().unwrap();
        let cheapest = plans
            .iter()
            .filter(|plan| plan.iter().sum::<i64>() == most)
            .map(|plan| price(&instance, plan, &[]).1)
            .min();
        prop_assert_eq!(Some(unfair_cost(&instance)), cheapest.map(i128::from));
    }

    #[test]
    fn no_other_plan_is_accepted(parts in parts()) {
        let instance = Instance::new(parts.lots, parts.needs, &parts.arcs).unwrap();
        let ours = allocate(&instance, &[]);
        for plan in every_plan(&instance) {
            let plan = shipments(&instance, &plan);
            let accepted = check(&instance, &plan, &ours.certificate, &[]).is_ok();
            prop_assert_eq!(accepted, plan == ours.shipments);
        }
    }
}

/// The same total, and nobody falls by more than epsilon of the demand.
fn within(instance: &Instance, given: &[i64], fair: &[i64], epsilon: Share) -> bool {
    given.iter().sum::<i64>() == fair.iter().sum::<i64>()
        && instance
            .needs()
            .iter()
            .zip(given.iter().zip(fair))
            .all(|(need, (given, fair))| fair - given <= epsilon.of(need.demand))
}
