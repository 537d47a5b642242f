//! What was packed, line by line, with every count on the way.

use relief::consignment::{Consignment, ConsignmentLine};
use relief::entry::ReceiptLineFact;
use relief::state::State;
use serde::Serialize;

use crate::commitment::said::certificate;
use crate::consignment::goods;
use crate::consignment::hands::Hand;
use crate::label::{Kind, label};
use crate::names;
use crate::t;
use crate::words::{Words, date};

/// One line of the manifest.
#[derive(Debug, Serialize)]
pub struct LineModel {
    /// The item's code.
    pub item: &'static str,
    /// Its name.
    pub name: String,
    /// The unit.
    pub unit: &'static str,
    /// The commitment, by label.
    pub commitment: String,
    /// Claimed standard.
    pub standard: Option<&'static str>,
    /// Batch and expiry in words.
    pub batch: Option<String>,
    /// How far the certificate was checked, in words.
    pub certificate: Option<String>,
    /// Boxes.
    pub packages: u64,
    /// Packed, in base units.
    pub quantity: u64,
    /// Taken in by the recipient.
    pub accepted: u64,
    /// Arrived broken.
    pub damaged: u64,
    /// Did not arrive.
    pub missing: u64,
    /// Sent back at the door.
    pub refused: u64,
    /// Found beyond what was packed.
    pub surplus: u64,
    /// Not yet accounted for.
    pub open: u64,
    /// Who counted what.
    pub counts: Vec<CountModel>,
}

/// One count.
#[derive(Debug, Serialize)]
pub struct CountModel {
    /// Who.
    pub who: String,
    /// How many.
    pub count: u64,
    /// Against what was to be there.
    pub difference: i64,
    /// The entry.
    pub entry: u64,
}

pub(super) fn lines(
    w: Words,
    state: &State,
    found: &Consignment,
    hands: &[Hand],
    to: &str,
) -> Vec<LineModel> {
    let model = |(at, line): (usize, &ConsignmentLine)| {
        let (commitment, item) = goods::of_line(state, line)?;
        let shown = commitment.shown.as_ref();
        let batch = shown.and_then(|s| s.batch.as_ref());
        Some(LineModel {
            item: item.code(),
            name: names::item(w, item).to_owned(),
            unit: names::unit(w, item.unit(), line.quantity),
            commitment: label(Kind::Commitment, line.commitment.0),
            standard: commitment.standard.map(|s| s.written()),
            batch: batch.map(|b| batch_words(w, b)).filter(|b| !b.is_empty()),
            certificate: shown.map(|s| certificate(w, s.certificate)),
            packages: line.packages,
            quantity: line.quantity,
            accepted: line.accepted,
            damaged: line.damaged,
            missing: line.missing,
            refused: line.refused,
            surplus: line.surplus,
            open: line.open(),
            counts: counts(w, found, hands, at, to),
        })
    };
    found.lines.iter().enumerate().filter_map(model).collect()
}

fn batch_words(w: Words, batch: &relief::entry::Batch) -> String {
    let number = batch.number.as_ref().map(|n| n.as_str().to_owned());
    let expires = batch
        .expires_on
        .map(|at| t!(w, "track-expires", date = date(w, at.0)));
    let known: Vec<String> = number.into_iter().chain(expires).collect();
    known.join(&t!(w, "list-and"))
}

/// Who counted what of one line: each taker, and each receipt.
fn counts(w: Words, found: &Consignment, hands: &[Hand], at: usize, to: &str) -> Vec<CountModel> {
    let difference = |count: u64, expected: u64| {
        let apart = |a: u64, b: u64| i64::try_from(a.saturating_sub(b)).unwrap_or(i64::MAX);
        apart(count, expected).saturating_sub(apart(expected, count))
    };
    let taken = hands.iter().filter_map(|hand| {
        let (count, expected) = (*hand.counts.get(at)?, *hand.expected.get(at)?);
        Some(CountModel {
            who: hand.who.clone(),
            count,
            difference: difference(count, expected),
            entry: hand.entry,
        })
    });
    // What the last hands did not have is told in their row: who misses it again at the door misses nothing new.
    let brought = found.lines.get(at).map_or(0, |line| line.counted);
    let (mut settled, mut again) = (0_u64, 0);
    let received = found.receipts.iter().filter_map(move |receipt| {
        let line = of_line(&receipt.lines, at)?;
        let there = [line.damaged, line.refused];
        let there = there
            .iter()
            .fold(line.accepted, |sum, n| sum.saturating_add(*n));
        let count = there.saturating_add(line.surplus);
        settled = settled.saturating_add(there).saturating_add(line.missing);
        let before = std::mem::replace(&mut again, settled.saturating_sub(brought));
        let missing = line.missing.saturating_sub(again.saturating_sub(before));
        Some(CountModel {
            who: t!(w, "track-counted-by-recipient", who = to.to_owned()),
            count,
            difference: difference(line.surplus, missing),
            entry: receipt.index.0,
        })
    });
    taken.chain(received).collect()
}

fn of_line(lines: &[ReceiptLineFact], at: usize) -> Option<&ReceiptLineFact> {
    lines.iter().find(|l| usize::try_from(l.line) == Ok(at))
}
