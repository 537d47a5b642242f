//! A CSV file as a sheet of the watch: UTF-8 or GB 18030, each row with the number that a spreadsheet shows.

use std::borrow::Cow;

use csv::ByteRecord;
use relief::watch::sheet::{CELL_BYTES_MAX, COLUMNS_MAX, Sheet};
use relief::watch::{Fault, Unread};

use super::encoding::utf8;
use super::records::{Record, Records};

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
    let mut spare = ByteRecord::new();
    while let Some(Record { row, cells, .. }) = records.read_into(spare)? {
        if row > max.saturating_add(1) {
            return Err(NoSheet::TooManyRows { max });
        }
        if cells.len() > COLUMNS_MAX {
            return Err(NoSheet::TooManyColumns { row });
        }
        let mut fault = |at: usize, fault| {
            let cell = cells.get(at).unwrap_or_default();
            let shown = cell.get(..SHOWN_BYTES).unwrap_or(cell);
            unread.push(Unread {
                sheet: name.to_owned(),
                row,
                column: (at + 1).to_string(),
                value: String::from_utf8_lossy(shown).into_owned(),
                fault,
            });
        };
        if let Some(at) = open_quote(&records, &cells) {
            fault(at, Fault::OpenQuote);
            records.again_from_next_line();
        } else if let Some(at) = too_long(&cells) {
            fault(at, Fault::TooLong);
        } else {
            push(&mut sheet, row, &cells, |at| fault(at, Fault::Characters));
        }
        spare = cells;
    }
    Ok((sheet, unread))
}

/// The cell that takes rows below into it. Only one with a line break can.
fn open_quote(records: &Records<'_>, cells: &ByteRecord) -> Option<usize> {
    let mut each = cells.iter();
    let swallows = |cell: &[u8]| records.swallows_rows(cell, CELL_BYTES_MAX);
    let may = cells.as_slice().contains(&b'\n');
    each.position(|cell| may && swallows(cell))
}

fn too_long(cells: &ByteRecord) -> Option<usize> {
    let may = cells.as_slice().len() > CELL_BYTES_MAX;
    cells
        .iter()
        .position(|cell| may && cell.len() > CELL_BYTES_MAX)
}

/// Adds a row; says which of its cells have characters that are none.
fn push(sheet: &mut Sheet, row: u32, cells: &ByteRecord, mut broken: impl FnMut(usize)) {
    let places = || (0..cells.len()).map(|at| cells.range(at).unwrap_or_default());
    let whole = std::str::from_utf8(cells.as_slice()).ok();
    // Two broken cells may be whole together.
    let whole = whole.filter(|text| places().all(|place| text.is_char_boundary(place.end)));
    if let Some(text) = whole {
        sheet.push(row, places().map(|place| text.get(place).unwrap_or("")));
        return;
    }
    let texts: Vec<Cow<'_, str>> = cells.iter().map(String::from_utf8_lossy).collect();
    for (at, text) in texts.iter().enumerate() {
        if matches!(text, Cow::Owned(_)) {
            broken(at);
        }
    }
    sheet.push(row, texts.iter().map(AsRef::as_ref));
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use relief::watch::sheet::Row;

    use super::*;

    #[test]
    fn two_broken_cells_that_are_whole_together_are_both_named() {
        let rows = b"\xe6\xad\xa6,b,c\n\xe6\xad\xa6,b,c\na,\xe6\xad,\xa6\n";
        let (sheet, unread) = published("t", rows, 10).unwrap();
        let cells: Vec<&str> = sheet.rows().skip(2).flat_map(Row::cells).collect();
        assert_eq!(cells, ["a", "\u{fffd}", "\u{fffd}"]);
        let columns: Vec<&str> = unread.iter().map(|cell| cell.column.as_str()).collect();
        assert_eq!(columns, ["2", "3"]);
    }
}
