//! What does not agree within one list.

use std::collections::BTreeMap;

use super::super::decimal::Decimal;
use super::super::plain::{key, keyed};
use super::super::sheet::Row;
use super::super::texts::{Text, mark, mixed};
use super::amount::Amount;
use super::class::{Class, classes, mismatch};
use super::goods::Goods;
use super::heading::Meaning;
use super::memo::Memo;
use super::memos::Gift;
use super::placed::Placed;
use super::read::{Line, List};
use super::running_total;
use super::sums;
use super::unit::Counter;
use super::{Flag, Reason};

/// All flags of one list, by row.
pub(super) fn of(list: &List<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    sums::totals(list, &mut flags);
    running_total::flags(list, &mut flags);
    let mut said = Classes::default();
    let gifts = list.memos.gifts.all().iter();
    let quantities: Vec<Vec<Reason>> = gifts.map(|gift| quantity(&gift.goods)).collect();
    let recipients = list.memos.recipients.all().iter();
    let have_amounts: Vec<bool> = recipients.map(|placed| have_amounts(placed)).collect();
    for line in &list.lines {
        let mut found: Vec<Reason> = Vec::new();
        found.extend(balance(list, line));
        if have_amounts.get(line.to) == Some(&true) {
            found.extend(placed(list.goods(line), list.recipients(line)));
        }
        found.extend(quantities.get(line.gift).into_iter().flatten().cloned());
        if let Some((one, other)) = said.differ(list, line) {
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
struct Classes(Memo<2, Option<(Class, Class)>>);

impl Classes {
    fn differ(&mut self, list: &List<'_>, line: &Line<'_>) -> Option<(Class, Class)> {
        // Where there is no specification, it names no class.
        let spec = Some(line.spec).filter(|spec| !spec.is_empty())?;
        let goods = list.memos.gifts.get(line.gift)?.text;
        let ask = || {
            let [goods, spec] = [goods, spec].map(|text| classes(list.said(text)));
            mismatch(&goods, &spec)
        };
        let place = self.0.of([goods, spec], ask);
        *self.0.get(place)?
    }
}

pub(super) fn flag(list: &List<'_>, line: &Line<'_>, reason: Reason) -> Flag {
    // Of several, the first tells which row it is.
    let recipient = list.recipients(line).first().map(|one| one.name.clone());
    let goods = list.goods(line).first();
    let goods = goods.map(|goods| list.said(goods.text).to_owned());
    let about = recipient.into_iter().chain(goods);
    Flag {
        sheet: list.sheet.name.clone(),
        row: line.row.number(),
        about: about.filter(|text| !text.is_empty()).collect(),
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

fn have_amounts(recipients: &[Placed]) -> bool {
    !recipients.is_empty() && recipients.iter().all(|one| one.amount.is_some())
}

/// In = placed, for a gift whose destinations each have an amount.
fn placed(goods: &[Goods], recipients: &[Placed]) -> Option<Reason> {
    let [goods] = goods else {
        return None;
    };
    let Amount {
        number: received,
        counter: of,
        ..
    } = *goods.amounts.first()?;
    // Cases are no pieces.
    let alike = |counter: Option<Counter>| counter == of || counter.is_none() || of.is_none();
    let mut amounts = recipients.iter().map(|one| one.amount);
    let placed = amounts.try_fold(Decimal::ZERO, |sum, amount| {
        sum.plus(amount.filter(|one| alike(one.counter))?.number)
    })?;
    (placed != received).then_some(Reason::NotPlaced { received, placed })
}

fn quantity(goods: &[Goods]) -> Vec<Reason> {
    let amounts = goods.iter().filter_map(|goods| goods.amounts.first());
    let numbers = amounts.map(|amount| amount.number);
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
    let marks = Marks::new(list);
    // Lines of one row were told in one.
    let rows = list.lines.iter().map(|line| line.row.number());
    let before = std::iter::once(None).chain(rows.map(Some));
    let lines = list.lines.iter().zip(before).zip(0_u64..);
    // Half of a mark and the line's place, in one number that is quickly sorted.
    let mut marked: Vec<u64> = lines
        .filter(|((line, before), _)| Some(line.row.number()) != *before)
        .filter_map(|((line, _), nth)| Some(marks.of(line)? >> 32 << 32 | nth))
        .collect();
    marked.sort_unstable();
    let line = |marked: &u64| {
        let nth = usize::try_from(marked & u64::from(u32::MAX)).ok()?;
        list.lines.get(nth)
    };
    let alike = marked.chunk_by(|a, b| a >> 32 == b >> 32);
    for alike in alike.filter(|alike| alike.len() > 1) {
        let mut first: BTreeMap<Vec<String>, u32> = BTreeMap::new();
        for line in alike.iter().filter_map(line) {
            let said = said(list, line);
            if let Some(row) = first.get(&said) {
                flags.push(flag(list, line, Reason::Repeated { row: *row }));
            } else {
                first.insert(said, line.row.number());
            }
        }
    }
}

/// Numbers for what lines say: different lines may have one number, lines that say the same have.
struct Marks<'l, 'a> {
    list: &'l List<'a>,
    own: Own,
    recipients: Vec<u64>,
    /// Nothing for gifts that state no amounts.
    gifts: Vec<Option<u64>>,
}

impl<'l, 'a> Marks<'l, 'a> {
    fn new(list: &'l List<'a>) -> Self {
        let all = |texts: &mut dyn Iterator<Item = &str>| {
            texts.map(|text| mark(&keyed(text))).fold(0, mixed)
        };
        let of_recipients = |placed: &Vec<Placed>| all(&mut placed.iter().map(|one| &*one.name));
        let of_gift = |gift: &Gift| {
            let states_amounts = gift.goods.iter().any(|goods| !goods.amounts.is_empty());
            let mut texts = gift.goods.iter().map(|goods| list.said(goods.text));
            states_amounts.then(|| all(&mut texts))
        };
        let memos = &list.memos;
        Self {
            list,
            own: Own::of(list),
            recipients: memos.recipients.all().iter().map(of_recipients).collect(),
            gifts: memos.gifts.all().iter().map(of_gift).collect(),
        }
    }

    /// The number for a line; nothing where it states no amounts.
    fn of(&self, line: &Line<'_>) -> Option<u64> {
        let gift = self.gifts.get(line.gift).copied().flatten()?;
        let recipients = self.recipients.get(line.to).copied()?;
        let cells = self.own.cells(line.row).map(|text| self.mark(text));
        let of_cells = cells.fold(0, mixed);
        let shared = [recipients, gift, self.mark(line.donor), self.mark(line.day)];
        Some(shared.into_iter().fold(of_cells, mixed))
    }

    fn mark(&self, text: Text) -> u64 {
        let cues = self.list.cues.get(text.place());
        let asked = || mark(&keyed(self.list.said(text)));
        cues.map_or_else(asked, |cues| cues.mark)
    }
}

/// Everything that a line says, cell by cell, without blanks at the end of its row.
fn said(list: &List<'_>, line: &Line<'_>) -> Vec<String> {
    let own = Own::of(list);
    let cells = own.cells(line.row).map(|text| line.row.said(text));
    let recipients = list.recipients(line).iter().map(|one| &*one.name);
    let goods = list.goods(line).iter().map(|goods| list.said(goods.text));
    let shared = [line.donor, line.day].map(|text| list.said(text));
    let all = cells.chain(recipients).chain(goods).chain(shared);
    all.map(key).collect()
}

/// The columns that lines do not share with those around them.
struct Own([Option<usize>; 5]);

impl Own {
    fn of(list: &List<'_>) -> Self {
        use Meaning::{Date, Donor, Item, Recipient, Serial};
        let others = [Serial, Recipient, Donor, Item, Date];
        Self(others.map(|meaning| list.columns.at(meaning)))
    }

    /// The texts in them, without blanks at the end.
    fn cells<'a>(&self, row: Row<'a>) -> impl Iterator<Item = Text> {
        let is_own = |at: usize| !self.0.contains(&Some(at));
        let texts = row.written();
        let filled = |(at, text): &(usize, &Text)| is_own(*at) && !row.is_blank_text(**text);
        let end = texts
            .iter()
            .enumerate()
            .rfind(filled)
            .map_or(0, |(at, _)| at + 1);
        let texts = texts.iter().take(end).enumerate();
        let own = texts.filter(move |(at, _)| is_own(*at));
        own.map(move |(_, text)| {
            if row.is_blank_text(*text) {
                Text::EMPTY
            } else {
                *text
            }
        })
    }
}
