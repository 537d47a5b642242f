//! Published files as sheets: CSV in UTF-8 or GB 18030, the same in gzip, XLSX.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use app::import::utf8;
use csv::{ByteRecord, Reader, ReaderBuilder};
use flate2::read::MultiGzDecoder;
use relief::watch::sheet::{CELL_BYTES_MAX, COLUMNS_MAX, ROWS_MAX, Sheet};
use relief::watch::{Fault, Unread};

use super::xlsx;

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
    let mut bytes = limited(file).with_context(context)?;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        bytes = limited(MultiGzDecoder::new(Cursor::new(bytes))).with_context(context)?;
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

fn limited(from: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    ensure!(
        size <= FILE_BYTES_MAX,
        "it has more than {FILE_BYTES_MAX} bytes: cut it into parts"
    );
    Ok(bytes)
}

/// A CSV file as one sheet. The number of a row is the one that a spreadsheet shows, blank rows included.
fn csv(name: &str, bytes: &[u8]) -> Result<Published> {
    let bytes = utf8(bytes);
    let mut rows = Rows::new(&bytes);
    let mut sheet = Sheet::new(name);
    let mut unread = Vec::new();
    while let Some(record) = rows.next()? {
        ensure!(
            rows.number <= ROWS_MAX + 1,
            "it has more than {ROWS_MAX} rows: cut it into parts"
        );
        ensure!(
            record.len() <= COLUMNS_MAX,
            "row {} has more than {COLUMNS_MAX} columns",
            rows.number
        );
        let mut fault = |at: usize, cell: &[u8], fault| {
            const SHOWN_BYTES: usize = 60;
            let shown = cell.get(..SHOWN_BYTES).unwrap_or(cell);
            unread.push(Unread {
                sheet: name.to_owned(),
                row: rows.number,
                column: (at + 1).to_string(),
                value: String::from_utf8_lossy(shown).into_owned(),
                fault,
            });
        };
        if let Some((at, cell)) = record
            .iter()
            .enumerate()
            .find(|(_, cell)| rows.swallows_rows(cell))
        {
            fault(at, cell, Fault::OpenQuote);
            rows.again_from_next_line();
            continue;
        }
        if let Some((at, cell)) = record
            .iter()
            .enumerate()
            .find(|(_, cell)| cell.len() > CELL_BYTES_MAX)
        {
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
        sheet.push(rows.number, cells.iter().map(AsRef::as_ref));
    }
    Ok(Published {
        sheets: vec![sheet],
        unread,
    })
}

/// The records of a file, with the number of the row read last.
struct Rows<'a> {
    bytes: &'a [u8],
    delimiter: u8,
    reader: Reader<&'a [u8]>,
    /// Where the reader began.
    base: usize,
    /// Where the row read last began, line breaks before it left out.
    start: usize,
    /// The number that a spreadsheet shows beside it.
    number: u32,
    /// How many cells the first row has.
    columns: usize,
}

impl<'a> Rows<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let delimiter = delimiter(bytes);
        Rows {
            bytes,
            delimiter,
            reader: reader(bytes, delimiter),
            base: 0,
            start: 0,
            number: 0,
            columns: 0,
        }
    }

    fn next(&mut self) -> Result<Option<ByteRecord>> {
        let mut record = ByteRecord::new();
        if !self.reader.read_byte_record(&mut record)? {
            return Ok(None);
        }
        let start = record.position().map_or(0, csv::Position::byte);
        let start = self.base + usize::try_from(start)?;
        // The reader passes over blank lines, and over what is left of the line break before them.
        let rest = self.bytes.get(start..).unwrap_or_default();
        let breaks = rest
            .iter()
            .take_while(|byte| matches!(byte, b'\n' | b'\r'))
            .count();
        let before = start.checked_sub(1).and_then(|at| self.bytes.get(at));
        let skipped = rest.get(..breaks).unwrap_or_default();
        let skipped = if before == Some(&b'\r') {
            skipped.strip_prefix(b"\n").unwrap_or(skipped)
        } else {
            skipped
        };
        self.start = start + breaks;
        self.number = self
            .number
            .saturating_add(1)
            .saturating_add(lines(skipped)?);
        if self.columns == 0 {
            self.columns = record.len();
        }
        Ok(Some(record))
    }

    /// Gives up the row read last and goes on at the line below the one on which it began.
    fn again_from_next_line(&mut self) {
        let rest = self.bytes.get(self.start..).unwrap_or_default();
        let line = rest.iter().position(|byte| *byte == b'\n');
        self.base = line.map_or(self.bytes.len(), |line| self.start + line + 1);
        self.reader = reader(
            self.bytes.get(self.base..).unwrap_or_default(),
            self.delimiter,
        );
    }

    /// A quotation mark that nobody closed takes the rows below into its cell: one of its lines has as many cells as
    /// a row, or it does not end.
    fn swallows_rows(&self, cell: &[u8]) -> bool {
        let mut below = cell.split(|byte| *byte == b'\n').skip(1).peekable();
        let endless = below.peek().is_some() && cell.len() > CELL_BYTES_MAX;
        let marks = |line: &[u8]| line.iter().filter(|byte| **byte == self.delimiter).count();
        endless || below.any(|line| marks(line) + 1 >= self.columns.max(2))
    }
}

/// How many lines a run of line breaks ends.
fn lines(breaks: &[u8]) -> Result<u32> {
    let mut count = 0;
    let mut rest = breaks;
    while let Some((first, more)) = rest.split_first() {
        rest = if *first == b'\r' {
            more.strip_prefix(b"\n").unwrap_or(more)
        } else {
            more
        };
        count += 1;
    }
    Ok(u32::try_from(count)?)
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

#[cfg(test)]
mod tests {
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
