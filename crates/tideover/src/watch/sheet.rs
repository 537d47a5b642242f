//! Published files as sheets: CSV in UTF-8 or GB 18030, the same in gzip, XLSX.

use std::fs::File;
use std::io::Cursor;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use app::import::published;
use flate2::read::MultiGzDecoder;
use relief::watch::Unread;
use relief::watch::sheet::{ROWS_MAX, Sheet};

use super::xlsx;
use crate::table::limited;

/// The largest file, in bytes, once unpacked: a million rows of reports have a tenth of it.
pub const FILE_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// The sheets of a file, and the cells of it that could not be read as they stand.
pub struct Published {
    /// At least one.
    pub sheets: Vec<Sheet>,
    /// Named by sheet and row.
    pub unread: Vec<Unread>,
}

impl Published {
    /// The answer of the first sheet that has one; else the first sheet's refusal.
    pub fn first<T, E: std::error::Error + Send + Sync + 'static>(
        &self,
        check: impl Fn(&Sheet) -> Result<T, E>,
    ) -> Result<T> {
        let mut refused = None;
        for sheet in &self.sheets {
            match check(sheet) {
                Ok(answer) => return Ok(answer),
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        Err(refused.map_or_else(|| anyhow!("it has no sheet"), Into::into))
    }
}

/// Reads a file, whose kind its first bytes tell.
pub fn read(path: &Path) -> Result<Published> {
    let context = || format!("cannot read {}", path.display());
    let file = File::open(path).with_context(context)?;
    let mut bytes = limited(file, FILE_BYTES_MAX).with_context(context)?;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        bytes = limited(MultiGzDecoder::new(Cursor::new(bytes)), FILE_BYTES_MAX)
            .with_context(context)?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.trim_end_matches(".gz").trim_end_matches(".csv");
    match bytes.get(..4) {
        Some(b"PK\x03\x04") => xlsx::read(bytes).with_context(context),
        Some([0xd0, 0xcf, 0x11, 0xe0]) => bail!(
            "{} is an old .xls file: save it as .xlsx or .csv",
            path.display()
        ),
        _ => csv(name, &bytes).with_context(context),
    }
}

/// A CSV file as one sheet. The number of a row is the one that a spreadsheet shows, blank rows included.
fn csv(name: &str, bytes: &[u8]) -> Result<Published> {
    let (sheet, unread) = published(name, bytes, ROWS_MAX)?;
    let sheets = vec![sheet];
    Ok(Published { sheets, unread })
}

#[cfg(test)]
mod tests {
    use relief::watch::Fault;

    use super::*;

    type Rows = Vec<(u32, Vec<String>)>;

    fn rows(bytes: &[u8]) -> (Rows, Vec<(u32, Fault)>) {
        let published = csv("t", bytes).unwrap();
        let sheet = &published.sheets[0];
        let rows = sheet
            .rows()
            .map(|row| (row.number(), row.cells().map(str::to_owned).collect()));
        (
            rows.collect(),
            published
                .unread
                .iter()
                .map(|unread| (unread.row, unread.fault))
                .collect(),
        )
    }

    fn numbers(bytes: &[u8]) -> Vec<u32> {
        rows(bytes)
            .0
            .into_iter()
            .map(|(number, _)| number)
            .collect()
    }

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_shows() {
        assert_eq!(numbers(b"a,b\n1,2\n\n3,4\n"), [1, 2, 4]);
        assert_eq!(numbers(b"a,b\r\n1,2\r\n\r\n\r\n3,4\r\n"), [1, 2, 5]);
        assert_eq!(numbers(b"\n\na,b\n\"1\nx\",2\n3,4"), [3, 4, 5]);
        assert_eq!(numbers(b"a\rb\r\rc"), [1, 2, 4]);
        assert_eq!(numbers(b""), Vec::<u32>::new());
    }

    #[test]
    fn an_open_quotation_mark_costs_its_own_row_alone() {
        let (rows, unread) = rows(b"a,b,c\n1,\"2,3\n4,5,6\n7,8,9\n");
        assert_eq!(
            rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(),
            [1, 3, 4]
        );
        assert_eq!(unread, [(2, Fault::OpenQuote)]);
    }

    #[test]
    fn one_broken_character_costs_no_row() {
        let (rows, unread) = rows(b"a,b\n\xe6\xad\xa6,1\nx\xff,2\n");
        assert_eq!(rows[2].1, ["x\u{fffd}", "2"]);
        assert_eq!(unread, [(3, Fault::Characters)]);
    }
}
