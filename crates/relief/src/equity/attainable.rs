//! What the same goods could have done: the fairest spread of what volunteers delivered, over the lines that accept
//! it. Official supplies stay where they are; so does everything that no other line accepts.

use std::collections::BTreeMap;

use allocation::{Arc, Curve, Instance, Lot, LotId, Need as Asked, NeedId as AskedId};

use crate::catalogue::Item;
use crate::coverage::share;
use crate::ids::*;
use crate::need::NeedLine;
use crate::place::Place;
use crate::standard::Standard;
use crate::state::State;

use super::Unit;

/// One need line with a stated total, in base units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Whose.
    pub need: NeedId,
    /// Which line of it.
    pub line: u64,
    /// Where its recipient is.
    pub place: Place,
    /// N.
    pub needed: u64,
    /// S.
    pub official: u64,
    /// R, by claimed standard.
    pub received: BTreeMap<Option<Standard>, u64>,
    /// What it accepts; empty: any that suits the item.
    standards: Vec<Standard>,
}

impl Line {
    /// R.
    #[must_use]
    pub fn delivered(&self) -> u64 {
        let amounts = self.received.values();
        amounts.fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// As a unit of equity with so many delivered.
    #[must_use]
    pub fn unit<G>(&self, group: Option<G>, delivered: u64) -> Unit<G> {
        Unit {
            group,
            index: None,
            needed: self.needed,
            official: self.official,
            delivered,
        }
    }

    fn accepts(&self, standard: Option<Standard>) -> bool {
        let named = standard.is_some_and(|s| self.standards.contains(&s));
        self.standards.is_empty() || named || self.received.contains_key(&standard)
    }
}

/// The lines of every item that count, with a stated total; in the order of their needs. O(needs and commitments).
#[must_use]
pub fn lines(state: &State) -> BTreeMap<Item, Vec<Line>> {
    let mut lines: BTreeMap<Item, Vec<Line>> = BTreeMap::new();
    for (item, line) in chosen(state, |_| true) {
        lines.entry(item).or_default().push(line);
    }
    lines
}

/// Those of one item.
pub(super) fn lines_of(state: &State, item: Item) -> Vec<Line> {
    let lines = chosen(state, move |of| of == item);
    lines.map(|(_, line)| line).collect()
}

fn chosen(
    state: &State,
    wanted: impl Fn(Item) -> bool + Copy,
) -> impl Iterator<Item = (Item, Line)> {
    let needs = state.needs.iter().filter(|(_, need)| need.status.stood());
    let placed = needs.filter_map(|(id, need)| {
        let (_, recipient) = state.recipient(need.recipient)?;
        Some((*id, need, recipient.place))
    });
    placed.flat_map(move |(need, asked, place)| {
        let lines = (0..).zip(&asked.lines);
        lines.filter_map(move |(at, line)| {
            let needed = line.quantity.needed().filter(|_| wanted(line.item))?;
            let line_of_need = Line {
                need,
                line: at,
                place,
                needed,
                official: line.tally.official,
                received: received(state, line),
                standards: line.standards.clone(),
            };
            Some((line.item, line_of_need))
        })
    })
}

fn received(state: &State, line: &NeedLine) -> BTreeMap<Option<Standard>, u64> {
    let mut received: BTreeMap<Option<Standard>, u64> = BTreeMap::new();
    if line.tally.received == 0 {
        return received;
    }
    let commitments = line.commitments.iter();
    for commitment in commitments.filter_map(|id| state.commitments.get(id)) {
        let amount = share(state, commitment).received;
        if amount > 0 {
            let sum = received.entry(commitment.standard).or_default();
            *sum = sum.saturating_add(amount);
        }
    }
    received
}

/// What each line would have of the delivered goods in the fairest spread, in the order of the lines; nothing when
/// there are more than `allocation` plans at once.
#[must_use]
pub fn attainable(lines: &[Line]) -> Option<Vec<u64>> {
    let mut lots: BTreeMap<Option<Standard>, u64> = BTreeMap::new();
    for (standard, amount) in lines.iter().flat_map(|l| &l.received) {
        let sum = lots.entry(*standard).or_default();
        *sum = sum.saturating_add(*amount);
    }
    let lots: Vec<(LotId, Option<Standard>, u64)> = (0..)
        .zip(lots)
        .map(|(n, (standard, amount))| (LotId(n), standard, amount))
        .collect();
    let quantity = |amount: u64| i64::try_from(amount).ok();
    let mut arcs = Vec::new();
    let mut asked = Vec::new();
    for (id, line) in (0..).map(AskedId).zip(lines) {
        asked.push(Asked {
            id,
            demand: quantity(line.needed)?,
            covered: quantity(line.official)?,
            curve: Curve::coverage(1),
        });
        for (lot, standard, amount) in &lots {
            if line.accepts(*standard) {
                arcs.push(Arc {
                    lot: *lot,
                    need: id,
                    capacity: quantity(*amount)?,
                    cost: 0,
                });
            }
        }
    }
    let lot = |(id, _, amount): &(LotId, _, u64)| {
        let quantity = quantity(*amount)?;
        Some(Lot { id: *id, quantity })
    };
    let lots: Vec<Lot> = lots.iter().map(lot).collect::<Option<_>>()?;
    let instance = Instance::new(lots, asked, &arcs).ok()?;
    let given = allocation::fairest_quantities(&instance);
    given.into_iter().map(|n| u64::try_from(n).ok()).collect()
}
