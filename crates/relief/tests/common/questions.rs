//! Questions for tests: asked, answered, cited.

use std::collections::BTreeSet;

use relief::command::{Actor, Command};
use relief::entry::{Entry, Fact};
use relief::ids::*;
use relief::plan::Published;
use relief::question::record::records;
use relief::question::shift::Row;
use relief::question::{Effect, Owed, Question};
use relief::state::State;

use super::{Cast, World, official, seal};

pub fn ask_of(owed: Option<Owed>) -> Command {
    Command::AskQuestion {
        text: seal(4),
        cites: Vec::new(),
        owed,
    }
}

pub fn answer_of(question: QuestionId) -> Command {
    Command::AnswerQuestion {
        question,
        answer: seal(6),
        cites: Vec::new(),
    }
}

pub fn judge(answer: Index, clear: bool) -> Command {
    Command::JudgeAnswer { answer, clear }
}

impl Cast {
    /// Somebody without an account asks the office.
    pub fn asked(&mut self) -> QuestionId {
        let owed = Some(Owed::Party(self.office));
        QuestionId(self.must(&Actor::community(), ask_of(owed)))
    }

    /// … and Wei Lan answers; the entry of the answer.
    pub fn answered(&mut self) -> (QuestionId, Index) {
        let (question, wei) = (self.asked(), self.wei_official.clone());
        let answer = self.must(&wei, answer_of(question));
        (question, Index(answer))
    }

    /// … and records what the office gave for it, not yet citing the answer.
    pub fn acted_on(&mut self) -> (QuestionId, Index, Index) {
        let (question, answer) = self.answered();
        let (supply, wei) = (
            official(&self.world, self.hospital, 60),
            self.wei_official.clone(),
        );
        let effect = self.must(&wei, supply);
        (question, answer, Index(effect))
    }

    pub fn question(&self, id: QuestionId) -> &Question {
        self.world.state.questions.get(id).expect("it was asked")
    }
}

/// A question has one clock, and what is counted of it was written down.
pub fn check_questions(world: &World) {
    for (id, question) in world.state.questions.iter() {
        let written = |kind: &str| {
            let of_it = |e: &&Entry| e.fact.code() == kind && question_of(e) == Some(id);
            world.journal.iter().filter(of_it).count()
        };
        let asked = usize::from(
            question
                .assignments
                .first()
                .is_some_and(|a| a.index.0 == id.0),
        );
        assert_eq!(
            question.assignments.len(),
            asked + written("question.assigned")
        );
        assert_eq!(question.answers.len(), written("question.answered"));
        let wanted = usize::try_from(question.endorsements()).unwrap();
        assert_eq!(
            wanted,
            written("question.endorsed"),
            "{id:?} counts nobody twice"
        );
        for assignment in &question.assignments {
            let dates = assignment.delays.iter().map(|d| d.due);
            let dates: Vec<_> = std::iter::once(assignment.first_due).chain(dates).collect();
            assert!(
                dates.is_sorted_by(|one, next| one < next),
                "{id:?}: dates only move on"
            );
        }
        for effect in &question.effects {
            assert!(question.answers.iter().any(|a| a.index == effect.answer));
            let said = &world.journal[usize::try_from(effect.index.0).unwrap()];
            let done = &world.journal[usize::try_from(effect.effect.0).unwrap()];
            assert_eq!(
                said.by, done.by,
                "{id:?}: whoever decided says what it follows"
            );
            assert!(world.state.questions.behind(&[effect.effect]).contains(&id));
            check_shift(world, effect);
        }
        for answer in &question.answers {
            let mut askers = answer.judged.keys();
            assert!(askers.all(|party| question.is_asked_by(*party)));
        }
    }
    let (state, now) = (&world.state, world.now);
    check_behind(state);
    check_awaited(state);
    let records = records(state, now);
    let asked: u64 = records.values().map(|r| r.asked).sum();
    let passed: u64 = records.values().map(|r| r.passed_on).sum();
    let owed = state
        .questions
        .iter()
        .filter(|(_, q)| q.owed().is_some())
        .count();
    assert_eq!(
        asked - passed,
        u64::try_from(owed).unwrap(),
        "each is owed once"
    );
}

/// What each of those who were ever asked owes is looked for again in all questions.
fn check_awaited(state: &State) {
    let all = || state.questions.iter();
    let asked: BTreeSet<Owed> = all()
        .flat_map(|(_, q)| q.assignments.iter().map(|a| a.owed))
        .collect();
    for owed in asked {
        let waits = |q: &Question| q.owed() == Some(owed) && q.answers.is_empty();
        let wanted: Vec<_> = all().filter(|(_, q)| waits(q)).collect();
        assert_eq!(state.questions.awaited_of(owed).collect::<Vec<_>>(), wanted);
    }
    let waits = |q: &Question| q.owed().is_some() && q.answers.is_empty();
    assert_eq!(state.questions.are_owed(), all().any(|(_, q)| waits(q)));
}

/// Every decision is looked for again in all questions.
fn check_behind(state: &State) {
    let effects = |q: &Question| q.effects.iter().map(|e| e.effect).collect::<Vec<_>>();
    let all: Vec<_> = state
        .questions
        .iter()
        .map(|(id, q)| (id, effects(q)))
        .collect();
    for decision in all.iter().flat_map(|(_, effects)| effects) {
        let follow = all.iter().filter(|(_, effects)| effects.contains(decision));
        let follow = follow.map(|(id, _)| *id).collect();
        assert_eq!(state.questions.behind(&[*decision]), follow);
    }
}

/// The last plan before a decision is held against the next one, line by line.
fn check_shift(world: &World, effect: &Effect) {
    let kept = &world.state.plans.published;
    let at = |n: &PlanId| kept.iter().position(|plan| plan.id == *n);
    let Some(shift) = &effect.shift else {
        let is_before = |plan: &&Published| plan.id.0 < effect.effect.0;
        let (before, after) = (
            kept.iter().rev().find(is_before),
            kept.iter().find(|plan| !is_before(plan)),
        );
        let all = world.journal.iter();
        let all = all.filter(|e| matches!(e.fact, Fact::PlanPublished(_)));
        if all.count() == kept.len() {
            assert!(before.is_none() || after.is_none(), "both plans stand");
        }
        return;
    };
    assert!(shift.plans.0.0 < effect.effect.0 && effect.effect.0 <= shift.plans.1.0);
    assert_eq!(shift.numbers.0 + 1, shift.numbers.1, "no plan lies between");
    let (Some(one), Some(other)) = (at(&shift.plans.0), at(&shift.plans.1)) else {
        return;
    };
    for row in &shift.rows {
        let [before, after] = [one, other].map(|at| given(&kept[at], row));
        assert_eq!(row.given, (before, after));
        for ((there, _), given) in [(row.level.0, before), (row.level.1, after)]
            .into_iter()
            .filter_map(|(level, given)| Some((level?, given)))
        {
            assert!(there >= given, "what is given is there");
        }
    }
}

fn given(published: &Published, row: &Row) -> u64 {
    let plan = published.plan.as_ref().unwrap();
    let items = plan.items.iter().filter(|one| one.item == row.item);
    items
        .map(|one| {
            let asks = one.inputs.asks.iter();
            let theirs = asks.filter(|ask| ask.recipient == row.recipient);
            let theirs: Vec<_> = theirs.map(|ask| (ask.need, ask.line)).collect();
            let lines = one.lines.iter();
            let lines = lines.filter(|line| theirs.contains(&(line.need, line.line)));
            lines.map(|line| line.quantity).sum::<u64>()
        })
        .sum()
}

fn question_of(entry: &Entry) -> Option<QuestionId> {
    match &entry.fact {
        Fact::QuestionAssigned(f) => Some(f.question),
        Fact::QuestionAnswered(f) => Some(f.question),
        Fact::QuestionEndorsed(f) => Some(f.question),
        _ => None,
    }
}
