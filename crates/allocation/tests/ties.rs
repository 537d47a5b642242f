//! Many equal needs on sparse networks: where plans differ by who gets the last unit of a level.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use allocation::certificate::{Certificate, Fault, Level, Mark, check};
use allocation::{Arc, Curve, Instance, Lot, LotId, Need, NeedId, Shipment, allocate, draw, prove};
use proptest::prelude::*;

fn lot(id: usize, quantity: i64) -> Lot {
    Lot {
        id: LotId(u64::try_from(id).unwrap()),
        quantity,
    }
}

fn need(id: usize, demand: i64) -> Need {
    Need {
        id: NeedId(u64::try_from(id).unwrap()),
        demand,
        covered: 0,
        curve: Curve::coverage(1),
    }
}

/// Thirty lots and thirty needs of few sizes, about two arcs each.
fn sparse() -> impl Strategy<Value = Instance> {
    let lots = prop::collection::vec(0..4_i64, 30);
    let needs = prop::collection::vec(1..4_i64, 30);
    let arcs =
        prop::collection::btree_map((0..30_usize, 0..30_usize), (1..3_i64, 0..9_i64), 40..80);
    (lots, needs, arcs).prop_map(|(lots, needs, arcs)| {
        let lots: Vec<Lot> = lots
            .into_iter()
            .enumerate()
            .map(|(id, units)| lot(id, units))
            .collect();
        let needs: Vec<Need> = needs
            .into_iter()
            .enumerate()
            .map(|(id, units)| need(id, units))
            .collect();
        let arcs: Vec<Arc> = arcs
            .into_iter()
            .map(|((from, to), (capacity, cost))| Arc {
                lot: lots[from].id,
                need: needs[to].id,
                capacity,
                cost,
            })
            .collect();
        Instance::new(lots, needs, &arcs).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_proof_holds_whoever_gets_the_last_unit(instance in sparse()) {
        let plan = allocate(&instance, &[]);
        prop_assert_eq!(check(&instance, &plan.shipments, &plan.certificate, &[]).err(), None);
        let again = prove(&instance, &plan.shipments, &[]).unwrap();
        prop_assert_eq!(&again.shipments, &plan.shipments);
        prop_assert_eq!(check(&instance, &again.shipments, &again.certificate, &[]).err(), None);
    }
}

#[test]
fn the_dearer_of_two_equal_needs_is_refused() {
    let arc = |to, cost| Arc {
        lot: LotId(0),
        need: NeedId(to),
        capacity: 1,
        cost,
    };
    let (dear, cheap) = (5, 3);
    let instance = Instance::new(
        vec![lot(0, 1)],
        vec![need(0, 1), need(1, 1)],
        &[arc(0, dear), arc(1, cheap)],
    )
    .unwrap();
    // Potentials that hold on both arcs, so that only the swap between the needs tells the plans apart.
    let mark = |level, to, cost| Mark {
        level,
        potential: [0, cost, draw(LotId(0), NeedId(to))],
    };
    let certificate = |giver| Certificate {
        lots: vec![Mark {
            level: Level::Need(NeedId(giver)),
            potential: [0; 3],
        }],
        needs: vec![
            mark(Level::Need(NeedId(giver)), 0, dear),
            mark(Level::Need(NeedId(giver)), 1, cheap),
        ],
        source: [0; 3],
    };
    let judge = |to| {
        let shipment = Shipment {
            lot: LotId(0),
            need: NeedId(to),
            quantity: 1,
        };
        check(&instance, &[shipment], &certificate(to), &[]).err()
    };
    assert_eq!(judge(1), None);
    let swap = Fault::SwapPotential {
        giver: NeedId(0),
        taker: NeedId(1),
    };
    assert_eq!(judge(0), Some(swap));
}
