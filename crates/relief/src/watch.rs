//! The watch: on published tables that are not ours, rows in, findings out; and on the community's own record
//! ([`notice`]), read off the state.
//!
//! A finding is arithmetic that anybody can repeat on the same table. It says what does not agree and where; it
//! never says why, and it names nobody as being at fault. What a table leaves blank is "not stated", never zero.
//! Out of scope: files, and words for people.

pub mod cases;
pub(crate) mod column;
pub mod consignments;
pub(crate) mod counts;
pub mod day;
pub mod decimal;
pub mod distribution;
pub mod holders;
pub mod ledger;
pub mod notice;
pub mod plain;
pub(crate) mod publications;
pub mod sheet;
pub(crate) mod texts;
pub mod vintages;

pub use column::NoColumn;

/// A cell that could not be read; the rest of its row, and every other row, still counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The sheet's name.
    pub sheet: String,
    /// The row as a spreadsheet shows it: the first is 1, the header counts.
    pub row: u32,
    /// The column's name as written.
    pub column: String,
    /// The cell as written.
    pub value: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// Why a cell could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Not a day in a form that is known.
    NotADay,
    /// Not a number, one with broken thousands, one rounded by a spreadsheet (1.2E+05), or one beyond the bounds.
    NotANumber,
    /// A count below zero, or with decimals.
    NotACount,
    /// A row that states something and names no day.
    NoDay,
    /// A day more than [`cases::DAYS_MAX`] days before the end of the period.
    TooEarly,
    /// A quantity of goods that are not named; it counts as `other`.
    NoItem,
    /// A line whose recipient is not named.
    NoRecipient,
    /// Characters that are none of the file's encoding; they are read as U+FFFD.
    Characters,
    /// A quotation mark that nobody closed; its row is left out.
    OpenQuote,
    /// The same count in two columns.
    Twice,
    /// A cell of more than [`sheet::CELL_BYTES_MAX`] bytes; its row is left out.
    TooLong,
}
