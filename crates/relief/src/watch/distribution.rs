//! A published list of what was given to whom.
//!
//! Cells are put together as the list means them; goods are added up in pieces only where the list says how many
//! pieces there are. Packs of unknown content stand apart and are never added to pieces. A pair and a set count as one.

mod across;
mod amount;
mod body;
mod class;
mod compare;
mod content;
mod cross;
mod facts;
mod fill;
mod flags;
mod goods;
mod head;
mod heading;
mod judged;
mod memo;
mod read;
mod sums;
mod total;
mod unit;

use std::collections::BTreeMap;

pub use body::BodyKind;
pub use class::Class;
pub use facts::{Facts, LeftOut, Why, facts};

use super::column::{self, NoColumn};
use super::day::Day;
use super::decimal::Decimal;
use super::sheet::Sheet;
use super::{Unread, day};
use read::{Line, List};

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
    let days = lists
        .iter()
        .flat_map(|list| list.lines.iter().map(|line| list.day(line)));
    let mut dated = days
        .filter_map(day::in_column)
        .filter(|day| day.year.is_some());
    let anchor = dated.next().and_then(|day| day.near(None));
    let mut days = Days {
        anchor,
        ..Days::default()
    };
    // What a name tells is asked once: a list repeats its recipients.
    let mut kinds: BTreeMap<&str, BodyKind> = BTreeMap::new();
    for list in lists {
        let mut hospitals: Vec<Option<Vec<bool>>> = vec![None; list.memos.recipients.len()];
        let mut items: Vec<Option<(&str, ItemTotal)>> = vec![None; list.memos.items.len()];
        for line in &list.lines {
            answer.lines += 1;
            let written = list.day(line);
            if written.is_empty() {
                answer.lines_without_day += 1;
            } else {
                let at = days.place(written, &mut answer.lines_by_day);
                if let Some((_, count)) = answer.lines_by_day.get_mut(at) {
                    *count += 1;
                }
            }
            let Some(are_hospitals) = hospitals.get_mut(line.to) else {
                continue;
            };
            let are_hospitals = are_hospitals.get_or_insert_with(|| {
                let names = line.recipients.iter().map(|one| one.name.as_str());
                let mut kind = |name| *kinds.entry(name).or_insert_with(|| BodyKind::of(name));
                names.map(|name| kind(name) == BodyKind::Hospital).collect()
            });
            add_line(line, are_hospitals, &mut items);
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

/// Where each day stands in the answer. 2020-02-01, 2020年2月1日 and 2月1日 beside it are one day.
#[derive(Default)]
struct Days<'l> {
    /// The first day with its year.
    anchor: Option<Day>,
    /// As written.
    known: BTreeMap<&'l str, usize>,
    places: BTreeMap<String, usize>,
}

impl<'l> Days<'l> {
    fn place(&mut self, written: &'l str, days: &mut Vec<(String, usize)>) -> usize {
        *self.known.entry(written).or_insert_with(|| {
            let day = day::in_column(written).and_then(|day| day.near(self.anchor));
            let key = day.map_or_else(|| written.to_owned(), Day::iso);
            *self.places.entry(key).or_insert_with(|| {
                days.push((written.to_owned(), 0));
                days.len() - 1
            })
        })
    }
}

/// Adds a line to the totals of its items, which stand by the items' numbers.
fn add_line<'l>(
    line: &'l Line<'_>,
    are_hospitals: &[bool],
    items: &mut [Option<(&'l str, ItemTotal)>],
) {
    for goods in &line.goods {
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
            pieces_to_hospitals: to_hospitals(line, are_hospitals, pieces, line.goods.len() == 1),
            lines_not_countable: 0,
        });
    }
}

/// How many of a line's pieces go to hospitals: all, where all recipients are; else those that stand beside their names.
fn to_hospitals(line: &Line<'_>, are_hospitals: &[bool], pieces: i64, single: bool) -> i64 {
    let amounts: Option<Vec<(bool, i64)>> = line
        .recipients
        .iter()
        .zip(are_hospitals)
        .map(|(one, is_hospital)| Some((*is_hospital, goods::counted(one)?)))
        .collect();
    match amounts.filter(|amounts| single && !amounts.is_empty()) {
        Some(amounts) => amounts
            .iter()
            .filter(|(hospital, _)| *hospital)
            .fold(0, |sum, (_, n)| i64::saturating_add(sum, *n)),
        None if !are_hospitals.is_empty() && are_hospitals.iter().all(|is| *is) => pieces,
        None => 0,
    }
}

#[cfg(test)]
mod tests;
