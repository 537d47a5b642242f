//! A table of reports as the health commissions write them: a row for each day, columns named in Chinese or English.
//! What can be read is kept; every row that cannot says why.

use crate::entry::CaseFigureFact;
use crate::watch::column::NoColumn;
use crate::watch::counts::{self, Names};
use crate::watch::day::Day;
use crate::watch::plain::key;
use crate::watch::sheet::Sheet;
use crate::watch::{Fault, Unread};

use super::figures::{self, Value};

/// One row that can be filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The row as a spreadsheet shows it.
    pub row: u32,
    /// The body that it names; empty where the table has no such column.
    pub reporter: String,
    /// About which day.
    pub day: Day,
    /// The counts, each kind once.
    pub figures: Vec<CaseFigureFact>,
}

/// What a table says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Rows that can be filed, in their order.
    pub rows: Vec<Row>,
    /// Cells that cannot be read. Their rows are not among [`Table::rows`].
    pub unread: Vec<Unread>,
    /// Rows that state nothing at all.
    pub blank: usize,
}

/// Reads a table.
///
/// # Errors
/// [`NoColumn`] when no row names a day, a body or place, and a count.
pub fn read(sheet: &Sheet) -> Result<Table, NoColumn> {
    let (layout, rows) = counts::layout(sheet)?;
    let mut table = Table::default();
    let mut names = Names::default();
    for row in rows.filter(|row| !row.is_blank()) {
        let before = table.unread.len();
        let counts = layout.counts(row, &mut table.unread);
        let day = layout.day(row).map_err(|fault| table.unread.push(fault));
        let (Ok(day), true) = (day, table.unread.len() == before) else {
            continue;
        };
        let stated = layout.counts.iter().zip(counts);
        let values = stated.filter_map(|(column, n)| {
            let (count, part) = column.said?;
            n.map(|n| Value { count, part, n })
        });
        match figures::gather(values) {
            Ok(figures) if figures.is_empty() => table.blank += 1,
            Ok(figures) => {
                let place = layout.place(row, &mut names);
                let reporter = layout.reporter(row, place, &mut names);
                table.rows.push(Row {
                    row: row.number(),
                    reporter: names.name(reporter),
                    day,
                    figures,
                });
            }
            Err(twice) => {
                let same = |c: &&counts::Count| c.said == Some((twice.count, twice.part));
                let at = layout.counts.iter().rfind(same).map_or(0, |c| c.at);
                table.unread.push(layout.unread(row, at, Fault::Twice));
            }
        }
    }
    Ok(table)
}

/// What a value of this name states, as column or as data element; nothing when the name is of no count here.
#[must_use]
pub fn stated(name: &str) -> Option<(crate::code::CaseCount, figures::Part)> {
    counts::meaning(&key(name))?.said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::CaseCount;

    fn table(header: &str, rows: &[&str]) -> Table {
        let mut sheet = Sheet::new("reports");
        for (number, row) in (1..).zip(std::iter::once(&header).chain(rows)) {
            sheet.push(number, row.split(','));
        }
        read(&sheet).unwrap()
    }

    #[test]
    fn the_wording_of_the_commissions_is_read() {
        let header = "日期,报告单位,新增确诊,累计确诊,核减,现有重症,新增治愈出院,累计死亡,累计追踪密切接触者";
        let read = table(header, &["2020年2月10日,第三报告单位,64,473,3,61,9,10,"]);
        assert_eq!(read.unread, []);
        let row = &read.rows[0];
        assert_eq!((row.row, row.reporter.as_str()), (2, "第三报告单位"));
        assert_eq!(row.day.iso(), "2020-02-10");
        let of = |count| *row.figures.iter().find(|f| f.count == count).unwrap();
        let confirmed = of(CaseCount::Confirmed);
        assert_eq!(
            (confirmed.new, confirmed.removed, confirmed.total),
            (Some(64), Some(3), Some(473))
        );
        assert_eq!(of(CaseCount::Severe).total, Some(61));
        assert_eq!(of(CaseCount::Recovered).new, Some(9));
        assert_eq!(of(CaseCount::Deaths).total, Some(10));
        let contacts = row.figures.iter().find(|f| f.count == CaseCount::Contacts);
        assert_eq!(contacts, None, "a blank is not stated");
    }

    #[test]
    fn a_bad_row_costs_no_good_one() {
        let header = "date,province,new_confirmed,confirmed";
        let rows = [
            "2020-02-01,a,1,10",
            "2020-02-02,a,-4,6",
            "someday,a,1,1",
            "2020-02-04,a,,",
        ];
        let read = table(header, &rows);
        assert_eq!(read.rows.len(), 1);
        assert_eq!(read.blank, 1);
        let why: Vec<(u32, Fault)> = read.unread.iter().map(|u| (u.row, u.fault)).collect();
        assert_eq!(why, [(3, Fault::NotACount), (4, Fault::NotADay)]);
    }

    #[test]
    fn a_count_in_two_columns_is_not_guessed() {
        let read = table("date,province,confirmed,累计确诊", &["2020-02-01,a,10,11"]);
        assert_eq!(read.rows, []);
        assert_eq!(read.unread[0].fault, Fault::Twice);
    }
}
