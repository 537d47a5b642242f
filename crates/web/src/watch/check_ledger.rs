//! What a ledger of days says about itself: where a running total does not follow from the one before.

use std::cmp::Reverse;

use app::published::SentLedger;
use relief::watch::day::Day;
use relief::watch::decimal::Decimal;
use relief::watch::ledger::{Answer, Difference, Fall, Gap, Repeat, Total};
use serde::Serialize;

use super::check::{FoundRow, SHOWN_MAX};
use crate::t;
use crate::words::{Words, exact};

/// One pair of columns: what came on each day, and what came in all.
#[derive(Debug, Serialize)]
pub(super) struct LedgerModel {
    /// The name of the running total.
    pub column: String,
    /// Different days that have a row.
    pub days: usize,
    /// Days whose total can be checked.
    pub checkable: usize,
    /// Of these, those that agree.
    pub agree: usize,
    /// What does not agree: what differs by most first.
    pub differs: Vec<FoundRow>,
    /// Further findings.
    pub differs_more: usize,
    /// Days between two others that have no row, in words.
    pub gaps: Vec<String>,
    /// Cells that could not be read.
    pub unread: Vec<FoundRow>,
    /// Further ones.
    pub unread_more: usize,
}

/// The answer in words.
pub(super) fn model(w: Words, of: &SentLedger) -> LedgerModel {
    let mut differs = differs(w, of);
    let differs_more = differs.len().saturating_sub(SHOWN_MAX);
    differs.truncate(SHOWN_MAX);
    let answer = &of.answer;
    let cells = answer.unread.iter().take(SHOWN_MAX);
    LedgerModel {
        column: of.columns.cumulative.clone(),
        days: answer.days,
        checkable: answer.checkable,
        agree: answer.agree,
        differs,
        differs_more,
        gaps: answer.gaps.iter().take(SHOWN_MAX).map(gap).collect(),
        unread: cells.map(|cell| FoundRow::unread(w, cell)).collect(),
        unread_more: answer.unread.len().saturating_sub(SHOWN_MAX),
    }
}

/// Everything that differs: by how much, so that slips in the last digit do not hide what matters.
fn differs(w: Words, of: &SentLedger) -> Vec<FoundRow> {
    let Answer {
        differences,
        falls,
        repeats,
        totals,
        ..
    } = &of.answer;
    let falls = falls.iter().map(|one| {
        let by = one.from.minus(one.to);
        (by, one.row, fall(w, one))
    });
    let off = differences.iter().map(|one| {
        let by = one.by.max(Decimal::ZERO.minus(one.by).unwrap_or(one.by));
        (Some(by), one.row, difference(w, one))
    });
    let totals = totals.iter().filter(|one| one.stated != one.sum);
    let totals = totals.map(|one| {
        let by = one.stated.minus(one.sum).max(one.sum.minus(one.stated));
        (by, one.row, total(w, one))
    });
    let repeats = repeats.iter().map(|one| {
        let row = one.rows.last().copied().unwrap_or_default();
        (None, row, repeat(w, one))
    });
    let mut rows: Vec<_> = falls.chain(off).chain(totals).chain(repeats).collect();
    rows.sort_by_key(|(by, row, _)| (Reverse(*by), *row));
    let found = |(_, row, words)| FoundRow {
        sheet: of.sheet.clone(),
        row,
        words,
    };
    rows.into_iter().map(found).collect()
}

fn fall(w: Words, of: &Fall) -> String {
    let by = of.from.minus(of.to).unwrap_or(Decimal::ZERO);
    t!(
        w,
        "check-fall",
        date = of.date.clone(),
        from = exact(of.from),
        to = exact(of.to),
        by = exact(by)
    )
}

fn difference(w: Words, of: &Difference) -> String {
    let date = of.date.clone();
    match Decimal::ZERO.minus(of.by) {
        Some(short) if of.by < Decimal::ZERO => {
            t!(w, "check-total-short", date = date, by = exact(short))
        }
        _ => t!(w, "check-total-over", date = date, by = exact(of.by)),
    }
}

fn repeat(w: Words, of: &Repeat) -> String {
    let (date, n) = (of.date.clone(), of.rows.len());
    t!(w, "check-day-repeated", date = date, n = n)
}

fn total(w: Words, of: &Total) -> String {
    let (column, stated, sum) = (of.column.clone(), exact(of.stated), exact(of.sum));
    t!(w, "check-total-of", of = column, stated = stated, sum = sum)
}

/// Without the year: many ledgers state none.
fn gap(of: &Gap) -> String {
    let day = |day: Day| day.iso().get(5..).unwrap_or_default().to_owned();
    if of.from == of.to {
        day(of.from)
    } else {
        format!("{} – {}", day(of.from), day(of.to))
    }
}
