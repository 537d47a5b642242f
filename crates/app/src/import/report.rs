//! What an import says about the files it was given.

use serde::Serialize;

/// Characters of a rejected value that are repeated in the report.
const VALUE_CHARS_MAX: usize = 100;

/// The judgement of two files.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// Rows of facilities that were kept.
    pub facility_rows: u64,
    /// Distinct pairs of city and trimmed name among them.
    pub facilities: u64,
    /// Pairs that stand in more than one row. Never merged silently: each row is a recipient of its own.
    pub repeated_facilities: Vec<RepeatedFacility>,
    /// Rows that nobody has reviewed: their needs wait for a verifier.
    pub not_reviewed: Vec<NotReviewed>,
    /// Stated needs: cells of 1 or more.
    pub needs: u64,
    /// Those with a quantity.
    pub needs_with_quantity: u64,
    /// Those without.
    pub needs_quantity_unknown: u64,
    /// Rows and cells that were left out.
    pub rejected: Vec<Rejected>,
    /// Standards as people wrote them, by item.
    pub standards: Vec<StandardRow>,
}

/// One name in several rows of a city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RepeatedFacility {
    /// The city as written.
    pub city: String,
    /// The name as written, trimmed.
    pub hospital: String,
    /// Its rows.
    pub row_ids: Vec<String>,
}

/// A row that nobody has reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotReviewed {
    /// The row's own id.
    pub row_id: String,
    /// The city as written.
    pub city: String,
    /// The name as written, trimmed.
    pub hospital: String,
}

/// Which of the two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetName {
    /// The file of needs.
    Needs,
    /// The file of facilities.
    Facilities,
}

/// Why a row or a cell was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The cell is empty or the row ends before it.
    Missing,
    /// The row has more cells than the header names.
    TooManyColumns,
    /// The bytes are no UTF-8, such as half a multibyte character.
    InvalidUtf8,
    /// A quotation mark opens the cell and nothing closes it in its row.
    OpenQuote,
    /// More characters than fit.
    TooLong,
    /// Not a number.
    NotANumber,
    /// Below zero.
    Negative,
    /// Not a whole number.
    Fractional,
    /// Above the largest quantity a line may state.
    TooLarge,
    /// No item of the catalogue.
    UnknownItem,
    /// No kept facility has this row id.
    UnknownFacility,
    /// The row id stands for several facilities, and this name is not that of the one that was kept.
    OtherFacility,
    /// The same item of the same facility, written the same way, is stated in an earlier row.
    Repeated,
    /// The same row id stands in an earlier row.
    RepeatedRowId,
    /// Neither code nor name is a place.
    UnknownPlace,
    /// A public name holds no quotation marks, backslashes or control characters.
    NameCharacter,
    /// A public name holds no telephone number.
    NamePhone,
    /// A public name holds no link.
    NameLink,
}

/// One row or cell that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Which file.
    pub file: SheetName,
    /// The line of the file on which the row begins; the header is line 1.
    pub row: u64,
    /// The column's name in the header.
    pub column: String,
    /// The value as written, at most 100 characters of it.
    pub value: String,
    /// Why.
    pub reason: Reason,
}

impl Rejected {
    /// A rejection; the value is cut to what a report should repeat.
    #[must_use]
    pub fn new(file: SheetName, row: u64, column: &str, value: &str, reason: Reason) -> Rejected {
        Rejected {
            file,
            row,
            column: column.to_owned(),
            value: value.chars().take(VALUE_CHARS_MAX).collect(),
            reason,
        }
    }
}

/// How a text given as a standard was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StandardStatus {
    /// A known edition that is about the item.
    Recognised,
    /// No known edition.
    Unrecognised,
    /// A known edition that is about something else.
    WrongKind,
}

/// One text given as the standard of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandardRow {
    /// As people wrote it, trimmed.
    pub as_written: String,
    /// The item's code.
    pub item: &'static str,
    /// Rows that say so, whether or not they state a need.
    pub rows: u64,
    /// The judgement.
    pub status: StandardStatus,
    /// The code of the edition meant, also when it is of the wrong kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<&'static str>,
}
