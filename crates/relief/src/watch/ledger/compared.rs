//! The days of a ledger against one another.

use std::collections::BTreeSet;

use super::super::day::Day;
use super::super::decimal::Decimal;
use super::super::plain::{key, plain};
use super::{Answer, Difference, Fall, Gap, Line, Repeat};

pub(super) fn repeats(lines: &[Line]) -> Vec<Repeat> {
    let same = |a: &Line, b: &Line| {
        let both = a.is_dated && b.is_dated;
        (both && a.day == b.day) || key(&a.written) == key(&b.written)
    };
    let groups = lines.chunk_by(same).filter(|group| group.len() > 1);
    groups
        .filter_map(|group| {
            Some(Repeat {
                date: group.first()?.written.clone(),
                rows: group.iter().map(|line| line.row).collect(),
            })
        })
        .collect()
}

pub(super) fn is_newest_first(lines: &[Line]) -> bool {
    let turns = |is: fn(&Day, &Day) -> bool| {
        let pairs = lines.windows(2).filter(|pair| match pair {
            [one, next] => one
                .day
                .zip(next.day)
                .is_some_and(|(one, next)| is(&one, &next)),
            _ => false,
        });
        pairs.count()
    };
    turns(Day::gt) > turns(Day::lt)
}

pub(super) fn gaps(lines: &[Line]) -> Vec<Gap> {
    let pairs = lines.windows(2).filter_map(|pair| match pair {
        [one, next] => one.day.zip(next.day),
        _ => None,
    });
    let apart = pairs.filter(|(one, next)| next.since(*one) > 1);
    let gap = |(one, next): (Day, Day)| Gap {
        from: one.plus(1),
        to: next.plus(-1),
    };
    apart.map(gap).collect()
}

/// Checks each stated total against the one before it. Of a day with several rows, a total agrees when it continues
/// the row above or the day before: a second notice may add to the first or take its place.
pub(super) fn compare(lines: &[Line], answer: &mut Answer) {
    // What the next row should start from: the last total of an earlier day, and the last of all.
    let (mut earlier, mut last): (Option<Decimal>, Option<Decimal>) = (None, None);
    let mut seen = BTreeSet::new();
    let mut today = None;
    for line in lines {
        if line.day != today || !line.is_dated {
            (earlier, today) = (last, line.day);
            seen.clear();
        }
        if !seen.insert((line.daily, line.cumulative, line.count)) {
            continue;
        }
        let expected = |before: Option<Decimal>| {
            before
                .zip(line.daily)
                .and_then(|(before, daily)| before.plus(daily))
        };
        if let (Some(cumulative), Some(sum)) = (line.cumulative, expected(earlier)) {
            answer.checkable += 1;
            if cumulative == sum || expected(last) == Some(cumulative) {
                answer.agree += 1;
            } else if let Some(by) = cumulative.minus(sum) {
                answer.differences.push(Difference {
                    date: line.written.clone(),
                    by,
                    row: line.row,
                });
            }
        }
        last = line.cumulative.or_else(|| expected(last)).or(last);
    }
}

pub(super) fn falls(
    lines: &[Line],
    column: &str,
    of: impl Fn(&Line) -> Option<Decimal>,
    falls: &mut Vec<Fall>,
) {
    let stated: Vec<(&Line, Decimal)> = lines
        .iter()
        .filter_map(|line| Some((line, of(line)?)))
        .collect();
    for pair in stated.windows(2) {
        if let [(_, from), (line, to)] = pair
            && to < from
        {
            falls.push(Fall {
                column: plain(column).into_owned(),
                date: line.written.clone(),
                from: *from,
                to: *to,
                row: line.row,
            });
        }
    }
}
