//! What the page of a published list shows, and the row of one.

use relief::distribution::Distribution;
use relief::entry::{DistributionLineFact, DistributionTotalFact};
use relief::ids::{DistributionId, Stamp};
use relief::state::State;
use serde::Serialize;

use super::flag::{Badge, badges};
use crate::names;
use crate::need::texts::{self, TextModel};
use crate::visitor::Visitor;
use crate::words::Words;

/// Lists on the page of the watch; each has its address in the journal.
const ROWS_MAX: usize = 20;
/// Lines of a list on one page.
const LINES_SHOWN_MAX: usize = 200;
/// Totals of a list on its pages: those that do not agree stand as flags beside them.
const TOTALS_SHOWN_MAX: usize = 200;
/// Flags of a list beside it; the watch has all.
const FLAGS_SHOWN_MAX: usize = 20;

/// A list in one line.
#[derive(Debug, Serialize)]
pub(super) struct ListRow {
    pub id: u64,
    pub issuer: String,
    pub published_on: i64,
    /// The list in whose place it stands.
    pub corrects: Option<u64>,
}

/// The lists, the newest first.
pub(super) fn rows(state: &State) -> Vec<ListRow> {
    let newest = state.distributions.iter().rev().take(ROWS_MAX);
    let row = |(id, list): (&DistributionId, &Distribution)| ListRow {
        id: id.0,
        issuer: list.issuer.as_str().to_owned(),
        published_on: list.published_on.0,
        corrects: list.corrects.map(|id| id.0),
    };
    newest.map(row).collect()
}

/// `/watch/lists/ID`; amounts in base units.
#[derive(Debug, Serialize)]
pub(super) struct ListPage {
    #[serde(flatten)]
    pub list: ListRow,
    pub corrected_by: Option<u64>,
    pub recorded_at: i64,
    /// A page of its lines.
    pub lines: Vec<LineModel>,
    /// Lines before the first of this page.
    pub from: usize,
    pub lines_in_all: usize,
    pub totals: Vec<TotalModel>,
    /// Further ones.
    pub totals_more: usize,
    /// Where it was read.
    pub source: Option<TextModel>,
    /// Open flags about it, the first of them.
    pub flags: Vec<Badge>,
    /// Further ones.
    pub flags_more: usize,
    /// What in it does not add up, flagged or not.
    pub findings: usize,
}

/// Which lines a reader asks to see.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub from: usize,
}

impl ListPage {
    /// Where the page before this one begins, if there is one.
    pub fn before(&self) -> Option<usize> {
        (self.from > 0).then(|| self.from.saturating_sub(LINES_SHOWN_MAX))
    }

    /// Where the next one begins.
    pub fn after(&self) -> Option<usize> {
        let next = self.from.saturating_add(self.lines.len());
        (next < self.lines_in_all).then_some(next)
    }
}

/// One line.
#[derive(Debug, Serialize)]
pub(super) struct LineModel {
    pub given_to: String,
    pub given_by: Option<String>,
    pub item: &'static str,
    pub what: String,
    pub class: Option<&'static str>,
    pub quantity: u64,
    pub was: Option<u64>,
}

/// One stated total, and what the lines of its goods add up to.
#[derive(Debug, Serialize)]
pub(super) struct TotalModel {
    pub given_by: Option<String>,
    pub item: &'static str,
    pub what: String,
    pub class: Option<&'static str>,
    pub quantity: u64,
    pub placed: u64,
    pub stored: u64,
    pub written_off: u64,
}

impl TotalModel {
    /// Placed, in store and written off.
    pub fn sum(&self) -> u64 {
        let known = self.placed.saturating_add(self.stored);
        known.saturating_add(self.written_off)
    }
}

/// Collects the page; nothing when there is no such list.
pub(super) async fn page(visitor: &Visitor, id: DistributionId, from: usize) -> Option<ListPage> {
    let mut page = public(visitor, id, from)?;
    page.source = texts::of(visitor, id.0).await.pop();
    Some(page)
}

fn public(visitor: &Visitor, id: DistributionId, from: usize) -> Option<ListPage> {
    let (w, now): (Words, Stamp) = (visitor.words(), visitor.app().now());
    let state = visitor.app().state();
    let list = state.distributions.get(&id)?;
    let line = |line: &DistributionLineFact| LineModel {
        given_to: line.given_to.as_str().to_owned(),
        given_by: line.given_by.as_ref().map(|n| n.as_str().to_owned()),
        item: line.item.code(),
        what: names::item(w, line.item).to_owned(),
        class: line.class.map(|c| c.written()),
        quantity: line.quantity,
        was: line.was,
    };
    let total = |(total, placed): (&DistributionTotalFact, &u64)| TotalModel {
        given_by: total.given_by.as_ref().map(|n| n.as_str().to_owned()),
        item: total.item.code(),
        what: names::item(w, total.item).to_owned(),
        class: total.class.map(|c| c.written()),
        quantity: total.quantity,
        placed: *placed,
        stored: total.stored,
        written_off: total.written_off,
    };
    let mut flags = badges(w, &state, [id.0], now);
    let flags_more = flags.len().saturating_sub(FLAGS_SHOWN_MAX);
    flags.truncate(FLAGS_SHOWN_MAX);
    let totals = list.totals.iter().zip(&list.placed);
    let lines = list.lines.iter().skip(from).take(LINES_SHOWN_MAX);
    Some(ListPage {
        list: ListRow {
            id: id.0,
            issuer: list.issuer.as_str().to_owned(),
            published_on: list.published_on.0,
            corrects: list.corrects.map(|id| id.0),
        },
        corrected_by: list.corrected_by.map(|id| id.0),
        recorded_at: list.recorded_at.0,
        lines: lines.map(line).collect(),
        from: from.min(list.lines.len()),
        lines_in_all: list.lines.len(),
        totals: totals.take(TOTALS_SHOWN_MAX).map(total).collect(),
        totals_more: list.totals.len().saturating_sub(TOTALS_SHOWN_MAX),
        source: None,
        flags,
        flags_more,
        findings: list.findings_in_all,
    })
}
