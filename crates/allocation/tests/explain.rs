//! What a recipient is told.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use allocation::explain::{Barred, Reach, Reasons, explain};
use allocation::sample::{self, Sample};
use allocation::{Arc, Curve, Instance, Lot, LotId, Need, NeedId, allocate};

/// Lot 0 reaches both hospitals, lot 1 only the large one; nothing reaches the third.
fn county() -> Instance {
    let lot = |id, quantity| Lot {
        id: LotId(id),
        quantity,
    };
    let need = |id, demand| Need {
        id: NeedId(id),
        demand,
        covered: 0,
        curve: Curve::coverage(1),
    };
    let arc = |lot, need| Arc {
        lot: LotId(lot),
        need: NeedId(need),
        capacity: 20,
        cost: 1,
    };
    let lots = vec![lot(0, 12), lot(1, 6)];
    let needs = vec![need(0, 10), need(1, 20), need(2, 5)];
    Instance::new(lots, needs, &[arc(0, 0), arc(0, 1), arc(1, 1)]).unwrap()
}

#[test]
fn who_shares_with_whom_and_what_one_more_lot_would_do() {
    let instance = county();
    let plan = allocate(&instance, &[]);
    let small = explain(&instance, &plan, &[], NeedId(0)).unwrap();
    assert_eq!((small.given, small.lacks), (6, 4));
    assert_eq!(small.position.lowest_terms(), (3, 5));
    assert_eq!(small.shares_with, [NeedId(1)]);
    assert_eq!(small.shared_lots, [LotId(0), LotId(1)]);
    let reach = Reach {
        lot: LotId(0),
        sent: 6,
        capacity: 20,
        left: 0,
    };
    assert_eq!(small.lots, [reach]);
    // Both stand at 3/5; a unit is a greater step for the small hospital.
    let large = explain(&instance, &plan, &[], NeedId(1)).unwrap();
    assert_eq!(large.one_more.map(|(need, _)| need), Some(NeedId(0)));
    assert_eq!(explain(&instance, &plan, &[], NeedId(7)), None);
}

#[test]
fn why_nothing_comes() {
    let instance = county();
    let plan = allocate(&instance, &[]);
    let barred = [
        Barred {
            lot: LotId(0),
            need: NeedId(2),
            reasons: Reasons::STANDARD | Reasons::TIME,
        },
        Barred {
            lot: LotId(1),
            need: NeedId(0),
            reasons: Reasons::EARMARK,
        },
    ];
    let told = explain(&instance, &plan, &barred, NeedId(2)).unwrap();
    assert_eq!((told.given, told.lots.len(), told.one_more), (0, 0, None));
    assert_eq!(told.barred, barred[..1]);
    assert!(told.barred[0].reasons.contains(Reasons::TIME));
    assert!(!told.barred[0].reasons.contains(Reasons::EARMARK));
    assert_eq!(instance.unreached().collect::<Vec<_>>(), [NeedId(2)]);
}

#[test]
fn what_is_told_holds_on_invented_instances() {
    for seed in 0..5 {
        let (lots, needs, arcs) = sample::instance(Sample {
            seed,
            lots: 120,
            needs: 80,
            arcs_per_lot: 10,
        });
        let instance = Instance::new(lots, needs, &arcs).unwrap();
        let plan = allocate(&instance, &[]);
        for (place, need) in instance.needs().iter().enumerate() {
            let told = explain(&instance, &plan, &[], need.id).unwrap();
            let sent: i64 = told.lots.iter().map(|lot| lot.sent).sum();
            assert_eq!(sent, plan.given[place]);
            if told.lacks == 0 {
                continue;
            }
            assert!(
                told.lots
                    .iter()
                    .all(|lot| lot.left == 0 || lot.sent == lot.capacity)
            );
            let next = need.next(told.given);
            for giver in told.shares_with {
                let giver = instance.need_place(giver).unwrap();
                let last = instance.needs()[giver].next(plan.given[giver] - 1);
                assert!(
                    last <= next,
                    "need {} should have been given more",
                    need.id.0
                );
            }
        }
    }
}
