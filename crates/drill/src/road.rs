//! From hand to hand: sender, driver, yard, driver, ward. Every hand counts.

use app::carrier::NewHandover;
use relief::code::{DisputeReason, Finding, HolderKind, RefuseReason};
use relief::command::Command;
use relief::entry::ReceiptLineFact;

use crate::cast::Cast;
use crate::deed::Deed;
use crate::hospitals::HUB;
use crate::names;
use crate::needs::Ward;
use crate::parcel::{Parcel, Part, Trouble};
use crate::step::{Script, Slot, stamp};
use crate::supply::{Donor, NEVER};
use crate::talk;

/// A gift that was expected soon and was on the road for so long.
const LATE_MINUTES: u32 = 300;

/// Moves one consignment to its end and answers the minute of it.
pub(crate) fn travel(
    script: &mut Script,
    cast: &Cast,
    ward: &Ward,
    parcel: &Parcel,
    donor: &Donor,
    consignment: Slot,
    mut minute: u32,
) -> u32 {
    let sent: Vec<u64> = parcel.parts.iter().map(|p| u64::from(p.quantity)).collect();
    minute += script.rng.between(8, 50);
    let driver = by_link(
        script,
        donor.slot,
        consignment,
        &sent,
        donor.city.place(),
        &mut minute,
    );
    talk::on_the_way(script, cast, minute + 1, donor, consignment);
    let road = donor.city.hours * 60 + script.rng.between(0, 45);
    if parcel.trouble == Trouble::Stopped {
        let minute = minute + road / 2;
        script.at(minute, move |w| {
            let (consignment, place) = (w.consignment(consignment)?, HUB.place());
            let happened_at = stamp(minute);
            let command = Command::StopConsignment {
                consignment,
                place,
                happened_at,
            };
            Some(Deed::Plain(w.person(driver)?, command))
        });
        talk::held_up(script, cast, minute + 4, consignment);
    }
    // Nobody calls after it, so it stands where it was left.
    let is_slow = matches!(parcel.trouble, Trouble::Overdue | Trouble::Stopped);
    if is_slow && !script.watch {
        return NEVER;
    }
    minute += road
        + if parcel.trouble == Trouble::Overdue {
            LATE_MINUTES
        } else {
            0
        };
    match parcel.trouble {
        Trouble::Returned => return comes_back(script, cast, consignment, driver, minute),
        Trouble::Lost => return is_lost(script, cast, consignment, donor.slot, minute),
        _ => {}
    }
    let by_yard = parcel.trouble == Trouble::HubCount || script.rng.chance(60);
    let driver = match by_yard {
        true => through_yard(script, cast, parcel, consignment, driver, &mut minute),
        false => driver,
    };
    deliver(
        script,
        cast,
        ward,
        parcel,
        donor,
        (consignment, driver),
        minute,
    )
}

/// The holder makes a link, a driver with no account takes by it; answers the driver.
fn by_link(
    script: &mut Script,
    holder: Slot,
    consignment: Slot,
    counts: &[u64],
    place: Option<relief::place::Place>,
    minute: &mut u32,
) -> Slot {
    let (offered, mine, theirs) = (*minute, counts.to_vec(), counts.to_vec());
    let link = script.keep(offered, move |w| {
        let new = NewHandover {
            consignment: w.consignment(consignment)?,
            counts: mine,
            taker_kind: HolderKind::Carrier,
            place,
            happened_at: stamp(offered),
        };
        Some(Deed::OfferHandover(w.person(holder)?, new))
    });
    *minute += script.rng.between(3, 15);
    let (taken, driver) = (*minute, names::driver(&mut script.rng));
    script.keep(taken, move |w| {
        let id = w.consignment(consignment)?;
        Some(Deed::TakeByLink(
            id,
            w.code(link)?,
            driver,
            theirs,
            stamp(taken),
        ))
    })
}

/// The yard counts, keeps, and gives to a driver of the city.
fn through_yard(
    script: &mut Script,
    cast: &Cast,
    parcel: &Parcel,
    consignment: Slot,
    driver: Slot,
    minute: &mut u32,
) -> Slot {
    let hub = cast.hub(&mut script.rng);
    let sent: Vec<u64> = parcel.parts.iter().map(|p| u64::from(p.quantity)).collect();
    let short = parcel.trouble == Trouble::HubCount;
    let found = |p: &Part| u64::from(p.quantity - if short { p.missing } else { 0 });
    let counted: Vec<u64> = parcel.parts.iter().map(found).collect();
    let asked = *minute;
    script.at(asked, move |w| {
        let command = Command::AskHandover {
            consignment: w.consignment(consignment)?,
            counts: sent,
            taker: Some(w.person(hub)?.party),
            taker_kind: HolderKind::Hub,
            place: HUB.place(),
            happened_at: stamp(asked),
        };
        Some(Deed::Plain(w.person(driver)?, command))
    });
    *minute += script.rng.between(5, 25);
    let (taken, counts) = (*minute, counted.clone());
    script.at(taken, move |w| {
        Some(Deed::Take(
            w.person(hub)?,
            w.consignment(consignment)?,
            counts,
            stamp(taken),
        ))
    });
    talk::at_yard(script, cast, hub, taken + 2, consignment, short);
    *minute += script.rng.between(15, 90);
    let next = by_link(script, hub, consignment, &counted, HUB.place(), minute);
    *minute += script.rng.between(25, 75);
    next
}

fn deliver(
    script: &mut Script,
    cast: &Cast,
    ward: &Ward,
    parcel: &Parcel,
    donor: &Donor,
    (consignment, driver): (Slot, Slot),
    mut minute: u32,
) -> u32 {
    let arrived = minute;
    script.at(arrived, move |w| {
        let (consignment, happened_at) = (w.consignment(consignment)?, stamp(arrived));
        let command = Command::ArriveConsignment {
            consignment,
            happened_at,
        };
        Some(Deed::Plain(w.person(driver)?, command))
    });
    minute += script.rng.between(4, 14);
    let lines: Vec<_> = (0..)
        .zip(&parcel.parts)
        .map(|(n, part)| counted(n, part))
        .collect();
    let clerk = ward.clerk;
    if parcel.trouble == Trouble::Corrected {
        corrected(script, clerk, consignment, &lines, minute);
    } else if script.rng.chance(60) {
        let code = script.keep(minute - 2, move |w| {
            Some(Deed::DoorCode(
                w.person(clerk)?,
                w.consignment(consignment)?,
            ))
        });
        script.at(minute, move |w| {
            let consignment = w.consignment(consignment)?;
            Some(Deed::ReceiveByCode(
                consignment,
                w.code(code)?,
                lines,
                stamp(minute),
            ))
        });
    } else {
        let remark = talk::receipt_remark(&mut script.rng, parcel.trouble);
        script.at(minute, move |w| {
            let consignment = w.consignment(consignment)?;
            Some(Deed::Receive(
                w.person(clerk)?,
                consignment,
                lines,
                stamp(minute),
                remark,
            ))
        });
    }
    talk::received(script, cast, minute + 3, ward, consignment, parcel.trouble);
    if parcel.trouble == Trouble::Disputed {
        dispute(script, cast, donor.slot, consignment, minute);
    }
    minute
}

fn counted(line: u64, part: &Part) -> ReceiptLineFact {
    ReceiptLineFact {
        accepted: u64::from(part.accepted),
        damaged: u64::from(part.damaged),
        line,
        missing: u64::from(part.missing),
        refused: u64::from(part.refused),
        reason: (part.refused > 0).then_some(RefuseReason::Standard),
        surplus: 0,
    }
}

/// A box overlooked at the first count.
fn corrected(
    script: &mut Script,
    clerk: Slot,
    consignment: Slot,
    lines: &[ReceiptLineFact],
    minute: u32,
) {
    let slip = |line: &ReceiptLineFact| {
        let missed = line.accepted / 5;
        ReceiptLineFact {
            accepted: line.accepted - missed,
            missing: missed,
            ..line.clone()
        }
    };
    let (first, right): (Vec<_>, _) = (lines.iter().map(slip).collect(), lines.to_vec());
    let receipt = script.keep(minute, move |w| {
        let consignment = w.consignment(consignment)?;
        Some(Deed::Receive(
            w.person(clerk)?,
            consignment,
            first,
            stamp(minute),
            String::new(),
        ))
    });
    let again = minute + script.rng.between(3, 10);
    script.at(again, move |w| {
        let command = Command::CorrectReceipt {
            consignment: w.consignment(consignment)?,
            corrects: relief::ids::Index(w.index(receipt)?),
            lines: right,
            happened_at: stamp(minute),
        };
        Some(Deed::Plain(w.person(clerk)?, command))
    });
}

fn dispute(script: &mut Script, cast: &Cast, donor: Slot, consignment: Slot, minute: u32) {
    let (asked, auditor) = (minute + script.rng.between(10, 40), cast.auditor);
    script.at(asked, move |w| {
        let consignment = w.consignment(consignment)?;
        let (reason, remark) = (DisputeReason::Count, None);
        Some(Deed::Plain(
            w.person(donor)?,
            Command::DisputeConsignment {
                consignment,
                reason,
                remark,
            },
        ))
    });
    let settled = asked + script.rng.between(60, 200);
    let found = script.rng.chance(50);
    let finding = if found {
        Finding::CountingSlip
    } else {
        Finding::Loss
    };
    script.at(settled, move |w| {
        let consignment = w.consignment(consignment)?;
        let remark = None;
        Some(Deed::Plain(
            w.person(auditor)?,
            Command::SettleConsignment {
                consignment,
                finding,
                remark,
            },
        ))
    });
}

fn comes_back(
    script: &mut Script,
    cast: &Cast,
    consignment: Slot,
    driver: Slot,
    minute: u32,
) -> u32 {
    script.at(minute, move |w| {
        let consignment = w.consignment(consignment)?;
        Some(Deed::Plain(
            w.person(driver)?,
            Command::ReturnConsignment { consignment },
        ))
    });
    talk::came_back(script, cast, minute + 6, consignment);
    minute
}

fn is_lost(script: &mut Script, cast: &Cast, consignment: Slot, donor: Slot, minute: u32) -> u32 {
    let minute = minute + script.rng.between(60, 160);
    script.at(minute, move |w| {
        let consignment = w.consignment(consignment)?;
        Some(Deed::Plain(
            w.person(donor)?,
            Command::LoseConsignment { consignment },
        ))
    });
    talk::was_lost(script, cast, minute + 4, consignment);
    minute
}
