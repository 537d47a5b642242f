//! How evenly coverage is spread between places, or between whatever else a table lists.
//!
//! With D what a unit needs, s what it has (official and delivered, at most D), m = Σs/ΣD: a unit weighs as much
//! as it needs. Gini, Hoover and the concentration index are exact fractions; Theil and Atkinson have nine
//! decimals. What is not defined is nothing, never 0: there is no coverage of no need, and nothing is spread
//! unevenly where nothing was delivered.

pub mod attainable;
pub mod closing;
pub mod disparity;
mod spread;
pub mod supply;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::fixed::Fixed;
use crate::ratio::Ratio;

/// The most that all units together may need, and may have: products of two sums stay exact in 128 bits.
pub const TOTAL_MAX: u64 = 1 << 60;

/// A place, a recipient, or one line of any table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit<G> {
    /// What it is counted with; units without a group are counted together.
    pub group: Option<G>,
    /// By what units are put in order for the concentration index, such as GDP per head. Only the order counts.
    pub index: Option<i64>,
    /// What it needs, in base units.
    pub needed: u64,
    /// What the state has delivered or allocated, in the same units.
    pub official: u64,
    /// What others have delivered, in the same units.
    pub delivered: u64,
}

impl<G> Unit<G> {
    /// What covers the need, at most the need, and what is beyond it.
    fn supply(&self) -> (u64, u64) {
        let has = self.official.saturating_add(self.delivered);
        let covers = has.min(self.needed);
        (covers, has - covers)
    }
}

/// Why there are no figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The needs, or what there is, add up to more than [`TOTAL_MAX`] at this unit, counted from 0.
    #[error("the amounts up to here add up to more than {TOTAL_MAX}: use a larger unit of measure")]
    TooMuch(usize),
}

/// The figures of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equity<G: Ord> {
    /// How many units have a need.
    pub units: usize,
    /// ΣD.
    pub needed: u64,
    /// Σs.
    pub supplied: u64,
    /// What units have beyond their need, those without a need included. In no other figure.
    pub excess: u64,
    /// Which units have no need, counted from 0. In no other figure but the excess.
    pub no_need: Vec<usize>,
    /// Which units have a need and no index, counted from 0. Not in the concentration index.
    pub no_index: Vec<usize>,
    /// m; nothing without a need.
    pub coverage: Option<Ratio>,
    /// The coverage of the worst-covered unit.
    pub min: Option<Ratio>,
    /// The best coverage less the worst.
    pub gap: Option<Ratio>,
    /// How unevenly it is spread; nothing when nothing was delivered.
    pub spread: Option<Spread>,
    /// By group; one entry, for `None`, when units have no groups.
    pub groups: BTreeMap<Option<G>, Group>,
    /// The best-covered group's coverage over the worst-covered one's.
    pub group_ratio: Option<Quotient>,
}

/// How unevenly coverage is spread, each 0 when all units stand alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// ΣΣ p_i p_j |c_i − c_j| / 2m with p = D/ΣD and c = s/D.
    pub gini: Ratio,
    /// ½ Σ |s/Σs − D/ΣD|: the share of the supply that would have to move.
    pub hoover: Ratio,
    /// Theil's T.
    pub theil: Theil,
    /// 1 − (Σ p √c)² / m, which is Atkinson's index for ε = ½.
    pub atkinson: Fixed,
    /// What the best and the worst covered have of it.
    pub palma: Palma,
    /// By index; nothing when no unit has one, or none of those that have one was supplied.
    pub concentration: Option<Concentration>,
}

/// T = Σ p (c/m) ln(c/m), and its parts by groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theil {
    /// T.
    pub total: Fixed,
    /// Σ s_g ln(m_g/m), with s_g a group's share of the supply.
    pub between: Fixed,
    /// Σ s_g T_g.
    pub within: Fixed,
}

/// Shares of the supply, a unit on the boundary counted in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palma {
    /// What the best-covered tenth of the need has.
    pub top: Ratio,
    /// What the worst-covered four tenths of the need have.
    pub bottom: Ratio,
}

impl Palma {
    /// The top's share over the bottom's; nothing when its terms are too long to be exact.
    #[must_use]
    pub fn ratio(&self) -> Option<Quotient> {
        if self.bottom.numerator() == 0 {
            return Some(Quotient::Infinite);
        }
        let above = self
            .top
            .numerator()
            .checked_mul(self.bottom.denominator())?;
        let below = self
            .top
            .denominator()
            .checked_mul(self.bottom.numerator())?;
        Ratio::of(above, below).map(Quotient::Finite)
    }
}

/// (2/m) Σ p (c − m)(R − ½) with R the mean rank of those with the same index: above 0 when a high index has more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concentration {
    /// C.
    pub index: Ratio,
    /// 4mC, which may be compared between different m.
    pub erreygers: Ratio,
}

/// A fraction that may be infinite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotient {
    /// As any fraction.
    Finite(Ratio),
    /// Something over nothing.
    Infinite,
}

/// The figures of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// How many units with a need.
    pub units: usize,
    /// ΣD of the group.
    pub needed: u64,
    /// Σs of the group.
    pub supplied: u64,
    /// m of the group.
    pub coverage: Ratio,
    /// The coverage of its worst-covered unit.
    pub min: Ratio,
    /// The share of all supply; nothing when nothing was delivered.
    pub share: Option<Ratio>,
    /// Theil's T within the group; nothing when it has no supply.
    pub theil: Option<Fixed>,
}

/// The figures of all units. O(n log n).
///
/// # Errors
/// When the amounts add up to more than [`TOTAL_MAX`].
pub fn equity<G: Ord + Copy>(units: &[Unit<G>]) -> Result<Equity<G>, Fault> {
    let mut parts: Vec<Part<G>> = Vec::with_capacity(units.len());
    let mut whole = Sums::default();
    let (mut no_need, mut no_index) = (Vec::new(), Vec::new());
    let mut excess = 0_u64;
    for (at, unit) in units.iter().enumerate() {
        let (supplied, beyond) = unit.supply();
        excess = excess.saturating_add(beyond);
        if unit.needed == 0 {
            no_need.push(at);
            continue;
        }
        if unit.index.is_none() {
            no_index.push(at);
        }
        let part = Part {
            group: unit.group,
            index: unit.index,
            needed: unit.needed,
            supplied,
        };
        whole.add(&part);
        if whole.needed > TOTAL_MAX || excess > TOTAL_MAX {
            return Err(Fault::TooMuch(at));
        }
        parts.push(part);
    }
    parts.sort_unstable_by(Part::by_coverage);
    let groups = group_sums(&parts);
    let ends = parts.first().zip(parts.last());
    Ok(Equity {
        units: parts.len(),
        needed: whole.needed,
        supplied: whole.supplied,
        excess,
        no_need,
        no_index,
        coverage: ratio(whole.supplied, whole.needed),
        min: ends.and_then(|(worst, _)| ratio(worst.supplied, worst.needed)),
        gap: ends.and_then(|(worst, best)| difference(best, worst)),
        spread: spread::spread(&parts, &whole, &groups),
        group_ratio: group_ratio(&groups),
        groups: groups
            .iter()
            .filter_map(|(group, sums)| Some((*group, sums.figures(&whole)?)))
            .collect(),
    })
}

/// The best-covered group's coverage over the worst-covered one's, as [`equity`] tells it, without all the rest; nothing
/// when the needs add up to more than [`TOTAL_MAX`]. O(n log groups).
fn apart<G: Ord>(units: impl Iterator<Item = Unit<G>>) -> Option<Quotient> {
    let mut groups: BTreeMap<Option<G>, Sums> = BTreeMap::new();
    for unit in units.filter(|unit| unit.needed > 0) {
        let (supplied, _) = unit.supply();
        let part = Part {
            group: None::<()>,
            index: None,
            needed: unit.needed,
            supplied,
        };
        groups.entry(unit.group).or_default().add(&part);
    }
    let needed = groups.values().map(|sums| sums.needed);
    let whole = needed.fold(0, u64::saturating_add);
    group_ratio(&groups).filter(|_| whole <= TOTAL_MAX)
}

/// A unit with a need, its supply capped.
struct Part<G> {
    group: Option<G>,
    index: Option<i64>,
    needed: u64,
    supplied: u64,
}

impl<G> Part<G> {
    /// The worst-covered first.
    fn by_coverage(&self, other: &Self) -> std::cmp::Ordering {
        let own = u128::from(self.supplied) * u128::from(other.needed);
        own.cmp(&(u128::from(other.supplied) * u128::from(self.needed)))
    }

    /// s ln(s/D) in units of 2^-56, with 0 ln 0 = 0.
    fn entropy(&self) -> i128 {
        match self.supplied {
            0 => 0,
            supplied => i128::from(supplied) * Fixed::ln(supplied, self.needed).units(),
        }
    }
}

/// Sums over units, the worst-covered first.
#[derive(Default)]
struct Sums {
    units: usize,
    needed: u64,
    supplied: u64,
    /// Σ s ln(s/D), in units of 2^-56.
    entropy: i128,
    min: Option<Ratio>,
}

impl Sums {
    fn add<G>(&mut self, part: &Part<G>) {
        self.units += 1;
        self.needed = self.needed.saturating_add(part.needed);
        self.supplied = self.supplied.saturating_add(part.supplied);
    }

    /// All of them as one unit.
    fn as_one(&self) -> Part<()> {
        Part {
            group: None,
            index: None,
            needed: self.needed,
            supplied: self.supplied,
        }
    }

    fn figures(&self, whole: &Sums) -> Option<Group> {
        Some(Group {
            units: self.units,
            needed: self.needed,
            supplied: self.supplied,
            coverage: ratio(self.supplied, self.needed)?,
            min: self.min?,
            share: ratio(self.supplied, whole.supplied),
            theil: (self.entropy - self.as_one().entropy())
                .checked_div(i128::from(self.supplied))
                .map(Fixed::from_units),
        })
    }
}

fn group_sums<G: Ord + Copy>(parts: &[Part<G>]) -> BTreeMap<Option<G>, Sums> {
    let mut groups: BTreeMap<Option<G>, Sums> = BTreeMap::new();
    for part in parts {
        let sums = groups.entry(part.group).or_default();
        sums.add(part);
        sums.entropy += part.entropy();
        sums.min = sums.min.or_else(|| ratio(part.supplied, part.needed));
    }
    groups
}

/// With one group only there is nothing to compare.
fn group_ratio<G: Ord>(groups: &BTreeMap<Option<G>, Sums>) -> Option<Quotient> {
    if groups.len() < 2 {
        return None;
    }
    let mut means: Vec<Part<()>> = groups.values().map(Sums::as_one).collect();
    means.sort_unstable_by(Part::by_coverage);
    let (worst, best) = means.first().zip(means.last())?;
    if best.supplied == 0 {
        return None;
    }
    let above = i128::from(best.supplied) * i128::from(worst.needed);
    let below = i128::from(worst.supplied) * i128::from(best.needed);
    Some(Ratio::of(above, below).map_or(Quotient::Infinite, Quotient::Finite))
}

fn difference<G>(best: &Part<G>, worst: &Part<G>) -> Option<Ratio> {
    let above = i128::from(best.supplied) * i128::from(worst.needed)
        - i128::from(worst.supplied) * i128::from(best.needed);
    Ratio::of(above, i128::from(best.needed) * i128::from(worst.needed))
}

fn ratio(above: u64, below: u64) -> Option<Ratio> {
    Ratio::of(i128::from(above), i128::from(below))
}
