//! Questions for tests: asked, answered, cited.

use relief::command::{Actor, Command};
use relief::ids::*;
use relief::question::{Owed, Question};

use super::{Cast, official, seal};

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
