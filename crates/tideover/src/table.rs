//! Tables as files. What does not fit is named by file, line and column.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use app::import::{Records, utf8};
use flate2::read::MultiGzDecoder;

/// The most bytes read from one file, unpacked.
const FILE_BYTES_MAX: u64 = 1 << 30;

/// The longest cell, in bytes.
const CELL_BYTES_MAX: usize = 32_768;

/// A file of rows, whose first names the columns, in any order.
pub struct Sheet {
    /// The file read: the one asked for, or the same with `.gz`.
    pub path: PathBuf,
    headers: Vec<String>,
    bytes: Vec<u8>,
}

impl Sheet {
    /// Reads `path`, or the same with `.gz`.
    pub fn open(path: &Path) -> Result<Self> {
        let (path, bytes) = read_bytes(path)?;
        let bytes = utf8(&bytes).into_owned();
        let header = Records::new(&bytes)
            .read()
            .with_context(|| format!("cannot read {}", path.display()))?;
        let name = |cell: &[u8]| String::from_utf8_lossy(cell).trim().to_owned();
        let headers = header.map(|header| header.cells.iter().map(name).collect());
        Ok(Self {
            path,
            headers: headers.unwrap_or_default(),
            bytes,
        })
    }

    /// The place of a column that need not be there, in capitals or not. One that stands twice says two things.
    pub fn column(&self, name: &str) -> Result<Option<usize>> {
        let places = self.headers.iter().enumerate();
        let mut places = places.filter(|(_, header)| header.eq_ignore_ascii_case(name));
        let place = places.next().map(|(place, _)| place);
        ensure!(
            places.next().is_none(),
            "{}, line 1: column {name} stands twice; name one of the two differently",
            self.path.display()
        );
        Ok(place)
    }

    /// The place of a column that must be there.
    pub fn required(&self, name: &str) -> Result<usize> {
        let there = self.headers.join(", ");
        let place = self.column(name)?;
        place.with_context(|| {
            let path = self.path.display();
            if self.headers.is_empty() {
                return format!(
                    "{path} is empty: its first line names the columns, {name} among them"
                );
            }
            format!("{path}, line 1: no column {name}; it has: {there}")
        })
    }

    /// Reads the rows one by one, at most so many.
    pub fn rows(
        &self,
        rows_max: usize,
        mut each: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let shown = self.path.display().to_string();
        let mut records = Records::new(&self.bytes);
        let mut next = || {
            records
                .read()
                .with_context(|| format!("cannot read {shown}"))
        };
        // The names of the columns.
        next()?;
        let mut count = 0;
        while let Some(record) = next()? {
            let mut row = Row {
                shown: &shown,
                line: record.line,
                cells: Vec::with_capacity(self.headers.len()),
            };
            if count == rows_max {
                bail!("{}: more than {rows_max} rows", row.place());
            }
            count += 1;
            for cell in &record.cells {
                row.cells
                    .push(self.text(cell).with_context(|| row.place())?);
            }
            let (cells, columns) = (row.cells.len(), self.headers.len());
            if cells != columns {
                bail!("{}: {cells} cells below {columns} columns", row.place());
            }
            each(&row)?;
        }
        Ok(())
    }

    /// A cell without the blanks around it.
    fn text<'a>(&self, cell: &'a [u8]) -> Result<&'a str> {
        ensure!(
            cell.len() <= CELL_BYTES_MAX,
            "a cell of more than {CELL_BYTES_MAX} bytes: is a quotation mark not closed?"
        );
        let text = std::str::from_utf8(cell);
        Ok(text
            .context("broken characters: save the file as UTF-8")?
            .trim())
    }
}

/// A row of a sheet.
pub struct Row<'a> {
    shown: &'a str,
    /// Counted from 1, the names of the columns included.
    pub line: u64,
    cells: Vec<&'a str>,
}

impl Row<'_> {
    /// What stands in a column, without the blanks around it; nothing when it stands empty or there is none.
    pub fn filled(&self, column: Option<usize>) -> Option<&str> {
        self.text(column).filter(|text| !text.is_empty())
    }

    fn text(&self, column: Option<usize>) -> Option<&str> {
        column.map(|column| self.cells.get(column).copied().unwrap_or_default())
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
    /// Whether that also stands for what is no such number.
    lenient: bool,
    /// What to do where there is no such number.
    hint: Option<&'static str>,
}

impl Column {
    /// A column that must be there, with numbers from `min` to `max`.
    pub const fn from(name: &'static str, min: i64, max: i64) -> Self {
        Self {
            name,
            min,
            max,
            missing: None,
            lenient: false,
            hint: None,
        }
    }

    /// A column that only informs: numbers from 0, and `missing` for everything else.
    pub const fn informative(name: &'static str, missing: i64) -> Self {
        let mut column = Self::id(name).or(missing);
        column.lenient = true;
        column
    }

    /// The same for a number that names a thing.
    pub const fn id(name: &'static str) -> Self {
        Self::from(name, 0, i64::MAX)
    }

    /// The same column, with what to do where no such number stands.
    pub const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
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
            Some(_) => sheet.column(column.name)?,
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
        None if column.lenient => Ok(missing.unwrap_or_default()),
        None => bail!(
            "{text:?} is not a whole number from {} to {}{}{}",
            column.min,
            column.max,
            if missing.is_some() { " or empty" } else { "" },
            column
                .hint
                .map_or_else(String::new, |hint| format!("; {hint}"))
        ),
    }
}

/// The bytes of a file or of its `.gz`, up to the limit, and which of the two it was.
fn read_bytes(path: &Path) -> Result<(PathBuf, Vec<u8>)> {
    let packed = PathBuf::from(format!("{}.gz", path.display()));
    match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound && packed.exists() => {
            let context = || format!("cannot read {}", packed.display());
            let file = File::open(&packed).with_context(context)?;
            let bytes = limited(MultiGzDecoder::new(file), FILE_BYTES_MAX);
            Ok((packed.clone(), bytes.with_context(context)?))
        }
        opened => {
            let context = || format!("cannot read {}", path.display());
            let bytes = limited(opened.with_context(context)?, FILE_BYTES_MAX);
            Ok((path.to_owned(), bytes.with_context(context)?))
        }
    }
}

/// Everything that can be read, if it is at most so many bytes.
pub fn limited(from: impl Read, bytes_max: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(bytes_max + 1).read_to_end(&mut bytes)?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    ensure!(
        size <= bytes_max,
        "it has more than {bytes_max} bytes: cut it into parts"
    );
    Ok(bytes)
}
