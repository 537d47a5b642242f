//! A CSV file as rows of named cells: columns in any order, each row judged by itself.

use std::collections::HashMap;

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord};

use super::encoding;
use super::report::{Reason, Rejected, Report, SheetName};
use super::{CELL_CHARS_MAX, FILE_BYTES_MAX, ROWS_MAX};

/// Why a file as a whole cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Too large.
    #[error("the file of {0} is larger than {max} bytes", max = FILE_BYTES_MAX)]
    TooLarge(&'static str),
    /// Too many rows.
    #[error("the file of {0} has more than {max} rows", max = ROWS_MAX)]
    TooManyRows(&'static str),
    /// Nothing in it.
    #[error("the file of {0} is empty: its first row names the columns")]
    Empty(&'static str),
    /// A column is missing.
    #[error("the file of {file} has no column {column}")]
    NoColumn {
        /// Which file.
        file: &'static str,
        /// The column's name.
        column: &'static str,
    },
    /// The reader gave up.
    #[error("the file of {0} is no CSV")]
    NotCsv(&'static str),
}

/// The rows that could be read.
pub(super) struct Sheet {
    header: HashMap<String, usize>,
    pub rows: Vec<SheetRow>,
}

/// One row.
pub(super) struct SheetRow {
    /// The line of the file on which it begins, the header being line 1.
    pub line: u64,
    cells: StringRecord,
}

impl Sheet {
    /// Reads a file. Rows of the wrong shape, with broken characters or endless cells go into the report.
    pub fn read(
        name: SheetName,
        bytes: &[u8],
        required: &[&'static str],
        report: &mut Report,
    ) -> Result<Sheet, SheetError> {
        let file = word(name);
        if bytes.len() > FILE_BYTES_MAX {
            return Err(SheetError::TooLarge(file));
        }
        let bytes = encoding::utf8(bytes);
        let mut records = Records::new(file, &bytes);
        let Some((_, header)) = records.next()? else {
            return Err(SheetError::Empty(file));
        };
        let columns: Vec<String> = header.iter().map(column_name).collect();
        let mut least = 0;
        for column in required {
            let at = columns.iter().position(|c| c == column);
            let at = at.ok_or(SheetError::NoColumn { file, column })?;
            least = least.max(at + 1);
        }
        let shape = Shape {
            columns: &columns,
            least,
            delimiter: records.delimiter,
        };
        let mut rows = Vec::new();
        let mut read = 0;
        while let Some((line, record)) = records.next()? {
            read += 1;
            if read > ROWS_MAX {
                return Err(SheetError::TooManyRows(file));
            }
            match shape.judge(&record) {
                Ok(Some(cells)) => rows.push(SheetRow { line, cells }),
                Ok(None) => {}
                Err((column, value, reason)) => {
                    if reason == Reason::OpenQuote {
                        records.again_from_next_line();
                    }
                    let rejected = Rejected::new(name, line, &column, &value, reason);
                    report.rejected.push(rejected);
                }
            }
        }
        let mut header = HashMap::new();
        for (at, column) in columns.into_iter().enumerate() {
            header.entry(column).or_insert(at);
        }
        Ok(Sheet { header, rows })
    }

    /// A cell, trimmed; empty when the file has no such column.
    pub fn cell<'a>(&self, row: &'a SheetRow, column: &str) -> &'a str {
        let at = self.header.get(column);
        at.and_then(|at| row.cells.get(*at)).map_or("", str::trim)
    }
}

/// The file's name in messages.
fn word(name: SheetName) -> &'static str {
    match name {
        SheetName::Needs => "needs",
        SheetName::Facilities => "facilities",
    }
}

fn column_name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// What a row must look like.
struct Shape<'a> {
    columns: &'a [String],
    /// Cells up to the last column that a row cannot do without. Some programs end a row at its last filled cell.
    least: usize,
    delimiter: u8,
}

impl Shape<'_> {
    /// The cells of a row of the right shape, nothing for an empty one, or the column and value that spoil it.
    fn judge(&self, record: &ByteRecord) -> Result<Option<StringRecord>, (String, String, Reason)> {
        let name = |at: usize| self.columns.get(at).cloned().unwrap_or_default();
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            return Ok(None);
        }
        let mut cells = StringRecord::new();
        for (at, bytes) in record.iter().enumerate() {
            let lossy = || String::from_utf8_lossy(bytes).into_owned();
            if self.swallows_rows(bytes) {
                return Err((name(at), lossy(), Reason::OpenQuote));
            }
            let Ok(cell) = std::str::from_utf8(bytes) else {
                return Err((name(at), lossy(), Reason::InvalidUtf8));
            };
            if at >= self.columns.len() {
                // Spreadsheets pad rows with empty cells.
                if cell.trim().is_empty() {
                    continue;
                }
                return Err((name(at), lossy(), Reason::TooManyColumns));
            }
            if cell.chars().nth(CELL_CHARS_MAX).is_some() {
                return Err((name(at), lossy(), Reason::TooLong));
            }
            cells.push_field(cell);
        }
        if cells.len() < self.least {
            return Err((name(cells.len()), String::new(), Reason::Missing));
        }
        Ok(Some(cells))
    }

    /// A quotation mark that nobody closed takes the rows below into its cell: one of its lines has as many cells as
    /// a row, or it does not end.
    fn swallows_rows(&self, cell: &[u8]) -> bool {
        let mut below = cell.split(|byte| *byte == b'\n').skip(1).peekable();
        let endless = below.peek().is_some() && cell.len() > 4 * CELL_CHARS_MAX;
        let delimiters = |line: &[u8]| line.iter().filter(|byte| **byte == self.delimiter).count();
        endless || below.any(|line| delimiters(line) + 1 >= self.columns.len().max(2))
    }
}

/// The records of a file, each with the line on which it begins.
struct Records<'a> {
    file: &'static str,
    bytes: &'a [u8],
    delimiter: u8,
    reader: Reader<&'a [u8]>,
    /// Where the reader began.
    base: usize,
    /// Where the record read last began.
    start: usize,
    lines: Lines<'a>,
}

impl<'a> Records<'a> {
    fn new(file: &'static str, bytes: &'a [u8]) -> Self {
        let delimiter = delimiter(bytes);
        Records {
            file,
            bytes,
            delimiter,
            reader: reader(bytes, delimiter),
            base: 0,
            start: 0,
            lines: Lines::new(bytes),
        }
    }

    fn next(&mut self) -> Result<Option<(u64, ByteRecord)>, SheetError> {
        let mut record = ByteRecord::new();
        let more = self.reader.read_byte_record(&mut record);
        if !more.map_err(|_| SheetError::NotCsv(self.file))? {
            return Ok(None);
        }
        let start = record.position().map_or(0, csv::Position::byte);
        self.start = self.base + usize::try_from(start).unwrap_or(usize::MAX);
        let line = self.lines.line_of(self.start);
        Ok(Some((line, record)))
    }

    /// Gives up the record read last and goes on at the line below the one on which it began.
    fn again_from_next_line(&mut self) {
        let begun = self.lines.counted;
        let rest = self.bytes.get(begun..).unwrap_or_default();
        let line = rest.iter().position(|byte| *byte == b'\n');
        self.base = line.map_or(self.bytes.len(), |line| begun + line + 1);
        let rest = self.bytes.get(self.base..).unwrap_or_default();
        self.reader = reader(rest, self.delimiter);
    }
}

fn reader(bytes: &[u8], delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(bytes)
}

/// Commas, or what some spreadsheets write instead: the mark that the header holds most often.
fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes.split(|byte| *byte == b'\n').next().unwrap_or(b"");
    let count = |mark: u8| header.iter().filter(|byte| **byte == mark).count();
    let marks = [b'\t', b';', b','];
    marks
        .into_iter()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b',')
}

/// Counts lines up to growing places. The reader's own count is off after blank lines and carriage returns.
struct Lines<'a> {
    bytes: &'a [u8],
    counted: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Lines {
            bytes,
            counted: 0,
            line: 1,
        }
    }

    /// The line of the first byte at or after `start` that is no line break.
    fn line_of(&mut self, start: usize) -> u64 {
        let rest = self.bytes.get(self.counted..).unwrap_or_default();
        for byte in rest {
            if self.counted >= start && !matches!(byte, b'\n' | b'\r') {
                break;
            }
            self.counted += 1;
            self.line += u64::from(*byte == b'\n');
        }
        self.line
    }
}
