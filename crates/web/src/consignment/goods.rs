//! What is in the boxes, in words.

use relief::catalogue::Item;
use relief::commitment::Commitment;
use relief::consignment::{Consignment, ConsignmentLine};
use relief::state::State;

use crate::names;
use crate::t;
use crate::words::Words;

/// Kinds of goods that a title names; the rest are counted.
const NAMED_MAX: usize = 2;

/// The commitment that a line serves, and the kind of its goods.
pub fn of_line<'s>(state: &'s State, line: &ConsignmentLine) -> Option<(&'s Commitment, Item)> {
    let commitment = state.commitments.get(&line.commitment)?;
    let item = state.line(commitment.need, commitment.line)?.item;
    Some((commitment, item))
}

/// The goods of a consignment in a few words: `防护服 200 套、护目镜 50 副`.
pub fn sentence(w: Words, state: &State, found: &Consignment) -> String {
    said(w, &sums(state, found, |line| line.quantity))
}

/// The same of what the recipient took in.
pub fn accepted(w: Words, state: &State, found: &Consignment) -> String {
    said(w, &sums(state, found, |line| line.accepted))
}

fn said(w: Words, sums: &[(Item, u64)]) -> String {
    let named: Vec<String> = sums
        .iter()
        .take(NAMED_MAX)
        .map(|(item, n)| phrase(w, *item, *n))
        .collect();
    let more = sums.len().saturating_sub(NAMED_MAX);
    let text = named.join(&t!(w, "list-and"));
    if more == 0 {
        text
    } else {
        t!(w, "consignment-goods-more", goods = text, n = more)
    }
}

/// A kind and how much of it: `防护服 200 套`.
pub fn phrase(w: Words, item: Item, n: u64) -> String {
    t!(
        w,
        "consignment-goods",
        item = names::item(w, item),
        amount = names::amount(w, item, n)
    )
}

/// A figure of each kind, in the order of the lines.
fn sums(
    state: &State,
    found: &Consignment,
    figure: impl Fn(&ConsignmentLine) -> u64,
) -> Vec<(Item, u64)> {
    let mut sums: Vec<(Item, u64)> = Vec::new();
    for line in &found.lines {
        let Some((_, item)) = of_line(state, line) else {
            continue;
        };
        match sums.iter_mut().find(|(known, _)| *known == item) {
            Some((_, sum)) => *sum = sum.saturating_add(figure(line)),
            None => sums.push((item, figure(line))),
        }
    }
    sums
}
