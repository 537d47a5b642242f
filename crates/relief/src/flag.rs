//! Flags: what the watch found, what those it concerns say, and how an auditor settled it. Raised by the clock, once
//! for each finding; a finding that goes away by itself is resolved by the facts, and its flag stays.

use std::collections::BTreeMap;

use crate::access::allow;
use crate::code::*;
use crate::command::Actor;
use crate::entry::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::state::State;
use crate::watch::notice::{self, Notice};

/// Answers to one flag: enough for all who had the goods in hand, each more than once.
pub const ANSWERS_MAX: usize = 60;

/// What a flag is about: one is raised for each kind, subject and part.
pub type Key = (FlagKind, Index, u64);

/// Every flag, and which finding each is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flags {
    by_id: BTreeMap<FlagId, Flag>,
    by_subject: BTreeMap<(Index, FlagKind, u64), FlagId>,
}

impl Flags {
    /// One flag.
    #[must_use]
    pub fn get(&self, id: FlagId) -> Option<&Flag> {
        self.by_id.get(&id)
    }

    /// All of them, the first raised first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (FlagId, &Flag)> + '_ {
        self.by_id.iter().map(|(id, flag)| (*id, flag))
    }

    /// The flag of a finding.
    #[must_use]
    pub fn of(&self, (kind, subject, part): Key) -> Option<FlagId> {
        self.by_subject.get(&(subject, kind, part)).copied()
    }

    /// The flags about one thing.
    pub fn about(&self, subject: Index) -> impl Iterator<Item = (FlagId, &Flag)> + '_ {
        let least = (subject, FlagKind::MoreThanSent, 0);
        let found = self.by_subject.range(least..);
        let found = found.take_while(move |((about, ..), _)| *about == subject);
        found.filter_map(|(_, id)| self.by_id.get_key_value(id).map(|(id, f)| (*id, f)))
    }
}

/// Something the watch found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// What was found, with its figures as they were then.
    pub notice: Notice,
    /// When it was raised.
    pub raised_at: Stamp,
    /// What people say, in order.
    pub answers: Vec<Answer>,
    /// How it was settled.
    pub settled: Option<Settled>,
}

/// What somebody says about a flag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The entry.
    pub index: Index,
    /// Who.
    pub by: PartyId,
    /// When.
    pub at: Stamp,
    /// Whether the subject is theirs.
    pub concerned: bool,
    /// Seal of the words.
    pub answer: Seal,
}

/// The end of a flag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The entry.
    pub index: Index,
    /// By whom.
    pub by: PartyId,
    /// When.
    pub at: Stamp,
    /// The reason.
    pub finding: Finding,
    /// Seal of the words to it.
    pub remark: Option<Seal>,
}

/// How a flag stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is still so.
    Open,
    /// It is no longer so: the facts took it away.
    Resolved,
    /// An auditor settled it.
    Settled,
}

impl Flag {
    /// How it stands. Looks at its subject alone.
    #[must_use]
    pub fn standing(&self, state: &State, now: Stamp) -> Standing {
        let still = || notice::of(state, self.notice.key(), now).is_some();
        match self.settled {
            Some(_) => Standing::Settled,
            None if still() => Standing::Open,
            None => Standing::Resolved,
        }
    }
}

/// Whether the subject of a flag is a party's own: they had the goods in hand or receive them, or recorded the list.
/// Whoever speaks for an office may speak for a list that an office published; about a jurisdiction's reports, its own
/// officials alone.
#[must_use]
pub fn concerns(state: &State, actor: &Actor, subject: Index) -> bool {
    if let Some(found) = state.consignments.get(&ConsignmentId(subject.0)) {
        return found.is_among(state, actor);
    }
    let jurisdiction = JurisdictionId(subject.0);
    if state.jurisdictions.get(jurisdiction).is_some() {
        return state.jurisdictions.official(jurisdiction, actor.party);
    }
    let list = state.distributions.get(&DistributionId(subject.0));
    list.is_some_and(|list| {
        list.recorded_by == actor.party || state.holds_anywhere(actor.party, Role::Official)
    })
}

pub(crate) fn raise(
    state: &State,
    actor: &Actor,
    at: Stamp,
    kind: FlagKind,
    subject: Index,
    part: u64,
) -> Result<Vec<Fact>, Refusal> {
    allow(actor.is_community(), Refusal::CommunityOnly)?;
    let key = (kind, subject, part);
    if let Some(id) = state.flags.of(key) {
        return Err(Refusal::FlaggedAlready(id));
    }
    let notice = notice::of(state, key, at).ok_or(Refusal::NothingFound)?;
    let fact = FlagRaised {
        evidence: notice.evidence,
        found: notice.found,
        kind,
        part,
        stated: notice.stated,
        subject,
    };
    Ok(vec![fact.into()])
}

/// Whoever knows something may say it; those whom it concerns are marked as such.
pub(crate) fn answer(
    state: &State,
    actor: &Actor,
    id: FlagId,
    answer: Seal,
) -> Result<Vec<Fact>, Refusal> {
    let flag = standing(state, id)?;
    let max = ANSWERS_MAX;
    allow(flag.answers.len() < max, Refusal::TooManyAnswers { max })?;
    let concerned = concerns(state, actor, flag.notice.subject);
    let fact = FlagAnswered {
        answer,
        concerned,
        flag: id,
    };
    Ok(vec![fact.into()])
}

pub(crate) fn settle(
    state: &State,
    actor: &Actor,
    fact: FlagSettled,
) -> Result<Vec<Fact>, Refusal> {
    let auditor = state.holds_anywhere(actor.party, Role::Auditor);
    allow(auditor, Refusal::NotAllowed)?;
    let flag = standing(state, fact.flag)?;
    let concerned = concerns(state, actor, flag.notice.subject);
    allow(!concerned, Refusal::ConcernedCannotSettle)?;
    Ok(vec![fact.into()])
}

fn standing(state: &State, id: FlagId) -> Result<&Flag, Refusal> {
    let flag = state.flags.get(id).ok_or(Refusal::NotFound(id.0))?;
    allow(flag.settled.is_none(), Refusal::FlagSettled)?;
    Ok(flag)
}

pub(crate) fn apply_raised(state: &mut State, index: u64, at: Stamp, fact: &FlagRaised) {
    let notice = Notice {
        kind: fact.kind,
        subject: fact.subject,
        part: fact.part,
        stated: fact.stated,
        found: fact.found,
        evidence: fact.evidence.clone(),
    };
    let (key, id) = ((fact.subject, fact.kind, fact.part), FlagId(index));
    state.flags.by_subject.entry(key).or_insert(id);
    let flag = Flag {
        notice,
        raised_at: at,
        answers: Vec::new(),
        settled: None,
    };
    state.flags.by_id.insert(id, flag);
}

pub(crate) fn apply_answered(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &FlagAnswered,
) {
    let Some(flag) = state.flags.by_id.get_mut(&fact.flag) else {
        return;
    };
    flag.answers.push(Answer {
        index: Index(index),
        by,
        at,
        concerned: fact.concerned,
        answer: fact.answer,
    });
    state.texts.seal(index, None, Some(fact.answer));
}

pub(crate) fn apply_settled(
    state: &mut State,
    index: u64,
    at: Stamp,
    by: PartyId,
    fact: &FlagSettled,
) {
    let Some(flag) = state.flags.by_id.get_mut(&fact.flag) else {
        return;
    };
    flag.settled.get_or_insert(Settled {
        index: Index(index),
        by,
        at,
        finding: fact.finding,
        remark: fact.remark,
    });
    state.texts.seal(index, None, fact.remark);
}
