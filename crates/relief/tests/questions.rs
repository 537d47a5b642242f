//! Dates of questions do not run through our own outages: tried against a count of minutes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

mod common;

use common::*;
use proptest::prelude::*;
use proptest::test_runner::Config;
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
                let found = away(from, cast.world.now);
                counted.pass(*minutes, found.is_none());
                assert_eq!(found.is_some(), minutes * MINUTE >= OUTAGE_SECONDS_MIN);
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
    let mut again = State::default();
    for entry in &cast.world.journal {
        apply(&mut again, entry);
    }
    assert!(again == cast.world.state, "read again it is the same");
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

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn no_date_runs_through_our_own_outage(events in events()) {
        play(&events);
    }
}
