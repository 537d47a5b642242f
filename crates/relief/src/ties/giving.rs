//! How giving is spread over people: few who carry much, or many who carry a little.

use super::wide;
use crate::ratio::Ratio;

/// How giving is spread. Those who give nothing count, but for the effective number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Giving {
    /// N: the figures mean little without it.
    pub people: usize,
    /// How many give at all.
    pub givers: usize,
    /// Gini over all N; nothing when nobody gives.
    pub gini: Option<Ratio>,
    /// 1/Σs² with s the shares: as many equal givers would be as concentrated.
    pub effective_number: Option<Ratio>,
    /// The fewest people who give half of it or more; nothing when nobody gives.
    pub bus_factor: Option<usize>,
}

/// From what each person gave; all together at most [`super::WEIGHT_MAX`].
#[must_use]
pub fn giving(given: &[u64]) -> Giving {
    let mut given: Vec<i128> = given.iter().copied().map(i128::from).collect();
    given.sort_unstable();
    let people = wide(given.len());
    let all: i128 = given.iter().sum();
    let squares: i128 = given.iter().map(|one| one * one).sum();
    // Σ (2i − N − 1) x_i over the ascending order, i from 1.
    let ranks = (1_i128..).map(|i| 2 * i - people - 1);
    let uneven: i128 = ranks.zip(&given).map(|(rank, one)| rank * one).sum();
    Giving {
        people: given.len(),
        givers: given.iter().filter(|one| **one > 0).count(),
        gini: Ratio::of(uneven, people * all),
        effective_number: Ratio::of(all * all, squares),
        bus_factor: half(&given, all),
    }
}

/// How many from the top give half or more.
fn half(ascending: &[i128], all: i128) -> Option<usize> {
    let mut sum = 0;
    let before = ascending.iter().rev().take_while(|one| {
        let more = 2 * sum < all;
        sum += **one;
        more
    });
    Some(before.count()).filter(|_| all > 0)
}
