//! Testimonies under every sequence of acts: what holds always, and what one person can never do alone.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

mod common;

use common::steps::{act_of, actors, testimony_steps};
use common::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use relief::ids::{Stamp, TestimonyId};
use relief::testimony::Standing;
use relief::testimony::pile::{FLOOD_MIN, SPOT_MIN, Seen, Why, piles};

const CASES: u32 = 96;
const STEPS_MAX: usize = 60;

/// The cast with one testimony that waits, one that accuses and waits, and one that is public.
fn society() -> Cast {
    let mut cast = Cast::new();
    testimonies(&mut cast);
    cast
}

proptest! {
    #![proptest_config(config(CASES))]

    #[test]
    fn each_stands_in_one_way_and_what_two_must_publish_two_published(steps in testimony_steps(STEPS_MAX)) {
        let mut cast = society();
        for step in &steps {
            let (actor, command, hours) = act_of(&cast, step);
            cast.world.hours(hours);
            let _ = cast.world.act(&actor, &command);
            check_testimonies(&cast.world);
        }
    }

    /// A moderator and the founder too: alone nobody publishes an accusation, changes a word, or keeps one from sight
    /// for longer than a hold may last without everybody seeing how many there are.
    #[test]
    fn no_single_person_hides_alters_or_accuses(who in 0_usize..16, steps in testimony_steps(STEPS_MAX)) {
        let mut cast = society();
        let (before, journal) = (cast.world.state.clone(), cast.world.bytes());
        let actor = actors(&cast)[who].clone();
        prop_assert!(!actor.is_community(), "a person");
        for step in &steps {
            let (_, command, hours) = act_of(&cast, step);
            cast.world.hours(hours);
            let _ = cast.world.act(&actor, &command);
        }
        check_alone(&before, &cast.world.state, &actor);
        prop_assert!(cast.world.bytes().starts_with(&journal), "what was written stays");
    }

    /// Every testimony lies in exactly one pile, whatever its words, its place and its moment.
    #[test]
    fn nothing_falls_between_piles(of in proptest::collection::vec((0_u8..6, 0_i64..4, 0_i64..200_000), 0..200)) {
        let words = ["", "同一句话说了很多遍，很多遍。", "a quite different sentence about something", "短", "!!!", "短句"];
        let seen: Vec<Seen<'_>> = of.iter().zip(0..).map(|((text, minute, at), id)| Seen {
            id: TestimonyId(id),
            at: Stamp(*at),
            place: place(420_100),
            happened_at: Stamp(*minute),
            text: words[usize::from(*text)],
        }).collect();
        let found = piles(&seen);
        let mut ids: Vec<_> = found.iter().flat_map(|p| p.ids.clone()).collect();
        ids.sort_unstable();
        prop_assert!(ids.iter().copied().eq(seen.iter().map(|s| s.id)));
        for pile in &found {
            let least = match pile.why {
                Why::Alike => 2,
                Why::Spot => SPOT_MIN,
                Why::Flood => FLOOD_MIN,
                Why::Single => 1,
            };
            prop_assert!(pile.ids.len() >= least && pile.ids.is_sorted());
        }
    }
}

/// A generator that never reaches a standing proves nothing about it.
#[test]
fn the_sequences_reach_every_standing() {
    let mut runner = TestRunner::deterministic();
    let mut seen = [false; 5];
    for _ in 0..200 {
        let steps = testimony_steps(STEPS_MAX)
            .new_tree(&mut runner)
            .unwrap()
            .current();
        let mut cast = society();
        for step in &steps {
            let (actor, command, hours) = act_of(&cast, step);
            cast.world.hours(hours);
            let _ = cast.world.act(&actor, &command);
        }
        let state = &cast.world.state;
        for id in state.testimonies.keys() {
            seen[match state.testimony_standing(*id).unwrap() {
                Standing::Waiting { .. } => 0,
                Standing::Held { .. } => 1,
                Standing::Published => 2,
                Standing::Replaced => 3,
                Standing::Removed => 4,
            }] = true;
        }
    }
    assert_eq!(seen, [true; 5]);
}
