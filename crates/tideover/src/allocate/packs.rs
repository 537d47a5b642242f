//! Packs on the command line: plans and proofs are counted in packs where all have one size.

use allocation::{Instance, Shipment};

/// The size of all packs, if they have one; 1 without lots.
pub fn uniform(packs: &[i64]) -> Option<i64> {
    let first = packs.first().copied().unwrap_or(1);
    packs.iter().all(|pack| *pack == first).then_some(first)
}

/// Units as packs; what is less than a pack falls away.
pub fn in_packs(shipments: &[Shipment], pack: i64) -> Vec<Shipment> {
    let packed = shipments.iter().map(|one| Shipment {
        quantity: one.quantity / pack,
        ..*one
    });
    packed.filter(|one| one.quantity > 0).collect()
}

/// Packs as units.
pub fn in_units(shipments: &[Shipment], pack: i64) -> Vec<Shipment> {
    let unpacked = shipments.iter().map(|one| Shipment {
        quantity: one.quantity * pack,
        ..*one
    });
    unpacked.collect()
}

/// A shipment that opens a pack, and the size of the pack.
pub fn opened(
    instance: &Instance,
    packs: &[i64],
    shipments: &[Shipment],
) -> Option<(Shipment, i64)> {
    shipments.iter().find_map(|one| {
        let pack = *packs.get(instance.lot_place(one.lot)?)?;
        (one.quantity % pack != 0).then_some((*one, pack))
    })
}
