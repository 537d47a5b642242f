//! What holds after every act of every sequence, tried on thousands of arbitrary sequences.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

mod common;

use std::collections::BTreeSet;

use common::books::*;
use common::feedback::check_feedback;
use common::planned::{check_plan, check_redirects};
use common::steps::{Step, act_of, steps};
use common::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use relief::code::FacilityKind;
use relief::command::Command;
use relief::entry::{Entry, Fact};
use relief::figures::figures;
use relief::ids::RecipientId;
use relief::json::Malformed;
use relief::state::State;
use relief::watch::consignments::hands;
use relief::watch::holders::holders;
use relief::watch::notice;
use relief::{apply, decide};

/// Sequences of one property; each is as long as `STEPS_MAX`.
const CASES: u32 = 48;
/// Long enough for a need to be served by several consignments.
const STEPS_MAX: usize = 120;

/// The cast, and a second hospital with an open need, so that goods can be redirected.
fn society() -> Cast {
    let mut cast = Cast::new();
    let (clerk, verifier) = (cast.wang_clerk.clone(), cast.sun_verifier.clone());
    let elsewhere = Command::RegisterRecipient {
        name: name("黄冈市中心医院"),
        place: place(421_100),
        kind: FacilityKind::Hospital,
        provisional: false,
        separate: false,
    };
    let other = RecipientId(cast.must(&clerk, elsewhere));
    let (qian, hu) = (cast.qian_verifier.clone(), cast.hu_hospital.clone());
    appoint(&mut cast.world, &qian, &hu, other);
    let lines = vec![line(suit(), 300), line(item("goggles"), 60)];
    let need = report(&mut cast.world, &clerk, other, Some(cast.room), lines);
    verify(&mut cast.world, &verifier, need);
    custodians(&mut cast);
    second_lead(&mut cast);
    registered(&mut cast, "黄冈市疫情报告组", "4211");
    testimonies(&mut cast);
    cast
}

/// Takes one step and checks that a refusal changed nothing. Whether it was allowed.
fn take(cast: &mut Cast, step: &Step) -> bool {
    let (actor, command, hours) = act_of(cast, step);
    cast.world.hours(hours);
    let before = cast.world.state.clone();
    let first = decide(&before, &actor, cast.world.now, &command);
    let again = decide(&before, &actor, cast.world.now, &command);
    assert!(first == again, "deciding twice gives the same answer");
    match cast.world.act(&actor, &command) {
        Ok(_) => true,
        Err(_) => {
            assert!(before == cast.world.state, "a refusal changes nothing");
            false
        }
    }
}

fn check_everything(world: &World) {
    check_consignments(&world.state);
    check_commitments(world);
    check_lines(world);
    check_offers(&world.state);
    check_official(&world.state);
    check_plan(&world.state);
    check_redirects(&world.state);
    check_deeds(world);
    check_figures(&world.state);
    check_watch(world);
    check_testimonies(world);
    check_questions(world);
    check_feedback(&world.state);
    check_reports(&world.state);
}

/// What the checks found as reports came in is what they find in all of them at once.
fn check_reports(state: &State) {
    let kept: Vec<_> = state.case_reports.all_findings().cloned().collect();
    let found: Vec<_> = relief::case_report::check::all(state).collect();
    assert_eq!(kept, found);
}

/// Hands add up to what was packed, holders to their hands, and what the watch found is flagged at most once.
fn check_watch(world: &World) {
    let (state, now) = (&world.state, world.now);
    let left = state
        .consignments
        .values()
        .filter(|c| c.dispatched_at.is_some());
    let taken: u64 = left.flat_map(hands).map(|hand| hand.taken).sum();
    let held = holders(state);
    assert_eq!(held.values().map(|h| h.taken).sum::<u64>(), taken);
    for (key, h) in held {
        assert_eq!(
            h.taken + h.over(),
            h.placed + h.stored + h.written_off + h.short(),
            "{key:?}"
        );
    }
    for (id, c) in &state.consignments {
        for (at, line) in c.lines.iter().enumerate() {
            let mine: Vec<_> = hands(c).filter(|h| h.line == at).collect();
            assert_eq!(mine.len(), c.hops.len(), "{id:?} is in each pair of hands");
            assert_eq!(mine[0].taken, line.quantity);
            for (one, next) in mine.iter().zip(mine.iter().skip(1)) {
                assert_eq!(one.passed, next.taken, "what one passes on the next has");
            }
            let settled: u64 = mine.iter().map(|h| h.settled).sum();
            assert_eq!(settled, line.accepted + line.damaged + line.refused);
            let last = mine.last().expect("one holder at least");
            assert_eq!(
                (last.passed, last.in_hand > 0 && last.ended > 0),
                (0, false)
            );
        }
    }
    let mut seen = BTreeSet::new();
    for (id, flag) in state.flags.iter() {
        assert!(seen.insert(flag.notice.key()), "{id:?} was raised twice");
        assert_eq!(state.flags.of(flag.notice.key()), Some(id));
    }
    for notice in notice::all(state, now) {
        assert!((1..=notice::EVIDENCE_MAX).contains(&notice.evidence.len()));
        assert!(
            notice.evidence.iter().all(|e| e.0 < state.size),
            "{notice:?}"
        );
    }
}

fn replay(bytes: &[Vec<u8>]) -> State {
    let mut state = State::default();
    for entry in bytes {
        apply(&mut state, &Entry::decode(entry).expect("our own entry"));
    }
    state
}

proptest! {
    #![proptest_config(config(CASES))]

    #[test]
    fn every_act_keeps_the_books(steps in steps(STEPS_MAX)) {
        let mut cast = society();
        for step in &steps {
            let (before, size) = (cast.world.state.clone(), cast.world.journal.len());
            if take(&mut cast, step) {
                check_pledge(&before, &cast.world.state, &cast.world.journal[size..]);
                check_everything(&cast.world);
            }
        }
    }

    #[test]
    fn the_bytes_are_the_state(steps in steps(STEPS_MAX)) {
        let mut cast = society();
        let mut twin = society();
        for step in &steps {
            take(&mut cast, step);
            take(&mut twin, step);
        }
        let bytes = cast.world.bytes();
        prop_assert!(bytes == twin.world.bytes(), "the same acts give the same bytes");
        prop_assert!(replay(&bytes) == cast.world.state, "replay gives the live state");
        for entry in &bytes {
            prop_assert_eq!(&Entry::decode(entry).unwrap().encode(), entry);
            schema::check(entry);
        }
    }

    /// A verifier meets journals that no `decide` wrote: numbers changed, order lost. Folding them never panics.
    #[test]
    fn a_hostile_journal_is_folded(
        steps in steps(40),
        changes in proptest::collection::vec((any::<u16>(), any::<u16>(), any::<u64>()), 1..60),
    ) {
        let mut cast = society();
        for step in &steps {
            take(&mut cast, step);
        }
        let mut journal = cast.world.bytes();
        for (which, number, value) in changes {
            let count = journal.len();
            let changed = with_number(&journal[usize::from(which) % count], number, value);
            if Entry::decode(&changed).is_ok() {
                journal.insert(usize::from(number) % count, changed);
            }
        }
        let mut state = State::default();
        for entry in &journal {
            if let Ok(entry) = Entry::decode(entry) {
                apply(&mut state, &entry);
            }
        }
        let _ = figures(&state);
        let _ = relief::clock::due(&state, state.last_at);
        prop_assert_eq!(state.size, journal.len() as u64);
    }

    #[test]
    fn arbitrary_bytes_are_no_entry_or_one_form(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(entry) = Entry::decode(&bytes) {
            prop_assert_eq!(entry.encode(), bytes);
        }
    }
}

/// An entry with one of its numbers replaced: by a small one that may be an id, or by a huge one.
fn with_number(bytes: &[u8], which: u16, value: u64) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(':').map(|i| at + i + 1) {
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            spans.push(start..start + digits);
        }
        at = start;
    }
    let span = spans[usize::from(which) % spans.len()].clone();
    let value = if value.is_multiple_of(2) {
        value % 90
    } else {
        value >> 11
    };
    [&text[..span.start], &value.to_string(), &text[span.end..]]
        .concat()
        .into_bytes()
}

/// A generator that never reaches half of the program proves nothing.
#[test]
fn the_sequences_reach_every_entry_type() {
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..4_000 {
        let sequence = steps(STEPS_MAX).new_tree(&mut runner).unwrap().current();
        let mut cast = society();
        for step in &sequence {
            let (actor, command, hours) = act_of(&cast, step);
            cast.world.hours(hours);
            let _ = cast.world.act(&actor, &command);
        }
        seen.extend(cast.world.journal.iter().map(|e| e.fact.code()));
        if seen.len() == Fact::TYPES.len() {
            return;
        }
    }
    let missing: Vec<_> = Fact::TYPES.iter().filter(|t| !seen.contains(*t)).collect();
    panic!("never reached: {missing:?}");
}

/// Every bit of every byte of a whole journal: refused, or another entry with just those bytes.
#[test]
fn a_flipped_bit_never_passes_unseen() {
    let mut cast = Cast::new();
    cast.received(200);
    cast.moving(40);
    for bytes in cast.world.bytes() {
        let original = Entry::decode(&bytes).unwrap();
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[at] ^= 1 << bit;
                if let Ok(read) = Entry::decode(&flipped) {
                    assert_ne!(read, original);
                    assert_eq!(read.encode(), flipped);
                }
            }
        }
        for cut in 0..bytes.len() {
            assert!(
                Entry::decode(&bytes[..cut]).is_err(),
                "half an entry is none"
            );
        }
    }
}

#[test]
fn what_the_schema_does_not_name_is_refused() {
    let bad = [
        r#"{"at":1,"by":1,"name":"湖北","t":"community.opened","v":2}"#,
        r#"{"at":1,"by":1,"name":"湖北","t":"community.closed","v":1}"#,
        r#"{"at":1,"by":1,"name":"湖北","note":"x","t":"community.opened","v":1}"#,
        r#"{"at":1,"name":"湖北","t":"community.opened","v":1}"#,
        r#"{"at":1,"by":1,"t":"community.opened","v":1}"#,
        r#"{"at":1,"by":1,"drill":0,"name":"湖北","t":"community.opened","v":1}"#,
        r#"{"at":1,"by":1,"name":" 湖北","t":"community.opened","v":1}"#,
        r#"{"at":1,"by":1,"name":"13800000101","t":"community.opened","v":1}"#,
        r#"{"at":1,"by":-1,"name":"湖北","t":"community.opened","v":1}"#,
        r#"{"at":1,"by":1,"kind":"robot","t":"party.registered","v":1}"#,
    ];
    for text in bad {
        assert!(Entry::decode(text.as_bytes()).is_err(), "{text}");
    }
    let long = "x".repeat(relief::json::ENTRY_BYTES_MAX + 1);
    assert_eq!(Entry::decode(long.as_bytes()), Err(Malformed::TooLarge));
}
