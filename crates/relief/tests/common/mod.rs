//! A small society for tests: a community, a room, a hospital, and people who are all invented.
#![allow(dead_code, reason = "each test file uses its own part of it")]
#![allow(missing_docs, reason = "a test's own helpers")]

pub mod auditor;
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

/// A room of forty people, so that roles count, with one hospital and one verified need of 500 suits.
pub struct Cast {
    pub world: World,
    pub room: RoomId,
    pub hospital: RecipientId,
    pub need: NeedId,
    /// Zhou Min opened the community.
    pub zhou_founder: Actor,
    /// Chen Yu opened the room and leads it.
    pub chen_lead: Actor,
    /// Fang Min leads it with her.
    pub fang_second_lead: Actor,
    /// Wang Fang posts needs; a member without a role.
    pub wang_clerk: Actor,
    /// Sun Hao verifies in the room.
    pub sun_verifier: Actor,
    /// Qian Lin verifies for the community and keeps the directory.
    pub qian_verifier: Actor,
    /// Zhao Lei finds supply in the room.
    pub zhao_sourcing: Actor,
    /// Wu Jun organises legs in the room.
    pub wu_transport: Actor,
    /// Zheng Yi counts and packs in the room.
    pub zheng_receipts: Actor,
    /// Dr Hu is the hospital's own person.
    pub hu_hospital: Actor,
    /// Li Na gives.
    pub li_donor: Actor,
    /// Liu Qiang drives.
    pub liu_driver: Actor,
    /// Ma Tao drives too.
    pub ma_driver: Actor,
    /// Tang Xue audits.
    pub tang_auditor: Actor,
    /// Shen Ke moderates.
    pub shen_moderator: Actor,
    /// Wei Lan speaks for the office that hands out what the state gives.
    pub wei_official: Actor,
    pub office: PartyId,
    /// He Ping has nothing to do with any of it, and leads an empty room of his own.
    pub he_outsider: Actor,
}

impl Cast {
    pub fn new() -> Cast {
        let mut w = World::open();
        let zhou_founder = w.person();
        w.grant(&zhou_founder, Role::Founder, None);
        let mut chen_lead = w.person();
        let room = open_room(&mut w, &mut chen_lead, "金银潭物资群");
        let fang_second_lead = w.member(room);
        w.grant(&fang_second_lead, Role::Lead, Some(room));
        w.must(
            &Actor::community(),
            Command::CountRoom { room, members: 40 },
        );
        let mut role = |role, scope| {
            let actor = w.member(room);
            w.grant(&actor, role, scope);
            actor
        };
        let sun_verifier = role(Role::Verifier, Some(room));
        let qian_verifier = role(Role::Verifier, None);
        let zhao_sourcing = role(Role::Sourcing, Some(room));
        let wu_transport = role(Role::Transport, Some(room));
        let zheng_receipts = role(Role::Receipts, Some(room));
        let tang_auditor = role(Role::Auditor, None);
        let shen_moderator = role(Role::Moderator, None);
        let (wang_clerk, hu_hospital) = (w.member(room), w.person());
        let (li_donor, liu_driver, ma_driver) = (w.person(), w.person(), w.person());
        let wei_official = w.person();
        w.grant(&wei_official, Role::Official, None);
        let office = PartyId(w.must(&Actor::community(), official::an_office()));
        let mut he_outsider = w.person();
        open_room(&mut w, &mut he_outsider, "空群");
        let hospital = register(&mut w, &wang_clerk, "武汉市金银潭医院");
        appoint(&mut w, &qian_verifier, &hu_hospital, hospital);
        let need = report(
            &mut w,
            &wang_clerk,
            hospital,
            Some(room),
            vec![line(suit(), 500)],
        );
        verify(&mut w, &sun_verifier, need);
        Cast {
            world: w,
            room,
            hospital,
            need,
            zhou_founder,
            chen_lead,
            fang_second_lead,
            wang_clerk,
            sun_verifier,
            qian_verifier,
            zhao_sourcing,
            wu_transport,
            zheng_receipts,
            hu_hospital,
            li_donor,
            liu_driver,
            ma_driver,
            tang_auditor,
            shen_moderator,
            wei_official,
            office,
            he_outsider,
        }
    }

    pub fn must(&mut self, actor: &Actor, command: Command) -> u64 {
        self.world.must(actor, command)
    }

    pub fn refusal(&mut self, actor: &Actor, command: Command) -> Refusal {
        self.world.refusal(actor, command)
    }

    /// Li Na pledges so many suits for the need.
    pub fn pledged(&mut self, quantity: u64) -> CommitmentId {
        let donor = self.li_donor.clone();
        CommitmentId(self.must(&donor, pledge(self.need, quantity)))
    }

    /// … and they are accepted.
    pub fn accepted(&mut self, quantity: u64) -> CommitmentId {
        let commitment = self.pledged(quantity);
        let lead = self.chen_lead.clone();
        self.must(&lead, Command::AcceptCommitment { commitment });
        commitment
    }

    /// … with evidence that Sun Hao approved.
    pub fn firm(&mut self, quantity: u64) -> CommitmentId {
        let commitment = self.accepted(quantity);
        let (donor, verifier) = (self.li_donor.clone(), self.sun_verifier.clone());
        self.must(&donor, evidence(commitment));
        self.must(&verifier, confirm(commitment, None));
        commitment
    }

    /// The county hospital of Tuanfeng, in the same prefecture as nobody else.
    pub fn county(&mut self) -> RecipientId {
        let clerk = self.wang_clerk.clone();
        let command = Command::RegisterRecipient {
            name: name("团风县人民医院"),
            place: place(421_121),
            kind: FacilityKind::Hospital,
            provisional: false,
            separate: false,
        };
        RecipientId(self.must(&clerk, command))
    }

    /// An open need of a recipient in the room.
    pub fn open_need(&mut self, recipient: RecipientId, lines: Vec<NeedLineFact>) -> NeedId {
        let (clerk, verifier) = (self.wang_clerk.clone(), self.sun_verifier.clone());
        let need = report(&mut self.world, &clerk, recipient, Some(self.room), lines);
        verify(&mut self.world, &verifier, need);
        need
    }

    /// … packed by Li Na.
    pub fn prepared(&mut self, quantity: u64) -> ConsignmentId {
        let commitment = self.firm(quantity);
        let donor = self.li_donor.clone();
        ConsignmentId(self.must(&donor, prepare(vec![packed(commitment, quantity)])))
    }

    /// … sealed in two packages.
    pub fn sealed(&mut self, quantity: u64) -> ConsignmentId {
        let consignment = self.prepared(quantity);
        let donor = self.li_donor.clone();
        let packages = 2;
        self.must(
            &donor,
            Command::SealConsignment {
                consignment,
                packages,
            },
        );
        consignment
    }

    /// … and handed to Liu Qiang, who counted as many.
    pub fn moving(&mut self, quantity: u64) -> ConsignmentId {
        let consignment = self.sealed(quantity);
        let (donor, driver) = (self.li_donor.clone(), self.liu_driver.clone());
        self.hand_over(consignment, &donor, &driver, quantity);
        consignment
    }

    /// … and received whole by Dr Hu.
    pub fn received(&mut self, quantity: u64) -> ConsignmentId {
        let consignment = self.moving(quantity);
        let hu = self.hu_hospital.clone();
        let lines = vec![counted(0, [quantity, 0, 0, 0])];
        let command = self.receive(consignment, lines);
        self.must(&hu, command);
        consignment
    }

    pub fn ask(&self, consignment: ConsignmentId, count: u64, taker: Option<&Actor>) -> Command {
        Command::AskHandover {
            consignment,
            counts: vec![count],
            taker: taker.map(|t| t.party),
            taker_kind: HolderKind::Carrier,
            place: Some(place(420_112)),
            happened_at: self.world.now,
        }
    }

    pub fn take(&self, consignment: ConsignmentId, count: u64) -> Command {
        Command::ConfirmHandover {
            consignment,
            counts: vec![count],
            happened_at: self.world.now,
        }
    }

    pub fn receive(&self, consignment: ConsignmentId, lines: Vec<ReceiptLineFact>) -> Command {
        Command::ReceiveConsignment {
            consignment,
            lines,
            happened_at: self.world.now,
            remark: None,
        }
    }

    pub fn hand_over(&mut self, id: ConsignmentId, giver: &Actor, taker: &Actor, count: u64) {
        let ask = self.ask(id, count, None);
        self.must(giver, ask);
        let take = self.take(id, count);
        self.must(taker, take);
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
