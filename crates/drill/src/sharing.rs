//! Goods offered to nobody in particular, for needs that are more than there is: with the fair plan, whose lines
//! hospitals and donors accept; without it, donors give where they like. Told for one item that nothing else in the
//! drill touches, so that both ways end with the same totals of every other item.

use app::commitment::NewCommitment;
use app::offer::NewOffer;
use relief::catalogue::Item;
use relief::code::{CertificateState, Evidence};
use relief::command::Command;
use relief::ids::OfferId;
use relief::offer::Conditions;
use relief::place::Place;
use relief::quantity::Quantity;

use crate::cast::{Cast, account, city};
use crate::deed::Deed;
use crate::gift;
use crate::hospitals::City;
use crate::names;
use crate::needs::{self, Asking, Ward};
use crate::step::{Script, Slot, stamp};

/// What is shared.
pub(crate) const GOWN: &str = "isolation_gown";
/// Donors, each with one offer.
const OFFERS: u32 = 12;
/// One offer in so many is set aside for the hospitals of one district.
const SET_ASIDE_EVERY: u32 = 4;
/// The minutes between which hospitals ask and donors offer, and that of the plan: all before the first day ends, so
/// that a demo shows the plan while it is being decided.
const ASKED: (u32, u32) = (1_150, 1_250);
const OFFERED: (u32, u32) = (1_260, 1_340);
const PLANNED: u32 = 1_360;
/// Hospitals say yes before the day ends, donors after it.
const HOSPITALS_AGREE: (u32, u32) = (1_370, 1_430);
const DONORS_AGREE: (u32, u32) = (1_450, 1_700);
/// When hospitals that were helped hand on, after the plan; how many of them; and how much each.
const HANDING_ON: u32 = 1_434;
const HANDED_ON: usize = 6;
const GOWNS_HANDED_ON: u64 = 20;
/// The member who finds supply, in the order of joining.
const REPORTER: usize = 3;
/// Lines of one offer that are followed to the end: a plan of these sizes splits an offer among fewer.
const LINES_OF_OFFER_MAX: u32 = 12;
/// Hospitals that everybody has heard of: without a plan three gifts in four go to one of them.
const FAMOUS: [&str; 5] = ["协和", "同济", "金银潭", "中南", "省人民"];
const FAMOUS_PERCENT: u32 = 75;

/// A hospital that asked.
#[derive(Clone, Copy, Default)]
struct Asker {
    ward: Ward,
    need: Slot,
}

/// A donor with goods for anybody.
#[derive(Clone, Copy)]
struct Giver {
    who: Slot,
    offer: Slot,
    quantity: u64,
    city: City,
    /// The district for which alone it is meant.
    only: Option<Place>,
}

/// Tells it in the first society, as the last of its story: the dice of all the rest fall as they always did.
pub(crate) fn share(script: &mut Script, cast: &Cast, wards: &[Ward], planned: bool) {
    if script.community > 0 {
        return;
    }
    // A hospital that no directory knows is asked about twice; that is told elsewhere.
    let known = wards.iter().filter(|ward| !ward.hospital.provisional);
    let askers: Vec<Asker> = known.map(|ward| ask(script, cast, ward)).collect();
    let givers: Vec<Giver> = (0..OFFERS)
        .map(|n| {
            let set_aside = n % SET_ASIDE_EVERY == 0;
            let asker = script.rng.pick(&askers);
            let only = asker.ward.hospital.place().filter(|_| set_aside);
            offer(script, only)
        })
        .collect();
    if planned {
        by_plan(script, cast, &askers, &givers);
    } else {
        for giver in &givers {
            by_liking(script, cast, &askers, giver);
        }
    }
    hand_on(script, cast, &askers);
}

/// Hospitals that were helped first help on: each gives another a few of the gowns that it can spare.
fn hand_on(script: &mut Script, cast: &Cast, askers: &[Asker]) {
    for (from, to) in askers.iter().zip(askers.iter().skip(1)).take(HANDED_ON) {
        let (giver, need) = (from.ward.clerk, to.need);
        let place = from.ward.hospital.place();
        let pledge = script.keep(HANDING_ON, move |w| {
            let new = NewCommitment {
                need: w.need(need)?,
                line: 0,
                quantity: GOWNS_HANDED_ON,
                standard: None,
                place: place?,
                available_on: stamp(HANDING_ON),
                offer: None,
                remark: "本院先匀一些（演练）".to_owned(),
                despite_standard: false,
            };
            Some(Deed::Pledge(w.person(giver)?, new))
        });
        gift::accept(script, to.ward.clerk, pledge, HANDING_ON + 2);
        gift::evidence(script, giver, pledge, HANDING_ON + 10);
        let checker = cast.verifier(&mut script.rng);
        gift::confirm(script, checker, pledge, HANDING_ON + 40);
    }
}

/// A hospital asks for gowns; whoever finds supply reports, somebody else verifies.
fn ask(script: &mut Script, cast: &Cast, ward: &Ward) -> Asker {
    let minute = script.rng.between(ASKED.0, ASKED.1);
    let quantity = Quantity::Exact(u64::from(script.rng.between(4, 40) * 10));
    let asking = Asking {
        reporter: cast.member(REPORTER).slot,
        room: cast.room,
        recipient: ward.recipient,
        item: GOWN,
        quantity,
        source: format!("{}物资需求单（演练）", ward.hospital.short),
        separate: false,
    };
    let need = needs::report(script, minute, asking);
    let verifier = cast.verifier(&mut script.rng);
    script.at(minute + 4, move |w| {
        let command = Command::VerifyNeed {
            need: w.need(need)?,
            evidence: Evidence::CallBack,
            skip: None,
        };
        Some(Deed::Plain(w.person(verifier)?, command))
    });
    Asker { ward: *ward, need }
}

/// Somebody has gowns and no hospital in mind.
fn offer(script: &mut Script, only: Option<Place>) -> Giver {
    let city = city(&mut script.rng);
    let minute = script.rng.between(OFFERED.0, OFFERED.1);
    let quantity = u64::from(script.rng.between(6, 40) * 10);
    let new = account(
        names::person(&mut script.rng, city.name),
        vec![app::Can::Give],
    );
    let who = script.keep(minute, move |_| Some(Deed::Register(new)));
    let remark = format!("{}有一批，给谁都行（演练）", city.name);
    let offer = script.keep(minute + 1, move |w| {
        let new = NewOffer {
            item: Item::from_code(GOWN)?,
            quantity,
            pack: None,
            standard: None,
            place: city.place()?,
            room: None,
            remark,
        };
        Some(Deed::Offer(w.person(who)?, new))
    });
    if only.is_some() {
        script.at(minute + 2, move |w| {
            let conditions = Conditions {
                only_place: only,
                ..Conditions::default()
            };
            let offer = OfferId(w.index(offer)?);
            let command = Command::SetOfferConditions { offer, conditions };
            Some(Deed::Plain(w.person(who)?, command))
        });
    }
    Giver {
        who,
        offer,
        quantity,
        city,
        only,
    }
}

/// The lead publishes the plan; hospitals say yes to their lines, donors to theirs, and bring what they promised.
fn by_plan(script: &mut Script, cast: &Cast, askers: &[Asker], givers: &[Giver]) {
    let lead = cast.lead();
    script.at(PLANNED, move |w| {
        Some(Deed::Plain(w.person(lead)?, Command::PublishPlan))
    });
    for asker in askers {
        let clerk = asker.ward.clerk;
        let minute = script.rng.between(HOSPITALS_AGREE.0, HOSPITALS_AGREE.1);
        script.at(minute, move |w| Some(Deed::Agree(w.person(clerk)?)));
    }
    for giver in givers {
        let who = giver.who;
        let minute = script.rng.between(DONORS_AGREE.0, DONORS_AGREE.1);
        let agreed = script.keep(minute, move |w| Some(Deed::Agree(w.person(who)?)));
        let checker = cast.verifier(&mut script.rng);
        for line in 0..LINES_OF_OFFER_MAX {
            carry_out(script, who, checker, (agreed, line), minute + 10 + line);
        }
    }
}

/// The evidence for one line and its approval; nobody does anything about lines that the offer does not have.
fn carry_out(script: &mut Script, who: Slot, checker: Slot, of: (Slot, u32), minute: u32) {
    script.at(minute, move |w| {
        let who = w.person(who)?;
        let Some(commitment) = w.agreed(of) else {
            return Some(Deed::Look(who));
        };
        let (claimed, document) = (CertificateState::Claimed, "检验报告（演练）".to_owned());
        Some(Deed::Evidence(who, commitment, claimed, None, document))
    });
    script.at(minute + 30, move |w| {
        let checker = w.person(checker)?;
        let Some(commitment) = w.agreed(of) else {
            return Some(Deed::Look(checker));
        };
        let command = Command::ConfirmCommitment {
            commitment,
            certificate: CertificateState::DocumentSeen,
            skip: None,
        };
        Some(Deed::Plain(checker, command))
    });
}

/// A donor gives all of it to a hospital that comes to mind.
fn by_liking(script: &mut Script, cast: &Cast, askers: &[Asker], giver: &Giver) {
    let fits = |asker: &&Asker| giver.only.is_none() || giver.only == asker.ward.hospital.place();
    let famous = |asker: &Asker| FAMOUS.contains(&asker.ward.hospital.short);
    let all: Vec<Asker> = askers.iter().filter(fits).copied().collect();
    let famous: Vec<Asker> = all.iter().filter(|asker| famous(asker)).copied().collect();
    let heard_of = script.rng.chance(FAMOUS_PERCENT) && !famous.is_empty();
    let to = script.rng.pick(if heard_of { &famous } else { &all });
    let minute = script.rng.between(DONORS_AGREE.0, DONORS_AGREE.1);
    let Giver {
        who,
        offer,
        quantity,
        city,
        ..
    } = *giver;
    let pledge = script.keep(minute, move |w| {
        let new = NewCommitment {
            need: w.need(to.need)?,
            line: 0,
            quantity,
            standard: None,
            place: city.place()?,
            available_on: stamp(minute),
            offer: Some(OfferId(w.index(offer)?)),
            remark: String::new(),
            despite_standard: false,
        };
        Some(Deed::Pledge(w.person(who)?, new))
    });
    gift::accept(script, to.ward.clerk, pledge, minute + 5);
    gift::evidence(script, who, pledge, minute + 15);
    let checker = cast.verifier(&mut script.rng);
    gift::confirm(script, checker, pledge, minute + 45);
}
