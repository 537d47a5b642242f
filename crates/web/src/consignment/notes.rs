//! What was noted about a consignment on its way: stops, receipts, disputes, papers, with the words behind their seals.

use relief::consignment::{Consignment, Dispute, Receipt};
use relief::custody::Stop;
use relief::feedback::Feedback;
use relief::ids::{Index, Seal};
use relief::state::State;
use serde::Serialize;

use crate::consignment::{goods, words};
use crate::names;
use crate::names::organisation;
use crate::need::texts;
use crate::t;
use crate::visitor::Visitor;
use crate::words::{Words, date_time};

/// Something that was noted: a stop, a paper, a dispute.
#[derive(Debug, Serialize)]
pub struct Note {
    /// The entry.
    pub entry: u64,
    /// When, seconds UTC.
    pub at: i64,
    /// What.
    pub what: String,
    /// The words behind its seal, while they stand.
    pub text: Option<String>,
    /// Why the words were removed.
    pub removed: Option<String>,
    /// How it ended, for a dispute.
    pub ended: Option<Ended>,
    /// The field that seals its words, when it may have some.
    #[serde(skip)]
    pub field: Option<&'static str>,
}

/// What the recipient recorded.
#[derive(Debug, Serialize)]
pub struct ReceiptModel {
    /// What, when, and the remark.
    #[serde(flatten)]
    pub note: Note,
    /// Entries that amended it.
    pub corrected_by: Vec<u64>,
}

/// How a dispute ended.
#[derive(Debug, Serialize)]
pub struct Ended {
    /// The entry.
    pub entry: u64,
    /// The finding, and when.
    pub what: String,
    /// The auditor's reason, while it stands.
    pub text: Option<String>,
}

impl Note {
    fn of(entry: Index) -> Note {
        Note {
            entry: entry.0,
            at: 0,
            what: String::new(),
            text: None,
            removed: None,
            ended: None,
            field: None,
        }
    }

    /// Reads the words behind its seal, and those of its end.
    pub async fn read(&mut self, visitor: &Visitor) {
        if self.field.is_some()
            && let Some(text) = texts::of(visitor, self.entry).await.pop()
        {
            (self.text, self.removed) = (text.value, text.removed);
        }
        if let Some(ended) = &mut self.ended
            && let Some(text) = texts::of(visitor, ended.entry).await.pop()
        {
            ended.text = text.value;
        }
    }
}

/// Where it was stopped.
pub fn stops(w: Words, state: &State, found: &Consignment) -> Vec<Note> {
    let stop = |stop: &Stop| Note {
        at: stop.happened_at.0,
        what: stopped_at(w, state, stop),
        ..Note::of(stop.index)
    };
    found.stops.iter().map(stop).collect()
}

/// That it was stopped, and where.
pub fn stopped_at(w: Words, state: &State, stop: &Stop) -> String {
    let place = stop.place.map(|p| names::place(w, state, p));
    place.map_or_else(
        || t!(w, "track-stopped"),
        |place| t!(w, "track-stopped-at", place = place),
    )
}

/// What the recipient recorded.
pub fn receipt(w: Words, state: &State, found: &Consignment, receipt: &Receipt) -> ReceiptModel {
    let said = receipt.lines.iter().filter_map(|line| {
        let packed = found.lines.get(usize::try_from(line.line).ok()?)?;
        let (_, item) = goods::of_line(state, packed)?;
        Some(words::receipt_line(w, item, line))
    });
    let what: Vec<String> = said.collect();
    ReceiptModel {
        note: Note {
            at: receipt.happened_at.0,
            what: what.join(&t!(w, "words-semicolon")),
            field: receipt.remark.map(|_| "remark"),
            ..Note::of(receipt.index)
        },
        corrected_by: receipt.corrected_by.iter().map(|i| i.0).collect(),
    }
}

/// A disagreement.
pub fn dispute(w: Words, state: &State, dispute: &Dispute) -> Note {
    let by = organisation(state, dispute.by);
    let reason = words::dispute(w, dispute.reason);
    let what = match by {
        Some(who) => t!(w, "track-dispute-by", who = who, reason = reason),
        None => reason,
    };
    let ended = dispute.settled.map(|(finding, _, at, index)| Ended {
        entry: index.0,
        what: t!(
            w,
            "track-settled",
            finding = words::finding(w, finding),
            when = date_time(w, at.0)
        ),
        text: None,
    });
    Note {
        at: dispute.at.0,
        what,
        ended,
        field: Some("remark"),
        ..Note::of(dispute.index)
    }
}

/// What the recipient says of the goods.
pub fn feedback(w: Words, state: &State, found: &Consignment, of: &Feedback) -> Note {
    let line = of.line.and_then(|line| usize::try_from(line).ok());
    let packed = line.and_then(|line| found.lines.get(line));
    let item = packed.and_then(|packed| goods::of_line(state, packed));
    let what = words::feedback(w, of);
    Note {
        at: of.at.0,
        what: match item {
            Some((_, item)) => format!("{} · {what}", names::item(w, item)),
            None => what,
        },
        field: of.remark.map(|_| "remark"),
        ..Note::of(of.index)
    }
}

/// The papers carried along.
pub fn papers(w: Words, found: &Consignment) -> Vec<Note> {
    let paper = |(kind, seal, index): &(_, Option<Seal>, relief::ids::Index)| Note {
        what: words::paper(w, *kind),
        field: seal.map(|_| "document"),
        ..Note::of(*index)
    };
    found.papers.iter().map(paper).collect()
}
