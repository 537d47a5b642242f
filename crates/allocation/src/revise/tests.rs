//! The two ways to a plan from a previous one come to the same plan.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;

use crate::certificate::{certify, check};
use crate::sample::{self, Sample};
use crate::{Arc, Curve, Instance, Lot, LotId, Need, NeedId, Shipment, plan};

/// A change of one number: which, and by how much.
type Change = (usize, i64);

/// Whether the plan from `previous` was worked out, and is the one that is made from nothing.
fn agrees(instance: &Instance, previous: &[Shipment]) -> bool {
    let kept = plan::kept(instance, previous);
    let Some((on, best)) = super::revise(instance, &kept) else {
        return false;
    };
    let anew = plan::from_nothing(instance, previous);
    assert_eq!(on, anew.on);
    let proof = certify(instance, &on, &anew.given, best.potentials);
    check(instance, &anew.shipments, &proof, previous).unwrap();
    true
}

fn changed(instance: &Instance, lots: &[Change], needs: &[Change], covered: &[Change]) -> Instance {
    let (mut all_lots, mut all_needs) = (instance.lots().to_vec(), instance.needs().to_vec());
    for (place, by) in lots {
        let count = all_lots.len();
        let lot = &mut all_lots[place % count];
        lot.quantity = (lot.quantity + by).max(0);
    }
    for (place, by) in needs {
        let count = all_needs.len();
        let need = &mut all_needs[place % count];
        need.demand = (need.demand + by).max(1);
    }
    for (place, by) in covered {
        let count = all_needs.len();
        let need = &mut all_needs[place % count];
        need.covered = (need.covered + by).max(0);
    }
    let arcs: Vec<Arc> = instance.arcs().collect();
    Instance::new(all_lots, all_needs, &arcs).unwrap()
}

fn changes(size: i64) -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec((0..1000_usize, -size..=size), 0..4)
}

/// Lots and needs of few sizes: many equal units, many equal plans.
fn sparse() -> impl Strategy<Value = Instance> {
    let lots = prop::collection::vec(0..6_i64, 12);
    let needs = prop::collection::vec((1..9_i64, 0..3_i64, 1..3_i64, 0..2_u16), 12);
    let arcs =
        prop::collection::btree_map((0..12_usize, 0..12_usize), (1..5_i64, 0..9_i64), 12..60);
    (lots, needs, arcs).prop_map(|(lots, needs, arcs)| {
        let number = |place: usize| u64::try_from(place).unwrap();
        let lots = (0..).zip(lots).map(|(place, quantity)| Lot {
            id: LotId(number(place)),
            quantity,
        });
        let needs = (0..)
            .zip(needs)
            .map(|(place, (demand, covered, weight, tier))| Need {
                id: NeedId(number(place)),
                demand,
                covered,
                curve: Curve::coverage(weight).in_tier(tier),
            });
        let arcs: Vec<Arc> = arcs
            .into_iter()
            .map(|((lot, need), (capacity, cost))| Arc {
                lot: LotId(number(lot)),
                need: NeedId(number(need)),
                capacity,
                cost,
            })
            .collect();
        Instance::new(lots.collect(), needs.collect(), &arcs).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_revised_plan_is_the_one_made_from_nothing(
        instance in sparse(), lots in changes(3), needs in changes(3), covered in changes(2),
    ) {
        let previous = plan::allocate(&instance, &[]).shipments;
        let changed = changed(&instance, &lots, &needs, &covered);
        agrees(&changed, &previous);
    }

    /// Any previous plan at all, even one that could never be carried out.
    #[test]
    fn any_plan_can_be_revised(
        instance in sparse(), units in prop::collection::vec(0..4_i64, 60),
    ) {
        let previous: Vec<Shipment> = instance
            .arcs()
            .zip(units)
            .filter(|(_, units)| *units > 0)
            .map(|(arc, quantity)| Shipment { lot: arc.lot, need: arc.need, quantity })
            .collect();
        agrees(&instance, &previous);
    }
}

#[test]
fn larger_plans_are_revised_to_the_same() {
    for (seed, size, step) in [
        (1, 60, 9),
        (2, 400, 100),
        (3, 900, 100),
        (4, 900, 7),
        (5, 300, 3),
    ] {
        let (lots, needs, arcs) = sample::instance(Sample {
            seed,
            lots: size,
            needs: size,
            arcs_per_lot: 14,
        });
        let before = Instance::new(lots, needs, &arcs).unwrap();
        let previous = plan::allocate(&before, &[]).shipments;
        let every = |by: i64| {
            (0..size)
                .step_by(step)
                .map(move |place| (place, by * if place % 2 == 0 { 1 } else { -1 }))
        };
        let needs: Vec<Change> = every(50).collect();
        let lots: Vec<Change> = every(20).collect();
        assert!(agrees(&before, &previous), "nothing changed, seed {seed}");
        let few = step >= 9;
        let is_revised = agrees(&changed(&before, &[], &needs, &[]), &previous);
        assert!(is_revised || !few, "needs changed, seed {seed}");
        let is_revised = agrees(&changed(&before, &lots, &needs, &needs), &previous);
        assert!(is_revised || !few, "all changed, seed {seed}");
    }
}
