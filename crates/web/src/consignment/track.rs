//! The page that follows one consignment: everything public about it.

use super::lines::{LineModel, lines};
use relief::command::Actor;
use relief::consignment::{Consignment, Stage};
use relief::ids::{ConsignmentId, Stamp};
use relief::state::State;
use serde::Serialize;

use crate::consignment::acts::Acts;
use crate::consignment::hands::{Hand, hands, sender};
use crate::consignment::model::CardModel;
use crate::consignment::notes::{Note, ReceiptModel, dispute, feedback, papers, receipt, stops};
use crate::consignment::{goods, views};
use crate::error::Fault;
use crate::fields::Fields;
use crate::names;
use crate::t;
use crate::visitor::Visitor;
use crate::watch::{Badge, badges};
use crate::words::{Words, date_time, duration};

/// Entries listed in the history of one consignment, the newest: a long way has about forty.
const HISTORY_MAX: usize = 60;
/// Receipts, disputes, papers and stops shown, the newest of each.
const NOTES_MAX: usize = 20;

/// Held for less: no duration is said, "0 min" helps nobody.
const SHORT_SECS: u64 = 60;

/// Everything public about a consignment.
#[derive(Debug, Serialize)]
pub struct TrackModel {
    /// What its card shows.
    #[serde(flatten)]
    pub card: CardModel,
    /// What and where, in one sentence.
    pub sentence: String,
    /// In whose hands now, and for how long.
    pub now: String,
    /// For whom.
    pub recipient_name: String,
    /// Where that is, to county level.
    pub recipient_place: String,
    /// Who sent it, as the public may know them.
    pub sender: String,
    /// Boxes.
    pub packages: u64,
    /// SHA-256 of the lines as sealed.
    pub manifest: Option<String>,
    /// When it was sealed, left, was said to be there; seconds UTC.
    pub sealed_at: Option<i64>,
    /// When it left.
    pub dispatched_at: Option<i64>,
    /// When the carrier said it was there.
    pub arrived_at: Option<i64>,
    /// The chain of custody.
    pub hands: Vec<Hand>,
    /// What is in the boxes, and what was counted.
    pub lines: Vec<LineModel>,
    /// Where it was stopped.
    pub stops: Vec<Note>,
    /// What the recipient recorded.
    pub receipts: Vec<ReceiptModel>,
    /// What the recipient says of the goods.
    pub feedback: Vec<Note>,
    /// Disagreements.
    pub disputes: Vec<Note>,
    /// Open flags about it.
    pub(crate) flags: Vec<Badge>,
    /// Papers carried along.
    pub papers: Vec<Note>,
    /// Photographs of the goods.
    pub photos: Vec<PhotoModel>,
    /// A hand-over that one side asked for.
    pub asked: Option<AskedModel>,
    /// What happened, entry by entry.
    pub history: Vec<Happened>,
    /// The last entry about it.
    pub last_entry: u64,
    /// The signed head, if it covers that entry: size and root.
    pub head: Option<(u64, String)>,
    /// What the reader may do.
    #[serde(skip)]
    pub acts: Acts,
    /// The reader has an account.
    #[serde(skip)]
    pub signed_in: bool,
    /// Its full address, as printed on labels.
    pub url: String,
    /// What was typed into a form that did not fit: the act, its fields, why.
    #[serde(skip)]
    pub failed: Option<(String, Fields, String)>,
    /// The token of the page's forms.
    #[serde(skip)]
    pub token: String,
}

/// A photograph of the goods.
#[derive(Debug, Serialize)]
pub struct PhotoModel {
    /// The entry that seals it.
    pub entry: u64,
    /// Its address, for readers who may see it.
    pub address: Option<String>,
    /// Removed: what is left is its tombstone.
    pub removed: bool,
}

/// One side asked the other to pass the goods.
#[derive(Debug, Serialize)]
pub struct AskedModel {
    /// The entry.
    pub entry: u64,
    /// `giver` or `taker`.
    pub side: &'static str,
    /// When, by the device of who asked; seconds UTC.
    pub at: i64,
    /// What who asked counted, line by line.
    pub counts: Vec<u64>,
}

/// One entry of the history.
#[derive(Debug, Serialize)]
pub struct Happened {
    /// The entry.
    pub entry: u64,
    /// When it was recorded, seconds UTC.
    pub at: i64,
    /// What it says.
    pub text: String,
}

/// The page of a consignment for a reader.
///
/// # Errors
/// A fault of the store.
pub async fn model(visitor: &Visitor, id: ConsignmentId) -> Result<TrackModel, Fault> {
    let w = visitor.words();
    let actor = visitor.who.as_ref().map(|who| who.actor());
    let (mut model, history) = {
        let state = visitor.app().state();
        let found = state.consignments.get(&id).ok_or(Fault::NotFound)?;
        let history: Vec<u64> = found.history.iter().map(|i| i.0).collect();
        let model = public(&state, w, visitor.ctx.now, id, actor.as_ref());
        (model.ok_or(Fault::NotFound)?, history)
    };
    model.url = visitor.site.url(&model.card.href());
    model.token = relief::ids::hex(&visitor.app().entropy().id().0);
    model.head = visitor
        .ctx
        .head
        .clone()
        .filter(|(size, _)| *size > model.last_entry);
    model.history = happened(visitor, &history).await?;
    let receipts = model.receipts.iter_mut().map(|r| &mut r.note);
    let said = receipts.chain(&mut model.feedback);
    let notes = said.chain(&mut model.disputes).chain(&mut model.papers);
    for note in notes {
        note.read(visitor).await;
    }
    let reader = visitor.who.as_deref();
    let photos = visitor.app().photos_of_goods(id, reader).await;
    model.photos = photos
        .map_err(|_| Fault::Internal)?
        .iter()
        .map(photo)
        .collect();
    if model.acts.relink {
        let held = visitor.app().held_by_link(id).await;
        model.acts.relink = held.is_ok_and(|held| held.is_some());
    }
    Ok(model)
}

fn photo(photo: &app::photo::GoodsPhoto) -> PhotoModel {
    PhotoModel {
        entry: photo.entry,
        address: photo.id.map(|id| format!("/p/{}", relief::ids::hex(&id.0))),
        removed: photo.is_removed,
    }
}

async fn happened(visitor: &Visitor, history: &[u64]) -> Result<Vec<Happened>, Fault> {
    let mut read = Vec::new();
    for index in history.iter().rev().take(HISTORY_MAX) {
        let entry = visitor.app().read_entry(*index).await;
        read.extend(entry.map_err(|_| Fault::Internal)?);
    }
    let state = visitor.app().state();
    let said = read.into_iter().filter_map(|one| {
        let text = views::line_text(visitor.words(), &state, one.index, &one.entry.fact)?;
        Some(Happened {
            entry: one.index,
            at: one.entry.at.0,
            text,
        })
    });
    Ok(said.collect())
}

fn public(
    state: &State,
    w: Words,
    now: i64,
    id: ConsignmentId,
    actor: Option<&Actor>,
) -> Option<TrackModel> {
    let found = state.consignments.get(&id)?;
    let (_, recipient) = state.recipient(found.recipient)?;
    let hands = hands(w, state, found, now);
    let last = |notes: Vec<Note>| {
        let skip = notes.len().saturating_sub(NOTES_MAX);
        notes.into_iter().skip(skip).collect::<Vec<_>>()
    };
    let skip = found.receipts.len().saturating_sub(NOTES_MAX);
    let receipts = found.receipts.iter().skip(skip);
    Some(TrackModel {
        card: CardModel::of(state, id, now, w)?,
        sentence: sentence(w, state, found),
        now: now_text(w, found, &hands),
        recipient_name: recipient.name.as_str().to_owned(),
        recipient_place: names::place(w, state, recipient.place),
        sender: sender(w, state, found),
        packages: found.packages,
        manifest: found.manifest.map(|seal| seal.hex()),
        sealed_at: found.sealed_at.map(|s| s.0),
        dispatched_at: found.dispatched_at.map(|s| s.0),
        arrived_at: found.arrived_at.map(|s| s.0),
        lines: lines(w, state, found, &hands, recipient.name.as_str()),
        hands,
        stops: last(stops(w, state, found)),
        receipts: receipts.map(|r| receipt(w, state, found, r)).collect(),
        feedback: last(
            found
                .feedback
                .iter()
                .map(|f| feedback(w, state, found, f))
                .collect(),
        ),
        disputes: last(
            found
                .disputes
                .iter()
                .map(|d| dispute(w, state, d))
                .collect(),
        ),
        flags: badges(w, state, [id.0], Stamp(now)),
        papers: last(papers(w, found)),
        photos: Vec::new(),
        asked: found.asked.as_ref().map(|asked| AskedModel {
            entry: asked.index.0,
            side: asked.side.code(),
            at: asked.happened_at.0,
            counts: asked.counts.clone(),
        }),
        history: Vec::new(),
        last_entry: found.history.last().map_or(id.0, |i| i.0),
        head: None,
        acts: Acts::of(state, actor, id, found),
        signed_in: actor.is_some(),
        url: String::new(),
        failed: None,
        token: String::new(),
    })
}

fn sentence(w: Words, state: &State, found: &Consignment) -> String {
    let goods = goods::sentence(w, state, found);
    let known = state.recipient(found.recipient);
    let name = known.map_or(String::new(), |(_, r)| r.name.as_str().to_owned());
    match found.stage() {
        Stage::Preparing => t!(w, "track-preparing", goods = goods, to = name),
        Stage::Sealed => t!(w, "track-sealed", goods = goods, to = name),
        Stage::InTransit => t!(w, "track-in-transit", goods = goods, to = name),
        Stage::AtHub => t!(w, "track-at-hub", goods = goods, to = name),
        Stage::Arrived => t!(w, "track-arrived", goods = goods, to = name),
        Stage::Received if found.lines.iter().any(|line| line.accepted < line.quantity) => {
            let accepted = goods::accepted(w, state, found);
            t!(
                w,
                "track-received-less",
                goods = goods,
                to = name,
                accepted = accepted
            )
        }
        Stage::Received => t!(w, "track-received", goods = goods, to = name),
        Stage::Returned => t!(w, "track-returned", goods = goods),
        Stage::Lost => t!(w, "track-lost", goods = goods),
        Stage::Cancelled => t!(w, "track-cancelled", goods = goods),
    }
}

fn now_text(w: Words, found: &Consignment, hands: &[Hand]) -> String {
    let Some(last) = hands.last().filter(|hand| hand.until.is_none()) else {
        return String::new();
    };
    let who = last.who.clone();
    let now = if last.held_secs < SHORT_SECS {
        t!(w, "track-now-just", who = who)
    } else {
        let held = duration(w, last.held_secs);
        t!(w, "track-now", who = who, held = held)
    };
    match found.eta {
        Some(eta) => t!(w, "track-now-eta", now = now, eta = date_time(w, eta.0)),
        None => now,
    }
}
