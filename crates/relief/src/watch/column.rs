//! Finding columns by their names.

use super::plain::{key, plain};
use super::sheet::{Row, Sheet};

/// Rows above the header that may hold titles.
pub(super) const TITLE_ROWS_MAX: usize = 20;

/// A column that is not there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the sheet {sheet:?} has no column {wanted:?}; it has {}", list(.there))]
pub struct NoColumn {
    /// The sheet's name.
    pub sheet: String,
    /// What was looked for.
    pub wanted: String,
    /// The columns that exist.
    pub there: Vec<String>,
}

fn list(there: &[String]) -> String {
    let names: Vec<String> = there.iter().map(|name| format!("{name:?}")).collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

/// The first row among the titles for which `test` holds, and the rows below it.
pub(super) fn header<'s>(
    sheet: &'s Sheet,
    test: impl Fn(Row<'s>) -> bool,
) -> Option<(Row<'s>, impl Iterator<Item = Row<'s>> + Clone)> {
    let at = sheet.rows().take(TITLE_ROWS_MAX).position(test)?;
    let mut below = sheet.rows().skip(at);
    Some((below.next()?, below))
}

/// The column of this name, however it is spaced.
pub(super) fn named(header: Row<'_>, name: &str) -> Option<usize> {
    let wanted = key(name);
    header.cells().position(|cell| key(cell) == wanted)
}

/// The error that `wanted` is not among the names of the first row that has any.
pub(super) fn missing(sheet: &Sheet, wanted: &str) -> NoColumn {
    let header = sheet.rows().find(|row| !row.is_blank());
    let names = header.into_iter().flat_map(Row::cells).map(plain);
    NoColumn {
        sheet: sheet.name.clone(),
        wanted: wanted.to_owned(),
        there: names
            .filter(|name| !name.is_empty())
            .map(Into::into)
            .collect(),
    }
}
