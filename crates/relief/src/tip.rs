//! Sealed tips: what the public may know of them. Every hour the same number of commitments, whoever wrote or did
//! not; each owes an outcome; two custodians close it; one that is gone from the vault is named.

use std::collections::{BTreeMap, BTreeSet};

use crate::access::allow;
use crate::command::Actor;
use crate::entry::{Fact, TipClosed, TipCommitted, TipMissing, TipScriptServed};
use crate::field::LIST_MAX;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::State;

/// Commitments in each hour's entry. What no tip fills is filled by dummies, so neither number nor hour of tips shows.
pub const TIPS_PER_BATCH: usize = 16;
/// Days within which each commitment owes an outcome.
pub const OUTCOME_DAYS: i64 = 14;
/// Custodians who must close a tip.
pub const CLOSERS_MIN: usize = 2;
const HOUR_SECONDS: i64 = 3600;

/// A commitment that waits for its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tip {
    /// The hour's entry.
    pub batch: Index,
    /// When it was written.
    pub at: Stamp,
    /// Custodians who would close it.
    pub closing: BTreeSet<PartyId>,
}

impl Tip {
    /// From this moment on its outcome is overdue.
    #[must_use]
    pub fn due_at(&self) -> Stamp {
        self.at.plus_hours(24 * OUTCOME_DAYS)
    }
}

/// All tips, as far as the public knows of them. Dummies are among them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tips {
    /// Waiting for their outcome, by commitment.
    pub open: BTreeMap<Seal, Tip>,
    /// Gone from the vault before their outcome: the entry that says so.
    pub missing: BTreeMap<Seal, Index>,
    /// How many were closed by two custodians.
    pub closed: u64,
    /// The last hour's entry: when, and whether tips had to be turned away before it.
    pub last: Option<(Stamp, bool)>,
    /// The SHA-256 of the script that browsers seal with, and the entry that says so. Whoever gets another one from the
    /// site can show it.
    pub script: Option<(Seal, Index)>,
}

impl Tips {
    /// How many owe their outcome since longer than [`OUTCOME_DAYS`].
    #[must_use]
    pub fn overdue(&self, now: Stamp) -> usize {
        let late = |tip: &&Tip| tip.due_at() < now;
        self.open.values().filter(late).count()
    }

    /// When the next hour's entry may be written.
    #[must_use]
    pub fn next_at(&self) -> Stamp {
        let after = |(last, _): (Stamp, bool)| {
            Stamp(last.0.saturating_sub(last.0.rem_euclid(HOUR_SECONDS))).plus_hours(1)
        };
        self.last.map_or(Stamp(i64::MIN), after)
    }
}

pub(crate) fn commit(
    state: &State,
    actor: &Actor,
    at: Stamp,
    fact: TipCommitted,
) -> Result<Vec<Fact>, Refusal> {
    allow(actor.is_community(), Refusal::CommunityOnly)?;
    let min = crate::custodian::CUSTODIANS_MIN;
    allow(state.commits_tips(), Refusal::CustodiansTooFew { min })?;
    let next = state.tips.next_at();
    allow(at >= next, Refusal::TooEarly(next))?;
    let count = TIPS_PER_BATCH;
    let known = |leaf| state.tips.open.contains_key(leaf) || state.tips.missing.contains_key(leaf);
    let whole = fact.leaves.len() == count
        && fact.leaves.is_sorted_by(|a, b| a < b)
        && !fact.leaves.iter().any(known);
    allow(whole, Refusal::TipBatch { count })?;
    Ok(vec![fact.into()])
}

/// One custodian's word that these tips are done with; the second closes them. Only by somebody who was custodian
/// when they came: nobody else can have read them.
pub(crate) fn close(state: &State, actor: &Actor, fact: TipClosed) -> Result<Vec<Fact>, Refusal> {
    let since = state
        .custodian_since(actor.party)
        .ok_or(Refusal::NotACustodian)?;
    listed(&fact.leaves)?;
    for leaf in &fact.leaves {
        let tip = state.tips.open.get(leaf).ok_or(Refusal::NoSuchTip)?;
        allow(since <= tip.at, Refusal::NotACustodian)?;
        let again = tip.closing.contains(&actor.party);
        allow(!again, Refusal::TipClosedByYou)?;
    }
    Ok(vec![fact.into()])
}

/// The community's own finding that commitments have no sealed tip in the vault any more.
pub(crate) fn miss(state: &State, actor: &Actor, fact: TipMissing) -> Result<Vec<Fact>, Refusal> {
    allow(actor.is_community(), Refusal::CommunityOnly)?;
    listed(&fact.leaves)?;
    let open = |leaf| state.tips.open.contains_key(leaf);
    allow(fact.leaves.iter().all(open), Refusal::NoSuchTip)?;
    Ok(vec![fact.into()])
}

/// Another script than before for sealing in browsers. Nobody changes it unseen.
pub(crate) fn serve_script(
    state: &State,
    actor: &Actor,
    fact: TipScriptServed,
) -> Result<Vec<Fact>, Refusal> {
    allow(actor.is_community(), Refusal::CommunityOnly)?;
    let same = |(script, _): (Seal, Index)| script == fact.script;
    allow(
        !state.tips.script.is_some_and(same),
        Refusal::NothingChanges,
    )?;
    Ok(vec![fact.into()])
}

fn listed(leaves: &[Seal]) -> Result<(), Refusal> {
    allow(!leaves.is_empty(), Refusal::NothingChanges)?;
    let max = LIST_MAX;
    allow(leaves.len() <= max, Refusal::TooManyLines { max })
}

pub(crate) fn apply_committed(state: &mut State, index: u64, at: Stamp, fact: &TipCommitted) {
    for leaf in &fact.leaves {
        let tip = Tip {
            batch: Index(index),
            at,
            closing: BTreeSet::new(),
        };
        state.tips.open.insert(*leaf, tip);
    }
    state.tips.last = Some((at, fact.full));
}

pub(crate) fn apply_closed(state: &mut State, by: PartyId, fact: &TipClosed) {
    for leaf in &fact.leaves {
        let Some(tip) = state.tips.open.get_mut(leaf) else {
            continue;
        };
        tip.closing.insert(by);
        if tip.closing.len() >= CLOSERS_MIN {
            state.tips.open.remove(leaf);
            state.tips.closed = state.tips.closed.saturating_add(1);
        }
    }
}

pub(crate) fn apply_missing(state: &mut State, index: u64, fact: &TipMissing) {
    for leaf in &fact.leaves {
        if state.tips.open.remove(leaf).is_some() {
            state.tips.missing.insert(*leaf, Index(index));
        }
    }
}

pub(crate) fn apply_script_served(state: &mut State, index: u64, fact: &TipScriptServed) {
    state.tips.script = Some((fact.script, Index(index)));
}
