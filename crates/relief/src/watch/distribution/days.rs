//! Headings that write days as 2.1 and 2.2, which could be amounts.

use super::super::day::{self, Day};
use super::super::plain::{key, plain};
use super::super::sheet::Row;
use super::amount;

/// Days in a row without which it is none of days.
const DAYS_MIN: usize = 2;

/// The row that heads columns by days written as 2.1 and 2.2. Such numbers are days only where each is the day after the
/// one before it, nothing but titles stands above them, and the sheet's name, a title or the row's first cell speaks of
/// days: where in doubt they are amounts.
pub(super) fn row(rows: &[Row<'_>], about: &str) -> Option<usize> {
    let is_title = |row: &&Row<'_>| row.filled().nth(1).is_none();
    let at = rows.iter().take_while(is_title).count();
    let (titles, row) = (rows.get(..at)?, rows.get(at)?);
    let mut cells = row.cells().map(plain).filter(|cell| !cell.is_empty());
    let corner = cells.next()?;
    let is_amount = |cell: &str| amount::read(cell, amount::Unit::default()).is_some();
    if is_amount(&corner) {
        return None;
    }
    let days = cells.filter(|cell| is_amount(cell));
    let days: Option<Vec<Day>> = days.map(|cell| month_and_day(&cell)).collect();
    let days = days.filter(|days| days.len() >= DAYS_MIN)?;
    let follow = days.windows(2).all(|pair| match pair {
        [one, next] => next.since(*one) == 1,
        _ => false,
    });
    let said = titles.iter().flat_map(|row| row.cells());
    let mut said = said.chain([about, &corner]);
    (follow && said.any(speaks_of_days)).then_some(at)
}

/// 2.1 as 1 February, of a leap year.
fn month_and_day(cell: &str) -> Option<Day> {
    let (month, day) = cell.split_once('.')?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let written = day::read(cell).filter(|_| digits(month) && digits(day));
    written?.near(None)
}

/// Whether a title says that its table goes by days: 2月1日至3日, 每日发放, by day.
fn speaks_of_days(text: &str) -> bool {
    const WORDS: [&str; 8] = [
        "日期", "每日", "逐日", "按日", "日报", "date", "daily", "byday",
    ];
    let text = key(text);
    let named = |sign: char| {
        let mut before = text
            .match_indices(sign)
            .filter_map(|(at, _)| text.get(..at));
        before.any(|head| head.ends_with(|c: char| c.is_ascii_digit()))
    };
    WORDS.iter().any(|word| text.contains(word)) || named('月') || named('日')
}
