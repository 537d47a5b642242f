//! What will be sent to whom: the hospitals' shares cut into consignments, with what goes wrong on the way.

use crate::needs::{MASK, SUIT, Ward};
use crate::rng::Rng;

/// What happens to a consignment beside arriving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Trouble {
    #[default]
    None,
    /// The yard counts less than was handed over.
    HubCount,
    /// The ward counts less than was sent.
    DoorCount,
    /// A carton is wet and torn.
    Damaged,
    /// Part of it carries no certificate and is sent back at the door.
    Refused,
    /// It arrives long after it was expected.
    Overdue,
    /// It was meant for a hospital that others had covered.
    Redirected,
    /// The receipt was written wrong at first.
    Corrected,
    /// The donor disputes the count, and an auditor settles.
    Disputed,
    /// Packed, given up, and packed again.
    Repacked,
    /// Held up at a checkpoint.
    Stopped,
    /// Comes back to its sender.
    Returned,
    /// Never heard of again.
    Lost,
}

/// One commitment inside a consignment, in base units.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Part {
    pub item: &'static str,
    /// The line of the need.
    pub line: u64,
    pub quantity: u32,
    pub accepted: u32,
    pub damaged: u32,
    pub missing: u32,
    pub refused: u32,
}

/// One consignment to come.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parcel {
    /// Which hospital, by its place in the story.
    pub ward: usize,
    pub parts: Vec<Part>,
    pub trouble: Trouble,
    /// From a near city, early: something has to be made good after it.
    pub early: bool,
    /// Makes good what an early one lost.
    pub makes_good: bool,
}

/// Troubles that cost goods, each with what has to be made good by another gift.
const COSTLY: [Trouble; 7] = [
    Trouble::HubCount,
    Trouble::DoorCount,
    Trouble::Damaged,
    Trouble::Refused,
    Trouble::Disputed,
    Trouble::Returned,
    Trouble::Lost,
];

/// Troubles that cost time alone.
const SLOW: [Trouble; 6] = [
    Trouble::Overdue,
    Trouble::Overdue,
    Trouble::Redirected,
    Trouble::Corrected,
    Trouble::Repacked,
    Trouble::Stopped,
];

fn part(item: &'static str, line: u64, quantity: u32) -> Part {
    Part {
        item,
        line,
        quantity,
        accepted: quantity,
        ..Part::default()
    }
}

/// A share in one to three gifts, each a whole number of steps.
fn cut(rng: &mut Rng, share: u32, step: u32, pieces: u32) -> Vec<u32> {
    let mut left = share;
    let mut parts = Vec::new();
    for n in (2..=pieces).rev() {
        let mean = left / n / step;
        let piece = rng.between(mean / 2 + 1, mean + mean / 2 + 1) * step;
        if piece + step * n < left {
            parts.push(piece);
            left -= piece;
        }
    }
    parts.push(left);
    parts
}

/// Everything that will be sent, before anybody has promised it.
pub(crate) fn parcels(rng: &mut Rng, wards: &[Ward]) -> Vec<Parcel> {
    let mut parcels = Vec::new();
    for (n, ward) in wards.iter().enumerate() {
        let pieces = 1 + ward.suits / 100;
        let suits = cut(rng, ward.suits, 5, pieces.min(3));
        let pieces = 1 + ward.masks / 500;
        let mut masks = cut(rng, ward.masks, 50, pieces.min(2));
        for quantity in suits {
            let mut parts = vec![part(SUIT, 0, quantity)];
            if rng.chance(45)
                && let Some(masks) = masks.pop()
            {
                parts.push(part(MASK, 1, masks));
            }
            parcels.push(Parcel {
                ward: n,
                parts,
                ..Parcel::default()
            });
        }
        let alone = masks.into_iter().map(|masks| vec![part(MASK, 1, masks)]);
        let third = ward.third.filter(|_| rng.chance(70));
        let third = third.map(|(item, quantity)| vec![part(item, 2, quantity / 2 / 25 * 25 + 25)]);
        parcels.extend(alone.chain(third).map(|parts| Parcel {
            ward: n,
            parts,
            ..Parcel::default()
        }));
    }
    rng.shuffle(&mut parcels);
    trouble(rng, &mut parcels);
    parcels
}

/// Gives each trouble to a consignment that can bear it, and adds the gifts that make good what it costs.
fn trouble(rng: &mut Rng, parcels: &mut Vec<Parcel>) {
    let mut made_good = Vec::new();
    let wanted = COSTLY.iter().chain(COSTLY.get(..3).unwrap_or_default());
    for (n, trouble) in wanted.enumerate() {
        let item = if n % 2 == 0 { SUIT } else { MASK };
        let able = |p: &&mut Parcel| {
            let first = p.parts.first().copied().unwrap_or_default();
            p.trouble == Trouble::None && first.item == item && first.quantity >= least(item)
        };
        if let Some(parcel) = parcels.iter_mut().find(able) {
            made_good.extend(cost(rng, parcel, *trouble));
        }
    }
    for trouble in SLOW {
        let single = |p: &&mut Parcel| {
            let known = p.parts.iter().all(|part| part.line < 2);
            p.trouble == Trouble::None
                && (trouble != Trouble::Redirected || (p.parts.len() == 1 && known))
        };
        if let Some(parcel) = parcels.iter_mut().find(single) {
            parcel.trouble = trouble;
        }
    }
    parcels.extend(made_good);
}

/// Below this a part would be nothing but its loss.
fn least(item: &str) -> u32 {
    if item == SUIT { 40 } else { 200 }
}

/// Lets a consignment lose something and answers the gifts that make it good.
fn cost(rng: &mut Rng, parcel: &mut Parcel, trouble: Trouble) -> Vec<Parcel> {
    parcel.trouble = trouble;
    parcel.early = true;
    let whole = matches!(trouble, Trouble::Returned | Trouble::Lost);
    let mut again = Vec::new();
    for (n, part) in parcel.parts.iter_mut().enumerate() {
        if !whole && n > 0 {
            continue;
        }
        let step = if part.item == SUIT { 5 } else { 50 };
        let lost = if whole {
            part.accepted
        } else {
            rng.between(1, part.accepted / step / 3) * step
        };
        part.accepted -= lost;
        match trouble {
            Trouble::Damaged => part.damaged = lost,
            Trouble::Refused => part.refused = lost,
            Trouble::HubCount | Trouble::DoorCount | Trouble::Disputed => part.missing = lost,
            _ => {}
        }
        let part = Part {
            quantity: lost,
            accepted: lost,
            damaged: 0,
            missing: 0,
            refused: 0,
            ..*part
        };
        again.push(Parcel {
            ward: parcel.ward,
            parts: vec![part],
            early: true,
            makes_good: true,
            ..Parcel::default()
        });
    }
    again
}
