//! The file of facilities: who needs, where, on whose word.

use std::collections::{BTreeMap, HashMap};

use relief::code::FacilityKind;
use relief::entry::NeedLineFact;
use relief::name::{Name, NameFault};
use relief::place::Place;

use super::Preset;
use super::report::{NotReviewed, Reason, Rejected, RepeatedFacility, Report, SheetName};
use super::sheet::{Sheet, SheetError, SheetRow};
use crate::text::TEXT_CHARS_MAX;

/// The list's mark of a row that somebody has checked: 已审核. A value of the data, not a word for people.
const REVIEWED: &str = "\u{5df2}\u{5ba1}\u{6838}";
/// Endings of the names of bodies that pass goods on: 红十字, 慈善, 共青团.
const PASSES_ON: [&str; 3] = [
    "\u{7ea2}\u{5341}\u{5b57}",
    "\u{6148}\u{5584}",
    "\u{5171}\u{9752}\u{56e2}",
];
/// Parts of the names of hospitals and clinics: 医院, 卫生院, 保健院, 急救中心, 卫生中心. A name may hold both kinds:
/// 红十字会医院 is a hospital.
const HOSPITAL: [&str; 5] = [
    "\u{533b}\u{9662}",
    "\u{536b}\u{751f}\u{9662}",
    "\u{4fdd}\u{5065}\u{9662}",
    "\u{6025}\u{6551}\u{4e2d}\u{5fc3}",
    "\u{536b}\u{751f}\u{4e2d}\u{5fc3}",
];
/// What the list writes where a telephone number stood.
const REMOVED: &str = "[contact removed]";

/// One row of the file, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facility {
    /// The row's own id.
    pub row_id: String,
    /// Another row has the same id, and was left out.
    pub shares_row_id: bool,
    /// Its name as the file writes it, trimmed.
    pub written: String,
    /// Its public name.
    pub name: Name,
    /// Where.
    pub place: Place,
    /// The place's name as written, for places that the gazetteer does not name.
    pub place_name: Option<Name>,
    /// What it is, by its name.
    pub kind: FacilityKind,
    /// Whether the list's people have checked it.
    pub reviewed: bool,
    /// A public link.
    pub source: String,
    /// A public remark, without ways to reach anybody.
    pub remark: String,
    /// What is needed, in the order of the file of needs.
    pub lines: Vec<NeedLineFact>,
}

/// The facilities of a file, in its order.
pub(super) fn read(
    preset: Preset,
    bytes: &[u8],
    report: &mut Report,
) -> Result<Vec<Facility>, SheetError> {
    let required = ["row_id", "city", "hospital", "reviewed"];
    let sheet = Sheet::read(SheetName::Facilities, bytes, &required, report)?;
    let mut facilities: Vec<Facility> = Vec::with_capacity(sheet.rows.len());
    let mut rows: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    let mut order = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for row in &sheet.rows {
        let facility = match facility(preset, &sheet, row, &mut report.rejected) {
            Ok(facility) => facility,
            Err(rejected) => {
                report.rejected.push(rejected);
                continue;
            }
        };
        if let Some(first) = seen.get(&facility.row_id) {
            if let Some(first) = facilities.get_mut(*first) {
                first.shares_row_id = true;
            }
            let reason = Reason::RepeatedRowId;
            let rejected = reject(row, "row_id", &facility.row_id, reason);
            report.rejected.push(rejected);
            continue;
        }
        let (city, hospital) = (sheet.cell(row, "city"), sheet.cell(row, "hospital"));
        if !facility.reviewed {
            report.not_reviewed.push(NotReviewed {
                row_id: facility.row_id.clone(),
                city: city.to_owned(),
                hospital: hospital.to_owned(),
            });
        }
        let ids = rows.entry((city, hospital)).or_default();
        if ids.is_empty() {
            order.push((city, hospital));
        }
        ids.push(facility.row_id.clone());
        seen.insert(facility.row_id.clone(), facilities.len());
        facilities.push(facility);
    }
    report.facility_rows = u64::try_from(facilities.len()).unwrap_or(u64::MAX);
    report.facilities = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    for (city, hospital) in order {
        let row_ids = rows.remove(&(city, hospital)).unwrap_or_default();
        if row_ids.len() > 1 {
            report.repeated_facilities.push(RepeatedFacility {
                city: city.to_owned(),
                hospital: hospital.to_owned(),
                row_ids,
            });
        }
    }
    Ok(facilities)
}

fn reject(row: &SheetRow, column: &str, value: &str, reason: Reason) -> Rejected {
    Rejected::new(SheetName::Facilities, row.line, column, value, reason)
}

/// One facility. Without id, name or place a row is nothing; a source or remark that does not fit is left out.
fn facility(
    preset: Preset,
    sheet: &Sheet,
    row: &SheetRow,
    rejected: &mut Vec<Rejected>,
) -> Result<Facility, Rejected> {
    let cell = |column| sheet.cell(row, column);
    for column in ["row_id", "city", "hospital"] {
        if cell(column).is_empty() {
            return Err(reject(row, column, "", Reason::Missing));
        }
    }
    let (city, hospital) = (cell("city"), cell("hospital"));
    let name = Name::new(hospital).map_err(|f| reject(row, "hospital", hospital, fault(f)))?;
    let code = cell("city_code");
    let place = place_of(code, city).ok_or_else(|| {
        let (column, value) = if code.is_empty() {
            ("city", city)
        } else {
            ("city_code", code)
        };
        reject(row, column, value, Reason::UnknownPlace)
    })?;
    let mut kept = |column, text: Option<String>| {
        text.unwrap_or_else(|| {
            rejected.push(reject(row, column, cell(column), Reason::TooLong));
            String::new()
        })
    };
    let mut source = kept("url", shortened(cell("url")));
    if source.is_empty() {
        source = preset.source().to_owned();
    }
    Ok(Facility {
        row_id: cell("row_id").to_owned(),
        shares_row_id: false,
        written: hospital.to_owned(),
        kind: kind_of(name.as_str()),
        name,
        place,
        place_name: Name::new(city).ok(),
        reviewed: cell("reviewed") == REVIEWED,
        source,
        remark: kept("remark", fitting(without_contacts(cell("remark")))),
        lines: Vec::new(),
    })
}

fn fault(fault: NameFault) -> Reason {
    match fault {
        NameFault::Empty => Reason::Missing,
        NameFault::TooLong => Reason::TooLong,
        NameFault::Character => Reason::NameCharacter,
        NameFault::Phone => Reason::NamePhone,
        NameFault::Link => Reason::NameLink,
    }
}

/// By the six-digit code; else by name.
fn place_of(code: &str, city: &str) -> Option<Place> {
    let is_code = code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit());
    let by_code = || Place::from_code(code.parse().ok()?);
    is_code
        .then(by_code)
        .flatten()
        .or_else(|| Place::recognise(city))
}

fn kind_of(name: &str) -> FacilityKind {
    let holds = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    match () {
        () if holds(&HOSPITAL) => FacilityKind::Hospital,
        () if holds(&PASSES_ON) => FacilityKind::Organisation,
        () => FacilityKind::Other,
    }
}

fn fitting(text: String) -> Option<String> {
    (text.chars().count() <= TEXT_CHARS_MAX).then_some(text)
}

/// A link that fits. Trackers hang long tails on links: parameters are cut from the end until it fits.
fn shortened(link: &str) -> Option<String> {
    let mut link = link;
    while link.chars().count() > TEXT_CHARS_MAX {
        link = link.rsplit_once('&').map(|(head, _)| head)?;
    }
    Some(link.to_owned())
}

/// A remark is public: telephone numbers and other ways to reach somebody are cut out of it.
fn without_contacts(remark: &str) -> String {
    let mut spans = relief::reading::read(remark).contact_spans;
    spans.sort_by_key(|span| span.start);
    let (mut kept, mut from) = (String::new(), 0);
    for span in spans.iter().filter(|span| !span.is_empty()) {
        if span.start >= from {
            kept.push_str(remark.get(from..span.start).unwrap_or_default());
            kept.push_str(REMOVED);
        }
        from = from.max(span.end);
    }
    kept.push_str(remark.get(from..).unwrap_or_default());
    if kept.replace(REMOVED, "").trim().is_empty() {
        return String::new();
    }
    kept
}
