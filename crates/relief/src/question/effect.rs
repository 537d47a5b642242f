//! What an answer led to. Whoever took a decision says which answer it follows; nobody says it for them.

use super::{EFFECTS_MAX, Effect, shift};
use crate::access::allow;
use crate::command::Actor;
use crate::entry::{AnswerCited, Fact};
use crate::ids::*;
use crate::official_supply::OfficialSupply;
use crate::plan::LineKey;
use crate::refusal::Refusal;
use crate::state::State;

pub(crate) fn cite(state: &State, actor: &Actor, fact: AnswerCited) -> Result<Vec<Fact>, Refusal> {
    let id = state.questions.of_answer(fact.answer);
    let found = id.and_then(|id| state.questions.get(id));
    let found = found.ok_or(Refusal::NoSuchAnswer)?;
    let decided = decided(state, fact.effect).ok_or(Refusal::NotADecision)?;
    allow(decided.by() == actor.party, Refusal::NotYourDecision)?;
    allow(fact.effect > fact.answer, Refusal::DecisionBeforeAnswer)?;
    let again = found.effects.iter().any(|e| e.effect == fact.effect);
    allow(!again, Refusal::NothingChanges)?;
    let max = EFFECTS_MAX;
    allow(found.effects.len() < max, Refusal::TooManyEffects { max })?;
    Ok(vec![fact.into()])
}

/// A decision that an answer may lead to.
pub(super) enum Decided<'s> {
    /// A record of official supply, or its correction.
    Supply(&'s OfficialSupply, PartyId),
    /// One of the plans that are kept.
    Plan(PartyId),
    /// A yes, a change or a no to a line of one.
    Line(LineKey, PartyId),
}

impl Decided<'_> {
    fn by(&self) -> PartyId {
        match self {
            Decided::Supply(_, by) | Decided::Plan(by) | Decided::Line(_, by) => *by,
        }
    }
}

/// The decision of an entry, where it is one.
pub(super) fn decided(state: &State, decision: Index) -> Option<Decided<'_>> {
    let recorded = state.official_version(decision);
    let recorded = recorded.map(|(supply, version)| Decided::Supply(supply, version.by));
    recorded.or_else(|| of_plans(state, decision))
}

fn of_plans(state: &State, decision: Index) -> Option<Decided<'_>> {
    state.plans.published.iter().find_map(|plan| {
        if plan.id.0 == decision.0 {
            return Some(Decided::Plan(plan.by));
        }
        plan.decisions.iter().find_map(|(key, d)| {
            let consents = [d.donor, d.recipient].into_iter().flatten();
            let deviations = [d.changed, d.left].into_iter().flatten();
            let mut said = consents
                .map(|c| (c.index, c.by))
                .chain(deviations.map(|d| (d.index, d.by)));
            let found = said.find(|(index, _)| *index == decision);
            found.map(|(_, by)| Decided::Line(*key, by))
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
        shift: None,
    };
    state
        .questions
        .change(question, |question| question.effects.push(effect));
    let by_effect = &mut state.questions.by_effect;
    by_effect.entry(fact.effect).or_default().push(question);
    shift::begin(state, question, fact.effect);
}
