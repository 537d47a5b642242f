//! Who asks, owes, answers and takes more time.

use super::*;
use crate::access::allow;
use crate::refusal::Refusal;

/// Anybody asks, and may say who owes the answer.
pub(crate) fn ask(
    state: &State,
    at: Stamp,
    text: Seal,
    cites: Vec<Index>,
    owed: Option<Owed>,
) -> Result<Vec<Fact>, Refusal> {
    cites_fit(state, &cites)?;
    let owed = owed.map(|owed| may_owe(state, owed)).transpose()?;
    let (party, recipient) = owed.map_or((None, None), Owed::fields);
    let fact = QuestionAsked {
        cites,
        due: owed.map(|_| at.plus_hours(ANSWER_HOURS)),
        party,
        recipient,
        text,
    };
    Ok(vec![fact.into()])
}

/// Members once each; the community itself for somebody without an account, who showed elsewhere that it cost them
/// something.
pub(crate) fn endorse(
    state: &State,
    actor: &Actor,
    question: QuestionId,
) -> Result<Vec<Fact>, Refusal> {
    let found = find(state, question)?;
    if !actor.is_community() {
        allow(!actor.rooms.is_empty(), Refusal::NotAMember)?;
        allow(found.by != actor.party, Refusal::OwnQuestion)?;
        let again = found.endorsers.contains(&actor.party);
        allow(!again, Refusal::EndorsedAlready)?;
    }
    let max = ENDORSEMENTS_MAX;
    allow(
        found.endorsements() < max,
        Refusal::TooManyEndorsements { max },
    )?;
    Ok(vec![QuestionEndorsed { question }.into()])
}

/// Those who say who owes answers; and whoever owes it passes it on before its date. Each gets the whole time.
pub(crate) fn assign(
    state: &State,
    actor: &Actor,
    at: Stamp,
    question: QuestionId,
    owed: Owed,
) -> Result<Vec<Fact>, Refusal> {
    let found = unanswered(state, question)?;
    let owes = found
        .owed()
        .is_some_and(|owed| state.speaks_for(actor, owed));
    let assigns = state.assigns_questions(actor);
    allow(assigns || owes, Refusal::NotAllowed)?;
    let late = found.standing(state.jurisdictions.outages(), at) == Standing::Overdue;
    allow(assigns || !late, Refusal::QuestionOverdue)?;
    let max = ASSIGNMENTS_MAX;
    allow(
        found.assignments.len() < max,
        Refusal::TooManyAssignments { max },
    )?;
    let owed = may_owe(state, owed)?;
    allow(found.owed() != Some(owed), Refusal::NothingChanges)?;
    let (party, recipient) = owed.fields();
    let fact = QuestionAssigned {
        due: at.plus_hours(ANSWER_HOURS),
        party,
        question,
        recipient,
    };
    Ok(vec![fact.into()])
}

/// Whoever owes the answer sets a later date, before the one that stands has passed.
pub(crate) fn delay(
    state: &State,
    actor: &Actor,
    at: Stamp,
    fact: QuestionDelayed,
) -> Result<Vec<Fact>, Refusal> {
    let found = unanswered(state, fact.question)?;
    let last = owes(state, actor, found)?;
    let due = last.due(state.jurisdictions.outages());
    allow(due >= at, Refusal::QuestionOverdue)?;
    let max = DELAYS_MAX;
    allow(last.delays.len() < max, Refusal::TooManyDelays { max })?;
    allow(fact.due > due, Refusal::DueNotLater)?;
    let days = DELAY_DAYS_MAX;
    let latest = at.plus_hours(24 * days);
    allow(fact.due <= latest, Refusal::DueTooFar { days })?;
    Ok(vec![fact.into()])
}

/// Whoever owes the answer gives it, late or not. Later ones add to it.
pub(crate) fn answer(
    state: &State,
    actor: &Actor,
    fact: QuestionAnswered,
) -> Result<Vec<Fact>, Refusal> {
    let found = find(state, fact.question)?;
    owes(state, actor, found)?;
    cites_fit(state, &fact.cites)?;
    let max = REPLIES_MAX;
    allow(found.answers.len() < max, Refusal::TooManyReplies { max })?;
    Ok(vec![fact.into()])
}

fn find(state: &State, id: QuestionId) -> Result<&Question, Refusal> {
    state.questions.get(id).ok_or(Refusal::NotFound(id.0))
}

fn unanswered(state: &State, id: QuestionId) -> Result<&Question, Refusal> {
    let found = find(state, id)?;
    allow(found.answers.is_empty(), Refusal::QuestionAnswered)?;
    Ok(found)
}

/// Who owes the answer now, when the actor speaks for them.
fn owes<'q>(
    state: &State,
    actor: &Actor,
    question: &'q Question,
) -> Result<&'q Assignment, Refusal> {
    let last = question
        .assignments
        .last()
        .ok_or(Refusal::QuestionUnassigned)?;
    allow(state.speaks_for(actor, last.owed), Refusal::NotYourQuestion)?;
    Ok(last)
}

/// An organisation with its name, never a person; a recipient under the id that stands.
fn may_owe(state: &State, owed: Owed) -> Result<Owed, Refusal> {
    match owed {
        Owed::Party(id) => {
            allow(state.is_office(id), Refusal::NotAnOffice)?;
            Ok(owed)
        }
        Owed::Recipient(id) => {
            let (id, _) = state.recipient(id).ok_or(Refusal::NotFound(id.0))?;
            Ok(Owed::Recipient(id))
        }
    }
}

fn cites_fit(state: &State, cites: &[Index]) -> Result<(), Refusal> {
    let max = CITES_MAX;
    allow(cites.len() <= max, Refusal::TooManyCites { max })?;
    match cites.iter().find(|cited| cited.0 >= state.size) {
        Some(cited) => Err(Refusal::NotFound(cited.0)),
        None => Ok(()),
    }
}
