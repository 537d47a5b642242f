//! Whether an answer is clear to those who asked. Whoever says no may ask on in the same act: the follow-up is a question
//! of its own with its own date, so that the first answer and its clock stay what they are.

use super::{Answer, Question};
use crate::access::allow;
use crate::command::Actor;
use crate::entry::{AnswerJudged, Fact};
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::State;

/// What those who asked say of one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clarity {
    /// It is clear to them.
    pub clear: u64,
    /// They would ask on.
    pub unclear: u64,
    /// Who may say so: members who asked or want to know too. Without an account nobody may: one hand would count as
    /// many.
    pub askers: u64,
}

impl Question {
    /// What those who asked say of the newest answer; nothing before there is one.
    #[must_use]
    pub fn clarity(&self) -> Option<Clarity> {
        let judged = &self.answers.last()?.judged;
        let said = |it: bool| judged.values().filter(|clear| **clear == it).count();
        let [clear, unclear, endorsers] = [said(true), said(false), self.endorsers.len()]
            .map(|n| u64::try_from(n).unwrap_or(u64::MAX));
        Some(Clarity {
            clear,
            unclear,
            askers: endorsers.saturating_add(u64::from(self.by != COMMUNITY)),
        })
    }

    /// Whether somebody asked or wants to know too.
    #[must_use]
    pub fn is_asked_by(&self, party: PartyId) -> bool {
        party != COMMUNITY && (self.by == party || self.endorsers.contains(&party))
    }

    fn answer(&self, index: Index) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.index == index)
    }
}

/// Those who asked or want to know too, except whoever owes the answer; the last word of each counts.
pub(crate) fn judge(
    state: &State,
    actor: &Actor,
    fact: AnswerJudged,
) -> Result<Vec<Fact>, Refusal> {
    let id = state.questions.of_answer(fact.answer);
    let found = id.and_then(|id| state.questions.get(id));
    let found = found.ok_or(Refusal::NoSuchAnswer)?;
    let answer = found.answer(fact.answer).ok_or(Refusal::NoSuchAnswer)?;
    allow(found.is_asked_by(actor.party), Refusal::NotAmongAskers)?;
    let own = answer.by == actor.party
        || found
            .owed()
            .is_some_and(|owed| state.speaks_for(actor, owed));
    allow(!own, Refusal::OwnAnswer)?;
    let same = answer.judged.get(&actor.party) == Some(&fact.clear);
    allow(!same, Refusal::NothingChanges)?;
    Ok(vec![fact.into()])
}

pub(crate) fn apply_judged(state: &mut State, by: PartyId, fact: &AnswerJudged) {
    let Some(question) = state.questions.of_answer(fact.answer) else {
        return;
    };
    state.questions.change(question, |question| {
        let mut answers = question.answers.iter_mut();
        if let Some(answer) = answers.find(|answer| answer.index == fact.answer) {
            answer.judged.insert(by, fact.clear);
        }
    });
}
