//! Plans in whole packs.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use allocation::certificate::feasible;
use allocation::packs::{PackError, allocate_packs};
use allocation::{
    Arc, Curve, Instance, Lot, LotId, Need, NeedId, Position, Refusal, Share, allocate, relax,
};
use proptest::prelude::*;

/// Needs of these demands, all reached by lots of these quantities.
fn instance(quantities: &[i64], demands: &[(i64, i64)]) -> Instance {
    let lots = (0..).zip(quantities).map(|(id, quantity)| Lot {
        id: LotId(id),
        quantity: *quantity,
    });
    let needs = (0..).zip(demands).map(|(id, (demand, covered))| Need {
        id: NeedId(id),
        demand: *demand,
        covered: *covered,
        curve: Curve::coverage(1),
    });
    let (lots, needs): (Vec<Lot>, Vec<Need>) = (lots.collect(), needs.collect());
    let arc = |lot: &Lot, need: &Need| Arc {
        lot: lot.id,
        need: need.id,
        capacity: 1000,
        cost: 1,
    };
    let arcs: Vec<Arc> = lots
        .iter()
        .flat_map(|lot| needs.iter().map(move |need| arc(lot, need)))
        .collect();
    Instance::new(lots, needs, &arcs).unwrap()
}

fn sorted(instance: &Instance, given: &[i64]) -> Vec<Position> {
    let needs = instance.needs().iter().zip(given);
    let mut positions: Vec<Position> = needs.map(|(need, given)| need.position(*given)).collect();
    positions.sort();
    positions
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn packs_of_one_size_are_exact(
        pack in 1..5_i64,
        quantity in 0..30_i64,
        demands in prop::collection::vec((1..20_i64, 0..5_i64), 1..=3),
    ) {
        let instance = instance(&[quantity], &demands);
        let packed = allocate_packs(&instance, &[pack]).unwrap();
        prop_assert!(packed.is_exact);
        prop_assert!(packed.shipments.iter().all(|one| one.quantity % pack == 0));
        feasible(&instance, &packed.shipments).unwrap();
        // Every way to hand out whole packs.
        let mut plans = vec![Vec::new()];
        for need in instance.needs() {
            let longer = |plan: &Vec<i64>| {
                let plan = plan.clone();
                (0..=need.gap() / pack).map(move |packs| [plan.clone(), vec![packs * pack]].concat())
            };
            plans = plans.iter().flat_map(longer).collect();
        }
        plans.retain(|plan| plan.iter().sum::<i64>() <= quantity);
        let best = plans.iter().map(|plan| sorted(&instance, plan)).max();
        prop_assert_eq!(Some(sorted(&instance, &packed.given)), best);
    }

    #[test]
    fn the_knob_is_in_units_where_plans_are_in_packs(
        pack in 2..6_i64,
        quantity in 0..60_i64,
        percent in 0..40_i64,
        demands in prop::collection::vec((1..40_i64, 0..5_i64), 1..=3),
    ) {
        let instance = instance(&[quantity], &demands).in_packs(pack).unwrap();
        let fair = allocate(&instance, &[]);
        let relaxed = relax(&instance, &fair, Share::new(percent, 100).unwrap(), &[]);
        for ((need, fair), given) in instance.needs().iter().zip(&fair.given).zip(&relaxed.given) {
            prop_assert!((fair - given) * pack * 100 <= need.demand * percent);
        }
    }

    #[test]
    fn packs_of_several_sizes_are_whole_and_tell_their_error(
        lots in prop::collection::vec((0..40_i64, 1..8_i64), 1..=3),
        demands in prop::collection::vec((1..30_i64, 0..5_i64), 1..=4),
    ) {
        let (quantities, packs): (Vec<i64>, Vec<i64>) = lots.into_iter().unzip();
        let instance = instance(&quantities, &demands);
        let packed = allocate_packs(&instance, &packs).unwrap();
        feasible(&instance, &packed.shipments).unwrap();
        for one in &packed.shipments {
            prop_assert_eq!(one.quantity % packs[instance.lot_place(one.lot).unwrap()], 0);
        }
        let opened = allocate(&instance, &[]);
        let error = PackError::of(&instance, &packed.given);
        prop_assert!(error.worst <= error.worst_in_pieces);
        prop_assert_eq!(error.stranded, opened.total - packed.given.iter().sum::<i64>());
        for (opened, given) in opened.given.iter().zip(&packed.given) {
            prop_assert!(opened - given <= error.shortfall);
        }
        // No pack that is left over fits anybody.
        for (place, lot) in instance.lots().iter().enumerate() {
            let sent: i64 = packed.shipments.iter().filter(|one| one.lot == lot.id).map(|one| one.quantity).sum();
            if lot.quantity - sent >= packs[place] {
                for (need, given) in instance.needs().iter().zip(&packed.given) {
                    prop_assert!(given + packs[place] > need.gap());
                }
            }
        }
    }
}

#[test]
fn packs_need_a_size_each() {
    let instance = instance(&[5, 5], &[(10, 0)]);
    for packs in [&[5][..], &[5, 0], &[5, 2_000_000]] {
        assert_eq!(allocate_packs(&instance, packs), Err(Refusal::Packs));
    }
}
