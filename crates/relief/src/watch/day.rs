//! Days as published tables write them.

use super::plain::plain;
use crate::field::{Field, fault};
use crate::ids::Stamp;
use crate::json::{Malformed, Value};

/// Days since 1 January 1970, in the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A day as written: many tables leave the year to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The year, where one is written.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: u32,
    /// 1 to the month's last.
    pub day: u32,
}

/// The year for a table that names none: a leap year, so that 29 February is a day.
const UNSAID_YEAR: i32 = 2020;

impl Day {
    /// The first day that a journal can name, 1 January 1970.
    pub const FIRST: Self = Self(0);
    /// The last day of the year 9999.
    pub const LAST: Day = Day(2_932_896);

    /// The day by its number, days since [`Day::FIRST`]; nothing beyond [`Day::LAST`].
    #[must_use]
    pub fn from_number(days: i32) -> Option<Self> {
        let day = Self(days);
        (Self::FIRST..=Self::LAST).contains(&day).then_some(day)
    }

    /// The day of a year, month and day of the month that exist.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= month_days(year, month);
        // Years are counted from 1 March, so that a leap day ends one (H. Hinnant, chrono-compatible algorithms).
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let of_era = shifted.rem_euclid(400);
        let month = i32::try_from((month + 9) % 12).ok()?;
        let of_year = (153 * month + 2) / 5 + i32::try_from(day).ok()? - 1;
        let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        exists.then_some(Self(era * 146_097 + days - 719_468))
    }

    /// The day of a moment, read as local time; between 1 January 1970 and [`Day::LAST`].
    #[must_use]
    pub fn of(local: Stamp) -> Self {
        let days = local.0.div_euclid(86_400);
        let last = i64::from(Self::LAST.0);
        Self(i32::try_from(days.clamp(0, last)).unwrap_or(0))
    }

    /// Days since 1 January 1970.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// So many days later, or earlier.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// How many days after another.
    #[must_use]
    pub fn since(self, other: Self) -> i32 {
        self.0.saturating_sub(other.0)
    }

    /// The day in the form 2020-01-24.
    #[must_use]
    pub fn iso(self) -> String {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let year = year + era * 400 + i32::from(month >= 10);
        let month = if month < 10 { month + 3 } else { month - 9 };
        format!("{year:04}-{month:02}-{day:02}")
    }
}

impl Field for Day {
    fn put(&self) -> Option<Value<'_>> {
        Some(Value::Int(i64::from(self.0)))
    }
    fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
        match value {
            Some(Value::Int(n)) => i32::try_from(*n)
                .ok()
                .filter(|n| (0..=Self::LAST.0).contains(n))
                .map(Self)
                .ok_or(Malformed::Field(name)),
            _ => fault(name),
        }
    }
}

impl Written {
    /// The day, of the year that brings it nearest to the day written before it when none is stated.
    #[must_use]
    pub fn near(self, before: Option<Day>) -> Option<Day> {
        if let Some(year) = self.year {
            return Day::new(year, self.month, self.day);
        }
        let Some(before) = before else {
            return Day::new(UNSAID_YEAR, self.month, self.day);
        };
        let year: i32 = before.iso().get(..4)?.parse().ok()?;
        let candidates =
            (year - 1..=year + 1).filter_map(|year| Day::new(year, self.month, self.day));
        candidates.min_by_key(|day| day.since(before).abs())
    }
}

/// Reads a day: 2020-01-24, 2020/1/24, 2020.1.24, 20200124, 2020年1月24日, 1月24日, 24-Jan, Jan 24, 24 January 2020,
/// 1/24, each with or without a time of day behind it; 截至1月24日24时 is that day too.
#[must_use]
pub fn read(text: &str) -> Option<Written> {
    let plain = plain(text).to_lowercase();
    let words = words(without_hours(&plain))?;
    let written = match words.as_slice() {
        [Word::Number(eight, 8)] => Written {
            year: Some(i32::try_from(eight / 10_000).ok()?),
            month: eight / 100 % 100,
            day: eight % 100,
        },
        [
            Word::Number(year, 4),
            Word::Number(month, 1..=2),
            Word::Number(day, 1..=2),
        ]
        | [
            Word::Number(year, 4),
            Word::Month(month),
            Word::Number(day, 1..=2),
        ]
        | [
            Word::Number(day, 1..=2),
            Word::Month(month),
            Word::Number(year, 4),
        ]
        | [
            Word::Month(month),
            Word::Number(day, 1..=2),
            Word::Number(year, 4),
        ] => Written {
            year: Some(i32::try_from(*year).ok()?),
            month: *month,
            day: *day,
        },
        [
            Word::Number(day, 1..=2),
            Word::Month(month),
            Word::Number(year, 2),
        ] => Written {
            year: Some(2000 + i32::try_from(*year).ok()?),
            month: *month,
            day: *day,
        },
        [Word::Number(day, 1..=2), Word::Month(month)]
        | [Word::Month(month), Word::Number(day, 1..=2)]
        | [Word::Number(month, 1..=2), Word::Number(day, 1..=2)] => Written {
            year: None,
            month: *month,
            day: *day,
        },
        _ => return None,
    };
    let year = written.year.unwrap_or(UNSAID_YEAR);
    Day::new(year, written.month, written.day).map(|_| written)
}

/// Reads a day in a column of days as [`read`] does, and the number that a spreadsheet has for it: 43862 is 1 February
/// 2020, between 1 January 2000 and 31 December 2099.
#[must_use]
pub fn in_column(text: &str) -> Option<Written> {
    const FIRST: i32 = 36_526;
    const LAST: i32 = 73_050;
    /// The number that a spreadsheet has for 1 January 1970.
    const EPOCH: i32 = 25_569;
    let plain = plain(text);
    let days = plain.split_once('.').map_or(&*plain, |(days, _)| days);
    let number = days
        .parse()
        .ok()
        .filter(|days| (FIRST..=LAST).contains(days));
    let Some(day) = number.and_then(|days: i32| Day::from_number(days - EPOCH)) else {
        return read(text);
    };
    read(&day.iso())
}

/// Which of two numbers before the year is the month: 1/24/2020 or 24/1/2020. One cell alone often does not tell; the
/// others of its column do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// No cell tells, or cells tell differently: such days are not read.
    Unknown,
    /// 1/24/2020.
    MonthFirst,
    /// 24/1/2020.
    DayFirst,
}

impl Order {
    /// The order of a column. O(cells).
    pub fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Order {
        let tells = |(one, other): (u32, u32)| match (one > 12, other > 12) {
            (false, true) => Some(Order::MonthFirst),
            (true, false) => Some(Order::DayFirst),
            _ => None,
        };
        let mut told = cells.filter_map(|cell| tells(year_last(cell)?.0));
        let Some(first) = told.next() else {
            return Order::Unknown;
        };
        if told.all(|one| one == first) {
            first
        } else {
            Order::Unknown
        }
    }

    /// Reads a day as [`in_column`] does, and those whose year stands last in this order.
    pub fn read(self, text: &str) -> Option<Written> {
        let Some(((one, other), year)) = year_last(text) else {
            return in_column(text);
        };
        let (month, day) = match self {
            Order::Unknown => return None,
            Order::MonthFirst => (one, other),
            Order::DayFirst => (other, one),
        };
        Day::new(year, month, day).map(|_| Written {
            year: Some(year),
            month,
            day,
        })
    }
}

/// The two numbers before a year that stands last, and the year.
fn year_last(text: &str) -> Option<((u32, u32), i32)> {
    // 2020-01-24 and 20200124, which most tables write, need no closer look.
    if text
        .get(..4)
        .is_some_and(|head| head.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    match words(&plain(text).to_lowercase())?.as_slice() {
        [
            Word::Number(one, 1..=2),
            Word::Number(other, 1..=2),
            Word::Number(year, 4),
        ] => Some(((*one, *other), i32::try_from(*year).ok()?)),
        _ => None,
    }
}

/// A day without 截至 before it and the part of it that is meant behind it: 24时, 上午, (周一), 0-24时.
fn without_hours(text: &str) -> &str {
    const PARTS: &str = " :()-~至0123456789時时點点分秒整上中下午早晚凌晨前周星期一二三四五六";
    let mut from = ["截至", "截止到", "截止"].iter();
    let text = from
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let ends = text.char_indices().find(|(_, c)| matches!(c, '日' | '号'));
    let Some((day, rest)) = ends.and_then(|(at, c)| text.split_at_checked(at + c.len_utf8()))
    else {
        return text;
    };
    let rest = rest.trim_end_matches(')');
    let rest = rest.strip_suffix('日').unwrap_or(rest);
    let says = rest.contains([
        '時', '时', '點', '点', ':', '午', '早', '晚', '晨', '周', '期',
    ]);
    if says && rest.chars().all(|c| PARTS.contains(c)) {
        day
    } else {
        text
    }
}

/// A part of a written day.
#[derive(Debug)]
enum Word {
    /// Digits, and how many.
    Number(u32, usize),
    /// The name of a month.
    Month(u32),
}

/// The parts before the time of day; `None` when something else stands between them.
fn words(text: &str) -> Option<Vec<Word>> {
    const PARTS_MAX: usize = 3;
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
        let end = if first.is_ascii_digit() {
            let end = run(|c| c.is_ascii_digit());
            words.push(Word::Number(rest.get(..end)?.parse().ok()?, end));
            end
        } else if first.is_ascii_alphabetic() {
            let end = run(|c| c.is_ascii_alphabetic());
            match rest.get(..end)? {
                // 2020-01-24T00:00:00
                "t" if words.len() == PARTS_MAX => return Some(words),
                name => words.push(Word::Month(month(name)?)),
            }
            end
        } else if first == ' ' && words.len() == PARTS_MAX && rest.contains(':') {
            return Some(words);
        } else if matches!(
            first,
            '-' | '/' | '.' | ' ' | ',' | '年' | '月' | '日' | '号' | '\u{2013}'
        ) {
            first.len_utf8()
        } else {
            return None;
        };
        if words.len() > PARTS_MAX {
            return None;
        }
        rest = rest.get(end..)?;
    }
    Some(words)
}

fn month(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS.iter().position(|month| {
        name.len() >= 3 && month.starts_with(name) || name == "sept" && *month == "september"
    })?;
    u32::try_from(at + 1).ok()
}

fn month_days(year: i32, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn iso(text: &str) -> Option<String> {
        read(text)?.near(None).map(Day::iso)
    }

    #[test]
    fn days_in_many_forms() {
        for text in [
            "2020-01-24",
            "2020/1/24",
            "2020.1.24",
            "20200124",
            "2020年1月24日",
            "1月24日",
            "24-Jan",
            "Jan 24",
            "24 January 2020",
            "24-Jan-20",
            "1/24",
            "2020-01-24 00:00:00",
            "2020-01-24T08:00:00+08:00",
            "１月２４日",
            "\u{feff}2020-01-24",
            "January 24, 2020",
            "截至1月24日24时",
            "2020年1月24日0-24时",
            "1月24日 18:00",
            "1月24日上午",
            "2020年1月24日（星期五）",
            "1月24号 周日",
        ] {
            assert_eq!(iso(text).as_deref(), Some("2020-01-24"), "{text}");
        }
        for text in [
            "",
            "截至24日",
            "1月24日至26日",
            "1月24日-26日",
            "1月24日-1月26日18时",
            "24",
            "2020-02-30",
            "13/13",
            "合计",
            "1月24日-25日",
            "until 28 Jan",
            "2020-1-24-5",
        ] {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_that_is_not_stated_is_the_nearest() {
        let december = Day::new(2019, 12, 31);
        let near = |text, before| read(text).and_then(|day| day.near(before)).map(Day::iso);
        assert_eq!(near("1月1日", december).as_deref(), Some("2020-01-01"));
        assert_eq!(
            near("31-Dec", Day::new(2020, 1, 1)).as_deref(),
            Some("2019-12-31")
        );
    }

    #[test]
    fn a_column_tells_which_number_is_the_month() {
        let read = |column: &[&str]| {
            let order = Order::of(column.iter().copied());
            let iso = |cell: &&str| Some(order.read(cell)?.near(None)?.iso());
            column.iter().map(iso).collect::<Vec<_>>()
        };
        let days = |days: [&str; 2]| days.map(|day| Some(day.to_owned())).to_vec();
        assert_eq!(
            read(&["2/3/2020", "2/13/2020 00:00"]),
            days(["2020-02-03", "2020-02-13"])
        );
        assert_eq!(
            read(&["13.2.2020", "3.2.2020"]),
            days(["2020-02-13", "2020-02-03"])
        );
        assert_eq!(
            read(&["2/3/2020", "4/3/2020"]),
            [None, None],
            "nothing tells"
        );
        assert_eq!(
            read(&["13/2/2020", "2/13/2020"]),
            [None, None],
            "they differ"
        );
        assert_eq!(
            read(&["2020-02-03", "2月13日"]),
            days(["2020-02-03", "2020-02-13"])
        );
    }

    proptest! {
        #[test]
        fn every_day_has_one_name(at in -700_000i32..2_000_000) {
            let day = Day(at);
            let name = day.iso();
            prop_assert_eq!(read(&name).and_then(|written| written.near(None)), Some(day));
            prop_assert!(name < day.plus(1).iso());
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = read(&text);
        }
    }
}
