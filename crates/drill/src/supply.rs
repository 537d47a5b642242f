//! The way of a gift: pledged, accepted, evidenced, confirmed, packed. What happens on the road is in `road`.

use app::Can;
use app::commitment::NewCommitment;
use app::consignment::NewConsignment;
use app::offer::NewOffer;
use relief::catalogue::Item;
use relief::code::{CertificateState, PaperKind};
use relief::command::Command;
use relief::entry::{Batch, ConsignmentLineFact};
use relief::ids::{OfferId, Stamp};
use relief::name::BatchNumber;

use crate::cast::{Cast, account, city};
use crate::deed::Deed;
use crate::hospitals::{City, NEAR};
use crate::names;
use crate::needs::{self, Ward};
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

/// Who gives, from where.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Donor {
    pub slot: Slot,
    pub city: City,
    /// A member talks about it in the room.
    pub member: bool,
}

/// Sends every parcel; answers for each hospital when the last one arrived.
pub(crate) fn send_all(
    script: &mut Script,
    cast: &Cast,
    wards: &[Ward],
    parcels: Vec<Parcel>,
) -> Vec<u32> {
    let mut last = vec![0_u32; wards.len()];
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
        let ended = send(script, cast, &Way { ward, other }, &parcel, from, n);
        let note = |minutes: &mut Vec<u32>| {
            if let Some(minute) = minutes.get_mut(parcel.ward) {
                *minute = ended.max(*minute);
            }
        };
        note(&mut last);
        if parcel.early && !parcel.makes_good {
            note(&mut lost);
        }
    }
    last
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
    let near = parcel.early || number % 3 == 0;
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
        gifts.push(pledge(script, cast, donor, first, part, *minute));
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
        accept(script, decider, *gift, *minute);
    }
    if redirected {
        talk::redirects(script, cast, *minute + 5, way);
        gifts = redirect(script, cast, way, parcel, donor, &gifts, minute);
    }
    *minute += script.rng.between(10, 70);
    for gift in &gifts {
        evidence(script, donor.slot, *gift, *minute);
    }
    *minute += script.rng.between(8, 45);
    let late = *minute > cast.roles_from && script.rng.chance(40);
    let checker = if late {
        cast.member(6).slot
    } else {
        cast.verifier(&mut script.rng)
    };
    for gift in &gifts {
        confirm(script, checker, *gift, *minute);
    }
    gifts
}

/// A pledge, out of an offer now and then.
pub(crate) fn pledge(
    script: &mut Script,
    cast: &Cast,
    donor: &Donor,
    need: Slot,
    part: &Part,
    minute: u32,
) -> Slot {
    let standard = needs::standard(&mut script.rng, part.item);
    let (item, line, donor) = (part.item, part.line, *donor);
    let quantity = u64::from(part.quantity);
    let room = donor.member.then_some(cast.room);
    let offer = script.rng.chance(12).then(|| {
        let remark = talk::offer_remark(&mut script.rng, donor.city.name);
        let more = u64::from(script.rng.between(0, 4) * 50);
        script.keep(minute.saturating_sub(1), move |w| {
            let room = match room {
                Some(room) => Some(w.room(room)?),
                None => None,
            };
            let new = NewOffer {
                item: Item::from_code(item)?,
                quantity: quantity + more,
                standard,
                place: donor.city.place()?,
                room,
                remark,
            };
            Some(Deed::Offer(w.person(donor.slot)?, new))
        })
    });
    let ready = stamp(minute + script.rng.below(180));
    let remark = talk::pledge_remark(&mut script.rng);
    script.keep(minute, move |w| {
        let offer = match offer {
            Some(offer) => Some(OfferId(w.index(offer)?)),
            None => None,
        };
        let new = NewCommitment {
            need: w.need(need)?,
            line,
            quantity,
            standard,
            place: donor.city.place()?,
            available_on: ready,
            offer,
            remark,
            despite_standard: false,
        };
        Some(Deed::Pledge(w.person(donor.slot)?, new))
    })
}

pub(crate) fn accept(script: &mut Script, who: Slot, gift: Slot, minute: u32) {
    script.at(minute, move |w| {
        let commitment = w.commitment(gift)?;
        Some(Deed::Plain(
            w.person(who)?,
            Command::AcceptCommitment { commitment },
        ))
    });
}

/// A coordinator proposes the hospital that lacks most, the donor agrees; answers the gifts as they stand then.
fn redirect(
    script: &mut Script,
    cast: &Cast,
    way: &Way,
    parcel: &Parcel,
    donor: &Donor,
    gifts: &[Slot],
    minute: &mut u32,
) -> Vec<Slot> {
    let (lead, donor, need) = (cast.lead(), donor.slot, way.ward.need);
    *minute += script.rng.between(8, 25);
    let mut moved = Vec::new();
    for (gift, part) in gifts.iter().copied().zip(&parcel.parts) {
        let (to_line, quantity) = (part.line, u64::from(part.quantity));
        script.at(*minute, move |w| {
            let (commitment, to_need) = (w.commitment(gift)?, w.need(need)?);
            let command = Command::ProposeRedirect {
                commitment,
                to_need,
                to_line,
                quantity,
            };
            Some(Deed::Plain(w.person(lead)?, command))
        });
        *minute += script.rng.between(6, 30);
        moved.push(script.keep(*minute, move |w| {
            let commitment = w.commitment(gift)?;
            Some(Deed::Plain(
                w.person(donor)?,
                Command::AgreeRedirect { commitment },
            ))
        }));
    }
    moved
}

pub(crate) fn evidence(script: &mut Script, donor: Slot, gift: Slot, minute: u32) {
    let number = format!(
        "{}{:02}{:02}-{}",
        script.rng.between(2019, 2020),
        script.rng.between(1, 12),
        script.rng.between(1, 28),
        script.rng.between(100, 999)
    );
    let day = |hours: i64| Stamp(stamp(0).0 - hours * 3600);
    let made = day(i64::from(script.rng.between(5, 200)) * 24);
    let batch = BatchNumber::new(&number).map(|number| Batch {
        expires_on: Some(Stamp(made.0 + 730 * 86_400)),
        made_on: Some(made),
        number: Some(number),
    });
    let paper = if script.rng.chance(50) {
        "检验报告和注册证照片（演练）"
    } else {
        ""
    };
    script.at(minute, move |w| {
        let claimed = CertificateState::Claimed;
        let gift = w.commitment(gift)?;
        Some(Deed::Evidence(
            w.person(donor)?,
            gift,
            claimed,
            batch,
            paper.to_owned(),
        ))
    });
}

pub(crate) fn confirm(script: &mut Script, who: Slot, gift: Slot, minute: u32) {
    let seen = script.rng.chance(50);
    let certificate = if seen {
        CertificateState::DocumentSeen
    } else {
        CertificateState::RegisterChecked
    };
    script.at(minute, move |w| {
        let commitment = w.commitment(gift)?;
        let command = Command::ConfirmCommitment {
            commitment,
            certificate,
            skip: None,
        };
        Some(Deed::Plain(w.person(who)?, command))
    });
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
