//! The file of needs: one cell for each facility and item.

use std::collections::{HashMap, HashSet};

use relief::catalogue::Item;
use relief::entry::NeedLineFact;
use relief::quantity::{QUANTITY_MAX, Quantity};
use relief::standard::{self, Recognised, Status};

use super::facility::Facility;
use super::report::{Reason, Rejected, Report, SheetName, StandardRow, StandardStatus};
use super::sheet::{Sheet, SheetError, SheetRow};

/// What the list says about one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stated {
    /// Nothing, or that it is not needed: no line either way.
    Nothing,
    /// Needed.
    Needed(Quantity),
}

/// Adds what is needed to the facilities, and counts it.
pub(super) fn read(
    bytes: &[u8],
    facilities: &mut [Facility],
    report: &mut Report,
) -> Result<(), SheetError> {
    let required = ["row_id", "item", "value"];
    let sheet = Sheet::read(SheetName::Needs, bytes, &required, report)?;
    let by_id: HashMap<String, Known> = facilities
        .iter()
        .enumerate()
        .map(|(at, facility)| (facility.row_id.clone(), Known::of(at, facility)))
        .collect();
    let mut seen = HashSet::new();
    let mut items = HashMap::new();
    let mut standards = Standards::default();
    for row in &sheet.rows {
        let written = sheet.cell(row, "item");
        let cell = match judge(&sheet, row, &by_id, &mut items) {
            Ok(cell) if cell.stated == Stated::Nothing || seen.insert((cell.facility, written)) => {
                cell
            }
            Ok(_) => {
                report
                    .rejected
                    .push(reject(row, "item", written, Reason::Repeated));
                continue;
            }
            Err(rejected) => {
                report.rejected.push(rejected);
                continue;
            }
        };
        let found = standards.note(sheet.cell(row, "specification"), cell.item);
        let (Stated::Needed(quantity), Some(facility)) =
            (cell.stated, facilities.get_mut(cell.facility))
        else {
            continue;
        };
        report.needs += 1;
        match quantity {
            Quantity::Unknown => report.needs_quantity_unknown += 1,
            _ => report.needs_with_quantity += 1,
        }
        let suits = found.filter(|found| found.status == Status::Recognised);
        facility.lines.push(NeedLineFact {
            item: cell.item,
            needed_by: None,
            quantity,
            standards: suits.and_then(|found| found.edition).into_iter().collect(),
        });
    }
    report.standards = standards.rows;
    Ok(())
}

/// A facility that rows may name.
struct Known {
    at: usize,
    /// Its name as written, where its row id alone does not tell which facility is meant.
    only_as: Option<String>,
}

impl Known {
    fn of(at: usize, facility: &Facility) -> Known {
        let only_as = facility.shares_row_id.then(|| facility.written.clone());
        Known { at, only_as }
    }
}

/// One cell that fits.
struct Cell {
    facility: usize,
    item: Item,
    stated: Stated,
}

fn judge<'a>(
    sheet: &Sheet,
    row: &'a SheetRow,
    by_id: &HashMap<String, Known>,
    items: &mut HashMap<&'a str, Option<Item>>,
) -> Result<Cell, Rejected> {
    let (row_id, written) = (sheet.cell(row, "row_id"), sheet.cell(row, "item"));
    for (column, value) in [("row_id", row_id), ("item", written)] {
        if value.is_empty() {
            return Err(reject(row, column, value, Reason::Missing));
        }
    }
    let facility = by_id
        .get(row_id)
        .ok_or_else(|| reject(row, "row_id", row_id, Reason::UnknownFacility))?;
    let hospital = sheet.cell(row, "hospital");
    let other = |name: &String| !hospital.is_empty() && name != hospital;
    if facility.only_as.as_ref().is_some_and(other) {
        return Err(reject(row, "hospital", hospital, Reason::OtherFacility));
    }
    let item = items
        .entry(written)
        .or_insert_with(|| Item::recognise(written))
        .ok_or_else(|| reject(row, "item", written, Reason::UnknownItem))?;
    let value = sheet.cell(row, "value");
    let stated = stated(value).map_err(|reason| reject(row, "value", value, reason))?;
    Ok(Cell {
        facility: facility.at,
        item,
        stated,
    })
}

fn reject(row: &SheetRow, column: &str, value: &str, reason: Reason) -> Rejected {
    Rejected::new(SheetName::Needs, row.line, column, value, reason)
}

/// Blank is not stated, 0 not needed, 1 a flag and never one piece, more a quantity.
fn stated(value: &str) -> Result<Stated, Reason> {
    if value.is_empty() {
        return Ok(Stated::Nothing);
    }
    let value: String = value.chars().map(half_width).collect();
    let (unsigned, negative) = match value.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (value.as_str(), false),
    };
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let whole = ungrouped(whole).filter(|whole| digits(whole) && digits(part));
    let whole = whole.ok_or(Reason::NotANumber)?;
    // Spreadsheets and data frames write a whole number as 500.0.
    let fractional = part.bytes().any(|b| b != b'0');
    match whole.parse::<u64>() {
        _ if negative => Err(Reason::Negative),
        _ if fractional => Err(Reason::Fractional),
        Ok(0) => Ok(Stated::Nothing),
        Ok(1) => Ok(Stated::Needed(Quantity::Unknown)),
        Ok(n) if n <= QUANTITY_MAX => Ok(Stated::Needed(Quantity::Exact(n))),
        // Digits alone fail to parse only when there are too many of them.
        _ => Err(Reason::TooLarge),
    }
}

/// Digits and marks as a Chinese keyboard writes them.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        '\u{2212}' => '-',
        _ => c,
    }
}

/// 10,000 without its commas; nothing when they do not part thousands.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let parted = whole.contains(',');
    let fits = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    (!parted || fits).then(|| whole.replace(',', ""))
}

/// Texts given as standards, each judged once for each item.
#[derive(Default)]
struct Standards {
    rows: Vec<StandardRow>,
    known: HashMap<(String, Item), (usize, Recognised)>,
}

impl Standards {
    fn note(&mut self, as_written: &str, item: Item) -> Option<Recognised> {
        if as_written.is_empty() {
            return None;
        }
        let key = (as_written.to_owned(), item);
        if let Some((at, found)) = self.known.get(&key) {
            if let Some(row) = self.rows.get_mut(*at) {
                row.rows += 1;
            }
            return Some(*found);
        }
        let found = standard::recognise(as_written, item);
        self.known.insert(key, (self.rows.len(), found));
        self.rows.push(StandardRow {
            as_written: as_written.to_owned(),
            item: item.code(),
            rows: 1,
            status: match found.status {
                Status::Recognised => StandardStatus::Recognised,
                Status::Unrecognised => StandardStatus::Unrecognised,
                Status::WrongKind => StandardStatus::WrongKind,
            },
            edition: found.edition.map(standard::Standard::code),
        });
        Some(found)
    }
}
