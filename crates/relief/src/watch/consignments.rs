//! Consignments: conservation from hand to hand, contradictions, and what waits too long.

use crate::code::{FlagKind, RefuseReason};
use crate::consignment::*;
use crate::entry::ReceiptLineFact;
use crate::ids::*;

use super::notice::Notice;

/// A consignment that arrived and was not counted for so many hours is silent.
pub const SILENT_HOURS: i64 = 24;
/// A shortage is noticed from so many hundredths of what was packed, or from one whole carton.
pub const SHORT_PERCENT: u64 = 1;
/// From so many hundredths, or from one whole carton, it is large.
pub const LARGE_PERCENT: u64 = 2;

/// One line in one pair of hands, in base units:
/// taken = settled + passed + in hand + ended + what is short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hand {
    /// Which pair of hands, the sender's first.
    pub hop: usize,
    /// Which line.
    pub line: usize,
    /// What was counted when it came.
    pub taken: u64,
    /// Accepted, damaged or refused by the recipient while it was here.
    pub settled: u64,
    /// What the next hands counted.
    pub passed: u64,
    /// Still here.
    pub in_hand: u64,
    /// Went back, or was declared lost, from here.
    pub ended: u64,
}

impl Hand {
    /// What came and is nowhere.
    #[must_use]
    pub fn short(&self) -> u64 {
        [self.settled, self.passed, self.in_hand, self.ended]
            .iter()
            .fold(self.taken, |left, n| left.saturating_sub(*n))
    }
}

/// Every line in every pair of hands.
pub fn hands(consignment: &Consignment) -> impl Iterator<Item = Hand> + '_ {
    let hops = 0..consignment.hops.len();
    hops.flat_map(move |hop| {
        let lines = 0..consignment.lines.len();
        lines.filter_map(move |line| hand(consignment, hop, line))
    })
}

fn hand(consignment: &Consignment, hop: usize, line: usize) -> Option<Hand> {
    let packed = consignment.lines.get(line)?;
    let taken = taken(consignment, hop, line)?;
    let (settled, missing) = settled_at(consignment, hop, line);
    let left = taken.saturating_sub(settled);
    let (mut passed, mut in_hand, mut ended) = (0, 0, 0);
    match taken_by_next(consignment, hop, line) {
        Some(count) => passed = count,
        None if consignment.ending.is_some() => ended = packed.ended.min(left),
        None => in_hand = left.saturating_sub(missing),
    }
    Some(Hand {
        hop,
        line,
        taken,
        settled,
        passed,
        in_hand,
        ended,
    })
}

fn taken(consignment: &Consignment, hop: usize, line: usize) -> Option<u64> {
    match hop {
        0 => consignment.lines.get(line).map(|l| l.quantity),
        _ => consignment.hops.get(hop)?.counts.get(line).copied(),
    }
}

fn taken_by_next(consignment: &Consignment, hop: usize, line: usize) -> Option<u64> {
    taken(consignment, hop.checked_add(1)?, line)
}

/// What receipts said while it was in these hands: settled otherwise than missing, and missing.
fn settled_at(consignment: &Consignment, hop: usize, line: usize) -> (u64, u64) {
    let from = consignment.hops.get(hop).map(|h| h.index);
    let until = consignment.hops.iter().skip(hop).nth(1).map(|h| h.index);
    let here = |r: &&Receipt| Some(r.index) > from && until.is_none_or(|until| r.index < until);
    let receipts = consignment.receipts.iter().filter(here);
    let lines = receipts.flat_map(|r| &r.lines);
    let mine = lines.filter(|l| usize::try_from(l.line) == Ok(line));
    mine.fold((0, 0), |(settled, missing): (u64, u64), l| {
        let counted = [l.accepted, l.damaged, l.refused];
        let settled = counted
            .iter()
            .fold(settled, |sum, n| sum.saturating_add(*n));
        (settled, missing.saturating_add(l.missing))
    })
}

/// How much of a line is short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shortage {
    /// Less than a hundredth, and no whole carton.
    Small,
    /// A hundredth or more.
    Noticed,
    /// Two hundredths or more, or one whole carton.
    Large,
}

/// How much a shortage is, of a line of so many packages. Losses happen by the carton, so one whole carton is large
/// whatever its share.
#[must_use]
pub fn shortage(short: u64, quantity: u64, packages: u64) -> Shortage {
    let share = |percent: u64| {
        u128::from(short) * 100 >= u128::from(quantity) * u128::from(percent) && short > 0
    };
    let carton = packages > 1 && u128::from(short) * u128::from(packages) >= u128::from(quantity);
    if share(LARGE_PERCENT) || (carton && short > 0) {
        Shortage::Large
    } else if share(SHORT_PERCENT) {
        Shortage::Noticed
    } else {
        Shortage::Small
    }
}

pub(super) fn notices(
    subject: Index,
    consignment: &Consignment,
    now: Stamp,
    found: &mut Vec<Notice>,
) {
    if consignment.dispatched_at.is_none() {
        return;
    }
    from_hand_to_hand(subject, consignment, found);
    at_the_door(subject, consignment, found);
    in_time(subject, consignment, found);
    waiting(subject, consignment, now, found);
}

/// Which hand and which line, as one number.
fn part(hop: usize, line: usize) -> u64 {
    let part = hop.saturating_mul(CONSIGNMENT_LINES_MAX);
    u64::try_from(part.saturating_add(line)).unwrap_or(u64::MAX)
}

fn from_hand_to_hand(subject: Index, consignment: &Consignment, found: &mut Vec<Notice>) {
    for hand in hands(consignment) {
        let Some(line) = consignment.lines.get(hand.line) else {
            continue;
        };
        let counted = consignment.hops.iter().skip(hand.hop).take(2);
        let receipts = consignment.receipts.iter().map(|r| r.index);
        let evidence = || [subject].into_iter().chain(counted.map(|h| h.index));
        let short = hand.short();
        if shortage(short, line.quantity, line.packages) > Shortage::Small {
            found.push(notice(
                FlagKind::Discrepancy,
                subject,
                part(hand.hop, hand.line),
                (hand.taken, hand.taken.saturating_sub(short)),
                evidence().chain(receipts),
            ));
        } else if hand.taken > line.quantity {
            found.push(notice(
                FlagKind::MoreThanSent,
                subject,
                part(hand.hop, hand.line),
                (line.quantity, hand.taken),
                evidence(),
            ));
        }
    }
}

fn at_the_door(subject: Index, consignment: &Consignment, found: &mut Vec<Notice>) {
    let last = consignment.hops.len();
    for (at, line) in consignment.lines.iter().enumerate() {
        let receipts = consignment.receipts.iter();
        let told = receipts.flat_map(|r| r.lines.iter().map(move |l| (r.index, l)));
        let mine = told.filter(|(_, l)| usize::try_from(l.line) == Ok(at));
        let mine: Vec<(Index, &ReceiptLineFact)> = mine.collect();
        let by = |is: fn(&ReceiptLineFact) -> bool| {
            let lines = mine.iter().filter(move |(_, l)| is(l));
            [subject].into_iter().chain(lines.map(|(index, _)| *index))
        };
        if line.surplus > 0 {
            found.push(notice(
                FlagKind::MoreThanSent,
                subject,
                part(last, at),
                (line.quantity, line.quantity.saturating_add(line.surplus)),
                by(|l| l.surplus > 0),
            ));
        }
        let other = |l: &ReceiptLineFact| l.reason == Some(RefuseReason::WrongItem);
        let wrong = mine.iter().filter(|(_, l)| other(l));
        let wrong = wrong.fold(0_u64, |sum, (_, l)| sum.saturating_add(l.refused));
        if wrong > 0 {
            found.push(notice(
                FlagKind::ClassMismatch,
                subject,
                part(last, at),
                (line.quantity, wrong),
                by(|l| l.reason == Some(RefuseReason::WrongItem)),
            ));
        }
    }
}

/// What cannot be true at once, by the devices' own times.
fn in_time(subject: Index, consignment: &Consignment, found: &mut Vec<Notice>) {
    let left = consignment.hops.get(1).map(|h| h.from);
    let left = left.into_iter().chain(consignment.dispatched_at).min();
    for (at, receipt) in consignment.receipts.iter().enumerate() {
        if let Some(left) = left.filter(|left| is_before(receipt.happened_at, *left)) {
            found.push(notice(
                FlagKind::ReceivedBeforeSent,
                subject,
                part(0, 0).saturating_add(u64::try_from(at).unwrap_or(u64::MAX)),
                (seconds(left), seconds(receipt.happened_at)),
                [subject, receipt.index],
            ));
        }
    }
    let pairs = consignment.hops.iter().zip(consignment.hops.iter().skip(1));
    for (at, (before, after)) in pairs.enumerate() {
        if is_before(after.from, before.from) {
            found.push(notice(
                FlagKind::TwoPlaces,
                subject,
                u64::try_from(at).unwrap_or(u64::MAX).saturating_add(1),
                (seconds(before.from), seconds(after.from)),
                [before.index, after.index],
            ));
        }
    }
}

/// Clocks of telephones differ by some minutes.
fn is_before(one: Stamp, other: Stamp) -> bool {
    other.since(one) > CLOCK_SKEW_SECONDS
}

fn seconds(at: Stamp) -> u64 {
    u64::try_from(at.0).unwrap_or(0)
}

fn waiting(subject: Index, consignment: &Consignment, now: Stamp, found: &mut Vec<Notice>) {
    let hop = consignment.hops.len().saturating_sub(1);
    let last = consignment.hops.last();
    let mut waits = |kind, part, limit, since: Option<Stamp>| {
        let hours = since.map_or(0, |since| now.since(since).div_euclid(3600));
        let hours = u64::try_from(hours).unwrap_or(0);
        let limit = u64::try_from(limit).unwrap_or(0);
        let entries = [Some(subject), last.map(|h| h.index)];
        let entries = entries.into_iter().flatten();
        found.push(notice(kind, subject, part, (limit, hours), entries));
    };
    if consignment.is_overdue(now) {
        waits(FlagKind::Overdue, 0, OVERDUE_GRACE_HOURS, consignment.eta);
    }
    if consignment.is_stuck(now) {
        let since = last.map(|h| h.from);
        waits(FlagKind::Stuck, part(hop, 0), STUCK_HOURS, since);
    }
    if is_silent(consignment, now) {
        waits(FlagKind::Silent, 0, SILENT_HOURS, consignment.arrived_at);
    }
}

/// It is said to be there, and nobody has counted it.
fn is_silent(consignment: &Consignment, now: Stamp) -> bool {
    let waits = consignment.stage() == Stage::Arrived && consignment.receipts.is_empty();
    let arrived = consignment.arrived_at;
    waits && arrived.is_some_and(|at| now > at.plus_hours(SILENT_HOURS))
}

/// Two figures and what shows them, each entry once.
pub(super) fn notice(
    kind: FlagKind,
    subject: Index,
    part: u64,
    (stated, found): (u64, u64),
    evidence: impl IntoIterator<Item = Index>,
) -> Notice {
    let mut named: Vec<Index> = Vec::new();
    for index in evidence {
        if named.len() < super::notice::EVIDENCE_MAX && !named.contains(&index) {
            named.push(index);
        }
    }
    Notice {
        kind,
        subject,
        part,
        stated,
        found,
        evidence: named,
    }
}
