//! Running totals that a list states line by line: each is the one before it and this line.

use std::collections::BTreeMap;

use super::super::decimal::Decimal;
use super::flags::flag;
use super::heading::Meaning;
use super::read::{Line, List};
use super::{Flag, Reason, sums};

/// A line that states a running total.
struct Stated<'l, 'a> {
    line: &'l Line<'a>,
    number: Decimal,
    total: Decimal,
}

/// Of whom and of what a running total is: the numbers of the recipients and of the goods, where it keeps them apart.
type Of = (Option<usize>, Option<usize>);

/// Flags of a list with a column of running totals. A list does not say of what they run: of the ways in which they
/// may, that counts in which most agree, and none where none does.
pub(super) fn flags(list: &List<'_>, flags: &mut Vec<Flag>) {
    let Some(at) = list.columns.at(Meaning::Running) else {
        return;
    };
    let stated = list.lines.iter().filter_map(|line| {
        let number = sums::of_line(list, line)?;
        let total = sums::number_at(list, line, at)?;
        Some(Stated {
            line,
            number,
            total,
        })
    });
    let stated: Vec<Stated<'_, '_>> = stated.collect();
    let (mut most, mut found) = (0, Vec::new());
    for (by_recipient, by_item) in [(true, true), (false, true), (true, false), (false, false)] {
        let of = |line: &Line<'_>| -> Of {
            let item = list.goods(line).first().map(|goods| goods.number);
            (
                Some(line.to).filter(|_| by_recipient),
                item.filter(|_| by_item),
            )
        };
        let (agree, differ) = check(&stated, of);
        if agree > most {
            (most, found) = (agree, differ);
        }
    }
    let found = found.into_iter();
    flags.extend(found.map(|(line, reason)| flag(list, line, reason)));
}

/// How many totals agree, and those that do not.
fn check<'l, 'a>(
    stated: &[Stated<'l, 'a>],
    of: impl Fn(&Line<'_>) -> Of,
) -> (usize, Vec<(&'l Line<'a>, Reason)>) {
    let mut last: BTreeMap<Of, Decimal> = BTreeMap::new();
    let (mut agree, mut differ) = (0, Vec::new());
    for one in stated {
        let before = last.insert(of(one.line), one.total);
        let Some((before, sum)) =
            before.and_then(|before| Some((before, before.plus(one.number)?)))
        else {
            continue;
        };
        if sum == one.total {
            agree += 1;
        } else {
            let reason = Reason::Running {
                before,
                stated: one.total,
                sum,
            };
            differ.push((one.line, reason));
        }
    }
    (agree, differ)
}
