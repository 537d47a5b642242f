//! A promise on its way to being firm: pledged, accepted, redirected, evidenced, confirmed.

use app::commitment::NewCommitment;
use app::offer::NewOffer;
use relief::catalogue::Item;
use relief::code::CertificateState;
use relief::command::Command;
use relief::entry::Batch;
use relief::ids::{OfferId, Stamp};
use relief::name::BatchNumber;

use crate::cast::Cast;
use crate::deed::Deed;
use crate::needs;
use crate::parcel::{Parcel, Part};
use crate::step::{Script, Slot, stamp};
use crate::supply::{Donor, Way};
use crate::talk;

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
                pack: None,
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
pub(crate) fn redirect(
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
