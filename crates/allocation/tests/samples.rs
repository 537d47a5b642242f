//! Larger invented instances: every plan is proved, forged ones are refused, and the order of the input is nothing.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use allocation::certificate::{Fault, check, check_relaxed, feasible};
use allocation::sample::{self, Sample};
use allocation::{
    Allocation, Instance, LotId, NeedId, Share, Shipment, allocate, prove, relax, unfair_cost,
};

fn sample(seed: u64, lots: usize, needs: usize) -> Instance {
    let (lots, needs, arcs) = sample::instance(Sample {
        seed,
        lots,
        needs,
        arcs_per_lot: 14,
    });
    Instance::new(lots, needs, &arcs).unwrap()
}

fn fault(instance: &Instance, plan: &Allocation) -> Option<Fault> {
    check(instance, &plan.shipments, &plan.certificate, &[]).err()
}

#[test]
fn every_plan_is_proved() {
    for seed in 0..30 {
        let instance = sample(seed, 300, 20 + 20 * usize::try_from(seed).unwrap());
        let plan = allocate(&instance, &[]);
        assert_eq!(fault(&instance, &plan), None, "seed {seed}");
        let again = prove(&instance, &plan.shipments, &[]).unwrap();
        assert_eq!(again.shipments, plan.shipments);
        assert_eq!(fault(&instance, &again), None, "seed {seed}");
        assert!(unfair_cost(&instance) <= plan.cost);
    }
}

#[test]
fn a_large_plan_is_proved() {
    let instance = sample(7, 1500, 1500);
    let plan = allocate(&instance, &[]);
    assert!(plan.effort.free_arcs > 1000, "scaling has something to do");
    assert_eq!(fault(&instance, &plan), None);
    let fair = feasible(&instance, &plan.shipments).unwrap();
    let mut cost = plan.cost;
    for percent in [1, 5, 20] {
        let epsilon = Share::new(percent, 100).unwrap();
        let relaxed = relax(&instance, &plan, epsilon, &[]);
        check_relaxed(
            &instance,
            &relaxed.shipments,
            &relaxed.certificate,
            (&fair, epsilon),
            &[],
        )
        .unwrap();
        assert!(relaxed.cost <= cost);
        cost = relaxed.cost;
    }
    assert!(unfair_cost(&instance) <= cost);
}

#[test]
fn a_previous_plan_is_kept_as_far_as_fairness_allows() {
    let instance = sample(3, 800, 800);
    let plan = allocate(&instance, &[]);
    let same = allocate(&instance, &plan.shipments);
    assert_eq!((same.dropped, &same.shipments), (0, &plan.shipments));

    let (lots, mut needs, arcs) = sample::instance(Sample {
        seed: 3,
        lots: 800,
        needs: 800,
        arcs_per_lot: 14,
    });
    for need in needs.iter_mut().step_by(100) {
        need.demand += need.demand / 4 + 1;
    }
    let changed = Instance::new(lots, needs, &arcs).unwrap();
    let kept = allocate(&changed, &plan.shipments);
    check(
        &changed,
        &kept.shipments,
        &kept.certificate,
        &plan.shipments,
    )
    .unwrap();
    let anew = allocate(&changed, &[]);
    let fault = check(
        &changed,
        &anew.shipments,
        &anew.certificate,
        &plan.shipments,
    );
    assert!(
        fault.is_err(),
        "the cheapest plan changes more than it must"
    );
    assert_eq!(
        kept.given.iter().sum::<i64>(),
        anew.given.iter().sum::<i64>()
    );
    assert!(kept.cost >= anew.cost);
}

#[test]
fn the_order_of_the_input_is_nothing() {
    let (mut lots, mut needs, mut arcs) = sample::instance(Sample {
        seed: 11,
        lots: 200,
        needs: 120,
        arcs_per_lot: 14,
    });
    let plan = allocate(
        &Instance::new(lots.clone(), needs.clone(), &arcs).unwrap(),
        &[],
    );
    lots.reverse();
    needs.rotate_left(50);
    arcs.sort_by_key(|arc| (arc.cost, arc.need, arc.lot));
    let shuffled = allocate(&Instance::new(lots, needs, &arcs).unwrap(), &[]);
    assert_eq!(shuffled.shipments, plan.shipments);
    assert_eq!(shuffled.certificate, plan.certificate);
}

#[test]
fn a_forged_certificate_is_refused() {
    let instance = sample(5, 300, 200);
    let plan = allocate(&instance, &[]);
    let mut refused = 0;
    for place in 0..plan.certificate.needs.len() {
        let mut forged = plan.clone();
        // What no arc joins to anything else may have any potential.
        forged.certificate.needs[place].potential[1] += 1_000_000;
        refused += usize::from(fault(&instance, &forged).is_some());
    }
    assert!(refused > 150, "{refused}");
    let mut short = plan.clone();
    short.certificate.lots.pop();
    assert!(matches!(
        fault(&instance, &short),
        Some(Fault::Shape { .. })
    ));
    let mut extreme = plan.clone();
    extreme.certificate.source = [i64::MAX; 3];
    extreme.certificate.needs[0].potential = [i64::MIN; 3];
    assert!(fault(&instance, &extreme).is_some());
}

#[test]
fn a_plan_that_cannot_be_carried_out_is_refused() {
    let instance = sample(5, 300, 200);
    let plan = allocate(&instance, &[]).shipments;
    let with = |change: &dyn Fn(&mut Vec<Shipment>)| {
        let mut plan = plan.clone();
        change(&mut plan);
        feasible(&instance, &plan).unwrap_err()
    };
    assert!(matches!(
        with(&|plan| plan[0].lot = LotId(9999)),
        Fault::NoArc { .. }
    ));
    assert!(matches!(
        with(&|plan| plan[0].need = NeedId(9999)),
        Fault::NoArc { .. }
    ));
    assert!(matches!(
        with(&|plan| plan.push(plan[0])),
        Fault::Twice { .. }
    ));
    assert!(matches!(
        with(&|plan| plan[0].quantity = 0),
        Fault::Quantity { .. }
    ));
    assert!(matches!(
        with(&|plan| plan[0].quantity = i64::MAX),
        Fault::Quantity { .. }
    ));
}

/// Demands and quantities of one in so many changed, up and down by turns.
fn changed(instance: &Instance, step: usize) -> Instance {
    let shift = |value: i64, place: usize| {
        let quarter = value / 4;
        (value
            + if place.is_multiple_of(2) {
                quarter
            } else {
                -quarter
            })
        .max(1)
    };
    let (mut lots, mut needs) = (instance.lots().to_vec(), instance.needs().to_vec());
    for (place, lot) in lots.iter_mut().skip(step / 2).step_by(step).enumerate() {
        lot.quantity = shift(lot.quantity, place);
    }
    for (place, need) in needs.iter_mut().step_by(step).enumerate() {
        need.demand = shift(need.demand, place);
    }
    let arcs: Vec<_> = instance.arcs().collect();
    Instance::new(lots, needs, &arcs).unwrap()
}

#[test]
fn after_a_change_the_plan_is_as_fair_as_one_made_anew_and_changes_the_least() {
    for (seed, size, step) in [(1, 60, 9), (2, 400, 100), (3, 900, 100), (4, 900, 7)] {
        let before = sample(seed, size, size);
        let previous = allocate(&before, &[]).shipments;
        let instance = changed(&before, step);
        let (again, anew) = (allocate(&instance, &previous), allocate(&instance, &[]));
        check(&instance, &again.shipments, &again.certificate, &previous).unwrap();
        let positions = |plan: &Allocation| {
            let needs = instance.needs().iter().zip(&plan.given);
            let mut all: Vec<_> = needs.map(|(need, given)| need.position(*given)).collect();
            all.sort();
            all
        };
        assert_eq!(positions(&again), positions(&anew), "seed {seed}");
        let dropped = |plan: &Allocation| -> i64 {
            let has = |one: &Shipment| {
                let there = plan
                    .shipments
                    .iter()
                    .find(|other| (other.lot, other.need) == (one.lot, one.need));
                there.map_or(0, |there| there.quantity.min(one.quantity))
            };
            previous.iter().map(|one| one.quantity - has(one)).sum()
        };
        assert_eq!(dropped(&again), again.dropped);
        assert!(again.dropped <= dropped(&anew), "seed {seed}");
    }
}
