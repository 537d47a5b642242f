//! Questions, asked with or without an account, and what those who owe an answer say.

use relief::code::DelayReason;
use relief::command::{Actor, Command};
use relief::ids::{Index, QuestionId, Stamp};
use relief::question::Owed;

use relief::refusal::Refusal;
use store::vault::followed;

use crate::app::App;
use crate::draft::{Draft, Receipt};
use crate::error::Refused;
use crate::people::Person;

/// Questions that one person follows.
pub const FOLLOWED_MAX: u32 = 200;

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

    /// Says whether an answer is clear to somebody who asked. With words a no asks on in the same act: of whoever owes the
    /// answer, in their own time.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that is too long.
    pub async fn judge_answer(
        &self,
        who: &Person,
        answer: Index,
        clear: bool,
        words: &str,
    ) -> Result<Receipt, Refused> {
        let words = if clear { "" } else { words };
        let text = self.seal("text", words)?;
        let actor = who.actor();
        self.write(move |draft| {
            let said = judge(draft, &actor, answer, clear);
            let Some(text) = text else {
                return Ok(said?);
            };
            // Who said no before asks on all the same.
            said.or_else(|refusal| match refusal {
                Refusal::NothingChanges => Ok(()),
                other => Err(other),
            })?;
            let ask = Command::AskQuestion {
                text: text.seal,
                cites: vec![answer],
                owed: owed(draft, answer),
            };
            let asked = draft.act_with_texts(&actor, &ask, vec![text])?;
            draft.about(asked);
            Ok(())
        })
        .await
    }

    /// Questions that a person follows, the one asked last first.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn followed(&self, who: &Person) -> Result<Vec<QuestionId>, Refused> {
        let found = self.store().followed(who.account, FOLLOWED_MAX).await?;
        Ok(found.into_iter().map(QuestionId).collect())
    }

    /// Follows a question, or no longer. Nobody else learns of it.
    ///
    /// # Errors
    /// No such question, [`Refused::TooMany`], a busy writer.
    pub async fn follow_question(
        &self,
        who: &Person,
        question: QuestionId,
        follow: bool,
    ) -> Result<(), Refused> {
        let known = self.followed(who).await?;
        let full = usize::try_from(FOLLOWED_MAX).is_ok_and(|max| known.len() >= max);
        if follow && full && !known.contains(&question) {
            return Err(Refused::TooMany { max: FOLLOWED_MAX });
        }
        let account = who.account;
        self.write(move |draft| {
            let known = draft.state().questions.get(question);
            known.ok_or(Refusal::NotFound(question.0))?;
            let at = draft.at().0;
            draft.row(match follow {
                true => followed::set(account, question.0, at),
                false => followed::delete(account, question.0),
            });
            Ok(())
        })
        .await?;
        Ok(())
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

fn judge(draft: &mut Draft<'_>, actor: &Actor, answer: Index, clear: bool) -> Result<(), Refusal> {
    let command = Command::JudgeAnswer { answer, clear };
    draft.act(actor, &command).map(|_| ())
}

/// Who owes the answer to the question that an entry answers.
fn owed(draft: &Draft<'_>, answer: Index) -> Option<Owed> {
    let questions = &draft.state().questions;
    questions.get(questions.of_answer(answer)?)?.owed()
}

/// Says in the act that takes a decision which answer it follows.
pub(crate) fn because(
    draft: &mut Draft<'_>,
    actor: &Actor,
    answer: Option<Index>,
    effect: u64,
) -> Result<(), Refusal> {
    let Some(answer) = answer else {
        return Ok(());
    };
    let effect = Index(effect);
    let command = Command::CiteAnswer { answer, effect };
    draft.act(actor, &command).map(|_| ())
}
