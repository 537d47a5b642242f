//! What the twenty hospitals ask for, how it is checked, and who speaks for them.

use app::need::{NewNeed, WhichRecipient};
use relief::catalogue::Item;
use relief::code::{CloseReason, Evidence, FacilityKind, Role, Standing};
use relief::command::Command;
use relief::entry::NeedLineFact;
use relief::quantity::Quantity;
use relief::standard::Standard;

use crate::cast::{Cast, account};
use crate::deed::Deed;
use crate::hospitals::{self, HOSPITALS, Hospital};
use crate::names;
use crate::rng::Rng;
use crate::step::{Script, Slot, stamp};
use crate::supply::Last;
use crate::talk;

/// Protective suits that are received and accepted in the end, in each society.
pub const SUITS: u32 = 4_330;
/// Surgical masks likewise.
pub const MASKS: u32 = 14_000;
/// Suits come by the half dozen, masks by the box: shares are whole numbers of these.
const SUITS_STEP: u32 = 5;
const MASKS_STEP: u32 = 50;
/// No hospital goes without: these are the least shares.
const SUITS_LEAST: u32 = 40;
const MASKS_LEAST: u32 = 150;

pub(crate) const SUIT: &str = "protective_suit";
pub(crate) const MASK: &str = "surgical_mask";
pub(crate) const RESPIRATOR: &str = "n95_respirator";
pub(crate) const GOGGLES: &str = "goggles";

/// A hospital in the story.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ward {
    pub hospital: Hospital,
    pub recipient: Slot,
    pub need: Slot,
    pub clerk: Slot,
    /// The minute from which the need takes pledges.
    pub open: u32,
    /// The minute from which the clerk speaks for the hospital.
    pub clerk_from: u32,
    pub suits: u32,
    pub masks: u32,
    /// A third line: what, and how much.
    pub third: Option<(&'static str, u32)>,
    /// Both first lines ask for exactly what will come, so the hospital can say "met".
    pub exact: bool,
}

/// The standards that wards accept for an item, by code.
pub(crate) fn standards(item: &str) -> &'static [&'static str] {
    match item {
        SUIT => &["gb_19082_2009", "en_14126"],
        MASK => &["yy_0469_2011", "en_14683_type_iir", "astm_f2100_level_2"],
        RESPIRATOR => &["gb_19083_2010", "niosh_n95"],
        _ => &[],
    }
}

/// One of the accepted standards, as a donor claims it.
pub(crate) fn standard(rng: &mut Rng, item: &str) -> Option<Standard> {
    let codes = standards(item);
    let first = codes.first().copied().unwrap_or_default();
    let code = if rng.chance(80) {
        first
    } else {
        rng.pick(codes)
    };
    Standard::from_code(code)
}

/// Parts of a total in whole steps, none below the least, by drawn weights.
fn shares(rng: &mut Rng, total: u32, step: u32, least: u32) -> Vec<u32> {
    let count = u32::try_from(HOSPITALS).unwrap_or(1);
    let weights: Vec<u32> = (0..HOSPITALS).map(|_| rng.between(1, 12)).collect();
    let sum: u32 = weights.iter().sum();
    let steps = total.saturating_sub(least * count) / step;
    let mut parts: Vec<u32> = weights
        .iter()
        .map(|w| least + steps * w / sum * step)
        .collect();
    let rest = total.saturating_sub(parts.iter().sum());
    if let Some(first) = parts.first_mut() {
        *first += rest;
    }
    rng.shuffle(&mut parts);
    parts
}

/// Every hospital registers, asks, is called back, and gets a person who speaks for it.
pub(crate) fn ask(script: &mut Script, cast: &Cast) -> Vec<Ward> {
    let suits = shares(&mut script.rng, SUITS, SUITS_STEP, SUITS_LEAST);
    let masks = shares(&mut script.rng, MASKS, MASKS_STEP, MASKS_LEAST);
    let mut hospitals = hospitals::ALL.to_vec();
    script.rng.shuffle(&mut hospitals);
    let mut wards = Vec::new();
    for (n, ((hospital, suits), masks)) in (0..).zip(hospitals.into_iter().zip(suits).zip(masks)) {
        let rng = &mut script.rng;
        let third = match rng.below(5) {
            0 | 1 => Some((RESPIRATOR, rng.between(6, 40) * 50)),
            2 => Some((GOGGLES, rng.between(4, 20) * 25)),
            _ => None,
        };
        let exact = third.is_none() && n % 2 == 0;
        let ward = Ward {
            hospital,
            suits,
            masks,
            third,
            exact,
            ..Ward::default()
        };
        let minute = 8 + n * 21 + rng.below(14);
        wards.push(ask_one(script, cast, ward, minute));
    }
    wards
}

fn ask_one(script: &mut Script, cast: &Cast, mut ward: Ward, minute: u32) -> Ward {
    let room = cast.room;
    let hospital = ward.hospital;
    let reporter = match cast.anybody(&mut script.rng, minute) {
        Some(member) if script.rng.chance(75) => member.slot,
        _ => cast.member(if script.rng.chance(50) { 0 } else { 3 }).slot,
    };
    talk::asks(script, cast, reporter, minute.saturating_sub(2), &ward);
    let community = script.community;
    let recipient = script.keep(minute, move |w| {
        Some(Deed::Plain(
            w.person(reporter)?,
            Command::RegisterRecipient {
                name: hospital.name(community)?,
                place: hospital.place()?,
                kind: FacilityKind::Hospital,
                provisional: hospital.provisional,
                separate: false,
            },
        ))
    });
    ward.recipient = recipient;
    let lines = lines(&mut script.rng, &ward, minute);
    let critical = script.rng.chance(35);
    let source = format!("{}公众号公告（演练）", hospital.short);
    let remark = talk::need_remark(&mut script.rng);
    let told = minute + script.rng.between(2, 9);
    ward.need = script.keep(told, move |w| {
        let new = NewNeed {
            recipient: WhichRecipient::Known(w.recipient(recipient)?),
            room: Some(w.room(room)?),
            lines,
            critical,
            source,
            remark,
            contact: "总机转设备科（演练）".to_owned(),
            separate: false,
            testimony: None,
        };
        Some(Deed::Report(w.person(reporter)?, new))
    });
    check(script, cast, &mut ward, told);
    appoint(script, cast, &mut ward);
    ward
}

/// One thing that a hospital asks for in the room, beside its first need.
pub(crate) struct Asking {
    /// Who reports it.
    pub reporter: Slot,
    /// Where.
    pub room: Slot,
    /// For whom.
    pub recipient: Slot,
    /// The code of the item.
    pub item: &'static str,
    /// How much.
    pub quantity: Quantity,
    /// Where it was read.
    pub source: String,
    /// A separate need, though the same is asked for already.
    pub separate: bool,
}

/// Reports it; any standard will do.
pub(crate) fn report(script: &mut Script, minute: u32, of: Asking) -> Slot {
    script.keep(minute, move |w| {
        let line = NeedLineFact {
            item: Item::from_code(of.item)?,
            needed_by: None,
            quantity: of.quantity,
            standards: Vec::new(),
        };
        let new = NewNeed {
            recipient: WhichRecipient::Known(w.recipient(of.recipient)?),
            room: Some(w.room(of.room)?),
            lines: vec![line],
            critical: false,
            source: of.source,
            remark: String::new(),
            contact: "总机转设备科（演练）".to_owned(),
            separate: of.separate,
            testimony: None,
        };
        Some(Deed::Report(w.person(of.reporter)?, new))
    })
}

fn lines(rng: &mut Rng, ward: &Ward, minute: u32) -> Vec<NeedLineFact> {
    let more = |rng: &mut Rng, n: u32, step: u32| n + rng.between(2, 8) * step;
    let suits = match rng.below(5) {
        _ if ward.exact => Quantity::Exact(u64::from(ward.suits)),
        0 => Quantity::Unknown,
        1 => Quantity::AtLeast(u64::from(ward.suits)),
        _ => Quantity::Exact(u64::from(more(rng, ward.suits, 10))),
    };
    let masks = match rng.below(6) {
        _ if ward.exact => Quantity::Exact(u64::from(ward.masks)),
        0 => Quantity::Unknown,
        1 => Quantity::Rate(u64::from(ward.masks / 4 + 50)),
        _ => Quantity::Exact(u64::from(more(rng, ward.masks, 100))),
    };
    let mut lines = vec![
        line(rng, SUIT, suits, minute),
        line(rng, MASK, masks, minute),
    ];
    if let Some((item, quantity)) = ward.third {
        let quantity = if rng.chance(30) {
            Quantity::Unknown
        } else {
            Quantity::Exact(u64::from(quantity))
        };
        lines.push(line(rng, item, quantity, minute));
    }
    lines.into_iter().flatten().collect()
}

fn line(rng: &mut Rng, item: &str, quantity: Quantity, minute: u32) -> Option<NeedLineFact> {
    let by = stamp(minute + rng.between(24, 60) * 60);
    Some(NeedLineFact {
        item: Item::from_code(item)?,
        needed_by: rng.chance(60).then_some(by),
        quantity,
        standards: standards(item)
            .iter()
            .filter_map(|s| Standard::from_code(s))
            .collect(),
    })
}

/// A call back and a verification by somebody who did not report; two for a hospital that no directory has.
fn check(script: &mut Script, cast: &Cast, ward: &mut Ward, told: u32) {
    let (recipient, need) = (ward.recipient, ward.need);
    let mut minute = told + script.rng.between(6, 25);
    let called = move |w: &crate::step::World, who: Slot| {
        let standing = Standing::CalledBack;
        let command = Command::CheckRecipient {
            recipient: w.recipient(recipient)?,
            standing,
        };
        Some(Deed::Plain(w.person(who)?, command))
    };
    let verified = move |w: &crate::step::World, who: Slot, evidence: Evidence| {
        let command = Command::VerifyNeed {
            need: w.need(need)?,
            evidence,
            skip: None,
        };
        Some(Deed::Plain(w.person(who)?, command))
    };
    let (one, two) = (cast.member(1).slot, cast.member(2).slot);
    if ward.hospital.provisional {
        script.at(minute, move |w| verified(w, one, Evidence::CallBack));
        minute += script.rng.between(10, 30);
        script.at(minute, move |w| verified(w, two, Evidence::OfficialNotice));
        script.at(minute + 3, move |w| called(w, two));
    } else {
        let who = cast.verifier(&mut script.rng);
        script.at(minute, move |w| called(w, who));
        minute += script.rng.between(1, 6);
        let notice = script.rng.chance(30);
        let evidence = if notice {
            Evidence::OfficialNotice
        } else {
            Evidence::CallBack
        };
        script.at(minute, move |w| verified(w, who, evidence));
    }
    ward.open = minute + 1;
}

fn appoint(script: &mut Script, cast: &Cast, ward: &mut Ward) {
    let recipient = ward.recipient;
    let minute = ward.open + script.rng.between(5, 40);
    let new = account(
        names::clerk(&mut script.rng, ward.hospital.short),
        Vec::new(),
    );
    let clerk = script.keep(minute, move |_| Some(Deed::Register(new)));
    let who = cast.verifier(&mut script.rng);
    ward.clerk = clerk;
    ward.clerk_from = minute + script.rng.between(3, 15);
    script.at(ward.clerk_from, move |w| {
        Some(Deed::Plain(
            w.person(who)?,
            Command::GrantRole {
                party: w.person(clerk)?.party,
                role: Role::RecipientPerson,
                room: None,
                recipient: Some(w.recipient(recipient)?),
            },
        ))
    });
}

/// Hospitals say that a need is still true, and that one is met once the last goods are in.
pub(crate) fn follow_up(script: &mut Script, wards: &[Ward], last: &[Last]) {
    for (ward, last) in wards.iter().zip(last) {
        let (need, clerk) = (ward.need, ward.clerk);
        let after = 12 + script.rng.below(25);
        let closes = last.minute + after;
        let asked = ward.clerk_from + script.rng.between(900, 1_500);
        if asked < last.watched + after && script.rng.chance(60) {
            script.at(asked, move |w| {
                let need = w.need(need)?;
                Some(Deed::Plain(
                    w.person(clerk)?,
                    Command::ReconfirmNeed { need },
                ))
            });
        }
        if ward.exact && closes < 48 * 60 {
            script.at(closes, move |w| {
                let (need, reason) = (w.need(need)?, CloseReason::Met);
                Some(Deed::Plain(
                    w.person(clerk)?,
                    Command::CloseNeed { need, reason },
                ))
            });
        }
    }
}
