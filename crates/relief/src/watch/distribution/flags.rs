//! What does not agree within one list.

use std::collections::BTreeMap;

use super::super::decimal::{Decimal, Figure, figure};
use super::super::plain::key;
use super::amount;
use super::class::{classes, mismatch};
use super::heading::Meaning;
use super::read::{Line, List};
use super::{Flag, Reason};

/// All flags of one list, by row.
pub(super) fn of(list: &List<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    totals(list, &mut flags);
    for line in &list.lines {
        let mut found: Vec<Reason> = Vec::new();
        found.extend(balance(list, line));
        found.extend(placed(line));
        found.extend(quantity(line));
        let goods: String = line
            .goods
            .iter()
            .map(|goods| goods.text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        if let Some((one, other)) = mismatch(&classes(&goods), &classes(&line.spec)) {
            found.push(Reason::ClassMismatch {
                one,
                other,
                row: None,
            });
        }
        flags.extend(found.into_iter().map(|reason| flag(list, line, reason)));
    }
    repeated(list, &mut flags);
    flags.sort_by_key(|flag| flag.row);
    flags
}

pub(super) fn flag(list: &List<'_>, line: &Line<'_>, reason: Reason) -> Flag {
    Flag {
        sheet: list.sheet.name.clone(),
        row: line.row.number(),
        reason,
    }
}

/// Stated totals against the lines above: those since the last total, or all; of the goods that it names, if it names
/// any. A total that equals one of these agrees.
fn totals(list: &List<'_>, flags: &mut Vec<Flag>) {
    let mut since = 0;
    for total in &list.totals {
        for meaning in [Meaning::Quantity, Meaning::Value] {
            let Some(stated) = number(list, total.row, meaning) else {
                continue;
            };
            let all = list.lines.get(..total.below).unwrap_or(&[]);
            let recent = list.lines.get(since..total.below).unwrap_or(&[]);
            let unit = list.stated(total.row, Meaning::Unit);
            let sums = [recent, all].map(|lines| {
                sum(list, lines, meaning, |line| {
                    about(line, total.item.as_deref())
                })
            });
            let in_unit = |line: &Line<'_>| {
                !unit.is_empty()
                    && list.stated(line.row, Meaning::Unit) == unit
                    && about(line, total.item.as_deref())
            };
            let of_unit = [recent, all].map(|lines| sum(list, lines, meaning, in_unit));
            let counted: Option<i64> = all
                .iter()
                .flat_map(|line| &line.goods)
                .filter(|goods| total.item.as_deref().is_none_or(|item| goods.item == item))
                .try_fold(0i64, |sum, goods| sum.checked_add(goods.pieces?));
            let pieces = counted
                .filter(|_| meaning == Meaning::Quantity)
                .map(Decimal::whole);
            let agrees = sums
                .iter()
                .chain(&of_unit)
                .copied()
                .flatten()
                .chain(pieces)
                .any(|sum| stated.stands_for(sum));
            let sum = sums.into_iter().flatten().max_by_key(|sum| *sum);
            if let Some(sum) = sum.filter(|_| !agrees) {
                flags.push(Flag {
                    sheet: list.sheet.name.clone(),
                    row: total.row.number(),
                    reason: Reason::Total { stated, sum },
                });
            }
        }
        since = total.below;
    }
}

fn about(line: &Line<'_>, item: Option<&str>) -> bool {
    item.is_none_or(|item| line.goods.iter().any(|goods| goods.item == item))
}

fn sum(
    list: &List<'_>,
    lines: &[Line<'_>],
    meaning: Meaning,
    test: impl Fn(&Line<'_>) -> bool,
) -> Option<Decimal> {
    let numbers = lines
        .iter()
        .filter(|line| test(line))
        .filter_map(|line| number(list, line.row, meaning));
    let numbers: Vec<Decimal> = numbers.collect();
    if numbers.is_empty() {
        return None;
    }
    numbers.into_iter().try_fold(Decimal::ZERO, Decimal::plus)
}

/// The first number of a cell, whatever it counts.
fn number(list: &List<'_>, row: super::super::sheet::Row<'_>, meaning: Meaning) -> Option<Decimal> {
    let cell = list.stated(row, meaning);
    if meaning == Meaning::Value {
        return match figure(&cell) {
            Some(Figure::Stated { number, .. }) => Some(number),
            _ => None,
        };
    }
    amount::read(&cell, "").and_then(|amounts| amounts.first().map(|amount| amount.number))
}

/// In = placed + in store + written off, where the list keeps that balance line by line.
fn balance(list: &List<'_>, line: &Line<'_>) -> Option<Reason> {
    let of = |meaning| number(list, line.row, meaning);
    let received = of(Meaning::Received)?;
    let parts: Vec<Decimal> = [Meaning::Placed, Meaning::InStore, Meaning::WrittenOff]
        .into_iter()
        .filter_map(of)
        .collect();
    if parts.is_empty() {
        return None;
    }
    let out = parts.into_iter().try_fold(Decimal::ZERO, Decimal::plus)?;
    (out != received).then_some(Reason::NotPlaced {
        received,
        placed: out,
    })
}

/// In = placed, for a gift whose destinations each have an amount.
fn placed(line: &Line<'_>) -> Option<Reason> {
    let [goods] = line.goods.as_slice() else {
        return None;
    };
    let received = goods.amounts.first()?.number;
    if line.recipients.is_empty() {
        return None;
    }
    let amounts: Option<Vec<Decimal>> = line
        .recipients
        .iter()
        .map(|one| one.amount.map(|amount| amount.number))
        .collect();
    let placed = amounts?
        .into_iter()
        .try_fold(Decimal::ZERO, Decimal::plus)?;
    (placed != received).then_some(Reason::NotPlaced { received, placed })
}

fn quantity(line: &Line<'_>) -> Vec<Reason> {
    let numbers = line
        .goods
        .iter()
        .filter_map(|goods| goods.amounts.first())
        .map(|amount| amount.number);
    let judged = numbers.filter_map(|number| match number.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Less => Some(Reason::Negative { number }),
        std::cmp::Ordering::Equal => Some(Reason::Zero),
        std::cmp::Ordering::Greater => None,
    });
    judged.collect()
}

/// Lines that say the same in every column but the list's own numbers.
fn repeated(list: &List<'_>, flags: &mut Vec<Flag>) {
    let mut first: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    let serial = list.columns.at(Meaning::Serial);
    for line in &list.lines {
        if line.goods.iter().all(|goods| goods.amounts.is_empty()) {
            continue;
        }
        let shared = [
            Meaning::Recipient,
            Meaning::Donor,
            Meaning::Item,
            Meaning::Date,
        ]
        .map(|meaning| list.columns.at(meaning));
        let own = line
            .row
            .cells()
            .enumerate()
            .filter(|(at, _)| Some(*at) != serial && !shared.contains(&Some(*at)));
        let mut said: Vec<String> = own.map(|(_, cell)| key(cell)).collect();
        while said.last().is_some_and(String::is_empty) {
            said.pop();
        }
        let names = line.recipients.iter().map(|one| one.name.clone());
        said.extend(names.chain(line.goods.iter().map(|goods| key(&goods.text))));
        said.extend([line.donor.clone(), line.day.clone()]);
        if let Some(row) = first.get(&said) {
            flags.push(flag(list, line, Reason::Repeated { row: *row }));
        } else {
            first.insert(said, line.row.number());
        }
    }
}
