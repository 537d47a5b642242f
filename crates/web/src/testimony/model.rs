//! What the page of a testimony shows: its words beside those of whom it names, and what stands behind it.

use app::Refused;
use relief::code::SupportKind;
use relief::flag::{self, Flag};
use relief::ids::*;
use relief::state::State;
use relief::testimony::{Said, Standing, Testimony};
use serde::Serialize;

use super::list::{Row, row};
use super::said;
use crate::label::{Kind, label};
use crate::names;
use crate::need::texts::{self, TextModel};
use crate::stamp::Stamping;
use crate::t;
use crate::visitor::Visitor;
use crate::watch::flag_kind;
use crate::words::{Words, date_time};

/// Open flags offered to be given it as evidence, newest first; any other is named by its label.
const FLAGS_MAX: usize = 12;
/// Words shown of each support, objection and answer list; the journal has the rest.
const VOICES_MAX: usize = 60;

/// Somebody's words to it.
#[derive(Debug, Serialize)]
pub(super) struct Voice {
    pub entry: u64,
    pub at: i64,
    /// By what they stand by it; nothing for answers and objections.
    pub evidence: Option<String>,
    /// Their branch, numbered for this testimony alone.
    pub branch: Option<u64>,
    /// They are named by it, or say so.
    pub named: bool,
    /// An organisation by its name.
    pub who: Option<String>,
    pub text: Option<TextModel>,
    /// Whether the reader said it.
    #[serde(skip)]
    pub is_mine: bool,
}

/// A step on its way.
#[derive(Debug, Serialize)]
pub(super) struct StepModel {
    pub entry: u64,
    pub at: i64,
    pub words: String,
}

/// What came of it.
#[derive(Debug, Serialize)]
pub(super) struct UseModel {
    pub entry: u64,
    pub href: String,
    pub words: String,
}

/// `/s/ID`.
#[derive(Debug, Serialize)]
pub(super) struct StatementPage {
    #[serde(flatten)]
    pub row: Row,
    /// `waiting`, `held`, `late`, `published`, `replaced` or `removed`, and the same in words.
    pub standing: &'static str,
    pub standing_words: String,
    /// When it came, seconds UTC.
    pub at: i64,
    /// The organisation that it speaks of.
    pub about: Option<String>,
    pub accuses: bool,
    /// Its author stands in the tree of invitations.
    pub member: bool,
    /// The words, for those who may read them.
    pub statement: Option<String>,
    /// The seal of the words.
    pub seal: String,
    /// The ground, for words that were removed, and the entry that says so.
    pub removed: Option<Removed>,
    /// Ids of photographs, for those who may see them.
    pub photos: Vec<String>,
    pub corrects: Option<u64>,
    pub corrected_by: Option<u64>,
    pub steps: Vec<StepModel>,
    pub supports: Vec<Voice>,
    pub objections: Vec<Voice>,
    pub answers: Vec<Voice>,
    pub uses: Vec<UseModel>,
    /// Open flags that it may be evidence of, for those who say so: number and name.
    #[serde(skip)]
    pub flags: Vec<(u64, String)>,
    /// What the reader may do.
    #[serde(skip)]
    pub may: May,
    /// What was typed and does not fit: act, words, sentence.
    #[serde(skip)]
    pub failed: Option<(&'static str, String, String)>,
    /// The work in place of an account, for an answer.
    pub stamp: Option<Stamping>,
    /// Makes the forms act once.
    #[serde(skip)]
    pub token: String,
}

/// A tombstone.
#[derive(Debug, Serialize)]
pub(super) struct Removed {
    pub entry: u64,
    pub at: i64,
    pub ground: String,
}

/// What a reader may do.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct May {
    /// Say something to it.
    pub speak: bool,
    /// Stand by it.
    pub support: bool,
    /// Write a newer version.
    pub correct: bool,
    /// Remove it: its author, or a moderator.
    pub remove: bool,
    /// Say what came of it.
    pub link: bool,
    /// Decide about it.
    pub decide: bool,
    /// A name is asked for.
    pub asks_name: bool,
}

/// Collects the page of a testimony; nothing when there is none.
///
/// # Errors
/// The store's failure.
pub(super) async fn page(
    visitor: &Visitor,
    id: TestimonyId,
) -> Result<Option<StatementPage>, Refused> {
    let Some(mut page) = public(visitor, id) else {
        return Ok(None);
    };
    let reader = visitor.who.as_deref();
    page.statement = visitor.app().statement(id, reader).await?;
    if page.statement.is_some() {
        let photos = visitor.app().photos_of_testimony(id).await?;
        page.photos = photos.iter().map(|id| relief::ids::hex(&id.0)).collect();
    }
    let voices = [&mut page.supports, &mut page.objections, &mut page.answers];
    for voice in voices.into_iter().flatten() {
        voice.text = texts::of(visitor, voice.entry).await.pop();
    }
    Ok(Some(page))
}

/// The purpose of a stamp that answers.
pub(super) fn answering(id: TestimonyId) -> String {
    format!("answer-testimony-{}", id.0)
}

fn public(visitor: &Visitor, id: TestimonyId) -> Option<StatementPage> {
    let (w, now, token) = (visitor.words(), visitor.app().now(), texts::token(visitor));
    let nobody = visitor.who.is_none();
    let stamp = nobody.then(|| Stamping::of(visitor, &answering(id)));
    let state = visitor.app().state();
    let found = state.testimonies.get(&id)?;
    let stands = state.testimony_standing(id)?;
    let (standing, standing_words) = said::standing(w, stands, now.0);
    let me = visitor.who.as_ref().map(|who| who.party);
    let may = may(visitor, &state, id, found);
    let spoken = |of: &[Said]| {
        of.iter()
            .take(VOICES_MAX)
            .map(|s| voice(&state, me, s))
            .collect()
    };
    Some(StatementPage {
        row: row(w, &state, id, found),
        standing,
        standing_words,
        at: found.at.0,
        about: found
            .about
            .and_then(|about| names::organisation(&state, about)),
        accuses: found.accuses,
        member: found.member,
        statement: None,
        seal: found.statement.hex(),
        removed: removed(w, &state, id, found),
        photos: Vec::new(),
        corrects: found.corrects.map(|id| id.0),
        corrected_by: found.corrected_by.map(|id| id.0),
        steps: steps(w, found),
        supports: supports(w, &state, me, found),
        objections: spoken(&found.objections),
        answers: spoken(&found.answers),
        uses: uses(w, found),
        flags: if may.link {
            open_flags(w, &state, now)
        } else {
            Vec::new()
        },
        may,
        failed: None,
        stamp,
        token,
    })
}

fn removed(w: Words, state: &State, id: TestimonyId, t: &Testimony) -> Option<Removed> {
    match state.texts.get(Index(id.0), t.statement)? {
        relief::text::TextState::Redacted { index, at, ground } => Some(Removed {
            entry: index.0,
            at: at.0,
            ground: texts::ground(w, ground),
        }),
        relief::text::TextState::Standing => None,
    }
}

fn steps(w: Words, t: &Testimony) -> Vec<StepModel> {
    let held = t.holds.iter().map(|hold| StepModel {
        entry: hold.step.index.0,
        at: hold.step.at.0,
        words: t!(
            w,
            "testimony-step-held",
            reason = said::reason(w, hold.reason),
            until = date_time(w, hold.until.0)
        ),
    });
    let published = t.publishers.iter().enumerate().map(|(at, step)| StepModel {
        entry: step.index.0,
        at: step.at.0,
        words: t!(
            w,
            "testimony-step-published",
            nth = at + 1,
            of = t.publishers_needed()
        ),
    });
    let mut steps: Vec<StepModel> = held.chain(published).collect();
    steps.sort_by_key(|step| step.entry);
    steps
}

fn supports(w: Words, state: &State, me: Option<PartyId>, t: &Testimony) -> Vec<Voice> {
    let voice = |s: &relief::testimony::Support| Voice {
        entry: s.step.index.0,
        at: s.step.at.0,
        evidence: Some(said::evidence(w, s.evidence)),
        branch: s.branch,
        named: false,
        who: names::organisation(state, s.step.by),
        text: None,
        is_mine: me == Some(s.step.by),
    };
    t.supports.iter().take(VOICES_MAX).map(voice).collect()
}

fn voice(state: &State, me: Option<PartyId>, said: &Said) -> Voice {
    Voice {
        entry: said.step.index.0,
        at: said.step.at.0,
        evidence: None,
        branch: None,
        named: said.named,
        who: names::organisation(state, said.step.by),
        text: None,
        is_mine: me == Some(said.step.by),
    }
}

fn uses(w: Words, t: &Testimony) -> Vec<UseModel> {
    let model = |u: &relief::testimony::Use| {
        let id = u.subject.0;
        let (href, words) = match u.used_as {
            relief::code::TestimonyUse::Need => (
                format!("/n/{id}"),
                t!(w, "testimony-use-need", code = label(Kind::Need, id)),
            ),
            relief::code::TestimonyUse::Flag => (
                format!("/watch/{id}"),
                t!(w, "testimony-use-flag", code = label(Kind::Flag, id)),
            ),
            relief::code::TestimonyUse::Question => (
                format!("/q/{id}"),
                t!(
                    w,
                    "testimony-use-question",
                    code = label(Kind::Question, id)
                ),
            ),
        };
        UseModel {
            entry: u.step.index.0,
            href,
            words,
        }
    };
    t.uses.iter().map(model).collect()
}

/// The newest open flags.
fn open_flags(w: Words, state: &State, now: Stamp) -> Vec<(u64, String)> {
    let stands = |flag: &Flag| flag.standing(state, now) == flag::Standing::Open;
    let open = state.flags.iter().rev().filter(|(_, flag)| stands(flag));
    let named = |(id, flag): (FlagId, &Flag)| {
        let code = label(Kind::Flag, id.0);
        (id.0, format!("{code} · {}", flag_kind(w, flag.notice.kind)))
    };
    open.take(FLAGS_MAX).map(named).collect()
}

fn may(visitor: &Visitor, state: &State, id: TestimonyId, t: &Testimony) -> May {
    let standing = state.testimony_standing(id);
    let open = t.corrected_by.is_none() && standing != Some(Standing::Removed);
    let public = open && t.published.is_some();
    let Some(who) = &visitor.who else {
        return May {
            speak: public,
            support: public,
            asks_name: true,
            ..May::default()
        };
    };
    let (actor, own) = (who.actor(), who.party == t.by);
    let moderates = state.moderates(&actor, None);
    May {
        speak: public,
        support: public && !own && t.supports.iter().all(|s| s.step.by != who.party),
        correct: open && own,
        remove: open && (own || moderates),
        link: public && state.uses_testimony(&actor, t),
        decide: open && !public && moderates && !own,
        asks_name: false,
    }
}

/// Every kind of evidence with its words.
pub(super) fn evidence_options(w: Words) -> Vec<(&'static str, String)> {
    let all = SupportKind::ALL.iter();
    all.map(|kind| (kind.code(), said::evidence(w, *kind)))
        .collect()
}
