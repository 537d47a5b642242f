//! The alarm about groups that stand further apart than they need to.

use crate::common::*;
use crate::flag::tick;
use relief::code::*;
use relief::command::{Actor, Command};
use relief::equity::attainable::{attainable, lines};
use relief::equity::closing::closing;
use relief::equity::disparity::{ALARM_HOURS, Group};
use relief::ids::*;
use relief::refusal::Refusal;
use relief::watch::notice;

#[test]
fn the_alarm_needs_two_groups_a_better_plan_and_a_day() {
    let mut cast = Cast::new();
    let (wang, clock) = (cast.wang_clerk.clone(), Actor::community());
    let county = cast.county();
    let watch = Command::WatchDisparity {
        item: suit(),
        grouping: Grouping::TownAndCounty,
    };
    cast.received(300);
    assert_eq!(cast.refusal(&clock, watch.clone()), Refusal::NothingChanges);
    assert_eq!(cast.refusal(&wang, watch.clone()), Refusal::CommunityOnly);
    let need = cast.open_need(county, vec![line(suit(), 100)]);
    tick(&mut cast);
    let since = |cast: &Cast| {
        let (item, grouping) = (suit(), Grouping::TownAndCounty);
        cast.world.state.disparities.since(item, grouping)
    };
    assert_eq!(since(&cast), Some(cast.world.now));
    let alarms = |cast: &Cast| cast.world.state.disparities.alarms(cast.world.now).len();
    assert_eq!(alarms(&cast), 0);
    cast.world.hours(ALARM_HOURS);
    // By town and county, and by prefecture.
    assert_eq!(alarms(&cast), 2);
    let (qian, hu) = (cast.qian_verifier.clone(), cast.hu_hospital.clone());
    appoint(&mut cast.world, &qian, &hu, county);
    cast.need = need;
    cast.received(60);
    tick(&mut cast);
    assert_eq!((since(&cast), alarms(&cast)), (None, 0));
}

/// A county that accepts only what nobody has is not the fault of the spread.
#[test]
fn what_no_plan_could_have_done_is_no_alarm() {
    let mut cast = Cast::new();
    cast.received(300);
    let county = cast.county();
    let mut strict = line(suit(), 100);
    strict.standards = vec![standard("gb_19082_2009")];
    cast.open_need(county, vec![strict]);
    tick(&mut cast);
    let state = &cast.world.state;
    assert_eq!(
        state.disparities.since(suit(), Grouping::TownAndCounty),
        None
    );
    assert!(notice::all(state, cast.world.now).next().is_none());
}

#[test]
fn the_offers_that_would_close_a_gap_are_named() {
    let mut cast = Cast::new();
    cast.received(300);
    let county = cast.county();
    cast.open_need(county, vec![line(suit(), 100)]);
    let li = cast.li_donor.clone();
    let offer = |cast: &mut Cast, quantity, place| {
        let offer = offer_suits(quantity, place);
        OfferId(cast.must(&li, offer))
    };
    let found = |cast: &Cast| {
        let state = &cast.world.state;
        let lines = lines(state).remove(&suit()).unwrap();
        let even = attainable(&lines).unwrap();
        closing(state, (suit(), Grouping::TownAndCounty), &lines, &even)
    };
    assert_eq!(found(&cast), None, "nothing is offered");
    // Evenly spread, 50 of the 300 would have gone to the county.
    let small = offer(&mut cast, 20, place(330_100));
    let narrows = found(&cast).expect("it helps");
    assert!(!narrows.closes);
    let county = narrows.groups[&Group::County];
    assert_eq!((county.has, county.then, county.attainable), (0, 20, 50));
    let medium = offer(&mut cast, 40, place(330_100));
    let both = found(&cast).expect("they help");
    assert!(both.closes, "only together");
    assert_eq!(both.offers, [(medium, 40), (small, 20)]);
    let large = offer(&mut cast, 55, place(330_100));
    let one = found(&cast).expect("it helps");
    assert_eq!((one.closes, one.offers), (true, vec![(large, 55)]));
    assert_eq!(one.groups[&Group::Town].then, 300);
}
