//! Dates of questions do not run through our own outages: tried against a count of minutes. What an effect changed in the
//! plan is kept however many plans follow: tried against the plans themselves.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

mod common;

use common::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use relief::apply;
use relief::code::DelayReason;
use relief::command::{Actor, Command};
use relief::duty::{OUTAGE_SECONDS_MIN, away};
use relief::ids::*;
use relief::question::record::records;
use relief::question::{DELAYS_MAX, Owed, Standing};
use relief::refusal::Refusal;
use relief::state::State;

/// Everything happens at whole minutes.
const MINUTE: i64 = 60;
/// Hours in which an answer is due.
const GIVEN: i64 = 48 * 60;

/// What happens next, in minutes.
#[derive(Debug, Clone)]
enum Event {
    /// Time goes by.
    Pass(i64),
    /// The server is gone, and says so when it is back.
    Outage(i64),
    /// Whoever owes the answer wants so many minutes from now.
    Delay(i64),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        4 => (1_i64..900).prop_map(Event::Pass),
        3 => (1_i64..1_200).prop_map(Event::Outage),
        2 => (1_i64..10).prop_map(Event::Outage),
        1 => (1_i64..6_000).prop_map(Event::Delay),
    ];
    proptest::collection::vec(event, 1..24)
}

/// The clock of one question, counted minute by minute: which of them the server was up in.
struct Counted {
    up: Vec<bool>,
    set_at: usize,
    given: i64,
    delays: usize,
}

impl Counted {
    fn ran(&self, from: usize) -> i64 {
        self.up[from..].iter().filter(|up| **up).count() as i64
    }

    fn is_overdue(&self) -> bool {
        self.ran(self.set_at) > self.given
    }

    fn pass(&mut self, minutes: i64, up: bool) {
        self.up.extend((0..minutes).map(|_| up));
    }
}

fn play(events: &[Event]) {
    let mut cast = Cast::new();
    let (question, wei, office) = (cast.asked(), cast.wei_official.clone(), cast.office);
    let mut counted = Counted {
        up: Vec::new(),
        set_at: 0,
        given: GIVEN,
        delays: 0,
    };
    for event in events {
        match event {
            Event::Pass(minutes) => {
                cast.world.now = Stamp(cast.world.now.0 + minutes * MINUTE);
                counted.pass(*minutes, true);
            }
            Event::Outage(minutes) => {
                let from = cast.world.now;
                cast.world.now = Stamp(from.0 + minutes * MINUTE);
                let found = away(&cast.world.state, from, cast.world.now);
                let left = counted.given - counted.ran(counted.set_at);
                // A short one counts where the date falls into it or into the ten minutes after it.
                let awaited = left >= 0 && left * MINUTE <= minutes * MINUTE + OUTAGE_SECONDS_MIN;
                let long = minutes * MINUTE >= OUTAGE_SECONDS_MIN;
                counted.pass(*minutes, found.is_none());
                assert_eq!(found.is_some(), long || awaited);
                if let Some(found) = found {
                    cast.must(&Actor::community(), found);
                }
            }
            Event::Delay(minutes) => delay(&mut cast, &mut counted, question, *minutes),
        }
        let outages = cast.world.state.jurisdictions.outages();
        let standing = cast.question(question).standing(outages, cast.world.now);
        let expected = if counted.is_overdue() {
            Standing::Overdue
        } else {
            Standing::Open
        };
        assert_eq!(standing, expected, "{event:?}");
    }
    let (late, took) = (counted.is_overdue(), counted.ran(0) * MINUTE);
    cast.must(&wei, answer_of(question));
    let record = records(&cast.world.state, cast.world.now)[&Owed::Party(office)];
    assert_eq!(record.late, u64::from(late));
    assert_eq!(record.median_seconds, Some(took));
    reads_again(&cast.world);
}

fn reads_again(world: &World) {
    let mut again = State::default();
    for entry in &world.journal {
        apply(&mut again, entry);
    }
    assert!(again == world.state, "read again it is the same");
}

fn delay(cast: &mut Cast, counted: &mut Counted, question: QuestionId, minutes: i64) {
    let due = Stamp(cast.world.now.0 + minutes * MINUTE);
    let command = Command::DelayQuestion {
        question,
        due,
        reason: DelayReason::Others,
        remark: None,
    };
    let left = counted.given - counted.ran(counted.set_at);
    let expected = if counted.is_overdue() {
        Some(Refusal::QuestionOverdue)
    } else if counted.delays == DELAYS_MAX {
        Some(Refusal::TooManyDelays { max: DELAYS_MAX })
    } else {
        (minutes <= left).then_some(Refusal::DueNotLater)
    };
    let wei = cast.wei_official.clone();
    match expected {
        Some(refusal) => assert_eq!(cast.refusal(&wei, command), refusal),
        None => {
            cast.must(&wei, command);
            counted.set_at = counted.up.len();
            counted.given = minutes;
            counted.delays += 1;
        }
    }
}

/// What may lie between an answer and its effects.
#[derive(Debug, Clone)]
enum Move {
    /// Somebody offers so many suits.
    Offer(u64),
    /// The clock publishes the plan, if there is a new one.
    Plan,
    /// The office gives the hospital so many.
    Give(u64),
    /// One of the decisions so far cites the answer, counted from the newest.
    Cite(usize),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        2 => (1_u64..60).prop_map(Move::Offer),
        3 => Just(Move::Plan),
        2 => (1_u64..40).prop_map(Move::Give),
        2 => (0_usize..6).prop_map(Move::Cite),
    ];
    proptest::collection::vec(one, 1..70)
}

/// Plays it; how many effects have two plans beside them in the end.
fn decide_on(moves: &[Move]) -> usize {
    let mut cast = Cast::new();
    let (question, answer) = cast.answered();
    let (li, wei, clock) = (
        cast.li_donor.clone(),
        cast.wei_official.clone(),
        Actor::community(),
    );
    let mut decisions: Vec<(Index, Actor)> = Vec::new();
    for one in moves {
        match one {
            Move::Offer(quantity) => {
                let offer = offer_suits(*quantity, place(330_100));
                cast.must(&li, offer);
            }
            Move::Plan => {
                if let Ok(made) = cast.world.act(&clock, &Command::PublishPlan) {
                    decisions.push((Index(made), clock.clone()));
                }
            }
            Move::Give(quantity) => {
                let given = official(&cast.world, cast.hospital, *quantity);
                decisions.push((Index(cast.must(&wei, given)), wei.clone()));
            }
            Move::Cite(back) => {
                if let Some((effect, by)) = decisions.iter().rev().nth(*back).cloned() {
                    // Cited already, or one too many.
                    let _ = cast.world.act(&by, &Command::CiteAnswer { answer, effect });
                }
            }
        }
        check_questions(&cast.world);
    }
    reads_again(&cast.world);
    let effects = &cast.question(question).effects;
    effects.iter().filter(|e| e.shift.is_some()).count()
}

/// A generator that compares no plans proves nothing about them.
#[test]
fn the_moves_reach_effects_between_two_plans() {
    let mut runner = TestRunner::deterministic();
    let compared = (0..40).map(|_| {
        let sequence = moves().new_tree(&mut runner).unwrap().current();
        decide_on(&sequence)
    });
    assert!(compared.sum::<usize>() > 40, "one in each, on average");
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn no_date_runs_through_our_own_outage(events in events()) {
        play(&events);
    }

    #[test]
    fn what_an_effect_changed_is_kept(moves in moves()) {
        decide_on(&moves);
    }
}
