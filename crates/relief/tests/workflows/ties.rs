//! Whom somebody's leaving cuts off, which ties have gone cold, and which places no office is tied to.

use relief::code::{OfficeLevel, Role};
use relief::command::Command;
use relief::ids::*;
use relief::ties::acts::{End, ever, lately};
use relief::ties::cuts::{Severed, severed};
use relief::ties::fade::{HALF_LIFE_DAYS, WHOLE};
use relief::ties::offices::{self, authority, linked, share};
use relief::ties::threads::{cold, contacts};

use crate::common::*;

/// The place of every hospital here.
fn here(cast: &Cast) -> relief::place::Place {
    cast.world.state.recipients[&cast.hospital].place
}

#[test]
fn what_was_done_a_fortnight_ago_weighs_half_and_is_cold_after_two() {
    let mut cast = Cast::new();
    cast.received(100);
    let (donor, hospital) = (cast.li_donor.party, cast.hospital);
    let gave = (End::Party(donor), End::Recipient(hospital));
    let state = &cast.world.state;
    assert_eq!(lately(state, cast.world.now)[&gave], WHOLE);
    let later = cast.world.now.plus_hours(24 * HALF_LIFE_DAYS);
    assert_eq!(lately(state, later)[&gave], WHOLE / 2);
    assert_eq!(cold(&contacts(state), later), []);
    let later = later.plus_hours(24 * HALF_LIFE_DAYS);
    assert_eq!(cold(&contacts(state), later), [hospital]);
    let year = cast.world.now.plus_hours(24 * 366);
    assert!(lately(state, year).is_empty());
    assert_eq!(ever(state)[&gave], 1);
}

#[test]
fn a_hospital_with_several_friends_is_cut_off_when_nobody_else_knows_them() {
    let mut cast = Cast::new();
    let (clerk, verifier) = (cast.wang_clerk.clone(), cast.sun_verifier.clone());
    let other = register(&mut cast.world, &clerk, "黄冈市中心医院");
    let lines = vec![line(suit(), 300)];
    let need = report(&mut cast.world, &clerk, other, Some(cast.room), lines);
    verify(&mut cast.world, &verifier, need);
    // A donor and a driver know the one hospital; the verifier knows both.
    cast.received(100);
    let state = &cast.world.state;
    assert_eq!(severed(state, &contacts(state)), []);
    for _ in 0..3 {
        let caller = cast.world.person();
        cast.world.grant(&caller, Role::Verifier, None);
        cast.world.hours(100);
        let lines = vec![line(suit(), 300)];
        let need = report(&mut cast.world, &clerk, other, Some(cast.room), lines);
        verify(&mut cast.world, &caller, need);
    }
    let state = &cast.world.state;
    let expected = Severed {
        party: verifier.party,
        recipients: vec![cast.hospital],
        apart: 3,
    };
    assert_eq!(severed(state, &contacts(state)), [expected]);
}

#[test]
fn a_place_is_tied_to_an_office_by_what_the_office_itself_put_on_record() {
    let mut cast = Cast::new();
    let place = here(&cast);
    let before = linked(&cast.world.state);
    assert_eq!((before[&place].office, before[&place].acts), (None, 0));
    let mut fact = jurisdiction(&mut cast.world, "黄冈市疫情报告组", "4211");
    fact.places = vec![place.province()];
    fact.level = OfficeLevel::Province;
    let founder = cast.zhou_founder.clone();
    cast.must(&founder, Command::RegisterJurisdiction(fact));
    let office = linked(&cast.world.state)[&place].office;
    assert!(office.is_some());
    let cited = official(&cast.world, cast.hospital, 100);
    let clerk = cast.wang_clerk.clone();
    cast.must(&clerk, cited.clone());
    assert_eq!(
        linked(&cast.world.state)[&place].acts,
        0,
        "a citizen cited it"
    );
    let wei = cast.wei_official.clone();
    cast.must(&wei, cited);
    assert_eq!(linked(&cast.world.state)[&place].acts, 1);
}

#[test]
fn answers_of_an_office_tie_it_to_its_place_and_to_who_asked() {
    let mut cast = Cast::new();
    let place = here(&cast);
    let mut fact = jurisdiction(&mut cast.world, "黄冈市疫情报告组", "4211");
    fact.places = vec![place];
    let office = fact.office;
    let founder = cast.zhou_founder.clone();
    let id = JurisdictionId(cast.must(&founder, Command::RegisterJurisdiction(fact)));
    second_lead(&mut cast);
    let official = cast.wei_official.clone();
    appoint_official(&mut cast, id, &official);
    let wang = cast.wang_clerk.clone();
    let ask = ask_of(Some(relief::question::Owed::Party(office)));
    let question = QuestionId(cast.must(&wang, ask));
    let state = &cast.world.state;
    let of = authority(state);
    assert!(of.contains(&office) && of.contains(&official.party));
    assert_eq!(share(&ever(state), &of).unwrap().to_string(), "0");
    assert!(offices::lately(state, &of, cast.world.now).is_empty());
    cast.must(&official, answer_of(question));
    let state = &cast.world.state;
    let answered = offices::lately(state, &of, cast.world.now);
    let tie = (End::Party(official.party), End::Party(wang.party));
    assert_eq!(answered.into_iter().collect::<Vec<_>>(), [(tie, WHOLE)]);
    assert_eq!(linked(state)[&place].acts, 1);
    assert!(state.holds_anywhere(official.party, Role::Official));
}
