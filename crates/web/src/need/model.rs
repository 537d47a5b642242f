//! View models of needs: what the pages show and their JSON twins say.

use relief::figures::need_word;
use relief::ids::{NeedId, Stamp};
use relief::need::{Freshness, Need, NeedStatus};
use relief::state::State;
use serde::Serialize;

use super::line::LineModel;
use super::said;
use crate::label::{Kind, label};
use crate::names;
use crate::words::Words;

/// The card of a need.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CardModel {
    /// The need.
    pub id: u64,
    /// Its label.
    pub code: String,
    /// Whose.
    pub recipient: u64,
    /// The recipient's name.
    pub recipient_name: String,
    /// Code of the recipient's place.
    pub place: u32,
    /// The place's name.
    pub place_name: String,
    /// The room that cares for it.
    pub room: Option<u64>,
    /// Lives depend on it.
    pub critical: bool,
    /// `reported`, `open`, `paused`, `closed`, `rejected`, `merged`.
    pub status: &'static str,
    /// The standing in words, with its reason.
    pub status_words: String,
    /// `fresh`, `due`, `unconfirmed`, `off_ranking`.
    pub freshness: &'static str,
    /// When somebody last said that it is true, seconds UTC.
    pub confirmed_at: i64,
    /// What the verifiers relied on, in words; empty while nobody stands for it.
    pub evidence: Vec<String>,
    /// Its lines.
    pub lines: Vec<LineModel>,
    /// Consignments whose counts differ, while nobody settled that.
    pub discrepancies: Vec<Differs>,
    /// Messages in its thread, where the caller knows.
    pub thread: Option<u64>,
}

impl CardModel {
    /// The card of a need at a moment.
    pub fn of(state: &State, id: NeedId, now: Stamp, w: Words) -> Option<CardModel> {
        let need = state.needs.get(&id)?;
        let (recipient, found) = state.recipient(need.recipient)?;
        let evidence = need
            .verifications
            .iter()
            .map(|(_, e, at)| said::evidence_at(w, *e, at.0));
        let lines = need.lines.iter().enumerate();
        Some(CardModel {
            id: id.0,
            code: label(Kind::Need, id.0),
            recipient: recipient.0,
            recipient_name: found.name.as_str().to_owned(),
            place: found.place.code(),
            place_name: names::place(w, state, found.place),
            room: need.room.map(|r| r.0),
            critical: need.critical,
            status: need_word(need.status),
            status_words: said::status(w, need.status),
            freshness: freshness(need, now),
            confirmed_at: need.confirmed_at.0,
            evidence: evidence.collect(),
            lines: lines.map(|(i, line)| LineModel::of(w, i, line)).collect(),
            discrepancies: discrepancies(state, w, need),
            thread: None,
        })
    }

    /// Whether pledges are taken.
    pub fn is_open(&self) -> bool {
        self.status == need_word(NeedStatus::Open)
    }

    /// Whether nothing is left to do about it.
    pub fn is_settled(&self) -> bool {
        !matches!(self.status, "reported" | "open" | "paused")
    }

    /// The line that lacks most of what it states; of none stated, the first.
    pub fn worst(&self) -> Option<&LineModel> {
        let stated = self.lines.iter().filter(|l| l.percent.get().is_some());
        stated
            .min_by_key(|l| l.percent.get())
            .or_else(|| self.lines.first())
    }
}

/// A consignment that counts differ about; in transit stands the last count.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Differs {
    /// The consignment, by label.
    pub code: String,
    /// Packed, in base units.
    pub packed: u64,
    /// Counted last.
    pub counted: u64,
    /// The unit's word.
    pub unit: &'static str,
}

fn discrepancies(state: &State, w: Words, need: &Need) -> Vec<Differs> {
    let mut found = Vec::new();
    for line in &need.lines {
        let commitments = line.commitments.iter();
        let sent = commitments.filter_map(|id| state.commitments.get(id));
        for (id, slot) in sent.flat_map(|c| &c.consigned_in) {
            let Some(consignment) = state.consignments.get(id) else {
                continue;
            };
            let open = consignment.has_discrepancy();
            let mut differing = consignment.discrepancies().filter(|_| open);
            let differs = differing.find(|(at, _)| at == slot);
            found.extend(differs.map(|(_, packed)| Differs {
                code: label(Kind::Consignment, id.0),
                packed: packed.quantity,
                counted: packed.there(),
                unit: names::unit(w, line.item.unit(), packed.quantity),
            }));
        }
    }
    found
}

/// The code of a need's freshness.
pub(crate) fn freshness(need: &Need, now: Stamp) -> &'static str {
    match need.freshness(now) {
        Freshness::Fresh => "fresh",
        Freshness::Due => "due",
        Freshness::Unconfirmed => "unconfirmed",
        Freshness::OffRanking => "off_ranking",
    }
}
