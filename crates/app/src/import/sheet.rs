//! A CSV file as rows of named cells: columns in any order, each row judged by itself.

use std::collections::HashMap;

use csv::{ByteRecord, ReaderBuilder};

use super::report::{Reason, Rejected, Report, SheetName};
use super::{CELL_CHARS_MAX, FILE_BYTES_MAX, ROWS_MAX};

/// What some programs write before the header.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Why a file as a whole cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Too large.
    #[error("the file of {0} is larger than {max} bytes", max = FILE_BYTES_MAX)]
    TooLarge(&'static str),
    /// Too many rows.
    #[error("the file of {0} has more than {max} rows", max = ROWS_MAX)]
    TooManyRows(&'static str),
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
    cells: Vec<String>,
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
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes);
        let mut lines = Lines::new(bytes);
        let mut record = ByteRecord::new();
        let mut next = |record: &mut ByteRecord| -> Result<Option<u64>, SheetError> {
            let more = reader.read_byte_record(record);
            let more = more.map_err(|_| SheetError::NotCsv(file))?;
            let start = record.position().map_or(0, csv::Position::byte);
            Ok(more.then(|| lines.line_of(start)))
        };
        let mut columns: Vec<String> = Vec::new();
        if next(&mut record)?.is_some() {
            columns.extend(record.iter().map(column_name));
        }
        for column in required {
            if !columns.iter().any(|c| c == column) {
                return Err(SheetError::NoColumn { file, column });
            }
        }
        let mut rows = Vec::new();
        let mut read = 0;
        while let Some(line) = next(&mut record)? {
            read += 1;
            if read > ROWS_MAX {
                return Err(SheetError::TooManyRows(file));
            }
            match judge(&record, &columns) {
                Ok(cells) => rows.push(SheetRow { line, cells }),
                Err((column, value, reason)) => report
                    .rejected
                    .push(Rejected::new(name, line, &column, &value, reason)),
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
        at.and_then(|at| row.cells.get(*at))
            .map_or("", |cell| cell.trim())
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

/// The cells of a row of the right shape, or the column and value that spoil it.
fn judge(record: &ByteRecord, columns: &[String]) -> Result<Vec<String>, (String, String, Reason)> {
    let name = |at: usize| columns.get(at).cloned().unwrap_or_default();
    let mut cells = Vec::with_capacity(columns.len());
    for (at, bytes) in record.iter().enumerate() {
        let Ok(cell) = std::str::from_utf8(bytes) else {
            let lossy = String::from_utf8_lossy(bytes).into_owned();
            return Err((name(at), lossy, Reason::InvalidUtf8));
        };
        if at >= columns.len() {
            return Err((name(at), cell.to_owned(), Reason::TooManyColumns));
        }
        if cell.chars().nth(CELL_CHARS_MAX).is_some() {
            return Err((name(at), cell.to_owned(), Reason::TooLong));
        }
        cells.push(cell.to_owned());
    }
    if cells.len() < columns.len() {
        return Err((name(cells.len()), String::new(), Reason::Missing));
    }
    Ok(cells)
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
    fn line_of(&mut self, start: u64) -> u64 {
        let start = usize::try_from(start).unwrap_or(usize::MAX);
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
