//! The way of a gift to the road: when it is promised, by whom, and how it is packed.

use app::Can;
use app::consignment::NewConsignment;
use relief::catalogue::Item;
use relief::code::PaperKind;
use relief::command::Command;
use relief::entry::ConsignmentLineFact;
use relief::ids::Stamp;

use crate::cast::{Cast, account, city};
use crate::deed::Deed;
use crate::gift;
use crate::hospitals::{City, NEAR};
use crate::names;
use crate::needs::Ward;
use crate::parcel::{Parcel, Part, Trouble};
use crate::road;
use crate::step::{Script, Slot, stamp};
use crate::talk;

/// The last minute in which goods are received.
const LAST_RECEIPT: u32 = 48 * 60 - 25;
/// The longest way of a gift, from pledge to ward, in minutes: from far, and from near; the sums of the longest
/// times drawn below and in `road`.
const FAR_WAY: u32 = 1_400;
const NEAR_WAY: u32 = 920;
/// What the longest trouble adds: a consignment that is overdue.
const TROUBLE_WAY: u32 = 310;

/// Past the end of the drill: it does not come.
pub(crate) const NEVER: u32 = 48 * 60;

/// Who gives, from where.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Donor {
    pub slot: Slot,
    pub city: City,
    /// A member talks about it in the room.
    pub member: bool,
}

/// When the last parcel of a hospital arrived.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Last {
    /// In this drill.
    pub minute: u32,
    /// In the same drill with the watch.
    pub watched: u32,
}

/// Sends every parcel; answers for each hospital when the last one arrived.
pub(crate) fn send_all(
    script: &mut Script,
    cast: &Cast,
    wards: &[Ward],
    parcels: Vec<Parcel>,
) -> Vec<Last> {
    let mut last = vec![Last::default(); wards.len()];
    let mut lost = vec![0_u32; wards.len()];
    for (n, parcel) in parcels.into_iter().enumerate() {
        let Some(ward) = wards.get(parcel.ward).copied() else {
            continue;
        };
        let from = match lost.get(parcel.ward) {
            Some(lost) if parcel.makes_good => lost.max(&ward.open) + 10,
            _ => ward.open + 4,
        };
        // A need that is met is closed early; a gift that was meant for it would bounce.
        let others = wards.iter().cycle().skip(parcel.ward + 7).take(wards.len());
        let other = others
            .copied()
            .find(|o| !o.exact && o.need != ward.need)
            .unwrap_or_default();
        let way = Way { ward, other };
        let watched = |script: &mut Script| send(script, cast, &way, &parcel, from, n);
        let (there, ended) = if script.watch {
            let ended = watched(script);
            (ended, ended)
        } else {
            let here = |script: &mut Script| unseen(script, cast, &way, &parcel, from, n);
            script.beside(watched, here)
        };
        if let Some(last) = last.get_mut(parcel.ward) {
            last.minute = ended.max(last.minute);
            last.watched = there.max(last.watched);
        }
        if let Some(lost) = lost.get_mut(parcel.ward)
            && parcel.early
            && !parcel.makes_good
        {
            *lost = there.max(*lost);
        }
    }
    last
}

/// Where nobody watches, a gift goes where it was meant for although others have covered that; so the hospital that
/// has least never gets it.
fn unseen(
    script: &mut Script,
    cast: &Cast,
    way: &Way,
    parcel: &Parcel,
    from: u32,
    number: usize,
) -> u32 {
    if parcel.trouble != Trouble::Redirected {
        return send(script, cast, way, parcel, from, number);
    }
    let (ward, other) = (way.other, way.other);
    let from = from.max(ward.open + 4);
    let trouble = Trouble::None;
    let parcel = Parcel {
        trouble,
        ..parcel.clone()
    };
    send(script, cast, &Way { ward, other }, &parcel, from, number);
    NEVER
}

/// From where it was meant to go to where it goes.
pub(crate) struct Way {
    pub ward: Ward,
    /// Another hospital, for gifts that are redirected.
    pub other: Ward,
}

fn send(
    script: &mut Script,
    cast: &Cast,
    way: &Way,
    parcel: &Parcel,
    from: u32,
    number: usize,
) -> u32 {
    let from = match parcel.trouble {
        Trouble::Redirected => from.max(way.other.open + 4),
        _ => from,
    };
    let near = parcel.early || number.is_multiple_of(3);
    let troubled = if parcel.trouble == Trouble::None {
        0
    } else {
        TROUBLE_WAY
    };
    let latest = LAST_RECEIPT - troubled - if near { NEAR_WAY } else { FAR_WAY };
    let start = match (parcel.early, number % 3) {
        (true, _) => from + script.rng.below(40),
        // A third of the gifts come as soon as the need is known.
        (_, 0) => from + script.rng.below(300),
        _ => script.rng.between(from, latest.max(from)),
    };
    let donor = donor(script, cast, start.min(latest), near);
    let mut minute = start.min(latest);
    talk::gives(script, cast, &donor, minute, &way.ward, parcel);
    let gifts = promise(script, cast, way, parcel, &donor, &mut minute);
    let consignment = pack(script, &donor, parcel, &gifts, &mut minute);
    road::travel(script, cast, &way.ward, parcel, &donor, consignment, minute)
}

fn donor(script: &mut Script, cast: &Cast, minute: u32, near: bool) -> Donor {
    let fits = |m: &crate::cast::Member| !near || m.city.hours <= 5;
    for _ in 0..6 {
        let found = cast.anybody(&mut script.rng, minute).filter(fits);
        if let Some(m) = found
            && script.rng.chance(80)
        {
            return Donor {
                slot: m.slot,
                city: m.city,
                member: true,
            };
        }
    }
    let city = if near {
        script.rng.pick(&NEAR)
    } else {
        city(&mut script.rng)
    };
    let new = account(names::person(&mut script.rng, city.name), vec![Can::Give]);
    let slot = script.keep(minute.saturating_sub(1), move |_| Some(Deed::Register(new)));
    Donor {
        slot,
        city,
        member: false,
    }
}

/// Pledges of all parts, accepted, evidenced and confirmed; answers the commitments that are firm.
fn promise(
    script: &mut Script,
    cast: &Cast,
    way: &Way,
    parcel: &Parcel,
    donor: &Donor,
    minute: &mut u32,
) -> Vec<Slot> {
    let redirected = parcel.trouble == Trouble::Redirected;
    let first = if redirected {
        way.other.need
    } else {
        way.ward.need
    };
    let mut gifts = Vec::new();
    for part in &parcel.parts {
        gifts.push(gift::pledge(script, cast, donor, first, part, *minute));
        *minute += script.rng.between(1, 3);
    }
    let (clerk, clerk_from) = match redirected {
        true => (way.other.clerk, way.other.clerk_from),
        false => (way.ward.clerk, way.ward.clerk_from),
    };
    *minute += script.rng.between(6, 40);
    let by_clerk = *minute > clerk_from && script.rng.chance(50);
    let decider = if by_clerk {
        clerk
    } else {
        cast.coordinator(&mut script.rng, *minute)
    };
    for gift in &gifts {
        gift::accept(script, decider, *gift, *minute);
    }
    if redirected {
        talk::redirects(script, cast, *minute + 5, way);
        gifts = gift::redirect(script, cast, way, parcel, donor, &gifts, minute);
    }
    *minute += script.rng.between(10, 70);
    for gift in &gifts {
        gift::evidence(script, donor.slot, *gift, *minute);
    }
    *minute += script.rng.between(8, 45);
    let late = *minute > cast.roles_from && script.rng.chance(40);
    let checker = if late {
        cast.member(6).slot
    } else {
        cast.verifier(&mut script.rng)
    };
    for gift in &gifts {
        gift::confirm(script, checker, *gift, *minute);
    }
    gifts
}

/// Boxes, labels, papers; answers the consignment. One is packed, given up and packed again.
fn pack(
    script: &mut Script,
    donor: &Donor,
    parcel: &Parcel,
    gifts: &[Slot],
    minute: &mut u32,
) -> Slot {
    *minute += script.rng.between(20, 110);
    if parcel.trouble == Trouble::Repacked {
        let first = seal(script, donor, parcel, gifts, *minute, None);
        let slot = donor.slot;
        *minute += script.rng.between(15, 40);
        script.at(*minute, move |w| {
            let consignment = w.consignment(first)?;
            Some(Deed::Plain(
                w.person(slot)?,
                Command::CancelConsignment { consignment },
            ))
        });
        *minute += script.rng.between(15, 40);
    }
    let hours = match parcel.trouble {
        Trouble::Overdue => 1,
        _ => donor.city.hours + 5,
    };
    let eta = stamp(*minute + hours * 60);
    let consignment = seal(script, donor, parcel, gifts, *minute, Some(eta));
    if script.rng.chance(35) {
        let kinds = [PaperKind::AcceptanceLetter, PaperKind::TransportPermit];
        let letter = script.rng.chance(60);
        let [first, second] = kinds;
        let (kind, slot) = (if letter { first } else { second }, donor.slot);
        script.at(*minute + 2, move |w| {
            let consignment = w.consignment(consignment)?;
            let document = None;
            Some(Deed::Plain(
                w.person(slot)?,
                Command::AttachPaper {
                    consignment,
                    kind,
                    document,
                },
            ))
        });
    }
    consignment
}

fn seal(
    script: &mut Script,
    donor: &Donor,
    parcel: &Parcel,
    gifts: &[Slot],
    minute: u32,
    eta: Option<Stamp>,
) -> Slot {
    let donor = *donor;
    let lines: Vec<(Slot, u64, u64)> = gifts
        .iter()
        .zip(&parcel.parts)
        .map(|(gift, part)| (*gift, packages(part), u64::from(part.quantity)))
        .collect();
    script.keep(minute, move |w| {
        let packages = lines.iter().map(|(_, packages, _)| packages).sum();
        let line = |(gift, packages, quantity): (Slot, u64, u64)| {
            let commitment = w.commitment(gift)?;
            Some(ConsignmentLineFact {
                commitment,
                packages,
                quantity,
            })
        };
        let lines = lines.into_iter().map(line).collect::<Option<Vec<_>>>()?;
        let new = NewConsignment {
            lines,
            place: donor.city.place()?,
            packages,
            eta,
        };
        Some(Deed::Send(w.person(donor.slot)?, new))
    })
}

/// Cartons, by what one usually holds.
fn packages(part: &Part) -> u64 {
    let carton = Item::from_code(part.item)
        .and_then(|item| item.packs().last().map(|p| p.size))
        .unwrap_or(100);
    u64::from(part.quantity).div_ceil(carton.max(1))
}
