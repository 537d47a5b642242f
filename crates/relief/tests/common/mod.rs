//! A small society for tests: a community, a room, a hospital, and people who are all invented.
#![allow(dead_code, reason = "each test file uses its own part of it")]
#![allow(missing_docs, reason = "a test's own helpers")]

pub mod auditor;
pub mod books;
mod cast;
pub mod deeds;
pub mod feedback;
pub mod given;
pub mod goods;
pub mod lists;
pub mod offices;
pub mod official;
pub mod planned;
mod questions;
pub mod reports;
pub mod schema;
pub mod steps;
pub mod testimonies;
mod tips;

use proptest::test_runner::Config;
use relief::catalogue::Item;
use relief::code::*;
use relief::command::{Actor, Command};
use relief::entry::*;
use relief::ids::*;
use relief::name::Name;
use relief::place::Place;
use relief::quantity::Quantity;
use relief::refusal::Refusal;
use relief::standard::Standard;
use relief::state::State;
use relief::{apply, decide};

pub use cast::*;
#[allow(unused_imports, reason = "each test file uses its own part of it")]
pub use goods::*;
#[allow(unused_imports, reason = "each test file uses its own part of it")]
pub use lists::*;
#[allow(unused_imports, reason = "each test file uses its own part of it")]
pub use offices::*;
#[allow(unused_imports, reason = "each test file uses its own part of it")]
pub use official::*;
#[allow(unused_imports, reason = "each test file uses its own part of it")]
pub use questions::*;
#[allow(unused_imports, reason = "each test file uses its own part of it")]
pub use reports::*;
#[allow(unused_imports, reason = "each test file uses its own part of it")]
pub use testimonies::*;
#[allow(unused_imports, reason = "each test file uses its own part of it")]
pub use tips::*;

/// So many arbitrary cases; what fails is printed and not kept in a file.
pub fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    }
}

/// 2020-01-25 00:00 UTC.
pub const START: Stamp = Stamp(1_579_910_400);

pub fn item(code: &str) -> Item {
    Item::from_code(code).expect("an item of the catalogue")
}

pub fn suit() -> Item {
    item("protective_suit")
}

pub fn standard(code: &str) -> Standard {
    Standard::from_code(code).expect("a standard of the table")
}

pub fn place(code: u32) -> Place {
    Place::from_code(code).expect("a place of China")
}

pub fn name(text: &str) -> Name {
    Name::new(text).expect("a public name")
}

pub fn seal(n: u8) -> Seal {
    Seal([n; 32])
}

pub fn line(item: Item, quantity: u64) -> NeedLineFact {
    NeedLineFact {
        item,
        needed_by: None,
        quantity: Quantity::Exact(quantity),
        standards: Vec::new(),
    }
}

/// The journal so far and what it amounts to.
#[derive(Clone)]
pub struct World {
    pub state: State,
    pub journal: Vec<Entry>,
    pub now: Stamp,
}

impl World {
    /// A community that is open, and nobody in it.
    pub fn open() -> World {
        let mut world = World {
            state: State::default(),
            journal: Vec::new(),
            now: START,
        };
        let opened = Command::OpenCommunity {
            name: name("湖北互助"),
            drill: true,
        };
        world.must(&Actor::community(), opened);
        world
    }

    /// Decides and applies; the index of the first entry.
    pub fn act(&mut self, actor: &Actor, command: &Command) -> Result<u64, Refusal> {
        let first = self.state.size;
        for entry in decide(&self.state, actor, self.now, command)? {
            apply(&mut self.state, &entry);
            self.journal.push(entry);
        }
        Ok(first)
    }

    /// An act that the test takes for granted; the index of its first entry.
    pub fn must(&mut self, actor: &Actor, command: Command) -> u64 {
        match self.act(actor, &command) {
            Ok(index) => index,
            Err(refusal) => panic!("{command:?} by {actor:?}: {refusal}"),
        }
    }

    /// The refusal of an act, which must change nothing.
    pub fn refusal(&mut self, actor: &Actor, command: Command) -> Refusal {
        let before = self.state.clone();
        let refusal = self.act(actor, &command).expect_err("must be refused");
        assert!(before == self.state, "a refusal changes nothing");
        refusal
    }

    pub fn hours(&mut self, hours: i64) {
        self.now = self.now.plus_hours(hours);
    }

    pub fn person(&mut self) -> Actor {
        let register = Command::RegisterParty {
            kind: PartyKind::Person,
            name: None,
            place: None,
        };
        let party = PartyId(self.must(&Actor::community(), register));
        Actor {
            party,
            rooms: Vec::new(),
        }
    }

    pub fn member(&mut self, room: RoomId) -> Actor {
        let mut actor = self.person();
        actor.rooms.push(room);
        actor
    }

    pub fn grant(&mut self, to: &Actor, role: Role, room: Option<RoomId>) {
        let grant = Command::GrantRole {
            party: to.party,
            role,
            room,
            recipient: None,
        };
        self.must(&Actor::community(), grant);
    }

    /// The bytes that a verifier sees.
    pub fn bytes(&self) -> Vec<Vec<u8>> {
        self.journal.iter().map(Entry::encode).collect()
    }
}

pub fn open_room(world: &mut World, founder: &mut Actor, text: &str) -> RoomId {
    let open = Command::OpenRoom {
        name: name(text),
        place: Some(place(420_100)),
        about: Some(seal(7)),
    };
    let room = RoomId(world.must(founder, open));
    founder.rooms.push(room);
    room
}

pub fn register(world: &mut World, by: &Actor, text: &str) -> RecipientId {
    let register = Command::RegisterRecipient {
        name: name(text),
        place: place(420_112),
        kind: FacilityKind::Hospital,
        provisional: false,
        separate: false,
    };
    RecipientId(world.must(by, register))
}

pub fn appoint(world: &mut World, by: &Actor, to: &Actor, recipient: RecipientId) {
    let grant = Command::GrantRole {
        party: to.party,
        role: Role::RecipientPerson,
        room: None,
        recipient: Some(recipient),
    };
    world.must(by, grant);
}

pub fn report_of(
    recipient: RecipientId,
    room: Option<RoomId>,
    lines: Vec<NeedLineFact>,
) -> Command {
    Command::ReportNeed {
        recipient,
        room,
        lines,
        critical: false,
        source: Some(seal(1)),
        remark: Some(seal(2)),
        contact_named: false,
        separate: true,
    }
}

pub fn report(
    world: &mut World,
    by: &Actor,
    recipient: RecipientId,
    room: Option<RoomId>,
    lines: Vec<NeedLineFact>,
) -> NeedId {
    NeedId(world.must(by, report_of(recipient, room, lines)))
}

pub fn verify(world: &mut World, by: &Actor, need: NeedId) {
    world.must(by, verify_of(need, None));
}

pub fn verify_of(need: NeedId, skip: Option<SkipReason>) -> Command {
    Command::VerifyNeed {
        need,
        evidence: Evidence::CallBack,
        skip,
    }
}

pub fn pledge(need: NeedId, quantity: u64) -> Command {
    Command::PledgeCommitment {
        need,
        line: 0,
        quantity,
        standard: None,
        place: place(330_100),
        available_on: Stamp(START.0 + 86_400),
        offer: None,
        remark: Some(seal(3)),
        despite_standard: false,
    }
}
