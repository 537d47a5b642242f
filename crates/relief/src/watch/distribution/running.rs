//! Running sums of lines, so that a list of many totals is read once.

use std::collections::{BTreeMap, BTreeSet};

use super::super::decimal::Decimal;
use super::memos::Gift;

/// What a sum is of: everything, one item or unit by its number in the list, or one that no line has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    All,
    One(usize),
    Nothing,
}

impl From<Option<usize>> for Of {
    fn from(number: Option<usize>) -> Self {
        number.map_or(Self::Nothing, Self::One)
    }
}

/// Lines since the last total, by what they give.
#[derive(Default)]
pub(super) struct Counts {
    of: Vec<Count>,
    /// What was given since, in the order in which it came first.
    given: Vec<usize>,
}

/// Lines that give the same.
#[derive(Clone, Copy)]
pub(super) struct Count {
    lines: usize,
    /// Those with a number.
    numbers: usize,
    /// What these add up to, if it can be counted.
    sum: Option<Decimal>,
}

impl Default for Count {
    fn default() -> Self {
        Self {
            lines: 0,
            numbers: 0,
            sum: Some(Decimal::ZERO),
        }
    }
}

impl Counts {
    pub fn add(&mut self, gift: usize, number: Option<Decimal>) {
        if gift >= self.of.len() {
            self.of.resize(gift + 1, Count::default());
        }
        let Some(count) = self.of.get_mut(gift) else {
            return;
        };
        if count.lines == 0 {
            self.given.push(gift);
        }
        count.lines += 1;
        if let Some(number) = number {
            count.numbers += 1;
            count.sum = count.sum.and_then(|sum| sum.plus(number));
        }
    }

    /// Adds them up, and begins anew.
    pub fn take(&mut self, gifts: &[Gift]) -> Sums {
        let mut sums = Sums::default();
        for at in self.given.drain(..) {
            if let Some((gift, count)) = gifts.get(at).zip(self.of.get_mut(at)) {
                sums.add(gift, std::mem::take(count));
            }
        }
        sums
    }
}

/// Running sums, so that a list of many totals is read once: of everything, of each item and of each unit. A sum that
/// cannot be counted is none.
#[derive(Default)]
pub(super) struct Sums {
    numbers: BTreeMap<(Of, Of), Option<Decimal>>,
    pieces: BTreeMap<Of, Option<i64>>,
}

impl Sums {
    pub fn add(&mut self, gift: &Gift, count: Count) {
        if count.numbers > 0 {
            let goods = gift.goods.iter().map(|goods| Of::One(goods.number));
            let items: BTreeSet<Of> = goods.chain([Of::All]).collect();
            for item in items {
                for unit in [Of::All, Of::One(gift.unit)] {
                    let sum = self.numbers.entry((item, unit));
                    let sum = sum.or_insert(Some(Decimal::ZERO));
                    *sum = sum.zip(count.sum).and_then(|(sum, more)| sum.plus(more));
                }
            }
        }
        let lines = i64::try_from(count.lines).ok();
        for goods in &gift.goods {
            let pieces = goods.pieces.zip(lines);
            let pieces = pieces.and_then(|(pieces, lines)| pieces.checked_mul(lines));
            for item in [Of::One(goods.number), Of::All] {
                let sum = self.pieces.entry(item).or_insert(Some(0));
                *sum = sum
                    .zip(pieces)
                    .and_then(|(sum, more)| sum.checked_add(more));
            }
        }
    }

    /// Adds those of further lines.
    pub fn join(&mut self, other: &Self) {
        for (of, more) in &other.numbers {
            let sum = self.numbers.entry(*of).or_insert(Some(Decimal::ZERO));
            *sum = sum.zip(*more).and_then(|(sum, more)| sum.plus(more));
        }
        for (of, more) in &other.pieces {
            let sum = self.pieces.entry(*of).or_insert(Some(0));
            *sum = sum.zip(*more).and_then(|(sum, more)| sum.checked_add(more));
        }
    }

    /// The sum of the lines about an item, in a unit.
    pub fn of(&self, item: Of, unit: Of) -> Option<Decimal> {
        self.numbers.get(&(item, unit)).copied().flatten()
    }

    /// The pieces of an item, where all its lines can be counted; nothing of what is not there.
    pub fn pieces_of(&self, item: Of) -> Option<i64> {
        self.pieces.get(&item).copied().unwrap_or(Some(0))
    }
}
