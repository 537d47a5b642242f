//! A ledger of days: each day's amount, and the running total stated beside it.
//!
//! A day is checkable when its own amount, its total and a total before it are stated. Its total agrees when it is the
//! total before plus the day's amount; amounts of days in between whose totals are not stated are added too.

mod columns;
mod compared;
mod units;

pub use columns::ledgers;

use compared::{compare, falls, gaps, is_newest_first, repeats};

use super::column::{self, NoColumn};
use super::day::{self, Day};
use super::decimal::{Decimal, Figure, figure};
use super::plain::{is_not_stated, key, plain};
use super::sheet::{Row, Sheet};
use super::{Fault, Unread};

/// The power of ten in which ledgers are mostly kept: 万元.
const MYRIAD: u32 = 4;

/// The columns to read, by their names.
#[derive(Debug, Clone)]
pub struct Columns {
    /// The day.
    pub date: String,
    /// What came in on that day.
    pub daily: String,
    /// All that came in until the end of that day.
    pub cumulative: String,
    /// A further running count, such as the number of gifts: checked for falls only.
    pub count: Option<String>,
}

/// What the ledger says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// Different days that have a row.
    pub days: usize,
    /// Rows whose total can be checked.
    pub checkable: usize,
    /// Of these, those that agree.
    pub agree: usize,
    /// Of these, those that do not.
    pub differences: Vec<Difference>,
    /// Running totals that are lower than the one stated before.
    pub falls: Vec<Fall>,
    /// Days that have more than one row, each once, as first written.
    pub repeats: Vec<Repeat>,
    /// Days between two rows that have none of their own.
    pub gaps: Vec<Gap>,
    /// Totals stated below the table, against the days' amounts.
    pub totals: Vec<Total>,
    /// The power of ten of the unit that amounts are in: 4 where the table names 万元, 0 where it names none.
    pub unit: u32,
    /// Cells that could not be read.
    pub unread: Vec<Unread>,
}

/// A stated total that is not the one before plus the day's amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The day as written.
    pub date: String,
    /// Stated total minus (the total before + the day's amount).
    pub by: Decimal,
    /// The row.
    pub row: u32,
}

/// A running total that is lower than the one stated before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fall {
    /// The column's name as written.
    pub column: String,
    /// The day of the lower total, as written.
    pub date: String,
    /// The total before.
    pub from: Decimal,
    /// The lower total.
    pub to: Decimal,
    /// The row of the lower total.
    pub row: u32,
}

/// A day with more than one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// The day as first written.
    pub date: String,
    /// Its rows.
    pub rows: Vec<u32>,
}

/// Days that have no row, between two that have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The first of them.
    pub from: Day,
    /// The last.
    pub to: Day,
}

/// A total stated below the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// The row.
    pub row: u32,
    /// The column's name as written.
    pub column: String,
    /// As stated.
    pub stated: Decimal,
    /// What the rows add up to.
    pub sum: Decimal,
}

/// One row of the ledger.
#[derive(Debug, Clone)]
struct Line {
    row: u32,
    written: String,
    day: Option<Day>,
    /// Whether `day` is its own, and not that of the row above.
    is_dated: bool,
    daily: Option<Decimal>,
    cumulative: Option<Decimal>,
    count: Option<Decimal>,
}

/// Checks a ledger. Rows may stand in any order; days are kept as written.
///
/// # Errors
/// [`NoColumn`] when a column of that name is not there, with those that are.
pub fn check(sheet: &Sheet, columns: &Columns) -> Result<Answer, NoColumn> {
    let mut answer = Answer::default();
    let mut lines = read(sheet, columns, &mut answer)?;
    // Rows without a readable day stay where they stand.
    let mut last = None;
    for line in &mut lines {
        line.day = line.day.or(last);
        last = line.day;
    }
    // Of a table that begins with the newest day, the later row of one day stands above the earlier one.
    if is_newest_first(&lines) {
        lines.reverse();
    }
    lines.sort_by_key(|line| line.day);
    answer.gaps = gaps(&lines);
    answer.repeats = repeats(&lines);
    answer.days = lines.len()
        - answer
            .repeats
            .iter()
            .map(|repeat| repeat.rows.len() - 1)
            .sum::<usize>();
    compare(&lines, &mut answer);
    falls(
        &lines,
        &columns.cumulative,
        |line| line.cumulative,
        &mut answer.falls,
    );
    if let Some(count) = &columns.count {
        falls(&lines, count, |line| line.count, &mut answer.falls);
    }
    Ok(answer)
}

/// Where the columns are, and in which unit each one's figures stand.
struct Layout<'a> {
    sheet: &'a Sheet,
    header: column::Heading<'a>,
    date: usize,
    order: day::Order,
    daily: usize,
    cumulative: usize,
    count: Option<usize>,
    /// What stands above the headings: often the unit of the whole table.
    title: String,
    /// Whether nothing else of the table stands beside it.
    is_alone: bool,
}

fn read(sheet: &Sheet, columns: &Columns, answer: &mut Answer) -> Result<Vec<Line>, NoColumn> {
    let wanted = [
        Some(&columns.date),
        Some(&columns.daily),
        Some(&columns.cumulative),
        columns.count.as_ref(),
    ];
    let wanted: Vec<&String> = wanted.into_iter().flatten().collect();
    let has_all = |heading: &column::Heading<'_>| {
        let mut names = wanted.iter();
        names.all(|name| column::named(heading, name).is_some())
    };
    let Some((header, rows)) = column::header(sheet, has_all) else {
        let lacking = wanted.iter().find(|name| !column::is_there(sheet, name));
        return Err(column::missing(
            sheet,
            lacking.map_or("", |name| name.as_str()),
        ));
    };
    let at = |name: &str| column::all_named(&header, name);
    let [dates, daily, cumulative] =
        [&columns.date, &columns.daily, &columns.cumulative].map(|name| at(name));
    let count = columns.count.as_deref().map(at).unwrap_or_default();
    // A table printed in parts side by side has all of its columns in each.
    let parts = dates.iter().zip(&daily).zip(&cumulative).enumerate();
    let is_alone = dates.len() != daily.len() || dates.len() != cumulative.len();
    let parts = parts.take(if is_alone { 1 } else { usize::MAX });
    let parts = parts.map(|(nth, ((date, daily), cumulative))| Layout {
        sheet,
        date: *date,
        order: day::Order::of(rows.clone().map(|row| row.cell(*date))),
        daily: *daily,
        cumulative: *cumulative,
        count: count.get(nth).copied(),
        title: key(&header.title(sheet.rows())),
        header: header.clone(),
        is_alone: is_alone || dates.len() == 1,
    });
    let parts: Vec<Layout<'_>> = parts.collect();
    let units = parts.iter().map(|part| part.unit(rows.clone()));
    answer.unit = units.reduce(unit_of_both).unwrap_or_default();
    let mut lines = Vec::new();
    for part in &parts {
        part.read(rows.clone(), &mut lines, answer);
    }
    Ok(lines)
}

/// The unit of two parts of a table: what they name, if it is one, else 10,000.
const fn unit_of_both(one: u32, other: u32) -> u32 {
    if one == other { one } else { MYRIAD }
}

impl Layout<'_> {
    /// Adds the lines of this part of the table.
    fn read<'r>(
        &self,
        rows: impl Iterator<Item = Row<'r>>,
        lines: &mut Vec<Line>,
        answer: &mut Answer,
    ) {
        let mut before = lines.last().and_then(|line| line.day);
        let mut written = String::new();
        for row in rows.filter(|row| !row.is_blank()) {
            if self.is_total(row) {
                self.total(row, lines, answer);
                continue;
            }
            // A day that is merged over several rows is the day of each.
            if !row.is_covered(self.date) {
                written = plain(row.cell(self.date)).into_owned();
            }
            if let Some(line) = self.line(row, &written, before, answer) {
                before = line.day.or(before);
                lines.push(line);
            }
        }
    }

    /// The unit of the answer: 10,000 where anything names it, else what the headings or the title name.
    fn unit<'r>(&self, rows: impl Iterator<Item = Row<'r>>) -> u32 {
        let amounts = [self.cumulative, self.daily];
        let named = amounts.map(|column| self.named_unit(column));
        let in_cells = || {
            let mut cells = rows.flat_map(|row| amounts.map(|column| row.cell(column)));
            cells.any(|cell| cell.contains(['万', '萬']) || cell.contains("10k"))
        };
        if named.contains(&Some(MYRIAD)) || in_cells() {
            return MYRIAD;
        }
        named.into_iter().flatten().next().unwrap_or_default()
    }

    /// The unit that the heading of a column names, else the title.
    fn named_unit(&self, column: usize) -> Option<u32> {
        units::of_heading(&key(self.header.cell(column))).or_else(|| units::of_title(&self.title))
    }

    fn line(
        &self,
        row: Row<'_>,
        written: &str,
        before: Option<Day>,
        answer: &mut Answer,
    ) -> Option<Line> {
        let day = self.order.read(written).and_then(|day| day.near(before));
        let line = Line {
            row: row.number(),
            day,
            is_dated: day.is_some(),
            daily: self.amount(row, self.daily, answer),
            cumulative: self.amount(row, self.cumulative, answer),
            count: self
                .count
                .and_then(|column| self.amount(row, column, answer)),
            written: written.to_owned(),
        };
        let states = line.daily.or(line.cumulative).or(line.count).is_some();
        // 注:含物资 alone in its row is about the table.
        let alone = || {
            row.cells()
                .filter(|cell| !is_not_stated(&plain(cell)))
                .count()
                == 1
        };
        if line.day.is_none() && !states && alone() {
            return None;
        }
        if is_not_stated(&line.written) {
            if states {
                answer
                    .unread
                    .push(self.unread(row, self.date, Fault::NoDay));
            }
            return None;
        }
        if line.day.is_none() {
            answer
                .unread
                .push(self.unread(row, self.date, Fault::NotADay));
        }
        Some(line)
    }

    /// A stated figure in the unit of the answer.
    fn amount(&self, row: Row<'_>, column: usize, answer: &mut Answer) -> Option<Decimal> {
        let number = match figure(row.cell(column)) {
            Some(Figure::Blank) => return None,
            Some(Figure::Stated { number, unit }) => {
                self.in_unit(number, unit, column, answer.unit)
            }
            None => None,
        };
        if number.is_none() {
            answer
                .unread
                .push(self.unread(row, column, Fault::NotANumber));
        }
        number
    }

    fn in_unit(
        &self,
        number: Decimal,
        unit: Option<u32>,
        column: usize,
        of_answer: u32,
    ) -> Option<Decimal> {
        let amount = column == self.daily || column == self.cumulative;
        let own = unit.or_else(|| self.named_unit(column));
        let Some(own) = own.filter(|own| amount && *own != of_answer) else {
            return Some(number);
        };
        let [own, of_answer] = [own, of_answer].map(i32::try_from);
        number.shifted(own.ok()? - of_answer.ok()?)
    }

    /// Whether a row gives a total: one of its cells is 合计, 总计, 小计, total, or its day begins so.
    fn is_total(&self, row: Row<'_>) -> bool {
        const WORDS: [&str; 8] = [
            "合计", "总计", "小计", "共计", "累计", "total", "sum", "subtotal",
        ];
        let is_word = |cell: &str| WORDS.contains(&key(cell).trim_end_matches(':'));
        let day = key(row.cell(self.date));
        (self.is_alone && row.cells().any(is_word))
            || WORDS.iter().any(|word| day.starts_with(word))
    }

    /// A total stated in a row of its own, against the rows above it.
    fn total(&self, row: Row<'_>, lines: &[Line], answer: &mut Answer) {
        let Some(stated) = self.amount(row, self.daily, answer) else {
            return;
        };
        let sum = lines
            .iter()
            .filter_map(|line| line.daily)
            .try_fold(Decimal::ZERO, Decimal::plus);
        if let Some(sum) = sum {
            answer.totals.push(Total {
                row: row.number(),
                column: plain(self.header.cell(self.daily)).into_owned(),
                stated,
                sum,
            });
        }
    }

    fn unread(&self, row: Row<'_>, column: usize, fault: Fault) -> Unread {
        Unread {
            sheet: self.sheet.name.clone(),
            row: row.number(),
            column: plain(self.header.cell(column)).into_owned(),
            value: row.cell(column).to_owned(),
            fault,
        }
    }
}

#[cfg(test)]
mod tests;
