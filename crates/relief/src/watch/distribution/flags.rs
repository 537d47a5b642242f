//! What does not agree within one list.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::decimal::Decimal;
use super::super::plain::{is_key, key, plain};
use super::amount::Amount;
use super::class::{Class, classes, mismatch};
use super::heading::Meaning;
use super::memo::{Memo, mark, mixed};
use super::read::{Line, List};
use super::unit::Counter;
use super::{Flag, Reason};
use super::{compare, sums};

/// All flags of one list, by row.
pub(super) fn of(list: &List<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    sums::totals(list, &mut flags);
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

/// In = placed + in store + written off, where the list keeps that balance line by line.
fn balance(list: &List<'_>, line: &Line<'_>) -> Option<Reason> {
    let (received, parts): (Option<Decimal>, Vec<Decimal>) = match list.across(line) {
        Some(of) => {
            let number = |at: usize| sums::number_at(list, line, at);
            let parts = of.left.iter().chain([&of.at]).copied();
            (
                of.received.and_then(number),
                parts.filter_map(number).collect(),
            )
        }
        None => {
            list.columns.at(Meaning::Received)?;
            let number = |meaning| sums::number(list, line.row, meaning);
            let parts = [Meaning::Placed, Meaning::InStore, Meaning::WrittenOff];
            (
                number(Meaning::Received),
                parts.into_iter().filter_map(number).collect(),
            )
        }
    };
    let received = received.filter(|_| !parts.is_empty())?;
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
    let Amount {
        number: received,
        counter: of,
        ..
    } = *goods.amounts.first()?;
    if line.recipients.is_empty() {
        return None;
    }
    // Cases are no pieces.
    let alike = |counter: Option<Counter>| counter == of || counter.is_none() || of.is_none();
    let each = line.recipients.iter().map(|one| one.amount);
    let amounts: Option<Vec<Decimal>> = each
        .map(|amount| Some(amount.filter(|one| alike(one.counter))?.number))
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
    // Lines of one row were told in one.
    let rows = list.lines.chunk_by(|a, b| a.row.number() == b.row.number());
    let lines = rows.filter_map(<[Line<'_>]>::first).filter(states_amounts);
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
