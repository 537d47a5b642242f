//! A table as it was read: rows of written cells, each with the number that a spreadsheet shows.

use std::collections::BTreeSet;

use super::plain::{is_not_stated, plain};
use super::texts::{Text, Texts};

/// The most rows of one sheet that are read. A day's reports of ten thousand bodies for three months, and still
/// held in memory in one piece.
pub const ROWS_MAX: u32 = 1_000_000;
/// The most columns of a sheet.
pub const COLUMNS_MAX: usize = 1_000;
/// The longest cell, in bytes.
pub const CELL_BYTES_MAX: usize = 32_768;

/// One sheet. Every text is kept once, whatever number of cells says it, so that a million rows cost less than the file
/// itself where its texts come again.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The sheet's name, or the file's where the format has none.
    pub name: String,
    texts: Texts,
    forms: Vec<Form>,
    cells: Vec<Text>,
    rows: Vec<Place>,
    covered: BTreeSet<(u32, usize)>,
}

/// What a text is beside what is written.
#[derive(Debug, Clone, Copy, Default)]
struct Form {
    /// The text in its plain form.
    plain: Text,
    /// The same; empty where it says that nothing is stated.
    stated: Text,
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
    place: &'a Place,
}

impl Sheet {
    /// An empty sheet.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            texts: Texts::default(),
            // The empty text's.
            forms: vec![Form::default()],
            cells: Vec::new(),
            rows: Vec::new(),
            covered: BTreeSet::new(),
        }
    }

    /// Adds a row with its number as a spreadsheet shows it, the first being 1.
    pub fn push<'c>(&mut self, number: u32, cells: impl IntoIterator<Item = &'c str>) {
        let first = self.cells.len();
        let above = self.rows.last().map_or(first, |row| row.first);
        for (at, cell) in (above..).zip(cells) {
            // Most cells say what the one above them says.
            let text = self.cells.get(at).copied().unwrap_or_default();
            let is_same = at < first && self.texts.get(text) == cell;
            let text = if is_same { text } else { self.keep(cell) };
            self.cells.push(text);
        }
        let end = self.cells.len();
        self.rows.push(Place { number, first, end });
    }

    /// Keeps a text and, where it comes first, its forms.
    fn keep(&mut self, cell: &str) -> Text {
        let text = self.texts.of(cell);
        if text.place() < self.forms.len() {
            return text;
        }
        let said = plain(cell);
        let plain = if *said == *cell {
            text
        } else {
            self.texts.of(&said)
        };
        let stated = if is_not_stated(&said) {
            Text::EMPTY
        } else {
            plain
        };
        self.forms.push(Form { plain, stated });
        if plain.place() == self.forms.len() {
            // A plain text is its own plain form.
            self.forms.push(Form { plain, stated });
        }
        text
    }

    /// Says that a cell is covered by the one above it, merged with it. Its own text is empty.
    pub fn cover(&mut self, row: u32, column: usize) {
        self.covered.insert((row, column));
    }

    /// The rows in their order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> + Clone {
        self.rows.iter().map(|place| Row { sheet: self, place })
    }

    /// The texts of its cells, and their plain forms.
    pub(crate) fn texts(&self) -> &Texts {
        &self.texts
    }

    fn form(&self, text: Text) -> Form {
        self.forms.get(text.place()).copied().unwrap_or_default()
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
        self.sheet.texts.get(self.text(column))
    }

    /// The text of a cell as written.
    pub(crate) fn text(self, column: usize) -> Text {
        let cell = self.written().get(column);
        cell.copied().unwrap_or(Text::EMPTY)
    }

    /// The plain text of a cell; empty where it says that nothing is stated.
    pub(crate) fn stated(self, column: usize) -> Text {
        self.sheet.form(self.text(column)).stated
    }

    /// What a text of its sheet says.
    pub(crate) fn said(self, text: Text) -> &'a str {
        self.sheet.texts.get(text)
    }

    /// All texts as written.
    pub(crate) fn written(self) -> &'a [Text] {
        let cells = self.sheet.cells.get(self.place.first..self.place.end);
        cells.unwrap_or_default()
    }

    /// The texts as written of the cells in which anything can be seen.
    pub(crate) fn filled(self) -> impl Iterator<Item = Text> + 'a {
        let texts = self.written().iter().copied();
        texts.filter(move |text| !self.is_blank_text(*text))
    }

    /// Whether nothing can be seen of a text as written.
    pub(crate) fn is_blank_text(self, text: Text) -> bool {
        self.sheet.form(text).plain.is_empty()
    }

    /// Whether the cell is merged with the one above it.
    #[must_use]
    pub fn is_covered(self, column: usize) -> bool {
        let covered = &self.sheet.covered;
        !covered.is_empty() && covered.contains(&(self.place.number, column))
    }

    /// All cells as written.
    pub fn cells(self) -> impl Iterator<Item = &'a str> {
        let texts = self.written().iter();
        texts.map(|text| self.sheet.texts.get(*text))
    }

    /// Whether nothing at all is written in it.
    #[must_use]
    pub fn is_blank(self) -> bool {
        self.filled().next().is_none()
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
        sheet.push(6, ["y", "x"]);
        let read: Vec<(u32, Vec<&str>)> = sheet
            .rows()
            .map(|row| (row.number(), row.cells().collect()))
            .collect();
        assert_eq!(
            read,
            [(1, vec!["x", "", "武汉"]), (5, vec![]), (6, vec!["y", "x"])]
        );
        assert_eq!(sheet.rows().last().map(|row| row.cell(7)), Some(""));
    }

    #[test]
    fn a_text_has_its_plain_form_and_none_where_nothing_is_stated() {
        let mut sheet = Sheet::new("a");
        sheet.push(1, ["甲\u{200b}", "甲", " 无 ", "\u{feff}", "-"]);
        let row = sheet.rows().next().unwrap();
        let stated = |at| sheet.texts().get(row.stated(at));
        assert_eq!([0, 1, 2, 3, 4].map(stated), ["甲", "甲", "", "", ""]);
        assert_eq!(row.stated(0), row.stated(1));
        let filled: Vec<&str> = row.filled().map(|text| row.said(text)).collect();
        assert_eq!(filled, ["甲\u{200b}", "甲", " 无 ", "-"]);
    }
}
