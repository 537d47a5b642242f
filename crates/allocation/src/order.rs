//! Single units in their order, found fast: by a coarse number first, exactly where that is equal.

#![allow(
    clippy::indexing_slicing,
    reason = "every index comes from the instance's own lists"
)]

use std::cmp::Reverse;

use crate::curve::Position;
use crate::index::{at, of};
use crate::instance::Instance;

/// Bits of the fraction in a coarse number.
const FRACTION_BITS: u32 = 32;

/// A number that never falls when a position rises.
pub fn coarse(position: &Position) -> u64 {
    let (numerator, denominator) = (
        position.numerator.unsigned_abs(),
        position.denominator.unsigned_abs().max(1),
    );
    let one = 1_u64 << FRACTION_BITS;
    let fraction = if numerator < one {
        (numerator << FRACTION_BITS) / denominator
    } else {
        let wide = (u128::from(numerator) << FRACTION_BITS) / u128::from(denominator);
        u64::try_from(wide).unwrap_or(u64::MAX)
    };
    // What is covered beyond the demand stands at the end of its rank.
    (u64::from(position.rank) << (FRACTION_BITS + 2)) | fraction.min(4 * one - 1)
}

/// Sorts by coarse numbers, and by exact ones only where those are equal. What is equal in every way stays as it stood.
pub fn sort<T: Copy, E: Ord>(
    entries: &mut [T],
    coarse: impl Fn(&T) -> u64,
    exact: impl Fn(&T) -> E,
) {
    radsort::sort_by_key(entries, &coarse);
    for equals in entries.chunk_by_mut(|a, b| coarse(a) == coarse(b)) {
        // Most of them are equal exactly, and stand as they should.
        if equals.len() > 1 && !equals.is_sorted_by_key(&exact) {
            equals.sort_by_cached_key(&exact);
        }
    }
}

/// The last unit of every need that is given something, the latest first; of equal ones that of the first need.
pub fn last_units(instance: &Instance, given: &[i64]) -> Vec<u32> {
    let last = |need: u32| instance.needs()[at(need)].next(given[at(need)] - 1);
    let mut order: Vec<(u64, u32)> = (0..of(given.len()))
        .filter(|need| given[at(*need)] > 0)
        .map(|need| (coarse(&last(need).from), need))
        .collect();
    sort(
        &mut order,
        |(coarse, _)| u64::MAX - coarse,
        |(_, need)| Reverse(last(*need)),
    );
    order.into_iter().map(|(_, need)| need).collect()
}

/// A set of numbers that may claim to have a number that it does not have, seldom, and never the other way round.
pub struct Marks {
    words: Vec<u64>,
    shift: u32,
}

/// Marks for each number: one in so many that are not there is claimed to be.
const MARKS_EACH: usize = 16;

impl Marks {
    /// For about `count` numbers.
    pub fn new(count: usize) -> Self {
        let marks = (MARKS_EACH * count.max(4)).next_power_of_two();
        Self {
            words: vec![0; marks / 64],
            shift: 64 - marks.trailing_zeros(),
        }
    }

    /// The word and the bit of a number (Fibonacci hashing).
    fn place(&self, number: u64) -> (usize, u64) {
        let mark = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift;
        (usize::try_from(mark / 64).unwrap_or(0), 1 << (mark % 64))
    }

    pub fn set(&mut self, number: u64) {
        let (word, bit) = self.place(number);
        self.words[word] |= bit;
    }

    pub fn may_have(&self, number: u64) -> bool {
        let (word, bit) = self.place(number);
        self.words[word] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_coarse_order_never_contradicts_the_exact_one(
            a in (0..3_u32, 0..2_000_000_000_000_i64, 1..1_000_000_000_000_000_000_i64),
            b in (0..3_u32, 0..2_000_000_000_000_i64, 1..1_000_000_000_000_000_000_i64),
            near in any::<bool>(),
        ) {
            let position = |(rank, numerator, denominator)| Position { rank, numerator, denominator };
            let (a, b) = (position(a), position(b));
            // Fractions that differ in their last digits only.
            let b = if near { Position { denominator: a.denominator.saturating_add(1), ..a } } else { b };
            if a < b {
                prop_assert!(coarse(&a) <= coarse(&b));
            }
            if a == b {
                prop_assert_eq!(coarse(&a), coarse(&b));
            }
        }
    }
}
