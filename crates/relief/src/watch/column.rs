//! Finding columns by their names.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::decimal::Decimal;
use super::plain::{key, plain, same_key};
use super::sheet::{Row, Sheet};

/// Rows above the header that may hold titles.
pub(super) const TITLE_ROWS_MAX: usize = 20;

/// A column that is not there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the sheet {sheet:?} has no column {wanted:?}; it has {}", list(.there))]
pub struct NoColumn {
    /// The sheet's name.
    pub sheet: String,
    /// What was looked for.
    pub wanted: String,
    /// The columns that exist.
    pub there: Vec<String>,
}

fn list(there: &[String]) -> String {
    let names: Vec<String> = there.iter().map(|name| format!("{name:?}")).collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

/// The headings of a table, one for each column.
#[derive(Debug, Clone)]
pub(super) struct Heading<'s> {
    row: Row<'s>,
    above: Option<Row<'s>>,
}

impl<'s> Heading<'s> {
    /// A row as headings. Where it has none of its own, the row above it names the column: headings often stand in two
    /// rows of merged cells. A row above with one cell alone is a title, and names nothing; a row with a digit states
    /// something, and is not the second row of headings.
    pub fn new(above: Option<Row<'s>>, row: Row<'s>) -> Self {
        let written = |row: &Row<'_>| row.cells().filter(|cell| !plain(cell).is_empty()).count();
        let states = row
            .cells()
            .any(|cell| plain(cell).contains(|c: char| c.is_ascii_digit()));
        let above = above.filter(|above| !states && written(above) > 1);
        Self { row, above }
    }

    /// The heading of a column as written; empty where it has none.
    pub fn cell(&self, column: usize) -> &'s str {
        let own = self.row.cell(column);
        match self.above {
            Some(above) if plain(own).is_empty() => above.cell(column),
            _ => own,
        }
    }

    /// The heading of each column as written.
    pub fn cells(&self) -> impl Iterator<Item = &'s str> + '_ {
        let above = self.above.map_or(0, |above| above.cells().count());
        (0..self.row.cells().count().max(above)).map(|column| self.cell(column))
    }

    /// The name of each column by which [`named`] finds it; with its group before it where others have the same name.
    pub fn names(&self) -> Vec<String> {
        let own: Vec<Cow<'_, str>> = self.cells().map(plain).collect();
        let group = self.groups();
        let is_shared = |name: &str| own.iter().filter(|one| same_key(one, name)).count() > 1;
        let named = own.iter().zip(group.chain(std::iter::repeat("")));
        let named = named.map(|(own, group)| match group {
            group if is_shared(own) => format!("{}{own}", plain(group)),
            _ => own.to_string(),
        });
        named.collect()
    }

    /// The group above each column: a name in the row above stands for those to its right too.
    pub fn groups(&self) -> impl Iterator<Item = &'s str> + '_ {
        let mut group = "";
        (0..self.row.cells().count()).map(move |at| {
            let above = self.above.map_or("", |above| above.cell(at));
            if !plain(above).is_empty() {
                group = above;
            }
            group
        })
    }

    /// What stands above the headings.
    pub fn title(&self, rows: impl Iterator<Item = Row<'s>>) -> String {
        let above = rows.take_while(|row| row.number() < self.row.number());
        let cells: Vec<_> = above.flat_map(Row::cells).map(plain).collect();
        cells.join(" ")
    }

    /// Whether a row says the headings over again, as on every page of a printed table.
    pub fn is_repeated_by(&self, row: Row<'_>) -> bool {
        is_same(row, self.row) || self.above.is_some_and(|above| is_same(row, above))
    }
}

/// Whether two rows say the same, cell by cell.
pub(super) fn is_same(one: Row<'_>, other: Row<'_>) -> bool {
    let mut cells = one.cells().zip(other.cells());
    cells.all(|(one, other)| same_key(one, other)) && one.cells().count() == other.cells().count()
}

/// The rows that may head a table, each as headings, and where it stands.
pub(super) fn headings<'s>(
    rows: impl Iterator<Item = Row<'s>> + Clone,
) -> impl Iterator<Item = (usize, Heading<'s>)> {
    let above = std::iter::once(None).chain(rows.clone().map(Some));
    let rows = above.zip(rows).take(TITLE_ROWS_MAX);
    rows.map(|(above, row)| Heading::new(above, row))
        .enumerate()
}

/// The first headings for which `test` holds, and the rows below them.
pub(super) fn header<'s>(
    sheet: &'s Sheet,
    test: impl Fn(&Heading<'s>) -> bool,
) -> Option<(Heading<'s>, impl Iterator<Item = Row<'s>> + Clone)> {
    let (at, heading) = headings(sheet.rows()).find(|(_, heading)| test(heading))?;
    Some((heading, sheet.rows().skip(at + 1)))
}

/// The column of this name, however it is spaced; else that of this name under a group: 物资当日 is 当日 under 物资.
pub(super) fn named(header: &Heading<'_>, name: &str) -> Option<usize> {
    all_named(header, name).first().copied()
}

/// All columns of this name, as where a table is printed in parts side by side.
pub(super) fn all_named(header: &Heading<'_>, name: &str) -> Vec<usize> {
    let wanted = key(name);
    let cells = header.cells().enumerate();
    let own = cells.filter(|(_, cell)| key(cell) == wanted);
    let own: Vec<usize> = own.map(|(at, _)| at).collect();
    if !own.is_empty() {
        return own;
    }
    let columns = header.row.cells().zip(header.groups()).enumerate();
    let grouped = columns.filter(|(_, (cell, group))| {
        let group = key(group);
        !group.is_empty() && wanted == format!("{group}{}", key(cell))
    });
    grouped.map(|(at, _)| at).collect()
}

/// Whether any row that may head a table names a column so.
pub(super) fn is_there(sheet: &Sheet, name: &str) -> bool {
    headings(sheet.rows()).any(|(_, heading)| named(&heading, name).is_some())
}

/// The error that `wanted` is not among the names of the row that has most of them, where a table may begin.
pub(super) fn missing(sheet: &Sheet, wanted: &str) -> NoColumn {
    let named = |row: &Row<'_>| {
        let cells = row.cells().map(plain).filter(|cell| !cell.is_empty());
        // What states numbers names nothing.
        cells.filter(|cell| Decimal::read(cell).is_none()).count()
    };
    let rows = sheet.rows().take(TITLE_ROWS_MAX).enumerate();
    let header = rows.max_by_key(|(at, row)| (named(row), Reverse(*at)));
    let names = header.into_iter().flat_map(|(_, row)| row.cells());
    let names = names.map(plain);
    NoColumn {
        sheet: sheet.name.clone(),
        wanted: wanted.to_owned(),
        there: names
            .filter(|name| !name.is_empty())
            .map(Into::into)
            .collect(),
    }
}
