//! A community of invented people that benches give work to. Its journal is made by `decide`, so it has the mix of a real
//! one. Nothing here is random.

use relief::catalogue::Item;
use relief::code::*;
use relief::command::{Actor, Command};
use relief::entry::*;
use relief::ids::*;
use relief::name::Name;
use relief::place::Place;
use relief::quantity::Quantity;
use relief::state::State;
use relief::{apply, decide};

/// Pledged goods are ready some years after the opening.
const AHEAD_HOURS: i64 = 30_000;

/// Who does what, and what came of it.
pub struct Society {
    /// What the journal amounts to.
    pub state: State,
    /// Its entries as bytes.
    pub journal: Vec<Vec<u8>>,
    /// When it opened; ten entries are written a second.
    start: Stamp,
    lead: Actor,
    verifier: Actor,
    nurse: Actor,
    donor: Actor,
    driver: Actor,
}

impl Society {
    fn act(&mut self, actor: &Actor, command: &Command) -> u64 {
        let first = self.state.size;
        let at = Stamp(self.start.0 + i64::try_from(first / 10).unwrap());
        for entry in decide(&self.state, actor, at, command).unwrap() {
            apply(&mut self.state, &entry);
            self.journal.push(entry.encode());
        }
        first
    }

    fn person(&mut self) -> Actor {
        let register = Command::RegisterParty {
            kind: PartyKind::Person,
            name: None,
            place: None,
        };
        let party = PartyId(self.act(&Actor::community(), &register));
        let rooms = Vec::new();
        Actor { party, rooms }
    }

    fn grant(&mut self, to: &Actor, role: Role, recipient: Option<RecipientId>) {
        let grant = Command::GrantRole {
            party: to.party,
            role,
            room: None,
            recipient,
        };
        self.act(&Actor::community(), &grant);
    }
}

/// A community that opens at a moment, with its people.
pub fn society(start: Stamp) -> Society {
    let nobody = Actor::community();
    let mut society = Society {
        state: State::default(),
        journal: Vec::new(),
        start,
        lead: nobody.clone(),
        verifier: nobody.clone(),
        nurse: nobody.clone(),
        donor: nobody.clone(),
        driver: nobody,
    };
    let open = Command::OpenCommunity {
        name: Name::new("湖北互助").unwrap(),
        drill: true,
    };
    society.act(&Actor::community(), &open);
    society.lead = society.person();
    society.verifier = society.person();
    society.nurse = society.person();
    society.donor = society.person();
    society.driver = society.person();
    let (lead, verifier) = (society.lead.clone(), society.verifier.clone());
    society.grant(&lead, Role::Founder, None);
    society.grant(&verifier, Role::Verifier, None);
    society
}

/// Lines of what a ward needs, and how much of each.
pub fn line((code, n): (&str, u64)) -> NeedLineFact {
    NeedLineFact {
        item: Item::from_code(code).unwrap(),
        needed_by: None,
        quantity: Quantity::Exact(n),
        standards: Vec::new(),
    }
}

/// A new hospital reports a need, and it is verified.
pub fn need(society: &mut Society, number: u64, place: Place, lines: Vec<NeedLineFact>) -> NeedId {
    let (lead, verifier, nurse) = (
        society.lead.clone(),
        society.verifier.clone(),
        society.nurse.clone(),
    );
    let register = Command::RegisterRecipient {
        name: Name::new(&format!("第{number}医院")).unwrap(),
        place,
        kind: FacilityKind::Hospital,
        provisional: false,
        separate: false,
    };
    let recipient = RecipientId(society.act(&lead, &register));
    society.grant(&nurse, Role::RecipientPerson, Some(recipient));
    let report = Command::ReportNeed {
        recipient,
        room: None,
        lines,
        critical: true,
        source: Some(Seal([9; 32])),
        remark: Some(Seal([8; 32])),
        contact_named: true,
        separate: false,
    };
    let need = NeedId(society.act(&lead, &report));
    let verify = Command::VerifyNeed {
        need,
        evidence: Evidence::CallBack,
        skip: None,
    };
    society.act(&verifier, &verify);
    need
}

/// A pledge against a line.
pub fn pledge(society: &mut Society, need: NeedId, line: u64, quantity: u64) -> CommitmentId {
    let pledge = Command::PledgeCommitment {
        need,
        line,
        quantity,
        standard: None,
        place: Place::from_code(330_100).unwrap(),
        available_on: society.start.plus_hours(AHEAD_HOURS),
        offer: None,
        remark: Some(Seal([7; 32])),
        despite_standard: false,
    };
    let donor = society.donor.clone();
    CommitmentId(society.act(&donor, &pledge))
}

/// A pledge that is accepted, shown to be fit, and firm.
pub fn firm(society: &mut Society, need: NeedId, line: u64, quantity: u64) -> CommitmentId {
    let (lead, donor) = (society.lead.clone(), society.donor.clone());
    let commitment = pledge(society, need, line, quantity);
    society.act(&lead, &Command::AcceptCommitment { commitment });
    let evidence = Command::BringEvidence {
        commitment,
        certificate: CertificateState::Claimed,
        batch: None,
        document: Some(Seal([6; 32])),
    };
    society.act(&donor, &evidence);
    let confirm = Command::ConfirmCommitment {
        commitment,
        certificate: CertificateState::DocumentSeen,
        skip: None,
    };
    society.act(&lead, &confirm);
    commitment
}

/// Carries what is firm to the ward in one consignment, where a little of each is missing or broken.
pub fn carry(society: &mut Society, goods: &[(CommitmentId, u64)]) {
    let (nurse, donor, driver) = (
        society.nurse.clone(),
        society.donor.clone(),
        society.driver.clone(),
    );
    let happened_at = society.start;
    let packages = 4;
    let line = |(commitment, quantity): &(CommitmentId, u64)| ConsignmentLineFact {
        commitment: *commitment,
        packages,
        quantity: *quantity,
    };
    let lines: Vec<ConsignmentLineFact> = goods.iter().map(line).collect();
    let place = Place::from_code(330_100).unwrap();
    let prepare = Command::PrepareConsignment { lines, place };
    let consignment = ConsignmentId(society.act(&donor, &prepare));
    let packages = packages * goods.len() as u64;
    society.act(
        &donor,
        &Command::SealConsignment {
            consignment,
            packages,
        },
    );
    let counts: Vec<u64> = goods.iter().map(|(_, quantity)| *quantity).collect();
    let ask = Command::AskHandover {
        consignment,
        counts: counts.clone(),
        taker: None,
        taker_kind: HolderKind::Carrier,
        place: Some(place),
        happened_at,
    };
    society.act(&donor, &ask);
    society.act(
        &driver,
        &Command::ConfirmHandover {
            consignment,
            counts,
            happened_at,
        },
    );
    let line = |(line, (_, quantity)): (u64, &(CommitmentId, u64))| ReceiptLineFact {
        accepted: quantity - 2,
        damaged: 1,
        line,
        missing: 1,
        refused: 0,
        reason: None,
        surplus: 0,
    };
    let receive = Command::ReceiveConsignment {
        consignment,
        lines: (0..).zip(goods).map(line).collect(),
        happened_at,
        remark: None,
    };
    society.act(&nurse, &receive);
}
