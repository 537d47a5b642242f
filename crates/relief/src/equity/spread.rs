//! How unevenly coverage is spread: the measures over units in the order of their coverage.

use std::collections::BTreeMap;

use super::{Concentration, Palma, Part, Spread, Sums, Theil};
use crate::fixed::{FRACTION_BITS, Fixed, WORK_BITS, root};
use crate::ratio::Ratio;

/// The measures of units that are in the order of their coverage; nothing when nothing was delivered.
pub(super) fn spread<G: Ord>(
    parts: &[Part<G>],
    whole: &Sums,
    groups: &BTreeMap<Option<G>, Sums>,
) -> Option<Spread> {
    if whole.supplied == 0 {
        return None;
    }
    Some(Spread {
        gini: gini(parts, whole)?,
        hoover: hoover(parts, whole)?,
        theil: theil(whole, groups)?,
        atkinson: atkinson(parts, whole)?,
        palma: palma(parts, whole)?,
        concentration: concentration(parts),
    })
}

/// p_i p_j |c_i − c_j| = |s_i D_j − s_j D_i| / (ΣD)²: in the order of coverage no sign is in doubt, and running
/// sums stand for the pairs.
fn gini<G>(parts: &[Part<G>], whole: &Sums) -> Option<Ratio> {
    let (mut needed, mut supplied, mut sum) = (0_i128, 0_i128, 0_i128);
    for part in parts {
        let (d, s) = (i128::from(part.needed), i128::from(part.supplied));
        sum += s * needed - d * supplied;
        needed += d;
        supplied += s;
    }
    Ratio::of(sum, i128::from(whole.needed) * i128::from(whole.supplied))
}

fn hoover<G>(parts: &[Part<G>], whole: &Sums) -> Option<Ratio> {
    let (all_d, all_s) = (i128::from(whole.needed), i128::from(whole.supplied));
    let moved =
        |part: &Part<G>| i128::from(part.supplied) * all_d - i128::from(part.needed) * all_s;
    // What some have too much is what the others have too little.
    let sum: i128 = parts.iter().map(|part| moved(part).max(0)).sum();
    Ratio::of(sum, all_d * all_s)
}

fn theil<G: Ord>(whole: &Sums, groups: &BTreeMap<Option<G>, Sums>) -> Option<Theil> {
    let all: i128 = groups.values().map(|group| group.entropy).sum();
    let means: i128 = groups.values().map(|group| group.as_one().entropy()).sum();
    let share = |entropy: i128| {
        let units = entropy.checked_div(i128::from(whole.supplied));
        units.map(Fixed::from_units)
    };
    Some(Theil {
        total: share(all - whole.as_one().entropy())?,
        between: share(means - whole.as_one().entropy())?,
        within: share(all - means)?,
    })
}

/// (Σ p √c)² / m = (Σ √(sD))² / (Σs ΣD).
fn atkinson<G>(parts: &[Part<G>], whole: &Sums) -> Option<Fixed> {
    let product = |needed: u64, supplied: u64| u128::from(needed) * u128::from(supplied);
    let sum: u128 = parts
        .iter()
        .map(|part| root(product(part.needed, part.supplied)))
        .sum();
    let even = root(product(whole.needed, whole.supplied));
    // Both by the same power of two, so that the quotient fits.
    let beyond = even.checked_ilog2()?.saturating_sub(u64::BITS - 1);
    let one = 1_u128 << WORK_BITS;
    let quotient = ((sum >> beyond) << WORK_BITS).checked_div(even >> beyond)?;
    let quotient = quotient.min(one);
    let left = (one * one - quotient * quotient) >> (2 * WORK_BITS - FRACTION_BITS);
    i128::try_from(left).ok().map(Fixed::from_units)
}

/// What the worst-covered of a need have together, `tenths` of all need, times 10 and the need of the unit on the
/// boundary; and that need.
fn worst<G>(parts: &[Part<G>], whole: &Sums, tenths: i128) -> Option<(i128, i128)> {
    let wanted = i128::from(whole.needed) * tenths;
    let (mut needed, mut supplied) = (0_i128, 0_i128);
    for part in parts {
        let (d, s) = (i128::from(part.needed), i128::from(part.supplied));
        if 10 * (needed + d) >= wanted {
            return Some((10 * supplied * d + s * (wanted - 10 * needed), d));
        }
        needed += d;
        supplied += s;
    }
    None
}

fn palma<G>(parts: &[Part<G>], whole: &Sums) -> Option<Palma> {
    let all = 10 * i128::from(whole.supplied);
    let (bottom, of_bottom) = worst(parts, whole, 4)?;
    let (rest, of_rest) = worst(parts, whole, 9)?;
    Some(Palma {
        bottom: Ratio::of(bottom, all * of_bottom)?,
        top: Ratio::of(all * of_rest - rest, all * of_rest)?,
    })
}

/// With Q the need of those with a lower index and D_g that of those with the same: R = (Q + D_g/2) / ΣD, and
/// C = Σ s (2Q + D_g − ΣD) / (Σs ΣD), because Σ p (R − ½) = 0.
fn concentration<G>(parts: &[Part<G>]) -> Option<Concentration> {
    let mut ranks: BTreeMap<i64, (i128, i128)> = BTreeMap::new();
    for part in parts {
        if let Some(index) = part.index {
            let (needed, supplied) = ranks.entry(index).or_default();
            *needed += i128::from(part.needed);
            *supplied += i128::from(part.supplied);
        }
    }
    let needed: i128 = ranks.values().map(|(needed, _)| needed).sum();
    let supplied: i128 = ranks.values().map(|(_, supplied)| supplied).sum();
    let (mut lower, mut sum) = (0_i128, 0_i128);
    for (same, has) in ranks.values() {
        sum += has * (2 * lower + same - needed);
        lower += same;
    }
    Some(Concentration {
        index: Ratio::of(sum, needed * supplied)?,
        erreygers: Ratio::of(4 * sum, needed * needed)?,
    })
}
