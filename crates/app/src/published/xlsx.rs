//! An XLSX workbook as sheets.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{DataRef, Dimensions, Reader as _, Xlsx, XlsxError};
use relief::watch::sheet::{CELL_BYTES_MAX, COLUMNS_MAX, ROWS_MAX, Sheet};
use zip::ZipArchive;

use super::{Published, PublishedError};
use crate::import::NoSheet;

/// The most sheets of a workbook.
pub const SHEETS_MAX: usize = 400;
/// The most cells of a workbook that hold something. Read one by one: a workbook may claim any size.
pub const CELLS_MAX: usize = 20_000_000;
/// What a workbook that a stranger sends may unpack to, in bytes.
pub const UNPACKED_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Whether a file unpacks to at most `max` bytes: two megabytes may hold two gigabytes of blanks, whatever its directory
/// says. What is no workbook passes; its reader says so.
pub(super) fn unpacks(bytes: &[u8], max: u64) -> Result<(), PublishedError> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(());
    };
    let mut left = max;
    for place in 0..archive.len() {
        let Ok(part) = archive.by_index(place) else {
            continue;
        };
        // A broken part ends where it breaks.
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        left = left
            .checked_sub(unpacked.unwrap_or(0))
            .ok_or(PublishedError::UnpacksTooLarge { max })?;
    }
    Ok(())
}

/// Every sheet in its order, hidden ones too: what is published is published.
pub(super) fn read(bytes: Vec<u8>) -> Result<Published, PublishedError> {
    let book: Result<Xlsx<_>, XlsxError> = Xlsx::new(Cursor::new(bytes));
    let mut book = book.map_err(PublishedError::NotXlsx)?;
    let names = book.sheet_names();
    if names.len() > SHEETS_MAX {
        return Err(PublishedError::TooManySheets);
    }
    let mut sheets = Vec::new();
    let mut left = CELLS_MAX;
    for name in names {
        let rows = cells(&mut book, &name, &mut left)?;
        let merged = book
            .merge_cells_by_sheet_name(&name)
            .map_err(broken(&name))?;
        sheets.push(sheet(&name, rows, &merged));
    }
    Ok(Published {
        sheets,
        unread: Vec::new(),
    })
}

fn broken(name: &str) -> impl Fn(XlsxError) -> PublishedError {
    move |why| PublishedError::Sheet {
        name: name.to_owned(),
        why,
    }
}

type Cells = BTreeMap<u32, BTreeMap<usize, String>>;

fn cells(
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
    left: &mut usize,
) -> Result<Cells, PublishedError> {
    let mut rows = Cells::new();
    let mut reader = book.worksheet_cells_reader(name).map_err(broken(name))?;
    while let Some(cell) = reader.next_cell().map_err(broken(name))? {
        let (row, column) = cell.get_position();
        let text = written(cell.get_value());
        if text.is_empty() {
            continue;
        }
        *left = left.checked_sub(1).ok_or(PublishedError::TooManyCells)?;
        if row > ROWS_MAX {
            return Err(NoSheet::TooManyRows { max: ROWS_MAX }.into());
        }
        let shown = row + 1;
        let column = usize::try_from(column).ok().filter(|at| *at < COLUMNS_MAX);
        let column = column.ok_or(NoSheet::TooManyColumns { row: shown })?;
        if text.len() > CELL_BYTES_MAX {
            return Err(PublishedError::LongCell { row: shown });
        }
        rows.entry(row).or_default().insert(column, text);
    }
    Ok(rows)
}

/// A cell as it would stand in a CSV file; days without their time.
fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => shown(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(time) if time.is_datetime() => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(time) => time.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A number as spreadsheets show it at most: fifteen digits. What a formula leaves beyond them, as in 0.1 + 0.2, is no
/// figure that anybody published.
fn shown(number: f64) -> String {
    let fifteen = format!("{number:.14e}").parse::<f64>();
    fifteen.unwrap_or(number).to_string()
}

fn sheet(name: &str, rows: Cells, merged: &[Dimensions]) -> Sheet {
    let mut sheet = Sheet::new(name);
    let last = rows.keys().next_back().copied().unwrap_or(0);
    for (row, cells) in rows {
        let width = cells.keys().next_back().map_or(0, |last| last + 1);
        let text = |column| cells.get(&column).map_or("", String::as_str);
        sheet.push(row + 1, (0..width).map(text));
    }
    for area in merged {
        let Ok(column) = usize::try_from(area.start.1) else {
            continue;
        };
        for row in area.start.0 + 1..=area.end.0.min(last) {
            sheet.cover(row + 1, column);
        }
    }
    sheet
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::Write as _;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    /// A workbook with one part of so many blanks.
    fn blanks(megabytes: usize) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        archive.start_file("xl/sharedStrings.xml", options).unwrap();
        let blank = vec![b' '; 1024 * 1024];
        for _ in 0..megabytes {
            archive.write_all(&blank).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn numbers_are_shown_without_what_formulas_leave() {
        for (number, text) in [
            (0.1 + 0.2, "0.3"),
            (26_764.46 - 0.1 - 0.2, "26764.16"),
            (43_862.0, "43862"),
            (-1.5, "-1.5"),
        ] {
            assert_eq!(shown(number), text);
        }
    }

    #[test]
    fn what_unpacks_to_more_than_is_read_is_refused() {
        let large = blanks(65);
        assert!(large.len() < 1024 * 1024, "it came small");
        let max = UNPACKED_BYTES_MAX;
        let refused = crate::published::read("t", large, max).err();
        assert!(matches!(
            refused,
            Some(PublishedError::UnpacksTooLarge { .. })
        ));
        assert!(unpacks(&blanks(1), max).is_ok());
        assert!(unpacks(b"no workbook", max).is_ok());
    }
}
