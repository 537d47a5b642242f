//! A community in which every act is due for somebody.

use relief::code::*;
use relief::command::{Actor, Command};
use relief::ids::*;
use relief::plan::decision::Named;
use relief::question::Owed;
use relief::watch::distribution::Class;

use crate::common::*;
use crate::plans::planned;

pub struct Scene {
    pub cast: Cast,
    /// A need that Wang Fang reported and nobody has verified.
    pub reported: NeedId,
    pub paused: NeedId,
    pub pledged: CommitmentId,
    pub held: CommitmentId,
    /// Accepted, with evidence.
    pub evidenced: CommitmentId,
    pub firm: CommitmentId,
    /// Firm, with the lead's proposal to redirect it.
    pub proposed: CommitmentId,
    pub offer: OfferId,
    /// A line of the plan that stands, to the hospital, with its quantity; something was offered since.
    pub planned: (Named, u64),
    pub preparing: ConsignmentId,
    pub sealed: ConsignmentId,
    /// In the hands of Liu Qiang.
    pub moving: ConsignmentId,
    /// In the hands of Liu Qiang, who asked whoever has the link.
    pub asked: ConsignmentId,
    pub received: ConsignmentId,
    pub disputed: ConsignmentId,
    /// A list whose sum and class do not agree; the sum is flagged.
    pub list: DistributionId,
    pub other: RecipientId,
    pub other_need: NeedId,
    /// What Wang Fang cited, and what the office recorded.
    pub cited: OfficialSupplyId,
    pub recorded: OfficialSupplyId,
    pub member: Actor,
    /// Of one office: He Ping, proposed by Fang Min; Wei Lan, confirmed.
    pub appointments: [AppointmentId; 2],
    /// Fang Min proposed to close it.
    pub closing: JurisdictionId,
    /// Answered, with the answer, and a decision of the office that does not cite it yet.
    pub answered: (QuestionId, Index, Index),
    /// The answer to a question of Wang Fang's own.
    pub own_answer: Index,
    /// The office owes an answer, and the hospital another.
    pub open_questions: [QuestionId; 2],
    /// Li Na, who opens tips; Dr Hu, who offers to and waits.
    pub custodians: [CustodianId; 2],
    /// Wang Fang's: one waits, one accuses an office and waits, one is public.
    pub testimonies: [TestimonyId; 3],
}

pub fn scene() -> Scene {
    let mut cast = Cast::new();
    let (wang, sun, li) = (
        cast.wang_clerk.clone(),
        cast.sun_verifier.clone(),
        cast.li_donor.clone(),
    );
    let (chen, liu) = (cast.chen_lead.clone(), cast.liu_driver.clone());
    let he = cast.he_outsider.clone();
    let (room, hospital) = (Some(cast.room), cast.hospital);
    let member = cast.world.member(cast.room);
    let mut need = |code: &str, of, verified: bool| {
        let id = report(&mut cast.world, &wang, of, room, vec![line(item(code), 50)]);
        if verified {
            verify(&mut cast.world, &sun, id);
        }
        id
    };
    let reported = need("goggles", hospital, false);
    let paused = need("gloves", hospital, true);
    let (other, other_need) = hankou(&mut cast);
    pause(&mut cast, paused);
    let (pledged, held) = (cast.pledged(10), cast.pledged(6_000));
    let evidenced = cast.accepted(10);
    cast.must(&li, evidence(evidenced));
    let (firm, proposed) = (cast.firm(100), cast.firm(20));
    cast.must(&chen, redirect(proposed, other_need));
    let offer = OfferId(cast.must(&li, supply()));
    let (preparing, sealed, moving) = (cast.prepared(5), cast.sealed(5), cast.moving(5));
    let (asked, received, disputed) = (cast.moving(5), cast.received(5), cast.received(5));
    let ask = cast.ask(asked, 5, None);
    cast.must(&liu, ask);
    cast.must(&he, dispute(disputed));
    let (cited, recorded) = given(&mut cast);
    let planned = planned(&mut cast, offer);
    in_a_county(&mut cast);
    Scene {
        list: published(&mut cast),
        custodians: tips(&mut cast),
        appointments: offices(&mut cast),
        closing: closing(&mut cast),
        testimonies: testimonies(&mut cast),
        answered: cast.acted_on(),
        own_answer: own_answer(&mut cast),
        open_questions: questions(&mut cast),
        cast,
        reported,
        paused,
        pledged,
        held,
        evidenced,
        firm,
        proposed,
        offer,
        planned,
        preparing,
        sealed,
        moving,
        asked,
        received,
        disputed,
        other,
        other_need,
        cited,
        recorded,
        member,
    }
}

/// An office for which Wei Lan speaks; He Ping is proposed to.
fn offices(cast: &mut Cast) -> [AppointmentId; 2] {
    let id = registered(cast, "黄冈市疫情报告组", "4211");
    let (wei, he) = (cast.wei_official.clone(), cast.he_outsider.clone());
    let fang = second_lead(cast);
    let confirmed = appoint_official(cast, id, &wei);
    let proposed = AppointmentId(cast.must(&fang, propose(id, &he)));
    [proposed, confirmed]
}

fn closing(cast: &mut Cast) -> JurisdictionId {
    let id = registered(cast, "宜昌市疫情报告组", "4205");
    let (fang, closing) = (
        cast.fang_second_lead.clone(),
        close(&cast.world, id, 0, None),
    );
    cast.must(&fang, closing);
    id
}

fn pause(cast: &mut Cast, need: NeedId) {
    let (chen, until) = (cast.chen_lead.clone(), None);
    cast.must(&chen, Command::PauseNeed { need, until });
}

/// Another hospital with an open need in the same room.
fn hankou(cast: &mut Cast) -> (RecipientId, NeedId) {
    let (wang, sun, room) = (&cast.wang_clerk, &cast.sun_verifier, Some(cast.room));
    let hospital = register(&mut cast.world, wang, "汉口医院");
    let need = report(
        &mut cast.world,
        wang,
        hospital,
        room,
        vec![line(suit(), 50)],
    );
    verify(&mut cast.world, sun, need);
    (hospital, need)
}

/// What Wang Fang cited, and the same as the office recorded it.
fn given(cast: &mut Cast) -> (OfficialSupplyId, OfficialSupplyId) {
    let supply = official(&cast.world, cast.hospital, 30);
    let (wang, wei) = (cast.wang_clerk.clone(), cast.wei_official.clone());
    let cited = cast.must(&wang, supply.clone());
    let recorded = cast.must(&wei, supply);
    (OfficialSupplyId(cited), OfficialSupplyId(recorded))
}

/// A county hospital that has nothing of what the town has.
fn in_a_county(cast: &mut Cast) {
    let (wang, sun, room) = (
        cast.wang_clerk.clone(),
        cast.sun_verifier.clone(),
        Some(cast.room),
    );
    let county = Command::RegisterRecipient {
        name: name("团风县人民医院"),
        place: place(421_121),
        kind: FacilityKind::Hospital,
        provisional: false,
        separate: false,
    };
    let county = RecipientId(cast.must(&wang, county));
    let lines = vec![line(suit(), 500)];
    let need = report(&mut cast.world, &wang, county, room, lines);
    verify(&mut cast.world, &sun, need);
    cast.received(200);
}

fn published(cast: &mut Cast) -> DistributionId {
    // Recorded by somebody who is none of the columns.
    let reader = cast.world.person();
    let lines = vec![listed("仁爱医院", 16_000, Class::Kn95)];
    let list = publish(lines, vec![stated(36_000, Class::N95)], None);
    let list = DistributionId(cast.must(&reader, list));
    let raise = Command::RaiseFlag {
        kind: FlagKind::SumMismatch,
        subject: Index(list.0),
        part: 0,
    };
    cast.must(&Actor::community(), raise);
    list
}

fn own_answer(cast: &mut Cast) -> Index {
    let (wang, wei) = (cast.wang_clerk.clone(), cast.wei_official.clone());
    let ask = ask_of(Some(Owed::Party(cast.office)));
    let question = QuestionId(cast.must(&wang, ask));
    Index(cast.must(&wei, answer_of(question)))
}

/// The office owes an answer, and the hospital another.
fn questions(cast: &mut Cast) -> [QuestionId; 2] {
    let of_hospital = ask_of(Some(Owed::Recipient(cast.hospital)));
    let of_hospital = cast.must(&Actor::community(), of_hospital);
    [cast.asked(), QuestionId(of_hospital)]
}

/// An hour's tips are open; Dr Hu offers to open more.
fn tips(cast: &mut Cast) -> [CustodianId; 2] {
    let custodian = custodians(cast)[0].1;
    let (about, key, hu) = (seal(7), tip_key(8), cast.hu_hospital.clone());
    let offered = CustodianId(cast.must(&hu, Command::OfferCustodian { about, key }));
    cast.must(&Actor::community(), commit_tips(1));
    [custodian, offered]
}

pub fn supply() -> Command {
    offer_suits(10, place(330_100))
}

pub fn redirect(commitment: CommitmentId, to_need: NeedId) -> Command {
    Command::ProposeRedirect {
        commitment,
        to_need,
        to_line: 0,
        quantity: 5,
    }
}

pub fn dispute(consignment: ConsignmentId) -> Command {
    Command::DisputeConsignment {
        consignment,
        reason: DisputeReason::Count,
        remark: None,
    }
}

pub fn people(scene: &Scene) -> Vec<Actor> {
    let c = &scene.cast;
    let all = [
        &c.zhou_founder,
        &c.chen_lead,
        &c.sun_verifier,
        &c.qian_verifier,
        &c.zhao_sourcing,
        &c.wu_transport,
        &c.zheng_receipts,
        &c.shen_moderator,
        &c.tang_auditor,
        &scene.member,
        &c.wang_clerk,
        &c.hu_hospital,
        &c.li_donor,
        &c.liu_driver,
        &c.he_outsider,
        &c.wei_official,
    ];
    let mut people = vec![Actor::community()];
    people.extend(all.into_iter().cloned());
    people
}
