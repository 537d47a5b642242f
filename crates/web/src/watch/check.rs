//! A published list or ledger that a reader checks: read, added up, and forgotten. It says what does not agree and where, never why.

use std::cmp::Reverse;

use app::import::NoSheet;
use app::published::{PublishedError, SENT_BYTES_MAX, Sent, UNPACKED_BYTES_MAX};
use relief::catalogue::Item;
use relief::distribution::LINES_MAX;
use relief::watch::distribution::{Answer, BodyKind, Facts, Flag, ItemTotal, LeftOut, Reason, Why};
use relief::watch::sheet::ROWS_MAX;
use relief::watch::{Fault, Unread};
use serde::Serialize;

use super::check_ledger::{self, LedgerModel};
use super::list_form::ListForm;
use crate::form::Form as _;
use crate::names;
use crate::t;
use crate::visitor::Visitor;
use crate::words::{Words, exact, number};

/// Rows of one table of the answer; the page says how many more there are. `tideover watch` lists all.
pub(super) const SHOWN_MAX: usize = 100;
/// Bytes of the form that records a checked list.
pub(super) const RECORD_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Bytes in a megabyte, as limits are told.
const MEGABYTE: u64 = 1024 * 1024;

/// `/watch/check`.
#[derive(Debug, Default, Serialize)]
pub(super) struct CheckPage {
    /// What the list says; nothing before one was sent.
    pub found: Option<CheckModel>,
    /// What its ledgers of days say.
    pub ledgers: Vec<LedgerModel>,
    /// Why the file could not be read.
    pub fault: Option<String>,
    /// What of it can be recorded in public.
    pub record: Option<RecordModel>,
}

/// What of a list can be recorded, and what cannot.
#[derive(Debug, Serialize)]
pub(super) struct RecordModel {
    /// The form that records it; nothing where none of it can be, or more than one list may hold.
    pub form: Option<ListForm>,
    /// Lines that it would record.
    pub lines: usize,
    /// Whether these are too many for one list.
    pub too_many: bool,
    /// Lines that stay out.
    pub left_out: Vec<FoundRow>,
    /// Further ones.
    pub left_out_more: usize,
    /// Lines recorded without their giver, who may be a private person.
    pub givers_unnamed: usize,
}

/// What a list says, and what in it does not agree.
#[derive(Debug, Serialize)]
pub(super) struct CheckModel {
    /// Lines that give something.
    pub lines: usize,
    /// Different names of recipients.
    pub recipients: usize,
    /// The same by kind: code, word and count.
    pub kinds: Vec<(&'static str, String, usize)>,
    /// What was given: goods of the catalogue first, then by how many.
    pub items: Vec<ItemRow>,
    /// Further ones.
    pub items_more: usize,
    /// What does not agree.
    pub flags: Vec<FoundRow>,
    /// Further findings.
    pub flags_more: usize,
    /// Sheets that state no total to check.
    pub no_totals: Vec<String>,
    /// Sheets in which no list was found.
    pub no_lists: Vec<String>,
    /// Sheets that state no unit: bare numbers are taken for pieces.
    pub no_units: Vec<String>,
    /// Cells that could not be read; everything else counts.
    pub unread: Vec<FoundRow>,
    /// Further ones.
    pub unread_more: usize,
}

/// What was given of one item.
#[derive(Debug, Serialize)]
pub(super) struct ItemRow {
    /// Its name, or the list's own words.
    pub name: String,
    /// Pieces, where they can be counted.
    pub pieces: i64,
    /// Of these, for hospitals.
    pub pieces_to_hospitals: i64,
    /// Lines by the case or box whose content is not stated: never added to pieces.
    pub lines_not_countable: usize,
}

/// Something about one row of the list.
#[derive(Debug, Serialize)]
pub(super) struct FoundRow {
    /// The sheet.
    pub sheet: String,
    /// The row as a spreadsheet shows it.
    pub row: u32,
    /// What it is, in words.
    pub words: String,
}

impl CheckPage {
    /// What a file says.
    pub fn of(visitor: &Visitor, sent: &Sent) -> CheckPage {
        let w = visitor.words();
        let ledgers = sent.ledgers.iter();
        let record = sent.list.as_ref().map(|(_, facts)| {
            let mut record = record(w, facts);
            record.form = record.form.map(|form| form.complete(visitor));
            record
        });
        CheckPage {
            found: sent.list.as_ref().map(|(found, _)| model(w, found)),
            ledgers: ledgers.map(|of| check_ledger::model(w, of)).collect(),
            fault: None,
            // Of a list without a line there is nothing to record.
            record: record.filter(|record| record.lines > 0 || !record.left_out.is_empty()),
        }
    }

    /// How many things do not agree.
    pub fn differs(&self) -> usize {
        let of_list = self.found.iter();
        let of_list = of_list.map(|found| found.flags.len().saturating_add(found.flags_more));
        let of_ledgers = self.ledgers.iter();
        let of_ledgers = of_ledgers.map(|of| of.differs.len().saturating_add(of.differs_more));
        of_list.chain(of_ledgers).sum()
    }
}

impl FoundRow {
    /// A cell that could not be read.
    pub fn unread(w: Words, cell: &Unread) -> FoundRow {
        FoundRow {
            sheet: cell.sheet.clone(),
            row: cell.row,
            words: unread(w, cell),
        }
    }
}

/// The answer in words.
fn model(w: Words, found: &Answer) -> CheckModel {
    let kind = |(kind, count): (&BodyKind, &usize)| (kind.code(), body(w, *kind), *count);
    let item = |(code, total): (&String, &ItemTotal)| ItemRow {
        name: Item::from_code(code).map_or(code.clone(), |i| names::item(w, i).to_owned()),
        pieces: total.pieces,
        pieces_to_hospitals: total.pieces_to_hospitals,
        lines_not_countable: total.lines_not_countable,
    };
    let flags = found.flags.iter().map(|flag| FoundRow {
        sheet: flag.sheet.clone(),
        row: flag.row,
        words: about(w, flag, reason(w, &flag.reason)),
    });
    let unread = found.unread.iter().map(|cell| FoundRow::unread(w, cell));
    let mut items: Vec<(&String, &ItemTotal)> = found.items.iter().collect();
    items.sort_by_key(|(code, total)| (Item::from_code(code).is_none(), Reverse(total.pieces)));
    let kinds = found.recipients_by_kind.iter();
    let kinds = kinds.filter(|(_, count)| **count > 0);
    let more = |all: usize| all.saturating_sub(SHOWN_MAX);
    CheckModel {
        lines: found.lines,
        recipients: found.recipients,
        kinds: kinds.map(kind).collect(),
        items: items.into_iter().take(SHOWN_MAX).map(item).collect(),
        items_more: more(found.items.len()),
        flags: flags.take(SHOWN_MAX).collect(),
        flags_more: more(found.flags.len()),
        no_totals: found.no_totals.clone(),
        no_lists: found.no_lists.clone(),
        no_units: found.no_units.clone(),
        unread: unread.take(SHOWN_MAX).collect(),
        unread_more: more(found.unread.len()),
    }
}

/// What of a list can be recorded, in words.
fn record(w: Words, facts: &Facts) -> RecordModel {
    let form = ListForm::of_facts(w, facts);
    let bytes = form.lines.len().saturating_add(form.totals.len());
    let too_many = facts.lines.len() > LINES_MAX || bytes > RECORD_BYTES_MAX;
    let left_out = facts.left_out.iter().map(|left: &LeftOut| FoundRow {
        sheet: left.sheet.clone(),
        row: left.row,
        words: why(w, left.why),
    });
    RecordModel {
        form: Some(form).filter(|_| !facts.lines.is_empty() && !too_many),
        lines: facts.lines.len(),
        too_many,
        left_out: left_out.take(SHOWN_MAX).collect(),
        left_out_more: facts.left_out.len().saturating_sub(SHOWN_MAX),
        givers_unnamed: facts.givers_unnamed,
    }
}

fn why(w: Words, of: Why) -> String {
    match of {
        Why::Goods => t!(w, "check-left-goods"),
        Why::Unit => t!(w, "check-left-unit"),
        Why::Amount => t!(w, "check-left-amount"),
        Why::Nobody => t!(w, "check-left-nobody"),
        Why::Several => t!(w, "check-left-several"),
        Why::Person => t!(w, "check-left-person"),
        Why::Name => t!(w, "check-left-name"),
    }
}

fn body(w: Words, of: BodyKind) -> String {
    match of {
        BodyKind::Hospital => t!(w, "check-hospitals"),
        BodyKind::Office => t!(w, "check-offices"),
        BodyKind::Organisation => t!(w, "check-organisations"),
        BodyKind::MedicalTeam => t!(w, "check-teams"),
        BodyKind::Other => t!(w, "check-others"),
    }
}

/// For whom and of what, before what does not agree.
fn about(w: Words, flag: &Flag, reason: String) -> String {
    if flag.about.is_empty() {
        return reason;
    }
    let about = flag.about.join(&t!(w, "list-comma"));
    t!(w, "check-about", about = about, reason = reason)
}

fn reason(w: Words, of: &Reason) -> String {
    match of {
        Reason::Total { stated, sum, of } => {
            let (stated, sum) = (exact(stated), exact(sum));
            match of {
                Some(of) => t!(
                    w,
                    "check-total-of",
                    of = of.clone(),
                    stated = stated,
                    sum = sum
                ),
                None => t!(w, "check-total", stated = stated, sum = sum),
            }
        }
        Reason::NotPlaced { received, placed } => t!(
            w,
            "check-not-placed",
            received = exact(received),
            placed = exact(placed)
        ),
        Reason::Running { before, stated, .. } if stated < before => t!(
            w,
            "check-running-fall",
            before = exact(before),
            stated = exact(stated)
        ),
        Reason::Running { stated, sum, .. } => {
            t!(w, "check-running", stated = exact(stated), sum = exact(sum))
        }
        Reason::ClassMismatch {
            one,
            other,
            row: None,
        } => t!(
            w,
            "check-class-here",
            one = one.written(),
            other = other.written()
        ),
        Reason::ClassMismatch {
            one,
            other,
            row: Some((sheet, row)),
        } => t!(
            w,
            "check-class-there",
            one = one.written(),
            other = other.written(),
            sheet = sheet.clone(),
            row = *row
        ),
        Reason::Replaced { sheet, row } => {
            t!(w, "check-replaced", sheet = sheet.clone(), row = *row)
        }
        Reason::Repeated { row } => t!(w, "check-repeated", row = *row),
        Reason::Negative { number } => t!(w, "check-negative", n = exact(number)),
        Reason::Zero => t!(w, "check-zero"),
    }
}

fn unread(w: Words, cell: &Unread) -> String {
    let why = match cell.fault {
        Fault::NotADay | Fault::NoDay | Fault::TooEarly => t!(w, "check-not-a-day"),
        Fault::NotANumber | Fault::NotACount => t!(w, "check-not-a-number"),
        Fault::Twice => t!(w, "case-cell-twice"),
        Fault::NoItem => t!(w, "check-no-item"),
        Fault::NoRecipient => t!(w, "check-no-recipient"),
        Fault::Characters => t!(w, "check-characters"),
        Fault::OpenQuote => t!(w, "check-open-quote"),
        Fault::TooLong => t!(w, "check-too-long"),
    };
    if cell.value.is_empty() {
        t!(w, "check-blank", why = why)
    } else {
        t!(w, "check-cell", value = cell.value.clone(), why = why)
    }
}

/// Why a file could not be read, and what helps.
pub(super) fn fault(w: Words, why: &PublishedError) -> String {
    match why {
        PublishedError::Empty => t!(w, "check-empty"),
        PublishedError::Busy => t!(w, "check-busy"),
        PublishedError::OldXls => t!(w, "check-xls"),
        PublishedError::TooLarge
        | PublishedError::UnpacksTooLarge { .. }
        | PublishedError::TooManySheets
        | PublishedError::TooManyCells
        | PublishedError::NoSheet(NoSheet::TooManyRows { .. }) => {
            let sent = u64::try_from(SENT_BYTES_MAX).unwrap_or(u64::MAX);
            t!(
                w,
                "check-too-large",
                sent = sent / MEGABYTE,
                unpacked = UNPACKED_BYTES_MAX / MEGABYTE,
                rows = number(u64::from(ROWS_MAX))
            )
        }
        PublishedError::NoList(missing) => {
            let there = missing.there.join(&t!(w, "list-and"));
            t!(w, "check-no-list", there = there)
        }
        PublishedError::Broken
        | PublishedError::NotXlsx(_)
        | PublishedError::Sheet { .. }
        | PublishedError::LongCell { .. }
        | PublishedError::NoSheet(_) => t!(w, "check-unreadable"),
    }
}
