//! Sealed tips under every sequence of acts: what one person can do alone, and what the operator with the community's own
//! hand can do, recounted from the entries alone.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::steps::{act_of, actors, tip_steps};
use common::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use relief::command::Actor;
use relief::custodian::Custodian;
use relief::entry::{Entry, Fact};
use relief::ids::{CustodianId, Index, PartyId, Seal};
use relief::state::State;
use relief::tip::CLOSERS_MIN;

const CASES: u32 = 96;
const STEPS_MAX: usize = 60;

/// The cast with three custodians and an hour's commitments.
fn society() -> Cast {
    let mut cast = Cast::new();
    custodians(&mut cast);
    cast.must(&Actor::community(), commit_tips(1));
    cast
}

/// What became of every commitment, by the entries alone.
#[derive(Debug, Default, PartialEq, Eq)]
struct Recount {
    /// Waiting, with those who would close it.
    open: BTreeMap<Seal, BTreeSet<PartyId>>,
    /// Named as gone, by which entry.
    missing: BTreeMap<Seal, Index>,
    /// Closed, by whom.
    closed: Vec<(Seal, BTreeSet<PartyId>)>,
}

impl Recount {
    fn of(journal: &[Entry]) -> Recount {
        let mut count = Recount::default();
        for (index, entry) in (0..).zip(journal) {
            match &entry.fact {
                Fact::TipCommitted(fact) => {
                    let fresh = fact.leaves.iter().map(|leaf| (*leaf, BTreeSet::new()));
                    count.open.extend(fresh);
                }
                Fact::TipClosed(fact) => count.close(&fact.leaves, entry.by),
                Fact::TipMissing(fact) => {
                    for leaf in &fact.leaves {
                        count.open.remove(leaf).unwrap();
                        count.missing.insert(*leaf, Index(index));
                    }
                }
                _ => {}
            }
        }
        count
    }

    fn close(&mut self, leaves: &[Seal], by: PartyId) {
        for leaf in leaves {
            let closing = self.open.get_mut(leaf).unwrap();
            assert!(closing.insert(by), "each says it once");
            if closing.len() == CLOSERS_MIN {
                self.closed.extend(self.open.remove_entry(leaf));
            }
        }
    }

    fn shown(state: &State) -> Recount {
        let tips = &state.tips;
        let open = tips.open.iter();
        Recount {
            open: open
                .map(|(leaf, tip)| (*leaf, tip.closing.clone()))
                .collect(),
            missing: tips.missing.clone(),
            closed: Vec::new(),
        }
    }
}

fn readers(state: &State, except: PartyId) -> BTreeSet<CustodianId> {
    let others = state.active_custodians().filter(|(_, c)| c.party != except);
    others.map(|(id, _)| id).collect()
}

proptest! {
    #![proptest_config(config(CASES))]

    /// Whoever it is, the founder and a custodian too: alone nobody becomes a reader of tips, sends another reader
    /// away, closes a tip, or makes one vanish.
    #[test]
    fn no_single_person_hides_alters_or_opens_a_tip(who in 0_usize..16, steps in tip_steps(STEPS_MAX)) {
        let mut cast = society();
        let (before, journal) = (cast.world.state.clone(), cast.world.bytes());
        let actor = actors(&cast)[who].clone();
        prop_assert!(!actor.is_community(), "a person");
        for step in &steps {
            let (_, command, hours) = act_of(&cast, step);
            cast.world.hours(hours);
            let _ = cast.world.act(&actor, &command);
        }
        let after = &cast.world.state;
        prop_assert_eq!(readers(&before, actor.party), readers(after, actor.party));
        let own = |(id, c): (_, &Custodian)| (c.party == actor.party).then_some(id);
        let known: BTreeSet<_> = before.active_custodians().filter_map(own).collect();
        prop_assert!(after.active_custodians().filter_map(own).all(|id| known.contains(&id)));
        prop_assert!(before.tips.open.keys().all(|leaf| after.tips.open.contains_key(leaf)));
        prop_assert_eq!(&before.tips.missing, &after.tips.missing);
        prop_assert!(cast.world.bytes().starts_with(&journal), "what was written stays");
    }

    /// The operator writes what only the community may write: commitments, and that some are gone. That names a tip and
    /// never hides it, and makes nobody a reader.
    #[test]
    fn the_operator_alone_hides_no_tip(steps in tip_steps(STEPS_MAX)) {
        let mut cast = society();
        let before = cast.world.state.clone();
        let operator = Actor::community();
        for step in &steps {
            let (_, command, hours) = act_of(&cast, step);
            cast.world.hours(hours);
            let _ = cast.world.act(&operator, &command);
        }
        let after = &cast.world.state;
        prop_assert_eq!(after.tips.closed, 0);
        prop_assert!(before.tips.open.keys().all(|leaf| after.tips.open.contains_key(leaf) || after.tips.missing.contains_key(leaf)));
        prop_assert_eq!(readers(&before, operator.party), readers(after, operator.party));
    }

    /// Whatever everybody does together: a commitment waits in public, is named as gone, or was closed by two who were
    /// custodians before it came.
    #[test]
    fn every_tip_is_accounted_for(steps in tip_steps(STEPS_MAX)) {
        let mut cast = society();
        for step in &steps {
            let (actor, command, hours) = act_of(&cast, step);
            cast.world.hours(hours);
            let _ = cast.world.act(&actor, &command);
        }
        let state = &cast.world.state;
        let mut count = Recount::of(&cast.world.journal);
        prop_assert_eq!(state.tips.closed, count.closed.len() as u64);
        for (_, closers) in std::mem::take(&mut count.closed) {
            prop_assert!(closers.len() == CLOSERS_MIN);
            let was = |party: &PartyId| state.custodians.values().any(|c| c.party == *party && c.confirmed.is_some());
            prop_assert!(closers.iter().all(was));
        }
        prop_assert_eq!(count, Recount::shown(state));
    }
}

/// A generator that never reaches an outcome proves nothing.
#[test]
fn the_sequences_close_and_miss_and_change_custodians() {
    let mut runner = TestRunner::deterministic();
    let (mut closed, mut missing, mut replaced) = (0, 0, 0);
    for _ in 0..CASES {
        let sequence = tip_steps(STEPS_MAX)
            .new_tree(&mut runner)
            .unwrap()
            .current();
        let mut cast = society();
        let first = readers(&cast.world.state, PartyId(u64::MAX));
        for step in &sequence {
            let (actor, command, hours) = act_of(&cast, step);
            cast.world.hours(hours);
            let _ = cast.world.act(&actor, &command);
        }
        let state = &cast.world.state;
        closed += state.tips.closed;
        missing += state.tips.missing.len();
        replaced += usize::from(first != readers(state, PartyId(u64::MAX)));
    }
    assert!(
        closed > 0 && missing > 0 && replaced > 0,
        "{closed} {missing} {replaced}"
    );
}
