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
            7 | 8 => Command::JudgeAnswer {
                answer: self.newest_answer(question),
                clear: self.step.pick[1].is_multiple_of(2),
            },
            _ => self.citing(question),
        }
    }

    /// A decision of the office, or any entry, after the newest answer.
    fn citing(&self, question: QuestionId) -> Command {
        let supplies = self.state().official_supplies.keys().map(|k| k.0);
        let plans = self.state().plans.published.iter().map(|plan| plan.id.0);
        let effect = match self.step.pick[2] % 2 {
            0 => recent(supplies, self.step.pick[1]),
            _ => recent(plans, self.step.pick[1]),
        };
        let effect = Index(effect);
        Command::CiteAnswer {
            answer: self.newest_answer(question),
            effect,
        }
    }

    fn newest_answer(&self, question: QuestionId) -> Index {
        let found = self.state().questions.get(question);
        let answer = found.and_then(|q| q.answers.last());
        answer.map_or(Index(3), |answer| answer.index)
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
            Command::JudgeAnswer { answer, .. } => {
                let asked = self.state().questions.of_answer(*answer)?;
                let asked = self.state().questions.get(asked)?;
                let all = super::actors(c);
                all.into_iter().find(|a| asked.is_asked_by(a.party))
            }
            Command::CiteAnswer { effect, .. } => {
                let supplies = &self.state().official_supplies;
                let supply = supplies.get(&OfficialSupplyId(effect.0));
                let mut plans = self.state().plans.published.iter();
                let plan = plans.find(|plan| plan.id.0 == effect.0);
                let by = supply.map(|s| s.first.by).or(plan.map(|plan| plan.by))?;
                let all = super::actors(c);
                all.into_iter().find(|a| a.party == by)
            }
            _ => None,
        }
    }
}
