//! Lists of needs kept elsewhere, brought in whole: read, judged row by row, then put on the board.
//!
//! Reading and planning are pure: [`plan`] takes the bytes of two CSV files and answers what would be written and
//! what was rejected. [`crate::App::import`] then writes the plan through the same commands as a person's acts.
//! A row that does not fit is rejected with its line, column, value and reason; all other rows stand.

mod encoding;
mod facility;
mod line;
mod published;
mod records;
mod report;
mod sheet;
mod write;

pub use encoding::utf8;
pub use facility::Facility;
pub use published::{NoSheet, published};
pub use records::{Record, Records};
pub use report::{
    NotReviewed, Reason, Rejected, RepeatedFacility, Report, SheetName, StandardRow, StandardStatus,
};
pub use sheet::SheetError;
pub use write::{Refusals, Written};

/// The largest file read, in bytes: a hundred times the list of 2020, and still read in one piece.
pub const FILE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Rows of one file: two hundred times the list of 2020.
pub const ROWS_MAX: usize = 1_000_000;
/// The longest cell, in characters; an unclosed quotation mark swallows the rest of a file into one.
pub const CELL_CHARS_MAX: usize = 4_000;

/// A list whose columns and conventions are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// The volunteers' list of hospitals in Hubei, February 2020: blank is not stated, 0 not needed, 1 needed
    /// with no quantity stated, more the quantity asked for.
    Wuhan2020,
}

impl Preset {
    /// Reads the name given on the command line.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Preset> {
        (code == "wuhan2020").then_some(Preset::Wuhan2020)
    }

    /// The organisation under whose name the list's needs are reported.
    #[must_use]
    pub fn reporter(self) -> &'static str {
        "wuhan2020 list"
    }

    /// The organisation that stands for the rows its people have reviewed.
    #[must_use]
    pub fn reviewers(self) -> &'static str {
        "wuhan2020 list reviewers"
    }

    /// Where the list is published: the source of rows that name none.
    #[must_use]
    pub fn source(self) -> &'static str {
        "https://github.com/wuhan2020/wuhan2020"
    }
}

/// What an import would write, and what it says about the files.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Whose list.
    pub preset: Preset,
    /// Facilities in the order of the file, each with the needs stated for it.
    pub facilities: Vec<Facility>,
    /// The judgement of every row.
    pub report: Report,
}

/// Reads a list of needs and its facilities.
///
/// # Errors
/// [`SheetError`] when a file as a whole cannot be read: too large, too many rows, a column missing.
pub fn plan(preset: Preset, needs: &[u8], facilities: &[u8]) -> Result<Plan, SheetError> {
    let mut report = Report::default();
    let mut facilities = facility::read(preset, facilities, &mut report)?;
    line::read(needs, &mut facilities, &mut report)?;
    report.rejected.sort_by_key(|r| (r.file, r.row));
    Ok(Plan {
        preset,
        facilities,
        report,
    })
}

#[cfg(test)]
mod tests;
