//! For tests only: a community in a test, named people and hospitals, a clock that stands still.
//!
//! Everything goes through the ordinary use cases on a real folder; nothing here looks into the store.
//! People are invented; places and hospitals are real. Panics say which step failed.
#![allow(
    clippy::missing_panics_doc,
    reason = "every function panics when a step of a test fails"
)]

mod uneven;

use std::sync::Arc;

use app::account::NewAccount;
use app::commitment::NewCommitment;
use app::consignment::NewConsignment;
use app::need::{NewNeed, WhichRecipient};
use app::offer::NewOffer;
use app::official_supply::NewOfficialSupply;
use app::{App, Can, Clock, Entropy, Options, Person};
use relief::catalogue::Item;
use relief::code::{CertificateState, Evidence, FacilityKind, OfficialKind, Role, Standing};
use relief::command::{Actor, Command};
use relief::entry::{Amount, Batch, ConsignmentLineFact, NeedLineFact};
use relief::ids::{CommitmentId, ConsignmentId, NeedId, PartyId, RecipientId, RoomId, Stamp};
use relief::name::{BatchNumber, Name};
use relief::place::Place;
use relief::quantity::Quantity;
use relief::standard::Standard;
use tempfile::TempDir;

/// The moment at which test communities begin: 24 January 2020, 08:00 in Wuhan.
pub const MORNING: Stamp = Stamp(1_579_824_000);
/// Wuhan, by GB/T 2260.
pub const WUHAN: u32 = 420_100;
/// Hangzhou, by GB/T 2260.
pub const HANGZHOU: u32 = 330_100;

/// A community with a folder of its own.
pub struct Community {
    /// The application.
    pub app: App,
    dir: TempDir,
}

impl Community {
    /// A fresh one. Random bytes follow a fixed seed, so that a failing test fails again.
    pub async fn new() -> Community {
        let dir = TempDir::new().expect("a temporary folder");
        let app = open(dir.path(), MORNING).await;
        Community { app, dir }
    }

    /// Closes it and opens the same folder again, as after a restart.
    pub async fn restart(self) -> Community {
        self.reopen(MORNING).await
    }

    /// The same after so many hours, by a clock that went on meanwhile.
    pub async fn restart_after(self, hours: i64) -> Community {
        let at = self.app.now().plus_hours(hours);
        self.reopen(at).await
    }

    async fn reopen(self, at: Stamp) -> Community {
        let Community { app, dir } = self;
        app.close().await;
        drop(app);
        let app = open(dir.path(), at).await;
        Community { app, dir }
    }

    /// The folder.
    #[must_use]
    pub fn dir(&self) -> &std::path::Path {
        self.dir.path()
    }

    /// Lets so many hours pass.
    pub fn pass_hours(&self, hours: i64) {
        self.app.clock().set(self.app.now().plus_hours(hours));
    }

    /// A new account.
    pub async fn person(&self, name: &str) -> Arc<Person> {
        self.app
            .register(newcomer(name))
            .await
            .expect("an account")
            .person
    }

    /// The person again, with the rooms they are in by now.
    pub async fn again(&self, person: &Person) -> Arc<Person> {
        self.app
            .person(person.account)
            .await
            .expect("the store")
            .expect("still there")
    }

    /// Suits that the state gave a recipient today, as an office records them.
    pub fn given(&self, recipient: RecipientId, n: u64) -> NewOfficialSupply {
        NewOfficialSupply {
            recipient,
            item: suit(),
            amount: Amount { n, pack: None },
            kind: OfficialKind::Delivered,
            day: self.app.now(),
            deliver_on: None,
            office: None,
            source: String::new(),
            because: None,
            separate: true,
        }
    }

    /// Gives a party a role in the whole community, by the community's own hand.
    pub async fn grant(&self, party: PartyId, role: Role) {
        let grant = Command::GrantRole {
            party,
            role,
            room: None,
            recipient: None,
        };
        let granted = self.app.act(Actor::community(), grant).await;
        granted.expect("the role");
    }

    /// Zhou Min, who opened the community.
    pub async fn founder(&self) -> Arc<Person> {
        let zhou = self.person("周敏").await;
        self.grant(zhou.party, Role::Founder).await;
        zhou
    }

    /// Shen Ke, who decides on testimonies.
    pub async fn moderator(&self) -> Arc<Person> {
        let shen = self.person("沈可").await;
        self.grant(shen.party, Role::Moderator).await;
        shen
    }

    /// Chen Li opens a room for Wuhan.
    pub async fn room(&self) -> (RoomId, Arc<Person>) {
        let founder = self.person("陈立").await;
        let opened = self
            .app
            .open_room(&founder, "口罩互助群", place(WUHAN), "给武汉的医院找口罩")
            .await;
        let room = RoomId(opened.expect("a room").index);
        (room, self.again(&founder).await)
    }

    /// Somebody joins a room by the founder's link.
    pub async fn member(&self, room: RoomId, founder: &Person, name: &str) -> Arc<Person> {
        let code = self
            .app
            .invitation_of(founder, room)
            .await
            .expect("an invitation")
            .code;
        self.app
            .join_new(&code, newcomer(name))
            .await
            .expect("joined")
            .person
    }

    /// Jinyintan hospital needs protective suits; Su Rui reports, the founder calls back and verifies.
    pub async fn open_need(
        &self,
        room: RoomId,
        founder: &Person,
        suits: u64,
    ) -> (NeedId, RecipientId) {
        let reporter = self.member(room, founder, "苏芮").await;
        let new = need_for(room, "武汉市金银潭医院", Quantity::Exact(suits));
        let need = NeedId(
            self.app
                .report_need(&reporter, new)
                .await
                .expect("reported")
                .index,
        );
        let recipient = self.app.state().needs.get(&need).expect("there").recipient;
        let standing = Standing::CalledBack;
        self.act(
            founder,
            Command::CheckRecipient {
                recipient,
                standing,
            },
        )
        .await;
        self.act(
            founder,
            Command::VerifyNeed {
                need,
                evidence: Evidence::CallBack,
                skip: None,
            },
        )
        .await;
        (need, recipient)
    }

    /// A commitment that the founder accepted and confirmed: firm.
    pub async fn firm(
        &self,
        donor: &Person,
        founder: &Person,
        need: NeedId,
        quantity: u64,
    ) -> CommitmentId {
        let new = commitment_to(need, quantity, self.app.now());
        let commitment = CommitmentId(self.app.pledge(donor, new).await.expect("pledged").index);
        self.act(founder, Command::AcceptCommitment { commitment })
            .await;
        let (seen, lot) = (CertificateState::DocumentSeen, batch("20200116"));
        self.app
            .bring_evidence(donor, commitment, seen, Some(lot), "")
            .await
            .expect("evidence");
        self.act(
            founder,
            Command::ConfirmCommitment {
                commitment,
                certificate: seen,
                skip: None,
            },
        )
        .await;
        commitment
    }

    /// Goods of one commitment, packed, sealed and on their way.
    pub async fn send(
        &self,
        donor: &Person,
        commitment: CommitmentId,
        quantity: u64,
    ) -> ConsignmentId {
        let lines = vec![ConsignmentLineFact {
            commitment,
            packages: 2,
            quantity,
        }];
        let eta = Some(self.app.now().plus_hours(12));
        let place = place(HANGZHOU).expect("a place");
        let sent = self
            .app
            .send(
                donor,
                NewConsignment {
                    lines,
                    place,
                    packages: 2,
                    eta,
                },
            )
            .await;
        ConsignmentId(sent.expect("sent").index)
    }

    /// A plain command that must be taken.
    pub async fn act(&self, who: &Person, command: Command) {
        let words = format!("{command:?}");
        let outcome = self.app.act(who.actor(), command).await;
        assert!(outcome.is_ok(), "{words}: {outcome:?}");
    }
}

async fn open(dir: &std::path::Path, at: Stamp) -> App {
    let options = Options {
        dir: dir.to_owned(),
        origin: "test.example/tideover".to_owned(),
        name: Name::new("武汉").expect("a name"),
        drill: true,
        clock: Clock::simulated(at),
        entropy: Entropy::seeded(2020),
    };
    App::open(options).await.expect("the community opens")
}

/// A newcomer who can give and drive.
#[must_use]
pub fn newcomer(name: &str) -> NewAccount {
    let (name, lang, device) = (name.to_owned(), "zh-Hans".to_owned(), "手机".to_owned());
    NewAccount {
        name,
        cans: vec![Can::Give, Can::Drive],
        lang,
        device,
    }
}

/// A place by its code.
#[must_use]
pub fn place(code: u32) -> Option<Place> {
    Place::from_code(code)
}

/// The item of most tests.
#[must_use]
pub fn suit() -> Item {
    Item::from_code("protective_suit").expect("in the catalogue")
}

/// A standard that wards accept for suits.
#[must_use]
pub fn suit_standard() -> Standard {
    suit().standards().next().expect("a standard")
}

/// So many suits, loose, that somebody in Hangzhou offers to nobody in particular.
#[must_use]
pub fn suits_on_offer(quantity: u64) -> NewOffer {
    NewOffer {
        item: suit(),
        quantity,
        pack: None,
        standard: Some(suit_standard()),
        place: place(HANGZHOU).expect("a place"),
        room: None,
        remark: String::new(),
    }
}

/// A need for protective suits by a hospital of Wuhan that is new here.
#[must_use]
pub fn need_for(room: RoomId, hospital: &str, quantity: Quantity) -> NewNeed {
    let (name, place) = (
        Name::new(hospital).expect("a name"),
        place(WUHAN).expect("a place"),
    );
    NewNeed {
        recipient: WhichRecipient::New {
            name,
            place,
            kind: FacilityKind::Hospital,
            provisional: false,
        },
        room: Some(room),
        lines: vec![NeedLineFact {
            item: suit(),
            needed_by: None,
            quantity,
            standards: Vec::new(),
        }],
        critical: false,
        source: "https://example.org/notice/1".to_owned(),
        remark: "今晚这班就要".to_owned(),
        contact: "设备科 010-0000".to_owned(),
        separate: false,
        testimony: None,
    }
}

/// A commitment to the first line of a need.
#[must_use]
pub fn commitment_to(need: NeedId, quantity: u64, available_on: Stamp) -> NewCommitment {
    NewCommitment {
        need,
        line: 0,
        quantity,
        standard: Some(suit_standard()),
        place: place(HANGZHOU).expect("a place"),
        available_on,
        offer: None,
        remark: String::new(),
        despite_standard: false,
    }
}

/// A lot with a number alone.
#[must_use]
pub fn batch(number: &str) -> Batch {
    Batch {
        number: BatchNumber::new(number),
        made_on: None,
        expires_on: None,
    }
}
