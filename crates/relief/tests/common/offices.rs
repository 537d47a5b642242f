//! Offices that owe reports.

use relief::code::{OfficeLevel, PartyKind};
use relief::command::{Actor, Command};
use relief::duty::Step;
use relief::entry::{JurisdictionClosed, JurisdictionRegistered};
use relief::ids::*;
use relief::name::UnitCode;
use relief::watch::day::Day;

use super::{Cast, World, name, place};

/// Local time of the offices: that of Beijing.
pub const OFFSET_MINUTES: i64 = 480;

pub fn unit_code(text: &str) -> UnitCode {
    UnitCode::new(text).expect("a code")
}

/// The local day of a moment.
pub fn day(at: Stamp) -> Day {
    Day::of(Stamp(at.0 + OFFSET_MINUTES * 60))
}

/// An organisation that owes from today on, at noon of the day after.
pub fn jurisdiction(world: &mut World, title: &str, code: &str) -> JurisdictionRegistered {
    let register = Command::RegisterParty {
        kind: PartyKind::Organisation,
        name: Some(name(title)),
        place: None,
    };
    let office = PartyId(world.must(&Actor::community(), register));
    JurisdictionRegistered {
        code: unit_code(code),
        due_minute: 720,
        level: OfficeLevel::Prefecture,
        office,
        offset_minutes: OFFSET_MINUTES,
        owes_from: day(world.now),
        parent: None,
        places: vec![place(421_100)],
    }
}

/// … and stands in the journal.
pub fn registered(cast: &mut Cast, title: &str, code: &str) -> JurisdictionId {
    let fact = jurisdiction(&mut cast.world, title, code);
    let founder = cast.zhou_founder.clone();
    JurisdictionId(cast.must(&founder, Command::RegisterJurisdiction(fact)))
}

/// The office's last day is so many after today's.
pub fn close(
    world: &World,
    jurisdiction: JurisdictionId,
    days: i32,
    successor: Option<JurisdictionId>,
) -> Command {
    let owes_until = day(world.now).plus(days);
    Command::CloseJurisdiction(JurisdictionClosed {
        jurisdiction,
        owes_until,
        successor,
    })
}

/// Both leads say how it ends.
pub fn closed_by_two(cast: &mut Cast, closing: &Command) {
    let (first, second) = (cast.zhou_founder.clone(), cast.fang_second_lead.clone());
    if !cast.world.state.leads(&second, None) {
        second_lead(cast);
    }
    cast.must(&first, closing.clone());
    cast.must(&second, closing.clone());
}

/// Fang Min leads the community too: two are needed for an official.
pub fn second_lead(cast: &mut Cast) -> Actor {
    let second = cast.fang_second_lead.clone();
    cast.world.grant(&second, relief::code::Role::Lead, None);
    second
}

pub fn propose(jurisdiction: JurisdictionId, who: &Actor) -> Command {
    let party = who.party;
    Command::ProposeOfficial {
        jurisdiction,
        party,
    }
}

/// `who` speaks for a jurisdiction, by the word of Zhou Min and Fang Min.
pub fn appoint_official(cast: &mut Cast, id: JurisdictionId, who: &Actor) -> AppointmentId {
    let (first, second) = (cast.zhou_founder.clone(), cast.fang_second_lead.clone());
    let appointment = AppointmentId(cast.must(&first, propose(id, who)));
    cast.must(&second, Command::ConfirmOfficial { appointment });
    appointment
}

pub fn step(jurisdiction: JurisdictionId, step: Step) -> Command {
    Command::TakeDutyStep { jurisdiction, step }
}
