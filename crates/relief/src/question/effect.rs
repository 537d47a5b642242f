//! What an answer led to. Whoever took a decision says which answer it follows; nobody says it for them.

use super::apply::change;
use super::{EFFECTS_MAX, Effect};
use crate::access::allow;
use crate::command::Actor;
use crate::entry::{AnswerCited, Fact};
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::State;

pub(crate) fn cite(state: &State, actor: &Actor, fact: AnswerCited) -> Result<Vec<Fact>, Refusal> {
    let id = state.questions.of_answer(fact.answer);
    let found = id.and_then(|id| state.questions.get(id));
    let found = found.ok_or(Refusal::NoSuchAnswer)?;
    let by = author(state, fact.effect).ok_or(Refusal::NotADecision)?;
    allow(by == actor.party, Refusal::NotYourDecision)?;
    allow(fact.effect > fact.answer, Refusal::DecisionBeforeAnswer)?;
    let again = found.effects.iter().any(|e| e.effect == fact.effect);
    allow(!again, Refusal::NothingChanges)?;
    let max = EFFECTS_MAX;
    allow(found.effects.len() < max, Refusal::TooManyEffects { max })?;
    Ok(vec![fact.into()])
}

/// Who took a decision that an answer may lead to: a record of official supply or its correction, a published plan,
/// a yes, a change or a no to a line of one of the plans that are kept.
fn author(state: &State, decision: Index) -> Option<PartyId> {
    let first = state
        .official_supplies
        .get(&OfficialSupplyId(decision.0))
        .map(|supply| supply.first.by);
    let corrected = || {
        let all = state.official_supplies.values();
        let mut versions = all.flat_map(|supply| &supply.corrections);
        versions
            .find(|version| version.index == decision)
            .map(|version| version.by)
    };
    first
        .or_else(|| of_plans(state, decision))
        .or_else(corrected)
}

fn of_plans(state: &State, decision: Index) -> Option<PartyId> {
    state.plans.published.iter().find_map(|plan| {
        if plan.id.0 == decision.0 {
            return Some(plan.by);
        }
        plan.decisions.values().find_map(|d| {
            let consents = [d.donor, d.recipient].into_iter().flatten();
            let deviations = [d.changed, d.left].into_iter().flatten();
            let mut said = consents
                .map(|c| (c.index, c.by))
                .chain(deviations.map(|d| (d.index, d.by)));
            said.find(|(index, _)| *index == decision).map(|(_, by)| by)
        })
    })
}

pub(crate) fn apply_cited(state: &mut State, index: u64, at: Stamp, fact: &AnswerCited) {
    let Some(question) = state.questions.of_answer(fact.answer) else {
        return;
    };
    let effect = Effect {
        index: Index(index),
        at,
        answer: fact.answer,
        effect: fact.effect,
    };
    change(state, question, |question| question.effects.push(effect));
}
