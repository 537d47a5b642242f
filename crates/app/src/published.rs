//! Published files as sheets: CSV in UTF-8 or GB 18030, and XLSX. The same reader for the command line and for a file
//! that somebody sends to the page of the watch.

mod xlsx;

use relief::watch::distribution::{Answer, Facts, check, facts};
use relief::watch::ledger;
use relief::watch::sheet::{CELL_BYTES_MAX, ROWS_MAX, Sheet};
use relief::watch::{NoColumn, Unread};
use tokio::sync::Semaphore;

use crate::import::{self, NoSheet};
use crate::turns;
pub use xlsx::{CELLS_MAX, SHEETS_MAX, UNPACKED_BYTES_MAX};

/// The largest file that is checked for a reader of the site, in bytes.
pub const SENT_BYTES_MAX: usize = 2 * 1024 * 1024;

/// Files that are checked at once, each on a thread of its own.
static CHECKING: Semaphore = Semaphore::const_new(1);

/// Why a file as a whole cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PublishedError {
    /// Nothing in it.
    #[error("it is empty")]
    Empty,
    /// The reader stumbled over it.
    #[error("it cannot be read")]
    Broken,
    /// More than is read at once.
    #[error("it has more than {SENT_BYTES_MAX} bytes")]
    TooLarge,
    /// Others are being checked.
    #[error("busy")]
    Busy,
    /// A kind of file from before 2007.
    #[error("it is an old .xls file: save it as .xlsx or .csv")]
    OldXls,
    /// A zip file that is no workbook, or a broken one.
    #[error("it is no XLSX workbook")]
    NotXlsx(#[source] calamine::XlsxError),
    /// A workbook that unpacks to more than is read.
    #[error("it unpacks to more than {max} bytes: cut it into parts")]
    UnpacksTooLarge {
        /// The most that is read.
        max: u64,
    },
    /// A sheet of a workbook is broken.
    #[error("the sheet {name:?} cannot be read")]
    Sheet {
        /// Its name.
        name: String,
        /// What the reader says.
        #[source]
        why: calamine::XlsxError,
    },
    /// Too many sheets.
    #[error("it has more than {SHEETS_MAX} sheets")]
    TooManySheets,
    /// Too many cells.
    #[error("it has more than {CELLS_MAX} cells")]
    TooManyCells,
    /// Too many rows or columns, or no table at all.
    #[error(transparent)]
    NoSheet(#[from] NoSheet),
    /// A cell of a workbook is too long.
    #[error("a cell of row {row} has more than {CELL_BYTES_MAX} bytes")]
    LongCell {
        /// As a spreadsheet shows it.
        row: u32,
    },
    /// No sheet of it is a list of what was given to whom.
    #[error(transparent)]
    NoList(#[from] NoColumn),
}

/// The sheets of a file, and the cells of it that could not be read as they stand.
pub struct Published {
    /// At least one.
    pub sheets: Vec<Sheet>,
    /// Named by sheet and row.
    pub unread: Vec<Unread>,
}

/// What a file says that a reader sent: a list, ledgers of days, or both.
pub struct Sent {
    /// What was given to whom, and what of it could be recorded.
    pub list: Option<(Answer, Facts)>,
    /// Each ledger, with the sheet that keeps it.
    pub ledgers: Vec<SentLedger>,
}

/// A ledger of a file.
pub struct SentLedger {
    /// The sheet.
    pub sheet: String,
    /// Its columns by their names.
    pub columns: ledger::Columns,
    /// What it says about itself.
    pub answer: ledger::Answer,
}

/// Reads a file, whose kind its first bytes tell. `name` stands for the sheet of a format that has none; a workbook may
/// unpack to so many bytes.
///
/// # Errors
/// [`PublishedError`].
pub fn read(name: &str, bytes: Vec<u8>, unpacked_max: u64) -> Result<Published, PublishedError> {
    match bytes.get(..4) {
        Some(b"PK\x03\x04") => {
            xlsx::unpacks(&bytes, unpacked_max)?;
            xlsx::read(bytes)
        }
        Some([0xd0, 0xcf, 0x11, 0xe0]) => Err(PublishedError::OldXls),
        _ => csv(name, &bytes),
    }
}

/// Checks a list or a ledger that a reader sends, and says what of a list could be recorded. Nothing of it is kept.
///
/// # Errors
/// [`PublishedError`].
pub async fn check_sent(name: &str, bytes: Vec<u8>) -> Result<Sent, PublishedError> {
    if bytes.is_empty() {
        return Err(PublishedError::Empty);
    }
    if bytes.len() > SENT_BYTES_MAX {
        return Err(PublishedError::TooLarge);
    }
    let turn = CHECKING.try_acquire();
    let turn = turn.map_err(|_| PublishedError::Busy)?;
    let name = name.to_owned();
    let work = move || sent(read(&name, bytes, UNPACKED_BYTES_MAX)?);
    let done = turns::run(turn, work).await;
    // Work that panicked: nobody knows more than that the file could not be read.
    done.unwrap_or(Err(PublishedError::Broken))
}

fn sent(Published { sheets, unread }: Published) -> Result<Sent, PublishedError> {
    let ledgers: Vec<SentLedger> = sheets.iter().flat_map(ledgers).collect();
    let found = check(&[&sheets]).and_then(|mut found| {
        found.unread.extend(unread);
        Ok((found, facts(&sheets)?))
    });
    let list = match found {
        // 当日物资 in the headings of a ledger names no goods that were given to anybody.
        Ok((found, _)) if found.recipients == 0 && !ledgers.is_empty() => None,
        Err(_) if !ledgers.is_empty() => None,
        found => Some(found?),
    };
    Ok(Sent { list, ledgers })
}

fn ledgers(sheet: &Sheet) -> Vec<SentLedger> {
    let of = |columns: ledger::Columns| {
        // Its columns were found by these names.
        let answer = ledger::check(sheet, &columns).ok()?;
        Some(SentLedger {
            sheet: sheet.name.clone(),
            columns,
            answer,
        })
    };
    ledger::ledgers(sheet).into_iter().filter_map(of).collect()
}

/// A CSV file as one sheet. The number of a row is the one that a spreadsheet shows, blank rows included.
fn csv(name: &str, bytes: &[u8]) -> Result<Published, PublishedError> {
    let (sheet, unread) = import::published(name, bytes, ROWS_MAX)?;
    let sheets = vec![sheet];
    Ok(Published { sheets, unread })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use relief::watch::Fault;

    use super::*;

    type Rows = Vec<(u32, Vec<String>)>;

    fn rows(bytes: &[u8]) -> (Rows, Vec<(u32, Fault)>) {
        let published = csv("t", bytes).unwrap();
        let sheet = &published.sheets[0];
        let rows = sheet
            .rows()
            .map(|row| (row.number(), row.cells().map(str::to_owned).collect()));
        (
            rows.collect(),
            published
                .unread
                .iter()
                .map(|unread| (unread.row, unread.fault))
                .collect(),
        )
    }

    fn numbers(bytes: &[u8]) -> Vec<u32> {
        rows(bytes)
            .0
            .into_iter()
            .map(|(number, _)| number)
            .collect()
    }

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_shows() {
        assert_eq!(numbers(b"a,b\n1,2\n\n3,4\n"), [1, 2, 4]);
        assert_eq!(numbers(b"a,b\r\n1,2\r\n\r\n\r\n3,4\r\n"), [1, 2, 5]);
        assert_eq!(numbers(b"\n\na,b\n\"1\nx\",2\n3,4"), [3, 4, 5]);
        assert_eq!(numbers(b"a\rb\r\rc"), [1, 2, 4]);
        assert_eq!(numbers(b""), Vec::<u32>::new());
    }

    #[test]
    fn an_open_quotation_mark_costs_its_own_row_alone() {
        let (rows, unread) = rows(b"a,b,c\n1,\"2,3\n4,5,6\n7,8,9\n");
        assert_eq!(
            rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(),
            [1, 3, 4]
        );
        assert_eq!(unread, [(2, Fault::OpenQuote)]);
    }

    #[test]
    fn one_broken_character_costs_no_row() {
        let (rows, unread) = rows(b"a,b\n\xe6\xad\xa6,1\nx\xff,2\n");
        assert_eq!(rows[2].1, ["x\u{fffd}", "2"]);
        assert_eq!(unread, [(3, Fault::Characters)]);
    }

    #[tokio::test]
    async fn a_list_that_is_sent_is_checked_and_its_limits_are_named() {
        let list = "接收单位,物资,数量,单位\n仁爱医院,N95口罩,100,只\n天佑医院,护目镜,3,箱\n";
        let (found, facts) = check_sent("list", list.into()).await.unwrap().list.unwrap();
        assert_eq!((facts.lines.len(), facts.left_out.len()), (1, 1));
        assert_eq!((found.lines, found.recipients), (2, 2));
        let uncountable = found.items.values().map(|item| item.lines_not_countable);
        assert_eq!(uncountable.sum::<usize>(), 1);
        let refused = async |bytes: Vec<u8>| check_sent("list", bytes).await.err().unwrap();
        assert!(matches!(refused(Vec::new()).await, PublishedError::Empty));
        let large = vec![b'a'; SENT_BYTES_MAX + 1];
        assert!(matches!(refused(large).await, PublishedError::TooLarge));
        let old = vec![0xd0, 0xcf, 0x11, 0xe0, 0];
        assert!(matches!(refused(old).await, PublishedError::OldXls));
        let zip = b"PK\x03\x04 and no more".to_vec();
        assert!(matches!(refused(zip).await, PublishedError::NotXlsx(_)));
        let other = b"a,b\n1,2\n".to_vec();
        assert!(matches!(refused(other).await, PublishedError::NoList(_)));
    }

    #[tokio::test]
    async fn a_ledger_of_days_is_checked_without_being_asked_for_its_columns() {
        let ledger = "日期,当日捐款,累计捐款,当日物资,累计物资\n1月1日,,10,,3\n1月2日,5,15,1,2\n";
        let sent = check_sent("ledger", ledger.into()).await.unwrap();
        assert!(sent.list.is_none());
        let found = sent.ledgers.iter().map(|of| {
            let (columns, answer) = (&of.columns, &of.answer);
            (
                columns.cumulative.as_str(),
                answer.agree,
                answer.falls.len(),
            )
        });
        assert_eq!(
            found.collect::<Vec<_>>(),
            [("累计捐款", 1, 0), ("累计物资", 0, 1)]
        );
    }
}
