//! What does not agree within one list.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::super::decimal::{Decimal, Figure, figure};
use super::super::plain::{key, plain};
use super::class::{Class, classes, mismatch};
use super::heading::Meaning;
use super::read::{Line, List};
use super::{Flag, Reason};
use super::{amount, compare};

/// What a line says of its goods, and of their specification.
type Said<'l> = (Cow<'l, str>, &'l str);

/// All flags of one list, by row.
pub(super) fn of(list: &List<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    totals(list, &mut flags);
    let mut said: BTreeMap<Said<'_>, Option<(Class, Class)>> = BTreeMap::new();
    for line in &list.lines {
        let mut found: Vec<Reason> = Vec::new();
        found.extend(balance(list, line));
        found.extend(placed(line));
        found.extend(quantity(line));
        let goods = compare::text(line);
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
    let units: Vec<Cow<'_, str>> = list
        .lines
        .iter()
        .map(|line| list.stated(line.row, Meaning::Unit))
        .collect();
    for meaning in [Meaning::Quantity, Meaning::Value] {
        if list.columns.at(meaning).is_none() {
            continue;
        }
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
            let unit = Some(&*unit).filter(|unit| !unit.is_empty());
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
        let mut mark = Mark::new();
        each_said(list, line, |part| mark.add(part));
        marked.push((mark.0, nth, line));
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

/// A number for a text (FNV-1a). Different texts may have one number; nothing is decided by it alone.
struct Mark(u64);

impl Mark {
    const fn new() -> Mark {
        Mark(0xcbf2_9ce4_8422_2325)
    }

    /// Adds a part, in the form in which parts are compared.
    fn add(&mut self, part: &str) {
        let plain = plain(part);
        for letter in plain.chars().filter(|c| !c.is_whitespace()) {
            match letter {
                // These have no case.
                '\u{4e00}'..='\u{9fff}' => self.letter(letter),
                _ => letter.to_lowercase().for_each(|c| self.letter(c)),
            }
        }
        self.letter('\n');
    }

    fn letter(&mut self, letter: char) {
        self.0 = (self.0 ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
    }
}
