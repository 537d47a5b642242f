//! Cells that could not be read, said to people and to programs.

use relief::watch::cases::DAYS_MAX;
use relief::watch::sheet::CELL_BYTES_MAX;
use relief::watch::{Fault, Unread};
use serde_json::{Value, json};

/// For the JSON.
pub fn json(unread: &[Unread]) -> Value {
    let one = |unread: &Unread| {
        json!({
            "sheet": unread.sheet,
            "row": unread.row,
            "column": unread.column,
            "value": unread.value,
            "reason": reason(unread.fault),
        })
    };
    unread.iter().map(one).collect()
}

/// For people.
pub fn lines(unread: &[Unread]) -> Vec<String> {
    if unread.is_empty() {
        return Vec::new();
    }
    super::listed("cells not read; everything else counts", unread, |unread| {
        format!(
            "{}, row {}, {}: {:?}: {}",
            unread.sheet,
            unread.row,
            unread.column,
            unread.value,
            reason(unread.fault)
        )
    })
}

fn reason(fault: Fault) -> String {
    match fault {
        Fault::NotADay => "not a day: write 2020-02-10".to_owned(),
        Fault::NotANumber => "not an exact number: write digits such as 1,200.5".to_owned(),
        Fault::NotACount => "not a count: whole and not below zero".to_owned(),
        Fault::NoDay => "the row states something and no day".to_owned(),
        Fault::TooEarly => format!("more than {DAYS_MAX} days before the end: a slip in the year?"),
        Fault::NoItem => "a quantity of goods that are not named: counted as other".to_owned(),
        Fault::NoRecipient => "no recipient is named".to_owned(),
        Fault::Characters => "broken characters: save the file as UTF-8".to_owned(),
        Fault::OpenQuote => "a quotation mark that is not closed: the row is left out".to_owned(),
        Fault::Twice => "the same count stands in two columns".to_owned(),
        Fault::TooLong => format!("more than {CELL_BYTES_MAX} bytes: the row is left out"),
    }
}
