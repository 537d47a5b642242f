//! Who may report, change and end a need, and when.

use super::verify::verifier;
use super::{
    LINE_STANDARDS_MAX, NEED_LINES_MAX, Need, NeedLine, NeedStatus, OFF_RANKING_HOURS,
    SIMILAR_HOURS,
};
use crate::access::allow;
use crate::catalogue::Item;
use crate::code::*;
use crate::command::Actor;
use crate::entry::*;
use crate::ids::*;
use crate::quantity::{QUANTITY_MAX, Quantity};
use crate::refusal::Refusal;
use crate::standard::Standard;
use crate::state::State;

pub(crate) fn report(
    state: &State,
    actor: &Actor,
    at: Stamp,
    mut fact: NeedReported,
    contact_named: bool,
    separate: bool,
) -> Result<Vec<Fact>, Refusal> {
    state.member(actor, fact.room)?;
    let (id, recipient) = state
        .recipient(fact.recipient)
        .ok_or(Refusal::NotFound(fact.recipient.0))?;
    fact.recipient = id;
    allow(!fact.lines.is_empty(), Refusal::NoLines)?;
    allow(
        fact.lines.len() <= NEED_LINES_MAX,
        Refusal::TooManyLines {
            max: NEED_LINES_MAX,
        },
    )?;
    for line in &fact.lines {
        line_fits(line.item, line.quantity, &line.standards)?;
    }
    allow(
        fact.source.is_some() || contact_named,
        Refusal::NeedsSourceOrContact,
    )?;
    let since = at.plus_hours(-SIMILAR_HOURS);
    let repeats = |n: &&NeedId| {
        state
            .needs
            .get(n)
            .is_some_and(|need| is_similar(need, &fact.lines, since))
    };
    match recipient.needs.iter().find(repeats) {
        Some(same) if !separate => Err(Refusal::SimilarNeed(*same)),
        _ => Ok(vec![fact.into()]),
    }
}

fn is_similar(need: &Need, lines: &[NeedLineFact], since: Stamp) -> bool {
    let stands = need.is_live() || need.status == NeedStatus::Reported;
    let shares = |line: &NeedLine| lines.iter().any(|l| l.item == line.item);
    stands && need.reported_at >= since && need.lines.iter().any(shares)
}

fn line_fits(item: Item, quantity: Quantity, standards: &[Standard]) -> Result<(), Refusal> {
    match quantity.number() {
        Some(0) => return Err(Refusal::QuantityZero),
        Some(n) if n > QUANTITY_MAX => return Err(Refusal::QuantityTooLarge { max: QUANTITY_MAX }),
        _ => {}
    }
    let max = LINE_STANDARDS_MAX;
    allow(standards.len() <= max, Refusal::TooManyStandards { max })?;
    allow(
        standards.iter().all(|s| s.suits(item)),
        Refusal::StandardForOtherItem,
    )
}

/// A need that may change, with its room; closed ones may not.
pub(super) fn find(state: &State, id: NeedId) -> Result<&Need, Refusal> {
    let need = state.needs.get(&id).ok_or(Refusal::NotFound(id.0))?;
    let ended = matches!(
        need.status,
        NeedStatus::Closed(_) | NeedStatus::Rejected(_) | NeedStatus::Merged(_)
    );
    allow(!ended, Refusal::NeedClosed)?;
    Ok(need)
}

/// The recipient or a coordinator of its room.
pub(super) fn owner(state: &State, actor: &Actor, need: &Need) -> Result<(), Refusal> {
    let may = state.acts_for(actor, need.recipient) || state.coordinates(actor, need.room);
    allow(may, Refusal::NotAllowed)
}

pub(crate) fn pause(
    state: &State,
    actor: &Actor,
    at: Stamp,
    id: NeedId,
    until: Option<Stamp>,
) -> Result<Vec<Fact>, Refusal> {
    let need = find(state, id)?;
    owner(state, actor, need)?;
    match need.status {
        NeedStatus::Open => {}
        NeedStatus::Paused { .. } => return Err(Refusal::NeedPaused),
        _ => return Err(Refusal::NeedNotVerified),
    }
    allow(until.is_none_or(|u| u > at), Refusal::InThePast)?;
    Ok(vec![NeedPaused { need: id, until }.into()])
}

/// The owner resumes at will, the clock when the pause has run out.
pub(crate) fn resume(
    state: &State,
    actor: &Actor,
    at: Stamp,
    id: NeedId,
) -> Result<Vec<Fact>, Refusal> {
    let need = find(state, id)?;
    if !actor.is_community() {
        owner(state, actor, need)?;
    }
    let NeedStatus::Paused { until } = need.status else {
        return Err(Refusal::NeedNotPaused);
    };
    if actor.is_community() {
        let due = until.ok_or(Refusal::NotAllowed)?;
        allow(due <= at, Refusal::TooEarly(due))?;
    }
    Ok(vec![NeedResumed { need: id }.into()])
}

/// A material change by anyone but the recipient sends the need back to the verifiers. Whoever reported may
/// change it too, until somebody stands for it.
pub(crate) fn revise(
    state: &State,
    actor: &Actor,
    mut fact: NeedRevised,
) -> Result<Vec<Fact>, Refusal> {
    let need = find(state, fact.need)?;
    let own = state.acts_for(actor, need.recipient);
    allow(
        own || state.coordinates(actor, need.room)
            || (need.reporter == actor.party && need.status == NeedStatus::Reported),
        Refusal::NotAllowed,
    )?;
    let line = state
        .line(fact.need, fact.line)
        .ok_or(Refusal::NoSuchLine)?;
    line_fits(line.item, fact.quantity, &fact.standards)?;
    let same = line.quantity == fact.quantity
        && line.standards == fact.standards
        && line.needed_by == fact.needed_by;
    allow(!same, Refusal::NothingChanges)?;
    let material = rises(line.quantity, fact.quantity) || line.standards != fact.standards;
    fact.unverified = material && !own;
    Ok(vec![fact.into()])
}

/// More is asked for, or something else is meant: a total that becomes a rate, or is no longer stated.
fn rises(old: Quantity, new: Quantity) -> bool {
    match (old.needed(), new.needed()) {
        (Some(old), Some(new)) => new > old,
        _ => old != new,
    }
}

pub(crate) fn reconfirm(state: &State, actor: &Actor, id: NeedId) -> Result<Vec<Fact>, Refusal> {
    let need = find(state, id)?;
    owner(state, actor, need).or_else(|_| verifier(state, actor, need))?;
    Ok(vec![NeedReconfirmed { need: id }.into()])
}

pub(crate) fn close(
    state: &State,
    actor: &Actor,
    at: Stamp,
    id: NeedId,
    reason: CloseReason,
) -> Result<Vec<Fact>, Refusal> {
    let need = find(state, id)?;
    let own = state.acts_for(actor, need.recipient);
    match reason {
        CloseReason::Expired => {
            allow(actor.is_community(), Refusal::CommunityOnly)?;
            let due = expiry(need).ok_or(Refusal::NotAllowed)?;
            allow(due <= at, Refusal::TooEarly(due))?;
        }
        CloseReason::Met if !own => {
            owner(state, actor, need)?;
            all_met(need)?;
        }
        _ => owner(state, actor, need)?,
    }
    Ok(vec![NeedClosed { need: id, reason }.into()])
}

fn all_met(need: &Need) -> Result<(), Refusal> {
    for line in &need.lines {
        let received = line.tally.received;
        let needed = line.quantity.needed().unwrap_or(u64::MAX);
        allow(received >= needed, Refusal::NotMet { received, needed })?;
    }
    Ok(())
}

/// When the clock may close a need: 96 hours after its last date, if nobody confirmed it since.
#[must_use]
pub fn expiry(need: &Need) -> Option<Stamp> {
    let last = need
        .lines
        .iter()
        .map(|l| l.needed_by)
        .collect::<Option<Vec<_>>>()?
        .into_iter()
        .max()?;
    Some(last.max(need.confirmed_at).plus_hours(OFF_RANKING_HOURS))
}
