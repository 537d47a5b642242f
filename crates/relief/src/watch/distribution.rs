//! A published list of what was given to whom.
//!
//! Cells are put together as the list means them; goods are added up in pieces only where the list says how many
//! pieces there are. Packs of unknown content stand apart and are never added to pieces. A pair and a set count as one.

mod across;
mod amount;
mod body;
mod class;
mod columns;
mod compare;
mod content;
mod cross;
mod days;
mod facts;
mod fill;
mod flags;
mod goods;
mod head;
mod heading;
mod judged;
mod memo;
mod memos;
mod placed;
mod places;
mod read;
mod running;
mod running_total;
mod said;
mod sums;
mod titled;
mod total;
mod unit;

use std::collections::BTreeMap;

pub use body::BodyKind;
pub use class::Class;
pub use facts::{Facts, LeftOut, Why, facts};
pub use total::is_total;

use super::column::{self, NoColumn};
use super::day::Day;
use super::decimal::Decimal;
use super::sheet::Sheet;
use super::{Unread, day};
use goods::Goods;
use memo::Memo;
use placed::{Placed, counted};
use read::List;

/// What a list says, and what in it does not agree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// Lines that give something; totals, headings and footnotes are none.
    pub lines: usize,
    /// Lines by day as first written, in the order of the list.
    pub lines_by_day: Vec<(String, usize)>,
    /// Lines for which no day is stated.
    pub lines_without_day: usize,
    /// Different names of recipients.
    pub recipients: usize,
    /// The same by kind.
    pub recipients_by_kind: BTreeMap<BodyKind, usize>,
    /// What was given, by the catalogue's code or, for goods that it does not have, their own text.
    pub items: BTreeMap<String, ItemTotal>,
    /// What does not agree, by sheet and row.
    pub flags: Vec<Flag>,
    /// Lists that state no total to check.
    pub no_totals: Vec<String>,
    /// Lists that state no unit anywhere: bare numbers of goods that are counted one by one are taken for pieces.
    pub no_units: Vec<String>,
    /// Sheets that are no list.
    pub no_lists: Vec<String>,
    /// Cells that could not be read.
    pub unread: Vec<Unread>,
}

/// What was given of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ItemTotal {
    /// Pieces, where they can be counted.
    pub pieces: i64,
    /// Of these, those for hospitals.
    pub pieces_to_hospitals: i64,
    /// Lines whose pieces cannot be counted.
    pub lines_not_countable: usize,
}

impl ItemTotal {
    fn add(&mut self, other: Self) {
        self.pieces = self.pieces.saturating_add(other.pieces);
        let of_hospitals = self.pieces_to_hospitals;
        self.pieces_to_hospitals = of_hospitals.saturating_add(other.pieces_to_hospitals);
        self.lines_not_countable += other.lines_not_countable;
    }
}

/// Something that does not agree. It says what and where, never why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// The sheet.
    pub sheet: String,
    /// The row as a spreadsheet shows it.
    pub row: u32,
    /// What the row is about, as written: for whom, then what. Empty for the total of a whole column.
    pub about: Vec<String>,
    /// What.
    pub reason: Reason,
}

/// What does not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A stated total that is not the sum of its lines.
    Total {
        /// As stated.
        stated: Decimal,
        /// The sum of the lines.
        sum: Decimal,
        /// The column that it stands in, where several state totals.
        of: Option<String>,
    },
    /// More or less came in than was placed, stored and written off.
    NotPlaced {
        /// What came in.
        received: Decimal,
        /// What is placed, in store and written off.
        placed: Decimal,
    },
    /// A stated running total that is not the one before it and this line.
    Running {
        /// The one before.
        before: Decimal,
        /// As stated.
        stated: Decimal,
        /// The one before and this line.
        sum: Decimal,
    },
    /// The same goods under two classes.
    ClassMismatch {
        /// The class named first.
        one: Class,
        /// The other.
        other: Class,
        /// Where the first stands, when not in the same row.
        row: Option<(String, u32)>,
    },
    /// A later publication gives other figures in place of the first ones.
    Replaced {
        /// The sheet of the first figures.
        sheet: String,
        /// Their row.
        row: u32,
    },
    /// The same line as an earlier one.
    Repeated {
        /// The earlier row.
        row: u32,
    },
    /// A quantity below zero.
    Negative {
        /// The quantity.
        number: Decimal,
    },
    /// A quantity of zero.
    Zero,
}

impl Reason {
    /// The kind in the answer.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Total { .. } | Self::NotPlaced { .. } => "sum_mismatch",
            Self::Running { before, stated, .. } if stated < before => "cumulative_fall",
            Self::Running { .. } => "cumulative_mismatch",
            Self::ClassMismatch { .. } => "class_mismatch",
            Self::Replaced { .. } => "silent_correction",
            Self::Repeated { .. } => "repeated_line",
            Self::Negative { .. } => "negative_quantity",
            Self::Zero => "zero_quantity",
        }
    }
}

/// Checks a list. Each of `files` is one publication with its sheets, the first one first; figures are those of the
/// first, and later ones are compared with the one before.
///
/// # Errors
/// [`NoColumn`] when no sheet of a publication is a list.
pub fn check(files: &[&[Sheet]]) -> Result<Answer, NoColumn> {
    let mut answer = Answer::default();
    let mut publications: Vec<Vec<List<'_>>> = Vec::new();
    for sheets in files {
        publications.push(lists(sheets, &mut answer.unread, &mut answer.no_lists)?);
    }
    for list in publications.iter().flatten() {
        answer.flags.extend(flags::of(list));
        if !list.states_totals() {
            noted(&mut answer.no_totals, &list.sheet.name);
        }
        if list.without_units {
            noted(&mut answer.no_units, &list.sheet.name);
        }
    }
    for lists in &publications {
        answer.flags.extend(compare::renamed(lists));
        for pair in lists.windows(2) {
            if let [earlier, later] = pair
                && compare::is_correction(later)
            {
                answer.flags.extend(compare::compare(&[earlier], &[later]));
            }
        }
    }
    for pair in publications.windows(2) {
        if let [earlier, later] = pair {
            let [earlier, later] = [earlier, later].map(|lists| lists.iter().collect::<Vec<_>>());
            answer.flags.extend(compare::compare(&earlier, &later));
        }
    }
    if let Some(lists) = publications.first() {
        add_up(lists, &mut answer);
    }
    Ok(answer)
}

/// Notes a sheet once, however many of its tables it is said of.
fn noted(sheets: &mut Vec<String>, name: &str) {
    if sheets.last().is_none_or(|last| last != name) {
        sheets.push(name.to_owned());
    }
}

/// The sheets that are lists; the names of the others are noted.
fn lists<'a>(
    sheets: &'a [Sheet],
    unread: &mut Vec<Unread>,
    no_lists: &mut Vec<String>,
) -> Result<Vec<List<'a>>, NoColumn> {
    let mut lists = Vec::new();
    for sheet in sheets {
        let of_sheet = head::lists(sheet, unread);
        if of_sheet.is_empty() {
            no_lists.push(sheet.name.clone());
        }
        lists.extend(of_sheet);
    }
    match sheets.first().filter(|_| lists.is_empty()) {
        Some(first) => Err(column::missing(first, "item")),
        None => Ok(lists),
    }
}

fn add_up(lists: &[List<'_>], answer: &mut Answer) {
    let mut days = Days {
        anchor: anchor(lists),
        places: BTreeMap::new(),
    };
    // What a name tells is asked once: a list repeats its recipients.
    let mut kinds: BTreeMap<&str, BodyKind> = BTreeMap::new();
    for list in lists {
        let mut kind = |name| *kinds.entry(name).or_insert_with(|| BodyKind::of(name));
        let recipients = list.memos.recipients.all().iter();
        let recipients: Vec<Receiving> = recipients
            .map(|placed| Receiving::of(placed, &mut kind))
            .collect();
        let mut items: Vec<Option<(&str, ItemTotal)>> = vec![None; list.memos.items.len()];
        let mut known: Memo<1, usize> = Memo::default();
        for line in &list.lines {
            answer.lines += 1;
            let written = list.day(line);
            if written.is_empty() {
                answer.lines_without_day += 1;
            } else {
                let place = || days.place(written, &mut answer.lines_by_day);
                let at = known.of([line.day], place);
                let at = known.get(at).copied().unwrap_or_default();
                if let Some((_, count)) = answer.lines_by_day.get_mut(at) {
                    *count += 1;
                }
            }
            if let Some(to) = recipients.get(line.to) {
                add_line(list.goods(line), to, &mut items);
            }
        }
        for (item, total) in items.into_iter().flatten() {
            answer.items.entry(item.to_owned()).or_default().add(total);
        }
    }
    kinds.remove("");
    answer.recipients = kinds.len();
    answer.recipients_by_kind = BodyKind::ALL.into_iter().map(|kind| (kind, 0)).collect();
    for kind in kinds.into_values() {
        *answer.recipients_by_kind.entry(kind).or_default() += 1;
    }
}

/// The first day that is written with its year.
fn anchor(lists: &[List<'_>]) -> Option<Day> {
    let first = |list: &List<'_>| {
        let mut asked: Memo<1, ()> = Memo::default();
        let lines = list.lines.iter().filter(|line| {
            let before = asked.len();
            asked.of([line.day], || ()) == before
        });
        let mut dated = lines
            .filter_map(|line| day::in_column(list.day(line)))
            .filter(|day| day.year.is_some());
        dated.next()
    };
    lists.iter().find_map(first)?.near(None)
}

/// Where each day stands in the answer. 2020-02-01, 2020年2月1日 and 2月1日 beside it are one day.
struct Days {
    /// The first day with its year.
    anchor: Option<Day>,
    places: BTreeMap<String, usize>,
}

impl Days {
    fn place(&mut self, written: &str, days: &mut Vec<(String, usize)>) -> usize {
        let day = day::in_column(written).and_then(|day| day.near(self.anchor));
        let key = day.map_or_else(|| written.to_owned(), Day::iso);
        *self.places.entry(key).or_insert_with(|| {
            days.push((written.to_owned(), 0));
            days.len() - 1
        })
    }
}

/// What of a gift to some recipients goes to hospitals.
struct Receiving {
    /// Whether all of them are hospitals.
    are_hospitals: bool,
    /// How many stand beside the names of those that are, where a number stands beside each.
    of_hospitals: Option<i64>,
}

impl Receiving {
    fn of<'l>(recipients: &'l [Placed], kind: &mut impl FnMut(&'l str) -> BodyKind) -> Self {
        let named = recipients.iter();
        let named: Vec<(bool, Option<i64>)> = named
            .map(|one| (kind(&one.name) == BodyKind::Hospital, counted(one)))
            .collect();
        let are_hospitals = !named.is_empty() && named.iter().all(|(is, _)| *is);
        let mut amounts = named.iter();
        let of_hospitals = amounts.try_fold(0, |sum: i64, (is, number)| {
            let number = (*number)?;
            Some(sum.saturating_add(if *is { number } else { 0 }))
        });
        Self {
            are_hospitals,
            of_hospitals: of_hospitals.filter(|_| !named.is_empty()),
        }
    }

    /// How many of a line's pieces go to hospitals. `single`: it gives nothing else.
    fn to_hospitals(&self, pieces: i64, single: bool) -> i64 {
        let of_all = if self.are_hospitals { pieces } else { 0 };
        self.of_hospitals.filter(|_| single).unwrap_or(of_all)
    }
}

/// Adds a line to the totals of its items, which stand by the items' numbers.
fn add_line<'l>(goods: &'l [Goods], to: &Receiving, items: &mut [Option<(&'l str, ItemTotal)>]) {
    let single = goods.len() == 1;
    for goods in goods {
        let Some(of_item) = items.get_mut(goods.number) else {
            continue;
        };
        let (_, total) = of_item.get_or_insert_with(|| (&*goods.item, ItemTotal::default()));
        let Some(pieces) = goods.pieces else {
            total.lines_not_countable += 1;
            continue;
        };
        total.add(ItemTotal {
            pieces,
            pieces_to_hospitals: to.to_hospitals(pieces, single),
            lines_not_countable: 0,
        });
    }
}

#[cfg(test)]
mod tests;
