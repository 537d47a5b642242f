//! Lists that others published: sums, classes, repeated lines, and figures that a later list put in place of them.

use crate::code::FlagKind;
use crate::distribution::{Distribution, LINES_MAX};
use crate::entry::DistributionLineFact;
use crate::ids::*;
use crate::state::State;

use super::consignments::notice;
use super::distribution::Class;
use super::notice::Notice;

pub(super) fn notices(state: &State, subject: Index, list: &Distribution, found: &mut Vec<Notice>) {
    sums(subject, list, found);
    classes(subject, list, found);
    repeated(subject, list, found);
    let earlier = list.corrects.and_then(|id| {
        let earlier = state.distributions.get(&id)?;
        Some((Index(id.0), earlier))
    });
    if let Some((index, earlier)) = earlier {
        replaced(subject, list, index, earlier, found);
        renamed(subject, list, index, earlier, found);
    }
}

/// In = placed + in store + written off.
fn sums(subject: Index, list: &Distribution, found: &mut Vec<Notice>) {
    for (part, total) in (0..).zip(&list.totals) {
        let known = [total.stored, total.written_off];
        let known = known.iter();
        let sum = known.fold(list.placed(total), |sum, n| sum.saturating_add(*n));
        if sum != total.quantity {
            let figures = (total.quantity, sum);
            found.push(notice(
                FlagKind::SumMismatch,
                subject,
                part,
                figures,
                [subject],
            ));
        }
    }
}

/// Goods that came in under one class and went out under another. The part is the total's.
fn classes(subject: Index, list: &Distribution, found: &mut Vec<Notice>) {
    for (part, total) in (0..).zip(&list.totals) {
        let other = |l: &&DistributionLineFact| {
            Distribution::counts_for(total, l) && differ(total.class, l.class)
        };
        let others = list.lines.iter().filter(other);
        let placed = others.fold(0_u64, |sum, l| sum.saturating_add(l.quantity));
        if placed > 0 {
            let figures = (total.quantity, placed);
            found.push(notice(
                FlagKind::ClassMismatch,
                subject,
                part,
                figures,
                [subject],
            ));
        }
    }
}

fn differ(one: Option<Class>, other: Option<Class>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one != other)
}

fn repeated(subject: Index, list: &Distribution, found: &mut Vec<Notice>) {
    for (at, line) in list.lines.iter().enumerate() {
        let before = list.lines.iter().take(at);
        let times = before.filter(|l| *l == line).count();
        if times > 0 {
            let times = u64::try_from(times).unwrap_or(u64::MAX).saturating_add(1);
            let part = u64::try_from(at).unwrap_or(u64::MAX);
            let figures = (line.quantity, line.quantity.saturating_mul(times));
            found.push(notice(
                FlagKind::RepeatedLine,
                subject,
                part,
                figures,
                [subject],
            ));
        }
    }
}

/// The same gift of the same goods to the same recipient.
fn is_same(one: &DistributionLineFact, other: &DistributionLineFact) -> bool {
    (one.item, &one.given_by, &one.given_to) == (other.item, &other.given_by, &other.given_to)
}

fn sum_of(list: &Distribution, line: &DistributionLineFact) -> u64 {
    let same = list.lines.iter().filter(|l| is_same(l, line));
    same.fold(0, |sum, l| sum.saturating_add(l.quantity))
}

/// Whether a line is the first of those that are the same.
fn is_first(list: &Distribution, at: usize, line: &DistributionLineFact) -> bool {
    !list.lines.iter().take(at).any(|l| is_same(l, line))
}

/// Figures in place of the first ones, unless the later list itself says what stood there. The part is the line of
/// the later list, or [`LINES_MAX`] and the line of the earlier one that is gone.
fn replaced(
    subject: Index,
    list: &Distribution,
    index: Index,
    earlier: &Distribution,
    found: &mut Vec<Notice>,
) {
    let mut differs = |part: usize, was: u64, is: u64| {
        let part = u64::try_from(part).unwrap_or(u64::MAX);
        let evidence = [index, subject];
        found.push(notice(
            FlagKind::SilentCorrection,
            subject,
            part,
            (was, is),
            evidence,
        ));
    };
    for (at, line) in list.lines.iter().enumerate() {
        let (was, is) = (sum_of(earlier, line), sum_of(list, line));
        let same = list.lines.iter().filter(|l| is_same(l, line));
        let told = same.filter_map(|l| l.was);
        let told = told.fold(0_u64, u64::saturating_add);
        if was != is && told != was && was > 0 && is_first(list, at, line) {
            differs(at, was, is);
        }
    }
    for (at, line) in earlier.lines.iter().enumerate() {
        let gone = !list.lines.iter().any(|l| is_same(l, line));
        if gone && is_first(earlier, at, line) {
            differs(LINES_MAX.saturating_add(at), sum_of(earlier, line), 0);
        }
    }
}

/// The same goods under another class than in the earlier list: once for each gift. The part is [`LINES_MAX`] and the
/// first line of it in the later list.
fn renamed(
    subject: Index,
    list: &Distribution,
    index: Index,
    earlier: &Distribution,
    found: &mut Vec<Notice>,
) {
    let gift = |l: &DistributionLineFact| (l.item, l.given_by.clone());
    for (at, line) in list.lines.iter().enumerate() {
        let of_gift = |l: &&DistributionLineFact| gift(l) == gift(line);
        let first = !list.lines.iter().take(at).any(|l| gift(l) == gift(line));
        let before = earlier.lines.iter().filter(of_gift);
        let classes: Vec<Class> = before.filter_map(|l| l.class).collect();
        let changed = line
            .class
            .is_some_and(|c| !classes.is_empty() && !classes.contains(&c));
        if first && changed {
            let now = list.lines.iter().filter(of_gift);
            let now = now.fold(0_u64, |sum, l| sum.saturating_add(l.quantity));
            let before = earlier.lines.iter().filter(of_gift);
            let before = before.fold(0_u64, |sum, l| sum.saturating_add(l.quantity));
            let part = u64::try_from(LINES_MAX.saturating_add(at)).unwrap_or(u64::MAX);
            let evidence = [index, subject];
            let figures = (before, now);
            found.push(notice(
                FlagKind::ClassMismatch,
                subject,
                part,
                figures,
                evidence,
            ));
        }
    }
}
