//! Who comes first: the priority curve of a need, and the order of single units that follows from it.

use std::cmp::Ordering;

/// The most phases that a curve can have.
pub const PHASES_MAX: usize = 16;

/// The largest weight of a need, 10^6.
pub const WEIGHT_MAX: i64 = 1_000_000;

/// The largest pack, 10^6 units.
pub const PACK_MAX: i64 = 1_000_000;

/// Where a need stands: first by rank, then by the exact fraction `numerator / denominator`.
///
/// Equality and order are those of the numbers: 1/2 equals 2/4.
#[derive(Clone, Copy, Debug)]
pub struct Position {
    /// Tier and phase; a lower rank always comes first.
    pub rank: u32,
    /// Units covered.
    pub numerator: i64,
    /// Weight times units needed; above 0.
    pub denominator: i64,
}

impl Position {
    /// The fraction in lowest terms.
    #[must_use]
    pub const fn lowest_terms(&self) -> (i64, i64) {
        let (mut a, mut b) = (self.numerator, self.denominator);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        (self.numerator / a, self.denominator / a)
    }
}

impl Ord for Position {
    fn cmp(&self, other: &Self) -> Ordering {
        let own = i128::from(self.numerator) * i128::from(other.denominator);
        let theirs = i128::from(other.numerator) * i128::from(self.denominator);
        self.rank.cmp(&other.rank).then(own.cmp(&theirs))
    }
}

impl PartialOrd for Position {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Position {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Position {}

/// One unit given to a need: it lifts the need from one position to the next.
///
/// Units come in the order in which they are worth giving: the lowest position first; of equal positions the
/// greater jump, because the one that is left behind is left at the same place either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Before.
    pub from: Position,
    /// After.
    pub to: Position,
}

impl Ord for Unit {
    fn cmp(&self, other: &Self) -> Ordering {
        self.from
            .cmp(&other.from)
            .then_with(|| other.to.cmp(&self.to))
    }
}

impl PartialOrd for Unit {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A priority curve: from the units covered to a position, strictly rising.
///
/// One phase says: coverage divided by the weight. A tier puts every unit of the need before all units of later
/// tiers. A second phase says: once so many units are covered, the rest waits until every need of the tier has
/// left its own first phase ("everyone to 20 % first, then by risk").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    tier: u16,
    weight: i64,
    pack: i64,
    /// (first covered unit of the phase, its weight), rising.
    later: Vec<(i64, i64)>,
}

impl Curve {
    /// Coverage divided by `weight`: a need of weight 2 is worth as much coverage again.
    #[must_use]
    pub const fn coverage(weight: i64) -> Self {
        Self {
            tier: 0,
            weight,
            pack: 1,
            later: Vec::new(),
        }
    }

    /// The same curve for a need that is given whole packs of so many units each.
    pub(crate) const fn in_packs(mut self, units: i64) -> Self {
        self.pack = units;
        self
    }

    /// The units in what is given at once.
    pub(crate) const fn pack(&self) -> i64 {
        self.pack
    }

    /// The same curve in another tier; tier 0 comes first.
    #[must_use]
    pub fn in_tier(mut self, tier: u16) -> Self {
        self.tier = tier;
        self
    }

    /// The same curve with a further phase, which begins once `covered` units are there.
    #[must_use]
    pub fn then(mut self, covered: i64, weight: i64) -> Self {
        self.later.push((covered, weight));
        self
    }

    /// Whether it is strictly rising and within the limits: weights of 1 to [`WEIGHT_MAX`], packs of 1 to
    /// [`PACK_MAX`], phases in order and at most [`PHASES_MAX`].
    #[must_use]
    pub fn is_valid(&self) -> bool {
        let weights = self.later.iter().map(|(_, weight)| *weight);
        let starts = self.later.iter().map(|(start, _)| *start);
        std::iter::once(self.weight)
            .chain(weights)
            .all(|weight| (1..=WEIGHT_MAX).contains(&weight))
            && starts.clone().all(|start| start > 0)
            && starts.is_sorted_by(|a, b| a < b)
            && (1..=PACK_MAX).contains(&self.pack)
            && self.later.len() < PHASES_MAX
    }

    /// The weight of the first phase.
    #[must_use]
    pub const fn weight(&self) -> i64 {
        self.weight
    }

    /// Where a need of `demand` units stands when `covered` of them are there.
    #[must_use]
    pub fn position(&self, covered: i64, demand: i64) -> Position {
        let passed = self.later.partition_point(|(start, _)| *start <= covered);
        let weight = passed
            .checked_sub(1)
            .and_then(|phase| self.later.get(phase))
            .map_or(self.weight, |(_, weight)| *weight);
        Position {
            rank: self.rank(passed),
            numerator: covered,
            denominator: weight.saturating_mul(demand),
        }
    }

    /// The ranks of its phases, each with its first and last covered unit (the last is not in it).
    pub(crate) fn phases(&self) -> impl Iterator<Item = Phase> + '_ {
        let starts = std::iter::once((0, self.weight)).chain(self.later.iter().copied());
        starts.enumerate().map(|(phase, (start, weight))| Phase {
            rank: self.rank(phase),
            start,
            end: self.later.get(phase).map_or(i64::MAX, |(next, _)| *next),
            weight,
        })
    }

    fn rank(&self, phase: usize) -> u32 {
        u32::from(self.tier)
            .saturating_mul(crate::index::of(PHASES_MAX))
            .saturating_add(crate::index::of(phase))
    }
}

/// One phase of a curve.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phase {
    pub(crate) rank: u32,
    /// The first covered unit that is in it.
    pub(crate) start: i64,
    /// The first that is not.
    pub(crate) end: i64,
    pub(crate) weight: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_fractions_are_equal_positions() {
        let half = Curve::coverage(1).position(1, 2);
        assert_eq!(half, Curve::coverage(2).position(4, 4));
        assert!(half < Curve::coverage(1).position(2, 3));
        assert!(half < Curve::coverage(1).in_tier(1).position(0, 2));
    }

    #[test]
    fn of_equal_positions_the_greater_jump_comes_first() {
        let unit = |demand| Unit {
            from: Curve::coverage(1).position(0, demand),
            to: Curve::coverage(1).position(1, demand),
        };
        assert!(unit(2) < unit(3));
    }

    #[test]
    fn a_phase_waits_for_everyone() {
        let curve = Curve::coverage(1).then(20, 5);
        assert!(curve.is_valid());
        assert!(curve.position(19, 100) < curve.position(20, 100));
        assert!(Curve::coverage(1).position(99, 100) < curve.position(20, 100));
        assert!(!Curve::coverage(1).then(20, 5).then(20, 5).is_valid());
        assert!(!Curve::coverage(0).is_valid());
    }
}
