//! What a flag shows: its figures, its evidence, what people say, an innocent reading, and how it ended.

use maud::{Markup, html};
use relief::code::{FlagKind, Role};
use relief::command::Actor;
use relief::consignment::{CONSIGNMENT_LINES_MAX, Consignment};
use relief::flag::{self, Flag, Standing};
use relief::ids::*;
use relief::state::State;
use relief::watch::consignments::{Shortage, shortage};
use serde::Serialize;

use super::flag_words::{self as said, Fact};
use crate::consignment::goods;
use crate::consignment::words::finding;
use crate::fields::Fields;
use crate::label::{Kind, label};
use crate::names;
use crate::names::organisation;
use crate::need::texts::{self, TextModel};
use crate::parts::icon::Icon;
use crate::parts::{Tone, badge};
use crate::t;
use crate::testimony::origin::Untied;
use crate::visitor::Visitor;
use crate::words::Words;

/// A flag in full.
#[derive(Debug, Serialize)]
pub(super) struct FlagModel {
    /// Its number and its label.
    pub id: u64,
    pub code: String,
    /// Code of its kind, and the kind in words.
    pub kind: &'static str,
    pub kind_name: String,
    /// What it is about, with both figures.
    pub title: String,
    /// The figures one by one.
    pub facts: Vec<Fact>,
    /// What was stated, and what was found; see the journal format.
    pub stated: u64,
    pub found: u64,
    /// Whether the shortage is 2 % or a whole carton.
    pub large: bool,
    /// When it was raised, seconds UTC.
    pub raised_at: i64,
    /// `open`, `resolved` or `settled`.
    pub standing: &'static str,
    /// Entries and pages that show it.
    pub evidence: Vec<Evidence>,
    /// What people say.
    pub answers: Vec<AnswerModel>,
    /// An innocent reading of the same figures.
    pub maybe: String,
    /// How it was settled.
    pub settled: Option<SettledModel>,
}

/// A flag in one line.
#[derive(Debug, Serialize)]
pub(super) struct FlagRow {
    pub id: u64,
    pub title: String,
    pub kind_name: String,
    pub standing: &'static str,
    pub raised_at: i64,
}

/// A link to what shows it.
#[derive(Debug, Serialize)]
pub(super) struct Evidence {
    pub href: String,
    pub text: String,
}

/// What somebody says.
#[derive(Debug, Serialize)]
pub(super) struct AnswerModel {
    pub entry: u64,
    pub at: i64,
    /// Whether the subject is theirs.
    pub concerned: bool,
    /// An organisation by its name.
    pub who: Option<String>,
    pub text: Option<TextModel>,
    /// Whether the reader said it.
    #[serde(skip)]
    pub is_mine: bool,
}

/// How it ended.
#[derive(Debug, Serialize)]
pub(super) struct SettledModel {
    pub entry: u64,
    pub at: i64,
    pub finding: String,
    pub text: Option<TextModel>,
}

impl FlagModel {
    /// Reads the words behind the seals of its answers and its end.
    pub async fn read(&mut self, visitor: &Visitor) {
        for answer in &mut self.answers {
            answer.text = texts::of(visitor, answer.entry).await.pop();
        }
        if let Some(settled) = &mut self.settled {
            settled.text = texts::of(visitor, settled.entry).await.pop();
        }
    }
}

/// A flag in full; the words of answers are read later.
pub(super) fn model(w: Words, state: &State, id: FlagId, now: Stamp) -> Option<FlagModel> {
    let flag = state.flags.get(id)?;
    let notice = &flag.notice;
    let settled = flag.settled.as_ref().map(|settled| SettledModel {
        entry: settled.index.0,
        at: settled.at.0,
        finding: finding(w, settled.finding),
        text: None,
    });
    let answer = |answer: &flag::Answer| AnswerModel {
        entry: answer.index.0,
        at: answer.at.0,
        concerned: answer.concerned,
        who: organisation(state, answer.by),
        text: None,
        is_mine: false,
    };
    Some(FlagModel {
        id: id.0,
        code: label(Kind::Flag, id.0),
        kind: notice.kind.code(),
        kind_name: said::kind(w, notice.kind),
        title: said::title(w, state, notice, &what(w, state, flag)),
        facts: said::facts(w, state, notice),
        stated: notice.stated,
        found: notice.found,
        large: is_large(state, flag),
        raised_at: flag.raised_at.0,
        standing: standing(flag.standing(state, now)),
        evidence: notice
            .evidence
            .iter()
            .map(|e| evidence(w, state, *e))
            .collect(),
        answers: flag.answers.iter().map(answer).collect(),
        maybe: said::maybe(w, notice.kind),
        settled,
    })
}

/// A flag in one line.
pub(super) fn row(w: Words, state: &State, id: FlagId, now: Stamp) -> Option<FlagRow> {
    let flag = state.flags.get(id)?;
    Some(FlagRow {
        id: id.0,
        title: said::title(w, state, &flag.notice, &what(w, state, flag)),
        kind_name: said::kind(w, flag.notice.kind),
        standing: standing(flag.standing(state, now)),
        raised_at: flag.raised_at.0,
    })
}

pub(super) fn standing(of: Standing) -> &'static str {
    match of {
        Standing::Open => "open",
        Standing::Resolved => "resolved",
        Standing::Settled => "settled",
    }
}

/// What a flag is about: a count of a report, the goods of a line, or all goods.
fn what(w: Words, state: &State, flag: &Flag) -> String {
    let subject = flag.notice.subject;
    if let Some(found) = state.consignments.get(&ConsignmentId(subject.0)) {
        let line = line_of(flag, found);
        let item = line.and_then(|line| goods::of_line(state, line).map(|(_, item)| item));
        let named = item.map(|item| names::item(w, item).to_owned());
        return named.unwrap_or_else(|| goods::sentence(w, state, found));
    }
    said::of_report(w, state, &flag.notice).unwrap_or_else(|| said::of_list(w, state, &flag.notice))
}

fn line_of<'s>(
    flag: &Flag,
    found: &'s Consignment,
) -> Option<&'s relief::consignment::ConsignmentLine> {
    let by_line = matches!(
        flag.notice.kind,
        FlagKind::Discrepancy | FlagKind::MoreThanSent | FlagKind::ClassMismatch
    );
    let part = usize::try_from(flag.notice.part).ok().filter(|_| by_line)?;
    found.lines.get(part % CONSIGNMENT_LINES_MAX)
}

fn is_large(state: &State, flag: &Flag) -> bool {
    let found = state
        .consignments
        .get(&ConsignmentId(flag.notice.subject.0));
    let line = found.and_then(|found| line_of(flag, found));
    let short = flag.notice.stated.saturating_sub(flag.notice.found);
    line.is_some_and(|line| {
        flag.notice.kind == FlagKind::Discrepancy
            && shortage(short, line.quantity, line.packages) == Shortage::Large
    })
}

fn evidence(w: Words, state: &State, index: Index) -> Evidence {
    if state.consignments.contains_key(&ConsignmentId(index.0)) {
        let code = label(Kind::Consignment, index.0);
        return Evidence {
            href: format!("/t/{code}"),
            text: t!(w, "flag-evidence-consignment", code = code),
        };
    }
    if let Some(list) = state.distributions.get(&DistributionId(index.0)) {
        let day = crate::words::date(w, list.published_on.0);
        return Evidence {
            href: format!("/watch/lists/{}", index.0),
            text: t!(w, "flag-evidence-list", day = day),
        };
    }
    if let Some((of, day)) = state.case_reports.by_entry(index) {
        let said = crate::case_report::said::day(w, day);
        return Evidence {
            href: format!("/o/{}/{}", of.0, day.iso()),
            text: t!(w, "flag-evidence-report", day = said),
        };
    }
    Evidence {
        href: format!("/l/{}", index.0),
        text: t!(w, "text-entry", n = index.0),
    }
}

/// A form that did not fit.
#[derive(Debug)]
pub(super) struct Failed {
    /// The field where it did not.
    pub field: &'static str,
    /// Everything that was typed.
    pub typed: Fields,
    /// The sentence.
    pub why: String,
}

/// `/watch/ID`: a flag with what the reader may do about it.
#[derive(Debug, Serialize)]
pub(super) struct FlagPage {
    #[serde(flatten)]
    pub flag: FlagModel,
    /// Whether it may still be answered.
    pub takes_answers: bool,
    /// Whether the reader may settle it.
    #[serde(skip)]
    pub may_settle: bool,
    #[serde(skip)]
    pub asks_name: bool,
    /// The testimony that an answer begins at, and the words that it begins with.
    #[serde(skip)]
    pub begun: Option<(u64, String)>,
    /// The testimony that the reader's answer began at, where it is no evidence here.
    pub untied: Option<Untied>,
    /// What was typed and does not fit.
    #[serde(skip)]
    pub failed: Option<Failed>,
    /// Makes the forms act once.
    #[serde(skip)]
    pub token: String,
}

/// Collects the page of a flag; nothing when there is none.
pub(super) async fn page(visitor: &Visitor, id: FlagId) -> Option<FlagPage> {
    let mut page = public(visitor, id)?;
    page.flag.read(visitor).await;
    Some(page)
}

fn public(visitor: &Visitor, id: FlagId) -> Option<FlagPage> {
    let now = visitor.app().now();
    let token = texts::token(visitor);
    let state = visitor.app().state();
    let found = state.flags.get(id)?;
    let mut flag = model(visitor.words(), &state, id, now)?;
    let said = state.testimonies_for(Index(id.0));
    flag.evidence.extend(said.map(|said| Evidence {
        href: format!("/s/{}", said.0),
        text: t!(
            visitor.words(),
            "flag-evidence-testimony",
            code = label(Kind::Testimony, said.0)
        ),
    }));
    let actor = visitor.who.as_ref().map(|who| who.actor());
    for (answer, of) in flag.answers.iter_mut().zip(&found.answers) {
        answer.is_mine = actor.as_ref().is_some_and(|a| a.party == of.by);
    }
    Some(FlagPage {
        flag,
        takes_answers: found.settled.is_none(),
        untied: None,
        may_settle: actor.is_some_and(|a| may_settle(&state, &a, found)),
        asks_name: visitor.who.is_none(),
        begun: None,
        failed: None,
        token,
    })
}

fn may_settle(state: &State, actor: &Actor, found: &Flag) -> bool {
    let auditor = state.holds_anywhere(actor.party, Role::Auditor);
    let concerned = flag::concerns(state, actor, found.notice.subject);
    auditor && !concerned && found.settled.is_none()
}

/// Badges of the open flags about some things, each a link: for the pages of those things.
pub(crate) fn badges(
    w: Words,
    state: &State,
    subjects: impl IntoIterator<Item = u64>,
    now: Stamp,
) -> Vec<Badge> {
    let about = |subject| state.flags.about(Index(subject));
    let open = |(_, flag): &(FlagId, &Flag)| flag.standing(state, now) == Standing::Open;
    let flags = subjects.into_iter().flat_map(about).filter(open);
    let flags: Vec<(FlagId, FlagKind)> = flags.map(|(id, flag)| (id, flag.notice.kind)).collect();
    let is_alone = |kind| flags.iter().filter(|(_, other)| *other == kind).count() == 1;
    let named = |(id, kind): &(FlagId, FlagKind)| {
        let name = said::kind(w, *kind);
        // Two of a kind look like one said twice: the label tells them apart.
        let name = if is_alone(*kind) {
            name
        } else {
            format!("{name} {}", label(Kind::Flag, id.0))
        };
        Badge { flag: id.0, name }
    };
    flags.iter().map(named).collect()
}

/// An open flag on another page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Badge {
    /// Which.
    pub flag: u64,
    /// Its kind in words.
    pub name: String,
}

impl Badge {
    /// The badge, in ink: a flag says what differs and accuses nobody.
    pub fn render(&self) -> Markup {
        html! { a.ink href={ "/watch/" (self.flag) } { (badge(Tone::Plain, Some(Icon::Warn), &self.name)) } }
    }
}
