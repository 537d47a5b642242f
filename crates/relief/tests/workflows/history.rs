//! How coverage changed, and from where to where goods went.

use relief::apply;
use relief::command::{Actor, Command};
use relief::entry::Entry;
use relief::figures::figures;
use relief::flow::{Flow, flows};
use relief::history::{Covered, History, MOMENTS_MAX, STEP_SECS, covered};
use relief::ids::Stamp;
use relief::need::NeedStatus;
use relief::state::State;

use crate::common::*;

/// The history of a journal, as whoever folds it keeps it.
fn history(journal: &[Entry]) -> History {
    let (mut history, mut state) = (History::default(), State::default());
    for entry in journal {
        history.before(entry.at, &state);
        apply(&mut state, entry);
    }
    history
}

/// The sums after every entry before a moment, folded afresh.
fn afresh(
    journal: &[Entry],
    at: Stamp,
) -> std::collections::BTreeMap<relief::catalogue::Item, Covered> {
    let mut state = State::default();
    for entry in journal.iter().take_while(|entry| entry.at < at) {
        apply(&mut state, entry);
    }
    covered(&state)
}

#[test]
fn a_moment_has_the_figures_of_everything_before_it() {
    let mut cast = Cast::new();
    for hours in [1, 5, 2, 30, 1] {
        cast.world.hours(hours);
        cast.received(40);
    }
    cast.world.hours(1);
    cast.moving(1);
    let journal = &cast.world.journal;
    let history = history(journal);
    assert!(history.moments().len() >= 5);
    for moment in history.moments() {
        assert_eq!(moment.at.0 % STEP_SECS, 0);
        assert_eq!(moment.items, afresh(journal, moment.at));
    }
    let times: Vec<_> = history.moments().iter().map(|m| m.at).collect();
    assert!(times.is_sorted_by(|a, b| a < b));
}

#[test]
fn a_long_history_is_coarser_and_as_true() {
    let mut cast = Cast::new();
    let (clerk, verifier) = (cast.wang_clerk.clone(), cast.sun_verifier.clone());
    for hours in 0..900 {
        cast.world.hours(1);
        if hours % 90 == 0 {
            let lines = vec![line(suit(), 10)];
            let (hospital, room) = (cast.hospital, cast.room);
            let need = report(&mut cast.world, &clerk, hospital, Some(room), lines);
            verify(&mut cast.world, &verifier, need);
        }
        cast.must(&verifier, Command::ReconfirmNeed { need: cast.need });
    }
    let journal = &cast.world.journal;
    let history = history(journal);
    let moments = history.moments();
    assert!(
        moments.len() > MOMENTS_MAX / 2 && moments.len() <= MOMENTS_MAX,
        "{}",
        moments.len()
    );
    for moment in moments.iter().step_by(7) {
        assert_eq!(moment.items, afresh(journal, moment.at));
    }
    let steps = moments.windows(2).map(|pair| pair[1].at.0 - pair[0].at.0);
    assert!(
        steps
            .clone()
            .all(|step| step % (4 * STEP_SECS) == 0 && step > 0)
    );
}

#[test]
fn a_need_that_was_met_and_closed_stays_in_the_sums_as_in_the_figures() {
    let mut cast = Cast::new();
    cast.received(500);
    let before = covered(&cast.world.state);
    cast.world.state.needs.get_mut(&cast.need).unwrap().status =
        NeedStatus::Closed(relief::code::CloseReason::Met);
    let after = covered(&cast.world.state);
    assert_eq!(before, after);
    let public = &figures(&cast.world.state).items["protective_suit"];
    let sums = after[&suit()];
    assert_eq!(
        (sums.needed, sums.needed - sums.covered),
        (public.needed, public.shortage)
    );
}

#[test]
fn the_plan_s_line_is_what_the_plan_that_stood_would_have_covered() {
    let mut cast = Cast::new();
    cast.firm(100);
    let sums = |cast: &Cast| {
        let sums = covered(&cast.world.state)[&suit()];
        (sums.covered, sums.planned)
    };
    assert_eq!(sums(&cast), (100, None), "no plan, no line");
    let offer = offer_suits(300, place(330_100));
    let donor = cast.li_donor.clone();
    cast.must(&donor, offer);
    cast.must(&Actor::community(), Command::PublishPlan);
    assert_eq!(sums(&cast), (100, Some(400)));
    cast.received(40);
    assert_eq!(
        sums(&cast),
        (140, Some(400)),
        "a gift beside the plan is no part of it"
    );
    cast.received(360);
    assert_eq!(
        sums(&cast),
        (500, Some(500)),
        "what came counts, up to the need"
    );
}

#[test]
fn goods_flow_from_where_they_were_promised_to_where_they_are_needed() {
    let mut cast = Cast::new();
    cast.firm(70);
    assert_eq!(flows(&cast.world.state).len(), 0, "a promise flows nowhere");
    cast.moving(30);
    cast.received(100);
    cast.received(50);
    let to = cast.world.state.recipients[&cast.hospital].place;
    let from = cast.world.state.commitments.values().next().unwrap().place;
    let flow = flows(&cast.world.state);
    assert_eq!(flow.len(), 1);
    let suits = Flow {
        received: 150,
        moving: 30,
    };
    assert_eq!(flow[&(suit(), from, to)], suits);
}
