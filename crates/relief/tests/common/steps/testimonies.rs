//! What people say they saw, and what becomes of it.

use relief::code::*;
use relief::command::{Actor, Command};
use relief::ids::*;

use super::super::*;
use super::{Maker, choose, recent};

impl Maker<'_> {
    fn testimony(&self) -> TestimonyId {
        let ids = self.state().testimonies.keys().map(|k| k.0);
        TestimonyId(recent(ids, self.step.pick[0]))
    }

    pub(super) fn about_testimonies(&self, kind: u16) -> Command {
        let testimony = self.testimony();
        let accuses = self.step.code.is_multiple_of(5);
        match kind {
            0 | 1 => self.statement(testimony),
            2 | 3 => Command::PublishTestimony { testimony, accuses },
            4 => Command::HoldTestimony {
                testimony,
                reason: self.code(HoldReason::ALL),
                until: self
                    .cast
                    .world
                    .now
                    .plus_hours(i64::from(self.step.pick[1] % 200)),
                accuses,
            },
            5 => Command::CorroborateTestimony {
                testimony,
                evidence: self.code(SupportKind::ALL),
                branch: self.maybe(u64::from(self.step.pick[1] % 4)),
                remark: self.seal(),
            },
            6 => Command::ContestTestimony {
                testimony,
                remark: seal(42),
            },
            7 => Command::AnswerTestimony {
                testimony,
                answer: seal(43),
                named: accuses,
            },
            8 => Command::RedactText {
                entry: Index(testimony.0),
                seal: self
                    .state()
                    .testimonies
                    .get(&testimony)
                    .map_or(seal(1), |t| t.statement),
                ground: self.code(Ground::ALL),
                own: accuses,
            },
            _ => self.used(testimony),
        }
    }

    fn statement(&self, testimony: TestimonyId) -> Command {
        let about = match self.step.pick[1] % 4 {
            0 => Some(self.cast.office),
            1 => Some(self.cast.wang_clerk.party),
            _ => None,
        };
        Command::SubmitTestimony {
            kind: self.code(TestimonyKind::ALL),
            place: place(420_112),
            happened_at: self.happened_at(),
            day_only: self.step.fit.is_multiple_of(2),
            statement: seal(u8::try_from(self.step.pick[2] % 200).expect("small")),
            photos: vec![seal(201); usize::from(self.step.pick[0] % 5)],
            about,
            accuses: self.step.code.is_multiple_of(5),
            member: self.step.fit.is_multiple_of(3),
            corrects: self.step.number.is_multiple_of(3).then_some(testimony),
        }
    }

    fn used(&self, testimony: TestimonyId) -> Command {
        let flags = self.state().flags.iter().map(|(id, _)| id.0);
        let (used_as, subject) = match self.code(TestimonyUse::ALL) {
            TestimonyUse::Need => (TestimonyUse::Need, self.need(1).0),
            TestimonyUse::Flag => (TestimonyUse::Flag, recent(flags, self.step.pick[1])),
            TestimonyUse::Question => {
                let asked = self.state().questions.iter().map(|(id, _)| id.0);
                (TestimonyUse::Question, recent(asked, self.step.pick[1]))
            }
        };
        Command::UseTestimony {
            testimony,
            used_as,
            subject: Index(subject),
        }
    }

    /// Whoever is likely to be allowed.
    pub(super) fn fitting_for_testimonies(&self, command: &Command) -> Option<Actor> {
        let c = self.cast;
        let moderators = [&c.shen_moderator, &c.zhou_founder];
        let author = |id: &TestimonyId| {
            let by = self.state().testimonies.get(id)?.by;
            super::actors(c).into_iter().find(|a| a.party == by)
        };
        match command {
            Command::PublishTestimony { .. }
            | Command::HoldTestimony { .. }
            | Command::UseTestimony { .. } => Some(choose(&moderators, self.step.actor).clone()),
            Command::SubmitTestimony {
                corrects: Some(id), ..
            } => author(id),
            Command::SubmitTestimony { .. } => Some(c.wang_clerk.clone()),
            Command::CorroborateTestimony { .. } | Command::AnswerTestimony { .. } => Some(
                choose(
                    &[&c.li_donor, &c.he_outsider, &c.ma_driver],
                    self.step.actor,
                )
                .clone(),
            ),
            _ => None,
        }
    }
}
