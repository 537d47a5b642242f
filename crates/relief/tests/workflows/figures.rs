//! Figures that are read off the state: supply by place, links by acts, answers to needs.

use relief::command::Command;
use relief::commitment::fulfilment::{Fulfilment, fulfilment};
use relief::entry::NeedLineFact;
use relief::equity::equity;
use relief::equity::supply::supplies;
use relief::ids::*;
use relief::need::answer::{UNANSWERED_HOURS, answers};
use relief::quantity::Quantity;
use relief::ties::acts::{End, acts};
use relief::ties::returned::returned;
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
    cast.moving(100);
    assert_eq!(acts(&cast.world.state).links, []);
    cast.received(100);
    cast.received(50);
    let network = acts(&cast.world.state);
    let hospital = End::Recipient(cast.hospital);
    let (donor, driver) = (
        End::Party(cast.li_donor.party),
        End::Party(cast.liu_driver.party),
    );
    assert_eq!(network.ends, [donor, driver, hospital]);
    let weights: Vec<u64> = network.links.iter().map(|link| link.weight).collect();
    assert_eq!(weights, [2, 2]);
    let ties = ties(&vec![None::<()>; network.ends.len()], &network.links).unwrap();
    assert_eq!(ties.articulation, [2]);
    assert_eq!(ties.giving.bus_factor, Some(1));
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
