//! Questions that somebody owes an answer to. Anybody asks, others want to know too, one office owes the answer by a
//! public date; an answer may lead to an effect, and whoever decides that says so. Lateness is derived, never stored.

mod apply;
mod effect;
pub mod record;

use std::collections::{BTreeMap, BTreeSet};

use crate::access::allow;
use crate::code::DelayReason;
use crate::command::Actor;
use crate::entry::*;
use crate::ids::*;
use crate::jurisdiction::is_official;
use crate::refusal::Refusal;
use crate::state::State;
pub(crate) use apply::{
    apply_answered, apply_asked, apply_assigned, apply_delayed, apply_endorsed,
};
pub(crate) use effect::{apply_cited, cite};

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
    /// By when: the newest date.
    #[must_use]
    pub fn due(&self) -> Stamp {
        self.delays.last().map_or(self.first_due, |delay| delay.due)
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
}

/// A decision that follows an answer, in the words of whoever decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// The entry that says so.
    pub index: Index,
    /// When.
    pub at: Stamp,
    /// The entry of the answer.
    pub answer: Index,
    /// The entry of the decision.
    pub effect: Index,
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
    pub fn standing(&self, now: Stamp) -> Standing {
        match self.assignments.last() {
            _ if !self.answers.is_empty() => Standing::Answered,
            None => Standing::Unassigned,
            Some(last) if last.due() < now => Standing::Overdue,
            Some(_) => Standing::Open,
        }
    }

    /// Who owes the answer.
    #[must_use]
    pub fn owed(&self) -> Option<Owed> {
        self.assignments.last().map(|last| last.owed)
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
    by_answer: BTreeMap<Index, QuestionId>,
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

    /// The questions whose answers a decision of one of these entries follows.
    pub fn behind(&self, decisions: &[Index]) -> impl Iterator<Item = QuestionId> {
        let follows = |q: &Question| q.effects.iter().any(|e| decisions.contains(&e.effect));
        self.iter()
            .filter(move |(_, q)| follows(q))
            .map(|(id, _)| id)
    }

    /// The question that an entry answers.
    #[must_use]
    pub fn of_answer(&self, answer: Index) -> Option<QuestionId> {
        self.by_answer.get(&answer).copied()
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

/// Anybody asks, and may say who owes the answer.
pub(crate) fn ask(
    state: &State,
    at: Stamp,
    text: Seal,
    cites: Vec<Index>,
    owed: Option<Owed>,
) -> Result<Vec<Fact>, Refusal> {
    cites_fit(state, &cites)?;
    let owed = owed.map(|owed| may_owe(state, owed)).transpose()?;
    let (party, recipient) = owed.map_or((None, None), Owed::fields);
    let fact = QuestionAsked {
        cites,
        due: owed.map(|_| at.plus_hours(ANSWER_HOURS)),
        party,
        recipient,
        text,
    };
    Ok(vec![fact.into()])
}

/// Members once each; the community itself for somebody without an account, who showed elsewhere that it cost them
/// something.
pub(crate) fn endorse(
    state: &State,
    actor: &Actor,
    question: QuestionId,
) -> Result<Vec<Fact>, Refusal> {
    let found = find(state, question)?;
    if !actor.is_community() {
        allow(!actor.rooms.is_empty(), Refusal::NotAMember)?;
        allow(found.by != actor.party, Refusal::OwnQuestion)?;
        let again = found.endorsers.contains(&actor.party);
        allow(!again, Refusal::EndorsedAlready)?;
    }
    let max = ENDORSEMENTS_MAX;
    allow(
        found.endorsements() < max,
        Refusal::TooManyEndorsements { max },
    )?;
    Ok(vec![QuestionEndorsed { question }.into()])
}

/// Those who say who owes answers; and whoever owes it passes it on before its date. Each gets the whole time.
pub(crate) fn assign(
    state: &State,
    actor: &Actor,
    at: Stamp,
    question: QuestionId,
    owed: Owed,
) -> Result<Vec<Fact>, Refusal> {
    let found = unanswered(state, question)?;
    let owes = found
        .owed()
        .is_some_and(|owed| state.speaks_for(actor, owed));
    let assigns = state.assigns_questions(actor);
    allow(assigns || owes, Refusal::NotAllowed)?;
    let late = found.standing(at) == Standing::Overdue;
    allow(assigns || !late, Refusal::QuestionOverdue)?;
    let max = ASSIGNMENTS_MAX;
    allow(
        found.assignments.len() < max,
        Refusal::TooManyAssignments { max },
    )?;
    let owed = may_owe(state, owed)?;
    allow(found.owed() != Some(owed), Refusal::NothingChanges)?;
    let (party, recipient) = owed.fields();
    let fact = QuestionAssigned {
        due: at.plus_hours(ANSWER_HOURS),
        party,
        question,
        recipient,
    };
    Ok(vec![fact.into()])
}

/// Whoever owes the answer sets a later date, before the one that stands has passed.
pub(crate) fn delay(
    state: &State,
    actor: &Actor,
    at: Stamp,
    fact: QuestionDelayed,
) -> Result<Vec<Fact>, Refusal> {
    let found = unanswered(state, fact.question)?;
    let last = owes(state, actor, found)?;
    allow(last.due() >= at, Refusal::QuestionOverdue)?;
    let max = DELAYS_MAX;
    allow(last.delays.len() < max, Refusal::TooManyDelays { max })?;
    allow(fact.due > last.due(), Refusal::DueNotLater)?;
    let days = DELAY_DAYS_MAX;
    let latest = at.plus_hours(24 * days);
    allow(fact.due <= latest, Refusal::DueTooFar { days })?;
    Ok(vec![fact.into()])
}

/// Whoever owes the answer gives it, late or not. Later ones add to it.
pub(crate) fn answer(
    state: &State,
    actor: &Actor,
    fact: QuestionAnswered,
) -> Result<Vec<Fact>, Refusal> {
    let found = find(state, fact.question)?;
    owes(state, actor, found)?;
    cites_fit(state, &fact.cites)?;
    let max = REPLIES_MAX;
    allow(found.answers.len() < max, Refusal::TooManyReplies { max })?;
    Ok(vec![fact.into()])
}

fn find(state: &State, id: QuestionId) -> Result<&Question, Refusal> {
    state.questions.get(id).ok_or(Refusal::NotFound(id.0))
}

fn unanswered(state: &State, id: QuestionId) -> Result<&Question, Refusal> {
    let found = find(state, id)?;
    allow(found.answers.is_empty(), Refusal::QuestionAnswered)?;
    Ok(found)
}

/// Who owes the answer now, when the actor speaks for them.
fn owes<'q>(
    state: &State,
    actor: &Actor,
    question: &'q Question,
) -> Result<&'q Assignment, Refusal> {
    let last = question
        .assignments
        .last()
        .ok_or(Refusal::QuestionUnassigned)?;
    allow(state.speaks_for(actor, last.owed), Refusal::NotYourQuestion)?;
    Ok(last)
}

/// An organisation with its name, never a person; a recipient under the id that stands.
fn may_owe(state: &State, owed: Owed) -> Result<Owed, Refusal> {
    match owed {
        Owed::Party(id) => {
            allow(state.is_office(id), Refusal::NotAnOffice)?;
            Ok(owed)
        }
        Owed::Recipient(id) => {
            let (id, _) = state.recipient(id).ok_or(Refusal::NotFound(id.0))?;
            Ok(Owed::Recipient(id))
        }
    }
}

fn cites_fit(state: &State, cites: &[Index]) -> Result<(), Refusal> {
    let max = CITES_MAX;
    allow(cites.len() <= max, Refusal::TooManyCites { max })?;
    match cites.iter().find(|cited| cited.0 >= state.size) {
        Some(cited) => Err(Refusal::NotFound(cited.0)),
        None => Ok(()),
    }
}
