//! Which columns of a sheet keep a ledger, by their names.

use super::super::column::{self, Heading};
use super::super::day;
use super::super::plain::{key, plain};
use super::super::sheet::{Row, Sheet};
use super::Columns;

/// Ledgers of one sheet: money, goods, and whatever else it keeps beside them.
const LEDGERS_MAX: usize = 8;
/// Rows that tell whether a column holds days.
const ROWS_LOOKED_AT: usize = 40;
/// What names the amount of one day, as [`key`] gives it; the longest first.
const DAILY: [&str; 12] = [
    "当日新增",
    "当天新增",
    "本日新增",
    "当日",
    "当天",
    "本日",
    "每日",
    "单日",
    "新增",
    "perday",
    "daily",
    "today",
];
/// What names everything until a day.
const CUMULATIVE: [&str; 7] = [
    "累计",
    "累積",
    "总计",
    "cumulative",
    "runningtotal",
    "todate",
    "total",
];
const DATE: [&str; 4] = ["日期", "时间", "date", "day"];

/// The columns of every ledger that a sheet keeps: a day, what came on it, and what came until its end. Columns belong
/// together where their names say the same beside that: 当日捐款 and 累计捐款. None where a sheet keeps no such pair.
#[must_use]
pub fn ledgers(sheet: &Sheet) -> Vec<Columns> {
    let found = column::header(sheet, |heading| !pairs(heading).is_empty());
    let Some((heading, rows)) = found else {
        return Vec::new();
    };
    let has_days = |at: usize| {
        let rows = rows.clone().take(ROWS_LOOKED_AT);
        rows.map(|row: Row<'_>| row.cell(at))
            .any(|cell| day::read(cell).is_some())
    };
    let names = heading.names();
    let is_date = |(at, name): &(usize, &String)| {
        let name = key(name);
        DATE.iter().any(|word| name.contains(word)) && has_days(*at)
    };
    let Some((_, date)) = names.iter().enumerate().find(is_date) else {
        return Vec::new();
    };
    let columns = |(daily, cumulative)| Columns {
        date: date.clone(),
        daily,
        cumulative,
        count: None,
    };
    pairs(&heading).into_iter().map(columns).collect()
}

/// The names of each day's amount, and of the total beside it.
fn pairs(heading: &Heading<'_>) -> Vec<(String, String)> {
    let names = heading.names();
    let (daily, all) = (named(&names, &DAILY), named(&names, &CUMULATIVE));
    let same = daily.iter().filter_map(|(rest, name)| {
        let (_, total) = all.iter().find(|(of, _)| of == rest)?;
        Some((name.clone(), total.clone()))
    });
    let same: Vec<_> = same.take(LEDGERS_MAX).collect();
    match (same.is_empty(), daily.as_slice(), all.as_slice()) {
        // One of each belong together, whatever else their names say.
        (true, [(_, daily)], [(_, total)]) => vec![(daily.clone(), total.clone())],
        _ => same,
    }
}

/// Names that have one of these words, each with what it says beside it.
fn named(names: &[String], words: &[&str]) -> Vec<(String, String)> {
    let of = |name: &String| {
        let key = key(name);
        let word = words.iter().find(|word| key.contains(**word))?;
        Some((key.replacen(word, "", 1), plain(name).into_owned()))
    };
    names.iter().filter_map(of).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn found(rows: &[&str]) -> Vec<[String; 3]> {
        let mut sheet = Sheet::new("ledger");
        for (number, row) in (1..).zip(rows) {
            sheet.push(number, row.split(';'));
        }
        let names = |of: Columns| [of.date, of.daily, of.cumulative];
        ledgers(&sheet).into_iter().map(names).collect()
    }

    #[test]
    fn columns_that_say_the_same_of_a_day_and_of_all_days_are_a_ledger() {
        assert_eq!(
            found(&[
                "编号;日期 24时;当日捐款 万元;累计捐款 万元;当日物资 万元;累计物资 万元;合计;链接",
                "1;24-Jan;;5541.36;;856.344;6397.704;",
            ]),
            [
                ["日期 24时", "当日捐款 万元", "累计捐款 万元"],
                ["日期 24时", "当日物资 万元", "累计物资 万元"],
            ]
        );
        assert_eq!(
            found(&["date;daily masks;cumulative masks", "2020-02-01;5;5"]),
            [["date", "daily masks", "cumulative masks"]]
        );
    }

    #[test]
    fn headings_in_two_rows_name_the_group_and_the_column() {
        assert_eq!(
            found(&["日期;捐款;;物资;", ";当日;累计;当日;累计", "2月1日;5;5;1;1"]),
            [
                ["日期", "捐款当日", "捐款累计"],
                ["日期", "物资当日", "物资累计"],
            ]
        );
    }

    #[test]
    fn what_has_no_pair_or_no_day_is_no_ledger() {
        for sheet in [
            ["接收单位;物资;数量;合计", "甲医院;口罩;5;5"],
            ["日期;当日捐款;备注", "2月1日;5;"],
            ["日期;当日捐款;累计捐款", "甲;5;5"],
            ["编号;当日捐款;累计捐款", "1;5;5"],
        ] {
            assert_eq!(found(&sheet), Vec::<[String; 3]>::new(), "{sheet:?}");
        }
    }
}
