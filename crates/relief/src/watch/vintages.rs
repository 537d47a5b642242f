//! What was said on each day about earlier days: rows that changed after their window.

use super::Unread;
use super::column::NoColumn;
use super::counts::{Names, Place, layout};
use super::day::Day;
use super::sheet::{Row, Sheet};

/// What the vintages say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// Every change of a count after its window, by place, day and vintage.
    pub rewrites: Vec<Rewrite>,
    /// Cells that could not be read.
    pub unread: Vec<Unread>,
}

/// A count that was changed after its window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    /// Of which place.
    pub place: String,
    /// The day that the count is about.
    pub date: Day,
    /// The column's name.
    pub column: String,
    /// What was said before; `None` is "not stated".
    pub from: Option<u64>,
    /// What was said then.
    pub to: Option<u64>,
    /// The vintage in which the new count is seen first.
    pub first_seen: Day,
    /// Its row.
    pub row: u32,
}

/// One row of one vintage.
struct Said<'a> {
    place: Place,
    day: Day,
    vintage: Day,
    row: Row<'a>,
    counts: Vec<Option<u64>>,
}

/// Lists what changed. A row about day D may still change in vintages up to D + `window_days`; each change first seen
/// in a later vintage is a rewrite. The first vintage in which a row appears changes nothing. Of several rows about
/// the same place and day in one vintage the last counts.
///
/// # Errors
/// [`NoColumn`] when a column is missing.
pub fn check(sheet: &Sheet, window_days: u16) -> Result<Answer, NoColumn> {
    let (layout, rows) = layout(sheet)?;
    layout.needs_vintage()?;
    let mut answer = Answer::default();
    let mut names = Names::default();
    let mut said = Vec::new();
    for row in rows.filter(|row| !row.is_blank()) {
        match (layout.day(row), layout.vintage(row)) {
            (Ok(day), Ok(vintage)) => said.push(Said {
                place: layout.place(row, &mut names),
                day,
                vintage,
                row,
                counts: layout.counts(row, &mut answer.unread),
            }),
            (day, vintage) => answer
                .unread
                .extend(day.err().into_iter().chain(vintage.err())),
        }
    }
    said.sort_by_key(|said| (said.place, said.day, said.vintage, said.row.number()));
    let about_one_day = |a: &Said<'_>, b: &Said<'_>| (a.place, a.day) == (b.place, b.day);
    for history in said.chunk_by(about_one_day) {
        let of_vintages: Vec<&Said<'_>> = history
            .chunk_by(|a, b| a.vintage == b.vintage)
            .filter_map(<[_]>::last)
            .collect();
        for pair in of_vintages.windows(2) {
            let [before, after] = pair else { continue };
            if !is_after_window(after.vintage, after.day, window_days) {
                continue;
            }
            let counts = layout
                .counts
                .iter()
                .zip(before.counts.iter().zip(&after.counts));
            answer
                .rewrites
                .extend(
                    counts
                        .filter(|(_, (from, to))| from != to)
                        .map(|(column, (from, to))| Rewrite {
                            place: names.name(after.place.own()),
                            date: after.day,
                            column: column.name.clone(),
                            from: *from,
                            to: *to,
                            first_seen: after.vintage,
                            row: after.row.number(),
                        }),
                );
        }
    }
    Ok(answer)
}

/// Whether what is said on one day about another comes after its window.
pub(crate) fn is_after_window(said_on: Day, about: Day, window_days: u16) -> bool {
    said_on.since(about) > i32::from(window_days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&str]) -> Sheet {
        let mut sheet = Sheet::new("v");
        for (number, row) in (1..).zip(
            ["vintage_day,date,province,confirmed,cured"]
                .iter()
                .chain(rows),
        ) {
            sheet.push(number, row.split(','));
        }
        sheet
    }

    fn rewrites(
        sheet: &Sheet,
        window_days: u16,
    ) -> Vec<(String, Option<u64>, Option<u64>, String)> {
        let answer = check(sheet, window_days).unwrap();
        let short = |r: Rewrite| {
            (
                format!("{} {} {}", r.place, r.date.iso(), r.column),
                r.from,
                r.to,
                r.first_seen.iso(),
            )
        };
        answer.rewrites.into_iter().map(short).collect()
    }

    #[test]
    fn a_change_after_the_window_is_listed_and_one_within_it_is_not() {
        let sheet = table(&[
            "2020-03-01,2020-03-01,A,5,1",
            "2020-03-02,2020-03-01,A,6,1",
            "2020-03-03,2020-03-01,A,6,2",
            "2020-03-05,2020-03-01,A,6,2",
        ]);
        let late = (
            "A 2020-03-01 cured".to_owned(),
            Some(1),
            Some(2),
            "2020-03-03".to_owned(),
        );
        assert_eq!(rewrites(&sheet, 1), [late]);
        assert_eq!(rewrites(&sheet, 2), []);
        assert_eq!(rewrites(&sheet, 0).len(), 2);
    }

    #[test]
    fn order_in_the_file_does_not_matter_and_blank_is_not_zero() {
        let sheet = table(&[
            "2020-03-09,2020-03-01,A,7,",
            "2020-03-05,2020-03-01,A,7,0",
            "2020-03-09,2020-03-01,B,7,0",
        ]);
        let blanked = (
            "A 2020-03-01 cured".to_owned(),
            Some(0),
            None,
            "2020-03-09".to_owned(),
        );
        assert_eq!(rewrites(&sheet, 1), [blanked]);
    }

    #[test]
    fn a_table_without_vintages_is_refused_with_its_columns() {
        let mut sheet = Sheet::new("v");
        sheet.push(1, ["date", "province", "confirmed"]);
        let error = check(&sheet, 1).unwrap_err().to_string();
        assert!(
            error.contains("vintage_day") && error.contains("\"province\""),
            "{error}"
        );
    }

    #[test]
    fn a_row_that_cannot_be_read_takes_no_other_with_it() {
        let sheet = table(&[
            "soon,2020-03-01,A,5,1",
            "2020-03-02,2020-03-01,A,x,1",
            "2020-03-04,2020-03-01,A,9,3",
        ]);
        let answer = check(&sheet, 1).unwrap();
        assert_eq!(answer.unread.len(), 2);
        assert_eq!(answer.rewrites.len(), 2);
    }
}
