//! Replay: how many entries a second are read and folded on one core, beside SHA-256 over the same bytes.
//!
//! `cargo bench -p relief --bench replay`. The journal is made by `decide`, so it has the mix of a real one:
//! for each need a report, a check, four pledges on their way to the ward. Nothing here is random.
#![allow(
    clippy::unwrap_used,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a measurement, not the product"
)]

use std::borrow::Cow;
use std::hint::black_box;
use std::time::{Duration, Instant};

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
use sha2::{Digest, Sha256};

/// Needs of the synthetic journal; each makes about forty entries.
const NEEDS: u64 = 5_000;
/// Runs; the best one counts, since everything else on the machine only slows it.
const RUNS: u32 = 5;

struct Society {
    state: State,
    journal: Vec<Vec<u8>>,
    lead: Actor,
    verifier: Actor,
    nurse: Actor,
    donor: Actor,
    driver: Actor,
}

impl Society {
    fn act(&mut self, actor: &Actor, command: &Command) -> u64 {
        let first = self.state.size;
        let at = Stamp(1_579_910_400 + i64::try_from(first / 10).unwrap());
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

fn society() -> Society {
    let nobody = Actor::community();
    let mut society = Society {
        state: State::default(),
        journal: Vec::new(),
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

fn serve_one_need(society: &mut Society, number: u64) {
    let (lead, verifier, nurse) = (
        society.lead.clone(),
        society.verifier.clone(),
        society.nurse.clone(),
    );
    let register = Command::RegisterRecipient {
        name: Name::new(&format!("第{number}医院")).unwrap(),
        place: Place::from_code(420_100).unwrap(),
        kind: FacilityKind::Hospital,
        provisional: false,
        separate: false,
    };
    let recipient = RecipientId(society.act(&lead, &register));
    society.grant(&nurse, Role::RecipientPerson, Some(recipient));
    let line = |code, n| NeedLineFact {
        item: Item::from_code(code).unwrap(),
        needed_by: None,
        quantity: Quantity::Exact(n),
        standards: Vec::new(),
    };
    let report = Command::ReportNeed {
        recipient,
        room: None,
        lines: vec![line("protective_suit", 500), line("goggles", 100)],
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
    for quantity in [200, 150, 100, 50] {
        serve_one_pledge(society, need, quantity);
    }
}

fn serve_one_pledge(society: &mut Society, need: NeedId, quantity: u64) {
    let (lead, donor) = (society.lead.clone(), society.donor.clone());
    let pledge = Command::PledgeCommitment {
        need,
        line: 0,
        quantity,
        standard: None,
        place: Place::from_code(330_100).unwrap(),
        available_on: Stamp(1_700_000_000),
        offer: None,
        remark: Some(Seal([7; 32])),
        despite_standard: false,
    };
    let commitment = CommitmentId(society.act(&donor, &pledge));
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
    carry(society, commitment, quantity);
}

fn carry(society: &mut Society, commitment: CommitmentId, quantity: u64) {
    let (nurse, donor, driver) = (
        society.nurse.clone(),
        society.donor.clone(),
        society.driver.clone(),
    );
    let happened_at = Stamp(1_579_910_400);
    let lines = vec![ConsignmentLineFact {
        commitment,
        packages: 4,
        quantity,
    }];
    let place = Place::from_code(330_100).unwrap();
    let prepare = Command::PrepareConsignment { lines, place };
    let consignment = ConsignmentId(society.act(&donor, &prepare));
    let packages = 4;
    society.act(
        &donor,
        &Command::SealConsignment {
            consignment,
            packages,
        },
    );
    let ask = Command::AskHandover {
        consignment,
        counts: vec![quantity],
        taker: None,
        taker_kind: HolderKind::Carrier,
        place: Some(place),
        happened_at,
    };
    society.act(&donor, &ask);
    let counts = vec![quantity];
    society.act(
        &driver,
        &Command::ConfirmHandover {
            consignment,
            counts,
            happened_at,
        },
    );
    let receive = Command::ReceiveConsignment {
        consignment,
        lines: vec![ReceiptLineFact {
            accepted: quantity - 2,
            damaged: 1,
            line: 0,
            missing: 1,
            refused: 0,
            reason: None,
            surplus: 0,
        }],
        happened_at,
        remark: None,
    };
    society.act(&nurse, &receive);
}

/// Time that this thread spent on a core, so that a busy machine does not blur the figure; where the system does
/// not tell, the time on the wall.
fn on_core(began: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = told.and_then(|t| t.split(' ').next()?.parse().ok());
    spent.map_or_else(|| began.elapsed(), Duration::from_nanos)
}

/// The shortest run; what a run leaves behind is let go after the clock stopped.
fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    let began = Instant::now();
    let timed = |_| {
        let start = on_core(began);
        let made = black_box(run());
        let time = on_core(began) - start;
        drop(made);
        time
    };
    (0..RUNS).map(timed).min().unwrap()
}

fn each<T, U>(things: &[T], mut what: impl FnMut(&T) -> U) {
    for thing in things {
        let _ = black_box(what(thing));
    }
}

fn fold<'a>(entries: impl Iterator<Item = Cow<'a, Entry>>) -> State {
    let mut state = State::default();
    for entry in entries {
        apply(&mut state, &entry);
    }
    state
}

fn main() {
    let mut society = society();
    let (began, start) = (Instant::now(), on_core(Instant::now()));
    for number in 0..NEEDS {
        serve_one_need(&mut society, number);
    }
    let made = on_core(began) - start;
    let journal = &society.journal;
    let bytes: usize = journal.iter().map(Vec::len).sum();
    println!(
        "{} entries, {} bytes each",
        journal.len(),
        bytes / journal.len()
    );
    let per_second = |time: Duration| journal.len() as f64 / time.as_secs_f64();
    println!(
        "decide, apply, encode   {:>10.0} entries/s",
        per_second(made)
    );
    let hash = best(|| each(journal, |e| Sha256::digest(e)));
    let decode = best(|| each(journal, |e| Entry::decode(e)));
    let entries: Vec<Entry> = journal.iter().map(|e| Entry::decode(e).unwrap()).collect();
    let encode = best(|| each(&entries, Entry::encode));
    let folded = best(|| fold(entries.iter().map(Cow::Borrowed)));
    let read = |e: &Vec<u8>| Cow::Owned(Entry::decode(e).unwrap());
    let replay = best(|| fold(journal.iter().map(read)));
    assert!(
        fold(journal.iter().map(read)) == society.state,
        "replay gives the live state"
    );
    for (what, time) in [
        ("SHA-256 (reference)", hash),
        ("decode", decode),
        ("encode", encode),
        ("apply", folded),
        ("decode and apply", replay),
    ] {
        let ratio = time.as_secs_f64() / hash.as_secs_f64();
        println!(
            "{what:<24}{:>10.0} entries/s {ratio:>6.1} x SHA-256",
            per_second(time)
        );
    }
}
