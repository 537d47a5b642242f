//! Case reports: who owes one and has filed none, counts that fall, parts that do not add up to their whole.

use std::collections::{BTreeMap, BTreeSet};

use super::column::NoColumn;
use super::counts::{Layout, NameId, Names, Place, layout};
use super::day::Day;
use super::sheet::Sheet;
use super::{Fault, Unread};

/// The longest period that reports are owed for, in days: ten years. A row dated earlier is a slip.
pub const DAYS_MAX: i32 = 3_660;
/// The longest lag between the parts and their whole, in days.
pub const LAG_DAYS_MAX: u16 = 31;

/// From when a body owes reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwesFrom {
    /// From its own first report.
    First,
    /// From a day, whether it has ever reported or not.
    Day(Day),
}

/// What is owed, and how parts are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// From when.
    pub owes_from: OwesFrom,
    /// The last day for which a report is owed.
    pub until: Day,
    /// The parts of a day may also equal the whole of up to so many days before.
    pub lag_days: u16,
}

/// Why nothing can be said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CasesError {
    /// A column is missing.
    #[error(transparent)]
    NoColumn(#[from] NoColumn),
    /// The period ends before it begins.
    #[error("reports are owed from {from}, which is after {until}: give a later --until", from = .from.iso(), until = .until.iso())]
    Backwards {
        /// From when.
        from: Day,
        /// Until when.
        until: Day,
    },
    /// The period is too long.
    #[error("from {from} to {until} is more than {DAYS_MAX} days: give a later --owes-from", from = .from.iso(), until = .until.iso())]
    TooLong {
        /// From when.
        from: Day,
        /// Until when.
        until: Day,
    },
}

/// What the reports say about themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// Bodies that report.
    pub reporters: usize,
    /// Reports owed and not there, by body and day.
    pub missing: Vec<Missing>,
    /// Cumulative counts lower than the one stated before.
    pub falls: Vec<Fall>,
    /// Wholes that differ from the sum of their parts.
    pub sums: Vec<Sum>,
    /// Rows of the same body, place and day as an earlier one; the last of them is checked.
    pub repeats: Vec<Repeat>,
    /// Cells that could not be read.
    pub unread: Vec<Unread>,
}

/// A report that is owed and not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Whose.
    pub reporter: String,
    /// For which day.
    pub date: Day,
}

/// A cumulative count that is lower than the one stated before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fall {
    /// Whose count.
    pub reporter: String,
    /// Of which place.
    pub place: String,
    /// The day of the lower count.
    pub date: Day,
    /// The column's name.
    pub column: String,
    /// The count before.
    pub from: u64,
    /// The lower count.
    pub to: u64,
    /// The row of the lower count.
    pub row: u32,
}

/// A whole that differs from the sum of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Who states the whole.
    pub reporter: String,
    /// Of which place.
    pub place: String,
    /// The day.
    pub date: Day,
    /// The column's name.
    pub column: String,
    /// The whole as stated.
    pub total: u64,
    /// What its parts add up to.
    pub parts: u64,
    /// The row of the whole.
    pub row: u32,
}

/// A row of the same body, place and day as an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// Whose.
    pub reporter: String,
    /// Of which place.
    pub place: String,
    /// The day.
    pub date: Day,
    /// The later row.
    pub row: u32,
}

/// One row: what one body says of one place on one day.
#[derive(Debug)]
struct Report<'a> {
    place: Place,
    reporter: NameId,
    day: Day,
    row: super::sheet::Row<'a>,
    counts: Vec<Option<u64>>,
}

/// Checks a table of case reports. Rows may stand in any order.
///
/// # Errors
/// [`CasesError`] when a column is missing, or the period is empty or too long.
pub fn check(sheet: &Sheet, terms: Terms) -> Result<Answer, CasesError> {
    check_period(terms)?;
    let (layout, rows) = layout(sheet)?;
    let mut answer = Answer::default();
    let mut names = Names::default();
    let mut reports = Vec::new();
    for row in rows.filter(|row| !row.is_blank()) {
        let day = match layout.day(row) {
            Ok(day) if terms.until.since(day) <= DAYS_MAX => day,
            Ok(_) => {
                answer.unread.push(layout.day_unread(row, Fault::TooEarly));
                continue;
            }
            Err(unread) => {
                answer.unread.push(unread);
                continue;
            }
        };
        let place = layout.place(row, &mut names);
        reports.push(Report {
            place,
            reporter: layout.reporter(row, place, &mut names),
            day,
            row,
            counts: layout.counts(row, &mut answer.unread),
        });
    }
    reports.sort_by_key(|report| {
        (
            report.reporter,
            report.place,
            report.day,
            report.row.number(),
        )
    });
    let check = Check {
        layout: &layout,
        names: &names,
        terms,
    };
    check.repeats(&mut reports, &mut answer);
    check.missing(&reports, &mut answer);
    check.falls(&reports, &mut answer);
    check.sums(&reports, &mut answer);
    Ok(answer)
}

fn check_period(terms: Terms) -> Result<(), CasesError> {
    let OwesFrom::Day(from) = terms.owes_from else {
        return Ok(());
    };
    let until = terms.until;
    match until.since(from) {
        ..0 => Err(CasesError::Backwards { from, until }),
        DAYS_MAX.. => Err(CasesError::TooLong { from, until }),
        _ => Ok(()),
    }
}

struct Check<'a> {
    layout: &'a Layout<'a>,
    names: &'a Names<'a>,
    terms: Terms,
}

impl<'a> Check<'a> {
    /// Keeps the last row of each body, place and day, and names the rows that repeat one.
    fn repeats(&self, reports: &mut Vec<Report<'a>>, answer: &mut Answer) {
        let same = |a: &Report<'_>, b: &Report<'_>| {
            (a.reporter, a.place, a.day) == (b.reporter, b.place, b.day)
        };
        for group in reports.chunk_by(same) {
            answer
                .repeats
                .extend(group.iter().skip(1).map(|report| Repeat {
                    reporter: self.names.name(report.reporter),
                    place: self.names.name(report.place.own()),
                    date: report.day,
                    row: report.row.number(),
                }));
        }
        if !answer.repeats.is_empty() {
            reports.reverse();
            reports.dedup_by(|b, a| same(a, b));
            reports.reverse();
        }
    }

    /// A body has reported on a day when any of its rows states any count.
    fn missing(&self, reports: &[Report<'_>], answer: &mut Answer) {
        let mut filed: BTreeMap<NameId, BTreeSet<Day>> = BTreeMap::new();
        for report in reports {
            let days = filed.entry(report.reporter).or_default();
            if report.counts.iter().any(Option::is_some) {
                days.insert(report.day);
            }
        }
        answer.reporters = filed.len();
        for (reporter, days) in filed {
            let from = match self.terms.owes_from {
                OwesFrom::First => days.first().copied(),
                OwesFrom::Day(day) => Some(day),
            };
            // A body none of whose rows states anything has no first report, and owes from no day.
            let Some(from) = from else { continue };
            let owed = (0..=self.terms.until.since(from)).map(|after| from.plus(after));
            answer
                .missing
                .extend(owed.filter(|day| !days.contains(day)).map(|date| Missing {
                    reporter: self.names.name(reporter),
                    date,
                }));
        }
        answer
            .missing
            .sort_by(|a, b| (a.date, &a.reporter).cmp(&(b.date, &b.reporter)));
    }

    fn falls(&self, reports: &[Report<'_>], answer: &mut Answer) {
        let same = |a: &Report<'_>, b: &Report<'_>| (a.reporter, a.place) == (b.reporter, b.place);
        for series in reports.chunk_by(same) {
            for (nth, column) in self
                .layout
                .counts
                .iter()
                .enumerate()
                .filter(|(_, column)| column.cumulative)
            {
                let mut before = None;
                for report in series {
                    let Some(to) = report.counts.get(nth).copied().flatten() else {
                        continue;
                    };
                    if let Some(from) = before.filter(|from| *from > to) {
                        answer.falls.push(Fall {
                            reporter: self.names.name(report.reporter),
                            place: self.names.name(report.place.own()),
                            date: report.day,
                            column: column.name.clone(),
                            from,
                            to,
                            row: report.row.number(),
                        });
                    }
                    before = Some(to);
                }
            }
        }
    }

    /// Compares each whole with the sum of its parts that the same body states (or, where the table names no bodies,
    /// any province). A part that states nothing leaves the sum open: then only a sum above the whole is a difference.
    fn sums(&self, reports: &[Report<'_>], answer: &mut Answer) {
        let keyed = |report: &Report<'_>, place: Place| {
            let body = if self.layout.names_reporters() {
                report.reporter
            } else {
                Place::ALL
            };
            (body, place, report.day)
        };
        let wholes: BTreeMap<_, &Report<'_>> = reports
            .iter()
            .map(|report| (keyed(report, report.place), report))
            .collect();
        let mut parts: BTreeMap<_, Vec<Parts>> = BTreeMap::new();
        for report in reports {
            let Some(whole) = report.place.whole() else {
                continue;
            };
            let sums = parts
                .entry(keyed(report, whole))
                .or_insert_with(|| vec![Parts::default(); self.layout.counts.len()]);
            for (sum, count) in sums.iter_mut().zip(&report.counts) {
                sum.add(*count);
            }
        }
        for ((body, place, day), sums) in &parts {
            let Some(whole) = wholes.get(&(*body, *place, *day)) else {
                continue;
            };
            for (nth, (column, sum)) in self.layout.counts.iter().zip(sums).enumerate() {
                let stated = |report: &&Report<'_>| report.counts.get(nth).copied().flatten();
                let Some(total) = stated(whole) else { continue };
                let lags = 1..=i32::from(self.terms.lag_days);
                let earlier = lags.filter_map(|lag| {
                    wholes
                        .get(&(*body, *place, day.plus(-lag)))
                        .and_then(stated)
                });
                if !sum.states_any()
                    || sum.agrees(total)
                    || earlier.into_iter().any(|total| sum.agrees(total))
                {
                    continue;
                }
                answer.sums.push(Sum {
                    reporter: self.names.name(whole.reporter),
                    place: self.names.name(place.own()),
                    date: *day,
                    column: column.name.clone(),
                    total,
                    parts: sum.sum,
                    row: whole.row.number(),
                });
            }
        }
    }
}

/// What the parts of a whole state.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Parts {
    sum: u64,
    stated: u32,
    blank: u32,
}

impl Parts {
    /// One part; nothing where it states none.
    pub fn add(&mut self, count: Option<u64>) {
        match count {
            Some(count) => {
                self.sum = self.sum.saturating_add(count);
                self.stated += 1;
            }
            None => self.blank += 1,
        }
    }

    /// What those that are stated come to.
    pub fn sum(self) -> u64 {
        self.sum
    }

    /// Whether any part is stated.
    pub fn states_any(self) -> bool {
        self.stated > 0
    }

    /// Whether they are the whole, or may be when the others are stated.
    pub fn agrees(self, total: u64) -> bool {
        self.sum == total || (self.blank > 0 && self.sum < total)
    }
}

#[cfg(test)]
mod tests;
