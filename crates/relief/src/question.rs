//! Questions that somebody owes an answer to. Anybody asks, others want to know too, one office owes the answer by a
//! public date; an answer may lead to an effect, and whoever decides that says so; those who asked say whether it is clear
//! to them. Lateness is derived, never stored, and no date runs through our own outage.

mod apply;
mod clarity;
mod decide;
mod effect;
pub mod record;
pub mod shift;

use std::collections::{BTreeMap, BTreeSet};

use crate::code::DelayReason;
use crate::command::Actor;
use crate::duty::Outages;
use crate::entry::*;
use crate::ids::*;
use crate::jurisdiction::is_official;
use crate::state::State;
pub(crate) use apply::{
    apply_answered, apply_asked, apply_assigned, apply_delayed, apply_endorsed,
};
pub use clarity::Clarity;
pub(crate) use clarity::{apply_judged, judge};
pub(crate) use decide::{answer, ask, assign, delay, endorse};
pub(crate) use effect::{apply_cited, cite};
use shift::Shift;
pub(crate) use shift::resolve;

/// An answer is due so many hours after somebody was asked.
pub const ANSWER_HOURS: i64 = 48;
/// More time for one question, from whoever owes the answer.
pub const DELAYS_MAX: usize = 2;
/// A new date lies at most so many days ahead.
pub const DELAY_DAYS_MAX: i64 = 14;
/// How often a question goes to somebody else, the first time counted.
pub const ASSIGNMENTS_MAX: usize = 4;
/// Entries that one question or one answer points to.
pub const CITES_MAX: usize = 8;
/// Answers to one question: the first ends the clock, the others add to it.
pub const REPLIES_MAX: usize = 8;
/// Effects of one question.
pub const EFFECTS_MAX: usize = 16;
/// Endorsements of one question, members and others together.
pub const ENDORSEMENTS_MAX: u64 = 100_000;

/// Who owes an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owed {
    /// An organisation of this community, such as the office of a jurisdiction.
    Party(PartyId),
    /// A facility of the directory.
    Recipient(RecipientId),
}

impl Owed {
    /// As entries say it: nothing when they name nobody.
    fn of(party: Option<PartyId>, recipient: Option<RecipientId>) -> Option<Owed> {
        party
            .map(Owed::Party)
            .or_else(|| recipient.map(Owed::Recipient))
    }

    fn fields(self) -> (Option<PartyId>, Option<RecipientId>) {
        match self {
            Owed::Party(id) => (Some(id), None),
            Owed::Recipient(id) => (None, Some(id)),
        }
    }
}

/// A question with all that became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// By whom; the community itself stands for somebody without an account.
    pub by: PartyId,
    /// When.
    pub asked_at: Stamp,
    /// Seal of the words.
    pub text: Seal,
    /// What it is about.
    pub cites: Vec<Index>,
    /// Members who want to know too.
    pub endorsers: BTreeSet<PartyId>,
    /// Endorsements without an account: counted apart, for one hand may send several.
    pub outside: u64,
    /// When the first endorsement came.
    pub first_endorsed_at: Option<Stamp>,
    /// Who was asked, in order; the last of them owes the answer.
    pub assignments: Vec<Assignment>,
    /// What was answered, in order.
    pub answers: Vec<Answer>,
    /// Decisions that follow an answer.
    pub effects: Vec<Effect>,
    /// Questions that ask on, the first asked first.
    pub follow_ups: Vec<QuestionId>,
}

/// Somebody was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The entry.
    pub index: Index,
    /// By whom.
    pub by: PartyId,
    /// When.
    pub at: Stamp,
    /// Who.
    pub owed: Owed,
    /// The date that was first set.
    pub first_due: Stamp,
    /// The dates that replaced it.
    pub delays: Vec<Delay>,
}

impl Assignment {
    /// By when: the newest date, as much later as our own server was away since it was set.
    #[must_use]
    pub fn due(&self, outages: &Outages) -> Stamp {
        let (set_at, due) = self
            .delays
            .last()
            .map_or((self.at, self.first_due), |delay| (delay.at, delay.due));
        outages.after(set_at, due.since(set_at))
    }
}

/// More time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delay {
    /// The entry.
    pub index: Index,
    /// By whom.
    pub by: PartyId,
    /// When.
    pub at: Stamp,
    /// The new date.
    pub due: Stamp,
    /// Why.
    pub reason: DelayReason,
    /// Seal of the words to it.
    pub remark: Option<Seal>,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The entry.
    pub index: Index,
    /// By whom.
    pub by: PartyId,
    /// When.
    pub at: Stamp,
    /// Seal of the words.
    pub answer: Seal,
    /// Entries that show it.
    pub cites: Vec<Index>,
    /// Of those who asked or want to know too: whether it is clear to them, as they said last.
    pub judged: BTreeMap<PartyId, bool>,
}

/// A decision that follows an answer, in the words of whoever decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The entry that says so.
    pub index: Index,
    /// When.
    pub at: Stamp,
    /// The entry of the answer.
    pub answer: Index,
    /// The entry of the decision.
    pub effect: Index,
    /// What the plan gave before and after it; nothing until a plan follows it.
    pub shift: Option<Shift>,
}

/// How a question stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody owes an answer yet.
    Unassigned,
    /// Somebody owes it, and the date lies ahead.
    Open,
    /// The date has passed.
    Overdue,
    /// There is an answer.
    Answered,
}

impl Question {
    /// How it stands.
    #[must_use]
    pub fn standing(&self, outages: &Outages, now: Stamp) -> Standing {
        match self.assignments.last() {
            _ if !self.answers.is_empty() => Standing::Answered,
            None => Standing::Unassigned,
            Some(last) if last.due(outages) < now => Standing::Overdue,
            Some(_) => Standing::Open,
        }
    }

    /// Who owes the answer.
    #[must_use]
    pub fn owed(&self) -> Option<Owed> {
        self.assignments.last().map(|last| last.owed)
    }

    /// Who owes the answer, as long as it has not come.
    fn awaited_from(&self) -> Option<Owed> {
        self.owed().filter(|_| self.answers.is_empty())
    }

    /// How many want to know, the asker left out: members and others together.
    #[must_use]
    pub fn endorsements(&self) -> u64 {
        let members = u64::try_from(self.endorsers.len()).unwrap_or(u64::MAX);
        members.saturating_add(self.outside)
    }
}

/// Every question, and which one an answer belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Questions {
    by_id: BTreeMap<QuestionId, Question>,
    /// Unanswered, by who owes the answer now.
    awaited: BTreeSet<(Owed, QuestionId)>,
    by_answer: BTreeMap<Index, QuestionId>,
    by_effect: BTreeMap<Index, Vec<QuestionId>>,
    /// Effects that no plan followed yet, each with the last plan before it.
    waiting: Vec<shift::Waiting>,
}

impl Questions {
    /// One question.
    #[must_use]
    pub fn get(&self, id: QuestionId) -> Option<&Question> {
        self.by_id.get(&id)
    }

    /// All of them, the first asked first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (QuestionId, &Question)> + '_ {
        self.by_id.iter().map(|(id, question)| (*id, question))
    }

    /// The questions whose answers a decision of one of these entries follows, the first asked first.
    #[must_use]
    pub fn behind(&self, decisions: &[Index]) -> BTreeSet<QuestionId> {
        let found = decisions.iter().filter_map(|d| self.by_effect.get(d));
        found.flatten().copied().collect()
    }

    /// The questions that somebody owes an answer to that has not come, the first asked first.
    pub fn awaited_of(&self, owed: Owed) -> impl Iterator<Item = (QuestionId, &Question)> + '_ {
        let (from, to) = ((owed, QuestionId(0)), (owed, QuestionId(u64::MAX)));
        let ids = self.awaited.range(from..=to).map(|(_, id)| *id);
        ids.filter_map(|id| Some((id, self.get(id)?)))
    }

    /// Whether somebody owes an answer that has not come.
    #[must_use]
    pub fn are_owed(&self) -> bool {
        !self.awaited.is_empty()
    }

    /// Whether between two moments, both included, an answer falls due that has not come.
    pub(crate) fn is_awaited(&self, outages: &Outages, (from, to): (Stamp, Stamp)) -> bool {
        let falls_due = |last: &Assignment| (from..=to).contains(&last.due(outages));
        let awaited = self.awaited.iter().filter_map(|(_, id)| self.get(*id));
        let mut last = awaited.filter_map(|q| q.assignments.last());
        last.any(falls_due)
    }

    /// The question that an entry answers.
    #[must_use]
    pub fn of_answer(&self, answer: Index) -> Option<QuestionId> {
        self.by_answer.get(&answer).copied()
    }

    fn insert(&mut self, id: QuestionId, question: Question) {
        let awaited = question.awaited_from().map(|owed| (owed, id));
        self.awaited.extend(awaited);
        self.by_id.insert(id, question);
    }

    /// Changes a question, and notes who owes an answer to it now.
    fn change(&mut self, id: QuestionId, edit: impl FnOnce(&mut Question)) {
        let Some(found) = self.by_id.get_mut(&id) else {
            return;
        };
        let before = found.awaited_from();
        edit(found);
        let after = found.awaited_from();
        if before != after {
            before.map(|owed| self.awaited.remove(&(owed, id)));
            self.awaited.extend(after.map(|owed| (owed, id)));
        }
    }
}

impl State {
    /// Whether somebody speaks for who owes an answer: the organisation itself or its officials, the person of a
    /// facility. For an organisation that is the office of no jurisdiction every official does.
    #[must_use]
    pub fn speaks_for(&self, actor: &Actor, owed: Owed) -> bool {
        match owed {
            Owed::Party(id) if id == actor.party => true,
            Owed::Party(id) => match self.jurisdictions.of_office(id) {
                Some(jurisdiction) => is_official(self, jurisdiction, actor),
                None => self.is_official(actor),
            },
            Owed::Recipient(id) => {
                let standing = self.recipient(id).map_or(id, |(standing, _)| standing);
                self.acts_for(actor, standing)
            }
        }
    }

    /// Whether somebody says who owes answers: leads, those who find supply and moderators of the community.
    #[must_use]
    pub fn assigns_questions(&self, actor: &Actor) -> bool {
        self.coordinates(actor, None) || self.moderates(actor, None)
    }
}
