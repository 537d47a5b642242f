//! Who would get how much if every good could go everywhere: the targets of a block.

use std::cmp::Ordering;

use crate::curve::Unit;
use crate::instance::Need;

/// A need of the block, with the least and the most that it can get.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    pub need: &'a Need,
    pub least: i64,
    pub most: i64,
}

/// Gives `total` units to the members, always the unit that comes first, each within its bounds.
///
/// Exact: equal units go to the member that stands first in the list. `total` is between the sums of the bounds.
pub fn targets(members: &[Member<'_>], total: i64) -> Vec<i64> {
    let mut given: Vec<i64> = members.iter().map(|member| member.least).collect();
    let mut rest = total - given.iter().sum::<i64>();
    let mut ranks: Vec<u32> = members
        .iter()
        .flat_map(|member| member.need.curve.phases().map(|phase| phase.rank))
        .collect();
    ranks.sort_unstable();
    ranks.dedup();
    for rank in ranks {
        let spans = spans(members, &given, rank);
        let sum: i64 = spans.iter().map(|span| span.to - span.from).sum();
        if sum > rest {
            share(members, &spans, rest, &mut given);
            break;
        }
        rest -= sum;
        for span in spans {
            if let Some(given) = given.get_mut(span.member) {
                *given = span.to;
            }
        }
    }
    given
}

/// The units of one member that stand in one rank: after `from` units given and up to `to`.
#[derive(Clone, Copy)]
struct Span {
    member: usize,
    from: i64,
    to: i64,
    covered: i64,
    pack: i64,
    denominator: i64,
}

impl Span {
    /// The units given once every unit below the level `level / 2^shift` is.
    fn below(&self, level: i128, shift: u32) -> i64 {
        let scaled = level * i128::from(self.denominator);
        let units = (scaled >> shift) + i128::from(scaled & ((1 << shift) - 1) != 0);
        // Rounded up: the unit that only begins below the level is below it.
        let given = (units - i128::from(self.covered) + i128::from(self.pack) - 1)
            .div_euclid(i128::from(self.pack));
        // Clamped first: what remains fits, because both bounds do.
        i64::try_from(given.clamp(i128::from(self.from), i128::from(self.to))).unwrap_or(self.to)
    }
}

fn spans(members: &[Member<'_>], given: &[i64], rank: u32) -> Vec<Span> {
    let mut spans = Vec::with_capacity(members.len());
    for (place, (member, given)) in members.iter().zip(given).enumerate() {
        let need = member.need;
        let Some(phase) = need.curve.phases().find(|phase| phase.rank == rank) else {
            continue;
        };
        let pack = need.curve.pack();
        let until = |covered: i64| pieces(covered.saturating_sub(need.covered), pack);
        let from = until(phase.start).max(*given);
        let to = until(phase.end).min(member.most);
        if from < to {
            spans.push(Span {
                member: place,
                from,
                to,
                covered: need.covered,
                pack,
                denominator: phase.weight * need.demand,
            });
        }
    }
    spans
}

/// The pieces that begin before so many units are there.
fn pieces(units: i64, pack: i64) -> i64 {
    units.max(0).saturating_add(pack - 1) / pack
}

/// Gives `rest` units, fewer than the spans hold, by their level.
///
/// Levels are cut into cells so narrow that no member has two units in one. Whole cells are given while they
/// fit; the units of the first that does not are sorted.
fn share(members: &[Member<'_>], spans: &[Span], rest: i64, given: &mut [i64]) {
    let widest = spans.iter().map(|span| span.denominator).max().unwrap_or(1);
    let shift = 64 - widest.leading_zeros();
    let count = |level: i128| -> i64 {
        spans
            .iter()
            .map(|span| span.below(level, shift) - span.from)
            .sum()
    };
    let (mut low, mut high) = (0_i128, 1_i128 << shift);
    while high - low > 1 {
        let middle = (low + high) / 2;
        if count(middle) <= rest {
            low = middle;
        } else {
            high = middle;
        }
    }
    let mut last: Vec<(Unit, usize)> = Vec::new();
    let mut missing = rest;
    for span in spans {
        let units = span.below(low, shift);
        missing -= units - span.from;
        if let Some(given) = given.get_mut(span.member) {
            *given = units;
        }
        if span.below(high, shift) > units
            && let Some(member) = members.get(span.member)
        {
            last.push((member.need.next(units), span.member));
        }
    }
    last.sort_unstable_by(|a, b| match a.0.cmp(&b.0) {
        Ordering::Equal => a.1.cmp(&b.1),
        other => other,
    });
    for (_, member) in last.into_iter().take(usize::try_from(missing).unwrap_or(0)) {
        if let Some(given) = given.get_mut(member) {
            *given += 1;
        }
    }
}
