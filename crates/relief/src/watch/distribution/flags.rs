//! What does not agree within one list.

use std::collections::{BTreeMap, BTreeSet};

use super::super::decimal::{Decimal, Figure, figure};
use super::super::plain::key;
use super::amount;
use super::class::{Class, classes, mismatch};
use super::heading::Meaning;
use super::read::{Line, List};
use super::{Flag, Reason};

/// All flags of one list, by row.
pub(super) fn of(list: &List<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    totals(list, &mut flags);
    let mut said: BTreeMap<(String, &str), Option<(Class, Class)>> = BTreeMap::new();
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
        // Lists say the same of many lines.
        let spec = line.spec.as_str();
        let mismatch = *said
            .entry((goods, spec))
            .or_insert_with_key(|(goods, spec)| mismatch(&classes(goods), &classes(spec)));
        if let Some((one, other)) = mismatch {
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
    if list.totals.is_empty() {
        return;
    }
    let units: Vec<String> = list
        .lines
        .iter()
        .map(|line| list.stated(line.row, Meaning::Unit))
        .collect();
    for meaning in [Meaning::Quantity, Meaning::Value] {
        let read = |line: &Line<'_>| number(list, line.row, meaning);
        let numbers: Vec<Option<Decimal>> = list.lines.iter().map(read).collect();
        let mut all = Sums::default();
        let mut since = 0;
        for total in &list.totals {
            let mut recent = Sums::default();
            for at in since..total.below {
                let line = list.lines.get(at).zip(units.get(at)).zip(numbers.get(at));
                if let Some(((line, unit), number)) = line {
                    recent.add(line, unit, *number);
                    all.add(line, unit, *number);
                }
            }
            since = total.below;
            let Some(stated) = number(list, total.row, meaning) else {
                continue;
            };
            let item = total.item.as_deref();
            let unit = list.stated(total.row, Meaning::Unit);
            let sums = [recent.of(item, None), all.of(item, None)];
            let unit = Some(unit.as_str()).filter(|unit| !unit.is_empty());
            let of_unit = unit.map(|unit| [recent.of(item, Some(unit)), all.of(item, Some(unit))]);
            let pieces = all.pieces_of(item).filter(|_| meaning == Meaning::Quantity);
            let agrees = sums
                .into_iter()
                .chain(of_unit.into_iter().flatten())
                .flatten()
                .chain(pieces.map(Decimal::whole))
                .any(|sum| stated.stands_for(sum));
            let sum = sums.into_iter().flatten().max();
            if let Some(sum) = sum.filter(|_| !agrees) {
                flags.push(Flag {
                    sheet: list.sheet.name.clone(),
                    row: total.row.number(),
                    reason: Reason::Total { stated, sum },
                });
            }
        }
    }
}

/// Running sums, so that a list of many totals is read once: of everything, of each item and of each unit. A sum that
/// cannot be counted is none.
#[derive(Default)]
struct Sums<'l> {
    numbers: BTreeMap<(Option<&'l str>, Option<&'l str>), Option<Decimal>>,
    pieces: BTreeMap<Option<&'l str>, Option<i64>>,
}

impl<'l> Sums<'l> {
    fn add(&mut self, line: &'l Line<'_>, unit: &'l str, number: Option<Decimal>) {
        let items: BTreeSet<&str> = line.goods.iter().map(|goods| goods.item.as_str()).collect();
        for item in items.into_iter().map(Some).chain([None]) {
            for unit in [None, Some(unit)] {
                if let Some(number) = number {
                    let sum = self.numbers.entry((item, unit));
                    let sum = sum.or_insert(Some(Decimal::ZERO));
                    *sum = sum.and_then(|sum| sum.plus(number));
                }
            }
        }
        for goods in &line.goods {
            for item in [Some(goods.item.as_str()), None] {
                let sum = self.pieces.entry(item).or_insert(Some(0));
                *sum = sum
                    .zip(goods.pieces)
                    .and_then(|(sum, more)| sum.checked_add(more));
            }
        }
    }

    /// The sum of the lines about an item, in a unit.
    fn of(&self, item: Option<&str>, unit: Option<&str>) -> Option<Decimal> {
        self.numbers.get(&(item, unit)).copied().flatten()
    }

    /// The pieces of an item, where all its lines can be counted; nothing of what is not there.
    fn pieces_of(&self, item: Option<&str>) -> Option<i64> {
        self.pieces.get(&item).copied().unwrap_or(Some(0))
    }
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
