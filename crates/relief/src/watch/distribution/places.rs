//! Totals that name a place, against the lines of that place wherever they stand in the list.

use std::collections::BTreeMap;

use super::super::decimal::Decimal;
use super::super::plain::plain;
use super::super::sheet::Row;
use super::heading::Meaning;
use super::memo::Memo;
use super::read::List;
use super::running::Of;
use super::sums::{Added, Found, Stated};
use super::total;
use crate::place::Place;

/// The place that a row of totals names: beside its word, as in 武汉小计, or in a cell of its own.
pub(super) fn named(row: Row<'_>) -> Option<Place> {
    let beside = row.cells().filter_map(total::named);
    let beside = beside.filter(|name| !name.is_empty());
    let own = row.cells().map(plain).filter(|cell| !cell.is_empty());
    let named = beside.filter_map(|name| Place::recognise(&name)).next();
    named.or_else(|| own.filter_map(|cell| Place::recognise(&cell)).next())
}

/// Checks totals of places that agree with no lines around them against the lines of their place, if it has any.
pub(super) fn checked<'l, 'a: 'l>(
    list: &List<'a>,
    lines: impl Iterator<Item = Added<'l, 'a>>,
    stated: &[Stated<'_, '_>],
    mut found: Vec<Option<Found>>,
) -> Vec<Option<Found>> {
    let open = |one: &Stated<'_, '_>, found: &Option<Found>| {
        let place = one.total.place;
        place.filter(|_| found.is_some_and(|found| !found.agrees))
    };
    let mut all = stated.iter().zip(&found);
    if !all.any(|(one, found)| open(one, found).is_some()) {
        return found;
    }
    let sums = sums(list, lines);
    for (one, found) in stated.iter().zip(&mut found) {
        let sum = open(one, found).and_then(|place| within(&sums, place, one.item));
        if let Some((sum, found)) = sum.zip(found.as_mut()) {
            found.agrees = found.stated.stands_for(sum);
            // Names of recipients do not always tell where they are; a column of places does.
            if found.agrees || list.columns.at(Meaning::Place).is_some() {
                found.sum = sum;
            }
        }
    }
    found
}

/// What the lines of each place come to, of each item and of all; none where it cannot be counted.
type Sums = BTreeMap<(Place, Of), Option<Decimal>>;

fn sums<'l, 'a: 'l>(list: &List<'a>, lines: impl Iterator<Item = Added<'l, 'a>>) -> Sums {
    let mut sums = Sums::new();
    let column = list.columns.at(Meaning::Place);
    let recipients = list.memos.recipients.all().iter();
    let of_recipients: Vec<Option<Place>> = recipients
        .map(|placed| Place::find_in(&placed.first()?.name).map(|(place, _)| place))
        .collect();
    let mut asked: Memo<1, Option<Place>> = Memo::default();
    // A blank cell in the column of places is as above.
    let mut above = None;
    for Added { line, number, .. } in lines {
        let cell = list.text(line.row, column);
        if !cell.is_empty() {
            let place = asked.of([cell], || Place::recognise(line.row.said(cell)));
            above = asked.get(place).copied().flatten();
        }
        let of_recipients = || of_recipients.get(line.to).copied().flatten();
        let place = if column.is_some() {
            above
        } else {
            of_recipients()
        };
        let Some((place, number)) = place.zip(number) else {
            continue;
        };
        let items = list.goods(line).iter().map(|goods| Of::One(goods.number));
        for of in items.take(1).chain([Of::All]) {
            let sum = sums.entry((place, of)).or_insert(Some(Decimal::ZERO));
            *sum = sum.and_then(|sum| sum.plus(number));
        }
    }
    sums
}

/// What the lines of a place and of all in it come to, if it has any.
fn within(sums: &Sums, place: Place, item: Of) -> Option<Decimal> {
    let mut of_place = sums
        .iter()
        .filter(|((one, of), _)| *of == item && one.is_within(place))
        .map(|(_, sum)| *sum)
        .peekable();
    of_place.peek()?;
    of_place.try_fold(Decimal::ZERO, |all, sum| all.plus(sum?))
}
