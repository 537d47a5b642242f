//! What does not agree within one list.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::super::decimal::{Decimal, Figure, figure};
use super::super::plain::{is_key, key, plain};
use super::class::{Class, classes, mismatch};
use super::heading::Meaning;
use super::memo::{Memo, mark, mixed};
use super::read::{Line, List};
use super::{Flag, Reason};
use super::{amount, compare};

/// All flags of one list, by row.
pub(super) fn of(list: &List<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    totals(list, &mut flags);
    let mut said = Classes::default();
    for line in &list.lines {
        let mut found: Vec<Reason> = Vec::new();
        found.extend(balance(list, line));
        found.extend(placed(line));
        found.extend(quantity(line));
        if let Some((one, other)) = said.differ(line) {
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

/// Classes that lines name for their goods, and in their specification: lists say the same of many lines.
#[derive(Default)]
struct Classes<'l> {
    texts: Memo<'l, ()>,
    known: BTreeMap<(usize, usize), Option<(Class, Class)>>,
}

impl<'l> Classes<'l> {
    fn differ(&mut self, line: &'l Line<'_>) -> Option<(Class, Class)> {
        let goods = compare::text(line);
        let spec = Cow::Borrowed(&*line.spec);
        let [of_goods, of_spec] = [&goods, &spec].map(|text| self.texts.of(text, |_| ()).0);
        let known = self.known.entry((of_goods, of_spec));
        *known.or_insert_with(|| mismatch(&classes(&goods), &classes(&spec)))
    }
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
    for meaning in [Meaning::Quantity, Meaning::Value] {
        if list.columns.at(meaning).is_none() {
            continue;
        }
        let mut all = Sums::default();
        let mut since = 0;
        for total in &list.totals {
            let mut recent = Sums::default();
            for line in list.lines.get(since..total.below).unwrap_or_default() {
                let number = of_line(list, line, meaning);
                recent.add(line, number);
                all.add(line, number);
            }
            since = total.below;
            let Some(stated) = number(list, total.row, meaning) else {
                continue;
            };
            let item = total.item.as_deref();
            let item = item.map_or(Of::All, |item| list.memos.items.number(item).into());
            let sums = [recent.of(item, Of::All), all.of(item, Of::All)];
            let of_unit = (!list.stated(total.row, Meaning::Unit).is_empty()).then(|| {
                let unit = Of::One(total.unit);
                [recent.of(item, unit), all.of(item, unit)]
            });
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

/// What a sum is of: everything, one item or unit by its number in the list, or one that no line has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    All,
    One(usize),
    Nothing,
}

impl From<Option<usize>> for Of {
    fn from(number: Option<usize>) -> Self {
        number.map_or(Self::Nothing, Self::One)
    }
}

/// Running sums, so that a list of many totals is read once: of everything, of each item and of each unit. A sum that
/// cannot be counted is none.
#[derive(Default)]
struct Sums {
    numbers: BTreeMap<(Of, Of), Option<Decimal>>,
    pieces: BTreeMap<Of, Option<i64>>,
}

impl Sums {
    fn add(&mut self, line: &Line<'_>, number: Option<Decimal>) {
        let add = |sums: &mut Self, item: Of| {
            for unit in [Of::All, Of::One(line.unit)] {
                let sum = sums.numbers.entry((item, unit));
                let sum = sum.or_insert(Some(Decimal::ZERO));
                *sum = sum.zip(number).and_then(|(sum, number)| sum.plus(number));
            }
        };
        if number.is_some() {
            add(self, Of::All);
            match line.goods.as_slice() {
                [goods] => add(self, Of::One(goods.number)),
                several => {
                    let items: BTreeSet<usize> = several.iter().map(|g| g.number).collect();
                    items.into_iter().for_each(|item| add(self, Of::One(item)));
                }
            }
        }
        for goods in &line.goods {
            for item in [Of::One(goods.number), Of::All] {
                let sum = self.pieces.entry(item).or_insert(Some(0));
                *sum = sum
                    .zip(goods.pieces)
                    .and_then(|(sum, more)| sum.checked_add(more));
            }
        }
    }

    /// The sum of the lines about an item, in a unit.
    fn of(&self, item: Of, unit: Of) -> Option<Decimal> {
        self.numbers.get(&(item, unit)).copied().flatten()
    }

    /// The pieces of an item, where all its lines can be counted; nothing of what is not there.
    fn pieces_of(&self, item: Of) -> Option<i64> {
        self.pieces.get(&item).copied().unwrap_or(Some(0))
    }
}

/// What a line states in a column of numbers.
fn of_line(list: &List<'_>, line: &Line<'_>, meaning: Meaning) -> Option<Decimal> {
    match line.goods.as_slice() {
        // It was read with the line.
        [goods] if meaning == Meaning::Quantity => goods.amounts.first().map(|a| a.number),
        _ => number(list, line.row, meaning),
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
    let amounts = amount::read(&cell, list.unit_around(row))?;
    amounts.first().map(|amount| amount.number)
}

/// In = placed + in store + written off, where the list keeps that balance line by line.
fn balance(list: &List<'_>, line: &Line<'_>) -> Option<Reason> {
    list.columns.at(Meaning::Received)?;
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

/// Lines that say the same in every column but the list's own numbers. What a line says is put together only where
/// another may say the same: few do.
fn repeated(list: &List<'_>, flags: &mut Vec<Flag>) {
    let states_amounts = |line: &&Line<'_>| line.goods.iter().any(|g| !g.amounts.is_empty());
    let lines = list.lines.iter().filter(states_amounts);
    let mut marked: Vec<(u64, usize, &Line<'_>)> = Vec::with_capacity(list.lines.len());
    for (nth, line) in lines.enumerate() {
        let mut of_line = 0;
        each_said(list, line, |part| {
            let of_part = if is_key(part) {
                mark(part)
            } else {
                mark(&key(part))
            };
            of_line = mixed(of_line, of_part);
        });
        marked.push((of_line, nth, line));
    }
    marked.sort_unstable_by_key(|(mark, nth, _)| (*mark, *nth));
    for alike in marked.chunk_by(|a, b| a.0 == b.0).filter(|c| c.len() > 1) {
        let mut first: BTreeMap<Vec<String>, u32> = BTreeMap::new();
        for (.., line) in alike {
            let mut said = Vec::new();
            each_said(list, line, |part| said.push(key(part)));
            if let Some(row) = first.get(&said) {
                flags.push(flag(list, line, Reason::Repeated { row: *row }));
            } else {
                first.insert(said, line.row.number());
            }
        }
    }
}

/// Everything that a line says, cell by cell, without blanks at the end of its row.
fn each_said<'l>(list: &List<'_>, line: &'l Line<'_>, mut say: impl FnMut(&'l str)) {
    let serial = list.columns.at(Meaning::Serial);
    let shared = [
        Meaning::Recipient,
        Meaning::Donor,
        Meaning::Item,
        Meaning::Date,
    ]
    .map(|meaning| list.columns.at(meaning));
    let own = |at: &usize| Some(*at) != serial && !shared.contains(&Some(*at));
    let cells = line.row.cells().enumerate();
    let mut blanks = 0;
    for (_, cell) in cells.filter(|(at, _)| own(at)) {
        if plain(cell).is_empty() {
            blanks += 1;
            continue;
        }
        (0..std::mem::take(&mut blanks)).for_each(|_| say(""));
        say(cell);
    }
    line.recipients.iter().for_each(|one| say(&one.name));
    line.goods.iter().for_each(|goods| say(&goods.text));
    say(&line.donor);
    say(&line.day);
}
