//! A CSV file as a sheet of the watch: UTF-8 or GB 18030, each row with the number that a spreadsheet shows.

use relief::watch::sheet::{CELL_BYTES_MAX, COLUMNS_MAX, Sheet};
use relief::watch::{Fault, Unread};

use super::encoding::utf8;
use super::records::Records;

/// Bytes of an unreadable cell that are shown.
const SHOWN_BYTES: usize = 60;

/// Why a file as a whole cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum NoSheet {
    /// The reader gave up.
    #[error("it is no CSV: {0}")]
    NotCsv(#[from] csv::Error),
    /// Too many rows.
    #[error("it has more than {max} rows: cut it into parts")]
    TooManyRows {
        /// The limit.
        max: u32,
    },
    /// Too many columns.
    #[error("row {row} has more than {COLUMNS_MAX} columns")]
    TooManyColumns {
        /// Where.
        row: u32,
    },
}

/// Reads a file of at most so many rows below its header. Cells that could not be read as they stand are named.
///
/// # Errors
/// [`NoSheet`] when it is no table, or a larger one.
pub fn published(name: &str, bytes: &[u8], max: u32) -> Result<(Sheet, Vec<Unread>), NoSheet> {
    let bytes = utf8(bytes);
    let mut records = Records::new(&bytes);
    let mut sheet = Sheet::new(name);
    let mut unread = Vec::new();
    while let Some(record) = records.read()? {
        let (row, record) = (record.row, record.cells);
        if row > max.saturating_add(1) {
            return Err(NoSheet::TooManyRows { max });
        }
        if record.len() > COLUMNS_MAX {
            return Err(NoSheet::TooManyColumns { row });
        }
        let mut fault = |at: usize, cell: &[u8], fault| {
            let shown = cell.get(..SHOWN_BYTES).unwrap_or(cell);
            unread.push(Unread {
                sheet: name.to_owned(),
                row,
                column: (at + 1).to_string(),
                value: String::from_utf8_lossy(shown).into_owned(),
                fault,
            });
        };
        let mut cells = record.iter().enumerate();
        if let Some((at, cell)) =
            cells.find(|(_, cell)| records.swallows_rows(cell, CELL_BYTES_MAX))
        {
            fault(at, cell, Fault::OpenQuote);
            records.again_from_next_line();
            continue;
        }
        let mut cells = record.iter().enumerate();
        if let Some((at, cell)) = cells.find(|(_, cell)| cell.len() > CELL_BYTES_MAX) {
            fault(at, cell, Fault::TooLong);
            continue;
        }
        let mut cells = Vec::with_capacity(record.len());
        for (at, cell) in record.iter().enumerate() {
            let text = String::from_utf8_lossy(cell);
            if matches!(text, std::borrow::Cow::Owned(_)) {
                fault(at, cell, Fault::Characters);
            }
            cells.push(text);
        }
        sheet.push(row, cells.iter().map(AsRef::as_ref));
    }
    Ok((sheet, unread))
}
