//! Figures that are read off the state: supply by place, links by acts, answers to needs.

use relief::code::{CloseReason, PartyKind};
use relief::command::Command;
use relief::commitment::fulfilment::{Fulfilment, fulfilment};
use relief::entry::NeedLineFact;
use relief::equity::equity;
use relief::equity::supply::supplies;
use relief::ids::*;
use relief::need::answer::{UNANSWERED_HOURS, answers};
use relief::party::retention::retention;
use relief::quantity::Quantity;
use relief::ties::acts::{Acts, End, ever};
use relief::ties::deeds::{Deed, Done};
use relief::ties::lanes::lanes;
use relief::ties::returned::returned;
use relief::ties::threads::{contacts, threads};
use relief::ties::ties;

use crate::common::*;

/// Another need of the hospital, verified: suits, and as many as there are of something else.
fn second_need(cast: &mut Cast, quantity: u64) -> NeedId {
    let (clerk, verifier) = (cast.wang_clerk.clone(), cast.sun_verifier.clone());
    let unknown = NeedLineFact {
        quantity: Quantity::Unknown,
        ..line(item("surgical_mask"), 1)
    };
    let lines = vec![line(suit(), quantity), unknown];
    cast.world.hours(100);
    let (hospital, room) = (cast.hospital, cast.room);
    let need = report(&mut cast.world, &clerk, hospital, Some(room), lines);
    verify(&mut cast.world, &verifier, need);
    need
}

/// Another hospital with a need that the same verifier called back.
fn second_hospital(cast: &mut Cast) -> RecipientId {
    let (clerk, verifier) = (cast.wang_clerk.clone(), cast.sun_verifier.clone());
    let other = register(&mut cast.world, &clerk, "黄冈市中心医院");
    let lines = vec![line(suit(), 300)];
    let need = report(&mut cast.world, &clerk, other, Some(cast.room), lines);
    verify(&mut cast.world, &verifier, need);
    other
}

#[test]
fn what_one_need_has_too_much_covers_no_other() {
    let mut cast = Cast::new();
    cast.received(600);
    second_need(&mut cast, 300);
    let state = &cast.world.state;
    let place = state.recipients[&cast.hospital].place;
    let supplies = supplies(state);
    let suits = supplies[&(suit(), place)];
    assert_eq!((suits.needed, suits.received), (800, 500));
    assert_eq!((suits.tally.received, suits.unstated), (600, 0));
    let masks = supplies[&(item("surgical_mask"), place)];
    assert_eq!((masks.needed, masks.unstated), (0, 1));
    let coverage = equity(&[suits.unit(Some(place))]).unwrap().coverage;
    assert_eq!(coverage.unwrap().to_string(), "5/8");
}

#[test]
fn what_the_state_gave_counts_before_what_was_received() {
    let mut cast = Cast::new();
    let wei = cast.wei_official.clone();
    let given = official(&cast.world, cast.hospital, 450);
    cast.must(&wei, given);
    cast.received(100);
    let state = &cast.world.state;
    let place = state.recipients[&cast.hospital].place;
    let suits = supplies(state)[&(suit(), place)];
    assert_eq!((suits.official, suits.received), (450, 50));
    assert_eq!((suits.shortage, suits.tally.official), (0, 450));
    let figures = equity(&[suits.unit(Some(place))]).unwrap();
    assert_eq!((figures.supplied, figures.excess), (500, 0));
}

#[test]
fn a_need_that_nobody_verified_is_in_no_table() {
    let mut cast = Cast::new();
    let clerk = cast.wang_clerk.clone();
    cast.world.hours(100);
    let lines = vec![line(item("surgical_mask"), 50)];
    report(
        &mut cast.world,
        &clerk,
        cast.hospital,
        Some(cast.room),
        lines,
    );
    let items: Vec<_> = supplies(&cast.world.state).into_keys().collect();
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].0, suit());
}

#[test]
fn who_gave_and_who_carried_are_tied_to_the_recipient_once_it_arrived() {
    let mut cast = Cast::new();
    let (donor, driver) = (cast.li_donor.party, cast.liu_driver.party);
    let verifier = cast.sun_verifier.party;
    let hospital = End::Recipient(cast.hospital);
    let called = ((End::Party(verifier), hospital), 1);
    let handed = |times| ((End::Party(donor), End::Party(driver)), times);
    cast.moving(100);
    let found: Vec<_> = ever(&cast.world.state).into_iter().collect();
    assert_eq!(found, [called, handed(1)]);
    cast.received(100);
    cast.received(50);
    let found = ever(&cast.world.state);
    let network = Acts::of(&found, std::iter::empty());
    let parties = [verifier, donor, driver].map(End::Party);
    assert_eq!(
        cast.world
            .state
            .deeds
            .given()
            .into_iter()
            .collect::<Vec<_>>(),
        [(donor, 2)]
    );
    assert_eq!(network.ends, [&parties[..], &[hospital]].concat());
    let gave = ((End::Party(donor), hospital), 2);
    let carried = ((End::Party(driver), hospital), 2);
    let all: Vec<_> = found.into_iter().collect();
    assert_eq!(all, [called, handed(3), gave, carried]);
    let ties = ties(&vec![None::<()>; network.ends.len()], &network.links).unwrap();
    assert_eq!(ties.articulation, [3]);
    assert_eq!(ties.transitivity.unwrap().to_string(), "3/5");
}

#[test]
fn a_receipt_that_is_corrected_takes_the_deed_back() {
    let mut cast = Cast::new();
    let id = cast.received(100);
    let hospital = cast.hu_hospital.clone();
    let corrects = cast.world.state.consignments[&id].receipts[0].index;
    let before = cast.world.state.deeds.changes();
    let nothing = Command::CorrectReceipt {
        consignment: id,
        corrects,
        lines: vec![counted(0, [0, 100, 0, 0])],
        happened_at: cast.world.now,
    };
    cast.must(&hospital, nothing);
    let gifts = |(_, _, deed): Done| matches!(deed, Deed::Gave(_) | Deed::Carried);
    assert_eq!(
        cast.world
            .state
            .deeds
            .iter()
            .filter(|(done, ..)| gifts(*done))
            .count(),
        0
    );
    assert!(cast.world.state.deeds.changes() > before);
}

#[test]
fn a_hospital_hangs_by_whoever_alone_ever_did_anything_for_it() {
    let mut cast = Cast::new();
    let other = second_hospital(&mut cast);
    let found = threads(&contacts(&cast.world.state));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].party, cast.sun_verifier.party);
    assert_eq!(found[0].recipients, [cast.hospital, other]);
    assert_eq!(
        found[0].deeds.iter().collect::<Vec<_>>(),
        [&Deed::CalledBack]
    );
    cast.received(100);
    assert_eq!(threads(&contacts(&cast.world.state))[0].recipients, [other]);
}

#[test]
fn a_hospital_without_a_need_hangs_by_nobody() {
    let mut cast = Cast::new();
    let hospital = cast.hu_hospital.clone();
    cast.must(
        &hospital,
        Command::CloseNeed {
            need: cast.need,
            reason: CloseReason::Withdrawn,
        },
    );
    assert_eq!(threads(&contacts(&cast.world.state)), []);
}

#[test]
fn a_place_that_waits_and_never_received_is_not_bridged_once_somebody_could_give() {
    let mut cast = Cast::new();
    let here = cast.world.state.recipients[&cast.hospital].place;
    assert_eq!(lanes(&cast.world.state).unbridged(), []);
    let lead = cast.li_donor.clone();
    let offer = offer_suits(10, place(330_106));
    cast.must(&lead, offer);
    let found = lanes(&cast.world.state);
    assert_eq!(found.from.iter().collect::<Vec<_>>(), [&place(330_100)]);
    assert_eq!(found.unbridged(), [here]);
    cast.received(100);
    let found = lanes(&cast.world.state);
    assert_eq!(found.gifts.values().sum::<u64>(), 1);
    assert_eq!(found.unbridged(), []);
}

#[test]
fn who_acts_on_a_day_is_kept_on_that_day() {
    let mut cast = Cast::new();
    let newcomer = cast.world.member(cast.room);
    let at = |cast: &Cast| {
        retention(&cast.world.state, cast.world.now).map(|r| (r.day, r.joined, r.active))
    };
    let (_, before, active) = at(&cast)[0];
    assert_eq!((before, active), (0, 0));
    cast.world.hours(25);
    cast.must(&newcomer, pledge(cast.need, 5));
    cast.world.hours(23);
    let [first, third, _] = at(&cast);
    let persons = cast
        .world
        .state
        .parties
        .values()
        .filter(|p| p.kind == PartyKind::Person)
        .count();
    assert_eq!(first, (1, persons as u64, 1));
    assert_eq!(third, (3, 0, 0));
}

#[test]
fn a_need_without_a_promise_is_unanswered_after_two_hours() {
    let mut cast = Cast::new();
    let at = |cast: &Cast, hours| answers(&cast.world.state, cast.world.now.plus_hours(hours));
    assert_eq!(at(&cast, UNANSWERED_HOURS - 1).unanswered, []);
    assert_eq!(at(&cast, UNANSWERED_HOURS).unanswered, [cast.need]);
    assert_eq!(at(&cast, 0).median_seconds, None);
    cast.world.hours(3);
    let reported = cast.world.state.needs[&cast.need].reported_at;
    cast.pledged(10);
    let wait = cast.world.now.0 - reported.0;
    let second = second_need(&mut cast, 20);
    let found = at(&cast, UNANSWERED_HOURS);
    assert_eq!(found.unanswered, [second]);
    assert_eq!((found.verified, found.answered), (2, 1));
    assert_eq!(found.median_seconds, Some(wait));
    let lead = cast.chen_lead.clone();
    cast.must(
        &lead,
        Command::PauseNeed {
            need: second,
            until: None,
        },
    );
    assert_eq!(at(&cast, UNANSWERED_HOURS).unanswered, []);
}

#[test]
fn promises_are_counted_as_kept_once_all_of_them_arrived() {
    let mut cast = Cast::new();
    cast.received(100);
    cast.world.hours(30);
    cast.moving(50);
    let (commitment, donor) = (cast.pledged(20), cast.li_donor.clone());
    cast.must(&donor, Command::WithdrawCommitment { commitment });
    let found = |hours| fulfilment(&cast.world.state, cast.world.now.plus_hours(hours));
    let one = |made, kept, ended| Fulfilment { made, kept, ended };
    let none = Fulfilment::default();
    assert_eq!(found(0), [one(2, 0, 1), one(1, 1, 0), none, none]);
    assert_eq!(found(1000), [none, none, none, one(3, 1, 1)]);
}

#[test]
fn who_was_helped_counts_as_helping_from_the_first_promise_after_it() {
    let mut cast = Cast::new();
    let (qian, zhao) = (cast.qian_verifier.clone(), cast.zhao_sourcing.clone());
    cast.must(&zhao, pledge(cast.need, 5));
    appoint(&mut cast.world, &qian, &zhao, cast.hospital);
    cast.moving(10);
    assert_eq!(returned(&cast.world.state).helped.len(), 0);
    cast.world.hours(1);
    cast.received(10);
    let found = returned(&cast.world.state);
    assert!(found.helped.contains(&zhao.party) && found.helped.contains(&cast.hu_hospital.party));
    assert_eq!((found.helped.len(), found.helping.len()), (2, 0));
    cast.world.hours(1);
    cast.must(&zhao, pledge(cast.need, 5));
    let found = returned(&cast.world.state);
    assert_eq!(found.helping.into_iter().collect::<Vec<_>>(), [zhao.party]);
}
