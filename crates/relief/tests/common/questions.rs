//! Questions for tests: asked, answered, cited.

use relief::command::{Actor, Command};
use relief::entry::{Entry, Fact};
use relief::ids::*;
use relief::question::record::records;
use relief::question::{Owed, Question};

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
        }
    }
    let (state, now) = (&world.state, world.now);
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

fn question_of(entry: &Entry) -> Option<QuestionId> {
    match &entry.fact {
        Fact::QuestionAssigned(f) => Some(f.question),
        Fact::QuestionAnswered(f) => Some(f.question),
        Fact::QuestionEndorsed(f) => Some(f.question),
        _ => None,
    }
}
