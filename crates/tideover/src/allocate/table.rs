//! Tables of whole numbers as files. What does not fit is named by file, line and column.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// The most bytes read from one file, unpacked.
const FILE_BYTES_MAX: u64 = 1 << 30;

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
    let (path, bytes) = open(path)?;
    let shown = path.display().to_string();
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(bytes);
    let headers = reader
        .headers()
        .with_context(|| format!("cannot read {shown}"))?
        .clone();
    let mut places = [None; N];
    for (place, column) in places.iter_mut().zip(columns) {
        // A list that was saved by a spreadsheet may begin with a byte order mark.
        *place = headers
            .iter()
            .position(|name| name.trim_start_matches('\u{feff}') == column.name);
        if place.is_none() && column.missing.is_none() {
            bail!("{shown}, line 1: no column {}", column.name);
        }
    }
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader
        .read_record(&mut record)
        .with_context(|| format!("cannot read {shown}"))?
    {
        let line = record.position().map_or(0, csv::Position::line);
        if rows.len() == rows_max {
            bail!("{shown}, line {line}: more than {rows_max} rows");
        }
        let mut values = [0; N];
        for (value, (column, place)) in values.iter_mut().zip(columns.iter().zip(places)) {
            *value = number(record_value(&record, place), *column)
                .with_context(|| format!("{shown}, line {line}, column {}", column.name))?;
        }
        rows.push((line, values));
    }
    Ok(Table { path, rows })
}

fn record_value(record: &csv::StringRecord, place: Option<usize>) -> Option<&str> {
    place.map(|place| record.get(place).unwrap_or_default())
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
