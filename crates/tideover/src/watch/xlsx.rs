//! An XLSX workbook as sheets.

use std::collections::BTreeMap;
use std::io::Cursor;

use anyhow::{Context as _, Result, ensure};
use calamine::{DataRef, Dimensions, Reader as _, Xlsx};
use relief::watch::sheet::{CELL_BYTES_MAX, COLUMNS_MAX, ROWS_MAX, Sheet};

use super::sheet::Published;

/// The most sheets of a workbook.
const SHEETS_MAX: usize = 400;
/// The most cells of a workbook that hold something. Read one by one: a workbook may claim any size.
const CELLS_MAX: usize = 20_000_000;

/// Every sheet in its order, hidden ones too: what is published is published.
pub fn read(bytes: Vec<u8>) -> Result<Published> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).context("it is no XLSX workbook")?;
    let names = book.sheet_names();
    ensure!(
        names.len() <= SHEETS_MAX,
        "it has more than {SHEETS_MAX} sheets"
    );
    let mut sheets = Vec::new();
    let mut left = CELLS_MAX;
    for name in names {
        let context = || format!("the sheet {name:?} cannot be read");
        let rows = cells(&mut book, &name, &mut left).with_context(context)?;
        let merged = book
            .merge_cells_by_sheet_name(&name)
            .with_context(context)?;
        sheets.push(sheet(&name, rows, &merged));
    }
    Ok(Published {
        sheets,
        unread: Vec::new(),
    })
}

type Cells = BTreeMap<u32, BTreeMap<usize, String>>;

fn cells(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str, left: &mut usize) -> Result<Cells> {
    let mut rows = Cells::new();
    let mut reader = book.worksheet_cells_reader(name)?;
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        let column = usize::try_from(column)?;
        let text = written(cell.get_value());
        if text.is_empty() {
            continue;
        }
        *left = left
            .checked_sub(1)
            .with_context(|| format!("it has more than {CELLS_MAX} cells"))?;
        ensure!(
            row <= ROWS_MAX,
            "it has more than {ROWS_MAX} rows: cut it into parts"
        );
        ensure!(
            column < COLUMNS_MAX,
            "row {} has more than {COLUMNS_MAX} columns",
            row + 1
        );
        ensure!(
            text.len() <= CELL_BYTES_MAX,
            "a cell of row {} has more than {CELL_BYTES_MAX} bytes",
            row + 1
        );
        rows.entry(row).or_default().insert(column, text);
    }
    Ok(rows)
}

/// A cell as it would stand in a CSV file; days without their time.
fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
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
