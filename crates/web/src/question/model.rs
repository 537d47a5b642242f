//! What the page of a question shows; the same as JSON at `/q/ID.json`.

use std::collections::BTreeSet;

use app::Refused;
use relief::duty::Outages;
use relief::ids::*;
use relief::question::{Answer, Assignment, Owed, Question, Standing};
use relief::state::State;
use serde::Serialize;

use super::cited::{self, Cited};
use super::clarity::{self, ClarityModel, FollowUpModel};
use super::clock::Clock;
use super::effect::{self, EffectModel};
use super::form;
use super::said::{code, reason};
use crate::fields::Fields;
use crate::label::{Kind, label};
use crate::names;
use crate::need::texts::{self, TextModel};
use crate::stamp::Stamping;
use crate::visitor::Visitor;
use crate::words::Words;

/// A question with all that became of it.
#[derive(Debug, Serialize)]
pub(super) struct QuestionModel {
    /// Its number and its label.
    pub id: u64,
    pub code: String,
    /// `unassigned`, `open`, `overdue` or `answered`.
    pub standing: &'static str,
    /// The words; gone once removed.
    pub text: Option<TextModel>,
    /// When it was asked, seconds UTC.
    pub asked_at: i64,
    /// Asked without an account.
    pub outside: bool,
    /// The organisation that asked.
    pub asker: Option<String>,
    /// What it is about.
    pub cites: Vec<Cited>,
    /// Members who want to know too, and endorsements without an account.
    pub members: u64,
    pub others: u64,
    /// Places that those members named.
    pub places: usize,
    /// The first of them, seconds UTC.
    pub first_endorsed_at: Option<i64>,
    /// Who was asked, in order; the last owes the answer.
    pub assignments: Vec<AssignmentModel>,
    /// What was answered.
    pub answers: Vec<AnswerModel>,
    /// What it led to.
    pub effects: Vec<EffectModel>,
    /// What those who asked say of the newest answer.
    pub clarity: Option<ClarityModel>,
    /// Questions that ask on, and how many more there are.
    pub follow_ups: Vec<FollowUpModel>,
    pub follow_ups_more: usize,
    /// Of the time since somebody was asked: when our own server was away, which counts for nobody.
    pub outage_seconds: u64,
    /// The clock of whoever owes the answer.
    #[serde(skip)]
    pub clock: Option<Clock>,
    #[serde(skip)]
    pub is_mine: bool,
}

/// Somebody was asked.
#[derive(Debug, Serialize)]
pub(super) struct AssignmentModel {
    pub entry: u64,
    pub at: i64,
    /// Who.
    pub owed: OwedModel,
    /// By when: the first date and the newest.
    pub first_due: i64,
    pub due: i64,
    /// The dates between.
    pub delays: Vec<DelayModel>,
}

/// Who owes an answer.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OwedModel {
    /// Chooses their questions: `/q?of=KEY`.
    pub key: String,
    /// Their name.
    pub name: String,
}

impl OwedModel {
    pub fn of(state: &State, owed: Owed) -> OwedModel {
        let (key, name) = match owed {
            Owed::Party(id) => (format!("p{}", id.0), names::organisation(state, id)),
            Owed::Recipient(id) => {
                let found = state.recipient(id);
                let name = found.map(|(_, r)| r.name.as_str().to_owned());
                (format!("f{}", id.0), name)
            }
        };
        let name = name.unwrap_or_else(|| key.clone());
        OwedModel { key, name }
    }
}

/// A later date.
#[derive(Debug, Serialize)]
pub(super) struct DelayModel {
    pub entry: u64,
    pub at: i64,
    pub due: i64,
    /// Code of the reason, and the reason in words.
    pub reason: &'static str,
    pub reason_words: String,
    pub text: Option<TextModel>,
}

/// What was answered.
#[derive(Debug, Serialize)]
pub(super) struct AnswerModel {
    pub entry: u64,
    pub at: i64,
    /// For whom.
    pub who: Option<String>,
    pub cites: Vec<Cited>,
    pub text: Option<TextModel>,
    /// How many said whether it is clear.
    pub judged: usize,
    #[serde(skip)]
    pub is_mine: bool,
}

/// What the reader may do.
#[derive(Debug, Default)]
pub(super) struct May {
    /// As a member, with one press.
    pub endorse: bool,
    /// Wants to know already, or asked it.
    pub endorsed: bool,
    pub assign: bool,
    pub delay: bool,
    pub answer: bool,
    pub cite: bool,
    /// Says whether the newest answer is clear, and what was said.
    pub judge: bool,
    pub judged: Option<bool>,
    /// Has a page of their own to follow it on, and does.
    pub follow: bool,
    pub followed: bool,
    /// Removes words that may not stand.
    pub moderate: bool,
}

/// What was sent and does not fit.
#[derive(Debug, Default)]
pub(super) struct Failed {
    pub act: &'static str,
    pub field: &'static str,
    pub why: String,
    pub fields: Fields,
}

/// `/q/ID`: a question with what the reader may do about it.
#[derive(Debug, Serialize)]
pub(super) struct QuestionPage {
    #[serde(flatten)]
    pub question: QuestionModel,
    /// Work to endorse it without an account.
    pub stamp: Stamping,
    #[serde(skip)]
    pub may: May,
    #[serde(skip)]
    pub failed: Failed,
    /// Who may owe an answer, to choose from; only for those who choose.
    #[serde(skip)]
    pub known: Vec<String>,
    /// Makes the forms act once.
    #[serde(skip)]
    pub token: String,
}

/// Collects the page of a question; nothing when there is none.
///
/// # Errors
/// The store's failure.
pub(super) async fn page(
    visitor: &Visitor,
    id: QuestionId,
) -> Result<Option<QuestionPage>, Refused> {
    let stamp = Stamping::of(visitor, &endorsing(id));
    let Some((mut page, effects)) = public(visitor, id, stamp) else {
        return Ok(None);
    };
    if let Some(who) = &visitor.who {
        page.may.followed = visitor.app().followed(who).await?.contains(&id);
    }
    let question = &mut page.question;
    for one in &mut question.follow_ups {
        let text = texts::of(visitor, one.id).await.pop();
        one.text = text.and_then(|text| text.value);
    }
    question.text = texts::of(visitor, id.0).await.pop();
    for assignment in &mut question.assignments {
        for delay in &mut assignment.delays {
            delay.text = texts::of(visitor, delay.entry).await.pop();
        }
    }
    for answer in &mut question.answers {
        answer.text = texts::of(visitor, answer.entry).await.pop();
    }
    for said in effects {
        question.effects.extend(effect::read(visitor, said).await?);
    }
    Ok(Some(page))
}

/// The purpose of a stamp that endorses.
pub(super) fn endorsing(id: QuestionId) -> String {
    format!("endorse-{}", id.0)
}

fn public(
    visitor: &Visitor,
    id: QuestionId,
    stamp: Stamping,
) -> Option<(QuestionPage, Vec<relief::question::Effect>)> {
    let (w, now, token) = (visitor.words(), visitor.app().now(), texts::token(visitor));
    let state = visitor.app().state();
    let found = state.questions.get(id)?;
    let may = may(visitor, &state, found, now);
    let known = if may.assign {
        form::known(w, &state)
    } else {
        Vec::new()
    };
    let page = QuestionPage {
        question: model(
            w,
            &state,
            (id, found),
            now,
            visitor.who.as_ref().map(|who| who.party),
        ),
        stamp,
        may,
        failed: Failed::default(),
        known,
        token,
    };
    Some((page, found.effects.clone()))
}

fn may(visitor: &Visitor, state: &State, found: &Question, now: Stamp) -> May {
    let Some(who) = &visitor.who else {
        return May::default();
    };
    let actor = who.actor();
    let owes = found
        .owed()
        .is_some_and(|owed| state.speaks_for(&actor, owed));
    let waits = found.answers.is_empty();
    let in_time = found.standing(state.jurisdictions.outages(), now) != Standing::Overdue;
    let judged = found.answers.last().map(|answer| &answer.judged);
    let endorsed = found.by == who.party || found.endorsers.contains(&who.party);
    May {
        endorse: !endorsed && !actor.rooms.is_empty(),
        endorsed,
        assign: waits && (state.assigns_questions(&actor) || (owes && in_time)),
        delay: waits && owes && in_time,
        answer: owes,
        cite: !waits,
        judge: !waits && !owes && found.is_asked_by(who.party),
        judged: judged.and_then(|judged| judged.get(&who.party)).copied(),
        follow: true,
        followed: false,
        moderate: state.moderates(&actor, None),
    }
}

/// What it is about: as its asker said, and testimonies that were tied to it later.
fn about(state: &State, id: QuestionId, found: &Question) -> Vec<Index> {
    let said = state.testimonies_for(Index(id.0)).map(|said| Index(said.0));
    let later = said.filter(|said| !found.cites.contains(said));
    found.cites.iter().copied().chain(later).collect()
}

fn model(
    w: Words,
    state: &State,
    (id, found): (QuestionId, &Question),
    now: Stamp,
    me: Option<PartyId>,
) -> QuestionModel {
    let places: BTreeSet<_> = found
        .endorsers
        .iter()
        .filter_map(|party| state.parties.get(party)?.place)
        .collect();
    let assignment = |a: &Assignment| assignment(w, state, a);
    let who = found.owed().map(|owed| OwedModel::of(state, owed).name);
    let answer = |answer: &Answer| AnswerModel {
        entry: answer.index.0,
        at: answer.at.0,
        who: who.clone(),
        cites: cited::all(w, state, &answer.cites),
        text: None,
        judged: answer.judged.len(),
        is_mine: Some(answer.by) == me,
    };
    let outages = state.jurisdictions.outages();
    let (follow_ups, follow_ups_more) = clarity::follow_ups(state, found, now);
    QuestionModel {
        id: id.0,
        code: label(Kind::Question, id.0),
        standing: code(found.standing(outages, now)),
        text: None,
        asked_at: found.asked_at.0,
        outside: found.by == COMMUNITY,
        asker: names::organisation(state, found.by).filter(|_| found.by != COMMUNITY),
        cites: cited::all(w, state, &about(state, id, found)),
        members: u64::try_from(found.endorsers.len()).unwrap_or(u64::MAX),
        others: found.outside,
        places: places.len(),
        first_endorsed_at: found.first_endorsed_at.map(|at| at.0),
        assignments: found.assignments.iter().map(assignment).collect(),
        answers: found.answers.iter().map(answer).collect(),
        effects: Vec::new(),
        clarity: ClarityModel::of(found),
        follow_ups,
        follow_ups_more,
        outage_seconds: outage(outages, found, now),
        clock: clock(outages, found, now),
        is_mine: Some(found.by) == me,
    }
}

fn assignment(w: Words, state: &State, of: &Assignment) -> AssignmentModel {
    let delay = |delay: &relief::question::Delay| DelayModel {
        entry: delay.index.0,
        at: delay.at.0,
        due: delay.due.0,
        reason: delay.reason.code(),
        reason_words: reason(w, delay.reason),
        text: None,
    };
    AssignmentModel {
        entry: of.index.0,
        at: of.at.0,
        owed: OwedModel::of(state, of.owed),
        first_due: of.first_due.0,
        due: of.due(state.jurisdictions.outages()).0,
        delays: of.delays.iter().map(delay).collect(),
    }
}

/// Used and given in running time.
fn clock(outages: &Outages, found: &Question, now: Stamp) -> Option<Clock> {
    let last = found.assignments.last()?;
    let until = until(found, now);
    let seconds = |to: Stamp| u64::try_from(outages.ran(last.at, to)).unwrap_or(0);
    Some(Clock {
        used: seconds(until),
        given: seconds(last.due(outages)),
        stopped: !found.answers.is_empty(),
        delayed: !last.delays.is_empty(),
    })
}

/// The moment at which the clock stopped, or now.
fn until(found: &Question, now: Stamp) -> Stamp {
    found.answers.first().map_or(now, |answer| answer.at)
}

fn outage(outages: &Outages, found: &Question, now: Stamp) -> u64 {
    let Some(last) = found.assignments.last() else {
        return 0;
    };
    let until = until(found, now);
    let stood = until.since(last.at) - outages.ran(last.at, until);
    u64::try_from(stood).unwrap_or(0)
}
