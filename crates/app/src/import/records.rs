//! The records of a CSV file as people's programs write it: commas, semicolons or tabs, blank lines, and quotation
//! marks that nobody closed.

use csv::{ByteRecord, Reader, ReaderBuilder};

/// One record, and where it begins.
#[derive(Debug)]
pub struct Record {
    /// The line of the file, the first being 1.
    pub line: u64,
    /// The row that a spreadsheet shows, the first being 1: a cell of several lines is one row.
    pub row: u32,
    /// Its cells as they stand.
    pub cells: ByteRecord,
}

/// Reads records one by one.
pub struct Records<'a> {
    bytes: &'a [u8],
    delimiter: u8,
    reader: Reader<&'a [u8]>,
    /// Where the reader began.
    base: usize,
    /// Where the record read last began, line breaks before it left out.
    start: usize,
    line: u64,
    row: u32,
    /// How many cells the first record has.
    columns: usize,
}

impl<'a> Records<'a> {
    /// Of a file in UTF-8, see [`super::utf8`].
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let delimiter = delimiter(bytes);
        Records {
            bytes,
            delimiter,
            reader: reader(bytes, delimiter),
            base: 0,
            start: 0,
            line: 1,
            row: 0,
            columns: 0,
        }
    }

    /// The next record, or none at the end.
    ///
    /// # Errors
    /// When the file is no CSV at all.
    pub fn read(&mut self) -> csv::Result<Option<Record>> {
        self.read_into(ByteRecord::new())
    }

    /// The same in the memory of cells that are not needed any more.
    ///
    /// # Errors
    /// When the file is no CSV at all.
    pub fn read_into(&mut self, mut cells: ByteRecord) -> csv::Result<Option<Record>> {
        if !self.reader.read_byte_record(&mut cells)? {
            return Ok(None);
        }
        let begun = cells.position().map_or(0, csv::Position::byte);
        let begun = self.base + usize::try_from(begun).unwrap_or(usize::MAX);
        // The reader passes over blank lines, and over what is left of the line break before them.
        let rest = self.bytes.get(begun..).unwrap_or_default();
        let breaks = rest.iter().take_while(|byte| is_break(**byte)).count();
        let before = begun.checked_sub(1).and_then(|at| self.bytes.get(at));
        let skipped = rest.get(..breaks).unwrap_or_default();
        let skipped = match before {
            Some(b'\r') => skipped.strip_prefix(b"\n").unwrap_or(skipped),
            _ => skipped,
        };
        let start = begun + breaks;
        self.row = self.row.saturating_add(1).saturating_add(rows(skipped));
        // The reader's own count of lines is off after blank lines and carriage returns.
        let passed = self.bytes.get(self.start..start).unwrap_or_default();
        let lines = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line = self
            .line
            .saturating_add(u64::try_from(lines).unwrap_or(u64::MAX));
        self.start = start;
        if self.columns == 0 {
            self.columns = cells.len();
        }
        Ok(Some(Record {
            line: self.line,
            row: self.row,
            cells,
        }))
    }

    /// Gives up the record read last and goes on at the line below the one on which it began.
    pub fn again_from_next_line(&mut self) {
        let rest = self.bytes.get(self.start..).unwrap_or_default();
        let line = rest.iter().position(|byte| *byte == b'\n');
        self.base = line.map_or(self.bytes.len(), |line| self.start + line + 1);
        let rest = self.bytes.get(self.base..).unwrap_or_default();
        self.reader = reader(rest, self.delimiter);
    }

    /// A quotation mark that nobody closed takes the rows below into its cell: one of its lines has as many cells as
    /// a row, or it is longer than any cell, in bytes.
    #[must_use]
    pub fn swallows_rows(&self, cell: &[u8], cell_bytes_max: usize) -> bool {
        let mut below = cell.split(|byte| *byte == b'\n').skip(1).peekable();
        let endless = below.peek().is_some() && cell.len() > cell_bytes_max;
        let marks = |line: &[u8]| line.iter().filter(|byte| **byte == self.delimiter).count();
        endless || below.any(|line| marks(line) + 1 >= self.columns.max(2))
    }
}

fn reader(bytes: &[u8], delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(bytes)
}

/// Commas, or what some spreadsheets write instead: the mark that the first line holds most often.
fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes.split(|byte| *byte == b'\n').next().unwrap_or(b"");
    let count = |mark: u8| header.iter().filter(|byte| **byte == mark).count();
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b',')
}

const fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// How many rows a run of line breaks ends.
fn rows(breaks: &[u8]) -> u32 {
    let mut count = 0_u32;
    let mut rest = breaks;
    while let Some((first, more)) = rest.split_first() {
        rest = if *first == b'\r' {
            more.strip_prefix(b"\n").unwrap_or(more)
        } else {
            more
        };
        count = count.saturating_add(1);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(bytes: &[u8]) -> Vec<(u64, u32)> {
        let mut records = Records::new(bytes);
        let next = || records.read().unwrap();
        std::iter::from_fn(next)
            .map(|record| (record.line, record.row))
            .collect()
    }

    #[test]
    fn lines_are_those_of_the_file_and_rows_those_of_a_spreadsheet() {
        assert_eq!(places(b"a,b\n1,2\n\n3,4\n"), [(1, 1), (2, 2), (4, 4)]);
        assert_eq!(
            places(b"a,b\r\n1,2\r\n\r\n\r\n3,4\r\n"),
            [(1, 1), (2, 2), (5, 5)]
        );
        assert_eq!(
            places(b"\n\na,b\n\"1\nx\",2\n3,4"),
            [(3, 3), (4, 4), (6, 5)]
        );
        assert_eq!(places(b"a\rb\r\rc"), [(1, 1), (1, 2), (1, 4)]);
        assert_eq!(places(b""), []);
    }

    #[test]
    fn an_open_quotation_mark_costs_its_own_line_alone() {
        let mut records = Records::new(b"a;b;c\n1;\"2;3\n4;5;6\n7;8;9\n");
        records.read().unwrap();
        let spoilt = records.read().unwrap().unwrap();
        assert!(
            spoilt
                .cells
                .iter()
                .any(|cell| records.swallows_rows(cell, 100))
        );
        records.again_from_next_line();
        let next = records.read().unwrap().unwrap();
        assert_eq!((next.line, &next.cells[0]), (3, &b"4"[..]));
    }
}
