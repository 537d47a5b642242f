//! What is asked of the crate `allocation`, and how its answers are read: lots, needs and arcs by the numbers of entries.

use std::collections::BTreeSet;

use allocation::{Arc, Instance, LotId, Need, NeedId as Node, Shipment};

use crate::ids::*;
use crate::plan::inputs::{Ask, Inputs, Lot, bars};
use crate::plan::policy::Policy;
use crate::plan::road::Road;
use crate::plan::{Line, LineKey};

/// Lines of one need have numbers below this in any entry that can be read.
const LINES: u64 = 64;

pub(super) fn key(lot: &Lot, ask: &Ask) -> LineKey {
    (lot.offer, ask.need, ask.line)
}

/// The number of a need line in the instance.
pub(super) fn node(ask: &Ask) -> Node {
    Node(ask.need.0.saturating_mul(LINES).saturating_add(ask.line))
}

pub(super) fn shipment(line: &Line) -> Option<Shipment> {
    Some(Shipment {
        lot: LotId(line.offer.0),
        need: Node(line.need.0.saturating_mul(LINES).saturating_add(line.line)),
        quantity: i64::try_from(line.quantity).ok()?,
    })
}

pub(super) fn line(shipment: &Shipment) -> Option<Line> {
    Some(Line {
        offer: OfferId(shipment.lot.0),
        need: NeedId(shipment.need.0 / LINES),
        line: shipment.need.0 % LINES,
        quantity: u64::try_from(shipment.quantity).ok()?,
    })
}

pub(super) fn instance(
    inputs: &Inputs,
    at: Stamp,
    policy: &Policy,
    left: &BTreeSet<LineKey>,
    more: &[(usize, u64)],
) -> Option<Instance> {
    let signed = |n: u64| i64::try_from(n).ok();
    let mut lots = Vec::with_capacity(inputs.lots.len());
    for (place, lot) in inputs.lots.iter().enumerate() {
        let more: u64 = more
            .iter()
            .filter(|(of, _)| *of == place)
            .map(|(_, n)| n)
            .sum();
        lots.push(allocation::Lot {
            id: LotId(lot.offer.0),
            quantity: signed(lot.quantity.saturating_add(more))?,
        });
    }
    let mut needs = Vec::with_capacity(inputs.asks.len());
    let mut arcs = Vec::new();
    for ask in &inputs.asks {
        needs.push(Need {
            id: node(ask),
            demand: signed(ask.demand)?,
            covered: signed(ask.covered.sum())?,
            curve: policy.curve(ask.is_critical, ask.demand, ask.cases()),
        });
        for lot in &inputs.lots {
            if bars(lot, ask, at, left.contains(&key(lot, ask))).is_none() {
                arcs.push(Arc {
                    lot: LotId(lot.offer.0),
                    need: node(ask),
                    capacity: signed(ask.demand.saturating_sub(ask.covered.sum()))?,
                    cost: Road::between(lot.place, ask.place).points(),
                });
            }
        }
    }
    Instance::new(lots, needs, &arcs).ok()
}
