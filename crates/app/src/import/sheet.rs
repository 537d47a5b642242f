//! A CSV file as rows of named cells: columns in any order, each row judged by itself.

use std::collections::HashMap;

use csv::{ByteRecord, StringRecord};

use super::encoding;
use super::records::Records;
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
        let mut records = Records::new(&bytes);
        let no_csv = |_| SheetError::NotCsv(file);
        let Some(header) = records.read().map_err(no_csv)? else {
            return Err(SheetError::Empty(file));
        };
        let columns: Vec<String> = header.cells.iter().map(column_name).collect();
        let mut least = 0;
        for column in required {
            let at = columns.iter().position(|c| c == column);
            let at = at.ok_or(SheetError::NoColumn { file, column })?;
            least = least.max(at + 1);
        }
        let shape = Shape {
            columns: &columns,
            least,
        };
        let mut rows = Vec::new();
        let mut read = 0;
        while let Some(record) = records.read().map_err(no_csv)? {
            read += 1;
            if read > ROWS_MAX {
                return Err(SheetError::TooManyRows(file));
            }
            match shape.judge(&records, &record.cells) {
                Ok(Some(cells)) => rows.push(SheetRow {
                    line: record.line,
                    cells,
                }),
                Ok(None) => {}
                Err((column, value, reason)) => {
                    if reason == Reason::OpenQuote {
                        records.again_from_next_line();
                    }
                    let rejected = Rejected::new(name, record.line, &column, &value, reason);
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
}

impl Shape<'_> {
    /// The cells of a row of the right shape, nothing for an empty one, or the column and value that spoil it.
    fn judge(
        &self,
        records: &Records<'_>,
        record: &ByteRecord,
    ) -> Result<Option<StringRecord>, (String, String, Reason)> {
        let name = |at: usize| self.columns.get(at).cloned().unwrap_or_default();
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            return Ok(None);
        }
        let mut cells = StringRecord::new();
        for (at, bytes) in record.iter().enumerate() {
            let lossy = || String::from_utf8_lossy(bytes).into_owned();
            if records.swallows_rows(bytes, 4 * CELL_CHARS_MAX) {
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
}
