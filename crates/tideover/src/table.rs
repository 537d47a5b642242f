//! Tables as files. What does not fit is named by file, line and column.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// The most bytes read from one file, unpacked.
const FILE_BYTES_MAX: u64 = 1 << 30;

/// A file of rows, its first line read: the names of the columns, in any order.
pub struct Sheet {
    /// The file read: the one asked for, or the same with `.gz`.
    pub path: PathBuf,
    headers: csv::StringRecord,
    reader: csv::Reader<Box<dyn Read>>,
}

impl Sheet {
    /// Opens `path`, or the same with `.gz`.
    pub fn open(path: &Path) -> Result<Self> {
        let (path, bytes) = open(path)?;
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(bytes);
        let headers = reader
            .headers()
            .with_context(|| format!("cannot read {}", path.display()))?
            .clone();
        Ok(Self {
            path,
            headers,
            reader,
        })
    }

    /// The place of a column that need not be there.
    pub fn column(&self, name: &str) -> Option<usize> {
        // A list that was saved by a spreadsheet may begin with a byte order mark.
        self.headers
            .iter()
            .position(|header| header.trim_start_matches('\u{feff}') == name)
    }

    /// The place of a column that must be there.
    pub fn required(&self, name: &str) -> Result<usize> {
        match self.column(name) {
            Some(place) => Ok(place),
            None => bail!("{}, line 1: no column {name}", self.path.display()),
        }
    }

    /// Reads the rows one by one, at most so many.
    pub fn rows(
        mut self,
        rows_max: usize,
        mut each: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let shown = self.path.display().to_string();
        let mut record = csv::StringRecord::new();
        let mut count = 0;
        while self
            .reader
            .read_record(&mut record)
            .with_context(|| format!("cannot read {shown}"))?
        {
            let row = Row {
                shown: &shown,
                line: record.position().map_or(0, csv::Position::line),
                record: &record,
            };
            if count == rows_max {
                bail!("{}: more than {rows_max} rows", row.place());
            }
            count += 1;
            each(&row)?;
        }
        Ok(())
    }
}

/// A row of a sheet.
pub struct Row<'a> {
    shown: &'a str,
    /// Counted from 1, the names of the columns included.
    pub line: u64,
    record: &'a csv::StringRecord,
}

impl Row<'_> {
    /// What stands in a column, without the blanks around it; nothing when it stands empty or there is none.
    pub fn filled(&self, column: Option<usize>) -> Option<&str> {
        self.text(column).filter(|text| !text.is_empty())
    }

    fn text(&self, column: Option<usize>) -> Option<&str> {
        column.map(|column| self.record.get(column).unwrap_or_default())
    }

    /// The file and the line.
    pub fn place(&self) -> String {
        format!("{}, line {}", self.shown, self.line)
    }

    /// The file, the line and the column.
    pub fn place_in(&self, column: &str) -> String {
        format!("{}, column {column}", self.place())
    }
}

/// A column that is read.
#[derive(Clone, Copy)]
pub struct Column {
    pub name: &'static str,
    pub min: i64,
    pub max: i64,
    /// What stands for a column that is not there; none: it must be.
    pub missing: Option<i64>,
}

impl Column {
    /// A column that must be there, with numbers from `min` to `max`.
    pub const fn from(name: &'static str, min: i64, max: i64) -> Self {
        Self {
            name,
            min,
            max,
            missing: None,
        }
    }

    /// The same for a number that names a thing.
    pub const fn id(name: &'static str) -> Self {
        Self::from(name, 0, i64::MAX)
    }

    /// The same column, which need not be there.
    pub const fn or(mut self, missing: i64) -> Self {
        self.missing = Some(missing);
        self
    }
}

/// What a file held.
pub struct Table<const N: usize> {
    pub path: PathBuf,
    /// Line, and the values in the order of the columns asked for.
    pub rows: Vec<(u64, [i64; N])>,
}

impl<const N: usize> Table<N> {
    /// The file and the line of the last row with these first values.
    pub fn place(&self, first: &[i64]) -> String {
        let row = self
            .rows
            .iter()
            .rev()
            .find(|(_, values)| values.starts_with(first));
        match row {
            Some((line, _)) => format!("{}, line {line}", self.path.display()),
            None => self.path.display().to_string(),
        }
    }
}

/// Reads `path`, or the same with `.gz`. Other columns may stand beside those asked for, in any order.
pub fn read<const N: usize>(
    path: &Path,
    columns: [Column; N],
    rows_max: usize,
) -> Result<Table<N>> {
    let sheet = Sheet::open(path)?;
    let mut places = [None; N];
    for (place, column) in places.iter_mut().zip(columns) {
        *place = match column.missing {
            Some(_) => sheet.column(column.name),
            None => Some(sheet.required(column.name)?),
        };
    }
    let path = sheet.path.clone();
    let mut rows = Vec::new();
    sheet.rows(rows_max, |row| {
        let mut values = [0; N];
        for (value, (column, place)) in values.iter_mut().zip(columns.iter().zip(places)) {
            *value = number(row.text(place), *column).with_context(|| row.place_in(column.name))?;
        }
        rows.push((row.line, values));
        Ok(())
    })?;
    Ok(Table { path, rows })
}

fn number(text: Option<&str>, column: Column) -> Result<i64> {
    let (text, missing) = match (text, column.missing) {
        (None | Some(""), Some(missing)) => return Ok(missing),
        (text, _) => (text.unwrap_or_default(), column.missing),
    };
    let number: Option<i64> = text.parse().ok();
    match number.filter(|number| (column.min..=column.max).contains(number)) {
        Some(number) => Ok(number),
        None => bail!(
            "{text:?} is not a whole number from {} to {}{}",
            column.min,
            column.max,
            if missing.is_some() { " or empty" } else { "" }
        ),
    }
}

/// The bytes of a file or of its `.gz`, up to the limit, and which of the two it was.
fn open(path: &Path) -> Result<(PathBuf, Box<dyn Read>)> {
    let packed = PathBuf::from(format!("{}.gz", path.display()));
    let (path, reader): (PathBuf, Box<dyn Read>) = match File::open(path) {
        Ok(file) => (path.to_owned(), Box::new(file)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && packed.exists() => {
            let file =
                File::open(&packed).with_context(|| format!("cannot read {}", packed.display()))?;
            (packed, Box::new(flate2::read::GzDecoder::new(file)))
        }
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    let limited = Limited {
        reader,
        left: FILE_BYTES_MAX,
    };
    Ok((path, Box::new(limited)))
}

/// A reader that fails beyond its limit, where `take` would end silently.
struct Limited {
    reader: Box<dyn Read>,
    left: u64,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.left = self
            .left
            .checked_sub(u64::try_from(read).unwrap_or(u64::MAX))
            .ok_or_else(|| std::io::Error::other(format!("longer than {FILE_BYTES_MAX} bytes")))?;
        Ok(read)
    }
}
