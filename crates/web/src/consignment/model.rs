//! The card of a consignment: where it is, through whose hands it went, what does not add up.

use relief::consignment::{Consignment, Stage};
use relief::figures::stage_word;
use relief::ids::{ConsignmentId, Stamp};
use relief::state::State;
use serde::Serialize;

use crate::consignment::goods;
use crate::consignment::hands::{Hand, hands};
use crate::consignment::notes::stopped_at;
use crate::label::{Kind, label};
use crate::names;
use crate::t;
use crate::words::{Words, clock, duration_narrow};

/// What the card of a consignment shows, in a room or a list.
#[derive(Debug, Clone, Serialize)]
pub struct CardModel {
    /// The public id.
    pub id: u64,
    /// Its label: `T-4QX7-K`.
    pub code: String,
    /// The stable name of its stage.
    pub stage: &'static str,
    /// The stage in words.
    pub stage_text: String,
    /// Past its expected arrival plus grace.
    pub overdue: bool,
    /// Too long in one pair of hands.
    pub stuck: bool,
    /// It left, and no paper is noted that goes with it.
    pub papers_missing: bool,
    /// Counts differ, and nobody settled that yet.
    pub discrepancy: bool,
    /// The goods and the boxes.
    pub title: String,
    /// From where, over which hubs, for whom.
    pub way: String,
    /// The recipient's public id.
    pub recipient: u64,
    /// Steps: who, how long, where it stands.
    pub steps: Vec<StepModel>,
    /// What does not add up, a heading and a text each.
    pub alarms: Vec<(String, String)>,
    /// Held up where it is, and nobody took over yet: a heading and a text.
    pub stopped: Option<(String, String)>,
    /// Expected arrival, seconds UTC.
    pub eta: Option<i64>,
    /// When it last moved or was counted, seconds UTC.
    pub at: i64,
}

/// One step of a card.
#[derive(Debug, Clone, Serialize)]
pub struct StepModel {
    /// Who.
    pub name: String,
    /// A span in hours and minutes, or a time.
    pub note: String,
    /// `done`, `now` or `next`.
    pub stage: &'static str,
}

impl CardModel {
    /// The card of a consignment at a moment (seconds UTC); nothing when there is none.
    pub fn of(state: &State, id: ConsignmentId, now: i64, w: Words) -> Option<CardModel> {
        let found = state.consignments.get(&id)?;
        let (recipient, named) = state.recipient(found.recipient)?;
        let hands = hands(w, state, found, now);
        let way = way(w, state, found, &hands, named.name.as_str());
        let boxes = t!(w, "consignment-boxes", n = found.packages);
        let goods = goods::sentence(w, state, found);
        Some(CardModel {
            id: id.0,
            code: label(Kind::Consignment, id.0),
            stage: stage_word(found.stage()),
            stage_text: stage_text(w, found.stage()),
            overdue: found.is_overdue(Stamp(now)),
            stuck: found.is_stuck(Stamp(now)),
            papers_missing: are_papers_missing(found),
            discrepancy: found.has_discrepancy(),
            title: t!(w, "consignment-title", goods = goods, boxes = boxes),
            way,
            recipient: recipient.0,
            steps: steps(w, found, &hands),
            alarms: alarms(w, state, found, &hands),
            stopped: stopped(w, state, found),
            eta: found.eta.map(|eta| eta.0),
            at: last_moved(found),
        })
    }

    /// Whether it has ended and everything adds up.
    pub fn is_settled(&self) -> bool {
        matches!(self.stage, "received" | "returned" | "cancelled") && self.alarms.is_empty()
    }

    /// The address of its page.
    pub fn href(&self) -> String {
        format!("/t/{}", self.code)
    }
}

/// A consignment in a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Carried {
    /// The consignment.
    pub id: u64,
    /// Its label.
    pub code: String,
    /// Its stage.
    pub stage: &'static str,
}

impl Carried {
    /// Nothing when there is no such consignment.
    pub fn of(state: &State, id: ConsignmentId) -> Option<Carried> {
        let found = state.consignments.get(&id)?;
        Some(Carried {
            id: id.0,
            code: label(Kind::Consignment, id.0),
            stage: stage_word(found.stage()),
        })
    }
}

/// A stage in words.
pub fn stage_text(w: Words, stage: Stage) -> String {
    match stage {
        Stage::Preparing => t!(w, "consignment-stage-preparing"),
        Stage::Sealed => t!(w, "consignment-stage-sealed"),
        Stage::InTransit => t!(w, "consignment-stage-in-transit"),
        Stage::AtHub => t!(w, "consignment-stage-at-hub"),
        Stage::Arrived => t!(w, "consignment-stage-arrived"),
        Stage::Received => t!(w, "consignment-stage-received"),
        Stage::Returned => t!(w, "consignment-stage-returned"),
        Stage::Lost => t!(w, "consignment-stage-lost"),
        Stage::Cancelled => t!(w, "consignment-stage-cancelled"),
    }
}

/// Whether goods are on their way: packed, and not yet at an end.
pub fn is_under_way(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Preparing | Stage::Sealed | Stage::InTransit | Stage::AtHub | Stage::Arrived
    )
}

/// Goods may leave without papers; it is said, for a cordon asks for them.
fn are_papers_missing(found: &Consignment) -> bool {
    let left = found.dispatched_at.is_some() && is_under_way(found.stage());
    left && found.papers.is_empty()
}

fn stopped(w: Words, state: &State, found: &Consignment) -> Option<(String, String)> {
    let stop = found.stops.last()?;
    let taken_over = found.hops.last().is_some_and(|hop| hop.index > stop.index);
    let moving = matches!(found.stage(), Stage::InTransit | Stage::AtHub);
    (moving && !taken_over).then(|| (stopped_at(w, state, stop), t!(w, "track-relay")))
}

fn last_moved(found: &Consignment) -> i64 {
    let hop = found.hops.last().map(|h| h.from.0);
    let receipt = found.receipts.last().map(|r| r.at.0);
    let stop = found.stops.last().map(|s| s.happened_at.0);
    let end = found.ending.map(|(_, at)| at.0);
    let moments = [hop, receipt, stop, end, found.arrived_at.map(|a| a.0)];
    moments
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(found.prepared_at.0)
}

fn way(w: Words, state: &State, found: &Consignment, hands: &[Hand], to: &str) -> String {
    let hubs = hands
        .iter()
        .filter(|h| h.kind == "hub")
        .map(|h| h.who.clone());
    let from = names::place(w, state, found.place);
    let stations: Vec<String> = [from]
        .into_iter()
        .chain(hubs)
        .chain([to.to_owned()])
        .collect();
    stations.join(" → ")
}

fn steps(w: Words, found: &Consignment, hands: &[Hand]) -> Vec<StepModel> {
    let under_way = is_under_way(found.stage());
    let mut steps: Vec<StepModel> = hands
        .iter()
        .map(|hand| StepModel {
            name: hand.short.clone(),
            note: duration_narrow(hand.held_secs),
            stage: if hand.until.is_none() && under_way {
                "now"
            } else {
                "done"
            },
        })
        .collect();
    let received = found.receipts.last();
    let note = match (received, found.eta) {
        (Some(receipt), _) => clock(receipt.happened_at.0),
        (None, Some(eta)) => t!(w, "consignment-about", time = clock(eta.0)),
        (None, None) => String::new(),
    };
    let stage = if found.stage() == Stage::Received {
        "done"
    } else {
        "next"
    };
    steps.push(StepModel {
        name: t!(w, "consignment-short-recipient"),
        note,
        stage,
    });
    steps
}

fn alarms(w: Words, state: &State, found: &Consignment, hands: &[Hand]) -> Vec<(String, String)> {
    let mut alarms = Vec::new();
    let open = if found.has_discrepancy() { hands } else { &[] };
    let differing = open.iter().rev().find_map(|hand| {
        let (line, sent, counted) = hand.differences().next()?;
        Some((hand, line, sent, counted))
    });
    if let Some((hand, _, sent, counted)) = differing {
        let text = t!(
            w,
            "consignment-differs",
            sent = sent,
            who = hand.who.clone(),
            counted = counted
        );
        alarms.push((t!(w, "consignment-differs-head"), text));
    }
    let missing: Vec<String> = found
        .lines
        .iter()
        .filter(|line| line.missing > 0)
        .filter_map(|line| {
            let (_, item) = goods::of_line(state, line)?;
            Some(goods::phrase(w, item, line.missing))
        })
        .collect();
    if !missing.is_empty() {
        let goods = missing.join(&t!(w, "list-and"));
        alarms.push((
            t!(w, "consignment-missing-head"),
            t!(w, "consignment-missing", goods = goods),
        ));
    }
    if found.is_disputed() {
        alarms.push((
            t!(w, "consignment-disputed-head"),
            t!(w, "consignment-disputed"),
        ));
    }
    alarms
}
