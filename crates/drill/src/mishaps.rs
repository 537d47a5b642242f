//! What comes to nothing: promises taken back, lapsed, declined; needs paused, doubled, denied.

use app::commitment::NewCommitment;
use relief::code::{DeclineReason, Evidence, RejectReason};
use relief::command::Command;
use relief::quantity::Quantity;

use crate::cast::Cast;
use crate::deed::Deed;
use crate::gift;
use crate::needs::{self, Asking, GOGGLES, MASK, RESPIRATOR, SUIT, Ward};
use crate::parcel::Part;
use crate::step::{Script, Slot, World, stamp};
use crate::supply::Donor;

/// Far beyond what one gift can be: a slip of the hand, or a joke.
const TOO_MUCH: u32 = 3_000_000;

/// Plays them all, at hospitals whose needs stay open.
pub(crate) fn happen(script: &mut Script, cast: &Cast, wards: &[Ward]) {
    let mut open: Vec<Ward> = wards.iter().filter(|w| !w.exact).copied().collect();
    script.rng.shuffle(&mut open);
    let ward = |n: usize| open.get(n).copied().unwrap_or_default();
    for n in 0..2 {
        withdrawn(script, cast, &ward(n));
        lapsed(script, cast, &ward(n + 2));
        uncertified(script, cast, &ward(n + 4));
    }
    implausible(script, cast, &ward(6));
    paused(script, cast, &ward(7));
    doubled(script, cast, &ward(1));
    denied(script, cast, &ward(3));
}

/// From when a need takes pledges and the room has donors.
fn from(cast: &Cast, ward: &Ward) -> u32 {
    ward.open.max(cast.roles_from + 30)
}

/// A donor who is a member by then.
fn donor(script: &mut Script, cast: &Cast, minute: u32) -> Donor {
    let member = cast
        .anybody(&mut script.rng, minute)
        .unwrap_or_else(|| cast.member(8));
    Donor {
        slot: member.slot,
        city: member.city,
        member: true,
    }
}

fn part(item: &'static str, line: u64, quantity: u32) -> Part {
    Part {
        item,
        line,
        quantity,
        ..Part::default()
    }
}

/// Accepted, then sold to somebody else or needed at home.
fn withdrawn(script: &mut Script, cast: &Cast, ward: &Ward) {
    let minute = from(cast, ward) + script.rng.between(200, 1_200);
    let donor = donor(script, cast, minute);
    let part = part(MASK, 1, script.rng.between(4, 30) * 50);
    let pledged = gift::pledge(script, cast, &donor, ward.need, &part, minute);
    gift::accept(script, cast.lead(), pledged, minute + 20);
    let later = minute + script.rng.between(60, 240);
    script.at(later, move |w| {
        let commitment = w.commitment(pledged)?;
        Some(Deed::Plain(
            w.person(donor.slot)?,
            Command::WithdrawCommitment { commitment },
        ))
    });
}

/// Accepted, and never heard of again: the clock frees it a day after it was to be ready.
fn lapsed(script: &mut Script, cast: &Cast, ward: &Ward) {
    let minute = from(cast, ward) + script.rng.between(180, 500);
    let donor = donor(script, cast, minute);
    let part = part(SUIT, 0, script.rng.between(4, 16) * 5);
    let pledged = gift::pledge(script, cast, &donor, ward.need, &part, minute);
    gift::accept(script, cast.lead(), pledged, minute + 15);
}

/// No certificate: the donor was told, pledges nevertheless, and is declined with the reason.
fn uncertified(script: &mut Script, cast: &Cast, ward: &Ward) {
    let minute = from(cast, ward) + script.rng.between(100, 1_300);
    let donor = donor(script, cast, minute);
    let quantity = u64::from(script.rng.between(2, 20) * 10);
    let need = ward.need;
    let pledged = move |w: &World, despite_standard: bool| {
        let new = NewCommitment {
            need: w.need(need)?,
            line: 0,
            quantity,
            standard: None,
            place: donor.city.place()?,
            available_on: stamp(minute),
            offer: None,
            remark: "厂里自检过，暂时没有注册证。".to_owned(),
            despite_standard,
        };
        Some(Deed::Pledge(w.person(donor.slot)?, new))
    };
    script.refused(minute, move |w| pledged(w, false));
    let made = script.keep(minute + 2, move |w| pledged(w, true));
    let late = minute + script.rng.between(20, 60);
    decline(script, cast.lead(), made, late, DeclineReason::Standard);
}

fn decline(script: &mut Script, who: Slot, pledged: Slot, minute: u32, reason: DeclineReason) {
    script.at(minute, move |w| {
        let commitment = w.commitment(pledged)?;
        Some(Deed::Plain(
            w.person(who)?,
            Command::DeclineCommitment { commitment, reason },
        ))
    });
}

/// Held until somebody looks; stays out of every total.
fn implausible(script: &mut Script, cast: &Cast, ward: &Ward) {
    let minute = from(cast, ward) + script.rng.between(240, 1_400);
    let donor = donor(script, cast, minute);
    let part = part(MASK, 1, TOO_MUCH);
    let pledged = gift::pledge(script, cast, &donor, ward.need, &part, minute);
    let who = cast.verifier(&mut script.rng);
    let late = minute + script.rng.between(15, 120);
    decline(script, who, pledged, late, DeclineReason::DoubtfulSupplier);
}

/// One more need of a hospital, reported by one who is not a verifier.
fn second_need(
    script: &mut Script,
    cast: &Cast,
    ward: &Ward,
    minute: u32,
    (item, separate): (&'static str, bool),
) -> Slot {
    let quantity = Quantity::Exact(u64::from(script.rng.between(4, 12) * 25));
    let asking = Asking {
        reporter: cast.member(0).slot,
        room: cast.room,
        recipient: ward.recipient,
        item,
        quantity,
        source: "转自本院职工朋友圈（演练）".to_owned(),
        separate,
    };
    needs::report(script, minute, asking)
}

/// The stop button, a pledge that bounces off it, and the clock that opens the need again.
fn paused(script: &mut Script, cast: &Cast, ward: &Ward) {
    let minute = from(cast, ward) + script.rng.between(120, 300);
    let item = if ward.third.is_some_and(|(item, _)| item == GOGGLES) {
        RESPIRATOR
    } else {
        GOGGLES
    };
    let need = second_need(script, cast, ward, minute, (item, true));
    let who = cast.verifier(&mut script.rng);
    script.at(minute + 20, move |w| {
        let command = Command::VerifyNeed {
            need: w.need(need)?,
            evidence: Evidence::CallBack,
            skip: None,
        };
        Some(Deed::Plain(w.person(who)?, command))
    });
    let (from, clerk) = (minute.max(ward.clerk_from) + 60, ward.clerk);
    let until = from + script.rng.between(5, 9) * 60;
    script.at(from, move |w| {
        let (need, until) = (w.need(need)?, Some(stamp(until)));
        Some(Deed::Plain(
            w.person(clerk)?,
            Command::PauseNeed { need, until },
        ))
    });
    let tried = from + script.rng.between(20, 200);
    let donor = donor(script, cast, tried);
    script.refused(tried, move |w| {
        let new = NewCommitment {
            need: w.need(need)?,
            line: 0,
            quantity: 100,
            standard: None,
            place: donor.city.place()?,
            available_on: stamp(tried),
            offer: None,
            remark: String::new(),
            despite_standard: true,
        };
        Some(Deed::Pledge(w.person(donor.slot)?, new))
    });
}

/// The same appeal again: seen as a repeat, reported nevertheless, and merged by a verifier.
fn doubled(script: &mut Script, cast: &Cast, ward: &Ward) {
    let minute = from(cast, ward) + script.rng.between(60, 600);
    let again = second_need(script, cast, ward, minute, (MASK, true));
    let (who, first) = (cast.verifier(&mut script.rng), ward.need);
    let late = minute + script.rng.between(15, 60);
    script.at(late, move |w| {
        let (need, into) = (w.need(again)?, w.need(first)?);
        Some(Deed::Plain(
            w.person(who)?,
            Command::MergeNeed { need, into },
        ))
    });
}

/// A forged appeal: the hospital says on the telephone that it is not theirs.
fn denied(script: &mut Script, cast: &Cast, ward: &Ward) {
    let minute = from(cast, ward) + script.rng.between(60, 900);
    let forged = second_need(script, cast, ward, minute, (RESPIRATOR, true));
    let who = cast.verifier(&mut script.rng);
    let late = minute + script.rng.between(20, 90);
    script.at(late, move |w| {
        let (need, reason) = (w.need(forged)?, RejectReason::Denied);
        Some(Deed::Plain(
            w.person(who)?,
            Command::RejectNeed { need, reason },
        ))
    });
}
