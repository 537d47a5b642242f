//! Stated totals against the lines that they add up.

use std::collections::BTreeMap;

use super::super::decimal::{Decimal, Figure, figure};
use super::super::plain::plain;
use super::super::sheet::Row;
use super::across::Sum;
use super::amount::{self, Unit};
use super::cross::Cross;
use super::heading::Meaning;
use super::memos::Gift;
use super::places;
use super::read::{Line, List};
use super::running::{Counts, Of, Sums};
use super::total::Total;
use super::{Flag, Reason};

/// Flags of all totals of a list.
pub(super) fn totals(list: &List<'_>, flags: &mut Vec<Flag>) {
    let Some(cross) = &list.cross else {
        for meaning in [Meaning::Quantity, Meaning::Value] {
            if list.columns.at(meaning).is_some() && !list.totals.is_empty() {
                of_column(list, meaning, flags);
            }
        }
        for at in list.columns.further(Meaning::Quantity) {
            of_further(list, at, flags);
        }
        return;
    };
    let mut columns: BTreeMap<usize, Vec<Added<'_, '_>>> = BTreeMap::new();
    for (place, line) in list.lines.iter().enumerate() {
        let number = of_line(list, line);
        let column = columns.entry(line.at.unwrap_or_default()).or_default();
        column.push(Added {
            place,
            line,
            number,
        });
    }
    for of in &cross.columns {
        let lines = columns.get(&of.at).map_or(&[][..], Vec::as_slice);
        let stated = stated(list, of.at, amount::unit(&of.unit));
        let found = check(list, lines.iter().copied(), &stated, true);
        flag(list, &found, &of.heading, flags);
    }
    for sum in &cross.sums {
        let unit = unit_of(cross, sum);
        let stated = stated(list, sum.at, unit);
        let mut found: Vec<Option<Found>> = Vec::new();
        for of in &sum.of {
            let lines = of.iter().filter_map(|at| columns.get(at)).flatten();
            let mut lines: Vec<Added<'_, '_>> = lines.copied().collect();
            lines.sort_unstable_by_key(|added| added.place);
            let lines = lines.into_iter();
            found = either(found, check(list, lines, &stated, true));
        }
        flag(list, &found, &sum.heading, flags);
        of_rows(list, sum, unit, flags);
    }
}

/// A line whose number is added up.
#[derive(Clone, Copy)]
pub(super) struct Added<'l, 'a> {
    /// Its place among the lines of the list.
    place: usize,
    pub line: &'l Line<'a>,
    pub number: Option<Decimal>,
}

/// What a total states.
pub(super) struct Stated<'l, 'a> {
    pub total: &'l Total<'a>,
    number: Option<Decimal>,
    pub item: Of,
    unit: Option<Of>,
}

/// What a total comes to.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub stated: Decimal,
    pub sum: Decimal,
    pub agrees: bool,
}

/// The totals of a list of one line a row, in one of its columns.
fn of_column(list: &List<'_>, meaning: Meaning, flags: &mut Vec<Flag>) {
    let number_of = |line: &Line<'_>| match meaning {
        Meaning::Quantity => of_line(list, line),
        _ => number(list, line.row, meaning),
    };
    let lines = list.lines.iter().enumerate().map(|(place, line)| Added {
        place,
        line,
        number: number_of(line),
    });
    let stated = list.totals.iter().map(|total| {
        let item = total.item.as_deref();
        let own_unit = !list.stated(total.row, Meaning::Unit).is_empty();
        let told = total.told.filter(|_| meaning == Meaning::Quantity);
        Stated {
            total,
            number: match total.told {
                Some(_) => told.map(|amount| amount.number),
                None => number(list, total.row, meaning),
            },
            item: item.map_or(Of::All, |item| list.memos.items.number(item).into()),
            unit: own_unit.then_some(Of::One(total.unit)),
        }
    });
    let stated: Vec<_> = stated.collect();
    let found = check(list, lines, &stated, meaning == Meaning::Quantity);
    flag(list, &found, "", flags);
}

/// The totals in a further column of quantities, such as that of packs beside that of pieces.
fn of_further(list: &List<'_>, at: usize, flags: &mut Vec<Flag>) {
    let lines = list.lines.iter().enumerate();
    let lines = lines.map(|(place, line)| Added {
        place,
        line,
        number: read(line.row.said(line.row.stated(at)), Unit::default()),
    });
    let stated = stated(list, at, Unit::default());
    let found = check(list, lines, &stated, false);
    flag(list, &found, &plain(list.header.cell(at)), flags);
}

/// What the rows of totals state in a column of a table that crosses two things.
fn stated<'l, 'a>(list: &'l List<'a>, at: usize, unit: Unit) -> Vec<Stated<'l, 'a>> {
    let of = |total: &'l Total<'a>| Stated {
        total,
        number: read(total.row.said(total.row.stated(at)), unit),
        item: Of::All,
        unit: None,
    };
    list.totals.iter().map(of).collect()
}

/// A total column, row by row.
fn of_rows(list: &List<'_>, sum: &Sum, unit: Unit, flags: &mut Vec<Flag>) {
    for lines in list.lines.chunk_by(|a, b| a.row.number() == b.row.number()) {
        let Some(first) = lines.first() else { continue };
        let stated = first.row.said(first.row.stated(sum.at));
        let Some(stated) = read(stated, unit) else {
            continue;
        };
        let sums = sum.of.iter().map(|of| {
            let within = |line: &&Line<'_>| line.at.is_some_and(|at| of.binary_search(&at).is_ok());
            let mut numbers = lines.iter().filter(within).map(|line| of_line(list, line));
            numbers.try_fold(Decimal::ZERO, |sum, number| sum.plus(number?))
        });
        // A cell that cannot be read leaves its row's total unchecked.
        let sums: Option<Vec<Decimal>> = sums.collect();
        let Some((sums, first_sum)) = sums.and_then(|s| Some((s.clone(), *s.first()?))) else {
            continue;
        };
        if !sums.into_iter().any(|sum| stated.stands_for(sum)) {
            flags.push(mismatch(list, first.row, stated, first_sum, &sum.heading));
        }
    }
}

fn unit_of(cross: &Cross<'_>, sum: &Sum) -> Unit {
    let first = cross.columns.first().map_or("", |of| of.unit.as_str());
    amount::unit(if sum.unit.is_empty() {
        first
    } else {
        &sum.unit
    })
}

fn flag(list: &List<'_>, found: &[Option<Found>], of: &str, flags: &mut Vec<Flag>) {
    for (total, found) in list.totals.iter().zip(found) {
        if let Some(found) = found.filter(|found| !found.agrees) {
            flags.push(mismatch(list, total.row, found.stated, found.sum, of));
        }
    }
}

fn mismatch(list: &List<'_>, row: Row<'_>, stated: Decimal, sum: Decimal, of: &str) -> Flag {
    let of = Some(of.to_owned()).filter(|of| !of.is_empty());
    Flag {
        sheet: list.sheet.name.clone(),
        row: row.number(),
        about: Vec::new(),
        reason: Reason::Total { stated, sum, of },
    }
}

/// Each total against the lines above: those since the last total, since the last of its own word, or all; of the goods
/// that it names, if it names any. One that names a place may also be of the lines of that place. A total that equals one of these agrees. A list that begins with a total states them
/// above their lines.
fn check<'l, 'a: 'l>(
    list: &List<'a>,
    lines: impl DoubleEndedIterator<Item = Added<'l, 'a>> + Clone,
    stated: &[Stated<'_, '_>],
    is_quantity: bool,
) -> Vec<Option<Found>> {
    let terms = Terms {
        gifts: list.memos.gifts.all(),
        is_quantity,
        blank_is_zero: list.cross.is_some(),
    };
    let ends = stated.iter().map(|one| (one.total.below, one));
    let placed = lines.clone().map(|added| (added.place, added));
    let mut found = terms.pass(placed, ends.clone());
    if list.totals.first().is_some_and(|first| first.below == 0) {
        let turned = |place: usize| list.lines.len().saturating_sub(place);
        let lines = lines.clone().rev();
        let lines = lines.map(|added| (turned(added.place + 1), added));
        let mut up = terms.pass(lines, ends.rev().map(|(below, one)| (turned(below), one)));
        up.reverse();
        found = either(found, up);
    }
    places::checked(list, lines, stated, found)
}

/// What is found in either way; of two that do not agree the first.
fn either(one: Vec<Option<Found>>, other: Vec<Option<Found>>) -> Vec<Option<Found>> {
    if one.is_empty() {
        return other;
    }
    let both = one.into_iter().zip(other);
    let agrees = |found: &Found| found.agrees;
    both.map(|(one, other)| other.filter(agrees).or(one).or(other))
        .collect()
}

/// How totals are checked.
#[derive(Clone, Copy)]
struct Terms<'l> {
    /// What lines give, by its number.
    gifts: &'l [Gift],
    /// Pieces count too.
    is_quantity: bool,
    /// Where no line states anything, the sum is zero.
    blank_is_zero: bool,
}

impl Terms<'_> {
    /// Goes over the lines and the totals among them, each with how many lines of the list come before it.
    fn pass<'s, 'l, 'a: 'l + 's>(
        self,
        lines: impl Iterator<Item = (usize, Added<'l, 'a>)>,
        stated: impl Iterator<Item = (usize, &'s Stated<'s, 'a>)> + Clone,
    ) -> Vec<Option<Found>> {
        let mut lines = lines.peekable();
        let mut counts = Counts::default();
        let mut all = Sums::default();
        let words = stated
            .clone()
            .map(|(_, one)| (one.total.word, Sums::default()));
        let mut words: BTreeMap<&str, Sums> = words.collect();
        let mut found = Vec::new();
        for (end, one) in stated {
            while let Some((_, added)) = lines.next_if(|(place, _)| *place < end) {
                counts.add(added.line.gift, added.number);
            }
            let recent = counts.take(self.gifts);
            all.join(&recent);
            words.values_mut().for_each(|sums| sums.join(&recent));
            let of_word = words
                .get_mut(one.total.word)
                .map(std::mem::take)
                .unwrap_or_default();
            let number = one.number.filter(|_| end > 0);
            found
                .push(number.and_then(|number| self.found(one, number, [&recent, &of_word, &all])));
        }
        found
    }

    fn found(self, one: &Stated<'_, '_>, stated: Decimal, spans: [&Sums; 3]) -> Option<Found> {
        let zero = Some(Decimal::ZERO).filter(|_| self.blank_is_zero);
        let sums = spans.map(|span| span.of(one.item, Of::All).or(zero));
        let of_unit = one
            .unit
            .map(|unit| spans.map(|span| span.of(one.item, unit)));
        let [.., all] = spans;
        let pieces = all.pieces_of(one.item).filter(|_| self.is_quantity);
        // A total in words is of pieces: where not all lines can be counted it says nothing.
        if one.total.told.is_some() && pieces.is_none() {
            return None;
        }
        let agrees = sums
            .into_iter()
            .chain(of_unit.into_iter().flatten())
            .flatten()
            .chain(pieces.map(Decimal::whole))
            .any(|sum| stated.stands_for(sum));
        let sum = sums.into_iter().flatten().max()?;
        Some(Found {
            stated,
            sum,
            agrees,
        })
    }
}

/// How many a line gives.
pub(super) fn of_line(list: &List<'_>, line: &Line<'_>) -> Option<Decimal> {
    let gift = list.memos.gifts.get(line.gift)?;
    match gift.goods.len() {
        // It was read with the line.
        1 => gift.number,
        _ => number(list, line.row, Meaning::Quantity),
    }
}

/// The first number of a row's cell of this meaning, whatever it counts.
pub(super) fn number<'a>(list: &List<'a>, row: Row<'a>, meaning: Meaning) -> Option<Decimal> {
    let cell = row.said(list.stated(row, meaning));
    if meaning == Meaning::Value {
        return match figure(cell) {
            Some(Figure::Stated { number, .. }) => Some(number),
            _ => None,
        };
    }
    read(cell, list.unit_around(row))
}

/// The number of another cell of a line's row, in the line's unit.
pub(super) fn number_at(list: &List<'_>, line: &Line<'_>, at: usize) -> Option<Decimal> {
    let cell = line.row.said(line.row.stated(at));
    read(cell, amount::unit(list.unit(line)))
}

fn read(cell: &str, unit: Unit) -> Option<Decimal> {
    let amounts = amount::read(cell, unit)?;
    amounts.first().map(|amount| amount.number)
}
