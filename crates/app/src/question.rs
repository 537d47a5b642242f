//! Questions, asked with or without an account, and what those who owe an answer say.

use relief::code::DelayReason;
use relief::command::{Actor, Command};
use relief::ids::{Index, QuestionId, Stamp};
use relief::question::Owed;

use crate::app::App;
use crate::draft::Receipt;
use crate::error::Refused;
use crate::people::Person;

/// A question as a form gives it.
#[derive(Debug, Clone)]
pub struct NewQuestion {
    /// The words.
    pub text: String,
    /// Entries it is about.
    pub cites: Vec<Index>,
    /// Who owes the answer, where the asker knows.
    pub owed: Option<Owed>,
}

impl App {
    /// Asks in public; by nobody for somebody without an account.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that is blank or too long.
    pub async fn ask_question(
        &self,
        who: Option<&Person>,
        new: NewQuestion,
    ) -> Result<Receipt, Refused> {
        let text = self.seal("text", &new.text)?.ok_or(Refused::Empty)?;
        let command = Command::AskQuestion {
            text: text.seal,
            cites: new.cites,
            owed: new.owed,
        };
        let actor = who.map_or_else(Actor::community, Person::actor);
        self.write(move |draft| {
            draft.act_with_texts(&actor, &command, vec![text])?;
            Ok(())
        })
        .await
    }

    /// Answers a question for whoever owes the answer.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that is blank or too long.
    pub async fn answer_question(
        &self,
        who: &Person,
        question: QuestionId,
        answer: &str,
        cites: Vec<Index>,
    ) -> Result<Receipt, Refused> {
        let answer = self.seal("answer", answer)?.ok_or(Refused::Empty)?;
        let command = Command::AnswerQuestion {
            question,
            answer: answer.seal,
            cites,
        };
        self.act_with_text(who, command, Some(answer)).await
    }

    /// Sets a later date for an answer, with a reason.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that is too long.
    pub async fn delay_question(
        &self,
        who: &Person,
        question: QuestionId,
        due: Stamp,
        reason: DelayReason,
        remark: &str,
    ) -> Result<Receipt, Refused> {
        let remark = self.seal("remark", remark)?;
        let command = Command::DelayQuestion {
            question,
            due,
            reason,
            remark: remark.as_ref().map(|r| r.seal),
        };
        self.act_with_text(who, command, remark).await
    }
}
