//! What people ask, answer and cite.

use relief::code::*;
use relief::command::{Actor, Command};
use relief::ids::*;
use relief::question::Owed;

use super::super::*;
use super::{Maker, choose, recent};

impl Maker<'_> {
    fn question(&self) -> QuestionId {
        let ids = self.state().questions.iter().map(|(id, _)| id.0);
        QuestionId(recent(ids, self.step.pick[0]))
    }

    fn owed(&self) -> Owed {
        match self.step.pick[1] % 5 {
            0 => Owed::Recipient(self.recipient(2)),
            1 => Owed::Recipient(self.cast.hospital),
            2 => Owed::Party(PartyId(u64::from(self.step.pick[2]))),
            _ => Owed::Party(self.cast.office),
        }
    }

    fn cites(&self) -> Vec<Index> {
        let index = Index(u64::from(self.step.pick[2]) % (self.state().size + 3));
        vec![index; usize::from(self.step.pick[1] % 10)]
    }

    pub(super) fn about_questions(&self, kind: u16) -> Command {
        let question = self.question();
        match kind {
            0 | 1 => Command::AskQuestion {
                text: seal(4),
                cites: self.cites(),
                owed: self.maybe(self.owed()),
            },
            2 => Command::EndorseQuestion { question },
            3 => Command::AssignQuestion {
                question,
                owed: self.owed(),
            },
            4 => Command::DelayQuestion {
                question,
                due: self
                    .cast
                    .world
                    .now
                    .plus_hours(50 + i64::from(self.step.pick[1] % 400)),
                reason: self.code(DelayReason::ALL),
                remark: self.seal(),
            },
            5 | 6 => Command::AnswerQuestion {
                question,
                answer: seal(6),
                cites: self.cites(),
            },
            _ => self.citing(question),
        }
    }

    /// A decision of the office, or any entry, after the newest answer.
    fn citing(&self, question: QuestionId) -> Command {
        let found = self.state().questions.get(question);
        let answer = found.and_then(|q| q.answers.last()).map(|a| a.index);
        let supplies = self.state().official_supplies.keys().map(|k| k.0);
        let effect = Index(recent(supplies, self.step.pick[1]));
        Command::CiteAnswer {
            answer: answer.unwrap_or(Index(3)),
            effect,
        }
    }

    /// Whoever is likely to be allowed.
    pub(super) fn fitting_for_questions(&self, command: &Command) -> Option<Actor> {
        let c = self.cast;
        match command {
            Command::AskQuestion { .. } => Some(Actor::community()),
            Command::EndorseQuestion { .. } => {
                let people = [&c.wang_clerk, &c.sun_verifier, &c.he_outsider];
                Some(choose(&people, self.step.actor).clone())
            }
            Command::AssignQuestion { .. } => Some(c.zhou_founder.clone()),
            Command::DelayQuestion { question, .. } | Command::AnswerQuestion { question, .. } => {
                match self.state().questions.get(*question)?.owed()? {
                    Owed::Party(_) => Some(c.wei_official.clone()),
                    Owed::Recipient(_) => Some(c.hu_hospital.clone()),
                }
            }
            Command::CiteAnswer { effect, .. } => {
                let supply = self
                    .state()
                    .official_supplies
                    .get(&OfficialSupplyId(effect.0))?;
                let all = super::actors(c);
                all.into_iter().find(|a| a.party == supply.first.by)
            }
            _ => None,
        }
    }
}
