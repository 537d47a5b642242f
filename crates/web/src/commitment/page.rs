//! What the page of a commitment shows, and what the reader may do there.

use relief::code::Role;
use relief::command::Actor;
use relief::commitment::{Commitment, CommitmentState};
use relief::ids::{CommitmentId, RoomId, Stamp};
use relief::need::Need;
use relief::state::State;
use serde::Serialize;

use super::model::CardModel;
use crate::board::scan::worst_of;
use crate::fields::Fields;
use crate::label::{Kind, label};
use crate::need::LineModel;
use crate::need::model as need;
use crate::need::texts::{self, HistoryLine, TextModel};
use crate::visitor::Visitor;
use crate::words::Words;

/// Other needs offered for a redirect, the worst covered first.
const ELSEWHERE_MAX: usize = 5;

/// What the reader may do; the core decides again.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct May {
    /// Gave it.
    pub donor: bool,
    /// Accepts and declines.
    pub decide: bool,
    /// Approves evidence.
    pub check: bool,
    /// Clears a large one.
    pub clear: bool,
    /// Removes what may not stand.
    pub moderate: bool,
}

impl May {
    fn of(state: &State, actor: &Actor, need: &Need, of: &Commitment) -> May {
        let verifier = state.works_as(actor, Role::Verifier, need.room);
        let person = state.acts_for(actor, need.recipient);
        May {
            donor: of.donor == actor.party,
            decide: person || state.coordinates(actor, need.room),
            check: verifier || person || state.works_as(actor, Role::Receipts, need.room),
            clear: verifier && of.donor != actor.party,
            moderate: state.moderates(actor, need.room),
        }
    }
}

/// Another need that the goods could serve.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Other {
    /// The need.
    pub need: u64,
    /// Its recipient's name.
    pub recipient_name: String,
    /// Its line.
    #[serde(flatten)]
    pub line: LineModel,
}

/// A proposal to serve another need.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Proposal {
    /// The other need.
    pub need: u64,
    /// Its recipient's name.
    pub recipient_name: String,
    /// How much.
    pub quantity: u64,
    /// Who proposed.
    pub by: u64,
    /// Whether the donor did.
    pub by_donor: bool,
}

/// `/c/ID`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PageModel {
    /// The card.
    #[serde(flatten)]
    pub card: CardModel,
    /// The need it serves.
    pub need_card: Option<need::CardModel>,
    /// Made on, expires on, seconds UTC.
    pub lot_days: (Option<i64>, Option<i64>),
    /// Somebody approved the evidence.
    pub is_approved: bool,
    /// There is a photograph of the document.
    pub has_photo: bool,
    /// It was removed: what is left is its tombstone.
    pub photo_removed: bool,
    /// Its address, for the donor and members of its room.
    pub photo: Option<String>,
    /// Texts: the remark, the document.
    pub texts: Vec<TextModel>,
    /// The commitment that it came out of.
    pub redirected_from: Option<(u64, String)>,
    /// An open proposal.
    pub proposal: Option<Proposal>,
    /// Entries that moved it, latest first.
    pub history: Vec<HistoryLine>,
    /// Where else the goods could go.
    #[serde(skip)]
    pub elsewhere: Vec<Other>,
    /// What the reader may do.
    #[serde(skip)]
    pub may: May,
    /// The reader's own number.
    #[serde(skip)]
    pub me: Option<u64>,
    /// What was typed in a form that did not fit.
    #[serde(skip)]
    pub typed: Fields,
    /// Why it did not: field and sentence.
    #[serde(skip)]
    pub fault: Option<(String, String)>,
    /// Makes a form act once.
    #[serde(skip)]
    pub token: String,
}

/// Collects the page; nothing when there is no such commitment.
pub(super) async fn page(visitor: &Visitor, id: CommitmentId) -> Option<PageModel> {
    let (mut model, entries, shown, document) = {
        let state = visitor.app().state();
        let of = state.commitments.get(&id)?;
        let model = public(visitor, &state, id, of)?;
        let entries: Vec<u64> = of.steps.iter().map(|(.., i)| i.0).collect();
        let shown = of
            .steps
            .iter()
            .rfind(|(code, ..)| *code == "commitment.evidenced")
            .map(|(.., i)| i.0);
        (
            model,
            entries,
            shown,
            of.shown.as_ref().and_then(|s| s.document),
        )
    };
    model.texts = texts::of(visitor, id.0).await;
    if let Some(shown) = shown {
        model.texts.extend(texts::of(visitor, shown).await);
    }
    if let Some(seal) = document
        && let Ok(Some(photo)) = visitor.app().photo_of(seal).await
    {
        let address = format!("/p/{}", relief::ids::hex(&photo.id.0));
        let room = photo.room.map(RoomId);
        let member = visitor
            .who
            .as_ref()
            .is_some_and(|who| room.is_none_or(|room| who.is_in(room)));
        model.has_photo = true;
        model.photo_removed = photo.bytes.is_none();
        model.photo =
            (member || model.may.donor || model.photo_removed || room.is_none()).then_some(address);
    }
    model.history = texts::history(visitor, &entries).await;
    Some(model)
}

fn public(
    visitor: &Visitor,
    state: &State,
    id: CommitmentId,
    of: &Commitment,
) -> Option<PageModel> {
    let (w, now) = (visitor.words(), visitor.app().now());
    let need_of = state.needs.get(&of.need)?;
    let actor = visitor.who.as_ref().map(|who| who.actor());
    let may = actor
        .as_ref()
        .map(|actor| May::of(state, actor, need_of, of))
        .unwrap_or_default();
    let batch = of.shown.as_ref().and_then(|s| s.batch.as_ref());
    let day = |stamp: Option<Stamp>| stamp.map(|s| s.0);
    let movable = matches!(of.state, CommitmentState::Accepted | CommitmentState::Firm);
    let elsewhere = if movable && (may.donor || may.decide) {
        others(state, of, now, w)
    } else {
        Vec::new()
    };
    Some(PageModel {
        card: CardModel::of(state, id, now, w)?,
        need_card: need::CardModel::of(state, of.need, now, w),
        lot_days: (
            day(batch.and_then(|b| b.made_on)),
            day(batch.and_then(|b| b.expires_on)),
        ),
        is_approved: of.shown.as_ref().is_some_and(|s| s.approved_by.is_some()),
        has_photo: false,
        photo_removed: false,
        photo: None,
        texts: Vec::new(),
        redirected_from: of
            .redirected_from
            .map(|c| (c.0, label(Kind::Commitment, c.0))),
        proposal: proposal(state, of),
        history: Vec::new(),
        elsewhere,
        may,
        me: actor.map(|a| a.party.0),
        typed: Fields::default(),
        fault: None,
        token: texts::token(visitor),
    })
}

fn proposal(state: &State, of: &Commitment) -> Option<Proposal> {
    let to = of.proposal?;
    let need = state.needs.get(&to.to_need)?;
    let (_, recipient) = state.recipient(need.recipient)?;
    Some(Proposal {
        need: to.to_need.0,
        recipient_name: recipient.name.as_str().to_owned(),
        quantity: to.quantity,
        by: to.by.0,
        by_donor: to.by == of.donor,
    })
}

fn others(state: &State, of: &Commitment, now: Stamp, w: Words) -> Vec<Other> {
    let Some(item) = state.line(of.need, of.line).map(|l| l.item) else {
        return Vec::new();
    };
    let here = (of.need, usize::try_from(of.line).unwrap_or(usize::MAX));
    let other = |found: crate::board::scan::Found| {
        let need = state.needs.get(&found.need)?;
        let (_, recipient) = state.recipient(need.recipient)?;
        let line = LineModel::of(w, found.line, need.lines.get(found.line)?);
        Some(Other {
            need: found.need.0,
            recipient_name: recipient.name.as_str().to_owned(),
            line,
        })
    };
    worst_of(state, item, here, ELSEWHERE_MAX, now)
        .into_iter()
        .filter_map(other)
        .collect()
}
