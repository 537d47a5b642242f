//! How questions grow with each entry.

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Assignment, Delay, Owed, Question};
use crate::entry::*;
use crate::ids::*;
use crate::state::State;
use crate::testimony;

pub(crate) fn apply_asked(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &QuestionAsked,
) {
    let owed = Owed::of(fact.party, fact.recipient);
    let first = owed.zip(fact.due).map(|(owed, first_due)| Assignment {
        index: Index(index),
        by,
        at,
        owed,
        first_due,
        delays: Vec::new(),
    });
    let question = Question {
        by,
        asked_at: at,
        text: fact.text,
        cites: fact.cites.clone(),
        endorsers: BTreeSet::new(),
        outside: 0,
        first_endorsed_at: None,
        assignments: first.into_iter().collect(),
        answers: Vec::new(),
        effects: Vec::new(),
        follow_ups: Vec::new(),
    };
    for asked in asked_on(state, &fact.cites) {
        state.questions.change(asked, |before| {
            before.follow_ups.push(QuestionId(index));
        });
    }
    state.questions.insert(QuestionId(index), question);
    state.texts.seal(index, None, Some(fact.text));
    let index = Index(index);
    testimony::apply_asked_about(state, testimony::Step { index, by, at }, &fact.cites);
}

/// The questions that a new one asks on: it cites them or one of their answers.
fn asked_on(state: &State, cites: &[Index]) -> BTreeSet<QuestionId> {
    let known = &state.questions;
    let asked = |cite: &Index| {
        let itself = QuestionId(cite.0);
        let is_one = known.by_id.contains_key(&itself);
        known.of_answer(*cite).or(is_one.then_some(itself))
    };
    cites.iter().filter_map(asked).collect()
}

pub(crate) fn apply_endorsed(state: &mut State, at: Stamp, by: PartyId, fact: &QuestionEndorsed) {
    state.questions.change(fact.question, |question| {
        question.first_endorsed_at.get_or_insert(at);
        if by == COMMUNITY {
            question.outside = question.outside.saturating_add(1);
        } else {
            question.endorsers.insert(by);
        }
    });
}

pub(crate) fn apply_assigned(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &QuestionAssigned,
) {
    let Some(owed) = Owed::of(fact.party, fact.recipient) else {
        return;
    };
    let assignment = Assignment {
        index: Index(index),
        by,
        at,
        owed,
        first_due: fact.due,
        delays: Vec::new(),
    };
    state.questions.change(fact.question, |question| {
        question.assignments.push(assignment);
    });
}

pub(crate) fn apply_delayed(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &QuestionDelayed,
) {
    let delay = Delay {
        index: Index(index),
        by,
        at,
        due: fact.due,
        reason: fact.reason,
        remark: fact.remark,
    };
    state.questions.change(fact.question, |question| {
        if let Some(last) = question.assignments.last_mut() {
            last.delays.push(delay);
        }
    });
    state.texts.seal(index, None, fact.remark);
}

pub(crate) fn apply_answered(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &QuestionAnswered,
) {
    let answer = Answer {
        index: Index(index),
        by,
        at,
        answer: fact.answer,
        cites: fact.cites.clone(),
        judged: BTreeMap::new(),
    };
    state.questions.change(fact.question, |question| {
        question.answers.push(answer);
    });
    state
        .questions
        .by_answer
        .insert(Index(index), fact.question);
    state.texts.seal(index, None, Some(fact.answer));
}
