//! Who may say, publish, hold back, support, contest and answer.

use super::*;
use crate::access::allow;
use crate::consignment::not_future;
use crate::entry::*;
use crate::refusal::Refusal;

/// Anybody may speak, under whatever number.
pub(crate) fn submit(
    state: &State,
    actor: &Actor,
    at: Stamp,
    mut fact: TestimonySubmitted,
) -> Result<Vec<Fact>, Refusal> {
    allow(!actor.is_community(), Refusal::NotAllowed)?;
    not_future(at, fact.happened_at)?;
    let max = PHOTOS_MAX;
    allow(fact.photos.len() <= max, Refusal::TooManyPhotos { max })?;
    if let Some(about) = fact.about {
        let party = state
            .parties
            .get(&about)
            .ok_or(Refusal::NotFound(about.0))?;
        let known = party.kind == PartyKind::Organisation;
        allow(known, Refusal::NotAnOffice)?;
    }
    if let Some(id) = fact.corrects {
        let first = standing(state, id)?;
        allow(first.by == actor.party, Refusal::NotYourTestimony)?;
        // What needed two persons needs them still.
        fact.accuses |= first.accuses;
        fact.member = first.member;
    }
    Ok(vec![fact.into()])
}

/// With the last of those it needs, it is public.
pub(crate) fn publish(
    state: &State,
    actor: &Actor,
    testimony: TestimonyId,
    accuses: bool,
) -> Result<Vec<Fact>, Refusal> {
    let found = undecided(state, actor, testimony)?;
    let again = found.publishers.iter().any(|p| p.by == actor.party);
    allow(!again, Refusal::SecondPublisherMissing)?;
    let needed = if accuses {
        2
    } else {
        found.publishers_needed()
    };
    let fact = TestimonyPublished {
        accuses,
        opens: found.publishers.len() + 1 >= needed,
        testimony,
    };
    Ok(vec![fact.into()])
}

pub(crate) fn hold(
    state: &State,
    actor: &Actor,
    at: Stamp,
    fact: TestimonyHeld,
) -> Result<Vec<Fact>, Refusal> {
    let found = undecided(state, actor, fact.testimony)?;
    allow(fact.until > at, Refusal::InThePast)?;
    let latest = found.at.plus_hours(HOLD_HOURS_MAX);
    allow(fact.until <= latest, Refusal::HoldTooLong(latest))?;
    let max = HOLDS_MAX;
    allow(found.holds.len() < max, Refusal::TooManyHolds { max })?;
    Ok(vec![fact.into()])
}

/// A moderator who neither wrote it nor is named by it, while it is not public.
fn undecided<'a>(
    state: &'a State,
    actor: &Actor,
    id: TestimonyId,
) -> Result<&'a Testimony, Refusal> {
    let found = standing(state, id)?;
    allow(state.moderates(actor, None), Refusal::NotAllowed)?;
    let apart = found.by != actor.party && found.about != Some(actor.party);
    allow(apart, Refusal::OwnTestimony)?;
    allow(found.published.is_none(), Refusal::TestimonyPublished)?;
    Ok(found)
}

/// Once each, and never one's own. `branch` comes from the vault, which alone knows who invited whom.
pub(crate) fn support(
    state: &State,
    actor: &Actor,
    fact: TestimonyCorroborated,
) -> Result<Vec<Fact>, Refusal> {
    let found = public(state, actor, fact.testimony)?;
    allow(found.by != actor.party, Refusal::OwnTestimony)?;
    let again = found.supports.iter().any(|s| s.step.by == actor.party);
    allow(!again, Refusal::NothingChanges)?;
    let known = match fact.branch {
        Some(0) => found.member,
        Some(branch) => branch <= found.next_branch(),
        None => true,
    };
    allow(known, Refusal::OutOfBounds)?;
    let max = SUPPORTS_MAX;
    allow(found.supports.len() < max, Refusal::TooManyAnswers { max })?;
    Ok(vec![fact.into()])
}

pub(crate) fn contest(
    state: &State,
    actor: &Actor,
    fact: TestimonyContested,
) -> Result<Vec<Fact>, Refusal> {
    let found = public(state, actor, fact.testimony)?;
    room_for(&found.objections, actor.party, SAID_MAX)?;
    Ok(vec![fact.into()])
}

/// Whoever is named may answer, however full the page is: theirs is the right of reply.
pub(crate) fn answer(
    state: &State,
    actor: &Actor,
    mut fact: TestimonyAnswered,
) -> Result<Vec<Fact>, Refusal> {
    let found = public(state, actor, fact.testimony)?;
    let about = found.about == Some(actor.party);
    fact.named |= about;
    let max = if about {
        SAID_MAX + SAID_BY_ONE_MAX
    } else {
        SAID_MAX
    };
    room_for(&found.answers, actor.party, max)?;
    Ok(vec![fact.into()])
}

/// Its author, a moderator or a verifier says what came of it; whoever reported a need or asked a question says so of
/// theirs.
pub(crate) fn link(
    state: &State,
    actor: &Actor,
    fact: TestimonyUsed,
) -> Result<Vec<Fact>, Refusal> {
    let found = public(state, actor, fact.testimony)?;
    let entrusted = state.uses_testimony(actor, found);
    let made_by = made_by(state, &fact);
    let may = entrusted || made_by == Some(Some(actor.party));
    allow(may, Refusal::NotAllowed)?;
    allow(made_by.is_some(), Refusal::NotFound(fact.subject.0))?;
    let again = found.uses.iter().any(|u| u.subject == fact.subject);
    allow(!again, Refusal::NothingChanges)?;
    let max = if entrusted {
        USES_MAX
    } else {
        USES_BY_ANYBODY_MAX
    };
    allow(found.uses.len() < max, Refusal::TooManyAnswers { max })?;
    Ok(vec![fact.into()])
}

/// Who made what it became; nothing: there is no such thing, or, within, nobody in particular made it.
fn made_by(state: &State, fact: &TestimonyUsed) -> Option<Option<PartyId>> {
    let id = fact.subject.0;
    match fact.used_as {
        TestimonyUse::Need => state.needs.get(&NeedId(id)).map(|n| Some(n.reporter)),
        TestimonyUse::Flag => state.flags.get(FlagId(id)).map(|_| None),
        TestimonyUse::Question => state.questions.get(QuestionId(id)).map(|q| Some(q.by)),
    }
}

fn public<'a>(state: &'a State, actor: &Actor, id: TestimonyId) -> Result<&'a Testimony, Refusal> {
    allow(!actor.is_community(), Refusal::NotAllowed)?;
    let found = standing(state, id)?;
    allow(found.published.is_some(), Refusal::TestimonyNotPublished)?;
    Ok(found)
}

/// The testimony, if no newer version stands in its place and its words were not removed.
fn standing(state: &State, id: TestimonyId) -> Result<&Testimony, Refusal> {
    let found = state.testimonies.get(&id).ok_or(Refusal::NotFound(id.0))?;
    if let Some(newer) = found.corrected_by {
        return Err(Refusal::TestimonyReplaced(newer));
    }
    let removed = state.testimony_standing(id) == Some(Standing::Removed);
    allow(!removed, Refusal::NoSuchText)?;
    Ok(found)
}

fn room_for(said: &[Said], party: PartyId, max: usize) -> Result<(), Refusal> {
    let own = said.iter().filter(|s| s.step.by == party).count();
    let one = SAID_BY_ONE_MAX;
    allow(own < one, Refusal::TooManyAnswers { max: one })?;
    allow(said.len() < max, Refusal::TooManyAnswers { max })
}
