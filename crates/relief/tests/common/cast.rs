//! The people and places of the examples, and how far each test has them go.

use super::*;

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
