//! A table as it was read: rows of written cells, each with the number that a spreadsheet shows.

use std::collections::BTreeSet;

/// The most rows of one sheet that are read. A day's reports of ten thousand bodies for three months, and still
/// held in memory in one piece.
pub const ROWS_MAX: u32 = 1_000_000;
/// The most columns of a sheet.
pub const COLUMNS_MAX: usize = 1_000;
/// The longest cell, in bytes.
pub const CELL_BYTES_MAX: usize = 32_768;

/// One sheet. All cells share one text, so that a million rows cost little more than the file itself.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The sheet's name, or the file's where the format has none.
    pub name: String,
    text: String,
    ends: Vec<usize>,
    rows: Vec<Place>,
    covered: BTreeSet<(u32, usize)>,
}

/// Where a row lies.
#[derive(Debug, Clone, Copy)]
struct Place {
    number: u32,
    first: usize,
    end: usize,
}

/// One row of a [`Sheet`].
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    place: Place,
}

impl Sheet {
    /// An empty sheet.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// Adds a row with its number as a spreadsheet shows it, the first being 1.
    pub fn push<'c>(&mut self, number: u32, cells: impl IntoIterator<Item = &'c str>) {
        let first = self.ends.len();
        for cell in cells {
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
        let end = self.ends.len();
        self.rows.push(Place { number, first, end });
    }

    /// Says that a cell is covered by the one above it, merged with it. Its own text is empty.
    pub fn cover(&mut self, row: u32, column: usize) {
        self.covered.insert((row, column));
    }

    /// The rows in their order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> + Clone {
        self.rows.iter().map(|place| Row {
            sheet: self,
            place: *place,
        })
    }
}

impl<'a> Row<'a> {
    /// The number that a spreadsheet shows beside the row.
    #[must_use]
    pub fn number(self) -> u32 {
        self.place.number
    }

    /// A cell as written; empty beyond the last one.
    #[must_use]
    pub fn cell(self, column: usize) -> &'a str {
        let at = self.place.first + column;
        if at >= self.place.end {
            return "";
        }
        let before = at
            .checked_sub(1)
            .and_then(|before| self.sheet.ends.get(before));
        let start = before.copied().unwrap_or(0);
        let end = self.sheet.ends.get(at).copied().unwrap_or(start);
        self.sheet.text.get(start..end).unwrap_or("")
    }

    /// Whether the cell is merged with the one above it.
    #[must_use]
    pub fn is_covered(self, column: usize) -> bool {
        self.sheet.covered.contains(&(self.place.number, column))
    }

    /// All cells as written.
    pub fn cells(self) -> impl Iterator<Item = &'a str> {
        (0..self.place.end - self.place.first).map(move |column| self.cell(column))
    }

    /// Whether nothing at all is written in it.
    #[must_use]
    pub fn is_blank(self) -> bool {
        self.cells()
            .all(|cell| super::plain::plain(cell).is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_were_pushed() {
        let mut sheet = Sheet::new("a");
        sheet.push(1, ["x", "", "武汉"]);
        sheet.push(5, []);
        sheet.push(6, ["y"]);
        let read: Vec<(u32, Vec<&str>)> = sheet
            .rows()
            .map(|row| (row.number(), row.cells().collect()))
            .collect();
        assert_eq!(
            read,
            [(1, vec!["x", "", "武汉"]), (5, vec![]), (6, vec!["y"])]
        );
        assert_eq!(sheet.rows().last().map(|row| row.cell(7)), Some(""));
    }
}
