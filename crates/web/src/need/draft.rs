//! A pasted appeal, read into the form: lines, whose, where, and what is kept out of public view.

use std::ops::Range;

use relief::reading::{Draft, DraftKind, DraftLine, read};
use relief::standard;
use relief::state::State;

use super::directory::{listed, of_name};
use super::form::{LineForm, NeedForm};
use crate::t;
use crate::words::Words;

/// A form filled from a text; nothing is posted that nobody confirmed.
pub(crate) fn of_text(w: Words, state: &State, text: &str, form: NeedForm) -> NeedForm {
    let draft = read(text);
    let named = draft.recipient.as_ref().map(|r| r.name.clone());
    let per_line = draft.lines.iter().find_map(|l| l.recipient.clone());
    let name = named.or(per_line).unwrap_or_default();
    let place = draft
        .place
        .as_ref()
        .map(|p| p.name.clone())
        .unwrap_or_default();
    let recipient = match of_name(state, &name).as_slice() {
        [id] if !name.is_empty() => listed(w, state, *id),
        _ => name,
    };
    let contacts = draft
        .contact_spans
        .iter()
        .filter_map(|span| text.get(span.clone()));
    NeedForm {
        recipient: if form.recipient.is_empty() {
            recipient
        } else {
            form.recipient
        },
        place: if form.place.is_empty() {
            place
        } else {
            form.place
        },
        lines: draft
            .lines
            .iter()
            .map(|line| of_line(w, text, line))
            .collect(),
        contact: contacts.collect::<Vec<_>>().join(" "),
        text: text.to_owned(),
        ..form
    }
    .recalled()
}

impl NeedForm {
    /// Shows the pasted text again, with what was recognised in it.
    pub(super) fn recalled(self) -> NeedForm {
        if self.text.is_empty() {
            return self;
        }
        let draft = read(&self.text);
        NeedForm {
            marks: marks(&draft),
            doubt: match draft.kind {
                // What somebody saw is told, not asked for.
                _ if self.testimony.is_some() => None,
                DraftKind::Need => None,
                DraftKind::Offer => Some("offer"),
                DraftKind::NotNeed => Some("talk"),
            },
            ..self
        }
    }
}

/// A line in base units where the text says so; otherwise the person counts.
fn of_line(w: Words, text: &str, line: &DraftLine) -> LineForm {
    let base = line.unit.is_none_or(|unit| unit == line.item.unit().code);
    let number = match (line.quantity, line.pack_size) {
        (Some(n), _) if base => Some(n),
        (Some(n), Some(size)) => n.checked_mul(size),
        _ => None,
    };
    let written = text.get(line.span.clone()).unwrap_or(&line.item_as_written);
    let counts = line.quantity.is_some() && number.is_none();
    let known = line
        .standard
        .as_deref()
        .and_then(|s| standard::all().find(|known| known.written() == s));
    LineForm {
        item: line.item.code().to_owned(),
        quantity: number.map_or_else(String::new, |n| n.to_string()),
        how: if line.quantity_max.is_some() {
            "at_least"
        } else {
            "exact"
        }
        .to_owned(),
        unknown: line.quantity.is_none(),
        by: String::new(),
        standards: known
            .filter(|s| s.suits(line.item))
            .map(|s| s.code().to_owned())
            .into_iter()
            .collect(),
        as_written: if counts || line.item.code() == relief::catalogue::OTHER {
            t!(w, "need-as-written", text = written.to_owned())
        } else {
            String::new()
        },
    }
}

/// What was recognised, in the order of the text and without overlaps.
fn marks(draft: &Draft) -> Vec<(usize, usize)> {
    let named = draft.recipient.iter().map(|r| r.span.clone());
    let mut spans: Vec<Range<usize>> = draft
        .lines
        .iter()
        .map(|l| l.span.clone())
        .chain(named)
        .collect();
    spans.sort_by_key(|s| (s.start, s.end));
    let mut marks: Vec<(usize, usize)> = Vec::new();
    for span in spans {
        if marks.last().is_none_or(|(_, end)| span.start >= *end) {
            marks.push((span.start, span.end));
        }
    }
    marks
}
